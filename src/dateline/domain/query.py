"""What is asked of the record: the filters of the command line, the pages and the exports, in one value."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from dateline.domain.dates import DateRange
from dateline.domain.vocabulary import EventType, Status


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the map in degrees (WGS 84); one whose west lies east of its east crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-90 <= self.south <= self.north <= 90):
            raise ValueError("south and north must lie in -90..90, south first")
        if not (-180 <= self.west <= 180 and -180 <= self.east <= 180):
            raise ValueError("west and east must lie in -180..180")

    def holds(self, lat: float, lon: float) -> bool:
        """The point lies inside or on the edge."""
        if not self.south <= lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= lon <= self.east
        return lon >= self.west or lon <= self.east

    @classmethod
    def parse(cls, text: str) -> Box:
        """Read `WEST,SOUTH,EAST,NORTH`; raises ValueError for anything else."""
        parts = text.split(",")
        if len(parts) != 4:
            raise ValueError(f"a box is WEST,SOUTH,EAST,NORTH in degrees, not {text!r}")
        west, south, east, north = (float(part) for part in parts)
        return cls(west, south, east, north)


@dataclass(frozen=True, slots=True)
class Query:
    """Filters that must all hold; an empty one asks for everything.

    `since` and `until` are days, both inclusive: something whose possible days overlap them is found, something
    without a date is not. Within one filter any of several values will do. `actor` are actor ids, on either side.
    `place` is a name as written by a person (place, its text or its province); `source` an outlet's name; `text` are
    words as in a search. `limit` and `offset` cut the ordered list.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[EventType, ...] = ()
    actors: tuple[str, ...] = ()
    place: str | None = None
    countries: tuple[str, ...] = ()
    box: Box | None = None
    statuses: tuple[Status, ...] = ()
    source: str | None = None
    min_sources: int | None = None
    text: str | None = None
    limit: int | None = None
    offset: int = 0

    def narrows(self) -> bool:
        """Some filter is set (cutting the list aside)."""
        wide = Query(limit=self.limit, offset=self.offset)
        return self != wide


EVERYTHING = Query()


def in_days(when: DateRange | None, since: date | None, until: date | None) -> bool:
    """The possible days overlap the asked ones; no date is in no asked days."""
    if since is None and until is None:
        return True
    if when is None:
        return False
    return (when.latest or date.max) >= (since or date.min) and (when.earliest or date.min) <= (until or date.max)


def fold_name(name: str | None) -> str:
    """A name for comparing what a person types with what is kept: accents, case and punctuation aside."""
    text = "".join(char for char in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
