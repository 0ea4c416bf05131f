"""The outlets of a workspace: how much each tells itself, whom it copies, who copies it, how it is collected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np

from dateline.domain.article import Failure
from dateline.domain.query import fold_name
from dateline.store.protocol import Store
from dateline.web.desk import Desk
from dateline.web.row import NO_DAY
from dateline.web.shelf import Shelf
from dateline.web.told import printed

OWN = "original"


class Told(NamedTuple):
    """One article of an outlet: what it is to its origin, and the outlet and article behind it, if they are known."""

    article: str
    day: int
    role: str
    from_outlet: str
    from_article: str
    reason: str


@dataclass
class Outlet:
    """One publisher; `copies` counts by the outlet it takes from, `copied_by` by the outlet that takes from it."""

    key: str
    name: str
    articles: list[Told] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)
    copied_by: Counter[str] = field(default_factory=Counter)
    collected: datetime | None = None

    @cached_property
    def roles(self) -> Counter[str]:
        """How many of its articles are original, copy, relay, version, translation."""
        return Counter(one.role for one in self.articles)

    @cached_property
    def days(self) -> tuple[int, int]:
        """First and last day of publication; NO_DAY twice when none is known."""
        known = [one.day for one in self.articles if one.day != NO_DAY]
        return (min(known), max(known)) if known else (NO_DAY, NO_DAY)


class Place(NamedTuple):
    """Where articles are taken from: a path or address, when last, and what there could not be read."""

    location: str
    collected: datetime
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets by key, those named as origins without an article of their own, and the places collected from."""

    known: Mapping[str, Outlet]
    unseen: Mapping[str, Counter[str]]
    places: tuple[Place, ...]
    loose: tuple[Failure, ...]


def outlets(desk: Desk) -> Outlets:
    """The outlets of a workspace as they are now."""
    return desk.kept("outlets", lambda shelf, _: _outlets(desk.engine.store, shelf), of_articles=True)


def incidents(shelf: Shelf) -> Mapping[str, int]:
    """Outlet key -> in how many incidents it is heard."""
    pairs = shelf.several["source"]
    return dict(zip(pairs.names, np.bincount(pairs.codes, minlength=len(pairs.names)).tolist(), strict=True))


def _outlets(store: Store, shelf: Shelf) -> Outlets:
    facts, copies, raws = printed(store), store.neighbours.copies(), store.readings.raws()
    names = _names(store, shelf, {one.outlet: article for article, one in facts.items()})
    known = {key: Outlet(key, name) for key, name in names.items()}
    unseen: dict[str, Counter[str]] = defaultdict(Counter)
    for article, fact in sorted(facts.items()):
        mine, copy, raw = known[fact.outlet], copies.get(article), raws.get(article)
        body = (copy.body or {}) if copy else {}
        role = body.get("role", OWN)
        behind = body.get("original_article", article)
        origin = _origin(body.get("id", ""), facts[behind].outlet if behind in facts and behind != article else "")
        told = Told(article, fact.day, role, origin if role != OWN else "", behind, body.get("reason", ""))
        mine.articles.append(told)
        mine.languages[fact.language] += 1
        if raw:
            mine.kinds[raw.kind] += 1
            mine.collected = max(mine.collected or raw.collected_at, raw.collected_at)
        if told.from_outlet and told.from_outlet != fact.outlet:
            mine.copies[told.from_outlet] += 1
            if told.from_outlet in known:
                known[told.from_outlet].copied_by[fact.outlet] += 1
            else:
                unseen[told.from_outlet][fact.outlet] += 1
    for one in known.values():
        one.articles.sort(key=lambda told: (-told.day, told.article))
    return Outlets(known, dict(unseen), *_collected(store))


def _origin(witness: str, behind: str) -> str:
    """The outlet that an article takes from: that of the article it copies, else the one that it names."""
    return behind or (fold_name(witness.removeprefix("outlet:")) if witness.startswith("outlet:") else "")


def _names(store: Store, shelf: Shelf, examples: Mapping[str, str]) -> dict[str, str]:
    """Outlet key -> name as printed."""
    missing = [article for key, article in examples.items() if key not in shelf.outlet_names]
    found = {fold_name(one.outlet): one.outlet or "" for one in store.readings.articles(missing)} if missing else {}
    return {key: shelf.outlet_names.get(key) or found.get(key, "") for key in sorted(examples)}


def _collected(store: Store) -> tuple[tuple[Place, ...], tuple[Failure, ...]]:
    failures: Sequence[Failure] = store.articles.failures()
    places: list[Place] = []
    used: set[Failure] = set()
    for location, at in store.articles.sources():
        mine = tuple(one for one in failures if _under(one.location, location))
        used.update(mine)
        places.append(Place(location, at, mine))
    return tuple(places), tuple(one for one in failures if one not in used)


def _under(location: str, place: str) -> bool:
    return location == place or location.startswith((f"{place.rstrip('/')}/", f"{place}#"))
