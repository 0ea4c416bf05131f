"""Quotation marks: which stretches of a text stand inside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.domain.text import Span

_MARK = re.compile("[“”„«»\"]|''|``|\n")
_LONGEST = 2500
"""Characters; an opening mark whose closing one lies farther away is a stray."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quoted stretches of one text, marks included, in order and not overlapping."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> Span | None:
        """The quotation that holds a character."""
        place = bisect_right(self.starts, offset) - 1
        return self.spans[place] if place >= 0 and self.spans[place].end > offset else None

    def inside(self, span: Span) -> tuple[Span, ...]:
        """The quotations that share a character with a span."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        found = []
        for quote in self.spans[first:]:
            if quote.start >= span.end:
                break
            if quote.end > span.start:
                found.append(quote)
        return tuple(found)


def find_quotes(text: str) -> Quotes:
    """Pair opening and closing marks; an opening mark without its fellow ends at the paragraph's end."""
    spans: list[Span] = []
    start: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            start = _paragraph_end(text, at, start, spans)
        elif start is None:
            start = at if mark not in "”»" else None
        elif mark in "“„«``" and mark not in ('"', "''"):
            start = at
        else:
            _close(spans, start, match.end())
            start = None
    return Quotes(tuple(spans), tuple(span.start for span in spans))


def _paragraph_end(text: str, at: int, start: int | None, spans: list[Span]) -> int | None:
    """A blank line ends a quotation that curly marks opened; a single newline may only wrap a line."""
    if start is None or text[at + 1 : at + 2] not in ("\n", ""):
        return start
    if text[start] in "“«" or text[start] == '"':
        _close(spans, start, at)
    return None


def _close(spans: list[Span], start: int, end: int) -> None:
    if end - start <= _LONGEST:
        spans.append(Span(start, end))


def words_inside(text: str, quotes: Sequence[Span]) -> int:
    """How many words the given quotations hold."""
    return sum(len(quote.quote(text).split()) for quote in quotes)
