"""Publishers that the text itself names as its origin: no independent witness of what it reprints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.clean.words import fold, outlet_names

_SOURCE_LINE = re.compile(
    r"^\W{0,3}(?:Source|Sources|Via|From|Quelle|Fuente|Kaynak|المصدر)\s?:\s?(?P<name>[^\n|]{2,60})$", re.IGNORECASE
)
_REPRINT = re.compile(r"^(?P<name>[A-ZÀ-Þ][\w'’. &-]{2,40}?)\s?(?:/\s?Reprint\b|\|\s?$)")
_COPYRIGHT = re.compile(r"^(?:\(c\)|©|Copyright)\s?(?:\d{4}\s)?(?P<name>[A-ZÀ-Þ][\w'’& -]{2,40})[.,|]", re.IGNORECASE)
_SIGNED = re.compile(r"(?:^|\s)(?:-|–|—|\[|\()\s?(?P<name>[\w .&'-]{2,40}?)\s?[\])]?\s*$")
_OFFERED = re.compile(r"(?:complement\w{0,6}|offering|add-on|subscription|register)\b", re.IGNORECASE)
_OFFERED_BY = re.compile(r"offering (?:of|to|by|from) (?:the )?(?P<name>[A-ZÀ-Þ][\w&-]*(?: [A-ZÀ-Þ][\w&-]*){0,4})")
_TITLE_END = re.compile(r"\s[–—|-]\s(?P<name>[^–—|]{2,40})$")


@cache
def _names() -> re.Pattern[str]:
    forms = sorted(outlet_names(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(re.escape(form) for form in forms) + r")(?![\w-])")


@cache
def _own_words() -> tuple[re.Pattern[str], ...]:
    """How a publisher speaks of itself inside its own story."""
    name = _names().pattern
    return (
        re.compile(
            rf"{name} (?:has not been able to|could not|cannot|(?:was|has been) unable to)(?: \w+)? (?:verify|confirm)"
        ),
        re.compile(rf"\b(?:told|tells) {name} in an? (?:\w+ )?interview"),
    )


@cache
def _first_sentence_words() -> tuple[re.Pattern[str], ...]:
    name = _names().pattern
    return (
        re.compile(rf"\b(?:a|an|the|its) (?:\w+ )?report (?:by|in|from) (?:the )?{name}"),
        re.compile(rf", (?:the )?{name}(?: \w+)? (?:reported|reports|said|says|revealed)\b(?! that)[^.]{{0,40}}[.]?$"),
        re.compile(rf"\b(?:according to|told|citing) (?:the )?{name}(?: \w+)?[.]?$"),
        re.compile(rf"[Tt]he {name} (?:newspaper|magazine|agency|website) (?:has )?(?:reported|revealed)"),
    )


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"\btold {_names().pattern}")


def find_origins(
    body: str,
    around: Iterable[str],
    *,
    title: str | None,
    agency: str | None,
    forwarded: str | None,
    outlet: str | None,
) -> tuple[str, ...]:
    """Names in the order found: who forwarded it, the dateline's agency, credits beside the body, the text's own words.

    The article's own publisher is left out.
    """
    found = [
        *([forwarded] if forwarded else []),
        *([_known(agency)] if agency else []),
        *_from_title(title),
        *(name for line in around for name in _from_line(line)),
        *_from_body(body),
    ]
    own = fold(outlet or "")
    kept = (name.strip() for name in found if name)
    return tuple(
        dict.fromkeys(name for name in kept if fold(_known(name)) != fold(_known(outlet or "")) and fold(name) != own)
    )


def _known(name: str) -> str:
    plain = name.strip(" .,;()[]")
    by_case = {form.lower(): known for form, known in outlet_names().items()}
    return outlet_names().get(plain) or by_case.get(plain.lower()) or plain


def _from_title(title: str | None) -> Iterator[str]:
    match = _TITLE_END.search(title) if title else None
    if match and match.group("name").strip() in outlet_names():
        yield _known(match.group("name"))


def _from_line(line: str) -> Iterator[str]:
    if match := _SOURCE_LINE.match(line.strip()):
        name = match.group("name").strip(" .")
        if fold(name) not in {"agencies", "agency", "wires", "news agencies", "وكالات"}:
            yield _known(name)
    for pattern in (_REPRINT, _COPYRIGHT):
        if match := pattern.match(line.strip()):
            yield _known(match.group("name"))
    if len(line) < 40 and line.strip(" []()-–—") in outlet_names():
        yield _known(line.strip(" []()-–—"))
    if (
        len(line) < 60
        and (match := re.fullmatch(r"From (?:the )?(.{2,40}):", line.strip()))
        and match.group(1) in outlet_names()
    ):
        yield _known(match.group(1))
    if _OFFERED.search(line):
        named = _OFFERED_BY.search(line)
        names = _names().findall(line) or ([named.group("name").rstrip(".")] if named else [])
        yield from (_known(name) for name in names[:1])


def _from_body(body: str) -> Iterator[str]:
    first = body[:700].split("\n", 1)[0]
    sentence = re.split(r"(?<=[.!?])\s", first, maxsplit=1)[0]
    for pattern in _first_sentence_words():
        for name in pattern.findall(sentence):
            yield _known(name)
    for pattern in _own_words():
        for name in pattern.findall(body):
            yield _known(name)
    counts = Counter(_known(name) for name in _told().findall(body))
    yield from (name for name, count in counts.items() if count >= 2)
    ending = body.rstrip().rsplit("\n", 1)[-1][-60:]
    match = _SIGNED.search(ending)
    if match and match.group("name").strip() and _known(match.group("name")) in outlet_names().values():
        yield _known(match.group("name"))
