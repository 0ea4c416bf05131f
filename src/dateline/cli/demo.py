"""`dateline demo`: the shipped example from start to finish."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import open_engine, plain
from dateline.errors import NotFound

if TYPE_CHECKING:
    from dateline.engine import Engine

FOLDER = Path("dateline-demo")
PORT = 8765


@click.command()
@click.option(
    "--open/--no-open",
    "show",
    default=None,
    help="Serve the workspace until Ctrl+C and open the browser.  [default: at a terminal]",
)
@click.pass_obj
def demo(workspace: Path | None, /, show: bool | None) -> None:
    """Read the shipped example, print what comes of it, write its brief, and open it in the browser.

    The record is kept in ./dateline-demo (or the workspace you name), so that you can go on from there. Without a
    display the address is printed. In a script nothing is served: the demo ends with the brief.
    """
    from dateline.cli.serve import free_port, serve_engine
    from dateline.cli.workspace import progress_bar
    from dateline.domain.query import Query
    from dateline.engine.briefing import brief_of
    from dateline.export.brief.draw import draw_brief

    folder = workspace or FOLDER
    with open_engine(folder, make=True) as engine:
        with progress_bar() as progress:
            result = engine.add([str(example_folder())], progress)
        made = brief_of(engine, Query())
        file = folder / "brief.html"
        file.write_bytes(draw_brief(made, "html"))
        _tell(engine, len(result.read) + result.unchanged)
        command = f"{_called()} --workspace {folder}"
        click.echo(f"\nThe brief, with every sentence: {file}")
        click.echo("Go on with:")
        click.echo(f"  {command} incidents --min-sources 2     what several origins report")
        click.echo(f"  {command} incident ID                   who says what, and the sentences")
        click.echo(f"  {command} add PATH-OR-ADDRESS           your own news")
        click.echo(f"  {command} serve                         the workspace in the browser\n")
        if show or (show is None and at_terminal()):
            serve_engine(engine, port=free_port(PORT), show=None)


def at_terminal() -> bool:
    """A person reads what is printed and can press Ctrl+C."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


def _called() -> str:
    """How this program is called from here: by its name, or inside an environment that is not switched on."""
    beside = Path(sys.executable).with_name("dateline")
    if shutil.which("dateline") or not beside.exists():
        return "dateline"
    return str(beside.relative_to(Path.cwd()) if beside.is_relative_to(Path.cwd()) else beside)


def example_folder() -> Path:
    """The example's folder: inside the installed package, or beside it in a checkout."""
    inside = Path(str(resources.files("dateline"))) / "example"
    beside = Path(__file__).resolve().parents[3] / "examples" / "news"
    for folder in (inside, beside):
        if folder.is_dir():
            return folder
    raise NotFound("the example is not part of this installation")


def _tell(engine: Engine, articles: int) -> None:
    from dateline.cli.show import incident_line

    found = list(engine.incidents())
    counts = engine.counts()
    many = [one for one in found if one.independent_sources > 1]
    disputed = [one for one in found if one.disagreements]
    click.echo(
        f"{articles} articles tell {counts['reports']} reports of {len(found)} incidents; {len(many)} have two or more "
        f"independent origins, on {len(disputed)} the sources differ.\n"
    )
    ranked = sorted(found, key=lambda one: (-one.independent_sources, -len(one.reports), one.id))
    for one in ranked[:8]:
        click.echo("  " + plain(incident_line(one), 150))
        for dispute in one.disagreements[:1]:
            values = " / ".join(plain(value.value, 30) for value in dispute.values[:4])
            click.echo(f"      sources differ on {dispute.field}: {values}")
