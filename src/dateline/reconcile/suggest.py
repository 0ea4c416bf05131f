"""What a person's answer would help most: pairs of incidents that may be one, incidents that may be two.

A suggestion's value is how unsure the record is (1 at even odds) times how much hangs on it (independent articles on
both sides). Ordered by value, then by ids: a function of the set, not of its order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.reconcile.cluster import NO_TIES, Pair, Ties
from dateline.reconcile.compare import PairScore, compare
from dateline.reconcile.explain import pair_reason
from dateline.reconcile.merge import anchor
from dateline.reconcile.view import ReportView
from dateline.reconcile.worded import NO_TEXTS, Texts

LEAST = 0.15
"""Probability of their likeliest pair from which two incidents are worth asking about."""

LEAST_POINTS = round(1000 * math.log(LEAST / (1 - LEAST)))
"""The same in thousandths of log-odds."""

MOST_INSIDE = 0.6
"""Probability of the best pair across it below which an incident's seam is worth asking about."""

MOST = 500
"""Suggestions given at most."""


class SuggestionKind(StrEnum):
    """What is asked."""

    MAY_BE_SAME = "may_be_same"
    MAY_BE_TWO = "may_be_two"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question for a person: `subjects` as a decision would name them (two anchors, or the reports to split off)."""

    kind: SuggestionKind
    subjects: tuple[str, ...]
    value: float
    probability: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Question:
    """A suggestion whose reason is not said yet: the pair that it hangs on."""

    kind: SuggestionKind
    subjects: tuple[str, ...]
    value: float
    pair: PairScore


def suggestions(
    views: Mapping[str, ReportView],
    clusters: Iterable[tuple[str, ...]],
    scored: Mapping[Pair, PairScore],
    ties: Ties = NO_TIES,
    texts: Callable[[Collection[str]], Texts] = lambda _: NO_TEXTS,
    judged: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """The most valuable questions first, at most 500; `scored` are the candidate pairs of these views.

    `texts` gives the words of articles (by id) in which the reasons are said. Incidents that hold a `judged` report are
    not asked about again: a person has said that they are one.
    """
    found = list(clusters)
    both = [*_same(views, found, scored, ties), *_two(views, (one for one in found if not set(judged) & set(one)))]
    best = sorted(both, key=lambda one: (-one.value, one.kind, one.subjects))[:MOST]
    told = texts({views[end].article for one in best for end in (one.pair.one, one.pair.other)})
    return tuple(
        Suggestion(one.kind, one.subjects, one.value, round(one.pair.probability, 4), _say(views, one.pair, told))
        for one in best
    )


def _same(
    views: Mapping[str, ReportView], found: Sequence[tuple[str, ...]], scored: Mapping[Pair, PairScore], ties: Ties
) -> Iterable[_Question]:
    home = {report: key for key, cluster in enumerate(found) for report in cluster}
    across: dict[tuple[int, int], list[PairScore]] = defaultdict(list)
    told = {tuple(sorted((home[a], home[b]))) for a, b in ties.apart if a in home and b in home}
    for (a, b), score in scored.items():
        if a in home and b in home and home[a] != home[b] and score.probability >= LEAST:
            low, high = sorted((home[a], home[b]))
            across[low, high].append(score)
    for (low, high), pairs in across.items():
        if (low, high) in told:
            continue
        best = min(pairs, key=lambda one: (-one.probability, one.one, one.other))
        anchors = tuple(sorted(anchor(views[one] for one in found[key]) for key in (low, high)))
        weight = _weight(views, found[low]) + _weight(views, found[high])
        value = _unsure(best.probability) * math.log2(weight + 1)
        yield _Question(SuggestionKind.MAY_BE_SAME, anchors, round(value, 4), best)


def _two(views: Mapping[str, ReportView], found: Iterable[tuple[str, ...]]) -> Iterable[_Question]:
    for cluster in found:
        if len(cluster) < 2 or len(cluster) > 60:
            continue
        seam, best = _seam([views[one] for one in cluster])
        if best.probability >= MOST_INSIDE:
            continue
        value = _unsure(best.probability) * math.log2(_weight(views, cluster) + 1)
        yield _Question(SuggestionKind.MAY_BE_TWO, seam, round(value, 4), best)


def _seam(members: Sequence[ReportView]) -> tuple[tuple[str, ...], PairScore]:
    """The weakest link of the likeliest tree: the smaller side, and the best pair across."""
    rest = {one.id: one for one in members}
    first = min(rest)
    reached = {first}
    steps: list[tuple[PairScore, str]] = []
    best: dict[str, PairScore] = {one: compare(rest[first], rest[one]) for one in rest if one != first}
    while best:
        near = min(best, key=lambda one: (-best[one].log_odds, one))
        steps.append((best.pop(near), near))
        reached.add(near)
        for one, before in list(best.items()):
            score = compare(rest[near], rest[one])
            if score.log_odds > before.log_odds:
                best[one] = score
    weakest = min(steps, key=lambda step: (step[0].log_odds, step[1]))
    side = _side(steps, weakest)
    other = set(rest) - side
    sides: tuple[set[str], set[str]] = (side, other)
    smaller = min(sides, key=lambda one: (len(one), sorted(one)))
    return tuple(sorted(smaller)), weakest[0]


def _side(steps: Sequence[tuple[PairScore, str]], cut: tuple[PairScore, str]) -> set[str]:
    """Those that hang on the far end of the cut link."""
    side = {cut[1]}
    for score, added in steps[steps.index(cut) + 1 :]:
        parent = score.other if score.one == added else score.one
        if parent in side:
            side.add(added)
    return side


def _weight(views: Mapping[str, ReportView], cluster: Iterable[str]) -> int:
    return len({views[one].outlet or views[one].article for one in cluster})


def _unsure(probability: float) -> float:
    return 1.0 - abs(2.0 * probability - 1.0)


def _say(views: Mapping[str, ReportView], score: PairScore, texts: Texts) -> str:
    if score.barred:
        return score.barred
    said = [signal for _, signal in pair_reason(views[score.one], views[score.other], texts).told()]
    pro = [signal.reason for signal in said if signal.score > 0][:2]
    contra = [signal.reason for signal in said if signal.score < 0][:2]
    return "; but ".join(part for part in (", ".join(pro), ", ".join(contra)) if part)
