"""The command line: parse, call the engine, show."""

from __future__ import annotations


def main() -> None:
    """Run the `dateline` command."""
    from dateline.cli.app import run

    run()
