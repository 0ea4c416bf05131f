"""Which sense of a trigger a clause has: the lexicon's conditions on objects and subjects, checked by name."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.domain.vocabulary import ActorKind, PlacePrecision
from dateline.extract.senses import dealings, phrases
from dateline.extract.senses.cases import Case, Test, any_of, named, patients, subject_is, with_of
from dateline.extract.syntax.clause import Clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lexicon import Trigger
from dateline.extract.words.lists import listed


def fits(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause meets the conditions of this sense."""
    if not trigger.material:
        return False
    objects = patients(clause)
    if _to_himself(scene, objects, trigger) or _at_play(scene, objects, trigger):
        return False
    if trigger.object not in (None, "none") and not _objects_fit(scene, objects, trigger):
        return False
    barred = trigger.not_object is not None and any(trigger.not_object in scene.kinds(o) for o in objects)
    if barred and not (trigger.not_object == "diffuse" and _parts_of_town(scene, objects)):
        return False
    if any(scene.lexicon.is_a(scene.parsed.lower[o], "document") for o in objects) and not trigger.alone:
        return False
    takes_lives = trigger.object == "lives" or trigger.lemma == "claim the life"
    if takes_lives and any_of(scene, clause.subjects, "document", "fiction"):
        return False  # 'the film took the lives of ordinary people as its subject'
    test = _NEEDS.get(trigger.needs) if trigger.needs else None
    return test(Case(scene, clause, trigger)) if test else True


_REFLEXIVE = frozenset({"himself", "herself", "themselves", "myself", "itself", "ourselves", "yourself"})


def _to_himself(scene: Scene, objects: list[int], trigger: Trigger) -> bool:
    """'The officer shot himself': no deed against anybody; who blows himself up is told by triggers of their own."""
    harm = trigger.effect in ("kill", "injure") or trigger.mode in ("firearms", "primitive", "targeted")
    return harm and bool(objects) and all(scene.parsed.lower[o] in _REFLEXIVE for o in objects)


def _at_play(scene: Scene, objects: list[int], trigger: Trigger) -> bool:
    """One state beats another in games, not with sticks; what is struck may be a bargain."""
    if trigger.lemma == "strike" and any_of(scene, objects, "deal"):
        return True
    actors = [scene.actor_at.get(o) for o in objects]
    return trigger.lemma == "beat" and any(a is not None and a.kind is ActorKind.STATE for a in actors)


def _parts_of_town(scene: Scene, objects: list[int]) -> bool:
    """'Seized large parts of Marawi' names a place, 'swathes of the country' none."""
    named = [scene.place_at[t] for t in with_of(scene, objects) if t in scene.place_at]
    return any(m.place.precision is not PlacePrecision.COUNTRY for m in named)


_OBJECT_KINDS: dict[str, tuple[str, ...]] = {
    "human": ("human", "pronoun", "name"),
    "facility": ("facility", "place"),
    "place": ("facility", "place"),
    "weapon": ("weapon", "goods", "stash"),
    "goods": ("goods", "weapon"),
    "ship": ("ship",),
    "road": ("road", "place"),
    "holdable": ("settlement", "place", "facility", "armed", "forces", "actor"),
    "settlement": ("settlement", "place", "name"),
    "actor": ("actor", "pronoun", "human"),
    "actor_or_attack": ("actor", "pronoun", "human", "violence", "event", "forces"),
    "target": ("facility", "place", "actor", "human", "pronoun", "forces", "name", "holding"),
    "human_or_facility": ("human", "facility", "pronoun", "actor", "name"),
    "human_or_body": ("human", "body", "actor", "pronoun"),
    "body": ("body", "actor"),
    "relation": ("relation",),
    "envoy": ("envoy",),
    "mission": ("mission",),
    "official": ("official",),
    "signal": ("signal",),
    "aircraft": ("aircraft",),
}


