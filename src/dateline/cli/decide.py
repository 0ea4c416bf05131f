"""Commands by which people mend the record; each keeps author, time and reason, and can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli.common import as_json, author, open_engine, plain, print_json, reason
from dateline.domain.vocabulary import DecisionKind

_FIELDS = "date, place, killed, injured, weapon, weapon_count, count, actors, recipients, status, type or mode"


def _decide(workspace: Path | None, /, kind: DecisionKind, subjects: tuple[str, ...], **what: Any) -> None:
    from dateline.export import records

    json_out = what.pop("json_out")
    with open_engine(workspace) as engine:
        made = engine.decide(kind, subjects, **what)
        if json_out:
            print_json(records.decision(made))
            return
        click.echo(
            f"Decided: {made.id} ({str(made.kind).replace('_', ' ')}). Take it back with: dateline undo {made.id}"
        )
        if kind in (DecisionKind.UNDO, DecisionKind.DUPLICATE, DecisionKind.RATE):
            return
        homes = engine.store.record.incident_of(made.subjects)
        out = engine.store.record.rejected(set(homes.values()))
        for one in engine.store.record.incidents_by_id(set(homes.values()) - out):
            click.echo(f"{one.id}  {plain(one.summary, 150)}")


@click.command()
@click.argument("incidents", nargs=-1, required=True, metavar="A B...")
@reason
@author
@as_json
@click.pass_obj
def merge(workspace: Path | None, /, incidents: tuple[str, ...], **what: Any) -> None:
    """Say that incidents are one and the same."""
    _decide(workspace, DecisionKind.MERGE, incidents, **what)


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@reason
@author
@as_json
@click.pass_obj
def split(workspace: Path | None, /, reports: tuple[str, ...], **what: Any) -> None:
    """Split reports off from their incident into one of their own."""
    _decide(workspace, DecisionKind.SPLIT, reports, **what)


@click.command(name="not-same")
@click.argument("incidents", nargs=2, metavar="A B")
@reason
@author
@as_json
@click.pass_obj
def not_same(workspace: Path | None, /, incidents: tuple[str, ...], **what: Any) -> None:
    """Say that two incidents are never one, whatever is read later."""
    _decide(workspace, DecisionKind.NOT_SAME, incidents, **what)


@click.command(help=f"Correct a field of an incident: {_FIELDS}.\n\nAn empty VALUE says that it is not known.")
@click.argument("incident")
@click.argument("field")
@click.argument("value")
@reason
@author
@as_json
@click.pass_obj
def correct(workspace: Path | None, /, incident: str, **what: Any) -> None:  # noqa: D103
    _decide(workspace, DecisionKind.CORRECT, (incident,), **what)


@click.command()
@click.argument("incident")
@reason
@author
@as_json
@click.pass_obj
def confirm(workspace: Path | None, /, incident: str, **what: Any) -> None:
    """Say that an incident is right as it stands."""
    _decide(workspace, DecisionKind.CONFIRM, (incident,), **what)


@click.command()
@click.argument("subjects", nargs=-1, required=True, metavar="INCIDENT|REPORT...")
@reason
@author
@as_json
@click.pass_obj
def reject(workspace: Path | None, /, subjects: tuple[str, ...], **what: Any) -> None:
    """Take an incident, or reports that were misread, out of the record."""
    _decide(workspace, DecisionKind.REJECT, subjects, **what)


@click.command()
@click.argument("copy")
@click.argument("original")
@reason
@author
@as_json
@click.pass_obj
def duplicate(workspace: Path | None, /, copy: str, original: str, **what: Any) -> None:
    """Say that one article is a copy of another, so that it is no second witness."""
    _decide(workspace, DecisionKind.DUPLICATE, (copy, original), **what)


@click.command()
@click.argument("outlet")
@click.argument("letter", metavar="A..F", type=click.Choice(list("ABCDEF"), case_sensitive=False))
@reason
@author
@as_json
@click.pass_obj
def rate(workspace: Path | None, /, outlet: str, letter: str, **what: Any) -> None:
    """Say how reliable an outlet is, from A (reliable) to E (unreliable); F says that nobody can judge it."""
    _decide(workspace, DecisionKind.RATE, (outlet,), value=letter.upper(), **what)


@click.command()
@click.argument("decision")
@reason
@author
@as_json
@click.pass_obj
def undo(workspace: Path | None, /, decision: str, **what: Any) -> None:
    """Take one decision back; any one, in any order."""
    _decide(workspace, DecisionKind.UNDO, (decision,), **what)


@click.command()
@as_json
@click.pass_obj
def log(workspace: Path | None, /, json_out: bool) -> None:
    """List all decisions, oldest first."""
    from dateline.export import records

    with open_engine(workspace) as engine:
        decisions = engine.log()
        lost = {one.decision: one.reason for one in engine.unapplied()}
    if json_out:
        print_json([{**records.decision(one), "unapplied": lost.get(one.id)} for one in decisions])
        return
    for one in decisions:
        what = " ".join(part for part in (str(one.kind), *one.subjects, one.field, one.value) if part)
        click.echo(
            f"{one.made_at:%Y-%m-%d %H:%M}  {one.id}  {plain(one.author)}: {plain(what, 120)} - {plain(one.reason)}"
        )
        if one.id in lost:
            click.echo(f"    no longer applies: {plain(lost[one.id])}")
    if not decisions:
        click.echo("No decision was made yet.")
