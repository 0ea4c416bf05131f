"""Write docs/reference/commands.md from the commands themselves.

    python scripts/make_reference.py [--check]

With --check nothing is written; the exit status is 1 when the file is not what it would be.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.app import dateline
from dateline.cli.commands import COMMANDS

FILE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"

HEAD = """\
# Commands

Made from the program by `scripts/make_reference.py`; change the help of a command instead of this page.

`dateline [-w DIR] COMMAND ...` works on the workspace `DIR`, else on `$DATELINE_WORKSPACE`, else on
`./dateline-workspace`. The exit status is 0 when all went well, 1 when something was not (an input that could not be
read, nothing found, a check that failed), 2 for wrong usage.
"""


def page() -> str:
    """The whole page."""
    context = click.Context(dateline, info_name="dateline")
    parts = [HEAD]
    for name in COMMANDS:
        command = dateline.get_command(context, name)
        if command is not None:
            parts.append(_section(name, command, context))
    return "\n".join(parts)


def _section(name: str, command: click.Command, parent: click.Context) -> str:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(["dateline", name, *command.collect_usage_pieces(context)])
    lines = [f"## {name}", "", "```", usage, "```", "", _text(command.help or ""), ""]
    rows = [record for one in command.get_params(context) if (record := one.get_help_record(context))]
    if rows:
        lines += ["| option | meaning |", "| --- | --- |"]
        lines += [f"| `{_cell(option)}` | {_cell(meaning)} |" for option, meaning in rows]
        lines.append("")
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            lines.append("#" + _section(f"{name} {inner}", command.commands[inner], parent))
    return "\n".join(lines)


def _text(text: str) -> str:
    """Help as paragraphs: lines that belong together on one line."""
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write or check."""
    made = page()
    if "--check" in arguments:
        same = FILE.exists() and FILE.read_text("utf-8") == made
        if not same:
            print(f"{FILE} is out of date; run: python scripts/make_reference.py")
        return 0 if same else 1
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
