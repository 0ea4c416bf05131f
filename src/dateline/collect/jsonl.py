"""Articles as JSON Lines: one object a line, each read by itself, so that a broken line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from dateline.collect.encoding import charset_of
from dateline.collect.items import Origin, failure, raw
from dateline.collect.limits import Limits, in_megabytes
from dateline.domain.article import Failure, Raw

_FACTS = {"id": "external_id", "url": "url", "outlet": "outlet", "title": "title", "published": "published"}
_MORE_FACTS = {"updated": "updated", "language": "language", "byline": "byline"}
_ALL_FACTS = {**_FACTS, **_MORE_FACTS}


def read_json_lines(stream: IO[bytes], origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    """One Raw per line; the line's own bytes are kept as they stand."""
    number = 0
    while line := stream.readline(limits.item_bytes + 1):
        number += 1
        here = Origin(f"{origin.location}:{number}", origin.now, origin.source_path)
        if len(line) > limits.item_bytes:
            yield failure(here, f"the line is longer than {in_megabytes(limits.item_bytes)}; write one article a line")
            _skip_rest(stream, line, limits.item_bytes)
        elif line.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield _read_line(line.rstrip(b"\r\n"), here)
    if number == 0:
        yield failure(origin, "the file is empty")


def _skip_rest(stream: IO[bytes], line: bytes, step: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(step)


def _read_line(line: bytes, origin: Origin) -> Raw | Failure:
    charset = charset_of(line)
    try:
        record = json.loads(line.decode(charset))
    except UnicodeDecodeError:
        return failure(origin, "the line is not UTF-8; save the file as UTF-8")
    except RecursionError:
        return failure(origin, "the JSON of this line is nested too deeply")
    except json.JSONDecodeError as error:
        return failure(origin, f"the line is not valid JSON: {error.msg} at character {error.pos + 1}")
    except ValueError as error:
        return failure(origin, f"the line is not valid JSON: {error}")
    if not isinstance(record, dict):
        return failure(origin, 'the line is not a JSON object; write {"title": ..., "text": ...}')
    if not any(isinstance(record.get(key), str) and record[key].strip() for key in ("text", "html")):
        return failure(origin, "the line has neither 'text' nor 'html' with words in it")
    given = {ours: _word(record.get(theirs)) for theirs, ours in _ALL_FACTS.items()}
    return raw(origin, "jsonl_line", line, {**given, "charset": charset})


def _word(value: object) -> str | None:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
