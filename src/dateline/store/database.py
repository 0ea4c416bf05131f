"""One database behind the SQL roles: reading and writing transactions, and lists of ids of any length."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Engine, Row, Select, Table, bindparam, delete
from sqlalchemy.exc import DBAPIError, OperationalError

from dateline.errors import StoreError
from dateline.store import dialect

CHUNK = 800
"""Ids in one part of a long answer that is given bit by bit, so that it never lies in memory as a whole."""


@dataclass(frozen=True, slots=True)
class Database:
    """A connection pool and how to use it."""

    engine: Engine
    _held: ContextVar[Connection | None] = field(default_factory=lambda: ContextVar("held", default=None))

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading transaction: everything seen in it is of one moment."""
        held = self._held.get()
        if held is not None:
            with _plain_errors():
                yield held
            return
        with _plain_errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """All reading in this block is one transaction; beginning one costs more than most questions."""
        with _plain_errors(), self.engine.connect() as connection, connection.begin():
            token = self._held.set(connection)
            try:
                yield
            finally:
                self._held.reset(token)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A writing transaction: all of it happens, or nothing."""
        held = self._held.get()
        if held is not None and held.get_execution_options().get("writing"):
            with _plain_errors():
                yield held
            return
        with (
            _plain_errors(),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """All writing in this block is one transaction: thousands of articles are kept sooner that way."""
        with self.write() as connection:
            token = self._held.set(connection)
            try:
                yield
            finally:
                self._held.reset(token)

    def rows(self, question: Select[Any], column: ColumnElement[Any], ids: Collection[str] | None) -> list[Row[Any]]:
        """All rows (ids None), or those whose column is one of the ids."""
        with self.read() as connection:
            return rows_among(connection, question, column, ids)


def rows_among(
    connection: Connection, question: Select[Any], column: ColumnElement[Any], ids: Collection[str] | None
) -> list[Row[Any]]:
    """All rows (ids None), or those whose column is one of the ids."""
    if ids is None:
        return list(connection.execute(question))
    if not ids:
        return []
    kind = connection.dialect.name
    return list(connection.execute(_among(kind, question, column), {"ids": dialect.id_list(kind, ids)}))


@functools.lru_cache(maxsize=512)
def _among(kind: str, question: Select[Any], column: ColumnElement[Any]) -> Select[Any]:
    """The question about a list of ids; the same object for the same question, which spares making it again."""
    return question.where(dialect.is_among(kind, column))


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Sorted, without repetition, in lists that fit one question."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows; those that are there already stay as they are."""
    if rows:
        connection.execute(dialect.insert_new(connection.dialect.name, table), rows)


def put(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Add a row, or replace the one of the same key."""
    put_all(connection, table, [row])


def put_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, or replace those of the same keys; all rows give the same columns."""
    if rows:
        connection.execute(dialect.upsert(connection.dialect.name, table, tuple(rows[0])), rows)


def remove(connection: Connection, column: Any, ids: Iterable[str], kind: str | None = None) -> None:
    """Take away the rows whose column is one of the ids, where the table has kinds: those of this kind."""
    gone = ids if isinstance(ids, Collection) else tuple(ids)
    if gone:
        name = connection.dialect.name
        which = {} if kind is None else {"kind": kind}
        statement = _without(name, column, kind is not None)
        connection.execute(statement, {"ids": dialect.id_list(name, gone), **which})


@functools.cache
def _without(name: str, column: Any, of_kind: bool) -> Delete:
    found = delete(column.table).where(dialect.is_among(name, column))
    return found.where(column.table.c.kind == bindparam("kind")) if of_kind else found


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise StoreError(f"the database cannot be used: {error.orig}") from error
    except DBAPIError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise StoreError(f"the database file is damaged: {error.orig}") from error
        raise
