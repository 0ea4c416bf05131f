"""Decisions about one incident: corrected fields, confirmations; a field that cannot be read is refused beforehand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dateline.domain.actor import Place
from dateline.domain.counts import CountRange
from dateline.domain.dates import parse_edtf
from dateline.domain.incident import Decision, GivenValue, Incident
from dateline.domain.names import fold
from dateline.domain.report import FieldValue, Located, Participant
from dateline.domain.vocabulary import DecisionKind, EventType, PlacePrecision, Stance, Status
from dateline.errors import DecisionRefused
from dateline.reconcile.gather import value_text

_RANGE = re.compile(r"(?P<low>\d{1,9})?\s*(?P<dots>\.\.|-|\+|–)?\s*(?P<high>\d{1,9})?\Z")
_COUNTS = ("killed", "injured", "weapon_count", "count")
CLEARED = ""
"""The `value` of a correction that says: this field is not known."""


def parse_value(field: str, text: str) -> FieldValue:
    """Read a corrected value: EDTF for `date`, '5', '5..7', '5..' or '..7' for counts, else words.

    Raises DecisionRefused with a plain line when it cannot be read.
    """
    try:
        return _parse(field, text.strip())
    except ValueError as error:
        raise DecisionRefused(f"{text!r} is no value for {field}: {error}") from error


def _parse(field: str, text: str) -> FieldValue:
    if field == "date":
        return parse_edtf(text)
    if field in _COUNTS:
        match = _RANGE.match(text)
        if match is None or not (match["low"] or match["high"]):
            raise ValueError("give a number, or a range such as 5..7, 5.. or ..7")
        low = int(match["low"]) if match["low"] else None
        high = int(match["high"]) if match["high"] else None if match["dots"] else low
        return CountRange(low, high)
    if field == "status":
        return str(Status(text))
    if field == "type":
        return str(EventType(text.upper()))
    if field not in ("place", "weapon", "mode", "actors", "recipients"):
        raise ValueError("there is no such field")
    if not text:
        raise ValueError("it is empty")
    return text


def apply_decisions(incident: Incident, decisions: Sequence[Decision]) -> Incident:
    """The incident as people decided it; each decision leaves its id on it. A later correction of a field wins."""
    for decision in decisions:
        if decision.kind is DecisionKind.CORRECT and decision.field is not None:
            incident = _corrected(incident, decision, decision.field)
        elif decision.kind is DecisionKind.CONFIRM:
            why = f"confirmed by {decision.author}: {decision.reason}; {incident.credibility_reason}"
            incident = replace(incident, credibility=min(incident.credibility, 2), credibility_reason=why)
    return replace(incident, decisions=tuple(one.id for one in decisions))


def _corrected(incident: Incident, decision: Decision, field: str) -> Incident:
    if decision.value is None or decision.value == CLEARED:
        return replace(incident, **_slot(incident, field, None))
    value = _known(incident, field, parse_value(field, decision.value))
    given = GivenValue(value, (), (), (), (decision.author,), decision.id)
    values = dict(incident.values)
    values[field] = (given, *(one for one in values.get(field, ()) if one.decided_by is None))
    return replace(incident, values=tuple(values.items()), **_slot(incident, field, value))


def _known(incident: Incident, field: str, value: FieldValue) -> FieldValue:
    """A place that a person names is the one the reports give by that name, when there is one."""
    if field != "place" or not isinstance(value, str):
        return value
    for one in dict(incident.values).get("place", ()):
        if isinstance(one.value, Place) and fold(one.value.name) == fold(value):
            return one.value
    return Place(f"p-said:{fold(value)}", value, PlacePrecision.TOWN, incident.country)


def _slot(incident: Incident, field: str, value: FieldValue | None) -> dict[str, Any]:
    if field == "date":
        return {"when": value}
    if field == "place":
        return {"where": Located(value, None) if isinstance(value, Place) else None}
    if field in ("actors", "recipients"):
        return {field: _people(getattr(incident, field), value)}
    if field == "status" and value is not None:
        return {"status": Status(value_text(value))}
    if field == "type" and value is not None:
        return {"type": EventType(value_text(value))}
    return {field: value} if field not in ("status", "type") else {}


def _people(before: tuple[Participant, ...], value: FieldValue | None) -> tuple[Participant, ...]:
    """'A; B' names two; someone already named keeps the identity found."""
    known = {fold(one.name): one for one in before}
    names = [name.strip() for name in value_text(value).split(";")] if value is not None else []
    return tuple(
        known.get(fold(name), Participant("", name, None, Stance.STATED, "a person said so")) for name in names
    )
