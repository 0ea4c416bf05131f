"""What may be wrong in packs though nothing forbids it: doubles, names that several share, names that never match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.domain.names import fold, tolerant_key
from dateline.errors import Flaw
from dateline.knowledge.actor_book.load import Entry

_FULL = frozenset({"", "translation", "former"})
_MOST = 6


def warnings(actors: Iterable[Entry]) -> Iterator[Flaw]:
    """Every doubtful thing, with the file and line of the entry that has it."""
    entries = list(actors)
    yield from _dead_names(entries)
    yield from _shared_names(entries)
    yield from _doubles(entries)


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    yield str(entry.value.get("name") or ""), ""
    for name in entry.value.get("names") or []:
        if isinstance(name, str):
            yield name, ""
        elif isinstance(name, dict):
            yield str(name.get("text") or ""), str(name.get("use") or "")


def _dead_names(entries: Iterable[Entry]) -> Iterator[Flaw]:
    """Names that say nothing new: equal to another of the same actor when folded, or nothing when folded."""
    for entry in entries:
        seen: dict[str, str] = {}
        for text, _ in _names(entry):
            form = fold(text)
            if len(form) < 2:
                yield entry.flaw(f"the name {text!r} can never be found: too few letters", "names")
            elif form in seen and seen[form] != text:
                yield entry.flaw(f"the name {text!r} is the same as {seen[form]!r} for matching", "names")
            elif form in seen:
                yield entry.flaw(f"the name {text!r} stands twice", "names")
            seen.setdefault(form, text)


def _shared_names(entries: Iterable[Entry]) -> Iterator[Flaw]:
    """Full names that several actors bear: the text cannot tell them apart."""
    owners: dict[str, dict[str, tuple[Entry, str]]] = defaultdict(dict)
    for entry in entries:
        for text, use in _names(entry):
            if use in _FULL and text:
                owners[fold(text)].setdefault(str(entry.value.get("id")), (entry, text))
    for held in owners.values():
        if len(held) > 1:
            for ident, (entry, text) in held.items():
                others = ", ".join(other for other in sorted(held) if other != ident)
                yield entry.flaw(f"the full name {text!r} is also that of {others}", "names")


def _doubles(entries: Iterable[Entry]) -> Iterator[Flaw]:
    """Entries of one kind and country whose main names share a key, or that have one identifier: perhaps one actor."""
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
            why = f"the {key[1]} identifier {key[2]}" if key[0] == "identifier" else "a name spelled alike"
            told = f"{first.value.get('id')} ({first.file.name}:{first.line})"
            yield entry.flaw(f"{entry.value.get('id')} may be the same as {told}: {why}", "id")
