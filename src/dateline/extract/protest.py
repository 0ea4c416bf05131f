"""What crowds of protest do to buildings and things is a riot, not an attack."""

from __future__ import annotations

from dateline.domain.vocabulary import EventType
from dateline.extract.cases import any_of, patients
from dateline.extract.clause import Clause
from dateline.extract.mention import EventMention
from dateline.extract.scene import Scene

_CROWDS = frozenset("protesters protestors demonstrators rioters marchers".split())
_ON_THINGS = frozenset(
    {"storm", "ransack", "vandalize", "vandalise", "torch", "burn", "burn down", "set fire", "set ablaze"}
)


def rioting(scene: Scene, clause: Clause, mention: EventMention) -> bool:
    """'Rioters set fire to a police station': protesters do it, to no living being."""
    lemma = mention.trigger.lemma
    if mention.type is not EventType.ASSAULT or not (lemma in _ON_THINGS or mention.effect in ("destroy", "damage")):
        return False
    doers = {scene.parsed.lower[t] for t in [*clause.agents, *(() if clause.passive else clause.subjects)]}
    return bool(doers & _CROWDS) and not any_of(scene, patients(clause), "human")
