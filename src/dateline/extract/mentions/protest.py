"""What crowds of protest do to buildings and things is a riot, not an attack."""

from __future__ import annotations

from dateline.domain.vocabulary import EventType
from dateline.extract.mentions.mention import EventMention
from dateline.extract.senses.cases import any_of, patients
from dateline.extract.syntax.clause import Clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_CROWDS = frozenset("protesters protestors demonstrators rioters marchers".split())


def rioting(scene: Scene, clause: Clause, mention: EventMention) -> bool:
    """'Rioters set fire to a police station': protesters do it, to no living being."""
    lemma = mention.trigger.lemma
    if mention.type is not EventType.ASSAULT or not (
        lemma in listed("riots_on_things") or mention.effect in ("destroy", "damage")
    ):
        return False
    doers = {scene.parsed.lower[t] for t in [*clause.agents, *(() if clause.passive else clause.subjects)]}
    return bool(doers & _CROWDS) and not any_of(scene, patients(clause), "human")
