"""Names across spellings and scripts: one fold for matching, one tolerant key for likeness.

`fold` brings a text to the form in which names are matched: lower case, accents, apostrophes, harakat and tatweel
gone, hyphens and punctuation as spaces, Arabic letters unified and the Arabic article taken off. Every folded
position leads back to the original one, so a match is a span of the untouched text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = "'’‘ʼʿʾ`´ʻ′"
_GENITIVE = re.compile(rf"[{_APOSTROPHES}](?=s\b)", re.IGNORECASE)
_MARKS = rf"[{_APOSTROPHES}\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\u0300-\u036f\ufeff]"
_ARTICLE = (
    r"\b[\u0648\u0641\u0628\u0643]?(?:\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a\u067e\u0686\u06a9\u06af\u06cc]{2})"
)
_DROPPED = re.compile(_MARKS)
_DROPPED_IN_ARABIC = re.compile(f"{_MARKS}|{_ARTICLE}")
_HAS_ARABIC = re.compile(r"[\u0621-\u06cc]")
_ARABIC_LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ۀ": "ه",
    "ک": "ك",
    "گ": "ك",
    "ھ": "ه",
    "ہ": "ه",
    "ە": "ه",
}


class _Fold(dict[int, str]):
    """A translation table that works out each character once, always to exactly one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _ARABIC_LETTERS:
            folded = _ARABIC_LETTERS[char]
        elif "\uac00" <= char <= "\ud7a3":
            folded = char  # a Hangul syllable would fall apart into letters
        elif char.isalnum():
            base = unicodedata.normalize("NFKD", char)[0].lower()
            folded = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "s"}.get(base, base)
            if len(folded) != 1 or not folded.isalnum():
                folded = char.lower()[0]
        else:
            folded = " "
        self[code] = folded
        return folded


_TABLE = _Fold()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text whose positions lead back to the original."""

    text: str
    _shifts: tuple[int, ...] = ()

    def start(self, index: int) -> int:
        """The original position of a folded one."""
        return index + bisect_right(self._shifts, index) if self._shifts else index

    def word_start(self, index: int) -> int:
        """The original position where the word at a folded position begins, an Arabic article or prefix included."""
        if not self._shifts or (index and self.text[index - 1] != " "):
            return self.start(index)
        return self.end(index)

    def end(self, index: int) -> int:
        """The original position just after the folded character before `index`."""
        return self.start(index - 1) + 1 if index else 0


def fold_text(text: str) -> Folded:
    """Fold a whole text, keeping the way back to its positions."""
    spaced = _GENITIVE.sub(" ", text)
    pattern = _DROPPED_IN_ARABIC if not spaced.isascii() and _HAS_ARABIC.search(spaced) else _DROPPED
    dropped = [at for match in pattern.finditer(spaced) for at in range(match.start(), match.end())]
    if not dropped:
        return Folded(spaced.translate(_TABLE))
    kept = pattern.sub("", spaced)
    return Folded(kept.translate(_TABLE), tuple(at - count for count, at in enumerate(dropped)))


def fold(name: str) -> str:
    """Fold one name: what `fold_text` gives, with single spaces and none at the ends."""
    return " ".join(fold_text(name).text.split())


ARTICLES = frozenset("al el ul as ad ar at an az ash adh ath the of in and e i".split())
_PARTICLES = frozenset({"bin", "ibn", "ben", "bint", "wa", "von", "van", "de"})
_TRANSLATED = {
    "brigades": "kataib",
    "brigade": "kataib",
    "battalions": "kataib",
    "kataeb": "kataib",
    "ketaeb": "kataib",
    "kataaib": "kataib",
    "movement": "harakat",
    "harakah": "harakat",
    "organisation": "organization",
    "companies": "saraya",
    "hached": "hashd",
    "hashed": "hashd",
    "chaabi": "shaabi",
    "forces": "forces",
    "mobilisation": "mobilization",
    "defence": "defense",
}
_HEZBOLLAH = re.compile(r"h[ie]z[bo]{1,2}[aoue]?l{1,2}ah\Z|h[ie]zbul?lah\Z")
_DIGRAPHS = (
    ("tch", "C"),
    ("kh", "X"),
    ("gh", "G"),
    ("sh", "S"),
    ("ch", "S"),
    ("th", "T"),
    ("dh", "Z"),
    ("zh", "Z"),
    ("ph", "f"),
    ("dj", "j"),
    ("ck", "k"),
)
_LETTERS = str.maketrans({"q": "k", "c": "k", "x": "k", "w": "v", "y": "i"})


@lru_cache(maxsize=65536)
def _skeleton(token: str) -> str:
    if _HEZBOLLAH.match(token):
        return "HZBLH"
    if not token.isalpha():
        return token
    word = token
    for plain, sign in _DIGRAPHS:
        word = word.replace(plain, sign)
    word = word.translate(_LETTERS)
    word = re.sub(r"(.)\1+", r"\1", word)
    first = "A" if word[:1] in "aeiou" else ""
    body = re.sub(r"[aeiou]", "", word)
    body = re.sub(r"(.)\1+", r"\1", body)
    if len(body) > 1 and body.endswith("h"):
        body = body[:-1]
    return first + body if len(body) > 1 else first + word


def tolerant_key(name: str) -> tuple[str, ...]:
    """A key that spellings of one transliterated name share: consonant skeletons of its words, in order.

    Articles and particles fall away; 'Brigades' and 'Kataib', 'Movement' and 'Harakat' count as one word. Two names
    with the same key are alike, not yet the same: Hassan and Hussein share one.
    """
    words = [_TRANSLATED.get(word, word) for word in fold(name).split()]
    return tuple(_skeleton(word) for word in words if word not in ARTICLES and word not in _PARTICLES)
