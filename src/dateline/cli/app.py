"""The group of all commands, loaded lazily, and what happens to errors."""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from pathlib import Path

import click

from dateline import __version__
from dateline.cli.commands import COMMANDS
from dateline.errors import DatelineError, SettingsError


class LazyCommands(click.Group):
    """A group that loads a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, _, name = where.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], COMMANDS, n=2, cutoff=0.5)
            hint = f" Did you mean {' or '.join(close)}?" if close else " See: dateline --help"
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--workspace",
    "-w",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder of the record.  [default: $DATELINE_WORKSPACE or ./dateline-workspace]",
)
@click.version_option(__version__, prog_name="dateline")
@click.pass_context
def dateline(ctx: click.Context, workspace: Path | None) -> None:
    """Turn the news about armed conflict into a sourced record.

    Start with: dateline add PATH-OR-ADDRESS, then: dateline incidents.
    """
    ctx.obj = workspace


def run() -> None:
    """Run; an error a person can mend is one line and exit 1 (2 for a wrong setting), a bug stays loud."""
    try:
        dateline(prog_name="dateline")
    except SettingsError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(2)
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
