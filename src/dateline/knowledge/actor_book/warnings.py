"""What may be wrong in packs though nothing forbids it: doubles, names that several share, names that never match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dateline.domain.names import fold, tolerant_key
from dateline.errors import Flaw
from dateline.knowledge.actor_book.load import Entry

_FULL = frozenset({"", "translation", "former"})
_MOST = 6
_ALIKE = 70
"""Percent of letters that names with one key share, to be taken for one: Tammy Bruce is not Tom Barrack."""


class DoubtKind(StrEnum):
    """What sort of doubt it is, the weightiest first."""

    DOUBLE = "entries that may be one actor"
    SHARED = "full names that several actors bear"
    NEVER_FOUND = "names that can never be found"
    TWICE = "names that stand twice in one entry"
    NOTHING_NEW = "names that fold like another of the same actor, and so help to show but not to find"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful thing of a sort, with the file and line of the entry that has it."""

    kind: DoubtKind
    flaw: Flaw


def warnings(actors: Iterable[Entry]) -> tuple[Doubt, ...]:
    """Every doubtful thing, the weightiest sorts first, each sort in the order of the files."""
    entries = list(actors)
    found = [*_doubles(entries), *_shared_names(entries), *_dead_names(entries)]
    order = list(DoubtKind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), str(one.flaw.file), one.flaw.line)))


def _names(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Each name with its use and language."""
    yield str(entry.value.get("name") or ""), "", "en"
    for name in entry.value.get("names") or []:
        if isinstance(name, str):
            yield name, "", "en"
        elif isinstance(name, dict):
            yield str(name.get("text") or ""), str(name.get("use") or ""), str(name.get("lang") or "en")


def _dead_names(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """Names that say nothing new: equal to another of the same actor when folded, or nothing when folded.

    The same letters as a name in two languages (Arabic and Persian) are no repetition.
    """
    for entry in entries:
        seen: dict[str, str] = {}
        written: set[tuple[str, str]] = set()
        for text, _, language in _names(entry):
            form = fold(text)
            if len(form) < 2:
                told = f"the name {text!r} can never be found: too few letters"
                yield Doubt(DoubtKind.NEVER_FOUND, entry.flaw(told, "names"))
            elif (text, language) in written:
                yield Doubt(DoubtKind.TWICE, entry.flaw(f"the name {text!r} stands twice", "names"))
            elif seen.get(form, text) != text:
                told = f"the name {text!r} is the same as {seen[form]!r} for matching"
                yield Doubt(DoubtKind.NOTHING_NEW, entry.flaw(told, "names"))
            seen.setdefault(form, text)
            written.add((text, language))


def _shared_names(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """Full names that several actors bear: the text cannot tell them apart."""
    owners: dict[str, dict[str, tuple[Entry, str]]] = defaultdict(dict)
    for entry in entries:
        for text, use, _ in _names(entry):
            if use in _FULL and text:
                owners[fold(text)].setdefault(str(entry.value.get("id")), (entry, text))
    for held in owners.values():
        if len(held) > 1:
            for ident, (entry, text) in held.items():
                others = ", ".join(other for other in sorted(held) if other != ident)
                told = f"the full name {text!r} is also that of {others}"
                yield Doubt(DoubtKind.SHARED, entry.flaw(told, "names"))


def _doubles(entries: Iterable[Entry]) -> Iterator[Doubt]:
    """Entries of one kind and country whose main names share a key, or that have one identifier: perhaps one actor."""
    from rapidfuzz import fuzz

    by_key: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        value = entry.value
        alike = " ".join(tolerant_key(str(value.get("name"))))
        if " " in alike:
            by_key["name", value.get("kind"), value.get("country"), alike].append(entry)
        for name, ident in (value.get("identifiers") or {}).items():
            by_key["identifier", str(name).lower(), str(ident)].append(entry)
    for key, held in by_key.items():
        for entry in held[1:_MOST]:
            first = held[0]
            if key[0] == "name" and fuzz.ratio(*(fold(str(one.value.get("name"))) for one in (first, entry))) < _ALIKE:
                continue
            why = f"the {key[1]} identifier {key[2]}" if key[0] == "identifier" else "a name spelled alike"
            told = f"{first.value.get('id')} ({first.file.name}:{first.line})"
            message = f"{entry.value.get('id')} may be the same as {told}: {why}"
            yield Doubt(DoubtKind.DOUBLE, entry.flaw(message, "id"))
