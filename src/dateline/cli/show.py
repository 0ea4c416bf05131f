"""Showing incidents and actors to people: tables in a terminal, plain lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import plain

if TYPE_CHECKING:
    from dateline.domain.incident import GivenValue, Incident
    from dateline.engine.dossier import ActorDossier, IncidentDossier
    from dateline.engine.why import Explanation
    from dateline.reconcile.explain import PairReason

_MOST = 30


def incident_line(one: Incident) -> str:
    """One incident in one line."""
    when = one.when.edtf() if one.when else "no date"
    doubt = f"  [{one.status}]" if str(one.status) != "happened" else ""
    differ = (
        f"  differs on {', '.join(sorted({each.field for each in one.disagreements}))}" if one.disagreements else ""
    )
    return f"{one.id}  {when:<10}  {plain(one.summary, 160)}{doubt}  ({_sources(one)}){differ}"


def _sources(one: Incident) -> str:
    reports, origins = len(one.reports), one.independent_sources
    return f"{reports} report{'' if reports == 1 else 's'}, {origins} independent"


def print_incident(found: IncidentDossier) -> None:
    """Values, who says what, and the sentences."""
    one = found.incident
    click.secho(plain(one.summary), bold=True)
    click.echo(f"{one.id} · {one.type}{f'/{one.mode}' if one.mode else ''} · {one.status} · {_sources(one)}")
    if found.rejected:
        click.echo("rejected: left out of lists and exports until that decision is undone (see dateline log)")
    click.echo(f"credibility {one.credibility}: {plain(one.credibility_reason)}")
    numbers = {report.article_id: 0 for report in found.reports}
    numbers = {article: number for number, article in enumerate(numbers, start=1)}
    table("Values", ("field", "value", "according to"), _values(found, numbers))
    disputed = [
        (each.field, value_text(value), _by(value, found, numbers), plain(each.note))
        for each in one.disagreements
        for value in each.values
    ]
    table("Where sources differ", ("field", "value", "according to", "how"), disputed)
    table("Reports", ("", "outlet", "published", "says"), _reports(found, numbers))
    said = [
        (
            plain(each.speaker.name),
            str(each.act).replace("_", " "),
            f"[{numbers.get(each.article_id, 0)}]",
            _quote(found, each),
        )
        for each in found.statements
    ]
    table("Statements about it", ("who", "", "in", "words"), said)
    moved = [
        (one.day.isoformat() if one.day else "", str(one.status), str(one.credibility), plain(one.reason))
        for one in found.history
    ]
    table("How it came to be believed", ("", "status", "credibility", "because"), moved if len(moved) > 1 else ())
    for decision in found.decisions:
        click.echo(f"decided: {decision.kind} by {plain(decision.author)}: {plain(decision.reason)} ({decision.id})")


def _values(found: IncidentDossier, numbers: dict[str, int]) -> list[tuple[str, ...]]:
    return [
        (name, value_text(value), _by(value, found, numbers))
        for name, values in found.incident.values
        for value in values
    ]


def _by(value: GivenValue, found: IncidentDossier, numbers: dict[str, int]) -> str:
    articles = {each.article_id for each in value.evidence}
    cited = "".join(f"[{number}]" for number in sorted(numbers.get(one, 0) for one in articles))
    told = f" ({', '.join(plain(name, 40) for name in value.said_by)})" if value.said_by else ""
    person = next((one.author for one in found.decisions if one.id == value.decided_by), None)
    return f"decided by {plain(person)}" if person else f"{cited}{told}"


def _reports(found: IncidentDossier, numbers: dict[str, int]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for report in found.reports:
        article = found.articles[report.article_id]
        copy = found.copies.get(article.id)
        notes = [note for note, holds in (("recalled", report.background), ("total", report.aggregate)) if holds]
        if copy and copy.copy_of:
            notes.append(f"copy of [{numbers[copy.copy_of]}]" if copy.copy_of in numbers else "copy")
        outlet = plain(article.outlet or article.source.location, 40)
        shown = f"{outlet} ({', '.join(notes)})" if notes else outlet
        published = article.published.edtf() if article.published else ""
        rows.append((f"[{numbers[article.id]}]", shown, published, plain(article.quote(report.evidence[0]))))
    return rows


def _quote(found: IncidentDossier, said: Any) -> str:
    return plain(found.articles[said.article_id].quote(said.evidence[0]))


def _words(code: object) -> str:
    return str(code).replace("_", " ")


def value_text(value: GivenValue) -> str:
    """A value in words."""
    name = getattr(value.value, "name", None)
    return plain(name if name is not None else value.value)


def print_actor(found: ActorDossier) -> None:
    """Names, ties, incidents, statements, relations."""
    actor = found.actor.actor
    click.secho(plain(actor.name), bold=True)
    new = "" if actor.known else " · not in the actor book"
    where = f" · {actor.country}" if actor.country else ""
    click.echo(f"{actor.id} · {str(actor.kind).replace('_', ' ')}{where} · named {found.actor.mentions} times{new}")
    names = sorted({plain(name.text) for name in actor.names} | {plain(text) for text in found.actor.spellings})
    click.echo(f"names: {', '.join(names[:_MOST])}")
    for tie in actor.ties:
        title = f" as {plain(tie.title)}" if tie.title else ""
        click.echo(f"{_words(tie.relation)} {tie.of}{title}{_told(tie.source, tie.since, tie.until)}")
    for listing in actor.designations:
        click.echo(f"designated by {listing.by}: {plain(listing.list)}{_told(listing.source, listing.date)}")
    for key, value in actor.identifiers:
        click.echo(f"{plain(key)}: {plain(value)}")
    if actor.sources:
        click.echo(f"sources: {plain(', '.join(actor.sources))}")
    rows = [
        (part, one.id, one.when.edtf() if one.when else "", plain(one.summary)) for part, one in found.incidents[:_MOST]
    ]
    table("Incidents", ("part", "id", "date", "what"), rows, len(found.incidents))
    said = [
        (_words(one.act), plain(found.articles[one.article_id].quote(one.evidence[0])))
        for one in found.statements[:_MOST]
    ]
    table("Says", ("act", "words"), said, len(found.statements))
    ties = [
        (plain(one.subject.name), str(one.kind).replace("_", " "), plain(one.object.name))
        for one in found.relations[:_MOST]
    ]
    table("Relations", ("", "", ""), ties, len(found.relations))


def _told(source: str | None, since: str | None, until: str | None = None) -> str:
    """When a fact of the book holds, and who says so."""
    when = f" {since or ''}–{until or ''}" if until else f" since {since}" if since else ""
    return when + (f" [{plain(source)}]" if source else "")


def print_why(found: Explanation) -> None:
    """What holds the reports together, what lies nearest outside, whose news it is, what people decided."""
    click.secho(plain(found.incident.summary), bold=True)
    for decision in found.why.decisions:
        click.echo(f"decided: {decision.kind} by {plain(decision.author)}: {plain(decision.reason)} ({decision.id})")
    if not found.why.links:
        click.echo("It has one report only.")
    for pair in found.why.links:
        _print_pair(pair)
    if found.nearest:
        click.echo("\nNearest reports that are not in it:")
    for pair in found.nearest:
        _print_pair(pair)
    rows = [(article, one.id, str(one.role), plain(one.reason)) for article, one in found.why.origins]
    table("Whose news it is", ("article", "origin", "as", "because"), rows)


def _print_pair(pair: PairReason) -> None:
    click.echo(f"\n{pair.one} and {pair.other}: {pair.barred or f'{pair.probability:.0%} likely the same'}")
    for name, signal in pair.told():
        click.echo(f"  {signal.score:+.2f}  {name}: {plain(signal.reason)}")


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], of: int | None = None) -> None:
    """A table when a person looks at a terminal; else lines with tabs. Nothing for no rows."""
    kept = [tuple(row) for row in rows]
    if not kept:
        return
    shown = f"{title} ({len(kept)} of {of})" if of is not None and of > len(kept) else title
    if not sys.stdout.isatty():
        click.echo(f"\n{shown}")
        for row in kept:
            click.echo("\t".join(row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=shown, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        drawn.add_column(head, overflow="fold")
    for row in kept:
        drawn.add_row(*(Text(cell) for cell in row))  # as plain text: brackets in the news are no markup
    Console().print(drawn)
