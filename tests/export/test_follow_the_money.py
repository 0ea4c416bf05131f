"""The actor book as FollowTheMoney entities, judged by that library where it is installed."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.domain.actor import Actor, Designation, Name, Tie
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.export.follow_the_money import entities
from dateline.knowledge.actor_book import open_actor_book

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
    assert (group["alias"], group["weakAlias"], group["previousName"]) == (["كتائب النهر"], ["RB"], ["Old Brigades"])
    assert (group["country"], group["wikidataId"], group["topics"]) == (["iq"], ["Q42"], ["mil", "sanction"])
    by_schema = [entity for entity in made.values() if entity["schema"] == "Membership"]
    assert [entity["properties"]["role"] for entity in by_schema] == [["commander"]]
    assert [e["properties"]["listingDate"] for e in made.values() if e["schema"] == "Sanction"] == [["2020-01-31"]]
    assert len(made) == len(ACTORS) + 3


@pytest.fixture(scope="module")
def model() -> Iterator[Any]:
    """The library's model; it lies beside the environment, after which it is looked for (see `.ci/run`)."""
    folder = os.environ.get("DATELINE_EXCHANGE", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, folder])
        if not folder:
            pytest.importorskip("followthemoney", reason="followthemoney (extra 'exchange') is not installed")
        yield importlib.import_module("followthemoney").model


def flaws(model: Any, made: Iterable[dict[str, Any]]) -> list[object]:
    """What the library says against the entities: unknown properties, and values that it would clean away."""
    found: list[object] = []
    for entity in made:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        for key, values in entity["properties"].items():
            prop = schema.get(key)
            if prop is None:
                found.append((entity["id"], key))
            else:
                found += [(entity["id"], key, v) for v in values if prop.type.clean(v, proxy=proxy) is None]
    return found


def test_every_entity_is_valid(model: Any) -> None:
    """The library knows each schema and property, and cleans no value away."""
    assert flaws(model, entities(ACTORS.values(), ACTORS.get)) == []


def test_the_shipped_book_is_valid(model: Any, tmp_path: Path) -> None:
    """So it is with every actor, tie and designation of the packs that come with the program."""
    book = open_actor_book([Path(dateline.__file__).parent / "data" / "actors"], tmp_path)
    made = list(entities((actor for actor in map(book.actor, book.ids()) if actor), book.actor))
    assert len(made) > len(book)
    assert flaws(model, made) == []


def test_the_checks_would_tell(model: Any) -> None:
    """A property that the model lacks and a value that it cannot read are told."""
    unknown = {"id": "x", "schema": "Person", "properties": {"name": ["A"], "shoeSize": ["9"]}}
    assert flaws(model, [unknown]) == [("x", "shoeSize")]
    nowhere = {"id": "x", "schema": "Person", "properties": {"name": ["A"], "country": ["nowhere"]}}
    with pytest.raises(Exception, match="validation failed"):
        flaws(model, [nowhere])
