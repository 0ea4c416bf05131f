"""Clauses run into one another where a comma is lost: whose the subject is, who speaks, what a participle tells."""

from __future__ import annotations

from dateline.extract.syntax.scene import Scene

_OUTCOMES = frozenset({"killing", "wounding", "injuring", "leaving", "martyring", "hurting"})
_BY = frozenset({"by", "from", "of"})


def run_in(scene: Scene, token: int) -> list[int]:
    """'In the port of Karda Norian forces have shelled a village': where no comma stands, they hang on the place.

    The armed or named people right before a finite verb that has no subject are its subject.
    """
    parsed = scene.parsed
    if parsed.deps[token] not in ("ROOT", "ccomp") or parsed.lower[token].endswith("ing"):
        return []
    at = token - 1
    while at > 0 and parsed.heads[at] == token and parsed.deps[at] in ("aux", "auxpass", "advmod", "neg"):
        if parsed.lower[at] == "to":
            return []
        at -= 1
    if at < 1 or parsed.deps[at] not in ("pobj", "npadvmod", "conj", "appos") or token not in parsed.ancestors(at):
        return []
    actor = scene.actor_at.get(at)
    told = scene.living(at) if actor is None else not actor.adjective and actor.kind.value != "state"
    return [at] if told and at not in scene.date_at and at not in scene.place_at else []


def without_speaker(scene: Scene, objects: list[int]) -> list[int]:
    """'Killing 11 people the Observatory said': who stands right before the verb of saying speaks, nobody hit them."""
    parsed = scene.parsed
    if len(objects) < 2:
        return objects
    last = objects[-1]
    actor = scene.actor_at.get(last)
    end = scene.tokens_of(actor.span)[-1] if actor is not None else last
    says = end + 1 < len(parsed) and parsed.lower[end + 1] in scene.lexicon.cues["say_verbs"]
    joined = scene.np_left(last) > 0 and parsed.lower[scene.np_left(last) - 1] in ("and", "or")
    speaks = says and not joined and parsed.kid(end + 1, "nsubj", "auxpass") is None
    return objects[:-1] if speaks else objects


def of_the_deed(scene: Scene, token: int) -> int | None:
    """'X ambushed a group of men near Y killing 15': whose deed it was, the verb above tells."""
    parsed = scene.parsed
    noun = parsed.heads[token]
    if parsed.lower[token] not in _OUTCOMES or noun in scene.weapon_at or noun in scene.event_at:
        return None
    if parsed.lower[parsed.heads[noun]] in _BY and scene.living(noun) and parsed.deps[noun] == "pobj":
        above = parsed.heads[parsed.heads[noun]]
        if above in scene.event_at or parsed.lower[parsed.heads[noun]] == "by":
            return None  # 'an attack by gunmen killing five'
    for above in parsed.ancestors(noun):
        if above in scene.event_at:
            verbal = parsed.kid(above, "nsubj") is not None and parsed.kid(above, "auxpass") is None
            return above if verbal else None
    return None
