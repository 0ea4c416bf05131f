"""Sources: per outlet how far it is trusted and why, what it tells itself and what it takes from others, its health."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.article import Article
from dateline.domain.incident import Decision
from dateline.domain.vocabulary import RELIABILITY, DecisionKind
from dateline.errors import NotFound
from dateline.reconcile.credibility import UNKNOWN_SOURCE
from dateline.reconcile.decisions import effective
from dateline.web.ask import Ask, EditorForm, Reader
from dateline.web.outlets import OWN, Outlet, Outlets, Told, incidents, outlets
from dateline.web.row import NO_DAY
from dateline.web.selection import read_token, write_token
from dateline.web.show import Data, done, page, show

router = APIRouter()
PAGE = 40
NAMELESS = "-"
"""Stands in addresses for articles without an outlet."""
SORTS = ("articles", "name", "own", "copies", "copied", "last")
_MOST_FAILURES = 50


@page(router, "/sources", "Sources")
def sources(ask: Reader) -> Response:
    """All outlets with reliability A-F, articles, how many tell themselves and how many copy; `sort` and `q`.

    Also the places that articles are collected from, with what could not be read there.
    """
    every, rated = outlets(ask.desk), ratings(ask)
    sort = ask.get("sort") if ask.get("sort") in SORTS else "articles"
    asked = ask.get("q").strip()
    heard = incidents(ask.desk.shelf())
    rows = [summary(one, rated, heard) for one in every.known.values()]
    fitting = [one for one in rows if asked.casefold() in one["name"].casefold()]
    fitting.sort(key=lambda one: _order(one, sort))
    keys = [one["key"] for one in fitting]
    after = read_token(ask.get("after"))
    start, size = keys.index(after) + 1 if after in keys else 0, ask.number("size", 100, 500)
    shown = fitting[start : start + size]
    more = start + size < len(fitting)
    data: Data = {
        "total": len(fitting),
        "sort": sort,
        "asked": asked,
        "sources": shown,
        "next": write_token(shown[-1]["key"]) if more and shown else None,
        "copying": _pairs(every),
        "unseen": [
            {"name": key, "count": sum(by.values()), "by": _named(every, by)}
            for key, by in sorted(every.unseen.items(), key=lambda one: (-sum(one[1].values()), one[0]))[:40]
        ],
        "places": [
            {
                "location": place.location,
                "collected": place.collected.isoformat(timespec="minutes"),
                "failures": [
                    {"location": one.location, "step": one.step, "reason": one.reason}
                    for one in place.failures[:_MOST_FAILURES]
                ],
                "failed": len(place.failures),
            }
            for place in every.places
        ],
        "failures": [
            {"location": one.location, "step": one.step, "reason": one.reason} for one in every.loose[:_MOST_FAILURES]
        ],
    }
    return show(ask, "sources.html", data, sorts=SORTS)


def _order(one: Mapping[str, Any], sort: str) -> tuple[Any, ...]:
    worth = {
        "articles": -one["articles"],
        "own": -one["own_share"],
        "copies": -one["copies"],
        "copied": -one["copied"],
    }.get(sort, 0)
    last = -date.fromisoformat(one["last"]).toordinal() if sort == "last" and one["last"] else 0
    return (worth, last, one["name"].casefold(), one["key"])


@page(router, "/sources/{key}", "Sources")
def source(key: str, ask: Reader) -> Response:
    """One outlet: reliability with its history, whom it copies and who copies it, its articles newest first."""
    every, rated = outlets(ask.desk), ratings(ask)
    one = outlet(every, key)
    places = {told.article: number for number, told in enumerate(one.articles)}
    after = read_token(ask.get("after"))
    start, size = places.get(after, -1) + 1, ask.number("size", PAGE, 200)
    told = one.articles[start : start + size]
    texts = {article.id: article for article in ask.desk.engine.articles([each.article for each in told])}
    more = start + size < len(one.articles)
    data: Data = {
        **summary(one, rated, incidents(ask.desk.shelf())),
        "history": history(ask, one.key),
        "languages": dict(one.languages.most_common()),
        "kinds": dict(one.kinds.most_common()),
        "roles": dict(one.roles.most_common()),
        "takes_from": _named(every, one.copies),
        "taken_by": _named(every, one.copied_by),
        "corrections": _corrections(ask, told),
        "listed": [_article(every, texts[each.article], each) for each in told if each.article in texts],
        "next": write_token(told[-1].article) if more and told else None,
    }
    return show(ask, "source.html", data, letters=RELIABILITY)


@router.post("/sources/{key}/rate", tags=["Sources"])
def rate(key: str, form: EditorForm) -> Response:
    """How far an outlet can be trusted: `letter` A-F with its basis in `reason`; what it tells is weighed anew."""
    one = outlet(outlets(form.ask.desk), key)
    letter = form.get("letter", 1).upper()
    made = form.ask.desk.decide(DecisionKind.RATE, [one.key], form.get("reason"), form.ask.person.name, value=letter)
    return done(form, form.next(address(one.key)), {"decision": made.id})


def address(key: str) -> str:
    """The page of an outlet."""
    return f"/sources/{quote(key or NAMELESS, safe='')}"


def outlet(every: Outlets, key: str) -> Outlet:
    """The outlet of an address; raises NotFound."""
    found = every.known.get("" if key == NAMELESS else key)
    if found is None:
        raise NotFound(f"there is no source {key!r:.80}")
    return found


def ratings(ask: Ask) -> dict[str, Decision]:
    """Outlet key -> the decision that rates it now."""
    standing = effective(ask.desk.engine.log())
    return {one.subjects[0]: one for one in standing if one.kind is DecisionKind.RATE}


def history(ask: Ask, key: str) -> list[dict[str, Any]]:
    """Every rating ever given to an outlet, the newest first, with whether it stands."""
    log = ask.desk.engine.log()
    standing = {one.id for one in effective(log)}
    return [
        {
            "id": one.id,
            "letter": one.value,
            "reason": one.reason,
            "author": one.author,
            "made_at": one.made_at.isoformat(timespec="minutes"),
            "stands": one.id in standing,
        }
        for one in reversed(log)
        if one.kind is DecisionKind.RATE and one.subjects == (key,)
    ]


def summary(one: Outlet, rated: Mapping[str, Decision], heard: Mapping[str, int]) -> dict[str, Any]:
    """One outlet in a list; `heard` counts incidents by outlet."""
    rating, roles = rated.get(one.key), one.roles
    first, last = one.days
    total = len(one.articles)
    return {
        "key": one.key,
        "href": address(one.key),
        "name": one.name,
        "reliability": rating.value if rating else UNKNOWN_SOURCE,
        "basis": rating.reason if rating else None,
        "articles": total,
        "own": roles[OWN],
        "own_share": round(roles[OWN] / total, 3) if total else 0.0,
        "copies": total - roles[OWN],
        "copied": sum(one.copied_by.values()),
        "incidents": heard.get(one.key, 0),
        "first": _day(first),
        "last": _day(last),
        "collected": one.collected.isoformat(timespec="minutes") if one.collected else None,
    }


def _day(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day != NO_DAY else None


def _named(every: Outlets, by: Counter[str]) -> list[dict[str, Any]]:
    ranked = sorted(by.items(), key=lambda one: (-one[1], one[0]))
    return [{"key": key, **_who(every, key), "count": number} for key, number in ranked]


def _who(every: Outlets, key: str) -> dict[str, Any]:
    known = every.known.get(key)
    return {"name": known.name if known else key, "href": address(key) if known else None}


def _pairs(every: Outlets, most: int = 20) -> list[dict[str, Any]]:
    """Who takes from whom most often."""
    pairs = [(number, one.key, other) for one in every.known.values() for other, number in one.copies.items()]
    pairs.sort(key=lambda each: (-each[0], each[1], each[2]))
    return [
        {"by": _who(every, one), "from": _who(every, other), "count": number} for number, one, other in pairs[:most]
    ]


def _article(every: Outlets, article: Article, told: Told) -> dict[str, Any]:
    behind = told.from_article if told.from_article != article.id else None
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.edtf() if article.published else None,
        "language": article.language,
        "role": told.role,
        "reason": told.reason,
        "from": {**_who(every, told.from_outlet), "article": behind} if told.from_outlet or behind else None,
        "sha256": article.sha256,
    }


def _corrections(ask: Ask, told: Sequence[Told]) -> list[dict[str, Any]]:
    """The articles of this page of the list that were published in more than one version."""
    found = []
    for each in told:
        versions = ask.desk.engine.versions(each.article)
        if len(versions) > 1:
            title = next((one.article.title for one in versions if one.current), None)
            found.append({"id": each.article, "title": title, "versions": len(versions)})
    return found
