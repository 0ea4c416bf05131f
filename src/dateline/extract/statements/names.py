"""Names that the actor book does not know: where they begin and end, and the full form of a surname."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.words.lists import listed

_NAME_TOKEN = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŠŽŞİĞĆČŁ][\w.'’-]*|(?:al|el|ul|as|ad|ar|an|ash|bin|ibn|bint|de|del|la|von|van|der|da|di|ben|dos)\b-?)\Z"
)
_NAME_WORDS = re.compile(r"(?<![\w.])((?:[A-Z][\w'’.-]{1,24}\s+){1,3}(?:(?:al|el|bin|de|van|von)[- ])?)\Z")
_WINDOW = 90
"""Characters before a surname in which the rest of the name stands."""
_TRIES = 40
"""Places at which a surname is looked at."""
_ROLE_NAME = r"\s+((?:[A-Z][\w'’.-]*\s+){1,4}[A-Z][\w'’-]+|[A-Z][\w'’-]{2,}(?:\s+(?:al|el|bin|de)[- ]?[A-Z]?\w+)?)"


def is_name(view: View, head: int) -> bool:
    """Whether the noun is a proper name: a capital letter where small ones would stand."""
    word = view.parsed.words[head]
    if not word[:1].isupper() or not _NAME_TOKEN.match(word):
        return False
    return not (shouted(view) and len(word) > 14)


def shouted(view: View) -> bool:
    """The whole sentence stands in capitals, so that a capital letter tells nothing."""
    letters = [word for word in view.parsed.words if word.isalpha()]
    return len(letters) > 4 and sum(word.isupper() for word in letters) > 0.8 * len(letters)


def name_span(view: View, head: int, lexicon: SpeechLexicon, *, whole: bool = False) -> Span:
    """The words of a name, titles before it left out; `whole` takes it through words that name an actor."""
    p = view.parsed
    first = head
    loud = shouted(view)
    while (
        first > 0
        and (
            _belongs(view, first - 1)
            or (whole and first - 1 in view.actor_at and view.actor_at[first - 1] is view.actor_at.get(head))
            or (first > 1 and _states_own(view, first - 1, head, lexicon))
            or (first > 1 and _amid_name(view, first - 1, head, lexicon))
        )
        and not (loud and p.heads[first - 1] != head)
    ):
        first -= 1
    while first < head and p.lower[first].strip(".") in lexicon.words["titles"]:
        first += 1
    if first > 1 and p.lower[first - 1] in ("of", "for"):  # 'Minister of Information Moammar al-Eryani'
        while first < head - 1 and p.lower[first] in lexicon.words["portfolios"]:
            first += 1
    if first > 1 and p.lower[first - 1] == "and" and _joined_name(view, first, head):
        first -= 2
    while first < head and whole and first in view.actor_at and view.actor_at[first] is not view.actor_at.get(head):
        first += 1
    last = head
    while last + 1 < len(p) and p.heads[last + 1] == head and p.deps[last + 1] in ("compound", "flat"):
        last += 1
    return p.span(first, last)


def _states_own(view: View, token: int, head: int, lexicon: SpeechLexicon) -> bool:
    """'Norian Journalists' before 'Syndicate': a state or a collective as the first words of a body's name."""
    mention = view.actor_at.get(token)
    if mention is None or not view.parsed.words[token][:1].isupper():
        return False
    body = view.parsed.lower[head] in lexicon.words["body_heads"] and view.parsed.words[head][:1].isupper()
    return body and (mention.adjective or mention.generic) and view.parsed.deps[token] in ("compound", "amod", "nmod")


def name_behind_office(view: View, head: int, lexicon: SpeechLexicon) -> Span | None:
    """The name in 'Minister of Foreign Affairs Jean Asselborn', which the parser took for one with the office."""
    p = view.parsed
    if head + 3 >= len(p) or p.lower[head] not in lexicon.words["titles"] or p.lower[head + 1] not in ("of", "for"):
        return None
    first = head + 2
    while first < len(p) - 1 and p.lower[first] in lexicon.words["portfolios"]:
        first += 1
    last = first
    while last < len(p) and (_NAME_TOKEN.match(p.words[last]) or p.words[last] == "-"):
        last += 1
    while last > first and (p.words[last - 1] == "-" or not p.words[last - 1][:1].isupper()):
        last -= 1
    office = any(p.lower[t] not in ("and", "the") for t in range(head + 2, first)) and p.lower[head + 2] != "the"
    person = all(t not in view.actor_at or view.actor_at[t].kind is ActorKind.PERSON for t in range(first, last))
    return p.span(first, last - 1) if office and person and last - first >= 2 else None


