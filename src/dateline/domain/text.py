"""Spans: half-open stretches of an article's clean text, the ground of all evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of an article's clean text, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must run forwards from 0: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """The other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """The two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def quote(self, text: str) -> str:
        """The words of `text` that the span marks."""
        return text[self.start : self.end]


def cover(*spans: Span) -> Span:
    """The smallest span that holds all the given ones (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
