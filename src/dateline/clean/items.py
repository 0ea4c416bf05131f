"""The words of one item of a container: a feed item's body, a stripped feed item's, a line's, a message's."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from dateline.errors import UnreadableInput

_BODIES = ("content:encoded", "content", "body", "xhtml:body", "description", "summary")
_CUT_OFF = re.compile(r"\s{0,3}(?:\[(?:…|\.\.\.|&#8230;)\]|…|\.\.\.)\s{0,3}$")
_END = "]]>"


@dataclass(frozen=True, slots=True)
class Words:
    """The words found: HTML or plain text, the excerpt beside them, and further facts of the item."""

    text: str = ""
    html: str = ""
    excerpt: str = ""


def from_feed_item(content: bytes, charset: str) -> Words:
    """The fullest body of an RSS item or Atom entry, from its own bytes; raises UnreadableInput when it has none."""
    bodies = _feed_bodies(content.decode(charset, errors="replace"))
    full = max(bodies.values(), key=len, default="")
    excerpt = bodies.get("description") or bodies.get("summary") or ""
    if not full.strip():
        raise UnreadableInput("this item of the feed has no text; collect the page that it links to")
    return Words(html=_as_html(full), excerpt=_plain(excerpt) if excerpt != full else "")


def _feed_bodies(item: str) -> dict[str, str]:
    bodies: dict[str, str] = {}
    path: list[str] = []
    parts: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        path.append(name)
        if len(path) == 2:
            parts.clear()
        elif len(path) > 2 and path[1] in _BODIES:
            parts.append(f"<{name.rsplit(':', maxsplit=1)[-1]}>")  # XHTML content: its tags are text to us

    def end(name: str) -> None:
        if len(path) == 2 and name in _BODIES:
            bodies[name] = max(bodies.get(name, ""), "".join(parts), key=len)
        elif len(path) > 2 and path[1] in _BODIES:
            parts.append(f"</{name.rsplit(':', maxsplit=1)[-1]}>")
        path.pop()

    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = parts.append
    parser.SkippedEntityHandler = lambda name, _parameter: parts.append(html.unescape(f"&{name};"))
    try:
        parser.Parse(item.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise UnreadableInput(f"broken XML in this item: {expat.ErrorString(error.code)}") from error
    return bodies


def from_json_feed_item(content: bytes) -> Words:
    """The body of a JSON Feed item; raises UnreadableInput when it has none."""
    item = _object(content)
    page, text = str(item.get("content_html") or ""), str(item.get("content_text") or "")
    summary = str(item.get("summary") or "")
    if not (page or text or summary).strip():
        raise UnreadableInput("this item of the feed has no text; collect the page that it links to")
    return Words(text="" if page else text or summary, html=page, excerpt=summary)


def from_dump_item(content: bytes, charset: str) -> Words:
    """The body between the excerpt's end and the item's end; the excerpt where no body follows it."""
    head, found, rest = content.decode(charset, errors="replace").partition(_END)
    body = rest.rsplit(_END, 1)[0] if _END in rest else rest
    excerpt = _CUT_OFF.sub("", _after_last_link(head))
    if sum(c.isalpha() for c in body[:500]) < 20:
        body = excerpt
    if not body.strip():
        raise UnreadableInput("this item of the feed has no text; collect the page that it links to")
    return Words(text=body, excerpt=excerpt if found else "")


def _after_last_link(head: str) -> str:
    """The excerpt: what follows the item's links, dates and categories on its first line."""
    cut = 0
    for match in re.finditer(r"https?://\S{1,2000}\s", head[:2000]):
        cut = match.end()
    return head[cut:]


def from_json_line(content: bytes, charset: str) -> Words:
    """The words of an input line: `html` where it has that, else `text`."""
    record = _object(content, charset)
    page, text = record.get("html"), record.get("text")
    if isinstance(text, str) and text.strip():
        return Words(text=text)
    if isinstance(page, str) and page.strip():
        return Words(html=page)
    raise UnreadableInput("the line has neither 'text' nor 'html' with words in it")


def from_telegram_message(content: bytes) -> Words:
    """The message's words; formatted parts are joined as they were."""
    return Words(text=_telegram_text(_object(content).get("text")))


def _telegram_text(text: object) -> str:
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(_telegram_text(part.get("text") if isinstance(part, dict) else part) for part in text)
    return ""


def _object(content: bytes, charset: str = "utf-8") -> dict[str, Any]:
    try:
        record = json.loads(content.decode(charset, errors="replace"))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"not valid JSON: {error}") from error
    if not isinstance(record, dict):
        raise UnreadableInput("not a JSON object")
    return record


def _as_html(body: str) -> str:
    return body if "<" in body else html.escape(html.unescape(body)).replace("\n", "<br>")


def _plain(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,2000}>", " ", body)).split())
