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
from dateline.reconcile.compare import CAP, PairScore, compare, likely_points, points_between
from dateline.reconcile.view import ReportView

MOST = 250
"""Reports in a component above which its weaker edges are cut."""

EDGE = 0
"""Least log-odds (thousandths) of a pair that holds a component together: more likely one than two."""

JOIN = 0
"""Least linkage (thousandths of log-odds) at which two groups of reports become one."""

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


def likely_pairs(views: Mapping[str, ReportView]) -> dict[Pair, int]:
    """The candidate pairs that are more likely one than two, with their points; kept small for millions of reports."""
    kept: dict[str, list[str]] = defaultdict(list)
    found: dict[Pair, int] = {}
    for key in sorted(views):
        one = views[key]
        # whoever came before has kept its keys: each pair is met once, and candidacy is symmetric
        met = {other for asked in lookup_keys(one) for other in kept.get(asked, ())}
        for other in met:
            value = likely_points(views[other], one, EDGE)
            if value is not None:
                found[other, key] = value
        for keep in block_keys(one):
            kept[keep].append(key)
    return found


@dataclass(frozen=True, slots=True)
class Component:
    """Reports that hang together, and the parts that are clustered: one, or several where it was cut for its size."""

    reports: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


def components(ids: Collection[str], edges: Mapping[Pair, int], ties: Ties = NO_TIES) -> tuple[Component, ...]:
    """The reports that hang together by `edges`, sorted; where to cut depends on the whole component alone."""
    whole = _connected(ids, [*edges, *(tie for tie in ties.same if tie[0] in ids and tie[1] in ids)])
    return tuple(Component(one, (one,) if len(one) <= MOST else tuple(_cut(one, edges, ties))) for one in sorted(whole))


Best = tuple[bool, int, Pair]
"""A vague report's best edge, the smallest first: whether the other end is vague, the points negated, the pair."""


def kept_edges(
    views: Mapping[str, ReportView], likely: Mapping[Pair, int]
) -> tuple[dict[Pair, int], Mapping[str, Best]]:
    """Edges between precise reports; for each vague report one edge: its best to a precise report, else its best.

    Given apart as well: the best edge of every vague report that has one.
    """
    vague = {key for key, one in views.items() if is_vague(one)}
    best: dict[str, Best] = {}
    kept = {}
    for two, value in likely.items():
        if two[0] not in views or two[1] not in views:
            continue
        if vague.isdisjoint(two):
            kept[two] = value
            continue
        for end, other in (two, two[::-1]):
            rank = (other in vague, -value, two)
            if end in vague and (end not in best or rank < best[end]):
                best[end] = rank
    for _, value, two in best.values():
        kept[two] = -value
    return kept, best


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


_Link = tuple[int, int, int]
"""What is known between two groups of reports: sum, number and best of the pairs' points.

Two groups are as close as half the average and half the best pair: one strong link carries, a crowd of weak ones holds
back.
"""


def clusters(
    views: Sequence[Item],
    ties: Ties = NO_TIES,
    likely: Mapping[Pair, int] = MappingProxyType({}),
    points: Callable[[Any, Any], int | None] = points_between,
) -> tuple[tuple[str, ...], ...]:
    """Group the reports of one component into incidents, closest first, never against a bar or a tie `apart`.

    Two groups can only become one when some pair between them is `likely`; `points` tells the points of any other pair,
    None for two reports that can never be one. Ties `same` hold for the parts that a person split off together; merges
    of whole incidents come after (`decisions.join`).
    """
    groups = _Groups({one.id: one for one in views}, ties, likely, points)
    for one_id, other_id in sorted(ties.same):
        groups.force(one_id, other_id)
    groups.agglomerate()
    return tuple(sorted(tuple(sorted(group)) for group in groups.members.values()))


