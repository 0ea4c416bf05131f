"""Ordinary case for wires in capitals, at the same length, so that every later step sees English and offsets stay."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from dateline.domain.text import Span
from dateline.extract.words.lexicon import LEXICON_FOLDER, load_lexicon, read_yaml
from dateline.extract.words.lists import listed

_SHOUTED = 0.7  # share of capitals among the letters from which a stretch counts as a wire in capitals
_SMALL_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Behind a stop (of no initial), a blank line or a quotation's colon; notes in brackets ('[TEXT]') stand before words.
_START = re.compile(
    r"(?:\A|(?<![^\w][A-Z])[.!?][\"”)]{0,2}\s+|\n\s*\n\s*|:\s+(?=[\"“])|--\s+(?=\[))[\"“(]{0,2}(?:\[[^\]\n]{1,60}\]\s*){0,3}(?=[A-Z])"
)
_DASH = re.compile(r"--\s*(?=[A-Z])")
_OPENING = 120  # characters in which a dash still closes the dateline
_LETTERS = re.compile(r"(?<=[\w\"”] )[(\[]([A-Z]{2,6})[)\]]")
_APART_BEFORE = re.compile(r"(?:\W|\A)[A-Z] \Z")
_APART_AFTER = re.compile(r" [A-Z](?:\W|\Z)")
_ROMAN = frozenset("II III IV VI VII VIII IX XI XII XIII XX XXI XXIII".split())
_EXPLAINED = re.compile(r"\b([A-Z]{2,6}) ?[\[(]((?:[A-Z][\w'’-]{0,20} ){1,6}[A-Z][\w'’-]{0,20})[\])]")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec march".split())
_SMALL = frozenset("of the and for in on de del".split())
_PARTICLES = frozenset("san santa santo santos puerto villa el la los las saint".split())
_ENDINGS = (("'s", ""), ("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
            ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", ""), ("men", "man"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of the names in a wire.

    `spans` are where some surely stand, `words` are (parts of) names in small letters, `letters` are abbreviations,
    `vocabulary` holds words of the language, names among them.
    """

    spans: tuple[Span, ...] = ()
    words: Collection[str] = frozenset()
    letters: Collection[str] = frozenset()
    vocabulary: Collection[str] = frozenset()


def is_shouted(text: str) -> bool:
    """Whether a text is printed in capitals."""
    head = text[:4000]
    plain = head.encode("ascii", "ignore")
    if len(plain) - len(plain.translate(None, _SMALL_LETTERS)) > (1 - _SHOUTED) * len(head) + 1:  # nearly every text
        return False
    letters = [char for char in head if char.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= _SHOUTED * len(letters)


def truecase(text: str, names: Names) -> str | None:
    """The text in ordinary case, as long as it was, or None where it is not in capitals."""
    if not is_shouted(text):
        return None
    found = list(_WORD.finditer(text))
    letters = frozenset(word for word in names.letters if word.lower() not in known_names())
    short = _abbreviations(text) | letters
    inside = {at for span in names.spans for at in range(span.start, span.end)}
    starts = {m.end() for m in _START.finditer(text)} | {m.end() for m in _DASH.finditer(text, 0, _OPENING)}
    words = [match[0].lower() for match in found]
    named = _named(found, words, inside, names, text)
    parts: list[str] = []
    end = 0
    for match, lower, name in zip(found, words, named, strict=True):
        word = match[0]
        parts.append(text[end : match.start()])
        end = match.end()
        if not word.isupper() or len(lower) != len(word) or word in short or _is_initial(text, match):
            parts.append(word)
        elif name or match.start() in starts or lower == "i" or lower.startswith(("i'", "i’")):
            parts.append(lower[0].upper() + lower[1:])
        else:
            parts.append(lower)
    return "".join([*parts, text[end:]])


def _abbreviations(text: str) -> frozenset[str]:
    """Words that keep their capitals: known ones, those in brackets of their own, those that cannot be spoken."""
    plain = plain_words()
    bracketed = {word for word in _LETTERS.findall(text) if word.lower() not in plain}
    spoken = frozenset("AEIOUY")
    explained = {m[1] for m in _EXPLAINED.finditer(text) if m[1].lower() not in plain}
    dumb = {
        word
        for word in re.findall(r"\b[A-Z]{2,6}\b", text)
        if not spoken.intersection(word) and word.lower() not in plain | listed("titles_in_capitals") | _MONTHS
    }
    pronoun = set() if re.search(r"\bTHE US\b", text) else {"US"}
    found = {word for word in (*bracketed, *explained) if word.lower() not in known_names()}
    return frozenset((listed("kept_capitals") | found | dumb | _ROMAN) - pronoun)


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """Whether a letter is one of 'U.S.', of 'John F. Doe' or of letters set apart ('F M L N')."""
    if len(match[0].removesuffix("'S")) != 1 or match[0] == "A":
        return False
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 3]
    return after[:1] == "." or bool(_APART_BEFORE.search(before) or _APART_AFTER.match(after))


