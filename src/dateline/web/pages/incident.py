"""One incident: what is known, from whom, where they differ, and what people decided about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.actor import Place
from dateline.domain.codec import decode, dumps
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Decision, GivenValue, Incident
from dateline.domain.names import fold
from dateline.domain.report import FieldValue, Reading, Report, Statement
from dateline.domain.vocabulary import DecisionKind
from dateline.engine.why import explain_incident
from dateline.export import records
from dateline.reconcile.decisions import effective
from dateline.reconcile.gather import FIELDS, value_key, value_text
from dateline.reconcile.origins import Origin, outlet_key
from dateline.web.ask import Ask, Reader
from dateline.web.cards import cards
from dateline.web.countries import country_name
from dateline.web.evidence import Citations, facts, quoted, sentence_markup
from dateline.web.restricted import standing
from dateline.web.row import row_of
from dateline.web.sentence import sentence_of
from dateline.web.show import Data, page, plain_when, show
from dateline.web.track import track
from dateline.web.words import Words

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Scene:
    """An incident with what its page needs around it."""

    incident: Incident
    readings: Mapping[str, Reading]
    origins: Mapping[str, Origin]
    reports: Mapping[str, Report]
    decisions: tuple[Decision, ...]
    standing: frozenset[str]


@page(router, "/incidents/{ident}", "Incidents")
def incident(ident: str, ask: Reader) -> Response:
    """One incident with its values, sources, disagreements, statements and decisions; old ids lead on."""
    engine = ask.desk.engine
    found = ask.desk.incident(ident)
    if found.id != ident:
        data: Data = {"id": ident, "moved_to": found.id, "summary": found.summary}
        return show(ask, "incident_moved.html", data)
    scene = scene_of(ask, found)
    cites = Citations(scene.readings)
    near = nearest(ask, scene)
    data = {
        **records.incident(found, {key: one.article.text for key, one in scene.readings.items()}),
        "rejected": bool(engine.store.record.rejected([found.id])),
        "origins": origin_list(scene),
        "statements": [statement_data(scene, one) for one in about(scene)],
        "history": [history_item(scene, one) for one in reversed(scene.decisions)],
        "near": near,
        "parts_shown": cards(ask.desk.shelf(), found.parts, ask.words),
        "restricted": restriction_data(ask, found),
        "watched": found.id in ask.desk.accounts.marked(ask.person.name, "watch"),
    }
    facts_shown = fact_rows(scene, cites, ask.words)
    return show(
        ask,
        "incident.html",
        data,
        one=found,
        headline=sentence_of(row_of("", dumps(found)), ask.words),
        facts=facts_shown,
        matrix=matrix(scene, ask.words),
        cites=cites.listed,
        sentence=sentence_markup,
        recalled=recalled(scene),
        fields=FIELDS,
        country_name=country_name,
        track=track(found.when, told_on(scene)),
        shared=ask.site.token is None,
    )


def restriction_data(ask: Ask, found: Incident) -> dict[str, Any] | None:
    """From whom the incident is kept, if from anybody."""
    held = standing(ask.desk.accounts, ask.desk.engine.now().date())
    mine = [held[one] for one in found.reports if one in held]
    if not mine:
        return None
    most = max(mine, key=lambda one: one.role)
    until = most.until.isoformat() if most.until else None
    return {"role": most.role.name.lower(), "until": until, "reason": most.reason, "author": most.author}


def told_on(scene: Scene) -> list[date]:
    """The days on which articles that report the incident as news were published."""
    articles = {one.article_id for one in scene.reports.values() if not one.background}
    days = (scene.readings[one].article.published for one in articles)
    return [day for when in days if when and (day := when.earliest or when.latest)]


def scene_of(ask: Ask, found: Incident) -> Scene:
    """Read what stands around an incident."""
    store = ask.desk.engine.store
    readings = {one.article.id: one for one in store.readings.readings(found.articles)}
    origins = {key: decode(Origin, copy.body) for key, copy in store.neighbours.copies(found.articles).items()}
    wanted = set(found.reports)
    reports = {report.id: report for one in readings.values() for report in one.reports if report.id in wanted}
    log = store.log.decisions()
    standing = frozenset(one.id for one in effective(log))
    return Scene(found, readings, origins, reports, tuple(_about_reports(log, wanted)), standing)


def _about_reports(log: Iterable[Decision], reports: set[str]) -> Iterable[Decision]:
    mine: set[str] = set()
    for one in log:
        touched = {*one.subjects, *((one.value or "").split() if one.kind is DecisionKind.SPLIT else ())}
        if touched & reports or touched & mine:
            mine.add(one.id)
            yield one


# --------------------------------------------------------------------------------------------------- values


def fact_rows(scene: Scene, cites: Citations, words: Words) -> list[dict[str, Any]]:
    """The facts table: for each field what holds, with the numbers of its places, and what others give instead."""
    values = dict(scene.incident.values)
    names = partial(source_name, scene)
    rows: list[dict[str, Any]] = []
    for field in FIELDS:
        given = values.get(field, ())
        held = _held(scene.incident, field)
        shown: list[dict[str, Any]] = []
        used: set[str] = set()
        for label, key, extra in held:
            match = next((one for one in given if value_key(one.value) == key), None)
            if match is not None:
                used.add(value_key(match.value))
            shown.append({"label": label, **extra, **_who(match, cites, names)})
        others = [
            {"label": field_text(field, one.value, words), **_who(one, cites, names)}
            for one in given
            if value_key(one.value) not in used
        ]
        if shown or others:
            rows.append({"field": field, "shown": shown, "others": others, "raw": raw_value(scene.incident, field)})
    for row in rows:
        for entry in row["shown"]:
            if "value" in entry:
                entry["label"] = field_text(row["field"], entry.pop("value"), words)
    return rows


def _held(one: Incident, field: str) -> list[tuple[str, str, dict[str, Any]]]:
    """What an incident holds in a field: label, comparison key, further facts."""
    if field in ("actors", "recipients"):
        parts = getattr(one, field)
        return [(part.name, fold(part.name), {"actor_id": part.actor_id, "stance": str(part.stance)}) for part in parts]
    value = present_value(one, field)
    return [] if value is None else [("", value_key(value), {"value": value})]


def present_value(one: Incident, field: str) -> FieldValue | None:
    """The value that holds for a field of one value."""
    value: Any = {
        "type": str(one.type),
        "mode": one.mode,
        "date": one.when,
        "place": one.where.place if one.where else None,
        "killed": one.killed,
        "injured": one.injured,
        "weapon": one.weapon,
        "weapon_count": one.weapon_count,
        "count": one.count,
        "status": str(one.status),
    }.get(field)
    return value  # type: ignore[no-any-return]


def raw_value(one: Incident, field: str) -> str:
    """A field's value as a correction is written."""
    if field in ("actors", "recipients"):
        return "; ".join(part.name for part in getattr(one, field))
    value = present_value(one, field)
    if isinstance(value, CountRange):
        if value.low == value.high:
            return str(value.low)
        return f"{'' if value.low is None else value.low}..{'' if value.high is None else value.high}"
    return "" if value is None else value_text(value)


