"""Who or what a noun phrase stands for: an actor of the book, a described one, a place, a thing; with the reason."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.parties.described import (
    counted_people,
    object_before,
    people_listed,
    person_told,
    plain_name,
    subject_before,
)
from dateline.extract.parties.naming import called, class_name, like_a_day
from dateline.extract.parties.party import BARE_NUMBER, Party, from_mention, speaks_for
from dateline.extract.parties.place_names import place_party, towns_named
from dateline.extract.parties.reference import Discourse
from dateline.extract.parties.ties import tied
from dateline.extract.syntax.counts import is_nobody
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_OF_LINKS = frozenset({"of", "from", "within", "for", "in"})
__all__ = ["Party", "for_its_state", "resolve"]

_DEPTH = 3
_BOMBER = frozenset({"human", "forces"})
_MORE = frozenset({"other", "more", "further", "another", "same"})
_MILITARY = frozenset({"forces", "military"})  # a state's convoys and bases are its armed forces', where named
# Things that have an owner, told once and meant again later ('the convoys').
_THINGS = frozenset({"facility", "holding", "military"})
_FAR_OWNER = 14  # tokens between things and 'belonging to'


def resolve(scene: Scene, token: int, discourse: Discourse, depth: int = 0) -> list[Party]:
    """What the noun at `token` stands for, told in full; nothing for a word that names no party."""
    if scene.parsed.lower[token] in ("more", "another"):  # 'killed two soldiers and wounded another'
        return [Party(token, scene.parsed.span(token, token), "civilians", "human", BARE_NUMBER, "", True)]
    parties = _resolve(scene, token, discourse, depth)
    actor = scene.actor_at.get(token)
    if depth == 0 and (actor is None or actor.generic):
        parties += [p for p in _examples(scene, token, discourse) if all(p.actor_id != q.actor_id for q in parties)]
    if (actor is not None and not actor.adjective and not actor.generic) or not parties or depth:
        return parties
    told = scene.told_span(token)
    return [replace(p, words=told) if told.contains(p.span) and p.span != told else p for p in parties]


def _resolve(scene: Scene, token: int, discourse: Discourse, depth: int) -> list[Party]:
    parsed = scene.parsed
    actor = scene.actor_at.get(token)
    if actor is not None and not actor.adjective:
        return [_mentioned(scene, token, actor, discourse), *_joined_before(scene, token, actor, discourse)]
    lower = parsed.lower[token]
    if lower in scene.lexicon.cues["relative_pronouns"]:
        return []
    if actor is not None and actor.kind is ActorKind.STATE and token + 1 in scene.event_at:
        return [from_mention(token, actor, "the state of the adjective")]  # 'Norian shelling had killed three'
    kinds = scene.kinds(token)
    return (
        _from_pronoun(scene, token, discourse) if "pronoun" in kinds else _noun(scene, token, discourse, depth, kinds)
    )


def _noun(scene: Scene, token: int, discourse: Discourse, depth: int, kinds: frozenset[str]) -> list[Party]:
    """What a noun that is no name of an actor stands for."""
    parsed = scene.parsed
    lower = parsed.lower[token]
    if token in scene.place_at:
        place = scene.place_at[token]
        return [place_party(scene, token, place)]
    if "event" in kinds:
        return [Party(token, scene.np_span(token), parsed.words[token], "event", "another happening")]
    word = scene.weapon_at.get(token)
    if word is not None and word.weapon.mode == "suicide-attack":  # 'a Red Falcons suicide bomber': theirs
        weapon = Party(token, scene.np_span(token), parsed.words[token], "weapon", "weapon")
        return [weapon, *(p for p in _owner_before(scene, token, discourse, _BOMBER) if p.known)]
    owned = _owned(scene, token, discourse, depth, kinds)
    listed = people_listed(scene, token) if "human" in kinds else []
    if listed:
        return [*listed, *(p for p in owned if not p.person)]
    if owned:
        first = owned[0]
        if kinds & _THINGS and first.known and not first.pronoun and not first.person:
            discourse.keep_owner(lower, first.name, first.actor_id)
        return owned
    if "weapon" in kinds and not kinds & {"facility", "human"}:
        return [Party(token, scene.np_span(token), parsed.words[token], "weapon", "weapon")]
    return _described(scene, token, discourse, kinds, depth)


def _examples(scene: Scene, token: int, discourse: Discourse) -> list[Party]:
    """'Militias such as X, Y and Z': the ones named."""
    parsed = scene.parsed
    found = []
    for link in parsed.kids(token, "prep"):
        such = parsed.lower[link] == "as" and any(parsed.lower[c] == "such" for c in parsed.kids(link, "amod"))
        if such or parsed.lower[link] in ("like", "including"):
            named = [c for o in parsed.kids(link, "pobj") for c in scene.conjuncts(o)]
            found += [p for n in named for p in resolve(scene, n, discourse, 1) if p.known]
    return found


def for_its_state(party: Party, scene: Scene, discourse: Discourse) -> Party:
    """An administration or government acts for its state ('the Biden administration ordered strikes')."""
    actor = scene.actor_at.get(party.token)
    if actor is None or actor.actor_id != party.actor_id:
        return party
    state = discourse.state_of(actor)
    if state is None:
        return party
    return replace(party, name=state.name, actor_id=state.actor_id, reason=f"{party.reason}; acts for its state")


def _mentioned(scene: Scene, token: int, actor: ActorMention, discourse: Discourse) -> Party:
    """The actor named; 'the Norian premier Omar Tahan' is the person, 'the Norian militants' the group told before."""
    if actor.kind is ActorKind.GOVERNMENT_BODY:
        for apposed in scene.parsed.kids(token, "appos"):
            person = scene.actor_at.get(apposed)
            if person is not None and person.kind is ActorKind.PERSON:
                return from_mention(apposed, person, "named in apposition")
    holder = discourse.holder_of(scene, actor)
    if holder is not None:
        return replace(from_mention(token, holder, "who holds the office"), span=actor.span)
    group = discourse.group_of(scene, token, actor)
    if group is not None:
        return from_mention(
            token, group, f"'{actor.name}' means the one armed group of theirs named before", actor.span
        )
    return replace(from_mention(token, actor, "named"), name=class_name(scene, actor, token))


def _from_pronoun(scene: Scene, token: int, discourse: Discourse) -> list[Party]:
    told = object_before(scene, token)
    if told is not None:
        return resolve(scene, told, discourse, 1)
    found = discourse.stands_for(scene, token)
    span = scene.parsed.span(token, token)
    person = _described_before(scene, token, discourse, found is not None)
    if person is not None:
        return [replace(person, span=span, words=None, reason="the person described before", pronoun=True)]
    if found is None:
        word = scene.parsed.lower[token]
        return [Party(token, span, word, "pronoun", "a pronoun nobody before it explains")]
    party, reason = found
    return [Party(token, span, party.name, party.kind, reason, party.actor_id, party.generic, party.person, True)]


def _described_before(scene: Scene, token: int, discourse: Discourse, known: bool) -> Party | None:
    """'He', 'she': the described or newly named person whose story the sentence, or the one before it, tells.

    A person of the book who is named nearer goes before.
    """
    if scene.parsed.lower[token] not in scene.lexicon.cues["person_pronouns"]:
        return None
    subject = subject_before(scene, token)
    if subject is not None:
        party = person_told(scene, subject, discourse)
        return None if party.known else party
    return None if known else discourse.last_person(scene)


def _owned(scene: Scene, token: int, discourse: Discourse, depth: int, kinds: frozenset[str]) -> list[Party]:
    """'X's convoy', 'US forces', 'members of X', 'bases belonging to X': the named owner stands for them."""
    if depth >= _DEPTH:
        return []
    for apposed in scene.parsed.kids(token, "appos"):
        actor = scene.actor_at.get(apposed)
        if actor is not None and not actor.adjective and "facility" not in kinds:
            return [from_mention(apposed, actor, "named in apposition")]
    if not kinds & {"holding", "human", "facility", "forces", "weapon", "symbol"}:
        return _belonging(scene, token, discourse, depth)
    return (
        _owner_before(scene, token, discourse, kinds)
        or _owner_of(scene, token, discourse, depth, kinds)
        or _tied_to(scene, token, discourse, depth)
        or _belonging(scene, token, discourse, depth)
    )


