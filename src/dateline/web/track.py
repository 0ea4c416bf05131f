"""When it happened, drawn as a bar as wide as what is known, with the days on which it was reported beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateline.domain.dates import DateRange

WIDE, TALL = 600, 46
"""Size of the drawing in its own units."""


class Tick(NamedTuple):
    """A mark on the axis and what it says."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Track:
    """Where the bar begins and how wide it is, reports by place with how many, and the axis."""

    x: float
    width: float
    told: tuple[tuple[float, int], ...]
    ticks: tuple[Tick, ...]
    open_start: bool
    open_end: bool


def track(when: DateRange | None, told: Iterable[date]) -> Track | None:
    """The drawing of a date; None when no day bounds it."""
    first = (when.earliest or when.latest) if when else None
    last = (when.latest or when.earliest) if when else None
    if when is None or first is None or last is None:
        return None
    days = sorted(told)
    near = [day for day in days if first - timedelta(days=31) <= day <= last + timedelta(days=366)]
    low, high = min([first, *near]), max([last, *near])
    margin = timedelta(days=max(3, (high - low).days // 6))
    low, high = _moved(low, -margin), _moved(high, margin)
    span = (high - low).days + 1

    def at(day: date) -> float:
        return round((day - low).days / span * WIDE, 1)

    places: dict[float, int] = {}
    for day in near:
        x = round(at(day) + WIDE / span / 2, 1)
        places[x] = places.get(x, 0) + 1
    width = max(4.0, round(((last - first).days + 1) / span * WIDE, 1))
    ticks = _ticks(low, high)
    marks = tuple(Tick(at(day), label) for day, label in ticks)
    return Track(at(first), width, tuple(places.items()), marks, when.earliest is None, when.latest is None)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _ticks(low: date, high: date) -> list[tuple[date, str]]:
    """Days, months or years, as many as can be read: at most eight."""
    span = (high - low).days + 1
    if span <= 45:
        step = 1 if span <= 9 else 2 if span <= 16 else 7
        first = low.toordinal() + (-low.toordinal()) % step
        days = [date.fromordinal(number) for number in range(first, high.toordinal() + 1, step)]
        return [(day, day.isoformat() if at == 0 else day.isoformat()[5:]) for at, day in enumerate(days)]
    months = span // 30 + 1
    step = next((one for one in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months // one <= 8), 1200)
    numbers = range(low.year * 12 + low.month, high.year * 12 + high.month)
    starts = [date(number // 12, number % 12 + 1, 1) for number in numbers if number % step == 0]
    return [(day, str(day.year) if step >= 12 else day.isoformat()[:7]) for day in starts]
