"""What the store in memory holds, and how articles get into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dateline.domain.article import Article, Failure
from dateline.domain.ids import incident_id
from dateline.domain.incident import Decision, Incident
from dateline.domain.report import Report
from dateline.store import rows
from dateline.store.former import successors
from dateline.store.protocol import (
    Copy,
    Entry,
    Former,
    Json,
    Outcome,
    RawFact,
)


@dataclass(slots=True)
class Memory:
    """Everything a store keeps."""

    raws: dict[str, tuple[RawFact, str]] = field(default_factory=dict)
    versions: dict[tuple[str, str], tuple[str, Article]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    former: dict[str, tuple[Former, str | None]] = field(default_factory=dict)
    components: dict[str, str] = field(default_factory=dict)
    scored: dict[str, Json] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    failures: dict[Failure, datetime] = field(default_factory=dict)
    sources: dict[str, datetime] = field(default_factory=dict)
    dirty_articles: set[str] = field(default_factory=set)
    dirty_reports: set[str] = field(default_factory=set)

    def reports(self) -> dict[str, Report]:
        """Every report by its id."""
        return {report.id: report for entry in self.entries.values() for report in entry.reading.reports}

    def home(self) -> dict[str, str]:
        """Report id -> incident id."""
        return {report: key for key, incident in self.incidents.items() for report in incident.reports}


@dataclass(frozen=True, slots=True)
class MemoryArticles:
    """Keeps articles in dictionaries."""

    kept: Memory

    def add(self, entry: Entry) -> Outcome:
        """Keep one article with its reading."""
        kept, article, fact, reader = self.kept, entry.reading.article, entry.raw, entry.reading.reader
        before = kept.raws.get(fact.id)
        if before and before[1] == reader and (article.id, fact.id) in kept.versions:
            return Outcome.SAME
        fact = before[0] if before else fact
        kept.raws[fact.id] = (fact, reader)
        kept.versions[article.id, fact.id] = (rows.rank(article, fact), article)
        self._leave_other_address(article.id, fact.id)
        known = kept.entries.get(article.id)
        best = self._best(article.id)
        if best != fact.id:
            if known and known.raw.id == fact.id and best:
                kept.raws[best] = (kept.raws[best][0], "")
            return Outcome.OLDER
        if known:
            self._take_away(known, entry.reading.reports)
        kept.entries[article.id] = Entry(fact, entry.reading, entry.views, entry.keys, entry.fingerprint, entry.bands)
        kept.dirty_articles.add(article.id)
        if known is None:
            return Outcome.NEW
        return Outcome.REREAD if known.raw.id == fact.id else Outcome.NEWER

    def _best(self, article: str) -> str | None:
        return max(
            ((rank, raw) for (one, raw), (rank, _) in self.kept.versions.items() if one == article), default=("", None)
        )[1]

    def _leave_other_address(self, article: str, raw: str) -> None:
        kept = self.kept
        for other in [one for one, same in kept.versions if same == raw and one != article]:
            del kept.versions[other, raw]
            known = kept.entries.get(other)
            if known and known.raw.id == raw:
                self._take_away(known, ())
                best = self._best(other)
                if best:
                    kept.raws[best] = (kept.raws[best][0], "")

    def _take_away(self, known: Entry, present: Sequence[Report]) -> None:
        kept, article = self.kept, known.reading.article.id
        ids = {report.id for report in known.reading.reports}
        home = kept.home()
        hung = {kept.components[report] for report in ids if report in kept.components}
        touched = {report for report, name in kept.components.items() if name in hung}
        broken = {home[report] for report in ids if report in home}
        kept.dirty_reports |= touched - ids
        group = kept.copies[article].group if article in kept.copies else None
        kept.dirty_articles |= {key for key, copy in kept.copies.items() if copy.group == group} - {article}
        old = [_former(report) for report in known.reading.reports]
        moves = successors(old, present)
        for key, (former, successor) in list(kept.former.items()):
            if former.article_id == article and successor in moves:
                kept.former[key] = (former, moves[successor])
        kept.former |= {one.id: (one, moves[one.id]) for one in old if moves[one.id] != one.id}
        for report in present:
            kept.former.pop(report.id, None)
        for key in broken:
            del kept.incidents[key]
            kept.rejected.discard(key)
        kept.components = {report: name for report, name in kept.components.items() if report not in ids}
        kept.copies.pop(article, None)
        del kept.entries[article]

    def seen(self, raw_id: str) -> str | None:
        """The reader that read these bytes from this place before, or None."""
        found = self.kept.raws.get(raw_id)
        return found[1] if found else None

    def rereadable(self, reader: str) -> Iterator[RawFact]:
        """The bytes whose articles were read by any other reader than this."""
        return iter([fact for _, (fact, by) in sorted(self.kept.raws.items()) if by != reader])

    def note_failures(self, failures: Iterable[Failure], at: datetime) -> None:
        """Remember what could not be read."""
        for failure in failures:
            self.kept.failures.setdefault(failure, at)

    def forget_failures(self, under: str) -> None:
        """Forget what could not be read at this location or inside it, because it is being read again."""
        starts = (under.rstrip("/") + "/", under.rstrip("/") + "#")
        for failure in list(self.kept.failures):
            if failure.location == under or failure.location.startswith(starts):
                del self.kept.failures[failure]

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, by location."""
        return tuple(sorted(self.kept.failures, key=lambda one: (one.location, one.step, one.reason)))

    def note_source(self, location: str, at: datetime) -> None:
        """Remember where articles are taken from."""
        self.kept.sources[location] = at

    def sources(self) -> tuple[tuple[str, datetime], ...]:
        """The locations given, and when each was last collected."""
        return tuple(sorted(self.kept.sources.items()))


def _former(report: Report) -> Former:
    return Former(report.id, incident_id(report.id), report.article_id, str(report.type), report.evidence[0])
