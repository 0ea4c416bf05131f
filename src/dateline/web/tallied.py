"""Totals against items for a whole record: candidates picked from the shelf, compared by the rules of reconciliation.

All totals are compared on what the shelf holds; the incidents themselves are read only for the totals that are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from dateline.domain.actor import Place
from dateline.domain.dates import DateRange, parse_edtf
from dateline.domain.incident import Incident
from dateline.domain.report import Located, Participant
from dateline.domain.vocabulary import EventType, PlacePrecision, Status
from dateline.reconcile.totals import Balance, Tally, tally
from dateline.store.protocol import Store
from dateline.web.columns import Ints
from dateline.web.desk import Desk
from dateline.web.row import NO_DAY, Row
from dateline.web.selection import Mask
from dateline.web.shelf import Shelf, way_from

ORDER = (Balance.FEWER, Balance.MORE, Balance.NO_NUMBER, Balance.AS_MANY)
"""What is worth looking at first: totals that the record does not bear out."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A total of the record and its tally; killed and injured are counted only once it is `counted`."""

    total: Incident
    tally: Tally

    @property
    def missing(self) -> int:
        """How many more the total tells than the record lists."""
        told = self.tally.told.low if self.tally.told else None
        return max(0, (told or 0) - len(self.tally.items))


@dataclass(frozen=True, slots=True)
class Totals:
    """Every total that tells a number or a period, those that the record does not bear out first."""

    compared: tuple[Compared, ...]
    at: Mapping[str, int]
    shelf: Shelf


def totals(desk: Desk) -> Totals:
    """The totals of a workspace as they are now."""
    return desk.kept("totals", lambda shelf, before: _totals(desk.engine.store, shelf, before))


def counted(store: Store, one: Compared) -> Compared:
    """The same total with what its items add up to."""
    items = store.record.incidents_by_id((*one.tally.items, *one.tally.possible))
    return Compared(one.total, tally(one.total, items))


def _totals(store: Store, shelf: Shelf, before: Totals | None = None) -> Totals:
    told = [shelf.rows[at].id for at in np.flatnonzero(shelf.aggregate)]
    still = _still(before, shelf) if before else {}
    kept: dict[int, Incident] = {}
    found = [still[one] for one in told if one in still]
    look = _Look.at(shelf)
    for total in store.record.incidents_by_id([one for one in told if one not in still]):
        if not (total.count or total.when):
            continue
        near = [int(at) for at in np.flatnonzero(_near(look, total))]
        for at in near:
            if at not in kept:
                kept[at] = _plain(shelf.rows[at])
        found.append(Compared(total, tally(total, [kept[at] for at in near])))
    found.sort(key=lambda one: (ORDER.index(one.tally.balance), -one.missing, one.total.id))
    return Totals(tuple(found), {one.total.id: number for number, one in enumerate(found)}, shelf)


def _still(before: Totals, shelf: Shelf) -> dict[str, Compared]:
    """The totals that nothing changed near: neither they themselves nor what they could be compared with."""
    way = way_from(before.shelf, shelf)
    changed = [before.shelf.rows[at] for at in np.flatnonzero(way.to < 0).tolist()]
    changed += [shelf.rows[at] for at in way.fresh.tolist()]
    look = _Look.at(Shelf(tuple(changed)))
    mine = {row.id for row in changed}
    return {
        one.total.id: one
        for one in before.compared
        if one.total.id not in mine and one.total.id in shelf.at and not _near(look, one.total).any()
    }


@dataclass(frozen=True, slots=True)
class _Look:
    """Columns by which candidates are picked: rows without a part on a side, of open or no date, by actor."""

    shelf: Shelf
    without: Mapping[str, Mask]
    whenever: Mask
    order: Ints
    codes: Ints

    @classmethod
    def at(cls, shelf: Shelf) -> _Look:
        without = {"actors": shelf.no_actors, "recipients": shelf.no_recipients}
        order = np.argsort(shelf.several["actor"].codes, kind="stable").astype(np.int32)
        return cls(shelf, without, shelf.whenever, order, shelf.several["actor"].codes[order])

    def having(self, actors: list[str]) -> Mask:
        """The rows in which any of these actors takes part."""
        pairs = self.shelf.several["actor"]
        found: Mask = np.zeros(len(self.shelf), bool)
        for code in (pairs.number[one] for one in actors if one in pairs.number):
            first, last = np.searchsorted(self.codes, np.array([code, code + 1], np.int32))
            found[pairs.rows[self.order[first:last]]] = True
        return found


def _near(look: _Look, total: Incident) -> Mask:
    """A little more than what the comparison can let through, without looking at any incident by itself."""
    shelf, types = look.shelf, look.shelf.words["type"]
    mask: Mask = ~shelf.aggregate & (types.codes == types.number.get(str(total.type), -1))
    if total.when is not None:
        last = total.when.latest or (total.first_reported.latest if total.first_reported else None)
        mask &= look.whenever | (_before(shelf.first, last) & _after(shelf.last, total.when.earliest))
    where = total.where.place if total.where else None
    country = (where.country if where else None) or total.country
    if country:
        countries = shelf.words["country"]
        mask &= (countries.codes == 0) | (countries.codes == countries.number.get(country, -1))
    for side, none in look.without.items():
        told = [one.actor_id for one in getattr(total, side)]
        if told and all(told):
            mask &= look.having(told) | none
    return mask


def _before(days: Ints, last: date | None) -> Mask:
    return days <= last.toordinal() if last else np.ones(len(days), bool)


def _after(days: Ints, first: date | None) -> Mask:
    return days >= first.toordinal() if first else np.ones(len(days), bool)


def _when(row: Row) -> DateRange | None:
    if ".." in row.date:
        return parse_edtf(row.date)
    return None if row.first == NO_DAY else DateRange(date.fromordinal(row.first), date.fromordinal(row.last))


def _plain(row: Row) -> Incident:
    """As much of an incident as the comparison looks at."""
    place = None
    if row.place:
        precision = PlacePrecision(row.precision or "point")
        place = Place(row.place, row.place_name, precision, row.country or None, row.admin1 or None)
    return Incident(
        id=row.id,
        type=EventType(row.type),
        reports=row.reports,
        articles=row.articles,
        independent_sources=row.independent,
        when=_when(row),
        where=Located(place, None) if place else None,
        country=row.country or None,
        status=Status(row.status),
        aggregate=row.aggregate,
        actors=_side(row, "actors"),
        recipients=_side(row, "recipients"),
    )


def _side(row: Row, side: str) -> tuple[Participant, ...]:
    return tuple(Participant(one.actor, one.name, None) for one in row.parts if one.side == side)
