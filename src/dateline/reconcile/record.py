"""The record as a whole: reports and decisions in, incidents out; all at once or only what a newcomer touches.

Both ways use `regroup`. All at once, it gets every view. One by one, it gets the newcomer's views and the whole
components of their `neighbours`, with the pairs these were scored by (`Scored`); because a pair's score depends on its
two reports alone and a newcomer can only take a vague report's single edge over, the rest of the record stays as it
is. When reports are taken away (an article read anew), the vague members of their components may look elsewhere: add
the components of `neighbours(restless(left behind))`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from dateline.domain.ids import incident_id
from dateline.domain.incident import Decision, Incident
from dateline.domain.vocabulary import DecisionKind
from dateline.reconcile.block import lookup_keys
from dateline.reconcile.cluster import (
    EDGE,
    Best,
    Component,
    Pair,
    Ties,
    clusters,
    components,
    is_vague,
    kept_edges,
    likely_pairs,
    pair,
)
from dateline.reconcile.compare import likely_points, scorer
from dateline.reconcile.decisions import (
    REPORT_ONLY,
    Unapplied,
    join,
    partners,
    rejected_reports,
    ties_of,
    without_subjects,
)
from dateline.reconcile.gather import Member
from dateline.reconcile.merge import ALONE, Setting, anchor, merge
from dateline.reconcile.view import ReportView

Lookup = Callable[[tuple[str, ...]], Iterable[ReportView]]
"""Block keys -> the views of all reports kept under any of them."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Reports grouped: `clusters` (one incident each) and for every report its component's id (its smallest report).

    `pairs` are the likely pairs, with their points, by component: those inside it, and those of its vague reports with
    reports of other components. They need not be scored again. `best` is the edge by which each vague report hangs on.
    """

    clusters: tuple[tuple[str, ...], ...]
    component_of: Mapping[str, str]
    unapplied: tuple[Unapplied, ...] = ()
    pairs: Mapping[str, Mapping[Pair, int]] = field(default_factory=lambda: MappingProxyType({}))
    best: Mapping[str, Mapping[str, Best]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs that need no scoring: `kept` are those of the components as they were, `fresh` those of the newcomers.

    `home` leads from each report that was there before, and is as it was, to its component then.
    """

    kept: Mapping[Pair, int]
    fresh: Mapping[Pair, int]
    home: Mapping[str, str]

    def likely(self, views: Mapping[str, ReportView]) -> dict[Pair, int]:
        """The likely pairs of these reports with each other and with others."""
        found = dict(self.fresh)
        for (one, other), value in self.kept.items():
            if one in self.home and other in self.home and self.home[one] != self.home[other]:
                # the other component may have changed since: what it holds now is looked at
                now = likely_points(views[one], views[other], EDGE)
                found.update({(one, other): now} if now is not None else {})
            elif (one in self.home or one not in views) and (other in self.home or other not in views):
                found[one, other] = value
        return found


def scored_row(pairs: Mapping[Pair, int], best: Mapping[str, Best] = MappingProxyType({})) -> dict[str, Any]:
    """Pairs with their points, and the best edges among them, as plain JSON data, with the scorer that gave them."""
    ids = sorted({end for two in pairs for end in two})
    number = {one: i for i, one in enumerate(ids)}
    flat = [part for (a, b), value in sorted(pairs.items()) for part in (number[a], number[b], value)]
    edges = [
        [number[one], int(vague), value, *map(number.__getitem__, two)]
        for one, (vague, value, two) in sorted(best.items())
    ]
    return {"by": scorer(), "ids": ids, "pairs": flat, "best": edges}


def pairs_of_row(row: Mapping[str, Any] | None) -> dict[Pair, int] | None:
    """The pairs that `scored_row` wrote, None where another scorer wrote them."""
    if row is None or row["by"] != scorer():
        return None
    ids, flat = row["ids"], row["pairs"]
    return {(ids[flat[i]], ids[flat[i + 1]]): flat[i + 2] for i in range(0, len(flat), 3)}


def best_of_row(row: Mapping[str, Any] | None) -> dict[str, Best]:
    """The best edges that `scored_row` wrote; none where another scorer or an earlier program wrote the row."""
    if row is None or row["by"] != scorer():
        return {}
    ids = row["ids"]
    return {ids[one]: (bool(vague), value, (ids[a], ids[b])) for one, vague, value, a, b in row.get("best", ())}


