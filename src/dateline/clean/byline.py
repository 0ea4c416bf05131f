"""Who wrote it: 'By SETH J. FRANTZMAN', 'Posted by M. Colman', '(Reporting by A. Writer; Editing by B. Editor)'."""

from __future__ import annotations

import re
from functools import cache

from dateline.clean.words import words

_NAME_WORD = r"(?:[A-ZÀ-Þ][\w'’.-]{0,25}|al-\w{2,25}|bin|ibn|van|von|der|de|di|el|al|[\u0621-\u064a]{2,20})"
_NAME = rf"{_NAME_WORD}(?:[ ]{{1,2}}{_NAME_WORD}){{0,4}}"
_AND = r"(?:,[ ]and[ ]|,[ ]|[ ]and[ ]|[ ]&[ ]|[ ]et[ ]|[ ]und[ ])"
_NAMES = rf"{_NAME}(?:{_AND}{_NAME}){{0,4}}"
_REPORTING = re.compile(rf"\(?(?:Additional )?[Rr]eporting by (?P<names>{_NAMES})")


@cache
def _starts() -> re.Pattern[str]:
    starts = "|".join(re.escape(start) for start in words("byline_starts"))
    return re.compile(
        rf"(?:^|[|/–—·•-][ ]{{0,3}}|\d[ ]{{1,3}})(?:(?i:{starts}))[ :]{{1,3}}(?P<names>{_NAMES})(?P<rest>.{{0,80}})$"
    )


def find_byline(line: str) -> str | None:
    """The names of a line that is a byline and nothing else but dates and desk names, or None."""
    line = " ".join(line[:240].split())
    match = _starts().search(line)
    if match is None or re.search(r"[a-z]{3,}\s[a-z]{3,}\s[a-z]{3,}", match.group("rest")):
        return None
    return tidy_names(match.group("names"))


def find_reporters(line: str) -> str | None:
    """The names in an agency's closing credit, or None."""
    match = _REPORTING.search(line[:400])
    return tidy_names(match.group("names")) if match else None


def tidy_names(names: str) -> str | None:
    """Names in usual case with single spaces; None when there is nothing to show."""
    plain = " ".join(names.split()).strip(" ,;|")
    if plain.isupper() and len(plain) > 4:
        plain = " ".join(_usual_case(word) for word in plain.split(" "))
    return plain or None


def _usual_case(word: str) -> str:
    if word in {"AND", "VAN", "VON", "DE", "DER"}:
        return word.lower()
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
