"""Soldiers, police and aircraft that a text names without their state: whose they are, by what the article tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.domain.actor import ActorCandidate, ActorMention
from dateline.domain.vocabulary import ActorKind, EventType, Stance
from dateline.extract.happenings.happening import Happening
from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.bodies import organ_of_words
from dateline.extract.parties.parties import Party
from dateline.extract.parties.reference import Discourse
from dateline.extract.words.lexicon import Lexicon
from dateline.extract.words.lists import listed

_ARMED = frozenset({"armed-forces", "air-force", "navy"})
_FROM_THE_AIR = frozenset({"airstrike", "drone", "missile"})
# Arms that for a state only its forces use; drones and missiles may be others'.
_ARMY_WEAPONS = frozenset({"airstrike", "artillery", "mortar"})
_SITES = frozenset({"facility", "place", "other"})
_COMMANDS = ("Armed Forces", "Army", "Air Force", "Defence", "Defense", "Pentagon", "Military", "Command", "Navy")


def organs(known: Sequence[Happening], discourse: Discourse, lexicon: Lexicon) -> None:
    """Name the state's organ for plain words; run once, when the countries are known."""
    for happening in known:
        _unowned(happening, discourse)
        _army(happening, discourse)
        _state_strike(happening, discourse)
        _addressed(happening, discourse)
        _whose_site(happening, discourse, lexicon)
        for parties in (happening.actors, happening.recipients):
            for number, party in enumerate(parties):
                found = _told_fuller(party, happening, discourse) or _of_country(party, happening, discourse, lexicon)
                if found is not None and all(p.actor_id != found.actor_id for p in parties):
                    _rename(happening, party, found)
                    parties[number] = found


def _rename(happening: Happening, old: Party, new: Party) -> None:
    stance = happening.stances.pop(old.name, None)
    if stance is not None:
        happening.stances[new.actor_id] = stance


def _plain(party: Party) -> bool:
    return not party.known and party.kind in ("human", "other") and party.token >= 0


def _told_fuller(party: Party, happening: Happening, discourse: Discourse) -> Party | None:
    """'A soldier' in one sentence, 'a Norian soldier' in another: the fuller words, where they name one body only."""
    name = party.name.lower()
    if not _plain(party) or " " in name:
        return None
    text = happening.first.scene.text
    told = {m.actor_id: m for m in discourse.bodies_named() if _ends_with(m.span.quote(text), name)}
    if len(told) != 1:
        return None
    (fuller,) = told.values()
    why = "told more fully elsewhere"
    return replace(
        party, name=fuller.name, actor_id=fuller.actor_id, kind="actor", span=fuller.span, words=None, reason=why
    )


def _ends_with(words: str, noun: str) -> bool:
    parts = words.lower().split()
    return len(parts) > 1 and parts[-1].removesuffix("s") == noun.removesuffix("s")


def _of_country(party: Party, happening: Happening, discourse: Discourse, lexicon: Lexicon) -> Party | None:
    """Plain soldiers and police are those of the country where it happened, unless foreign forces are told of."""
    if not _plain(party) or happening.country is None:
        return None
    told = party.words.quote(happening.first.scene.text) if party.words is not None else party.name
    organ = organ_of_words(party.name, lexicon)
    if organ == "state" and " of " in told:
        return None  # 'the government of the province'
    if organ is None or (organ in _ARMED and discourse.foreign_forces(happening.country)):
        return None
    body = discourse.bodies.body(happening.country, organ)
    return _as_body(party, body, "of the country where it happened") if body is not None else None


def _whose_site(happening: Happening, discourse: Discourse, lexicon: Lexicon) -> None:
    """'A military convoy', 'police stations', 'state targets': the organ's of the country where it happened, too."""
    for number, party in enumerate(happening.recipients):
        owner, _, thing = party.name.lower().rpartition(" ")
        thing_hit = party.kind in ("facility", "human") or (party.kind == "other" and lexicon.is_a(thing, "military"))
        if party.known or not thing_hit or not owner or happening.country is None:
            continue
        organ = organ_of_words(owner, lexicon) if thing.isalpha() else None
        if owner == "security" and (party.kind != "human" or lexicon.is_a(thing, "forces")):
            organ = "security-forces"  # 'a security patrol'
        if organ is None or (organ in _ARMED and discourse.foreign_forces(happening.country)):
            continue
        body = discourse.bodies.body(happening.country, organ)
        if body is not None and body.actor_id not in happening.recipient_ids() | happening.actor_ids():
            happening.recipients.insert(number, _as_body(party, body, "of the country where it happened"))
            return


def _as_body(party: Party, body: ActorCandidate | ActorMention, why: str) -> Party:
    return replace(party, name=body.name, actor_id=body.actor_id, kind="actor", generic=False, words=None, reason=why)


