"""What an expression is read against, and the list that the rules of dates enter themselves in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.domain.dates import DatePrecision, DateRange
from dateline.resolve.date_words import nearest_day, past_day, valid_day


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression is relative to: the day of publication, and the last date told in the passage.

    `calendar` is the day before which a bare month or day lies: the day of publication, or, where only its month is
    printed or nothing at all, the last day that the article can speak of. It says nothing about 'yesterday'. `story` is
    the last date with a year of its own where the passage tells of years past: bare months follow it.
    """

    published: date | None
    passage: DateRange | None = None
    calendar: date | None = None
    story: DateRange | None = None

    @property
    def ceiling(self) -> date | None:
        """The latest day that a bare month or day can mean."""
        return self.published or self.calendar


Rule = Callable[["re.Match[str]", Anchor], DateRange | None]
RULES: list[tuple[str, str, Rule]] = []


def rule(name: str, pattern: str) -> Callable[[Rule], Rule]:
    """Enter a rule in the list, after those before it; the first that fits at a place is taken."""

    def keep(function: Rule) -> Rule:
        RULES.append((name, pattern, function))
        return function

    return keep


def year_or_anchor(year: str | None, month: int, day: int, anchor: Anchor) -> date | None:
    """The day with its printed year, else the latest such day that the article can mean."""
    if year:
        found = valid_day(int(year), month, day)
        return found.earliest if found else None
    if (told_year := in_story(month, anchor)) is not None and (found := valid_day(told_year, month, day)):
        return found.earliest
    told = anchor.passage
    if anchor.published is None and told and told.earliest and len_days(told) <= 2:
        return nearest_day(month, day, told.earliest)
    if anchor.ceiling is None:
        base = anchor.passage.earliest if anchor.passage else None
        found = valid_day(base.year, month, day) if base else None
        return found.earliest if found else None
    return past_day(month, day, anchor.ceiling)


_FRESH = 1  # months before publication that a bare month or day most likely speaks of


def in_story(month: int, anchor: Anchor) -> int | None:
    """The year of a bare month in a passage about an earlier year: the first such month from what was told last.

    'In January 2020 ... In March' is of 2020, though the article is of 2023; None outside such passages, and for the
    months of the news itself.
    """
    told, ceiling = anchor.story, anchor.ceiling
    if told is None or told.earliest is None or ceiling is None:
        return None
    if told.precision is DatePrecision.YEAR or (ceiling.month - month) % 12 <= _FRESH:
        return None
    year = told.earliest.year + (month < told.earliest.month)
    return year if (year, month) <= (ceiling.year, ceiling.month) else None


def len_days(when: DateRange) -> int:
    """How many days a range with both ends covers; a large number when an end is open."""
    return (when.latest - when.earliest).days + 1 if when.earliest and when.latest else 99999
