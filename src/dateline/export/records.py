"""Records of the interchange contract: domain values as the JSON objects that other programs read.

Every function is plain: a value and the texts it points into go in, a JSON object comes out. Dates are EDTF, countries
ISO 3166-1 alpha-2, offsets Unicode code points of the document's text with the end exclusive.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.domain.actor import Actor, Place
from dateline.domain.article import Article
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Decision, Evidence, GivenValue, Incident
from dateline.domain.report import FieldValue, Participant, Relation, Report, Speaker, Statement
from dateline.domain.text import Span

Record = dict[str, Any]
Texts = Mapping[str, str]
"""Article id -> its text."""


def document(article: Article, copy_of: str | None = None, origin: str | None = None) -> Record:
    """One line of documents.jsonl; `origin` is the witness behind it."""
    return {
        "id": article.id,
        "external_id": article.external_id,
        "url": article.url,
        "source_path": article.source_path,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "published": date(article.published),
        "updated": date(article.updated),
        "language": article.language,
        "dateline_place": article.dateline_place,
        "text": article.text,
        "sha256": article.sha256,
        "copy_of": copy_of,
        "translated": article.translated,
        "origins": list(article.origins),
        "origin": origin,
    }


def report(one: Report, text: str, incident: str | None) -> Record:
    """One line of reports.jsonl; `text` is that of its document."""
    place = None
    if one.where:
        words = one.where.span.quote(text) if one.where.span else one.where.place.name
        place = _place(one.where.place, words)
    return {
        "id": one.id,
        "document_id": one.article_id,
        "incident_id": incident,
        "type": str(one.type),
        "mode": one.mode,
        "actors": [participant(part, text) for part in one.actors],
        "recipients": [participant(part, text) for part in one.recipients],
        "date": date(one.when),
        "place": place,
        "country": (one.where.place.country if one.where else None) or one.country,
        "killed": count(one.killed),
        "injured": count(one.injured),
        "weapon_count": count(one.weapon_count),
        "count": count(one.count),
        "weapon": one.weapon,
        "status": str(one.status),
        "background": one.background,
        "aggregate": one.aggregate,
        "said_by": list(one.said_by),
        "confidence": round(one.confidence, 4),
        "evidence": spans(one.evidence, text),
        "fields": {slot: span(where, text) for slot, where in sorted(one.fields.items())},
    }


def incident(one: Incident, texts: Texts) -> Record:
    """One line of incidents.jsonl; `texts` are those of its documents."""
    return {
        "id": one.id,
        "type": str(one.type),
        "mode": one.mode,
        "date": date(one.when),
        "place": _place(one.where.place, one.where.place.name) if one.where else None,
        "country": (one.where.place.country if one.where else None) or one.country,
        "actors": [participant(part, None) for part in one.actors],
        "recipients": [participant(part, None) for part in one.recipients],
        "killed": count(one.killed),
        "injured": count(one.injured),
        "weapon": one.weapon,
        "weapon_count": count(one.weapon_count),
        "count": count(one.count),
        "status": str(one.status),
        "aggregate": one.aggregate,
        "background_only": one.background_only,
        "credibility": one.credibility,
        "credibility_reason": one.credibility_reason,
        "reports": list(one.reports),
        "documents": list(one.articles),
        "independent_sources": one.independent_sources,
        "disagreements": [
            {"field": each.field, "note": each.note, "values": [given(value, texts) for value in each.values]}
            for each in one.disagreements
        ],
        "values": {name: [given(value, texts) for value in values] for name, values in one.values},
        "first_reported": date(one.first_reported),
        "summary": one.summary,
        "parts": list(one.parts),
        "decisions": list(one.decisions),
        "confidence": round(one.confidence, 4),
    }


def statement(one: Statement, text: str, about: str | None) -> Record:
    """One line of statements.jsonl; `about` is an actor or incident id."""
    return {
        "id": one.id,
        "document_id": one.article_id,
        "speaker": speaker(one.speaker, text),
        "speaker_org": speaker(one.organisation, text) if one.organisation else None,
        "act": str(one.act),
        "about": about,
        "via": list(one.via),
        "date": date(one.when),
        "direct_quote": one.direct_quote,
        "doubts": list(one.doubts),
        "confidence": round(one.confidence, 4),
        "evidence": spans(one.evidence, text),
    }


def relation(one: Relation, text: str) -> Record:
    """One line of relations.jsonl."""
    return {
        "id": one.id,
        "document_id": one.article_id,
        "subject": speaker(one.subject, text),
        "relation": str(one.kind),
        "object": speaker(one.object, text),
        "since": date(one.since),
        "until": date(one.until),
        "confidence": round(one.confidence, 4),
        "evidence": spans(one.evidence, text),
    }


def actor(one: Actor, spellings: Mapping[str, int]) -> Record:
    """One line of actors.jsonl; `spellings` are those met in the articles, with how often."""
    names = {(name.text, name.language, name.use) for name in one.names}
    written = {text for text, _, _ in names}
    if one.name not in written:
        names.add((one.name, "", ""))
    names.update((text, "", "met") for text in spellings if text not in written and text != one.name)
    return {
        "id": one.id,
        "name": one.name,
        "kind": str(one.kind),
        "names": [
            {"text": text, "language": language or None, "script": script(text), "use": use or None}
            for text, language, use in sorted(names)
        ],
        "known": one.known,
        "generic": one.generic,
        "country": one.country,
        "mentions": sum(spellings.values()),
        "identifiers": dict(one.identifiers),
    }


def decision(one: Decision) -> Record:
    """One decision of the log."""
    return {
        "id": one.id,
        "kind": str(one.kind),
        "subjects": list(one.subjects),
        "field": one.field,
        "value": one.value,
        "author": one.author,
        "reason": one.reason,
        "made_at": one.made_at.isoformat(),
        "hash": one.hash,
    }


# ------------------------------------------------------------------------------------------------- parts


def date(when: DateRange | None) -> str | None:
    """EDTF."""
    return when.edtf() if when else None


def count(one: CountRange | None) -> Record | None:
    """Both ends of a number; None is an open end."""
    return {"low": one.low, "high": one.high} if one else None


def span(where: Span, text: str) -> Record:
    """A stretch of text with its words."""
    return {"start": where.start, "end": where.end, "text": where.quote(text)}


def spans(where: Iterable[Span], text: str) -> list[Record]:
    """Stretches of text with their words."""
    return [span(one, text) for one in where]


def participant(part: Participant, text: str | None) -> Record:
    """An actor's part; without a text there are no words of one article to show."""
    words = part.span.quote(text) if part.span and text is not None else None
    return {"actor_id": part.actor_id or None, "name": part.name, "text": words, "stance": str(part.stance)}


