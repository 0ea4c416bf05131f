"""Entries that add to actors of other files: a person's names and corrections, the facts of an imported list.

Imported files are applied first, a person's after them: where both tell one value, the person's stands, and a name
that a person takes away (`without`) stays away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dateline.domain.names import fold
from dateline.errors import Flaw
from dateline.knowledge.actor_book.load import Entry

_LISTS = ("names", "relations", "designations")


def apply_additions(actors: list[Entry], additions: Iterable[Entry]) -> tuple[list[Entry], list[Flaw]]:
    """The actors with what the additions say, and the additions that lead nowhere."""
    places = {str(entry.value.get("id")): number for number, entry in enumerate(actors)}
    done, flaws = list(actors), []
    ordered = sorted(additions, key=lambda entry: not entry.file.stem.startswith("import"))
    for addition in ordered:
        target = str(addition.value["extends"])
        if target in places:
            done[places[target]] = _added(done[places[target]], addition)
        elif not addition.value.get("optional"):
            flaws.append(addition.flaw(f"no actor has the id {target!r}", "extends"))
    for addition in ordered:
        gone = {fold(str(name)) for name in addition.value.get("without") or []}
        target = str(addition.value["extends"])
        if gone and target in places:
            done[places[target]] = _without(done[places[target]], gone)
    return done, flaws


def _added(entry: Entry, addition: Entry) -> Entry:
    value = dict(entry.value)
    for key in _LISTS:
        have = list(value.get(key) or [])
        value[key] = have + [item for item in addition.value.get(key) or [] if item not in have]
    value["identifiers"] = {**(value.get("identifiers") or {}), **(addition.value.get("identifiers") or {})}
    if addition.value.get("country"):
        value["country"] = addition.value["country"]
    value["source"] = list(dict.fromkeys([*_sources(entry.value), *_sources(addition.value)]))
    return replace(entry, value=value)


def _sources(value: dict[str, Any]) -> Iterator[str]:
    given = value.get("source") or []
    yield from [given] if isinstance(given, str) else given


def _without(entry: Entry, gone: set[str]) -> Entry:
    kept = [
        name
        for name in entry.value.get("names") or []
        if fold(name if isinstance(name, str) else str(name.get("text"))) not in gone
    ]
    return replace(entry, value={**entry.value, "names": kept})
