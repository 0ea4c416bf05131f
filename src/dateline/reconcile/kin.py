"""What the actor book adds to comparing: who belongs to whom, and who is a mere description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dateline.domain.actor import Actor
from dateline.domain.report import Reading
from dateline.domain.vocabulary import RelationKind

BELONGING = frozenset(
    {
        RelationKind.PART_OF,
        RelationKind.MEMBER_OF,
        RelationKind.OFFICE_OF,
        RelationKind.SPOKESPERSON_OF,
        RelationKind.LEADS,
        RelationKind.FRONT_FOR,
        RelationKind.POLITICAL_WING_OF,
    }
)
"""Ties by which an act of one is told as an act of the other; backers and allies stay apart."""

_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Kin:
    """The wider bodies of actors, and the actors that are mere descriptions ('gunmen', 'Iran-backed militias')."""

    wider: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    generic: frozenset[str] = frozenset()


NO_KIN = Kin()


def kin_of(ids: Iterable[str], look: Callable[[str], Actor | None]) -> Kin:
    """What matters of these actors; `look` finds an actor by id."""
    wider: dict[str, frozenset[str]] = {}
    generic = set()
    for one in sorted(set(ids)):
        actor = look(one)
        if actor is None:
            continue
        if actor.generic:
            generic.add(one)
        wider[one] = _wider(actor, look)
    return Kin(MappingProxyType(wider), frozenset(generic))


def kin_in(reading: Reading, look: Callable[[str], Actor | None]) -> Kin:
    """What matters of the actors of one reading, those met only there included."""
    met = {actor.id: actor for actor in reading.unknown_actors}
    parts = (part for report in reading.reports for part in (*report.actors, *report.recipients))
    return kin_of((part.actor_id for part in parts if part.actor_id), lambda one: met.get(one) or look(one))


def _wider(actor: Actor, look: Callable[[str], Actor | None]) -> frozenset[str]:
    found: set[str] = set()
    now = [actor]
    for _ in range(_DEPTH):
        above = {tie.of for one in now for tie in one.ties if tie.relation in BELONGING and tie.until is None} - found
        found |= above
        now = [body for one in sorted(above) if (body := look(one)) is not None]
    return frozenset(found - {actor.id})
