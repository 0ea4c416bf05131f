"""`dateline explain`: an article with every found thing marked, its fields, and the rules that fired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import as_json, open_engine, plain, print_json

if TYPE_CHECKING:
    from dateline.domain.report import Participant, Reading, Report
    from dateline.domain.text import Span
    from dateline.engine import Engine

_COLOURS = {"actor": "cyan", "place": "green", "date": "yellow", "event": "red"}


@click.command()
@click.argument("article", metavar="ARTICLE")
@as_json
@click.pass_obj
def explain(workspace: Path | None, /, article: str, json_out: bool) -> None:
    """Show what was found in an article, and which rule found it.

    ARTICLE is an article's id, or a file, which is read now and not kept. Marks: {actor}, <place>, [date].
    """
    from dateline.domain.codec import encode

    with open_engine(workspace, make=False) as engine:
        readings = list(_readings(engine, article))
    for reading in readings:
        if json_out:
            print_json(encode(reading))
        else:
            _show(reading)


def _readings(engine: Engine, article: str) -> Iterator[Reading]:
    from dateline.errors import NotFound

    if Path(article).exists():
        yield from _read_now(engine, article)
        return
    found = list(engine.readings([article]))
    if not found:
        raise NotFound(f"there is no article {article!r}, nor a file of that name; ids stand in: dateline search WORDS")
    yield from found


def _read_now(engine: Engine, location: str) -> Iterator[Reading]:
    """Read a file with this workspace's knowledge, keeping nothing."""
    from dateline.clean import clean
    from dateline.collect import collect
    from dateline.domain.article import Failure
    from dateline.errors import InputError
    from dateline.pipeline import open_knowledge, read, reading_steps

    steps = reading_steps(open_knowledge(engine.settings.cache, engine.settings.packs))
    for raw in collect(location, engine.now()):
        if isinstance(raw, Failure):
            click.echo(f"not read  {plain(raw)}", err=True)
            continue
        try:
            found = read(clean(raw), steps)
        except InputError as error:
            click.echo(f"not read  {plain(error)}", err=True)
            continue
        if isinstance(found, Failure):
            click.echo(f"not read  {plain(found)}", err=True)
        else:
            yield found


def _show(reading: Reading) -> None:
    article = reading.article
    click.secho(plain(article.title or "untitled"), bold=True)
    facts = (article.outlet, article.published, article.language, article.dateline_place)
    click.echo(" · ".join(plain(part) for part in facts if part))
    if article.origins:
        click.echo(f"origin named in the text: {plain(', '.join(article.origins))}")
    starts = sorted(reading.reports, key=lambda report: report.evidence[0].start)
    for sentence in reading.sentences:
        click.echo("\n" + _marked(reading, sentence))
        for report in starts:
            if sentence.start <= report.evidence[0].start < sentence.end:
                _show_report(reading, report)
        _show_said(reading, sentence)


def _marked(reading: Reading, sentence: Span) -> str:
    """The sentence with actors, places and dates marked; by brackets, and by colour where there is any."""
    marks = [("actor", m.span, "{", "}") for m in reading.actors if not m.adjective]
    marks += [("place", m.span, "<", ">") for m in reading.places]
    marks += [("date", m.span, "[", "]") for m in reading.dates]
    text, out, at = reading.article.text, "", sentence.start
    for kind, span, opened, closed in sorted(marks, key=lambda mark: (mark[1].start, -mark[1].end)):
        if span.start < at or span.end > sentence.end:
            continue
        words = plain(text[span.start : span.end])
        out += _flat(text[at : span.start]) + click.style(f"{opened}{words}{closed}", fg=_COLOURS[kind])
        at = span.end
    return out + _flat(text[at : sentence.end])


def _flat(text: str) -> str:
    """Words as they stand, in one line, without control characters."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return lead + plain(text) + trail


def _show_report(reading: Reading, report: Report) -> None:
    mode = f"/{report.mode}" if report.mode else ""
    flags = "".join(f" {name}" for name in ("background", "aggregate") if getattr(report, name))
    click.secho(f"  {report.type}{mode} {report.status}{flags}  ({report.confidence:.2f})  {report.id}", fg="red")
    for label, value in _fields(report):
        span = report.fields.get(label)
        words = f'  from "{plain(reading.article.quote(span), 60)}"' if span else ""
        click.echo(f"    {label:<12} {value}{words}")
    for other in report.alternatives:
        who = f" says {plain(other.said_by)}" if other.said_by else ""
        click.echo(f"    {other.field:<12} also {plain(other.value)}{who}")
    if report.rules:
        click.echo(click.style(f"    rules        {', '.join(report.rules)}", dim=True))


def _fields(report: Report) -> Iterator[tuple[str, Any]]:
    yield from (("actors", _who(part)) for part in report.actors)
    yield from (("recipients", _who(part)) for part in report.recipients)
    if report.when:
        yield "date", report.when.edtf()
    if report.where:
        place = report.where.place
        yield "place", plain(", ".join(part for part in (place.name, place.admin1, place.country) if part))
    for name in ("country", "killed", "injured", "weapon", "weapon_count", "count"):
        if getattr(report, name) is not None:
            yield name, plain(getattr(report, name))
    if report.said_by:
        yield "according to", plain(", ".join(report.said_by))


def _who(part: Participant) -> str:
    reason = f"; {part.reason}" if part.reason else ""
    return f"{plain(part.name)} ({part.stance}{reason})"


def _show_said(reading: Reading, sentence: Span) -> None:
    for said in reading.statements:
        if sentence.start <= said.evidence[0].start < sentence.end:
            via = f" via {', '.join(said.via)}" if said.via else ""
            about = f" about {said.about}" if said.about else ""
            doubts = f" (doubt: {'; '.join(said.doubts)})" if said.doubts else ""
            line = f"  {said.speaker.name} {said.act}{about}{via}{doubts}"
            click.secho(plain(line) + _rules(said.rules), fg="magenta")
    for tie in reading.relations:
        if sentence.start <= tie.evidence[0].start < sentence.end:
            click.secho(plain(f"  {tie.subject.name} {tie.kind} {tie.object.name}") + _rules(tie.rules), fg="blue")


def _rules(rules: Sequence[str]) -> str:
    return f"  rules: {', '.join(rules)}" if rules else ""
