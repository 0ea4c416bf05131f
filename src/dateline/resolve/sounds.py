"""Whether two romanised words can be spellings of one name: an alignment of sounds with few allowed differences.

Vowels of one colour may stand for each other (a-e, e-i, o-u), long for short, none for a short one between consonants;
a and i, a and u, i and u never: Hassan is not Hussein. Consonants pair only where transliterations are known to vary.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNIT = re.compile(
    r"(?P<W>aou|aw(?![aeiou])|au|ao(?!u)|ow(?![aeiou]))|(?P<D>aee|ayyi|aye(?=[^aeiou])|a[iy](?![aeiou])"
    r"|e[iyj](?![aeiou])|aï)|(?P<U>o?uu|ou|oo)|(?P<I>ee|ii|iy(?=\Z)|ij\Z|yi\Z|yy\Z|ie(?=[^aeiou]))|(?P<A>aa)|"
    r"(?P<C>shch|sh|kh|gh|tch|ch|th|dh|zh|ph|dj|ck|ts|[bcdfghjklmnpqrstvwxz0-9])|(?P<V>[aeiou])|(?P<Y>y)|(?P<X>[*AOY])"
)
_SAME = {frozenset(pair.split()) for pair in (
    "k q", "k c", "q c", "q gh", "gh g", "g j", "j dj", "j zh", "t th", "dh z", "dh d", "v w", "ch tch", "k ck", "f ph",
)}  # fmt: skip
_WEAK = {frozenset(pair.split()) for pair in (
    "k g", "zh sh", "v f", "b p", "c s", "s ts", "sh shch", "ch shch", "dh th", "zh z", "q g", "s th",
)}  # fmt: skip
_COLOUR = {
    "a": "a", "e": "ai", "i": "i", "o": "u", "u": "u", "A": "a", "I": "i", "U": "u", "D": "id", "W": "uw", "y": "i",
}  # fmt: skip
Units = tuple[tuple[str, str], ...]
_LIMIT = 1.0
"""How much difference one word may have; a weak consonant costs half, an unwritten short vowel a quarter."""


@lru_cache(maxsize=32768)
def units(word: str) -> Units:
    """The word as (kind, sound): 'c' a consonant, 'v' a vowel, 's' a short one, 'y' a glide, 'x' of Arabic script."""
    plain = re.sub(r"([bcdfghjklmnpqrstvwxz])\1+", r"\1", word)
    plain = re.sub(r"(?<=[iy])(?=[ao])(?<!y)", "y", plain) if plain.isascii() else plain
    plain = re.sub(r"aou(?=[aeiouy])", "aw", plain)
    plain = re.sub(r"gu(?=[ei])", "g", plain)
    plain = re.sub(r"n(?=[bp])", "m", plain)
    plain = re.sub(r"ndz", "nz", plain)
    plain = re.sub(r"(?<=ch|sh)y?ov\Z", "ev", plain)
    plain = re.sub(r"([oe])f\Z", r"\1v", plain) if len(plain) > 5 else plain
    found: list[tuple[str, str]] = []
    for match in _UNIT.finditer(plain):
        kind, sound = match.lastgroup or "", match.group()
        if kind == "C":
            found.append(("c", sound))
        elif kind == "V":
            found.append(("s", sound))
        elif kind == "Y":
            vocalic = match.end() == len(plain) or (match.start() and plain[match.end()] not in "aeiou")
            found.append(("s", "i") if vocalic else ("y", "y"))
        elif kind == "X":
            found.append(("x", sound))
        else:
            found.append(("v", kind))
    return tuple(_collapse(found))


def _collapse(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without a breathed h at the end, which spellings leave out."""
    if len(found) > 2 and found[-1] == ("c", "h") and found[-2][0] in "svx":
        return found[:-1]
    return found


def cost(left: str, right: str) -> float | None:
    """How far two romanised words are apart as spellings of one name; None when they are not."""
    return _align(units(left), units(right))


