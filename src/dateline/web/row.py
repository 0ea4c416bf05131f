"""What lists, filters and the map need to know of one incident."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from dateline.domain.codec import decode
from dateline.domain.dates import DateRange

NO_DAY = -1
"""Stands for 'no day' among day numbers (`date.toordinal`)."""

PRECISIONS = ("point", "town", "district", "province", "region", "country")
PRECISION_NUMBER = {name: at for at, name in enumerate(PRECISIONS)}
NO_PLACE = len(PRECISIONS)
ON_MAP = 5
"""Precisions before this one are drawn; an incident known only to its country is listed, not drawn."""


class Part(NamedTuple):
    """An actor in an incident: on which side, and who says so."""

    actor: str
    name: str
    side: str
    stance: str


class Row(NamedTuple):
    """What the shelf keeps of one incident."""

    id: str
    digest: str
    summary: str
    type: str
    mode: str
    status: str
    first: int
    last: int
    date: str
    country: str
    admin1: str
    place: str
    place_name: str
    precision: str
    lat: float
    lon: float
    independent: int
    credibility: int
    reports: tuple[str, ...]
    articles: tuple[str, ...]
    parts: tuple[Part, ...]
    disputed: bool
    aggregate: bool
    background: bool
    decided: bool
    killed: int
    confidence: float


def row_of(digest: str, body: str) -> Row:
    """The row of an incident from its stored JSON; fields that have their default are left out there."""
    data = json.loads(body)
    when = data.get("when") or {}
    first, last = when.get("earliest"), when.get("latest")
    place = (data.get("where") or {}).get("place") or {}
    killed = data.get("killed") or {}
    lat, lon = place.get("lat"), place.get("lon")
    return Row(
        id=data["id"],
        digest=digest,
        summary=data.get("summary", ""),
        type=data["type"],
        mode=data.get("mode") or "",
        status=data.get("status", "happened"),
        first=_day(first) if first else _day(last),
        last=_day(last) if last else _day(first),
        date=_edtf(when),
        country=place.get("country") or data.get("country") or "",
        admin1=place.get("admin1") or "",
        place=place.get("id") or "",
        place_name=place.get("name") or "",
        precision=place.get("precision") or "",
        lat=float("nan") if lat is None else lat,
        lon=float("nan") if lon is None else lon,
        independent=data.get("independent_sources", 0),
        credibility=data.get("credibility", 6),
        reports=tuple(data.get("reports", ())),
        articles=tuple(data.get("articles", ())),
        parts=tuple(_parts(data)),
        disputed=bool(data.get("disagreements")),
        aggregate=data.get("aggregate", False),
        background=data.get("background_only", False),
        decided=bool(data.get("decisions")),
        killed=killed.get("low") or killed.get("high") or 0,
        confidence=data.get("confidence", 0.5),
    )


def _parts(data: Mapping[str, Any]) -> Iterable[Part]:
    for side in ("actors", "recipients"):
        for one in data.get(side, ()):
            yield Part(one.get("actor_id") or "", one["name"], side, one.get("stance", "stated"))


def _day(text: str | None) -> int:
    return date.fromisoformat(text).toordinal() if text else NO_DAY


def _edtf(when: Mapping[str, Any]) -> str:
    if not when:
        return ""
    if when.get("earliest") == when.get("latest") and "precision" not in when and not when.get("uncertain"):
        return str(when["earliest"])
    return decode(DateRange, when).edtf()


def stance_key(part: Part) -> str:
    """An actor with what it is said to have done: `id~stated`, `~claimed`, `~blamed`, `~unknown` or `~suffered`."""
    return f"{part.actor}~{'suffered' if part.side == 'recipients' else part.stance}"


def precision_number(row: Row) -> int:
    """Where its precision stands in `PRECISIONS`; one past the end without a place or coordinates."""
    return PRECISION_NUMBER.get(row.precision, NO_PLACE) if row.lat == row.lat else NO_PLACE
