"""What comes in: sources, raw bytes, articles, and inputs that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateline.domain.dates import DateRange
from dateline.domain.text import Span


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was published: the outlet's name and the address or file it was read from."""

    outlet: str | None
    location: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they were collected, before anything was changed.

    `kind` is what the bytes were recognised as (`html`, `page_text`, `feed_item`, `jsonl_line`, ...);
    `given` holds what the container said about the item (title, url, published, outlet, language, external_id, ...).
    """

    content: bytes
    sha256: str
    kind: str
    location: str
    collected_at: datetime
    given: tuple[tuple[str, str], ...] = ()

    def about(self, key: str) -> str | None:
        """What the container said under `key`, or None."""
        return dict(self.given).get(key)


@dataclass(frozen=True, slots=True)
class Article:
    """Clean text of one publication; every span found points into `text`.

    `published` and `updated` are dates as printed (None where none is). `origins` are publishers named in the text as
    the origin of what it reprints ('MEMRI', 'POLITICO', 'The Guardian'): such an article is no independent witness.
    `translated` marks text that shows machine translation. `captions` are picture captions kept outside the body.
    """

    id: str
    source: Source
    text: str
    sha256: str
    title: str | None = None
    url: str | None = None
    external_id: str | None = None
    source_path: str | None = None
    byline: str | None = None
    published: DateRange | None = None
    updated: DateRange | None = None
    language: str | None = None
    dateline_place: str | None = None
    translated: bool = False
    origins: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()

    @property
    def outlet(self) -> str | None:
        """The publisher's name."""
        return self.source.outlet

    def quote(self, span: Span) -> str:
        """The words that a span marks."""
        return span.quote(self.text)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that stopped at a step, and why, in one line."""

    location: str
    step: str
    reason: str

    def __str__(self) -> str:
        return f"{self.location}: {self.reason}"
