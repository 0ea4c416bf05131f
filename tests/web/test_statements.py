"""Statements: the list is the record's own, every filter does what its count says, each saying has sentence and chain."""

from __future__ import annotations

from collections import Counter

import pytest
from web_helpers import TestClient

from dateline.engine import Engine


def page(client: TestClient, query: str = "") -> dict:
    return client.get(f"/statements.json?{query}").json()


def every(client: TestClient, query: str = "") -> list[dict]:
    found, after = [], ""
    while True:
        data = page(client, f"{query}&size=23&after={after}")
        found += data["statements"]
        after = data["next"]
        if not after:
            return found


def test_following_pages_gives_every_statement_once(reading: TestClient, shared_engine: Engine):
    """The list holds exactly the statements of the record."""
    kept = sorted(one.id for one in shared_engine.statements())
    assert kept
    assert sorted(one["id"] for one in every(reading)) == kept


@pytest.mark.parametrize("facet", ["act", "speaker", "about", "source"])
def test_each_filter_leaves_as_many_as_it_counts(reading: TestClient, facet: str):
    """The number beside a filter's value is the number of statements it leaves."""
    choices = page(reading)["facets"][facet]
    assert choices
    for one in choices[:6]:
        left = reading.get("/statements.json", params={facet: one["value"], "size": 200}).json()
        assert left["total"] == one["count"]


def test_acts_are_those_asked_for(reading: TestClient, shared_engine: Engine):
    """Filtering by act gives these acts and no other, all of them."""
    kept = Counter(str(one.act) for one in shared_engine.statements())
    for act, number in kept.items():
        found = every(reading, f"act={act}")
        assert {one["act"] for one in found} == {act}
        assert len(found) == number


def test_a_saying_shows_its_words_in_the_article(reading: TestClient):
    """The evidence of a statement stands in its article at the place that is said."""
    for one in page(reading)["statements"]:
        text = reading.get(f"/articles/{one['document_id']}.json").json()["text"]
        for place in one["evidence"]:
            assert text[place["start"] : place["end"]] == place["text"]
        quote = one["quote"]
        assert quote["sentence"][quote["from"] : quote["to"]] == quote["text"][: len(quote["sentence"])]


def test_the_chain_leads_from_the_speaker_to_the_outlet(reading: TestClient):
    """A chain begins with who speaks, keeps the channels in their order, and ends with who printed it."""
    for one in every(reading):
        chain = one["chain"]
        assert (chain[0]["role"], chain[0]["name"]) == ("speaker", one["speaker"]["name"])
        assert [link["name"] for link in chain if link["role"] == "channel"] == one["via"]
        if one["article"]["outlet"]:
            assert chain[-1]["name"] == one["article"]["outlet"]


def test_what_a_statement_is_about_can_be_opened(reading: TestClient):
    """An incident or actor spoken of has a page; with `what=incident` only incidents are left."""
    found = every(reading, "what=incident")
    assert found
    assert {one["about_kind"] for one in found} == {"incident"}
    for ident in {one["about"] for one in found[:8]}:
        assert reading.get(f"/incidents/{ident}").status_code == 200


def test_days_and_marks_narrow(reading: TestClient):
    """Nothing outside the days is left, quotations are quotations, and what is doubted carries its doubt."""
    inside = every(reading, "since=2020-01-01&until=2020-12-31")
    assert inside
    for one in inside:
        assert "2020" in str(one["date"] or one["article"]["published"])
    assert all(one["direct_quote"] for one in every(reading, "direct=1"))
    assert all(one["doubts"] for one in every(reading, "doubted=1"))


@pytest.mark.parametrize("query", ["since=soon", "since=2020-13-45"])
def test_senseless_days_are_refused(reading: TestClient, query: str):
    """A day that is none is told plainly."""
    assert reading.get(f"/statements?{query}").status_code in (400, 409)


def test_unknown_values_find_nothing_and_break_nothing(reading: TestClient):
    """A value that nobody has leaves an empty page on which it can be taken back."""
    answer = reading.get("/statements?speaker=nobody&act=sing")
    assert answer.status_code == 200
    assert 'value="nobody" checked' in answer.text
