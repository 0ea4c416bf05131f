"""People's decisions: what they may say, kept for good, worked in at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dateline.domain.ids import incident_id
from dateline.domain.incident import Decision, Incident
from dateline.domain.query import Query, fold_name
from dateline.domain.vocabulary import RELIABILITY, DecisionKind
from dateline.engine.looking import Lookup
from dateline.engine.settling import Settler, reanchored, standing_decisions
from dateline.errors import DecisionRefused, NotFound
from dateline.reconcile.correct import parse_value
from dateline.reconcile.decisions import (
    CORRECTABLE,
    REPORT_ONLY,
    Unapplied,
    effective,
    refuse_contradiction,
    seal,
    without_subjects,
)
from dateline.reconcile.record import anchor
from dateline.reconcile.view import from_row
from dateline.store.protocol import Dirt, Store


@dataclass(frozen=True, slots=True)
class Decider:
    """Takes decisions about one store."""

    store: Store
    lookup: Lookup
    settler: Settler

    def decide(
        self,
        kind: DecisionKind,
        subjects: Sequence[str],
        author: str,
        reason: str,
        at: datetime,
        field: str | None = None,
        value: str | None = None,
    ) -> Decision:
        """Take one decision and work it in.

        `subjects` are incident ids (old ones lead on), report ids for `split` and for rejecting one report, article
        ids for `duplicate` (copy first, original last), one outlet's name for `rate` (`value` is its letter A-F), one
        decision id for `undo`. Raises NotFound and
        DecisionRefused, in one line each.
        """
        if not reason.strip():
            raise DecisionRefused("a decision needs a reason")
        self.settler.settle()
        asked = Decision("", kind, (), author, reason.strip(), at, field, value)
        with self.store.alone():
            made, dirt = self._meant(asked, tuple(dict.fromkeys(subjects)))
            log = self.store.log.decisions()
            sealed = seal(made, log[-1].hash if log else "")
            self.store.log.append(sealed, dirt)
        self.settler.settle()
        return sealed

    def _meant(self, made: Decision, subjects: tuple[str, ...]) -> tuple[Decision, Dirt]:
        kind = made.kind
        if kind is DecisionKind.UNDO:
            return self._undo(made, subjects)
        if kind is DecisionKind.DUPLICATE:
            return self._duplicate(made, subjects)
        if kind is DecisionKind.RATE:
            return self._rate(made, subjects)
        if kind is DecisionKind.SPLIT:
            return self._split(made, subjects)
        if kind is DecisionKind.REJECT and subjects and all(one.startswith("r-") for one in subjects):
            self._known_reports(subjects)
            made = _with(made, subjects, field=REPORT_ONLY)
            return made, Dirt(reports=self._hanging(subjects))
        return self._about_incidents(made, subjects)

    def _about_incidents(self, made: Decision, subjects: tuple[str, ...]) -> tuple[Decision, Dirt]:
        meant = [(subject, self.lookup.incident(subject)) for subject in subjects]
        incidents = {one.id for _, one in meant}
        if made.kind in (DecisionKind.MERGE, DecisionKind.NOT_SAME) and len(incidents) < 2:
            raise DecisionRefused("these are one incident already" if len(subjects) > 1 else "name two incidents")
        if made.kind is DecisionKind.CORRECT:
            check_correction(made.field, made.value)
        anchors = {self._anchor(subject, one): one.reports for subject, one in meant}
        made = _with(made, tuple(anchors))
        refuse_contradiction(made, standing_decisions(self.store), anchors)
        return made, Dirt(reports=self._hanging(made.subjects))

    def _split(self, made: Decision, subjects: tuple[str, ...]) -> tuple[Decision, Dirt]:
        self._known_reports(subjects)
        homes = set(self.store.record.incident_of(subjects).values())
        if len(homes) != 1:
            raise DecisionRefused("the reports to split off must stand in one incident")
        incident = self.lookup.incident(homes.pop())
        left = [report for report in incident.reports if report not in subjects]
        if not left:
            raise DecisionRefused("these are all reports of the incident; leave at least one")
        return _with(made, subjects, value=" ".join(left)), Dirt(reports=self._hanging(incident.reports))

    def _duplicate(self, made: Decision, subjects: tuple[str, ...]) -> tuple[Decision, Dirt]:
        if len(subjects) < 2:
            raise DecisionRefused("name the copy and the original")
        known = {article.id for article in self.store.readings.articles(subjects)}
        missing = [one for one in subjects if one not in known]
        if missing:
            raise NotFound(f"there is no article {missing[0]!r}")
        return _with(made, subjects), Dirt(articles=subjects)

    def _rate(self, made: Decision, subjects: tuple[str, ...]) -> tuple[Decision, Dirt]:
        if len(subjects) != 1 or not fold_name(subjects[0]):
            raise DecisionRefused("name one outlet")
        if made.value not in RELIABILITY:
            raise DecisionRefused(f"the reliability of a source is one of {', '.join(RELIABILITY)}")
        outlet = fold_name(subjects[0])
        return _with(made, (outlet,)), Dirt(reports=self._told_by(outlet))

    def _told_by(self, outlet: str) -> tuple[str, ...]:
        """The reports of all incidents that this outlet tells of."""
        found = self.store.record.incidents(Query(source=outlet))
        return tuple(sorted(report for one in found for report in one.reports))

    def _undo(self, made: Decision, subjects: tuple[str, ...]) -> tuple[Decision, Dirt]:
        log = {one.id: one for one in self.store.log.decisions()}
        for subject in subjects:
            if subject not in log:
                raise NotFound(f"there is no decision {subject!r}")
        standing = {one.id for one in effective(tuple(log.values()))}
        for subject in subjects:
            if log[subject].kind is not DecisionKind.UNDO and subject not in standing:
                raise DecisionRefused(f"decision {subject} is undone already")
        about = [log[subject] for subject in subjects]
        while any(one.kind is DecisionKind.UNDO for one in about):
            about = [
                meant
                for one in about
                for meant in ([log[each] for each in one.subjects] if one.kind is DecisionKind.UNDO else [one])
            ]
        return _with(made, subjects), self._dirt_of(about)

    def _dirt_of(self, about: Sequence[Decision]) -> Dirt:
        """What decisions reach: their reports as read then and now, and everything that hangs on them."""
        ids = {one.id for one in about}
        now = [one for one in reanchored(self.store)[0] if one.id in ids]
        articles: set[str] = set()
        reports: set[str] = set()
        for one in (*about, *now):
            if one.kind is DecisionKind.DUPLICATE:
                articles.update(one.subjects)
            elif one.kind is DecisionKind.RATE:
                reports.update(self._told_by(one.subjects[0]))
            else:
                reports.update(one.subjects)
                reports.update((one.value or "").split() if one.kind is DecisionKind.SPLIT else ())
        return Dirt(tuple(sorted(articles)), self._hanging(tuple(reports)))

    def _hanging(self, reports: Sequence[str]) -> tuple[str, ...]:
        near = self.store.neighbours
        names = set(near.component_of(reports).values())
        return tuple(sorted(near.component(names) | set(reports)))

    def _anchor(self, subject: str, incident: Incident) -> str:
        """The report that the id given by a person stands for: another decision may part it from today's incident."""
        for report in incident.reports:
            if subject in (report, incident_id(report)):
                return report
        return anchor([from_row(row) for row in self.store.neighbours.views(incident.reports).values()])

    def _known_reports(self, reports: Sequence[str]) -> None:
        known = self.store.neighbours.views(reports)
        for report in reports:
            if report not in known:
                raise NotFound(f"there is no report {report!r}")
        if not reports:
            raise DecisionRefused("name the reports")


def check_correction(field: str | None, value: str | None) -> None:
    """Raise DecisionRefused for a field that cannot be corrected or a value that does not fit it."""
    if field not in CORRECTABLE:
        raise DecisionRefused(f"{field!r} cannot be corrected; these can: {', '.join(sorted(CORRECTABLE))}")
    if value:
        parse_value(field, value)


def unapplied(store: Store) -> tuple[Unapplied, ...]:
    """Decisions that stand and find nothing to act on."""
    standing, lost = reanchored(store)
    subjects = {subject for one in standing for subject in one.subjects}
    return (*lost, *without_subjects(standing, store.neighbours.views(subjects).keys()))


def _with(made: Decision, subjects: tuple[str, ...], field: str | None = None, value: str | None = None) -> Decision:
    return replace(made, subjects=subjects, field=field or made.field, value=value or made.value)
