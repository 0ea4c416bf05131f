"""SQL: keeping what was collected and read. One transaction an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from dateline.domain.article import Failure
from dateline.domain.codec import loads
from dateline.domain.report import Report
from dateline.store import rows
from dateline.store import schema as t
from dateline.store.database import Database, insert_all, put, remove, rows_among
from dateline.store.former import successors
from dateline.store.protocol import Entry, Former, Outcome, RawFact

# Questions are made once: making one takes longer than most answers.
_READ_BY = select(t.raws.c.reader).where(t.raws.c.id == bindparam("id"))
_NEW_RAW = t.raws.insert()
_VERSIONS = (
    select(t.versions.c.raw_id)
    .where(t.versions.c.article_id == bindparam("article"))
    .order_by(t.versions.c.rank.desc())
)
_SAME_BYTES = select(t.versions.c.article_id).where(
    t.versions.c.raw_id == bindparam("raw"), t.versions.c.article_id != bindparam("article")
)
_KNOWN = select(t.articles.c.raw_id).where(t.articles.c.id == bindparam("article"))
_HOLDING = select(t.membership.c.incident_id).distinct()


@dataclass(frozen=True, slots=True)
class SqlArticles:
    """Keeps articles in SQL tables."""

    database: Database

    def add(self, entry: Entry) -> Outcome:
        """Keep one article with its reading, and mark what must be reconciled, in one transaction."""
        with self.database.write() as connection:
            return _add(connection, entry)

    def seen(self, raw_id: str) -> str | None:
        """The reader that read these bytes from this place before, or None."""
        with self.database.read() as connection:
            return connection.scalar(select(t.raws.c.reader).where(t.raws.c.id == raw_id))

    def rereadable(self, reader: str) -> Iterator[RawFact]:
        """The bytes whose articles were read by any other reader than this."""
        question = select(t.raws).where(t.raws.c.reader != reader).order_by(t.raws.c.id)
        with self.database.read() as connection:
            found = list(connection.execute(question))
        return (rows.raw_fact(row) for row in found)

    def note_failures(self, failures: Iterable[Failure], at: datetime) -> None:
        """Remember what could not be read."""
        with self.database.write() as connection:
            for failure in failures:
                named = (rows.storable(text) for text in (failure.location, failure.step, failure.reason))
                location, step, reason = named
                row = {"location": location, "step": step, "reason": reason, "noted_at": at.isoformat()}
                insert_all(connection, t.failures, [row])

    def forget_failures(self, under: str) -> None:
        """Forget what could not be read at this location or inside it, because it is being read again."""
        table, place = t.failures, rows.storable(under)
        inside = (table.c.location.startswith(place.rstrip("/") + mark, autoescape=True) for mark in ("/", "#"))
        with self.database.write() as connection:
            connection.execute(table.delete().where(or_(table.c.location == place, *inside)))

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, by location."""
        question = select(t.failures).order_by(t.failures.c.location, t.failures.c.step, t.failures.c.reason)
        with self.database.read() as connection:
            return tuple(Failure(row.location, row.step, row.reason) for row in connection.execute(question))

    def note_source(self, location: str, at: datetime) -> None:
        """Remember where articles are taken from."""
        with self.database.write() as connection:
            put(connection, t.sources, {"location": rows.storable(location), "collected_at": at.isoformat()})

    def sources(self) -> tuple[tuple[str, datetime], ...]:
        """The locations given, and when each was last collected."""
        question = select(t.sources).order_by(t.sources.c.location)
        with self.database.read() as connection:
            return tuple(
                (row.location, datetime.fromisoformat(row.collected_at)) for row in connection.execute(question)
            )


def _add(connection: Connection, entry: Entry) -> Outcome:
    article, fact, reader = entry.reading.article, entry.raw, entry.reading.reader
    read_by = connection.scalar(_READ_BY, {"id": fact.id})
    if read_by == reader and _has_version(connection, article.id, fact.id):
        return Outcome.SAME
    if read_by is None:
        connection.execute(_NEW_RAW, rows.raw_row(fact, reader))
    elif read_by != reader:
        connection.execute(t.raws.update().where(t.raws.c.id == fact.id).values(reader=reader))
        kept = connection.execute(select(t.raws).where(t.raws.c.id == fact.id)).one()
        fact = rows.raw_fact(kept)
    version = rows.version_row(article, fact)
    put(connection, t.versions, version)
    best = connection.scalar(_VERSIONS, {"article": article.id})
    _leave_other_address(connection, article.id, fact.id)
    known = connection.scalar(_KNOWN, {"article": article.id})
    if best != fact.id:
        if known == fact.id:  # read again, it no longer is the version that counts: the one that is must be read
            _unread(connection, best)
        return Outcome.OLDER
    _replace_reading(connection, entry, known is not None)
    if known is None:
        return Outcome.NEW
    return Outcome.REREAD if known == fact.id else Outcome.NEWER


