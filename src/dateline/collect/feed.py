"""RSS 0.9 to 2.0 and Atom, read piece by piece; every item keeps its exact bytes.

Nothing outside the file is ever fetched and no entity is ever expanded: a feed that declares entities is refused as a
whole, names such as `&nbsp;` are read from HTML's own table.
"""

from __future__ import annotations

import codecs
import html
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import IO
from xml.parsers import expat

from dateline.collect.encoding import charset_of
from dateline.collect.items import Origin, failure, raw
from dateline.collect.limits import Limits, in_megabytes
from dateline.collect.outlet import publisher_of
from dateline.domain.article import Failure, Raw
from dateline.errors import UnreadableInput

_CHUNK = 65_536
_ITEMS = frozenset({"item", "entry"})
_FACTS = {
    "title": "title",
    "link": "url",
    "guid": "guid",
    "id": "guid",
    "pubDate": "published",
    "published": "published",
    "dc:date": "published",
    "updated": "updated",
    "atom:updated": "updated",
    "dc:creator": "byline",
    "dc:language": "language",
    "source": "outlet",
}
_CHANNEL_FACTS = {"title": "title", "link": "link", "language": "language", "dc:language": "language"}


class _Reader:
    """Collects facts while expat walks the file; ends of items are queued with their byte offsets."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.channel: dict[str, str] = {}
        self.item: dict[str, str] = {}
        self.words: list[str] = []
        self.item_start: int | None = None
        self.done: list[tuple[int, int, dict[str, str]]] = []
        self.parser = expat.ParserCreate()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.path) > 200:
            raise UnreadableInput("the feed's tags are nested more than 200 deep")
        self.path.append(name)
        self.words = []
        if name in _ITEMS and self.item_start is None:
            self.item_start, self.item = self.parser.CurrentByteIndex, {}
        if name == "link" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
            self._keep("link", attributes["href"])
        if name == "feed" and "xml:lang" in attributes:
            self.channel.setdefault("language", attributes["xml:lang"])

    def end(self, name: str) -> None:
        self.path.pop()
        inside = self.item_start is not None
        if name in _ITEMS and inside and not _ITEMS & set(self.path):
            self.done.append((self.item_start or 0, self.parser.CurrentByteIndex, self.item))
            self.item_start = None
        elif name == "name" and self.path[-1:] == ["author"]:
            self._keep("dc:creator", "".join(self.words))
        elif self.path and self.path[-1] in _ITEMS | {"channel", "feed"}:
            self._keep(name, "".join(self.words))
        self.words = []

    def text(self, data: str) -> None:
        self.words.append(data)

    def entity(self, name: str, parameter: bool) -> None:
        if not parameter:
            self.words.append(html.unescape(f"&{name};"))

    def refuse_entities(self, *_: object) -> None:
        raise UnreadableInput("the file declares entities of its own (a known way to fill memory); remove its DOCTYPE")

    def _keep(self, name: str, value: str) -> None:
        value = " ".join(value.split())
        if not value:
            return
        if self.item_start is not None:
            if name in _FACTS and not (name in {"link"} and "link" in self.item):
                self.item.setdefault(_FACTS[name], value)
        elif name in _CHANNEL_FACTS:
            self.channel.setdefault(_CHANNEL_FACTS[name], value)


def read_feed(stream: IO[bytes], origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    """One Raw per item, in the feed's order; where the XML breaks, the items before stand and one Failure says so."""
    reader, number = _Reader(), 0
    try:
        for content, found, charset in _items(stream, reader, limits):
            number += 1
            given = {**_tidy(found, reader.channel), "charset": charset}
            yield raw(origin.part(str(number)), "feed_item", content, given)
    except UnreadableInput as error:
        yield failure(origin, f"{error}{_so_far(number)}")
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        yield failure(origin, f"broken XML at line {error.lineno}, column {error.offset + 1}: {what}{_so_far(number)}")
    else:
        if number == 0:
            yield failure(origin, "the feed has no items")


def _so_far(number: int) -> str:
    return f"; items before it that were read: {number}" if number else ""


def _items(stream: IO[bytes], reader: _Reader, limits: Limits) -> Iterator[tuple[bytes, dict[str, str], str]]:
    chunk = stream.read(_CHUNK)
    charset = charset_of(chunk, whole=False)
    recode = codecs.getincrementaldecoder(charset)(errors="replace") if _must_be_recoded(charset) else None
    reader.parser = _parser(reader, "utf-8" if recode else charset)
    window, window_start = bytearray(), 0
    while True:
        data = recode.decode(chunk, not chunk).encode("utf-8") if recode else chunk
        window += data
        trouble = _parse(reader, data, last=not chunk)
        for start, end, facts in reader.done:
            closed = window.find(b">", end - window_start) + 1
            yield bytes(window[start - window_start : closed]), facts, "utf-8" if recode else charset
        reader.done.clear()
        if trouble:
            raise trouble
        seen = window_start + len(window)
        # what follows a chunk's last tag may belong to the next one, so a little is always kept
        keep_from = reader.item_start if reader.item_start is not None else max(window_start, seen - _CHUNK)
        del window[: keep_from - window_start]
        window_start = keep_from
        if len(window) > limits.item_bytes + _CHUNK:
            raise UnreadableInput(f"an item is longer than {in_megabytes(limits.item_bytes)}")
        if not chunk:
            return
        chunk = stream.read(_CHUNK)


def _parse(reader: _Reader, data: bytes, *, last: bool) -> expat.ExpatError | UnreadableInput | None:
    """Trouble is handed back, not raised, because items that ended before it are still to be taken."""
    try:
        reader.parser.Parse(data, last)
    except (expat.ExpatError, UnreadableInput) as trouble:
        return trouble
    return None


def _must_be_recoded(charset: str) -> bool:
    """Expat reads UTF-8 and the old one-byte code pages as they stand; anything else goes in as UTF-8."""
    name = codecs.lookup(charset).name
    return not name.startswith(("utf-8", "ascii", "cp125", "iso8859", "koi8"))


def _parser(reader: _Reader, charset: str) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8" if charset.startswith("utf-8") else charset)
    parser.buffer_text = True
    parser.UseForeignDTD(True)  # undeclared names such as &nbsp; then reach `entity` instead of ending the reading
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.SkippedEntityHandler = reader.entity
    parser.EntityDeclHandler = reader.refuse_entities
    return parser


def _tidy(item: dict[str, str], channel: dict[str, str]) -> dict[str, str | None]:
    facts: dict[str, str | None] = dict(item)
    guid = item.get("guid", "")
    facts["url"] = item.get("url") or (guid if guid.startswith(("http://", "https://")) else None)
    facts["outlet"] = item.get("outlet") or publisher_of(channel.get("title", ""), channel.get("link") or facts["url"])
    facts["language"] = item.get("language") or channel.get("language")
    for key in ("published", "updated"):
        if item.get(key):
            facts[key] = iso_date(item[key])
    if item.get("title"):
        facts["title"] = html.unescape(item["title"])
    facts.pop("guid", None)
    return facts


def iso_date(text: str) -> str:
    """A feed's date as ISO 8601; what is in no known form is passed on as it stands."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        return text
