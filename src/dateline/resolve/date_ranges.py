"""Rules for stretches of time: from one weekday to another, the last days, the start of a year, hours after a day told.

They come before those for single days, which would read only their parts.
"""

from __future__ import annotations

import re
from datetime import timedelta

from dateline.domain.dates import DateRange
from dateline.resolve.date_anchor import Anchor, len_days, rule
from dateline.resolve.date_words import (
    NUMBER,
    WEEKDAY,
    WEEKDAYS,
    around,
    last_weekday,
    number,
    shift_months,
    span_of_days,
    week_of,
)

_HOURS = r"(?:night|evening|morning|afternoon)"
_LATE = r"(?:late (?:on )?|early (?:on )?)"


@rule(
    "weekday to weekday",
    rf"(?:overnight|(?:during |in )?the night)(?: (?:of|from|between))? {_LATE}?({WEEKDAY})(?: {_HOURS})?(?:,? (?:and|to|into|until) (?:early )?|[-–—/])({WEEKDAY})|"
    rf"(?:between|from) {_LATE}?({WEEKDAY})(?: {_HOURS})?,? (?:and|to|until|through|into) {_LATE}?({WEEKDAY})|"
    rf"(?:late )?({WEEKDAY})(?: (?:night|evening))?,? into (?:early )?({WEEKDAY})|"
    rf"late (?:on )?({WEEKDAY})(?: night)? (?:and|or|to) early (?:on )?({WEEKDAY})",
)
def _weekdays(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    """'Overnight between Friday and Saturday': the last such Saturday and the Friday before it."""
    if anchor.published is None:
        return None
    first, last = (WEEKDAYS[word.lower()] for word in m.groups() if word)
    end = last_weekday(last, anchor.published)
    return span_of_days(end - timedelta(days=(last - first) % 7 or 7), end)


@rule("overnight of a weekday", rf"overnight (?:on |from )?{_LATE}?({WEEKDAY})(?! to\b)")
def _overnight(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    return DateRange.day(last_weekday(WEEKDAYS[m[1].lower()], anchor.published)) if anchor.published else None


@rule(
    "units up to now",
    rf"(?:in|over|during|within|for) (?:the )?(?:last|past) (?!(?:a|an|one) (?:day|week|month|year))({NUMBER}) (hour|day|week|month|year)s",
)
def _up_to_now(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    """'In the past 24 hours', 'over the last three weeks': from so long ago until the day of publication."""
    count, unit, end = number(m[1]), m[2].lower(), anchor.published
    if count is None or end is None or count > 400:
        return None
    if unit in ("month", "year"):
        back = shift_months(end, -count * (12 if unit == "year" else 1))
        return DateRange(back.earliest, end, (DateRange.year(end.year) if unit == "year" else back).precision)
    days = -(-count // 24) if unit == "hour" else count * (7 if unit == "week" else 1)
    return span_of_days(end - timedelta(days=days), end)


@rule("recent days", r"(?:in|over|during) (?:the )?(?:(?:past|last)(?: few| several)?|recent) days")
def _recent_days(_: re.Match[str], anchor: Anchor) -> DateRange | None:
    return around(anchor.published - timedelta(days=4), 2) if anchor.published else None


@rule("start of a unit", r"(?:the )?(?:start|beginning|turn) of (the|this) (week|month|year)")
def _start_of(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    base = anchor.published
    if base is None:
        return None
    if m[2].lower() == "week":
        monday = week_of(base, 0).earliest
        return DateRange.day(monday) if monday else None
    return DateRange.month(base.year, base.month if m[2].lower() == "month" else 1)


@rule("unit before", r"the (week|month|year) (?:before|earlier|prior)(?=[\s,.;)]|\Z)(?! (?-i:the|a|an|[A-Z]))")
def _unit_before(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    told = anchor.passage.earliest if anchor.passage and len_days(anchor.passage) <= 7 else None
    base, unit = told or anchor.published, m[1].lower()
    if base is None:
        return None
    if unit == "week":
        return week_of(base, -1)
    return shift_months(base, -1) if unit == "month" else DateRange.year(base.year - 1)


@rule(
    "hours from the passage",
    r"(?:just |only |a )?(?:(?:few|couple of|several|two|three|four|five|six) )?(?:hours|minutes|moments) (?:later|earlier|before(?=[,.;])|afterwards?)|"
    r"(?:an hour|half an hour) (?:later|earlier)|(?:earlier|later) in the (?:day|evening|night)",
)
def _hours_off(_: re.Match[str], anchor: Anchor) -> DateRange | None:
    """'Hours later': on the day that was told last, as far as one can tell."""
    told = anchor.passage
    return told if told is not None and len_days(told) <= 2 else None
