"""The network of actors: who appears with whom and against whom, and how they are related."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.web.ask import Reader
from dateline.web.graph import MOST_NODES, edges_of
from dateline.web.graph import network as build
from dateline.web.pages.explore import selected
from dateline.web.show import Data, page, show

router = APIRouter()


@page(router, "/network", "Network")
def network(ask: Reader) -> Response:
    """Actors of a selection (the filters of Explore) with their common incidents and relations; `most` nodes."""
    shelf, chosen, found = selected(ask)
    rows = (row for row, wanted in zip(shelf.rows, found.all(), strict=True) if wanted)
    kind = ask.get("edges", "all")
    relations = ask.desk.said().relations if kind in ("all", "relations") else ()
    edges = edges_of(() if kind == "relations" else rows, relations)
    if kind in ("with", "against"):
        edges = type(edges)({edge: times for edge, times in edges.items() if edge.kind == kind})
    data: Data = {
        **build(edges, ask.desk.actor_names(), ask.number("most", 150, MOST_NODES)),
        "selection": chosen.query(),
        "kind": kind,
        "most": ask.number("most", 150, MOST_NODES),
    }
    types = [name for name in shelf.words["type"].names if name]
    return show(ask, "network.html", data, chosen=chosen, types=types)
