"""FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from dateline.domain.vocabulary import ActorKind
from dateline.knowledge.actor_import.found import (
    FoundActor,
    FoundName,
    Listing,
    clean_name,
    not_an_actor,
    script_of,
    unique_names,
)
from dateline.knowledge.actor_import.opening import lines_of

MAX_LINE = 4_000_000
_KINDS = {"Person": ActorKind.PERSON, "PublicBody": ActorKind.GOVERNMENT_BODY}
_GROUPS = frozenset({"Organization", "LegalEntity", "Company"})
_PROPERTIES = (
    ("name", ""),
    ("alias", ""),
    ("previousName", "former"),
    ("weakAlias", "nickname"),
    ("abbreviation", "abbreviation"),
)
_AUTHORITIES = (
    ("european union", "european-union"),
    ("european council", "european-union"),
    ("united nations", "un-security-council"),
    ("security council", "un-security-council"),
)


def read_follow_the_money(stream: IO[bytes]) -> Iterator[FoundActor | Listing | str]:
    """Actors and their listings in file order; a line that cannot be read or is no actor gives its reason instead."""
    for number, line in lines_of(stream, MAX_LINE):
        if line is None:
            yield f"line {number}: longer than {MAX_LINE} bytes"
        elif line.strip() not in (b"[", b"]"):
            yield from _line(line.strip().rstrip(b","), number)


def _line(line: bytes, number: int) -> Iterator[FoundActor | Listing | str]:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError):
        yield f"line {number}: not JSON"
        return
    if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
        yield f"line {number}: not a FollowTheMoney entity"
        return
    facts: dict[str, Any] = entity["properties"]
    schema = str(entity.get("schema"))
    if schema == "Sanction":
        yield from _sanction(facts, [*_texts(facts, "entity"), *_idents(facts, "entity")])
        return
    yield _actor(entity, facts, schema, number)
    for sanction in facts.get("sanctions") or []:  # the nested form of OpenSanctions
        if isinstance(sanction, dict) and isinstance(sanction.get("properties"), dict):
            yield from _sanction(sanction["properties"], [str(entity.get("id"))])


def _actor(entity: dict[str, Any], facts: dict[str, Any], schema: str, number: int) -> FoundActor | str:
    kind = _kind(schema, _texts(facts, "topics"))
    if kind is None:
        return not_an_actor(schema)
    names = unique_names(
        FoundName(text, script_of(text), use)
        for key, use in _PROPERTIES
        for text in (_in_order(clean_name(told), kind) for told in _texts(facts, key))
    )
    if not names:
        return f"line {number}: no name"
    countries = {c.upper() for key in ("country", "nationality") for c in _texts(facts, key) if len(c) == 2}
    datasets = [d for d in entity.get("datasets") or [] if isinstance(d, str)]
    told = [*_texts(facts, "position")[:3], *datasets]
    return FoundActor(
        foreign=clean_name(str(entity.get("id"))),
        kind=kind,
        names=names,
        country=countries.pop() if len(countries) == 1 else None,
        born=_day(facts, "birthDate"),
        died=_day(facts, "deathDate") or _day(facts, "dissolutionDate"),
        identifiers=tuple(("wikidata", q) for q in _texts(facts, "wikidataId")[:1]),
        note=clean_name(", ".join(told)),
    )


def _sanction(facts: dict[str, Any], entities: list[str]) -> Iterator[Listing | str]:
    """Whose list it is must be told: by a country, or by an authority that is a body of states."""
    authority = " ".join(_texts(facts, "authority"))
    by = next((ident for words, ident in _AUTHORITIES if words in authority.lower()), None)
    by = by or next((code.upper() for code in _texts(facts, "country") if len(code) == 2), None)
    listed = clean_name(", ".join([*_texts(facts, "programId"), *_texts(facts, "program")][:1]) or authority)
    if not by or not listed or not entities:
        yield "a listing without its authority"
        return
    day = _day(facts, "startDate") or _day(facts, "listingDate")
    for entity in entities:
        yield Listing(clean_name(entity), by, listed, day)


def _in_order(name: str, kind: ActorKind) -> str:
    """'Fulani, Omar' as news writes a person's name: 'Omar Fulani'."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if kind is ActorKind.PERSON and comma and first and "," not in first else name


def _idents(facts: dict[str, Any], key: str) -> list[str]:
    """Ids of nested entities."""
    return [str(one["id"]) for one in facts.get(key) or [] if isinstance(one, dict) and one.get("id")]


def _kind(schema: str, topics: list[str]) -> ActorKind | None:
    if schema in _KINDS:
        return _KINDS[schema]
    if schema not in _GROUPS:
        return None
    if "crime.terror" in topics or "mil" in topics:
        return ActorKind.ARMED_GROUP
    if "pol.party" in topics:
        return ActorKind.PARTY
    if "gov.igo" in topics:
        return ActorKind.INTERNATIONAL_BODY
    return ActorKind.GOVERNMENT_BODY if any(topic.startswith("gov") for topic in topics) else ActorKind.OTHER


def _texts(facts: dict[str, Any], key: str) -> list[str]:
    found = facts.get(key)
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []


def _day(facts: dict[str, Any], key: str) -> str | None:
    return next((d for d in _texts(facts, key) if re.fullmatch(r"\d{4}(-\d{2}){0,2}", d)), None)