def _objects_fit(scene: Scene, objects: list[int], trigger: Trigger) -> bool:
    wanted = trigger.object or ""
    if wanted == "weapon" and any(scene.is_number(token) for token in objects) and scene.weapon_at:
        return True  # 'counted 33 rockets and found 24 more'
    if wanted == "aircraft" and any(
        t in scene.weapon_at and scene.weapon_at[t].weapon.kind == "drone" for t in objects
    ):
        return True
    if wanted == "armed":
        return any(phrases.armed(scene, token) for token in objects)
    if wanted == "living_plain":
        return any(scene.living(token) for token in objects)
    if wanted == "living":
        return (not objects and bool(trigger.effect)) or any(scene.living(token) for token in objects)
    parts = with_of(scene, (o for o in objects if scene.parsed.lower[o] in listed("parts_of_a_whole")))
    return any_of(scene, [*objects, *parts], *_OBJECT_KINDS.get(wanted, (wanted,)))


def _targets(clause: Clause, trigger: Trigger) -> list[int]:
    found = list(patients(clause))
    for prep, objects in clause.preps.items():
        if trigger.frame.role(prep) == "recipient":
            found += objects
    return found


def _weaponish(scene: Scene, tokens: Iterable[int]) -> bool:
    return any(
        "weapon" in scene.kinds(t)
        or scene.parsed.lower[t] in ("fire", "rounds", "shots", "salvo", "barrage", "volley", "shot", "round")
        for t in with_of(scene, tokens)
    )


def _target(case: Case) -> bool:
    scene, clause, trigger = case.scene, case.clause, case.trigger
    if any_of(scene, clause.agents if clause.passive else clause.subjects, "weather"):
        return False
    kinds = _OBJECT_KINDS["target"] + ("weapon",)
    return any_of(scene, with_of(scene, _targets(clause, trigger)), *kinds)


_UPON = frozenset({"on", "onto", "over", "at", "upon", "across"})


