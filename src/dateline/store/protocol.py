"""What every store can do, in small roles: keep articles, find neighbours, keep the derived record, keep decisions.

A store is a dumb keeper. It decides nothing about news: which reports tell the same, what a decision means and how
values merge is worked out by others and handed in as values. Every method is one transaction; adding the same thing
twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Protocol

from dateline.domain.actor import Actor
from dateline.domain.article import Article, Failure, Raw
from dateline.domain.ids import stable_id
from dateline.domain.incident import Decision, Incident
from dateline.domain.query import EVERYTHING, Query
from dateline.domain.report import Reading, Relation, Report, Statement
from dateline.domain.text import Span

Json = Any


@dataclass(frozen=True, slots=True)
class RawFact:
    """What is known of collected bytes without the bytes themselves; these lie in the archive under `sha256`."""

    sha256: str
    kind: str
    location: str
    collected_at: datetime
    given: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The same bytes from the same place are the same fact, whenever they were collected."""
        return stable_id("w", (self.sha256, self.kind, self.location, *(part for pair in self.given for part in pair)))


def fact_of(raw: Raw) -> RawFact:
    """What to remember of collected bytes."""
    return RawFact(raw.sha256, raw.kind, raw.location, raw.collected_at, raw.given)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it goes into the record: bytes, reading, and what finding its neighbours needs.

    `views` are the comparable forms of the reports, `keys` the block keys they are kept under, `fingerprint` and
    `bands` those of the article's text; all are JSON data or strings whose meaning the store does not know.
    `actors` describe the actors that the article mentions and the actor book does not know.
    """

    raw: RawFact
    reading: Reading
    views: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    fingerprint: Json = None
    bands: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What adding an article changed."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer version"
    OLDER = "older version"
    REREAD = "read again"


@dataclass(frozen=True, slots=True)
class Version:
    """One publication of one address: when it was collected, what it said, whether it is the one that counts."""

    article: Article
    raw: RawFact
    current: bool


@dataclass(frozen=True, slots=True)
class Former:
    """A report of an earlier reading: enough to find what took its place."""

    id: str
    anchor: str
    article_id: str
    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article's text shares with others: the group it stands in, the article it copies, its origin."""

    article_id: str
    group: str
    copy_of: str | None
    body: Json = None


@dataclass(frozen=True, slots=True)
class Dirt:
    """What was added or taken away since the derived record was last completed."""

    articles: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.articles or self.reports)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A change of the derived record: everything about `reports` is replaced by `incidents` and `components`.

    `reports` are all reports whose membership changes; incidents that held any of them go. `rejected` are incidents
    that people rejected: kept, led to, never listed. `components` says for each report which reports hang together
    with it, `scored` for each component how alike these are (None: there is no such component any more); `settled` is
    the dirt this removes. `quotes` are the clauses that tell the reports of the incidents, as far as they are at hand:
    the store looks up the others.
    """

    settled: Dirt
    reports: frozenset[str] = frozenset()
    incidents: tuple[Incident, ...] = ()
    rejected: tuple[Incident, ...] = ()
    components: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    scored: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    copies: tuple[Copy, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Hit:
    """A found article or incident, best first within its kind."""

    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that `verify` found: the thing by name, and what is wrong with it."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


class Articles(Protocol):
    """Keeps what was collected and read."""

    def add(self, entry: Entry) -> Outcome:
        """Keep one article with its reading, and mark what must be reconciled, in one transaction."""

    def seen(self, raw_id: str) -> str | None:
        """The reader that read these bytes from this place before, or None."""

    def rereadable(self, reader: str) -> Iterator[RawFact]:
        """The bytes whose articles were read by any other reader than this."""

    def note_failures(self, failures: Iterable[Failure], at: datetime) -> None:
        """Remember what could not be read."""

    def forget_failures(self, under: str) -> None:
        """Forget what could not be read at this location or inside it, because it is being read again."""

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, by location."""

    def note_source(self, location: str, at: datetime) -> None:
        """Remember where articles are taken from."""

    def sources(self) -> tuple[tuple[str, datetime], ...]:
        """The locations given, and when each was last collected."""


