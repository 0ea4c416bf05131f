"""The actors that the articles name."""

from __future__ import annotations

from collections import Counter

import numpy as np
from fastapi import APIRouter
from fastapi.responses import Response

from dateline.web.ask import Reader
from dateline.web.selection import read_token, write_token
from dateline.web.show import Data, page, show

router = APIRouter()
PAGE = 100


@page(router, "/actors", "Actors")
def actors(ask: Reader) -> Response:
    """Actors by how often they are named; `q` looks for a name, `kind` filters, `unknown=1` shows new names."""
    names, shelf = ask.desk.names(), ask.desk.shelf()
    pairs = shelf.several["actor"]
    incidents = dict(zip(pairs.names, np.bincount(pairs.codes, minlength=len(pairs.names)).tolist(), strict=True))
    asked, kind, unknown = ask.get("q"), ask.get("kind"), ask.get("unknown") == "1"
    if asked:
        listed = list(names.like(asked, 500))
    else:
        lookup = ask.desk.engine.lookup
        known = (lookup.known(one, names.spellings[one]) for one in names.spellings)
        listed = sorted((one for one in known if one), key=lambda one: (-one.mentions, one.actor.id))
    kinds = Counter(str(one.actor.kind) for one in listed)
    listed = [one for one in listed if (not kind or one.actor.kind == kind) and (not unknown or not one.actor.known)]
    start = next((at + 1 for at, one in enumerate(listed) if one.actor.id == read_token(ask.get("after"))), 0)
    shown = listed[start : start + PAGE]
    data: Data = {
        "total": len(listed),
        "q": asked,
        "kind": kind,
        "unknown": unknown,
        "kinds": [{"kind": name, "count": number} for name, number in kinds.most_common()],
        "actors": [
            {
                "id": one.actor.id,
                "name": one.actor.name,
                "kind": str(one.actor.kind),
                "known": one.actor.known,
                "country": one.actor.country,
                "mentions": one.mentions,
                "spellings": len(one.spellings),
                "incidents": incidents.get(one.actor.id, 0),
            }
            for one in shown
        ],
        "next": write_token(shown[-1].actor.id) if start + PAGE < len(listed) else None,
    }
    query = "&".join(f"{key}={value}" for key, value in (("q", asked), ("kind", kind)) if value)
    return show(ask, "actors.html", data, query=query)
