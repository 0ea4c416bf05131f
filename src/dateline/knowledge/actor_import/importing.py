"""From a foreign list to a pack file: recognise, read as a stream, match with the book, write.

An actor that the book has (same identifier, or the same full name, kind and no other country) becomes an addition to
that actor; another one becomes an entry of its own. The pack file is written anew by each import of the same list; what
people wrote in other files is never touched, and wins where the two differ.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dateline.domain.actor import Actor
from dateline.domain.vocabulary import ActorKind
from dateline.errors import UnreadableInput
from dateline.knowledge.actor_book.book import ActorBook
from dateline.knowledge.actor_book.load import read_yaml_entries
from dateline.knowledge.actor_book.pack_file import entry_text
from dateline.knowledge.actor_import.follow_the_money import read_follow_the_money
from dateline.knowledge.actor_import.found import FoundActor, Listing, slug
from dateline.knowledge.actor_import.ofac import read_ofac
from dateline.knowledge.actor_import.opening import open_list, recognise
from dateline.knowledge.actor_import.wikidata import read_wikidata

_UNIONS = {"EU": "european-union"}
TITLES = {
    "ftm": ("FollowTheMoney entities", "as named in the file"),
    "wikidata": ("Wikidata items", "Wikimedia Foundation"),
    "ofac": ("Specially Designated Nationals list", "US Department of the Treasury, OFAC"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actors to take: kinds and countries, all where empty."""

    kinds: frozenset[ActorKind] = frozenset()
    countries: frozenset[str] = frozenset()

    def takes(self, found: FoundActor) -> bool:
        """Whether an actor is wanted."""
        if self.kinds and found.kind not in self.kinds:
            return False
        return not self.countries or found.country in self.countries


@dataclass(slots=True)
class Imported:
    """What came of an import: the pack file, how many entries, and why others were left out (reason to count).

    `replaced`: the file stood there from an earlier import. `kept`: entries of that one which the list no longer has,
    but which people's own entries build on.
    """

    file: Path
    new: int = 0
    added_to: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    replaced: bool = False
    kept: int = 0


def pack_file(file: Path, folder: Path, name: str | None = None) -> Path:
    """Where the import of a list lies: by the name given to it, else by the file's."""
    return folder / f"import_{slug(name or file.name.partition('.')[0])}.yaml"


def import_actors(
    file: Path, folder: Path, book: ActorBook, wanted: Wanted | None = None, name: str | None = None
) -> Imported:
    """Read a list into `folder/import_NAME.yaml` and its source into `folder/sources_import_NAME.yaml`.

    `book` is the book without what an earlier import of this list told. Memory does not grow with the file. Raises
    UnreadableInput when the file is of no known form, broken, or nothing of it can be read; then nothing is written.
    """
    sort = recognise(file)
    target = pack_file(file, folder, name)
    listed = target.stem.removeprefix("import_")
    source = f"import-{sort}-{listed}"[:80]
    done = Imported(target, replaced=target.exists())
    folder.mkdir(parents=True, exist_ok=True)
    match = _Matcher(book)
    needed = _needed(folder)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False, suffix=".part") as out:
        part = Path(out.name)
        try:
            out.write(f"# Made by `dateline actors import {file.name}`; the next import writes it anew.\n")
            for found in _stream(sort, file, match):
                needed.discard(_write(out, found, f"{sort}-", source, match, wanted or Wanted(), done))
            if not done.new + done.added_to + done.left_out["not wanted"]:
                raise UnreadableInput(_why_nothing(file, done))
            done.kept = _keep(out, target, needed)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    part.replace(target)
    title, publisher = TITLES[sort]
    told = f"{title}, file {file.name}, SHA-256 {_digest(file)}"
    entry = {"id": source, "title": told, "publisher": publisher}
    (folder / f"sources_import_{listed}.yaml").write_text(entry_text(entry), "utf-8")
    return done


def _why_nothing(file: Path, done: Imported) -> str:
    told = ", ".join(f"{count:,} {why}" for why, count in done.left_out.most_common(3))
    return f"nothing in {file.name} is an actor{f': {told}' if told else ''}; a list has one entity a line"


def _needed(folder: Path) -> set[str]:
    """Ids that entries of people in this folder add to or lead to: an import must not take them away."""
    found: set[str] = set()
    for file in folder.glob("*.yaml"):
        if not file.stem.startswith(("import_", "sources", "rejected")):
            for entry in read_yaml_entries(file)[0]:
                found.add(str(entry.value.get("extends")))
                ties = entry.value.get("relations") or []
                found |= {str(tie.get("of")) for tie in ties if isinstance(tie, dict)}
    return found


def _keep(out: IO[str], before: Path, needed: set[str]) -> int:
    """Take over the entries of the earlier import that people's entries need and the list no longer has."""
    kept = 0
    if needed and before.exists():
        for entry in _entries_of(before):
            if entry.partition("\n")[0].removeprefix("- id: ") in needed:
                out.write(entry)
                kept += 1
    return kept


def _entries_of(file: Path) -> Iterator[str]:
    """The texts of a pack's entries, one after the other."""
    lines: list[str] = []
    with file.open(encoding="utf-8") as text:
        for line in text:
            if line.startswith("- ") and lines:
                yield "".join(lines)
                lines = []
            lines.append(line)
    yield "".join(lines)


def _stream(sort: str, file: Path, match: _Matcher) -> Iterator[FoundActor | Listing | str]:
    if sort == "ofac":
        yield from read_ofac(file, match.country_named)
        return
    with open_list(file) as stream:
        if sort == "ftm":
            yield from read_follow_the_money(stream)
        else:
            yield from read_wikidata(stream, match.country_of)


