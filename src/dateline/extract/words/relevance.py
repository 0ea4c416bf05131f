"""Whether an article is about conflict at all: everyday news is not worth a parser's time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.words.lexicon import LEXICON_FOLDER, read_yaml
from dateline.extract.words.triggers import Matcher, fold

ENOUGH = 2
"""Different conflict words that make an article one about conflict; one alone is often a figure of speech."""


@lru_cache(maxsize=1)
def _matcher() -> Matcher:
    listed = read_yaml(LEXICON_FOLDER / "conflict_words.yaml")
    return Matcher(sorted({str(word) for document in listed for word in document}))


def conflict_words(text: str) -> tuple[Span, ...]:
    """Where the text uses words that everyday news hardly uses."""
    return tuple(Span(start, end) for _, start, end in _matcher().find(fold(text)))


def about_conflict(text: str, words: Sequence[Span], actors: Sequence[ActorMention]) -> bool:
    """The article is worth reading in full: it names an armed group, or uses two different conflict words."""
    if any(mention.kind is ActorKind.ARMED_GROUP for mention in actors):
        return True
    return len({span.quote(text).lower() for span in words}) >= ENOUGH


def beside(sentences: Iterable[tuple[int, Span]], marks: Iterable[Span]) -> list[tuple[int, Span]]:
    """Those of the numbered sentences that hold at least one of the marks."""
    starts = sorted(mark.start for mark in marks)
    kept = []
    at = 0
    for index, sentence in sentences:
        while at < len(starts) and starts[at] < sentence.start:
            at += 1
        if at < len(starts) and starts[at] < sentence.end:
            kept.append((index, sentence))
    return kept
