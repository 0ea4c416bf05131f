"""Laws of reconciliation: order, batching, decisions."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import DAY, TOWNS, article, attack, by_reports, chain, decide, member, report, who

from dateline.domain.codec import dumps
from dateline.domain.dates import DateRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import DecisionKind, EventType
from dateline.reconcile.block import block_keys, lookup_keys
from dateline.reconcile.cluster import Best
from dateline.reconcile.compare import compare, likely_points
from dateline.reconcile.decisions import effective
from dateline.reconcile.gather import Member
from dateline.reconcile.history import history
from dateline.reconcile.merge import Setting
from dateline.reconcile.record import (
    Grouping,
    Scored,
    best_of_row,
    neighbours,
    pairs_of_row,
    reconcile,
    regroup,
    restless,
    scored_row,
)
from dateline.reconcile.view import ReportView, from_row

MERGE, UNDO, NOT_SAME, SPLIT = DecisionKind.MERGE, DecisionKind.UNDO, DecisionKind.NOT_SAME, DecisionKind.SPLIT


@st.composite
def reports(draw: st.DrawFn) -> list[Member]:
    """A dozen reports on few days, towns and groups, so that they crowd; some vague, some totals, some recalled."""
    members = []
    for n in range(draw(st.integers(2, 12))):
        day = DAY + timedelta(days=draw(st.integers(0, 4)))
        source = article(f"n{n}", draw(st.sampled_from(TEXTS)), day + timedelta(days=draw(st.integers(0, 2))))
        for k in range(draw(st.integers(1, 2))):
            fields = {
                "town": draw(st.sampled_from([None, *TOWNS])),
                "when": draw(st.sampled_from([None, day, DateRange.month(2021, 3)])),
                "killed": draw(st.sampled_from([None, 0, 2, 7])),
                "actors": who(*draw(st.lists(st.sampled_from(["Ravens", "Guards"]), max_size=1))),
                "recipients": who(*draw(st.lists(st.sampled_from(["Depot", "Guards"]), max_size=1))),
                "weapon": draw(st.sampled_from([None, "rocket", "IED"])),
                "background": draw(st.booleans()),
                "aggregate": draw(st.sampled_from([False, False, False, True])),
            }
            kind = draw(st.sampled_from([EventType.ASSAULT, EventType.ASSAULT, EventType.COERCE, EventType.PROTEST]))
            members.append(member(source, report(source, kind, k, **fields)))
    return members


TEXTS = (
    "Rockets struck the depot near the river before dawn and set two lorries on fire, the governor said.",
    "Guards opened fire at a crossing and two traders died, according to the village council.",
    "A bomb went off beside a patrol; a raven banner was found at the scene, officers said.",
)


def exported(members: list[Member], setting: Setting | None = None) -> list[str]:
    """The incidents as they would be written."""
    return [dumps(one) for one in reconcile(members, setting or Setting()).incidents]


@given(reports(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(members: list[Member], dice: random.Random) -> None:
    """The same reports in any order give byte-identical incidents."""
    shuffled = list(members)
    dice.shuffle(shuffled)
    assert exported(shuffled) == exported(members)


def one_by_one(batches: list[list[ReportView]]) -> Grouping:
    """The record as an engine keeps it: each batch touches only the components of its neighbours."""
    views: dict[str, ReportView] = {}
    kept: dict[str, set[str]] = {}
    home: dict[str, str] = {}
    found: dict[str, list[tuple[str, ...]]] = {}
    pairs: dict[str, Mapping[tuple[str, str], int]] = {}
    best: dict[str, Mapping[str, Best]] = {}

    def lookup(keys: tuple[str, ...]) -> list[ReportView]:
        return [views[one] for one in sorted({one for key in keys for one in kept.get(key, ())})]

    for batch in batches:
        near = neighbours(batch, lookup)
        moved = near.moved({one: edge for mine in best.values() for one, edge in mine.items()})
        touched = {home[one] for one in near.sure | moved}
        still = {one: home[one] for one in near.wavering if home[one] not in touched}
        for part, more in near.more(still).items():
            pairs[part] = {**pairs.get(part, {}), **more}
        again = [views[one] for one, part in home.items() if part in touched] + batch
        for one in batch:
            views[one.id] = one
            for key in block_keys(one):
                kept.setdefault(key, set()).add(one.id)
        for part in touched:
            found.pop(part)
            best.pop(part, None)
        known = {two: value for part in touched for two, value in pairs.pop(part, {}).items()}
        before = {one: part for one, part in home.items() if part in touched}
        grouping = regroup(again, scored=Scored(known, near.pairs, before))
        pairs.update(grouping.pairs)
        best.update(grouping.best)
        home.update(grouping.component_of)
        for cluster in grouping.clusters:
            found.setdefault(grouping.component_of[cluster[0]], []).append(cluster)
    return Grouping(tuple(sorted(one for part in found.values() for one in part)), home)


@given(reports(), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_batches_do_not_matter(members: list[Member], dice: random.Random, size: int) -> None:
    """Reports added a few at a time, each touching only its neighbours' components, end as all at once."""
    views = [one.view for one in members]
    dice.shuffle(views)
    batches = [views[i : i + size] for i in range(0, len(views), size)]
    whole = regroup(views)
    grown = one_by_one(batches)
    assert grown.clusters == whole.clusters
    assert dict(grown.component_of) == dict(whole.component_of)


