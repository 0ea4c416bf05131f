"""What a unit turns out to be when its neighbours are looked at: captions, lists of links, repeated titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.clean.furniture import Judged, Sort
from dateline.clean.units import Unit
from dateline.clean.words import fold

STORY_SORTS = frozenset({Sort.PROSE, Sort.OPEN, Sort.NOTE, Sort.HEADING})
"""Sorts that may belong to the body."""

_LISTED = frozenset({Sort.HEADING, Sort.OPEN, Sort.PROSE, Sort.CAPTION, Sort.BYLINE, Sort.CREDIT})
_LIST_ENDS = 12  # words of a sentence that no list of links holds any more
_MENU_RUN, _MENU_WORDS = 3, 8
_CAPTION_WORDS = 70


def as_sort(unit: Unit, sort: Sort, kind: str = "") -> Unit:
    """The unit, taken for something else."""
    return replace(unit, judged=Judged(sort, kind))


def mark_lists(units: Sequence[Unit]) -> list[Unit]:
    """What follows 'Most Read' or 'Related' is a list of links until the next real sentence."""
    marked: list[Unit] = []
    in_list = ""
    for unit in units:
        if unit.sort is Sort.LIST:
            in_list = unit.judged.kind
        elif unit.sort is Sort.PROSE and unit.size >= _LIST_ENDS and not unit.text.endswith(("?", "!")):
            in_list = ""
        listed = in_list and unit.sort in _LISTED
        marked.append(as_sort(unit, Sort.FURNITURE, in_list) if listed else unit)
    return marked


def mark_captions(units: Sequence[Unit]) -> list[Unit]:
    """A line right above a credit is a caption; so is a second copy of one."""
    marked = list(units)
    for at, unit in enumerate(units[1:], 1):
        above = marked[at - 1]
        touching = unit.start - above.end <= 2 and above.size <= _CAPTION_WORDS
        if unit.sort is Sort.CREDIT and above.sort in STORY_SORTS - {Sort.NOTE} and touching:
            marked[at - 1] = as_sort(above, Sort.CAPTION)
    known = {caption_key(unit.text) for unit in marked if unit.sort is Sort.CAPTION and not unit.judged.kind}
    return [
        as_sort(unit, Sort.CAPTION) if unit.sort in STORY_SORTS and caption_key(unit.text) in known else unit
        for unit in marked
    ]


def caption_key(text: str) -> str:
    """A caption without its credit, for comparing."""
    return fold(re.sub(r"\([^()]{0,160}\)\s*$", "", text)).rstrip(" .")


def mark_repeated_title(units: Sequence[Unit], title: str | None) -> list[Unit]:
    """The headline is no sentence of the story, even where it stands above it once more."""
    wanted = fold(title).rstrip(" .") if title else None
    return [
        as_sort(unit, Sort.FURNITURE, "title") if wanted and at < 6 and fold(unit.text).rstrip(" .") == wanted else unit
        for at, unit in enumerate(units)
    ]


def mark_links(units: Sequence[Unit]) -> list[Unit]:
    """Headings that are links: three short ones in a row, or another story's headline among the sentences."""
    result = list(units)
    run: list[int] = []
    for at, unit in enumerate(units):
        if unit.sort is Sort.HEADING and unit.size <= _MENU_WORDS:
            run.append(at)
        else:
            _mark_run(result, run)
            run = []
        if unit.sort is Sort.HEADING and _is_headline(unit):
            result[at] = as_sort(unit, Sort.FURNITURE, "related")
    _mark_run(result, run)
    return result


def _mark_run(units: list[Unit], run: Sequence[int]) -> None:
    for place in run if len(run) >= _MENU_RUN else ():
        units[place] = as_sort(units[place], Sort.FURNITURE, "menu")


def _is_headline(unit: Unit) -> bool:
    """Six long words and more, all with a capital: the title of another story, not a heading of this one."""
    letters = [word for word in unit.text.split() if word[:1].isalpha() and len(word) > 3]
    return len(letters) >= 6 and not unit.text.isupper() and all(word[0].isupper() for word in letters)
