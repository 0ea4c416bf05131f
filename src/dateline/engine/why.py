"""Why an incident is what it is: the pairs of its reports, what speaks for and against each, people's decisions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.domain.incident import Decision, Incident
from dateline.engine.settling import standing_decisions
from dateline.export import records
from dateline.reconcile.compare import compare, explain
from dateline.reconcile.view import ReportView, from_row
from dateline.store.protocol import Store

_MOST_PAIRS = 60


@dataclass(frozen=True, slots=True)
class PairReason:
    """Two reports, how likely they tell the same (0..1), and each feature's name, score (-1..1) and reason."""

    one: str
    other: str
    probability: float
    barred: str
    features: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An incident with the reasons for its reports being together; `left_out` counts pairs beyond the strongest."""

    incident: Incident
    pairs: tuple[PairReason, ...]
    nearest: tuple[PairReason, ...]
    decisions: tuple[Decision, ...]
    left_out: int = 0


def explain_incident(store: Store, incident: Incident) -> Explanation:
    """Compare every two reports of the incident, and each with reports that hang together with it but are not in."""
    near = store.neighbours
    mine = {key: from_row(row) for key, row in near.views(incident.reports).items()}
    pairs = sorted((_pair(mine[a], mine[b]) for a, b in combinations(sorted(mine), 2)), key=_strongest)
    hanging = near.component(set(near.component_of(incident.reports).values())) - mine.keys()
    others = {key: from_row(row) for key, row in near.views(hanging).items()}
    outside = sorted((_pair(a, b) for a in mine.values() for b in others.values()), key=_strongest)
    subjects = set(incident.reports)
    decisions = tuple(
        one for one in standing_decisions(store) if subjects & {*one.subjects, *(one.value or "").split()}
    )
    return Explanation(incident, tuple(pairs[:_MOST_PAIRS]), tuple(outside[:5]), decisions, len(pairs[_MOST_PAIRS:]))


def _pair(a: ReportView, b: ReportView) -> PairReason:
    score = compare(a, b)
    features = tuple((name, signal.score, signal.reason) for name, signal in explain(a, b) if signal.reason)
    return PairReason(score.one, score.other, score.probability, score.barred, features)


def _strongest(pair: PairReason) -> tuple[float, str, str]:
    return (-pair.probability, pair.one, pair.other)


def as_data(explanation: Explanation) -> dict[str, Any]:
    """The explanation as JSON data."""
    return {
        "incident": explanation.incident.id,
        "summary": explanation.incident.summary,
        "pairs": [_pair_data(pair) for pair in explanation.pairs],
        "pairs_left_out": explanation.left_out,
        "nearest_outside": [_pair_data(pair) for pair in explanation.nearest],
        "decisions": [records.decision(one) for one in explanation.decisions],
    }


def _pair_data(pair: PairReason) -> dict[str, Any]:
    return {
        "reports": [pair.one, pair.other],
        "probability": round(pair.probability, 4),
        "barred": pair.barred or None,
        "features": [
            {"feature": name, "score": round(score, 4), "reason": reason} for name, score, reason in pair.features
        ],
    }
