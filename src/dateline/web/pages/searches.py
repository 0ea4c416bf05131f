"""Saved searches: selections of Explore that a person comes back to, each under a name of its own."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.errors import DecisionRefused
from dateline.web.ask import Ask, ReaderForm
from dateline.web.pages.explore import in_text
from dateline.web.saved import forget, keep, saved
from dateline.web.selection import masks, read_selection
from dateline.web.show import done

router = APIRouter(tags=["Searches"])
_MOST = 100


def counted(ask: Ask) -> list[dict[str, Any]]:
    """The searches with how many incidents each finds now."""
    shelf = ask.desk.shelf()
    found = []
    for one in saved(ask.desk.accounts, ask.person.name):
        chosen = read_selection(parse_qsl(one["query"]))
        total = int(masks(shelf, chosen, in_text(ask, chosen.text)).all().sum())
        found.append({**one, "total": total})
    return found


@router.post("/searches")
def save(form: ReaderForm) -> Response:
    """Keep the selection `query` under `name`; a name that is there already now means this one."""
    name = " ".join("".join(char if char.isprintable() else " " for char in form.get("name", 80)).split())
    query = read_selection(parse_qsl(form.get("query", 6000))).query()
    if not name:
        raise DecisionRefused("give the search a name")
    accounts, person = form.ask.desk.accounts, form.ask.person.name
    if len(saved(accounts, person)) >= _MOST:
        raise DecisionRefused(f"{_MOST} searches are kept; remove one first")
    keep(accounts, person, name, query)
    return done(form, form.next(f"/explore?{query}"), {"name": name, "query": query})


@router.post("/searches/remove")
def remove(form: ReaderForm) -> Response:
    """Forget the search of this name."""
    forget(form.ask.desk.accounts, form.ask.person.name, form.get("name", 80))
    return done(form, form.next("/account"))
