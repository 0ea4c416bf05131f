"""Word lists that single steps of the reader ask for, by name (format: data/lexicons/README.md)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dateline.extract.words.lexicon import read_yaml

_FILE = Path(__file__).resolve().parents[2] / "data" / "lexicons" / "lists.yaml"


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list.

    Raises:
        KeyError: no list has this name: a slip in the code, never in what is read.
    """
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    (entries,) = read_yaml(_FILE)
    return {name: frozenset(entry["words"]) for name, entry in entries.items()}
