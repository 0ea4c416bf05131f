"""Reading one open file or answer: its kind is recognised and its reader called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dateline.collect.encoding import charset_of
from dateline.collect.feed import read_feed
from dateline.collect.feed_dump import read_feed_dump
from dateline.collect.items import Origin, failure, one_line, raw
from dateline.collect.json_feed import read_json_feed
from dateline.collect.jsonl import read_json_lines
from dateline.collect.limits import Limits, in_megabytes
from dateline.collect.recognise import HEAD_BYTES, Kind, recognise
from dateline.collect.telegram import read_telegram
from dateline.collect.warc import read_warc
from dateline.domain.article import Failure, Raw
from dateline.errors import UnreadableInput

_STREAMED = {
    Kind.FEED: read_feed,
    Kind.JSON_FEED: read_json_feed,
    Kind.JSON_LINES: read_json_lines,
    Kind.TELEGRAM: read_telegram,
    Kind.WARC: read_warc,
}


def read_stream(
    stream: IO[bytes], name: str, origin: Origin, limits: Limits, declared: str | None = None
) -> Iterator[Raw | Failure]:
    """Everything in one open, seekable file; `declared` is the encoding that a server said it has."""
    head = stream.read(HEAD_BYTES)
    try:
        kind = recognise(head, name)
    except UnreadableInput as error:
        yield failure(origin, str(error))
        return
    stream.seek(0)
    if kind in _STREAMED:
        yield from _STREAMED[kind](stream, origin, limits)
        return
    limit = limits.feed_bytes if kind is Kind.FEED_DUMP else limits.page_bytes
    content = stream.read(limit + 1)
    if len(content) > limit:
        what = "feed" if kind is Kind.FEED_DUMP else "page"
        yield failure(origin, f"the file is longer than {in_megabytes(limit)}, too long for one {what}; split it")
    elif kind is Kind.FEED_DUMP:
        yield from read_feed_dump(content, origin)
    else:
        yield _single(kind, content, name, origin, declared)


def _single(kind: Kind, content: bytes, name: str, origin: Origin, declared: str | None) -> Raw:
    stem = Path(name).stem if kind is Kind.PAGE_TEXT else None
    return raw(
        origin, kind.value, content, {"charset": charset_of(content, declared), "external_id": stem and one_line(stem)}
    )
