"""Do two reports tell the same happening? A visible list of features, each a score with its reason.

A feature looks at one thing and answers from -1 (speaks against) over 0 (says nothing, above all when a value is
missing) to 1 (speaks for), with the reason in words. `FEATURES` lists them; `Model` joins them to a probability with
weights fitted on development data (`data/reconcile/weights.json`, which also holds the reliability measured).
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.reconcile.block import families
from dateline.reconcile.data import data_text
from dateline.reconcile.features import (
    Signal,
    different_sides,
    same_actors,
    same_article,
    same_clause,
    same_day,
    same_injured,
    same_killed,
    same_names,
    same_news_time,
    same_place,
    same_recipients,
    same_type,
    same_weapon,
    same_weapon_count,
    shared_words,
    told_in_passing,
)
from dateline.reconcile.view import ReportView


@dataclass(frozen=True, slots=True)
class Feature:
    """One idea of likeness: its name, and the function that looks."""

    name: str
    look: Callable[[ReportView, ReportView], Signal]


FEATURES: tuple[Feature, ...] = (
    Feature("day", same_day),
    Feature("news time", same_news_time),
    Feature("place", same_place),
    Feature("type", same_type),
    Feature("actors", same_actors),
    Feature("recipients", same_recipients),
    Feature("sides", different_sides),
    Feature("killed", same_killed),
    Feature("injured", same_injured),
    Feature("weapon", same_weapon),
    Feature("weapon count", same_weapon_count),
    Feature("words", shared_words),
    Feature("names", same_names),
    Feature("clause", same_clause),
    Feature("background", told_in_passing),
    Feature("article", same_article),
)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights that join the features: log-odds = bias + sum(for * positive part) + sum(against * negative part)."""

    bias: float
    pro: tuple[float, ...]
    contra: tuple[float, ...]

    def log_odds(self, scores: tuple[float, ...]) -> float:
        """Log-odds that two reports with these feature scores tell the same."""
        total = self.bias
        for score, pro, contra in zip(scores, self.pro, self.contra, strict=True):
            if score > 0:
                total += pro * score
            elif score < 0:
                total += contra * score
        return total


@dataclass(frozen=True, slots=True)
class PairScore:
    """How likely two reports (ids in order) tell the same; `barred` says why they never can, whatever the score."""

    one: str
    other: str
    log_odds: float
    barred: str = ""

    def points(self) -> int:
        """Log-odds in thousandths: whole numbers, so that sums do not depend on order."""
        return round(self.log_odds * 1000)

    @property
    def probability(self) -> float:
        """The calibrated probability, 0 for a barred pair."""
        return 0.0 if self.barred else 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.log_odds))))


@functools.cache
def model() -> Model:
    """The weights as fitted."""
    data = json.loads(data_text("weights.json"))
    weights: Mapping[str, tuple[float, float]] = data["weights"]
    pairs = [weights[feature.name] for feature in FEATURES]
    return Model(data["bias"], tuple(float(pair[0]) for pair in pairs), tuple(float(pair[1]) for pair in pairs))


def barred(a: ReportView, b: ReportView) -> str:
    """Why two reports can never be one incident ('' when they can): the hard constraints."""
    if a.aggregate != b.aggregate:
        return "one is a total over a period, the other a single happening"
    if a.asserted != b.asserted:
        return "one is only planned or feared"
    if families().get(a.type) != families().get(b.type):
        return f"{a.type} and {b.type} are different kinds of happening"
    if a.day_known and b.day_known:
        gap = max((a.first or 0) - (b.last or 0), (b.first or 0) - (a.last or 0))
        if gap >= 2:
            return f"{gap} days apart"
    return ""


def compare(a: ReportView, b: ReportView, weights: Model | None = None) -> PairScore:
    """Compare two reports; the same for either order."""
    one, other = (a, b) if a.id <= b.id else (b, a)
    bar = barred(one, other)
    if bar:
        return PairScore(one.id, other.id, -60.0, bar)
    return PairScore(one.id, other.id, (weights or model()).log_odds(scores(one, other)))


def likely_points(a: ReportView, b: ReportView, least: int) -> int | None:
    """The pair's log-odds in thousandths when they reach `least`, else None."""
    score = compare(a, b)
    value = score.points()
    return value if value >= least and not score.barred else None


def scores(a: ReportView, b: ReportView) -> tuple[float, ...]:
    """The score of every feature, in the order of `FEATURES`."""
    return tuple([feature.look(a, b).score for feature in FEATURES])


def explain(a: ReportView, b: ReportView) -> tuple[tuple[str, Signal], ...]:
    """Every feature's name and signal, for `dateline why`."""
    return tuple((feature.name, feature.look(a, b)) for feature in FEATURES)
