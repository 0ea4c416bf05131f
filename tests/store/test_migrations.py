"""Migrations make exactly the tables that queries expect, and the checks that only a database can make."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError
from store_samples import entry

from dateline.errors import StoreError
from dateline.store import dialect, migrate
from dateline.store.schema import metadata
from dateline.store.sql import open_file


def test_tables_are_those_of_the_schema(tmp_path: Path) -> None:
    """A migrated database differs in nothing from the tables in `schema`."""
    open_file(tmp_path / "r.sqlite").close()
    engine = dialect.open_database(dialect.sqlite_url(tmp_path / "r.sqlite"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def _ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return kind != "table" or not str(name).startswith(("search_words", "alembic"))


def test_the_newest_step_is_known() -> None:
    """The program knows the newest step without loading the steps."""
    assert ScriptDirectory(str(migrate.FOLDER)).get_current_head() == migrate.NEWEST


def test_down_and_up_again(tmp_path: Path) -> None:
    """Steps can be taken back, leaving nothing, and taken again."""
    engine = dialect.open_database(dialect.sqlite_url(tmp_path / "r.sqlite"))
    migrate.migrate(engine)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        downgrade(migrate.config(connection), "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate.migrate(engine)
    engine.dispose()
    assert open_file(tmp_path / "r.sqlite").health.counts()["articles"] == 0


def test_a_newer_program_is_told(tmp_path: Path) -> None:
    """A database of a newer program is not touched."""
    open_file(tmp_path / "r.sqlite").close()
    with sqlite3.connect(tmp_path / "r.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer Dateline"):
        open_file(tmp_path / "r.sqlite")


@pytest.mark.parametrize("address", ["nonsense", "mysql://host/name", "sqlite:////no/such/folder/at/all.sqlite"])
def test_addresses_that_make_no_sense(address: str) -> None:
    """A database that cannot be used is one plain error."""
    from dateline.store.sql import open_store

    with pytest.raises(StoreError):
        open_store(address)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A file of something else is told, and left as it is."""
    (tmp_path / "r.sqlite").write_bytes(b"this is no database at all, but a letter " * 100)
    with pytest.raises(StoreError):
        open_file(tmp_path / "r.sqlite")


BROKEN = [
    "UPDATE reports SET type = 'PICNIC'",
    "UPDATE reports SET status = 'maybe'",
    "UPDATE reports SET ordinal = -1",
    "UPDATE reports SET digest = 'short'",
    "UPDATE reports SET article_id = 'a-nowhere'",
    "UPDATE statements SET act = 'mumble'",
    "UPDATE relations SET kind = 'friend_of'",
    "UPDATE articles SET published = '2020'",
    "UPDATE mentions SET times = 0",
    "INSERT INTO dirt VALUES ('dust', 'x')",
    "INSERT INTO copies SELECT id, id, id, '{}' FROM articles",
    "INSERT INTO decisions VALUES (0, 'd', '{}')",
]


@pytest.mark.parametrize("statement", BROKEN)
def test_the_database_refuses_nonsense(tmp_path: Path, statement: str) -> None:
    """CHECK and foreign keys refuse what the program would never write."""
    store = open_file(tmp_path / "r.sqlite")
    store.articles.add(entry(1))
    store.close()
    engine = dialect.open_database(dialect.sqlite_url(tmp_path / "r.sqlite"))
    try:
        with engine.connect() as connection, pytest.raises(IntegrityError):
            _run(connection, statement)
    finally:
        engine.dispose()


def _run(connection: Connection, statement: str) -> None:
    with connection.begin():
        connection.execute(text(statement))
