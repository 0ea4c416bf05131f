"""Rules for holidays, years, ranges of years and decades; they come after those for days and months."""

from __future__ import annotations

import re
from datetime import date

from dateline.domain.dates import DateRange
from dateline.resolve.date_anchor import Anchor, rule, year_or_anchor
from dateline.resolve.date_words import PART, YEAR, valid_day


@rule("holiday", r"New Year['’]s (Eve|Day)(?:,? ((?:19|20)\d\d))?|Christmas (Eve|Day)(?:,? ((?:19|20)\d\d))?")
def _holiday(m: re.Match[str], anchor: Anchor) -> DateRange | None:
    month, day = (12, 31) if m[1] == "Eve" else (1, 1) if m[1] else (12, 24) if m[3] == "Eve" else (12, 25)
    told = anchor.passage
    if (
        told
        and told.earliest
        and told.latest
        and not (m[2] or m[4])
        and told.latest.month == month == told.earliest.month
    ):
        return valid_day(told.latest.year, month, day)
    found = year_or_anchor(m[2] or m[4], month, day, anchor)
    return DateRange.day(found) if found else None


@rule("years", rf"(?:from |between )?({YEAR}) ?(?:[-–—]|to|and|until|through) ?({YEAR})(?![-\d])")
def _years(m: re.Match[str], _: Anchor) -> DateRange | None:
    first, last = int(m[1]), int(m[2])
    return DateRange(date(first, 1, 1), date(last, 12, 31), DateRange.year(first).precision) if first < last else None


@rule("years, short", r"((?:19|20)\d\d)[-–](\d\d)(?![-\d])")
def _years_short(m: re.Match[str], _: Anchor) -> DateRange | None:
    first = int(m[1])
    last = first // 100 * 100 + int(m[2])
    return DateRange(date(first, 1, 1), date(last, 12, 31), DateRange.year(first).precision) if first < last else None


@rule("decade", r"(?:the )?(?:(early|mid|late)[- ])?((?:19|20)\d0)['’]?s")
def _decade(m: re.Match[str], _: Anchor) -> DateRange | None:
    first = int(m[2])
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get((m[1] or "").lower(), (0, 9))
    return DateRange(date(first + low, 1, 1), date(first + high, 12, 31), DateRange.year(first).precision)


@rule(
    "year",
    rf"(?:{PART}[- ])?({YEAR})(?![-–/]\d)(?! (?:people|men|troops|soldiers|fighters|civilians|dead|killed|wounded|attacks|miles|km|meters|metres))",
)
def _bare_year(m: re.Match[str], _: Anchor) -> DateRange | None:
    year = int(m[1])
    return DateRange.month(year, 12) if re.match(r"(?:the )?end of", m[0], re.IGNORECASE) else DateRange.year(year)
