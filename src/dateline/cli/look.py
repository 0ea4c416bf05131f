"""Commands that look things up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import as_json, filters, open_engine, plain, print_json, query_of

if TYPE_CHECKING:
    from dateline.engine.looking import Found


@click.command()
@filters
@as_json
@click.pass_obj
def incidents(workspace: Path | None, /, json_out: bool, **wanted: Any) -> None:
    """List incidents by day, one a line."""
    from dateline.cli.show import incident_line
    from dateline.engine.exporting import incident_records

    with open_engine(workspace) as engine:
        found = list(engine.incidents(query_of(engine, wanted)))
        if json_out:
            print_json(list(incident_records(engine.store, found)))
            return
    for one in found:
        click.echo(incident_line(one))
    click.echo(f"{len(found):,} incident{'' if len(found) == 1 else 's'}", err=True)


@click.command()
@click.argument("ident", metavar="ID")
@as_json
@click.pass_obj
def incident(workspace: Path | None, /, ident: str, json_out: bool) -> None:
    """Show one incident: its values, who says what, and the sentences.

    An id that was ever given leads to the present incident; a report's id leads to its incident.
    """
    from dateline.cli.show import print_incident
    from dateline.engine.dossier import incident_dossier

    with open_engine(workspace) as engine:
        found = incident_dossier(engine.store, engine.incident(ident))
    if json_out:
        print_json(found.record())
        return
    if ident.startswith("i-") and ident != found.incident.id:
        click.echo(f"{ident} is now {found.incident.id}", err=True)
    print_incident(found)


@click.command()
@click.option("--text", metavar="WORDS", help="Whose name holds this.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N")
@as_json
@click.pass_obj
def actors(workspace: Path | None, /, text: str | None, limit: int, json_out: bool) -> None:
    """List the actors that the articles name, most often named first."""
    from dateline.domain.query import fold_name
    from dateline.export import records

    with open_engine(workspace) as engine:
        found = engine.actors()
    if text:
        wanted = fold_name(text)
        found = tuple(
            one
            for one in found
            if any(
                wanted in fold_name(name)
                for name in (one.actor.name, *(name.text for name in one.actor.names), *one.spellings)
            )
        )
    if json_out:
        print_json([records.actor(one.actor, one.spellings) for one in found[:limit]])
        return
    for one in found[:limit]:
        kind = str(one.actor.kind).replace("_", " ")
        new = "" if one.actor.known else ", not in the actor book"
        click.echo(f"{one.mentions:>6,}  {plain(one.actor.id, 40):<40}  {plain(one.actor.name, 60)} ({kind}{new})")


@click.command()
@click.argument("name", metavar="ID-OR-NAME")
@as_json
@click.pass_obj
def actor(workspace: Path | None, /, name: str, json_out: bool) -> None:
    """Show one actor: names, ties, what it did, claims, is blamed for and says."""
    from dateline.cli.show import print_actor
    from dateline.engine.dossier import actor_dossier

    with open_engine(workspace) as engine:
        found = actor_dossier(engine.store, engine.actor(name))
    if json_out:
        print_json(found.record())
        return
    print_actor(found)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--exact", is_flag=True, help="Letter for letter, whatever the case.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N")
@as_json
@click.pass_obj
def search(workspace: Path | None, /, words: tuple[str, ...], exact: bool, limit: int, json_out: bool) -> None:
    """Search articles, incidents and actors; spellings and scripts are folded, a "phrase" stays together."""
    with open_engine(workspace) as engine:
        found = engine.search(" ".join(words), exact, limit)
    if json_out:
        print_json([_as_data(one) for one in found])
        return
    for one in found:
        when = f"{one.date}  " if one.date else ""
        click.echo(f"{one.kind:<8}  {one.id}  {when}{plain(one.title, 100)}")
        click.echo(f"          {_marked(one)}")
    click.echo(f"{len(found)} found", err=True)


def _as_data(one: Found) -> dict[str, Any]:
    marks = [{"start": mark.start, "end": mark.end} for mark in one.marks]
    return {"kind": one.kind, "id": one.id, "title": one.title, "date": one.date, "text": one.text, "marks": marks}


def _marked(one: Found) -> str:
    """The line with what was found in bold, when a person is looking (click leaves the bold out elsewhere)."""
    parts, at = [], 0
    for mark in one.marks:
        if mark.start >= at:
            parts += [_line(one.text[at : mark.start]), click.style(_line(one.text[mark.start : mark.end]), bold=True)]
            at = mark.end
    return "".join([*parts, _line(one.text[at:])])


def _line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


@click.command()
@click.argument("ident", metavar="INCIDENT")
@as_json
@click.pass_obj
def why(workspace: Path | None, /, ident: str, json_out: bool) -> None:
    """Explain why these reports are one incident: pairs, features, decisions."""
    from dateline.cli.show import print_why
    from dateline.engine.why import as_data

    with open_engine(workspace) as engine:
        found = engine.why(ident)
    if json_out:
        print_json(as_data(found))
        return
    print_why(found)
