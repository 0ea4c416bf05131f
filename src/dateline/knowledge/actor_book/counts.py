"""How much the packs hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.knowledge.actor_book.load import Entry


@dataclass(frozen=True, slots=True)
class Count:
    """How many actors of a kind a pack (a folder) holds, and how many of them have a name in Arabic letters."""

    pack: str
    kind: str
    actors: int
    in_arabic: int


def count(actors: Iterable[Entry]) -> tuple[Count, ...]:
    """The actors of each pack by kind, the most frequent kinds of a pack first."""
    found: dict[tuple[str, str], list[bool]] = {}
    for entry in actors:
        arabic = any("\u0600" <= char <= "\u06ff" for name in _names(entry) for char in name)
        found.setdefault((entry.file.parent.name, str(entry.value.get("kind"))), []).append(arabic)
    made = [Count(pack, kind, len(arabic), sum(arabic)) for (pack, kind), arabic in found.items()]
    return tuple(sorted(made, key=lambda one: (one.pack, -one.actors, one.kind)))


def _names(entry: Entry) -> Iterator[str]:
    yield str(entry.value.get("name"))
    for name in entry.value.get("names") or []:
        yield name if isinstance(name, str) else str(name.get("text")) if isinstance(name, dict) else ""
