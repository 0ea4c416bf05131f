"""All incidents side by side in columns, so that filters, counts and the time brush answer at once.

A shelf is made from the stored incidents and never changed; `renew` makes the next one and reads only the incidents
that differ. What it holds of an incident is what lists, filters and the map show; the incident itself stays in the
store.
"""

from __future__ import annotations

import bisect
import weakref
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.domain.codec import dumps
from dateline.domain.dates import parse_edtf
from dateline.store.protocol import Store
from dateline.store.sql_record import SqlRecord
from dateline.web.columns import (
    Coded,
    Ints,
    Moved,
    Pairs,
    coded,
    coded_moved,
    in_place,
    moved,
    numbers_moved,
    paired,
    pairs_moved,
)
from dateline.web.row import NO_DAY, Row, precision_number, row_of, stance_key

_NUMBERS: Mapping[str, tuple[Callable[[Row], float], type]] = {
    "first": (lambda row: row.first, np.int32),
    "last": (lambda row: row.last, np.int32),
    "lat": (lambda row: row.lat, np.float32),
    "lon": (lambda row: row.lon, np.float32),
    "precision": (precision_number, np.int32),
    "independent": (lambda row: row.independent, np.int32),
    "disputed": (lambda row: row.disputed, np.bool_),
    "background": (lambda row: row.background, np.bool_),
    "aggregate": (lambda row: row.aggregate, np.bool_),
    "whenever": (lambda row: row.first == NO_DAY or ".." in row.date, np.bool_),
    "no_actors": (lambda row: not any(one.side == "actors" for one in row.parts), np.bool_),
    "no_recipients": (lambda row: not any(one.side == "recipients" for one in row.parts), np.bool_),
    "decided": (lambda row: row.decided, np.bool_),
    "killed": (lambda row: min(row.killed, 2**31 - 1), np.int32),
    "confidence": (lambda row: row.confidence, np.float32),
}
_WORDS: Mapping[str, Callable[[Row], str]] = {
    "type": lambda row: row.type,
    "mode": lambda row: f"{row.type}.{row.mode}" if row.mode else "",
    "status": lambda row: row.status,
    "country": lambda row: row.country,
    "admin1": lambda row: f"{row.country}/{row.admin1}" if row.admin1 else "",
    "credibility": lambda row: str(row.credibility),
    "place": lambda row: row.place,
}


