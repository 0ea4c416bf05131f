"""`dateline brief`: the report people look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli.common import filters, open_engine, query_of


@click.command()
@filters
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "pdf", "docx", "md"]),
    default="html",
    show_default=True,
    help="A web page in one file, PDF, Word, or Markdown.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.  [default: brief.FORMAT]"
)
@click.pass_obj
def brief(workspace: Path | None, /, form: str, out: Path | None, **wanted: Any) -> None:
    """Write a report: incidents in order, who says what, disputes, a timeline, actors, numbered sources."""
    from dateline.engine.briefing import brief_of
    from dateline.export.brief.draw import draw_brief

    with open_engine(workspace) as engine:
        made = brief_of(engine, query_of(engine, wanted))
    file = out or Path(f"brief.{form}")
    file.write_bytes(draw_brief(made, form))
    click.echo(f"{len(made.incidents)} incidents from {len(made.sources)} articles: {file}")
