"""Which of several given values is shown. One rule for all fields:

1. what a person corrected;
2. what fits most independent origins ('on Thursday' fits who says 'last week', not the other way round);
3. the more exact before the vaguer;
4. news before recall, then the later article (a correction);
5. the smaller key, so that nothing depends on order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dateline.domain.actor import Place
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.report import FieldValue
from dateline.reconcile.gather import Given, Member, value_key
from dateline.reconcile.weapons import weapon_group, weapons_agree

_EXACTNESS = {"point": 0, "town": 1, "district": 2, "province": 3, "region": 4, "country": 5}


def choose(given: Sequence[Given], field: str, members: Mapping[str, Member]) -> FieldValue | None:
    """The value shown for a field, None when nobody gives one; alternatives count only when nothing else is given."""
    mine = [one for one in given if one.field == field]
    mine = [one for one in mine if not one.alternative] or mine
    if not mine:
        return None
    values = {value_key(one.value): one.value for one in mine}

    def rank(key: str) -> tuple[int, float, int, int, str]:
        value = values[key]
        fitting = {one.source for one in mine if _fits(value, one.value)}
        telling = [members[one.report] for one in mine if value_key(one.value) == key]
        latest = max(one.view.published or 0 for one in telling)
        recalled = all(one.report.background for one in telling)
        return -len(fitting), _vagueness(value), int(recalled), -latest, key

    return values[min(values, key=rank)]


def _fits(value: FieldValue, other: FieldValue) -> bool:
    """The other value, as told, can be true when this one is; for a place, it is this one or holds it."""
    if isinstance(value, CountRange) and isinstance(other, CountRange):
        return value.agrees_with(other)
    if isinstance(value, DateRange) and isinstance(other, DateRange):
        return value.lies_in(other)
    if isinstance(value, Place) and isinstance(other, Place):
        return value.id == other.id or _holds(other, value)
    if isinstance(value, str) and isinstance(other, str):
        return value_key(value) == value_key(other) or bool(weapon_group(value) and weapons_agree(value, other))
    return False


def _holds(outer: Place, inner: Place) -> bool:
    if outer.country and inner.country and outer.country != inner.country:
        return False
    level = str(outer.precision)
    if level == "country":
        return True
    return level in ("province", "region") and bool(outer.admin1) and outer.admin1 == inner.admin1


def _vagueness(value: FieldValue) -> float:
    if isinstance(value, CountRange):
        return 100.0 if value.low is None or value.high is None else float(min(99, value.high - value.low))
    if isinstance(value, DateRange):
        if value.earliest is None or value.latest is None:
            return 9999.0
        return float((value.latest - value.earliest).days)
    if isinstance(value, Place):
        return float(_EXACTNESS[str(value.precision)])
    return 0.0 if weapon_group(value) else 0.5


STATUS_ORDER: tuple[str, ...] = ("happened", "alleged", "denied", "planned", "hypothetical")


def choose_status(members: Sequence[Member], source: Callable[[Member], str]) -> str:
    """Happened once an independent article states it; else alleged, denied only when nobody else asserts it."""
    told = {str(one.report.status) for one in members}
    stated = {source(one) for one in members if str(one.report.status) == "happened"}
    doubted = {source(one) for one in members if str(one.report.status) in ("alleged", "denied")}
    if stated and len(stated) * 2 >= len(doubted):
        return "happened"
    return next(status for status in ("alleged", *STATUS_ORDER) if status in told)
