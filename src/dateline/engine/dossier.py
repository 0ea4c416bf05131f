"""All that is kept about one incident or one actor, gathered for showing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.domain.article import Article
from dateline.domain.incident import Decision, Incident
from dateline.domain.query import Query
from dateline.domain.report import Relation, Report, Statement
from dateline.domain.vocabulary import Stance
from dateline.engine.asking import incident_history
from dateline.engine.exporting import incident_records
from dateline.engine.looking import KnownActor
from dateline.engine.settling import standing_decisions
from dateline.export import records
from dateline.reconcile.history import Moment
from dateline.store.protocol import Copy, Store


@dataclass(frozen=True, slots=True)
class IncidentDossier:
    """An incident with its reports in the order of publication, their articles, statements about it and decisions."""

    incident: Incident
    reports: tuple[Report, ...]
    articles: Mapping[str, Article]
    copies: Mapping[str, Copy]
    statements: tuple[Statement, ...]
    decisions: tuple[Decision, ...]
    kept: Mapping[str, Any]
    history: tuple[Moment, ...] = ()
    rejected: bool = False

    def record(self) -> dict[str, Any]:
        """Everything as JSON data."""
        texts = {key: article.text for key, article in self.articles.items()}
        return {
            **self.kept,
            "report_records": [records.report(one, texts[one.article_id], self.incident.id) for one in self.reports],
            "statement_records": [
                records.statement(one, texts[one.article_id], self.incident.id) for one in self.statements
            ],
            "decision_records": [records.decision(one) for one in self.decisions],
            "history": [moment_record(one) for one in self.history],
            "rejected": self.rejected,
        }


def incident_dossier(store: Store, incident: Incident) -> IncidentDossier:
    """Gather what is kept about an incident."""
    articles = {one.id: one for one in store.readings.articles(incident.articles)}
    reports = sorted(store.readings.reports(incident.reports), key=lambda one: (_published(articles, one), one.id))
    mine = set(incident.reports)
    return IncidentDossier(
        incident=incident,
        reports=tuple(reports),
        articles=articles,
        copies=store.neighbours.copies(articles.keys()),
        statements=tuple(one for one in store.readings.statements(articles.keys()) if one.about in mine),
        decisions=tuple(one for one in standing_decisions(store) if mine & set(one.subjects)),
        kept=next(iter(incident_records(store, [incident]))),
        history=incident_history(store, incident),
        rejected=bool(store.record.rejected({incident.id})),
    )


def moment_record(one: Moment) -> dict[str, Any]:
    """One moment of an incident's history as JSON data."""
    return {
        "date": one.day.isoformat() if one.day else None,
        "reports": list(one.reports),
        "status": str(one.status),
        "credibility": one.credibility,
        "reason": one.reason,
        "independent_sources": one.independent_sources,
        "decision": one.decision,
    }


def _published(articles: Mapping[str, Article], report: Report) -> str:
    when = articles[report.article_id].published
    day = (when.earliest or when.latest) if when else None
    return day.isoformat() if day else "9999"


@dataclass(frozen=True, slots=True)
class ActorDossier:
    """An actor with its incidents by what it is said to have done in them, its statements and its relations."""

    actor: KnownActor
    incidents: tuple[tuple[str, Incident], ...]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    articles: Mapping[str, Article]

    def record(self) -> dict[str, Any]:
        """Everything as JSON data."""
        texts = {key: article.text for key, article in self.articles.items()}
        return {
            **records.actor(self.actor.actor, self.actor.spellings),
            "ties": [{"relation": str(tie.relation), "of": tie.of} for tie in self.actor.actor.ties],
            "incidents": [
                {"part": part, "id": one.id, "date": records.date(one.when), "summary": one.summary}
                for part, one in self.incidents
            ],
            "statements": [records.statement(one, texts[one.article_id], one.about) for one in self.statements],
            "relations": [records.relation(one, texts[one.article_id]) for one in self.relations],
        }


def actor_dossier(store: Store, actor: KnownActor) -> ActorDossier:
    """Gather what is kept about an actor."""
    ident = actor.actor.id
    found = [(_part(one, ident), one) for one in store.record.incidents(Query(actors=(ident,)))]
    said = [one for one in store.readings.statements() if ident in _speakers(one)]
    ties = [one for one in store.readings.relations() if ident in (one.subject.actor_id, one.object.actor_id)]
    wanted = {one.article_id for one in said} | {one.article_id for one in ties}
    articles = {one.id: one for one in store.readings.articles(wanted)}
    return ActorDossier(actor, tuple(found), tuple(said), tuple(ties), articles)


PARTS: Mapping[Stance, str] = {
    Stance.STATED: "did",
    Stance.CLAIMED: "claims",
    Stance.BLAMED: "is blamed for",
    Stance.UNKNOWN: "is named in",
}


def _part(incident: Incident, ident: str) -> str:
    stances = [part.stance for part in incident.actors if part.actor_id == ident]
    for stance in (Stance.CLAIMED, Stance.STATED, Stance.BLAMED, Stance.UNKNOWN):
        if stance in stances:
            return PARTS[stance]
    return "suffered"


def _speakers(statement: Statement) -> Iterator[str]:
    for one in (statement.speaker, statement.organisation):
        if one and one.actor_id:
            yield one.actor_id
