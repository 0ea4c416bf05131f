"""Which of two places says more exactly where, and which of two dates says more exactly when."""

from __future__ import annotations

import math

from dateline.domain.actor import DateMention, Place, PlaceMention
from dateline.domain.dates import DateRange
from dateline.domain.vocabulary import PlacePrecision

_PRECISION = list(PlacePrecision)
_TOWNS = frozenset({PlacePrecision.TOWN, PlacePrecision.DISTRICT})
_QUARTER_KM = 25.0
"""A district this near to a town's middle, under another name, is a quarter or an outskirt of it."""
_NEAR = "near it, not in it"
"""The reason of a place that tells only what the site lies near to."""
_UNITS = ("year", "month", "day")


def finer_place(new: Place, old: Place) -> bool:
    """Whether `new` tells more exactly where than `old`; a quarter is finer than its city."""
    if new.precision in _TOWNS and old.precision in _TOWNS and new.name != old.name:
        if _quarter_of(new, old):
            return True
        if _quarter_of(old, new):
            return False
    return _PRECISION.index(new.precision) < _PRECISION.index(old.precision)


def finer_told(new: PlaceMention, old: PlaceMention) -> bool:
    """Whether `new` tells more exactly where; 'Ariha, south of Idlib': what a site is measured from is not the site."""
    one, other = new.place, old.place
    beside = one.country == other.country and one.name != other.name and {one.precision, other.precision} <= _TOWNS
    if beside and (_NEAR in new.reason) != (_NEAR in old.reason):
        return _NEAR in old.reason
    return finer_place(one, other)


def _quarter_of(inner: Place, outer: Place) -> bool:
    """A district near a town; or a place of the province that bears the name of its capital."""
    if inner.country != outer.country or outer.name == inner.name:
        return False
    if outer.precision is PlacePrecision.TOWN and inner.precision is PlacePrecision.DISTRICT:
        return _km(inner, outer) < _QUARTER_KM
    return outer.admin1 == outer.name and inner.admin1 == outer.admin1


def _km(a: Place, b: Place) -> float:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    across = abs(a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(a.lat - b.lat, across) * 111.2


def finer_date(new: DateMention, old: DateMention) -> bool:
    """Whether `new` tells more exactly when than `old`, and does not contradict it."""
    if new.when is None or old.when is None:
        return old.when is None
    if not new.when.overlaps(old.when):
        return False
    left, right = _UNITS.index(new.when.precision.value), _UNITS.index(old.when.precision.value)
    return left > right or (left == right and _length(new.when) < _length(old.when) and _length(old.when) > _NIGHT)


_NIGHT = 2  # days that 'the night between 25 and 26 June' covers: as exact as a day


def _length(when: DateRange) -> int:
    return (when.latest - when.earliest).days + 1 if when.earliest and when.latest else 1
