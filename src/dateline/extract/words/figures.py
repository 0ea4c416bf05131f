"""Amounts in plain text: a number in digits or words with the words that bound it."""

from __future__ import annotations

import re

from dateline.domain.counts import CountRange
from dateline.extract.words.lexicon import Lexicon


def amounts(lexicon: Lexicon) -> re.Pattern[str]:
    """A number in digits or words, with what bounds it; compiled once by the pattern cache of `re`."""
    named = "|".join(sorted((re.escape(word) for word in lexicon.numbers), key=len, reverse=True))
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{named})"
    return re.compile(
        rf"\b(?P<bound>(?:at least|more than|over|up to|nearly|almost|between)\s)?(?P<one>{number})\b"
        rf"(?:\s(?:to|and|or)\s(?P<two>{number})\b)?",
        re.IGNORECASE,
    )


def value_of(found: re.Match[str], lexicon: Lexicon) -> CountRange | None:
    """The range that a found amount stands for."""
    one = _number(found["one"], lexicon)
    two = _number(found["two"], lexicon) if found["two"] else None
    if one is None:
        return None
    bound = (found["bound"] or "").lower().strip()
    if two is not None and one < two:
        return CountRange(one, two)
    if bound in ("at least", "more than", "over"):
        return CountRange(one, None)
    return CountRange(None, one) if bound in ("up to", "nearly", "almost") else CountRange(one, one)


def _number(word: str, lexicon: Lexicon) -> int | None:
    plain = word.replace(",", "").lower()
    return int(plain) if plain.isdigit() else lexicon.numbers.get(plain)