def _weapon_object(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    given = case.trigger.lemma == "drop" and "to" in clause.preps and not _UPON & clause.preps.keys()
    return not given and _weaponish(scene, patients(clause))  # 'dropped rifles to the fighters'


def _weapon_or_target(case: Case) -> bool:
    scene, clause, trigger = case.scene, case.clause, case.trigger
    objects = patients(clause)
    if objects:
        return _weaponish(scene, objects) or (any_of(scene, objects, "pronoun") and not clause.passive)
    return any(role == "recipient" and prep in clause.preps for prep, role in trigger.frame.roles.items()) or (
        clause.passive and _weaponish(scene, clause.subjects)
    )


def _weapon_target(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    hit = any(
        prep in ("against", "into", "at") and any_of(scene, objects, *_OBJECT_KINDS["target"])
        for prep, objects in clause.preps.items()
    )
    return _weapon_object(case) and hit


def _weapon_subject(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    if any("event" in scene.kinds(t) for t in clause.subjects) or _weaponish(scene, clause.subjects):
        return True
    return not clause.passive and any(
        scene.is_number(t) or scene.parsed.lower[t] in ("others", "one") for t in clause.subjects
    )


def _event_subject(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    return any_of(scene, clause.agents if clause.passive else clause.subjects, "event", "violence")


def _opponent(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = [o for prep in ("with", "against") for o in clause.preps.get(prep, [])] + patients(clause)
    own = any(scene.parsed.lower[t] in ("state", "government", "authorities") for t in found)
    return own or any_of(scene, found, "actor", "pronoun", "human", "forces", "event")


def _strike_means(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = [o for prep in ("with", "by") for o in clause.preps.get(prep, [])]
    verbs = ("hitting", "striking", "bombing", "shelling", "attacking", "firing", "killing", "targeting", "launching")
    return any_of(scene, found, "event", "weapon", "violence") or any(scene.parsed.lower[t] in verbs for t in found)


def _holder(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    if clause.passive:
        return any(scene.living(t) for t in clause.subjects) and (
            bool(clause.agents) or scene.parsed.deps[clause.token] in ("acl", "ROOT", "ccomp", "relcl")
        )
    return (
        any(scene.living(t) for t in clause.objects)
        and any_of(scene, clause.subjects, "police", "actor")
        and any_of(scene, clause.subjects, "police", "forces", "human", "actor")
    )


def _forces(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    if case.trigger.lemma == "rush" and any(
        scene.parsed.lower[t] in listed("brings_help") for t in clause.preps.get("to", [])
    ):
        return False  # to somebody's aid, or to hospital
    found = with_of(scene, [*clause.objects, *clause.subjects])
    return any_of(scene, found, "forces", "weapon") or any(scene.parsed.lower[t] in ("armour", "armor") for t in found)


def _forces_or_from(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    if clause.objects and not any_of(scene, with_of(scene, clause.objects), "forces", "human", "weapon"):
        return False
    return "from" in clause.preps or _forces(case)


_NEEDS: dict[str, Test] = {
    "target": _target,
    "weapon": _weapon_object,
    "weapon_object": _weapon_object,
    "weapon_or_target": _weapon_or_target,
    "weapon_target": _weapon_target,
    "weapon_subject": _weapon_subject,
    "event_subject": _event_subject,
    "opponent": _opponent,
    "strike_means": _strike_means,
    "holder": _holder,
    "restriction_object": named("restriction"),
    "emergency_object": named("restriction"),
    "symbol_object": dealings.symbol,
    "human_subject": subject_is("human", "actor", "forces", "pronoun"),
    "forces": _forces,
    "forces_object": named("forces"),
    "forces_or_from": _forces_or_from,
    "goods": named("goods", "weapon"),
    "goods_or_recipient": dealings.goods_or_recipient,
    "medical": dealings.medical,
    "human_or_goods": named("human", "goods", "weapon", "name"),
    "human_object": named("human", "actor"),
    "visitor_object": named("envoy"),
    "envoy_object": dealings.envoy,
    "traveller": dealings.traveller,
    "counterpart": dealings.counterpart,
    "visitor": dealings.visitor,
    "protester_subject": dealings.protesters,
    "dissent": dealings.dissent,
    "chemical_object": dealings.chemical,
    "talkers": dealings.talkers,
    "with_party": dealings.with_party,
    "deal_object": named("deal"),
    "two_parties": dealings.two_parties,
    "parties": dealings.parties,
    "designation": dealings.designation,
    "onto_list": dealings.onto_list,
    "official_object": named("official"),
    "human_of": dealings.human_of,
    "charged_with": dealings.charged_with,
    "particle_up": dealings.particle_up,
    "captors": dealings.captors,
    "troops_object": dealings.troops_object,
    "wounded_object": dealings.wounded_object,
    "driven_out": dealings.driven_out,
    "armed_subject": phrases.armed_doer,
    "armed_group": phrases.armed_group,
    "lawful": phrases.lawful,
    "facility_subject": phrases.subject_of("facility", "craft", "goods"),
    "ship_subject": phrases.subject_of("ship", "craft"),
    "shop_subject": phrases.subject_of("shop"),
    "medical_subject": phrases.subject_of("medical", "police", "human"),
    "official_subject": phrases.subject_of("official", "human", "actor", "pronoun", "name"),
    "weapon_only_subject": phrases.weapon_subject,
    "weapon_only_agent": phrases.weapon_subject,
    "mine_object": named("minelike"),
    "armed_parties": phrases.armed_parties,
    "crowd_subject": phrases.crowd,
    "met_together": phrases.met_together,
    "fallen": phrases.fallen,
    "forces_sent": phrases.forces_sent,
    "forces_or_arms": phrases.forces_or_arms,
    "armed_or_state": phrases.lawful,
    "plain_passive": lambda case: case.clause.passive and not case.clause.agents,
    "of_building": phrases.of_building,
    "body_of_states": phrases.body_of_states,
    "aid_sent": dealings.aid_sent,
}
