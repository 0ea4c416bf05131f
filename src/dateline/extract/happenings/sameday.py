"""'Later the same night', 'within hours', 'earlier in the day': the day of what was told right before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.domain.actor import DateMention
from dateline.domain.dates import DatePrecision
from dateline.domain.text import Span
from dateline.domain.vocabulary import Status
from dateline.extract.happenings.happening import Happening

_PART = r"(?:day|night|morning|evening|afternoon)"
_SAME = re.compile(
    rf"\b(?:(?:the|that) same {_PART}|(?:earlier|later) (?:in the|on that|that) {_PART}|"
    r"during the day|in the course of the day)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:within (?:minutes|hours|an hour)|"
    r"(?:minutes|hours|moments|shortly|immediately|straight|soon) after\b(?! (?-i:[A-Z]))|"
    r"(?:minutes|(?:a few |some |several |\w{3,8} )?hours|an hour|moments) (?:later|earlier|afterwards))\b",
    re.IGNORECASE,
)
_OPENS = 60  # characters of a sentence in which such words set its time
_BACK = 2  # sentences
_MARGIN = 8  # characters between 'later' and 'the same night'


def same_day(known: Sequence[Happening]) -> None:
    """Give what is dated only by what stands before it the day of that happening, not the day on which it was told."""
    previous: list[Happening] = []
    for happening in sorted(known, key=lambda h: h.evidence[0]):
        before = _told_before(happening, previous)
        if before is not None and before.date is not None:
            _take(happening, before.date)
        if happening.status in (Status.HAPPENED, Status.ALLEGED) and not happening.aggregate:
            previous.append(happening)


def _told_before(happening: Happening, previous: Sequence[Happening]) -> Happening | None:
    """The happening told last in the sentences right before, when it has a day."""
    index = happening.first.scene.parsed.index
    near = [h for h in previous if 0 < index - h.first.scene.parsed.index <= _BACK]
    if not near:
        return None
    last = max(h.first.scene.parsed.index for h in near)
    dated = [h for h in near if h.first.scene.parsed.index == last and _day(h)]
    return dated[0] if dated else None


def _day(happening: Happening) -> bool:
    when = happening.date.when if happening.date is not None else None
    return when is not None and when.precision is DatePrecision.DAY and when.earliest == when.latest


def _take(happening: Happening, date: DateMention) -> None:
    text = happening.first.scene.text
    sentence = happening.first.scene.parsed.sentence
    own = happening.date.span if happening.date is not None else None
    if own is not None:
        if own.overlaps(sentence) and _SAME.search(text, max(own.start - _MARGIN, 0), own.end) is not None:
            _give(happening, date, own, exact=True)
        return
    if not happening.first.own_date:
        opening = text[sentence.start : min(sentence.start + _OPENS, sentence.end)]
        found = _SAME.search(opening) or _HOURS.search(opening)
        if found is not None:
            span = Span(sentence.start + found.start(), sentence.start + found.end())
            _give(happening, date, span, exact=_HOURS.fullmatch(found[0]) is None)


def _give(happening: Happening, date: DateMention, span: Span, *, exact: bool) -> None:
    when = date.when
    if when is None:
        return
    told = when if exact else replace(when, uncertain=True)
    happening.date = DateMention(span, told, "point", "the day of what was told before")
    happening.fields["date"] = span
    happening.rules.append("the day of what was told before")
