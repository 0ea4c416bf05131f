"""Which sense of a trigger a clause has: the lexicon's conditions on objects and subjects, checked by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dateline.extract.clause import Clause
from dateline.extract.lexicon import Trigger
from dateline.extract.scene import Scene


class Case(NamedTuple):
    """What a condition looks at: the sentence, the clause around the trigger, the sense in question."""

    scene: Scene
    clause: Clause
    trigger: Trigger


Test = Callable[[Case], bool]


def fits(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether the clause meets the conditions of this sense."""
    if not trigger.material:
        return False
    objects = _patients(clause)
    if trigger.object not in (None, "none") and not _objects_fit(scene, objects, trigger):
        return False
    if trigger.not_object is not None and any(trigger.not_object in scene.kinds(o) for o in objects):
        return False
    if any(scene.lexicon.is_a(scene.parsed.lower[o], "document") for o in objects) and not trigger.alone:
        return False
    test = _NEEDS.get(trigger.needs) if trigger.needs else None
    return test(Case(scene, clause, trigger)) if test else True


def _patients(clause: Clause) -> list[int]:
    return clause.subjects if clause.passive else clause.objects


def _any(scene: Scene, tokens: Iterable[int], *kinds: str) -> bool:
    wanted = set(kinds)
    return any(scene.kinds(token) & wanted for token in tokens)


