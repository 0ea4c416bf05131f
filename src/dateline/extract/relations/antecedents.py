"""Words that stand for a body named before: 'its leader', 'the ministry spokesman', 'It includes'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.relations.tagging import Party

_NOUNS = (
    "group|militia|movement|organization|organisation|party|faction|ministry|coalition|alliance|army|government|police|"
    "military|front|gang|cartel|network"
)
_WORDS = re.compile(
    rf"\b(?:(?P<its>[Ii]ts|[Tt]heir)|[Tt]he (?P<own>{_NOUNS})['’]s|(?P<noun>{_NOUNS}))(?=,? (?:[a-z-]+ ){{0,2}}"
    r"(?:leader|chief|head|commander|spokesman|spokeswoman|spokesperson)\b)"
    r"|\bIt(?= (?:also )?(?:includes?|comprises?)\b)"
    rf"|\b(?<=member of )the (?P<whole>{_NOUNS})\b"
    rf"|\b(?<=part of )the (?P<body>{_NOUNS})\b",
)
_GROUP_NOUNS = frozenset(["group", "militia", "movement", "faction", "party", "organization", "organisation", ""])
_BODIES = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY, ActorKind.INTERNATIONAL_BODY, ActorKind.OTHER}
)
_OPENING = 6  # characters: 'The HPA ...', 'HPA, once called ...'
_REACH = 1500
"""Characters that such words look back."""


def antecedents(text: str, sentence: Span, mentions: Sequence[ActorMention], before: Span | None) -> Iterator[Party]:
    """A party for each such word of a sentence whose body can be found before it; `before` is the sentence before."""
    for match in _WORDS.finditer(text, sentence.start, sentence.end):
        if any(m.span.start < match.end() and m.span.end > match.start() for m in mentions):
            continue
        noun = next((match.group(name) for name in ("own", "noun", "whole", "body") if match.group(name)), "")
        topic = match.group() in ("It", "Its", "Their")
        named = _subject(before, mentions) if topic else None
        named = named or _named(text, match.start(), noun, mentions)
        if named is not None:
            yield Party(Span(*match.span()), match.group(), "D", named)


def _subject(before: Span | None, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The body that the sentence before begins with."""
    if before is None:
        return None
    opening = Span(before.start, min(before.end, before.start + _OPENING))
    return next((m for m in mentions if opening.overlaps(m.span) and m.kind in _BODIES and not m.adjective), None)


def _named(text: str, offset: int, noun: str, mentions: Sequence[ActorMention]) -> ActorMention | None:
    before = [
        m for m in mentions
        if m.kind in _BODIES and not m.adjective and not m.generic
        and m.span.end <= offset and offset - m.span.start < _REACH
    ]  # fmt: skip
    if not before:
        return None
    if noun in _GROUP_NOUNS:
        groups = [m for m in before if m.kind in (ActorKind.ARMED_GROUP, ActorKind.PARTY) or not noun]
        return groups[-1] if groups else None
    fitting = [m for m in before if noun in m.span.quote(text).lower() or noun in m.name.lower()]
    return fitting[-1] if fitting else None
