"""Totals: 'over 130 attacks since March' beside what the record itself lists for the same matter."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.incident import Incident
from dateline.domain.report import Reading
from dateline.export import records
from dateline.web.ask import Reader
from dateline.web.cards import cards
from dateline.web.evidence import facts, quoted, sentence_markup
from dateline.web.selection import read_token, write_token
from dateline.web.shelf import Shelf
from dateline.web.show import Data, page, show
from dateline.web.tallied import ORDER, Compared, Totals, counted, totals

router = APIRouter()
PAGE = 20
_MOST_CARDS = 12


@page(router, "/totals", "Totals")
def listing(ask: Reader) -> Response:
    """Totals told, each with the single incidents of the record that it should hold; by `balance` and `type`.

    `balance` is `fewer` (the record lists fewer than told), `more`, `as_many` or `no_number`.
    """
    every = totals(ask.desk)
    chosen = {name: ask.get(name, longest=40) for name in ("balance", "type")}
    fitting = [one for one in every.compared if _fits(one, chosen)]
    start, size = _start(every, fitting, ask.get("after")), ask.number("size", PAGE, 100)
    shown = fitting[start : start + size]
    following = write_token(shown[-1].total.id) if shown and start + size < len(fitting) else None
    shelf, store = ask.desk.shelf(), ask.desk.engine.store
    readings = {one.article.id: one for one in ask.desk.engine.readings({one.total.articles[0] for one in shown})}
    data: Data = {
        "total": len(fitting),
        "all": len(every.compared),
        "selection": urlencode([(name, value) for name, value in chosen.items() if value]),
        "totals": [described(shelf, counted(store, one), readings) for one in shown],
        "next": following,
        "balances": {str(each): _count(every, chosen, balance=str(each)) for each in ORDER},
        "types": dict(sorted(Counter(str(one.total.type) for one in every.compared).items())),
    }
    return show(ask, "totals.html", data, chosen=chosen, sentence=sentence_markup)


def _fits(one: Compared, chosen: dict[str, str]) -> bool:
    return chosen["balance"] in ("", str(one.tally.balance)) and chosen["type"] in ("", str(one.total.type))


def _count(every: Totals, chosen: dict[str, str], balance: str) -> int:
    return sum(_fits(one, {**chosen, "balance": balance}) for one in every.compared)


def _start(every: Totals, fitting: list[Compared], after: str) -> int:
    """The first after the one a token names; where that no longer fits, after where it stood."""
    at = every.at.get(read_token(after), -1) if after else -1
    return sum(every.at[one.total.id] <= at for one in fitting)


def described(shelf: Shelf, one: Compared, readings: dict[str, Reading]) -> dict[str, Any]:
    """A total as data: what it tells and where, what the record lists, and what could belong to it."""
    total, tally = one.total, one.tally
    place = total.where.place if total.where else None
    reading = readings.get(total.articles[0])
    report = next((each for each in reading.reports if each.id in total.reports), None) if reading else None
    return {
        "id": total.id,
        "summary": total.summary,
        "type": str(total.type),
        "mode": total.mode,
        "date": records.date(total.when),
        "place": place.name if place else None,
        "actors": [{"actor_id": part.actor_id or None, "name": part.name} for part in total.actors],
        "recipients": [{"actor_id": part.actor_id or None, "name": part.name} for part in total.recipients],
        "told": records.count(tally.told),
        "told_killed": records.count(total.killed),
        "told_injured": records.count(total.injured),
        "listed": len(tally.items),
        "listed_killed": tally.killed,
        "listed_injured": tally.injured,
        "balance": str(tally.balance),
        "reason": tally.reason,
        "items": list(tally.items),
        "possible": list(tally.possible),
        "items_shown": cards(shelf, tally.items[:_MOST_CARDS]),
        "possible_shown": cards(shelf, tally.possible[:_MOST_CARDS]),
        "explore": explore_query(total),
        "quote": quoted(reading, report.evidence[0]) if reading and report else None,
        "article": {"id": total.articles[0], **facts(reading.article)} if reading else None,
    }


def explore_query(total: Incident) -> str:
    """The part of an address with which Explore shows the matter that a total speaks of."""
    parts = [("type", str(total.type))]
    parts += [("actor", part.actor_id) for part in total.actors if part.actor_id]
    if not total.actors:
        parts += [("stance", f"{part.actor_id}~suffered") for part in total.recipients if part.actor_id]
    place = total.where.place if total.where else None
    country = (place.country if place else None) or total.country
    if country:
        parts.append(("country", country))
    if total.when and total.when.earliest:
        parts.append(("since", total.when.earliest.isoformat()))
    if total.when and total.when.latest:
        parts.append(("until", total.when.latest.isoformat()))
    return urlencode(parts)