def _owner_before(scene: Scene, token: int, discourse: Discourse, kinds: frozenset[str]) -> list[Party]:
    """A modifier or possessor that names the owner; two joined ones are two owners."""
    found: list[Party] = []
    for modifier in _modifiers(scene, token):
        actor = scene.actor_at.get(modifier)
        led = _led(scene, token, actor, discourse)
        if led is not None:
            return [replace(led, span=scene.np_span(token))]
        if actor is not None and speaks_for(actor, kinds):
            party = _with_forces(scene, token, actor, discourse, kinds)
            if all(p.actor_id != party.actor_id for p in found):
                found.append(party)
        elif not found and "civilians" in kinds and "holding" not in kinds and scene.parsed.deps[modifier] == "poss":
            return []  # 'our civilians', 'the army's civilians' are people, not the army
        elif not found and scene.parsed.deps[modifier] == "poss" and "pronoun" in scene.kinds(modifier):
            one = [p for p in _from_pronoun(scene, modifier, discourse) if p.known]
            led = _led(scene, token, one[0] if one else None, discourse)  # 'his government'
            if led is not None:
                return [replace(led, span=scene.np_span(token))]
            if one and not ("human" in kinds and one[0].person and "forces" not in kinds):
                return one
        elif not found and scene.parsed.deps[modifier] == "poss":  # 'the group's stronghold'
            described = discourse.description(scene, modifier)
            if described is not None:
                who, why = described
                span = scene.np_span(token)
                return [Party(token, span, who.name, who.kind, why, who.actor_id, who.generic, who.person)]
    return found or _of_bare_group(scene, token, discourse, kinds)


