"""SQL: is everything as it was written?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from dateline.domain.actor import Actor
from dateline.domain.article import Article
from dateline.domain.codec import loads
from dateline.domain.incident import Incident
from dateline.domain.report import Relation, Report, Statement
from dateline.domain.text import Span
from dateline.store import dialect, rows
from dateline.store import schema as t
from dateline.store.database import Database
from dateline.store.protocol import RawFact, Wrong
from dateline.store.sql_readings import json_or_none

_COUNTED = (t.articles, t.reports, t.incidents, t.statements, t.relations, t.decisions, t.failures)


@dataclass(frozen=True, slots=True)
class SqlHealth:
    """Counts and checks SQL tables."""

    database: Database

    def counts(self) -> Mapping[str, int]:
        """How many articles, reports, incidents, statements, relations, decisions and failures there are."""
        with self.database.read() as connection:
            found = {
                table.name: int(connection.scalar(select(func.count()).select_from(table)) or 0) for table in _COUNTED
            }
            listed = select(func.count()).select_from(t.incidents).where(t.incidents.c.rejected == 0)
            return found | {"incidents": int(connection.scalar(listed) or 0)}

    def raw_facts(self) -> Iterator[RawFact]:
        """All collected bytes that should lie in the archive."""
        with self.database.read() as connection:
            yield from (rows.raw_fact(row) for row in connection.execute(select(t.raws).order_by(t.raws.c.id)))

    def wrong(self) -> Iterator[Wrong]:
        """What in the kept rows is not as it was written."""
        with self.database.read() as connection, dialect.damaged_text(connection):
            for line in dialect.broken_structure(connection):
                yield Wrong("database", line)
            for check in (_raws, _articles, _reports, _statements, _relations, _met, _incidents, _search):
                yield from check(connection)
        with self.database.write() as connection:
            if not dialect.search_is_whole(connection):
                yield Wrong("search index", "it does not hold the words of the articles and incidents")


def _each(connection: Connection, question: Select[Any]) -> Iterator[Any]:
    streamed = connection.execution_options(yield_per=200).execute(question)
    yield from streamed


def _compare(what: str, kept: Any, make: Any) -> Iterator[Wrong]:
    """Work the row out again from its own value; a value that cannot even be read is named as well."""
    try:
        different = rows.same_row(kept, make())
    except (ValueError, TypeError, KeyError) as error:
        yield Wrong(what, f"the record cannot be read: {error!s:.200}")
        return
    if different:
        yield Wrong(what, f"the record has been changed ({', '.join(different)})")


def _raws(connection: Connection) -> Iterator[Wrong]:
    for row in _each(connection, select(t.raws)):
        yield from _compare(f"collected {row.id}", row, lambda row=row: rows.raw_row(rows.raw_fact(row), row.reader))


def _articles(connection: Connection) -> Iterator[Wrong]:
    question = select(t.versions, t.raws).join(t.raws, t.raws.c.id == t.versions.c.raw_id)
    for row in _each(connection, question):
        make = lambda row=row: rows.version_row(loads(Article, row.body), rows.raw_fact(row))  # noqa: E731
        yield from _compare(f"article {row.article_id}", row, make)
    joined = (t.versions.c.article_id == t.articles.c.id) & (t.versions.c.raw_id == t.articles.c.raw_id)
    for row in _each(connection, select(t.articles, t.versions.c.body).join(t.versions, joined, isouter=True)):
        yield from _compare(f"article {row.id}", row, lambda row=row: rows.kept_article_row(row))


def _texts(connection: Connection, table: Table) -> Iterator[tuple[Any, str]]:
    joined = (t.versions.c.article_id == t.articles.c.id) & (t.versions.c.raw_id == t.articles.c.raw_id)
    question = select(table, t.versions.c.body.label("article_body")).join(
        t.articles, t.articles.c.id == table.c.article_id
    )
    last: tuple[str, str] = ("", "")
    for row in _each(connection, question.join(t.versions, joined).order_by(table.c.article_id)):
        if row.article_id != last[0]:
            last = (row.article_id, _text(row.article_body))
        yield row, last[1]


def _text(body: str) -> str:
    try:
        return loads(Article, body).text
    except ValueError:
        return ""  # named among the articles


def _reports(connection: Connection) -> Iterator[Wrong]:
    for row, text in _texts(connection, t.reports):
        make = lambda row=row: rows.report_row(loads(Report, row.body), row.ordinal, json_or_none(row.view))  # noqa: E731
        yield from _compare(f"report {row.id}", row, make)
        yield from _outside(f"report {row.id}", Report, row.body, text)


def _statements(connection: Connection) -> Iterator[Wrong]:
    for row, text in _texts(connection, t.statements):
        make = lambda row=row: rows.statement_row(loads(Statement, row.body), row.ordinal)  # noqa: E731
        yield from _compare(f"statement {row.id}", row, make)
        yield from _outside(f"statement {row.id}", Statement, row.body, text)


def _relations(connection: Connection) -> Iterator[Wrong]:
    for row, text in _texts(connection, t.relations):
        make = lambda row=row: rows.relation_row(loads(Relation, row.body), row.ordinal)  # noqa: E731
        yield from _compare(f"relation {row.id}", row, make)
        yield from _outside(f"relation {row.id}", Relation, row.body, text)


def _outside(what: str, kind: type[Report] | type[Statement] | type[Relation], body: str, text: str) -> Iterator[Wrong]:
    try:
        evidence: tuple[Span, ...] = loads(kind, body).evidence
    except ValueError:
        return  # named already
    if any(span.end > len(text) for span in evidence):
        yield Wrong(what, "its evidence lies outside the article's text")


def _met(connection: Connection) -> Iterator[Wrong]:
    for row in _each(connection, select(t.met_actors)):
        make = lambda row=row: rows.met_row(loads(Actor, row.body), row.article_id)  # noqa: E731
        yield from _compare(f"actor {row.actor_id} in article {row.article_id}", row, make)


def _incidents(connection: Connection) -> Iterator[Wrong]:
    members: dict[str, set[str]] = {}
    for row in _each(connection, select(t.membership)):
        members.setdefault(row.incident_id, set()).add(row.report_id)
    for row in _each(connection, select(t.incidents)):
        make = lambda row=row: rows.incident_row(loads(Incident, row.body), row.rejected == 1)  # noqa: E731
        problems = list(_compare(f"incident {row.id}", row, make))
        yield from problems
        if not problems and set(loads(Incident, row.body).reports) != members.get(row.id, set()):
            yield Wrong(f"incident {row.id}", "its reports are not those that are kept as its members")


def _search(connection: Connection) -> Iterator[Wrong]:
    joined = (t.versions.c.article_id == t.articles.c.id) & (t.versions.c.raw_id == t.articles.c.raw_id)
    question = (
        select(t.versions.c.article_id, t.versions.c.body, t.search_rows.c.words)
        .join(t.articles, joined)
        .join(
            t.search_rows,
            (t.search_rows.c.ref == t.articles.c.id) & (t.search_rows.c.kind == "article"),
            isouter=True,
        )
    )
    for row in _each(connection, question):
        try:
            wanted = rows.article_words(loads(Article, row.body))
        except ValueError:
            continue  # named among the articles
        if row.words != wanted:
            yield Wrong(f"search words of article {row.article_id}", "they are not those of its text")
