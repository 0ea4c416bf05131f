"""The Hijri and the Jalali calendar, in Gregorian days.

Hijri by the tabular (civil) reckoning, which may be a day off what was seen in the sky; Jalali by the 33-year cycle,
exact for the years 1343-1472 (1964-2094).
"""

from __future__ import annotations

from datetime import date, timedelta

from dateline.domain.dates import DateRange

_HIJRI_EPOCH = 1948440  # Julian day number of 1 Muharram 1, civil reckoning
_ORDINAL_TO_JULIAN = 1721425  # Julian day number of 1 January of the year 1 (date ordinal 1), less one


def jalali_day(year: int, month: int, number: int) -> date:
    """The Gregorian day of a Jalali date; raises ValueError for a day that it lacks or a year out of reach."""
    if not 1300 <= year <= 1500:
        raise ValueError(f"the year {year} is out of reach")
    length = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not (1 <= month <= 12 and 1 <= number <= length):
        raise ValueError(f"no such day: {year}-{month}-{number}")
    new_year = date(2021, 3, 21)  # 1 Farvardin 1400
    for passed in range(1400, year):
        new_year += timedelta(days=366 if _is_leap(passed) else 365)
    for passed in range(year, 1400):
        new_year -= timedelta(days=366 if _is_leap(passed) else 365)
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return new_year + timedelta(days=before + number - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def jalali_year(year: int) -> DateRange:
    """The days of a Jalali year."""
    last = 30 if _is_leap(year) else 29
    return DateRange.days(jalali_day(year, 1, 1), jalali_day(year, 12, last))


def hijri_day(year: int, month: int, number: int) -> date:
    """The Gregorian day of a Hijri date in the tabular calendar; raises ValueError for a day that it lacks."""
    length = 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29
    if not (1 <= month <= 12 and 1 <= number <= max(length, 30) and 1300 <= year <= 1600):
        raise ValueError(f"no such day: {year}-{month}-{number}")
    julian = number + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1
    return date.fromordinal(julian - _ORDINAL_TO_JULIAN)
