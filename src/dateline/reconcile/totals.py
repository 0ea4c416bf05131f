"""Totals against items: 'over 130 attacks since March' beside what the record itself lists for the same matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dateline.domain.actor import Place
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Incident
from dateline.domain.report import Participant
from dateline.domain.vocabulary import Status


class Balance(StrEnum):
    """How the record's items stand to the total told."""

    FEWER = "fewer"
    AS_MANY = "as_many"
    MORE = "more"
    NO_NUMBER = "no_number"


@dataclass(frozen=True, slots=True)
class Tally:
    """A total told and the incidents that the record lists for the same actor, target, place and period.

    `possible` could belong but lack a field that the total tells (so nobody can say). `killed` and `injured` add up
    the items' lower ends. `reason` says what was compared, in words.
    """

    total: str
    told: CountRange | None
    items: tuple[str, ...]
    possible: tuple[str, ...]
    killed: int
    injured: int
    balance: Balance
    reason: str


def tally(total: Incident, incidents: Iterable[Incident]) -> Tally:
    """Compare one aggregate with the single incidents of the record; raises ValueError for one that is no aggregate."""
    if not total.aggregate:
        raise ValueError(f"{total.id} is a single happening, not a total")
    items: list[Incident] = []
    possible: list[Incident] = []
    for one in incidents:
        fit = _fits(total, one)
        if fit is not None:
            (items if fit else possible).append(one)
    items.sort(key=lambda one: one.id)
    return Tally(
        total=total.id,
        told=total.count,
        items=tuple(one.id for one in items),
        possible=tuple(sorted(one.id for one in possible)),
        killed=sum((one.killed.low or 0) for one in items if one.killed),
        injured=sum((one.injured.low or 0) for one in items if one.injured),
        balance=_balance(total.count, len(items)),
        reason=_reason(total, len(items)),
    )


def tallies(incidents: Iterable[Incident]) -> tuple[Tally, ...]:
    """Every total of the record that tells a number or a period, against its items, in order of id."""
    everything = sorted(incidents, key=lambda one: one.id)
    return tuple(tally(one, everything) for one in everything if one.aggregate and (one.count or one.when))


def _fits(total: Incident, one: Incident) -> bool | None:
    """True: an item; False: it may be one; None: it is none."""
    if one.aggregate or one.id == total.id or one.type != total.type or one.status not in _COUNTED:
        return None
    answers = (
        _within(total.when, one.when, total.first_reported),
        _people(total.actors, one.actors),
        _people(total.recipients, one.recipients),
        _place(total, one),
    )
    if any(answer is None for answer in answers):
        return None
    return all(answers)


_COUNTED = frozenset({Status.HAPPENED, Status.ALLEGED})


def _within(period: DateRange | None, when: DateRange | None, told: DateRange | None) -> bool | None:
    if period is None:
        return True
    if when is None or when.earliest is None or when.latest is None:
        return False
    last = period.latest or (told.latest if told else None)
    if (period.earliest and when.latest < period.earliest) or (last and when.earliest > last):
        return None
    return (not period.earliest or when.earliest >= period.earliest) and (not last or when.latest <= last)


def _people(told: tuple[Participant, ...], mine: tuple[Participant, ...]) -> bool | None:
    if not told:
        return True
    if not mine:
        return False
    return True if {one.actor_id for one in told} & {one.actor_id for one in mine} else None


def _place(total: Incident, one: Incident) -> bool | None:
    wide: Place | None = total.where.place if total.where else None
    country = wide.country if wide and wide.country else total.country
    if country and one.country and country != one.country:
        return None
    if wide is None:
        return bool(one.country) or country is None
    near = one.where.place if one.where else None
    if near is None:
        return False
    if near.id == wide.id or str(wide.precision) == "country":
        return True
    if str(wide.precision) in ("province", "region"):
        return near.admin1 == wide.admin1 if near.admin1 and wide.admin1 else False
    return None


def _balance(told: CountRange | None, number: int) -> Balance:
    if told is None:
        return Balance.NO_NUMBER
    if told.agrees_with(CountRange.exactly(number)):
        return Balance.AS_MANY
    return Balance.FEWER if number < (told.low or 0) else Balance.MORE


def _reason(total: Incident, number: int) -> str:
    matters = [str(total.type)]
    if total.actors:
        matters.append("by " + ", ".join(one.name for one in total.actors[:3]))
    if total.recipients:
        matters.append("against " + ", ".join(one.name for one in total.recipients[:3]))
    if total.where:
        matters.append("in " + total.where.place.name)
    if total.when:
        matters.append(str(total.when))
    told = str(total.count) if total.count else "no number"
    return f"told: {told}; the record lists {number} ({', '.join(matters)})"
