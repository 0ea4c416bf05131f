"""Totals: each total of the record stands beside its items, as the rules of reconciliation compare them."""

from __future__ import annotations

from urllib.parse import parse_qs

from web_helpers import TestClient

from dateline.engine import Engine
from dateline.reconcile.totals import tallies
from dateline.web.pages.totals import explore_query
from dateline.web.shelf import renew
from dateline.web.tallied import _totals


def listed(client: TestClient, query: str = "") -> list[dict]:
    return client.get(f"/totals.json?size=100&{query}").json()["totals"]


def test_the_page_compares_as_reconciliation_does(reading: TestClient, shared_engine: Engine):
    """Items, possible items, sums and balance are those that comparing every incident with every total gives."""
    wanted = {one.total: one for one in tallies(shared_engine.incidents())}
    shown = {one["id"]: one for one in listed(reading)}
    assert shown.keys() == wanted.keys()
    assert shown
    for ident, one in wanted.items():
        told = shown[ident]
        assert tuple(told["items"]) == one.items
        assert tuple(told["possible"]) == one.possible
        assert (told["listed_killed"], told["listed_injured"]) == (one.killed, one.injured)
        assert (told["balance"], told["reason"]) == (str(one.balance), one.reason)


def test_picking_from_the_shelf_loses_no_item(shared_engine: Engine):
    """What the shelf leaves out beforehand, the comparison would leave out as well."""
    wanted = {one.total: (one.items, one.possible) for one in tallies(shared_engine.incidents())}
    found = _totals(shared_engine.store, renew(shared_engine.store))
    assert {one.total.id: (one.tally.items, one.tally.possible) for one in found.compared} == wanted


def test_balances_are_counted_and_filtered(reading: TestClient):
    """Each balance leaves as many totals as its number says, and together they are all."""
    data = reading.get("/totals.json").json()
    assert sum(data["balances"].values()) == data["all"]
    for name, number in data["balances"].items():
        left = listed(reading, f"balance={name}")
        assert len(left) == number
        assert {one["balance"] for one in left} <= {name}


def test_tokens_lead_through_all_totals(reading: TestClient):
    """Page by page, every total comes once."""
    seen, after = [], ""
    while True:
        data = reading.get(f"/totals.json?size=1&after={after}").json()
        seen += [one["id"] for one in data["totals"]]
        after = data["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == data["all"]


def test_the_way_to_explore_asks_for_the_same_matter(reading: TestClient, shared_engine: Engine):
    """Explore's address holds type, country, actors and days of the total, and every item lies in it."""
    for one in listed(reading):
        total = shared_engine.incident(one["id"])
        asked = parse_qs(explore_query(total))
        assert asked["type"] == [str(total.type)]
        found = reading.get(f"/explore.json?{one['explore']}&size=500").json()
        if not one["recipients"] or one["actors"]:
            assert set(one["items"]) <= {each["id"] for each in found["incidents"]}
        assert reading.get(f"/explore?{one['explore']}").status_code == 200
