"""The grammar of dates on sentences of our own."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.domain.actor import DateMention
from dateline.domain.dates import DateRange, parse_edtf
from dateline.domain.text import Span
from dateline.resolve import dates
from dateline.resolve.date_anchor import RULES
from dateline.resolve.dates import find_dates

PUBLISHED = DateRange.day(date(2021, 7, 14))  # a Wednesday


def dates_in(text: str, published: DateRange | None = PUBLISHED) -> list[DateMention]:
    """The dates of one sentence."""
    return list(find_dates(text, [Span(0, len(text))], published))


CASES = [
    ("Shots fell on June 25, 2020.", "2020-06-25"),
    ("Shots fell on 25 June 2020.", "2020-06-25"),
    ("Shots fell on 25th of June 2020.", "2020-06-25"),
    ("Shots fell on Feb. 26.", "2021-02-26"),
    ("Shots fell on December 3.", "2020-12-03"),
    ("Shots fell on the night between 25 and 26 June.", "2021-06-25/2021-06-26"),
    ("Shots fell between May 31 and June 1, 2021.", "2021-05-31/2021-06-01"),
    ("Shots fell from December 30 to January 2.", "2020-12-30/2021-01-02"),
    ("Shots fell in January 2020.", "2020-01"),
    ("Shots fell in August.", "2020-08"),
    ("Shots fell in early March.", "2021-03"),
    ("Shots fell last October.", "2020-10"),
    ("Shots fell on Tuesday.", "2021-07-13"),
    ("Shots fell on Wednesday.", "2021-07-14"),
    ("Shots fell last Wednesday.", "2021-07-07"),
    ("Talks are set for next Monday.", "2021-07-19"),
    ("Shots fell yesterday.", "2021-07-13"),
    ("Shots fell last week.", "2021-07-05/2021-07-11"),
    ("Shots fell last month.", "2021-06"),
    ("Shots fell over the weekend.", "2021-07-10/2021-07-11"),
    ("Shots fell ten days ago.", "2021-07-04"),
    ("Shots fell three weeks ago.", "2021-06"),
    ("Shots fell a year ago.", "2020"),
    ("Shots fell a year ago this month.", "2020-07"),
    ("Shots fell a week ago.", "2021-07"),
    ("Shots fell two weeks ago.", "2021-06-27/2021-07-03"),
    ("Shots fell a few days ago.", "2021-07"),
    ("There were six raids since the beginning of June.", "2021-06-01/.."),
    ("They have marched since last October.", "2020-10/.."),
    ("There were forty raids since March.", "2021-03/.."),
    ("They will leave by the end of 2021.", "../2021-12"),
    ("They fought there from 2005 to 2009.", "2005/2009"),
    ("They fought there in 2005-2009.", "2005/2009"),
    ("It was founded in the early 1990s.", "1990/1993"),
    ("Between March 2020 and January 2021 the number fell.", "2020-03/2021-01"),
    ("It fell on New Year's Eve.", "2020-12-31"),
    ("It fell on 01.03.2021.", "2021-03-01"),
    ("It fell on 2021-03-01.", "2021-03-01"),
    ("It fell at the end of 2019.", "2019-12"),
    ("It came just two days after a bomb killed five.", "2021-07-12"),
    ("Shots fell overnight between Saturday and Sunday.", "2021-07-10/2021-07-11"),
    ("Shots fell late Sunday and early Monday.", "2021-07-11/2021-07-12"),
    ("Shots fell from Thursday to Saturday.", "2021-07-08/2021-07-10"),
    ("Shots fell overnight Sunday.", "2021-07-11"),
    ("Ten were killed in the past 24 hours.", "2021-07-13/2021-07-14"),
    ("Ten were killed over the last three days.", "2021-07-11/2021-07-14"),
    ("Ten were killed in recent days.", "2021-07"),
    ("Ten were killed since the start of the year.", "2021-01-01/.."),
    ("Ten were killed the week before.", "2021-07-05/2021-07-11"),
    ("Ten were killed in October last year.", "2020-10"),
    ("Ten were killed on October 3 of last year.", "2020-10-03"),
    ("Ten were killed last weekend.", "2021-07-10/2021-07-11"),
    ("Ten were killed in the first half of March 40 km away.", "2021-03"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_an_expression_stands_for(text: str, expected: str) -> None:
    """Each expression stands for the right days, seen from the day of publication."""
    found = [m.when for m in dates_in(text)]
    assert found == [parse_edtf(expected)]


@pytest.mark.parametrize(
    "text",
    ["It may be so.", "They march on the city.", "He fired 2020 rounds, 19.5 km off.", "Second battalion, 1,999 men."],
)
def test_what_is_no_date(text: str) -> None:
    """Words that only look like dates give none."""
    assert [m for m in dates_in(text) if m.when and "2020" not in text] == []


def test_relative_dates_need_an_anchor() -> None:
    """Without a day of publication, 'on Tuesday' stands for nothing; full dates still stand for themselves."""
    assert [m.when for m in dates_in("It fell on Tuesday, not on 3 May 2020.", None)] == [
        None,
        parse_edtf("2020-05-03"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shots fell on May 3, 2020, and hours later a drone fell.", "2020-05-03"),
        ("Shots fell on May 3, 2020, and again later in the day.", "2020-05-03"),
        ("He was held in 2016 and freed the following year.", "2017"),
    ],
)
def test_what_follows_counts_from_the_sentence(text: str, expected: str) -> None:
    """'Hours later' is the day told before it, 'the following year' the next after the year told before it."""
    assert dates_in(text)[-1].when == parse_edtf(expected)


def test_hours_later_without_a_day_is_no_date() -> None:
    """Nothing is invented: without a day told before it, 'hours later' stands for nothing."""
    assert [m.when for m in dates_in("Hours later a drone fell.")] == [None]


def test_the_passage_anchors_what_follows() -> None:
    """'The next day' and 'two days later' count from the last day told."""
    text = "On 3 May 2020 a bomb went off. The next day another followed. Two days later the road was shut."
    cut = [text.index("The next"), text.index("Two")]
    spans = [Span(0, cut[0]), Span(cut[0], cut[1]), Span(cut[1], len(text))]
    found = [str(m.when) for m in find_dates(text, spans, PUBLISHED)]
    assert found == ["2020-05-03", "2020-05-04", "2020-05-06"]


def test_an_article_with_a_month_alone_anchors_days() -> None:
    """'August 21' lies in the year of an article of August 2020; 'on Tuesday' stays open."""
    found = [m.when for m in dates_in("It fell on August 21, not on Tuesday.", DateRange.month(2020, 8))]
    assert found == [parse_edtf("2020-08-21"), None]


def test_an_undated_article_looks_back_from_its_latest_month() -> None:
    """Without any day of publication, a bare month lies before the latest month that is told with its year."""
    found = [str(m.when) for m in dates_in("It was listed in March 2020. In December it had begun.", None)]
    assert found == ["2020-03", "2019-12"]


def test_a_numbered_street_is_no_year() -> None:
    """'No 1978' is an address."""
    assert dates_in("They met at road 4, no 1978, in the city.") == []


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-/'’abcdehilmnorstuyJFMASOND\n"), max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    """No text breaks the grammar, and every mention lies inside its text."""
    for mention in dates_in(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)


@pytest.mark.parametrize("pattern", [pattern for _, pattern, _ in RULES], ids=[name for name, _, _ in RULES])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_is_missed_by_looking_only_before_cores(pattern: str, data: st.DataObject) -> None:
    """Whatever the grammar finds anywhere in a sentence is found, for words that each rule can hold."""
    words = data.draw(st.from_regex(re.compile(pattern), alphabet=st.characters(codec="ascii")))
    text = f"Some time in all {words} the talks were held; on {words}, too."
    whole = Span(0, len(text))
    anywhere = [Span(*m.span()) for m in dates._grammar().finditer(text) if dates._is_date(text, m)]
    assert [span for _, _, span in dates._told_in(text, text.lower(), whole)] == anywhere


def test_a_day_told_after_another_in_an_undated_article_is_near_it() -> None:
    """'On 2 February', after 28 January 2024 in a text without a date, is of 2024."""
    found = dates_in("It was hit on 28 January 2024 and answered on 2 February.", None)
    assert [mention.when.edtf() for mention in found if mention.when] == ["2024-01-28", "2024-02-02"]


def test_an_undated_article_that_names_bare_months_has_a_year() -> None:
    """'Last week' beside 'in January' and 'March 2020' is of 2020, and marked as unsure."""
    found = dates_in("Last week they met; one was struck in January and another in March 2020.", None)
    assert [mention.when.edtf() for mention in found if mention.when] == ["2020?", "2020-01", "2020-03"]


def test_an_undated_article_without_bare_months_has_no_year() -> None:
    """Nothing says when 'last week' was."""
    found = dates_in("Last week they met; one was struck in March 2020.", None)
    assert [mention.when.edtf() for mention in found if mention.when] == ["2020-03"]


def test_the_head_of_a_text_is_no_date_in_it() -> None:
    """'April 5 2021 by A. Writer' at the very beginning says when it was written."""
    found = dates_in("April 5 2021 by Anna Writer Planes struck the town on Tuesday.")
    assert [mention.when.edtf() for mention in found if mention.when] == ["2021-07-13"]
