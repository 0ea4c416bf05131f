"""People's decisions: sealed in a chain, undone in any order, anchored on reports, applied over what was clustered.

A decision never changes a stored incident; incidents are worked out from reports plus the decisions that stand.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import pairwise

from dateline.domain.ids import stable_id
from dateline.domain.incident import Decision
from dateline.domain.text import Span
from dateline.domain.vocabulary import DecisionKind
from dateline.errors import DecisionRefused
from dateline.reconcile.cluster import Pair, Ties, pair

REPORT_ONLY = "report"
"""`field` of a `reject` that means the one report misread, not the whole incident."""

NOT_REPORTS = frozenset({DecisionKind.DUPLICATE, DecisionKind.RATE})
"""Decisions whose subjects are articles or outlets."""

CORRECTABLE = frozenset(
    {
        "date",
        "place",
        "killed",
        "injured",
        "weapon",
        "weapon_count",
        "count",
        "actors",
        "recipients",
        "status",
        "type",
        "mode",
    }
)


# ---------------------------------------------------------------------------------------------------- the chain


def canonical(decision: Decision) -> bytes:
    """The bytes that are hashed: every field but id and hash, as JSON with sorted keys, times in UTC."""
    made = decision.made_at.astimezone(UTC) if decision.made_at.tzinfo else decision.made_at
    data = {
        "kind": str(decision.kind),
        "subjects": list(decision.subjects),
        "author": decision.author,
        "reason": decision.reason,
        "made_at": made.isoformat(),
        "field": decision.field,
        "value": decision.value,
        "previous_hash": decision.previous_hash,
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def seal(decision: Decision, previous_hash: str) -> Decision:
    """The decision as it enters the log: chained to the one before, with its hash and, if it has none, its id."""
    chained = replace(decision, previous_hash=previous_hash, hash="")
    digest = hashlib.sha256(canonical(chained)).hexdigest()
    return replace(chained, hash=digest, id=decision.id or stable_id("d", (digest,)))


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain of decisions is broken: the position in the log, the decision, what is wrong."""

    position: int
    decision: str
    reason: str

    def __str__(self) -> str:
        return f"decision {self.position + 1} ({self.decision}): {self.reason}"


def verify_chain(log: Sequence[Decision]) -> tuple[Break, ...]:
    """Every break of the chain, in order; empty when the log is as it was written."""
    breaks, previous = [], ""
    for position, decision in enumerate(log):
        if decision.previous_hash != previous:
            breaks.append(
                Break(position, decision.id, "does not follow the one before: one was changed, removed or moved")
            )
        if hashlib.sha256(canonical(decision)).hexdigest() != decision.hash:
            breaks.append(Break(position, decision.id, "its content is not what was sealed"))
        elif decision.id.startswith("d-") and decision.id != stable_id("d", (decision.hash,)):
            breaks.append(Break(position, decision.id, "its id is not that of its content"))
        previous = decision.hash
    return tuple(breaks)


# ------------------------------------------------------------------------------------------------- what stands


