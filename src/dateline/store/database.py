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
"""Ids in one question; SQLite takes 32,766 variables, but its plans are best with short lists."""


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
        with (
            _plain_errors(),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

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
    found: list[Row[Any]] = []
    if ids:
        among = question.where(_one_of(column))
        for chunk in chunks(ids):
            found.extend(connection.execute(among, {"ids": chunk}))
    return found


@functools.cache
def _one_of(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a column is one of the `ids`; made once for each column of the schema."""
    return column.in_(bindparam("ids", expanding=True))


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
    connection.execute(dialect.upsert(connection.dialect, table, row))


def remove(connection: Connection, column: Any, ids: Iterable[str]) -> None:
    """Take away the rows whose column is one of the ids."""
    for chunk in chunks(ids):
        connection.execute(_without(column), {"ids": chunk})


@functools.cache
def _without(column: Any) -> Delete:
    return delete(column.table).where(_one_of(column))


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
