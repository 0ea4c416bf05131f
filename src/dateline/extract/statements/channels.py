"""Through whom a statement came: platforms, outlets that were told, those who quote or report it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind
from dateline.extract.statements import grammar, names
from dateline.extract.statements.acts import folded
from dateline.extract.statements.draft import Draft
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.speakers import Speakers
from dateline.extract.statements.voice import Voice, same_words
from dateline.extract.words.lists import listed

_TWEET = re.compile(r"\btweets?\b|\bhandle\b")
_SITE = re.compile(r"\w\.(?:com|org|net|info|tv|co|news)\Z", re.IGNORECASE)
_ON_X = re.compile(r"\b(?:on|to|via) X\b(?! ?[-'’])")


def channels(
    view: View, draft: Draft, voice: Voice, outer: Sequence[Draft], speakers: Speakers, own_outlet: str | None
) -> tuple[str, ...]:
    """The chain from the speaker outwards; the article's own outlet is left out. `outer` are those who tell it."""
    made = draft.made
    chain = [voice.platform] if voice.platform else []
    if made.verb and made.verb.channel:
        chain.append(made.verb.channel)
    chain += _platforms(view, draft, speakers.ground.lexicon.platforms)
    chain += _means(view, draft)
    if made.hearer is not None:
        chain += _told(view, made.hearer, speakers)
    for source in made.sources:
        chain += _quoted_by(view, source)
    for head in made.through:
        chain += [v.speaker.name for v in speakers.voices(view, head)]
    chain += _interviewed(view, draft, speakers.ground.lexicon)
    if not chain and (made.hearer is None or _is_outlet_noun(view, made.hearer, speakers)):
        chain += voice.via if voice.carried else _same_breath(view, draft, voice, speakers)
    answers = made.act is Act.DENY and view.parsed.deps[made.cue[1]] in (
        "relcl",
        "acl",
    )  # 'a claim that the army denied'
    for other in outer if not answers else ():
        if other.made.act is not Act.REPORT and not other.made.open:
            continue  # who denies or condemns what another said does not pass it on
        chain += [v.speaker.name for v in other.voices if v.kind in ("outlet", "person", "body")]
    kept = dict.fromkeys(chain)
    return tuple(name for name in kept if not same_words(name, own_outlet) and name != voice.speaker.name)


def _platforms(view: View, draft: Draft, platforms: Mapping[str, str]) -> list[str]:
    """'On Twitter', 'in a Facebook post', 'in a tweet', outside what is told ('confirmed the raid on Twitter')."""
    content = draft.content if _tells(view, draft) else ()
    words = f" {folded(_outside(view.text, view.parsed.sentence, content))} "
    found = [name for word, name in platforms.items() if word != "x" and f" {word}" in words]
    if not found and _ON_X.search(_outside(view.text, view.parsed.sentence, content)):
        found = ["X"]
    if not found and _TWEET.search(words):
        found = ["Twitter"]
    return found


def _tells(view: View, draft: Draft) -> bool:
    """A verb of its own stands in what is said: a platform named there may be part of the story."""
    p = view.parsed
    spans = draft.made.content
    return any(p.kid(t, "nsubj", "nsubjpass") is not None for first, last in spans for t in range(first, last + 1))


def _means(view: View, draft: Draft) -> list[str]:
    """'Through its Amaq news agency', 'via Al-Mayadeen': outlets behind 'through' and 'via', outside what is said."""
    p, made = view.parsed, draft.made
    inside = {t for first, last in made.content for t in range(first, last + 1)} if _tells(view, draft) else set()
    found = []
    for token, lower in enumerate(p.lower[:-1]):
        if lower not in ("through", "via") or token in inside:
            continue
        near = (view.actor_at.get(t) for t in range(token + 1, min(token + 5, len(p))))
        found += [m.name for m in near if m is not None and m.kind is ActorKind.OUTLET]
    return list(dict.fromkeys(found))


