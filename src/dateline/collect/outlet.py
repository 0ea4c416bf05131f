"""The publisher's name out of a feed's title: 'Attacks – Example News' of examplenews.com is 'Example News'."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_JOINT = re.compile(r"\s[–—|»«:·-]\s")


def publisher_of(title: str, url: str | None) -> str | None:
    """The part of the title that the host's name repeats, else the whole title."""
    title = " ".join(title.split())
    if not title:
        return None
    host = _letters((urlsplit(url).hostname or "") if url else "")
    parts = [part.strip() for part in _JOINT.split(title) if part.strip()]
    for part in parts:
        name = _letters(part)
        if len(name) >= 3 and (name in host or _letters(re.sub(r"^the\s", "", part, flags=re.IGNORECASE)) in host):
            return part
    return title


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
