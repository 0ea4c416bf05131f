"""Doers whom only the rest of the article tells: the one group it names, the side whose strikes it goes on about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.domain.actor import ActorMention
from dateline.domain.vocabulary import EventType, Stance, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.parties.parties import Party
from dateline.extract.parties.reference import Discourse
from dateline.extract.words.lists import listed

# These are the group's only where the article calls it so: rebels are not the jihadists they fight.
_CALLED = frozenset({"rebels", "separatists", "guerrillas", "terrorists"})
_BESIDE = 40  # characters around a name in which the article calls the group something
_PLAIN = frozenset("suspected armed the islamist islamic several some dozens of".split())
# Arms of which an article that tells of strikes has one user.
_FROM_AFAR = frozenset({"airstrike", "artillery", "barrel bomb", "missile", "mortar"})
_MORE = frozenset({"more", "another", "others", "further"})
_NEAR = 2  # sentences


def same_doers(known: Sequence[Happening], discourse: Discourse) -> None:
    """Give happenings without a named doer the one that the article means; run once, when the countries are known."""
    _the_only_group(known, discourse)
    for number, happening in enumerate(known):
        if _goes_on(happening):
            _as_before(happening, known[:number])


def _the_only_group(known: Sequence[Happening], discourse: Discourse) -> None:
    """'Militants ambushed travellers' in an article about one armed group: that group, doer or hit."""
    groups = discourse.groups_named()
    if len(groups) != 1:
        return
    (group,) = groups.values()
    for happening in known:
        elsewhere = group.country not in (None, happening.country)
        if happening.type not in (EventType.ASSAULT, EventType.COERCE) or elsewhere:
            continue
        others = happening.actor_ids() | happening.recipient_ids()
        for parties in (happening.actors, happening.recipients):
            for number, party in enumerate(parties):
                if group.actor_id not in others and _bare(party) and _so_called(happening, party, discourse):
                    parties[number] = _as_group(happening, party, group)
                    others.add(group.actor_id)


def _bare(party: Party) -> bool:
    """'Militants', '14 insurgents', 'suspected rebels': words that fit any fighters."""
    words = [w for w in party.name.lower().split() if w not in _PLAIN and not w.isdigit()]
    return not party.known and party.kind == "human" and len(words) == 1 and words[0] in listed("groups_alone")


def _so_called(happening: Happening, party: Party, discourse: Discourse) -> bool:
    """'Rebels' after 'the rebel group Red Falcons'; 'militants' fit any armed group."""
    noun = party.name.lower().rsplit(maxsplit=1)[-1]
    if noun not in _CALLED:
        return True
    text = happening.first.scene.text.lower()
    return any(noun[:-1] in _around(text, m) for m in discourse.groups_mentioned())


def _around(text: str, mention: ActorMention) -> str:
    """The words near a mention, of its own sentence."""
    before = text[max(0, mention.span.start - _BESIDE) : mention.span.start].rpartition(". ")[2]
    return before + text[mention.span.start : mention.span.end + _BESIDE].partition(". ")[0]


def _as_group(happening: Happening, party: Party, group: ActorMention) -> Party:
    stance = happening.stances.pop(party.name, None)
    if party in happening.actors:
        happening.stances[group.actor_id] = stance or (Stance.BLAMED if happening.said_by else Stance.STATED)
    why = "the only armed group that the article names"
    return replace(party, name=group.name, actor_id=group.actor_id, kind="actor", reason=why, pronoun=True)


def _goes_on(happening: Happening) -> bool:
    """More strikes or more dead, and nobody told to have done it."""
    if happening.type is not EventType.ASSAULT or happening.actors or happening.status is not Status.HAPPENED:
        return False
    if any(part.scene.parsed.lower[part.token] in listed("strikes_told_on") for part in happening.parts):
        return happening.weapon in _FROM_AFAR or happening.weapon is None
    scene, victims = happening.first.scene, happening.first.victims
    counted = {word for v in victims for word in scene.parsed.lower[scene.np_left(v) : v + 1]}
    return happening.weapon is None and bool(counted & _MORE)


def _as_before(happening: Happening, before: Sequence[Happening]) -> None:
    index = happening.first.scene.parsed.index
    near = [h for h in before if h.type is EventType.ASSAULT and 0 <= index - h.parts[-1].scene.parsed.index <= _NEAR]
    last = near[-1] if near else None
    if last is None or last.weapon not in _FROM_AFAR or not any(p.known for p in last.actors):
        return
    if last.country != happening.country or last.actor_ids() & happening.recipient_ids():
        return
    if happening.weapon not in (None, last.weapon) or last.status is not Status.HAPPENED:
        return
    why = "who did what is told just before"
    happening.actors = [replace(p, pronoun=True, reason=why) for p in last.actors if p.known]
    for party in happening.actors:
        if party.actor_id in last.stances:
            happening.stances[party.actor_id] = last.stances[party.actor_id]
    happening.weapon, happening.mode = happening.weapon or last.weapon, happening.mode or last.mode
    happening.rules.append(why)
