"""The review queue: one question a screen, answered with a key."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.article import Article
from dateline.domain.text import Span
from dateline.domain.vocabulary import DecisionKind
from dateline.engine import own_actors
from dateline.engine.looking import KnownActor
from dateline.errors import DecisionRefused, NotFound
from dateline.reconcile.decisions import effective
from dateline.resolve.proposals import Likely, Proposal
from dateline.web.accounts import Role
from dateline.web.ask import AnalystForm, Ask, Forbidden, Form, Reader
from dateline.web.cards import cards
from dateline.web.evidence import quoted, sentence_markup
from dateline.web.names import articles_naming
from dateline.web.pages.incident import Scene, raw_value, report_data, scene_of, value_label
from dateline.web.queue import Item, queue
from dateline.web.show import Data, done, page, show

router = APIRouter()
MARKS = ("reviewed", "unsure", "skipped")
"""Marks that take an item out of a person's queue."""

FIXABLE = ("date", "place", "actors", "recipients", "killed", "injured", "weapon", "status", "type")
"""The fields that the keys 1 to 9 correct."""

_AROUND = 500


def items(ask: Ask) -> tuple[list[Item], int]:
    """This person's queue, and how many items the person has answered."""
    accounts = ask.desk.accounts
    out = {ref for kind in MARKS for ref in accounts.marked(ask.person.name, kind)}
    desk = ask.desk
    judged = own_actors.answered(desk.engine.settings)
    return queue(desk, out, judged), len(out)


@page(router, "/review", "Review")
def review(ask: Reader) -> Response:
    """The next question, or the one named by `item`: what it is about, why it is asked, how far the queue has come."""
    listed, answered = items(ask)
    wanted = ask.get("item")
    item = next((one for one in listed if one.key == wanted), None)
    if item is None and wanted:
        item = _again(wanted)
    item = item or next((one for one in listed if _is_question(ask, one)), None)
    data: Data = {
        "left": len(listed),
        "answered": answered,
        "item": item.key if item else None,
        "kind": item.kind if item else None,
        "reasons": [reason._asdict() for reason in item.reasons] if item else [],
        "previous": ask.get("previous"),
        "queue": [{"item": one.key, "value": round(one.value, 2)} for one in listed[:50]],
        **(_shown(ask, item) if item else {}),
    }
    return show(ask, "review.html", data, sentence=sentence_markup)


def _again(key: str) -> Item:
    kind, _, refs = key.partition(":")
    if kind not in ("incident", "pair", "actor") or not refs:
        raise NotFound("there is no such item")
    return Item(kind, tuple(refs.split("+")[:2]), ())


def _is_question(ask: Ask, item: Item) -> bool:
    """A name that plays a part nowhere is nothing to ask about."""
    return item.kind != "actor" or _proposal(ask, item.refs[0]) is not None


def _proposal(ask: Ask, ident: str) -> Proposal | None:
    try:
        return own_actors.find(ask.desk.engine, ident, articles_naming(ask.desk.engine, ident))
    except NotFound:
        return None


def _shown(ask: Ask, item: Item) -> dict[str, Any]:
    if item.kind == "actor":
        known = ask.desk.names().actor(item.refs[0])
        return {"actor": _actor(ask, known)}
    scenes = [scene_of(ask, ask.desk.incident(one)) for one in item.refs]
    return {"incidents": [_incident(ask, scene) for scene in scenes]}


def _incident(ask: Ask, scene: Scene) -> dict[str, Any]:
    one = scene.incident
    reports = sorted(scene.reports.values(), key=lambda each: (each.background, -each.confidence, each.id))
    shown = []
    for report in reports[:6]:
        text = scene.readings[report.article_id].article.text
        first = report.evidence[0]
        start, end = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
        spans = [*report.evidence, *report.fields.values()]
        marks = [[span.start - start, span.end - start] for span in spans if start <= span.start and span.end <= end]
        shown.append({**report_data(scene, report), "context": text[start:end], "marks": sorted(marks)})
    return {
        "id": one.id,
        "summary": one.summary,
        "card": next(iter(cards(ask.desk.shelf(), [one.id], ask.words)), None),
        "fields": [
            {"field": field, "value": raw_value(one, field), "label": value_label(one, field, ask.words)}
            for field in FIXABLE
        ],
        "reports": shown,
        "credibility_reason": one.credibility_reason,
    }


def _actor(ask: Ask, known: KnownActor) -> dict[str, Any]:
    proposal = _proposal(ask, known.actor.id)
    quotes = []
    for article, span in proposal.evidence if proposal else ():
        reading = next(iter(ask.desk.engine.readings([article])))
        quotes.append({**quoted(reading, span), "marks": _named_in(reading.article, span, known)})
    return {
        "id": known.actor.id,
        "name": known.actor.name,
        "kind": str(known.actor.kind),
        "spellings": dict(known.spellings),
        "quotes": quotes,
        "may_be": [{"id": one.actor_id, "name": one.name, "why": one.why} for one in _likely(proposal)],
        "belongs": [{"id": one.actor_id, "name": one.name, "why": one.why} for one in proposal.parents]
        if proposal
        else [],
    }