def test_batches_do_not_matter_where_components_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A component too large for clustering is cut in the same places however it grew."""
    monkeypatch.setattr("dateline.reconcile.cluster.MOST", 6)
    dice = random.Random(3)
    views = [
        attack(
            f"n{n}", dice.choice(["Harran", "Dulab"]), DAY + timedelta(days=n % 3), killed=dice.choice([None, 2, 3])
        ).view
        for n in range(40)
    ]
    whole = regroup(views)
    assert max(Counter(whole.component_of.values()).values()) > 6
    for size in (1, 7):
        dice.shuffle(views)
        grown = one_by_one([views[i : i + size] for i in range(0, len(views), size)])
        assert grown.clusters == whole.clusters


@given(reports(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_report_taken_away_leaves_no_trace(members: list[Member], data: st.DataObject) -> None:
    """Regrouping the component left behind, with what its restless members are drawn to, equals never having had it."""
    views = {one.view.id: one.view for one in members}
    gone = data.draw(st.sampled_from(sorted(views)))
    before = regroup(views.values())
    rest = {key: one for key, one in views.items() if key != gone}
    left = [one for key, one in rest.items() if before.component_of[key] == before.component_of[gone]]

    def lookup(keys: tuple[str, ...]) -> list[ReportView]:
        return [one for one in rest.values() if not set(keys).isdisjoint(block_keys(one))]

    near = neighbours(restless(left), lookup)
    touched = {before.component_of[gone], *(before.component_of[one] for one in near.reports)}
    again = regroup(one for key, one in rest.items() if before.component_of[key] in touched)
    kept = [one for one in before.clusters if before.component_of[one[0]] not in touched]
    assert sorted([*kept, *again.clusters]) == sorted(regroup(rest.values()).clusters)


@given(reports())
@settings(max_examples=40, deadline=None)
def test_blocks_and_comparison_are_symmetric(members: list[Member]) -> None:
    """Whether two reports meet, and how alike they are, does not depend on who asks."""
    for a in members:
        for b in members:
            one, other = a.view, b.view
            asks = not set(lookup_keys(one)).isdisjoint(block_keys(other))
            assert asks == (not set(lookup_keys(other)).isdisjoint(block_keys(one)))
            assert compare(one, other) == compare(other, one)


@given(reports(), st.sampled_from([-4000, -1000, 0, 1500]))
@settings(max_examples=40, deadline=None)
def test_giving_up_early_changes_no_score(members: list[Member], least: int) -> None:
    """A pair that is given up as soon as it can be is one that the whole comparison puts below the threshold."""
    for a in members:
        for b in members:
            whole = compare(a.view, b.view)
            wanted = None if whole.barred or whole.points() < least else whole.points()
            assert likely_points(a.view, b.view, least) == wanted


@given(reports())
@settings(max_examples=40, deadline=None)
def test_scored_pairs_come_back_from_their_row(members: list[Member]) -> None:
    """Pairs kept as plain data are the same pairs; those of another scorer are told to be unknown."""
    grouping = regroup([one.view for one in members])
    for name, pairs in grouping.pairs.items():
        best = grouping.best.get(name, {})
        row = json.loads(json.dumps(scored_row(pairs, best)))
        assert pairs_of_row(row) == pairs
        assert best_of_row(row) == best
        assert pairs_of_row({**row, "by": "another"}) is None
        assert best_of_row({**row, "by": "another"}) == {}


@given(reports())
@settings(max_examples=40, deadline=None)
def test_the_history_ends_where_the_incident_stands(members: list[Member]) -> None:
    """Each moment differs from the one before, days only go on, and the last is how the incident stands now."""
    by_id = {one.report.id: one for one in members}
    for incident in reconcile(members).incidents:
        moments = history([by_id[one] for one in incident.reports], Setting())
        standing = [(one.status, one.credibility, one.independent_sources) for one in moments]
        assert standing[-1] == (incident.status, incident.credibility, incident.independent_sources)
        assert all(one != other for one, other in pairwise(standing))
        days = [one.day for one in moments if one.day]
        assert days == sorted(days)


@given(reports())
@settings(max_examples=40, deadline=None)
def test_no_value_is_ever_lost(members: list[Member]) -> None:
    """Every report stands in exactly one incident, and every value it gives stands among that incident's values."""
    record = reconcile(members)
    assert sorted(report for one in record.incidents for report in one.reports) == sorted(m.report.id for m in members)
    by_id = {one.id: one for one in record.incidents}
    for m in members:
        values = dict(by_id[record.incident_of[m.report.id]].values)
        for field, value in (("killed", m.report.killed), ("date", m.report.when), ("weapon", m.report.weapon)):
            if value is not None:
                assert any(one.value == value and m.report.id in one.reports for one in values[field])


