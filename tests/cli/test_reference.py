"""Every command has help and stands in the reference."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from dateline.cli.app import dateline
from dateline.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name: str) -> None:
    """A command says in one sentence what it does, and each option what it means."""
    command = dateline.get_command(click.Context(dateline), name)
    assert command is not None
    assert command.help
    assert command.get_short_help_str(200).endswith(".") or ":" in command.help
    for option in command.params:
        if isinstance(option, click.Option) and option.name != "limit":
            assert option.help, f"--{option.name} of {name} says nothing"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_the_reference(name: str) -> None:
    """The reference has a section on each command."""
    page = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    assert f"\n## {name}\n" in page


def test_the_reference_is_up_to_date() -> None:
    """The page is what the program would write now."""
    command = [sys.executable, str(ROOT / "scripts" / "make_reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_help_loads_nothing_slow() -> None:
    """Asking for help loads no database, no language model, no table drawing."""
    script = (
        "import sys\n"
        "sys.argv = ['dateline', '--help']\n"
        "from dateline.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "slow = {'sqlalchemy', 'spacy', 'numpy', 'rich', 'alembic', 'trafilatura', 'dateline.engine', 'yaml'}\n"
        "print('LOADED', sorted(slow & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("LOADED []")
