"""What the gazetteer answers with: a place, and words of a text that equal names of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dateline.domain.actor import Place
from dateline.domain.text import Span
from dateline.domain.vocabulary import PlacePrecision


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place as the gazetteer knows it; coordinates in degrees (WGS 84), None where they are not known.

    `kind` is `country`, `admin1`, `admin2`, `capital`, `city` or a type of the own list (`base`, `crossing`, ...).
    `countries` holds every country of a border or region, `country` the first. `population` is 0 where unknown.
    """

    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    precision: PlacePrecision
    geonameid: int | None
    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def as_place(self) -> Place:
        """The same place as a value of the record."""
        return Place(
            id=self.id,
            name=self.name,
            precision=self.precision,
            country=self.country,
            admin1=self.admin1 if self.kind not in ("country", "admin1") else (self.name if self.admin1 else None),
            lat=self.lat,
            lon=self.lon,
            geonameid=self.geonameid,
        )


class PlaceHit(NamedTuple):
    """Words that equal a name of places, before context decides; `start` and `end` count code points.

    `places` are the ids of the candidates, the likeliest without context first; for those not among `principal` the
    words are only an alternate name. `weak` marks names that are also a person's, a month or a common word.
    """

    start: int
    end: int
    places: tuple[str, ...]
    principal: frozenset[str]
    weak: bool = False

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)