@given(reports())
@settings(max_examples=40, deadline=None)
def test_a_view_comes_back_from_its_row(members: list[Member]) -> None:
    """A view kept as plain data is the same view."""
    assert all(from_row(one.view.row()) == one.view for one in members)


@given(reports(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_merge_undone_was_never_made(members: list[Member], data: st.DataObject) -> None:
    """A merge and its undo leave byte-identical incidents."""
    ids = sorted(one.report.id for one in members)
    a, b = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
    log = chain((MERGE, a, b), (UNDO, 0))
    assert exported(members, Setting(decisions=effective(log))) == exported(members)


def test_the_first_of_two_merges_can_be_undone() -> None:
    """A+B, then B+C, then the first undone: B and C stay one, A stands alone again."""
    a, b, c = attack("a"), attack("b", "Qasr", DAY + timedelta(days=30)), attack("c", "Nahr", DAY + timedelta(days=60))
    ids = [one.report.id for one in (a, b, c)]
    log = chain((MERGE, ids[0], ids[1]), (MERGE, ids[1], ids[2]))
    assert by_reports(reconcile([a, b, c], Setting(decisions=effective(log))).incidents) == {frozenset(ids)}
    log = chain((MERGE, ids[0], ids[1]), (MERGE, ids[1], ids[2]), (UNDO, 0))
    found = by_reports(reconcile([a, b, c], Setting(decisions=effective(log))).incidents)
    assert found == {frozenset(ids[:1]), frozenset(ids[1:])}


def test_not_the_same_holds() -> None:
    """Two reports that look like one stay two once a person says so, also when a third would join them."""
    members = [attack(name) for name in "abc"]
    ids = [one.report.id for one in members]
    assert len(reconcile(members).incidents) == 1
    apart = Setting(decisions=(decide(NOT_SAME, ids[0], ids[1]),))
    found = reconcile(members, apart).incidents
    assert len(found) == 2
    assert all(not {ids[0], ids[1]} <= set(one.reports) for one in found)


def test_a_split_keeps_its_parts_together() -> None:
    """Reports split off stay together and away from those left behind."""
    members = [attack(name) for name in "abcd"]
    ids = sorted(one.report.id for one in members)
    split = decide(SPLIT, *ids[:2], value=" ".join(ids[2:]))
    assert by_reports(reconcile(members, Setting(decisions=(split,))).incidents) == {
        frozenset(ids[:2]),
        frozenset(ids[2:]),
    }


def test_twice_is_once() -> None:
    """The same report given twice changes nothing."""
    members = [attack("a"), attack("b")]
    assert exported([*members, *members]) == exported(members)


def test_old_ids_lead_on() -> None:
    """An id that any report ever gave leads to its present incident."""
    first, second = attack("a", published=DAY + timedelta(days=1)), attack("b")
    alone = reconcile([first]).incidents[0].id
    record = reconcile([first, second])
    assert record.leads_to[alone] == record.incidents[0].id


def test_same_place_days_apart_stays_two() -> None:
    """The same base hit the same way three days later is a second incident."""
    assert len(reconcile([attack("a"), attack("b", day=DAY + timedelta(days=3))]).incidents) == 2


def test_a_total_never_joins_a_single_happening() -> None:
    """A count over a period stays apart from one attack on the same day and place."""
    total = attack("t", aggregate=True, count=12, text="Twelve rocket attacks struck the depot near Harran this week.")
    assert len(reconcile([attack("a"), total]).incidents) == 2


def test_a_retelling_joins_what_it_retells() -> None:
    """Background told weeks later with its day joins the incident."""
    later = attack("b", published=DAY + timedelta(days=40), background=True)
    record = reconcile([attack("a"), later])
    assert len(record.incidents) == 1
    assert not record.incidents[0].background_only


def test_a_series_names_its_parts() -> None:
    """A claimed series and its sites told in one article: the sites are parts of the series."""
    source = article("s", "The Ravens said they had struck depots in Harran and in Qasr the same night.")
    series = report(source, n=0, when=DAY, aggregate=True, actors=who("Ravens"))
    sites = [report(source, n=n, when=DAY, town=town, actors=who("Ravens")) for n, town in ((1, "Harran"), (2, "Qasr"))]
    record = reconcile([member(source, one) for one in (series, *sites)])
    whole = next(one for one in record.incidents if one.aggregate)
    assert set(whole.parts) == {one.id for one in record.incidents if not one.aggregate}
    assert len(whole.parts) == 2


TOLD_TWICE = (
    "Rockets struck the depot near Harran before dawn and killed two guards, the governor's office said. "
    "The rockets that struck the depot near Harran killed two guards before dawn, a medic told reporters."
)
AS_ONE = "Rockets struck the depot near Harran before dawn and killed two guards, the ministry said."


def _twice(text: str, cuts: tuple[tuple[int, int], tuple[int, int]], towns: tuple[str, str]) -> list[Member]:
    source = article("twice", text)
    fields: dict[str, Any] = {"when": DAY, "weapon": "rocket", "mode": "heavy-weapons"}
    told = []
    for n, (cut, town) in enumerate(zip(cuts, towns, strict=True)):
        one = replace(report(source, n=n, town=town, killed=None if n else 2, **fields), evidence=(Span(*cut),))
        told.append(member(source, one))
    return told


@pytest.mark.parametrize(
    ("towns", "incidents"),
    [
        pytest.param(("Harran", "Harran"), 1, id="alike"),
        pytest.param(("Harran", "Dulab"), 2, id="two towns"),
    ],
)
def test_one_article_telling_twice_is_held_together_by_others(towns: tuple[str, str], incidents: int) -> None:
    """Two tellings much alike in different sentences are one happening where other articles tell it as one."""
    middle = TOLD_TWICE.index("The rockets")
    twice = _twice(TOLD_TWICE, ((0, middle), (middle, len(TOLD_TWICE))), towns)
    assert len(reconcile(twice).incidents) == 2
    others = [attack(name, text=AS_ONE) for name in ("b", "c")]
    assert len(reconcile([*twice, *others]).incidents) == incidents
