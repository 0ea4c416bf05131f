"""From pairs to incidents: components of likely pairs, then constrained clustering inside each component.

Everything here is a function of the set it is given, never of the order: sums are whole numbers (thousandths of
log-odds), ties fall by report id. A component is all that hangs together by likely pairs; a newcomer changes only the
components that it touches, so one by one and all at once end in the same clusters.

Three rules keep components from growing together:
- a barred pair (`compare.barred`) is never an edge;
- a vague report (no known day, or no place below the country) keeps only one edge, its best to a precise report or
  else its best, so it hangs on to one happening and never joins two;
- a component of more than `MOST` reports is cut at rising thresholds until its parts are small enough.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from dateline.reconcile.block import block_keys, lookup_keys
from dateline.reconcile.compare import PairScore, compare, likely_points
from dateline.reconcile.view import ReportView

MOST = 250
"""Reports in a component above which its weaker edges are cut."""

EDGE = 0
"""Least log-odds (thousandths) of a pair that holds a component together: more likely one than two."""

JOIN = 0
"""Least linkage (thousandths of log-odds) at which two groups of reports become one."""

_CAP = 4000
_STEPS = (500, 1000, 1500, 2000, 3000, 4000, 6000, 8000)

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Two ids in order."""
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Ties:
    """What people decided about pairs of reports: `same` are told to be one, `apart` told never to be."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def within(self, ids: Collection[str]) -> Ties:
        """The ties whose both ends are among `ids`."""
        return Ties(
            frozenset(tie for tie in self.same if tie[0] in ids and tie[1] in ids),
            frozenset(tie for tie in self.apart if tie[0] in ids and tie[1] in ids),
        )


NO_TIES = Ties()


def is_vague(one: ReportView) -> bool:
    """Too little is told to hold other reports together: the day, or a place below the country, is missing."""
    return not one.day_known or not (one.admin1 or one.precision in ("point", "town", "district"))


def candidate_pairs(views: Iterable[ReportView]) -> frozenset[Pair]:
    """Pairs of reports that share a block."""
    kept: dict[str, list[str]] = defaultdict(list)
    found: set[Pair] = set()
    everything = sorted(views, key=lambda one: one.id)
    for one in everything:
        for key in block_keys(one):
            kept[key].append(one.id)
    for one in everything:
        for key in lookup_keys(one):
            found.update(pair(one.id, other) for other in kept.get(key, ()) if other != one.id)
    return frozenset(found)


def score_pairs(views: Mapping[str, ReportView], pairs: Iterable[Pair]) -> dict[Pair, PairScore]:
    """The score of each pair that may be one incident; barred pairs are left out."""
    scored = {}
    for one, other in pairs:
        result = compare(views[one], views[other])
        if not result.barred:
            scored[one, other] = result
    return scored


def likely_pairs(views: Mapping[str, ReportView], ties: Ties = NO_TIES) -> dict[Pair, int]:
    """The candidate pairs that are more likely one than two, with their points; kept small for millions of reports."""
    kept: dict[str, list[str]] = defaultdict(list)
    found: dict[Pair, int] = {}
    for key in sorted(views):
        one = views[key]
        # whoever came before has kept its keys: each pair is met once, and candidacy is symmetric
        met = {other for asked in lookup_keys(one) for other in kept.get(asked, ())}
        for other in met:
            value = likely_points(views[other], one, EDGE)
            if value is not None and (other, key) not in ties.apart:
                found[other, key] = value
        for keep in block_keys(one):
            kept[keep].append(key)
    return found


@dataclass(frozen=True, slots=True)
class Component:
    """Reports that hang together, and the parts that are clustered: one, or several where it was cut for its size."""

    reports: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


def components(
    views: Mapping[str, ReportView], likely: Mapping[Pair, int], ties: Ties = NO_TIES
) -> tuple[Component, ...]:
    """The reports that hang together by `likely` pairs, sorted; where to cut depends on the whole component alone."""
    edges = _kept_edges(views, likely)
    whole = _connected(views, [*edges, *(tie for tie in ties.same if tie[0] in views and tie[1] in views)])
    return tuple(Component(one, (one,) if len(one) <= MOST else tuple(_cut(one, edges, ties))) for one in sorted(whole))


def _kept_edges(views: Mapping[str, ReportView], likely: Mapping[Pair, int]) -> dict[Pair, int]:
    """Edges between precise reports; for each vague report one edge: its best to a precise report, else its best."""
    vague = {key for key, one in views.items() if is_vague(one)}
    best: dict[str, tuple[bool, int, Pair]] = {}
    kept = {}
    for two, value in likely.items():
        if vague.isdisjoint(two):
            kept[two] = value
            continue
        for end, other in (two, two[::-1]):
            rank = (other in vague, -value, two)
            if end in vague and (end not in best or rank < best[end]):
                best[end] = rank
    for _, value, two in best.values():
        kept[two] = -value
    return kept


def _connected(ids: Iterable[str], edges: Iterable[Pair]) -> list[tuple[str, ...]]:
    parent = {one: one for one in ids}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in edges:
        a, b = sorted((root(one), root(other)))
        parent[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for one in parent:
        groups[root(one)].append(one)
    return [tuple(sorted(group)) for group in groups.values()]


def _cut(part: tuple[str, ...], edges: Mapping[Pair, int], ties: Ties) -> list[tuple[str, ...]]:
    """Cut a giant component at the lowest threshold that makes its parts small."""
    parts = [part]
    for step in _STEPS:
        if all(len(one) <= MOST for one in parts):
            break
        smaller: list[tuple[str, ...]] = []
        for one in parts:
            if len(one) <= MOST:
                smaller.append(one)
                continue
            inside = set(one)
            strong = [two for two, value in edges.items() if value >= step and two[0] in inside and two[1] in inside]
            smaller.extend(_connected(one, [*strong, *ties.within(inside).same]))
        parts = smaller
    return parts


class Item(Protocol):
    """Something that can be grouped: a report's view, or a whole article where a benchmark asks for articles."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def article(self) -> str:
        """The article that tells it."""


