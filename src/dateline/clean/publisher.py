"""Who published a page that was saved as text: the name that its notices, menus and copyright line repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.clean.words import outlet_names

_NAME = r"(?P<name>(?:The |the )?[A-ZÀ-Þ][\w'’&]{1,25}(?: [A-ZÀ-Þ][\w'’&]{1,25}){0,4})"
_FORMS = (
    re.compile(rf"Subscribe (?:to|for) (?:our |the )?{_NAME} [Nn]ewsletter"),
    re.compile(rf"(?:Copyright|©|\(c\))\s?(?:©|\(c\))?\s?(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?\s)?{_NAME}"),
    re.compile(rf"^(?:date \S+ )?{_NAME}(?: [-–|] |  )"),
    re.compile(rf"{_NAME} (?:Customer Service|Group)\b"),
    re.compile(rf"[Ff]ollow {_NAME} on\b"),
)


def publisher_on(lines: Sequence[str]) -> str | None:
    """The publisher's name from the lines around a body, or None.

    Of several candidates the one that stands oftest on the page wins; a name with 'The' keeps it.
    """
    page = "\n".join(lines)
    candidates = [
        match.group("name").strip() for line in lines for form in _FORMS if (match := form.search(line[:400]))
    ]
    candidates = [name for name in candidates if len(name) > 2 and name.lower() not in {"home", "menu", "the"}]
    if not candidates:
        return next(
            (known for line in lines[:2] for form, known in outlet_names().items() if line.strip() == form), None
        )
    return max(candidates, key=lambda name: (page.count(name), len(name)))
