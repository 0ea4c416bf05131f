"""Who stands together with whom: actors as points, what links them as lines, of one selection of incidents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

import numpy as np

from dateline.domain.vocabulary import ActorKind
from dateline.engine import Engine
from dateline.store.protocol import Store
from dateline.web.columns import Ints
from dateline.web.desk import Desk
from dateline.web.row import NO_DAY, Row
from dateline.web.selection import Mask
from dateline.web.shelf import Shelf, way_from
from dateline.web.told import Tie, Told, printed, renewed, tie

TOGETHER, AGAINST = 0, 1
_MOST_PARTS = 24
"""Actors of one incident that are linked; a list of forty nations is no forty-cornered relation."""


class Named(NamedTuple):
    """How an actor is shown."""

    name: str
    kind: str
    country: str


@dataclass
class Web:
    """All that links actors: pairs in incidents as columns (row, one, other, how), relations of articles."""

    rows: Ints
    ones: Ints
    others: Ints
    hows: Ints
    ids: tuple[str, ...]
    ties: tuple[Tie, ...]
    every_tie: tuple[Tie, ...]
    shelf: Shelf
    engine: Engine
    _names: dict[str, Named] = field(default_factory=dict)
    _book: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def in_book(self, ident: str) -> tuple[tuple[str, str], ...]:
        """The relations of an actor that the actor book holds: kind, other actor."""
        if ident not in self._book:
            known = self.engine.lookup.book.actor(ident)
            self._book[ident] = tuple((str(tie.relation), tie.of) for tie in known.ties) if known else ()
        return self._book[ident]

    def named(self, ident: str) -> Named:
        """How an actor is shown."""
        if ident not in self._names:
            known = self.engine.lookup.known(ident, {})
            actor = known.actor if known else None
            self._names[ident] = (
                Named(actor.name, str(actor.kind), actor.country or "")
                if actor
                else Named(ident, str(ActorKind.OTHER), "")
            )
        return self._names[ident]

    def of_actor(self, ident: str) -> list[Tie]:
        """The relations that articles tell of an actor, also those with somebody who is no known actor."""
        return sorted((one for one in self.every_tie if ident in (one.one, one.other)), key=lambda one: one.id)


class Ties(NamedTuple):
    """The relations that articles tell: all of them by id, and those between two known actors."""

    told: Told[Tie]
    known: tuple[Tie, ...]


def web(desk: Desk) -> Web:
    """The links of a workspace as they are now."""

    def ties(_: Shelf, before: Ties | None) -> Ties:
        return _ties(desk.engine.store, before)

    def make(shelf: Shelf, before: Web | None) -> Web:
        return _web(desk.engine, shelf, desk.kept("ties", ties, of_articles=True), before)

    desk.names()  # actors met since then
    return desk.kept("network", make)


def _ties(store: Store, before: Ties | None) -> Ties:
    told = renewed(store, "relations", tie, before.told if before else None)
    articles = printed(store)
    known = [
        one if one.day != NO_DAY or one.article not in articles else one._replace(day=articles[one.article].day)
        for _, one in told.values()
        if one.one and one.other and one.one != one.other
    ]
    return Ties(told, tuple(sorted(known, key=lambda one: one.id)))


def _web(engine: Engine, shelf: Shelf, ties: Ties, before: Web | None) -> Web:
    ids = shelf.several["actor"].names
    number = shelf.several["actor"].number
    if before and before.ids == ids:
        way = way_from(before.shelf, shelf)
        rows = way.to[before.rows]
        kept = rows >= 0
        old = np.stack([rows[kept], before.ones[kept], before.others[kept], before.hows[kept]], axis=1)
        new = _table(shelf, way.fresh.tolist(), number)
        table = np.concatenate([old, new])
        table = table[np.argsort(table[:, 0], kind="stable")]
    else:
        table = _table(shelf, range(len(shelf)), number)
    rows, ones, others, hows = (np.ascontiguousarray(table[:, at]) for at in range(4))
    every = tuple(one for _, one in ties.told.values())
    return Web(rows, ones, others, hows, ids, ties.known, every, shelf, engine)


def _table(shelf: Shelf, rows: Iterable[int], number: Mapping[str, int]) -> Ints:
    flat = [(at, *pair) for at in rows for pair in _pairs(shelf.rows[at], number)]
    return np.array(flat, np.int32).reshape(-1, 4)


def _pairs(row: Row, number: Mapping[str, int]) -> Iterable[tuple[int, int, int]]:
    sides: dict[str, set[str]] = defaultdict(set)
    for part in row.parts:
        if part.actor and (part.actor in sides or len(sides) < _MOST_PARTS):
            sides[part.actor].add(part.side)
    for one, other in combinations(sorted(sides), 2):
        apart = sides[one].isdisjoint(sides[other])
        yield number[one], number[other], AGAINST if apart else TOGETHER


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the network is asked for: links, least incidents of a link, kinds of actors, around whom, how many."""

    links: frozenset[str]
    least: int = 1
    kinds: frozenset[str] = frozenset()
    around: tuple[str, ...] = ()
    steps: int = 1
    most: int = 120


LINKS = ("together", "against", "relation")


