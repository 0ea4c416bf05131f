"""The dateline a wire story opens with: 'TIKRIT: ...', 'WASHINGTON, DC (Agency) – ...', 'PARIS, 18 AUG (AFP) -- '."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.clean.printed_dates import find_dates
from dateline.clean.words import words
from dateline.domain.dates import DateRange

_UPPER_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{1,30}(?:[ ][A-ZÀ-Þ'’.-]{2,30}){0,3}"
_ANY_PLACE = r"[A-ZÀ-Þ][\w'’.-]{1,30}(?:[ ][A-ZÀ-Þ][\w'’.-]{1,30}){0,3}"
_REGION = r"(?:,[ ][A-ZÀ-Þ][\w.]{1,20}(?:[ ][A-Z][\w.]{1,20})?)?(?:[ ]\([A-ZÀ-Þ][\w ]{2,25}\)(?=,))?"
_MORE = r"(?:/[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,30}){0,3}"  # 'WASHINGTON/ADEN'
_DATE = r"(?:,?[ ](?:\d{1,2}[ ][A-Za-zé]{3,9}\.?|[A-Z][a-zé]{2,9}\.?[ ]\d{1,2})(?:,?[ ]\d{2,4})?)?"
_AGENCY = r"[ ]?\((?P<agency>[^()\n]{2,60})\)"
_DASH = r"\s{0,2}(?:--|[-–—:])\s{0,2}"
_MARK = r"(?:\[[A-Z]{3,12}\]\s{0,2})?"  # '[TEXT]' of old monitoring services
_TAIL = r"(?=[\w\"“«‘'(\[])"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the words of the story begin behind the dateline, and what it said. `length` counts code points."""

    length: int
    place: str | None
    agency: str | None = None
    when: DateRange | None = None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"(?P<place>{_UPPER_PLACE}){_MORE}{_REGION}{_DATE}(?:{_AGENCY})?{_DASH}{_MARK}{_TAIL}"),
        re.compile(rf"(?P<place>{_ANY_PLACE}){_REGION}{_DATE}{_AGENCY}{_DASH}{_MARK}{_TAIL}"),
        re.compile(rf"(?P<place>)\((?P<agency>[A-Z][^()\n]{{1,40}})\)\s{{0,2}}(?:--|[-–—])\s{{0,2}}{_TAIL}"),
        re.compile(
            r"(?P<place>[\u0621-\u064a]{3,15}(?: [\u0621-\u064a]{3,15}){0,2}) ?"
            r"(?:\((?P<agency>[^()\n]{2,40})\) ?[-–—:/]|[–—]|/) ?(?=\w)"
        ),
    )


def find_opening(paragraph: str) -> Opening | None:
    """The dateline at the very start of a story's first paragraph, or None."""
    start = paragraph[:200]
    for pattern in _forms():
        match = pattern.match(start)
        if match and _is_place(match, start):
            date = next((found.when for found in find_dates(match.group()) if found.when), None)
            agency = match.groupdict().get("agency")
            if agency and (agency.isdigit() or (not agency[0].isupper() and agency.isascii())):
                agency = None
            return Opening(match.end(), _place_name(match), agency, date)
    return None


def _is_place(match: re.Match[str], start: str) -> bool:
    place = match.group("place")
    if not place:
        return True
    first = re.split(r"[ ,]", place)[0]
    if first.upper() in words("not_places") or place.upper() in words("not_places"):
        return False
    after = start[match.end() :]
    if match.group().rstrip().endswith(":") or "(" in match.group():
        return True
    # a bare dash also joins words ('US-led', 'AL-SHABAB'): it is a dateline only with space around or a capital after
    dash = match.group()[len(place) :]
    return bool(re.search(r"\s(?:--|[-–—])|[-–—]\s", dash)) and (not after[:1].islower())


def _place_name(match: re.Match[str]) -> str | None:
    place = match.group("place")
    if not place:
        return None
    name = " ".join(_capitalised(word) for word in place.split(" ")) if place.isupper() else place
    state = re.match(r",[ ]([A-Z]{2}|[A-Z]\.[A-Z]\.)(?![\w])", match.string[match.end("place") :])
    return f"{name}, {state.group(1)}" if state else name


def _capitalised(word: str) -> str:
    if word in {"DC", "D.C.", "UN", "UAE"}:
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
