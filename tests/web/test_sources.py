"""Sources: counts of own and copied articles, who copies whom, ratings with their basis and what they change."""

from __future__ import annotations

from collections import Counter

import pytest
from web_helpers import TestClient, send

from dateline.engine import Engine


def listed(client: TestClient) -> dict[str, dict]:
    data = client.get("/sources.json?size=500").json()
    return {one["key"]: one for one in data["sources"]}


def test_every_article_belongs_to_one_source(reading: TestClient, shared_engine: Engine):
    """The sources together have all articles, and each article is either its own or taken over."""
    found = listed(reading).values()
    assert sum(one["articles"] for one in found) == shared_engine.counts()["articles"]
    assert all(one["own"] + one["copies"] == one["articles"] for one in found)


def test_roles_are_those_of_the_articles(reading: TestClient):
    """What a source's page says of an article is what the article's own page says."""
    checked = Counter()
    for key, one in listed(reading).items():
        page = reading.get(f"/sources/{key or '-'}.json").json()
        for told in page["listed"]:
            article = reading.get(f"/articles/{told['id']}.json").json()
            assert told["role"] == article["role"]
            assert told["sha256"] == article["sha256"]
            checked[told["role"]] += 1
        assert one["articles"] == page["articles"]
    assert checked["original"]
    assert checked["copy"] + checked["relay"]


def test_who_copies_whom_agrees_from_both_ends(reading: TestClient):
    """If one source takes from another, the other is taken from by it, as often."""
    pages = {key: reading.get(f"/sources/{key or '-'}.json").json() for key in listed(reading)}
    for key, page in pages.items():
        for other in page["takes_from"]:
            if other["href"]:
                back = {each["key"]: each["count"] for each in pages[other["key"]]["taken_by"]}
                assert back[key] == other["count"]


def test_names_and_orders(reading: TestClient):
    """The list can be searched by name and put in order."""
    names = [one["name"] for one in reading.get("/sources.json?sort=name&size=500").json()["sources"]]
    assert names == sorted(names, key=str.casefold)
    some = names[3]
    found = reading.get("/sources.json", params={"q": some.upper()}).json()["sources"]
    assert some in [one["name"] for one in found]


def test_tokens_lead_through_all_sources(reading: TestClient):
    """Page by page, every source comes once."""
    seen, after = [], ""
    while True:
        data = reading.get(f"/sources.json?size=9&after={after}").json()
        seen += [one["key"] for one in data["sources"]]
        after = data["next"]
        if not after:
            break
    assert sorted(seen) == sorted(listed(reading))


def test_what_nobody_rated_is_f(reading: TestClient):
    """Without a rating a source cannot be judged."""
    assert {one["reliability"] for one in listed(reading).values()} == {"F"}


def test_a_rating_keeps_its_basis_changes_credibility_and_can_be_undone(writing: TestClient):
    """An incident with one origin becomes more credible when that source is rated reliable, and back with an undo."""
    incidents = writing.get("/explore.json?size=500").json()["incidents"]
    lone = next(
        one
        for one in incidents
        if one["independent"] == 1 and one["credibility"] == 3 and one["status"] == "happened" and not one["background"]
    )
    key = next(
        key
        for key in listed(writing)
        if key
        and lone["id"]
        in [one["id"] for one in writing.get("/explore.json", params={"source": key, "size": 500}).json()["incidents"]]
    )
    assert (
        send(writing, f"/sources/{key}/rate", letter="B", reason="Corrects itself; own staff on the spot").status_code
        == 303
    )
    page = writing.get(f"/sources/{key}.json").json()
    assert (page["reliability"], page["basis"]) == ("B", "Corrects itself; own staff on the spot")
    assert page["history"][0]["author"] == "Tester"
    assert writing.get(f"/incidents/{lone['id']}.json").json()["credibility"] == 2
    send(writing, f"/sources/{key}/rate", letter="C", reason="Two hoaxes printed in May")
    page = writing.get(f"/sources/{key}.json").json()
    assert [one["letter"] for one in page["history"]] == ["C", "B"]
    assert writing.get(f"/incidents/{lone['id']}.json").json()["credibility"] == 3
    for one in page["history"]:
        send(writing, f"/decisions/{one['id']}/undo", reason="Taken back")
    assert writing.get(f"/sources/{key}.json").json()["reliability"] == "F"
    assert writing.get(f"/incidents/{lone['id']}.json").json()["credibility"] == 3


@pytest.mark.parametrize(("letter", "reason"), [("G", "x"), ("", "x"), ("B", ""), ("B", "  ")])
def test_senseless_ratings_are_refused(writing: TestClient, letter: str, reason: str):
    """A letter that is none, or no basis: told plainly, nothing kept."""
    key = next(key for key in listed(writing) if key)
    assert send(writing, f"/sources/{key}/rate", letter=letter, reason=reason).status_code == 409
    assert writing.get(f"/sources/{key}.json").json()["history"] == []


def test_collecting_is_told(reading: TestClient):
    """The places that were collected are listed with the time, and what failed there with its reason."""
    places = reading.get("/sources.json").json()["places"]
    assert places
    assert all(one["collected"] and one["failed"] == len(one["failures"]) for one in places)