@dataclass(slots=True)
class Link:
    """Two actors, in how many incidents they stand together and against each other, and their relations."""

    one: str
    other: str
    together: int = 0
    against: int = 0
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind, from whom (`one` or `other`), basis: the id of an article, or `book`."""

    @property
    def weight(self) -> int:
        """What the line is drawn by."""
        told = len({(kind, way) for kind, way, _ in self.relations}) if self.relations else 0
        return self.together + self.against + told


@dataclass(frozen=True, slots=True)
class Graph:
    """The part of the network that is shown, and how much is not."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    incidents: Mapping[str, int]
    all_nodes: int
    all_links: int


def graph(
    web: Web, shelf: Shelf, mask: Mask, wanted: Wanted, days: tuple[int | None, int | None], narrowed: bool
) -> Graph:
    """The network of the incidents let through.

    `days` bound the relations as well (by their own day, or their article's). Where place or type narrow the
    incidents, a relation is shown only between actors that take part in them: it has no place or type itself.
    """
    incidents = _incidents(shelf, mask)
    links = {key: one for key, one in _links(web, mask, wanted).items() if one.together + one.against >= wanted.least}
    if "relation" in wanted.links:
        _relate(web, links, days, frozenset(incidents) if narrowed else None)
    if wanted.kinds:
        links = {
            key: one
            for key, one in links.items()
            if web.named(one.one).kind in wanted.kinds and web.named(one.other).kind in wanted.kinds
        }
    if wanted.around:
        near = _near(links.values(), wanted)
        links = {key: one for key, one in links.items() if one.one in near and one.other in near}
    chosen = _chosen(links.values(), incidents, wanted)
    inside = set(chosen)
    shown = sorted(
        (one for one in links.values() if one.one in inside and one.other in inside),
        key=lambda one: (-one.weight, one.one, one.other),
    )
    every = {end for one in links.values() for end in (one.one, one.other)} | set(wanted.around)
    return Graph(tuple(chosen), tuple(shown), incidents, len(every), len(links))


def _incidents(shelf: Shelf, mask: Mask) -> dict[str, int]:
    pairs = shelf.several["actor"]
    counts = np.bincount(pairs.codes[mask[pairs.rows]], minlength=len(pairs.names))
    return {pairs.names[at]: int(counts[at]) for at in np.flatnonzero(counts)}


def _links(web: Web, mask: Mask, wanted: Wanted) -> dict[tuple[str, str], Link]:
    inside = mask[web.rows]
    hows = [how for how, name in ((TOGETHER, "together"), (AGAINST, "against")) if name in wanted.links]
    inside &= np.isin(web.hows, hows)
    size = len(web.ids)
    keys = (web.ones[inside].astype(np.int64) * size + web.others[inside]) * 2 + web.hows[inside]
    found: dict[tuple[str, str], Link] = {}
    for key, number in zip(*np.unique(keys, return_counts=True), strict=True):
        both, how = divmod(int(key), 2)
        one, other = (web.ids[at] for at in divmod(both, size))
        link = found.get((one, other))
        if link is None:
            link = found[one, other] = Link(one, other)
        if how == AGAINST:
            link.against = int(number)
        else:
            link.together = int(number)
    return found


def _relate(
    web: Web, links: dict[tuple[str, str], Link], days: tuple[int | None, int | None], among: frozenset[str] | None
) -> None:
    since, until = days
    dated = since is not None or until is not None
    for one in web.ties:
        late = dated and (one.day == NO_DAY or one.day < (since or 0) or one.day > (until or 10**7))
        if not late:
            _add(links, one.one, one.kind, one.other, one.article, among)
    # the book's relations are drawn only between actors that the articles themselves bring in
    here = among if among is not None else frozenset(end for pair in links for end in pair)
    for ident in sorted(here):
        for kind, other in web.in_book(ident):
            if other in here:
                _add(links, ident, kind, other, "book", among)


def _add(
    links: dict[tuple[str, str], Link], one: str, kind: str, other: str, basis: str, among: frozenset[str] | None
) -> None:
    if one == other or (among is not None and not {one, other} <= among):
        return
    first, second = sorted((one, other))
    link = links.setdefault((first, second), Link(first, second))
    link.relations.append((kind, "one" if one == first else "other", basis))


def _near(links: Iterable[Link], wanted: Wanted) -> set[str]:
    beside: dict[str, set[str]] = defaultdict(set)
    for one in links:
        beside[one.one].add(one.other)
        beside[one.other].add(one.one)
    near, edge = set(wanted.around), set(wanted.around)
    for _ in range(wanted.steps):
        edge = {other for one in edge for other in beside[one]} - near
        near |= edge
    return near


def _chosen(links: Iterable[Link], incidents: Mapping[str, int], wanted: Wanted) -> list[str]:
    """The actors with most links and incidents, those asked around first."""
    weight: Counter[str] = Counter()
    for one in links:
        weight[one.one] += one.weight
        weight[one.other] += one.weight
    ranked = sorted(weight, key=lambda one: (one not in wanted.around, -weight[one], -incidents.get(one, 0), one))
    return list(dict.fromkeys([*wanted.around, *ranked]))[: wanted.most]
