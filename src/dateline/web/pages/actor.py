"""An actor's dossier: names, relations, incidents by stance, time, places, statements, network, likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.actor import Actor
from dateline.domain.names import tolerant_key
from dateline.domain.vocabulary import Act
from dateline.engine.looking import KnownActor
from dateline.export import records
from dateline.store.sql_record import SqlRecord
from dateline.web.ask import Ask, Reader
from dateline.web.cards import card
from dateline.web.evidence import facts, quoted, sentence_markup
from dateline.web.names import all_names
from dateline.web.network import LINKS, Link, Wanted, graph, web
from dateline.web.row import NO_DAY, Row
from dateline.web.sayings import sayings
from dateline.web.shelf import Shelf
from dateline.web.show import Data, page, show
from dateline.web.told import Saying, Tie

router = APIRouter()
STANCES = ("stated", "claimed", "blamed", "unknown", "suffered")
_EACH, _MOST_RELATIONS, _MOST_STATEMENTS, _MOST_NODES = 25, 60, 40, 80


@page(router, "/actors/{ident}", "Actors")
def actor(ident: str, ask: Reader) -> Response:
    """All that is known of one actor: names and who uses them, relations, incidents by stance, statements, network."""
    known = ask.desk.names().actor(ident)
    shelf = ask.desk.shelf()
    one = known.actor
    by_stance = {stance: _rows(shelf, f"{one.id}~{stance}") for stance in STANCES}
    rows = sorted({row for many in by_stance.values() for row in many})
    said = sayings(ask.desk).spoken_by(one.id)
    denied = [each for each in said if each.act == Act.DENY]
    steps = ask.number("steps", 1, 2)
    data: Data = {
        **records.actor(one, known.spellings),
        "designations": [
            {"by": each.by, "list": each.list, "date": each.date, "source": each.source} for each in one.designations
        ],
        "sources": list(one.sources),
        "spellings": spellings_by_outlet(ask, one.id),
        "ties": ties(ask, one),
        "relations": relation_list(ask, web(ask.desk).of_actor(one.id)[:_MOST_RELATIONS]),
        "incidents": {
            stance: {"total": len(many), "shown": [card(shelf.rows[row], ask.words) for row in many[::-1][:_EACH]]}
            for stance, many in by_stance.items()
        },
        "total": len(rows),
        "months": months(shelf, rows),
        "places": places(shelf.rows[row] for row in rows),
        "statements": statement_list(ask, said[:_MOST_STATEMENTS]),
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
    for key, spelling, number in _mentions(ask, ident):
        times[spelling] += number
        outlets[spelling][shelf.outlet_names.get(key, key)] += number
    return [
        {"text": text, "times": number, "outlets": [name for name, _ in outlets[text].most_common(8) if name]}
        for text, number in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    ]


def _mentions(ask: Ask, ident: str) -> Iterable[tuple[str, str, int]]:
    """Outlet key, spelling, how often."""
    store = ask.desk.engine.store
    if isinstance(store.record, SqlRecord):
        from sqlalchemy import func, select

        from dateline.store import schema as t

        met, columns = t.mentions, (t.articles.c.outlet_key, t.mentions.c.spelling)
        joined = select(*columns, func.sum(met.c.times)).join(t.articles, t.articles.c.id == met.c.article_id)
        with store.record.database.read() as connection:
            found = connection.execute(joined.where(met.c.actor_id == ident).group_by(*columns)).all()
            return [(key, spelling, int(times)) for key, spelling, times in sorted(found)]
    outlet_of = ask.desk.shelf().outlet_of
    return [
        (outlet_of.get(article.id, ""), text, number)
        for article in store.readings.articles()
        for text, number in store.readings.mentions([article.id]).get(ident, {}).items()
    ]


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


def relation_list(ask: Ask, told: Sequence[Tie]) -> list[dict[str, Any]]:
    """Relations that articles tell, with their sentences."""
    wanted = {one.id for one in told}
    found: dict[str, dict[str, Any]] = {}
    for reading in ask.desk.engine.readings({one.article for one in told}):
        for one in reading.relations:
            if one.id in wanted:
                found[one.id] = {
                    **records.relation(one, reading.article.text),
                    "quote": quoted(reading, one.evidence[0]),
                    **{f"article_{key}": value for key, value in facts(reading.article).items()},
                }
    return [found[one.id] for one in told if one.id in found]


def statement_list(ask: Ask, told: Sequence[Saying]) -> list[dict[str, Any]]:
    """Statements with their sentence, the way they took, and what they are about."""
    said, shelf, wanted = sayings(ask.desk), ask.desk.shelf(), {one.id for one in told}
    found: dict[str, dict[str, Any]] = {}
    for reading in ask.desk.engine.readings({one.article for one in told}):
        for one in reading.statements:
            if one.id in wanted:
                about = said.incident_of.get(one.about or "", one.about)
                row = shelf.rows[shelf.at[about]] if about and about in shelf.at else None
                found[one.id] = {
                    **records.statement(one, reading.article.text, about),
                    "quote": quoted(reading, one.evidence[0]),
                    "chain": [one.speaker.name, *one.via, reading.article.outlet or "?"],
                    "about_summary": row.summary if row else None,
                    **{f"article_{key}": value for key, value in facts(reading.article).items()},
                }
    return [found[one.id] for one in told if one.id in found]


def months(shelf: Shelf, rows: Sequence[int]) -> list[dict[str, Any]]:
    """Incidents a month."""
    days = shelf.first[np.array(rows, np.int32)]
    days = (days[days > 1] - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    found, counts = np.unique(days.astype("datetime64[M]"), return_counts=True)
    return [{"month": str(month), "count": int(count)} for month, count in zip(found, counts, strict=True)]


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
    """The network around an actor: at the second step only what is joined to those of the first."""
    every, shelf = web(ask.desk), ask.desk.shelf()
    wanted = Wanted(frozenset(LINKS), around=(ident,), steps=steps, most=_MOST_NODES)
    found = graph(every, shelf, np.ones(len(shelf), bool), wanted, (None, None), narrowed=False)
    inner = {ident}
    if steps > 1:
        inner |= {end for one in found.links for end in (one.one, one.other) if ident in (one.one, one.other)}
    edges = [edge for one in found.links if one.one in inner or one.other in inner for edge in _edges(one)]
    weight: Counter[str] = Counter()
    for edge in edges:
        weight[edge["one"]] += edge["times"]
        weight[edge["other"]] += edge["times"]
    ends = sorted(weight, key=lambda one: (-weight[one], one))
    return {
        "nodes": [{"id": one, "name": every.named(one).name, "weight": weight[one]} for one in ends],
        "edges": edges,
        "left_out": found.all_nodes - len(found.nodes),
    }


def _edges(link: Link) -> Iterator[dict[str, Any]]:
    """What joins two actors, each way by itself: together, against, and relations."""
    ends = {"one": link.one, "other": link.other}
    for kind, times in (("with", link.together), ("against", link.against)):
        if times:
            yield {**ends, "kind": kind, "times": times}
    for (kind, way), times in sorted(Counter((kind, way) for kind, way, _ in link.relations).items()):
        told = ends if way == "one" else {"one": link.other, "other": link.one}
        yield {**told, "kind": kind, "times": times}


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
