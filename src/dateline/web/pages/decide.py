"""What people decide: each write is one decision with author and reason, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.incident import Incident
from dateline.domain.vocabulary import DecisionKind
from dateline.engine.why import explain_incident
from dateline.errors import DecisionRefused
from dateline.reconcile.gather import FIELDS
from dateline.web.accounts import Role
from dateline.web.ask import AnalystForm, Ask, EditorForm, Form, Reader, ReaderForm
from dateline.web.cards import cards
from dateline.web.pages.incident import nearest, raw_value, scene_of
from dateline.web.restricted import Restriction, lift, restrict
from dateline.web.show import Data, done, page, show

router = APIRouter(tags=["Decisions"])
_MOST_FOUND = 12


def _decide(form: Form, kind: DecisionKind, subjects: list[str], where: str, **more: str | None) -> Response:
    """Take a decision, and go on to the incident that the first subject now stands in."""
    made = form.ask.desk.decide(kind, subjects, form.get("reason"), form.ask.person.name, **more)
    return done(form, form.next(where), {"decision": made.id})


@router.post("/incidents/{ident}/confirm")
def confirm(ident: str, form: AnalystForm) -> Response:
    """A person has checked the incident against its sources."""
    return _decide(form, DecisionKind.CONFIRM, [ident], f"/incidents/{ident}")


@router.post("/incidents/{ident}/correct")
def correct(ident: str, form: AnalystForm) -> Response:
    """A field has another value; what the reports give stays beside it."""
    more = {"field": form.get("field", 40), "value": form.get("value", 400)}
    return _decide(form, DecisionKind.CORRECT, [ident], f"/incidents/{ident}", **more)


@router.post("/incidents/{ident}/merge")
def merge(ident: str, form: EditorForm) -> Response:
    """Two incidents are one."""
    return _decide(form, DecisionKind.MERGE, [ident, form.get("with", 40)], f"/incidents/{ident}")


@router.post("/incidents/{ident}/not-same")
def not_same(ident: str, form: EditorForm) -> Response:
    """Two incidents are not the same, whatever the reader finds later."""
    return _decide(form, DecisionKind.NOT_SAME, [ident, form.get("with", 40)], f"/incidents/{ident}")


@router.post("/incidents/{ident}/split")
def split(ident: str, form: EditorForm) -> Response:
    """The reports chosen tell something else than the rest."""
    return _decide(form, DecisionKind.SPLIT, form.all("report"), f"/incidents/{ident}")


@router.post("/incidents/{ident}/reject")
def reject(ident: str, form: EditorForm) -> Response:
    """This is no incident; it is kept, and listed no more."""
    return _decide(form, DecisionKind.REJECT, [ident], f"/incidents/{ident}")


@router.post("/reports/{ident}/reject")
def reject_report(ident: str, form: EditorForm) -> Response:
    """The report misread its article."""
    return _decide(form, DecisionKind.REJECT, [ident], "/explore")


@router.post("/decisions/{ident}/undo")
def undo(ident: str, form: EditorForm) -> Response:
    """A decision holds no more; the log keeps both."""
    return _decide(form, DecisionKind.UNDO, [ident], "/explore")


@router.post("/incidents/{ident}/watch")
def watch(ident: str, form: ReaderForm) -> Response:
    """Mark the incident for oneself, or take the mark away."""
    desk, name = form.ask.desk, form.ask.person.name
    ident = desk.incident(ident).id
    watched = ident in desk.accounts.marked(name, "watch")
    (desk.accounts.unmark if watched else desk.accounts.mark)(name, "watch", ident)
    return done(form, form.next(f"/incidents/{ident}"), {"watched": not watched})


@router.post("/incidents/{ident}/restrict")
def restrict_incident(ident: str, form: EditorForm) -> Response:
    """Keep the incident from roles below `role` (`analyst`, `editor` or `admin`), for good or until the day `until`.

    Without a role it is shown to everybody again.
    """
    ask, accounts = form.ask, form.ask.desk.accounts
    found = ask.desk.incident(ident)
    if not form.get("role", 20):
        lift(accounts, found.reports)
        return done(form, f"/incidents/{found.id}")
    role, reason = Role.named(form.get("role", 20)), form.get("reason", 400)
    if role > ask.person.role or role is Role.READER:
        raise DecisionRefused("an incident is kept for analysts, editors or admins, and not from whoever keeps it")
    if not reason:
        raise DecisionRefused("a decision needs a reason")
    try:
        until = date.fromisoformat(form.get("until", 10)) if form.get("until", 10) else None
    except ValueError as error:
        raise DecisionRefused("the day is written as 2026-11-30") from error
    today = ask.desk.engine.now().date()
    restrict(accounts, found.reports, Restriction(role, until, reason, ask.person.name, today))
    return done(form, f"/incidents/{found.id}")


# ----------------------------------------------------------------------------------------------------- merging


@page(router, "/incidents/{ident}/merge", "Incidents")
def preview(ident: str, ask: Reader) -> Response:
    """Incidents that could be merged with this one; with `with`, the two side by side and what speaks for it."""
    here = ask.desk.incident(ident)
    other = ask.desk.incident(ask.get("with", longest=40)) if ask.get("with") else None
    asked = ask.get("q")
    data: Data = {
        "id": here.id,
        "summary": here.summary,
        "asked": asked,
        "near": nearest(ask, scene_of(ask, here)) if other is None else [],
        "found": _candidates(ask, here, asked) if asked else [],
        "other": other.id if other else None,
        "rows": _side_by_side(here, other) if other else [],
        "reasons": _reasons(ask, here, other) if other else [],
        "together": len({*here.reports, *other.reports}) if other else 0,
    }
    return show(ask, "merge.html", data, here=here, there=other)


def _candidates(ask: Ask, here: Incident, asked: str) -> list[dict[str, Any]]:
    shelf = ask.desk.shelf()
    if asked in shelf.at:
        return cards(shelf, [asked], ask.words)
    hits = ask.desk.engine.store.record.search(asked, ("incident",), _MOST_FOUND + 1)
    return [card for hit in hits if hit.ref != here.id for card in cards(shelf, [hit.ref], ask.words)]


def _side_by_side(here: Incident, there: Incident) -> list[dict[str, Any]]:
    rows = ((field, raw_value(here, field), raw_value(there, field)) for field in FIELDS)
    return [{"field": f, "here": a, "there": b, "differ": bool(a and b and a != b)} for f, a, b in rows if a or b]


def _reasons(ask: Ask, here: Incident, there: Incident) -> list[dict[str, Any]]:
    """What the comparison of their most alike reports says; empty when nothing brought the two together."""
    pairs = explain_incident(ask.desk.engine.store, here).nearest
    mine = [pair for pair in pairs if pair.other in there.reports]
    best = max(mine, key=lambda pair: pair.probability, default=None)
    return (
        [{"score": round(one.score, 2), "reason": one.reason} for _, one in best.signals if one.reason] if best else []
    )
