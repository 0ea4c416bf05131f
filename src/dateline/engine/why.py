"""Why an incident is what it is: what holds its reports together, what lies nearest outside, people's decisions."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from dateline.domain.codec import decode
from dateline.domain.incident import Incident
from dateline.engine.settling import standing_decisions
from dateline.export import records
from dateline.reconcile.compare import compare
from dateline.reconcile.explain import PairReason, Why, pair_reason, why
from dateline.reconcile.origins import Origin
from dateline.reconcile.view import ReportView, from_row, printed
from dateline.reconcile.worded import Texts
from dateline.store.protocol import Store

_NEAREST = 5
_MOST_COMPARED = 4000
_MOST_TEXTS = 400


@dataclass(frozen=True, slots=True)
class Explanation:
    """An incident, why its reports are together, and the likeliest pairs with reports that are not in it."""

    incident: Incident
    why: Why
    nearest: tuple[PairReason, ...]


def explain_incident(store: Store, incident: Incident) -> Explanation:
    """Compare the reports of an incident with each other, and with those that hang together with them outside it."""
    near = store.neighbours
    mine = [from_row(row) for _, row in sorted(near.views(incident.reports).items())]
    origins = {key: decode(Origin, copy.body) for key, copy in near.copies(incident.articles).items()}
    hanging = near.component(set(near.component_of(incident.reports).values())) - set(incident.reports)
    others = [from_row(row) for _, row in sorted(near.views(hanging).items())]
    pairs = [(a, b) for a in mine for b in others][:_MOST_COMPARED]
    nearest = heapq.nsmallest(_NEAREST, pairs, key=_strongest)
    texts = printed_words(store, {*incident.articles, *(one.article for pair in nearest for one in pair)})
    outside = tuple(pair_reason(a, b, texts) for a, b in nearest)
    return Explanation(incident, why(mine, standing_decisions(store), origins, texts), outside)


def _strongest(pair: tuple[ReportView, ReportView]) -> tuple[float, str, str]:
    score = compare(*pair)
    return (-score.probability, score.one, score.other)


def printed_words(store: Store, articles: Collection[str], most: int = _MOST_TEXTS) -> Texts:
    """The words of these articles, at most so many, and the names of the actors they tell of, by their keys."""
    shown = sorted(articles)[:most]
    words = {one.id: dict(printed((one.title or "", one.text))) for one in store.readings.articles(shown)}
    for report in store.readings.reports(store.neighbours.reports_of(shown)):
        for part in (*report.actors, *report.recipients):
            if part.actor_id:
                words[report.article_id].setdefault("=" + part.actor_id, part.name)
    return words


def as_data(explanation: Explanation) -> dict[str, Any]:
    """The explanation as JSON data."""
    told = explanation.why
    return {
        "incident": explanation.incident.id,
        "summary": explanation.incident.summary,
        "links": [_pair_data(pair) for pair in told.links],
        "nearest_outside": [_pair_data(pair) for pair in explanation.nearest],
        "decisions": [records.decision(one) for one in told.decisions],
        "origins": [
            {"document_id": article, "origin": one.id, "role": str(one.role), "reason": one.reason}
            for article, one in told.origins
        ],
    }


def _pair_data(pair: PairReason) -> dict[str, Any]:
    return {
        "reports": [pair.one, pair.other],
        "probability": round(pair.probability, 4),
        "barred": pair.barred or None,
        "features": [
            {"feature": name, "score": round(signal.score, 4), "reason": signal.reason} for name, signal in pair.signals
        ],
    }
