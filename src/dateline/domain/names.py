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
_PLAIN_APOSTROPHE = re.compile("'")
_PLAIN_GENITIVE = re.compile(r"'(?=[sS]\b)")
# The signs that printers use most, taken out first by the fastest way there is: such a text is then mostly ASCII.
_USUAL_SIGNS = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("\xa0", " "))
_BEYOND = re.compile(r"[^\x00-\x7f]")
_LEFT_STANDING = re.compile(rf"{_MARKS}|[\u0600-\u06ff]")
_MANY = 32
"""So many different characters beyond ASCII are dealt with one by one; a text with more is of another script."""
_LOOKED_AT = 2000
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
            parts = unicodedata.normalize("NFKD", char)
            base = next((part for part in parts if part not in _APOSTROPHES), parts[0]).lower()
            base = _ARABIC_LETTERS.get(base, base)
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
    shifts: tuple[int, ...] = ()
    """For each dropped character, the folded position from which on positions lie one further in the original."""

    def start(self, index: int) -> int:
        """The original position of a folded one."""
        return index + bisect_right(self.shifts, index) if self.shifts else index

    def word_start(self, index: int) -> int:
        """The original position where the word at a folded position begins, an Arabic article or prefix included."""
        if not self.shifts or (index and self.text[index - 1] != " "):
            return self.start(index)
        return self.end(index)

    def end(self, index: int) -> int:
        """The original position just after the folded character before `index`."""
        return self.start(index - 1) + 1 if index else 0


def fold_text(text: str) -> Folded:
    """Fold a whole text, keeping the way back to its positions."""
    if not text.isascii():
        for sign, plain in _USUAL_SIGNS:
            text = text.replace(sign, plain)
    if text.isascii():
        text = text.replace("`", "'")
        return _fold_plain(_PLAIN_GENITIVE.sub(" ", text) if "'" in text else text)
    spaced = _GENITIVE.sub(" ", text) if any(mark in text for mark in _APOSTROPHES) else text
    plain = spaced if spaced.isascii() else _nearly_plain(spaced)
    if plain.isascii():
        return _fold_plain(plain)
    pattern = _DROPPED_IN_ARABIC if _HAS_ARABIC.search(plain) else _DROPPED
    dropped = [at for match in pattern.finditer(plain) for at in range(match.start(), match.end())]
    if not dropped:
        return Folded(plain.translate(_TABLE))
    kept = pattern.sub("", plain)
    return Folded(kept.translate(_TABLE), tuple(at - count for count, at in enumerate(dropped)))


def _nearly_plain(text: str) -> str:
    """The text with its few characters beyond ASCII as they fold, those that are dropped or Arabic left standing.

    Every character keeps its position. A text with many different ones, of another script, stays as it is.
    """
    beyond = set(_BEYOND.findall(text, 0, _LOOKED_AT))
    if len(beyond) <= _MANY and len(text) > _LOOKED_AT:
        beyond |= set(_BEYOND.findall(text, _LOOKED_AT))
    for char in beyond if len(beyond) <= _MANY else ():
        if char in _APOSTROPHES:
            text = text.replace(char, "'")
        elif not _LEFT_STANDING.match(char):
            text = text.replace(char, _TABLE[ord(char)])
    return text


def _fold_plain(text: str) -> Folded:
    """Fold a text of ASCII characters only: nothing but apostrophes is dropped."""
    text = text.replace("`", "'")
    if "'" not in text:
        return Folded(text.translate(_TABLE))
    dropped = [match.start() for match in _PLAIN_APOSTROPHE.finditer(text)]
    kept = text.replace("'", "").translate(_TABLE)
    return Folded(kept, tuple(at - count for count, at in enumerate(dropped)))


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
    ("tsch", "C"),
    ("sch", "S"),  # German: Haschemi, Baschar
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
_LONGEST_KEPT = 60
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
    return tuple(part for word in name.split() for part in word_key(word))


def word_key(word: str) -> tuple[str, ...]:
    """What one word, without blanks, contributes to a tolerant key; nothing for articles and particles."""
    return _kept_word_key(word) if len(word) <= _LONGEST_KEPT else _kept_word_key.__wrapped__(word)


@lru_cache(maxsize=65536)
def _kept_word_key(word: str) -> tuple[str, ...]:
    parts = [part for part in fold(word).split() if part not in ARTICLES and part not in _PARTICLES]
    return tuple(_skeleton(_TRANSLATED.get(part, part)) for part in parts)
