"""Claims and blame told apart from the deed: 'X claimed responsibility', 'X is suspected', 'officials blamed X'."""

from __future__ import annotations

from dateline.domain.vocabulary import EventType, Stance, Status
from dateline.extract.clause import is_verb, verb_clause
from dateline.extract.happening import Happening
from dateline.extract.parties import Party, resolve
from dateline.extract.reference import Discourse
from dateline.extract.scene import Scene

_REACH = 3  # sentences


def read_claims(scene: Scene, discourse: Discourse, known: list[Happening]) -> None:
    """Give the latest attack the doers that a claim or an accusation of this sentence names."""
    cues = scene.lexicon.cues
    for token, word in enumerate(scene.parsed.lower):
        if word in cues["claim_verbs"] and is_verb(scene.parsed, token):
            _claim(scene, token, discourse, known)
        elif word in cues["blame_verbs"] and is_verb(scene.parsed, token):
            _blame(scene, token, discourse, known)


def _target(scene: Scene, known: list[Happening]) -> Happening | None:
    """The happening meant: in this sentence, else the article's latest attack that lacks a named doer."""
    index = scene.parsed.index
    attacks = [h for h in known if h.type is EventType.ASSAULT and h.status in (Status.HAPPENED, Status.ALLEGED)]
    here = [h for h in attacks if h.parts[-1].scene.parsed.index == index]
    if here:
        return here[-1]
    near = [h for h in attacks if index - h.parts[-1].scene.parsed.index <= _REACH and not any(p.known for p in h.actors)]
    single = [h for h in near if not h.aggregate]
    return single[-1] if single else None


def _claim(scene: Scene, token: int, discourse: Discourse, known: list[Happening]) -> None:
    clause = verb_clause(scene, token)
    if any(scene.parsed.deps[c] == "neg" or scene.parsed.lower[c] in ("no", "nobody") for c in scene.parsed.children[token]):
        return
    objects = clause.subjects if clause.passive else clause.objects
    doers = clause.agents if clause.passive else clause.subjects
    words = {scene.parsed.lower[o] for o in objects}
    if not words & {"responsibility", "credit", "attack", "attacks", "it", "blast", "bombing", "strike", "operation", "assault"}:
        return
    if any(scene.parsed.lower[c] in ("no", "nobody", "none") for d in doers for c in (*scene.parsed.children[d], d)):
        return
    target = _target(scene, known)
    if target is not None:
        _add(target, [p for d in doers for p in resolve(scene, d, discourse)], Stance.CLAIMED, scene, f"claim: '{scene.parsed.lower[token]}'")


def _blame(scene: Scene, token: int, discourse: Discourse, known: list[Happening]) -> None:
    clause = verb_clause(scene, token)
    if any(scene.parsed.deps[c] == "neg" for c in scene.parsed.children[token]):
        return
    word = scene.parsed.lower[token]
    if any(scene.parsed.lower[c] in ("to", "would", "could", "may", "might", "will") for c in scene.parsed.kids(token, "aux")):
        return
    blamed = clause.subjects if clause.passive else clause.objects
    on = clause.preps.get("on", [])
    if on and not clause.passive:
        blamed = on
    elif clause.passive and on:
        blamed = on
    if word in ("link", "linked", "charge", "charged", "attribute", "attributed", "attributes"):
        return
    target = _target(scene, known)
    if target is None:
        return
    parties = [p for d in blamed for p in resolve(scene, d, discourse) if p.kind in ("actor", "human", "name")]
    if any(p.known and p.actor_id in target.recipient_ids() for p in parties):
        return
    _add(target, [p for p in parties if p.known], Stance.BLAMED, scene, f"blame: '{word}'")


def _add(target: Happening, parties: list[Party], stance: Stance, scene: Scene, rule: str) -> None:
    named = [p for p in parties if p.kind in ("actor", "name") or p.known]
    if not named:
        return
    ids = target.actor_ids()
    for party in named:
        if party.actor_id in ids and party.actor_id:
            target.stances.setdefault(party.actor_id, stance)
            continue
        if target.actor_ids() and stance is Stance.BLAMED and not any(s is Stance.BLAMED for s in target.stances.values()):
            continue
        if not any(p.known for p in target.actors):
            target.actors = [p for p in target.actors if p.known]
        target.actors.append(party)
        target.stances[party.actor_id or party.name] = stance
        target.rules.append(rule)
    if scene.parsed.sentence not in target.evidence:
        target.evidence.append(scene.parsed.sentence)
