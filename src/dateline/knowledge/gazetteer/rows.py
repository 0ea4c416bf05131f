"""Rows of the gazetteer while its index is made."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.domain.names import fold

PLACE_BITS = 24
MAIN, ALIAS, WEAK, LOWER = 1 << 24, 1 << 25, 1 << 26, 1 << 27
"""Flags of a spelling: a principal name, an alternate one, also a common word, met in lower case too."""


@dataclass(slots=True)
class Row:
    """A place; `parent` is the row of its narrowest container, -1 for none; `names` maps spellings to flags."""

    kind: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    population: int
    precision: str
    geonameid: int
    parent: int = -1
    own_id: str = ""
    countries: tuple[str, ...] = ()
    names: dict[str, int] = field(default_factory=dict)

    def distance_km(self, lat: float, lon: float) -> float:
        """Kilometres to a point, on a flat earth: right for short distances."""
        if self.lat is None or self.lon is None:
            return math.inf
        return math.hypot(self.lat - lat, (self.lon - lon) * math.cos(math.radians(lat))) * 111.2


class Rows:
    """All rows, with the ways to find them again while building."""

    def __init__(self) -> None:
        self.all: list[Row] = []
        self.countries: dict[str, int] = {}
        self.subdivisions: dict[str, int] = {}
        self.by_source_row: dict[int, int] = {}
        self._admin1: dict[tuple[str, str], int] = {}
        self._cities: dict[tuple[str, str], list[int]] = {}

    def add(self, row: Row) -> int:
        """Take a row in; its number."""
        self.all.append(row)
        at = len(self.all) - 1
        if row.kind == "admin1":
            for name in row.names:
                self.note_admin1(at, name)
        return at

    def note_admin1(self, at: int, name: str) -> None:
        """A first-level subdivision is also found by this name."""
        self._admin1.setdefault((self.all[at].country, fold(name)), at)

    def find_admin1(self, country: str, name: str) -> int | None:
        """The first-level subdivision of a country with this name."""
        return self._admin1.get((country, fold(name)))

    def index_cities(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Make cities findable by these countries and names; an index of all their names would be far larger."""
        self._cities = {(country, fold(name)): [] for country, name in wanted}
        for at, row in enumerate(self.all):
            if row.kind == "city":
                for folded in {fold(spelling) for spelling in row.names}:
                    if (found := self._cities.get((row.country, folded))) is not None:
                        found.append(at)

    def cities_named(self, country: str, name: str) -> list[int]:
        """Cities of a country with this spelling, among those that `index_cities` was asked for."""
        return self._cities.get((country, fold(name)), [])
