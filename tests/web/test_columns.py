"""Columns that follow a change are those that would be made anew; after decisions every page shows what a new start shows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_helpers import TestClient, local_client, send

from dateline.engine import Engine, make_engine
from dateline.settings import load_settings
from dateline.web.columns import Coded, Pairs, coded, coded_moved, moved, numbers_moved, paired, pairs_moved


class Line(NamedTuple):
    """A row of a made-up table."""

    id: str
    number: int
    word: str
    words: tuple[str, ...]


WORDS = st.sampled_from(["", "a", "b", "c", "d", "e"])
VALUES = st.tuples(st.integers(0, 9), WORDS, st.lists(WORDS, max_size=2).map(tuple))
TABLES = st.dictionaries(st.sampled_from("klmnop"), VALUES, max_size=6).map(
    lambda many: [Line(ident, *many[ident]) for ident in sorted(many)]
)


def words_of(column: Coded) -> list[str]:
    return [column.names[code] for code in column.codes]


def sets_of(column: Pairs, size: int) -> list[list[str]]:
    return [sorted(column.names[code] for code in column.codes[column.rows == row]) for row in range(size)]


@given(TABLES, TABLES, st.lists(st.booleans(), min_size=6, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_columns_follow_any_change(before: list[Line], other: list[Line], keep: list[bool]):
    """Whatever rows go, stay, change or come, the column that followed says of each row what a new one says."""
    kept = [row for row, stays in zip(before, keep, strict=False) if stays]
    after = sorted({**{row.id: row for row in other}, **{row.id: row for row in kept}}.values(), key=lambda one: one.id)
    way = moved(before, after, {row.id: at for at, row in enumerate(after)})
    fresh = [after[at] for at in way.fresh]
    numbers = numbers_moved(np.array([row.number for row in before], np.int32), way, [row.number for row in fresh])
    assert numbers.tolist() == [row.number for row in after]
    followed = coded_moved(coded([row.word for row in before]), way, [row.word for row in fresh])
    assert words_of(followed) == [row.word for row in after]
    assert followed.names[0] == ""
    assert list(followed.names) == sorted(followed.names)
    pairs = pairs_moved(paired([row.words for row in before]), way, [row.words for row in fresh])
    assert sets_of(pairs, len(after)) == [sorted(set(row.words)) for row in after]
    assert (np.diff(pairs.rows) >= 0).all()


PAGES = (
    "/explore.json?size=200",
    "/statements.json?size=200",
    "/totals.json?size=100",
    "/sources.json",
    "/network.json",
    "/actors.json",
    "/actors/islamic-state.json?steps=2",
    "/review.json",
)


@pytest.mark.parametrize("again", [1, 3])
def test_after_decisions_pages_are_those_of_a_new_start(writing: TestClient, engine: Engine, again: int):
    """Merge, correct, reject, rate and undo: what the pages keep in mind follows, seen after each or only at the end."""
    found = writing.get("/explore.json?size=200&sort=sources").json()["incidents"]
    one, other, third, fourth = (each["id"] for each in found[:4])
    steps = (
        (f"/incidents/{one}/merge", {"with": other}),
        (f"/incidents/{third}/correct", {"field": "killed", "value": "3"}),
        (f"/incidents/{fourth}/correct", {"field": "place", "value": "Basra"}),
        (f"/incidents/{found[5]['id']}/reject", {}),
        (f"/incidents/{third}/confirm", {}),
    )
    for page in PAGES:
        writing.get(page)
    for number, (path, fields) in enumerate(steps):
        made = send(writing, path, reason="seen in the sources", **fields)
        assert made.status_code == 303, made.text
        if number % again == 0:
            for page in PAGES:
                writing.get(page)
    last = engine.log()[0]
    assert send(writing, f"/decisions/{last.id}/undo", reason="not so").status_code == 303
    seen = [writing.get(page).json() for page in PAGES]
    with make_engine(load_settings(engine.settings.workspace, {"DATELINE_AUTHOR": "Tester"})) as anew:
        fresh = local_client(anew)
        assert seen == [fresh.get(page).json() for page in PAGES]
