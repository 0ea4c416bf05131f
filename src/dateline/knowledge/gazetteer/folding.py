"""A text's words as 64-bit keys, worked out for the whole text at once.

A key is a hash of the word in the form that `dateline.domain.names.fold` gives it, so spellings that fold alike have
the same key. The same code makes the keys of the gazetteer's names and of a text's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.domain.names import fold

Keys = NDArray[np.uint64]
Positions = NDArray[np.int64]

_DROP, _SPACE = 0, 32
_UPPER, _CASELESS, _PREFIX = 1, 2, 4
_PIECE = 1 << 16
_BASE = 0x9E3779B97F4A7C15
STEP = np.uint64(0xD6E8FEB86659FD93)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_APOSTROPHES = np.zeros(0x10000, dtype=bool)
_APOSTROPHES[[ord(char) for char in "'’‘ʼʿʾ`´ʻ′"]] = True
# Dropped characters that count as letters: an 's' before one of them does not end its word.
_DROPPED_LETTERS = np.zeros(0x10000, dtype=bool)
_DROPPED_LETTERS[[ord(char) for char in "ʿʾʻʼـ"]] = True
# The Arabic article, with a particle before it ('wa-', 'bi-'), as `fold` takes it off.
_ARTICLE = re.compile(
    r"\b[\u0648\u0641\u0628\u0643]?(?:\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a\u067e\u0686\u06a9\u06af\u06cc]{2})"
)
_PARTICLES = "وفبلك"
_ARABIC = np.uint16(0x0600)


def _code_points(text: str) -> tuple[NDArray[Any], bool]:
    """The characters as numbers, those outside the basic plane as a noncharacter; and is any of them Arabic?"""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8), False
    raw: NDArray[Any] = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if raw.size != len(text):
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        raw = np.minimum(wide, 0xFFFF).astype(np.uint16)
    return raw, bool(((raw - _ARABIC) < 0x100).any())


def fold_table() -> NDArray[np.uint16]:
    """What each character of the basic plane folds to: 0 for dropped, 32 for a space, else a code point."""
    table = np.full(0x10000, _SPACE, dtype=np.uint16)
    for code in range(0x10000):
        if 0xD800 <= code < 0xE000:
            continue
        middle = fold(f"a{chr(code)}b")[1:-1]
        folded = ord(middle) if middle else _DROP
        table[code] = folded if folded < 0x10000 else code
    return table


def case_table() -> NDArray[np.uint8]:
    """For each character of the basic plane: may a name begin with it (capital, or of a script without capitals)?"""
    flags = np.zeros(0x10000, dtype=np.uint8)
    for code in range(0x10000):
        char = chr(code)
        if char.isupper() or char.istitle():
            flags[code] = _UPPER
        elif char.isalnum() and char.lower() == char.upper() and not char.isdigit():
            flags[code] = _CASELESS | (_PREFIX if char in _PARTICLES else 0)
    return flags


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each starts and ends in the original, its key, and how its first letter is written.

    `rest` holds, for Arabic words that begin with a one-letter particle, the key without it (0 elsewhere); None for a
    text without Arabic letters.
    """

    starts: Positions
    ends: Positions
    keys: Keys
    case: NDArray[np.uint8]
    rest: Keys | None


def _powers() -> tuple[Keys, Keys]:
    inverse = pow(_BASE, -1, 1 << 64)
    up = np.full(_PIECE + 1, _BASE, dtype=np.uint64)
    down = np.full(_PIECE + 1, inverse, dtype=np.uint64)
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


def mix(keys: Keys) -> Keys:
    """Spread a hash over all its bits."""
    mixed = keys ^ (keys >> np.uint64(32))
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    return mixed


def join(keys: Keys, following: Keys) -> Keys:
    """Keys of names that go on with one more word."""
    return keys * STEP + following