def _told(view: View, hearer: int, speakers: Speakers) -> list[str]:
    """The outlet that was told something: 'told Reuters', 'told the AFP agency'."""
    first, last = grammar.np_range(view.parsed, hearer, whole=False)
    named = [view.actor_at[t] for t in range(first, last + 1) if t in view.actor_at]
    outlets = [m.name for m in named if m.kind is ActorKind.OUTLET]
    ours = any(view.parsed.lower[c] in ("this", "our", "its", "their") for c in view.parsed.kids(hearer, "det", "poss"))
    if outlets or ours:
        return outlets[:1]  # 'told this station': the outlet that prints it
    unknown = _outlet_named(view, hearer, speakers.ground.lexicon)
    heard = [v for v in speakers.voices(view, hearer) if v.kind == "outlet"] if not unknown else []
    definite = any(view.parsed.lower[c] == "the" for c in view.parsed.kids(hearer, "det"))
    return [unknown] if unknown else [v.speaker.name for v in heard if v.carried or not definite]


def _same_breath(view: View, draft: Draft, voice: Voice, speakers: Speakers) -> tuple[str, ...]:
    """'Told Reuters that it rained and said that it snowed': the joined verb has the channel of the first."""
    former = speakers.memory.by_name(voice.speaker.name) if view.parsed.deps[draft.made.cue[1]] == "conj" else None
    return former.via if former is not None and former.sentence == view.parsed.index else ()


def _is_outlet_noun(view: View, head: int, speakers: Speakers) -> bool:
    return speakers.ground.lexicon.has("outlet_heads", view.parsed.lower[head])


def _outlet_named(view: View, head: int, lexicon: SpeechLexicon) -> str:
    """An outlet that the book does not know: 'the Chindwin Post', 'Boston.com', 'KVUE'; empty for anything else."""
    word = view.parsed.words[head]
    if view.actor_of(head) is not None or not word[:1].isupper():
        return ""
    name = " ".join(names.name_span(view, head, lexicon).quote(view.text).split())
    words = name.lower().split()
    initials = len(words) == 1 and word.isupper() and 2 < len(word) < 7 and word.isalpha() and not names.shouted(view)
    sorts = lexicon.words["outlet_heads"] | lexicon.words["outlet_names"] | {"online"}
    return name if initials or sorts.intersection(words) or _SITE.search(word) else ""


def _interviewed(view: View, draft: Draft, lexicon: SpeechLexicon) -> list[str]:
    """'Speaking to Mirror Online', 'in an interview with Radio Dabanga', outside what is said."""
    p = view.parsed
    inside = {t for first, last in draft.made.content for t in range(first, last + 1)}
    found = []
    for token in range(1, len(p)):
        if (
            p.lower[token] not in ("to", "with", "on", "by")
            or p.lower[token - 1] not in listed("interviews")
            or token in inside
        ):
            continue
        inner = p.kid(token, "pobj")
        mention = view.actor_of(inner) if inner is not None else None
        if mention is not None and mention.kind is ActorKind.OUTLET:
            found.append(mention.name)
        elif inner is not None and mention is None:
            found.append(_outlet_named(view, inner, lexicon))
    return [name for name in found if name]


def _quoted_by(view: View, source: int) -> list[str]:
    """'An official quoted by Reuters said', 'an expert cited by the Guardian'."""
    p = view.parsed
    found = []
    for verb in p.kids(source, "acl", "relcl"):
        if p.lower[verb] not in ("quoted", "cited", "interviewed"):
            continue
        for agent in p.kids(verb, "agent", "prep"):
            named = (view.actor_of(inner) for inner in p.kids(agent, "pobj"))
            found += [m.name for m in named if m is not None and m.kind is ActorKind.OUTLET]
    return found


def _outside(text: str, sentence: Span, content: Sequence[Span]) -> str:
    """The words of a sentence without what is said."""
    parts, at = [], sentence.start
    for span in sorted(content):
        if span.start > at:
            parts.append(text[at : span.start])
        at = max(at, span.end)
    parts.append(text[at : sentence.end])
    return " ".join(parts)
