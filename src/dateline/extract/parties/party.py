"""One side of a happening, as the words give it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind

BARE_NUMBER = "a bare number of people"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a happening: `kind` is actor, human, facility, place, weapon, event, pronoun or other.

    `words` is the phrase in full ('two men from the area near Karda') where `span` is only what carries it.
    """

    token: int
    span: Span
    name: str
    kind: str
    reason: str
    actor_id: str = ""
    generic: bool = False
    person: bool = False
    pronoun: bool = False
    words: Span | None = None

    @property
    def known(self) -> bool:
        """An actor of the book stands behind the words."""
        return bool(self.actor_id)


def from_mention(token: int, actor: ActorMention, reason: str, span: Span | None = None) -> Party:
    """The party for an actor of the book or of the article."""
    kind = "facility" if actor.kind in (ActorKind.FACILITY, ActorKind.PLACE) else "actor"
    why = f"{reason}: {actor.reason}" if actor.reason else reason
    person = actor.kind is ActorKind.PERSON
    return Party(token, span or actor.span, actor.name, kind, why, actor.actor_id, actor.generic, person)


def speaks_for(actor: ActorMention, kinds: frozenset[str]) -> bool:
    """A nation's name stands for its forces, organs and weapons, not for its citizens ('Israeli civilians')."""
    if actor.kind in (ActorKind.OUTLET, ActorKind.PLACE):
        return False
    if actor.kind is ActorKind.STATE or actor.adjective:
        return bool(kinds & {"forces", "weapon", "police", "symbol"}) or ("holding" in kinds and "human" not in kinds)
    return bool(kinds & {"holding", "forces", "weapon"})
