"""FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.domain.vocabulary import ActorKind
from dateline.knowledge.actor_import.found import FoundActor, FoundName, clean_name, script_of, unique_names

MAX_LINE = 4_000_000
_KINDS = {"Person": ActorKind.PERSON, "PublicBody": ActorKind.GOVERNMENT_BODY}
_GROUPS = frozenset({"Organization", "LegalEntity", "Company"})
_PROPERTIES = (("name", ""), ("alias", ""), ("previousName", "former"), ("abbreviation", "abbreviation"))


def read_follow_the_money(file: Path) -> Iterator[FoundActor | str]:
    """Actors in file order; a line that cannot be read or is no actor gives its reason instead."""
    with file.open("rb") as lines:
        number = 0
        while line := lines.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                yield f"line {number}: longer than {MAX_LINE} bytes"
                while line and not line.endswith(b"\n"):
                    line = lines.readline(MAX_LINE)
                continue
            if line.strip():
                yield _line(line, number)


def _line(line: bytes, number: int) -> FoundActor | str:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError):
        return f"line {number}: not JSON"
    if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
        return f"line {number}: not a FollowTheMoney entity"
    facts: dict[str, Any] = entity["properties"]
    schema, topics = str(entity.get("schema")), _texts(facts, "topics")
    kind = _kind(schema, topics)
    if kind is None:
        return f"a {schema} is no actor"
    names = unique_names(
        FoundName(text, script_of(text), use)
        for key, use in _PROPERTIES
        for text in map(clean_name, _texts(facts, key))
    )
    if not names:
        return f"line {number}: no name"
    countries = {c.upper() for key in ("country", "nationality") for c in _texts(facts, key) if len(c) == 2}
    datasets = [d for d in entity.get("datasets") or [] if isinstance(d, str)]
    return FoundActor(
        foreign=clean_name(str(entity.get("id"))),
        kind=kind,
        names=names,
        country=countries.pop() if len(countries) == 1 else None,
        born=_day(facts, "birthDate"),
        died=_day(facts, "deathDate"),
        identifiers=tuple(("wikidata", q) for q in _texts(facts, "wikidataId")[:1]),
        note=clean_name(", ".join(datasets)),
    )


def _kind(schema: str, topics: list[str]) -> ActorKind | None:
    if schema in _KINDS:
        return _KINDS[schema]
    if schema not in _GROUPS:
        return None
    if "crime.terror" in topics or "mil" in topics:
        return ActorKind.ARMED_GROUP
    if "pol.party" in topics:
        return ActorKind.PARTY
    if any(topic.startswith("gov") for topic in topics):
        return ActorKind.GOVERNMENT_BODY
    return ActorKind.INTERNATIONAL_BODY if "gov.igo" in topics else ActorKind.OTHER


def _texts(facts: dict[str, Any], key: str) -> list[str]:
    found = facts.get(key)
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []


def _day(facts: dict[str, Any], key: str) -> str | None:
    import re

    return next((d for d in _texts(facts, key) if re.fullmatch(r"\d{4}(-\d{2}){0,2}", d)), None)
