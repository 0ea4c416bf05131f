"""Putting the nouns of a clause into the roles of a mention: parties resolved, weapons counted, doers named."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import ActorKind, EventType, PlacePrecision, Stance
from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.parties import Party, for_its_state, resolve
from dateline.extract.parties.place_names import place_party
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.counts import count_of
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_DOERS = frozenset({"actor", "human", "pronoun", "place", "name"})
_RECIPIENTS = frozenset({"actor", "human", "pronoun", "facility", "place", "name", "other"})
_SEAT = "seat of government"  # the reason of a mention in which a town's name stands for the state
_HOURS = frozenset({"night", "morning", "evening", "afternoon", "dawn", "noon"})
_CLOCK = frozenset("dawn daybreak dusk sunrise sunset noon midday midnight nightfall gmt utc".split())  # nobody, ever
BOMBER = "bomber"  # the words for a suicide bomber, kept among the fields until it is known whether anybody is named


def fill(
    mention: EventMention,
    tokens: list[int],
    role: str,
    discourse: Discourse,
    *,
    modifier: bool = False,
    stance: str | None = None,
) -> None:
    """Give the parties that stand at `tokens` a role; `stance` is that of a claim or an accusation."""
    scene = mention.scene
    for token in tokens:
        if role == "none" or token == mention.token or (token in scene.date_at and token not in scene.actor_at):
            continue
        if scene.parsed.lower[token] in _CLOCK or (scene.parsed.lower[token] in _HOURS and token - 1 in scene.date_at):
            continue  # 'on Thursday night'
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
        if role in ("victim", "recipient") and mention.type is EventType.ASSAULT:
            parties = [_people_hit(scene, _town_hit(scene, p)) for p in parties]
        if scene.lexicon.is_a(scene.parsed.lower[token], "lives"):
            parties = []  # 'took 30 lives': a number of dead, not somebody
        for party in parties:
            if role == "actor":
                party = for_its_state(_as_doer(mention, party), scene, discourse)  # noqa: PLW2901
            _place(mention, party, role, stance)
        if role in ("victim", "recipient") and token not in mention.victims:
            mention.victims.append(token)


def _town_hit(scene: Scene, party: Party) -> Party:
    """'Jets bombed the capital': the town was hit; its name stands for the state only where it acts."""
    place = scene.place_at.get(party.token)
    if _SEAT not in party.reason or place is None or place.place.precision is PlacePrecision.COUNTRY:
        return party
    return place_party(scene, party.token, place)


def _people_hit(scene: Scene, party: Party) -> Party:
    """'Killed 43 Norians': people of the country; the state is hit where its own name stands."""
    actor = scene.actor_at.get(party.token)
    if actor is None or actor.kind is not ActorKind.STATE or party.actor_id != actor.actor_id:
        return party
    words = actor.span.quote(scene.text)
    if not words.endswith("ns") and not words.endswith("is") and not words.endswith("ese"):
        return party
    if words == actor.name or not stands_in(scene, party):
        return party
    return replace(party, name=words, kind="human", actor_id="", reason="people of a country")


def _as_doer(mention: EventMention, party: Party) -> Party:
    """Men who shoot and whom nobody names are 'unknown gunmen' in the record; others keep their own words."""
    scene = mention.scene
    if party.known or party.kind != "human" or not stands_in(scene, party):
        return party
    lower = scene.parsed.lower[party.token]
    if party.name != "civilians" and lower not in party.name.lower().split():
        return party  # 'the attackers' stands for others told before
    armed = mention.trigger.mode == "firearms" or lower in ("gunman", "gunmen")
    if armed and lower in listed("armed_men") and not _told_apart(scene, party.token):
        name = "unknown gunman" if lower in ("gunman", "man", "attacker", "assailant", "shooter") else "unknown gunmen"
        return replace(party, name=name, generic=True, reason="nobody names the men who shot")
    if party.name == "civilians":
        return replace(party, name=" ".join(party.span.quote(scene.text).split()))
    return party


def _told_apart(scene: Scene, token: int) -> bool:
    """'Cartel gunmen', 'Norian gunmen': a word beside them says which; 'masked gunmen', 'three men' are anybody."""
    deps, lower = scene.parsed.deps, scene.parsed.lower
    return any(
        m in scene.actor_at or (deps[m] == "compound" and scene.kinds(m) & {"human", "body"} and lower[m] != "suspect")
        for m in scene.modifiers(token)
    )


def stands_in(scene: Scene, party: Party) -> bool:
    """The party's words are of this scene; one taken up from another sentence has a token of that sentence."""
    starts = scene.parsed.starts
    return 0 <= party.token < len(starts) and party.span.start <= starts[party.token] < party.span.end


