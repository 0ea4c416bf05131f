"""The day of writing that a text prints at its head, and what only tells of its news."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.domain.dates import DateRange
from dateline.resolve.written import day_of_writing


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published April 2 2017 Rebel sources claimed on Sunday that jets hit a post.", "2017-04-02"),
        ("Date of publication: 13 October 2016 Shells fell on the town.", "2016-10-13"),
        ("Raids kill 12 in the north a monitor says AFP Sunday 18 Sep 2016 More than ten men died.", "2016-09-18"),
        ("Wed Mar 2 2016 Ten Fighters Killed", "2016-03-02"),
        ("Monday 07 November 2016 19:02 Shelling goes on.", "2016-11-07"),
        ("31-07-2015 11 killed as gunmen attack", "2015-07-31"),
        ("21.02.2015 At least four people died.", "2015-02-21"),
    ],
)
def test_the_head_of_a_text_tells_its_day(text: str, day: str) -> None:
    """Labelled or bare at the start, behind an agency with its weekday: in words or in figures."""
    found = day_of_writing(text, None)
    assert found is not None
    assert found.day == DateRange.day(date.fromisoformat(day))
    assert day_of_writing(text, DateRange.day(date(2011, 1, 1))) == found
    assert not text[found.span.start : found.span.end].startswith(" ")


@pytest.mark.parametrize(
    "text",
    [
        "On 5 May 2015 Rebels attacked the town.",
        "5 May 2015 was a dark day for the town.",
        "The attack on Sunday 18 Sep 2016 Rebels said was theirs.",
        "Gunmen killed ten men on Friday, 14 March 2014 in the town.",
        "Wednesday 3 August 2013 Rebels attacked.",  # it was a Saturday
        "45-99-2015 Rebels attacked.",
        "",
    ],
)
def test_a_day_of_the_news_is_no_day_of_writing(text: str) -> None:
    """Behind a preposition, as a subject, with the wrong weekday, or beyond the calendar."""
    assert day_of_writing(text, None) is None


@pytest.mark.parametrize(("published", "read"), [("2015-03-02", "2015-03-02"), ("2015-02-03", "2015-02-03")])
def test_figures_that_can_be_read_twice_agree_with_the_day_of_publication(published: str, read: str) -> None:
    """'02-03-2015' is the second of March or the third of February; alone, the day stands first."""
    day = DateRange.day(date.fromisoformat(published))
    found = day_of_writing("02-03-2015 Ten killed in a raid", day)
    assert found is not None
    assert found.day == DateRange.day(date.fromisoformat(read))