def name_before_office(view: View, head: int) -> int | None:
    """The last token of the name in 'Rami Abdel Rahman head of the Observatory', whose comma was lost."""
    p = view.parsed
    token = head - 1
    if token < 1 or not p.words[head].islower() or p.lower[head + 1 : head + 2] != ("of",):
        return None
    mention = view.actor_at.get(token)
    if mention is not None:
        return token if mention.kind is ActorKind.PERSON else None
    two = all(_NAME_TOKEN.match(p.words[t]) and p.words[t][:1].isupper() for t in (token, token - 1))
    return token if two and token - 1 not in view.actor_at else None


def _amid_name(view: View, token: int, head: int, lexicon: SpeechLexicon) -> bool:
    """'Mali' in 'Bulama Mali Gubio': the name of a state between two other names of a person."""
    p = view.parsed
    mention = view.actor_at.get(token)
    if mention is None or mention.adjective or " " in mention.span.quote(view.text) or p.deps[token] != "compound":
        return False
    before = p.words[token - 1]
    named = before[:1].isupper() and p.lower[token - 1].strip(".") not in lexicon.words["titles"] | listed(
        "never_begins_a_name"
    )
    return named and token - 1 not in view.actor_at and p.heads[token] == head and len(p.words[head]) > 1


def _joined_name(view: View, first: int, head: int) -> bool:
    """'The Globe and Mail': an article before two single capitalised words that share it."""
    p = view.parsed
    return first == head and first > 2 and p.lower[first - 3] == "the" and p.words[first - 2][:1].isupper()


def _belongs(view: View, token: int) -> bool:
    p = view.parsed
    word = p.words[token]
    if token in view.actor_at:
        return False
    if word == "-":
        before = p.words[token - 1] if token else ""
        return p.ends[token - 1] == p.starts[token] and (before[:1].isupper() or before in listed("particles_of_names"))
    if not _NAME_TOKEN.match(word):
        return False
    if token == 0 and p.lower[0] in listed("never_begins_a_name") and p.words[1] != "-":
        return False
    return word[:1].isupper() or p.lower[token].strip("-") in listed("particles_of_names")


def full_name(
    surname: str, text: str, mentions: Sequence[ActorMention], lexicon: SpeechLexicon
) -> tuple[str, int] | None:
    """The longer name with this surname that the article gives first, and where it begins."""
    if len(surname) < 3 or text.count(surname) < 2:
        return None
    at, titles = text.find(surname), lexicon.words["titles"]
    for _ in range(_TRIES):
        if at < 0:
            return None
        start = max(0, at - _WINDOW)
        match = _NAME_WORDS.search(text, start, at)
        words = (
            match.group(1).split() if match and not text[at + len(surname) : at + len(surname) + 1].isalnum() else []
        )
        stops = [i for i, w in enumerate(words) if w.endswith(".") and len(w) > 3 and w[:-1].lower() not in titles]
        words = words[stops[-1] + 1 :] if stops else words  # '... in Beni. Deborah Mutangi'
        while words and words[0].strip(".").lower() in titles | listed("never_begins_a_name"):
            words = words[1:]
        first = match.start() if match else at
        if words and not any(m.span.start < at - 1 and m.span.end > first + 1 for m in mentions):
            return " ".join([*words, surname]), first
        at = text.find(surname, at + 1)
    return None


def named_in_role(role: str, text: str, lexicon: SpeechLexicon) -> str | None:
    """The person whose name follows these words of office somewhere in the article ('interior minister Nouhad ...')."""
    for match in re.finditer(r"(?i:\b" + re.escape(role) + r"),?" + _ROLE_NAME, text):
        words = match.group(1).split()
        while words and words[0].strip(".").lower() in lexicon.words["titles"]:
            words = words[1:]
        if len(words) >= 2:
            return " ".join(words[:4])
    return None