def effective(log: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that stand after every undo, in log order; an undo may itself be undone."""
    undone: set[str] = set()
    for decision in reversed(log):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone:
            undone.update(decision.subjects)
    return tuple(one for one in log if one.kind is not DecisionKind.UNDO and one.id not in undone)


def ties_of(standing: Iterable[Decision]) -> Ties:
    """What the standing decisions say about pairs of reports.

    `not_same`: no two of its subjects. `split`: its subjects stay together, apart from the reports that `value` lists
    (those left behind when it was made, separated by spaces).
    """
    same: set[Pair] = set()
    apart: set[Pair] = set()
    for decision in standing:
        subjects = decision.subjects
        if decision.kind is DecisionKind.NOT_SAME:
            apart.update(pair(a, b) for i, a in enumerate(subjects) for b in subjects[i + 1 :])
        elif decision.kind is DecisionKind.SPLIT:
            same.update(pair(a, b) for a, b in pairwise(subjects))
            apart.update(pair(a, b) for a in subjects for b in (decision.value or "").split() if a != b)
    return Ties(frozenset(same), frozenset(apart))


def joins_of(standing: Iterable[Decision]) -> tuple[Decision, ...]:
    """The merges that stand, oldest first."""
    return tuple(one for one in standing if one.kind is DecisionKind.MERGE)


def rejected_reports(standing: Iterable[Decision]) -> frozenset[str]:
    """Reports told to be misread: they take no part in anything."""
    return frozenset(
        subject
        for one in standing
        if one.kind is DecisionKind.REJECT and one.field == REPORT_ONLY
        for subject in one.subjects
    )


def ratings_of(standing: Iterable[Decision]) -> dict[str, str]:
    """Folded name of an outlet -> its reliability A-F as people rated it last."""
    return {one.subjects[0]: one.value for one in standing if one.kind is DecisionKind.RATE and one.value}


def partners(standing: Iterable[Decision], reports: Collection[str]) -> frozenset[str]:
    """Other reports that decisions bind to these, so that they must be looked at together."""
    bound: set[str] = set(reports)
    merges = [set(one.subjects) for one in standing if one.kind in (DecisionKind.MERGE, DecisionKind.SPLIT)]
    grew = True
    while grew:
        grew = False
        for subjects in merges:
            if subjects & bound and not subjects <= bound:
                bound |= subjects
                grew = True
    return frozenset(bound - set(reports))


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision that stands but finds nothing to act on, or contradicts another, and why."""

    decision: str
    reason: str


def join(
    clusters: Iterable[tuple[str, ...]], standing: Sequence[Decision], ties: Ties
) -> tuple[tuple[tuple[str, ...], ...], tuple[Unapplied, ...]]:
    """Unite the clusters that people merged; a merge against a later or earlier 'not the same' is left and reported."""
    groups = {key: set(one) for key, one in enumerate(sorted(clusters))}
    home = {report: key for key, group in groups.items() for report in group}
    unapplied = []
    for decision in joins_of(standing):
        present = sorted({home[subject] for subject in decision.subjects if subject in home})
        if len(present) < 2:
            continue
        united = set().union(*(groups[key] for key in present))
        if any(a in united and b in united for a, b in ties.apart):
            unapplied.append(Unapplied(decision.id, "contradicts a decision that two of these are not the same"))
            continue
        for key in present[1:]:
            groups[present[0]] |= groups.pop(key)
        home.update(dict.fromkeys(united, present[0]))
    return tuple(sorted(tuple(sorted(group)) for group in groups.values())), tuple(unapplied)


def without_subjects(standing: Iterable[Decision], reports: Collection[str]) -> tuple[Unapplied, ...]:
    """Decisions about reports that are no longer in the record (those about articles and outlets are left out)."""
    lost = []
    for one in standing:
        missing = [subject for subject in one.subjects if subject not in reports]
        if missing and one.kind not in NOT_REPORTS:
            lost.append(Unapplied(one.id, f"{', '.join(missing)} is no longer in the record"))
    return tuple(lost)


def refuse_contradiction(
    decision: Decision, standing: Sequence[Decision], cluster_of: Mapping[str, tuple[str, ...]]
) -> None:
    """Raise DecisionRefused when a new merge contradicts a standing 'not the same', or the other way round.

    `cluster_of` gives for each subject the reports of its present incident.
    """
    if decision.kind is DecisionKind.MERGE:
        united = {report for subject in decision.subjects for report in cluster_of.get(subject, (subject,))}
        for one in standing:
            if any(a in united and b in united for a, b in ties_of((one,)).apart):
                raise DecisionRefused(f"decision {one.id} says that two of these are not the same; undo it first")
    if decision.kind is DecisionKind.NOT_SAME:
        for one in joins_of(standing):
            if len(set(decision.subjects) & set(one.subjects)) > 1:
                raise DecisionRefused(f"decision {one.id} merged these; undo it first")


# ----------------------------------------------------------------------------------------------- after re-reading


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a report stood when something was decided about it: enough to find it again after a re-read."""

    report: str
    article: str
    type: str
    span: Span


def reanchor(
    standing: Iterable[Decision], anchors: Mapping[str, Anchor], present: Iterable[Anchor]
) -> tuple[tuple[Decision, ...], tuple[Unapplied, ...]]:
    """Decisions whose subjects point at the reports as read now, and those for which nothing is left to point at.

    A subject that is still there stays. Else the report of the same article whose evidence overlaps the old one most
    takes its place, the same type first. `anchors` are kept from the time of the decision.
    """
    by_article: dict[str, list[Anchor]] = defaultdict(list)
    here: set[str] = set()
    for one in present:
        by_article[one.article].append(one)
        here.add(one.report)
    moved, lost = [], []
    for decision in standing:
        if decision.kind in NOT_REPORTS:
            moved.append(decision)
            continue
        found = {s: s if s in here else _nearest(anchors.get(s), by_article) for s in decision.subjects}
        missing = [subject for subject, now in found.items() if now is None]
        if missing:
            lost.append(Unapplied(decision.id, f"the sentence of {', '.join(missing)} is no longer read as a report"))
        subjects = tuple(dict.fromkeys(now for now in found.values() if now is not None))
        value = decision.value
        if decision.kind is DecisionKind.SPLIT and value:
            left = (s if s in here else _nearest(anchors.get(s), by_article) for s in value.split())
            value = " ".join(one for one in left if one is not None)
        if subjects:
            moved.append(replace(decision, subjects=subjects, value=value))
    return tuple(moved), tuple(lost)


def _nearest(old: Anchor | None, by_article: Mapping[str, Sequence[Anchor]]) -> str | None:
    if old is None:
        return None
    met = [
        (one.type != old.type, -_shared(one.span, old.span), one.report)
        for one in by_article.get(old.article, ())
        if one.span.overlaps(old.span)
    ]
    return min(met)[2] if met else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
