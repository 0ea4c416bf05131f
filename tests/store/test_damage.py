"""A flipped byte in any kept record is found and named."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_samples import entry, incident_of

from dateline.domain.incident import Decision
from dateline.domain.vocabulary import DecisionKind
from dateline.reconcile.decisions import seal, verify_chain
from dateline.store.protocol import Dirt, Settlement
from dateline.store.sql import open_file

COLUMNS = [
    *((table, "body") for table in ("versions", "reports", "statements", "relations", "met_actors", "incidents")),
    *((table, "digest") for table in ("versions", "reports", "statements", "relations", "met_actors", "incidents")),
    *(("articles", column) for column in ("reading", "fingerprint", "outlet_key", "digest", "published")),
    *(("reports", column) for column in ("view", "anchor")),
    *(("raws", column) for column in ("sha256", "location", "given")),
    *(("incidents", column) for column in ("first_day", "place_words", "place_id")),
    ("search_rows", "words"),
    ("versions", "rank"),
]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A settled record of two articles and one decision."""
    store = open_file(tmp_path / "r.sqlite")
    one, two = entry(1), entry(2)
    store.articles.add(one)
    store.articles.add(two)
    incident = incident_of(one, two)
    settled = store.neighbours.dirt()
    store.record.settle(Settlement(settled, frozenset(incident.reports), (incident,)))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    made = seal(Decision("", DecisionKind.CONFIRM, incident.reports, "ann", "it is so", at), "")
    store.log.append(made, Dirt())
    assert list(store.health.wrong()) == []
    store.close()
    return tmp_path / "r.sqlite"


@pytest.mark.parametrize(("table", "column"), COLUMNS)
@pytest.mark.parametrize("place", [0, 0.37, 0.999])
def test_each_column_is_watched(record: Path, table: str, column: str, place: float) -> None:
    """One changed byte at the start, in the middle or at the end of a column is named."""
    with sqlite3.connect(record) as connection:
        connection.text_factory = bytes
        connection.execute("PRAGMA ignore_check_constraints=ON")
        row, value = connection.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid").fetchone()  # noqa: S608
        changed = bytearray(value)
        at = int(place * len(changed))
        changed[at] ^= 1
        update = f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?"  # noqa: S608
        connection.execute(update, (bytes(changed), row))
    connection.close()
    store = open_file(record)
    wrong = list(store.health.wrong())
    store.close()
    assert wrong, f"a change in {table}.{column} at {at} of {len(changed)} went unseen"


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_a_byte_that_is_no_text_any_more(record: Path, place: float) -> None:
    """A byte that breaks the encoding is named too, it does not stop the check."""
    with sqlite3.connect(record) as connection:
        connection.text_factory = bytes
        row, value = connection.execute("SELECT rowid, body FROM reports").fetchone()
        changed = bytearray(value)
        changed[int(place * len(changed))] = 0xFF
        connection.execute("UPDATE reports SET body = CAST(? AS TEXT) WHERE rowid = ?", (bytes(changed), row))
    connection.close()
    store = open_file(record)
    assert any("report" in one.what for one in store.health.wrong())
    store.close()


@pytest.mark.parametrize("word", ["ann", "it is so", "confirm", "2026"])
def test_the_decision_log_is_chained(record: Path, word: str) -> None:
    """A changed word in the log breaks the chain at that decision."""
    with sqlite3.connect(record) as connection:
        body = connection.execute("SELECT body FROM decisions").fetchone()[0]
        changed = body.replace(word, {"confirm": "reject", "2026": "2025"}.get(word, "xxx"))
        assert changed != body
        connection.execute("UPDATE decisions SET body = ?", (changed,))
    connection.close()
    store = open_file(record)
    assert [one.position for one in verify_chain(store.log.decisions())] == [0]
    store.close()


def test_a_lost_search_row_is_named(record: Path) -> None:
    """An article that can no longer be found by its words is named."""
    with sqlite3.connect(record) as connection:
        connection.execute("DELETE FROM search_rows WHERE kind = 'article'")
    connection.close()
    store = open_file(record)
    assert sum("search words" in one.what for one in store.health.wrong()) == 2
    store.close()
