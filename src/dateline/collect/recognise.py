"""What a file is, by its first bytes; the name is only asked where the content leaves it open."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum
from pathlib import PurePath

from dateline.collect.encoding import charset_of, decode
from dateline.errors import UnreadableInput

HEAD_BYTES = 65_536
"""How much of a file is looked at: enough for the first items of any feed."""


class Kind(StrEnum):
    """The containers and pages that can be read."""

    FEED = "feed"
    JSON_FEED = "json_feed"
    FEED_DUMP = "feed_dump"
    HTML = "html"
    PAGE_TEXT = "page_text"
    JSON_LINES = "jsonl"
    TELEGRAM = "telegram"
    WARC = "warc"


_MAGIC = (
    (b"%PDF", "a PDF; save the article's page as .html or its text as .txt"),
    (b"\x89PNG", "a PNG picture, not an article"),
    (b"\xff\xd8\xff", "a JPEG picture, not an article"),
    (b"GIF8", "a GIF picture, not an article"),
    (b"RIFF", "a picture, sound or film (RIFF), not an article"),
    (b"PK\x03\x04", "a ZIP archive or Office document; unpack it, or save the text as .txt"),
    (b"\x7fELF", "a program (ELF), not an article"),
    (b"SQLite format 3", "an SQLite database, not an article"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
)
_TEXT_ENDINGS = frozenset({".txt", ".text", ""})
_HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_HTML_SIGN = re.compile(r"<(?:!doctype html|html|head|body|article|meta|title)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|br|a|span|h[1-6]|ul|li|article|section|table|img)[\s/>]", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,60})")
DUMP_DATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC|[A-Z]{1,4})"
)
"""The date form of RSS (RFC 822 with four-digit years), as it survives in a feed without its tags."""


def recognise(head: bytes, name: str) -> Kind:
    """The kind of a file from its first `HEAD_BYTES` bytes; raises UnreadableInput with the reason when it is none."""
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableInput("the file is empty")
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if head.startswith(b"\x1f\x8b"):
        return _unpacked_kind(head)
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UnreadableInput(f"this is {what}")
    charset = charset_of(head, whole=False)
    text = decode(head, charset).lstrip("\ufeff \t\r\n")
    _refuse_binary(text)
    ending = PurePath(name).suffix.lower()
    if text[:1] in "{[":
        return _json_kind(text, ending)
    if text.startswith("<"):
        return _markup_kind(text)
    return _text_kind(text, ending)


def _unpacked_kind(head: bytes) -> Kind:
    try:
        start = zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error as error:
        raise UnreadableInput("the gzip archive is broken; fetch or copy it again") from error
    if start.startswith(b"WARC/"):
        return Kind.WARC
    raise UnreadableInput("this is a gzip archive; unpack it first (only .warc.gz is read packed)")


def _refuse_binary(text: str) -> None:
    sample = text[:8192]
    odd = sum((ord(c) < 32 and c not in "\t\n\r\f\v\x1b") or c == "\ufffd" or 0x7F <= ord(c) < 0xA0 for c in sample)
    if "\x00" in sample or odd > 0.02 * len(sample) + 2:
        raise UnreadableInput("this is binary data, not text; save the article as .html or .txt")


def _json_kind(text: str, ending: str) -> Kind:
    if ending in {".jsonl", ".ndjson"}:
        return Kind.JSON_LINES
    start = text[:4096]
    if "jsonfeed.org/version" in start:
        return Kind.JSON_FEED
    if ('"messages"' in start and '"type"' in start) or ('"chats"' in text[:20_000] and '"messages"' in text):
        return Kind.TELEGRAM
    if text.startswith("{") and re.search(r'"(?:text|html|title)"\s{0,4}:', text):
        return Kind.JSON_LINES
    if text.startswith("["):
        if re.match(r"\[\s{0,200}[{\]\"0-9]", text) is None:
            return _text_kind(text, ending)
        raise UnreadableInput("this is a JSON list; write one object a line instead (.jsonl)")
    if text.startswith("{") and re.match(r"\{\s{0,200}[\"}]", text):
        raise UnreadableInput("this JSON is no feed, no Telegram export and has no 'text' or 'html'")
    return _text_kind(text, ending)


def _markup_kind(text: str) -> Kind:
    start = text[:8192]
    page, feed = _HTML_SIGN.search(start), _FEED_ROOT.search(start)
    if feed and (page is None or feed.start() < page.start()):
        return Kind.FEED
    if page or _TAG.search(start):
        return Kind.HTML
    if "<!ENTITY" in start:
        return Kind.FEED
    root = _ROOT.search(start)
    if text.startswith("<?xml") or root:
        name = root.group(1) if root else "?"
        raise UnreadableInput(f"this is XML of an unknown kind (<{name}>), neither a feed nor a page")
    raise UnreadableInput("this begins with '<' but is neither a feed nor a page")


def _text_kind(text: str, ending: str) -> Kind:
    if "]]>" in text and len(DUMP_DATE.findall(text)) >= 1 and re.search(r"https?://\S", text):
        return Kind.FEED_DUMP
    if len(_TAG.findall(text[:20_000])) >= 5 or ending in _HTML_ENDINGS:
        return Kind.HTML
    if ending in {".jsonl", ".ndjson"}:
        return Kind.JSON_LINES
    if ending in _TEXT_ENDINGS:
        return Kind.PAGE_TEXT
    raise UnreadableInput(f"a file ending in '{ending}' is not read; if it is an article's text, rename it to .txt")
