"""Words for weapons: which stand for one kind, from `data/reconcile/weapons.yaml`."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from dateline.reconcile.data import data_text


@functools.lru_cache(maxsize=4096)
def weapon_group(weapon: str) -> str:
    """The group of a weapon's words ('' for loose and unknown words)."""
    groups, _, _ = _weapons()
    padded = f" {weapon.lower().replace('-', ' ')} "
    found = [(-len(word), name) for name, words in groups.items() for word in words if f" {word} " in padded]
    return min(found)[1] if found else ""


def weapons_agree(one: str, other: str) -> bool:
    """Two words for a weapon can stand for one thing."""
    a, b = weapon_group(one), weapon_group(other)
    return not a or not b or a == b or frozenset((a, b)) in _weapons()[2]


@functools.cache
def _weapons() -> tuple[Mapping[str, tuple[str, ...]], frozenset[str], frozenset[frozenset[str]]]:
    import yaml

    data = yaml.safe_load(data_text("weapons.yaml"))
    groups = {name: tuple(words) for name, words in data["groups"].items()}
    return groups, frozenset(data["loose"]), frozenset(frozenset(pair) for pair in data["akin"])


NO_MEANS = "-"


@functools.lru_cache(maxsize=4096)
def means_class(weapon: str | None, mode: str | None) -> str:
    """The class of the means, by the weapon or else the mode; '-' where neither tells."""
    by_group, by_mode = _classes()
    group = weapon_group(weapon) if weapon else ""
    return by_group[group] if group else by_mode.get(mode or "", NO_MEANS)


@functools.cache
def akin_classes(means: str) -> tuple[str, ...]:
    """The classes that may be the same means: its own and 'not told'; all of them when it is not told."""
    if means != NO_MEANS:
        return means, NO_MEANS
    return (*sorted(set(_classes()[0].values())), NO_MEANS)


@functools.cache
def _classes() -> tuple[Mapping[str, str], Mapping[str, str]]:
    import yaml

    data = yaml.safe_load(data_text("weapons.yaml"))["classes"]
    by_group = {group: name for name, members in data.items() for group in members["weapons"]}
    by_mode = {mode: name for name, members in data.items() for mode in members["modes"]}
    return by_group, by_mode
