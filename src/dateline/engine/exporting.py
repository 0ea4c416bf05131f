"""A selection of the record as records of the contract."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TypeVar

from dateline.domain.actor import Actor
from dateline.domain.article import Article
from dateline.domain.incident import Incident
from dateline.domain.query import EVERYTHING, Query
from dateline.domain.report import Relation, Report, Statement
from dateline.domain.text import Span
from dateline.export import records
from dateline.export.bundle import Bundle
from dateline.export.records import Record
from dateline.store.protocol import Store

T = TypeVar("T")
Said = TypeVar("Said", Report, Statement, Relation)
_AT_ONCE = 200


@dataclass
class Exporter:
    """Turns the incidents asked for, and everything behind them, into records; all of the record without a filter.

    With a filter the documents are those whose reports stand in the incidents found, with all their statements and
    relations, and only the reports of these incidents.
    """

    store: Store
    known_actor: Callable[[str], Actor | None]
    where: Query = EVERYTHING

    def bundle(self) -> Bundle:
        """The records of each kind."""
        return Bundle(
            documents=self.documents,
            reports=self.reports,
            incidents=self.incidents,
            statements=self.statements,
            relations=self.relations,
            actors=self.actors,
        )

    def documents(self) -> Iterator[Record]:
        """Documents by id."""
        for chunk in _chunks(self.store.readings.articles(self._articles)):
            copies = self.store.neighbours.copies({article.id for article in chunk})
            for article in chunk:
                copy = copies.get(article.id)
                origin = (copy.body or {}).get("id") if copy else None
                yield records.document(article, copy.copy_of if copy else None, origin)

    def reports(self) -> Iterator[Record]:
        """Reports in the order of their documents and of the text."""
        for articles in self._articles_in_chunks():
            found = self._reports_of(articles)
            homes = self._homes(found)
            for report in found:
                if self._reports is None or report.id in self._reports:
                    yield records.report(report, articles[report.article_id].text, homes.get(report.id))

    def incidents(self) -> Iterator[Record]:
        """Incidents by day, then id."""
        for chunk in _chunks(self.store.record.incidents(self.where)):
            yield from incident_records(self.store, chunk)

    def statements(self) -> Iterator[Record]:
        """Statements in the order of their documents and of the text; one about a report names its incident."""
        for articles in self._articles_in_chunks():
            reports = self.store.neighbours.reports_of(articles)
            found = _in_text_order(self.store.readings.statements(articles))
            homes = self._shown_homes({one.about for one in found if one.about in reports})
            for one in found:
                about = homes.get(one.about or "") if one.about in reports else one.about
                yield records.statement(one, articles[one.article_id].text, about)

    def relations(self) -> Iterator[Record]:
        """Relations in the order of their documents and of the text."""
        for articles in self._articles_in_chunks():
            for one in _in_text_order(self.store.readings.relations(articles)):
                yield records.relation(one, articles[one.article_id].text)

    def actors(self) -> Iterator[Record]:
        """Actors by id: all that the documents name or that take part in something."""
        spellings = self.store.readings.mentions(self._articles)
        met = {actor.id: actor for actor in self.store.readings.met_actors()}
        for ident in sorted({*spellings, *self._taking_part()}):
            actor = self.known_actor(ident) or met.get(ident)
            if actor is not None:
                yield records.actor(actor, spellings.get(ident, {}))

    def _articles_in_chunks(self) -> Iterator[dict[str, Article]]:
        for chunk in _chunks(self.store.readings.articles(self._articles)):
            yield {article.id: article for article in chunk}

    def _reports_of(self, articles: Collection[str]) -> list[Report]:
        return _in_text_order(self.store.readings.reports(self.store.neighbours.reports_of(articles)))

    def _homes(self, reports: Iterable[Report]) -> dict[str, str]:
        return self._shown_homes({report.id for report in reports})

    def _shown_homes(self, reports: Collection[str | None]) -> dict[str, str]:
        """Report id -> its incident, unless people rejected that."""
        homes = self.store.record.incident_of({one for one in reports if one})
        out = self.store.record.rejected(set(homes.values()))
        return {report: home for report, home in homes.items() if home not in out}

    def _taking_part(self) -> set[str]:
        found: set[str | None] = set()
        for articles in self._articles_in_chunks():
            for said in self.store.readings.statements(articles):
                found.update(one.actor_id for one in (said.speaker, said.organisation) if one)
            for tie in self.store.readings.relations(articles):
                found.update((tie.subject.actor_id, tie.object.actor_id))
            for report in self._reports_of(articles):
                found.update(part.actor_id for part in (*report.actors, *report.recipients))
        return {ident for ident in found if ident}

    @cached_property
    def _reports(self) -> frozenset[str] | None:
        if not self.where.narrows() and self.where.limit is None and not self.where.offset:
            return None
        return frozenset(report for one in self.store.record.incidents(self.where) for report in one.reports)

    @cached_property
    def _articles(self) -> frozenset[str] | None:
        if self._reports is None:
            return None
        return frozenset(report.article_id for report in self.store.readings.reports(self._reports))


def incident_records(store: Store, incidents: Collection[Incident]) -> Iterator[Record]:
    """Incidents as records, with the words that give each value."""
    wanted = {article for one in incidents for article in one.articles}
    texts = {article.id: article.text for article in store.readings.articles(wanted)}
    return (records.incident(present_parts(store, one), texts) for one in incidents)


def present_parts(store: Store, incident: Incident) -> Incident:
    """The incident with its parts named as they are called now."""
    if not incident.parts:
        return incident
    now = {ident for part in incident.parts for ident in store.record.led_on(part)}
    out = store.record.rejected(now)
    return replace(incident, parts=tuple(sorted(now - out - {incident.id})))


def _in_text_order(found: Iterable[Said]) -> list[Said]:
    return sorted(found, key=lambda one: (one.article_id, one.evidence[0] if one.evidence else Span(0, 0), one.id))


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    source = iter(values)
    while chunk := list(islice(source, _AT_ONCE)):
        yield chunk
