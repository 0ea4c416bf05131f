"""Everything that differs between SQLite and PostgreSQL: pragmas, transactions, upserts, full-text search."""

from __future__ import annotations

import fcntl
import functools
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.sql.dml import Insert

from dateline.errors import StoreError

SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE search_words USING fts5"
    "(words, content='search_rows', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_rows_added AFTER INSERT ON search_rows BEGIN"
    " INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_rows_gone AFTER DELETE ON search_rows BEGIN"
    " INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER search_rows_changed AFTER UPDATE ON search_rows BEGIN"
    " INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END",
)
POSTGRESQL_SEARCH = (
    "ALTER TABLE search_rows ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX search_rows_vector ON search_rows USING gin (vector)",
)

_LOCK_KEY = 7_411_320_251
"""Any number that no other program on the same PostgreSQL database uses for its advisory locks."""

_SQLITE_FIND = """
SELECT search_rows.ref FROM search_words JOIN search_rows ON search_rows.id = search_words.rowid
WHERE search_words MATCH :asked AND search_rows.kind = :kind ORDER BY bm25(search_words), search_rows.ref LIMIT :most
"""
_POSTGRESQL_FIND = """
SELECT ref FROM search_rows, (SELECT {asked} AS asked) AS question
WHERE vector @@ asked AND kind = :kind ORDER BY ts_rank(vector, asked) DESC, ref LIMIT :most
"""


def open_database(url: str) -> Engine:
    """Connect to `sqlite:///PATH` or `postgresql://...`; raises StoreError for an address that makes no sense."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"{url!r} is no database address; use sqlite:///PATH or postgresql://HOST/NAME") from error
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address.render_as_string(hide_password=False))
    if address.get_backend_name() == "postgresql":
        try:
            return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise StoreError("PostgreSQL needs the extra 'postgres': pip install 'dateline[postgres]'") from error
    raise StoreError(f"{address.get_backend_name()} databases are not supported; use sqlite or postgresql")


def sqlite_url(path: Path) -> str:
    """The address of a database file."""
    return f"sqlite:///{path}"


def _open_sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 60.0})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # a writer takes its lock at once: a transaction that reads first could not get it later
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@functools.cache
def is_among(dialect: str, column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a column is one of the parameter `ids`; made once for each column of the schema.

    The list is one value, so that a question of any length is the same question: prepared once.
    """
    if dialect == "sqlite":
        listed = func.json_each(bindparam("ids", type_=Text)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == func.any(bindparam("ids", type_=postgresql.ARRAY(Text)))


def id_list(dialect: str, ids: Iterable[str]) -> str | list[str]:
    """The value of the parameter `ids`, sorted and without repetition."""
    ordered = sorted(set(ids))
    return json.dumps(ordered) if dialect == "sqlite" else ordered


@functools.cache
def insert_new(dialect: str, table: Table) -> Insert:
    """An insert that leaves rows alone that are there already; made once for each table of the schema."""
    maker = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return maker(table).on_conflict_do_nothing()


@functools.cache
def upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> Insert:
    """An insert of rows with these columns that replaces rows of the same key; made once for each."""
    maker = sqlite.insert if dialect == "sqlite" else postgresql.insert
    keys = [column.name for column in table.primary_key]
    new = maker(table)
    others = {name: new.excluded[name] for name in columns if name not in keys}
    return new.on_conflict_do_update(index_elements=keys, set_=others)


def find_words(connection: Connection, terms: Sequence[Sequence[str]], kind: str, most: int | None) -> list[str]:
    """Refs of the search rows of a kind that hold all terms; a term of several words is a phrase; best first."""
    if connection.dialect.name == "sqlite":
        asked = " ".join(f'"{" ".join(term)}"' for term in terms)
        values: dict[str, Any] = {"asked": asked, "kind": kind, "most": -1 if most is None else most}
        return [row.ref for row in connection.execute(text(_SQLITE_FIND), values)]
    asked = " && ".join(f"phraseto_tsquery('simple', :term{number})" for number in range(len(terms)))
    values = {f"term{number}": " ".join(term) for number, term in enumerate(terms)}
    values |= {"kind": kind, "most": most}
    return [row.ref for row in connection.execute(text(_POSTGRESQL_FIND.format(asked=asked)), values)]


def broken_structure(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its files; PostgreSQL checks its pages when it reads them."""
    if connection.dialect.name != "sqlite":
        return []
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    return [line for line in found if line != "ok"]


@contextmanager
def damaged_text(connection: Connection) -> Iterator[None]:
    """Read texts whose bytes are no longer UTF-8, instead of stopping at them (SQLite keeps what it is given)."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    before = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = before


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Be the only one, of all processes and threads, that works on this database until the end of the block."""
    if engine.dialect.name != "sqlite":
        with engine.connect() as connection, connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
            yield
        return
    # beside the database and not on it: closing any handle of a file drops the locks that SQLite itself holds there
    with Path(f"{engine.url.database}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def search_is_whole(connection: Connection) -> bool:
    """The full-text index holds exactly the words of the search rows (needs a writing transaction)."""
    if connection.dialect.name != "sqlite":
        return True
    from sqlalchemy.exc import DatabaseError

    try:
        connection.exec_driver_sql("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True
