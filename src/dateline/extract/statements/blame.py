"""Who is named in what is said, and who is said to have done harm there."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements import grammar
from dateline.extract.statements.draft import Draft
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.voice import Voice

SIDES = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY})
_OWN = frozenset({"its", "their", "his", "her", "our", "my"})
_RIVALS = SIDES | {ActorKind.PERSON}


def rivals_named(actors: Sequence[ActorMention], content: Sequence[Span], voice: Voice) -> bool:
    """Whether the content names an actor of another side than the speaker's."""
    own = _own(voice)
    return any(
        m.actor_id not in own
        and m.kind in _RIVALS
        and (
            m.kind is ActorKind.ARMED_GROUP
            or not (voice.country and m.country == voice.country and voice.actor_kind is not ActorKind.ARMED_GROUP)
        )
        and any(span.contains(m.span) for span in content)
        for m in actors
    )


def culprit(draft: Draft, voice: Voice, lexicon: SpeechLexicon) -> str:
    """The words for an actor of another side that does harm in what is said; empty for none.

    It is the subject of a verb of harm, or named after 'by'.
    """
    if voice.actor_kind not in SIDES and voice.organisation is None and voice.kind != "person":
        return ""
    view = draft.made.view
    for first, last in draft.made.content:
        for token in range(first, last + 1):
            if _other_side(view, token, voice, lexicon) and _does_harm(view, token, lexicon):
                return view.words(token, token)
    return ""


def own_deed(draft: Draft, voice: Voice, lexicon: SpeechLexicon) -> bool:
    """Whether the speaker's own side, by name, does harm in what is said."""
    own, view = _own(voice) - {None}, draft.made.view
    for first, last in draft.made.content:
        for token in range(first, last + 1):
            mention = view.actor_of(token)
            ours = _own_group(view, token, voice) if mention is None else mention.actor_id in own
            if ours and _does_harm(view, token, lexicon):
                return True
    return False


def _own(voice: Voice) -> set[str | None]:
    return {voice.speaker.actor_id, voice.organisation.actor_id if voice.organisation else None}


def _other_side(view: View, token: int, voice: Voice, lexicon: SpeechLexicon) -> bool:
    """A named actor of another side; 'the rebels'; 'forces loyal to the president' where another side is named."""
    own = _own(voice)
    mention = view.actor_of(token)
    top = view.parsed.heads[token] if view.parsed.deps[token] == "conj" else token
    joined = [view.actor_of(other) for other in grammar.conjuncts(view.parsed, top) if other != token]
    if any(one is not None and one.actor_id in own for one in joined):
        return False  # 'the rebels and their allies attacked', the rebels said
    if mention is not None:
        at_home = bool(voice.country) and mention.country == voice.country
        return mention.kind in SIDES and mention.actor_id not in own and not at_home
    lower = view.parsed.lower[token]
    if _own_group(view, token, voice):
        return False
    if any(view.parsed.lower[child] in _OWN for child in view.parsed.kids(token, "poss")):
        return False
    if lower in lexicon.words["culprits"]:
        return True
    if lower not in lexicon.words["means"]:
        return False
    named = [view.actor_at[t] for t in view.parsed.subtree(token) if t in view.actor_at]
    return any(m.actor_id not in own for m in named)


def _own_group(view: View, token: int, voice: Voice) -> bool:
    """'The group' in the mouth of an armed group's spokesman is his own."""
    p = view.parsed
    plain = [p.lower[child] for child in p.children[token] if child < token] == ["the"]
    return voice.armed and plain and p.lower[token] in ("group", "movement", "organization", "organisation")


def _does_harm(view: View, token: int, lexicon: SpeechLexicon) -> bool:
    p = view.parsed
    head, dep = p.heads[token], p.deps[token]
    if dep == "nsubj" and p.deps[head] != "relcl":
        words = " ".join(p.lower[head : head + 3])
        return lexicon.marks["harm"].match(words) is not None and p.kid(head, "neg") is None
    verb = p.lower[p.heads[head]]
    return (
        dep == "pobj" and p.deps[head] == "agent" and verb != "used" and lexicon.marks["harm"].match(verb) is not None
    )