def _likely(proposal: Proposal | None) -> list[Likely]:
    return list(proposal.same_as[:3]) if proposal else []


def _named_in(article: Article, span: Span, known: KnownActor) -> list[list[int]]:
    """Where the sentence around a place names the actor."""
    sentence = article.quote(span)
    for name in (known.actor.name, *known.spellings):
        if (at := sentence.find(name)) >= 0:
            return [[at, at + len(name)]]
    return []


# ---------------------------------------------------------------------------------------------------- answers


@router.post("/review", tags=["Review"])
def answer(form: AnalystForm) -> Response:
    """Answer an item: `verdict` is accept, reject, merge, not_same, unsure or skip."""
    item, verdict = _again(form.get("item", 200)), form.get("verdict", 20)
    reason = form.get("reason") or form.ask.words(f"review.reason_{verdict}")
    desk, name = form.ask.desk, form.ask.person.name
    if verdict in ("unsure", "skip"):
        desk.accounts.mark(name, "unsure" if verdict == "unsure" else "skipped", item.key)
    else:
        _decide(form, item, verdict, reason)
        desk.accounts.mark(name, "reviewed", item.key)
    listed, _ = items(form.ask)
    following = f"&item={quote(listed[0].key)}" if listed else ""
    return done(form, f"/review?previous={quote(item.key)}{following}", {"left": len(listed)})


def _decide(form: Form, item: Item, verdict: str, reason: str) -> None:
    desk, name = form.ask.desk, form.ask.person.name
    kinds = {
        ("incident", "accept"): (DecisionKind.CONFIRM, Role.ANALYST),
        ("incident", "reject"): (DecisionKind.REJECT, Role.EDITOR),
        ("pair", "accept"): (DecisionKind.MERGE, Role.EDITOR),
        ("pair", "merge"): (DecisionKind.MERGE, Role.EDITOR),
        ("pair", "not_same"): (DecisionKind.NOT_SAME, Role.EDITOR),
        ("pair", "reject"): (DecisionKind.NOT_SAME, Role.EDITOR),
    }
    if item.kind == "actor":
        _need(form, Role.EDITOR)
        judge_actor(form, item, verdict, reason)
        return
    if (item.kind, verdict) not in kinds:
        raise DecisionRefused(f"an item of kind {item.kind} cannot be answered with {verdict!r:.20}")
    kind, least = kinds[item.kind, verdict]
    _need(form, least)
    desk.decide(kind, list(item.refs), reason, name)


def _need(form: Form, least: Role) -> None:
    if not form.ask.person.may(least):
        raise Forbidden(f"this needs the role {least.name.lower()}")


@router.post("/review/undo", tags=["Review"])
def undo(form: AnalystForm) -> Response:
    """Take back one's last answer, whatever it was, and show its item again."""
    desk, name = form.ask.desk, form.ask.person.name
    key = form.get("item", 200)
    if not key:
        raise NotFound("there is nothing to undo")
    item = _again(key)
    marked = next((kind for kind in MARKS if key in desk.accounts.marked(name, kind)), None)
    if marked is None:
        raise NotFound("there is nothing to undo")
    if marked == "reviewed" and item.kind == "actor":
        _need(form, Role.EDITOR)
        for ref in desk.accounts.marked(name, f"{_JUDGED}{item.refs[0]}"):
            own_actors.retract(desk.engine, ref)
            desk.accounts.unmark(name, f"{_JUDGED}{item.refs[0]}", ref)
    elif marked == "reviewed":
        log = desk.engine.log()
        standing = {one.id for one in effective(log)}
        mine = [one for one in log if one.author == name and one.id in standing]
        if mine:
            desk.decide(DecisionKind.UNDO, [mine[-1].id], form.ask.words("reason.undo"), name)
    desk.accounts.unmark(name, marked, key)
    return done(form, f"/review?item={quote(key)}")


_JUDGED = "judged:"
"""Begins the kind of a mark that remembers under which id an answer about an actor is kept."""


def judge_actor(form: Form, item: Item, verdict: str, reason: str) -> None:
    """Take a proposed actor into the workspace's own pack, name it as one of the book, or propose it no more."""
    desk, name, ident = form.ask.desk, form.ask.person.name, item.refs[0]
    answer = own_actors.Answer(name, reason)
    among = articles_naming(desk.engine, ident)
    with desk.writing:
        if verdict == "accept":
            kept = own_actors.accept(desk.engine, ident, answer, among=among)
        elif verdict == "same":
            kept = form.get("into", 100)
            own_actors.merge(desk.engine, ident, kept, answer, among)
        elif verdict == "reject":
            kept = own_actors.reject(desk.engine, ident, answer, among)
        else:
            raise DecisionRefused(f"an actor cannot be answered with {verdict!r:.20}")
    desk.accounts.mark(name, f"{_JUDGED}{ident}", kept)
