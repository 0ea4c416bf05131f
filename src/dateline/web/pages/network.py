"""The network of actors: who takes part in the same incidents, on which side, and which relations articles tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.report import Relation
from dateline.domain.vocabulary import ActorKind
from dateline.export import records
from dateline.web.ask import Ask, Reader
from dateline.web.cards import card
from dateline.web.countries import country_name
from dateline.web.evidence import facts, quoted, sentence_markup
from dateline.web.network import LINKS, Graph, Link, Wanted, Web, graph, web
from dateline.web.selection import Choice, Mask, Selection, facets, masks, ordered, page_of, read_selection
from dateline.web.shelf import Shelf
from dateline.web.show import Data, page, show

router = APIRouter()
SIZES = (60, 120, 250, 500)
NARROWING = ("type", "mode", "country", "admin1", "place", "status", "source")
ACTING = frozenset(str(one) for one in ActorKind) - {ActorKind.FACILITY, ActorKind.PLACE, ActorKind.OTHER}
"""Kinds that act; places and things that were hit are shown when they are asked for."""
_MOST_RELATIONS = 60


def selection(ask: Ask) -> Selection:
    """The incidents of the address, as in Explore; `actor` means something else here."""
    pairs = ask.request.query_params.multi_items()
    return read_selection([(name, value) for name, value in pairs if name not in ("actor", "stance", "sort")])


def wanted(ask: Ask) -> Wanted:
    """What of the network the address asks for."""
    given = ask.request.query_params
    links = frozenset(given.getlist("link")) & frozenset(LINKS) or frozenset(LINKS)
    kinds = frozenset(given.getlist("kind")) & {str(one) for one in ActorKind}
    if not kinds and given.get("things") != "1" and not around(ask):
        kinds = ACTING
    return Wanted(
        links=links,
        least=ask.number("least", 1, 1000),
        kinds=kinds,
        around=around(ask),
        steps=ask.number("steps", 1, 2),
        most=ask.number("most", 120, max(SIZES)),
    )


def around(ask: Ask) -> tuple[str, ...]:
    """The actors that `actor` names: ids, or names in any spelling (the one that articles name most)."""
    found = []
    for asked in [one[:200] for one in ask.request.query_params.getlist("actor") if one.strip()][:5]:
        called = ask.desk.engine.lookup.known(asked, {}) or next(iter(ask.desk.names().called(asked)), None)
        if called:
            found.append(called.actor.id)
    return tuple(dict.fromkeys(found))


def asked(ask: Ask) -> tuple[Web, Shelf, Mask, Graph]:
    """The network of the address."""
    every, shelf, chosen = web(ask.desk), ask.desk.shelf(), selection(ask)
    mask = masks(shelf, chosen).all()
    days = (chosen.since.toordinal() if chosen.since else None, chosen.until.toordinal() if chosen.until else None)
    narrowed = any(chosen.of(name) for name in NARROWING) or chosen.box is not None
    return every, shelf, mask, graph(every, shelf, mask, wanted(ask), days, narrowed)


@page(router, "/network", "Network")
def network(ask: Reader) -> Response:
    """Actors and what links them: incidents (`together`, `against`) and relations, of a selection as in Explore.

    `link` keeps kinds of links, `kind` kinds of actors (without it those that act, with `things=1` all), `least` links
    of so many incidents, `actor` and `steps` what lies around an actor, `most` so many actors, `at` marks one.
    """
    every, shelf, mask, found = asked(ask)
    at = ask.get("at")
    data: Data = {
        "incidents": int(mask.sum()),
        "all_actors": found.all_nodes,
        "all_links": found.all_links,
        "nodes": nodes(every, found),
        "links": [link_data(one) for one in found.links],
        "at": at if at in found.nodes else None,
    }
    if ask.wants_data:
        return show(ask, "", data)
    chosen = selection(ask)
    counted = facets(shelf, masks(shelf, chosen), chosen)
    return show(
        ask,
        "network.html",
        data,
        chosen=chosen,
        wanted=wanted(ask),
        named=[(one, every.named(one).name) for one in wanted(ask).around],
        unknown=bool(ask.get("actor").strip()) and not wanted(ask).around,
        choices=choices(ask, counted),
        kinds=[str(one) for one in ActorKind],
        all_kinds_of_links=LINKS,
        sizes=SIZES,
        selected=beside(every, found, data["at"]) if data["at"] else None,
        plain_query=_query(ask, but=("at",)),
    )


@router.get("/network/beside", include_in_schema=False)
def fragment(ask: Reader) -> Response:
    """What stands beside the drawing when an actor is marked."""
    every, _, _, found = asked(ask)
    at = ask.get("at")
    selected = beside(every, found, at) if at in found.nodes else None
    return show(ask, "network_beside.html", {"selected": selected}, plain_query=_query(ask, but=("at",)))


def choices(ask: Ask, counted: Mapping[str, list[Choice]]) -> dict[str, list[dict[str, Any]]]:
    """The filters of incidents with their labels."""
    t = ask.words
    labels: dict[str, Callable[[str], str]] = {
        "type": lambda one: t.term("type", one),
        "country": country_name,
        "admin1": lambda one: f"{one.partition('/')[2]} ({one.partition('/')[0]})",
    }
    return {
        name: [{**one._asdict(), "label": label(one.value)} for one in counted[name][:80]]
        for name, label in labels.items()
    }


def nodes(every: Web, found: Graph) -> list[dict[str, Any]]:
    """The actors shown, those with most links first."""
    links: dict[str, int] = defaultdict(int)
    for one in found.links:
        links[one.one] += 1
        links[one.other] += 1
    return [
        {"id": one, **every.named(one)._asdict(), "incidents": found.incidents.get(one, 0), "links": links[one]}
        for one in found.nodes
    ]


def link_data(one: Link) -> dict[str, Any]:
    """A link as data."""
    relations = [
        {"relation": kind, "from": one.one if way == "one" else one.other, "basis": basis}
        for kind, way, basis in sorted(one.relations)
    ]
    return {
        "one": one.one,
        "other": one.other,
        "together": one.together,
        "against": one.against,
        "relations": relations,
    }


def beside(every: Web, found: Graph, at: str) -> dict[str, Any]:
    """An actor with everybody it is linked to."""
    rows = []
    for one in found.links:
        if at in (one.one, one.other):
            other = one.other if at == one.one else one.one
            kinds = {(kind, (one.one if way == "one" else one.other) == at) for kind, way, _ in one.relations}
            rows.append(
                {
                    "id": other,
                    **every.named(other)._asdict(),
                    "together": one.together,
                    "against": one.against,
                    "relations": [{"relation": kind, "outward": outward} for kind, outward in sorted(kinds)],
                }
            )
    rows.sort(key=lambda one: (-one["together"] - one["against"] - len(one["relations"]), one["name"]))
    return {"id": at, **every.named(at)._asdict(), "incidents": found.incidents.get(at, 0), "links": rows}


def _query(ask: Ask, but: tuple[str, ...]) -> str:
    return urlencode(
        [(name, value) for name, value in ask.request.query_params.multi_items() if name not in but and value]
    )


# ------------------------------------------------------------------------------------------------- one link


@page(router, "/network/between", "Network")
def between(ask: Reader) -> Response:
    """What links two actors (`one`, `other`): the incidents of both, and each relation with its sentence."""
    every, shelf, chosen = web(ask.desk), ask.desk.shelf(), selection(ask)
    one, other = (ask.desk.names().actor(ask.get(name)).actor.id for name in ("one", "other"))
    rows = ordered(shelf, masks(shelf, chosen).all() & _both(shelf, one, other), "newest")
    shown = page_of(shelf, rows, ask.get("after"), ask.number("size", 30, 200))
    ties = [tie for tie in every.ties if {tie.one, tie.other} == {one, other}]
    data: Data = {
        "one": {"actor_id": one, **every.named(one)._asdict()},
        "other": {"actor_id": other, **every.named(other)._asdict()},
        "total": len(rows),
        "incidents": [{**card(shelf.rows[row]), "sides": _sides(shelf, row, one, other)} for row in shown.rows],
        "relations": _told(ask, [tie.id for tie in ties][:_MOST_RELATIONS], {tie.article for tie in ties}),
        "all_relations": len(ties),
        "book": [*_book(every, one, other), *_book(every, other, one)],
        "next": shown.following or None,
    }
    return show(ask, "between.html", data, sentence=sentence_markup, plain_query=_query(ask, but=("after",)))


def _both(shelf: Shelf, one: str, other: str) -> Mask:
    pairs = shelf.several["actor"]
    found = []
    for ident in (one, other):
        mask = np.zeros(len(shelf), bool)
        mask[pairs.rows[pairs.codes == pairs.number.get(ident, -1)]] = True
        found.append(mask)
    both: Mask = found[0] & found[1]
    return both


def _sides(shelf: Shelf, row: int, one: str, other: str) -> str:
    parts = shelf.rows[row].parts
    mine, theirs = ({part.side for part in parts if part.actor == ident} for ident in (one, other))
    return "against" if mine.isdisjoint(theirs) else "together"


def _told(ask: Ask, idents: list[str], articles: set[str]) -> list[dict[str, Any]]:
    wanted_ids = set(idents)
    found = []
    for reading in ask.desk.engine.readings(articles):
        for one in reading.relations:
            if one.id in wanted_ids:
                found.append(_relation(one, reading))
    return sorted(found, key=lambda one: (one["relation"], str(one["article"]["published"]), one["id"]))


def _relation(one: Relation, reading: Any) -> dict[str, Any]:
    return {
        **records.relation(one, reading.article.text),
        "quote": quoted(reading, one.evidence[0]),
        "article": {"id": reading.article.id, **facts(reading.article)},
    }


def _book(every: Web, one: str, other: str) -> list[dict[str, Any]]:
    known = every.engine.lookup.book.actor(one)
    return [
        {
            "subject": one,
            "relation": str(tie.relation),
            "object": other,
            "since": tie.since,
            "until": tie.until,
            "source": tie.source,
        }
        for tie in (known.ties if known else ())
        if tie.of == other
    ]
