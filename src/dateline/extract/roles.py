"""From clause parts to roles, by the trigger's frame: who did it, to whom, with what."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import PlacePrecision, Stance
from dateline.extract.clause import counting_top, is_verb, prepositions, verb_clause
from dateline.extract.counts import count_of, total_of
from dateline.extract.mention import EventMention
from dateline.extract.parties import Party, for_its_state, resolve
from dateline.extract.reference import Discourse
from dateline.extract.scene import Scene

_DOERS = frozenset({"actor", "human", "pronoun", "place", "name"})
_RECIPIENTS = frozenset({"actor", "human", "pronoun", "facility", "place", "name", "other"})
_ATTACHED = ("acl", "relcl")
_PLAIN_MEN = frozenset(
    {"gunman", "gunmen", "man", "men", "attacker", "attackers", "assailant", "assailants", "shooter", "shooters"}
)
_DEFENCE = frozenset({"stopped", "foiled", "thwarted", "repelled", "repulsed", "intercepted", "prevented", "returned", "responded"})
_HELD = frozenset({"believed", "thought", "said", "alleged", "suspected", "reported", "understood"})
_TARGETING = frozenset({"targeting", "hitting", "striking", "attacking", "that", "aimed"})


def assign_roles(mention: EventMention, discourse: Discourse) -> None:
    """Fill actors, recipients, victims and weapon tokens of a mention from its clause."""
    if mention.verbal:
        _verb_roles(mention, discourse)
    else:
        _noun_roles(mention, discourse)
    _tidy(mention)


def _verb_roles(mention: EventMention, discourse: Discourse) -> None:
    clause, frame, scene = mention.clause, mention.trigger.frame, mention.scene
    if frame.name in ("impact", "launch") and _weapons_again(mention) and not clause.agents:
        mention.anaphoric = True
        mention.rules.append("a number of the weapons told before")
        if frame.name == "impact":
            _fill(mention, clause.objects, "recipient", discourse)
    elif clause.passive:
        _fill(mention, clause.subjects, frame.role("passive") or "recipient", discourse)
        _fill(mention, clause.agents, "actor", discourse)
        if clause.agents:
            mention.rules.append("by-agent")
    else:
        _fill(mention, clause.subjects, frame.role("subject") or "actor", discourse)
        _fill(mention, clause.objects, frame.role("object") or "recipient", discourse)
        if clause.shared_subject and clause.subjects:
            mention.rules.append("subject from the governing clause")
    for prep, objects in clause.preps.items():
        role = frame.role(prep)
        if role and not (
            role == "recipient" and mention.recipients and prep not in ("at", "against", "towards", "toward", "into")
        ):
            _fill(mention, objects, role, discourse)
    if mention.effect and clause.passive and not clause.agents:
        _when_clause(mention, discourse)
    if mention.effect == "kill":  # 'killed alongside Y'
        _fill(mention, clause.preps.get("alongside", []), "recipient", discourse)
    for subject in [] if clause.passive else clause.subjects:  # 'rockets at the airport killed a contractor'
        if subject in scene.weapon_at and mention.effect:
            for prep in ("at", "on", "in", "near", "against"):
                for found in prepositions(scene, subject).get(prep, []):
                    if scene.kinds(found) & {"facility", "place"}:
                        _fill(mention, [found], "recipient", discourse)
                        mention.victims = [v for v in mention.victims if v != found]
    if frame.role("object") == "weapon":  # 'fired rockets at the base': the target may hang on the weapon
        for weapon in clause.subjects if clause.passive else clause.objects:
            for prep, objects in prepositions(scene, weapon).items():
                if frame.role(prep) == "recipient" and not mention.recipients:
                    _fill(mention, objects, "recipient", discourse)


def _when_clause(mention: EventMention, discourse: Discourse) -> None:
    """'was killed when X stopped an infiltration': X did it, where the verb is one of armed defence."""
    scene = mention.scene
    parsed = scene.parsed
    for verb in parsed.kids(mention.token, "advcl"):
        if parsed.lower[verb] in _DEFENCE and any(parsed.lower[c] in ("when", "as", "after") for c in parsed.children[verb]):
            _fill(mention, parsed.kids(verb, "nsubj"), "actor", discourse)
            mention.rules.append("doer of the when-clause")


def _weapons_again(mention: EventMention) -> bool:
    """'18 of them hit the base', 'three fell inside': a bare number of weapons; 'had fired them': the weapons themselves."""
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


def _noun_roles(mention: EventMention, discourse: Discourse) -> None:
    clause, frame, scene = mention.clause, mention.trigger.frame, mention.scene
    harm = frame.role("poss") == "recipient"
    _fill(mention, clause.agents, "actor", discourse)
    for owner in clause.owners:
        dep = scene.parsed.deps[owner]
        role = "recipient" if harm and dep == "poss" else "actor"
        if (dep == "poss" and not harm) or _may_do(scene, owner) or (dep == "poss" and harm):
            _fill(mention, [owner], role, discourse, modifier=True)
    for prep, objects in clause.preps.items():
        role = frame.role(prep)
        if role == "either":
            role = "recipient" if mention.actors else "actor"
            objects = [o for o in objects if o in scene.actor_at or role == "recipient"]
        if role:
            _fill(mention, objects, role, discourse)
    for child in scene.parsed.kids(mention.token, *_ATTACHED):
        _attached(mention, child, discourse)
    _governed(mention, discourse)


def _country_party(scene: Scene, token: int, discourse: Discourse) -> list[Party]:
    """'a US airstrike' where only the country is known by name: the state of that name."""
    place = scene.place_at[token]
    state = discourse.state_named(place.place.country)
    if state is not None:
        return [Party(token, place.span, state.name, "actor", "the country's state", state.actor_id)]
    return [Party(token, place.span, place.place.name, "actor", "the country's state")]


def _may_do(scene: Scene, owner: int) -> bool:
    """A modifier names a doer when it is an actor or a word for fighters, not a place, weapon or date."""
    actor = scene.actor_at.get(owner)
    if actor is not None:
        return actor.kind.value not in ("place", "facility", "outlet")
    place = scene.place_at.get(owner)
    if place is not None and place.place.precision is PlacePrecision.COUNTRY:
        return True
    if owner in scene.date_at or place is not None or owner in scene.weapon_at:
        return False
    if scene.parsed.lower[owner] in ("terrorist", "suicide", "terror", "security"):
        return False  # 'a terrorist attack' says what kind of attack it was
    return bool(scene.kinds(owner) & {"human", "forces"}) and not scene.is_number(owner)


def _attached(mention: EventMention, verb: int, discourse: Discourse) -> None:
    """'attack carried out by X', 'attack that hit Y', 'strikes targeting Y', 'an attack claimed by X'."""
    scene = mention.scene
    lower = scene.parsed.lower[verb]
    clause = verb_clause(scene, verb)
    cues = scene.lexicon.cues
    if lower in cues["claim_verbs"] and not clause.passive and not clause.agents:  # 'an attack IS also claimed'
        _fill(mention, [s for s in clause.subjects if s != mention.token], "actor", discourse, stance="claimed")
        return
    if lower in cues["blame_verbs"]:
        blamed = clause.preps.get("on", []) + clause.preps.get("to", [])
        _fill(mention, blamed, "actor", discourse, stance="blamed")
        return
    for inner in scene.parsed.kids(verb, "xcomp") if lower in _HELD else []:  # 'believed to have been carried out by X'
        _fill(mention, verb_clause(scene, inner).agents, "actor", discourse, stance="blamed")
    if clause.agents:
        stance = "claimed" if lower in cues["claim_verbs"] else None
        _fill(mention, clause.agents, "actor", discourse, stance=stance)
    if lower in _TARGETING or lower in ("hit", "struck", "targeted"):
        _fill(mention, clause.objects, "recipient", discourse)
    for prep in ("against", "on", "at"):
        if prep in clause.preps and not mention.recipients:
            _fill(mention, clause.preps[prep], "recipient", discourse)


def _governed(mention: EventMention, discourse: Discourse) -> None:
    """Light verbs: 'X carried out the attack', 'the attack was carried out by X', 'X suffered an attack'."""
    scene = mention.scene
    parsed = scene.parsed
    top = _object_top(scene, mention.token)
    dep, verb = parsed.deps[top], parsed.heads[top]
    if dep == "pobj":
        prep = verb
        verb = parsed.heads[prep]
        dep = f"prep:{parsed.lower[prep]}"
    if dep == "prep:behind" and not is_verb(parsed, verb):  # 'the group behind the siege'
        _fill(mention, [verb], "actor", discourse)
    if verb == top or not (is_verb(parsed, verb) or parsed.lower[verb] in scene.lexicon.cues["light_verbs"]):
        return
    word = parsed.lower[verb]
    cues = scene.lexicon.cues
    clause = verb_clause(scene, verb)
    credit = top != mention.token and parsed.lower[top] in ("responsibility", "credit")
    if dep == "prep:for" and any(parsed.lower[o] in ("responsibility", "credit") for o in parsed.kids(verb, "dobj")):
        credit = True
    if (credit and word in (
        "take",
        "takes",
        "took",
        "taken",
        "taking",
        "accept",
        "accepted",
        "assumed",
        *cues["claim_verbs"],
    )) or (word in cues["claim_verbs"] and dep in ("dobj", "prep:for", "prep:of")):
        _fill(mention, clause.subjects if not clause.passive else clause.agents, "actor", discourse, stance="claimed")
    elif word in cues["blame_verbs"] and dep in ("prep:for", "prep:of", "prep:in", "prep:to"):
        _fill(mention, clause.subjects if clause.passive else clause.objects, "actor", discourse, stance="blamed")
    elif word in cues["blame_verbs"] and dep in ("dobj", "nsubjpass"):
        _fill(mention, clause.preps.get("on", []) + clause.preps.get("to", []), "actor", discourse, stance="blamed")
    elif word in cues["suffer_verbs"] and dep == "dobj":
        if not mention.recipients:
            _fill(mention, clause.subjects, "recipient", discourse)
    elif word in cues["light_verbs"] and dep in ("dobj", "prep:with", "prep:in", "prep:out", "prep:for", "prep:by"):
        if not any(p.known for p in mention.actors) and not clause.passive:
            _fill(mention, clause.subjects, "actor", discourse)
            mention.rules.append(f"light verb '{word}'")
        if clause.passive and not mention.actors:
            _fill(mention, clause.agents, "actor", discourse)
    elif dep == "nsubjpass" and clause.agents and word in cues["light_verbs"] | cues["claim_verbs"]:
        _fill(mention, clause.agents, "actor", discourse, stance="claimed" if word in cues["claim_verbs"] else None)
    if dep in ("dobj", "prep:with", "nsubjpass") and not mention.recipients and word not in cues["claim_verbs"]:
        for prep in ("against", "on", "at"):
            _fill(mention, clause.preps.get(prep, []), "recipient", discourse)
    for child in parsed.kids(verb, "advcl"):
        if parsed.lower[child] in _TARGETING and not mention.recipients:
            _fill(mention, verb_clause(scene, child).objects, "recipient", discourse)


def _object_top(scene: Scene, token: int) -> int:
    """The noun that stands in the verb's object place: over 'of' phrases of counting nouns, conjunctions, 'responsibility for'."""
    parsed = scene.parsed
    top = counting_top(scene, token)
    for _ in range(3):
        if parsed.deps[top] == "conj":
            top = parsed.heads[top]
        elif parsed.deps[top] == "pobj" and parsed.lower[parsed.heads[top]] == "for":
            above = parsed.heads[parsed.heads[top]]
            if parsed.lower[above] not in ("responsibility", "credit"):
                break
            top = above
        else:
            break
    return top


