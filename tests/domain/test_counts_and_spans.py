"""Counts as ranges, spans, and stable ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.counts import CountRange
from dateline.domain.ids import article_id, incident_id, report_id, stable_id
from dateline.domain.text import Span, cover

NUMBERS = st.integers(0, 10_000)


@st.composite
def counts(draw: st.DrawFn) -> CountRange:
    """Any count a text can give."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    ends = draw(st.sampled_from([(low, high), (low, None), (None, high), (low, low)]))
    return CountRange(*ends)


@given(counts(), counts())
def test_agreement_is_mutual_and_sums_commute(first: CountRange, second: CountRange) -> None:
    """Order of telling changes neither agreement nor a sum."""
    assert first.agrees_with(second) == second.agrees_with(first)
    assert first.plus(second) == second.plus(first)
    assert first.agrees_with(first)


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        (CountRange.at_least(5), CountRange.exactly(7), True),
        (CountRange.at_least(5), CountRange.exactly(4), False),
        (CountRange.at_most(30), CountRange.exactly(35), False),
        (CountRange.exactly(3), CountRange.exactly(3), True),
        (CountRange.exactly(0), CountRange.at_least(1), False),
        (CountRange(3, 6), CountRange(6, 9), True),
    ],
)
def test_which_counts_disagree(first: CountRange, second: CountRange, agree: bool) -> None:
    """Only counts that no number fits together disagree."""
    assert first.agrees_with(second) is agree


def test_counts_speak_plainly() -> None:
    """A count is shown in words a reader knows."""
    shown = [str(c) for c in (CountRange.exactly(0), CountRange.at_least(6), CountRange.at_most(30), CountRange(2, 4))]
    assert shown == ["0", "at least 6", "up to 30", "2 to 4"]
    with pytest.raises(ValueError, match="at least one end"):
        CountRange(None, None)


@given(st.text(), st.data())
def test_a_span_quotes_what_it_marks(text: str, data: st.DataObject) -> None:
    """A span's words stand in the text at the span, and a cover holds its parts."""
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    span = Span(start, end)
    assert len(span.quote(text)) == len(span)
    assert cover(span, Span(0, 0)).contains(span)
    with pytest.raises(ValueError, match="forwards"):
        Span(end + 1, end)


PARTS = st.lists(st.text(alphabet="abc -", max_size=6), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_ids_depend_on_their_parts_alone(first: list[str], second: list[str]) -> None:
    """Same parts, same id; different parts, different id."""
    assert (stable_id("x", first) == stable_id("x", second)) == (first == second)
    assert stable_id("x", [None]) != stable_id("x", [""])


def test_ids_of_things() -> None:
    """An article is its address, or else its bytes; a report its article, type and words."""
    assert article_id("https://a.example/1", "aa") == article_id("https://a.example/1", "bb")
    assert article_id(None, "aa") != article_id(None, "bb")
    one = report_id("a-1", "ASSAULT", 0, 10)
    assert one != report_id("a-1", "ASSAULT", 0, 10, 1)
    assert incident_id(one).startswith("i-")