class _Groups:
    """Groups of reports on their way to incidents.

    `near` says which groups some likely pair joins. What stands between two groups is worked out when it is asked for:
    most groups of a component never meet.
    """

    def __init__(
        self,
        views: Mapping[str, Item],
        ties: Ties,
        likely: Mapping[Pair, int],
        points: Callable[[Any, Any], int | None],
    ) -> None:
        self.views = views
        self.ties = ties
        self.likely = likely
        self.points = points
        self.members = {one: [one] for one in sorted(views)}
        self.near: dict[str, set[str]] = {one: set() for one in views}
        self.links: dict[Pair, _Link | None] = {}
        for two, value in likely.items():
            if two in ties.apart:
                self.links[two] = None
            elif value > JOIN:  # links are kept up to date between groups that are near, and there alone
                capped = min(CAP, value)
                self.links[two] = capped, 1, capped
                self.near[two[0]].add(two[1])
                self.near[two[1]].add(two[0])

    def force(self, one: str, other: str) -> None:
        """Make one group of the two that hold these reports."""
        home = {member: key for key, group in self.members.items() for member in group}
        if one in home and other in home and home[one] != home[other]:
            self._unite(*pair(home[one], home[other]))

    def agglomerate(self) -> None:
        """Unite the closest groups until no two are close enough."""
        heap = [ranked for a, others in self.near.items() for b in others if a < b and (ranked := self._rank(a, b))]
        heapq.heapify(heap)
        while heap:
            value, a, b = heapq.heappop(heap)
            if a not in self.members or b not in self.members or self._rank(a, b) != (value, a, b):
                continue
            self._unite(a, b)
            for c in self.near[a]:
                if ranked := self._rank(*pair(a, c)):
                    heapq.heappush(heap, ranked)

    def _rank(self, a: str, b: str) -> tuple[int, str, str] | None:
        link = self._link(a, b)
        if link is None:
            return None
        value = (link[0] // link[1] + link[2]) // 2
        return (-value, a, b) if value > JOIN else None

    def _link(self, a: str, b: str) -> _Link | None:
        """What stands between two groups (a < b), None for a bar: all their pairs count, likely or not."""
        two = a, b
        try:
            return self.links[two]
        except KeyError:
            link = self.links[two] = self._between(self.members[a], self.members[b])
            return link

    def _between(self, some: Sequence[str], others: Sequence[str]) -> _Link | None:
        found: list[int] = []
        for one in some:
            for other in others:
                value = self._points(*pair(one, other))
                if value is None:
                    return None
                found.append(value)
        return sum(found), len(found), max(found)

    def _points(self, one: str, other: str) -> int | None:
        """The pair's points, None for a pair that may never be one."""
        if (one, other) in self.ties.apart:
            return None
        known = self.likely.get((one, other))
        if known is None:
            known = self.points(self.views[one], self.views[other])
            if known is None:
                return None
        return max(-CAP, min(CAP, known))

    def _unite(self, a: str, b: str) -> None:
        """Group `b` becomes part of group `a` (a < b)."""
        mine = self.near[a]
        beside = (mine | self.near.pop(b)) - {a, b}
        for c in beside:
            link = self._joined((a, c) if a < c else (c, a), (b, c) if b < c else (c, b))
            self.near[c].discard(b)
            if link is None:  # a bar stays for good: the two need not be looked at again
                self.near[c].discard(a)
                mine.discard(c)
            else:
                self.near[c].add(a)
                mine.add(c)
        mine.discard(b)
        self.members[a] = self.members[a] + self.members.pop(b)

    def _joined(self, one: Pair, other: Pair) -> _Link | None:
        """What stands between a third group and two that become one, kept under the first pair."""
        mine = self._link(*one)
        theirs = self._link(*other) if mine is not None else None
        if mine is None or theirs is None:
            self.links[one] = None
            return None
        link = self.links[one] = (
            mine[0] + theirs[0],
            mine[1] + theirs[1],
            mine[2] if mine[2] >= theirs[2] else theirs[2],
        )
        return link
