"""Search over everything."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.web.ask import Reader
from dateline.web.finding import search as find
from dateline.web.show import Data, page, show

router = APIRouter()


@page(router, "/search", "Search")
def search(ask: Reader) -> Response:
    """Actors, articles and incidents that hold the words `q` in any spelling or script; `exact=1` letter for letter."""
    words, exact = ask.get("q"), ask.get("exact") == "1"
    nothing: Data = {"actors": [], "articles": [], "incidents": [], "asked": []}
    found = find(ask.desk, words, ask.words, exact, ask.number("size", 30, 200)) if words.strip() else nothing
    return show(ask, "search.html", {"q": words, "exact": exact, **found})