@dataclass(frozen=True, slots=True)
class Record:
    """What reconciliation gives: incidents by id, those people rejected, decisions that found nothing to act on.

    `incident_of` leads from every report to its incident, `leads_to` from every incident id that may ever have been
    given (that of any of its reports) to the present one.
    """

    incidents: tuple[Incident, ...]
    rejected: tuple[Incident, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()
    incident_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    leads_to: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


_ByComponent = dict[str, dict[Pair, int]]


def regroup(views: Iterable[ReportView], standing: Sequence[Decision] = (), scored: Scored | None = None) -> Grouping:
    """Group these reports; a function of the set alone. `views` must hold whole components (see above).

    With `scored` the result is the same, sooner.
    """
    out = rejected_reports(standing)
    by_id = {one.id: one for one in sorted(views, key=lambda one: one.id) if one.id not in out}
    ties = ties_of(standing).within(by_id.keys())
    likely = likely_pairs(by_id) if scored is None else scored.likely(by_id)
    for two in ties.apart:
        likely.pop(two, None)
    edges, best = kept_edges(by_id, likely)
    whole = components(by_id, edges, ties)
    inside = _inside(whole, by_id, likely)
    found: list[tuple[str, ...]] = []
    for component in whole:
        for part in component.parts:
            found.extend(_clusters(part, by_id, ties, inside.get(component.reports[0], {})))
    joined, unapplied = join(found, standing, ties)
    home = _component_of((one.reports for one in whole), joined)
    pairs: _ByComponent = defaultdict(dict)
    for name, mine in inside.items():
        pairs[home[name]].update(mine)
    bests: dict[str, dict[str, Best]] = defaultdict(dict)
    for one, edge in best.items():
        bests[home[one]][one] = edge
    return Grouping(joined, MappingProxyType(home), unapplied, MappingProxyType(pairs), MappingProxyType(bests))


def _inside(whole: Iterable[Component], views: Mapping[str, ReportView], likely: dict[Pair, int]) -> _ByComponent:
    """First report of a component -> its likely pairs; empties `likely`, which may hold millions."""
    home = {one: component.reports[0] for component in whole for one in component.reports}
    inside: _ByComponent = defaultdict(dict)
    while likely:
        two, value = likely.popitem()
        one, other = home.get(two[0]), home.get(two[1])
        if one is not None and one == other:
            inside[one][two] = value
            continue
        if one is not None and is_vague(views[two[0]]):
            inside[one][two] = value
        if other is not None and is_vague(views[two[1]]):
            inside[other][two] = value
    return inside


def _clusters(
    part: tuple[str, ...], views: Mapping[str, ReportView], ties: Ties, likely: Mapping[Pair, int]
) -> tuple[tuple[str, ...], ...]:
    if len(part) == 1:
        return (part,)
    here = set(part)
    mine = {two: value for two, value in likely.items() if two[0] in here and two[1] in here}
    return clusters([views[one] for one in part], ties.within(here), mine)


def _component_of(parts: Iterable[tuple[str, ...]], joined: Iterable[tuple[str, ...]]) -> dict[str, str]:
    home: dict[str, str] = {one: part[0] for part in parts for one in part}
    linked: dict[str, str] = {}

    def root(one: str) -> str:
        while linked.get(one, one) != one:
            one = linked[one]
        return one

    for cluster in joined:
        roots = sorted({root(home[one]) for one in cluster})
        linked.update(dict.fromkeys(roots[1:], roots[0]))
    return {one: root(part) for one, part in home.items()}


@dataclass(frozen=True, slots=True)
class Near:
    """What changed reports touch: reports of the record whose components change with them, and their likely `pairs`.

    The components of the `sure` ones must be grouped again. Those of the `wavering`, which are vague, only when the
    edge given, their best to a changed report, is better than the one by which they hang on now (`moved`).
    """

    sure: frozenset[str]
    wavering: Mapping[str, Best]
    pairs: Mapping[Pair, int]

    @property
    def reports(self) -> frozenset[str]:
        """All of them: to group these again is always right, though more than is needed."""
        return self.sure | self.wavering.keys()

    def moved(self, best: Mapping[str, Best]) -> frozenset[str]:
        """The wavering whose best edge changes, by the best edges they have."""
        return frozenset(one for one, edge in self.wavering.items() if one not in best or edge < best[one])

    def more(self, still: Mapping[str, str]) -> Mapping[str, Mapping[Pair, int]]:
        """Component -> the new pairs of its reports that do not move (`still`, with their components).

        They are kept with the component all the same: it may once be grouped together with the other report.
        """
        found: _ByComponent = defaultdict(dict)
        for two, value in self.pairs.items():
            for end in two:
                if end in still:
                    found[still[end]][two] = value
        return found


def neighbours(changed: Iterable[ReportView], lookup: Lookup, standing: Sequence[Decision] = ()) -> Near:
    """Reports of the record that may now belong with the changed ones, and every likely pair that has a changed one."""
    mine = {one.id: one for one in changed}
    out, apart = rejected_reports(standing), ties_of(standing).apart
    pairs = likely_pairs(mine)
    sure = set(partners(standing, mine.keys()))
    wavering: dict[str, Best] = {}
    for one in mine.values():
        beside = [
            (other, value)
            for other in lookup(lookup_keys(one))
            if other.id not in mine
            and other.id not in out
            and pair(one.id, other.id) not in apart
            and (value := likely_points(one, other, EDGE)) is not None
        ]
        pairs.update({pair(one.id, other.id): value for other, value in beside})
        sure |= _hanging(one, beside)
        for other, value in beside:
            if is_vague(other):
                edge = is_vague(one), -value, pair(one.id, other.id)
                wavering[other.id] = min(edge, wavering.get(other.id, edge))
    return Near(frozenset(sure), {one: edge for one, edge in wavering.items() if one not in sure}, pairs)


def _hanging(one: ReportView, beside: Sequence[tuple[ReportView, int]]) -> set[str]:
    """Reports that this one may hang on: a precise one on all precise ones, a vague one on the best alone."""
    if not is_vague(one):
        return {other.id for other, _ in beside if not is_vague(other)}
    best = min(((is_vague(other), -value, other.id) for other, value in beside), default=None)
    return {best[2]} if best else set()


def restless(views: Iterable[ReportView]) -> tuple[ReportView, ...]:
    """Those that hang on to others by a single edge and look elsewhere when it goes."""
    return tuple(one for one in views if is_vague(one))


def reconcile(members: Iterable[Member], setting: Setting = ALONE) -> Record:
    """The whole record at once."""
    by_id = {one.report.id: one for one in members}
    grouping = regroup((one.view for one in by_id.values()), setting.decisions)
    incidents, rejected = build(grouping.clusters, by_id, setting)
    lost = without_subjects(setting.decisions, by_id.keys())
    everything = (*incidents, *rejected)
    incident_of = {report: one.id for one in everything for report in one.reports}
    leads = {incident_id(report): one for report, one in incident_of.items()}
    return Record(
        tuple(replace(one, parts=_present(one, leads)) for one in incidents),
        tuple(replace(one, parts=_present(one, leads)) for one in rejected),
        (*grouping.unapplied, *lost),
        MappingProxyType(incident_of),
        MappingProxyType(leads),
    )


def build(
    found: Iterable[tuple[str, ...]],
    members: Mapping[str, Member],
    setting: Setting = ALONE,
    beside: Iterable[ReportView] = (),
) -> tuple[tuple[Incident, ...], tuple[Incident, ...]]:
    """The incidents of these clusters, and apart those that people rejected, each in order of id.

    `parts` hold the ids that the part's report alone would give; they lead on to the present incident like every old
    id. `members` or `beside` must hold the other reports of the articles of a series (`part_reports`), or parts stay
    empty.
    """
    siblings: dict[str, list[ReportView]] = defaultdict(list)
    for one in (*(member.view for member in members.values()), *beside):
        siblings[one.article].append(one)
    rejections = {
        subject
        for one in setting.decisions
        if one.kind is DecisionKind.REJECT and one.field != REPORT_ONLY
        for subject in one.subjects
    }
    decided: dict[str, list[Decision]] = defaultdict(list)
    for decision in setting.decisions:
        for subject in dict.fromkeys(decision.subjects):
            decided[subject].append(decision)
    kept: list[Incident] = []
    rejected: list[Incident] = []
    for cluster in found:
        parts = part_reports([members[one].view for one in cluster], siblings)
        told = {one.id for report in cluster for one in decided.get(report, ())}
        mine = tuple(one for one in setting.decisions if one.id in told) if told else ()
        incident = merge([members[one] for one in cluster], replace(setting, decisions=mine))
        incident = replace(incident, parts=tuple(incident_id(one) for one in parts))
        (rejected if rejections & set(cluster) else kept).append(incident)
    return tuple(sorted(kept, key=lambda one: one.id)), tuple(sorted(rejected, key=lambda one: one.id))


SERIES_DAYS = 7


def part_reports(cluster: Sequence[ReportView], siblings: Mapping[str, Sequence[ReportView]]) -> tuple[str, ...]:
    """Reports of single sites told beside a short series: same article, kind and people, within its days."""
    found = set()
    for series in cluster:
        if (
            not series.aggregate
            or series.first is None
            or series.last is None
            or series.last - series.first > SERIES_DAYS
        ):
            continue
        for one in siblings.get(series.article, ()):
            if one.aggregate or one.type != series.type or one.first is None or one.last is None:
                continue
            if (
                series.first <= one.first
                and one.last <= series.last
                and (series.actors & one.actors or not series.actors)
            ):
                found.add(one.id)
    return tuple(sorted(found))


def _present(incident: Incident, leads: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({leads[one] for one in incident.parts if one in leads} - {incident.id}))


def id_now(old: str, leads_to: Mapping[str, str]) -> str | None:
    """Where an incident id given at any time leads now; None for an id never given."""
    return leads_to.get(old)


__all__ = [
    "Grouping",
    "Record",
    "anchor",
    "build",
    "id_now",
    "neighbours",
    "part_reports",
    "reconcile",
    "regroup",
    "restless",
]