def _with_forces(scene: Scene, token: int, actor: ActorMention, discourse: Discourse, kinds: frozenset[str]) -> Party:
    """A state's soldiers are its armed forces; its convoys and bases where the article names these."""
    span = scene.np_span(token)
    forces = discourse.forces_of(actor) if kinds & _MILITARY else None
    if forces is not None:
        return from_mention(token, forces, "its forces, named in the article", span)
    party = replace(from_mention(token, actor, "owner of the thing named", span), name=class_name(scene, actor, token))
    soldiers = scene.parsed.lower[token] in listed("soldiers")
    if not soldiers or not actor.country or not (actor.kind is ActorKind.STATE or actor.adjective):
        return party
    body = discourse.bodies.body(actor.country, "armed-forces")
    return replace(party, name=body.name, actor_id=body.actor_id, reason="its soldiers") if body else party


def _joined_before(scene: Scene, token: int, actor: ActorMention, discourse: Discourse) -> list[Party]:
    """'Norian and coalition forces': the state before 'and', beside the forces named together with it."""
    found = []
    for modifier in scene.modifiers(token):
        other = scene.actor_at.get(modifier)
        joined = any(scene.parsed.deps[c] == "cc" for c in scene.parsed.children[modifier])
        if other is None or not joined or other.actor_id == actor.actor_id or actor.span.overlaps(other.span):
            continue
        kinds = scene.lexicon.noun_of.get(scene.parsed.lower[token], frozenset())
        if speaks_for(other, kinds):
            found.append(_with_forces(scene, token, other, discourse, kinds))
    return found


def _led(scene: Scene, token: int, actor: ActorMention | Party | None, discourse: Discourse) -> Party | None:
    """'President X's government', 'forces loyal to X': the state that X leads."""
    person = actor.person if isinstance(actor, Party) else actor is not None and actor.kind is ActorKind.PERSON
    if actor is None or not person or scene.parsed.lower[token] not in listed("owned_as_a_state"):
        return None
    state = discourse.bodies.led_by(actor.actor_id)
    if state is None:
        return None
    return Party(token, actor.span, state.name, "actor", f"the state of {actor.name}", state.actor_id)


