"""All incidents side by side in columns, so that filters, counts and the time brush answer at once.

A shelf is made from the stored incidents and never changed; `renew` makes the next one and reads only the incidents
that differ. What it holds of an incident is what lists, filters and the map show; the incident itself stays in the
store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.domain.codec import dumps
from dateline.domain.dates import parse_edtf
from dateline.store.protocol import Store
from dateline.store.sql_record import SqlRecord

Ints = npt.NDArray[np.int32]
NO_DAY = -1
"""Stands for 'no day' among day numbers (`date.toordinal`)."""

PRECISIONS = ("point", "town", "district", "province", "region", "country")
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
    from dateline.domain.codec import decode
    from dateline.domain.dates import DateRange

    if when.get("earliest") == when.get("latest") and "precision" not in when and not when.get("uncertain"):
        return str(when["earliest"])
    return decode(DateRange, when).edtf()


class Coded(NamedTuple):
    """A column of words as numbers: `names[codes[i]]` is the word of row i; the empty word is always number 0."""

    names: tuple[str, ...]
    codes: Ints
    number: Mapping[str, int]


def coded(words: Sequence[str]) -> Coded:
    """Give each distinct word a number, in order of the alphabet."""
    names = tuple(sorted({"", *words}))
    number = {name: at for at, name in enumerate(names)}
    return Coded(names, np.fromiter((number[word] for word in words), np.int32, len(words)), number)


class Pairs(NamedTuple):
    """Several words a row: row `rows[i]` has the word number `codes[i]`, sorted by row."""

    names: tuple[str, ...]
    rows: Ints
    codes: Ints
    number: Mapping[str, int]


def paired(words: Sequence[Sequence[str]]) -> Pairs:
    """Give each distinct word of many rows a number."""
    names = tuple(sorted({word for row in words for word in row}))
    number = {name: at for at, name in enumerate(names)}
    flat = [(at, number[word]) for at, row in enumerate(words) for word in sorted(set(row))]
    table = np.array(flat, np.int32).reshape(-1, 2)
    return Pairs(names, np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1]), number)


@dataclass
class Shelf:
    """The rows in order of first day (undated last), then id, and their columns."""

    rows: tuple[Row, ...]
    outlet_of: Mapping[str, str] = field(default_factory=dict)
    outlet_names: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Incident id -> its row."""
        return {row.id: number for number, row in enumerate(self.rows)}

    def numbers(self, pick: Callable[[Row], int]) -> Ints:
        """A column of whole numbers."""
        return np.fromiter((pick(row) for row in self.rows), np.int32, len(self.rows))

    @cached_property
    def first(self) -> Ints:
        """First possible day."""
        return self.numbers(lambda row: row.first)

    @cached_property
    def last(self) -> Ints:
        """Last possible day."""
        return self.numbers(lambda row: row.last)

    @cached_property
    def lat(self) -> npt.NDArray[np.float32]:
        """Degrees north."""
        return np.fromiter((row.lat for row in self.rows), np.float32, len(self.rows))

    @cached_property
    def lon(self) -> npt.NDArray[np.float32]:
        """Degrees east."""
        return np.fromiter((row.lon for row in self.rows), np.float32, len(self.rows))

    @cached_property
    def precision(self) -> Ints:
        """Number of the precision in `PRECISIONS`; one past the end without a place or coordinates."""
        known = {name: at for at, name in enumerate(PRECISIONS)}
        none = len(PRECISIONS)
        return self.numbers(lambda row: known.get(row.precision, none) if row.lat == row.lat else none)

    @cached_property
    def words(self) -> Mapping[str, Coded]:
        """The columns of single words, by filter."""
        return {
            "type": coded([row.type for row in self.rows]),
            "mode": coded([f"{row.type}.{row.mode}" if row.mode else "" for row in self.rows]),
            "status": coded([row.status for row in self.rows]),
            "country": coded([row.country for row in self.rows]),
            "admin1": coded([f"{row.country}/{row.admin1}" if row.admin1 else "" for row in self.rows]),
            "credibility": coded([str(row.credibility) for row in self.rows]),
            "place": coded([row.place for row in self.rows]),
        }

    @cached_property
    def several(self) -> Mapping[str, Pairs]:
        """The columns of several words, by filter; an actor also with its stance (`id~claimed`) or as `id~suffered`."""
        return {
            "actor": paired([[one.actor for one in row.parts if one.actor] for row in self.rows]),
            "stance": paired([[stance_key(one) for one in row.parts if one.actor] for row in self.rows]),
            "source": paired([[self.outlet_of.get(one, "") for one in row.articles] for row in self.rows]),
        }

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """Actor id -> the name used most in incidents (the first met among equals)."""
        return {one.actor: one.name for row in reversed(self.rows) for one in row.parts if one.actor}

    @cached_property
    def place_names(self) -> Mapping[str, str]:
        """Place id -> name."""
        return {row.place: row.place_name for row in self.rows if row.place}

    @cached_property
    def independent(self) -> Ints:
        """How many independent origins."""
        return self.numbers(lambda row: row.independent)

    @cached_property
    def disputed(self) -> npt.NDArray[np.bool_]:
        """Reports of one incident really differ."""
        return self.numbers(lambda row: row.disputed).astype(bool)

    @cached_property
    def background(self) -> npt.NDArray[np.bool_]:
        """Only recalled, never news."""
        return self.numbers(lambda row: row.background).astype(bool)

    @cached_property
    def aggregate(self) -> npt.NDArray[np.bool_]:
        """A total over a time."""
        return self.numbers(lambda row: row.aggregate).astype(bool)

    def warm(self) -> Shelf:
        """Work out all columns now, so that no reader waits for them."""
        _ = (self.at, self.first, self.last, self.lat, self.lon, self.precision, self.words, self.several)
        _ = (self.actor_names, self.place_names, self.independent, self.disputed, self.background, self.aggregate)
        return self


