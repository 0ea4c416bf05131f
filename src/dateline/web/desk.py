"""What the pages work with: one engine, the shelf of its incidents as it is now, and one lock for writing."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dateline.domain.incident import Decision
from dateline.domain.vocabulary import DecisionKind
from dateline.engine import Engine
from dateline.engine.wiring import DATABASE
from dateline.web.accounts import Accounts
from dateline.web.jobs import Jobs
from dateline.web.names import ActorNames, Names
from dateline.web.said import Said
from dateline.web.shelf import Shelf, renew

T = TypeVar("T")

_LOOK_AGAIN = 2.0
"""Seconds after which a database that is no file is looked at again."""


@contextmanager
def many_made() -> Iterator[None]:
    """While millions of small lasting values are made: looking for garbage among them would take most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
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
    _making: threading.RLock = field(default_factory=threading.RLock)
    _kept: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def shelf(self) -> Shelf:
        """All incidents in columns; made again when the database has changed, also by another program."""
        mark = self._mark()
        if self._shelf is not None and mark == self._seen:
            return self._shelf
        with self._renewing:
            if self._shelf is None or mark != self._seen:
                with many_made():
                    self._shelf = renew(self.engine.store, self._shelf)
                self._seen = mark
            return self._shelf

    def names(self) -> Names:
        """The names of all actors the articles mention."""

        def make(_: Shelf, __: Names | None) -> Names:
            self.engine.lookup.__dict__.pop("_met", None)  # actors met since then
            return Names.of(self.engine)

        return self.kept("names", make)

    def kept(self, name: str, make: Callable[[Shelf, T | None], T]) -> T:
        """Something worked out from the whole record: made when first asked for, again when the record has changed.

        `make` gets the shelf and what it made the last time.
        """
        shelf = self.shelf()
        mark = (self._seen if not self.engine.settings.database else dict(self.engine.counts()), id(shelf))
        with self._making:
            before = self._kept.get(name)
            if before is None or before[0] != mark:
                with many_made():
                    before = (mark, make(shelf, before[1] if before else None))
                self._kept[name] = before
            made: T = before[1]
            return made

    def said(self) -> Said:
        """All statements and relations; read again when the record has changed."""
        return self.kept("said", lambda _, __: Said(self.engine))

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
            return self.engine.decide(kind, subjects, reason, author, field, value)

    def _mark(self) -> object:
        if self.engine.settings.database:
            return int(time.monotonic() / _LOOK_AGAIN)
        file = self.engine.settings.workspace / DATABASE
        return tuple(
            (stat.st_mtime_ns, stat.st_size)
            for stat in (each.stat() for each in (file, file.with_name(f"{DATABASE}-wal")) if each.exists())
        )
