"""A text cut into units (lines, or blocks where lines are hard-wrapped), each with its offsets and its sort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.clean.furniture import Judged, Sort, judge

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b]")
_WORDS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]"
)  # scripts written without spaces: two letters a word
_WRAP_WIDTHS = range(40, 131)
_SHORT_LINE = 30  # a line this short was not broken to fit: it ends a paragraph, or stands in a menu


@dataclass(frozen=True, slots=True)
class Unit:
    """One line or block of the text, without white space around it. `judged` is what it was taken for."""

    start: int
    end: int
    text: str
    judged: Judged

    @property
    def sort(self) -> Sort:
        """What the unit is."""
        return self.judged.sort

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(_WORDS.findall(self.text)) + len(_UNSPACED.findall(self.text)) // 2


def normalise(text: str) -> str:
    """One kind of line end, and no characters that cannot be seen; everything else stays as it is."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text))


def units_of(text: str, outlet: str | None = None) -> list[Unit]:
    """The units of a normalised text in order; blank lines are left out."""
    spans = _blocks(text) if _hard_wrapped(text) else _lines(text)
    return [Unit(start, end, text[start:end], judge(text[start:end], outlet)) for start, end in spans]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        if line.strip():
            yield match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip())


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs of a hard-wrapped text: up to a blank line or the short line that ends them."""
    start = end = line = -1
    for first, last in _lines(text):
        blank = text.count("\n", end, first) > 1
        if start >= 0 and (blank or end - line < _SHORT_LINE):
            yield start, end
            start = -1
        start = first if start < 0 else start
        line, end = first, last
    if start >= 0:
        yield start, end


def _hard_wrapped(text: str) -> bool:
    """Lines of much the same width that break in the middle of sentences; a menu's lines begin anew each time."""
    lines = text.split("\n")
    broken = open_ended = whole = 0
    for line, following in pairwise(lines):
        width = len(line.rstrip())
        if not following.strip() or width < _WRAP_WIDTHS.start:
            continue
        goes_on = following.lstrip()[:1].islower() or (line.isupper() and following.isupper())
        if width >= _WRAP_WIDTHS.stop:
            whole += 2
        elif re.search(r"[.!?:…؟\"”]$", line.rstrip()):
            whole += 1
        elif goes_on:
            broken += 1
        else:
            open_ended += 1
    return broken >= 2 and broken + open_ended > whole and broken > open_ended / 2
