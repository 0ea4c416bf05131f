"""The word lists of cleaning, read once from `data/clean/` when first needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """One kind of page furniture and the phrases that give it away (folded)."""

    kind: str
    whole: frozenset[str]
    start: tuple[str, ...]
    inside: tuple[str, ...]
    opens_list: bool


def _load(name: str) -> Any:
    import yaml  # takes 60 ms: only when the lists are needed

    return yaml.safe_load((files("dateline") / "data" / "clean" / name).read_text(encoding="utf-8"))


_EDGE = " \t\u200e\u200f\u202a\u202b\u202c*•·»›▶►-–—|>#_=~+"
_SPACE = re.compile(r"\s+")


def fold(line: str) -> str:
    """A line for comparing: lower case, single spaces, straight apostrophes, no bullets at the edges."""
    plain = line.replace("’", "'").replace("\u00a0", " ").strip(_EDGE)
    return _SPACE.sub(" ", plain).lower()


@cache
def phrase_groups() -> tuple[PhraseGroup, ...]:
    """The furniture of pages, in the order of the file."""
    return tuple(
        PhraseGroup(
            kind,
            frozenset(fold(phrase) for phrase in entry.get("whole", ())),
            tuple(phrase.replace("’", "'").lower() for phrase in entry.get("start", ())),
            tuple(phrase.replace("’", "'").lower() for phrase in entry.get("inside", ())),
            bool(entry.get("opens_list", False)),
        )
        for kind, entry in _load("phrases.yaml").items()
    )


@cache
def words(name: str) -> tuple[str, ...]:
    """One flat list of `words.yaml`, longest first so that alternations match greedily."""
    return tuple(sorted((str(word) for word in _words()[name]), key=len, reverse=True))


@cache
def word_set(name: str) -> frozenset[str]:
    """The same list as a set of lower-case words."""
    return frozenset(word.lower() for word in words(name))


@cache
def months() -> Mapping[str, int]:
    """Month names of several languages, lower case, to 1-12."""
    return {name.lower(): int(number) for number, names in _words()["months"].items() for name in names}


@cache
def outlet_names() -> Mapping[str, str]:
    """Every known form of a publisher's name to the name used in the record; forms keep their case."""
    known: dict[str, str] = {}
    for group in _load("outlets.yaml").values():
        for name, forms in group.items():
            known[str(name)] = str(name)
            known.update((str(form), str(name)) for form in forms)
    return known


@cache
def _words() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = _load("words.yaml")
    return loaded
