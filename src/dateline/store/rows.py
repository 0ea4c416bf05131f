"""Domain values as table rows: the whole value as JSON, beside it the columns that queries need, and a digest.

Each `*_row` is a plain function of the value, so `verify` can work a row out again and compare.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dateline.domain.actor import Actor
from dateline.domain.article import Article
from dateline.domain.codec import decode, dumps, encode, loads, to_text
from dateline.domain.dates import DateRange
from dateline.domain.ids import incident_id
from dateline.domain.incident import Incident
from dateline.domain.query import fold_name
from dateline.domain.report import Reading, Relation, Report, Statement
from dateline.domain.search_text import searchable
from dateline.store.protocol import Entry, Former, Json, RawFact

Row = dict[str, Any]

_EXCERPT_KINDS = ("feed_item",)
_PARTS = ("article", "reports", "statements", "relations")


def digest(*texts: str | None) -> str:
    """The SHA-256 of some texts; a missing one differs from an empty one."""
    joined = "\x1f".join("\x00" if text is None else text for text in texts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def storable(text: str) -> str:
    """A text that every database can hold: no NUL, no half characters."""
    return text.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")


def raw_row(fact: RawFact, reader: str) -> Row:
    """Where bytes came from, and who read them."""
    return {
        "id": fact.id,
        "sha256": fact.sha256,
        "kind": fact.kind,
        "location": storable(fact.location),
        "collected_at": fact.collected_at.isoformat(),
        "given": to_text([list(pair) for pair in fact.given]),
        "reader": reader,
    }


def raw_fact(row: Any) -> RawFact:
    """What `raw_row` wrote."""
    given = tuple((str(key), str(value)) for key, value in json.loads(row.given))
    return RawFact(row.sha256, row.kind, row.location, datetime.fromisoformat(row.collected_at), given)


def rank(article: Article, fact: RawFact) -> str:
    """Which version of one address counts: the highest.

    First the later stated date (updated, else published); then a page before a feed's excerpt; then the later day of
    collecting; then the longer text. The last parts only make the order of versions total, whatever came first.
    """
    stated = article.updated or article.published
    day = (stated.latest or stated.earliest) if stated else None
    whole = "0" if fact.kind in _EXCERPT_KINDS else "1"
    length = f"{len(article.text):010d}"
    parts = (
        day.isoformat() if day else "0000-00-00",
        whole,
        f"{fact.collected_at.date()}",
        length,
        fact.sha256,
        fact.id,
    )
    return "|".join(parts)


def version_row(article: Article, fact: RawFact) -> Row:
    """One version of an article, text and all."""
    body = dumps(article)
    return {
        "article_id": article.id,
        "raw_id": fact.id,
        "rank": rank(article, fact),
        "body": body,
        "digest": digest(body, fact.id),
    }


def article_row(entry: Entry) -> Row:
    """The article that counts, with what was found in it apart from reports, statements and relations."""
    reading, article = entry.reading, entry.reading.article
    bare = encode(replace(reading, reports=(), statements=(), relations=()))
    found = to_text({key: value for key, value in bare.items() if key not in _PARTS})
    fingerprint = None if entry.fingerprint is None else to_text(entry.fingerprint)
    return {
        "id": article.id,
        "raw_id": entry.raw.id,
        "reader": reading.reader,
        "outlet_key": fold_name(storable(article.outlet or "")),
        "published": first_day(article.published),
        "language": article.language,
        "reading": found,
        "fingerprint": fingerprint,
        "digest": digest(found, fingerprint),
    }


def kept_article_row(kept: Any) -> Row:
    """The row of an article made again from the kept reading and the kept text (`kept.body`)."""
    article = loads(Article, kept.body)
    return {
        "id": article.id,
        "outlet_key": fold_name(storable(article.outlet or "")),
        "published": first_day(article.published),
        "language": article.language,
        "digest": digest(kept.reading, kept.fingerprint),
    }


def reading_of(
    article_body: str, found: str, reports: list[str], statements: list[str], relations: list[str]
) -> Reading:
    """Put a reading together again from its kept parts."""
    data = json.loads(found)
    data["article"] = json.loads(article_body)
    data["reports"] = [json.loads(body) for body in reports]
    data["statements"] = [json.loads(body) for body in statements]
    data["relations"] = [json.loads(body) for body in relations]
    return decode(Reading, data)


def report_row(report: Report, ordinal: int, view: Json) -> Row:
    """A report; `view` is its comparable form."""
    body, seen = dumps(report), None if view is None else to_text(view)
    return {
        "id": report.id,
        "article_id": report.article_id,
        "ordinal": ordinal,
        "anchor": incident_id(report.id),
        "type": str(report.type),
        "status": str(report.status),
        "body": body,
        "view": seen,
        "digest": digest(body, seen),
    }


def former_row(former: Former, successor: str | None) -> Row:
    """A report of an earlier reading."""
    return {
        "id": former.id,
        "article_id": former.article_id,
        "anchor": former.anchor,
        "type": former.type,
        "start_at": former.span.start,
        "end_at": former.span.end,
        "successor": successor,
    }


def statement_row(statement: Statement, ordinal: int) -> Row:
    """A statement."""
    body = dumps(statement)
    return {
        "id": statement.id,
        "article_id": statement.article_id,
        "ordinal": ordinal,
        "speaker_id": statement.speaker.actor_id,
        "act": str(statement.act),
        "about": statement.about,
        "body": body,
        "digest": digest(body),
    }


def relation_row(relation: Relation, ordinal: int) -> Row:
    """A relation."""
    body = dumps(relation)
    return {
        "id": relation.id,
        "article_id": relation.article_id,
        "ordinal": ordinal,
        "subject_id": relation.subject.actor_id,
        "kind": str(relation.kind),
        "object_id": relation.object.actor_id,
        "body": body,
        "digest": digest(body),
    }


def mention_rows(reading: Reading) -> Iterator[Row]:
    """How often the article names each actor, by spelling; adjectives ('Iraqi') name nobody."""
    article = reading.article
    times = Counter(
        (mention.actor_id, " ".join(storable(article.quote(mention.span)).split())[:200])
        for mention in reading.actors
        if not mention.adjective
    )
    for (actor, spelling), number in sorted(times.items()):
        yield {"article_id": article.id, "actor_id": actor, "spelling": spelling, "times": number}


def met_rows(reading: Reading) -> Iterator[Row]:
    """Actors that the actor book does not know."""
    for actor in reading.unknown_actors:
        yield met_row(actor, reading.article.id)


def met_row(actor: Actor, article: str) -> Row:
    """An actor as one article tells it."""
    body = dumps(actor)
    return {"article_id": article, "actor_id": actor.id, "body": body, "digest": digest(body)}


def incident_row(incident: Incident, rejected: bool = False) -> Row:
    """A derived incident with the columns that filters need."""
    place = incident.where.place if incident.where else None
    point = place is not None and place.lat is not None and place.lon is not None
    names = (place.name, place.admin1 or "", place.country or "") if place else ()
    country = (place.country if place else None) or incident.country
    body = dumps(incident)
    return {
        "id": incident.id,
        "type": str(incident.type),
        "status": str(incident.status),
        "first_day": _open_day(incident.when, date.min, first=True),
        "last_day": _open_day(incident.when, date.max, first=False),
        "country": country,
        "place_id": place.id if place else None,
        "place_words": "|".join(f" {fold_name(storable(name))} " for name in names),
        "lat": place.lat if place and point else None,
        "lon": place.lon if place and point else None,
        "independent_sources": incident.independent_sources,
        "rejected": int(rejected),
        "body": body,
        "digest": digest(body),
    }


def incident_of_row(body: str) -> Incident:
    """What `incident_row` wrote."""
    return loads(Incident, body)


def incident_actor_ids(incident: Incident) -> tuple[str, ...]:
    """The actors on either side."""
    return tuple(sorted({part.actor_id for part in (*incident.actors, *incident.recipients) if part.actor_id}))


def article_words(article: Article) -> str:
    """The words under which an article is found."""
    return searchable(f"{article.title or ''} . {article.text}")


def incident_words(incident: Incident, quotes: Mapping[str, str]) -> str:
    """The words under which an incident is found: what is shown of it, and the clauses that tell it."""
    place = incident.where.place if incident.where else None
    shown = [
        incident.summary,
        incident.weapon or "",
        place.name if place else "",
        (place.admin1 or "") if place else "",
    ]
    shown += [part.name for part in (*incident.actors, *incident.recipients)]
    shown += [quotes[report] for report in incident.reports if report in quotes]
    return " ".join(searchable(text) for text in dict.fromkeys(shown) if text)


def first_day(when: DateRange | None) -> str | None:
    """The first possible day, ISO."""
    day = (when.earliest or when.latest) if when else None
    return day.isoformat() if day else None


def _open_day(when: DateRange | None, open_end: date, *, first: bool) -> str | None:
    if when is None:
        return None
    return ((when.earliest if first else when.latest) or open_end).isoformat()


def same_row(kept: Any, made: Row) -> list[str]:
    """The columns in which a kept row differs from the one made again from its value."""
    return [name for name, value in made.items() if not _same(getattr(kept, name), value)]


def _same(kept: Any, made: Any) -> bool:
    if isinstance(made, float) and isinstance(kept, float):
        return math.isclose(kept, made, rel_tol=0, abs_tol=1e-12)
    return bool(kept == made)
