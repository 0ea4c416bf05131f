"""Which fields annotated incidents differ on, against what the export flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.evaluation.ratios import Figures, prf
from dateline.evaluation.records import Record

FIELDS: Mapping[str, str] = {
    "date": "date",
    "date_start": "date",
    "date_inferred": "date",
    "day": "date",
    "actors": "actors",
    "perpetrator": "actors",
    "claim of responsibility": "actors",
    "recipients": "recipients",
    "target": "recipients",
    "place": "place",
    "killed": "killed",
    "injured": "injured",
    "weapon": "weapon",
    "means": "weapon",
    "mode": "weapon",
    "weapon_count": "weapon_count",
    "number of drones": "weapon_count",
    "rockets": "weapon_count",
    "count": "count",
    "number detained": "count",
    "status": "status",
}
"""The annotators' words for a field -> the contract's; other words are outside the contract and not counted."""


def flagged_disagreements(
    clusters: Mapping[str, Any], pairs: Mapping[str, str], reports: Iterable[Record], incidents: Iterable[Record]
) -> Figures:
    """Of the annotated pairs of incident and field on which articles differ, how many are flagged, and the reverse.

    An annotated incident is held against the exported one that most of its articles report.
    """
    flagged = {one["id"]: {each.get("field") for each in one.get("disagreements") or ()} for one in incidents}
    told_in: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.get("incident_id"):
            told_in[report["incident_id"]].add(report["document_id"])
    right = found = wanted = 0
    for info in clusters.values():
        if not isinstance(info, dict):
            continue
        members = {pairs[one] for one in info.get("news") or info.get("docs") or () if one in pairs}
        fields = {FIELDS[one] for one in info.get("disagreements") or () if one in FIELDS}
        best = max(told_in, key=lambda one: len(told_in[one] & members), default=None)
        got = flagged.get(best, set()) if best and told_in[best] & members else set()
        wanted += len(fields)
        found += len(got)
        right += len(fields & got)
    return prf(right, found, wanted)