_OBJECT_KINDS: dict[str, tuple[str, ...]] = {
    "human": ("human", "pronoun", "name"),
    "facility": ("facility", "place"),
    "place": ("facility", "place"),
    "weapon": ("weapon", "goods"),
    "goods": ("goods", "weapon"),
    "ship": ("ship",),
    "road": ("road", "place"),
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
    if wanted == "living":
        return (not objects and bool(trigger.effect)) or any(scene.living(token) for token in objects)
    return _any(scene, objects, *_OBJECT_KINDS.get(wanted, (wanted,)))


def _targets(clause: Clause, trigger: Trigger) -> list[int]:
    found = list(_patients(clause))
    for prep, objects in clause.preps.items():
        if trigger.frame.role(prep) == "recipient":
            found += objects
    return found


def _weaponish(scene: Scene, tokens: Iterable[int]) -> bool:
    return any(
        "weapon" in scene.kinds(t)
        or scene.parsed.lower[t] in ("fire", "rounds", "shots", "salvo", "barrage", "volley", "shot", "round")
        for t in _with_of(scene, tokens)
    )


def _with_of(scene: Scene, tokens: Iterable[int]) -> list[int]:
    """The nouns and what they consist of ('a salvo of rockets', 'hundreds of drones')."""
    found = list(tokens)
    for token in list(found):
        for prep in scene.parsed.kids(token, "prep"):
            if scene.parsed.lower[prep] == "of":
                found += [o for child in scene.parsed.kids(prep, "pobj") for o in scene.conjuncts(child)]
    return found


def _target(case: Case) -> bool:
    scene, clause, trigger = case.scene, case.clause, case.trigger
    kinds = _OBJECT_KINDS["target"] + ("weapon",)
    return _any(scene, _with_of(scene, _targets(clause, trigger)), *kinds)


def _weapon_object(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    return _weaponish(scene, _patients(clause))


def _weapon_or_target(case: Case) -> bool:
    scene, clause, trigger = case.scene, case.clause, case.trigger
    objects = _patients(clause)
    if objects:
        return _weaponish(scene, objects) or (_any(scene, objects, "pronoun") and not clause.passive)
    return any(role == "recipient" and prep in clause.preps for prep, role in trigger.frame.roles.items()) or (
        clause.passive and _weaponish(scene, clause.subjects)
    )


def _weapon_target(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    hit = any(
        prep in ("against", "into", "at") and _any(scene, objects, *_OBJECT_KINDS["target"])
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
    return _any(scene, clause.agents if clause.passive else clause.subjects, "event", "violence")


def _opponent(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = [o for prep in ("with", "against") for o in clause.preps.get(prep, [])] + _patients(clause)
    return _any(scene, found, "actor", "pronoun", "human", "forces", "event")


def _strike_means(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = [o for prep in ("with", "by") for o in clause.preps.get(prep, [])]
    verbs = ("hitting", "striking", "bombing", "shelling", "attacking", "firing", "killing", "targeting", "launching")
    return _any(scene, found, "event", "weapon", "violence") or any(scene.parsed.lower[t] in verbs for t in found)


def _holder(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    if clause.passive:
        return any(scene.living(t) for t in clause.subjects) and (
            bool(clause.agents) or scene.parsed.deps[clause.token] in ("acl", "ROOT", "ccomp", "relcl")
        )
    return (
        any(scene.living(t) for t in clause.objects)
        and _any(scene, clause.subjects, "police", "actor")
        and _any(scene, clause.subjects, "police", "forces", "human", "actor")
    )


def _named(*kinds: str) -> Test:
    def test(case: Case) -> bool:
        scene, clause = case.scene, case.clause
        return _any(scene, _with_of(scene, _patients(clause)), *kinds)

    return test


def _subject_is(*kinds: str) -> Test:
    def test(case: Case) -> bool:
        scene, clause = case.scene, case.clause
        return not clause.passive and _any(scene, clause.subjects, *kinds)

    return test


def _forces(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    return _any(scene, _with_of(scene, [*clause.objects, *clause.subjects]), "forces", "weapon")


def _forces_or_from(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    if clause.objects and not _any(scene, _with_of(scene, clause.objects), "forces", "human", "weapon"):
        return False
    return "from" in clause.preps or _forces(case)


def _designation(case: Case) -> bool:
    scene, clause, trigger = case.scene, case.clause, case.trigger
    words = scene.parsed.lower[clause.token :]
    return (
        "as" in words[:14]
        and any(
            word in ("terrorist", "terrorists", "terror", "terrorism", "extremist", "sanctions", "fugitives")
            for word in words
        )
    ) or (
        any(word in ("terrorist", "terror", "sdgt", "fto") for word in words)
        and trigger.lemma in ("designate", "label", "brand", "classify")
    )


def _onto_list(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    words = scene.parsed.lower[clause.token : clause.token + 25]
    listed = any(word in ("list", "blacklist", "lists") for word in words)
    return listed and any(
        word in ("terrorist", "terror", "sanctions", "terrorists", "blacklist", "designated", "terrorism")
        for word in words
    )


def _counterpart(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = _patients(clause) + clause.preps.get("with", [])
    if not found:
        return len(clause.subjects) > 1 and _any(scene, clause.subjects, "actor", "human", "body")
    return _any(scene, found, "human", "actor", "pronoun", "body", "name") and _any(
        scene, [*clause.subjects, *clause.agents], "human", "actor", "pronoun", "name", "body", "police"
    )


def _traveller(case: Case) -> bool:
    """Only people in public roles travel in the record: someone named, or an official."""
    scene, clause, trigger = case.scene, case.clause, case.trigger
    going = any(
        (t in scene.actor_at and "human" in scene.kinds(t))
        or "pronoun" in scene.kinds(t)
        or _any(scene, [t], "official", "envoy")
        for t in clause.subjects
    )
    first = clause.token + len(trigger.lemma.split()) - 1
    after = range(first + 1, min(first + 5, len(scene.parsed)))
    return going and any(
        t in scene.place_at or (t in scene.actor_at and not scene.actor_at[t].adjective) for t in after
    )


def _visitor(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    going = clause.agents if clause.passive else clause.subjects
    return any(
        (t in scene.actor_at and not scene.actor_at[t].adjective) or _any(scene, [t], "official", "envoy", "pronoun")
        for t in going
    )


def _envoy(case: Case) -> bool:
    """Somebody sent: an envoy, or a named person; not troops or goods."""
    scene, clause = case.scene, case.clause
    found = _patients(clause)
    persons = any(t in scene.actor_at and scene.actor_at[t].kind.value == "person" for t in found)
    return (persons or _any(scene, found, "envoy")) and not _any(scene, found, "weapon", "goods")


def _protesters(case: Case) -> bool:
    words = {case.scene.parsed.lower[t] for t in case.clause.subjects}
    return bool(
        words & {"protesters", "protestors", "demonstrators", "marchers", "rioters", "activists", "crowds", "strikers"}
    )


def _dissent(case: Case) -> bool:
    """A rally or march of protest, not of an election or a parade."""
    scene, clause = case.scene, case.clause
    before = {scene.parsed.lower[t] for t in scene.modifiers(clause.token)}
    doers = _any(scene, clause.agents + clause.owners, "human")
    return "against" in clause.preps or bool(before & {"protest", "opposition", "mass", "solidarity", "anti"}) or doers


def _chemical(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = [scene.weapon_at.get(t) for t in _with_of(scene, _patients(clause))]
    return any(word is not None and word.weapon.mode == "unconventional" for word in found)


def _talkers(case: Case) -> bool:
    """Somebody named or an official takes part, or the talks take up ones told before."""
    scene, clause = case.scene, case.clause
    found = (
        [t for prep in ("between", "with", "of", "by", "among") for t in clause.preps.get(prep, [])]
        + clause.owners
        + clause.agents
    )
    return _any(scene, found, "actor", "official", "envoy", "name") or scene.parsed.deps[clause.token] in (
        "dobj",
        "pobj",
        "nsubj",
        "nsubjpass",
    )


def _with_party(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    return _any(scene, clause.preps.get("with", []), "human", "actor", "pronoun")


def _two_parties(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    sides = [t for t in clause.subjects if _any(scene, [t], "actor", "body")]
    partner = clause.preps.get("with", [])
    return len(sides) > 1 or (bool(sides) and _any(scene, partner, "actor"))


def _parties(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    between = clause.preps.get("between", [])
    return _any(scene, between, "actor", "human") or _any(scene, clause.preps.get("with", []), "actor")


def _charged_with(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    return "with" in clause.preps and any(scene.living(t) for t in _patients(clause))


def _human_of(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = clause.preps.get("of", []) + [t for t in clause.owners if scene.parsed.deps[t] == "poss"]
    return any(scene.living(t) for t in found) and not _any(scene, found, "document")


def _goods_or_recipient(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    objects = _patients(clause)
    return _any(scene, _with_of(scene, objects), "goods", "weapon") or (
        _any(scene, objects, "actor") and "with" in clause.preps
    )


def _medical(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    return _any(scene, _patients(clause), "human") and _any(
        scene, clause.subjects + clause.agents + clause.preps.get("in", []), "medical", "facility"
    )


def _particle_up(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    return any(
        scene.parsed.lower[t] in ("up", "apart") for t in scene.parsed.kids(clause.token, "prt", "prep", "advmod")
    )


def _symbol(case: Case) -> bool:
    scene, clause = case.scene, case.clause
    found = _patients(clause) + [o for prep in ("on", "over", "upon") for o in clause.preps.get(prep, [])]
    return _any(scene, _with_of(scene, found), "symbol")


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
    "restriction_object": _named("restriction"),
    "emergency_object": _named("restriction"),
    "symbol_object": _symbol,
    "human_subject": _subject_is("human", "actor", "forces", "pronoun"),
    "forces": _forces,
    "forces_object": _named("forces"),
    "forces_or_from": _forces_or_from,
    "goods": _named("goods", "weapon"),
    "aid_goods": _named("aid_goods", "weapon"),
    "goods_or_recipient": _goods_or_recipient,
    "medical": _medical,
    "human_or_goods": _named("human", "goods", "weapon", "name"),
    "human_object": _named("human", "actor"),
    "visitor_object": _named("envoy"),
    "envoy_object": _envoy,
    "traveller": _traveller,
    "counterpart": _counterpart,
    "visitor": _visitor,
    "protester_subject": _protesters,
    "dissent": _dissent,
    "chemical_object": _chemical,
    "talkers": _talkers,
    "with_party": _with_party,
    "deal_object": _named("deal"),
    "two_parties": _two_parties,
    "parties": _parties,
    "designation": _designation,
    "onto_list": _onto_list,
    "official_object": _named("official"),
    "human_of": _human_of,
    "charged_with": _charged_with,
    "particle_up": _particle_up,
}
