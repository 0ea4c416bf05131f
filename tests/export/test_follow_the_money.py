"""The actor book as FollowTheMoney entities, judged by that library where it is installed."""

from __future__ import annotations

import pytest

from dateline.domain.actor import Actor, Designation, Name, Tie
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.export.follow_the_money import entities

ACTORS = {
    one.id: one
    for one in (
        Actor("northland", ActorKind.STATE, "Northland", country="NO"),
        Actor(
            "river-brigades",
            ActorKind.ARMED_GROUP,
            "River Brigades",
            (Name("كتائب النهر", "ar"), Name("RB", use="abbreviation"), Name("Old Brigades", use="former")),
            "IQ",
            (Tie(RelationKind.BACKED_BY, "northland", since="2019"),),
            (Designation("northland", "Terror list", "2020-01-31"),),
            (("wikidata", "Q42"),),
        ),
        Actor(
            "sami-saleh",
            ActorKind.PERSON,
            "Sami Saleh",
            (Name("Saleh", use="short"), Name("SS", use="abbreviation")),
            "IQ",
            (
                Tie(RelationKind.LEADS, "river-brigades", "commander", "2019", "2021-03"),
                Tie(RelationKind.LEADS, "nobody"),
            ),
        ),
        *(Actor(f"a-{kind}", kind, f"A {kind}") for kind in ActorKind),
    )
}


def test_actors_ties_and_designations_become_entities() -> None:
    """Names by their use, ties and listings as entities of their own; a tie that leads nowhere is left out."""
    made = {entity["id"]: entity for entity in entities(ACTORS.values(), ACTORS.get)}
    group = made["river-brigades"]["properties"]
    assert group["name"] == ["River Brigades"]
    assert (group["alias"], group["abbreviation"], group["previousName"]) == (["كتائب النهر"], ["RB"], ["Old Brigades"])
    assert (group["country"], group["wikidataId"], group["topics"]) == (["iq"], ["Q42"], ["mil", "sanction"])
    by_schema = [entity for entity in made.values() if entity["schema"] == "Membership"]
    assert [entity["properties"]["role"] for entity in by_schema] == [["commander"]]
    assert [e["properties"]["listingDate"] for e in made.values() if e["schema"] == "Sanction"] == [["2020-01-31"]]
    assert len(made) == len(ACTORS) + 3


def test_every_entity_is_valid() -> None:
    """The library knows each schema and property, and cleans no value away."""
    ftm = pytest.importorskip("followthemoney", reason="followthemoney (extra 'exchange') is not installed")
    for entity in entities(ACTORS.values(), ACTORS.get):
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        for key, values in entity["properties"].items():
            prop = schema.get(key)
            assert prop is not None, (entity["schema"], key)
            for value in values:
                assert prop.type.clean(value, proxy=proxy) is not None, (key, value)
