"""When two strings count as the same name or the same evidence: generous to spelling, strict to words."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping

_QUOTES = str.maketrans("", "", "’'`")
_GAPS = re.compile(r"[^\w]+")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = frozenset({"the", "al", "el", "of", "in", "and", "us", "u", "s"})
_SOUNDS = (
    ("kh", "x"),
    ("gh", "g"),
    ("ph", "f"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("q", "k"),
    ("e", "i"),
    ("o", "u"),
    ("y", "i"),
)
"""Spellings of one sound in names taken over into Latin letters, applied in this order."""


@functools.lru_cache(maxsize=65536)
def fold(text: str | None) -> str:
    """Lower case, no accents or apostrophes, single spaces for all else that is no letter or digit."""
    bare = unicodedata.normalize("NFKD", text or "").lower()
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return _GAPS.sub(" ", kept.translate(_QUOTES)).strip()


@functools.lru_cache(maxsize=65536)
def sound_key(name: str) -> str:
    """A key that spellings of one name share: 'Qays Khazali' and 'Qais al-Khazali'."""
    words = []
    for word in fold(name).split():
        if word in _SILENT:
            continue
        for spelling, sound in _SOUNDS:
            word = word.replace(spelling, sound)  # noqa: PLW2901
        words.append(_DOUBLED.sub(r"\1", word))
    return " ".join(words)


class SameName:
    """Says whether two spellings mean one name, knowing which spellings the annotations and an alias list unite."""

    def __init__(self, aliases: Mapping[str, Iterable[str]], entities: Iterable[str]) -> None:
        self._canonical: dict[str, str] = {}
        for name, forms in aliases.items():
            for form in (name, *forms):
                self._canonical.setdefault(sound_key(form), sound_key(name))
        for name in entities:
            self._canonical.setdefault(sound_key(name), sound_key(name))

    def __call__(self, one: str | None, other: str | None) -> bool:
        """The two mean one name: the same key, or all words of the shorter (at least two) in the longer."""
        if not one or not other:
            return False
        a, b = self._key(one), self._key(other)
        if not a or not b:
            return False
        short, long = sorted((set(a.split()), set(b.split())), key=len)
        return a == b or (len(short) >= 2 and short <= long)

    def any(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Some name of the one list means some name of the other."""
        right = list(others)
        return any(self(one, other) for one in some for other in right)

    def _key(self, name: str) -> str:
        key = sound_key(name)
        return self._canonical.get(key, key)


def overlap(some: Iterable[str], others: Iterable[str]) -> float:
    """The greatest share of three-word runs of the shorter text that stand in the longer, over all pairs of texts."""
    right = [words for text in others if (words := fold(text).split())]
    return max(
        (_shared(words, other) for text in some if (words := fold(text).split()) for other in right), default=0.0
    )


def _shared(one: list[str], other: list[str]) -> float:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    there = set(_runs(long))
    mine = _runs(short)
    return sum(run in there for run in mine) / len(mine)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + 3]) for at in range(len(words) - 2)] or [tuple(words)]
