"""One actor out of what several articles tell of someone the actor book does not know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from dateline.domain.actor import Actor

T = TypeVar("T")


def fold_met(told: Iterable[Actor]) -> tuple[Actor, ...]:
    """One actor an id: the name and kind told most often, every spelling; the order of the articles does not matter."""
    by_id: dict[str, list[Actor]] = defaultdict(list)
    for actor in told:
        by_id[actor.id].append(actor)
    return tuple(_fold(by_id[key]) for key in sorted(by_id))


def _fold(told: list[Actor]) -> Actor:
    name = _commonest(actor.name for actor in told)
    first = min((actor for actor in told if actor.name == name), key=repr)
    return replace(
        first,
        kind=_commonest(actor.kind for actor in told),
        country=_commonest(actor.country or "" for actor in told) or None,
        names=tuple(sorted({each for actor in told for each in actor.names}, key=repr)),
        ties=tuple(sorted({each for actor in told for each in actor.ties}, key=repr)),
        identifiers=tuple(sorted({each for actor in told for each in actor.identifiers})),
        sources=tuple(sorted({each for actor in told for each in actor.sources})),
    )


def _commonest(values: Iterable[T]) -> T:
    times = Counter(values)
    return min(times, key=lambda value: (-times[value], str(value)))