def _fill(
    mention: EventMention,
    tokens: list[int],
    role: str,
    discourse: Discourse,
    *,
    modifier: bool = False,
    stance: str | None = None,
) -> None:
    scene = mention.scene
    for token in tokens:
        if role == "none" or token == mention.token or (token in scene.date_at and token not in scene.actor_at):
            continue
        if role == "party":
            role = "actor"
        bare = discourse.doers(scene, token) if modifier else None
        if modifier and scene.actor_at.get(token) is not None:
            parties = _modifier_party(scene, token)
        elif modifier and token in scene.place_at:
            parties = _country_party(scene, token, discourse)
        elif bare is not None:
            who, why = bare
            parties = [
                Party(token, scene.parsed.span(token, token), who.name, who.kind, why, who.actor_id, who.generic)
            ]
        else:
            parties = resolve(scene, token, discourse)
        for party in parties:
            if role == "actor":
                party = for_its_state(_as_doer(mention, party), scene, discourse)  # noqa: PLW2901
            _place(mention, party, role, stance)
        if role in ("victim", "recipient") and token not in mention.victims:
            mention.victims.append(token)


def _as_doer(mention: EventMention, party: Party) -> Party:
    """Men who shoot and whom nobody names are 'unknown gunmen' in the record; other plain doers keep their own words."""
    if party.known or party.kind != "human":
        return party
    scene = mention.scene
    lower = scene.parsed.lower[party.token]
    armed = mention.trigger.mode == "firearms" or lower in ("gunman", "gunmen")
    if armed and lower in _PLAIN_MEN and not any(m in scene.actor_at for m in scene.modifiers(party.token)):
        name = "unknown gunman" if lower in ("gunman", "man", "attacker", "assailant", "shooter") else "unknown gunmen"
        return replace(party, name=name, generic=True, reason="nobody names the men who shot")
    if party.name == "civilians":
        return replace(party, name=" ".join(party.span.quote(scene.text).split()))
    return party