def _named(found: list[re.Match[str]], words: list[str], inside: set[int], names: Names, text: str) -> list[bool]:
    """For each word whether it is part of a name."""
    sure = [_surely_named(match, word, inside, names, text) for match, word in zip(found, words, strict=True)]
    named = [bool(one) for one in sure]
    for number, one in enumerate(sure):
        if one is None:  # no plain word, but one that the language knows: a name beside a person's name
            sides = [n for n in (number - 1, number + 1) if 0 <= n < len(found) and _adjacent(found, n, number, text)]
            named[number] = any(sure[n] and _personal(words[n], names) for n in sides)
    met = {words[number] for number, one in enumerate(sure) if one is None and named[number]}
    named = [name or (one is None and word in met) for name, one, word in zip(named, sure, words, strict=True)]
    for number in range(len(found) - 1):
        if words[number] in _PARTICLES:
            goes_on = _adjacent(found, number, number + 1, text) and (named[number + 1] or sure[number + 1] is None)
            named[number] = goes_on
            named[number + 1] = named[number + 1] or goes_on
    return named


def _surely_named(match: re.Match[str], word: str, inside: set[int], names: Names, text: str) -> bool | None:
    """Whether a word is a name wherever it stands; None where that hangs on its neighbours."""
    known, plain = known_names(), plain_words()
    core = word.removesuffix("'s").removesuffix("’s")
    if len(core) == 1:
        return False
    if core in _MONTHS:
        return core not in ("may", "march", "mar", "dec", "jan") or _beside_digit(text, match)
    if (match.start() in inside and core not in _SMALL) or core in known or core.removesuffix("s") in known:
        return True
    if is_plain(core, plain):
        return False
    if core in names.words:
        return True
    return None if is_plain(core, names.vocabulary) else True


def _personal(word: str, names: Names) -> bool:
    return word in _given_names() or not (word in names.words or is_plain(word, names.vocabulary))


def _adjacent(found: list[re.Match[str]], one: int, other: int, text: str) -> bool:
    first, second = min(one, other), max(one, other)
    return text[found[first].end() : found[second].start()].isspace()


def _beside_digit(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
    return any(char.isdigit() for char in around)


def is_plain(word: str, plain: Collection[str]) -> bool:
    """Whether a lower-case word is a plain word of English or a regular form of one."""
    if word in plain:
        return True
    return any(
        word.endswith(ending) and len(word) > len(ending) + 2 and word[: -len(ending)] + instead in plain
        for ending, instead in _ENDINGS
    )


@lru_cache(maxsize=1)
def known_names() -> frozenset[str]:
    """Lower-case names that look like plain words when a wire is printed in capitals."""
    lists = read_yaml(LEXICON_FOLDER / "given_names.yaml")[0]
    return frozenset(str(word).lower() for words in lists.values() for word in words)


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(str(word).lower() for word in read_yaml(LEXICON_FOLDER / "given_names.yaml")[0]["given"])


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Words that English news prints with a small letter more often than with a capital, and those of the lexicon."""
    lexicon = load_lexicon()
    told = (form for forms in (lexicon.triggers, lexicon.weapons, *lexicon.nouns.values()) for form in forms)
    listed = (LEXICON_FOLDER / "plain_words.txt").read_text("utf-8").split()
    return frozenset([*listed, *(word for form in told for word in form.split())])
