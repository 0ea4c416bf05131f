"""Questions to the whole record: totals against items, what a person's answer would help most, how belief moved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from dateline.domain.incident import Incident
from dateline.domain.query import EVERYTHING, Query
from dateline.domain.vocabulary import DecisionKind
from dateline.engine.settling import setting_of, standing_decisions
from dateline.engine.why import printed_words
from dateline.reconcile.cluster import candidate_pairs
from dateline.reconcile.compare import compare, likely_points
from dateline.reconcile.decisions import ties_of
from dateline.reconcile.history import Moment, history
from dateline.reconcile.suggest import LEAST_POINTS, MOST, Suggestion, suggestions
from dateline.reconcile.totals import Tally, tallies
from dateline.reconcile.view import ReportView, from_row
from dateline.store.protocol import Store

_SAID_TO_BE_ONE = (DecisionKind.MERGE, DecisionKind.CONFIRM)


def compared_totals(store: Store, where: Query = EVERYTHING) -> tuple[Tally, ...]:
    """Every total among these incidents against the items among them, in order of id."""
    return tallies(store.record.incidents(where))


def suggested(store: Store, where: Query = EVERYTHING) -> tuple[Suggestion, ...]:
    """What may be one and what may be two among these incidents, most valuable first.

    Subjects are report ids, as decisions name them: one of each incident, or the reports to split off.
    """
    clusters = [one.reports for one in store.record.incidents(where)]
    rows = store.neighbours.views({report for cluster in clusters for report in cluster})
    views: Mapping[str, ReportView] = {key: from_row(row) for key, row in rows.items()}
    near = (two for two in candidate_pairs(views.values()) if likely_points(views[two[0]], views[two[1]], LEAST_POINTS))
    scored = {two: compare(views[two[0]], views[two[1]]) for two in near}
    texts = partial(printed_words, store, most=2 * MOST)
    standing = standing_decisions(store)
    judged = {report for one in standing if one.kind in _SAID_TO_BE_ONE for report in one.subjects}
    return suggestions(views, clusters, scored, ties_of(standing), texts, judged)


def incident_history(store: Store, incident: Incident) -> tuple[Moment, ...]:
    """How the status and credibility of an incident moved with the news and with people's decisions."""
    members, setting = setting_of(store, incident.reports)
    return history([members[one] for one in incident.reports if one in members], setting)
