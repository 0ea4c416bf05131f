"""From clause parts to roles, by the trigger's frame: who did it, to whom, with what."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.vocabulary import EventType, PlacePrecision, Stance
from dateline.extract.mentions.filling import fill, stands_in
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.noun_roles import noun_roles
from dateline.extract.mentions.sides import told_by_one_side
from dateline.extract.parties.parties import resolve
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.clause import prepositions, verb_clause
from dateline.extract.words.lists import listed

# Prepositions that name a target even beside an object ('fired rockets at').
_AIMED = frozenset({"at", "against", "towards", "toward", "into"})
# Weapons laid where somebody will pass.
_LAID = frozenset({"IED", "landmine", "mine", "bomb"})
# The same beside verbs without an object ('landed on').
_LANDED = frozenset({"on", "onto", "near", "outside", "inside"})


def assign_roles(mention: EventMention, discourse: Discourse) -> None:
    """Fill actors, recipients, victims and weapon tokens of a mention from its clause."""
    if mention.verbal:
        _verb_roles(mention, discourse)
    else:
        noun_roles(mention, discourse)
    _tidy(mention)
    _for_their_states(mention, discourse)
    _protesters(mention)
    _suspected(mention)
    told_by_one_side(mention, discourse)
    _remember_doers(mention, discourse)


def _for_their_states(mention: EventMention, discourse: Discourse) -> None:
    """'President X ordered strikes', 'X has bombed his own people': the state that X leads did it."""
    if mention.type is not EventType.ASSAULT:
        return
    for number, party in enumerate(mention.actors):
        state = discourse.bodies.led_by(party.actor_id) if party.person and party.actor_id else None
        if state is None or state.actor_id in mention.recipient_ids():
            continue
        why = f"the state of {party.name}"
        mention.actors[number] = replace(party, name=state.name, actor_id=state.actor_id, person=False, reason=why)
    for number, party in enumerate(mention.actors):  # 'the defence ministry said it had hit the depot'
        ministry = "Ministry of Defen" in party.name or "Department of Defen" in party.name
        country = discourse.country_of(party.actor_id) if ministry else None
        forces = discourse.bodies.body(country, "armed-forces") if country else None
        if forces is not None and forces.actor_id not in mention.actor_ids():
            why = f"the forces for which {party.name} speaks"
            mention.actors[number] = replace(party, name=forces.name, actor_id=forces.actor_id, reason=why)
            if party.pronoun:
                mention.stances[forces.actor_id] = Stance.CLAIMED


def _protesters(mention: EventMention) -> None:
    """'Hundreds of people took to the streets': people who protest are protesters."""
    if mention.type is EventType.PROTEST:
        mention.actors = [
            replace(p, name="protesters") if not p.known and p.name.lower() in listed("crowd_counted") else p
            for p in mention.actors
        ]


def _suspected(mention: EventMention) -> None:
    """'Suspected rebels attacked': somebody holds them to be the doers; the word is no part of their name."""
    scene = mention.scene
    adjectives = scene.lexicon.cues["blame_adjectives"]
    for number, party in enumerate(mention.actors):
        if party.pronoun or not 0 <= party.token < len(scene.parsed) or not stands_in(scene, party):
            continue
        left = max(0, scene.np_left(party.token) - 1)  # a first word in capitals is mostly read as something else
        held = scene.parsed.lower[max(0, left - 2) : left + 1]
        # 'gunmen believed to be Red Falcons fighters attacked'
        told = held[1:] == ("to", "be") and held[0] in listed("held_to_be")
        if not told and not adjectives.intersection(scene.parsed.lower[left : party.token]):
            continue
        first, _, rest = party.name.partition(" ")
        if rest and first.lower() in adjectives:
            mention.actors[number] = replace(party, name=rest)
        mention.stances[party.actor_id or mention.actors[number].name] = Stance.BLAMED
        mention.rules.append("suspected")


def _remember_doers(mention: EventMention, discourse: Discourse) -> None:
    """Keep armed people whom the book does not know, for 'the bandits', 'the attackers' in later sentences."""
    scene = mention.scene
    if mention.type is not EventType.ASSAULT:
        return
    for party in mention.actors:
        head = party.name.lower().rsplit(maxsplit=1)[-1]
        force = scene.lexicon.is_a(head, "forces") and head not in scene.lexicon.cues["group_nouns"]
        if head in listed("not_the_group") or force or scene.lexicon.is_a(head, "police"):
            continue
        if party.kind == "human" and not party.known and not party.pronoun:
            discourse.keep_doer(scene, party)


def _verb_roles(mention: EventMention, discourse: Discourse) -> None:
    clause, frame = mention.clause, mention.trigger.frame
    if frame.name in ("impact", "launch") and _weapons_again(mention) and not clause.agents:
        mention.anaphoric = True
        mention.rules.append("a number of the weapons told before")
        if frame.name == "impact":
            fill(mention, clause.objects, "recipient", discourse)
    else:
        _sides(mention, discourse)
    for prep, objects in clause.preps.items():
        role = frame.role(prep)
        aimed = _AIMED | _LANDED if mention.trigger.needs == "weapon_subject" else _AIMED
        if role and not (role == "recipient" and mention.recipients and prep not in aimed):
            fill(mention, objects, role, discourse)
    if frame.name == "toll":  # 'cost three officers their lives'
        paid = [o for t in mention.scene.parsed.kids(mention.token, "dative") for o in mention.scene.conjuncts(t)]
        fill(mention, paid, "victim", discourse)
    if mention.effect and clause.passive and not clause.agents:
        _when_clause(mention, discourse)
    if mention.effect == "kill":  # 'killed alongside Y'
        fill(mention, clause.preps.get("alongside", []), "recipient", discourse)
    if not mention.actors and not clause.passive:
        _deed_of(mention, discourse)
    _beside_weapons(mention, discourse)
    _set_off_by(mention, discourse)
    _given_by(mention, discourse)
    _with_help(mention, discourse)
    if mention.mode == "seize":
        _taken_from(mention, discourse)
    if mention.type is EventType.SANCTION and not mention.recipients and not clause.passive:
        for relation in clause.objects:  # 'suspended talks with X'
            fill(mention, prepositions(mention.scene, relation).get("with", []), "recipient", discourse)


def _deed_of(mention: EventMention, discourse: Discourse) -> None:
    """'An operation by X freed them', 'a raid by X killed ten': those whose deed it was did it."""
    scene = mention.scene
    deeds = [s for s in mention.clause.subjects if scene.parsed.lower[s] in listed("deeds_of_somebody")]
    doers = [d for deed in deeds for d in prepositions(scene, deed).get("by", []) if scene.living(d)]
    fill(mention, doers, "actor", discourse)


def _taken_from(mention: EventMention, discourse: Discourse) -> None:
    """'Seized arms from the soldiers', 'rifles were recovered from the rebels': those who had them lost them."""
    clause, scene = mention.clause, mention.scene
    goods = clause.subjects if clause.passive else clause.objects
    losers = [o for thing in goods for o in prepositions(scene, thing).get("from", [])] + clause.preps.get("from", [])
    losers = [o for o in losers if scene.living(o) and o not in scene.place_at and not _country(mention, o)]
    known = {party.token for party in mention.recipients}
    fill(mention, [o for o in losers if o not in known], "recipient", discourse)
    mention.victims = [v for v in mention.victims if v not in losers]


def _given_by(mention: EventMention, discourse: Discourse) -> None:
    """'Receives arms and funding from X': the giver may hang on the goods."""
    clause, frame, scene = mention.clause, mention.trigger.frame, mention.scene
    if mention.actors or frame.role("from") != "actor":
        return
    for thing in clause.subjects if clause.passive else clause.objects:
        fill(mention, prepositions(scene, thing).get("from", []), "actor", discourse)


def _with_help(mention: EventMention, discourse: Discourse) -> None:
    """'Weapons are smuggled with the help of X': X has a part in it, where no other doer is told."""
    clause, scene = mention.clause, mention.scene
    if mention.actors or not clause.passive:
        return
    for helping in [t for t in clause.preps.get("with", []) if scene.parsed.lower[t] in listed("help_from")]:
        fill(mention, prepositions(scene, helping).get("of", []), "actor", discourse)


def _set_off_by(mention: EventMention, discourse: Discourse) -> None:
    """'A bomb planted by X exploded', 'rockets fired by X hit the base': X did it."""
    scene = mention.scene
    if mention.actors or mention.trigger.frame.name == "launch":
        return
    for weapon in mention.clause.agents if mention.clause.passive else mention.clause.subjects:
        for verb in scene.parsed.kids(weapon, "acl", "relcl") if weapon in scene.weapon_at else ():
            if scene.parsed.lower[verb] in listed("set_off"):
                fill(mention, verb_clause(scene, verb).agents, "actor", discourse)
                mention.rules.append("the weapon's by-agent")


def _sides(mention: EventMention, discourse: Discourse) -> None:
    """Subject, object and by-agent, turned round in a passive."""
    clause, frame = mention.clause, mention.trigger.frame
    if clause.passive:
        fill(mention, clause.subjects, frame.role("passive") or "recipient", discourse)
        fill(mention, clause.agents, "actor", discourse)
        if clause.agents:
            mention.rules.append("by-agent")
        return
    if _ran_into(mention):
        fill(mention, clause.subjects, "recipient", discourse)
        fill(mention, clause.objects, "weapon", discourse)
        return
    fill(mention, clause.subjects, frame.role("subject") or "actor", discourse)
    objects = clause.objects or _misread_object(mention)
    fill(mention, objects, frame.role("object") or "recipient", discourse)
    if clause.shared_subject and clause.subjects:
        mention.rules.append("subject from the governing clause")


def _misread_object(mention: EventMention) -> list[int]:
    """'A strike killed Omar Tahan, an aide to the emir, officials said': read as if Tahan had said it."""
    scene, parsed = mention.scene, mention.scene.parsed
    above = parsed.heads[mention.token]
    if mention.effect != "kill" or parsed.deps[mention.token] != "ccomp" or above < mention.token:
        return []
    after = [s for s in parsed.kids(above, "nsubj") if scene.np_left(s) == mention.token + 1]
    return after if parsed.lower[above] in scene.lexicon.cues["say_verbs"] else []


def _ran_into(mention: EventMention) -> bool:
    """'Their vehicle hit a roadside bomb': who hits what was laid for them is the one it was done to."""
    scene, clause = mention.scene, mention.clause
    if mention.type is not EventType.ASSAULT:
        return False
    laid = [scene.weapon_at[o] for o in clause.objects if o in scene.weapon_at]
    riders = [s for s in clause.subjects if s not in scene.weapon_at]
    return bool(riders) and bool(laid) and all(word.weapon.kind in _LAID for word in laid)


def _beside_weapons(mention: EventMention, discourse: Discourse) -> None:
    """'rockets at the airport killed a contractor', 'fired rockets at the base': the target may hang on the weapon."""
    clause, frame, scene = mention.clause, mention.trigger.frame, mention.scene
    for subject in [] if clause.passive or not mention.effect else clause.subjects:
        if subject not in scene.weapon_at:
            continue
        hung = prepositions(scene, subject)
        for found in [o for prep in ("at", "on", "in", "near", "against") for o in hung.get(prep, [])]:
            if scene.kinds(found) & {"facility", "place"} and not _country(mention, found):
                fill(mention, [found], "recipient", discourse)
                mention.victims = [v for v in mention.victims if v != found]
    if frame.role("object") != "weapon":
        return
    for weapon in clause.subjects if clause.passive else clause.objects:
        for prep, objects in prepositions(scene, weapon).items():
            if frame.role(prep) == "recipient" and not mention.recipients:
                fill(mention, objects, "recipient", discourse)


def _country(mention: EventMention, token: int) -> bool:
    """A whole country is where it happened, not what was hit."""
    actor, place = mention.scene.actor_at.get(token), mention.scene.place_at.get(token)
    if actor is not None and actor.kind.value == "state":
        return True
    return place is not None and place.place.precision is PlacePrecision.COUNTRY


def _when_clause(mention: EventMention, discourse: Discourse) -> None:
    """'was killed when gunmen crept in', 'when X stopped an infiltration': armed men, or who defends, did it."""
    scene = mention.scene
    parsed = scene.parsed
    for verb in parsed.kids(mention.token, "advcl"):
        timed = any(parsed.lower[c] in ("when", "as", "after") for c in parsed.children[verb])
        subjects = parsed.kids(verb, "nsubj")
        armed = timed and any(parsed.lower[s] in listed("unknown_doers") and parsed.lower[s] != "men" for s in subjects)
        if timed and subjects and (armed or parsed.lower[verb] in listed("defends")):
            fill(mention, subjects, "actor", discourse)
            mention.rules.append("doer of the when-clause")


def _weapons_again(mention: EventMention) -> bool:
    """'18 of them hit the base', 'three fell inside': a bare number of weapons; also 'had fired them'."""
    scene, clause = mention.scene, mention.clause
    parsed = scene.parsed
    if mention.trigger.frame.name == "launch":
        again = any(parsed.lower[o] in ("them", "it", "those") for o in clause.objects)
        again = again or (
            clause.passive and any("the" in {parsed.lower[c] for c in parsed.children[s]} for s in clause.subjects)
        )
        if again:
            mention.anaphoric = True
            mention.rules.append("the weapons told before")
        return False
    return any(
        (scene.is_number(s) or (parsed.lower[s] == "others" and mention.trigger.needs == "weapon_subject"))
        and not any(c for c in scene.modifiers(s) if c in scene.actor_at)
        and (parsed.lower[s] != "one" or parsed.kid(s, "prep") is not None)
        for s in clause.subjects
    ) and all(
        parsed.lower[o] in ("them", "which", "these", "those", "others")
        for s in clause.subjects
        for p in parsed.kids(s, "prep")
        for o in parsed.kids(p, "pobj")
    )


def _tidy(mention: EventMention) -> None:
    """An actor is not also its own target; an unexplained pronoun says nothing beside a name."""
    for parties in (mention.actors, mention.recipients):
        if any(p.kind != "pronoun" for p in parties):
            parties[:] = [p for p in parties if p.kind != "pronoun"]
    ids = mention.actor_ids()
    if ids:
        mention.recipients = [p for p in mention.recipients if p.actor_id not in ids]


def forces_withdrawn(mention: EventMention, discourse: Discourse) -> None:
    """A state withdraws its forces, from the country named beside them."""
    if mention.mode != "withdraw":
        return
    scene = mention.scene
    for party in list(mention.actors):
        actor = scene.actor_at.get(party.token)
        forces = discourse.forces_of(actor) if actor is not None and actor.kind.value == "state" else None
        if forces is not None and forces.actor_id not in mention.actor_ids():
            mention.actors.append(
                replace(party, name=forces.name, actor_id=forces.actor_id, reason="its forces are withdrawn")
            )
    if not mention.recipients:
        for place in scene.places:
            head = scene.head_of(place.span)
            if head is None or place.place.precision is not PlacePrecision.COUNTRY or scene.parsed.deps[head] != "pobj":
                continue
            if scene.parsed.lower[scene.parsed.heads[head]] in ("in", "from") and head > mention.token:
                mention.recipients += [
                    p for p in resolve(scene, head, discourse) if p.actor_id not in mention.actor_ids()
                ]
                return
