"""What the rest of the article adds to a happening's sides: forces beside their state, the site hit, fuller words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.domain.vocabulary import ActorKind, EventType, PlacePrecision
from dateline.extract.happenings.happening import Happening
from dateline.extract.happenings.sameday import same_day
from dateline.extract.mentions.slots import when_of
from dateline.extract.parties.parties import Party
from dateline.extract.parties.reference import Discourse
from dateline.extract.words.lists import listed

# Arms that only a state's forces wield when a state is the doer.
_FORCES_MODES = frozenset({"heavy-weapons", "aerial", "drone", "targeted", "raid"})
_FORCES_WEAPONS = frozenset({"airstrike", "missile", "artillery", "drone", "bomb"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "latest"})
_AIRPORTS = frozenset({"airport", "airfield"})
_OF_STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.INTERNATIONAL_BODY, ActorKind.OTHER})
_PER_DATE = "one happening per date"
_TOWNS = frozenset({PlacePrecision.TOWN, PlacePrecision.DISTRICT})


def complete(known: Sequence[Happening], discourse: Discourse) -> None:
    """Fill in what only the whole article tells; run once, after all sentences are read."""
    _there_before(known)
    same_day(known)
    _twins(known)
    for happening in known:
        _forces(happening, discourse)
        _site(happening)
    _fuller(known)
    _same_sanction(known)
    _same_enemy(known, discourse)


def _there_before(known: Sequence[Happening]) -> None:
    """'the second attack on Taji since January, when rockets injured a man': the first was there, too."""
    for happening in known:
        part = happening.first
        time = when_of(part.scene, part.token)
        if time is None or happening.place is not None:
            continue
        parsed = part.scene.parsed
        near = [t for a in parsed.ancestors(time) for t in [a, *parsed.kids(a, "attr")]]
        above = [t for t in near if any(parsed.lower[c] in _ORDINALS for c in parsed.kids(t, "amod"))]
        for other in known:
            same = other is not happening and other.type is happening.type and other.place is not None
            if same and any(p.scene is part.scene and p.token in above for p in other.parts):
                happening.place, happening.country = other.place, other.country
                happening.rules.append("the place of what was done again")
                break


def _twins(known: Sequence[Happening]) -> None:
    """'strikes in May and June, killing fighters': told together, they hit the same people."""
    for happening in known:
        if happening.recipients or _PER_DATE not in happening.rules:
            continue
        told = {(part.scene.order, part.token) for part in happening.parts}
        twin = next(
            (h for h in known if h is not happening and told & {(p.scene.order, p.token) for p in h.parts}), None
        )
        if twin is not None:
            happening.recipients = [p for p in twin.recipients if p.actor_id not in happening.actor_ids()]


def _words(happening: Happening) -> set[tuple[int, int]]:
    """Sentence and token of every mention."""
    return {(part.scene.order, part.token) for part in happening.parts}


def _forces(happening: Happening, discourse: Discourse) -> None:
    """'US air strikes' in an article that names the US forces: these did it for their state."""
    if happening.type is not EventType.ASSAULT:
        return
    if happening.mode not in _FORCES_MODES and happening.weapon not in _FORCES_WEAPONS:
        return
    ids = happening.actor_ids() | happening.recipient_ids()
    for party in list(happening.actors):
        forces = discourse.forces_of_state(party.actor_id) if party.actor_id else None
        if forces is None or forces.actor_id in ids:
            continue
        why = "the state's forces, named in the article"
        happening.actors.append(replace(party, name=forces.name, actor_id=forces.actor_id, reason=why))
        stance = happening.stances.get(party.actor_id)
        if stance is not None:
            happening.stances[forces.actor_id] = stance


def _site(happening: Happening) -> None:
    """'the airport', 'the same base': its name where the article gives the place."""
    place = happening.place
    if place is None or happening.type is not EventType.ASSAULT:
        return
    for number, party in enumerate(happening.recipients):
        words = party.name.lower().split()
        if (
            party.known
            or party.kind not in ("facility", "other")
            or not words
            or words[-1] not in listed("sites_in_general") | listed("towns_in_general")
        ):
            continue
        if party.name != party.name.lower():
            continue
        name = place.place.name if words[-1] in listed("towns_in_general") and place.place.precision in _TOWNS else ""
        if place.place.precision is PlacePrecision.POINT:
            name = place.place.name
        elif words[-1] in _AIRPORTS and place.place.precision in _TOWNS:
            name = f"{place.place.name} {words[-1]}"
        if name and all(p.name != name for p in happening.recipients):
            happening.recipients[number] = replace(party, name=name, kind="facility", reason="the site by its name")


def _fuller(known: Sequence[Happening]) -> None:
    """'a soldier' in one sentence, 'a Canadian soldier' in another: the fuller words, where one kind is told."""
    told: dict[str, set[str]] = {}
    for happening in known:
        for party in happening.recipients:
            words = party.name.split()
            if party.kind == "human" and not party.known and len(words) > 1 and words[0][:1].isupper():
                told.setdefault(_singular(words[-1]), set()).add(" ".join(words[:-1]))
    for happening in known:
        for number, party in enumerate(happening.recipients):
            plain = party.name == party.name.lower() and " " not in party.name and party.name != "civilians"
            if party.kind != "human" or party.known or not plain:
                continue
            before = told.get(_singular(party.name), set())
            if len(before) == 1:
                name = f"{next(iter(before))} {party.name}"
                happening.recipients[number] = replace(party, name=name, reason="told more fully elsewhere")


def _same_sanction(known: Sequence[Happening]) -> None:
    """'X was sanctioned in March' where every sanction told with an author is one state's: that state's, too."""
    sanctions = [h for h in known if h.type is EventType.SANCTION]
    authors: dict[str, Party] = {p.actor_id: p for h in sanctions for p in h.actors if p.actor_id}
    if len(authors) != 1:
        return
    (author,) = authors.values()
    for happening in sanctions:
        if not happening.actors and author.actor_id not in happening.recipient_ids():
            happening.actors.append(replace(author, pronoun=True, reason="author of the other sanctions told"))


def _same_enemy(known: Sequence[Happening], discourse: Discourse) -> None:
    """'The coalition went on with its air strikes': on the one armed group that its other attacks hit."""
    attacks = [h for h in known if h.type is EventType.ASSAULT]
    for happening in attacks:
        kinds = {discourse.kind_of(ident) for ident in happening.actor_ids()} - {None}
        if happening.recipients or happening.killed or happening.injured or not kinds or not kinds <= _OF_STATES:
            continue
        if happening.mode not in _FORCES_MODES and happening.weapon not in _FORCES_WEAPONS:
            continue
        others = [h for h in attacks if h is not happening and h.actor_ids() & happening.actor_ids()]
        hit = {p.actor_id: p for h in others for p in h.recipients if p.actor_id and _armed_group(p, discourse)}
        if len(hit) == 1:
            (enemy,) = hit.values()
            happening.recipients.append(replace(enemy, pronoun=True, reason="the group that its other attacks hit"))


def _armed_group(party: Party, discourse: Discourse) -> bool:
    return discourse.kind_of(party.actor_id) is ActorKind.ARMED_GROUP


def _singular(noun: str) -> str:
    return noun.lower().removesuffix("s")
