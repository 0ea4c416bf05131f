"""Checks over all packs together: ids that clash, ties that lead nowhere, circles, names that several share."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.errors import Flaw
from dateline.knowledge.actor_book.load import Entry


def check_together(actors: list[Entry], sources: set[str], suffixes: set[str]) -> Iterator[Flaw]:
    """Mistakes that show only when the packs are read together."""
    first: dict[str, Entry] = {}
    for entry in actors:
        ident = str(entry.value.get("id"))
        if ident in first:
            there = first[ident]
            yield entry.flaw(f"the id {ident!r} is taken by {there.file.name}:{there.line}", "id")
        first.setdefault(ident, entry)
    states = {ident for ident, entry in first.items() if entry.value.get("kind") == "state"}
    for entry in actors:
        for of in _targets(entry):
            if of not in first and not _is_pattern_body(of, states, suffixes):
                yield entry.flaw(f"no actor has the id {of!r}", "relations")
        yield from _check_sources(entry, sources)
    yield from _circles(first)


def _targets(entry: Entry) -> Iterator[str]:
    for tie in entry.value.get("relations") or []:
        if isinstance(tie, dict) and tie.get("of"):
            yield str(tie["of"])
    for listing in entry.value.get("designations") or []:
        if isinstance(listing, dict) and listing.get("by"):
            yield str(listing["by"])


def _is_pattern_body(ident: str, states: set[str], suffixes: set[str]) -> bool:
    return any(ident.endswith("-" + s) and ident[: -len(s) - 1] in states for s in suffixes)


def _check_sources(entry: Entry, sources: set[str]) -> Iterator[Flaw]:
    given = entry.value.get("source") or []
    for source in [given] if isinstance(given, str) else given:
        if source not in sources:
            yield entry.flaw(f"no sources file has the source {source!r}", "source")


def _circles(entries: dict[str, Entry]) -> Iterator[Flaw]:
    """Parts that contain themselves, told once per circle."""
    parents = {
        ident: [
            str(tie["of"])
            for tie in entry.value.get("relations") or []
            if isinstance(tie, dict) and tie.get("relation") == "part_of" and not tie.get("until")
        ]
        for ident, entry in entries.items()
    }
    done: set[str] = set()
    for ident in entries:
        path: list[str] = []
        todo = [(ident, 0)]
        while todo:
            here, depth = todo.pop()
            del path[depth:]
            if here in path:
                yield entries[here].flaw(f"part_of runs in a circle: {' > '.join([*path[path.index(here) :], here])}")
                break
            path.append(here)
            if here not in done:
                todo += [(parent, depth + 1) for parent in parents.get(here, ())]
        done.update(path)
