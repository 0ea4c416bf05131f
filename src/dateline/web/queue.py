"""The review queue: what is worth a person's look, most valuable first, and why.

Value is a plain sum of stated reasons (our own weights): how much a wrong value would mislead, and how much a look
can settle. Items that a person decided, was unsure of or skipped do not come back to that person.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.domain.names import fold
from dateline.web.desk import Desk
from dateline.web.names import Names
from dateline.web.row import NO_DAY, Row
from dateline.web.shelf import Shelf

_DOUBTFUL = ("alleged", "denied")
MOST = 2000
"""Items that the queue holds at once; what follows comes up when these are done."""


class Reason(NamedTuple):
    """Why an item is there, as a key of the texts, with a number to fill in, and what it adds to the value."""

    key: str
    value: float
    number: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One question for a person: `kind` is `incident`, `pair` or `actor`; `refs` say about what."""

    kind: str
    refs: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def key(self) -> str:
        """A stable name of the item."""
        return f"{self.kind}:{'+'.join(self.refs)}"

    @property
    def value(self) -> float:
        """How much an answer is worth."""
        return sum(reason.value for reason in self.reasons)


def queue(desk: Desk, out: Collection[str], answered: Collection[str]) -> list[Item]:
    """The items, most valuable first; `out` are keys that need no more asking, `answered` names that anybody judged."""
    found = [*incidents(desk.shelf(), MOST + len(out)), *pairs(desk), *actors(desk.names(), answered)]
    kept = [one for one in found if one.key not in out and one.reasons]
    return sorted(kept, key=lambda one: (-one.value, one.key))[:MOST]


def incidents(shelf: Shelf, most: int) -> Iterator[Item]:
    """The incidents that nobody decided about and that are worth most, in no order."""
    worth = np.where(shelf.decided, 0.0, worths(shelf))
    rows = np.flatnonzero(worth > 0)
    if len(rows) > most:
        least = np.partition(worth[rows], len(rows) - most)[len(rows) - most]
        surely = rows[worth[rows] > least]
        # among equals the order is that of the ids, so that the queue stays as it is
        equal = sorted(rows[worth[rows] == least].tolist(), key=lambda at: shelf.rows[at].id)
        rows = np.array([*surely.tolist(), *equal[: most - len(surely)]], np.int64)
    for at in rows.tolist():
        yield Item("incident", (shelf.rows[at].id,), tuple(_about(shelf.rows[at])))


def worths(shelf: Shelf) -> npt.NDArray[np.float64]:
    """What the reasons of each row add up to (see `_about`)."""
    status, news = shelf.words["status"], ~shelf.background
    doubtful = np.isin(status.codes, [status.number[one] for one in _DOUBTFUL if one in status.number])
    killed = np.maximum(shelf.killed, 1)
    found: npt.NDArray[np.float64] = (
        4.0 * shelf.disputed
        + np.where(shelf.killed > 0, np.minimum(4.0, 1 + np.log10(killed)), 0)
        + 1.5 * doubtful
        + 2.0 * (shelf.confidence < 0.5)
        + 1.0 * (shelf.independent >= 3)
        + 0.5 * ((shelf.words["place"].codes == 0) & news)
        + 0.5 * ((shelf.first == NO_DAY) & news)
        + 0.5 * ((shelf.independent == 1) & news)
    )
    return found


def _about(row: Row) -> Iterator[Reason]:
    if row.disputed:
        yield Reason("disputed", 4)
    if row.killed:
        yield Reason("harm", min(4.0, 1 + math.log10(row.killed)), row.killed)
    if row.status in _DOUBTFUL:
        yield Reason("status", 1.5)
    if row.confidence < 0.5:
        yield Reason("unsure_reading", 2)
    if row.independent >= 3:
        yield Reason("many", 1, row.independent)
    if not row.place and not row.background:
        yield Reason("no_place", 0.5)
    if row.first == NO_DAY and not row.background:
        yield Reason("no_date", 0.5)
    if row.independent == 1 and not row.background:
        yield Reason("one_source", 0.5)


def pairs(desk: Desk) -> tuple[Item, ...]:
    """Incidents whose reports hang together without being one: neighbours in time within their component."""

    def hung(shelf: Shelf, before: Mapping[str, str] | None) -> Mapping[str, str]:
        known = before or {}
        fresh = {row.reports[0] for row in shelf.rows if row.reports} - known.keys()
        return {**known, **desk.engine.store.neighbours.component_of(fresh)} if fresh else known

    def make(shelf: Shelf, _: tuple[Item, ...] | None) -> tuple[Item, ...]:
        # what hangs together changes with the articles; a decision can only bring new anchors
        mark, (old, known) = desk.articles_mark(), desk.memory.get("hung", (None, None))
        components = hung(shelf, known if old == mark else None)
        desk.memory["hung"] = (mark, components)
        return tuple(_pairs(shelf, components))

    return desk.kept("pairs", make)


def _pairs(shelf: Shelf, components: Mapping[str, str]) -> Iterator[Item]:
    home: dict[str, list[Row]] = defaultdict(list)
    named = [components.get(row.reports[0], "") if row.reports else "" for row in shelf.rows]
    several = {name for name, times in Counter(named).items() if times > 1 and name}
    for row, name in zip(shelf.rows, named, strict=True):
        if name in several:
            home[name].append(row)
    for rows in home.values():
        rows.sort(key=lambda row: (row.first, row.id))
        for one, other in pairwise(rows[:20]):
            if one.type == other.type and not (one.decided and other.decided):
                reasons = [Reason("alike", 2.5)]
                if one.killed or other.killed:
                    reasons.append(Reason("harm", 1, max(one.killed, other.killed)))
                yield Item("pair", tuple(sorted((one.id, other.id))), tuple(reasons))


def actors(names: Names, answered: Collection[str]) -> Iterator[Item]:
    """Actors met in articles that the actor book does not know, named more than once."""
    for ident, spellings in names.spellings.items():
        known = names.engine.lookup.known(ident, spellings)
        if known is None or known.actor.known or known.actor.generic or known.mentions < 2:
            continue
        if ident not in answered and fold(known.actor.name) not in answered:
            value = 1 + min(2.0, math.log10(known.mentions))
            yield Item("actor", (ident,), (Reason("new_actor", value, known.mentions),))
