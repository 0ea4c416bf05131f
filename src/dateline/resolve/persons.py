"""Persons of a public role whom the book does not know: named with a title, or with their role behind a comma.

Private persons are left alone: a name without a role, however often it stands there, makes no actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.domain.actor import ActorMention
from dateline.domain.names import fold
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.resolve.identities import unknown_id

_CAPS = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
_WORD = rf"(?:(?:al|el|ul|as|ash|an|ad|ar|az|at)[-‑])?[{_CAPS}](?:[\w'’‑-]{{0,30}}\w)?"
_LINK = r"(?:(?:al|el|bin|ben|ibn|bint|abu|ul|de|da|del|la|van|von|der|ag|ould)[ ])?"
_NAME = rf"{_WORD}(?:[ \n](?:[{_CAPS}]\.[ \n])?{_LINK}{_WORD}){{1,3}}"
_SURNAME_LINKS = ("al", "el", "bin", "ben", "ibn", "abu", "de", "van", "von", "ag", "ould")
_PREVIOUS = re.compile(rf"(?P<word>[{_CAPS}][\w'’]*(?:-\w+)*) (?:(?:al|el)[- ])?\Z")
_OWNER = re.compile(r"['’]s\s", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n\"“”‘(\[–—-])\s*\Z")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What `roles.yaml` tells, with the patterns made from it."""

    before: re.Pattern[str]
    named: re.Pattern[str]
    openers: frozenset[str]
    stops: frozenset[str]
    not_persons: frozenset[str]
    place_heads: frozenset[str]
    place_heads_arabic: frozenset[str]
    name_heads: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def default_role_words() -> RoleWords:
    """The words shipped with the program."""
    import yaml

    told = yaml.safe_load((Path(__file__).parent.parent / "data" / "names" / "roles.yaml").read_text("utf-8"))
    titles = "|".join(re.escape(t).replace(r"\ ", r"\s") for t in sorted(told["titles"], key=len, reverse=True))
    roles = "|".join(sorted(told["roles"].split(), key=len, reverse=True))
    return RoleWords(
        before=re.compile(rf"(?<![\w-])(?i:{titles})(?:[ \n](?i:{titles})){{0,3}}[ \n](?P<name>{_NAME})"),
        named=re.compile(rf"(?<![\w-])(?P<name>{_NAME}),[ \n](?:[\w'’-]{{1,20}}[ \n]){{0,5}}?(?i:{roles})\b"),
        openers=frozenset(told["openers"].split()),
        stops=frozenset(told["stops"].split()),
        not_persons=frozenset(told["not_persons"].split()),
        place_heads=frozenset(told["place_heads"].split()),
        place_heads_arabic=frozenset(told["place_heads_arabic"].split()),
        name_heads=frozenset(told["name_heads"].split()),
        given=frozenset(told["given"].split()),
        titles=frozenset(word for title in told["titles"] for word in title.split()),
    )


def introduced_persons(
    text: str, taken: Sequence[Span], heads: Mapping[str, ActorKind], words: RoleWords | None = None
) -> tuple[Span, ...]:
    """Where the text names a person with a role, outside the spans already known; the name alone is the span."""
    know = words or default_role_words()
    found: dict[int, Span] = {}
    for pattern in (know.before, know.named):
        for match in pattern.finditer(text):
            span = _tidy(Span(*match.span("name")), text, know)
            if span and pattern is know.named and span.quote(text).isupper():
                continue  # where everything is in capitals, nothing shows where a name begins
            if span and not any(span.overlaps(other) for other in taken) and _is_person(span.quote(text), heads, know):
                found.setdefault(span.end, span)
    return tuple(sorted(found.values()))


def _tidy(span: Span, text: str, know: RoleWords) -> Span | None:
    """Without words before that open the sentence, and, in capitals, without what follows the name."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"\S+", span.quote(text))]
    while words and words[0].quote(text).lower() in know.openers:
        words = words[1:]
    while len(words) > 2 and words[0].quote(text).lower() in know.titles:
        words = words[1:]  # 'spokesman Colonel Jane Doe': a rank behind a title is no name
    for at, word in enumerate(words):
        if word.quote(text).lower() in know.stops:
            words = words[:at]
            break
    return Span(words[0].start, words[-1].end) if len(words) > 1 else None


def _is_person(name: str, heads: Mapping[str, ActorKind], know: RoleWords) -> bool:
    if _OWNER.search(name):
        return False
    parts = fold(name).split()
    if any(part in know.not_persons or part in know.openers for part in parts):
        return False
    return not any(heads.get(part, ActorKind.PERSON) is not ActorKind.PERSON for part in parts)


def surname(name: str) -> str:
    """The last word of a name, with the linking word before it: 'Ben Taleblu', 'al-Dulaimi'."""
    parts = name.split()
    if len(parts) > 2 and parts[-2].lower() in _SURNAME_LINKS:
        return " ".join(parts[-2:])
    return parts[-1]


def mentions_of(text: str, introduced: Iterable[Span], taken: Sequence[Span]) -> Iterator[ActorMention]:
    """The introduced persons wherever the text names them in full or by surname."""
    blocked = list(taken)
    seen: dict[str, str] = {}
    for span in introduced:
        name = " ".join(span.quote(text).split())
        seen.setdefault(surname(name), name)
    for last, name in seen.items():
        parts = [re.escape(part) for part in name.split()]
        bare = re.escape(re.sub(r"\A(?:al|el)-", "", last)).replace(r"\ ", r"\s")
        whole = r"[ \n]".join(parts)
        pattern = re.compile(rf"(?<![\w-])(?:{whole}|(?:(?:al|el|Al|El)[- ])?{bare})(?!\w|-\w)")
        for match in pattern.finditer(text):
            span = Span(*match.span())
            alone = len(span.quote(text).split()) < len(parts)
            if any(span.overlaps(other) for other in blocked) or (alone and other_bearer(text, span, name)):
                continue
            blocked.append(span)
            reason = "named with a role; not in the book" if not alone else "the surname of one named with a role"
            yield ActorMention(
                span, unknown_id(name), name, ActorKind.PERSON, known=False, reason=reason, candidates=()
            )


def other_bearer(text: str, span: Span, name: str, words: RoleWords | None = None) -> bool:
    """Whether a given name that is not this person's stands before the surname: 'Saja' before 'Dulaimi'."""
    know = words or default_role_words()
    before = text[max(0, span.start - 40) : span.start]
    match = _PREVIOUS.search(before)
    if not match:
        return False
    word = fold(match["word"])
    own = set(fold(name).split())
    if not word or word in own or word in know.openers or word in know.not_persons or len(word) < 3:
        return False
    if know.before.pattern and _is_title(before, know):
        return False
    opens = _SENTENCE_START.search(before[: match.start()])
    return not opens or word not in know.openers


def _is_title(before: str, know: RoleWords) -> bool:
    return bool(know.before.search(before.rstrip() + " Xx Xx"))
