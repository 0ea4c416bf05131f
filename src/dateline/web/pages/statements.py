"""Statements: who says what about whom, and the way it took to us."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.report import Reading, Speaker, Statement
from dateline.export import records
from dateline.web.ask import Ask, Reader
from dateline.web.evidence import facts, quoted, sentence_markup
from dateline.web.sayings import FACETS, Asked, Sayings, both, facets, filters, sayings, who_whom
from dateline.web.selection import BadSelection, Choice, read_token, write_token
from dateline.web.shelf import days_of
from dateline.web.show import Data, page, show

router = APIRouter()
PAGE = 30
_MOST_VALUES = 60


@page(router, "/statements", "Statements")
def statements(ask: Reader) -> Response:
    """Statements, newest first, by `act`, `speaker`, `about` (an actor), `source`, `since`, `until`.

    `direct=1` keeps quotations, `doubted=1` what the article itself doubts, `what=incident|actor` what is spoken of.
    """
    said, asked = sayings(ask.desk), read(ask)
    found = filters(said, asked)
    mask = both(said, found)
    rows = np.flatnonzero(mask)
    start, size = _start(said, rows, ask.get("after")), ask.number("size", PAGE, 200)
    shown = [said.rows[at].id for at in rows[start : start + size]]
    following = write_token(shown[-1]) if shown and start + size < len(rows) else None
    counted = facets(said, found, asked)
    data: Data = {
        "total": len(rows),
        "all": len(said.rows),
        "selection": query(asked),
        "statements": listed(ask, said, shown),
        "next": following,
        "who_whom": [_triple(said, one) for one in who_whom(said, mask, bool(asked.chosen["act"]))],
        "facets": {name: [_choice(ask, said, name, one) for one in choices] for name, choices in counted.items()},
    }
    return show(
        ask,
        "statements.html",
        data,
        asked=asked,
        sentence=sentence_markup,
        since=_iso(asked.since),
        until=_iso(asked.until),
    )


def read(ask: Ask) -> Asked:
    """The filters of the address; raises BadSelection."""
    given = ask.request.query_params
    chosen = {name: tuple(dict.fromkeys(one[:300] for one in given.getlist(name) if one)) for name in FACETS}
    if sum(map(len, chosen.values())) > _MOST_VALUES:
        raise BadSelection("too many filters at once")
    try:
        since = days_of(ask.get("since"))[0] if ask.get("since") else None
        until = days_of(ask.get("until"))[1] if ask.get("until") else None
    except ValueError as error:
        raise BadSelection(str(error)) from error
    return Asked(
        chosen=chosen,
        since=since.toordinal() if since else None,
        until=until.toordinal() if until else None,
        direct=ask.get("direct") == "1",
        doubted=ask.get("doubted") == "1",
        about_what=ask.get("what") if ask.get("what") in ("incident", "actor") else "",
    )


def query(asked: Asked, **more: str) -> str:
    """The filters as part of an address."""
    parts = [(name, value) for name, values in asked.chosen.items() for value in values]
    parts += [(name, day) for name, day in (("since", _iso(asked.since)), ("until", _iso(asked.until))) if day]
    parts += [(name, "1") for name in ("direct", "doubted") if getattr(asked, name)]
    parts += [("what", asked.about_what)] if asked.about_what else []
    return urlencode([*parts, *more.items()])


def _iso(day: int | None) -> str:
    return date.fromordinal(day).isoformat() if day else ""


def _start(said: Sayings, rows: Any, after: str) -> int:
    at = said.at.get(read_token(after)) if after else None
    here = np.flatnonzero(rows == at) if at is not None else np.array([], np.int64)
    return int(here[0]) + 1 if len(here) else 0


def listed(ask: Ask, said: Sayings, idents: list[str]) -> list[dict[str, Any]]:
    """Statements with their sentence and chain, in the order given."""
    wanted = set(idents)
    articles = {said.rows[said.at[one]].article for one in idents}
    found: dict[str, dict[str, Any]] = {}
    for reading in ask.desk.engine.store.readings.readings(articles):
        for one in reading.statements:
            if one.id in wanted:
                found[one.id] = statement(said, reading, one)
    return [found[one] for one in idents if one in found]


def statement(said: Sayings, reading: Reading, one: Statement) -> dict[str, Any]:
    """A statement as data: fields, sentence, chain, and what it is about with a name."""
    incident = said.incident_of.get(one.about or "")
    about = incident or (None if (one.about or "").startswith("r-") else one.about)
    return {
        **records.statement(one, reading.article.text, about),
        "about_kind": "incident" if incident else "actor" if about else None,
        "about_label": _about_label(said, incident, about),
        "quote": quoted(reading, one.evidence[0]),
        "chain": chain(one, reading),
        "article": {"id": reading.article.id, **facts(reading.article)},
    }


def _about_label(said: Sayings, incident: str | None, about: str | None) -> str | None:
    if incident:
        return said.shelf.rows[said.shelf.at[incident]].summary
    return said.names.get(about, about) if about else None


def chain(one: Statement, reading: Reading) -> list[dict[str, Any]]:
    """The way from the speaker to this article, link by link."""
    links = [_link(one.speaker, "speaker")]
    if one.organisation:
        links.append(_link(one.organisation, "organisation"))
    links += [{"role": "channel", "name": name, "actor_id": None} for name in one.via]
    outlet = reading.article.outlet
    if outlet and outlet not in one.via[-1:]:
        links.append({"role": "outlet", "name": outlet, "actor_id": None})
    return links


def _link(who: Speaker, role: str) -> dict[str, Any]:
    return {"role": role, "name": who.name, "actor_id": who.actor_id}


def _choice(ask: Ask, said: Sayings, facet: str, one: Choice) -> dict[str, Any]:
    labels: Mapping[str, str] = said.shelf.outlet_names if facet == "source" else said.names
    label = ask.words.term("act", one.value) if facet == "act" else labels.get(one.value, one.value.lstrip("~"))
    return {**one._asdict(), "label": label or ask.words("word.no_outlet")}


def _triple(said: Sayings, one: tuple[str, str, str, int]) -> dict[str, Any]:
    speaker, act, whom, number = one
    return {
        "speaker": speaker,
        "speaker_name": said.names.get(speaker, speaker.lstrip("~")),
        "act": act,
        "about": whom,
        "about_name": said.names.get(whom, whom),
        "count": number,
        "query": urlencode({"speaker": speaker, "act": act, "about": whom}),
    }
