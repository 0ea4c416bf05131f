"""Reading the own place lists: every mistake told with file and line, nothing half-loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.domain.vocabulary import PlacePrecision
from dateline.errors import Flaw, KnowledgeError
from dateline.knowledge.actor_book.load import Entry, read_yaml_entries

TYPES = tuple(
    """airport base border bridge camp crossing dam district embassy hospital landmark mountain oil_field palace port
    power_plant prison region road sea square town university""".split()
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*\Z")
_SPECIAL = {
    "countries": frozenset({"country", "lat", "lon", "names"}),
    "subdivision_names": frozenset({"country", "admin1", "names", "show", "lat", "lon"}),
    "words": frozenset({"use", "words"}),
}
_KEYS = frozenset("id name names type country countries admin1 lat lon precision near".split())


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """An entry of the place lists; `names` are the spellings to look for, the shown name's first."""

    id: str
    name: str
    names: tuple[str, ...]
    type: str
    countries: tuple[str, ...]
    admin1: str | None
    lat: float
    lon: float
    precision: PlacePrecision
    at: Entry


@dataclass(slots=True)
class PlaceFiles:
    """All that the place lists hold."""

    places: list[OwnPlace] = field(default_factory=list)
    countries: dict[str, tuple[float, float, tuple[str, ...]]] = field(default_factory=dict)
    subdivisions: list[tuple[tuple[str, ...], Entry]] = field(default_factory=list)
    never: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()


def place_files(folders: list[Path]) -> list[Path]:
    """Every place file in the folders, in a fixed order."""
    return sorted(file for folder in folders for file in folder.glob("*.yaml"))


def read_place_files(folders: list[Path]) -> PlaceFiles:
    """Read all place lists; raises KnowledgeError naming every mistake when there is one."""
    found, flaws, seen = PlaceFiles(), [], dict[str, Entry]()
    for file in place_files(folders):
        entries, wrong = read_yaml_entries(file)
        flaws += wrong
        for entry in entries:
            mistakes = list(_check(entry))
            ident = str(entry.value.get("id"))
            if "id" in entry.value and seen.setdefault(ident, entry) is not entry:
                first = seen[ident]
                mistakes.append(entry.flaw(f"the id {ident!r} stands already in {first.file.name}:{first.line}", "id"))
            flaws += mistakes
            if not mistakes:
                _take(entry, found)
    if flaws:
        raise KnowledgeError(tuple(flaws))
    return found


def _take(entry: Entry, found: PlaceFiles) -> None:
    value, names = entry.value, _texts(entry.value.get("names") or [])
    if entry.file.stem == "countries":
        found.countries[value["country"]] = (float(value["lat"]), float(value["lon"]), names)
    elif entry.file.stem == "subdivision_names":
        found.subdivisions.append((names, entry))
    elif entry.file.stem == "words":
        words = frozenset(value["words"])
        if value["use"] == "never":
            found.never |= words
        else:
            found.weak |= words
    else:
        shown = _BRACKETS.sub("", value["name"])
        found.places.append(
            OwnPlace(
                value["id"],
                value["name"],
                tuple(dict.fromkeys((shown, *names))),
                value["type"],
                tuple(value.get("countries") or [value["country"]]),
                value.get("admin1"),
                float(value["lat"]),
                float(value["lon"]),
                PlacePrecision(value["precision"]),
                entry,
            )
        )


def _texts(names: list[Any]) -> tuple[str, ...]:
    return tuple(name if isinstance(name, str) else name["text"] for name in names)


def _check(entry: Entry) -> Iterator[Flaw]:
    value, known = entry.value, _SPECIAL.get(entry.file.stem, _KEYS)
    for key in sorted(set(value) - known):
        yield entry.flaw(f"unknown key {key!r}; known keys: {', '.join(sorted(known))}", key)
    if known is _SPECIAL["words"]:
        yield from _check_words(entry)
        return
    yield from _check_common(entry)
    if known is _SPECIAL["subdivision_names"] and not value.get("admin1"):
        yield entry.flaw("an entry needs admin1: a name of the subdivision", "admin1")
    if known is _KEYS:
        yield from _check_place(entry)
    if known is not _SPECIAL["subdivision_names"] or {"lat", "lon"} & set(value):
        for key, limit in (("lat", 90), ("lon", 180)):
            if not _is_degree(value.get(key), limit):
                yield entry.flaw(f"{key} must be degrees between -{limit} and {limit}", key)


def _check_words(entry: Entry) -> Iterator[Flaw]:
    words = entry.value.get("words")
    if entry.value.get("use") not in ("never", "weak"):
        yield entry.flaw("use must be never or weak", "use")
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        yield entry.flaw("words must be a list of words", "words")


def _check_common(entry: Entry) -> Iterator[Flaw]:
    value = entry.value
    codes = value.get("countries") if "countries" in value else [value.get("country")]
    if not isinstance(codes, list) or not codes or not all(_COUNTRY.match(str(code)) for code in codes):
        yield entry.flaw("country must be a two-letter code such as IQ", "country")
    names = value.get("names") or []
    if not isinstance(names, list):
        yield entry.flaw("names must be a list", "names")
        return
    for name in names:
        text = name.get("text") if isinstance(name, dict) else name
        if not isinstance(text, str) or not text.strip():
            yield entry.flaw(f"a name must be text or {{text: ..., lang: ...}}, not {name!r}", "names")


def _check_place(entry: Entry) -> Iterator[Flaw]:
    value = entry.value
    if not isinstance(value.get("id"), str) or not _SLUG.match(value["id"]):
        yield entry.flaw("an entry needs an id of lower-case letters, digits and hyphens", "id")
    if not isinstance(value.get("name"), str) or not value["name"].strip():
        yield entry.flaw("an entry needs a name", "name")
    if value.get("type") not in TYPES:
        yield entry.flaw(f"type must be one of {', '.join(TYPES)}", "type")
    if value.get("precision") not in list(PlacePrecision):
        yield entry.flaw(f"precision must be one of {', '.join(PlacePrecision)}", "precision")


def _is_degree(value: object, limit: float) -> bool:
    try:
        return -limit <= float(str(value)) <= limit
    except ValueError:
        return False
