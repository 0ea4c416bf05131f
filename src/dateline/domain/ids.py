"""Identifiers that hash what identifies a thing, so that a second run finds the same ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u to misread
_LENGTH = 12  # 60 bits: one chance in two million of any collision among a million things


def stable_id(prefix: str, parts: Iterable[object]) -> str:
    """A short id, the same for the same parts in the same order; `None` differs from the empty string."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    number = int.from_bytes(hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    letters = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, 32)
        letters.append(_ALPHABET[rest])
    return f"{prefix}-{''.join(letters)}"


def article_id(url: str | None, sha256: str) -> str:
    """An article is its canonical URL, or, without one, its raw bytes."""
    return stable_id("a", ("url", url) if url else ("bytes", sha256))


def report_id(article: str, event_type: str, start: int, end: int, ordinal: int = 0) -> str:
    """A report is its article, type and first evidence span; `ordinal` tells apart several in one clause."""
    return stable_id("r", (article, event_type, start, end, ordinal))


def incident_id(anchor_report: str) -> str:
    """An incident's id comes from its anchor report, so every id ever given leads on to an incident."""
    return stable_id("i", (anchor_report,))
