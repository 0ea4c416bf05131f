"""Statements and relations of all articles, read anew only where they changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar

from dateline.domain.codec import dumps
from dateline.store.protocol import Store
from dateline.store.sql_record import SqlRecord
from dateline.web.row import NO_DAY

T = TypeVar("T")
Told = dict[str, tuple[str, T]]
"""Id -> a mark of the content, and what is kept of it."""


class Saying(NamedTuple):
    """A statement as lists and filters need it; `about` is an actor id, a report id or ''."""

    id: str
    article: str
    speaker: str
    speaker_id: str
    organisation: str
    organisation_id: str
    act: str
    about: str
    day: int
    direct: bool
    doubted: bool


class Tie(NamedTuple):
    """A relation between two known actors as an article tells it."""

    id: str
    article: str
    one: str
    kind: str
    other: str
    day: int


def saying(data: Mapping[str, Any]) -> Saying:
    """A statement from its stored JSON, where fields that have their default are left out."""
    speaker, organisation = data["speaker"], data.get("organisation") or {}
    return Saying(
        id=data["id"],
        article=data["article_id"],
        speaker=speaker["name"],
        speaker_id=speaker.get("actor_id") or "",
        organisation=organisation.get("name") or "",
        organisation_id=organisation.get("actor_id") or "",
        act=data["act"],
        about=data.get("about") or "",
        day=_day(data.get("when")),
        direct=bool(data.get("direct_quote")),
        doubted=bool(data.get("doubts")),
    )


def tie(data: Mapping[str, Any]) -> Tie:
    """A relation from its stored JSON."""
    one, other = data["subject"].get("actor_id") or "", data["object"].get("actor_id") or ""
    return Tie(data["id"], data["article_id"], one, data["kind"], other, _day(data.get("since")))


def _day(when: Mapping[str, Any] | None) -> int:
    day = (when or {}).get("earliest") or (when or {}).get("latest")
    return date.fromisoformat(day).toordinal() if day else NO_DAY


def renewed(
    store: Store,
    what: Literal["statements", "relations"],
    make: Callable[[Mapping[str, Any]], T],
    before: Mapping[str, tuple[str, T]] | None,
) -> Told[T]:
    """All statements or relations as `make` keeps them; those that did not change are taken from before."""
    if not isinstance(store.record, SqlRecord):
        values: Iterable[Any] = getattr(store.readings, what)()
        return {one.id: ("", make(json.loads(dumps(one)))) for one in values}
    from sqlalchemy import select

    from dateline.store import schema as t

    table = t.statements if what == "statements" else t.relations
    with store.record.database.read() as connection:
        marks = {row.id: row.digest for row in connection.execute(select(table.c.id, table.c.digest))}
    kept = {key: one for key, one in (before or {}).items() if marks.get(key) == one[0]}
    fresh = marks.keys() - kept.keys()
    question = select(table.c.id, table.c.digest, table.c.body)
    for row in store.record.database.rows(question, table.c.id, None if len(fresh) > 20_000 else fresh):
        if row.id in fresh:
            kept[row.id] = (row.digest, make(json.loads(row.body)))
    return kept


class Printed(NamedTuple):
    """What lists need to know of an article: its outlet's key, the day it was published, its language."""

    outlet: str
    day: int
    language: str


def printed(store: Store) -> dict[str, Printed]:
    """Article id -> outlet, day and language."""
    if isinstance(store.record, SqlRecord):
        from sqlalchemy import select

        from dateline.store import schema as t

        columns = (t.articles.c.id, t.articles.c.outlet_key, t.articles.c.published, t.articles.c.language)
        with store.record.database.read() as connection:
            return {
                row.id: Printed(row.outlet_key, _ordinal(row.published), row.language or "")
                for row in connection.execute(select(*columns))
            }
    from dateline.domain.query import fold_name

    return {one.id: Printed(fold_name(one.outlet), _first(one.published), one.language or "") for one in _all(store)}


def _all(store: Store) -> Iterable[Any]:
    return store.readings.articles()


def _first(when: Any) -> int:
    day = (when.earliest or when.latest) if when else None
    return day.toordinal() if day else NO_DAY


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else NO_DAY
