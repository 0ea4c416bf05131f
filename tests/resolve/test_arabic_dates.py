"""Dates in Arabic and Persian: names of months in every tradition, relative days, other calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.dates import DateRange
from dateline.domain.text import Span
from dateline.resolve.arabic_dates import find_arabic_dates
from dateline.resolve.calendars import hijri_day, jalali_day
from dateline.resolve.dates import find_dates

TUESDAY = DateRange.day(date(2021, 7, 20))


def told(text: str) -> list[tuple[str, str]]:
    """The words of every date in a text published on a Tuesday in July 2021, and the days they stand for."""
    return [(m.span.quote(text), str(m.when)) for m in find_dates(text, (Span(0, len(text)),), TUESDAY)]


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("مساء الاثنين 15 شباط 2021", "مساء الاثنين 15 شباط 2021", "2021-02-15"),
        ("في 3 يناير 2020", "3 يناير 2020", "2020-01-03"),
        ("يوم 5 جويلية 2019", "يوم 5 جويلية 2019", "2019-07-05"),
        ("٣ كانون الثاني", "٣ كانون الثاني", "2021-01-03"),
        ("يوم الاثنين 19 تموز", "يوم الاثنين 19 تموز", "2021-07-19"),
        ("هاجموا أمس الاثنين", "أمس الاثنين", "2021-07-19"),
        ("مساء الأحد", "مساء الأحد", "2021-07-18"),
        ("وقع اليوم", "اليوم", "2021-07-20"),
        ("منذ كانون الثاني 2020", "كانون الثاني 2020", "2020-01"),
        ("في عام 2019", "عام 2019", "2019"),
        ("في 7/10/2023", "7/10/2023", "2023-10-07"),
        ("في 10 محرم 1445", "10 محرم 1445", "2023-07-28?"),
        ("دوشنبه ۱۵ بهمن ۱۳۹۹", "دوشنبه ۱۵ بهمن ۱۳۹۹", "2021-02-03"),
        ("۱۴۰۰/۰۵/۲۸", "۱۴۰۰/۰۵/۲۸", "2021-08-19"),
        ("دیروز", "دیروز", "2021-07-19"),
        ("۲۸ تیر", "۲۸ تیر", "2021-07-19"),
    ],
)
def test_dates_are_read_in_every_tradition(text: str, words: str, when: str) -> None:
    """Month names of the Levant, Egypt, the Maghreb and Iran, digits of both sorts, weekdays and other calendars."""
    assert told(text) == [(words, when)]


@pytest.mark.parametrize("text", ["قتل أحد الجنود", "في كل يوم", "اشتباكات في آب", "32 شباط", "10 محرم"])
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    """'One of', 'any day', a bare month, a day that the calendar lacks and a Hijri day without its year give nothing."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("jalali", "day"),
    [
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 1, 1), date(2024, 3, 20)),
    ],
)
def test_jalali_days_known_from_history(jalali: tuple[int, int, int], day: date) -> None:
    """New years and leap days of the Iranian calendar."""
    assert jalali_day(*jalali) == day


@pytest.mark.parametrize(
    ("hijri", "day"),
    [((1400, 1, 1), date(1979, 11, 21)), ((1442, 9, 1), date(2021, 4, 13)), ((1445, 1, 1), date(2023, 7, 19))],
)
def test_hijri_days_known_from_history(hijri: tuple[int, int, int], day: date) -> None:
    """First days of Hijri months in the civil reckoning."""
    assert hijri_day(*hijri) == day


@given(st.integers(1343, 1471), st.integers(1, 12), st.integers(1, 29))
def test_jalali_days_follow_each_other(year: int, month: int, number: int) -> None:
    """The next day of a month is the next day."""
    first = jalali_day(year, month, number)
    if number < 29:
        assert jalali_day(year, month, number + 1) - first == timedelta(days=1)


@given(st.text(alphabet="كانوثي شبط٢٠1 2/3-آذار الاثنينيومأمس\n", max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    """Whatever the letters, dates are ordered spans of the text."""
    end = 0
    for mention in find_arabic_dates(text, [Span(0, len(text))], TUESDAY):
        assert mention.span.start >= 0
        assert mention.span.end <= len(text)
        assert mention.span.start >= end or mention.reason == "numbers"
        end = mention.span.end
