"""Choosing the body among a page's units: from the story's first sentence to its last, without what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.clean.furniture import Judged, Sort
from dateline.clean.marks import STORY_SORTS, caption_key, mark_captions, mark_links, mark_lists, mark_repeated_title
from dateline.clean.units import Unit

_WORDS = re.compile(r"[^\W\d_]{4,}")
_REPEATED = 0.75  # share of a standfirst's words that the story tells again; a true first paragraph stays below
_LEDE = 8  # words that a first line without a full stop needs to be the story's own
_SENTENCE = 12  # words of a sentence that is not a headline
_FULL_PARAGRAPH = 60  # words beyond which a paragraph is no surer sign of the story
_LINE_COST = 8  # words of sentences that one line of another kind outweighs
_HEAD_LINES = 25  # lines between a headline and the first sentences: standfirst, byline, picture, share buttons
_ENOUGH = 80  # words of a story after which comments or a copyright line end the page


class Around(StrEnum):
    """How much of its page a text still has around it."""

    PAGE = "page"  # saved with menus, boxes and lists
    STORY = "story"  # a story's own text, at most with a few lines of its page
    EXTRACTED = "extracted"  # chosen from a page's structure: headings and lists are the story's own


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart: title (None where it prints none), the body's units, captions, and what was left out."""

    title: str | None
    body: tuple[Unit, ...]
    captions: tuple[str, ...]
    around: tuple[Unit, ...]


def take_apart(units: Sequence[Unit], title: str | None = None, around: Around = Around.PAGE) -> Page:
    """Find title, body and captions; `title` is known where a container gave it."""
    marked = mark_repeated_title(mark_captions(mark_lists(units)), title)
    first, stop = densest(marked) if around is Around.PAGE else (0, len(marked))
    found = _find_title(marked, first) if title is None and around is Around.PAGE else None
    head = min(first, _HEAD_LINES) if found is None else found + 1
    start = _body_start(marked, head if around is Around.PAGE else 0, around)
    end = _body_end(marked[:stop], start, around)
    inside = marked[start:end] if around is Around.EXTRACTED else mark_links(marked[start:end])
    listed = sum(unit.sort is Sort.ASIDE for unit in inside) >= 2  # asterisks in a row are a list of the story
    keep = STORY_SORTS | ({Sort.ASIDE} if listed else set())
    if around is Around.EXTRACTED:
        keep |= {Sort.DATE, Sort.END}
    body = tuple(unit for unit in inside if unit.sort in keep)
    chosen = {unit.start for unit in body}
    rest = tuple(unit for unit in marked if unit.start not in chosen)
    captions = {caption_key(unit.text): unit.text for unit in rest if unit.judged == Judged(Sort.CAPTION)}
    printed = marked[found].text if found is not None else None
    return Page(title or printed, body, tuple(captions.values()), rest)


def densest(units: Sequence[Unit]) -> tuple[int, int]:
    """The stretch of units with the most sentences for the fewest lines of other kinds: where the story stands."""
    best, best_start, best_end = 0, 0, len(units)
    total, start = 0, 0
    for at, unit in enumerate(units):
        if total <= 0:
            total, start = 0, at
        total += _weight(unit, below_heading=at > 0 and units[at - 1].sort in {Sort.HEADING, Sort.OPEN})
        if total > best:
            best, best_start, best_end = total, start, at + 1
    return best_start, best_end


def _weight(unit: Unit, *, below_heading: bool) -> int:
    """A sentence right below a heading may be the teaser of another story: it counts half."""
    if unit.sort in {Sort.PROSE, Sort.NOTE}:
        return min(unit.size, _FULL_PARAGRAPH) // (2 if below_heading else 1)
    if unit.sort in {Sort.OPEN, Sort.CAPTION, Sort.CREDIT, Sort.DATE, Sort.BYLINE, Sort.ASIDE}:
        return 0
    return -_FULL_PARAGRAPH if unit.sort is Sort.END else -_LINE_COST


def _find_title(units: Sequence[Unit], first: int) -> int | None:
    """The heading above the story whose words the story takes up again; menus do not come back in the story.

    `first` is where the densest stretch of sentences begins; a headline stands at most some twenty lines above it.
    """
    sentences = (at for at in range(first, len(units)) if at and _is_sentence(units[at]))
    begin = next(sentences, len(units))
    told = _told(units[begin:])
    candidates = [at for at in range(max(0, begin - _HEAD_LINES), begin) if _may_be_title(units[at], at)]
    shares = {at: _share(units[at], told) for at in candidates if units[at].size >= 3}
    good = [at for at, share in shares.items() if share >= 0.5 and share >= max(shares.values()) - 0.3]
    if good:
        return good[0]
    return 0 if 0 in candidates else None


