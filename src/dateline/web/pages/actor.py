"""An actor's dossier: names, relations, incidents by stance, time, places, statements, network, likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.actor import Actor
from dateline.domain.names import tolerant_key
from dateline.domain.report import Relation, Statement
from dateline.domain.vocabulary import Act
from dateline.engine.looking import KnownActor
from dateline.export import records
from dateline.store.sql_record import SqlRecord
from dateline.web.ask import Ask, Reader
from dateline.web.cards import card
from dateline.web.evidence import facts, quoted, sentence_markup
from dateline.web.graph import around, edges_of, network
from dateline.web.names import all_names
from dateline.web.shelf import NO_DAY, Row, Shelf
from dateline.web.show import Data, page, show

router = APIRouter()
STANCES = ("stated", "claimed", "blamed", "unknown", "suffered")
_EACH = 25


@page(router, "/actors/{ident}", "Actors")
def actor(ident: str, ask: Reader) -> Response:
    """All that is known of one actor: names and who uses them, relations, incidents by stance, statements, network."""
    known = ask.desk.names().actor(ident)
    shelf = ask.desk.shelf()
    one = known.actor
    by_stance = {stance: _rows(shelf, f"{one.id}~{stance}") for stance in STANCES}
    rows = sorted({row for many in by_stance.values() for row in many})
    said = ask.desk.said().by_speaker.get(one.id, ())
    denied = [each for each in said if each.act is Act.DENY]
    steps = ask.number("steps", 1, 2)
    data: Data = {
        **records.actor(one, known.spellings),
        "designations": [
            {"by": each.by, "list": each.list, "date": each.date, "source": each.source} for each in one.designations
        ],
        "sources": list(one.sources),
        "spellings": spellings_by_outlet(ask, one.id),
        "ties": ties(ask, one),
        "relations": [relation_data(ask, each) for each in ask.desk.said().by_actor.get(one.id, ())[:60]],
        "incidents": {
            stance: {"total": len(many), "shown": [card(shelf.rows[row], ask.words) for row in many[::-1][:_EACH]]}
            for stance, many in by_stance.items()
        },
        "total": len(rows),
        "months": months(shelf.rows[row] for row in rows),
        "places": places(shelf.rows[row] for row in rows),
        "statements": statement_list(ask, said[:40]),
        "statements_total": len(said),
        "denials": len(denied),
        "steps": steps,
        "network": ego(ask, one.id, steps),
        "alike": alike(ask, known),
    }
    return show(ask, "actor.html", data, one=one, sentence=sentence_markup, spark=spark(data["months"]))


def _rows(shelf: Shelf, key: str) -> list[int]:
    """The rows in which an actor stands in one way: undated first, then by day."""
    pairs = shelf.several["stance"]
    if key not in pairs.number:
        return []
    found = pairs.rows[pairs.codes == pairs.number[key]]
    undated = shelf.first[found] == NO_DAY
    return [int(row) for row in (*found[undated], *found[~undated])]


def spellings_by_outlet(ask: Ask, ident: str) -> list[dict[str, Any]]:
    """Each spelling with how often and in which outlets it is met, most often first."""
    shelf = ask.desk.shelf()
    times: Counter[str] = Counter()
    outlets: dict[str, Counter[str]] = defaultdict(Counter)
    for article, spelling, number in _mentions(ask, ident):
        times[spelling] += number
        key = shelf.outlet_of.get(article, "")
        outlets[spelling][shelf.outlet_names.get(key, key)] += number
    return [
        {"text": text, "times": number, "outlets": [name for name, _ in outlets[text].most_common(8) if name]}
        for text, number in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    ]


def _mentions(ask: Ask, ident: str) -> Iterable[tuple[str, str, int]]:
    store = ask.desk.engine.store
    if isinstance(store.record, SqlRecord):
        from sqlalchemy import select

        from dateline.store import schema as t

        table = t.mentions
        question = select(table.c.article_id, table.c.spelling, table.c.times).where(table.c.actor_id == ident)
        with store.record.database.read() as connection:
            return [(row.article_id, row.spelling, row.times) for row in connection.execute(question)]
    found = []
    for article in store.readings.articles():
        met = store.readings.mentions([article.id]).get(ident, {})
        found += [(article.id, text, number) for text, number in met.items()]
    return found


def ties(ask: Ask, one: Actor) -> list[dict[str, Any]]:
    """What the actor book says of the actor's relations."""
    names = ask.desk.actor_names()
    return [
        {
            "relation": str(tie.relation),
            "of": tie.of,
            "name": names[tie.of],
            "title": tie.title,
            "since": tie.since,
            "until": tie.until,
            "source": tie.source,
        }
        for tie in one.ties
    ]


