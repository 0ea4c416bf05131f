"""Conditions on people and what passes between them: envoys, visitors, parties to talks and deals, lists, goods."""

from __future__ import annotations

from dateline.extract.senses.cases import Case, any_of, patients, with_of
from dateline.extract.senses.phrases import armed
from dateline.extract.words.lists import listed

_AWAY = frozenset({"away", "off", "out"})


def designation(case: Case) -> bool:
    """Called a terrorist or put under sanctions by an authority, not only by name."""
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


def onto_list(case: Case) -> bool:
    """Put on a list of terrorists or of sanctions."""
    scene, clause = case.scene, case.clause
    words = scene.parsed.lower[clause.token : clause.token + 25]
    listed = any(word in ("list", "blacklist", "lists") for word in words)
    return listed and any(
        word in ("terrorist", "terror", "sanctions", "terrorists", "blacklist", "designated", "terrorism")
        for word in words
    )


def counterpart(case: Case) -> bool:
    """Somebody meets somebody: people or bodies on both sides."""
    scene, clause = case.scene, case.clause
    found = patients(clause) + clause.preps.get("with", [])
    if not found:
        return len(clause.subjects) > 1 and any_of(scene, clause.subjects, "actor", "human", "body")
    return any_of(scene, found, "human", "actor", "pronoun", "body", "name", "envoy") and any_of(
        scene, [*clause.subjects, *clause.agents], "human", "actor", "pronoun", "name", "body", "police", "envoy"
    )


def traveller(case: Case) -> bool:
    """Only people in public roles travel in the record: someone named, or an official."""
    scene, clause, trigger = case.scene, case.clause, case.trigger
    going = any(
        (t in scene.actor_at and "human" in scene.kinds(t))
        or "pronoun" in scene.kinds(t)
        or any_of(scene, [t], "official", "envoy")
        for t in clause.subjects
    )
    first = clause.token + len(trigger.lemma.split()) - 1
    after = range(first + 1, min(first + 5, len(scene.parsed)))
    return going and any(
        t in scene.place_at or (t in scene.actor_at and not scene.actor_at[t].adjective) for t in after
    )


def visitor(case: Case) -> bool:
    """Somebody named, an official or an envoy goes; not a crowd."""
    scene, clause = case.scene, case.clause
    going = [t for t in (clause.agents if clause.passive else clause.subjects) if scene.parsed.lower[t] != "they"]
    return any(
        (t in scene.actor_at and not scene.actor_at[t].adjective) or any_of(scene, [t], "official", "envoy", "pronoun")
        for t in going
    )


def envoy(case: Case) -> bool:
    """Somebody sent: an envoy, or a named person; not troops or goods."""
    scene, clause = case.scene, case.clause
    found = patients(clause)
    persons = any(t in scene.actor_at and scene.actor_at[t].kind.value == "person" for t in found)
    return (persons or any_of(scene, found, "envoy")) and not any_of(scene, found, "weapon", "goods")


def protesters(case: Case) -> bool:
    """The subject is people who protest."""
    words = {case.scene.parsed.lower[t] for t in with_of(case.scene, case.clause.subjects)}
    return bool(
        words & {"protesters", "protestors", "demonstrators", "marchers", "rioters", "activists", "crowds", "strikers"}
    )


def dissent(case: Case) -> bool:
    """A rally or march of protest, not of an election or a parade."""
    scene, clause = case.scene, case.clause
    before = {scene.parsed.lower[t] for t in scene.modifiers(clause.token)}
    doers = any_of(scene, clause.agents + clause.owners, "human")
    return "against" in clause.preps or bool(before & {"protest", "opposition", "mass", "solidarity", "anti"}) or doers


def chemical(case: Case) -> bool:
    """What is used is a weapon of poison, germs or radiation."""
    scene, clause = case.scene, case.clause
    found = [scene.weapon_at.get(t) for t in with_of(scene, patients(clause))]
    return any(word is not None and word.weapon.mode == "unconventional" for word in found)


def talkers(case: Case) -> bool:
    """Somebody named or an official takes part, or the talks take up ones told before."""
    scene, clause = case.scene, case.clause
    found = (
        [t for prep in ("between", "with", "of", "by", "among") for t in clause.preps.get(prep, [])]
        + clause.owners
        + clause.agents
    )
    return any_of(scene, found, "actor", "official", "envoy", "name") or scene.parsed.deps[clause.token] in (
        "dobj",
        "pobj",
        "nsubj",
        "nsubjpass",
        "attr",
    )


def with_party(case: Case) -> bool:
    """Somebody stands behind 'with'."""
    scene, clause = case.scene, case.clause
    return any_of(scene, clause.preps.get("with", []), "human", "actor", "pronoun")


