"""Where the reports of one incident really differ, and where they only seem to.

'At least 5' and '7' can both be true: no disagreement. A day and the month it lies in, a town and its province, 'bomb'
and 'car bomb' neither. What counts: numbers that exclude each other, days that exclude each other (one day apart is
marked as a possible difference of time zones), weapons of different kinds, other culprits, a son against a daughter, a
claim against a denial, and whatever one article sets side by side as told differently by two speakers.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.domain.actor import Place
from dateline.domain.counts import CountRange
from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.incident import Disagreement, Evidence, GivenValue
from dateline.domain.report import FieldValue
from dateline.domain.vocabulary import Act, Status
from dateline.reconcile.data import data_text
from dateline.reconcile.features import FAR_KM
from dateline.reconcile.gather import Given, Member, by_field, folded, grouped, source_of, value_key
from dateline.reconcile.origins import Origin
from dateline.reconcile.view import ReportView
from dateline.reconcile.weapons import weapons_agree

TIME_ZONE = "one day apart: may be a difference of time zones, or one night"
DENIED = "claim against denial"
ACCOUNTS = "told in ways that do not agree"


def disagreements(
    members: Sequence[Member], given: Sequence[Given], origins: Mapping[str, Origin]
) -> tuple[Disagreement, ...]:
    """Every field on which two of these reports exclude each other, in the order of the fields."""
    checks: tuple[tuple[str, Callable[[FieldValue, FieldValue], bool]], ...] = (
        ("date", dates_exclude),
        ("place", places_exclude),
        ("killed", counts_exclude),
        ("injured", counts_exclude),
        ("weapon", weapons_exclude),
        ("weapon_count", counts_exclude),
        ("count", counts_exclude),
    )
    found = []
    told = by_field(given)
    for field, exclude in checks:
        mine = told.get(field, ())
        if _differ(mine, exclude):
            values = grouped(mine, field)
            found.append(Disagreement(field, values, _note(field, values) or _scope(field, values, members)))
    found.extend(_people_differ(members, given, origins))
    found.extend(_status_differs(members, given, origins))
    accounts = grouped(given, "account")
    if len(accounts) > 1:
        found.append(Disagreement("account", accounts, ACCOUNTS))
    return tuple(found)


def _differ(given: Sequence[Given], exclude: Callable[[FieldValue, FieldValue], bool]) -> bool:
    told: dict[str, list[Given]] = {}
    for one in given:
        told.setdefault(value_key(one.value), []).append(one)
    values = list(told.values())
    for i, some in enumerate(values):
        for others in values[i + 1 :]:
            if exclude(some[0].value, others[0].value) and not _in_one_breath(some, others):
                return True
    return any(_set_against(one, other) for one in given if one.alternative for other in given)


def _in_one_breath(some: Sequence[Given], others: Sequence[Given]) -> bool:
    """One report tells both in one sentence by one speaker: two parts of a sum or a doubt of reading, no difference."""
    return len({(one.report, one.evidence, one.said_by) for one in (*some, *others)}) == 1


def _set_against(alternative: Given, other: Given) -> bool:
    """One article sets two values side by side: even two lower bounds then differ, if a speaker gives the second."""
    return (
        alternative.report == other.report
        and alternative.said_by != other.said_by
        and value_key(alternative.value) != value_key(other.value)
        and not _says_less(alternative.value, other.value)
    )


def _says_less(one: FieldValue, other: FieldValue) -> bool:
    """A range inside the other, or one end more: the same thing said less exactly."""
    if isinstance(one, CountRange) and isinstance(other, CountRange):
        return one.agrees_with(other) and not (one.high is None and other.high is None)
    return isinstance(one, DateRange) and isinstance(other, DateRange) and one.overlaps(other)


def counts_exclude(a: FieldValue, b: FieldValue) -> bool:
    """No number fits both."""
    return isinstance(a, CountRange) and isinstance(b, CountRange) and not a.agrees_with(b)


def dates_exclude(a: FieldValue, b: FieldValue) -> bool:
    """No day lies in both."""
    return isinstance(a, DateRange) and isinstance(b, DateRange) and not a.overlaps(b)


def weapons_exclude(a: FieldValue, b: FieldValue) -> bool:
    """Words of different kinds of weapon."""
    return isinstance(a, str) and isinstance(b, str) and not weapons_agree(a, b)


def places_exclude(a: FieldValue, b: FieldValue) -> bool:
    """Two towns or points too far from each other to be one."""
    if not isinstance(a, Place) or not isinstance(b, Place):
        return False
    exact = ("point", "town", "district")
    if str(a.precision) not in exact or str(b.precision) not in exact or a.id == b.id:
        return False
    return kilometres(a, b) > FAR_KM


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance, 0 where a coordinate is missing."""
    from math import asin, cos, radians, sin, sqrt

    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    one, other = radians(a.lat), radians(b.lat)
    turn = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(turn)))


def _note(field: str, values: Sequence[GivenValue]) -> str:
    if field == "date":
        days = [one.value for one in values if isinstance(one.value, DateRange)]
        exact = sorted(one.earliest for one in days if one.precision is DatePrecision.DAY and one.earliest)
        if exact and (exact[-1] - exact[0]).days == 1:
            return TIME_ZONE
    if field in ("killed", "injured", "count"):
        same = [one for one in values if len(one.sources) > 1]
        if len(same) == 1 and len(values) > 2:
            return f"{same[0].value} is told by {len(same[0].sources)} independent origins"
    return ""


