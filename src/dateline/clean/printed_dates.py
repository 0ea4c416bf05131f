"""Dates in the forms that pages print beside a headline: 'JUNE 29, 2020 22:32', '26.08.2021', '2021-11-08T15:04'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.clean.words import months, word_set, words
from dateline.domain.dates import DateRange

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
TIME = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?\b)?|\d{1,2}\s?[ap]\.?m\.?\b|\d{1,2}h\d{2})"


@dataclass(frozen=True, slots=True)
class Printed:
    """One date found in a line; `when` is None where the year is missing. `label` is 'updated', 'published' or ''."""

    start: int
    end: int
    when: DateRange | None
    label: str = ""


@cache
def _forms() -> re.Pattern[str]:
    month = "|".join(re.escape(name) for name in sorted(months(), key=len, reverse=True))
    day = r"(?P<d{n}>\d{{1,2}})(?:st|nd|rd|th|er|\.)?"
    forms = (
        r"(?P<iso_y>(?:19|20)\d{2})[-/.](?P<iso_m>\d{1,2})[-/.](?P<iso_d>\d{1,2})(?:T[\d:.]{5,15}(?:Z|[+-]\d{2}:?\d{2})?)?",
        r"(?P<n1>\d{1,2})(?P<sep>[-/.])(?P<n2>\d{1,2})(?P=sep)(?P<ny>(?:19|20)?\d{2})",
        day.format(n=1)
        + rf"[\s,-]{{1,3}}(?:de\s|of\s)?(?P<m1>{month})\b\.?,?[\s,-]{{1,3}}(?:de\s)?(?P<y1>(?:19|20)?\d{{2}})",
        rf"(?P<m2>{month})\b\.?\s{{0,2}}" + day.format(n=2) + r",?\s{1,3}(?P<y2>(?:19|20)\d{2})",
        rf"(?P<m4>{month})\b\.?,?\s(?P<y4>(?:19|20)\d{{2}})",
        rf"(?P<m3>{month})\b\.?\s" + day.format(n=3) + r"(?!\d)",
        day.format(n=5) + rf"\s(?P<m5>{month})\b(?!\s?\d)",
    )
    return re.compile(r"(?<![\w.])(?:" + "|".join(forms) + r")(?![\w])", re.IGNORECASE)


@cache
def _label_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for kind in ("updated_labels", "published_labels") for name in words(kind))
    return re.compile(
        rf"(?<!\w)({names})(?!\w)[\s:(]{{0,4}}(?:at |on |le |{TIME}|gmt|utc|[\s,(on]){{0,6}}$", re.IGNORECASE
    )


def find_dates(line: str) -> Iterator[Printed]:
    """Every printed date of a line with what the words before it say it is. At most 300 characters are looked at."""
    line = line[:300].translate(_DIGITS)
    for match in _forms().finditer(line):
        value = _value({key: text for key, text in match.groupdict().items() if text is not None})
        before = _label_pattern().search(line[max(0, match.start() - 45) : match.start()])
        label = ""
        if before:
            label = "updated" if before.group(1).lower() in word_set("updated_labels") else "published"
        yield Printed(match.start(), match.end(), value, label)


def parse_date(text: str) -> DateRange | None:
    """A date that a container gave: ISO 8601, EDTF month or year, or one of the printed forms; None when it is none."""
    text = text.strip()
    if re.fullmatch(r"\d{4}", text):
        return DateRange.year(int(text))
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return _month(int(match.group(1)), int(match.group(2)))
    return next((found.when for found in find_dates(text) if found.when), None)


def _value(found: dict[str, str]) -> DateRange | None:
    if "iso_y" in found:
        return _day(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"]))
    if "ny" in found:
        return _numbers(int(found["n1"]), int(found["n2"]), _year(found["ny"]), found["sep"])
    for n in ("1", "2"):
        if f"y{n}" in found:
            return _day(_year(found[f"y{n}"]), months()[found[f"m{n}"].lower()], int(found[f"d{n}"]))
    if "y4" in found:
        return _month(int(found["y4"]), months()[found["m4"].lower()])
    return None


def _numbers(first: int, second: int, year: int, separator: str) -> DateRange | None:
    """Day first with dots and dashes; with strokes either way is used, so that only one reading may be possible."""
    if separator == "/" and first <= 12 and second <= 12 and first != second:
        when = _day(year, second, first)
        return DateRange(when.earliest, when.latest, when.precision, uncertain=True) if when else None
    return _day(year, second, first) or _day(year, first, second)


def _year(text: str) -> int:
    """Two-digit years: the press archives that print them begin in the seventies."""
    year = int(text)
    return year if year >= 100 else year + (1900 if year >= 70 else 2000)


def _day(year: int, month: int, day: int) -> DateRange | None:
    try:
        return DateRange.day(date(year, month, day))
    except ValueError:
        return None


def _month(year: int, month: int) -> DateRange | None:
    return DateRange.month(year, month) if 1 <= month <= 12 and year >= 1 else None
