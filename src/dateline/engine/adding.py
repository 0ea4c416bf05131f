"""From locations to the record: collect, keep the bytes, read, keep the reading, settle."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice

from dateline.batch.pool import read_in_order, read_in_pool
from dateline.batch.prepare import Reader, Recipe
from dateline.collect import DEFAULT_LIMITS, Limits, collect
from dateline.domain.article import Failure, Raw
from dateline.engine.settling import Settler
from dateline.errors import InputError
from dateline.pipeline import reader_name
from dateline.store.archive import Archive
from dateline.store.protocol import Entry, Outcome, RawFact, Store, fact_of

SETTLE_EVERY = 64
"""Articles after which incidents are brought up to date while a long list is being added."""

MANY = 96
"""Inputs from which starting further processes pays: each takes seconds to load what it needs to know."""


@dataclass(frozen=True, slots=True)
class Added:
    """One article that was read: where it came from, what it is, what adding it changed."""

    article_id: str
    location: str
    title: str | None
    outlet: str | None
    published: str | None
    outcome: Outcome
    reports: int


@dataclass(frozen=True, slots=True)
class AddResult:
    """What came of adding: articles read, how many were there already, and what could not be read, with reasons."""

    read: tuple[Added, ...] = ()
    failures: tuple[Failure, ...] = ()
    unchanged: int = 0

    @property
    def outcomes(self) -> dict[str, int]:
        """How many articles there were of each outcome."""
        return dict(sorted(Counter(str(one.outcome) for one in self.read).items()))


Progress = Callable[[Added | Failure], None]
"""Told of every article and failure as it comes."""


@dataclass(slots=True)
class Adder:
    """Adds inputs to one store; `reader` is made when the first input must be read."""

    store: Store
    archive: Archive
    recipe: Recipe
    make_reader: Callable[[], Reader]
    settler: Settler
    now: datetime
    workers: int = 1
    limits: Limits = DEFAULT_LIMITS
    progress: Progress = lambda _: None
    _unchanged: int = 0
    _failures: list[Failure] = field(default_factory=list)

    def add(self, locations: Sequence[str]) -> AddResult:
        """Add everything at these locations; what cannot be read is listed and the rest goes on."""
        self.settler.settle()  # what an interrupted run left open
        for location in locations:
            self.store.articles.forget_failures(location)
            self.store.articles.note_source(location, self.now)
        read = self._read_all(self._unread(locations))
        self.settler.settle()
        self.store.articles.note_failures(self._failures, self.now)
        return AddResult(read, tuple(self._failures), self._unchanged)

    def reread(self) -> AddResult:
        """Read again, from the archive, whatever another reader than this one has read."""
        self.settler.settle()
        reader = reader_name(self.recipe.packs)
        read: tuple[Added, ...] = ()
        tried: set[str] = set()
        while facts := [one for one in self.store.articles.rereadable(reader) if one.id not in tried]:
            tried.update(one.id for one in facts)
            read += self._read_all(self._archived(facts))
        self.settler.settle()
        self.store.articles.note_failures(self._failures, self.now)
        return AddResult(read, tuple(self._failures))

    def _read_all(self, raws: Iterator[Raw]) -> tuple[Added, ...]:
        read: list[Added] = []
        for raw, found in self._answers(raws):
            if isinstance(found, Failure):
                self._fail(found)
                continue
            with self.store.alone():
                outcome = self.store.articles.add(found)
            added = _added(raw, found, outcome)
            read.append(added)
            self.progress(added)
            if len(read) % SETTLE_EVERY == 0:
                self.settler.settle()
        return tuple(read)

    def _answers(self, raws: Iterator[Raw]) -> Iterable[tuple[Raw, Entry | Failure]]:
        first = list(islice(raws, MANY))
        if not first:
            return ()
        workers = self.workers or os.cpu_count() or 1
        if workers == 1 or len(first) < MANY:
            return read_in_order(chain(first, raws), self.make_reader())
        return read_in_pool(chain(first, raws), self.recipe, workers)

    def _unread(self, locations: Sequence[str]) -> Iterator[Raw]:
        reader = reader_name(self.recipe.packs)
        for location in locations:
            for item in self._collect(location):
                if isinstance(item, Failure):
                    self._fail(item)
                    continue
                self.archive.put(item.content, item.sha256)
                if self.store.articles.seen(fact_of(item).id) == reader:
                    self._unchanged += 1
                else:
                    yield item

    def _collect(self, location: str) -> Iterator[Raw | Failure]:
        try:
            yield from collect(location, self.now, self.limits)
        except InputError as error:
            yield Failure(location, "collect", str(error))

    def _archived(self, facts: Iterable[RawFact]) -> Iterator[Raw]:
        for fact in facts:
            content = self.archive.get(fact.sha256)
            yield Raw(content, fact.sha256, fact.kind, fact.location, fact.collected_at, fact.given)

    def _fail(self, failure: Failure) -> None:
        self._failures.append(failure)
        self.progress(failure)


def _added(raw: Raw, entry: Entry, outcome: Outcome) -> Added:
    article = entry.reading.article
    published = article.published.edtf() if article.published else None
    return Added(
        article.id, raw.location, article.title, article.outlet, published, outcome, len(entry.reading.reports)
    )