def stance_key(part: Part) -> str:
    """An actor with what it is said to have done: `id~stated`, `~claimed`, `~blamed`, `~unknown` or `~suffered`."""
    return f"{part.actor}~{'suffered' if part.side == 'recipients' else part.stance}"


def renew(store: Store, before: Shelf | None = None) -> Shelf:
    """The shelf as the store is now; rows that did not change are taken from the one before."""
    digests = _digests(store)
    kept = {row.id: row for row in before.rows if digests.get(row.id) == row.digest} if before else {}
    if before is not None and len(kept) == len(digests) == len(before.rows):
        return before
    fresh = [ident for ident in digests if ident not in kept]
    kept.update((row.id, row) for row in (row_of(digests[one], body) for one, body in _bodies(store, fresh)))
    rows = sorted(kept.values(), key=lambda row: (row.first == NO_DAY, row.first, row.id))
    return Shelf(tuple(rows), *_outlets(store)).warm()


def _digests(store: Store) -> dict[str, str]:
    """Incident id -> a mark of its content."""
    if isinstance(store.record, SqlRecord):
        from sqlalchemy import select

        from dateline.store import schema as t

        with store.record.database.read() as connection:
            found = connection.execute(
                select(t.incidents.c.id, t.incidents.c.digest).where(t.incidents.c.rejected == 0)
            )
            return {row.id: row.digest for row in found}
    return {one.id: dumps(one) for one in store.record.incidents()}


def _bodies(store: Store, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    if isinstance(store.record, SqlRecord):
        from sqlalchemy import select

        from dateline.store import schema as t

        whole = len(ids) > 20_000
        question = select(t.incidents.c.id, t.incidents.c.body)
        wanted = set(ids)
        found = store.record.database.rows(question, t.incidents.c.id, None if whole else ids)
        return ((row.id, row.body) for row in found if row.id in wanted)
    return ((one.id, dumps(one)) for one in store.record.incidents_by_id(ids))


def _outlets(store: Store) -> tuple[dict[str, str], dict[str, str]]:
    """Article id -> key of its outlet, and key -> the outlet's name as printed."""
    if isinstance(store.record, SqlRecord):
        from sqlalchemy import func, select

        from dateline.store import schema as t

        with store.record.database.read() as connection:
            found = connection.execute(select(t.articles.c.id, t.articles.c.outlet_key))
            keys = {row.id: row.outlet_key for row in found}
            one_each = select(func.min(t.articles.c.id)).group_by(t.articles.c.outlet_key)
            examples = list(connection.scalars(one_each))
        names = {keys[one.id]: one.outlet or "" for one in store.readings.articles(examples) if one.id in keys}
        return keys, names
    from dateline.domain.query import fold_name

    articles = list(store.readings.articles())
    keys = {one.id: fold_name(one.outlet or "") for one in articles}
    return keys, {fold_name(one.outlet or ""): one.outlet or "" for one in articles}


def days_of(edtf: str) -> tuple[date | None, date | None]:
    """First and last day of a date as people write it (`2020`, `2020-06`, `2020-06-25`); raises ValueError."""
    when = parse_edtf(edtf)
    return when.earliest, when.latest