@lru_cache(maxsize=65536)
def _align(left: Units, right: Units) -> float | None:
    if abs(len(left) - len(right)) > 4:
        return None
    best = {(0, 0): 0.0}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for step_i, step_j, price in _steps(left, right, i, j):
                target = (i + step_i, j + step_j)
                if here + price <= _LIMIT and here + price < best.get(target, 9.0):
                    best[target] = here + price
    return best.get((len(left), len(right)))


def _steps(left: Units, right: Units, i: int, j: int) -> list[tuple[int, int, float]]:
    steps: list[tuple[int, int, float]] = []
    if i < len(left) and j < len(right):
        price = _pair(left[i], right[j])
        if price is not None:
            steps.append((1, 1, price))
        steps += [(2, 1, p) for p in [_glided(left, i, right[j])] if p is not None]
        steps += [(1, 2, p) for p in [_glided(right, j, left[i])] if p is not None]
    if i < len(left) and (price := _skip(left, i, right, j)) is not None:
        steps.append((1, 0, price))
    if j < len(right) and (price := _skip(right, j, left, i)) is not None:
        steps.append((0, 1, price))
    return steps


def _pair(left: tuple[str, str], right: tuple[str, str]) -> float | None:
    if left == right:
        return 0.0
    kinds = {left[0], right[0]}
    if "x" in kinds:
        return _written(left, right) if left[0] == "x" else _written(right, left)
    if kinds == {"c"}:
        pair = frozenset((left[1], right[1]))
        return 0.0 if pair in _SAME else 0.5 if pair in _WEAK else None
    if kinds <= {"s", "v"}:
        shared = set(_COLOUR[left[1]]) & set(_COLOUR[right[1]])
        return 0.0 if shared else None
    if kinds == {"y", "c"} and "j" in (left[1], right[1]):
        return 0.5
    return None


_WRITTEN = {"A": "ae", "O": "uowv", "Y": "iey", "*": "aeiou"}


def _written(arabic: tuple[str, str], latin: tuple[str, str]) -> float | None:
    """A vowel letter of Arabic script against a Latin sound."""
    kind, sound = latin
    if kind == "x":
        return 0.0 if "*" in (arabic[1], sound) else None
    if kind == "v":
        fits = {"A": "AD", "O": "UW", "Y": "ID", "*": "ADIUW"}[arabic[1]]
        return 0.0 if sound in fits else None
    return 0.0 if sound in _WRITTEN[arabic[1]] else None


def _glided(longer: Units, at: int, single: tuple[str, str]) -> float | None:
    """Two sounds for one: 'oye' and 'oe', 'iya' and 'ia', 'ayi' and 'ai'."""
    if at + 1 >= len(longer):
        return None
    first, second = longer[at], longer[at + 1]
    if first == ("y", "y") and second[0] in "sv" and single[0] in "sv":
        price = _pair(second, single)
        return None if price is None else price + 0.25
    return None


def _skip(longer: Units, at: int, other: Units, there: int) -> float | None:
    """What one spelling may leave out: a short vowel between consonants, a glide beside a vowel, a hamza or ayn."""
    kind, sound = longer[at]
    if kind == "x":
        return 0.25 if sound == "*" else None
    inside = 0 < there < len(other)
    if kind == "s":
        unwritten = _is_arabic(other) and inside and at > 0
        if inside and other[there - 1][0] in "cy" and other[there][0] in "cy" and at > 0:
            return 0.0 if unwritten else 0.25
        if unwritten and (other[there - 1][0] in "cyx"):
            return 0.0 if other[there][0] in "cyx" else None
        silent = sound == "e" and at == len(longer) - 1 and there == len(other) and longer[at - 1][0] == "c"
        return 0.5 if silent else None
    if kind == "y":
        beside = at + 1 < len(longer) and longer[at + 1][0] in "sv"
        return 0.25 if beside and (at == 0 or longer[at - 1][0] in "sv") else None
    return None


def _is_arabic(word: Units) -> bool:
    return any(kind == "x" for kind, _ in word) or not any(kind in "sv" for kind, _ in word)
