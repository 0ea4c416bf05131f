"""What a name alone tells: 'Iran-backed militias', 'the US Embassy in Baghdad', 'Iraq's health ministry'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.domain.actor import ActorCandidate, ActorMention
from dateline.domain.report import Speaker
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.extract.relations.parties import BACKED_NAME, NameBook

_POSSESSIVE = re.compile(r"^\S+['’]s?\s")
_OWN_BODY = re.compile(
    r"(?:armed forces|army|military|ministry|department|security forces|command|council|police|air force|navy|forces|"
    r"troops|parliament|intelligence|service|corps)\b",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(r"\b(?:officials?|authorities|government|leaders?|officers?|soldiers?)\b", re.IGNORECASE)
_HEAD_OF_STATE = re.compile(r"(?:President|Prime Minister|Premier|King|Emir|Chancellor|Sultan) \w")
_LINKED_NAME = re.compile(
    r"\b(?:pro[-\s–]([A-Z]\w+)|([A-Z][\w.]*)[-–](?:linked|aligned|affiliated|allied|leaning)) (?=[a-z])", re.IGNORECASE
)
_FORMER_BEFORE = re.compile(r"\b(?:former|ex|late|ousted|deposed|slain|toppled|then)[ -]\Z", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:embassy|consulate|mission|high commission)\b.* (?:in|to) ", re.IGNORECASE)
"""An office of its state is told where its seat is, too: 'the embassy' alone is only named."""


class NamedRelation(NamedTuple):
    """A relation that stands inside one name."""

    subject: Speaker
    kind: RelationKind
    object: Speaker
    rule: str


def told_by_name(mention: ActorMention, text: str, names: NameBook | None) -> Iterator[NamedRelation]:
    """The relations inside the words of one mention; `text` is the article's."""
    if names is None or mention.adjective:
        return
    words = " ".join(mention.span.quote(text).split())
    own = Speaker(mention.name, mention.actor_id, mention.span)
    match = BACKED_NAME.search(words)
    if match and words[: match.start()].count(" ") <= 1:
        backer = names.by_words(match.group(1))
        if backer is not None and backer.actor_id != own.actor_id:
            yield NamedRelation(own, RelationKind.BACKED_BY, _speaker(backer), "in the name itself")
    elif (linked := _LINKED_NAME.search(words)) and words[: linked.start()].count(" ") <= 1:
        side = names.by_words(linked.group(1) or linked.group(2))
        if side is not None and side.actor_id != own.actor_id:
            yield NamedRelation(own, RelationKind.AFFILIATED_WITH, _speaker(side), "in the name itself")
    elif mention.kind is ActorKind.PERSON and _HEAD_OF_STATE.match(words) and mention.country:
        state = names.state(mention.country)
        former = _FORMER_BEFORE.search(text, max(0, mention.span.start - 10), mention.span.start)
        kind = RelationKind.FORMER_LEADER_OF if former else RelationKind.LEADS
        if state is not None:
            yield NamedRelation(own, kind, _speaker(state), "a head of state's title")
    elif mention.kind in (ActorKind.GOVERNMENT_BODY, ActorKind.FACILITY):
        yield from _body(mention, words, own, names)


def _body(mention: ActorMention, words: str, own: Speaker, names: NameBook) -> Iterator[NamedRelation]:
    state = _named_state(words, names)
    if state is None or state.actor_id == mention.actor_id:
        return
    if _OFFICE.search(words):
        yield NamedRelation(own, RelationKind.OFFICE_OF, _speaker(state), "an embassy's name")
    elif _POSSESSIVE.search(words) and _OWN_BODY.search(words) and not _NOT_OWN.search(words):
        yield NamedRelation(own, RelationKind.PART_OF, _speaker(state), "a body's name holds its state")


def _named_state(words: str, names: NameBook) -> ActorCandidate | None:
    """The state that the first word of a body's name names."""
    first = re.split(r"['’]s|\s", words.removeprefix("the ").removeprefix("The "), maxsplit=1)[0]
    candidate = names.by_words(first)
    return candidate if candidate is not None and candidate.kind is ActorKind.STATE else None


def _speaker(candidate: ActorCandidate) -> Speaker:
    return Speaker(candidate.name, candidate.actor_id, None)
