"""Where sentences begin and end, at exact offsets, by rules about stops, newlines and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.domain.text import Span
from dateline.extract.words.lexicon import load_lexicon
from dateline.extract.words.lists import listed
from dateline.extract.words.runons import Pieces, end_of_story, pieces

_CLOSERS = "\"”’'»)]"
_OPENERS = "\"“‘'«([—–-•*·▪● "
# A stop (Latin or Arabic), closing marks, footnote marks such as [3], then white space; or a newline.
_BOUNDARY = re.compile(r"(?P<stop>[.!?؟۔…])[\"”’'»)\]]{0,3}(?:\[[0-9a-z]{1,3}\]){0,3}(?P<gap>\s+)|(?P<line>\n)\s*")
_WORD_BEFORE = re.compile(r"[\w.&-]{1,12}\Z")
# A newline after a full line; the next begins with neither blank nor bullet.
_INSIDE = re.compile(r"([^\n]{30}\S)\n(?=[^\s•·▪●*–—-])")
_LINE_WIDTH = range(50, 100)
# A line that ends in one of these goes on in the next.
_GOES_ON = frozenset("a an the of in on at to for from by with and or but that which who as its his their than".split())


def split_sentences(text: str, title: str | None = None) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them; headings and bullets stand alone.

    Where a page was saved as one run of text, its headline (`title`), stamp and captions stand alone, too, and the
    links behind the body are left out.
    """
    abbreviations = load_lexicon().cues["abbreviations"]
    wrapped = _hard_wrapped(text)
    spans: list[Span] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        end = match.start("gap") if match["stop"] else match.start()
        following = match.end()
        if match["stop"]:
            if "\n\n" not in match["gap"] and not _stop_ends(text, match.start("stop"), following, abbreviations):
                continue
        elif not _line_ends(text, start, match.start(), following, wrapped):
            continue
        spans.extend(_trimmed(text, start, end))
        start = following
    spans.extend(_trimmed(text, start, len(text)))
    return tuple(_cut_apart(text, spans, pieces(text, title), end_of_story(text)))


def _cut_apart(text: str, spans: list[Span], found: Pieces, end: int) -> Iterator[Span]:
    """The spans, further cut where a piece of the page begins and ended where the story ends; stamps are left out."""
    for span in spans:
        last = min(span.end, end)
        edges = [span.start, *(place for place in found.starts if span.start < place < last), last]
        for start, stop in pairwise(edges):
            if not any(stamp.start <= start and stop <= stamp.end for stamp in found.stamps):
                yield from _trimmed(text, start, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and (text[start].isspace() or text[start] in "•·▪●*"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)


def _stop_ends(text: str, stop: int, following: int, abbreviations: frozenset[str]) -> bool:
    """Whether the mark at `stop` ends a sentence, judged by the word before it and the first letter after it."""
    if following >= len(text):
        return True
    place = following
    while place < len(text) - 1 and text[place] in _OPENERS:
        place += 1
    next_char = text[place]
    if next_char.islower():
        return False
    if text[stop] != ".":
        return True
    if text[max(0, stop - 2) : stop + 1] == "...":
        return not next_char.isdigit()
    before = _WORD_BEFORE.search(text, max(0, stop - 12), stop)
    word = before[0].lower() if before else ""
    following_word = re.match(r"\w*", text[place : place + 20])[0]  # type: ignore[index]
    if len(word) == 1 and word.isalpha() and before is not None and before[0].isupper():
        return following_word in listed("sentence_starters") and following_word not in {"A", "I"}
    if word.strip(".") in listed("titles_with_stops"):
        return False
    if word in abbreviations:
        return not next_char.isdigit() and following_word in listed("sentence_starters")
    return True


def _line_ends(text: str, start: int, newline: int, following: int, wrapped: bool) -> bool:
    """Whether a newline ends a sentence: always between paragraphs, never inside a hard-wrapped line."""
    if following >= len(text) or "\n" in text[newline + 1 : following]:
        return True
    before = text[start:newline].rstrip()
    if not before:
        return True
    if text[following].islower() and before[-1] not in ".!?:;":
        return False
    last_word = before.rsplit(None, 1)[-1].lower()
    indent = following - text.rfind("\n", 0, following) - 1
    if before[-1] not in '.!?:;"”' and (indent >= 4 or last_word in _GOES_ON or before[-1] == ","):
        return len(before.rsplit("\n", 1)[-1]) < _LINE_WIDTH.start - 10
    if wrapped:
        last_line = before.rsplit("\n", 1)[-1]
        return len(last_line) < _LINE_WIDTH.start - 10 and before[-1] in ".!?:"
    return True


def unwrapped(text: str) -> str:
    """The text with blanks for the newlines inside paragraphs, where lines were broken at a fixed width.

    A name that goes on in the next line ('San\\nSalvador') is one name again; every offset stays.
    """
    return _INSIDE.sub(r"\1 ", text) if _hard_wrapped(text) else text


def _hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width: most lines that go on have about the same length."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    long_enough = sum(len(line.rstrip()) in _LINE_WIDTH for line in lines)
    too_long = sum(len(line.rstrip()) >= _LINE_WIDTH.stop + 20 for line in lines)
    unfinished = sum(line.rstrip()[-1] not in '.!?:"”' for line in lines)
    return too_long == 0 and long_enough * 2 > len(lines) and unfinished * 3 > len(lines)
