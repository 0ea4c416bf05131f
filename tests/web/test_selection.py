"""Selections: addresses read and written, filters, counts, order, paging."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.query import Box
from dateline.web.row import NO_DAY, Part, Row
from dateline.web.selection import (
    FACETS,
    SORTS,
    BadSelection,
    Selection,
    facets,
    histogram,
    masks,
    ordered,
    page_of,
    read_selection,
    read_token,
    write_token,
)
from dateline.web.shelf import Shelf

WORDS = st.text("abc xyz~./é'\"&=#كتائب", min_size=1, max_size=12).map(str.strip).filter(bool)


def row(number: int, **more: object) -> Row:
    day = date(2020, 1, 1).toordinal() + number
    plain = Row(
        id=f"i-{number:03d}", digest="", summary=f"Happening {number}", type="ASSAULT", mode="drone", status="happened",
        first=day, last=day, date="", country="IQ", admin1="Nineveh", place="p-1", place_name="Mosul", precision="town",
        lat=36.3, lon=43.1, independent=1, credibility=3, reports=("r",), articles=("a",),
        parts=(Part("group", "Group", "actors", "stated"), Part("state", "State", "recipients", "stated")),
        disputed=False, aggregate=False, background=False, decided=False, killed=0, confidence=0.5,
    )  # fmt: skip
    return plain._replace(**more)


def shelf(*rows: Row) -> Shelf:
    return Shelf(
        tuple(sorted(rows, key=lambda one: (one.first == NO_DAY, one.first, one.id))), {"a": "wire"}, {"wire": "Wire"}
    )


MIXED = shelf(
    row(1),
    row(2, type="PROTEST", mode="riot", status="alleged", credibility=4),
    row(3, disputed=True, independent=3),
    row(4, first=NO_DAY, last=NO_DAY),
    row(5, place="", place_name="", precision="", lat=float("nan"), lon=float("nan"), country="SY", admin1=""),
    row(6, precision="country", lat=35.0, lon=38.0),
    row(7, parts=(Part("group", "Group", "actors", "claimed"),)),
    row(8, last=row(30).first, mode=""),
)


@given(
    st.dictionaries(st.sampled_from(FACETS), st.lists(WORDS, min_size=1, max_size=3, unique=True), max_size=4),
    st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    WORDS | st.just(""),
    st.booleans(),
    st.sampled_from(SORTS),
)
def test_an_address_gives_the_selection_back(chosen, since, until, text, disputed, sort):
    """Writing a selection into an address and reading it gives the same selection."""
    ordered_choice = tuple((facet, tuple(chosen[facet])) for facet in FACETS if facet in chosen)
    one = Selection(ordered_choice, since, until, Box(-10, -5.5, 20, 40), text, 2, disputed, sort=sort)
    assert read_selection(parse_qsl(one.query(), keep_blank_values=True)) == one


@pytest.mark.parametrize("query", ["since=yesterday", "bbox=1,2,3", "min_sources=x", "bbox=200,0,1,1"])
def test_senseless_addresses_are_refused(query):
    """A filter that makes no sense is said to be wrong, not silently left out."""
    with pytest.raises(BadSelection):
        read_selection(parse_qsl(query))


def test_unknown_parts_of_an_address_change_nothing():
    """The map's view and paging are no filters."""
    assert not read_selection(parse_qsl("z=5&lat=3&lon=4&after=abc")).narrows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("type=PROTEST", {2}),
        ("mode=PROTEST.riot&type=ASSAULT", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("mode=ASSAULT.drone", {1, 3, 4, 5, 6, 7}),
        ("status=alleged", {2}),
        ("disputed=1", {3}),
        ("min_sources=2", {3}),
        ("undated=1", {4}),
        ("unplaced=1", {5, 6}),
        ("country=SY", {5}),
        ("stance=group~claimed", {7}),
        ("stance=state~suffered", {1, 2, 3, 4, 5, 6, 8}),
        ("actor=group&status=alleged", {2}),
        ("since=2020-01-20", {8}),
        ("until=2020-01-03", {1, 2}),
        ("bbox=43,36,44,37", {1, 2, 3, 4, 7, 8}),
        ("source=wire&credibility=4", {2}),
        ("actor=nobody", set()),
    ],
)
def test_filters(query, expected):
    """Each filter lets through what its name says; within one any value, across several all."""
    found = masks(MIXED, read_selection(parse_qsl(query))).all()
    assert {int(MIXED.rows[at].id[2:]) for at in np.flatnonzero(found)} == expected


@given(
    st.lists(
        st.sampled_from(["type=ASSAULT", "status=alleged", "disputed=1", "country=IQ", "since=2020-01-03"]), unique=True
    )
)
def test_counts_say_what_choosing_would_leave(parts):
    """A facet's count is the number of incidents left when only that value of it is chosen."""
    chosen = read_selection(parse_qsl("&".join(parts)))
    for choice in facets(MIXED, masks(MIXED, chosen), chosen)["status"]:
        only = (*(pair for pair in chosen.chosen if pair[0] != "status"), ("status", (choice.value,)))
        left = masks(MIXED, Selection(**{**_fields(chosen), "chosen": only})).all().sum()
        assert choice.count == left


def _fields(one: Selection) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


@pytest.mark.parametrize("sort", SORTS)
def test_pages_put_together_are_the_list(sort):
    """Following the tokens gives every incident once, in order; undated ones come last unless the order says else."""
    rows = ordered(MIXED, masks(MIXED, Selection()).all(), sort)
    seen, after = [], ""
    while True:
        page = page_of(MIXED, rows, after, 3)
        seen += page.rows
        after = page.following
        if not after:
            break
    assert seen == rows.tolist()


def test_a_token_still_leads_on_when_newer_incidents_came():
    """Paging tokens name the last item seen, so what is added before it shifts nothing."""
    before = shelf(*(row(number) for number in range(10)))
    rows = ordered(before, masks(before, Selection()).all(), "newest")
    token = page_of(before, rows, "", 4).following
    after = shelf(*(row(number) for number in range(14)))
    rows = ordered(after, masks(after, Selection()).all(), "newest")
    assert [after.rows[at].id for at in page_of(after, rows, token, 2).rows] == ["i-005", "i-004"]


@given(st.text(max_size=20))
def test_tokens_are_opaque_and_harmless(text):
    """Any text is taken as a token without an error; our own give their id back."""
    assert read_token(write_token("i-abc")) == "i-abc"
    assert isinstance(read_token(text), str)


def test_the_histogram_counts_everything_once():
    """Days, what is known only roughly, and undated together are the whole selection."""
    counted = histogram(MIXED, np.ones(len(MIXED), bool))
    rough = sum(number for _, _, number in counted["spans"])
    assert rough == 1
    assert sum(counted["counts"]) + rough + counted["undated"] == len(MIXED)