@dataclass
class Shelf:
    """The rows in order of first day (undated last), then id, and their columns.

    `came` is the shelf that this one was made from, and how the rows moved; it is let go once the columns are there.
    `way` is kept: how the rows moved since the shelf that `origin` leads to, as long as somebody holds that one.
    """

    rows: tuple[Row, ...]
    outlet_of: Mapping[str, str] = field(default_factory=dict)
    outlet_names: Mapping[str, str] = field(default_factory=dict)
    came: tuple[Shelf, Moved] | None = field(default=None, repr=False)
    origin: weakref.ref[Shelf] | None = field(default=None, repr=False)
    way: Moved | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Incident id -> its row."""
        return dict(zip([row.id for row in self.rows], range(len(self.rows)), strict=True))

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Incident id -> a mark of its content."""
        return {row.id: row.digest for row in self.rows}

    def _fresh(self, way: Moved) -> list[Row]:
        return [self.rows[at] for at in way.fresh.tolist()]

    def _numbers(self, name: str) -> Any:
        pick, kind = _NUMBERS[name]
        if self.came:
            before, way = self.came
            return numbers_moved(getattr(before, name), way, [pick(row) for row in self._fresh(way)])
        return np.fromiter(map(pick, self.rows), kind, len(self.rows))

    def _words(self, name: str) -> Coded:
        if self.came:
            before, way = self.came
            return coded_moved(before.words[name], way, [_WORDS[name](row) for row in self._fresh(way)])
        return coded([_WORDS[name](row) for row in self.rows])

    def _several(self, name: str, pick: Callable[[Row], Sequence[str]]) -> Pairs:
        if self.came:
            before, way = self.came
            return pairs_moved(before.several[name], way, [pick(row) for row in self._fresh(way)])
        return paired([pick(row) for row in self.rows])

    @cached_property
    def first(self) -> Ints:
        """First possible day."""
        found: Ints = self._numbers("first")
        return found

    @cached_property
    def last(self) -> Ints:
        """Last possible day."""
        found: Ints = self._numbers("last")
        return found

    @cached_property
    def lat(self) -> npt.NDArray[np.float32]:
        """Degrees north."""
        found: npt.NDArray[np.float32] = self._numbers("lat")
        return found

    @cached_property
    def lon(self) -> npt.NDArray[np.float32]:
        """Degrees east."""
        found: npt.NDArray[np.float32] = self._numbers("lon")
        return found

    @cached_property
    def precision(self) -> Ints:
        """Number of the precision in `PRECISIONS`; one past the end without a place or coordinates."""
        found: Ints = self._numbers("precision")
        return found

    @cached_property
    def words(self) -> Mapping[str, Coded]:
        """The columns of single words, by filter."""
        return {name: self._words(name) for name in _WORDS}

    @cached_property
    def several(self) -> Mapping[str, Pairs]:
        """The columns of several words, by filter; an actor also with its stance (`id~claimed`) or as `id~suffered`."""
        return {
            "actor": self._several("actor", lambda row: [one.actor for one in row.parts if one.actor]),
            "stance": self._several("stance", lambda row: [stance_key(one) for one in row.parts if one.actor]),
            "source": self._several("source", lambda row: [self.outlet_of.get(one, "") for one in row.articles]),
        }

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """Actor id -> the name used in its first incident."""
        pairs = self.several["actor"]
        codes, at = np.unique(pairs.codes, return_index=True)
        found = {}
        for code, row in zip(codes.tolist(), pairs.rows[at].tolist(), strict=True):
            actor = pairs.names[code]
            found[actor] = next(one.name for one in self.rows[row].parts if one.actor == actor)
        return found

    @cached_property
    def place_names(self) -> Mapping[str, str]:
        """Place id -> name."""
        places = self.words["place"]
        codes, at = np.unique(places.codes, return_index=True)
        rows = zip(codes.tolist(), at.tolist(), strict=True)
        return {places.names[code]: self.rows[row].place_name for code, row in rows if code}

    @cached_property
    def independent(self) -> Ints:
        """How many independent origins."""
        found: Ints = self._numbers("independent")
        return found

    @cached_property
    def disputed(self) -> npt.NDArray[np.bool_]:
        """Reports of one incident really differ."""
        found: npt.NDArray[np.bool_] = self._numbers("disputed")
        return found

    @cached_property
    def background(self) -> npt.NDArray[np.bool_]:
        """Only recalled, never news."""
        found: npt.NDArray[np.bool_] = self._numbers("background")
        return found

    @cached_property
    def aggregate(self) -> npt.NDArray[np.bool_]:
        """A total over a time."""
        found: npt.NDArray[np.bool_] = self._numbers("aggregate")
        return found

    @cached_property
    def whenever(self) -> npt.NDArray[np.bool_]:
        """Without a day, or open at an end."""
        found: npt.NDArray[np.bool_] = self._numbers("whenever")
        return found

    @cached_property
    def no_actors(self) -> npt.NDArray[np.bool_]:
        """Nobody is said to have done it."""
        found: npt.NDArray[np.bool_] = self._numbers("no_actors")
        return found

    @cached_property
    def no_recipients(self) -> npt.NDArray[np.bool_]:
        """Nobody is said to have suffered it."""
        found: npt.NDArray[np.bool_] = self._numbers("no_recipients")
        return found

    @cached_property
    def decided(self) -> npt.NDArray[np.bool_]:
        """A person decided something about it."""
        found: npt.NDArray[np.bool_] = self._numbers("decided")
        return found

    @cached_property
    def killed(self) -> Ints:
        """At least so many people."""
        found: Ints = self._numbers("killed")
        return found

    @cached_property
    def confidence(self) -> npt.NDArray[np.float32]:
        """How sure the reading is, 0..1."""
        found: npt.NDArray[np.float32] = self._numbers("confidence")
        return found

    def warm(self) -> Shelf:
        """Work out all columns now, so that no reader waits for them."""
        _ = (self.at, self.first, self.last, self.lat, self.lon, self.precision, self.words, self.several)
        _ = (self.actor_names, self.place_names, self.independent, self.disputed, self.background, self.aggregate)
        _ = (self.decided, self.killed, self.confidence, self.whenever, self.no_actors, self.no_recipients)
        self.came = None
        return self