def _modifiers(scene: Scene, token: int) -> list[int]:
    """The modifiers of a noun with those joined to them and those of its compounds ('US forces supply convoys')."""
    found: list[int] = []
    for modifier in scene.modifiers(token):
        found += [c for c in scene.conjuncts(modifier) if c < token and c not in found]
        if scene.parsed.deps[modifier] in ("compound", "nmod") and modifier not in scene.actor_at:
            found += [m for m in scene.modifiers(modifier) if m not in found]
    return found


def _of_bare_group(scene: Scene, token: int, discourse: Discourse, kinds: frozenset[str]) -> list[Party]:
    """'militia outposts', 'militant facilities': the armed group named last, and the thing in its own words."""
    if not kinds & _THINGS:
        return []
    for modifier in scene.modifiers(token):
        found = discourse.doers(scene, modifier)
        if found is not None:
            who, why = found
            span = scene.np_span(token)
            name = plain_name(span.quote(scene.text), scene)
            kind = "human" if "human" in kinds else "facility"
            owner = Party(token, span, who.name, who.kind, why, who.actor_id, who.generic, pronoun=True)
            return [owner, Party(token, span, name, kind, "thing or people described")]
    return []


def _belonging(scene: Scene, token: int, discourse: Discourse, depth: int) -> list[Party]:
    """'three places in Iraq and two in Syria belonging to X': the participle may hang too low."""
    parsed = scene.parsed
    inside = parsed.edges[token][1]
    for verb in range(token + 1, min(len(parsed), token + _FAR_OWNER)):
        other = parsed.deps[verb] in ("nsubj", "dobj", "conj") and not scene.is_number(verb)
        if verb > inside and other and parsed.lower[verb] != "belonging":
            break  # what follows belongs to something else
        if parsed.lower[verb] != "belonging" or depth >= _DEPTH:
            continue
        below = [o for prep in parsed.kids(verb, "prep") for o in parsed.kids(prep, "pobj")]
        return [
            p for b in below for c in scene.conjuncts(b) for p in resolve(scene, c, discourse, depth + 1) if p.known
        ]
    return []


def _owner_of(scene: Scene, token: int, discourse: Discourse, depth: int, kinds: frozenset[str]) -> list[Party]:
    """'members of X', 'fighters from X', 'gunmen in X'."""
    parsed = scene.parsed
    for prep in parsed.kids(token, "prep"):
        word = parsed.lower[prep]
        if word not in _OF_LINKS or (word == "in" and "human" not in kinds):
            continue
        for child in parsed.kids(prep, "pobj"):
            actor = scene.actor_at.get(child)
            person = actor is not None and actor.kind is ActorKind.PERSON
            if person and parsed.lower[token] not in listed("men_of_a_person") and "human" in kinds:
                continue  # 'a son of X' is not X; 'the forces of X', 'the residence of X' are
            if word == "in" and (actor is None or actor.kind is not ActorKind.ARMED_GROUP):
                continue
            state = actor is not None and actor.kind is ActorKind.STATE
            if (
                word == "from"
                and state
                and "human" in kinds
                and not (kinds & listed("people_sent") or parsed.lower[token] in listed("people_sent"))
            ):
                continue  # 'a tourist from Noria' is not Noria; its soldiers and officials are
            inner = [p for c in scene.conjuncts(child) for p in resolve(scene, c, discourse, depth + 1) if p.known]
            if inner:
                return inner
    return []


def _tied_to(scene: Scene, token: int, discourse: Discourse, depth: int) -> list[Party]:
    """'bases belonging to X', 'facilities used by X', 'men affiliated with X'."""
    below = tied(scene, token)
    led = next(filter(None, (_led(scene, token, scene.actor_at.get(b), discourse) for b in below)), None)
    if led is not None:
        return [led]
    return [p for b in below for c in scene.conjuncts(b) for p in resolve(scene, c, discourse, depth + 1) if p.known]


