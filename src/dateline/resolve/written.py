"""The day of writing, where a text prints it at its head: 'Published 2 April 2017', 'AFP Sunday 18 Sep 2016'.

It is what 'on Sunday' counts from. A printed day says more than what came with the file, which may be that of a copy.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.domain.dates import DateRange
from dateline.domain.text import Span
from dateline.resolve.date_words import MONTH, WEEKDAY, WEEKDAYS, day_number, month_number, valid_day

_HEAD = 260  # characters of a text in which its day may be printed
_LABEL = (
    r"(?:(?:first )?published|posted|updated|last (?:updated|modified)|date of publication|publication date|"
    r"date|created)"
)
_WEEKDAY = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b\.?)"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?:\s?[ap]m)?(?: (?:GMT|UTC|[A-Z]{2,4}))?)?"
_DATE = (
    rf"(?:(?P<w>{_WEEKDAY}),? )?(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{MONTH}),? (?P<y1>(?:19|20)\d\d)|"
    rf"(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)|"
    r"(?P<n1>\d{1,2})(?P<s>[-./])(?P<n2>\d{1,2})(?P=s)(?P<y3>(?:19|20)\d\d))(?!\d)"
)
_AT_THE_START = re.compile(rf"\s*(?:{_LABEL}:? (?:on )?)?{_DATE}{_TIME}(?=\s+(?-i:[A-Z0-9“\"'])|\s*\n)", re.IGNORECASE)
_IN_THE_HEAD = re.compile(rf"{_DATE}{_TIME}(?=\s+(?-i:[A-Z0-9“\"']))", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:on|since|of|from|until|till|by|before|after|in|for|dated|and|to|the)\s+\Z", re.IGNORECASE)


class Written(NamedTuple):
    """The day, and where it is printed."""

    day: DateRange
    span: Span


def day_of_writing(text: str, published: DateRange | None) -> Written | None:
    """The day printed at the head of a text; None where there is none, or where it only tells of its news."""
    head = text[:_HEAD]
    start = _AT_THE_START.match(head)
    if start is not None and (day := _day(start, published)) is not None:
        return Written(day, Span(start.start() + len(start[0]) - len(start[0].lstrip()), start.end()))
    for found in _IN_THE_HEAD.finditer(head):
        if found["w"] is None or _TOLD.search(head[: found.start()]):
            continue
        day = _day(found, published)
        if day is not None:
            return Written(day, Span(found.start(), found.end()))
    return None


def _day(found: re.Match[str], published: DateRange | None) -> DateRange | None:
    """The day, where its weekday is that day's; of two readings in figures the one of publication, else day first."""
    if found["n1"]:
        year, one, two = int(found["y3"]), int(found["n1"]), int(found["n2"])
        readings = [valid_day(year, two, one), valid_day(year, one, two)]
        fitting = [day for day in readings if day is not None]
        day = next((day for day in fitting if day == published), fitting[0] if fitting else None)
    else:
        form = "1" if found["m1"] else "2"
        day = valid_day(int(found[f"y{form}"]), month_number(found[f"m{form}"]), day_number(found[f"d{form}"]))
    if day is None or day.earliest is None:
        return None
    return day if not found["w"] or WEEKDAYS[found["w"].lower().rstrip(".")] == day.earliest.weekday() else None
