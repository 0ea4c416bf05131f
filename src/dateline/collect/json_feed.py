"""JSON Feed 1.0 and 1.1 (jsonfeed.org): one article per item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from dateline.collect.items import Origin, failure, raw
from dateline.collect.json_elements import elements
from dateline.collect.limits import Limits
from dateline.collect.outlet import publisher_of
from dateline.domain.article import Failure, Raw
from dateline.errors import UnreadableInput


def read_json_feed(stream: IO[bytes], origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    """One Raw per item, with the item's exact bytes."""
    number = 0
    try:
        for feed, content in elements(stream, "items", limits):
            number += 1
            yield _item(feed, content, origin.part(str(number)))
    except UnreadableInput as error:
        yield failure(origin, str(error))
    else:
        if not number:
            yield failure(origin, "the feed has no items")


def _item(feed: dict[str, object], content: bytes, origin: Origin) -> Raw | Failure:
    try:
        item = json.loads(content)
    except (ValueError, RecursionError) as error:
        return failure(origin, f"this item is not valid JSON: {error}")
    home = _word(feed.get("home_page_url"))
    url = _word(item.get("url")) or _word(item.get("id"))
    given = {
        "title": _word(item.get("title")),
        "url": url if url and url.startswith(("http://", "https://")) else None,
        "published": _word(item.get("date_published")),
        "updated": _word(item.get("date_modified")),
        "language": _word(item.get("language")) or _word(feed.get("language")),
        "outlet": publisher_of(_word(feed.get("title")) or "", home or url),
        "charset": "utf-8",
    }
    return raw(origin, "json_feed_item", content, given)


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
