"""Who acts with whom and against whom: actors as nodes, incidents and relations as edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from dateline.domain.report import Relation
from dateline.web.shelf import Row

MOST_NODES = 500
MOST_PARTS = 12
"""Actors of one incident that are paired; a list of thirty states would join everything with everything."""


class Edge(NamedTuple):
    """Two actors and how they are joined: `with`, `against`, or a relation's name."""

    one: str
    other: str
    kind: str


def edges_of(rows: Iterable[Row], relations: Iterable[Relation] = ()) -> Counter[Edge]:
    """Every edge with how often it is met."""
    found: Counter[Edge] = Counter()
    for row in rows:
        parts = {(one.actor, one.side) for one in row.parts if one.actor}
        for (a, side_a), (b, side_b) in combinations(sorted(parts)[:MOST_PARTS], 2):
            if a == b:
                continue
            if side_a == side_b:
                found[Edge(a, b, "with")] += 1
            else:
                first, second = (a, b) if side_a == "actors" else (b, a)
                found[Edge(first, second, "against")] += 1
    for tie in relations:
        if tie.subject.actor_id and tie.object.actor_id and tie.subject.actor_id != tie.object.actor_id:
            found[Edge(tie.subject.actor_id, tie.object.actor_id, str(tie.kind))] += 1
    return found


def network(edges: Mapping[Edge, int], names: Mapping[str, str], most: int = MOST_NODES) -> dict[str, Any]:
    """The strongest actors with the edges among them, as JSON data; how many were left out."""
    weight: Counter[str] = Counter()
    for edge, times in edges.items():
        weight[edge.one] += times
        weight[edge.other] += times
    kept = {ident for ident, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:most]}
    return {
        "nodes": [
            {"id": ident, "name": names[ident], "weight": weight[ident]}
            for ident in sorted(kept, key=lambda one: (-weight[one], one))
        ],
        "edges": [
            {"one": edge.one, "other": edge.other, "kind": edge.kind, "times": times}
            for edge, times in sorted(edges.items(), key=lambda item: (-item[1], item[0]))
            if edge.one in kept and edge.other in kept
        ],
        "left_out": len(weight) - len(kept),
    }


def around(edges: Mapping[Edge, int], center: str, steps: int) -> dict[Edge, int]:
    """The edges within so many steps of one actor; at the second step only those among what was reached."""
    reached = {center}
    for _ in range(steps):
        reached |= {end for edge in edges for end in edge[:2] if edge.one in reached or edge.other in reached}
    first = {end for edge in edges for end in edge[:2] if center in edge[:2]} | {center}
    inner = first if steps > 1 else {center}
    return {
        edge: times
        for edge, times in edges.items()
        if edge.one in reached and edge.other in reached and (edge.one in inner or edge.other in inner)
    }
