"""Choosing the body among a page's units: from the first sentence of the story to its last, without what was put between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.clean.furniture import Judged, Sort
from dateline.clean.units import Unit
from dateline.clean.words import fold

_BODY = frozenset({Sort.PROSE, Sort.OPEN, Sort.NOTE, Sort.HEADING})
_WORDS = re.compile(r"[^\W\d_]{4,}")
_MENU_RUN, _MENU_WORDS = 3, 8
_REPEATED = 0.75  # share of a standfirst's words that the story tells again; a true first paragraph stays below
_LIST_ENDS = 12  # words of a sentence that no list of links holds any more
_LEDE = 8  # words that a first line without a full stop needs to be the story's own, where no page is around it


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart: title (None where it prints none), the body's units, captions, and what was left out."""

    title: str | None
    body: tuple[Unit, ...]
    captions: tuple[str, ...]
    around: tuple[Unit, ...]


def take_apart(units: Sequence[Unit], title: str | None = None, *, whole_page: bool = True) -> Page:
    """Find title, body and captions.

    `title` is known where a container gave it. `whole_page` says that the text was saved from a page with whatever
    stood around the story; otherwise it is a story's own text and a first line without a stop may belong to it.
    """
    marked = _mark_captions(_mark_lists(list(units)))
    marked = _mark_repeated_title(marked, title)
    found = None if title or not whole_page else _find_title(marked)
    head = 0 if found is None else found + 1
    start = _body_start(marked, head, whole_page=whole_page)
    end = _body_end(marked, start)
    inside = _without_link_lines(marked[start:end])
    body = tuple(unit for unit in inside if unit.sort in _BODY or _is_listed(unit, inside))
    chosen = {unit.start for unit in body}
    around = tuple(unit for unit in marked if unit.start not in chosen)
    shown = {_caption_key(unit.text): unit.text for unit in around if unit.judged == Judged(Sort.CAPTION)}
    captions = tuple(shown.values())
    return Page(title or (marked[found].text if found is not None else None), body, captions, around)


def _as(unit: Unit, sort: Sort, kind: str = "") -> Unit:
    return replace(unit, judged=Judged(sort, kind))


def _mark_lists(units: list[Unit]) -> list[Unit]:
    """What follows 'Most Read' or 'Related' is a list of links until the next real sentence."""
    marked, in_list = [], ""
    for unit in units:
        if unit.sort is Sort.LIST:
            in_list = unit.judged.kind
        elif unit.sort is Sort.PROSE and unit.size >= _LIST_ENDS and not unit.text.endswith(("?", "!")):
            in_list = ""
        elif in_list and unit.sort in {Sort.HEADING, Sort.OPEN, Sort.PROSE, Sort.CAPTION, Sort.BYLINE, Sort.CREDIT}:
            unit = _as(unit, Sort.FURNITURE, in_list)
        marked.append(unit)
    return marked


def _mark_captions(units: list[Unit]) -> list[Unit]:
    """A line right above a credit is a caption; so is a second copy of one."""
    marked = list(units)
    for at, unit in enumerate(units):
        above = marked[at - 1] if at else None
        if unit.sort is Sort.CREDIT and above and above.sort in {Sort.PROSE, Sort.OPEN, Sort.HEADING}:
            if unit.start - above.end <= 2 and above.size <= 70:
                marked[at - 1] = _as(above, Sort.CAPTION)
    known = {_caption_key(unit.text) for unit in marked if unit.sort is Sort.CAPTION and not unit.judged.kind}
    return [
        _as(unit, Sort.CAPTION) if unit.sort in _BODY and _caption_key(unit.text) in known else unit for unit in marked
    ]


def _caption_key(text: str) -> str:
    return fold(re.sub(r"\([^()]{0,160}\)\s*$", "", text)).rstrip(" .")


def _mark_repeated_title(units: list[Unit], title: str | None) -> list[Unit]:
    wanted = fold(title).rstrip(" .") if title else None
    return [
        _as(unit, Sort.FURNITURE, "title") if wanted and at < 6 and fold(unit.text).rstrip(" .") == wanted else unit
        for at, unit in enumerate(units)
    ]


def _find_title(units: Sequence[Unit]) -> int | None:
    """The first heading whose words the story takes up again; menus do not come back in the story."""
    first = next((at for at, unit in enumerate(units) if unit.sort is Sort.PROSE and unit.size >= 25), len(units))
    told = {word.lower() for unit in units[first:] if unit.sort is Sort.PROSE for word in _WORDS.findall(unit.text)}
    candidates = [
        at
        for at, unit in enumerate(units[:first])
        if unit.sort in {Sort.HEADING, Sort.OPEN} or (unit.sort is Sort.PROSE and at == 0 and unit.size <= 25)
    ]
    candidates = [at for at in candidates if 2 <= units[at].size <= 35]
    good = [at for at in candidates if units[at].size >= 3 and _share(units[at], told) >= 0.5]
    if good:
        return good[0]
    return candidates[0] if candidates and candidates[0] == 0 else None


