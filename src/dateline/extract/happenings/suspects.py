"""Whom the unknown doers are held to be: 'gunmen believed to be Xs', 'the attackers, who were members of X'."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.vocabulary import ActorKind, EventType, Stance, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.parties.party import Party, from_mention
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_BE = frozenset({"were", "was", "are", "is", "belonged", "belong"})
_LINKS = frozenset({"be", "been", "belong", "belonged", "belonging", "from", "as", "come", "of", "were", "was"})
_GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY})
_NEAR = 4  # tokens between the doers and the verb that tells of them
_FAR = 8  # tokens between that verb and the name
_REACH = 3  # sentences
_SHORT = 3  # words of a description


def read_suspects(scene: Scene, known: list[Happening]) -> None:
    """Name the doers of a happening where the sentence says who they are held to be."""
    lower = scene.parsed.lower
    for token, word in enumerate(lower):
        if word not in listed("unknown_doers"):
            continue
        verb = next(
            (t for t in range(token + 1, min(len(lower), token + _NEAR + 1)) if lower[t] in listed("held_to_be")), None
        )
        held = verb is not None
        if verb is None and token + 1 < len(lower) and lower[token + 1] in _BE:
            verb = token + 1
        named = _named(scene, verb, held=held) if verb is not None else None
        if named is not None:
            party = from_mention(named, scene.actor_at[named], f"who the {word} are told to be")
            said = any(t in scene.lexicon.cues["say_verbs"] for t in lower) or held
            for happening in _meant(scene, token, known):
                _name(happening, party, Stance.BLAMED if said else Stance.STATED, scene)


def name_lone_attackers(known: list[Happening], discourse: Discourse) -> None:
    """'A gunman opened fire', and later 'police identified the shooter as X': X did it, where one alone is named."""
    told = {noun: who for noun, who in discourse.names_kept().items() if noun in listed("lone_doers")}
    if len(set(told.values())) != 1:
        return
    (name, ident), suspect = next(iter(told.values())), set(told) == {"suspect"}
    if any(p.name == name for happening in known for p in happening.actors):
        return  # his deed is told as such; other lone attackers are others
    for happening in known:
        single = happening.type is EventType.ASSAULT and len(happening.actors) == 1 and not happening.aggregate
        party = happening.actors[0] if single else None
        if party is None or party.known or party.name.lower().rsplit(maxsplit=1)[-1] not in listed("lone_doers"):
            continue
        if happening.background or party.kind != "human" or ident in happening.recipient_ids():
            continue
        happening.actors = [replace(party, name=name, actor_id=ident, kind="name", person=True, generic=False)]
        happening.stances = {ident or name: Stance.BLAMED if suspect else Stance.STATED}
        happening.rules.append("the lone attacker, named elsewhere")


def name_described(known: list[Happening], discourse: Discourse) -> None:
    """'A woman shot two rebels', later 'the woman, identified as X': X, where one woman only is told of."""
    for noun, (name, ident) in discourse.names_kept().items():
        if noun in listed("lone_doers") or any(p.name == name for h in known for p in (*h.actors, *h.recipients)):
            continue
        told = [
            (h, side, number)
            for h in known
            for side in (h.actors, h.recipients)
            for number, p in enumerate(side)
            if p.kind == "human" and not p.known and _called(h, p, noun)
        ]
        if len(told) == 1:
            happening, side, number = told[0]
            stance = happening.stances.pop(side[number].name, None)
            side[number] = replace(side[number], name=name, actor_id=ident, kind="name", person=True, generic=False)
            if side is happening.actors:
                happening.stances[ident or name] = stance or Stance.STATED
            happening.rules.append("the one described, named elsewhere")


def _called(happening: Happening, party: Party, noun: str) -> bool:
    """The party's words are 'a woman' or such: one person, by that noun."""
    words = party.span.quote(happening.first.scene.text).lower().split()
    return words[-1:] == [noun] and len(words) <= _SHORT


def _named(scene: Scene, verb: int, *, held: bool) -> int | None:
    """The group behind 'believed to be', 'were members of'; None where another verb or a full stop comes between."""
    lower = scene.parsed.lower
    linked = lower[verb] in ("belonged", "belong")
    for token in range(verb + 1, min(len(lower), verb + _FAR + 1)):
        actor = scene.actor_at.get(token)
        if actor is not None and linked:
            group = actor.kind in _GROUPS and not (actor.adjective or actor.generic)
            return scene.head_of(actor.span) if group else None
        if lower[token] in (",", ";", "not", "by") or actor is not None:
            return None
        linked = linked or lower[token] in (_LINKS if held else listed("member_words"))
    return None


def _meant(scene: Scene, token: int, known: list[Happening]) -> list[Happening]:
    """The attacks whose doers these words are: in this sentence, else the last one near by that names nobody."""
    index, lower = scene.parsed.index, scene.parsed.lower
    open_ones = [
        h
        for h in known
        if h.type is EventType.ASSAULT
        and h.status in (Status.HAPPENED, Status.ALLEGED)
        and not any(p.known for p in h.actors)
        and index - h.parts[-1].scene.parsed.index <= _REACH
    ]
    here = [h for h in open_ones if any(part.scene is scene for part in h.parts)]
    same = [h for h in open_ones if any(lower[token] in p.name.lower().split() for p in h.actors)]
    return here[-1:] + [h for h in same if h not in here[-1:]] or open_ones[-1:]


def _name(happening: Happening, party: Party, stance: Stance, scene: Scene) -> None:
    if party.actor_id in happening.recipient_ids():
        return
    happening.actors = [party]
    happening.stances = {party.actor_id: stance}
    happening.rules.append("who the doers are told to be")
    if scene.parsed.sentence not in happening.evidence:
        happening.evidence.append(scene.parsed.sentence)
