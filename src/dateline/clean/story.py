"""From a text with whatever stands around it to the story: body, title, dates, byline, place, origins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.clean.body import Around, Page, take_apart
from dateline.clean.byline import find_byline, find_reporters
from dateline.clean.dateline import Opening, find_opening
from dateline.clean.furniture import Sort
from dateline.clean.printed_dates import Printed, find_dates, parse_date
from dateline.clean.publisher import publisher_on
from dateline.clean.units import Unit, normalise, units_of
from dateline.domain.dates import DateRange

_LEADING_DATE = re.compile(r"[\s.|,-]{0,4}")


@dataclass(frozen=True, slots=True)
class Story:
    """What was found in one text; `around` are the lines beside the body, for whoever looks for more there."""

    text: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: DateRange | None = None
    updated: DateRange | None = None
    place: str | None = None
    agency: str | None = None
    captions: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


def read_story(text: str, title: str | None = None, outlet: str | None = None, around: Around = Around.PAGE) -> Story:
    """Take a text apart; see `take_apart`. The body is verbatim but for line ends and what was left out."""
    text = normalise(text)
    page = take_apart(units_of(text, outlet), title, around)
    body = _joined(text, page.body)
    opening = find_opening(body)
    if opening:
        body = body[opening.length :]
    leading = _leading_date(body, page.title)
    if leading:
        body = body[leading[0] :]
    opening = opening or _opening_around(page)
    head, tail = _split(page)
    dates = [*([leading[1]] if leading else []), *_dates(head), *_dates(tail)]
    printed_outlet = publisher_on([unit.text for unit in page.around]) if around is Around.PAGE and not outlet else None
    return Story(
        text=body.strip(),
        title=page.title,
        byline=_byline(page),
        outlet=outlet or printed_outlet,
        published=_published(dates) or (opening.when if opening else None),
        updated=next((found.when for found in dates if found.label == "updated" and found.when), None),
        place=opening.place if opening else None,
        agency=opening.agency if opening else None,
        captions=page.captions,
        around=tuple(unit.text for unit in page.around),
    )


def dates_in(text: str) -> tuple[DateRange | None, DateRange | None]:
    """The published and updated dates that a line of furniture (an excerpt's beginning) prints with a label."""
    found = list(find_dates(text[:200]))
    updated = next((date.when for date in found if date.label == "updated" and date.when), None)
    published = next((date.when for date in found if date.label == "published" and date.when), None)
    return published, updated


def _joined(text: str, units: Sequence[Unit]) -> str:
    """The units with what stood between them; where something was left out, a blank line."""
    parts: list[str] = []
    for at, unit in enumerate(units):
        if at:
            between = text[units[at - 1].end : unit.start]
            parts.append(between if not between.strip() else "\n\n")
        parts.append(unit.text)
    return "".join(parts)


def _leading_date(body: str, title: str | None) -> tuple[int, Printed] | None:
    """A date and the headline run into the first paragraph when a page lost its line ends."""
    first = next(find_dates(body[:60]), None)
    if first is None or title is None or len(_words_of(body[: first.start])) > 1:
        return None
    behind = body[first.end :]
    skipped = len(behind) - len(behind.lstrip(" .|,-"))
    if not behind[skipped:].lower().startswith(title.lower()):
        return None
    after = behind[skipped + len(title) :]
    match = _LEADING_DATE.match(after)
    return first.end + skipped + len(title) + (match.end() if match else 0), first


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _opening_around(page: Page) -> Opening | None:
    """A dateline on a line of its own above the story ('BAGHDAD (XY) - Published: ...')."""
    until = page.body[0].start if page.body else 0
    for unit in page.around:
        if unit.start < until and unit.sort is Sort.DATE:
            found = find_opening(unit.text) or _place_and_date(unit.text)
            if found and found.place:
                return found
    return None


def _place_and_date(line: str) -> Opening | None:
    match = re.match(r"(?P<place>[A-ZÀ-Þ]{4,20}(?: [A-ZÀ-Þ]{3,20})?)(?:\s?\([^()]{2,40}\))?,\s", line)
    return find_opening(f"{match.group('place')} – X") if match else None


def _split(page: Page) -> tuple[list[Unit], list[Unit]]:
    start = page.body[0].start if page.body else 0
    head = [unit for unit in page.around if unit.start < start]
    return head, [unit for unit in page.around if unit.start >= start]


def _dates(units: Sequence[Unit]) -> list[Printed]:
    """Dates on lines that hold little else, and labelled dates on any line beside the body."""
    found: list[Printed] = []
    for unit in units:
        for date in find_dates(unit.text):
            if unit.sort is Sort.DATE or (date.label and date.start < 60):
                found.append(date)
    return found


def _published(dates: Sequence[Printed]) -> DateRange | None:
    labelled = next((date.when for date in dates if date.label == "published" and date.when), None)
    return labelled or next((date.when for date in dates if not date.label and date.when), None)


def _byline(page: Page) -> str | None:
    listed = {"most_read", "related", "comments"}
    for unit in page.around:
        if unit.sort in {Sort.BYLINE, Sort.DATE} and unit.judged.kind not in listed:
            name = find_byline(unit.text)
            if name:
                return name
    return next((name for unit in page.around if (name := find_reporters(unit.text))), None)


def given_date(text: str | None) -> DateRange | None:
    """A date that the container gave, or None."""
    return parse_date(text) if text else None
