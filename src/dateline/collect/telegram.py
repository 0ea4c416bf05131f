"""Telegram Desktop's chat export (`result.json`): one article per message that has words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from dateline.collect.items import Origin, failure, raw
from dateline.collect.json_elements import elements
from dateline.collect.limits import Limits
from dateline.domain.article import Failure, Raw
from dateline.errors import UnreadableInput


def read_telegram(stream: IO[bytes], origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    """One Raw per message; channel name = outlet, the forwarded-from name and both dates are kept.

    Service messages and messages without words (a picture alone) hold nothing to read and are passed over.
    """
    try:
        for chat, content in elements(stream, "messages", limits):
            outcome = _message(chat, content, origin)
            if outcome is not None:
                yield outcome
    except UnreadableInput as error:
        yield failure(origin, str(error))


def _message(chat: dict[str, object], content: bytes, origin: Origin) -> Raw | Failure | None:
    try:
        message = json.loads(content)
    except (ValueError, RecursionError) as error:
        return failure(origin, f"a message is not valid JSON: {error}")
    here = origin.part(str(message.get("id", "?")))
    if message.get("type") != "message" or not _has_words(message.get("text")):
        return None
    given = {
        "outlet": _word(chat.get("name")) or _word(message.get("from")),
        "published": _word(message.get("date")),
        "updated": _word(message.get("edited")),
        "forwarded_from": _word(message.get("forwarded_from")),
        "charset": "utf-8",
    }
    return raw(here, "telegram_message", content, given)


def _has_words(text: object) -> bool:
    if isinstance(text, list):
        return any(_has_words(part.get("text") if isinstance(part, dict) else part) for part in text)
    return isinstance(text, str) and any(c.isalpha() for c in text)


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