@dataclass(slots=True)
class _Link:
    """What is known between two groups of reports: sum, number and best of the pairs' points."""

    total: int
    number: int
    best: int

    def linkage(self) -> int:
        """Half the average, half the best pair: one strong link carries, a crowd of weak ones holds back."""
        return (self.total // self.number + self.best) // 2


def clusters(
    views: Sequence[Item],
    ties: Ties = NO_TIES,
    likely: Mapping[Pair, int] = MappingProxyType({}),
    score: Callable[[Any, Any], PairScore] = compare,
) -> tuple[tuple[str, ...], ...]:
    """Group the reports of one component into incidents, closest first, never against a bar or a tie `apart`.

    `likely` are points already worked out. Ties `same` hold for the parts that a person split off together; merges of
    whole incidents come after (`decisions.join`).
    """
    groups = {one.id: [one.id] for one in views}
    links: dict[str, dict[str, _Link | None]] = {one.id: {} for one in views}
    ordered = sorted(views, key=lambda one: one.id)
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            value = (
                None if (one.id, other.id) in ties.apart else _points(one, other, likely.get((one.id, other.id)), score)
            )
            link = None if value is None else _Link(value, 1, value)
            links[one.id][other.id] = links[other.id][one.id] = link
    for one_id, other_id in sorted(ties.same):
        _force(groups, links, one_id, other_id)
    _agglomerate(groups, links)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def _points(one: Item, other: Item, known: int | None, look: Callable[[Any, Any], PairScore]) -> int | None:
    """The pair's points, None for a pair that may never be one; two tellings of one article stay two when in doubt."""
    if known is None:
        score = look(one, other)
        known = score.points()
        if score.barred or (known < 0 and one.article == other.article):
            return None
    return max(-_CAP, min(_CAP, known))


def _force(groups: dict[str, list[str]], links: dict[str, dict[str, _Link | None]], one: str, other: str) -> None:
    home = {member: key for key, group in groups.items() for member in group}
    if one in home and other in home and home[one] != home[other]:
        a, b = sorted((home[one], home[other]))
        _unite(groups, links, a, b)


def _agglomerate(groups: dict[str, list[str]], links: dict[str, dict[str, _Link | None]]) -> None:
    heap = [
        (-link.linkage(), a, b)
        for a, row in links.items()
        if a in groups
        for b, link in row.items()
        if a < b and b in groups and link is not None and link.linkage() > JOIN
    ]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        link = links[a].get(b) if a in groups and b in groups else None
        if link is None or -link.linkage() != value:
            continue
        _unite(groups, links, a, b)
        for c, joined in links[a].items():
            if joined is not None and joined.linkage() > JOIN:
                heapq.heappush(heap, (-joined.linkage(), *pair(a, c)))


def _unite(groups: dict[str, list[str]], links: dict[str, dict[str, _Link | None]], a: str, b: str) -> None:
    """Group `b` becomes part of group `a` (a < b)."""
    groups[a] = groups[a] + groups.pop(b)
    gone = links.pop(b)
    for c, theirs in gone.items():
        if c == a:
            links[a].pop(b, None)
            continue
        mine = links[a].get(c)
        both = None
        if mine is not None and theirs is not None:
            both = _Link(mine.total + theirs.total, mine.number + theirs.number, max(mine.best, theirs.best))
        links[a][c] = links[c][a] = both
        links[c].pop(b, None)
