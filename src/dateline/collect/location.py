"""Reading whatever a location holds: the kind is recognised, its reader called, trouble listed."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from dateline.collect.encoding import charset_of
from dateline.collect.feed import read_feed
from dateline.collect.feed_dump import read_feed_dump
from dateline.collect.folder import files, reason
from dateline.collect.items import Origin, failure, one_line, raw
from dateline.collect.json_feed import read_json_feed
from dateline.collect.jsonl import read_json_lines
from dateline.collect.limits import DEFAULT_LIMITS, Limits, in_megabytes
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


def collect(location: str, now: datetime, limits: Limits = DEFAULT_LIMITS) -> Iterator[Raw | Failure]:
    """Everything readable at a path, folder or address, one Raw per article; what cannot be read, one Failure each.

    `now` is the time of collecting that every Raw carries. Nothing is kept in memory beyond one item and one folder's
    names. The order is that of the input; folders go by name.
    """
    if location.startswith(("http://", "https://")):
        from dateline.collect.http import read_address

        yield from read_address(location, now, limits)
        return
    shown = one_line(location.rstrip("/") or location)
    origin = Origin(shown, now, shown)
    path = Path(location)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield failure(origin, reason(error) if isinstance(error, OSError) else f"not a usable name: {error}")
        return
    if not stat.S_ISDIR(mode):
        yield from _read_file(path, origin, limits)
        return
    found = False
    for entry in files(path, origin, limits):
        found = True
        if isinstance(entry, Failure):
            yield entry
        else:
            file, here = entry
            yield from _read_file(file, Origin(one_line(here.location), now, one_line(here.source_path or "")), limits)
    if not found:
        yield failure(origin, "the folder has no files in it")


def _read_file(path: Path, origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield failure(origin, "this is a pipe, socket or device, not a file")
            return
        with path.open("rb") as stream:
            yield from read_stream(stream, path.name, origin, limits)
    except OSError as error:
        yield failure(origin, reason(error))


def read_stream(stream: IO[bytes], name: str, origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    """Everything in one open, seekable file."""
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
        yield _single(kind, content, name, origin)


def _single(kind: Kind, content: bytes, name: str, origin: Origin) -> Raw:
    stem = Path(name).stem if kind is Kind.PAGE_TEXT else None
    return raw(origin, kind.value, content, {"charset": charset_of(content), "external_id": stem and one_line(stem)})