def value_label(one: Incident, field: str, words: Words) -> str:
    """What an incident holds in a field, as people read it; '' for nothing."""
    if field in ("actors", "recipients"):
        return "; ".join(part.name for part in getattr(one, field))
    value = present_value(one, field)
    if isinstance(value, DateRange):
        return plain_when(value.edtf(), words)
    return "" if value is None else str(field_text(field, value, words))


def _who(given: GivenValue | None, cites: Citations, names: Callable[[str], str]) -> dict[str, Any]:
    if given is None:
        return {"cites": [], "sources": [], "said_by": [], "decided_by": None}
    return {
        "cites": cites.several(given.evidence[:24]),
        "sources": [names(one) for one in given.sources],
        "said_by": list(given.said_by),
        "decided_by": given.decided_by,
    }


def source_name(scene: Scene, witness: str) -> str:
    """A witness as people call it: the outlet's name as its own article prints it, where that is at hand."""
    for article, origin in scene.origins.items():
        outlet = scene.readings[article].article.outlet if article in scene.readings else None
        if origin.id == witness and origin.role == "original" and outlet:
            return outlet
    for reading in scene.readings.values():
        if reading.article.outlet and f"outlet:{outlet_key(reading.article.outlet)}" == witness:
            return reading.article.outlet
    return witness.partition(":")[2] if witness.startswith("outlet:") else witness


def field_text(field: str, value: FieldValue, words: Words) -> str:
    """A value in the reader's language."""
    from dateline.web.show import when

    if isinstance(value, CountRange):
        return words.count(value)
    if isinstance(value, DateRange):
        return when(value.edtf(), words)
    if isinstance(value, Place):
        within = [one for one in (value.admin1, country_name(value.country or "")) if one and one != value.name]
        return ", ".join([value.name, *within])
    return words.term(field, value) if field in ("type", "mode", "status") else value


