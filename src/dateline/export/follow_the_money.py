"""The actor book as FollowTheMoney entities: actors, and their ties and designations as entities of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline.domain.actor import Actor, Designation, Tie
from dateline.domain.ids import stable_id
from dateline.domain.vocabulary import ActorKind, RelationKind

Entity = dict[str, Any]
_SCHEMAS = {
    ActorKind.PERSON: "Person",
    ActorKind.GOVERNMENT_BODY: "PublicBody",
    ActorKind.STATE: "PublicBody",
    ActorKind.INTERNATIONAL_BODY: "PublicBody",
    ActorKind.OUTLET: "Organization",
}
_TOPICS = {ActorKind.PARTY: "pol.party", ActorKind.ARMED_GROUP: "mil", ActorKind.STATE: "gov.national",
           ActorKind.GOVERNMENT_BODY: "gov", ActorKind.INTERNATIONAL_BODY: "gov.igo"}  # fmt: skip
# Abbreviations have a property of their own only in newer versions of the model, and not for persons.
_USES = {"abbreviation": "weakAlias", "former": "previousName", "nickname": "weakAlias", "short": "weakAlias"}


def entities(actors: Iterable[Actor], find: Callable[[str], Actor | None]) -> Iterator[Entity]:
    """Each actor, then its ties and designations; `find` gives the actor at the other end of a tie."""
    for actor in actors:
        yield _actor(actor)
        for tie in actor.ties:
            other = find(tie.of)
            if other:
                yield _tie(actor, tie, other)
        for listing in actor.designations:
            yield _designation(actor, listing, find(listing.by))


def schema_of(actor: Actor) -> str:
    """The schema that fits an actor's kind."""
    return _SCHEMAS.get(actor.kind, "Organization")


def _actor(actor: Actor) -> Entity:
    schema = schema_of(actor)
    facts: dict[str, list[str]] = {"name": [actor.name]}
    for name in actor.names:
        key = _USES.get(name.use, "alias")
        facts.setdefault(key, [])
        if name.text not in facts[key]:
            facts[key].append(name.text)
    if actor.country:
        facts["country"] = [actor.country.lower()]
    topics = [_TOPICS[actor.kind]] if actor.kind in _TOPICS else []
    if actor.designations:
        topics.append("sanction")
    if topics:
        facts["topics"] = topics
    identifiers = {key.lower(): value for key, value in actor.identifiers}
    if "wikidata" in identifiers:
        facts["wikidataId"] = [identifiers["wikidata"]]
    return {"id": actor.id, "schema": schema, "properties": facts, "datasets": ["dateline"]}


def _tie(actor: Actor, tie: Tie, other: Actor) -> Entity:
    """Membership for persons and parts of groups, the plain link for every other tie."""
    member = tie.relation in (
        RelationKind.MEMBER_OF,
        RelationKind.PART_OF,
        RelationKind.LEADS,
        RelationKind.SPOKESPERSON_OF,
        RelationKind.FORMER_LEADER_OF,
    )
    fits = member and schema_of(other) != "Person"
    schema = "Membership" if fits else "UnknownLink"
    ends = ("member", "organization") if fits else ("subject", "object")
    facts: dict[str, list[str]] = {ends[0]: [actor.id], ends[1]: [other.id]}
    facts["role"] = [tie.title or str(tie.relation).replace("_", " ")]
    if tie.since:
        facts["startDate"] = [tie.since]
    if tie.until:
        facts["endDate"] = [tie.until]
    ident = stable_id("tie", (actor.id, tie.relation, other.id, tie.title, tie.since))
    return {"id": ident, "schema": schema, "properties": facts, "datasets": ["dateline"]}


def _designation(actor: Actor, listing: Designation, by: Actor | None) -> Entity:
    facts: dict[str, list[str]] = {"entity": [actor.id], "program": [listing.list]}
    facts["authority"] = [by.name if by else listing.by]
    if by and by.country:
        facts["country"] = [by.country.lower()]
    if listing.date:
        facts["listingDate"] = [listing.date]
    ident = stable_id("listing", (actor.id, listing.by, listing.list, listing.date))
    return {"id": ident, "schema": "Sanction", "properties": facts, "datasets": ["dateline"]}
