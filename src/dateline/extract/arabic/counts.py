"""How many: numbers beside a word of Arabic or Persian, in digits or words, with their bounds."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.domain.counts import CountRange
from dateline.extract.arabic.lexicon import ArabicLexicon, Word, phrase_at

_REACH = 4
_LARGEST = 100_000  # a larger figure is a sum of money or a year in another count


def number_at(words: Sequence[Word], at: int, lexicon: ArabicLexicon) -> tuple[int, int] | None:
    """The number that begins at a word, and how many words it has."""
    form = words[at].text
    digits = form.lstrip("وبلفك")
    if digits.isascii() and digits.isdigit():
        value = int(digits)
        return (value, 1) if value < _LARGEST and len(digits) <= 6 else None
    found = phrase_at(words, at, lexicon.numbers)
    return (lexicon.numbers[found[0]], found[1]) if found else None


def count_near(
    words: Sequence[Word],
    place: tuple[int, int, int],
    lexicon: ArabicLexicon,
    used: set[int],
    *,
    before_first: bool = False,
) -> CountRange | str | None:
    """The count told of a trigger at `start:end`, up to the word `stop`; 'vague' for dozens.

    Arabic tells the number after the word of loss, Persian before it (`before_first`).
    """
    start, end, stop = place
    after = range(end, min(end + _REACH, stop))
    before = range(start - 1, max(-1, start - _REACH), -1)
    for side in (before, after) if before_first else (after, before):
        count = _on_side(words, side, start, lexicon, used)
        if count is not None:
            return count
    return None


def _on_side(
    words: Sequence[Word], side: range, start: int, lexicon: ArabicLexicon, used: set[int]
) -> CountRange | str | None:
    for at in side:
        if _listed(words, at, lexicon, "vague"):
            return "vague"
        found = number_at(words, at, lexicon)
        if found and at not in used:
            if side.step < 0 and any(i in used for i in range(at, start)):
                return None
            used.update(range(at, at + found[1]))
            return _bounded(words, at, at + found[1], found[0], lexicon)
        if words[at].text in lexicon.lists["two"]:
            return CountRange.exactly(2)
        if words[at].text in lexicon.lists["one"] and not _counted(words, at, lexicon):
            return CountRange.exactly(1)
        if side.step > 0 and words[at].text in lexicon.lists["people"]:
            return "vague"
    return None


def _counted(words: Sequence[Word], at: int, lexicon: ArabicLexicon) -> bool:
    """A singular behind a number is counted by it: '35 شخصاً', '۱۳ نفر'."""
    return any(number_at(words, back, lexicon) for back in (at - 1, at - 2) if back >= 0)


def _listed(words: Sequence[Word], at: int, lexicon: ArabicLexicon, name: str) -> bool:
    return phrase_at(words, at, dict.fromkeys(lexicon.lists[name])) is not None


def _bounded(words: Sequence[Word], start: int, end: int, value: int, lexicon: ArabicLexicon) -> CountRange:
    before, after = range(max(0, start - 4), start), range(end, min(len(words), end + 4))
    if any(_listed(words, at, lexicon, "at_least") for at in before) or any(
        _listed(words, at, lexicon, "at_least_after") for at in after
    ):
        return CountRange.at_least(value)
    if any(_listed(words, at, lexicon, "at_most") for at in before):
        return CountRange.at_most(value)
    return CountRange.exactly(value)
