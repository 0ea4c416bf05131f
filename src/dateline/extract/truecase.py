"""Ordinary case for wires in capitals, at the same length, so that the parser sees English and offsets stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from dateline.extract.lexicon import LEXICON_FOLDER, read_yaml

_SHOUTED = 0.7  # share of capitals among the letters from which a stretch counts as a wire in capitals
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STARTS = re.compile(r"(?:\A|[.!?:]\s+[\"“(]*|\]\s*|--\s*|\n\s*\n\s*)(?=[A-Z])")
# Abbreviations keep their capitals.
_KEEP = frozenset("US UN EU UK USA USSR NATO IAEA OAS EEC OPEC PLO IRA FMLN FARC ELN ETA CIA FBI DEA KGB".split())


def truecase(text: str, is_name: Callable[[str], bool]) -> str | None:
    """The text in ordinary case, or None where it is not in capitals.

    Args:
        text: an article's text.
        is_name: whether a lower-case word is (part of) a name.
    """
    letters = [char for char in text[:4000] if char.isalpha()]
    if not letters or sum(map(str.isupper, letters)) < _SHOUTED * len(letters):
        return None
    starts = {match.end() for match in _STARTS.finditer(text)}

    def change(match: re.Match[str]) -> str:
        word = match[0]
        if word in _KEEP or not word.isupper():
            return word
        lower = word.lower()
        if len(lower) != len(word):
            return word
        if match.start() in starts or is_name(lower):
            return lower[0].upper() + lower[1:]
        return lower

    return _WORD.sub(change, text)


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """Lower-case names that look like plain words when a wire is printed in capitals."""
    lists = read_yaml(LEXICON_FOLDER / "given_names.yaml")[0]
    return frozenset(str(word).lower() for words in lists.values() for word in words)