def _modifier_party(scene: Scene, token: int) -> list[Party]:
    actor = scene.actor_at[token]
    return [Party(token, actor.span, actor.name, "actor", "modifier of the happening", actor.actor_id, actor.generic)]


def _place(mention: EventMention, party: Party, role: str, stance: str | None) -> None:
    scene = mention.scene
    platform = party.kind == "facility" and role == "actor" and party.token in scene.weapon_at and not party.known
    if party.kind == "weapon" or platform or role in ("weapon", "goods"):
        word = scene.weapon_at.get(party.token)
        if word is not None and mention.weapon is None and not word.weapon.goods:
            mention.weapon, mention.mode = word.weapon.kind, mention.mode or word.weapon.mode
            mention.fields["weapon"] = party.span
            amount = count_of(scene, party.token, singular=word.weapon.single)
            if isinstance(amount, CountRange) and not word.weapon.platform and mention.weapon_count is None:
                mention.weapon_count = amount
                mention.fields["weapon_count"] = party.span
        if word is not None and word.weapon.platform and role == "actor" and party.kind == "actor":
            mention.actors.append(party)
        elif (role in ("recipient", "victim") and party.kind != "weapon") or (role == "recipient" and not mention.recipients):
            mention.recipients.append(party)
        return
    if role == "actor" and party.kind in _DOERS:
        if party not in mention.actors:
            mention.actors.append(party)
            mention.fields.setdefault("actors", party.span)
            if stance is not None:
                mention.rules.append(f"{stance}: {party.name}")
                mention.stances[party.actor_id or party.name] = Stance(stance)
    elif role in ("recipient", "victim") and party.kind in _RECIPIENTS and party not in mention.recipients:
        mention.recipients.append(party)
        mention.fields.setdefault("recipients", party.span)


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


def casualties(mention: EventMention) -> None:
    """Killed and injured from the victims of an effect trigger."""
    effect = mention.effect
    if effect not in ("kill", "injure") or not mention.victims:
        return
    scene = mention.scene
    victims = [v for v in mention.victims if scene.living(v) or scene.is_number(v)]
    amount = total_of(scene, victims) if victims else None
    if amount is None:
        return
    slot = "killed" if effect == "kill" else "injured"
    setattr(mention, slot, amount)
    mention.fields[slot] = scene.np_span(victims[0])