_BREADTH = {"province": 1, "region": 2, "country": 3}
"""How wide a place is; anything more exact is 0."""


def _scope(field: str, values: Sequence[GivenValue], members: Sequence[Member]) -> str:
    """Numbers may differ because they count different ground: Iraq alone against Iraq and Syria, a town, its province.

    Said when each number is told of ground of its own: other countries, or one much wider than the other.
    """
    if field not in ("killed", "injured", "count", "weapon_count"):
        return ""
    by_id = {one.report.id: one.view for one in members}
    ground: list[frozenset[tuple[int, str, str]]] = []
    for value in values:
        views = [by_id[one] for one in value.reports if one in by_id]
        told = {(_BREADTH.get(v.precision, 0), v.place_name, v.country or "") for v in views if v.place is not None}
        ground.append(frozenset(told))
    widest = [max(one) for one in ground if one]
    if len(widest) < len(values) or any(a & b for i, a in enumerate(ground) for b in ground[i + 1 :]):
        return ""
    if len({country for _, _, country in widest}) > 1 or len({min(breadth, 2) for breadth, _, _ in widest}) > 1:
        names = " against ".join(dict.fromkeys(name for _, name, _ in widest))
        return f"scope may differ: {names}"
    return ""


# ------------------------------------------------------------------------------------------- culprits and denials


@dataclass(frozen=True, slots=True)
class _Named:
    article: str
    names: frozenset[str]
    view: ReportView


def _people_differ(
    members: Sequence[Member], given: Sequence[Given], origins: Mapping[str, Origin]
) -> Iterable[Disagreement]:
    set_beside = {one.field for one in given if one.alternative}
    denials = _denials(members, origins)
    if "actors" in set_beside or denials or _culprits_differ(members):
        values = (*grouped(given, "actors"), *denials)
        if len(values) > 1:
            yield Disagreement("actors", values, DENIED if denials else "")
    if "recipients" in set_beside or _relatives_differ(members):
        yield Disagreement("recipients", grouped(given, "recipients"))


def _culprits_differ(members: Sequence[Member]) -> bool:
    """Two articles name culprits of whom none is the same and none belongs to the other."""
    named = [one.view for one in members if one.view.actors]
    return any(_apart(a, b) for i, a in enumerate(named) for b in named[i + 1 :])


def _apart(a: ReportView, b: ReportView) -> bool:
    if a.article == b.article or a.actors & b.actors or a.actors & b.wider or b.actors & a.wider:
        return False
    return not (a.actors & b.recipients or b.actors & a.recipients)


def _relatives_differ(members: Sequence[Member]) -> bool:
    """One article tells of a son where another tells of a daughter: relatives that cannot be the same person."""
    pairs = relatives_apart()
    relatives = {word for pair in pairs for word in pair}
    by_article: dict[str, set[str]] = {}
    for one in members:
        words = {word for part in one.report.recipients for word in folded(part.name).split()} & relatives
        if words:
            by_article.setdefault(one.report.article_id, set()).update(words)
    told = [words for _, words in sorted(by_article.items())]
    return any(
        one in a and other in b and one not in b and other not in a
        for pair in pairs
        for one, other in (pair, pair[::-1])
        for i, a in enumerate(told)
        for b in told[i + 1 :]
    )


@functools.cache
def relatives_apart() -> tuple[tuple[str, str], ...]:
    """Words for relatives that no one person can both be, from `data/reconcile/relatives.yaml`."""
    import yaml

    return tuple((one, other) for one, other in yaml.safe_load(data_text("relatives.yaml"))["apart"])


def _denials(members: Sequence[Member], origins: Mapping[str, Origin]) -> tuple[GivenValue, ...]:
    """Those named as culprits who deny it: 'not X' as a value, with the words of the denial."""
    culprits = {part.actor_id: part.name for one in members for part in one.report.actors}
    found: dict[str, list[tuple[Member, Evidence]]] = {}
    for member in members:
        for said in member.statements:
            if said.act is not Act.DENY:
                continue
            who = said.speaker.actor_id or (said.organisation.actor_id if said.organisation else None)
            if who in culprits:
                found.setdefault(culprits[who], []).append((member, Evidence(said.article_id, said.evidence[0])))
    return tuple(
        GivenValue(
            f"not {name}",
            tuple(sorted({member.report.id for member, _ in told})),
            tuple(sorted({source_of(member, origins) for member, _ in told})),
            tuple(sorted({words for _, words in told}, key=lambda one: (one.article_id, one.span))),
            (name,),
        )
        for name, told in sorted(found.items(), key=lambda item: folded(item[0]))
    )


def _status_differs(
    members: Sequence[Member], given: Sequence[Given], _: Mapping[str, Origin]
) -> Iterable[Disagreement]:
    told = {one.report.status for one in members}
    if Status.DENIED in told and told & {Status.HAPPENED, Status.ALLEGED}:
        yield Disagreement("status", grouped(given, "status"), DENIED)
