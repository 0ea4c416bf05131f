"""Do two reports tell the same happening? A visible list of features, each a score with its reason.

A feature looks at one thing and answers from -1 (speaks against) over 0 (says nothing, above all when a value is
missing) to 1 (speaks for), with the reason in words. `FEATURES` lists them; `Model` joins them to a probability with
weights fitted on development data (`data/reconcile/weights.json`, which also holds the reliability measured).
"""

from __future__ import annotations

import functools
import hashlib
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
from dateline.reconcile.view import TOLD, ReportView


@dataclass(frozen=True, slots=True)
class Feature:
    """One idea of likeness: its name, the function that looks, and the value without which it says nothing."""

    name: str
    look: Callable[[ReportView, ReportView], Signal]
    needs: str = ""


FEATURES: tuple[Feature, ...] = (
    Feature("day", same_day, needs="grain"),
    Feature("news time", same_news_time),
    Feature("place", same_place),
    Feature("type", same_type),
    Feature("actors", same_actors, needs="actors"),
    Feature("recipients", same_recipients, needs="recipients"),
    Feature("sides", different_sides),
    Feature("killed", same_killed, needs="killed"),
    Feature("injured", same_injured, needs="injured"),
    Feature("weapon", same_weapon, needs="weapon"),
    Feature("weapon count", same_weapon_count, needs="weapon_count"),
    Feature("words", shared_words, needs="words"),
    Feature("names", same_names, needs="names"),
    Feature("clause", same_clause),
    Feature("background", told_in_passing),
    Feature("article", same_article),
)

_ARTICLE = [one.name for one in FEATURES].index("article")

_QUICKLY = ("clause", "article", "place", "words", "type", "killed", "day", "actors", "weapon", "recipients")
"""The order in which features settle most pairs soonest; the others follow."""


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


SCORER = "1"
"""Raised when a feature changes, so that points kept by an earlier program are not taken for those of this one."""


@functools.cache
def scorer() -> str:
    """What gives points: this program's features with the weights as fitted."""
    return f"{SCORER}+{hashlib.blake2b(data_text('weights.json').encode(), digest_size=6).hexdigest()}"


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
    if a.day_known and b.day_known and (gap := _days_between(a, b)) >= 2:
        return f"{gap} days apart"
    return ""


def compare(a: ReportView, b: ReportView, weights: Model | None = None) -> PairScore:
    """Compare two reports; the same for either order."""
    one, other = (a, b) if a.id <= b.id else (b, a)
    if not _may_be_one(one, other):
        return PairScore(one.id, other.id, -60.0, barred(one, other))
    return PairScore(one.id, other.id, (weights or model()).log_odds(scores(one, other)))


_Step = tuple[int, Callable[[ReportView, ReportView], Signal], float, float, float]
"""One feature on the way to a score: its place in `FEATURES`, how it looks, its weights for and against, and the most
that all later features can add."""


@functools.cache
def _plan(told: int) -> tuple[_Step, ...]:
    """The features that can say something when both reports give the values `told`, the most telling first."""
    weights = model()
    speaking = [i for i, one in enumerate(FEATURES) if not one.needs or told & TOLD[one.needs]]
    ranks = {name: rank for rank, name in enumerate(_QUICKLY)}
    speaking.sort(key=lambda i: (ranks.get(FEATURES[i].name, len(ranks)), i))
    rest = 0.0
    steps: list[_Step] = []
    for i in reversed(speaking):
        steps.append((i, FEATURES[i].look, weights.pro[i], weights.contra[i], rest))
        rest += weights.pro[i]
    return tuple(reversed(steps))


_ROUNDING = 0.001
"""More than sums of sixteen numbers lose by rounding, in log-odds."""


CAP = 4000
"""Points beyond which a pair says no more, one way or the other, when groups of reports are weighed."""


def likely_points(a: ReportView, b: ReportView, least: int) -> int | None:
    """The pair's points when they reach `least` and nothing bars it, else None: `compare`, given up as soon as it can.

    No score is above 1, so what the features still to come can add is known; most pairs are settled by three of them.
    """
    return _points(a, b, least) if _may_be_one(a, b) else None


def points_between(a: ReportView, b: ReportView) -> int | None:
    """The pair's points, at least `-CAP`; None when it is barred, or when one article tells the two apart."""
    if not _may_be_one(a, b):
        return None
    value = _points(a, b, -CAP)
    if a.article == b.article and _told_apart(a, b, -CAP if value is None else value):
        return None
    return -CAP if value is None else value


ALIKE = 2200
"""Points (nine to one), but for standing in one article, from which two tellings of it may be one happening."""


def _told_apart(a: ReportView, b: ReportView, value: int) -> bool:
    """Two tellings of one article are two happenings when one sentence tells both, or when they are not much alike.

    Otherwise they stay two unless other articles hold them together.
    """
    penalty = round(model().contra[_ARTICLE] * 1000)
    return value < 0 and (a.clause == b.clause or value + penalty < ALIKE)


def _points(a: ReportView, b: ReportView, least: int) -> int | None:
    weights = model()
    enough = least / 1000 - _ROUNDING
    so_far = weights.bias
    found = [0.0] * len(FEATURES)
    for at, look, pro, contra, rest in _plan(a.told & b.told):
        score = look(a, b)[0]
        if score:
            found[at] = score
            so_far += pro * score if score > 0 else contra * score
        if so_far + rest < enough:
            return None
    value = round(weights.log_odds(tuple(found)) * 1000)  # summed in the order of `compare`: the same to the last bit
    return value if value >= least else None


def _may_be_one(a: ReportView, b: ReportView) -> bool:
    """No hard constraint keeps the two apart."""
    if a.aggregate != b.aggregate or a.asserted != b.asserted:
        return False
    if a.type != b.type and families().get(a.type) != families().get(b.type):
        return False
    return not (a.day_known and b.day_known) or _days_between(a, b) < 2


def _days_between(a: ReportView, b: ReportView) -> int:
    return max((a.first or 0) - (b.last or 0), (b.first or 0) - (a.last or 0))


def scores(a: ReportView, b: ReportView) -> tuple[float, ...]:
    """The score of every feature, in the order of `FEATURES`."""
    return tuple([feature.look(a, b).score for feature in FEATURES])


def explain(a: ReportView, b: ReportView) -> tuple[tuple[str, Signal], ...]:
    """Every feature's name and signal, for `dateline why`."""
    return tuple((feature.name, feature.look(a, b)) for feature in FEATURES)
