"""The review queue: what is worth a person's look, most valuable first, and why.

Value is a plain sum of stated reasons (our own weights): how much a wrong value would mislead, and how much a look
can settle. Items that a person decided, was unsure of or skipped do not come back to that person.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dateline.store.protocol import Store
from dateline.web.names import Names
from dateline.web.shelf import Row, Shelf

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


def queue(shelf: Shelf, names: Names, store: Store, out: Collection[str]) -> list[Item]:
    """The items, most valuable first; `out` are keys that need no more asking."""
    found = [*incidents(shelf), *pairs(shelf, store), *actors(names)]
    kept = [one for one in found if one.key not in out and one.reasons]
    return sorted(kept, key=lambda one: (-one.value, one.key))[:MOST]


def incidents(shelf: Shelf) -> Iterator[Item]:
    """Incidents that nobody decided about."""
    for row in shelf.rows:
        if not row.decided:
            yield Item("incident", (row.id,), tuple(_about(row)))


def _about(row: Row) -> Iterator[Reason]:
    if row.disputed:
        yield Reason("disputed", 4)
    if row.killed:
        yield Reason("harm", min(4.0, 1 + math.log10(row.killed)), row.killed)
    if row.status in ("alleged", "denied"):
        yield Reason("status", 1.5)
    if row.confidence < 0.5:
        yield Reason("unsure_reading", 2)
    if row.independent >= 3:
        yield Reason("many", 1, row.independent)
    if not row.place and not row.background:
        yield Reason("no_place", 0.5)
    if not row.date and not row.background:
        yield Reason("no_date", 0.5)
    if row.independent == 1 and not row.background:
        yield Reason("one_source", 0.5)


def pairs(shelf: Shelf, store: Store) -> Iterator[Item]:
    """Incidents whose reports hang together without being one: neighbours in time within their component."""
    anchors = {row.reports[0]: row for row in shelf.rows if row.reports}
    home: dict[str, list[Row]] = defaultdict(list)
    for report, component in store.neighbours.component_of(list(anchors)).items():
        home[component].append(anchors[report])
    for rows in home.values():
        rows.sort(key=lambda row: (row.first, row.id))
        for one, other in pairwise(rows[:20]):
            if one.type == other.type and not (one.decided and other.decided):
                reasons = [Reason("alike", 2.5)]
                if one.killed or other.killed:
                    reasons.append(Reason("harm", 1, max(one.killed, other.killed)))
                yield Item("pair", tuple(sorted((one.id, other.id))), tuple(reasons))


def actors(names: Names) -> Iterator[Item]:
    """Actors met in articles that the actor book does not know, named more than once."""
    for ident, spellings in names.spellings.items():
        known = names.engine.lookup.known(ident, spellings)
        if known and not known.actor.known and known.mentions >= 2:
            value = 1 + min(2.0, math.log10(known.mentions))
            yield Item("actor", (ident,), (Reason("new_actor", value, known.mentions),))
