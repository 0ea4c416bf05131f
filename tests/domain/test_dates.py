"""Dates as ranges, and EDTF there and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.dates import DatePrecision, DateRange, month_end, parse_edtf

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    """Any date range a text can give."""
    precision = draw(st.sampled_from(DatePrecision))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    if precision is DatePrecision.MONTH:
        first, last = first.replace(day=1), month_end(last.year, last.month)
    if precision is DatePrecision.YEAR:
        first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    ends = draw(st.sampled_from([(first, last), (first, None), (None, last)]))
    return DateRange(*ends, precision, draw(st.booleans()))


@given(ranges())
def test_edtf_comes_back(when: DateRange) -> None:
    """Writing a range as EDTF and reading it again gives the same range."""
    assert parse_edtf(when.edtf()) == when


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (DateRange.day(date(2020, 6, 25)), "2020-06-25"),
        (DateRange.month(2020, 6), "2020-06"),
        (DateRange.year(2020), "2020"),
        (DateRange.days(date(2020, 6, 25), date(2020, 6, 26)), "2020-06-25/2020-06-26"),
        (DateRange.month(2021, 3).since(), "2021-03/.."),
        (DateRange.year(2021).until(), "../2021"),
        (DateRange(date(2021, 8, 20), date(2021, 8, 20), uncertain=True), "2021-08-20?"),
    ],
)
def test_edtf_forms(when: DateRange, text: str) -> None:
    """Each form of a date is written as the contract says."""
    assert when.edtf() == text


@pytest.mark.parametrize("text", ["", "..", "../..", "2020-13", "2020-02-30", "last week", "2020-6-1", "12020"])
def test_nonsense_is_refused(text: str) -> None:
    """What is not a date raises, so that nothing is invented."""
    with pytest.raises(ValueError, match=r".+"):
        parse_edtf(text)


@given(ranges(), ranges())
def test_overlap_is_mutual(first: DateRange, second: DateRange) -> None:
    """If one range meets another, that one meets it, and each meets itself."""
    assert first.overlaps(second) == second.overlaps(first)
    assert first.overlaps(first)


def test_a_range_keeps_its_precision() -> None:
    """A month range must begin and end with its months."""
    with pytest.raises(ValueError, match="does not begin a month"):
        DateRange(date(2020, 6, 2), None, DatePrecision.MONTH)
    with pytest.raises(ValueError, match="backwards"):
        DateRange.days(date(2020, 6, 2), date(2020, 6, 1))
