"""The grammar of English date expressions: one pattern, one rule, the days it stands for.

Rules look back: a bare 'Tuesday', 'June' or 'June 25' is the latest one up to the anchor, unless the words say
otherwise. No anchor, no answer: a relative expression without one stands for nothing. Nothing is invented.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.domain.dates import DateRange
from dateline.resolve.date_anchor import Anchor, in_story, len_days, rule, year_or_anchor
from dateline.resolve.date_words import (
    DAY,
    MONTH,
    NUMBER,
    PART,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    around,
    day_number,
    last_weekday,
    month_number,
    number,
    past_day,
    past_month,
    shift_months,
    span_of_days,
    valid_day,
    week_of,
)


def _days(first: date | None, last: date | None) -> DateRange | None:
    return span_of_days(first, last) if first and last else None


@rule("month days", rf"(?:between |from )?({MONTH}) ({DAY}) ?(?:and|to|[-–—]|through|until) ?({DAY})(?:,? ({YEAR}))?")
def _month_days(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    month, day = month_number(m[1]), day_number(m[2])
    first = year_or_anchor(m[4], month, day, anchor)
    last = valid_day(first.year, month, day_number(m[3])) if first else None
    return _days(first, last.earliest if last else None)


@rule(
    "days month",
    rf"(?:between |from )?(?:the )?({DAY}) ?(?:and|to|[-–—]|through) ?(?:the )?({DAY}) (?:of )?({MONTH})(?:,? ({YEAR}))?",
)
def _days_month(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    month, day = month_number(m[3]), day_number(m[1])
    first = year_or_anchor(m[4], month, day, anchor)
    last = valid_day(first.year, month, day_number(m[2])) if first else None
    return _days(first, last.earliest if last else None)


@rule(
    "day to day",
    rf"(?:between|from) ({MONTH}) ({DAY})(?:,? ({YEAR}))?,? (?:and|to|until|through) ({MONTH}) ({DAY})(?:,? ({YEAR}))?",
)
def _day_to_day(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    last = year_or_anchor(m[6], month_number(m[4]), day_number(m[5]), anchor)
    if last is None:
        return None
    month, day = month_number(m[1]), day_number(m[2])
    first = year_or_anchor(m[3] or m[6], month, day, anchor)
    if first and not m[3] and first > last:
        first = past_day(month, day, last)
    return _days(first, last)


@rule("month to month", rf"(?:between|from) ({MONTH})(?: ({YEAR}))? (?:and|to|until|through) ({MONTH})(?: ({YEAR}))?")
def _month_to_month(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    last = _month(m[4], month_number(m[3]), anchor)
    if last is None or last.earliest is None:
        return None
    first = (
        _month(m[2], month_number(m[1]), Anchor(last.earliest))
        if not m[2]
        else _month(m[2], month_number(m[1]), anchor)
    )
    if first is None or first.earliest is None or first.earliest > last.earliest:
        return None
    return DateRange(first.earliest, last.latest, last.precision)


def _month(year: str | None, month: int, anchor: Anchor) -> DateRange | None:
    if year:
        return DateRange.month(int(year), month)
    if (told := in_story(month, anchor)) is not None:
        return DateRange.month(told, month)
    if anchor.ceiling:
        return past_month(month, anchor.ceiling)
    if anchor.passage and anchor.passage.earliest:
        return DateRange.month(anchor.passage.earliest.year, month)
    return None


@rule("month of last year", rf"(?:{PART}[- ])?({MONTH})(?: ({DAY}))?,? (?:of )?(last|this) year")
def _month_last_year(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    if anchor.ceiling is None:
        return None
    year, month = anchor.ceiling.year - (m[3].lower() == "last"), month_number(m[1])
    return valid_day(year, month, day_number(m[2])) if m[2] else DateRange.month(year, month)


@rule("iso day", r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
def _iso(m: re.Match[str], _: Anchor) -> DateRange | None:
    return valid_day(int(m[1]), int(m[2]), int(m[3]))


@rule("numeric day", r"(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
def _numeric(m: re.Match[str], _: Anchor) -> DateRange | None:
    return valid_day(int(m[3]), int(m[2]), int(m[1])) or valid_day(int(m[3]), int(m[1]), int(m[2]))


@rule("full day", rf"(?:{WEEKDAY},? )?({MONTH}) ({DAY}),? ({YEAR})")
def _full_day(m: re.Match[str], _: Anchor) -> DateRange | None:
    return valid_day(int(m[3]), month_number(m[1]), day_number(m[2]))


@rule("full day, day first", rf"(?:{WEEKDAY},? )?(?:the )?({DAY})(?: of)? ({MONTH}),? ({YEAR})")
def _full_day_first(m: re.Match[str], _: Anchor) -> DateRange | None:
    return valid_day(int(m[3]), month_number(m[2]), day_number(m[1]))


@rule("wire day", rf"(\d{{1,2}}) ({MONTH}) (\d\d)(?![\d:.,])")
def _wire_day(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    """'31 AUG 89': wires write years in two digits; only those near the article's own year count."""
    year = int(m[3]) + (1900 if int(m[3]) >= 50 else 2000)
    if anchor.ceiling is None or not 0 <= anchor.ceiling.year - year <= 40:
        return None
    return valid_day(year, month_number(m[2]), int(m[1]))