def _has_version(connection: Connection, article: str, raw: str) -> bool:
    question = select(t.versions.c.raw_id).where(t.versions.c.article_id == article, t.versions.c.raw_id == raw)
    return connection.scalar(question) is not None


def _unread(connection: Connection, raw: str | None) -> None:
    connection.execute(t.raws.update().where(t.raws.c.id == raw).values(reader=""))


def _leave_other_address(connection: Connection, article: str, raw: str) -> None:
    """A better reader may find another address in the same bytes; the article under the old one then goes."""
    for other in list(connection.scalars(_SAME_BYTES, {"raw": raw, "article": article})):
        connection.execute(t.versions.delete().where(t.versions.c.raw_id == raw, t.versions.c.article_id == other))
        if connection.scalar(_KNOWN, {"article": other}) == raw:
            _take_away(connection, other, ())
            remove_search(connection, "article", [other])
            _unread(connection, connection.scalar(_VERSIONS, {"article": other}))


def _replace_reading(connection: Connection, entry: Entry, known: bool) -> None:
    reading = entry.reading
    if known:
        _take_away(connection, reading.article.id, reading.reports)
    article = reading.article
    put(connection, t.articles, rows.article_row(entry))
    insert_all(
        connection,
        t.reports,
        [rows.report_row(report, number, entry.views.get(report.id)) for number, report in enumerate(reading.reports)],
    )
    insert_all(connection, t.statements, [rows.statement_row(one, at) for at, one in enumerate(reading.statements)])
    insert_all(connection, t.relations, [rows.relation_row(one, at) for at, one in enumerate(reading.relations)])
    insert_all(connection, t.mentions, list(rows.mention_rows(reading)))
    insert_all(connection, t.met_actors, list(rows.met_rows(reading)))
    blocks = [{"block": key, "report_id": report} for report, keys in entry.keys.items() for key in sorted(set(keys))]
    insert_all(connection, t.block_keys, blocks)
    bands = [{"band": band, "article_id": article.id} for band in sorted(set(entry.bands))]
    insert_all(connection, t.article_bands, bands)
    if known:
        remove_search(connection, "article", [article.id])
    words = {"kind": "article", "ref": article.id, "words": rows.article_words(article)}
    insert_all(connection, t.search_rows, [words])
    soil(connection, "article", [article.id])


def _take_away(connection: Connection, article: str, present: Sequence[Report]) -> None:
    """Clear an earlier reading, marking what it held together, and say where its reports lead on."""
    question = select(t.reports.c.anchor, t.reports.c.body).where(t.reports.c.article_id == article)
    old = [_former(row) for row in connection.execute(question)]
    ids = {one.id for one in old}
    soil(connection, "report", _touched(connection, ids) - ids)
    soil(connection, "article", _same_group(connection, article))
    _lead_on(connection, article, old, present)
    remove_incidents(connection, ids)
    remove(connection, t.articles.c.id, [article])  # takes reports, keys, mentions with it


def _former(row: Any) -> Former:
    report = loads(Report, row.body)
    return Former(report.id, row.anchor, report.article_id, str(report.type), report.evidence[0])


def _lead_on(connection: Connection, article: str, old: Sequence[Former], present: Sequence[Report]) -> None:
    table = t.former_reports
    moves = successors(old, present)
    for row in connection.execute(select(table).where(table.c.article_id == article)).all():
        if row.successor in moves:
            connection.execute(table.update().where(table.c.id == row.id).values(successor=moves[row.successor]))
    for one in old:
        if moves[one.id] != one.id:
            put(connection, table, rows.former_row(one, moves[one.id]))
    remove(connection, table.c.id, [report.id for report in present])


def _same_group(connection: Connection, article: str) -> set[str]:
    group = select(t.copies.c.origin_group).where(t.copies.c.article_id == article)
    found = connection.scalars(select(t.copies.c.article_id).where(t.copies.c.origin_group.in_(group)))
    return set(found) - {article}


def _touched(connection: Connection, reports: set[str]) -> set[str]:
    """Reports that hang together with these."""
    table = t.components
    named = rows_among(connection, select(table.c.component), table.c.report_id, reports)
    held = rows_among(connection, select(table.c.report_id), table.c.component, {row.component for row in named})
    return {row.report_id for row in held}


def remove_incidents(connection: Connection, reports: Iterable[str], also: Iterable[str] = ()) -> None:
    """Take away the derived incidents that hold any of these reports, and those of these ids."""
    found = rows_among(connection, _HOLDING, t.membership.c.report_id, set(reports))
    gone = {row.incident_id for row in found} | set(also)
    remove(connection, t.incidents.c.id, gone)
    remove_search(connection, "incident", gone)


def remove_search(connection: Connection, kind: str, refs: Iterable[str]) -> None:
    """Take search rows away."""
    remove(connection, t.search_rows.c.ref, refs, kind)


def soil(connection: Connection, kind: str, refs: Iterable[str]) -> None:
    """Mark what the derived record does not yet show."""
    insert_all(connection, t.dirt, [{"kind": kind, "ref": ref} for ref in sorted(set(refs))])
