"""SQL: the derived record, and decisions."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select
from sqlalchemy.exc import IntegrityError

from dateline.domain.article import Article
from dateline.domain.codec import dumps, loads, to_text
from dateline.domain.incident import Decision, Incident
from dateline.domain.query import EVERYTHING, Box, Query, fold_name
from dateline.domain.report import Report
from dateline.domain.search_text import query_terms
from dateline.domain.text import Span
from dateline.errors import StoreError
from dateline.store import dialect, rows
from dateline.store import schema as t
from dateline.store.database import Database, chunks, insert_all, put_all, remove, rows_among
from dateline.store.protocol import Copy, Dirt, Former, Hit, Settlement
from dateline.store.sql_articles import remove_incidents, soil

_FOUND_AT_ONCE = 100_000

# Questions are made once: making one takes longer than most answers.
_REPORTS = select(t.reports.c.id)
_ARTICLES = select(t.articles.c.id)
_MEMBERSHIP = select(t.membership)
_FORMER = select(t.former_reports)
_LOG = select(t.decisions.c.body).order_by(t.decisions.c.position)


@dataclass(frozen=True, slots=True)
class SqlRecord:
    """Keeps incidents in SQL tables."""

    database: Database

    def settle(self, settlement: Settlement) -> None:
        """Replace part of the derived record, in one transaction."""
        with self.database.write() as connection:
            _settle(connection, settlement)

    def incidents(self, where: Query = EVERYTHING) -> Iterator[Incident]:
        """The incidents asked for, by first possible day (undated last), then id."""
        table = t.incidents
        with self.database.read() as connection:
            question = select(table.c.body).where(*_conditions(connection, where))
            ordered = question.order_by(table.c.first_day.is_(None), table.c.first_day, table.c.id)
            found = list(connection.scalars(_cut(ordered, where)))
        return (rows.incident_of_row(body) for body in found)

    def count_incidents(self, where: Query = EVERYTHING) -> int:
        """How many incidents there are, paging aside."""
        with self.database.read() as connection:
            question = select(func.count()).select_from(t.incidents).where(*_conditions(connection, where))
            return int(connection.scalar(question) or 0)

    def rejected(self, ids: Collection[str] | None = None) -> frozenset[str]:
        """Which of these incidents (None: of all) people rejected."""
        question = select(t.incidents.c.id).where(t.incidents.c.rejected == 1)
        return frozenset(row.id for row in self.database.rows(question, t.incidents.c.id, ids))

    def incidents_by_id(self, ids: Collection[str]) -> tuple[Incident, ...]:
        """These incidents, rejected ones among them, in the order of their ids."""
        found = self.database.rows(select(t.incidents.c.id, t.incidents.c.body), t.incidents.c.id, ids)
        return tuple(rows.incident_of_row(row.body) for row in sorted(found, key=lambda row: str(row.id)))

    def incident_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """Report id -> id of the incident it stands in."""
        found = self.database.rows(_MEMBERSHIP, t.membership.c.report_id, reports)
        return {row.report_id: row.incident_id for row in found}

    def led_on(self, incident: str) -> tuple[str, ...]:
        """Ids of the incidents to which an id that was ever given leads, none when it was never given."""
        with self.database.read() as connection:
            if connection.scalar(select(t.incidents.c.id).where(t.incidents.c.id == incident)):
                return (incident,)
            now = set(connection.scalars(select(t.reports.c.id).where(t.reports.c.anchor == incident)))
            former = select(t.former_reports.c.successor).where(t.former_reports.c.anchor == incident)
            now.update(one for one in connection.scalars(former) if one)
            held = select(t.membership.c.incident_id).where(t.membership.c.report_id.in_(now))
            return tuple(sorted(set(connection.scalars(held))))

    def former(self, reports: Collection[str]) -> Mapping[str, Former]:
        """Reports of earlier readings, by id."""
        found = self.database.rows(_FORMER, t.former_reports.c.id, reports)
        return {
            row.id: Former(row.id, row.anchor, row.article_id, row.type, Span(row.start_at, row.end_at))
            for row in found
        }

    def search(self, words: str, kinds: Sequence[str] = ("article", "incident"), most: int = 50) -> tuple[Hit, ...]:
        """What holds all of the words and phrases, best first within each kind."""
        terms = query_terms(words)
        if not terms:
            return ()
        with self.database.read() as connection:
            return tuple(Hit(kind, ref) for kind in kinds for ref in dialect.find_words(connection, terms, kind, most))


@dataclass(frozen=True, slots=True)
class SqlLog:
    """Keeps decisions in an append-only SQL table."""

    database: Database

    def append(self, decision: Decision, dirt: Dirt) -> None:
        """Add one decision and mark what it changes, at once; raises StoreError when another came between."""
        table = t.decisions
        with self.database.write() as connection:
            last = connection.execute(select(table).order_by(table.c.position.desc()).limit(1)).first()
            latest = loads(Decision, last.body).hash if last else ""
            if latest != decision.previous_hash:
                raise StoreError("another decision was made at the same moment; look again, then decide")
            position = last.position + 1 if last else 1
            try:
                connection.execute(table.insert().values(position=position, id=decision.id, body=dumps(decision)))
            except IntegrityError as error:
                raise StoreError(f"decision {decision.id} is there already") from error
            soil(connection, "article", dirt.articles)
            soil(connection, "report", dirt.reports)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""
        with self.database.read() as connection:
            return tuple(_decision(body) for body in connection.scalars(_LOG))


@functools.lru_cache(maxsize=65536)
def _decision(body: str) -> Decision:
    """A kept decision; the whole log is asked for with every article that is added."""
    return loads(Decision, body)


# ------------------------------------------------------------------------------------------------- writing


def _settle(connection: Connection, change: Settlement) -> None:
    everything = (*change.incidents, *change.rejected)
    remove_incidents(connection, change.reports, (incident.id for incident in everything))
    remove(connection, t.components.c.report_id, {*change.reports, *change.components})
    here = _present(connection, _REPORTS, t.reports.c.id, change.components)
    hung = [{"report_id": one, "component": name} for one, name in change.components.items() if one in here]
    insert_all(connection, t.components, hung)
    remove(connection, t.scored.c.component, change.scored)
    told = {name: body for name, body in change.scored.items() if body is not None}
    insert_all(connection, t.scored, [{"component": name, "body": to_text(told[name])} for name in sorted(told)])
    known = _present(connection, _ARTICLES, t.articles.c.id, {copy.article_id for copy in change.copies})
    put_all(connection, t.copies, [_copy_row(copy) for copy in change.copies if copy.article_id in known])
    _add_incidents(connection, change)
    remove(connection, t.dirt.c.ref, change.settled.articles, "article")
    remove(connection, t.dirt.c.ref, change.settled.reports, "report")


def _copy_row(copy: Copy) -> dict[str, Any]:
    return {
        "article_id": copy.article_id,
        "origin_group": copy.group,
        "copy_of": copy.copy_of,
        "body": to_text(copy.body),
    }


def _present(
    connection: Connection, question: Select[Any], column: ColumnElement[Any], ids: Collection[str]
) -> set[str]:
    return {row[0] for row in rows_among(connection, question, column, ids)}


def _add_incidents(connection: Connection, change: Settlement) -> None:
    incidents = (*change.incidents, *change.rejected)
    out = {incident.id for incident in change.rejected}
    told = {report for incident in incidents for report in incident.reports}
    quotes = {**change.quotes, **_quotes(connection, told - change.quotes.keys())}
    insert_all(connection, t.incidents, [rows.incident_row(one, one.id in out) for one in incidents])
    members = [
        {"report_id": report, "incident_id": incident.id} for incident in incidents for report in incident.reports
    ]
    insert_all(connection, t.membership, [row for row in members if row["report_id"] in quotes])
    actors = [
        {"incident_id": incident.id, "actor_id": actor}
        for incident in incidents
        for actor in rows.incident_actor_ids(incident)
    ]
    insert_all(connection, t.incident_actors, actors)
    words = [
        {"kind": "incident", "ref": incident.id, "words": rows.incident_words(incident, quotes)}
        for incident in change.incidents
    ]
    insert_all(connection, t.search_rows, words)


def _quotes(connection: Connection, reports: Collection[str]) -> dict[str, str]:
    """Report id -> the clause that tells it."""
    if not reports:
        return {}
    question = select(t.reports.c.article_id, t.reports.c.body)
    by_article: dict[str, list[Report]] = defaultdict(list)
    for row in rows_among(connection, question, t.reports.c.id, reports):
        by_article[row.article_id].append(loads(Report, row.body))
    joined = (t.versions.c.article_id == t.articles.c.id) & (t.versions.c.raw_id == t.articles.c.raw_id)
    texts = select(t.versions.c.article_id, t.versions.c.body).join(t.articles, joined)
    quotes = {}
    for row in rows_among(connection, texts, t.articles.c.id, by_article):
        article = loads(Article, row.body)
        for report in by_article[article.id]:
            quotes[report.id] = article.quote(report.evidence[0])
    return quotes


# ------------------------------------------------------------------------------------------------- asking


def _cut(question: Select[Any], where: Query) -> Select[Any]:
    if where.limit is not None:
        question = question.limit(where.limit)
    elif where.offset:
        question = question.limit(_FOUND_AT_ONCE)
    return question.offset(where.offset) if where.offset else question


def _conditions(connection: Connection, where: Query) -> Iterator[ColumnElement[bool]]:
    table = t.incidents
    yield table.c.rejected == 0
    if where.since is not None:
        yield table.c.last_day >= where.since.isoformat()
    if where.until is not None:
        yield table.c.first_day <= where.until.isoformat()
    for column, wanted in ((table.c.type, where.types), (table.c.status, where.statuses)):
        if wanted:
            yield column.in_([str(one) for one in wanted])
    if where.countries:
        yield table.c.country.in_([country.upper() for country in where.countries])
    if where.actors:
        yield table.c.id.in_(
            select(t.incident_actors.c.incident_id).where(t.incident_actors.c.actor_id.in_(where.actors))
        )
    if where.place is not None:
        yield or_(table.c.place_id == where.place, _named(table.c.place_words, where.place))
    if where.box is not None:
        yield _inside(where.box)
    if where.source is not None:
        yield table.c.id.in_(_told_by(where.source))
    if where.min_sources is not None:
        yield table.c.independent_sources >= where.min_sources
    if where.text is not None and query_terms(where.text):
        found = dialect.find_words(connection, query_terms(where.text), "incident", None)
        yield or_(*(table.c.id.in_(chunk) for chunk in chunks(found))) if found else false()


def _named(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    words = fold_name(name)
    return column.like(f"% {words} %") if words else false()


def _inside(box: Box) -> ColumnElement[bool]:
    lat, lon = t.incidents.c.lat, t.incidents.c.lon
    across = lon.between(box.west, box.east) if box.west <= box.east else or_(lon >= box.west, lon <= box.east)
    return and_(lat.between(box.south, box.north), across)


def _told_by(outlet: str) -> Select[Any]:
    padded = " " + t.articles.c.outlet_key + " "
    return (
        select(t.membership.c.incident_id)
        .join(t.reports, t.reports.c.id == t.membership.c.report_id)
        .join(t.articles, t.articles.c.id == t.reports.c.article_id)
        .where(_named(padded, outlet))
    )