def _modifier_party(scene: Scene, token: int) -> list[Party]:
    actor = scene.actor_at[token]
    return [Party(token, actor.span, actor.name, "actor", "modifier of the happening", actor.actor_id, actor.generic)]


def _country_party(scene: Scene, token: int, discourse: Discourse) -> list[Party]:
    """'a US airstrike' where only the country is known by name: the state of that name."""
    place = scene.place_at[token]
    state = discourse.state_named(place.place.country)
    if state is not None:
        return [Party(token, place.span, state.name, "actor", "the country's state", state.actor_id)]
    return [Party(token, place.span, place.place.name, "actor", "the country's state")]


def may_do(scene: Scene, owner: int) -> bool:
    """A modifier names a doer when it is an actor or a word for fighters, not a place, weapon or date."""
    actor = scene.actor_at.get(owner)
    if actor is not None:
        place = scene.place_at.get(owner)
        if place is not None and place.place.precision is not PlacePrecision.COUNTRY and actor.kind.value == "state":
            return False  # 'the Paris attacks': a capital says where, a state is the doer under its own name
        if actor.kind.value == "person" and scene.parsed.deps[owner] in ("compound", "nmod"):
            return False  # 'Smith Addresses Harbour Attack'
        return actor.kind.value not in ("place", "facility", "outlet")
    place = scene.place_at.get(owner)
    if place is not None and place.place.precision is PlacePrecision.COUNTRY:
        return True
    if owner in scene.date_at or place is not None or owner in scene.weapon_at:
        return False
    if scene.parsed.lower[owner] in ("terrorist", "suicide", "terror", "security"):
        return False  # 'a terrorist attack' says what kind of attack it was
    if scene.parsed.lower[owner] == "coalition":
        return True
    if scene.parsed.lower[owner] != "military" and scene.lexicon.is_a(scene.parsed.lower[owner], "sender"):
        return True  # 'regime air strikes', 'army shelling'; a 'military strike' can be anybody's
    return bool(scene.kinds(owner) & {"human", "forces"}) and not scene.is_number(owner)


def _sender(scene: Scene, token: int) -> list[Party]:
    """'Army aircraft', 'government shells': a plain word for forces beside the weapon; whose, is seen later."""
    for modifier in scene.parsed.kids(token, "compound", "amod"):
        word = scene.parsed.lower[modifier]
        if modifier not in scene.actor_at and scene.lexicon.is_a(word, "sender"):
            return [Party(modifier, scene.parsed.span(modifier, modifier), word, "human", "who sends the weapon")]
    return []


def _says_where(mention: EventMention, party: Party) -> bool:
    """A town or province attacks nobody; a country may stand for its state."""
    place = mention.scene.place_at.get(party.token) if stands_in(mention.scene, party) else None
    violent = mention.type in (EventType.ASSAULT, EventType.COERCE)
    return violent and place is not None and place.place.precision is not PlacePrecision.COUNTRY


def _place(mention: EventMention, party: Party, role: str, stance: str | None) -> None:
    scene = mention.scene
    here = stands_in(scene, party)
    platform = (
        here and party.kind == "facility" and role == "actor" and party.token in scene.weapon_at and not party.known
    )
    if party.kind == "weapon" or platform or role in ("weapon", "goods"):
        word = scene.weapon_at.get(party.token)
        if word is not None and mention.weapon is None and not word.weapon.goods:
            mention.weapon, mention.mode = word.weapon.kind, mention.mode or word.weapon.mode
            mention.fields["weapon"] = party.span
            amount = count_of(scene, party.token, singular=word.weapon.single)
            if isinstance(amount, CountRange) and not word.weapon.platform and mention.weapon_count is None:
                mention.weapon_count = amount
                mention.fields["weapon_count"] = party.span
        if role == "actor":
            mention.actors += [p for p in _sender(scene, party.token) if p not in mention.actors] if here else []
        if word is not None and role == "actor" and word.weapon.mode == "suicide-attack":
            mention.fields.setdefault(BOMBER, party.span)
        if word is not None and word.weapon.platform and role == "actor" and party.kind == "actor":
            mention.actors.append(party)
        elif (role in ("recipient", "victim") and party.kind != "weapon") or (
            role == "recipient" and not mention.recipients
        ):
            mention.recipients.append(party)
        return
    if role == "actor" and here and party.kind in ("facility", "other"):  # 'army helicopters fired'
        mention.actors += [p for p in _sender(scene, party.token) if p not in mention.actors]
    if role == "actor" and party.kind == "place" and _says_where(mention, party):
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
