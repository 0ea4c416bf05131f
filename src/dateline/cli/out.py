"""Commands that hand the record on: exports and evaluation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli.common import as_json, filters, open_engine, print_json, query_of


@click.command()
@click.option("--format", "kind", default="jsonl", show_default=True, help="jsonl, csv, csv-excel or geojson.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Where to.")
@filters
@as_json
@click.pass_obj
def export(workspace: Path | None, /, kind: str, out: Path, json_out: bool, **wanted: Any) -> None:
    """Write the record, or a selection of it, for other programs."""
    with open_engine(workspace) as engine:
        written = engine.export(kind, out, query_of(engine, wanted))
    if json_out:
        print_json({"folder": str(out), "files": written})
        return
    for name, number in written.items():
        click.echo(f"{out / name}  {number:,}")


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@click.option(
    "--articles",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="Articles to read for this, in a record of their own.  [default: the workspace as it is]",
)
@click.option(
    "--aliases",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Spellings that are one name (JSON).",
)
@click.option("--misses", metavar="KIND", help="List the misses of one kind, such as missed, spurious or date.")
@as_json
@click.pass_obj
def evaluate(
    workspace: Path | None,
    /,
    gold: Path,
    articles: Path | None,
    aliases: Path | None,
    misses: str | None,
    json_out: bool,
) -> None:
    """Compare what is read with hand-made annotations: precision, recall, F1."""
    from dateline.engine.evaluating import evaluate_articles, evaluate_engine
    from dateline.evaluation.report import lines

    if articles is not None:
        result = evaluate_articles(gold, articles, aliases)
    else:
        with open_engine(workspace) as engine:
            result = evaluate_engine(engine, gold, aliases)
    if json_out:
        print_json(result.figures)
        return
    for line in lines(result.figures):
        click.echo(line)
    for note in result.notes.get(misses or "", ()):
        click.echo(note)
