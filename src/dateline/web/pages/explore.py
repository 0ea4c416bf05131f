"""Explore: the map, the time brush, the filters and the list, all of one selection that the address holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from dateline.domain.search_text import query_terms
from dateline.web.ask import Ask, Reader
from dateline.web.cards import card
from dateline.web.countries import country_name
from dateline.web.row import NO_DAY, ON_MAP, PRECISIONS
from dateline.web.saved import saved
from dateline.web.selection import (
    SORTS,
    Choice,
    Masks,
    Selection,
    facets,
    histogram,
    masks,
    ordered,
    page_of,
    read_selection,
)
from dateline.web.shelf import Shelf
from dateline.web.show import Data, page, show, tagged

router = APIRouter()
PAGE = 40
EPOCH = date(1970, 1, 1).toordinal()
VIEW = ("z", "lat", "lon")
"""Parts of the address that say how the map is looked at."""


@router.get("/", include_in_schema=False)
def home() -> Response:
    """Home is Explore."""
    return RedirectResponse("/explore", status_code=303)


def selected(ask: Ask) -> tuple[Shelf, Selection, Masks]:
    """The selection that the address asks for, applied."""
    shelf = ask.desk.shelf()
    chosen = read_selection(ask.request.query_params.multi_items())
    return shelf, chosen, masks(shelf, chosen, in_text(ask, chosen.text))


def in_text(ask: Ask, text: str) -> frozenset[str] | None:
    """The incidents that hold these words, also under other names of an actor; None when nothing is asked."""
    if not query_terms(text):
        return None
    record = ask.desk.engine.store.record
    found = {hit.ref for hit in record.search(text, ("incident",), 100_000)}
    people = {one.actor.id for one in ask.desk.names().called(text)}
    if people:
        shelf = ask.desk.shelf()
        pairs = shelf.several["actor"]
        codes = [pairs.number[one] for one in people if one in pairs.number]
        found |= {shelf.rows[row].id for row in pairs.rows[np.isin(pairs.codes, codes)]}
    return frozenset(found)


@page(router, "/explore", "Explore")
def explore(ask: Reader) -> Response:
    """The incidents that fit the filters of the address, counts by filter, and counts by day."""
    shelf, chosen, found = selected(ask)
    data = listing(ask, shelf, chosen, found)
    data["histogram"] = histogram(shelf, found.all(but=("days", "undated")))
    if ask.wants_data:
        return show(ask, "", data)
    shown = facets(shelf, found, chosen)
    return show(
        ask,
        "explore.html",
        data,
        chosen=chosen,
        tree=filter_tree(ask, shelf, shown),
        sorts=SORTS,
        empty=len(shelf) == 0,
        view=[(name, ask.get(name)) for name in VIEW if ask.get(name)],
        searches=saved(ask.desk.accounts, ask.person.name),
    )


@router.get("/explore/list", include_in_schema=False)
def fragment(ask: Reader) -> Response:
    """The list and the filters alone, for when the selection changes on the page."""
    shelf, chosen, found = selected(ask)
    data = listing(ask, shelf, chosen, found)
    tree = filter_tree(ask, shelf, facets(shelf, found, chosen))
    return show(
        ask,
        "explore_list.html",
        data,
        chosen=chosen,
        tree=tree,
        sorts=SORTS,
        empty=False,
        searches=saved(ask.desk.accounts, ask.person.name),
    )


def listing(ask: Ask, shelf: Shelf, chosen: Selection, found: Masks) -> Data:
    """One page of the list, with the counts that stand over it."""
    mask = found.all()
    rows = ordered(shelf, mask, chosen.sort)
    shown = page_of(shelf, rows, ask.get("after"), ask.number("size", PAGE, 500))
    unplaced = mask & (shelf.precision >= ON_MAP)
    return {
        "total": len(rows),
        "all": len(shelf),
        "on_map": int(len(rows) - unplaced.sum()),
        "without_place": int((mask & (shelf.precision > ON_MAP)).sum()),
        "country_only": int((mask & (shelf.precision == ON_MAP)).sum()),
        "undated": int((shelf.first[mask] == NO_DAY).sum()),
        "selection": chosen.query(),
        "incidents": [card(shelf.rows[row], ask.words) for row in shown.rows],
        "next": shown.following or None,
        "facets": {
            name: [one._asdict() for one in choices]
            for name, choices in (facets(shelf, found, chosen).items() if ask.wants_data else ())
        },
    }


@router.get("/explore/points", include_in_schema=False)
def points(ask: Reader) -> Response:
    """The selection for map and brush, without its days and map area: columns of numbers, one after another.

    A line of JSON (`size`, `types`, `precisions`, `places`) padded to a multiple of 4 bytes and ended by a newline;
    then little-endian columns: latitude and longitude (float32, NaN off the map), first and last day since 1970,
    place number (int32, -2147483648 for no day), type and precision (uint8).
    """
    shelf, _, found = selected(ask)
    mask = found.all(but=("days", "undated", "box", "unplaced"))
    types, places = shelf.words["type"], shelf.words["place"]
    used, renumbered = np.unique(places.codes[mask], return_inverse=True)
    head = {
        "size": int(mask.sum()),
        "types": list(types.names),
        "precisions": list(PRECISIONS),
        "places": [shelf.place_names.get(places.names[code], "") for code in used],
    }
    line = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
    line += b" " * (-(len(line) + 1) % 4) + b"\n"
    no_day = np.int32(-(2**31))
    first, last = shelf.first[mask], shelf.last[mask]
    columns = (
        shelf.lat[mask],
        shelf.lon[mask],
        np.where(first == NO_DAY, no_day, first - EPOCH).astype(np.int32),
        np.where(last == NO_DAY, no_day, np.minimum(last - EPOCH, 2**30)).astype(np.int32),
        renumbered.astype(np.int32).reshape(-1),
        types.codes[mask].astype(np.uint8),
        shelf.precision[mask].astype(np.uint8),
    )
    body = line + b"".join(np.ascontiguousarray(column).tobytes() for column in columns)
    return tagged(ask.request, body, "application/octet-stream")


# ------------------------------------------------------------------------------------------------ filter tree


def filter_tree(ask: Ask, shelf: Shelf, shown: dict[str, list[Choice]]) -> list[dict[str, Any]]:
    """The filters as the page shows them: groups, in each the values with counts, some with values under them."""
    t = ask.words
    inner: dict[str, dict[str, list[dict[str, Any]]]] = {
        "type": _under(shown["mode"], ".", lambda one: t.term("mode", one.partition(".")[2])),
        "country": _under(shown["admin1"], "/", lambda one: one.partition("/")[2]),
        "actor": _under(shown["stance"], "~", lambda one: t.term("stance", one.rpartition("~")[2])),
    }
    names: dict[str, Callable[[str], str]] = {
        "type": lambda one: t.term("type", one),
        "status": lambda one: t.term("status", one),
        "country": country_name,
        "credibility": lambda one: f"{one} · {t.term('credibility', one)}",
        "actor": lambda one: shelf.actor_names.get(one, one),
        "source": lambda one: shelf.outlet_names.get(one, one) or t("word.no_outlet"),
        "place": lambda one: shelf.place_names.get(one, one),
    }
    level = {"type": "mode", "country": "admin1", "actor": "stance"}
    groups = []
    for facet in ("type", "actor", "country", "place", "status", "source", "credibility"):
        choices: list[dict[str, Any]] = [
            {
                "name": facet,
                "value": one.value,
                "label": names[facet](one.value),
                "count": one.count,
                "chosen": one.chosen,
                "inner": [{**each, "name": level[facet]} for each in inner.get(facet, {}).get(one.value, ())],
            }
            for one in shown[facet]
        ]
        if facet == "credibility":
            choices.sort(key=lambda one: str(one["value"]))
        chosen = any(one["chosen"] or any(each["chosen"] for each in one["inner"]) for one in choices)
        groups.append({"name": facet, "choices": choices, "open": chosen or facet in ("type", "actor", "status")})
    return groups


def _under(choices: list[Choice], cut: str, label: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in choices:
        above = one.value.rpartition(cut)[0] if cut == "~" else one.value.partition(cut)[0]
        entry = {"value": one.value, "label": label(one.value), "count": one.count, "chosen": one.chosen}
        found.setdefault(above, []).append(entry)
    return found