def _army(happening: Happening, discourse: Discourse) -> None:
    """Air strikes and shelling of a state are the work of its armed forces."""
    if happening.type is not EventType.ASSAULT or happening.weapon not in _ARMY_WEAPONS:
        return
    ids = happening.actor_ids() | happening.recipient_ids()
    for party in list(happening.actors):
        country = discourse.state_country(party.actor_id) if party.actor_id else None
        body = discourse.bodies.body(country, "armed-forces") if country else None
        if body is not None and body.actor_id not in ids:
            happening.actors.append(_as_body(party, body, "the state's forces"))
            stance = happening.stances.get(party.actor_id)
            if stance is not None:
                happening.stances[body.actor_id] = stance


def _unowned(happening: Happening, discourse: Discourse) -> None:
    """'The Pentagon said drones bombed the camp': whoever speaks for the aircraft sent them."""
    if happening.type is not EventType.ASSAULT or happening.weapon not in _FROM_THE_AIR:
        return
    if any(p.known for p in happening.actors):
        return
    for part in happening.parts:
        found = _speaker_for(part, happening, discourse)
        if found is not None:
            party, claimed = found
            happening.actors = [party]
            happening.stances[party.actor_id] = Stance.CLAIMED if claimed else Stance.STATED
            return


def _speaker_for(part: EventMention, happening: Happening, discourse: Discourse) -> tuple[Party, bool] | None:
    """The forces for which the subject above the mention speaks (then they claim it) or weighs what was hit."""
    scene = part.scene
    parsed = scene.parsed
    for verb in parsed.ancestors(part.token)[:5]:
        weighs = parsed.lower[verb] in listed("weighs_a_deed")
        if parsed.lower[verb] not in scene.lexicon.cues["say_verbs"] and not weighs:
            continue
        for subject in parsed.kids(verb, "nsubj"):
            for token in (subject, *scene.modifiers(subject)):
                speaker = scene.actor_at.get(token)
                if speaker is None or speaker.actor_id in happening.recipient_ids():
                    continue
                if not _commands(speaker) and not (weighs and speaker.kind is ActorKind.STATE):
                    continue
                body = discourse.bodies.body(speaker.country or "", "armed-forces") or speaker
                why = "who tells of the strike for its forces"
                party = Party(subject, scene.np_span(subject), body.name, "actor", why, body.actor_id)
                return party, not weighs
    return None


def _state_strike(happening: Happening, discourse: Discourse) -> None:
    """'The US answered with strikes': the strikes of a state come from the air where nothing else is told."""
    if happening.type is not EventType.ASSAULT or happening.mode is not None or happening.weapon is not None:
        return
    if any(p.person for p in happening.recipients):
        return  # a killing on purpose
    strikes = any(part.trigger.lemma == "strike" for part in happening.parts)
    if strikes and any(p.actor_id and discourse.state_country(p.actor_id) for p in happening.actors):
        happening.mode = "aerial"
        happening.rules.append("strikes of a state")


def _addressed(happening: Happening, discourse: Discourse) -> None:
    """A demonstration that names no other target addresses the state in whose country it takes place."""
    if happening.type is not EventType.PROTEST or any(p.known or p.kind not in _SITES for p in happening.recipients):
        return
    foreign = {m.country: m for part in happening.parts for m in _elsewhere(part, happening.country)}
    homes = [discourse.country_of(p.actor_id) for p in happening.actors if p.actor_id]
    country = happening.country or next(filter(None, homes), None)
    if foreign:
        country = next(iter(foreign)) if len(foreign) == 1 and _opposed(happening) else None
    state = discourse.bodies.body(country, "state") if country is not None else None
    if state is not None and state.actor_id not in happening.actor_ids():
        span = happening.first.scene.parsed.span(happening.first.token, happening.first.token)
        why = "the state that the protest is about" if foreign else "the state where the protest takes place"
        happening.recipients.insert(0, Party(-1, span, state.name, "actor", why, state.actor_id))


def _elsewhere(part: EventMention, country: str | None) -> list[ActorMention]:
    """Other states that the sentence names, which the protest may mean ('demanded that the Norian envoy leave')."""
    after = part.scene.parsed.starts[part.token]
    kinds = (ActorKind.STATE, ActorKind.GOVERNMENT_BODY)
    text = part.scene.text
    states = [m for m in part.scene.actors if m.kind in kinds and m.span.start > after]
    states = [m for m in states if "-" not in (text[m.span.start - 1], text[m.span.end : m.span.end + 1])]  # 'pro-'
    return [m for m in states if m.country not in (country, None)] if country is not None else []


def _opposed(happening: Happening) -> bool:
    """The words say that it is against those named: demands, anger, an ambassador to be sent home."""
    return any(word in listed("against_a_state") for part in happening.parts for word in part.scene.parsed.lower)


def _commands(speaker: ActorMention) -> bool:
    return speaker.kind is ActorKind.GOVERNMENT_BODY and any(word in speaker.name for word in _COMMANDS)