def matrix(scene: Scene, words: Words) -> dict[str, Any]:
    """The disagreements as a table: a row a field, a column an independent origin, in each cell what it gives."""
    columns = sorted({source for each in scene.incident.disagreements for one in each.values for source in one.sources})
    rows = []
    for each in scene.incident.disagreements:
        cells = [
            [
                {"label": field_text(each.field, one.value, words), "said_by": list(one.said_by)}
                for one in each.values
                if source in one.sources
            ]
            for source in columns
        ]
        decided = [field_text(each.field, one.value, words) for one in each.values if one.decided_by]
        rows.append({"field": each.field, "note": each.note, "cells": cells, "decided": decided})
    return {"columns": [source_name(scene, one) for one in columns], "rows": rows}


# -------------------------------------------------------------------------------------------------- reports


def origin_list(scene: Scene) -> list[dict[str, Any]]:
    """The reports that tell the incident as news, by origin: the original first, its copies folded after it."""
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in scene.reports.values():
        if not report.background:
            groups[_witness(scene, report)].append(report)
    found = []
    for witness, reports in groups.items():
        reports.sort(key=lambda one: (_role(scene, one) != "original", _published(scene, one), one.id))
        found.append({"witness": source_name(scene, witness), "reports": [report_data(scene, one) for one in reports]})
    return sorted(found, key=lambda one: (str(one["reports"][0]["published"] or "9"), str(one["witness"])))


def recalled(scene: Scene) -> list[dict[str, Any]]:
    """Reports that only recall the incident."""
    found = [report for report in scene.reports.values() if report.background]
    return [report_data(scene, one) for one in sorted(found, key=lambda one: (_published(scene, one), one.id))]


def _witness(scene: Scene, report: Report) -> str:
    origin = scene.origins.get(report.article_id)
    if origin:
        return origin.id
    outlet = scene.readings[report.article_id].article.outlet
    return f"outlet:{outlet}" if outlet else f"article:{report.article_id}"


def _role(scene: Scene, report: Report) -> str:
    origin = scene.origins.get(report.article_id)
    return str(origin.role) if origin else "original"


def _published(scene: Scene, report: Report) -> str:
    article = scene.readings[report.article_id].article
    return article.published.edtf() if article.published else "9"


def report_data(scene: Scene, report: Report) -> dict[str, Any]:
    """A report with its sentence."""
    reading = scene.readings[report.article_id]
    origin = scene.origins.get(report.article_id)
    return {
        "id": report.id,
        **quoted(reading, report.evidence[0]),
        "role": _role(scene, report),
        "role_reason": origin.reason if origin else "",
        "status": str(report.status),
        "said_by": list(report.said_by),
        "background": report.background,
        "confidence": round(report.confidence, 3),
        "rules": list(report.rules),
    }


def about(scene: Scene) -> list[Statement]:
    """What is said about the incident."""
    wanted = set(scene.incident.reports)
    found = [said for one in scene.readings.values() for said in one.statements if said.about in wanted]
    return sorted(found, key=lambda one: (str(one.act), one.speaker.name, one.id))


def statement_data(scene: Scene, one: Statement) -> dict[str, Any]:
    """A statement with its sentence and the way it took."""
    reading = scene.readings[one.article_id]
    return {
        **records.statement(one, reading.article.text, scene.incident.id),
        "quote": quoted(reading, one.evidence[0]),
        "chain": [one.speaker.name, *one.via, reading.article.outlet or "?"],
        **{f"article_{key}": value for key, value in facts(reading.article).items()},
    }


def history_item(scene: Scene, one: Decision) -> dict[str, Any]:
    """A decision, and whether it stands."""
    stands = one.id in scene.standing or one.kind is DecisionKind.UNDO
    return {**records.decision(one), "stands": stands, "undoable": one.id in scene.standing}


def nearest(ask: Ask, scene: Scene) -> list[dict[str, Any]]:
    """Other incidents that may be the same, with what speaks for it and against it."""
    found_near = explain_incident(ask.desk.engine.store, scene.incident).nearest
    shelf = ask.desk.shelf()
    home = ask.desk.engine.store.record.incident_of([pair.other for pair in found_near])
    found: dict[str, dict[str, Any]] = {}
    for pair in found_near:
        ident = home.get(pair.other, "")
        if pair.probability < 0.02 or ident in found or ident not in shelf.at or ident == scene.incident.id:
            continue
        reasons = [
            {"feature": name, "score": round(signal.score, 2), "reason": signal.reason}
            for name, signal in pair.signals
            if signal.reason
        ]
        found[ident] = {
            **cards(shelf, [ident], ask.words)[0],
            "probability": round(pair.probability, 3),
            "reasons": reasons,
        }
    return list(found.values())
