"""SQL: giving back what was read."""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

from dateline.domain.actor import Actor
from dateline.domain.article import Article
from dateline.domain.codec import loads
from dateline.domain.report import Reading, Relation, Report, Statement
from dateline.store import rows
from dateline.store import schema as t
from dateline.store.database import Database, chunks, rows_among
from dateline.store.met import fold_met
from dateline.store.protocol import RawFact, Version

T = TypeVar("T")

_CURRENT = (
    select(t.versions.c.article_id, t.versions.c.body)
    .join(t.articles, (t.versions.c.article_id == t.articles.c.id) & (t.versions.c.raw_id == t.articles.c.raw_id))
    .order_by(t.versions.c.article_id)
)


@dataclass(frozen=True, slots=True)
class SqlReadings:
    """Reads articles and what was found in them from SQL tables."""

    database: Database

    def readings(self, ids: Collection[str] | None = None) -> Iterator[Reading]:
        """The readings of these articles (None: of all), in the order of their ids."""
        for chunk in chunks(self._ids() if ids is None else ids):
            with self.database.read() as connection:
                bodies = {row.article_id: row.body for row in _current(connection, chunk)}
                parts = {
                    table.name: _parts(connection, table, chunk) for table in (t.reports, t.statements, t.relations)
                }
                question = select(t.articles.c.id, t.articles.c.reading).order_by(t.articles.c.id)
                found = rows_among(connection, question, t.articles.c.id, chunk)
            for row in found:
                three = (parts[name].get(row.id, []) for name in ("reports", "statements", "relations"))
                yield rows.reading_of(bodies[row.id], row.reading, *three)

    def articles(self, ids: Collection[str] | None = None) -> Iterator[Article]:
        """These articles (None: all), in the order of their ids."""
        for chunk in chunks(self._ids() if ids is None else ids):
            with self.database.read() as connection:
                found = _current(connection, chunk)
            yield from (loads(Article, row.body) for row in found)

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """These reports (None: all), in the order of their ids."""
        return self._bodies(Report, t.reports, "id", ids)

    def statements(self, articles: Collection[str] | None = None) -> Iterator[Statement]:
        """The statements of these articles (None: of all), in the order of their ids."""
        return self._bodies(Statement, t.statements, "article_id", articles)

    def relations(self, articles: Collection[str] | None = None) -> Iterator[Relation]:
        """The relations of these articles (None: of all), in the order of their ids."""
        return self._bodies(Relation, t.relations, "article_id", articles)

    def versions(self, article: str) -> tuple[Version, ...]:
        """Every version of an article, the one that counts last."""
        question = select(t.versions.c.body, t.raws).join(t.raws, t.raws.c.id == t.versions.c.raw_id)
        with self.database.read() as connection:
            found = connection.execute(
                question.where(t.versions.c.article_id == article).order_by(t.versions.c.rank)
            ).all()
            counts = connection.scalar(select(t.articles.c.raw_id).where(t.articles.c.id == article))
        return tuple(Version(loads(Article, row.body), rows.raw_fact(row), row.id == counts) for row in found)

    def raws(self, articles: Collection[str] | None = None) -> Mapping[str, RawFact]:
        """Article id -> where the version that counts came from."""
        question = select(t.articles.c.id.label("article_id"), t.raws).join(t.raws, t.raws.c.id == t.articles.c.raw_id)
        found = self.database.rows(question, t.articles.c.id, articles)
        return {row.article_id: rows.raw_fact(row) for row in found}

    def met_actors(self) -> tuple[Actor, ...]:
        """Actors that the articles name and the actor book does not know."""
        with self.database.read() as connection:
            found = list(connection.scalars(select(t.met_actors.c.body)))
        return fold_met(loads(Actor, body) for body in found)

    def mentions(self, articles: Collection[str] | None = None) -> Mapping[str, Mapping[str, int]]:
        """Actor id -> spelling -> how often (None: in all articles)."""
        times: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        columns = (t.mentions.c.actor_id, t.mentions.c.spelling, t.mentions.c.times)
        for row in self.database.rows(select(*columns), t.mentions.c.article_id, articles):
            times[row.actor_id][row.spelling] += row.times
        return {actor: dict(sorted(times[actor].items())) for actor in sorted(times)}

    def _ids(self) -> list[str]:
        with self.database.read() as connection:
            return list(connection.scalars(select(t.articles.c.id).order_by(t.articles.c.id)))

    def _bodies(self, kind: type[T], table: Table, column: str, ids: Collection[str] | None) -> Iterator[T]:
        found = self.database.rows(_bodies(table), table.c[column], ids)
        return (loads(kind, row.body) for row in sorted(found, key=lambda row: str(row.id)))


@functools.cache
def _bodies(table: Table) -> Select[Any]:
    return select(table.c.id, table.c.body)


def _current(connection: Connection, articles: Collection[str]) -> list[Any]:
    return rows_among(connection, _CURRENT, t.articles.c.id, articles)


def _parts(connection: Connection, table: Table, articles: Collection[str]) -> dict[str, list[str]]:
    question = select(table.c.article_id, table.c.body).order_by(table.c.article_id, table.c.ordinal)
    bodies: dict[str, list[str]] = defaultdict(list)
    for row in rows_among(connection, question, table.c.article_id, articles):
        bodies[row.article_id].append(row.body)
    return bodies


def json_or_none(text: str | None) -> Any:
    """Kept JSON data."""
    return None if text is None else json.loads(text)
