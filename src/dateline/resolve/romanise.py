"""Words of other scripts and spelling traditions in plain Latin letters, as sounds that spellings can be compared by.

A word becomes one or more readings: German 'Ramsan' may be 'ramzan', French 'Chaabi' 'shaabi', Somali 'Xasan' 'hasan'.
Arabic script writes no short vowels; its readings carry `*` for a vowel that is there but not written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфыэіґ",
        "a b v g d e z i i k l m n o p r s t u f y e i g".split(),
        strict=True,
    )
) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya", "ї": "yi", "є": "ye", "ў": "w", "’": "", "'": "",
}  # fmt: skip
_ARABIC = {
    "ا": "A", "أ": "*", "إ": "i", "آ": "A", "ٱ": "A", "ء": "", "ؤ": "*", "ئ": "*", "ب": "b", "پ": "p", "ت": "t",
    "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s",
    "ش": "sh", "ص": "s", "ض": "dh", "ط": "t", "ظ": "dh", "ع": "*", "غ": "gh", "ف": "f", "ق": "q", "ک": "k", "ك": "k",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "ah", "ۀ": "eh", "و": "O", "ی": "Y", "ي": "Y", "ى": "Y",
    "ھ": "h", "ہ": "h", "ے": "Y", "ں": "n", "ڑ": "r", "ٹ": "t", "ڈ": "d", "ڤ": "v",
}  # fmt: skip
_MARKED = {"ş": "sh", "š": "sh", "ș": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ğ": "gh", "ñ": "ny", "ı": "i"}
_IS_ARABIC = re.compile(r"[\u0600-\u06ff]")
_IS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_GERMAN = re.compile(r"sch|w(?=[a-z])|ow\Z|ew\Z|j(?=[aeiou])")
_VOWELS = "aeiou"


@lru_cache(maxsize=16384)
def readings(word: str) -> tuple[str, ...]:
    """The word's readings in plain Latin letters, the likeliest first; `word` is lower case, without blanks."""
    if _IS_ARABIC.search(word):
        return (_arabic(word),)
    if _IS_CYRILLIC.search(word):
        return (_latin("".join(_CYRILLIC.get(c, c) for c in word)),)
    found = [_latin("".join(_MARKED.get(c, c) for c in word)), _latin(word), *_traditions(_latin(word))]
    return tuple(dict.fromkeys(found))


def _latin(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in plain if c.isalnum())


def _arabic(word: str) -> str:
    bare = _MARKS.sub("", word)
    if bare.endswith("ى"):
        bare = bare[:-1] + "ا"
    if bare.endswith("الله") and len(bare) > 4:
        return _arabic(bare[:-4]) + "alah"
    first = {"ا": "*", "أ": "*", "إ": "i", "ع": "*"}.get(bare[0])
    if first and len(bare) > 1:
        if bare[0] == "ع" and bare[1] == "ا":
            return "A" + "".join(_ARABIC.get(c, c) for c in bare[2:])
        return first + "".join(_ARABIC.get(c, c) for c in bare[1:])
    return "".join(_ARABIC.get(c, c) for c in bare)


def _traditions(word: str) -> Iterator[str]:
    """What the letters would be in plain English transliteration, if the word is German, French, Somali or Turkish."""
    if _GERMAN.search(word):
        german = word.replace("schtsch", "shch").replace("tsch", "*c").replace("sch", "sh").replace("ch", "kh")
        german = german.replace("*c", "ch").replace("w", "v").replace("j", "y")
        yield german
        yield re.sub(rf"(?<=[{_VOWELS}mn])s(?=[{_VOWELS}])", "z", german)
        yield german.replace("sh", "zh")
    if "ch" in word:
        french = word.replace("tch", "*c").replace("ch", "sh").replace("*c", "ch")
        yield french
        yield word.replace("ch", "kh")
    if word.startswith("c") and word[1:2] in tuple(_VOWELS):
        yield word[1:].replace("x", "h")  # Somali c is the ayn
        yield "j" + word[1:]  # Turkish and Kurdish
    if "x" in word:
        yield word.replace("x", "h")
        yield word.replace("x", "kh")
        yield word.replace("x", "ks")
    if re.search(r"c(?=[aeiou])", word[1:]):
        yield word[0] + re.sub(r"c(?=[aeiou])", "j", word[1:])
