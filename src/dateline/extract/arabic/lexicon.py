"""The word lists for Arabic and Persian, folded, and a text cut into folded words that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from dateline.domain.names import fold, fold_text
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType

_DATA = Path(__file__).parent.parent.parent / "data" / "lexicons" / "arabic"
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z]")
_PREFIXES = "وفبلك"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LONGEST = 4  # words of a trigger


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Hit = TypeVar("Hit", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and the words of the text that it stands for."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a form tells."""

    does: str
    type: EventType | None = None
    mode: str | None = None
    noun: bool = False


@dataclass(frozen=True, slots=True)
class ArabicLexicon:
    """Triggers by folded form, and the word lists of `words.yaml`, folded."""

    triggers: Mapping[str, Trigger]
    numbers: Mapping[str, int]
    weapons: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]

    def is_in(self, name: str, form: str) -> bool:
        """Whether a form stands in a list, with or without a one-letter prefix."""
        return _in_list(form, self.lists[name])


@lru_cache(maxsize=1)
def load_arabic(folder: Path = _DATA) -> ArabicLexicon:
    """The lists of the folder; raises ValueError for an unknown event type."""
    import yaml

    triggers: dict[str, Trigger] = {}
    for entry in yaml.safe_load((folder / "triggers.yaml").read_text("utf-8")):
        kind = EventType(entry["type"]) if "type" in entry else None
        made = Trigger(entry["does"], kind, entry.get("mode"), bool(entry.get("noun")))
        for form in entry["words"].split(" / "):
            triggers.setdefault(fold(form), made)
    told = yaml.safe_load((folder / "words.yaml").read_text("utf-8"))
    lists = {
        name: frozenset(fold(str(word)) for word in (words.split() if isinstance(words, str) else words))
        for name, words in told.items()
        if not isinstance(words, dict)
    }
    return ArabicLexicon(
        triggers,
        {fold(word): int(value) for word, value in told["numbers"].items()},
        {fold(word): str(kind) for word, kind in told["weapons"].items()},
        lists,
    )


def is_arabic(text: str) -> bool:
    """Mostly in Arabic script, judged by the first thousand letters."""
    sample = text[:1000]
    if _ARABIC.search(sample) is None:
        return False
    return len(_ARABIC.findall(sample)) > len(_LATIN.findall(sample))


def words_of(text: str, sentence: Span) -> list[Word]:
    """The folded words of a sentence, digits as Latin ones."""
    folded = fold_text(sentence.quote(text))
    found = []
    for match in re.finditer(r"\S+", folded.text):
        start, end = folded.word_start(match.start()), folded.end(match.end())
        span = Span(sentence.start + start, sentence.start + end)
        found.append(Word(match.group().translate(_DIGITS), span))
    return found


def phrase_at(words: Sequence[Word], at: int, table: Mapping[str, object]) -> tuple[str, int] | None:
    """The longest form of the table that begins at a word, prefixes apart, and how many words it has."""
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        form = " ".join(word.text for word in words[at : at + size])
        if form in table:
            return form, size
        if len(form) > 3 and form[0] in _PREFIXES and form[1:] in table:
            return form[1:], size
    return None


def without_everyday_words(text: str, hits: Sequence[Hit], lexicon: ArabicLexicon) -> list[Hit]:
    """Names of places without those that are only an everyday word or two letters; longer names keep such words."""
    words = lexicon.lists["not_places"]
    plain = {
        word.span.end
        for word in words_of(text, Span(0, len(text)))
        if _in_list(word.text, words) or (len(word.text) <= 3 and _ARABIC.match(word.text))
    }
    return [hit for hit in hits if hit.span.end not in plain or " " in hit.span.quote(text)]


def _in_list(form: str, words: frozenset[str]) -> bool:
    return form in words or (len(form) > 3 and form[0] in _PREFIXES and form[1:] in words)
