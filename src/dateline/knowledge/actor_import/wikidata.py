"""Wikidata entities: a JSON dump with one entity a line, or the same lines without the array around them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from dateline.domain.vocabulary import ActorKind
from dateline.knowledge.actor_import.found import FoundActor, FoundName, clean_name, unique_names
from dateline.knowledge.actor_import.opening import lines_of

MAX_LINE = 16_000_000
_PUBLIC = ("P39", "P102", "P241", "P106")  # position held, party, military branch; occupation where it is public
_LANGUAGES = "en ar fa ckb ku tr fr de es ru uk he ur ps so my am".split()
_TIME = re.compile(r"\+(\d{4})-(\d{2})-(\d{2})T")


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, ActorKind]:
    import yaml

    file = Path(__file__).parent.parent.parent / "data" / "names" / "wikidata_kinds.yaml"
    told = yaml.safe_load(file.read_text("utf-8"))
    return {item: ActorKind(kind) for kind, items in told["kinds"].items() for item in items.split()}


@lru_cache(maxsize=1)
def _public_occupations() -> frozenset[str]:
    import yaml

    file = Path(__file__).parent.parent.parent / "data" / "names" / "wikidata_kinds.yaml"
    return frozenset(yaml.safe_load(file.read_text("utf-8"))["public_occupations"].split())


def read_wikidata(stream: IO[bytes], country_of: Callable[[str], str | None]) -> Iterator[FoundActor | str]:
    """Actors in file order; `country_of` gives the country code of a state's item.

    The stream is a dump, with one item a line, or one small document: an item, or the items of an answer of Wikidata's
    interfaces (`{"entities": {...}}`). Persons without a public role are left out.
    """
    numbered = lines_of(stream, MAX_LINE)
    for number, line in numbered:
        bare = (line or b"").strip().rstrip(b",")
        if line is None:
            yield f"line {number}: longer than {MAX_LINE} bytes"
        elif number == 1 and (bare == b"{" or bare.startswith(b'{"entities"')):
            yield from _document(line, numbered, country_of)
        elif bare not in (b"", b"[", b"]"):
            yield _line(bare, number, country_of)


def _document(
    first: bytes, numbered: Iterator[tuple[int, bytes | None]], country_of: Callable[[str], str | None]
) -> Iterator[FoundActor | str]:
    """The items of one JSON document, laid out over lines or not; at most MAX_LINE bytes."""
    parts, size = [first], len(first)
    for _, line in numbered:
        size += MAX_LINE if line is None else len(line)
        if size > MAX_LINE:
            yield f"line 1: a document longer than {MAX_LINE} bytes"
            return
        parts.append(line or b"")
    try:
        told = json.loads(b"".join(parts))
    except (ValueError, RecursionError):
        yield "line 1: not JSON"
        return
    items = told.get("entities")
    for item in items.values() if isinstance(items, dict) else [told]:
        yield _item(item, 1, country_of)


def _line(line: bytes, number: int, country_of: Callable[[str], str | None]) -> FoundActor | str:
    try:
        return _item(json.loads(line), number, country_of)
    except (ValueError, RecursionError):
        return f"line {number}: not JSON"


def _item(entity: Any, number: int, country_of: Callable[[str], str | None]) -> FoundActor | str:
    if not isinstance(entity, dict) or not re.fullmatch(r"Q\d{1,12}", str(entity.get("id"))):
        return f"line {number}: not a Wikidata item"
    claims = entity.get("claims") if isinstance(entity.get("claims"), dict) else {}
    kind = next((_kinds()[item] for item in _items(claims, "P31") if item in _kinds()), None)
    if kind is None:
        return "an item of another kind"
    if kind is ActorKind.PERSON and not _is_public(claims):
        return "a person without a public role"
    names = unique_names(_names(entity))
    if not names:
        return f"line {number}: no name in a language that is kept"
    countries = {code for item in (*_items(claims, "P17"), *_items(claims, "P27")) if (code := country_of(item))}
    return FoundActor(
        foreign=str(entity["id"]),
        kind=kind,
        names=names,
        country=countries.pop() if len(countries) == 1 else None,
        born=_day(claims, "P569") if kind is ActorKind.PERSON else None,
        died=_day(claims, "P570") or _day(claims, "P576"),
        identifiers=(("wikidata", str(entity["id"])),),
    )


def _names(entity: dict[str, Any]) -> Iterator[FoundName]:
    labels, aliases = entity.get("labels"), entity.get("aliases")
    for lang in _LANGUAGES:
        label = labels.get(lang) if isinstance(labels, dict) else None
        if isinstance(label, dict):
            yield FoundName(clean_name(label.get("value")), lang)
    for lang in _LANGUAGES:
        for alias in (aliases.get(lang) or []) if isinstance(aliases, dict) else []:
            if isinstance(alias, dict):
                text = clean_name(alias.get("value"))
                short = text.isupper() and len(text) <= 6
                yield FoundName(text, lang, "abbreviation" if short else "")


def _values(claims: Any, key: str) -> Iterator[Any]:
    found = claims.get(key) if isinstance(claims, dict) else None
    for claim in found if isinstance(found, list) else []:
        snak = claim.get("mainsnak") if isinstance(claim, dict) else None
        value = snak.get("datavalue") if isinstance(snak, dict) else None
        if isinstance(value, dict) and claim.get("rank") != "deprecated":
            yield value.get("value")


def _items(claims: Any, key: str) -> list[str]:
    return [str(value.get("id")) for value in _values(claims, key) if isinstance(value, dict)]


def _is_public(claims: Any) -> bool:
    if any(_items(claims, key) for key in _PUBLIC[:3]):
        return True
    return any(item in _public_occupations() for item in _items(claims, _PUBLIC[3]))


def _day(claims: Any, key: str) -> str | None:
    """The day, month or year of a time value, as precisely as it is told (9 year, 10 month, 11 day)."""
    for value in _values(claims, key):
        match = _TIME.match(str(value.get("time"))) if isinstance(value, dict) else None
        if match:
            parts = {9: 1, 10: 2, 11: 3}.get(value.get("precision"), 0)
            if parts:
                return "-".join(match.groups()[:parts])
    return None