class Readings(Protocol):
    """Gives back what was read; unknown ids are simply absent from the answer."""

    def readings(self, ids: Collection[str] | None = None) -> Iterator[Reading]:
        """The readings of these articles (None: of all), in the order of their ids."""

    def articles(self, ids: Collection[str] | None = None) -> Iterator[Article]:
        """These articles (None: all), in the order of their ids."""

    def reports(self, ids: Collection[str] | None = None) -> Iterator[Report]:
        """These reports (None: all), in the order of their ids."""

    def statements(self, articles: Collection[str] | None = None) -> Iterator[Statement]:
        """The statements of these articles (None: of all), in the order of their ids."""

    def relations(self, articles: Collection[str] | None = None) -> Iterator[Relation]:
        """The relations of these articles (None: of all), in the order of their ids."""

    def versions(self, article: str) -> tuple[Version, ...]:
        """Every version of an article, the one that counts last."""

    def raws(self, articles: Collection[str] | None = None) -> Mapping[str, RawFact]:
        """Article id -> where the version that counts came from."""

    def met_actors(self) -> tuple[Actor, ...]:
        """Actors that the articles name and the actor book does not know."""

    def mentions(self, articles: Collection[str] | None = None) -> Mapping[str, Mapping[str, int]]:
        """Actor id -> spelling -> how often (None: in all articles)."""


class Neighbours(Protocol):
    """Finds what an article or report must be compared with."""

    def dirt(self, most: int | None = None) -> Dirt:
        """What must be reconciled, at most so many articles at once."""

    def soil(self, reports: Iterable[str]) -> None:
        """Mark reports whose incidents must be worked out again."""

    def articles_in_bands(self, bands: Collection[str]) -> frozenset[str]:
        """Articles that share a band of their text's fingerprint."""

    def fingerprints(self, articles: Collection[str]) -> Mapping[str, Json]:
        """Article id -> fingerprint."""

    def bands(self, articles: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Article id -> bands."""

    def copies(self, articles: Collection[str] | None = None) -> Mapping[str, Copy]:
        """Article id -> its place among the copies, for those that have one."""

    def copy_group(self, groups: Collection[str]) -> frozenset[str]:
        """All articles of these groups."""

    def reports_under(self, keys: Collection[str]) -> frozenset[str]:
        """Reports kept under any of these block keys."""

    def reports_of(self, articles: Collection[str]) -> frozenset[str]:
        """The reports read in these articles."""

    def views(self, reports: Collection[str]) -> Mapping[str, Json]:
        """Report id -> its comparable form."""

    def component_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """Report id -> the component it hangs in, for those that hang in one."""

    def component(self, names: Collection[str]) -> frozenset[str]:
        """All reports of these components."""

    def homes(self, names: Collection[str]) -> Mapping[str, str]:
        """Report id -> its component, for all reports of these components."""

    def scored(self, names: Collection[str]) -> Mapping[str, Json]:
        """Component -> how alike its reports are, for those where that was worked out."""


class Record(Protocol):
    """Keeps the derived incidents."""

    def settle(self, settlement: Settlement) -> None:
        """Replace part of the derived record, in one transaction."""

    def incidents(self, where: Query = EVERYTHING) -> Iterator[Incident]:
        """The incidents asked for, by first possible day (undated last), then id."""

    def count_incidents(self, where: Query = EVERYTHING) -> int:
        """How many incidents there are, paging aside."""

    def incidents_by_id(self, ids: Collection[str]) -> tuple[Incident, ...]:
        """These incidents, rejected ones among them, in the order of their ids."""

    def rejected(self, ids: Collection[str] | None = None) -> frozenset[str]:
        """Which of these incidents (None: of all) people rejected."""

    def incident_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """Report id -> id of the incident it stands in."""

    def led_on(self, incident: str) -> tuple[str, ...]:
        """Ids of the incidents to which an id that was ever given leads, none when it was never given."""

    def former(self, reports: Collection[str]) -> Mapping[str, Former]:
        """Reports of earlier readings, by id."""

    def search(self, words: str, kinds: Sequence[str] = ("article", "incident"), most: int = 50) -> tuple[Hit, ...]:
        """What holds all of the words and phrases, best first within each kind."""


class Log(Protocol):
    """Keeps decisions for good."""

    def append(self, decision: Decision, dirt: Dirt) -> None:
        """Add one decision and mark what it changes, in one transaction.

        Raises StoreError when another was added since its `previous_hash`.
        """

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""


class Health(Protocol):
    """Tells how the store is."""

    def counts(self) -> Mapping[str, int]:
        """How many articles, reports, incidents, statements, relations, decisions and failures there are."""

    def wrong(self) -> Iterator[Wrong]:
        """What in the kept rows is not as it was written."""

    def raw_facts(self) -> Iterator[RawFact]:
        """All collected bytes that should lie in the archive."""


@dataclass(frozen=True, slots=True)
class Store:
    """A whole store: its roles, how to be its only writer for a moment, and how to let go of it.

    Whoever reads the record, works something out and writes it back holds `alone()` meanwhile; it must not be nested.
    What is read within `together()` is of one moment, and read sooner; nothing may be written in it.
    """

    articles: Articles
    readings: Readings
    neighbours: Neighbours
    record: Record
    log: Log
    health: Health
    alone: Callable[[], AbstractContextManager[None]]
    together: Callable[[], AbstractContextManager[None]]
    close: Callable[[], None]
