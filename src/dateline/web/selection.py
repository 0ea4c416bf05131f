"""A selection of incidents: read from an address, written back into one, applied to the shelf, counted by facet."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt

from dateline.domain.query import Box
from dateline.errors import DecisionRefused
from dateline.web.columns import Coded, Ints
from dateline.web.row import NO_DAY, ON_MAP
from dateline.web.shelf import Shelf, days_of

Mask = npt.NDArray[np.bool_]

SINGLE = ("type", "mode", "status", "country", "admin1", "place", "credibility")
SEVERAL = ("actor", "stance", "source")
FACETS = (*SINGLE, *SEVERAL)
"""Filters of which any of several values will do; the address repeats the name for each value."""

SORTS = ("newest", "oldest", "sources", "disputed")
_MOST_VALUES = 60
_LONGEST = 300


class BadSelection(DecisionRefused):
    """The address asks for something that makes no sense."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The filters of Explore; what is empty asks for nothing."""

    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: date | None = None
    until: date | None = None
    box: Box | None = None
    text: str = ""
    min_sources: int = 0
    disputed: bool = False
    unplaced: bool = False
    undated: bool = False
    sort: str = "newest"

    def of(self, facet: str) -> tuple[str, ...]:
        """The values chosen for a facet."""
        return dict(self.chosen).get(facet, ())

    @property
    def narrows(self) -> bool:
        """Anything is filtered."""
        return replace(self, sort="newest") != Selection()

    def pairs(self) -> list[tuple[str, str]]:
        """The selection as the parts of an address; the same selection always gives the same parts."""
        found = [(facet, value) for facet, values in self.chosen for value in values]
        if self.since:
            found.append(("since", self.since.isoformat()))
        if self.until:
            found.append(("until", self.until.isoformat()))
        if self.box:
            box = self.box
            found.append(("bbox", f"{box.west:g},{box.south:g},{box.east:g},{box.north:g}"))
        if self.text:
            found.append(("text", self.text))
        if self.min_sources:
            found.append(("min_sources", str(self.min_sources)))
        found += [(name, "1") for name in ("disputed", "unplaced", "undated") if getattr(self, name)]
        if self.sort != "newest":
            found.append(("sort", self.sort))
        return found

    def query(self, **more: str) -> str:
        """The selection as a query string, with further parts."""
        return urlencode([*self.pairs(), *more.items()])


def read_selection(items: Iterable[tuple[str, str]]) -> Selection:
    """Read an address; parts that are no filter (map view, paging) are left out. Raises BadSelection."""
    given: dict[str, list[str]] = {}
    for name, value in items:
        if value and len(value) <= _LONGEST:
            given.setdefault(name, []).append(value)
    if sum(len(values) for values in given.values()) > _MOST_VALUES:
        raise BadSelection("too many filters at once")

    def one(name: str) -> str:
        return given.get(name, [""])[-1]

    try:
        return Selection(
            chosen=tuple((facet, tuple(dict.fromkeys(given[facet]))) for facet in FACETS if facet in given),
            since=days_of(one("since"))[0] if one("since") else None,
            until=days_of(one("until"))[1] if one("until") else None,
            box=Box.parse(one("bbox")) if one("bbox") else None,
            text=one("text").strip(),
            min_sources=max(0, min(99, int(one("min_sources") or 0))),
            disputed=one("disputed") == "1",
            unplaced=one("unplaced") == "1",
            undated=one("undated") == "1",
            sort=one("sort") if one("sort") in SORTS else "newest",
        )
    except ValueError as error:
        raise BadSelection(str(error)) from error


# --------------------------------------------------------------------------------------------------- applying


class Masks(NamedTuple):
    """Which rows each filter lets through, by filter; those that filter nothing are not there."""

    by_filter: Mapping[str, Mask]
    size: int

    def all(self, but: Sequence[str] = ()) -> Mask:
        """The rows that every filter lets through, some filters left aside."""
        found: Mask = np.ones(self.size, bool)
        for name, mask in self.by_filter.items():
            if name not in but:
                found &= mask
        return found


def masks(shelf: Shelf, chosen: Selection, in_text: frozenset[str] | None = None) -> Masks:
    """Apply each filter by itself; `in_text` are the incidents that hold the words, when words are asked for."""
    found: dict[str, Mask] = {}
    for facet in SINGLE:
        if values := chosen.of(facet):
            column = shelf.words[facet]
            found[facet] = np.isin(column.codes, _numbers(column.number, values))
    for facet in SEVERAL:
        if values := chosen.of(facet):
            pairs = shelf.several[facet]
            mask = np.zeros(len(shelf), bool)
            mask[pairs.rows[np.isin(pairs.codes, _numbers(pairs.number, values))]] = True
            found[facet] = mask
    _in_kinds(found)
    if chosen.since or chosen.until:
        found["days"] = in_days(shelf, chosen.since, chosen.until)
    if chosen.undated:
        found["undated"] = shelf.first == NO_DAY
    if chosen.box:
        found["box"] = _in_box(shelf, chosen.box)
    if chosen.unplaced:
        found["unplaced"] = shelf.precision >= ON_MAP
    if chosen.min_sources:
        found["min_sources"] = shelf.independent >= chosen.min_sources
    if chosen.disputed:
        found["disputed"] = shelf.disputed
    if in_text is not None:
        rows = [shelf.at[one] for one in in_text if one in shelf.at]
        found["text"] = np.zeros(len(shelf), bool)
        found["text"][rows] = True
    return Masks(found, len(shelf))


