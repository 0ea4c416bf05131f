"""What an importer finds: one actor of a foreign list, in the terms of a pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.domain.vocabulary import ActorKind

MAX_NAMES = 60
"""Names kept of one actor; a list with more has taken in whole sentences."""
MAX_NAME = 200
_SCRIPTS = (
    ("ar", "\u0600", "\u06ff"),
    ("ru", "\u0400", "\u04ff"),
    ("he", "\u0590", "\u05ff"),
    ("el", "\u0370", "\u03ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7a3"),
    ("my", "\u1000", "\u109f"),
    ("am", "\u1200", "\u137f"),
)


@dataclass(frozen=True, slots=True)
class FoundName:
    """One name with its language by script and its use as packs tell it."""

    text: str
    lang: str = "en"
    use: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A line of a list that names an actor only by its identifier there: whose list, its name or programme, and a day.

    `by` is the country code of the authority, or the id of an actor of the book.
    """

    foreign: str
    by: str
    program: str
    date: str | None


@dataclass(frozen=True, slots=True)
class FoundActor:
    """One actor of a foreign list; `foreign` is its identifier there."""

    foreign: str
    kind: ActorKind
    names: tuple[FoundName, ...]
    country: str | None = None
    born: str | None = None
    died: str | None = None
    designations: tuple[tuple[str, str, str | None], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    note: str = ""

    @property
    def name(self) -> str:
        """The first name in Latin letters, else the first."""
        return next((n.text for n in self.names if n.text.isascii()), self.names[0].text)


def clean_name(text: Any) -> str:
    """One line of printable characters, bounded; '' for what is none."""
    if not isinstance(text, str):
        return ""
    plain = unicodedata.normalize("NFC", text[: MAX_NAME * 2])
    if not plain.isprintable():
        plain = "".join(c if c.isprintable() else " " for c in plain)
    return " ".join(plain.split())[:MAX_NAME].strip()


def not_an_actor(sort: str) -> str:
    """The reason why a vessel or an address is left out."""
    return f"{'an' if sort[:1].lower() in tuple('aeiou') else 'a'} {sort} is no actor"


def script_of(text: str) -> str:
    """A language code that stands for the script: 'ar' for Arabic letters, 'ru' for Cyrillic, else 'en'."""
    if text.isascii():
        return "en"
    return next((lang for lang, first, last in _SCRIPTS if any(first <= c <= last for c in text)), "en")


def unique_names(names: Iterator[FoundName]) -> tuple[FoundName, ...]:
    """Each spelling once, at most MAX_NAMES, in order."""
    seen: dict[str, FoundName] = {}
    for name in names:
        if name.text and len(seen) < MAX_NAMES:
            seen.setdefault(name.text, name)
    return tuple(seen.values())


def slug(foreign: str) -> str:
    """Lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", foreign.lower()).strip("-")[:80] or "unnamed"