def speaker(one: Speaker, text: str) -> Record:
    """Who speaks, or stands in a relation."""
    return {"actor_id": one.actor_id, "name": one.name, "text": one.span.quote(text) if one.span else None}


def given(one: GivenValue, texts: Texts) -> Record:
    """A value with all who give it."""
    return {
        "value": value(one.value),
        "reports": list(one.reports),
        "sources": list(one.sources),
        "said_by": list(one.said_by),
        "decided_by": one.decided_by,
        "evidence": [evidence(each, texts) for each in one.evidence],
    }


def evidence(one: Evidence, texts: Texts) -> Record:
    """The words of one document."""
    return {"document_id": one.article_id, **span(one.span, texts.get(one.article_id, ""))}


def value(one: FieldValue) -> Any:
    """A field's value as in the field itself."""
    if isinstance(one, CountRange):
        return count(one)
    if isinstance(one, DateRange):
        return date(one)
    return _place(one, one.name) if isinstance(one, Place) else one


def _place(place: Place, words: str) -> Record:
    return {
        "name": place.name,
        "text": words,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "precision": str(place.precision),
    }


def script(text: str) -> str | None:
    """The script most letters of a name are in, as Unicode names it ('Latin', 'Arabic'); None without letters."""
    times: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "").partition(" ")[0].capitalize()
            times[name] = times.get(name, 0) + 1
    return min(times, key=lambda name: (-times[name], name)) if times else None
