"""Blocks: which reports need comparing at all, so that a report meets its neighbours and not the whole record.

Two lists of keys per report. `block_keys` are kept with the report; `lookup_keys` are what a newcomer asks for. Two
reports are candidates when one asks for a key that the other keeps; the relation is symmetric. The lists differ so
that precise reports, which are many, do not all meet through a vague key: a report with a province asks for its
province and for the few that tell only the country; one with only a country asks for the whole country. Beyond one
town, reports that tell means of different classes (guns, bombs, what comes from afar) do not meet; where the means are
not told, all classes are asked for.

A key is `family|when|where-or-who`. Families come from `data/reconcile/families.yaml`. Kinds of `when`:
a day number (asked for with one day of tolerance: night attacks, time zones; an undated news report stands for the
days up to its publication); `d` + month, the known days of a month; `m` + month, reports that tell no more than a
month; `y` + year; `u` + month, recalled happenings without any date, by month of publication. Vague dates meet known
days only through the town, the province, or two of place, people and weapon at once. Equal clauses share a key
whatever else is missing, so copies always meet. Aggregates meet aggregates only.

Bounds: a report keeps at most 120 keys (a dozen as a rule) and asks for at most 400. A block holds the reports of one
family, province and day, of one actor and day, or of one town and month: its size does not grow with the record's age.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from dateline.reconcile.data import data_text
from dateline.reconcile.view import ReportView
from dateline.reconcile.weapons import akin_classes, means_class, weapon_group

TOLERANCE = 1
"""Days by which two accounts of one happening may differ: night attacks and time zones."""

RECALL_MONTHS = 6
"""How many months back an undated recall may reach, beside the month of its publication."""

_SHORT = 8
"""A span of fewer days than this has its keys per day."""

_MOST_ACTORS = 6


@functools.cache
def families() -> Mapping[str, str]:
    """Event type -> family of types that two readings of one happening may confuse."""
    import yaml

    data: dict[str, Any] = yaml.safe_load(data_text("families.yaml"))
    return {kind: family for family, kinds in data.items() for kind in kinds}


def block_keys(one: ReportView) -> tuple[str, ...]:
    """The keys under which this report is kept."""
    return tuple(sorted({*_clause(one), *_kept(one)}))


def lookup_keys(one: ReportView) -> tuple[str, ...]:
    """The keys under which the reports are kept that may tell the same as this one."""
    return tuple(sorted({*_clause(one), *_asked(one)}))


def _clause(one: ReportView) -> Iterator[str]:
    # a very short clause ('it was attacked') says nothing about which happening is meant
    if one.clause.count(" ") >= 7:
        yield "c" + hashlib.blake2b(f"{one.type}|{one.clause}".encode(), digest_size=9).hexdigest()


def _kept(one: ReportView) -> Iterator[str]:
    family, span = _family(one), one.window
    if span is None:
        if one.published is not None:
            yield from _keys(family, f"u{_month(one.published)}", _pairs(one))
    elif span[1] - span[0] < _SHORT:
        for day in range(span[0], span[1] + 1):
            yield from _keys(family, str(day), (*_where_kept(one), *_who(one)))
        for month in _months(span):
            yield from _keys(family, f"d{month}", (*_spots(one), *_pairs(one), *_wide_pair(one)))
    elif span[1] - span[0] <= 62:
        own = (*_spots(one), *_pairs(one), *_wide_pair(one), *_where_kept(one), *_who(one))
        for month in _months(span):
            yield from _keys(family, f"m{month}", own)
    else:
        yield from _keys(family, f"y{_year(span[0])}", (*_spots(one), *_pairs(one), *_where_kept(one), *_who(one)))


def _asked(one: ReportView) -> Iterator[str]:
    family, span = _family(one), one.window
    if span is None:
        if one.published is not None:
            yield from _keys(family, f"u{_month(one.published)}", _pairs(one))
            for month in range(_month(one.published) - RECALL_MONTHS, _month(one.published) + 1):
                yield from _keys(family, f"d{month}", _pairs(one))
    elif span[1] - span[0] < _SHORT:
        yield from _asked_by_day(one, family, span)
    elif span[1] - span[0] <= 62:
        for month in _months(span):
            yield from _keys(family, f"m{month}", (*_where_asked(one), *_who(one)))
            yield from _keys(family, f"d{month}", (*_spots(one), *_pairs(one), *_wide_pair(one)))
    else:
        year = _year(span[0])
        yield from _keys(family, f"y{year}", (*_where_asked(one), *_who(one)))
        for month in range(year * 12, year * 12 + 12):
            yield from _keys(family, f"d{month}", _pairs(one))


def _asked_by_day(one: ReportView, family: str, span: tuple[int, int]) -> Iterator[str]:
    where = (*_where_asked(one), *_who(one))
    for day in range(span[0] - TOLERANCE, span[1] + TOLERANCE + 1):
        yield from _keys(family, str(day), where)
    for month in _months(span):
        yield from _keys(family, f"m{month}", (*_spots(one), *_pairs(one), *_wide_pair(one)))
        yield from _keys(family, f"y{month // 12}", _pairs(one))
        for later in range(month, month + RECALL_MONTHS + 1):
            yield from _keys(family, f"u{later}", _pairs(one))


def _keys(family: str, when: str, spots: Iterable[str]) -> Iterator[str]:
    return (f"{family}|{when}|{spot}" for spot in spots)


def _family(one: ReportView) -> str:
    return ("t" if one.aggregate else "") + families().get(one.type, one.type)


def _where_kept(one: ReportView) -> tuple[str, ...]:
    """Each with the means: `a` province, `v` no more exact than the country, `k` all in the country, `any` all."""
    country, means = one.country or "", means_class(one.weapon, one.mode)
    near = f"a{country}/{one.admin1}+{means}" if one.admin1 else f"v{country}+{means}"
    wide = (f"k{country}+{means}", f"any+{means}") if country else (f"any+{means}",)
    return (*_town_key(one), near, *wide)


def _where_asked(one: ReportView) -> tuple[str, ...]:
    country = one.country or ""
    near: tuple[str, ...] = (f"k{country}", "v") if country else ("any",)
    if one.admin1:
        near = (f"a{country}/{one.admin1}", f"v{country}", "v")
    means = akin_classes(means_class(one.weapon, one.mode))
    return (*_town_key(one), *(f"{where}+{kind}" for where in dict.fromkeys(near) for kind in means))


def _town_key(one: ReportView) -> tuple[str, ...]:
    return (f"p{one.place}",) if _town(one) else ()


def _spots(one: ReportView) -> tuple[str, ...]:
    """The town and the province."""
    town = _town_key(one)
    return (*town, f"s{one.country or ''}/{one.admin1}") if one.admin1 else town


def _town(one: ReportView) -> str:
    return one.place if one.place and one.precision in ("point", "town", "district") else ""


def _pairs(one: ReportView) -> tuple[str, ...]:
    """Two of place, people and weapon at once."""
    where = f"p{one.place}" if _town(one) else f"s{one.country or ''}/{one.admin1}" if one.admin1 else ""
    parts = [part for part in (where, *_who(one)[:3], _means(one)) if part]
    return tuple([f"{a}+{b}" for a, b in combinations(parts, 2)])


def _wide_pair(one: ReportView) -> tuple[str, ...]:
    """Country and weapon at once: for those that tell the month, too wide for those that tell no time at all."""
    means = _means(one)
    return (f"k{one.country}+{means}",) if means and one.country else ()


def _means(one: ReportView) -> str:
    return f"g{group}" if one.weapon and (group := weapon_group(one.weapon)) else ""


def _who(one: ReportView) -> tuple[str, ...]:
    """Named actors and recipients, those of the actor book first."""
    named = sorted(one.actors | one.recipients, key=lambda actor: (actor.startswith("x-"), actor))
    return tuple([f"w{actor}" for actor in named[:_MOST_ACTORS]])


def _month(day: int) -> int:
    when = date.fromordinal(day)
    return when.year * 12 + when.month - 1


def _year(day: int) -> int:
    return date.fromordinal(day).year


def _months(span: tuple[int, int]) -> range:
    return range(_month(span[0]), _month(span[1]) + 1)