def relation_data(ask: Ask, one: Relation) -> dict[str, Any]:
    """A relation that an article tells, with its sentence."""
    reading = next(iter(ask.desk.engine.readings([one.article_id])))
    return {
        **records.relation(one, reading.article.text),
        "quote": quoted(reading, one.evidence[0]),
        **{f"article_{key}": value for key, value in facts(reading.article).items()},
    }


def statement_list(ask: Ask, many: Iterable[Statement]) -> list[dict[str, Any]]:
    """Statements with their sentence, the way they took, and what they are about."""
    listed = list(many)
    said, shelf = ask.desk.said(), ask.desk.shelf()
    readings = {one.article.id: one for one in ask.desk.engine.readings({one.article_id for one in listed})}
    found = []
    for one in listed:
        reading = readings[one.article_id]
        about = said.homes.get(one.about or "", one.about)
        row = shelf.rows[shelf.at[about]] if about and about in shelf.at else None
        found.append(
            {
                **records.statement(one, reading.article.text, about),
                "quote": quoted(reading, one.evidence[0]),
                "chain": [one.speaker.name, *one.via, reading.article.outlet or "?"],
                "about_summary": row.summary if row else None,
                **{f"article_{key}": value for key, value in facts(reading.article).items()},
            }
        )
    return found


def months(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Incidents a month."""
    found = Counter(date.fromordinal(row.first).strftime("%Y-%m") for row in rows if row.first > 1)
    return [{"month": month, "count": found[month]} for month in sorted(found)]


def spark(counted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Months without a gap, with a height of 0..10, for a small chart; of a long time the last ten years."""
    if not counted:
        return []
    by_month: dict[str, int] = {one["month"]: one["count"] for one in counted}
    most = max(by_month.values())
    first, last = counted[0]["month"], counted[-1]["month"]
    at, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
    at = max(at, end - 119)
    names = [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(at, end + 1)]
    return [
        {"month": name, "count": by_month.get(name, 0), "height": -(-10 * by_month.get(name, 0) // most)}
        for name in names
    ]


def places(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Where, most often first; only places that a map can show have coordinates."""
    count: Counter[str] = Counter()
    example: dict[str, Row] = {}
    for row in rows:
        if row.place:
            count[row.place] += 1
            example[row.place] = row
    return [
        {
            "id": ident,
            "name": example[ident].place_name,
            "count": number,
            "precision": example[ident].precision,
            "type": example[ident].type,
            "lat": None if example[ident].lat != example[ident].lat else example[ident].lat,
            "lon": None if example[ident].lon != example[ident].lon else example[ident].lon,
        }
        for ident, number in count.most_common(200)
    ]


def ego(ask: Ask, ident: str, steps: int) -> dict[str, Any]:
    """The network around an actor."""
    shelf = ask.desk.shelf()
    pairs = shelf.several["actor"]
    near: set[str] = {ident}
    rows: set[int] = set()
    for _ in range(steps):
        codes = [pairs.number[each] for each in near if each in pairs.number]
        rows |= set(pairs.rows[np.isin(pairs.codes, codes)].tolist())
        near |= {part.actor for row in rows for part in shelf.rows[row].parts if part.actor}
    said = ask.desk.said()
    relations = {tie.id: tie for each in near for tie in said.by_actor.get(each, ())}
    edges = edges_of((shelf.rows[row] for row in sorted(rows)), relations.values())
    return network(around(edges, ident, steps), ask.desk.actor_names(), 80)


def alike(ask: Ask, known: KnownActor) -> list[dict[str, Any]]:
    """Other actors whose names look like this one's: perhaps the same, perhaps a new spelling."""
    names = ask.desk.names()
    idents: set[str] = set()
    for text in all_names(known):
        if len(key := tolerant_key(text)) > 1:
            idents |= set(names.by_key.get(key, ()))
    found = [names.actor(each) for each in sorted(idents - {known.actor.id})]
    return [
        {"id": each.actor.id, "name": each.actor.name, "known": each.actor.known, "mentions": each.mentions}
        for each in found[:20]
    ]
