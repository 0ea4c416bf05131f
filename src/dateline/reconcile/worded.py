"""Reasons as a reader wants them: words and names as the articles print them, not the keys they are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from dateline.domain.names import fold
from dateline.reconcile.features import SHARED_NAMES, SHARED_WORDS, Signal, shown_names, shown_words
from dateline.reconcile.view import ReportView

Texts = Mapping[str, Mapping[str, str]]
"""Article id -> its words by their keys: stems, name keys with `^` before them, actor ids with `=` before them."""

NO_TEXTS: Texts = MappingProxyType({})

_OF_ACTORS = ("actors", "recipients", "sides")


def as_printed(name: str, signal: Signal, a: ReportView, b: ReportView, texts: Texts = NO_TEXTS) -> Signal:
    """The signal of the feature `name`, its reason in the words of the two articles, as far as these are at hand.

    Two spellings of one name are both shown: 'Hashimi/Hashemi'. A key that no text holds stays as it is.
    """
    known = [texts[one.article] for one in (a, b) if one.article in texts]
    if not known:
        return signal
    if name == "words" and signal.reason.startswith(SHARED_WORDS):
        shared = _told(shown_words(a.words & b.words), "", known, most=1)
        return Signal(signal.score, SHARED_WORDS + ", ".join(shared))
    if name == "names" and signal.reason.startswith(SHARED_NAMES):
        shared = _told(shown_names(a.names & b.names), "^", known, most=2)
        return Signal(signal.score, SHARED_NAMES + ", ".join(shared))
    if name in _OF_ACTORS and signal.score:
        return Signal(signal.score, _with_names(signal.reason, a, b, known))
    return signal


def _told(keys: Sequence[str], mark: str, texts: Sequence[Mapping[str, str]], most: int) -> Iterator[str]:
    for key in keys:
        words = {fold(word): word for text in reversed(texts) if (word := text.get(mark + key))}
        yield "/".join(sorted(words.values())[:most]) if words else key


def _with_names(reason: str, a: ReportView, b: ReportView, texts: Iterable[Mapping[str, str]]) -> str:
    """The reason with the names of actors in the place of their ids."""
    ids = sorted({*a.actors, *a.recipients, *b.actors, *b.recipients}, key=lambda one: (-len(one), one))
    names = {one: word for text in texts for one in ids if (word := text.get("=" + one))}
    if not names:
        return reason
    anyone = re.compile("|".join(re.escape(one) for one in ids if one in names))
    return anyone.sub(lambda found: names[found.group()], reason)
