"""Completion of commands and options in the shell."""

from __future__ import annotations

import click

_HOW = {
    "bash": 'eval "$(_DATELINE_COMPLETE=bash_source dateline)"  # in ~/.bashrc',
    "zsh": 'eval "$(_DATELINE_COMPLETE=zsh_source dateline)"  # in ~/.zshrc',
    "fish": "_DATELINE_COMPLETE=fish_source dateline | source  # in ~/.config/fish/completions/dateline.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(sorted(_HOW)))
def completion(shell: str) -> None:
    """Print the line that makes your shell complete commands and options."""
    click.echo(_HOW[shell])
