"""Roles around an event noun: modifiers, prepositions, participles, and the light verb that governs it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.domain.vocabulary import EventType
from dateline.extract.mentions.filling import fill, may_do
from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.clause import Clause, counting_top, is_verb, noun_clause, prepositions, verb_clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_ATTACHED = ("acl", "relcl")
_CREDIT = frozenset({"responsibility", "credit"})
_BE = frozenset({"is", "are", "was", "were", "remains", "remained", "put", "placed"})
_TAKES_PLACE = frozenset("took taken takes occurred happened".split())
_BESIDE = frozenset("near outside beside inside at".split())
_NOT_THERE = 4  # tokens between a happening and the participle behind its comma
_OBJECT_PLACES = ("dobj", "prep:with", "prep:in", "prep:out", "prep:for", "prep:by")


def noun_roles(mention: EventMention, discourse: Discourse) -> None:
    """Fill the roles of a mention whose trigger is a noun."""
    clause, frame, scene = mention.clause, mention.trigger.frame, mention.scene
    harm = frame.role("poss") == "recipient"
    fill(mention, clause.agents, "actor", discourse)
    for owner in clause.owners:
        dep = scene.parsed.deps[owner]
        if dep == "poss" or may_do(scene, owner):
            side = "recipient" if harm and dep == "poss" else "actor"
            fill(mention, [owner], side, discourse, modifier=True)
    for prep, objects in clause.preps.items():
        role = frame.role(prep)
        found = objects
        if role == "either":  # 'strikes of X' where no doer is named, else 'the strikes of the camp'
            role = "recipient" if mention.actors else "actor"
            found = [o for o in objects if o in scene.actor_at or role == "recipient"]
        if role:
            fill(mention, found, role, discourse)
    for child in scene.parsed.kids(mention.token, *_ATTACHED):
        _attached(mention, child, discourse)
    if mention.scene.parsed.deps[mention.token] in ("nsubj", "nsubjpass"):
        _thought(mention, mention.scene.parsed.heads[mention.token], discourse)
    if not mention.actors:
        _brought_about(mention, discourse)
    for child in scene.parsed.kids(mention.token, "amod"):  # 'the Red Falcons-claimed attack', 'Norian-led strikes'
        if scene.parsed.lower[child] == "led" and not mention.actors:
            leaders = [
                c for c in scene.parsed.kids(child, "npadvmod", "nsubj", "compound", "amod") if c in scene.actor_at
            ]
            fill(mention, leaders, "actor", discourse, modifier=True)
        if scene.parsed.lower[child] in scene.lexicon.cues["claim_verbs"]:
            claimants = [c for c in scene.parsed.kids(child, "npadvmod", "nsubj", "compound") if c in scene.actor_at]
            fill(mention, claimants, "actor", discourse, stance="claimed")
    _attempted(mention, discourse)
    _against_below(mention, discourse)
    _governed(mention, discourse)
    _accused(mention, discourse)
    _partner(mention, discourse)
    if mention.type is EventType.ASSAULT and not mention.recipients:
        _happened_by(mention, discourse)
    _one_of(mention, discourse)


def _against_below(mention: EventMention, discourse: Discourse) -> None:
    """'Strikes from the air and sea against X': the parser hangs 'against X' on the air."""
    if mention.recipients or mention.trigger.frame.role("against") != "recipient":
        return
    for origin in mention.clause.preps.get("from", []):
        fill(mention, prepositions(mention.scene, origin).get("against", []), "recipient", discourse)


def _thought(mention: EventMention, verb: int, discourse: Discourse) -> None:
    """'A strike (is) believed to have been carried out by X': X is blamed, by those who believe it."""
    scene = mention.scene
    for inner in scene.parsed.kids(verb, "xcomp") if scene.parsed.lower[verb] in listed("held_to_be") else []:
        fill(mention, verb_clause(scene, inner).agents, "actor", discourse, stance="blamed")


def _happened_by(mention: EventMention, discourse: Discourse) -> None:
    """'A drone attack took place close to the soldiers', 'the blast occurred outside a clinic': what it was near."""
    scene = mention.scene
    parsed = scene.parsed
    verb = parsed.heads[mention.token]
    if parsed.deps[mention.token] != "nsubj" or parsed.lower[verb] not in _TAKES_PLACE:
        return
    links = [link for t in (verb, *parsed.kids(verb, "advmod", "dobj")) for link in parsed.kids(t, "prep")]
    close = [k for k in links if parsed.lower[k] in _BESIDE or parsed.lower[parsed.heads[k]] in ("close", "next")]
    for near in [o for link in close for o in parsed.kids(link, "pobj")]:
        if scene.living(near) or ("facility" in scene.kinds(near) and near not in scene.place_at):
            fill(mention, [near], "recipient", discourse)
            mention.victims = [v for v in mention.victims if v != near]


def _attempted(mention: EventMention, discourse: Discourse) -> None:
    """'An attempt on his life', 'on the life of X', 'a bid to kill X': X is the one it was made on."""
    scene = mention.scene
    parsed = scene.parsed
    if "prep_inside" not in mention.trigger.flags:
        return
    for verb in parsed.kids(mention.token, "acl"):
        fill(mention, verb_clause(scene, verb).objects, "recipient", discourse)
    lives = [t for t in mention.clause.preps.get("on", []) if parsed.lower[t] in ("life", "lives")]
    if not lives:
        return
    mention.recipients = [p for p in mention.recipients if p.token not in lives]
    mention.victims = [v for v in mention.victims if v not in lives]
    for life in lives:
        of = [o for p in parsed.kids(life, "prep") for o in parsed.kids(p, "pobj") if parsed.lower[p] == "of"]
        fill(mention, parsed.kids(life, "poss") + of, "recipient", discourse)


def _partner(mention: EventMention, discourse: Discourse) -> None:
    """'X took the town after clashes with Y', 'freed them after talks with Y': X is the other side."""
    scene, clause = mention.scene, mention.clause
    parsed = scene.parsed
    link = parsed.heads[counting_top(scene, mention.token)]
    if mention.trigger.frame.name not in ("clash", "meet") or "with" not in clause.preps or len(mention.actors) > 1:
        return
    if parsed.lower[link] not in ("after", "following", "during", "in", "amid") or set(clause.preps) & {
        "between",
        "of",
    }:
        return
    verb = parsed.heads[link]
    if any(parsed.deps[owner] == "poss" for owner in clause.owners) or not is_verb(parsed, verb):
        return
    above = verb_clause(scene, verb)
    sides = (above.agents or above.subjects) if above.passive else above.subjects
    fill(mention, [s for s in sides if scene.living(s)], "actor", discourse)
    mention.rules.append("the other side from the governing clause")


def _one_of(mention: EventMention, discourse: Discourse) -> None:
    """'Linked to several attacks, including the siege of Z': the doer of all is the doer of the one."""
    scene = mention.scene
    parsed = scene.parsed
    link = parsed.heads[mention.token]
    if mention.actors or parsed.deps[mention.token] != "pobj" or parsed.lower[link] not in ("including", "like"):
        return
    whole = parsed.heads[link]
    if whole in scene.event_at and not is_verb(parsed, whole):
        fill(mention, noun_clause(scene, whole).agents, "actor", discourse)
    governor, _, _ = _governor(scene, whole)
    if mention.actors or governor is None or _nobody(scene, governor.clause):
        return
    if not _claimed_or_blamed(mention, governor, discourse):
        _done(mention, governor, discourse)


def _attached(mention: EventMention, verb: int, discourse: Discourse) -> None:
    """'attack carried out by X', 'attack that hit Y', 'strikes targeting Y', 'an attack claimed by X'."""
    scene = mention.scene
    lower = scene.parsed.lower[verb]
    clause = verb_clause(scene, verb)
    cues = scene.lexicon.cues
    if lower in cues["claim_verbs"] and not clause.passive and not clause.agents:  # 'an attack IS also claimed'
        fill(mention, [s for s in clause.subjects if s != mention.token], "actor", discourse, stance="claimed")
        return
    if lower in cues["blame_verbs"]:
        blamed = clause.preps.get("on", []) + clause.preps.get("to", [])
        fill(mention, blamed, "actor", discourse, stance="blamed")
        return
    _thought(mention, verb, discourse)
    if clause.agents:
        stance = "claimed" if lower in cues["claim_verbs"] else None
        fill(mention, clause.agents, "actor", discourse, stance=stance)
    if lower in listed("aimed_at") or lower in ("hit", "struck", "targeted"):
        fill(mention, clause.objects, "recipient", discourse)
    for prep in ("against", "on", "at"):
        if prep in clause.preps and not mention.recipients:
            fill(mention, clause.preps[prep], "recipient", discourse)


def _brought_about(mention: EventMention, discourse: Discourse) -> None:
    """'Died in the attack, reportedly conducted by X', 'protests outside the embassy organised by X'."""
    parsed = mention.scene.parsed
    last = parsed.edges[mention.token][1]
    inside = [t for t in range(mention.token + 1, last + 1) if parsed.deps[t] == "acl"]
    behind = range(last + 2, min(len(parsed), last + _NOT_THERE)) if parsed.lower[last + 1 : last + 2] == (",",) else ()
    for verb in [*inside, *behind]:
        below = mention.scene.kinds(parsed.heads[verb]) & {"human", "event"} if verb <= last else False
        if (
            parsed.lower[verb] in listed("brought_about")
            and not below
            and parsed.kid(verb, "nsubj", "nsubjpass", "aux") is None
        ):
            _attached(mention, verb, discourse)
            return


@dataclass(frozen=True, slots=True)
class _Governor:
    """The verb above an event noun: its word, its clause, and in which place ('dobj', 'prep:for') the noun stands."""

    word: str
    place: str
    clause: Clause
    credit: bool


def _governor(scene: Scene, token: int) -> tuple[_Governor | None, int, str]:
    """The governing verb if it is one, with the token above the noun and the place the noun has there."""
    parsed = scene.parsed
    top = _object_top(scene, token)
    place, verb = parsed.deps[top], parsed.heads[top]
    if place == "pobj":
        place = f"prep:{parsed.lower[verb]}"
        verb = parsed.heads[verb]
    word = parsed.lower[verb]
    if verb == top or not (is_verb(parsed, verb) or word in scene.lexicon.cues["light_verbs"]):
        return None, verb, place
    credit = top != token and parsed.lower[top] in _CREDIT
    credit = credit or (place == "prep:for" and any(parsed.lower[o] in _CREDIT for o in parsed.kids(verb, "dobj")))
    return _Governor(word, place, verb_clause(scene, verb), credit), verb, place


def _governed(mention: EventMention, discourse: Discourse) -> None:
    """Light verbs: 'X carried out the attack', 'the attack was carried out by X', 'X suffered an attack'."""
    scene = mention.scene
    governor, above, place = _governor(scene, mention.token)
    if place == "prep:behind" and not is_verb(scene.parsed, above):  # 'the group behind the siege'
        fill(mention, [above], "actor", discourse)
    if governor is None or _nobody(scene, governor.clause):
        return
    if place in ("prep:in", "prep:under") and governor.word in _BE and mention.type is EventType.COERCE:
        fill(mention, governor.clause.subjects, "recipient", discourse)  # 'the square is under lockdown'
    elif not _claimed_or_blamed(mention, governor, discourse):
        _done(mention, governor, discourse)
    if mention.recipients:
        return
    claims = scene.lexicon.cues["claim_verbs"]
    if place in ("dobj", "prep:with", "nsubjpass") and governor.word not in claims:
        for prep in ("against", "on", "at"):
            fill(mention, governor.clause.preps.get(prep, []), "recipient", discourse)
    for child in scene.parsed.kids(above, "advcl"):
        if scene.parsed.lower[child] in listed("aimed_at") and not mention.recipients:
            fill(mention, verb_clause(scene, child).objects, "recipient", discourse)


def _nobody(scene: Scene, clause: Clause) -> bool:
    """'no group has claimed the attack' names nobody."""
    parsed = scene.parsed
    nobody = ("no", "nobody", "none", "neither")
    return any(parsed.lower[t] in nobody for s in clause.subjects for t in (s, *parsed.children[s]))


def _claimed_or_blamed(mention: EventMention, governor: _Governor, discourse: Discourse) -> bool:
    """'X claimed the attack', 'took credit for it', 'blamed X for it', 'blamed it on X'."""
    cues = mention.scene.lexicon.cues
    word, place, clause = governor.word, governor.place, governor.clause
    if (governor.credit and (word in listed("takes_the_blame") or word in cues["claim_verbs"])) or (
        word in cues["claim_verbs"] and place in ("dobj", "prep:for", "prep:of")
    ):
        fill(mention, clause.agents if clause.passive else clause.subjects, "actor", discourse, stance="claimed")
        return True
    if word not in cues["blame_verbs"]:
        return False
    if place in ("prep:for", "prep:of", "prep:in", "prep:to"):
        fill(mention, clause.subjects if clause.passive else clause.objects, "actor", discourse, stance="blamed")
    elif place in ("dobj", "nsubjpass"):
        named = clause.preps.get("on", []) + clause.preps.get("to", [])
        fill(mention, named or _blamed_below(mention, word), "actor", discourse, stance="blamed")
    else:
        return False
    return True


def _accused(mention: EventMention, discourse: Discourse) -> None:
    """'Accuse militias close to Noria of dozens of kidnappings': 'of' may hang low, the accused are the object."""
    scene, parsed = mention.scene, mention.scene.parsed
    if mention.actors or mention.type is not EventType.ASSAULT:
        return
    linked = False
    for above in parsed.ancestors(mention.token):
        if parsed.lower[above].startswith("accus") and is_verb(parsed, above):
            clause = verb_clause(scene, above)
            accused = clause.subjects if clause.passive else clause.objects
            if linked and mention.token not in accused:
                fill(mention, accused, "actor", discourse, stance="blamed")
            return
        if is_verb(parsed, above):
            return
        linked = linked or parsed.lower[above] == "of"


def _blamed_below(mention: EventMention, word: str) -> list[int]:
    """'Blamed the attack on X': the parser hangs the last 'on X' on the attack, as if it were its target."""
    scene = mention.scene
    links = [p for p in scene.parsed.kids(mention.token, "prep") if scene.parsed.lower[p] == "on"]
    below = [o for o in scene.parsed.kids(links[-1], "pobj") if o not in scene.date_at] if links else []
    if not word.startswith("blam") or not any(scene.living(o) for o in below):
        return []
    mention.recipients = [p for p in mention.recipients if p.token not in below]
    mention.victims = [v for v in mention.victims if v not in below]
    return below


def _done(mention: EventMention, governor: _Governor, discourse: Discourse) -> None:
    """'X carried out', 'was carried out by X', 'X suffered'."""
    cues = mention.scene.lexicon.cues
    word, place, clause = governor.word, governor.place, governor.clause
    if word in cues["suffer_verbs"] and place == "dobj":
        if not mention.recipients:
            fill(mention, clause.subjects, "recipient", discourse)
    elif word in cues["light_verbs"] and place in _OBJECT_PLACES:
        if not any(p.known for p in mention.actors) and not clause.passive:
            fill(mention, clause.subjects, "actor", discourse)
            mention.rules.append(f"light verb '{word}'")
        if clause.passive and not mention.actors:
            fill(mention, clause.agents, "actor", discourse)
    elif place == "nsubjpass" and clause.agents and word in cues["light_verbs"] | cues["claim_verbs"]:
        fill(mention, clause.agents, "actor", discourse, stance="claimed" if word in cues["claim_verbs"] else None)


def _object_top(scene: Scene, token: int) -> int:
    """The noun in the verb's object place: over counting nouns, conjunctions, 'responsibility for'."""
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
