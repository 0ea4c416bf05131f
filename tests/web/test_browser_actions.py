"""Single actions in a real browser that need a page of their own to be seen: dossier, downloads, saved searches, actors."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from web_helpers import MANY, PASSWORD, Served, Visit

from dateline.engine import Engine
from dateline.web.accounts import Accounts, Role
from dateline.web.app import Access, accounts_file

pytestmark = pytest.mark.browser


def test_one_key_goes_one_down(look: Visit):
    """j goes to the next incident and not to the one after it."""
    page = look.explore()
    links = page.locator("[data-item] [data-open]")
    page.locator("h1").evaluate("one => one.ownerDocument.body.focus()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href").endswith(str(links.nth(1).get_attribute("href")))
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href").endswith(str(links.nth(0).get_attribute("href")))


def test_the_brush_changes_the_map(look: Visit):
    """What the map shows after a brush is what the data say of these days."""
    page = look.explore("/explore?z=1&lat=20&lon=20")
    counted = "[...document.querySelectorAll('.cell')].reduce((n, one) => n + (Number(one.textContent) || 1), 0)"
    before = page.evaluate(counted)
    box = page.locator("#time canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 30, steps=5)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('since=')")
    query = page.evaluate("location.search")
    shown = page.evaluate(counted)
    assert shown == look.data(f"/explore.json{query}")["on_map"]
    assert shown < before


def test_a_place_on_the_map_opens_its_incidents(look: Visit):
    """A circle of the map opens the list of what is there, or goes closer."""
    page = look.explore("/explore?z=9&lat=33.34&lon=44.40")
    page.locator(".cell-box").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup a[href^='/incidents/']")


def test_the_download_is_the_selection(look: Visit):
    """The file has a row for each incident that the page counts."""
    page = look.explore("/explore?country=IQ")
    total = int(page.locator(".results-head").get_attribute("data-total"))
    page.click("summary:has-text('Download')")
    with page.expect_download() as download:
        page.click("a[href*='/download/csv?']")
    with open(download.value.path(), encoding="utf-8", newline="") as file:  # noqa: PTH123
        assert len(list(csv.DictReader(file))) == total > 0


def test_a_selection_is_saved_and_opened_again(work: Visit):
    """A saved search is on Explore and on the own page, finds what it found, and can be removed."""
    page = work.explore("/explore?country=IQ&min_sources=2")
    total = page.locator(".results-head").get_attribute("data-total")
    page.click(".searches > summary")
    page.fill(".searches input[name=name]", "Iraq, two origins")
    page.click(".searches button")
    page.wait_for_selector("[data-explore][data-ready='1']")
    work.go("/account")
    assert page.locator("#searches + table").inner_text().split("\t")[1].startswith(total)
    page.click("a:has-text('Iraq, two origins')")
    page.wait_for_selector("[data-explore][data-ready='1']")
    assert page.locator(".results-head").get_attribute("data-total") == total
    work.go("/account")
    page.click("[action='/searches/remove'] button")
    page.wait_for_selector("text=None.")


def test_the_dossier_of_an_actor(look: Visit):
    """Names, incidents by stance, activity, map, statements and the network with its list; two steps show more."""
    page = look.go("/actors/islamic-state")
    page.wait_for_selector("[data-small-map][data-ready='1']")
    page.wait_for_selector("[data-network][data-ready='1']")
    data = look.data("/actors/islamic-state.json")
    assert page.locator(".names li").count() > 3
    stances = [name for name, group in data["incidents"].items() if group["total"]]
    assert len(stances) >= 2
    assert page.locator(".stance-cols section").count() == len(stances)
    assert page.locator(".spark span").count() > 3
    near = page.locator("[data-network-list] li").count()
    assert near == len(data["network"]["nodes"]) - 1
    page.click("a[href='?steps=2']")
    page.wait_for_url("**steps=2")
    assert page.locator("[data-network-list] li").count() >= near


def test_two_incidents_are_said_not_to_be_the_same(work: Visit):
    """From the list of those that may be the same; the answer is kept, stands in the history and can be undone."""
    idents = [one["id"] for one in work.data("/explore.json?size=500")["incidents"]]
    ident = next(one for one in idents if work.data(f"/incidents/{one}.json")["near"])
    page = work.go(f"/incidents/{ident}")
    page.click("form[action$='/not-same'] >> nth=0 >> button")
    page.wait_for_selector("[data-undo=not_same]")
    assert work.data(f"/incidents/{ident}.json")["history"][0]["kind"] == "not_same"
    page.click("[data-undo=not_same]")
    page.wait_for_selector("[data-undo=not_same]", state="detached")


NEWS = (
    "Interior minister Harun Beldaji said that a bomb killed two Iraqi soldiers in Basra on 3 May 2022. "
    "Beldaji accused the Reed Marsh Brigade of planting the bomb.",
    "A bomb killed two Iraqi soldiers in Basra on 3 May 2022. Interior minister Harun Beldaji blamed the Reed Marsh Brigade.",
)


def test_a_new_actor_is_accepted_and_taken_back(work: Visit, engine: Engine, tmp_path: Path):
    """Accepting writes into the book's own file; undo takes it out again; a rejected one is asked about no more."""
    lines = (json.dumps({"url": f"https://delta.example/{n}", "text": text}) for n, text in enumerate(NEWS))
    news = tmp_path / "more.jsonl"
    news.write_text("\n".join(lines), "utf-8")
    engine.add([str(news)], workers=1)
    (actor,) = work.data("/actors.json?unknown=1&q=Harun+Beldaji")["actors"]
    item, own = f"actor:{actor['id']}", engine.settings.own_pack
    page = work.go(f"/review?item={item}")
    assert "Beldaji" in page.inner_text(".review .quote >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**previous=**")
    assert "Harun Beldaji" in (own / "accepted.yaml").read_text("utf-8")
    page.keyboard.press("Control+z")
    page.wait_for_url("**/review?item=actor**")
    assert "Harun Beldaji" not in (own / "accepted.yaml").read_text("utf-8")
    page.keyboard.press("x")
    page.wait_for_url("**previous=**")
    assert "Harun Beldaji" in (own / "rejected.yaml").read_text("utf-8")


def test_people_sign_in_and_see_what_they_may(chromium: Any, engine: Engine):
    """A wrong password is told; a reader sees no way to decide; signing out ends it."""
    Accounts(accounts_file(engine.settings.workspace)).put("rhea", Role.READER, PASSWORD)
    served = Served(engine, Access(token=None, bounds=MANY))
    visit = Visit(chromium, served)
    page = visit.page
    page.goto(f"{served.address}/explore?country=IQ")
    page.fill("input[name=name]", "rhea")
    page.fill("input[name=password]", "not the password")
    page.click("main button")
    page.wait_for_selector("[role=alert], .notice")
    page.fill("input[name=name]", "rhea")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/explore?country=IQ")
    page.goto(f"{served.address}/incidents/{visit.first()['id']}")
    assert page.locator("[data-dialog=confirm-dialog], [data-dialog=reject-dialog]").count() == 0
    page.goto(f"{served.address}/account")
    page.click("form[action='/sign-out'] button")
    page.wait_for_url("**/sign-in")
    visit.context.close()
    served.stop()
