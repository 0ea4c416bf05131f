"""The reader's small word lists: each is asked for, each that is asked for exists, and each says what it is for."""

from __future__ import annotations

import re
from pathlib import Path

import dateline
from dateline.extract.words.lexicon import LEXICON_FOLDER, read_yaml
from dateline.extract.words.lists import listed

_ASKED = re.compile(r'\blisted\(\s*"(\w+)"\s*\)')


def _entries() -> dict[str, dict[str, object]]:
    (entries,) = read_yaml(LEXICON_FOLDER / "lists.yaml")
    return dict(entries)


def test_every_list_is_asked_for_and_every_list_asked_for_is_there() -> None:
    """A list that nobody asks for is a change that changes nothing; a name without a list would stop the reader."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in Path(dateline.__file__).parent.rglob("*.py"))
    assert set(_ASKED.findall(code)) == set(_entries())


def test_every_list_says_what_it_is_for_and_holds_single_words_once() -> None:
    """An analyst who adds a word sees from the list alone what it will do."""
    for name, entry in _entries().items():
        words = entry["words"]
        assert isinstance(words, list)
        assert set(entry) == {"for", "words"}, name
        assert str(entry["for"]).endswith("."), name
        assert len(words) == len(set(words)) > 0, name
        assert listed(name) == frozenset(words)
