"""Conditions of phrases that mean many things: who does it, what it is done to ('fell to the rebels')."""

from __future__ import annotations

from dateline.domain.vocabulary import ActorKind
from dateline.extract.senses.cases import Case, Test, any_of, patients, with_of
from dateline.extract.syntax.clause import Clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY})
_STATES = frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.STATE})
_SITES = frozenset(
    "mall hotel embassy consulate theater theatre school university college hospital church mosque synagogue "
    "supermarket restaurant cafe café bank market stadium prison station".split()
)
_SENT_BY = frozenset({"police", "body", "official", "forces", "name"})


def _doers(clause: Clause) -> list[int]:
    return clause.agents if clause.passive else clause.subjects


def armed_doer(case: Case) -> bool:
    """Armed people, a force or an armed group does it; 'they' may stand for such."""
    scene = case.scene
    doers = with_of(scene, _doers(case.clause))
    return any(armed(scene, token) or scene.parsed.lower[token] == "they" for token in doers)


def armed(scene: Scene, token: int) -> bool:
    """Whether the noun names armed people, a force or an armed group, and no weapon."""
    actor = scene.actor_at.get(token)
    if actor is not None and not actor.adjective:
        return actor.kind in _ARMED
    return any_of(scene, [token], "armed", "armed_doers", "fighters", "forces") and token not in scene.weapon_at


def armed_group(case: Case) -> bool:
    """An armed group does it ('held by X'): nobody's police."""
    told = (case.scene.actor_at.get(token) for token in _doers(case.clause))
    return any(actor is not None and actor.kind is ActorKind.ARMED_GROUP for actor in told)


def lawful(case: Case) -> bool:
    """The law, a force or a state does it; a passive that names nobody will do, unless people were saved."""
    scene, clause = case.scene, case.clause
    doers = _doers(clause)
    if clause.passive and not doers:
        return not any(scene.parsed.lower[token] in listed("survivors") for token in clause.subjects)
    return any(_official(scene, token) for token in doers)


def _official(scene: Scene, token: int) -> bool:
    actor = scene.actor_at.get(token)
    if actor is not None and not actor.adjective:
        return actor.kind in _STATES or actor.kind is ActorKind.ARMED_GROUP
    return any_of(scene, [token], "police", "armed", "official") or scene.parsed.lower[token] == "they"


def subject_of(*kinds: str) -> Test:
    """A condition: the subject, of an active or a passive clause, belongs to one of the classes."""

    def test(case: Case) -> bool:
        return any_of(case.scene, case.clause.subjects, *kinds)

    return test


def weapon_subject(case: Case) -> bool:
    """A weapon does it, or it is done by one."""
    scene = case.scene
    return any(token in scene.weapon_at for token in with_of(scene, _doers(case.clause)))


def armed_parties(case: Case) -> bool:
    """'An encounter with militants', 'an encounter between troops and rebels': armed people are named beside it."""
    scene, clause = case.scene, case.clause
    found = [token for prep in ("with", "between") for token in clause.preps.get(prep, [])]
    return any(armed(scene, token) for token in found)


def fallen(case: Case) -> bool:
    """A place falls to somebody who holds it from then on: an armed group, a state or a force."""
    scene, clause = case.scene, case.clause
    return any_of(scene, clause.subjects, "place", "facility") and any(
        armed(scene, token) or scene.actor_at.get(token) is not None for token in clause.objects
    )


def forces_sent(case: Case) -> bool:
    """Forces are sent by a state, a force or somebody in office; 'sent a battalion of lawyers' is no such thing."""
    scene, clause = case.scene, case.clause
    if not any_of(scene, patients(clause), "forces_plain"):
        return False
    doers = _doers(clause)
    if clause.passive and not doers:
        return True
    return any(token in scene.actor_at for token in doers) or any_of(scene, doers, *_SENT_BY)


def forces_or_arms(case: Case) -> bool:
    """Troops or heavy arms are brought together."""
    scene, clause = case.scene, case.clause
    found = with_of(scene, [*clause.objects, *(clause.subjects if clause.passive else ())])
    return any_of(scene, found, "forces", "forces_plain", "hardware")


def of_building(case: Case) -> bool:
    """'The siege of a mall', 'a siege at the embassy': people in one building are attacked; a town is cut off."""
    scene, clause = case.scene, case.clause
    found = [token for prep in ("of", "on", "in", "at") for token in clause.preps.get(prep, [])]
    beside = scene.parsed.lower[clause.token + 1 : clause.token + 6]  # however the parser hung them
    return any(scene.parsed.lower[token] in _SITES for token in found) or bool(_SITES & set(beside))


def body_of_states(case: Case) -> bool:
    """A league or union of states does it to a state ('the League suspended the country')."""
    scene, clause = case.scene, case.clause
    doers = [scene.actor_at.get(token) for token in _doers(clause)]
    members = [scene.actor_at.get(token) for token in patients(clause)]
    union = any(one is not None and one.kind is ActorKind.INTERNATIONAL_BODY for one in doers)
    return union and any(one is not None and one.kind is ActorKind.STATE for one in members)


def crowd(case: Case) -> bool:
    """A crowd does it, and no armed people."""
    return any(case.scene.parsed.lower[token] in listed("crowds") for token in _doers(case.clause))


def met_together(case: Case) -> bool:
    """'Regional leaders met in Abuja': several in office meet each other, and the place or the day is told."""
    clause = case.clause
    if clause.passive or clause.objects or not {"in", "at", "on"} & clause.preps.keys():
        return False
    return any(case.scene.parsed.lower[token] in listed("those_who_meet") for token in clause.subjects)