def two_parties(case: Case) -> bool:
    """Two named sides, or one and its partner behind 'with'."""
    scene, clause = case.scene, case.clause
    sides = [t for t in clause.subjects if any_of(scene, [t], "actor", "body") or armed(scene, t)]
    partner = clause.preps.get("with", [])
    return len(sides) > 1 or (bool(sides) and any_of(scene, partner, "actor"))


def parties(case: Case) -> bool:
    """Sides are named behind 'between' or 'with'."""
    scene, clause = case.scene, case.clause
    between = clause.preps.get("between", [])
    return any_of(scene, between, "actor", "human") or any_of(scene, clause.preps.get("with", []), "actor")


def charged_with(case: Case) -> bool:
    """A person charged with something."""
    scene, clause = case.scene, case.clause
    return "with" in clause.preps and any(scene.living(t) for t in patients(clause))


def human_of(case: Case) -> bool:
    """A person stands behind 'of' or as possessor, and no document."""
    scene, clause = case.scene, case.clause
    found = clause.preps.get("of", []) + [t for t in clause.owners if scene.parsed.deps[t] == "poss"]
    return any(scene.living(t) for t in found) and not any_of(scene, found, "document")


def goods_or_recipient(case: Case) -> bool:
    """Goods or weapons change hands, or somebody is given something."""
    scene, clause = case.scene, case.clause
    objects = patients(clause)
    return any_of(scene, with_of(scene, objects), "goods", "weapon") or (
        any_of(scene, objects, "actor") and "with" in clause.preps
    )


def aid_sent(case: Case) -> bool:
    """Goods or weapons are sent to somebody; tanks sent to a border are forces on the move."""
    scene, clause = case.scene, case.clause
    if any(scene.parsed.lower[t] in listed("fronts") for t in clause.preps.get("to", [])):
        return False
    return any_of(scene, with_of(scene, patients(clause)), "aid_goods", "weapon")


def medical(case: Case) -> bool:
    """Doctors or a hospital take people in."""
    scene, clause = case.scene, case.clause
    return any_of(scene, patients(clause), "human") and any_of(
        scene, clause.subjects + clause.agents + clause.preps.get("in", []), "medical", "facility"
    )


def particle_up(case: Case) -> bool:
    """The verb has its particle ('blew it up')."""
    scene, clause = case.scene, case.clause
    return any(
        scene.parsed.lower[t] in ("up", "apart") for t in scene.parsed.kids(clause.token, "prt", "prep", "advmod")
    )


def symbol(case: Case) -> bool:
    """A flag, picture or the like is burnt, trampled or waved."""
    scene, clause = case.scene, case.clause
    found = patients(clause) + [o for prep in ("on", "over", "upon") for o in clause.preps.get(prep, [])]
    return any_of(scene, with_of(scene, found), "symbol")


def captors(case: Case) -> bool:
    """'Masked men took her from her street', 'gunmen seized four aid workers': armed people take somebody."""
    scene, clause = case.scene, case.clause
    parsed = scene.parsed
    doers = clause.agents if clause.passive else clause.subjects
    armed = any(
        parsed.lower[t] in listed("captors")
        or (parsed.lower[t] == "men" and any(parsed.lower[c] in ("armed", "masked") for c in parsed.kids(t, "amod")))
        for t in doers
    )
    if not armed or not any(scene.living(t) or "pronoun" in scene.kinds(t) for t in patients(clause)):
        return False
    away = any(parsed.lower[t] in _AWAY for t in parsed.kids(clause.token, "prt", "advmod"))
    return case.trigger.lemma == "seize" or away or "from" in clause.preps or "into" in clause.preps


def troops_object(case: Case) -> bool:
    """Troops are sent, no helpers and no relief."""
    scene, clause = case.scene, case.clause
    words = {scene.parsed.lower[t] for t in with_of(scene, patients(clause))}
    return bool(
        words & {"troops", "soldiers", "forces", "reinforcements", "battalion", "battalions", "brigade", "warships"}
    )


def wounded_object(case: Case) -> bool:
    """Injured people are carried to safety by somebody named or by soldiers."""
    scene, clause = case.scene, case.clause
    doers = clause.agents if clause.passive else clause.subjects
    hurt = {scene.parsed.lower[t] for o in patients(clause) for t in scene.parsed.subtree(o)} & listed("the_hurt")
    return bool(hurt) and any_of(scene, doers, "actor", "forces", "body", "pronoun")


def driven_out(case: Case) -> bool:
    """People are driven out of, or from, where they live."""
    scene, clause = case.scene, case.clause
    parsed = scene.parsed
    if any(armed(scene, t) for t in patients(clause)):
        return False  # 'drove the rebels out of the town' is fighting
    out = any(parsed.lower[t] in _AWAY for t in parsed.kids(clause.token, "prt", "advmod", "prep"))
    return (out or "from" in clause.preps) and any_of(scene, patients(clause), "human", "forces", "actor")
