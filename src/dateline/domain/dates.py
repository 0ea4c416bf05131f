"""Dates as the text gives them: earliest and latest day, and how precisely they are told.

EDTF (ISO 8601-2 level 1) goes out and comes back: `2020-06-25`, `2020-06`, `2020`, `2020-06-25/2020-06-26`,
`2021-03/..` (since March), `../2021` (by the end of 2021), with `?` where the text itself is unsure.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DatePrecision(StrEnum):
    """The smallest unit the text names."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_FORMS = {DatePrecision.DAY: "%Y-%m-%d", DatePrecision.MONTH: "%Y-%m", DatePrecision.YEAR: "%Y"}
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class DateRange:
    """Some time from `earliest` to `latest` (inclusive days, UTC or local as told); an open end is None, never both.

    `precision` is that of the ends as told: a range 'from March to May 2020' has months. Ends are aligned to it:
    `earliest` is the first day of its month or year, `latest` the last.
    """

    earliest: date | None
    latest: date | None
    precision: DatePrecision = DatePrecision.DAY
    uncertain: bool = False

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise ValueError("a date range needs at least one end; an unknown date is None")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"a date range must not run backwards: {self.earliest}..{self.latest}")
        if self.earliest and self.earliest != _align_start(self.earliest, self.precision):
            raise ValueError(f"{self.earliest} does not begin a {self.precision}")
        if self.latest and self.latest != _align_end(self.latest, self.precision):
            raise ValueError(f"{self.latest} does not end a {self.precision}")

    @classmethod
    def day(cls, when: date) -> DateRange:
        """One day."""
        return cls(when, when)

    @classmethod
    def days(cls, first: date, last: date) -> DateRange:
        """Some time from one day to another."""
        return cls(first, last)

    @classmethod
    def month(cls, year: int, month: int) -> DateRange:
        """One calendar month."""
        return cls(date(year, month, 1), month_end(year, month), DatePrecision.MONTH)

    @classmethod
    def year(cls, year: int) -> DateRange:
        """One calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)

    def since(self) -> DateRange:
        """From the start of this on, open end."""
        return DateRange(self.earliest, None, self.precision, self.uncertain)

    def until(self) -> DateRange:
        """Up to the end of this, open start."""
        return DateRange(None, self.latest, self.precision, self.uncertain)

    def overlaps(self, other: DateRange) -> bool:
        """Some day lies in both; an open end reaches for ever."""
        low, high = date.min, date.max
        return (self.earliest or low) <= (other.latest or high) and (other.earliest or low) <= (self.latest or high)

    def lies_in(self, other: DateRange) -> bool:
        """Every day of this one lies in the other; an open end reaches for ever."""
        low, high = date.min, date.max
        return (other.earliest or low) <= (self.earliest or low) and (self.latest or high) <= (other.latest or high)

    def edtf(self) -> str:
        """The range as EDTF."""
        start = self.earliest.strftime(_FORMS[self.precision]).zfill(4) if self.earliest else ".."
        end = self.latest.strftime(_FORMS[self.precision]).zfill(4) if self.latest else ".."
        mark = "?" if self.uncertain else ""
        return f"{start}{mark}" if start == end else f"{start}{mark}/{end}{mark}".replace("..?", "..")

    def __str__(self) -> str:
        return self.edtf()


def _align_start(when: date, precision: DatePrecision) -> date:
    if precision is DatePrecision.YEAR:
        return date(when.year, 1, 1)
    return when.replace(day=1) if precision is DatePrecision.MONTH else when


def _align_end(when: date, precision: DatePrecision) -> date:
    if precision is DatePrecision.YEAR:
        return date(when.year, 12, 31)
    return month_end(when.year, when.month) if precision is DatePrecision.MONTH else when


def _end(text: str) -> DateRange | None:
    if text in ("..", ""):
        return None
    match = _PART.match(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = match.groups()
    if month is None:
        return DateRange.year(int(year))
    if day is None:
        return DateRange.month(int(year), int(month))
    return DateRange.day(date(int(year), int(month), int(day)))


def parse_edtf(text: str) -> DateRange:
    """Read the EDTF forms that `DateRange.edtf` writes; raises ValueError for anything else."""
    uncertain = "?" in text
    first, slash, second = text.replace("?", "").partition("/")
    start = _end(first)
    end = _end(second) if slash else start
    given = [part for part in (start, end) if part is not None]
    if not given:
        raise ValueError(f"not a date: {text!r}")
    order = [DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR]
    precision = min((part.precision for part in given), key=order.index)
    return DateRange(start.earliest if start else None, end.latest if end else None, precision, uncertain)
