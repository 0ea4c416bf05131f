"""One pass of the shared automaton over the text: every trigger, word-bounded, at exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.domain.text import Span
from dateline.extract.words.lexicon import Lexicon, Trigger, load_lexicon

_SAME = {"\n": " ", "\t": " ", "\r": " ", "\xa0": " ", "’": "'", "‘": "'", "‐": "-", "‑": "-"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger form in the text, with all its senses."""

    span: Span
    form: str
    senses: tuple[Trigger, ...]


def fold(text: str) -> str:
    """Lower case, one white space, straight apostrophes, at the same length, so that offsets stay those of the text."""
    lower = text.lower()
    if len(lower) != len(text):  # 'İ' lowers to two code points
        lower = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    for odd, plain in _SAME.items():  # one by one: a table of translations takes twenty times as long
        lower = lower.replace(odd, plain)
    return lower


class Matcher:
    """Finds a fixed set of lower-case forms; the longest at a place wins. Build once, use for every text."""

    def __init__(self, forms: Iterable[str]) -> None:
        import ahocorasick_rs

        self.forms = tuple(forms)
        self._automaton: Any = ahocorasick_rs.AhoCorasick(
            self.forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """(index of the form, start, end) for each word-bounded match in a text folded by `fold`.

        Matches do not overlap. A match inside a longer word hides nothing but itself.
        """
        found: list[tuple[int, int, int]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if _whole(folded, start, end):
                found.append((index, start, end))
            else:
                found += self._hidden(folded, start, end)
        return found

    def _hidden(self, folded: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """What begins inside a match that is no whole word: 'attacked' in 'drone attacked' ('drone attack')."""
        found = []
        place = start + 1
        while place < end:
            hits = self._automaton.find_matches_as_indexes(folded[place : end + _TAIL])
            if not hits or place + hits[0][1] >= end:
                break
            index, first, last = hits[0][0], place + hits[0][1], place + hits[0][2]
            if _whole(folded, first, last):
                found.append((index, first, last))
                break
            place = first + 1
        return found


_AHEAD = 100  # characters in which the rest of a phrase is looked for
_TAIL = 40  # characters: more than any form goes on after the word in which a longer one ended


def _whole(folded: str, start: int, end: int) -> bool:
    return not (start and _wordy(folded[start - 1])) and not (end < len(folded) and _wordy(folded[end]))


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"


@lru_cache(maxsize=2)
def _trigger_matcher() -> Matcher:
    return Matcher(load_lexicon().triggers)


def find_triggers(text: str, lexicon: Lexicon | None = None) -> tuple[Hit, ...]:
    """All triggers of the text in order, longest form first at a place; offsets are code points of `text`."""
    words = load_lexicon()
    if lexicon is None or lexicon is words:
        return _shipped_triggers(text)
    return _triggers(text, lexicon, Matcher(lexicon.triggers))


@lru_cache(maxsize=2)
def _shipped_triggers(text: str) -> tuple[Hit, ...]:
    """The steps of one article ask more than once."""
    return _triggers(text, load_lexicon(), _trigger_matcher())


def _triggers(text: str, lexicon: Lexicon, matcher: Matcher) -> tuple[Hit, ...]:
    folded = fold(text)
    found = []
    for index, start, end in matcher.find(folded):
        senses = lexicon.triggers[matcher.forms[index]]
        if any(sense.then for sense in senses):
            senses = tuple(sense for sense in senses if not sense.then or _followed(folded, end, sense))
        if senses:
            found.append(Hit(Span(start, end), matcher.forms[index], senses))
    return tuple(found)


_CLAUSE_ENDS = re.compile(r"[.;:!?]\s|\n\s*\n")
_WORDS = re.compile(r"[\w'-]+")


def _followed(folded: str, end: int, sense: Trigger) -> bool:
    """Whether a phrase that the sense asks for follows soon, in the same clause ('took at least 30 lives')."""
    ahead = folded[end : end + _AHEAD]
    stop = _CLAUSE_ENDS.search(ahead)
    words = _WORDS.findall(ahead[: stop.start()] if stop else ahead)[: sense.within]
    told = f" {' '.join(words)} "
    return any(f" {phrase} " in told for phrase in sense.then)
