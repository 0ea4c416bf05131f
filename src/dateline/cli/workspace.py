"""Commands about the workspace itself: make it, fill it, check it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.common import as_json, open_engine, plain, print_json

if TYPE_CHECKING:
    from dateline.domain.article import Failure
    from dateline.engine.adding import Added, AddResult

_SHOWN = 40


@click.command()
@click.option(
    "--pack",
    default="iraq",
    show_default=True,
    help="The region this workspace is about: a note in its settings. Every workspace knows the actors of all packs, "
    "because they refer to each other.",
)
@click.pass_obj
def init(workspace: Path | None, /, pack: str) -> None:
    """Make a new workspace with an actor book and a list of sources."""
    from dateline.engine import init_workspace
    from dateline.settings import load_settings

    settings = load_settings(workspace)
    made = init_workspace(settings, pack)
    click.echo(f"{'Made' if made else 'There is already'} a workspace at {settings.workspace}")
    click.echo("Next: dateline add PATH-OR-ADDRESS")


@click.command()
@click.argument("locations", nargs=-1, metavar="PATH-OR-URL...")
@click.option("--workers", type=click.IntRange(min=0, max=256), help="Processes that read; 0: as many as cores.")
@as_json
@click.pass_obj
def add(workspace: Path | None, /, locations: tuple[str, ...], workers: int | None, json_out: bool) -> None:
    """Collect, read and reconcile files, folders and addresses.

    Without arguments the workspace's own list (sources.txt) is read. Exit status 0 when everything was read, 1 when
    something was not; what was not is listed with its reason.
    """
    from dateline.engine.wiring import listed_sources

    with open_engine(workspace, make=True) as engine:
        wanted = locations or listed_sources(engine.settings)
        if not wanted:
            raise click.UsageError(f"Name a file, a folder or an address, or list some in {engine.settings.sources}.")
        with progress_bar() as progress:
            result = engine.add(wanted, progress, workers)
        _show(result, dict(engine.counts()), json_out)
    sys.exit(1 if result.failures else 0)


@click.command()
@click.option("--workers", type=click.IntRange(min=0, max=256), help="Processes that read; 0: as many as cores.")
@as_json
@click.pass_obj
def reread(workspace: Path | None, /, workers: int | None, json_out: bool) -> None:
    """Read again, from the archive, what an older Dateline has read; decisions stay."""
    with open_engine(workspace) as engine:
        with progress_bar() as progress:
            result = engine.reread(progress, workers)
        _show(result, dict(engine.counts()), json_out)
        for lost in engine.unapplied():
            click.echo(f"decision {lost.decision} no longer applies: {plain(lost.reason)}", err=True)
    sys.exit(1 if result.failures else 0)


@click.command()
@as_json
@click.pass_obj
def verify(workspace: Path | None, /, json_out: bool) -> None:
    """Hash and resolve everything again; name what is wrong, with exit status 1."""
    with open_engine(workspace) as engine:
        wrong = engine.verify()
        counts = engine.counts()
    if json_out:
        print_json({"wrong": [{"what": one.what, "why": one.why} for one in wrong], "checked": dict(counts)})
    elif wrong:
        for one in wrong:
            click.echo(plain(one))
    else:
        click.echo(f"All is as it was written: {_in_words(counts)}.")
    sys.exit(1 if wrong else 0)


def _show(result: AddResult, counts: dict[str, int], json_out: bool) -> None:
    if json_out:
        print_json(_as_data(result, counts))
        return
    for one in result.read[:_SHOWN]:
        told = " · ".join(plain(part, 90) for part in (one.published, one.outlet, one.title) if part)
        click.echo(f"{one.article_id}  {told or plain(one.location)}  ({one.reports} reports)")
    if len(result.read) > _SHOWN:
        click.echo(f"... and {len(result.read) - _SHOWN} more")
    for failure in result.failures:
        click.echo(f"not read  {plain(failure)}")
    told = ", ".join(f"{number} {outcome}" for outcome, number in result.outcomes.items())
    click.echo(f"Read {len(result.read)} articles{f' ({told})' if told else ''}; ", nl=False)
    click.echo(f"{result.unchanged} were there already; {len(result.failures)} could not be read.")
    click.echo(f"The record holds {_in_words(counts)}.")


def _as_data(result: AddResult, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "read": [
            {
                "id": one.article_id,
                "location": one.location,
                "title": one.title,
                "outlet": one.outlet,
                "published": one.published,
                "outcome": str(one.outcome),
                "reports": one.reports,
            }
            for one in result.read
        ],
        "unchanged": result.unchanged,
        "failures": [{"location": one.location, "step": one.step, "reason": one.reason} for one in result.failures],
        "record": counts,
    }


def _in_words(counts: Any) -> str:
    names = ("articles", "reports", "incidents", "statements", "relations")
    return ", ".join(f"{counts[name]:,} {name if counts[name] != 1 else name[:-1]}" for name in names)


@contextmanager
def progress_bar() -> Iterator[Callable[[Added | Failure], None]]:
    """A line on the standard error stream that counts, when a person is looking."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading what is known of the world", total=None)
        seen = {"read": 0, "not": 0}

        def tell(one: Added | Failure) -> None:
            seen["not" if hasattr(one, "reason") else "read"] += 1
            missed = f", {seen['not']} not" if seen["not"] else ""
            bar.update(task, description=f"{seen['read']} read{missed} · {plain(one.location, 60)}")

        yield tell