class Folding:
    """Cuts texts into words and keys them."""

    def __init__(self, table: NDArray[np.uint16], case: NDArray[np.uint8]) -> None:
        self._table = table
        self._case = case
        self._up, self._down = _powers()

    def words(self, text: str) -> Words:
        """All words of a text, in order."""
        if len(text) <= _PIECE:
            return self._piece(text, 0)
        pieces, start = [], 0
        while start < len(text):
            end = min(start + _PIECE, len(text))
            if end < len(text):
                cut = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
                end = cut if cut > start else end
            pieces.append(self._piece(text[start:end], start))
            start = end
        rest = None
        if any(piece.rest is not None for piece in pieces):
            rest = np.concatenate([np.zeros_like(p.keys) if p.rest is None else p.rest for p in pieces])
        starts, ends, keys, case = (
            np.concatenate([getattr(piece, field) for piece in pieces]) for field in ("starts", "ends", "keys", "case")
        )
        return Words(starts, ends, keys, case, rest)

    def _piece(self, text: str, offset: int) -> Words:
        raw, arabic = _code_points(text)
        codes = self._table.take(raw)
        if arabic:
            for match in _ARTICLE.finditer(text):
                codes[match.start() : match.end()] = _DROP
        shifts = None
        if not codes.all():
            dropped = self._split_genitives(raw, codes)
            shifts = dropped - np.arange(dropped.size)  # as `Folded.shifts` has it
            codes = codes[codes != _DROP]
        edges = np.zeros(codes.size + 2, dtype=bool)
        np.not_equal(codes, _SPACE, out=edges[1:-1])
        turns = (edges[1:] != edges[:-1]).nonzero()[0]
        begin, end = turns[::2], turns[1::2]
        sums = np.empty(codes.size + 1, dtype=np.uint64)
        sums[0] = 0
        (codes * self._up[: codes.size]).cumsum(out=sums[1:])
        keys = mix((sums[end] - sums[begin]) * self._down[begin])
        starts, ends = begin, end
        if shifts is not None:
            starts = begin + shifts.searchsorted(begin, "right")
            ends = end + shifts.searchsorted(end - 1, "right")
        case = self._case.take(raw.take(starts))
        rest = None
        if arabic:
            rest = np.zeros(keys.size, dtype=np.uint64)
            at = (((case & _PREFIX) != 0) & (end - begin > 3)).nonzero()[0]
            rest[at] = mix((sums[end[at]] - sums[begin[at] + 1]) * self._down[begin[at] + 1])
        return Words(starts + offset, ends + offset, keys, case, rest)

    @staticmethod
    def _split_genitives(raw: NDArray[Any], codes: NDArray[np.uint16]) -> Positions:
        """An apostrophe before a final 's' ends the word before it; where characters are still dropped after that."""
        dropped: Positions = (codes == _DROP).nonzero()[0]
        before = dropped[: -1 if dropped[-1] == codes.size - 1 else None]
        before = before[(raw[before + 1] | 32) == ord("s")]
        if before.size:
            after = codes.take(before + 2, mode="clip")
            silent = (after == _DROP) & ~_DROPPED_LETTERS[raw.take(before + 2, mode="clip")]
            final = (after == _SPACE) | silent | (before + 2 == codes.size)
            marks = before[final & _APOSTROPHES[raw[before]]]
            if marks.size:
                codes[marks] = _SPACE
                dropped = dropped[codes[dropped] == _DROP]
        return dropped

    def name_keys(self, names: list[str]) -> tuple[Keys, NDArray[np.int64], list[Keys]]:
        """For each name: its key (0 for an empty one) and number of words; and the keys of all its beginnings.

        The beginnings come as one array per number of words, for names that go on after them.
        """
        words = self.words("\n".join(name.replace("\n", " ") for name in names))
        lengths = np.fromiter((len(name) + 1 for name in names), dtype=np.int64, count=len(names))
        line_ends = np.cumsum(lengths)
        first = np.searchsorted(words.starts, line_ends - lengths)
        counts = np.searchsorted(words.starts, line_ends) - first
        keys = np.zeros(len(names), dtype=np.uint64)
        beginnings: list[Keys] = []
        for level in range(int(counts.max()) if len(names) else 0):
            if level:
                beginnings.append(keys[counts > level])
            going = np.flatnonzero(counts > level)
            keys[going] = join(keys[going], words.keys[first[going] + level])
        return keys, counts, beginnings
