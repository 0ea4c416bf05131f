"""A feed whose tags were stripped: title, link, date, guid, excerpt and `]]>`, body and `]]>`, again and again.

What marks an item is a link followed by a date in the form of RSS; the title runs from the end of the item before to
that link. The first such pair is the channel when a language or the channel's own furniture follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import pairwise

from dateline.collect.encoding import charset_of, decode
from dateline.collect.items import Origin, failure, raw
from dateline.collect.outlet import publisher_of
from dateline.collect.recognise import DUMP_DATE
from dateline.domain.article import Failure, Raw

_URL = re.compile(r"https?://\S{3,2000}")
_END = "]]>"
_CHANNEL_WORDS = re.compile(
    r"(?:[a-z]{2}(?:-[A-Za-z]{2,4})?\s|(?:hourly|daily|weekly|monthly|yearly)\s\d{1,4}\s|\d{1,4}\s)"
)
_LANGUAGE = re.compile(r"\s([a-z]{2}(?:-[A-Za-z]{2,4})?)\s")
_HEADER = 600  # a title, a link and what stands between link and date never need more


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A link with the date after it: the surest sign of an item or of the channel."""

    title_end: int
    url: str
    date: str
    end: int


def read_feed_dump(content: bytes, origin: Origin) -> Iterator[Raw | Failure]:
    """One Raw per item of the dump, each with its own URL, title, date and publisher."""
    charset = charset_of(content)
    text = decode(content, charset)
    anchors = list(_anchors(text))
    if not anchors:
        yield failure(origin, "this looks like a feed without tags, but no item (link, then date) was found in it")
        return
    channel, items = _split_channel(text, anchors)
    shared = _channel_facts(text, channel)
    for number, (start, anchor, end) in enumerate(_cut(text, channel, items), 1):
        title = _title(text[start : anchor.title_end], first=number == 1)
        if not title:
            yield failure(origin.part(str(number)), "this item of the feed has no title")
            continue
        facts = {**shared, "title": title, "url": anchor.url, "published": _iso(anchor.date), "charset": charset}
        piece = text[start:end]
        offset = piece.find(title)
        yield raw(origin.part(str(number)), "dump_item", piece[max(0, offset) :].encode(charset, "replace"), facts)


def _anchors(text: str) -> Iterator[_Anchor]:
    for date in DUMP_DATE.finditer(text):
        before = text[max(0, date.start() - _HEADER) : date.start()]
        before = before[before.rfind("\n") + 1 :] if "\n" in before.strip("\n") else before
        links = list(_URL.finditer(before))
        if links:
            # the last link before the date is the item's, unless it is the address of its comments
            link = next(
                (one for one in links[::-1] if "#comment" not in one.group() and "/feed" not in one.group()), links[-1]
            )
            yield _Anchor(date.start() - len(before) + link.start(), link.group(), date.group(), date.end())


def _split_channel(text: str, anchors: list[_Anchor]) -> tuple[_Anchor | None, list[_Anchor]]:
    first = anchors[0]
    until = anchors[1].title_end if len(anchors) > 1 else len(text)
    if _END not in text[first.end : until]:
        return first, anchors[1:]
    return None, anchors


def _channel_facts(text: str, channel: _Anchor | None) -> dict[str, str | None]:
    if channel is None:
        return {}
    language = _LANGUAGE.match(text[channel.end : channel.end + 20])
    return {
        "outlet": publisher_of(text[: channel.title_end].strip(), channel.url),
        "language": language.group(1) if language else None,
        "feed": channel.url,
    }


def _cut(text: str, channel: _Anchor | None, items: list[_Anchor]) -> Iterator[tuple[int, _Anchor, int]]:
    starts = [channel.end if channel else 0]
    for before, item in pairwise(items):
        last = text.rfind(_END, before.end, item.title_end)
        starts.append(last + len(_END) if last >= 0 else text.rfind("\n", before.end, item.title_end) + 1)
    ends = [*starts[1:], len(text)]
    yield from zip(starts, items, ends, strict=True)


def _title(between: str, *, first: bool) -> str:
    """The words before the link; in front of the first title stand the channel's own link, picture and numbers."""
    if first:
        links = list(_URL.finditer(between))
        between = between[links[-1].end() :] if links else between
        between = between.lstrip()
        while match := _CHANNEL_WORDS.match(between):
            between = between[match.end() :]
    return between.strip().rsplit("\n", 1)[-1].strip()


def _iso(date: str) -> str | None:
    try:
        return parsedate_to_datetime(date).isoformat()
    except ValueError:
        return None