TREES = (("type", "mode"), ("country", "admin1", "place"), ("actor", "stance"))
"""Facets that are levels of one tree: what any level of it chooses is let through."""


def _in_kinds(found: dict[str, Mask]) -> None:
    for tree in TREES:
        here = [name for name in tree if name in found]
        for other in here[1:]:
            found[here[0]] = found[here[0]] | found.pop(other)


def _numbers(number: Mapping[str, int], values: Iterable[str]) -> list[int]:
    return [number[value] for value in values if value in number]


def in_days(shelf: Shelf, since: date | None, until: date | None) -> Mask:
    """The possible days overlap the asked ones; without a date, never."""
    found: Mask = shelf.first != NO_DAY
    if since:
        found = found & (shelf.last >= since.toordinal())
    if until:
        found = found & (shelf.first <= until.toordinal())
    return found


def _in_box(shelf: Shelf, box: Box) -> Mask:
    lat, lon = shelf.lat, shelf.lon
    with np.errstate(invalid="ignore"):
        high: Mask = (lat >= box.south) & (lat <= box.north)
        wide = (lon >= box.west) & (lon <= box.east)
        if box.west > box.east:
            wide = (lon >= box.west) | (lon <= box.east)
    return high & wide


# --------------------------------------------------------------------------------------------------- counting


class Choice(NamedTuple):
    """One value of a facet: how many incidents it would leave, and whether it is chosen."""

    value: str
    count: int  # type: ignore[assignment]  # a tuple's own `count` is not needed here
    chosen: bool


def facets(shelf: Shelf, found: Masks, chosen: Selection, most: int = 40) -> dict[str, list[Choice]]:
    """For each facet its values with counts: of all that the other filters let through, most first."""
    out: dict[str, list[Choice]] = {}
    for facet in FACETS:
        tree = next((one for one in TREES if facet in one), (facet,))
        rest = found.all(but=tree)
        names, counts = _counts(shelf, facet, rest)
        mine = set(chosen.of(facet))
        listed = [Choice(name, int(counts[at]), name in mine) for at, name in enumerate(names) if name and counts[at]]
        listed += [Choice(name, 0, True) for name in mine - {one.value for one in listed}]
        listed.sort(key=lambda one: (not one.chosen, -one.count, one.value))
        out[facet] = listed[: max(most, len(mine))] if facet in (*SEVERAL, "place") else listed[:400]
    return out


def _counts(shelf: Shelf, facet: str, rest: Mask) -> tuple[tuple[str, ...], Ints]:
    if facet in SEVERAL:
        pairs = shelf.several[facet]
        numbers = np.bincount(pairs.codes[rest[pairs.rows]], minlength=len(pairs.names))
        return pairs.names, numbers.astype(np.int32)
    column: Coded = shelf.words[facet]
    return column.names, np.bincount(column.codes[rest], minlength=len(column.names)).astype(np.int32)


def ordered(shelf: Shelf, mask: Mask, sort: str) -> Ints:
    """The rows let through, in the asked order; the shelf's own order decides among equals."""
    rows = np.flatnonzero(mask).astype(np.int32)
    dated = shelf.first[rows] != NO_DAY
    if sort == "oldest":
        return rows
    if sort == "newest":
        return np.concatenate([rows[dated][::-1], rows[~dated]])
    newest = np.concatenate([rows[dated][::-1], rows[~dated]])
    worth = shelf.independent if sort == "sources" else shelf.disputed.astype(np.int32)
    return newest[np.argsort(-worth[newest], kind="stable")]


class Page(NamedTuple):
    """A stretch of a list with the token that leads on ('' at the end)."""

    rows: list[int]
    following: str


def page_of(shelf: Shelf, rows: Ints, after: str, size: int) -> Page:
    """The rows after the one that a token names; a token whose incident is gone starts again from the top."""
    start = 0
    if after:
        at = shelf.at.get(read_token(after))
        here = np.flatnonzero(rows == at) if at is not None else np.array([], np.int64)
        start = int(here[0]) + 1 if len(here) else 0
    cut = [int(row) for row in rows[start : start + size]]
    more = start + size < len(rows)
    return Page(cut, write_token(shelf.rows[cut[-1]].id) if more and cut else "")


def write_token(ident: str) -> str:
    """A paging token: it names the last item shown, so that new items do not shift what follows."""
    return base64.urlsafe_b64encode(f"1:{ident}".encode()).decode().rstrip("=")


def read_token(token: str) -> str:
    """The item a token names; '' for what is no token."""
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
    return text[2:] if text.startswith("1:") else ""


def histogram(shelf: Shelf, mask: Mask) -> dict[str, Any]:
    """Incidents by day: days as numbers since 1970, and how many.

    What is known only roughly (a month, a year, some days) stands by itself in `spans`: first day, last day, how many;
    `undated` says how many have no date.
    """
    epoch = date(1970, 1, 1).toordinal()
    first, last = shelf.first[mask], shelf.last[mask]
    exact, rough = first[(first == last) & (first != NO_DAY)], first != last
    known, counts = np.unique(exact, return_counts=True)
    ends, many = np.unique(np.stack([first[rough], last[rough]], axis=1), axis=0, return_counts=True)
    return {
        "days": [int(day) - epoch for day in known],
        "counts": [int(count) for count in counts],
        "spans": [[int(a) - epoch, int(b) - epoch, int(n)] for (a, b), n in zip(ends, many, strict=True)],
        "undated": int((first == NO_DAY).sum()),
    }
