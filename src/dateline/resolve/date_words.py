"""The words of English dates: month and weekday names, number words, and the arithmetic of calendar units."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from dateline.domain.dates import DateRange, month_end

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "couple": 2}

_names = sorted((m for m in MONTHS), key=len, reverse=True)
MONTH = "(?:" + "|".join(_names) + r")\b\.?"
WEEKDAY = "(?:" + "|".join(sorted((d for d in WEEKDAYS if len(d) > 5), key=len, reverse=True)) + r")(?![a-z])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d.,]\d|\d|[:%])"
YEAR = r"(?:19|20)\d\d(?![\d,]\d|\d)"
NUMBER = r"(?:\d{1,3}|" + "|".join(NUMBERS) + r"|a couple of)"
PART = (
    r"(?:early|mid|late|middle of|the middle of|end of|the end of|beginning of|the beginning of|start of|the start of)"
)


def month_number(word: str) -> int:
    """The number of a month's name, with or without its stop."""
    return MONTHS[word.lower().rstrip(".")]


def number(word: str) -> int | None:
    """The value of a small number in digits or words; None for anything else."""
    word = word.lower().removesuffix(" of").removeprefix("a ") if word.lower().startswith("a couple") else word.lower()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def day_number(word: str) -> int:
    """'25th' is 25."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else 0


def shift_months(when: date, months: int) -> DateRange:
    """The calendar month that lies so many months from the one `when` is in."""
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return DateRange.month(year, month + 1)


def week_of(when: date, weeks: int) -> DateRange:
    """The week, Monday to Sunday, that lies so many weeks from the one `when` is in."""
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=weeks)
    return DateRange.days(monday, monday + timedelta(days=6))


def last_weekday(weekday: int, anchor: date) -> date:
    """The last such weekday up to and including the anchor: news of a Tuesday says 'on Tuesday' for today."""
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def past_month(month: int, anchor: date) -> DateRange:
    """The latest such month that has begun by the anchor."""
    return DateRange.month(anchor.year if month <= anchor.month else anchor.year - 1, month)


def past_day(month: int, day: int, anchor: date, slack: int = 3) -> date | None:
    """The latest such day up to the anchor (plus `slack` days, for announcements); None for the 30th of February."""
    for year in (anchor.year, anchor.year - 1):
        if day <= month_end(year, month).day:
            found = date(year, month, day)
            if found <= anchor + timedelta(days=slack):
                return found
    return None


def around(day: date, slack: int) -> DateRange:
    """About that day: its month, or the days from `slack` before to `slack` after where these reach into another."""
    first, last = day - timedelta(days=slack), day + timedelta(days=slack)
    if first.month == last.month:
        return DateRange.month(day.year, day.month)
    return DateRange.days(first, last)


def nearest_day(month: int, day: int, anchor: date) -> date | None:
    """The such day that is nearest to the anchor, before or after it; None for the 30th of February."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [date(year, month, day) for year in years if day <= month_end(year, month).day]
    return min(days, key=lambda found: abs((found - anchor).days), default=None)


def valid_day(year: int, month: int, day: int) -> DateRange | None:
    """One day, or None when the calendar has no such day."""
    if 1 <= month <= 12 and 1 <= day <= month_end(year, month).day:
        return DateRange.day(date(year, month, day))
    return None


def span_of_days(first: date, last: date) -> DateRange | None:
    """From one day to another, or None when they run backwards."""
    return DateRange.days(first, last) if first <= last else None
