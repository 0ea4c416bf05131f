"""Text as it is searched: spellings folded, words stemmed lightly, each word with its place in the original.

The same words are made from what is stored and from what is asked, so that every store finds the same rows:
Latin accents and case, Arabic hamza seats, harakat, tatweel, taa marbuta and alif maqsura, Arabic and Persian digits
and Persian letters are folded; English plurals and verb endings and Arabic articles, conjunctions and plural endings
are cut (the light stem of Larkey, Ballesteros and Connell, 2002, in outline); Chinese, Japanese and Korean runs become
pairs of characters.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.domain.text import Span

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`‘ʿʾ´]{1,4}[^\W_]+)*")
_MARKS = dict.fromkeys(map(ord, "'’ʼ`‘ʿʾ´ـ"))
_ARABIC = str.maketrans("أإآٱىیېئؤةکگڪپچژۀہھ", "ااااييييوهكككبجزههه")
_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_CJK = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯豈-﫿]+")
_ARABIC_LETTER = re.compile(r"[؀-ۿ]")
_LONGEST = 64  # longer runs of letters are no words; cut so that no index row explodes

_PREFIXES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و")
_SUFFIXES = ("هما", "تها", "اتها", "ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


@dataclass(frozen=True, slots=True)
class Word:
    """One searchable word and the stretch of the original text it was made from."""

    form: str
    span: Span


def words(text: str) -> Iterator[Word]:
    """The searchable words of a text in order, with their places in code points of the text as given."""
    for match in _WORD.finditer(_join_marks(text)):
        yield from _word(match.group(), match.start(), match.end())


def searchable(text: str) -> str:
    """The searchable words of a text with spaces between: what is kept in the index, and what is asked of it."""
    if _CJK.search(text):
        return " ".join(word.form for word in words(text))
    return " ".join([form for raw in _WORD.findall(_join_marks(text)) if (form := fold_word(raw))])


def query_terms(query: str) -> tuple[tuple[str, ...], ...]:
    """What a person asks for: each word by itself, and each "quoted phrase" as words that must follow one another."""
    terms: list[tuple[str, ...]] = []
    for position, part in enumerate(query.replace("“", '"').replace("”", '"').split('"')):
        found = tuple(word.form for word in words(part))
        if position % 2 and found:
            terms.append(found)
        else:
            terms.extend((form,) for form in found)
    return tuple(dict.fromkeys(terms))


def highlights(text: str, query: str, most: int = 200) -> tuple[Span, ...]:
    """Where a text holds what is asked, in order, at most `most` places; phrases are one span."""
    terms = query_terms(query)
    found = tuple(words(text))
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        by_first.setdefault(term[0], []).append(term)
    spans: list[Span] = []
    for position, word in enumerate(found):
        for term in by_first.get(word.form, ()):
            run = found[position : position + len(term)]
            if tuple(item.form for item in run) == term:
                spans.append(Span(word.span.start, run[-1].span.end))
        if len(spans) >= most:
            break
    return tuple(spans)


def matches(text: str, query: str) -> bool:
    """Every word and phrase that is asked for stands in the text; an empty question matches everything."""
    padded = f" {searchable(text)} "
    return all(f" {' '.join(term)} " in padded for term in query_terms(query))


def snippet(text: str, spans: Iterable[Span], width: int = 160) -> Span:
    """The stretch of about `width` code points around the first span, not cutting words where it can be helped."""
    first = next(iter(spans), Span(0, 0))
    start = max(0, first.start - width // 2)
    end = min(len(text), max(first.end, start + width))
    if start > 0:
        gap = text.find(" ", start, first.start)
        start = gap + 1 if gap >= 0 else start
    if end < len(text):
        gap = text.rfind(" ", first.end, end)
        end = gap if gap >= 0 else end
    return Span(start, end)


# ------------------------------------------------------------------------------------------------- one word


def _join_marks(text: str) -> str:
    """Harakat and tatweel become apostrophes of the same length, so that they do not break a word in two."""
    if not _ARABIC_LETTER.search(text):
        return text
    return "".join("'" if char == "ـ" or unicodedata.category(char) == "Mn" else char for char in text)


def _word(raw: str, start: int, end: int) -> Iterator[Word]:
    position = 0
    for run in _CJK.finditer(raw):
        yield from _plain(raw[position : run.start()], start + position, start + run.start())
        yield from _pairs(run.group(), start + run.start())
        position = run.end()
    yield from _plain(raw[position:], start + position, end)


def _plain(raw: str, start: int, end: int) -> Iterator[Word]:
    form = fold_word(raw)
    if form:
        yield Word(form, Span(start, end))


def _pairs(run: str, start: int) -> Iterator[Word]:
    if len(run) == 1:
        yield Word(run, Span(start, start + 1))
    for position in range(len(run) - 1):
        yield Word(run[position : position + 2], Span(start + position, start + position + 2))


@functools.lru_cache(maxsize=65536)
def fold_word(raw: str) -> str:
    """One word as it is searched: folded and stemmed."""
    folded = unicodedata.normalize("NFKD", raw.translate(_ARABIC)).casefold()
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    folded = folded.translate(_MARKS).translate(_SPECIAL).translate(_ARABIC)[:_LONGEST]
    folded = "".join(_digit(char) for char in folded if char.isalnum())
    if _ARABIC_LETTER.search(folded):
        return _arabic_stem(folded)
    return _english_stem(folded)


def _digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def _arabic_stem(word: str) -> str:
    for prefix in _PREFIXES:
        least = 3 if prefix == "و" else 2
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def _english_stem(word: str) -> str:
    """Cut plural, past and -ing endings: 'explosions' and 'explosion', 'attacked' and 'attack' meet."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and any(vowel in stem for vowel in "aeiouy"):
            word = _undouble(stem)
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _undouble(stem: str) -> str:
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