def _share(unit: Unit, told: set[str]) -> float:
    mine = {word.lower() for word in _WORDS.findall(unit.text)}
    return len(mine & told) / len(mine) if mine else 0.0


def _body_start(units: Sequence[Unit], head: int, *, whole_page: bool) -> int:
    """Behind title, standfirst, byline and lead picture: the first sentence of the story."""
    start, before = head, []
    for at in range(head, len(units)):
        unit = units[at]
        if unit.sort is Sort.PROSE:
            before.append(at)
        elif unit.sort in {Sort.DATE, Sort.BYLINE} and len(before) <= 2 and whole_page and _prose_after(units, at):
            start, before = at + 1, []
        elif unit.sort in {Sort.CAPTION, Sort.CREDIT} and len(before) == 1 and whole_page:
            if _is_standfirst(units, before[0], at):
                start, before = at + 1, []
        if len(before) > 2:
            break
    for at in range(start, len(units)):
        unit = units[at]
        if unit.sort is Sort.PROSE or (unit.sort is Sort.OPEN and not whole_page and unit.size >= _LEDE):
            return at
        if unit.sort is Sort.HEADING and not whole_page and unit.size >= _LEDE:
            return at
    longest = max(
        range(head, len(units)), key=lambda at: units[at].size if units[at].sort in _BODY else 0, default=head
    )
    return longest


def _prose_after(units: Sequence[Unit], at: int) -> bool:
    return any(unit.sort is Sort.PROSE for unit in units[at + 1 :])


def _is_standfirst(units: Sequence[Unit], at: int, until: int) -> bool:
    told = {word.lower() for unit in units[until:] if unit.sort is Sort.PROSE for word in _WORDS.findall(unit.text)}
    stems = {word[:5] for word in told}
    mine = {word.lower() for word in _WORDS.findall(units[at].text)}
    return bool(mine) and sum(word[:5] in stems for word in mine) / len(mine) >= _REPEATED


def _body_end(units: Sequence[Unit], start: int) -> int:
    """Behind the last sentence or note; a heading that heads nothing is a link, comments and copyright end the page."""
    total = sum(unit.size for unit in units[start:] if unit.sort is Sort.PROSE)
    seen, last = 0, start
    for at in range(start, len(units)):
        unit = units[at]
        if unit.sort is Sort.PROSE:
            seen += unit.size
            last = at
        elif unit.sort is Sort.NOTE or (unit.sort is Sort.OPEN and last == at - 1 and _goes_on(unit)):
            last = at
        elif unit.sort is Sort.END and (seen >= 80 or seen >= total - seen) and seen:
            break
    return last + 1


def _goes_on(unit: Unit) -> bool:
    """A last paragraph without its end: cut off by whoever saved it."""
    small = sum(word.islower() for word in unit.text.split())
    return small >= 0.5 * len(unit.text.split())


def _without_link_lines(units: Sequence[Unit]) -> list[Unit]:
    """Headings that are links: three short ones in a row, or a headline in capitals among sentences."""
    result, run = list(units), []
    for at, unit in enumerate([*units, None]):
        if unit is not None and unit.sort is Sort.HEADING and unit.size <= _MENU_WORDS:
            run.append(at)
            continue
        if len(run) >= _MENU_RUN:
            for place in run:
                result[place] = _as(result[place], Sort.FURNITURE, "menu")
        run = []
        if unit is not None and unit.sort is Sort.HEADING and _is_headline(unit):
            result[at] = _as(unit, Sort.FURNITURE, "related")
    return [
        _as(unit, Sort.FURNITURE, "related") if unit.sort is Sort.HEADING and _is_headline(unit) else unit
        for unit in result
    ]


def _is_headline(unit: Unit) -> bool:
    """Six words and more, nearly all with a capital: the title of another story, not a heading of this one."""
    letters = [word for word in unit.text.split() if word[:1].isalpha() and len(word) > 3]
    return len(letters) >= 6 and not unit.text.isupper() and all(word[0].isupper() for word in letters)


def _is_listed(unit: Unit, inside: Sequence[Unit]) -> bool:
    """Asterisks that stand in a row are a list of the story, a single one is the editor's note."""
    if unit.sort is not Sort.ASIDE:
        return False
    return sum(other.sort is Sort.ASIDE for other in inside) >= 2
