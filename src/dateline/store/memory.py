"""The store in plain dictionaries: slow, small, plainly right; what the SQL store is held against in tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from threading import Lock

from dateline.domain.actor import Actor
from dateline.domain.article import Article
from dateline.domain.ids import incident_id
from dateline.domain.incident import Decision, Incident
from dateline.domain.query import EVERYTHING, Query, fold_name, in_days
from dateline.domain.report import Reading, Relation, Report, Statement
from dateline.domain.search_text import query_terms
from dateline.errors import StoreError
from dateline.store import rows
from dateline.store.memory_articles import Memory, MemoryArticles
from dateline.store.met import fold_met
from dateline.store.protocol import (
    Copy,
    Dirt,
    Former,
    Hit,
    Json,
    RawFact,
    Settlement,
    Store,
    Version,
    Wrong,
)


def memory_store() -> Store:
    """An empty store that is gone when it is let go of."""
    kept, lock = Memory(), Lock()
    return Store(
        articles=MemoryArticles(kept),
        readings=MemoryReadings(kept),
        neighbours=MemoryNeighbours(kept),
        record=MemoryRecord(kept),
        log=MemoryLog(kept),
        health=MemoryHealth(kept),
        alone=lambda: _held(lock),
        together=nullcontext,
        close=lambda: None,
    )


@contextmanager
def _held(lock: Lock) -> Iterator[None]:
    with lock:
        yield


@dataclass(frozen=True, slots=True)
class MemoryReadings:
    """Gives back what the dictionaries hold."""

    kept: Memory

    def readings(self, ids: Collection[str] | None = None) -> Iterator[Reading]:
        """The readings of these articles (None: of all), in the order of their ids."""
        return (entry.reading for key, entry in sorted(self.kept.entries.items()) if ids is None or key in ids)

    def articles(self, ids: Collection[str] | None = None) -> Iterator[Article]:
        """These articles (None: all), in the order of their ids."""
        return (reading.article for reading in self.readings(ids))

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """These reports (None: all), in the order of their ids."""
        return (report for key, report in sorted(self.kept.reports().items()) if ids is None or key in ids)

    def statements(self, articles: Collection[str] | None = None) -> Iterator[Statement]:
        """The statements of these articles (None: of all), in the order of their ids."""
        return iter(sorted((one for r in self.readings(articles) for one in r.statements), key=lambda one: one.id))

    def relations(self, articles: Collection[str] | None = None) -> Iterator[Relation]:
        """The relations of these articles (None: of all), in the order of their ids."""
        return iter(sorted((one for r in self.readings(articles) for one in r.relations), key=lambda one: one.id))

    def versions(self, article: str) -> tuple[Version, ...]:
        """Every version of an article, the one that counts last."""
        counts = self.kept.entries[article].raw.id if article in self.kept.entries else None
        found = sorted((rank, raw, text) for (one, raw), (rank, text) in self.kept.versions.items() if one == article)
        return tuple(Version(text, self.kept.raws[raw][0], raw == counts) for _, raw, text in found)

    def raws(self, articles: Collection[str] | None = None) -> Mapping[str, RawFact]:
        """Article id -> where the version that counts came from."""
        return {key: entry.raw for key, entry in self.kept.entries.items() if articles is None or key in articles}

    def met_actors(self) -> tuple[Actor, ...]:
        """Actors that the articles name and the actor book does not know."""
        return fold_met(actor for entry in self.kept.entries.values() for actor in entry.reading.unknown_actors)

    def mentions(self, articles: Collection[str] | None = None) -> Mapping[str, Mapping[str, int]]:
        """Actor id -> spelling -> how often (None: in all articles)."""
        times: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for reading in self.readings(articles):
            for row in rows.mention_rows(reading):
                times[row["actor_id"]][row["spelling"]] += row["times"]
        return {actor: dict(sorted(times[actor].items())) for actor in sorted(times)}


@dataclass(frozen=True, slots=True)
class MemoryNeighbours:
    """Looks for neighbours by looking at everything."""

    kept: Memory

    def dirt(self, most: int | None = None) -> Dirt:
        """What must be reconciled, at most so many articles at once."""
        return Dirt(tuple(sorted(self.kept.dirty_articles)[:most]), tuple(sorted(self.kept.dirty_reports)))

    def soil(self, reports: Iterable[str]) -> None:
        """Mark reports whose incidents must be worked out again."""
        self.kept.dirty_reports.update(reports)

    def articles_in_bands(self, bands: Collection[str]) -> frozenset[str]:
        """Articles that share a band of their text's fingerprint."""
        return frozenset(key for key, entry in self.kept.entries.items() if set(bands) & set(entry.bands))

    def fingerprints(self, articles: Collection[str]) -> Mapping[str, Json]:
        """Article id -> fingerprint."""
        found = {key: self.kept.entries[key].fingerprint for key in articles if key in self.kept.entries}
        return {key: body for key, body in found.items() if body is not None}

    def bands(self, articles: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Article id -> bands."""
        found = {key: tuple(sorted(set(self.kept.entries[key].bands))) for key in articles if key in self.kept.entries}
        return {key: bands for key, bands in found.items() if bands}

    def copies(self, articles: Collection[str] | None = None) -> Mapping[str, Copy]:
        """Article id -> its place among the copies, for those that have one."""
        return {key: copy for key, copy in self.kept.copies.items() if articles is None or key in articles}

    def copy_group(self, groups: Collection[str]) -> frozenset[str]:
        """All articles of these groups."""
        return frozenset(key for key, copy in self.kept.copies.items() if copy.group in groups)

    def reports_under(self, keys: Collection[str]) -> frozenset[str]:
        """Reports kept under any of these block keys."""
        wanted = set(keys)
        return frozenset(
            report for entry in self.kept.entries.values() for report, own in entry.keys.items() if wanted & set(own)
        )

    def reports_of(self, articles: Collection[str]) -> frozenset[str]:
        """The reports read in these articles."""
        return frozenset(
            report.id
            for key in articles
            if key in self.kept.entries
            for report in self.kept.entries[key].reading.reports
        )

    def views(self, reports: Collection[str]) -> Mapping[str, Json]:
        """Report id -> its comparable form."""
        every = {key: view for entry in self.kept.entries.values() for key, view in entry.views.items()}
        return {report: every[report] for report in reports if every.get(report) is not None}

    def component_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """Report id -> the component it hangs in, for those that hang in one."""
        return {report: self.kept.components[report] for report in reports if report in self.kept.components}

    def component(self, names: Collection[str]) -> frozenset[str]:
        """All reports of these components."""
        return frozenset(self.homes(names))

    def homes(self, names: Collection[str]) -> Mapping[str, str]:
        """Report id -> its component, for all reports of these components."""
        return {report: name for report, name in self.kept.components.items() if name in names}

    def scored(self, names: Collection[str]) -> Mapping[str, Json]:
        """Component -> how alike its reports are, for those where that was worked out."""
        return {name: body for name in names if (body := self.kept.scored.get(name)) is not None}


@dataclass(frozen=True, slots=True)
class MemoryRecord:
    """Keeps incidents in a dictionary."""

    kept: Memory

    def settle(self, settlement: Settlement) -> None:
        """Replace part of the derived record."""
        kept, present = self.kept, self.kept.reports()
        home = kept.home()
        for key in {home[report] for report in settlement.reports if report in home}:
            del kept.incidents[key]
            kept.rejected.discard(key)
        for report in {*settlement.reports, *settlement.components}:
            kept.components.pop(report, None)
        kept.scored = {**kept.scored, **settlement.scored}
        kept.components |= {report: name for report, name in settlement.components.items() if report in present}
        kept.copies |= {copy.article_id: copy for copy in settlement.copies if copy.article_id in kept.entries}
        kept.incidents |= {one.id: one for one in (*settlement.incidents, *settlement.rejected)}
        kept.rejected -= {one.id for one in settlement.incidents}
        kept.rejected |= {one.id for one in settlement.rejected}
        kept.dirty_articles -= set(settlement.settled.articles)
        kept.dirty_reports -= set(settlement.settled.reports)

    def incidents(self, where: Query = EVERYTHING) -> Iterator[Incident]:
        """The incidents asked for, by first possible day (undated last), then id."""
        found = sorted((one for one in self.kept.incidents.values() if self._wanted(one, where)), key=_by_day)
        end = None if where.limit is None else where.offset + where.limit
        return iter(found[where.offset : end])

    def count_incidents(self, where: Query = EVERYTHING) -> int:
        """How many incidents there are, paging aside."""
        return sum(self._wanted(one, where) for one in self.kept.incidents.values())

    def rejected(self, ids: Collection[str] | None = None) -> frozenset[str]:
        """Which of these incidents (None: of all) people rejected."""
        return frozenset(key for key in self.kept.rejected if ids is None or key in ids)

    def incidents_by_id(self, ids: Collection[str]) -> tuple[Incident, ...]:
        """These incidents, rejected ones among them, in the order of their ids."""
        return tuple(one for key, one in sorted(self.kept.incidents.items()) if key in ids)

    def incident_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """Report id -> id of the incident it stands in."""
        home = self.kept.home()
        return {report: home[report] for report in reports if report in home}

    def led_on(self, incident: str) -> tuple[str, ...]:
        """Ids of the incidents to which an id that was ever given leads, none when it was never given."""
        if incident in self.kept.incidents:
            return (incident,)
        reports = {report for report in self.kept.reports() if incident_id(report) == incident}
        reports |= {to for former, to in self.kept.former.values() if former.anchor == incident and to}
        return tuple(sorted(set(self.incident_of(reports).values())))

    def former(self, reports: Collection[str]) -> Mapping[str, Former]:
        """Reports of earlier readings, by id."""
        return {key: former for key, (former, _) in self.kept.former.items() if key in reports}

    def search(self, words: str, kinds: Sequence[str] = ("article", "incident"), most: int = 50) -> tuple[Hit, ...]:
        """What holds all of the words and phrases."""
        terms = query_terms(words)
        if not terms:
            return ()
        texts = {
            "article": {key: rows.article_words(entry.reading.article) for key, entry in self.kept.entries.items()},
            "incident": {key: self._words(one) for key, one in self.kept.incidents.items() if self._listed(one)},
        }
        hits: list[Hit] = []
        for kind in kinds:
            found = [key for key, text in sorted(texts[kind].items()) if _holds(text, terms)]
            hits.extend(Hit(kind, key) for key in found[:most])
        return tuple(hits)

    def _words(self, incident: Incident) -> str:
        reports = self.kept.reports()
        told = {key: reports[key] for key in incident.reports if key in reports}
        quotes = {
            key: self.kept.entries[one.article_id].reading.article.quote(one.evidence[0]) for key, one in told.items()
        }
        return rows.incident_words(incident, quotes)

    def _wanted(self, incident: Incident, where: Query) -> bool:
        row = rows.incident_row(incident)
        place = f" {fold_name(where.place)} " if where.place is not None else ""
        lat, lon = row["lat"], row["lon"]
        return (
            self._listed(incident)
            and in_days(incident.when, where.since, where.until)
            and (not where.types or incident.type in where.types)
            and (not where.statuses or incident.status in where.statuses)
            and (not where.countries or row["country"] in {one.upper() for one in where.countries})
            and (not where.actors or bool(set(where.actors) & set(rows.incident_actor_ids(incident))))
            and (
                where.place is None
                or row["place_id"] == where.place
                or (bool(place.strip()) and place in row["place_words"])
            )
            and (where.box is None or (lat is not None and where.box.holds(lat, lon)))
            and (where.source is None or self._told_by(incident, where.source))
            and (where.min_sources is None or incident.independent_sources >= where.min_sources)
            and (where.text is None or _holds(self._words(incident), query_terms(where.text)))
        )

    def _listed(self, incident: Incident) -> bool:
        return incident.id not in self.kept.rejected

    def _told_by(self, incident: Incident, outlet: str) -> bool:
        reports, wanted = self.kept.reports(), f" {fold_name(outlet)} "
        told = {reports[key].article_id for key in incident.reports if key in reports}
        outlets = (f" {fold_name(self.kept.entries[article].reading.article.outlet)} " for article in told)
        return bool(wanted.strip()) and any(wanted in outlet for outlet in outlets)


def _by_day(incident: Incident) -> tuple[bool, date, str]:
    when = incident.when
    return (when is None, (when.earliest if when else None) or date.min, incident.id)


def _holds(words: str, terms: Iterable[tuple[str, ...]]) -> bool:
    padded = f" {words} "
    return all(f" {' '.join(term)} " in padded for term in terms)


@dataclass(frozen=True, slots=True)
class MemoryLog:
    """Keeps decisions in a list."""

    kept: Memory

    def append(self, decision: Decision, dirt: Dirt) -> None:
        """Add one decision and mark what it changes; raises StoreError when another came between."""
        latest = self.kept.decisions[-1].hash if self.kept.decisions else ""
        if latest != decision.previous_hash:
            raise StoreError("another decision was made at the same moment; look again, then decide")
        self.kept.decisions.append(decision)
        self.kept.dirty_articles.update(dirt.articles)
        self.kept.dirty_reports.update(dirt.reports)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""
        return tuple(self.kept.decisions)


@dataclass(frozen=True, slots=True)
class MemoryHealth:
    """Counts; dictionaries do not rot."""

    kept: Memory

    def counts(self) -> Mapping[str, int]:
        """How many articles, reports, incidents, statements, relations, decisions and failures there are."""
        kept = self.kept
        return {
            "articles": len(kept.entries),
            "reports": len(kept.reports()),
            "incidents": len(kept.incidents) - len(kept.rejected),
            "statements": sum(len(entry.reading.statements) for entry in kept.entries.values()),
            "relations": sum(len(entry.reading.relations) for entry in kept.entries.values()),
            "decisions": len(kept.decisions),
            "failures": len(kept.failures),
        }

    def wrong(self) -> Iterator[Wrong]:
        """Nothing."""
        return iter(())

    def raw_facts(self) -> Iterator[RawFact]:
        """All collected bytes that should lie in the archive."""
        return iter([fact for _, (fact, _) in sorted(self.kept.raws.items())])