def _described(scene: Scene, token: int, discourse: Discourse, kinds: frozenset[str], depth: int) -> list[Party]:
    """A party the book does not know: a definite description of one named before, else its own words."""
    parsed = scene.parsed
    if is_nobody(scene, token) or like_a_day(parsed.lower[token]):
        return []
    if parsed.deps[token] == "appos" and depth < _DEPTH:  # 'the PMU, a group of brigades that fought IS'
        inner = [p for p in resolve(scene, parsed.heads[token], discourse, _DEPTH) if p.known]
        if inner:
            return inner
    counted = counted_people(scene, token) if depth < _DEPTH else None
    if counted is not None:  # 'a group of nuns', 'dozens of villagers': the nuns, the villagers
        return resolve(scene, counted, discourse, depth + 1)
    groups = scene.lexicon.cues["group_nouns"] | {"country", "nation"}  # 'the movement's attacks'
    if "human" in kinds or "forces" in kinds or parsed.lower[token] in groups:
        found = discourse.description(scene, token)
        if found is not None:
            party, reason = found
            return [Party(token, scene.np_span(token), party.name, party.kind, reason, party.actor_id, party.generic)]
    if "human" in kinds or (kinds & {"body", "police"} and not kinds & {"facility", "weapon"}):
        return [person_told(scene, token, discourse)]
    name = called(scene, token) or plain_name(scene.np_span(token).quote(scene.text), scene)
    if "facility" in kinds or kinds & _THINGS:
        return _thing(scene, token, discourse, kinds, depth, name)
    if parsed.words[token][:1].isupper() and parsed.deps[token] != "amod" and "other" not in kinds:
        person = len(name.split()) > 1 and name.split()[0][:1].isupper() and not kinds & {"facility", "place"}
        return [Party(token, scene.np_span(token), name, "name", "unknown name", person=person)]
    return [Party(token, scene.np_span(token), name, "other", "described thing")]


def _thing(scene: Scene, token: int, discourse: Discourse, kinds: frozenset[str], depth: int, name: str) -> list[Party]:
    """A thing in its own words, with the people inside it or the owner told of before; a town by its name."""
    if towns := towns_named(scene, token):
        return towns
    inside = _people_there(scene, token, discourse, depth)
    if inside:
        span = Span(scene.np_span(token).start, scene.parsed.ends[token])
        return [*inside, Party(token, span, span.quote(scene.text), "facility", "thing or building described")]
    lower = scene.parsed.lower
    thing = Party(token, scene.np_span(token), name, "facility", "thing or building described")
    plain = all(lower[m] in _MORE for m in scene.modifiers(token))
    owner = discourse.owner_of(lower[token]) if plain else None
    if owner is None:
        return [thing] if "facility" in kinds else [replace(thing, kind="other", reason="described thing")]
    why = f"owner of the {lower[token]} told of before"
    return [Party(token, thing.span, owner[0], "actor", why, owner[1], pronoun=True), thing]


def _people_there(scene: Scene, token: int, discourse: Discourse, depth: int) -> list[Party]:
    """'A bus of pilgrims', 'a bandit camp', 'the home of a chief': the people whose it is, where no list knows them."""
    if depth >= _DEPTH:
        return []
    lower = scene.parsed.lower
    for modifier in scene.modifiers(token):
        if scene.lexicon.is_a(lower[modifier], "fighters"):
            name = lower[modifier] if lower[modifier].endswith(("s", "men")) else f"{lower[modifier]}s"
            return [Party(modifier, scene.parsed.span(modifier, modifier), name, "human", "whose it is", "", True)]
    near = tied(scene, token) + [o for o in scene.parsed.kids(token, "poss") if "pronoun" not in scene.kinds(o)]
    near += [o for p in scene.parsed.kids(token, "prep") if lower[p] == "of" for o in scene.parsed.kids(p, "pobj")]
    people = [c for n in near for c in scene.conjuncts(n) if "human" in scene.kinds(c) and not scene.is_number(c)]
    return [p for c in people for p in resolve(scene, c, discourse, depth + 1) if p.kind in ("human", "name")]
