"""Whether a name found in a text stands for a place at all: what the words around it, its size and its kind say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.resolve.place_cues import Cues
from dateline.resolve.place_values import KnownPlace, NamedPlaces

AREA_KINDS = frozenset({"country", "admin1", "region", "sea", "border"})
TOWN_KINDS = frozenset({"city", "capital", "admin1", "admin2"})
KNOWN = 20_000
LARGE = 100_000
"""Persons: a place this large needs no preposition; one this large is not outweighed by a capital beside it."""
_SHIP = re.compile(r"\b(?:INS|USS|HMS|HMAS|HMCS|MV|M/V|MT|SS|RSS|ARA|KRI|PNS|BRP|FS)\s+\Z")
_VEHICLE = re.compile(r"\s+(?:helicopters?|gunships?|bus(?:es)?|coach(?:es)?|matatus?|rifles?)\b|-(?:bound|border)\b")
"""'a Kashmir bus' and 'the Lamu-bound lorry' are on their way; 'Black Hawk helicopters' are a make."""
_LIKE_A_PERSON = re.compile(
    r"(?:,? (?:who|was|is|has|had|and (?:his|her))\b|, \d\d\b|['’]s (?:family|lawyer|mother|wife))"
)
_WAR = re.compile(r"(?:[-–][A-Z]\w+)?\s+(?:war|conflict|crisis|talks)\b")


@dataclass(slots=True)
class Name:
    """One hit while it is being decided."""

    hit: NamedPlaces
    words: str
    cues: Cues
    candidates: list[KnownPlace]
    evidence: dict[str, tuple[float, str]] = field(default_factory=dict)
    twins: frozenset[str] = frozenset()
    denied: bool = False
    """The text says that it lies where no place of this name is known."""
    chosen: KnownPlace | None = None
    ranked: list[tuple[float, KnownPlace]] = field(default_factory=list)


def accepted(text: str, names: list[Name]) -> list[Name]:
    """Names that stand for a place; one that the text calls a place once is a place in the whole text."""
    said = {form(name.words) for name in names if (name.evidence or name.cues.says_place) and not _is_person(name)}
    borne = {form(name.words) for name in names if _surname(text, name)} - said
    return [name for name in names if form(name.words) not in borne and _is_place(text, name, said)]


def _surname(text: str, name: Name) -> bool:
    """'Gill Rosenberg said', 'Anna Karda, 31,': behind a first name and before what people do or are."""
    if name.candidates[0].kind not in TOWN_KINDS or not name.cues.before or name.evidence:
        return False
    return name.cues.person or bool(_LIKE_A_PERSON.match(text, name.hit.end))


def twins(name: Name) -> frozenset[str]:
    """Subdivisions that are not meant without a head noun: their town, or a country's capital, has the same name."""
    towns = [
        known
        for known in name.candidates
        if known.kind in ("city", "capital") and (known.id in name.hit.principal or known.population > KNOWN)
    ]
    if any(known.kind == "capital" for known in towns):
        return frozenset(known.name for known in name.candidates if known.kind == "admin1")
    return frozenset(known.admin1 for known in towns if known.admin1)


def form(words: str) -> str:
    """A name as it is compared: in small letters, without its article."""
    return words.casefold().removeprefix("the ")


def _is_person(name: Name) -> bool:
    cues = name.cues
    return cues.person or (bool(cues.before) and not name.evidence) or (name.hit.weak and bool(cues.after))


def _is_place(text: str, name: Name, said: set[str]) -> bool:
    cues, best = name.cues, name.candidates[0]
    if names_a_war(text, name.hit.start, name.hit.end):
        return False
    if _names_a_thing(text, name):
        return False
    if name.evidence:
        return True
    if _within_a_name(name):
        return False
    if cues.organisation and best.kind != "country":
        return False
    called = cues.says_place or form(name.words) in said
    if name.hit.weak:
        beside_a_name = cues.person or cues.before or (cues.after and not cues.head)
        return not beside_a_name and (called or best.kind == "country")
    if best.kind == "country" or (best.id in name.hit.principal and best.kind in AREA_KINDS):
        return len(name.words) > 2 or name.words.isupper()
    return not _is_doubtful(text, name) and (
        called or cues.toward or best.population > KNOWN or best.kind not in TOWN_KINDS - {"admin1"}
    )


def names_a_war(text: str, start: int, end: int) -> bool:
    """'The Israel-Gaza war' tells which war, not where something was."""
    joined = start > 0 and text[start - 1] in "-–" and text[max(0, start - 2) : start - 1].isalpha()
    return bool(_WAR.match(text, end)) and (joined or text[end : end + 1] in "-–")


def _names_a_thing(text: str, name: Name) -> bool:
    """'INS Kolkata', 'a Madina bus', 'a Black Hawk helicopter', 'Cross-border fire': ships, vehicles, plain words."""
    start, end = name.hit.start, name.hit.end
    return bool(_SHIP.search(text, max(0, start - 8), start) or _VEHICLE.match(text, end))


def _within_a_name(name: Name) -> bool:
    """'Nueva Loma', 'Khan al-Ashal', 'the Cano Limon pipeline': one word of a longer name that nobody knows."""
    cues, best = name.cues, name.candidates[0]
    if best.kind == "country" or name.cues.state or cues.before.endswith("s"):
        return False
    if best.id not in name.hit.principal:
        return bool((cues.before or cues.goes_on) and not cues.head)
    return best.kind == "admin1" and bool(cues.before) and not cues.says_place


def _is_doubtful(text: str, name: Name) -> bool:
    """A small place, an alternate name or a short word in surroundings that do not speak of a place."""
    cues, best = name.cues, name.candidates[0]
    if cues.says_place and not (cues.before or cues.after):
        return False
    if cues.before and cues.after and best.id not in name.hit.principal:
        return True  # in the middle of a longer name
    if best.kind not in TOWN_KINDS and best.id in name.hit.principal:
        return bool(cues.before) and " " not in name.words and not cues.says_place
    if cues.person and not cues.says_place:
        return True
    if best.id not in name.hit.principal and best.population < LARGE / 2 and not cues.says_place:
        return True
    if best.population >= LARGE:
        return len(name.words) <= 3 and best.population < 10 * LARGE and not cues.says_place
    if (cues.before or cues.after) and not (cues.inside or cues.head or cues.state):
        return True
    common = cues.initial and re.search(rf"(?<![\w.]){re.escape(name.words.lower())}\b", text)
    return not cues.says_place and (bool(common) or len(name.words) <= 3)