def renew(store: Store, before: Shelf | None = None, same_articles: bool = False) -> Shelf:
    """The shelf as the store is now; rows that did not change are taken from the one before.

    With `same_articles` only decisions came in between, so that the articles need not be looked at again.
    """
    digests = _digests(store)
    if before is not None and digests == before.digests:
        return before
    known = before.digests if before else {}
    fresh = {ident for ident, _ in digests.items() - known.items()}
    gone = {ident for ident, _ in known.items() - digests.items()}
    outlets = (before.outlet_of, before.outlet_names) if before and same_articles else _outlets(store)
    new = [row_of(digests[one], body) for one, body in _bodies(store, fresh)]
    if before and len(new) + len(gone) <= _FEW and _still(before.outlet_of, outlets[0]):
        made = _mended(before, gone, new, outlets)
    else:
        kept = (row for row in (before.rows if before else ()) if row.id not in gone)
        made = Shelf(tuple(sorted([*kept, *new], key=_order)), *outlets)
    made.__dict__["digests"] = digests
    return made.warm()


def _still(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """The articles known before have the outlets that they had."""
    return now is before or before.items() <= now.items()


def _mended(
    before: Shelf, gone: Collection[str], new: Sequence[Row], outlets: tuple[Mapping[str, str], Mapping[str, str]]
) -> Shelf:
    """The shelf without some rows and with some others, its columns yet to follow."""
    out = sorted((before.at[one] for one in gone), reverse=True)
    rows = list(before.rows)
    for at in out:
        del rows[at]
    for row in new:
        bisect.insort(rows, row, key=_order)
    made = Shelf(tuple(rows), *outlets)
    fresh = np.array(sorted(made.at[row.id] for row in new), np.int32)
    to = np.full(len(before), -1, np.int32)
    kept = np.ones(len(before), bool)
    kept[out] = False
    to[kept] = np.setdiff1d(np.arange(len(rows), dtype=np.int32), fresh, assume_unique=True)
    made.way, made.origin = Moved(to, fresh, len(rows)), weakref.ref(before)
    made.came = (before, made.way)
    return made


def way_from(before: Shelf, after: Shelf) -> Moved:
    """How the rows moved from one shelf to a later one."""
    if after is before:
        return in_place(len(after), ())
    if after.way is not None and after.origin is not None and after.origin() is before:
        return after.way
    return moved(before.rows, after.rows, after.at)


_FEW = 2000
"""Changed rows up to which columns are mended instead of made anew."""


def _order(row: Row) -> tuple[bool, int, str]:
    return row.first == NO_DAY, row.first, row.id


def _digests(store: Store) -> dict[str, str]:
    """Incident id -> a mark of its content."""
    if isinstance(store.record, SqlRecord):
        from sqlalchemy import select

        from dateline.store import schema as t

        with store.record.database.read() as connection:
            question = select(t.incidents.c.id, t.incidents.c.digest).where(t.incidents.c.rejected == 0)
            return dict(connection.execute(question).cursor.fetchall())  # plain tuples: there are very many
    return {one.id: dumps(one) for one in store.record.incidents()}


def _bodies(store: Store, ids: Collection[str]) -> Iterable[tuple[str, str]]:
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
