"""The parties of two tellings: who is the same, who is another, and who only stands for one named before."""

from __future__ import annotations

from dateline.domain.vocabulary import ActorKind, EventType
from dateline.extract.happenings.happening import Happening
from dateline.extract.parties.parties import Party


def same_person(old: Happening, new: Happening) -> bool:
    """A person whom the book does not know, by the same last name."""
    persons = [p for p in new.actors if not p.actor_id and is_person(p) and not p.pronoun]
    return any(_one(p, q) for p in persons for q in old.actors if not q.actor_id and is_person(q))


def others_named(old: Happening, new: Happening) -> bool:
    """The second telling names someone on its receiving side whom the first does not know."""
    if heads(old) & heads(new):
        return False  # 'his wife'; 'Jane Doe, his wife'
    named = [p for p in new.recipients if (p.known or p.kind == "name") and not p.pronoun]
    return bool(named) and bool(old.recipients) and not any(_one(p, q) for p in named for q in old.recipients)


def another_person(old: Happening, new: Happening) -> bool:
    """The second telling kills or takes a person, the first only others; whom 'the attack' was meant for is no such."""
    if new.first.mode is None and not new.first.effect and not new.first.verbal:
        return False
    persons = [p for p in new.recipients if p.person and not p.pronoun]
    return bool(persons) and bool(old.recipients) and not any(_one(p, q) for p in persons for q in old.recipients)


def same_victim(old: Happening, new: Happening) -> str:
    """A named person is killed once; an attempt on the life counts with it only when nothing died."""
    if old.type is not EventType.ASSAULT:
        return ""
    deadly = [any(part.effect == "kill" or part.mode == "targeted" for part in h.parts) for h in (old, new)]
    if not all(deadly):
        return ""
    for p in old.recipients:
        for q in new.recipients:
            if is_person(p) and is_person(q) and _one(p, q):
                return f"{q.name} is killed once"
    return ""


def pronoun_victim(old: Happening, new: Happening) -> bool:
    """'three men shot him' after 'an expert has been murdered'; 'they were detained' after 'detained two men'."""
    if old.mode != new.mode and old.type is not EventType.ASSAULT:
        return False
    if not any(p.kind in ("human", "name", "actor") for p in old.recipients):
        return False
    pronouns = [p.pronoun or p.kind == "pronoun" for p in new.recipients]
    return any(pronouns) and all(pronouns)


_WHOLE = ("armed forces", "army", "military", "forces", "troops")
_LAW = frozenset({"police", "gendarmerie", "intelligence", "ministry"})


def of_one_state(old: Happening, new: Happening) -> bool:
    """A state and its army, 'government forces' and 'the Syrian Arab Army': two names for one doer of an attack."""
    if old.type is not EventType.ASSAULT:
        return False
    left, right = _state_doers(old), _state_doers(new)
    return bool(left) and bool(right) and left == right


def _state_doers(happening: Happening) -> set[str]:
    """The countries of the doers when all are states or their armies as a whole; nothing otherwise."""
    found: set[str] = set()
    for part in happening.parts:
        for party in part.actors:
            mention = part.scene.actor_at.get(party.token) if party.token >= 0 else None
            if mention is None or mention.country is None or mention.actor_id != party.actor_id:
                return set()
            name = mention.name.lower()
            army = name.endswith(_WHOLE) and not _LAW & set(name.split())
            if mention.kind is not ActorKind.STATE and not (mention.kind is ActorKind.GOVERNMENT_BODY and army):
                return set()
            found.add(mention.country)
    return found


def is_person(party: Party) -> bool:
    """Whether a named person is meant, known to the book or not."""
    return party.person or party.kind == "name" or (party.kind == "human" and _proper(party.name))


def _proper(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return last[:1].isupper() and not last.endswith("s")


def _one(p: Party, q: Party) -> bool:
    """The same party by identity, or the same last name where the book knows neither or one of them."""
    if p.actor_id and q.actor_id:
        return p.actor_id == q.actor_id
    left, right = _words(p.name), _words(q.name)
    return bool(left and right) and (
        left[-1] == right[-1] or (len(left) > 1 and right[-1] in left) or (len(right) > 1 and left[-1] in right)
    )


def _words(name: str) -> list[str]:
    return [word.strip("'’s").lower() for word in name.split() if word[:1].isupper()]


def named_targets(happening: Happening) -> set[str]:
    """The actors it was done to, those that only a pronoun stands for left out."""
    return {p.actor_id for p in happening.recipients if p.actor_id and not p.pronoun}


def heads(happening: Happening) -> set[str]:
    """The nouns for those it was done to, people and sites."""
    return {
        p.name.lower().partition(" of ")[0].split()[-1]
        for p in happening.recipients
        if p.name.strip() and p.kind in ("human", "facility", "name", "place")
    }
