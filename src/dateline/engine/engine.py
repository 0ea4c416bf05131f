"""The Python API: one workspace, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.domain.article import Article
from dateline.domain.incident import Decision, Incident
from dateline.domain.query import EVERYTHING, Query
from dateline.domain.report import Reading, Report, Statement
from dateline.domain.vocabulary import DecisionKind
from dateline.engine.asking import compared_totals, incident_history, suggested
from dateline.engine.deciding import Decider, unapplied
from dateline.engine.exporting import Exporter
from dateline.engine.looking import Found, KnownActor, Lookup
from dateline.engine.settling import Settler
from dateline.engine.why import Explanation, explain_incident
from dateline.export.bundle import Bundle
from dateline.export.files import write_export
from dateline.reconcile.decisions import Unapplied, verify_chain
from dateline.reconcile.history import Moment
from dateline.reconcile.suggest import Suggestion
from dateline.reconcile.totals import Tally
from dateline.settings import Settings
from dateline.store.archive import Archive
from dateline.store.protocol import Store, Version, Wrong

if TYPE_CHECKING:  # what only adding needs takes a second to load; looking up goes without
    from dateline.batch.prepare import Reader
    from dateline.engine.adding import Adder, AddResult, Progress


def _quiet(_: object) -> None:
    """Tell nobody."""


def utc_now() -> datetime:
    """The time of collecting or deciding."""
    return datetime.now(UTC)


@dataclass
class Engine:
    """One workspace.

    Everything that can be done goes through here: adding, looking up, deciding, checking, exporting. Close it when
    done, or use it in a `with` statement. One process may write at a time; others may read meanwhile.
    """

    settings: Settings
    store: Store
    archive: Archive
    lookup: Lookup
    make_reader: Callable[[], Reader]
    settler: Settler
    now: Callable[[], datetime] = field(default=utc_now)

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------- in

    def add(self, locations: Sequence[str], progress: Progress = _quiet, workers: int | None = None) -> AddResult:
        """Collect, read and reconcile everything at these paths and addresses; tells `progress` of each article."""
        return self._adder(progress, workers).add(locations)

    def reread(self, progress: Progress = _quiet, workers: int | None = None) -> AddResult:
        """Read again, from the archive, what an older reader has read; decisions stay."""
        return self._adder(progress, workers).reread()

    # ------------------------------------------------------------------------------------------- look

    def articles(self, ids: Collection[str] | None = None) -> Iterator[Article]:
        """These articles (None: all), by id."""
        return self.store.readings.articles(ids)

    def readings(self, ids: Collection[str] | None = None) -> Iterator[Reading]:
        """All that was found in these articles (None: in all), by id."""
        return self.store.readings.readings(ids)

    def versions(self, article: str) -> tuple[Version, ...]:
        """Every version of one article, the one that counts marked."""
        return self.store.readings.versions(article)

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """These reports (None: all), by id."""
        return self.store.readings.reports(ids)

    def statements(self, articles: Collection[str] | None = None) -> Iterator[Statement]:
        """The statements of these articles (None: of all), by id."""
        return self.store.readings.statements(articles)

    def incidents(self, where: Query = EVERYTHING) -> Iterator[Incident]:
        """The incidents asked for, by day."""
        return self.store.record.incidents(where)

    def incident(self, ident: str) -> Incident:
        """The incident behind an id, also an old one; raises NotFound."""
        return self.lookup.incident(ident)

    def actors(self) -> tuple[KnownActor, ...]:
        """The actors that the articles name, most often named first."""
        return self.lookup.actors()

    def actor(self, asked: str) -> KnownActor:
        """The actor with this id or name; raises NotFound with names that look alike."""
        return self.lookup.actor(asked)

    def search(self, words: str, exact: bool = False, most: int = 50) -> tuple[Found, ...]:
        """Articles, incidents and actors that hold the words, in any spelling and script the record knows."""
        return self.lookup.search(words, exact, most)

    def why(self, ident: str) -> Explanation:
        """Why these reports are one incident: which pairs, which features, which decisions."""
        return explain_incident(self.store, self.incident(ident))

    def history(self, ident: str) -> tuple[Moment, ...]:
        """How the status and credibility of an incident moved with the news and with people's decisions."""
        return incident_history(self.store, self.incident(ident))

    def totals(self, where: Query = EVERYTHING) -> tuple[Tally, ...]:
        """Every total told against what the record itemises for the same actor, target, place and period."""
        return compared_totals(self.store, where)

    def suggestions(self, where: Query = EVERYTHING) -> tuple[Suggestion, ...]:
        """What may be one incident and what may be two, the most valuable questions first."""
        return suggested(self.store, where)

    # ------------------------------------------------------------------------------------------- decide

    def decide(
        self,
        kind: DecisionKind,
        subjects: Sequence[str],
        reason: str,
        author: str | None = None,
        field: str | None = None,
        value: str | None = None,
    ) -> Decision:
        """Take a decision and work it in; raises NotFound or DecisionRefused. See `Decider.decide` for `subjects`."""
        decider = Decider(self.store, self.lookup, self.settler)
        return decider.decide(kind, subjects, author or self.settings.author, reason, self.now(), field, value)

    def log(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""
        return self.store.log.decisions()

    def unapplied(self) -> tuple[Unapplied, ...]:
        """Decisions that stand and find nothing to act on."""
        return unapplied(self.store)

    # ------------------------------------------------------------------------------------------- check, out

    def verify(self) -> tuple[Wrong, ...]:
        """Hash and resolve everything again; names what is wrong, nothing when all is as it was written."""
        found = list(self.store.health.wrong())
        try:
            found += self.archive.wrong(fact.sha256 for fact in self.store.health.raw_facts())
            found += [Wrong(f"decision {one.decision}", one.reason) for one in verify_chain(self.log())]
        except (ValueError, KeyError) as error:
            found.append(Wrong("decision log", f"it cannot be read: {error!s:.200}"))
        return tuple(found)

    def counts(self) -> Mapping[str, int]:
        """How many articles, reports, incidents, statements, relations, decisions and failures there are."""
        return self.store.health.counts()

    def bundle(self, where: Query = EVERYTHING) -> Bundle:
        """A selection as records of the contract."""
        return Exporter(self.store, self.lookup.book.actor, where).bundle()

    def export(self, kind: str, folder: Path, where: Query = EVERYTHING) -> dict[str, int]:
        """Write a selection into a folder; returns file name -> number of records."""
        return write_export(self.bundle(where), kind, folder)

    def close(self) -> None:
        """Let go of files and connections."""
        self.store.close()

    def _adder(self, progress: Progress, workers: int | None) -> Adder:
        from dateline.engine.adding import Adder
        from dateline.engine.wiring import recipe

        return Adder(
            store=self.store,
            archive=self.archive,
            recipe=recipe(self.settings),
            make_reader=self.make_reader,
            settler=self.settler,
            now=self.now(),
            workers=self.settings.workers if workers is None else workers,
            progress=progress,
        )