def _is_sentence(unit: Unit) -> bool:
    return unit.sort is Sort.PROSE and unit.size >= _SENTENCE


def _may_be_title(unit: Unit, at: int) -> bool:
    short_sentence = unit.sort is Sort.PROSE and (at == 0 or unit.text.endswith("?")) and unit.size <= 25
    return (unit.sort in {Sort.HEADING, Sort.OPEN} or short_sentence) and 2 <= unit.size <= 35


def _told(units: Sequence[Unit]) -> set[str]:
    """The first letters of every longer word in the sentences: 'fearing' and 'feared' count as one."""
    return {word[:5].lower() for unit in units if unit.sort is Sort.PROSE for word in _WORDS.findall(unit.text)}


def _share(unit: Unit, told: set[str]) -> float:
    mine = {word[:5].lower() for word in _WORDS.findall(unit.text)}
    return len(mine & told) / len(mine) if mine else 0.0


def _body_start(units: Sequence[Unit], head: int, around: Around) -> int:
    """Behind title, standfirst, byline and lead picture: the first sentence of the story."""
    start = _behind_standfirst(units, head) if around is Around.PAGE else head
    for at in range(start, len(units)):
        unit = units[at]
        own = around is not Around.PAGE and unit.size >= _LEDE and unit.sort in {Sort.OPEN, Sort.HEADING}
        extracted = around is Around.EXTRACTED and unit.sort in STORY_SORTS
        if unit.sort is Sort.PROSE or own or extracted or _opens_below_date(units, at):
            return at
    sizes = {at: units[at].size if units[at].sort in STORY_SORTS else 0 for at in range(head, len(units))}
    return max(sizes, key=lambda at: sizes[at], default=head)


def _opens_below_date(units: Sequence[Unit], at: int) -> bool:
    """A long first paragraph without a full stop, right below the byline or date."""
    unit = units[at]
    below = at > 0 and units[at - 1].sort in {Sort.DATE, Sort.BYLINE}
    return below and unit.sort is Sort.OPEN and unit.size >= _SENTENCE and _goes_on(unit)


def _behind_standfirst(units: Sequence[Unit], head: int) -> int:
    """Where the story begins after one or two sentences that only announce it.

    What stands above byline or date is the standfirst. A paragraph above a picture is one only when the story tells
    nearly all of its words again: it may as well be the first paragraph.
    """
    start = head
    before: list[int] = []
    for at in range(head, len(units)):
        unit = units[at]
        if unit.sort is Sort.PROSE:
            before.append(at)
        elif _is_above(units, before, at) or _only_announces(units, before, at):
            start, before = at + 1, []
        if len(before) > 2:
            break
    return start


def _only_announces(units: Sequence[Unit], before: Sequence[int], at: int) -> bool:
    """One paragraph stands above the picture `at`, and the story tells its words again."""
    picture = units[at].sort in {Sort.CAPTION, Sort.CREDIT}
    return picture and len(before) == 1 and _share(units[before[0]], _told(units[at:])) >= _REPEATED


def _is_above(units: Sequence[Unit], before: Sequence[int], at: int) -> bool:
    """`at` is a byline or date, and far more of the story stands below it than above."""
    if units[at].sort not in {Sort.DATE, Sort.BYLINE}:
        return False
    below = sum(unit.size for unit in units[at:] if unit.sort is Sort.PROSE)
    return below > 2 * sum(units[place].size for place in before)


def _body_end(units: Sequence[Unit], start: int, around: Around) -> int:
    """Behind the last sentence or note; a heading that heads nothing is a link, comments and copyright end the page."""
    total = sum(unit.size for unit in units[start:] if unit.sort is Sort.PROSE)
    seen, last = 0, start
    for at in range(start, len(units)):
        unit = units[at]
        if unit.sort is Sort.PROSE:
            seen += unit.size
            last = at
        elif unit.sort is Sort.NOTE or _belongs_last(unit, around, behind_prose=last == at - 1):
            last = at
        elif unit.sort is Sort.END and _ends_page(seen, total, around):
            break
    return last + 1


def _belongs_last(unit: Unit, around: Around, *, behind_prose: bool) -> bool:
    if around is Around.EXTRACTED:
        return unit.sort in STORY_SORTS
    return unit.sort is Sort.OPEN and behind_prose and _goes_on(unit)


def _ends_page(seen: int, total: int, around: Around) -> bool:
    if around is Around.EXTRACTED:
        return seen >= 0.75 * total
    return seen > 0 and (seen >= _ENOUGH or seen >= total - seen)


def _goes_on(unit: Unit) -> bool:
    """A last paragraph without its end: cut off by whoever saved it."""
    words = unit.text.split()
    return sum(word.islower() for word in words) >= 0.5 * len(words)
