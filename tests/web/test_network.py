"""The network: its lines are counted from the incidents, its filters narrow them, and each line leads to its evidence."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from web_helpers import TestClient

from dateline.engine import Engine


def network(client: TestClient, query: str = "") -> dict:
    return client.get(f"/network.json?most=500&things=1&{query}").json()


def counted(engine: Engine, **only: object) -> Counter:
    """Pairs of actors and how they stand, counted in the plainest way."""
    found: Counter = Counter()
    for one in engine.incidents():
        if any(getattr(one, name) != value for name, value in only.items()):
            continue
        sides: dict[str, set[str]] = {}
        for side in ("actors", "recipients"):
            for part in getattr(one, side):
                if part.actor_id:
                    sides.setdefault(part.actor_id, set()).add(side)
        assert len(sides) <= 24
        for pair in combinations(sorted(sides), 2):
            found[(*pair, "against" if not sides[pair[0]] & sides[pair[1]] else "together")] += 1
    return found


def lines(data: dict) -> Counter:
    return Counter(
        {
            (one["one"], one["other"], how): one[how]
            for one in data["links"]
            for how in ("together", "against")
            if one[how]
        }
    )


def test_lines_are_the_common_incidents(reading: TestClient, shared_engine: Engine):
    """Every pair of actors in one incident is a line with as many incidents as it has, and no line more."""
    assert lines(network(reading)) == counted(shared_engine)


def test_a_type_narrows_the_incidents(reading: TestClient, shared_engine: Engine):
    """With a type only its incidents count."""
    assert lines(network(reading, "type=COERCE")) == counted(shared_engine, type="COERCE")


def test_kinds_of_lines_can_be_chosen(reading: TestClient, shared_engine: Engine):
    """`link=against` keeps only what stands against each other, `link=relation` only relations."""
    against = network(reading, "link=against")["links"]
    assert against
    assert all(one["against"] and not one["together"] and not one["relations"] for one in against)
    told = network(reading, "link=relation")["links"]
    assert told
    assert all(one["relations"] and not one["together"] and not one["against"] for one in told)
    kept = {
        frozenset((one.subject.actor_id, one.object.actor_id))
        for one in shared_engine.store.readings.relations()
        if one.subject.actor_id and one.object.actor_id and one.subject.actor_id != one.object.actor_id
    }
    shown = {
        frozenset((one["one"], one["other"]))
        for one in told
        if any(each["basis"] != "book" for each in one["relations"])
    }
    assert shown == kept


def test_the_greatest_are_kept_and_the_rest_counted(reading: TestClient):
    """With fewer points, those with most lines stay, and the page says how many are left out."""
    whole = network(reading)
    few = network(reading, "")["nodes"][:10]
    data = reading.get("/network.json?most=10&things=1").json()
    assert [one["id"] for one in data["nodes"]] == [one["id"] for one in few]
    assert data["all_actors"] == len(whole["nodes"])
    inside = {one["id"] for one in data["nodes"]}
    assert all({one["one"], one["other"]} <= inside for one in data["links"])


@pytest.mark.parametrize("steps", [1, 2])
def test_around_an_actor_lies_what_is_that_near(reading: TestClient, steps: int):
    """The network around an actor holds those within so many steps, and no others."""
    whole = network(reading)
    beside: dict[str, set[str]] = {}
    for one in whole["links"]:
        beside.setdefault(one["one"], set()).add(one["other"])
        beside.setdefault(one["other"], set()).add(one["one"])
    near = {"islamic-state"}
    for _ in range(steps):
        near |= {other for one in near for other in beside[one]}
    found = network(reading, f"actor=islamic-state&steps={steps}")
    assert {one["id"] for one in found["nodes"]} == near
    assert found["nodes"][0]["id"] == "islamic-state"


@pytest.mark.parametrize("name", ["Kataib Hezbollah", "كتائب حزب الله"])
def test_an_actor_is_found_by_any_name(reading: TestClient, name: str):
    """The network can be drawn around a name in any spelling or script."""
    found = reading.get("/network.json", params={"actor": name}).json()
    assert found["nodes"][0]["id"] == "kataib-hezbollah"


def test_a_name_that_nobody_has_is_told(reading: TestClient):
    """An unknown name is said to be unknown."""
    assert 'role="alert"' in reading.get("/network?actor=Nobody+At+All").text


def test_each_line_leads_to_its_incidents_and_sentences(reading: TestClient):
    """The page of two actors lists exactly the incidents that the line counts, and relations with their words."""
    data = network(reading)
    for one in data["links"][:6] + [each for each in data["links"] if each["relations"]][:4]:
        page = reading.get(
            "/network/between.json", params={"one": one["one"], "other": one["other"], "size": 200}
        ).json()
        sides = Counter(each["sides"] for each in page["incidents"])
        assert (sides["together"], sides["against"]) == (one["together"], one["against"])
        assert len(page["relations"]) + len(page["book"]) == len(one["relations"])
        for told in page["relations"]:
            text = reading.get(f"/articles/{told['document_id']}.json").json()["text"]
            assert all(text[at["start"] : at["end"]] == at["text"] for at in told["evidence"])


def test_the_list_holds_what_the_picture_holds(reading: TestClient):
    """Without any script the page lists every actor, and a marked one with all it is linked to."""
    data = reading.get("/network.json?things=1").json()
    at = data["nodes"][0]
    page = reading.get(f"/network?things=1&at={at['id']}").text
    assert all(f'data-node="{one["id"]}"' in page for one in data["nodes"])
    marked = page.split(f'data-marked="{at["id"]}"')[1].split("</section>")[0]
    assert marked.count("/network/between?") == at["links"]


@pytest.mark.parametrize(
    "query",
    [
        "most=0",
        "most=9999",
        "steps=9",
        "kind=dragon",
        "least=-1",
        "link=love",
        "at=%22%3E%3Cscript%3E",
        "country=XX&since=2020",
    ],
)
def test_senseless_filters_do_no_harm(reading: TestClient, query: str):
    """Numbers out of range and unknown words give a page all the same."""
    answer = reading.get(f"/network?{query}")
    assert answer.status_code == 200
    assert "><script>" not in answer.text


def test_places_and_things_are_shown_when_asked_for(reading: TestClient):
    """Without a word about kinds those that act are shown; with `things` everybody and everything; around one, all."""
    plain, every = (reading.get(f"/network.json?most=500{more}").json()["nodes"] for more in ("", "&things=1"))
    still = {"facility", "place", "other"}
    assert not {one["kind"] for one in plain} & still
    assert {one["kind"] for one in every} & still
    assert {one["id"] for one in plain} < {one["id"] for one in every}
    assert {one["kind"] for one in network(reading, "actor=islamic-state")["nodes"]} & still