def _write(
    out: IO[str],
    found: FoundActor | Listing | str,
    prefix: str,
    source: str,
    match: _Matcher,
    wanted: Wanted,
    done: Imported,
) -> str:
    """Write what was found; the id of the entry that was written for it, '' for none."""
    if isinstance(found, str):
        reason = found.partition(": ")[2] if found.startswith("line ") else found
        done.left_out[reason[:80]] += 1
        return ""
    if isinstance(found, Listing):
        _write_listing(out, found, prefix, source, match)
        return ""
    if not wanted.takes(found):
        done.left_out["not wanted"] += 1
        return ""
    known = match.known(found)
    if known is None:
        done.new += 1
        ident = prefix + slug(found.foreign)
        out.write(entry_text(_entry(found, ident, source)))
        return ident
    more = _addition(found, known, source)
    done.added_to += 1
    match.remember(found, known)
    if more:
        out.write(entry_text(more))
    return ""


def _write_listing(out: IO[str], found: Listing, prefix: str, source: str, match: _Matcher) -> None:
    """A listing told apart from its actor: of one that the book had, else of one that this file added."""
    by = match.authority(found.by)
    if by is None:
        return
    target = match.seen.get(found.foreign, prefix + slug(found.foreign))
    listing = {"by": by, "list": found.program, "date": found.date, "source": source}
    out.write(entry_text({"extends": target, "designations": [listing], "optional": True, "source": source}))


def _names(found: FoundActor, known: frozenset[str] = frozenset()) -> list[dict[str, str]]:
    names = [n for n in found.names if n.text not in known]
    return [{"text": n.text, "lang": n.lang, **({"use": n.use} if n.use else {})} for n in names]


def _designations(found: FoundActor, source: str) -> list[dict[str, str | None]]:
    return [{"by": by, "list": listed, "date": day, "source": source} for by, listed, day in found.designations]


def _entry(found: FoundActor, ident: str, source: str) -> dict[str, object]:
    return {
        "id": ident,
        "kind": str(found.kind),
        "name": found.name,
        "names": _names(found, frozenset({found.name})),
        "country": found.country,
        "born": found.born,
        "died": found.died,
        "designations": _designations(found, source),
        "identifiers": dict(found.identifiers),
        "note": found.note,
        "source": source,
    }


def _addition(found: FoundActor, known: Actor, source: str) -> dict[str, object] | None:
    have = frozenset({known.name, *(name.text for name in known.names)})
    listed = {(d.by, d.list) for d in known.designations}
    names = _names(found, have)
    designations = [d for d in _designations(found, source) if (d["by"], d["list"]) not in listed]
    identifiers = {key: value for key, value in found.identifiers if key not in dict(known.identifiers)}
    if not (names or designations or identifiers):
        return None
    return {
        "extends": known.id,
        "names": names,
        "designations": designations,
        "identifiers": identifiers,
        "optional": True,
        "source": source,
    }


class _Matcher:
    """Whom of the book a found actor is."""

    def __init__(self, book: ActorBook) -> None:
        self._book = book
        self.seen: dict[str, str] = {}
        """Foreign id -> actor of the book; only those matched, so it is bounded by the book."""
        actors = [actor for ident in book.ids() if (actor := book.actor(ident))]
        self._by_identifier = {(k.lower(), v): a.id for a in actors for k, v in a.identifiers}
        states = [actor for actor in actors if actor.kind is ActorKind.STATE and actor.country]
        self._states = {actor.country: actor.id for actor in states}
        self._countries = {v: a.country for a in states for k, v in a.identifiers if k.lower() == "wikidata"}

    def country_of(self, item: str) -> str | None:
        """The country code of a state's Wikidata item."""
        return self._countries.get(item)

    def country_named(self, name: str) -> str | None:
        """The country code of a state by its English name, also one such as 'Korea, North'."""
        last, comma, first = name.partition(", ")
        for asked in (name, f"{first} {last}") if comma else (name,):
            for candidate in self._book.bearers(asked):
                if candidate.kind is ActorKind.STATE and candidate.use in ("", "former", "translation"):
                    return candidate.country
        return None

    def authority(self, by: str) -> str | None:
        """The actor of the book that lists: a state by its country code, another by its id; 'EU' is the union."""
        return self._states.get(by) or next((i for i in (by, _UNIONS.get(by, "")) if self._book.actor(i)), None)

    def remember(self, found: FoundActor, known: Actor) -> None:
        """Keep whom a foreign id was."""
        self.seen[found.foreign] = known.id

    def known(self, found: FoundActor) -> Actor | None:
        """By identifier; else by full name where one actor only bears it, of the same kind and of no other country."""
        for key, value in found.identifiers:
            if ident := self._by_identifier.get((key.lower(), value)):
                return self._book.actor(ident)
        ids = {
            actor.id for name in found.names for actor in self._bearers(name.text, name.use) if self._fits(actor, found)
        }
        return self._book.actor(ids.pop()) if len(ids) == 1 else None

    def _bearers(self, name: str, use: str) -> Iterator[Actor]:
        if use in ("", "former") and " " in name:
            for candidate in self._book.bearers(name):
                if candidate.use in ("", "former", "translation") and (actor := self._book.actor(candidate.actor_id)):
                    yield actor

    def _fits(self, actor: Actor, found: FoundActor) -> bool:
        same_kind = actor.kind is found.kind or (found.kind is ActorKind.OTHER and actor.kind is not ActorKind.PERSON)
        return same_kind and (not actor.country or not found.country or actor.country == found.country)


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
