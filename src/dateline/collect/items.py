"""Making `Raw` values and `Failure` lines: one place for hashing, tidy locations and one-line reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dateline.domain.article import Failure, Raw

STEP = "collect"
_REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when something is being read: shown location, path as given, and the time of collecting."""

    location: str
    now: datetime
    source_path: str | None = None

    def part(self, name: str) -> Origin:
        """The same origin, pointing at one item inside it."""
        return Origin(f"{self.location}#{name}", self.now, self.source_path)


def one_line(text: str) -> str:
    """The text with control characters written out (`\\n`), so that it stays one line in any list."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode("ascii") for c in text)
    return shown if len(shown) <= _REASON_LENGTH else shown[: _REASON_LENGTH - 1] + "…"


def raw(origin: Origin, kind: str, content: bytes, given: Mapping[str, str | None]) -> Raw:
    """A Raw of exactly these bytes; facts that are missing or blank are left out."""
    facts = {key: value.strip() for key, value in given.items() if value and value.strip()}
    if origin.source_path:
        facts["source_path"] = origin.source_path
    digest = hashlib.sha256(content).hexdigest()
    return Raw(content, digest, kind, origin.location, origin.now, tuple(sorted(facts.items())))


def failure(origin: Origin, reason: str) -> Failure:
    """What could not be read and why, in one line."""
    return Failure(one_line(origin.location), STEP, one_line(reason))
