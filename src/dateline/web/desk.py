"""What the pages work with: one engine, the shelf of its incidents as it is now, and one lock for writing."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dateline.domain.incident import Decision, Incident
from dateline.domain.vocabulary import DecisionKind
from dateline.engine import Engine
from dateline.engine.wiring import DATABASE
from dateline.errors import NotFound
from dateline.web.accounts import Accounts, Role
from dateline.web.jobs import Jobs
from dateline.web.names import ActorNames, Names
from dateline.web.restricted import hidden_from
from dateline.web.shelf import Shelf, renew

T = TypeVar("T")

_OF_ARTICLES = frozenset({DecisionKind.DUPLICATE, DecisionKind.UNDO})
"""Decisions that may say something new about articles; an undone one may have."""

_MOST_VIEWS = 4
"""Views by role that are kept at once: there are four roles."""

_LOOK_AGAIN = 2.0
"""Seconds after which a database that is no file is looked at again."""


@contextmanager
def many_made() -> Iterator[None]:
    """While millions of small lasting values are made: looking for garbage among them would take most of the time.

    Afterwards they are left out of later looks, each of which would keep all readers waiting.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()  # what is garbage now would otherwise be kept for good
        gc.freeze()
        if was:
            gc.enable()


@dataclass
class Desk:
    """One workspace, open for many readers and one writer at a time."""

    engine: Engine
    accounts: Accounts
    jobs: Jobs = field(default_factory=Jobs)
    writing: threading.RLock = field(default_factory=threading.RLock)
    _renewing: threading.Lock = field(default_factory=threading.Lock)
    _shelf: Shelf | None = None
    _seen: object = None
    _decided: object = None
    _articles: int = 0
    _making: threading.RLock = field(default_factory=threading.RLock)
    _kept: dict[str, tuple[object, Any]] = field(default_factory=dict)
    _views: dict[frozenset[str], Narrow] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    """What makers of kept things remember besides, each under its own name."""

    def shelf(self) -> Shelf:
        """All incidents in columns; made again when the database has changed, also by another program."""
        mark = self._mark()
        if self._shelf is not None and mark == self._seen:
            return self._shelf
        with self._renewing:
            if self._shelf is None or mark != self._seen:
                same = mark == self._decided
                self._articles += not same
                with many_made():
                    self._shelf = renew(self.engine.store, self._shelf, same)
                self._seen = mark
            return self._shelf

    def names(self) -> Names:
        """The names of all actors the articles mention."""

        def make(_: Shelf, __: Names | None) -> Names:
            self.engine.lookup.__dict__.pop("_met", None)  # actors met since then
            return Names.of(self.engine)

        return self.kept("names", make, of_articles=True)

    def kept(self, name: str, make: Callable[[Shelf, T | None], T], of_articles: bool = False) -> T:
        """Something worked out from the whole record: made when first asked for, again when the record has changed.

        `make` gets the shelf and what it made the last time. What is worked out `of_articles` alone outlives decisions.
        """
        shelf = self.shelf()
        mark = self.articles_mark() if of_articles else (self.articles_mark(), id(shelf))
        with self._making:
            before = self._kept.get(name)
            if before is None or before[0] != mark:
                with many_made():
                    before = (mark, make(shelf, before[1] if before else None))
                self._kept[name] = before
            made: T = before[1]
            return made

    def incident(self, ident: str) -> Incident:
        """The present incident behind an id; raises NotFound."""
        return self.engine.incident(ident)

    def seen_by(self, role: Role) -> Desk:
        """The desk as a role sees it: without the incidents that are kept from it."""
        hidden = hidden_from(self.accounts, role, self.engine.now().date()) if role < Role.ADMIN else frozenset()
        if not hidden:
            return self
        with self._making:
            if hidden not in self._views:
                self._views = {
                    hidden: Narrow(self.engine, self.accounts, self.jobs, self.writing, base=self, out=hidden)
                }
            return self._views[hidden]

    def articles_mark(self) -> object:
        """Changes when the articles may have changed, and not with decisions."""
        return dict(self.engine.counts()) if self.engine.settings.database else self._articles

    def actor_names(self) -> ActorNames:
        """Actor id -> the name shown."""
        return ActorNames(self.engine, self.shelf().actor_names)

    def decide(
        self,
        kind: DecisionKind,
        subjects: Sequence[str],
        reason: str,
        author: str,
        field: str | None = None,
        value: str | None = None,
    ) -> Decision:
        """Take a decision; the shelf shows it at once."""
        with self.writing:
            before = self._mark()
            articles = kind in _OF_ARTICLES or self.engine.store.neighbours.dirt(1).articles
            made = self.engine.decide(kind, subjects, reason, author, field, value)
            if before in (self._seen, self._decided) and not articles:
                self._decided = self._mark()
            return made

    def _mark(self) -> object:
        if self.engine.settings.database:
            return int(time.monotonic() / _LOOK_AGAIN)
        file = self.engine.settings.workspace / DATABASE
        return tuple(
            (stat.st_mtime_ns, stat.st_size)
            for stat in (each.stat() for each in (file, file.with_name(f"{DATABASE}-wal")) if each.exists())
        )


@dataclass
class Narrow(Desk):
    """A desk from which some incidents are kept: no page that works with it can show or count them."""

    base: Desk = field(kw_only=True)
    out: frozenset[str] = field(kw_only=True)
    _of: Shelf | None = None

    def shelf(self) -> Shelf:
        """The incidents without those that hold a report that is kept back."""
        whole = self.base.shelf()
        with self._renewing:
            if self._shelf is None or self._of is not whole:
                rows = tuple(row for row in whole.rows if self.out.isdisjoint(row.reports))
                self._shelf, self._of = Shelf(rows, whole.outlet_of, whole.outlet_names).warm(), whole
            return self._shelf

    def kept(self, name: str, make: Callable[[Shelf, T | None], T], of_articles: bool = False) -> T:
        """What is worked out from the articles alone is the same for everybody."""
        return self.base.kept(name, make, of_articles) if of_articles else super().kept(name, make)

    def articles_mark(self) -> object:
        """Changes when the articles may have changed."""
        return self.base.articles_mark()

    def incident(self, ident: str) -> Incident:
        """The present incident behind an id; one that is kept back is not there."""
        found = self.engine.incident(ident)
        if not self.out.isdisjoint(found.reports):
            raise NotFound(f"there is no incident {ident!r}")
        return found

    def decide(
        self,
        kind: DecisionKind,
        subjects: Sequence[str],
        reason: str,
        author: str,
        field: str | None = None,
        value: str | None = None,
    ) -> Decision:
        """Take a decision about what this desk shows."""
        for one in subjects:
            if one.startswith("i-"):
                self.incident(one)
        return self.base.decide(kind, subjects, reason, author, field, value)
