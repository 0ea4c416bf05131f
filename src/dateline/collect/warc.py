"""WARC files, packed or not: each HTML response is a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from dateline.collect.encoding import charset_of
from dateline.collect.items import Origin, failure, raw
from dateline.collect.limits import Limits, in_megabytes
from dateline.domain.article import Failure, Raw

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(stream: IO[bytes], origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    """One Raw per HTML response that succeeded; pictures, scripts and error pages are no articles: passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages, records = 0, 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type):
            records += 1
            if record.record_type == WarcRecordType.response:
                outcome = _page(record, origin, limits)
                if outcome is not None:
                    pages += 1
                    yield outcome
    except Exception as error:  # the archive reader raises many kinds for a damaged file; all mean the same to a reader
        yield failure(origin, f"the WARC file is damaged after record {records}: {error}")
        return
    if not pages:
        yield failure(origin, "no HTML page with status 200 in this WARC file")


def _page(record: Any, origin: Origin, limits: Limits) -> Raw | Failure | None:
    headers = record.http_headers
    if headers is None or headers.status_code != 200 or not (record.http_content_type or "").startswith(_PAGE_TYPES):
        return None
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    here = Origin(f"{origin.location}#{url}", origin.now, origin.source_path)
    content = record.reader.read(limits.page_bytes + 1)
    if len(content) > limits.page_bytes:
        return failure(here, f"the page is longer than {in_megabytes(limits.page_bytes)}")
    if not content.strip():
        return failure(here, "the page is empty")
    given = {
        "url": url,
        "captured": record.headers.get("WARC-Date"),
        "charset": charset_of(content, record.http_charset),
    }
    return raw(here, "html", content, given)
