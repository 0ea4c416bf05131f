"""Find anything: the few best things that a word or id may mean, for the palette."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from dateline.errors import NotFound
from dateline.store.protocol import Hit
from dateline.web.ask import Ask, Reader

router = APIRouter()
PLACES = ("explore", "review", "actors", "statements", "sources", "totals", "network", "add", "account")


@router.get("/find.json", tags=["Search"])
def find(ask: Reader) -> JSONResponse:
    """Pages, incidents, actors and articles for `q`, at most 20, each with a title, what it is, and its address."""
    asked = ask.get("q", longest=120).strip()
    found = [*_pages(ask, asked), *(_by_id(ask, asked) or _things(ask, asked))] if asked else list(_pages(ask, ""))
    return JSONResponse({"q": asked, "found": found[:20]})


def _pages(ask: Ask, asked: str) -> list[dict[str, Any]]:
    named = ((one, ask.words(f"nav.{one}")) for one in PLACES)
    kind = ask.words("palette.page")
    return [_entry(label, kind, f"/{one}") for one, label in named if asked.casefold() in label.casefold()]


def _by_id(ask: Ask, asked: str) -> list[dict[str, Any]]:
    engine = ask.desk.engine
    if asked.startswith("i-") and _is_incident(ask, asked):
        return [_entry(asked, ask.words("palette.incident"), f"/incidents/{asked}")]
    if asked.startswith("a-") and any(True for _ in engine.articles([asked])):
        return [_entry(asked, ask.words("palette.article"), f"/articles/{asked}")]
    return []


def _is_incident(ask: Ask, ident: str) -> bool:
    try:
        return bool(ask.desk.incident(ident))
    except NotFound:
        return False


def _things(ask: Ask, asked: str) -> list[dict[str, Any]]:
    t, engine = ask.words, ask.desk.engine
    shelf = ask.desk.shelf()
    found = [
        _entry(one.actor.name, t.term("kind", one.actor.kind), f"/actors/{one.actor.id}")
        for one in ask.desk.names().like(asked, 6)
    ]
    hits = engine.store.record.search(asked, most=8) or _beginning(ask, asked)
    articles = {one.id: one for one in engine.articles([hit.ref for hit in hits if hit.kind == "article"])}
    for hit in sorted(hits, key=lambda one: one.kind != "incident"):
        if hit.kind == "incident" and hit.ref in shelf.at:
            row = shelf.rows[shelf.at[hit.ref]]
            found.append(_entry(row.summary, f"{t('palette.incident')} · {row.date or '—'}", f"/incidents/{hit.ref}"))
        elif hit.kind == "article" and hit.ref in articles:
            one = articles[hit.ref]
            found.append(
                _entry(one.title or "—", f"{t('palette.article')} · {one.outlet or ''}", f"/articles/{hit.ref}")
            )
    return found


def _beginning(ask: Ask, asked: str) -> list[Hit]:
    """Incidents whose sentence holds these letters, the latest first: for words that are not typed to their end."""
    wanted, found = asked.casefold(), []
    for row in reversed(ask.desk.shelf().rows):
        if wanted in row.summary.casefold():
            found.append(Hit("incident", row.id))
            if len(found) == 8:
                break
    return found


def _entry(title: str, what: str, href: str) -> dict[str, Any]:
    return {"title": title[:200], "what": what[:120], "href": href}