@rule(
    "month of the same year",
    rf"({MONTH})(?: ({DAY}))? (?:of )?(?:the same|that|the following|the next|the previous) year",
)
def _month_same_year(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    base = anchor.passage.earliest if anchor.passage else None
    if base is None:
        return None
    words = m[0].lower()
    year = base.year + (1 if "following" in words or "next" in words else -1 if "previous" in words else 0)
    month = month_number(m[1])
    return valid_day(year, month, day_number(m[2])) if m[2] else DateRange.month(year, month)


@rule("part of month", rf"(?:{PART}[- ])?({MONTH}),? (?:of )?({YEAR})")
def _month_year(m: re.Match[str], _: Anchor) -> DateRange | None:
    return DateRange.month(int(m[2]), month_number(m[1]))


@rule("day", rf"(?:({WEEKDAY}),? )?({MONTH}) ({DAY})(?![\d-])")
def _month_day(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    found = year_or_anchor(None, month_number(m[2]), day_number(m[3]), anchor)
    return DateRange.day(found) if found else None


@rule("day, day first", rf"(?:({WEEKDAY}),? )?(?:the )?({DAY})(?: of)? ({MONTH})")
def _day_month(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    found = year_or_anchor(None, month_number(m[3]), day_number(m[2]), anchor)
    return DateRange.day(found) if found else None


@rule("last month by name", rf"(last|next|this|this past) ({MONTH})")
def _last_month_name(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    if anchor.ceiling is None:
        return None
    month, here = month_number(m[2]), anchor.ceiling
    if m[1].lower() == "next":
        return DateRange.month(here.year + (month <= here.month), month)
    if m[1].lower() == "this":
        return DateRange.month(here.year, month)
    return DateRange.month(here.year - (month >= here.month), month)


@rule("weekday", rf"(last|next|this|this past|the previous|the following)? ?\b({WEEKDAY})(?: last week| week)?")
def _weekday(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    which, weekday = (m[1] or "").lower(), WEEKDAYS[m[2].lower()]
    base = (
        anchor.passage.earliest if anchor.passage and which in ("the previous", "the following") else anchor.published
    )
    if base is None:
        return None
    if m[0].lower().endswith("last week"):
        monday = week_of(base, -1).earliest
        return DateRange.day(monday + timedelta(days=weekday)) if monday else None
    if which in ("next", "the following"):
        return DateRange.day(base + timedelta(days=(weekday - base.weekday() - 1) % 7 + 1))
    if which in ("last", "the previous"):
        return DateRange.day(base - timedelta(days=(base.weekday() - weekday - 1) % 7 + 1))
    return DateRange.day(last_weekday(weekday, base))


@rule("part of a month", rf"(?:{PART}[- ]|the month of )({MONTH})")
def _part_month(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    return _month(None, month_number(m[1]), anchor)


@rule("month", rf"({MONTH})")
def _bare_month(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    return _month(None, month_number(m[1]), anchor)


@rule("some days ago", r"(?:(?:just |only )?(?:a few|several|some) )?days (ago|earlier)(?=[\s.,;)]|\Z)")
def _some_days(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    told = anchor.passage.earliest if anchor.passage and len_days(anchor.passage) <= 2 else None
    base = told if m[1].lower() == "earlier" else anchor.published
    return around(base - timedelta(days=4), 2) if base else None


@rule(
    "units ago",
    rf"(?:about |some |around |nearly |almost |just |over |more than )?({NUMBER}) (day|week|month|year)s? ago(?: (?:today|this (?:week|month)))?",
)
def _ago(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    count, unit, here = number(m[1]), m[2].lower(), anchor.published
    if here and count and unit == "year" and m[0].lower().endswith("this month"):
        return DateRange.month(here.year - count, here.month)
    return _back(count, unit, here)


@rule(
    "units before or after",
    rf"(?:about |just |some )?({NUMBER}) (day|week|month|year)s? (earlier|later|previously|afterwards|(?:before|after)(?=[.,;)\n]|\Z))",
)
def _away(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    back = m[3].lower() in ("earlier", "before", "previously")
    base = anchor.passage.earliest if anchor.passage and len_days(anchor.passage) <= 2 else None
    base = base or (anchor.published if back else None)
    count = number(m[1])
    return _back(count if back or count is None else -count, m[2].lower(), base)


@rule(
    "units before or after a happening",
    rf"(?:just |only |some |about )?({NUMBER}) (day|week|month|year)s? (after|before)(?= (?-i:the|a|an|[A-Za-z0-9]))",
)
def _off_happening(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    """'Two days after the bombing' tells when the bombing was: two days before what is being told."""
    told = anchor.passage.earliest if anchor.passage and len_days(anchor.passage) <= 2 else None
    count = number(m[1])
    back = m[3].lower() == "after"
    return _back(count if back or count is None else -count, m[2].lower(), told or anchor.published)


def _back(count: int | None, unit: str, base: date | None) -> DateRange | None:
    if count is None or base is None or abs(count) > 400:
        return None
    if unit == "day":
        return DateRange.day(base - timedelta(days=count))
    if unit == "week":
        return around(base - timedelta(weeks=count), 3)
    if unit == "month":
        return shift_months(base, -count)
    return DateRange.year(base.year - count)


@rule(
    "unit of now",
    r"(?:(?:earlier|later|late|early|during|over|in|within|for) )?(?:the )?(this|last|past|previous|next|coming) (weekend|week|month|year)(?! of)",
)
def _unit_of_now(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    which, unit = m[1].lower(), m[2].lower()
    told = anchor.passage.earliest if anchor.passage and len_days(anchor.passage) <= 7 else None
    base = told if which == "previous" and told else anchor.published
    if base is None:
        return None
    shift = {"this": 0, "next": 1, "coming": 1}.get(which, -1)
    if unit == "week":
        week = week_of(base, shift)
        if which == "past":
            return DateRange.days(base - timedelta(days=7), base)
        return (
            DateRange.days(week.earliest, min(week.latest, base))
            if shift == 0 and week.earliest and week.latest
            else week
        )
    if unit == "weekend":
        return _weekend(base, shift)
    return shift_months(base, shift) if unit == "month" else DateRange.year(base.year + shift)


@rule("the weekend", r"(?:over|at|on|during) the weekend")
def _the_weekend(_: re.Match[str], anchor: Anchor) -> DateRange | None:
    return _weekend(anchor.published, -1) if anchor.published else None


def _weekend(base: date, shift: int) -> DateRange:
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)
    if shift > 0:
        saturday += timedelta(days=7)
    return DateRange.days(saturday, saturday + timedelta(days=1))


@rule(
    "day of now",
    r"(?:the day before )?yesterday|today|tonight|tomorrow|overnight|last night|this (?:morning|afternoon|evening)|early today",
)
def _day_of_now(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    base = anchor.published
    if base is None:
        return None
    words = m[0].lower()
    back = 2 if "before" in words else 1 if words in ("yesterday", "last night") else -1 if words == "tomorrow" else 0
    return DateRange.day(base - timedelta(days=back))


@rule(
    "day of passage",
    r"(?:on |earlier |later |early |late ){0,4}(the same (?:day|night|morning|evening|afternoon)|that (?:same )?(?:day|night|morning|evening|afternoon)|the next day|the following day|the next morning|the day after|the previous day|the day before|a day (?:earlier|later|before|after))(?! (?-i:the\b|[A-Z]))",
)
def _day_of_passage(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    words = m[1].lower()
    base = anchor.passage
    if base is None or base.latest is None or base.earliest is None or len_days(base) > 2:
        if words in ("the previous day", "the day before", "a day earlier", "a day before") and anchor.published:
            return DateRange.day(anchor.published - timedelta(days=1))
        return None
    if any(cue in words for cue in ("next", "following", "after", "later")):
        return DateRange.day(base.latest + timedelta(days=1))
    if any(cue in words for cue in ("previous", "before", "earlier")):
        return DateRange.day(base.earliest - timedelta(days=1))
    return base


@rule("unit of passage", r"(that|the same|the following|the next|the previous) (month|year)")
def _unit_of_passage(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    base = anchor.passage.earliest if anchor.passage else None
    if base is None:
        return None
    shift = {"the following": 1, "the next": 1, "the previous": -1}.get(m[1].lower(), 0)
    return shift_months(base, shift) if m[2].lower() == "month" else DateRange.year(base.year + shift)
