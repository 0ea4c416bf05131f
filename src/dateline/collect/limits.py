"""How much of one input is taken in; beyond it, the input is listed with its reason instead of filling memory."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one input: sizes in bytes, times in seconds.

    `page_bytes` bounds one page or text, `item_bytes` one feed item, line or message, `feed_bytes` a whole feed dump;
    feeds, JSON Lines, Telegram exports and WARC files of any length are read piece by piece.
    """

    page_bytes: int = 10 * MEGABYTE
    item_bytes: int = 4 * MEGABYTE
    feed_bytes: int = 64 * MEGABYTE
    folder_depth: int = 64
    connect_seconds: float = 10.0
    total_seconds: float = 60.0
    redirects: int = 5


DEFAULT_LIMITS = Limits()


def in_megabytes(size: int) -> str:
    """A size as people say it: '4 MB'."""
    return f"{size / MEGABYTE:.0f} MB" if size >= MEGABYTE else f"{size:,} bytes"
