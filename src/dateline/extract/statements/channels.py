"""Through whom a statement came: platforms, outlets that were told, those who quote or report it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.domain.text import Span
from dateline.domain.vocabulary import Act
from dateline.extract.statements.acts import folded
from dateline.extract.statements.draft import Draft
from dateline.extract.statements.grammar import View
from dateline.extract.statements.speakers import Speakers
from dateline.extract.statements.voice import Voice, same_words


def channels(
    view: View, draft: Draft, voice: Voice, outer: Sequence[Draft], speakers: Speakers, own_outlet: str | None
) -> tuple[str, ...]:
    """The chain from the speaker outwards; the article's own outlet is left out. `outer` are those who tell it."""
    made = draft.made
    chain = [voice.platform] if voice.platform else []
    if made.verb and made.verb.channel:
        chain.append(made.verb.channel)
    chain += _platforms(view, draft, speakers.ground.lexicon.platforms)
    if made.hearer is not None:
        chain += [v.speaker.name for v in speakers.voices(view, made.hearer) if v.kind == "outlet"]
    for head in made.through:
        chain += [v.speaker.name for v in speakers.voices(view, head)]
    if voice.carried and not chain:
        chain += voice.via
    for other in outer:
        if other.made.act is not Act.REPORT and not other.made.open:
            continue  # who denies or condemns what another said does not pass it on
        chain += [v.speaker.name for v in other.voices if v.kind in ("outlet", "person", "body")]
    kept = dict.fromkeys(chain)
    return tuple(name for name in kept if not same_words(name, own_outlet) and name != voice.speaker.name)


def _platforms(view: View, draft: Draft, platforms: Mapping[str, str]) -> list[str]:
    """'On Twitter', 'in a Facebook post', 'in a tweet', outside what is said."""
    words = f" {folded(_outside(view.text, view.parsed.sentence, draft.content))} "
    found = [name for word, name in platforms.items() if word != "x" and f" {word}" in words]
    if not found and (" tweet " in words or " tweets " in words):
        found = ["Twitter"]
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
