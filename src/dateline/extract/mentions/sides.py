"""Whether only one side, or those it was done to, tells who did it: then the doer is blamed, not stated."""

from __future__ import annotations

from dateline.domain.vocabulary import ActorKind, EventType, Stance
from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.party import from_mention
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

ONE_SIDE = "told by one side only"
"""The rule of a mention whose doers only somebody of the other side, or people on the spot, name."""
_STATE = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT_BODY})
_SIDES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_GROUP, ActorKind.PARTY})
# Bodies of a state that are a side in a war; its police, courts and hospitals tell what they found.
_AT_WAR = (
    "Army",
    "Armed Forces",
    "Military",
    "Defence",
    "Defense",
    "Command",
    "Navy",
    "Guard",
    "Foreign",
    "Government",
)
# What the article itself recalls, whoever says the rest of the sentence.
_RECALLED = frozenset({"relcl", "acl", "appos"})


def told_by_one_side(mention: EventMention, discourse: Discourse) -> None:
    """Blame the known doers of an attack where the sentence says so in the words of the other side alone."""
    if mention.type is not EventType.ASSAULT:
        return
    teller = _teller(mention.scene, mention.token)
    if teller is None:
        return
    if not mention.actors:
        _own_telling(mention, teller)
        return
    for party in mention.actors:
        if not party.known or party.actor_id in mention.stances:
            continue
        if _own_side(mention, teller, party.actor_id, discourse):
            mention.stances[party.actor_id] = Stance.CLAIMED
        elif _other_side(mention, teller, party.actor_id, discourse):
            mention.stances[party.actor_id] = Stance.BLAMED
        if party.actor_id in mention.stances and ONE_SIDE not in mention.rules:
            mention.rules.append(ONE_SIDE)


def _own_side(mention: EventMention, teller: int, doer: str, discourse: Discourse) -> bool:
    """'The group hit the base, its spokesman said', 'an airstrike killed X, the army said': those who fight tell it."""
    scene = mention.scene
    named = [scene.actor_at[t] for t in (teller, *scene.parsed.subtree(teller)) if t in scene.actor_at]
    if scene.parsed.lower[teller] not in listed("speaks_for_a_state"):
        named = [m for m in named if not m.adjective]
    if any(m.actor_id == doer and m.kind is ActorKind.ARMED_GROUP for m in named):
        return True
    country = discourse.state_country(doer) or discourse.country_of(doer)
    if country is None or discourse.kind_of(doer) not in (None, ActorKind.STATE, ActorKind.GOVERNMENT_BODY):
        return False
    forces = discourse.bodies.body(country, "armed-forces")
    fights = discourse.state_country(doer) is not None or (forces is not None and forces.actor_id == doer)
    speaks = [m for m in named if m.country == country and m.kind is ActorKind.GOVERNMENT_BODY]
    return fights and any(m.actor_id == doer or any(part in m.name for part in _AT_WAR) for m in speaks)


def _own_telling(mention: EventMention, teller: int) -> None:
    """'Five missiles were fired at the port, a Red Falcons spokesman said': who speaks for those who fire claims it."""
    scene = mention.scene
    if mention.trigger.frame.name != "launch" or not mention.clause.passive:
        return
    for token in scene.parsed.subtree(teller):
        group = scene.actor_at.get(token)
        if group is None or group.kind is not ActorKind.ARMED_GROUP or group.actor_id in mention.recipient_ids():
            continue
        mention.actors.append(from_mention(token, group, "who tells of the launch"))
        mention.stances[group.actor_id] = Stance.CLAIMED
        return


def _teller(scene: Scene, token: int) -> int | None:
    """The subject of the verb of saying above, or the source behind 'according to'."""
    parsed = scene.parsed
    says = scene.lexicon.cues["say_verbs"] - listed("owns_up")
    for above in (token, *parsed.ancestors(token)):
        dep, head = parsed.deps[above], parsed.heads[above]
        if dep in _RECALLED:
            return None
        if dep in ("ccomp", "parataxis") and parsed.lower[head] in says:
            return next((s for s in parsed.kids(head, "nsubj")), None)
        for after in parsed.kids(above, "conj"):  # 'six were kidnapped, and two are held, a group said'
            told = parsed.lower[after] in says and parsed.kid(after, "ccomp") is not None
            if told and parsed.kid(after, "nsubj") == after - 1:
                return parsed.kid(after, "nsubj")
    for link in (t for t, word in enumerate(parsed.lower) if word == "according"):
        for to in parsed.kids(link, "prep"):
            return parsed.kid(to, "pobj")
    return None


def _other_side(mention: EventMention, teller: int, doer: str, discourse: Discourse) -> bool:
    scene = mention.scene
    word = scene.parsed.lower[teller]
    below = (teller, *scene.parsed.subtree(teller))
    named = [scene.actor_at[t] for t in below if t in scene.actor_at]
    if word not in listed("speaks_for_a_state"):
        named = [m for m in named if not m.adjective]  # 'Norian medics' do not speak for Noria
    sides = [m for m in named if m.kind in _SIDES and not m.generic]
    kind, country = discourse.kind_of(doer), discourse.country_of(doer)
    if any(m.actor_id == doer or (m.country == country and kind in _STATE) for m in named):
        return any(m.kind is ActorKind.ARMED_GROUP and m.actor_id != doer for m in sides)
    if word in scene.lexicon.cues["bystanders"] and not any(m.actor_id in mention.actor_ids() for m in named):
        return True
    for who in sides[:1] if kind is not None else ():
        if who.kind in _STATE:
            forces = discourse.bodies.body(who.country or "", "armed-forces")
            army = forces is not None and forces.actor_id == who.actor_id
            return army or who.kind is ActorKind.STATE or any(part in who.name for part in _AT_WAR)
        return True
    return False
