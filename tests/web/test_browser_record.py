"""Statements, totals, sources and the network in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe import serious
from web_helpers import Visit

pytestmark = pytest.mark.browser


def network(visit: Visit, path: str = "/network") -> Any:
    """Open the network and wait until it is drawn."""
    visit.go(path)
    visit.page.wait_for_selector("[data-net][data-ready='1']")
    return visit.page


# ------------------------------------------------------------------------------------------------- network


def test_a_click_marks_an_actor_in_picture_list_and_address(look: Visit):
    """A point clicked is marked in the picture, told beside it, held by the address, and there again on a new visit."""
    page = network(look)
    node = look.data("/network.json")["nodes"][0]
    page.locator("svg g.node").first.dispatch_event("click")
    page.wait_for_selector(f"[data-marked='{node['id']}']")
    assert page.locator("g.node.marked").count() == 1
    assert page.locator("g.node:not(.faded)").count() == node["links"] + 1
    assert f"at={node['id']}" in page.url
    network(look, page.url.removeprefix(look.served.address))
    assert page.locator("g.node.marked title").text_content() == node["name"]
    assert page.locator(f".network-list a[data-node='{node['id']}'][aria-current]").count() == 1


def test_the_network_by_keyboard_alone(look: Visit):
    """One tab stop; arrows go from actor to actor, Enter marks, Escape unmarks, plus and zero zoom."""
    page = network(look)
    page.locator(".net-form a.button").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"
    begin = page.evaluate("document.activeElement.getAttribute('aria-label')")
    seen = {begin}
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "End"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(seen) > 2
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == begin
    page.keyboard.press("Enter")
    page.wait_for_selector("#beside [data-marked]")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    before = page.locator("svg > g").get_attribute("transform")
    page.keyboard.press("+")
    assert page.locator("svg > g").get_attribute("transform") != before
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    page.wait_for_selector("#beside [data-marked]", state="detached")
    assert page.locator("svg [tabindex='0']").count() == 1


def test_from_a_line_to_its_sentences(look: Visit):
    """Marking in the list shows who is linked; from there the common incidents and the sentences open."""
    page = network(look)
    page.locator(".network-list a[data-node]").nth(1).click()
    page.wait_for_selector("#beside [data-marked]")
    page.locator("#beside a[href*='/network/between']").first.click()
    page.wait_for_url("**/network/between**")
    assert page.locator("article.card, .report").count() > 0
    assert serious(page) == []


def test_filters_of_the_network_are_in_the_address(look: Visit):
    """What the form chooses stands in the address, and the picture has what the data have."""
    page = network(look)
    page.uncheck("input[name=link][value=together]")
    page.select_option("select[name=type]", "ASSAULT")
    page.fill("input[name=actor]", "كتائب حزب الله")
    page.click(".net-form button")
    page.wait_for_selector("[data-net][data-ready='1']")
    assert "type=ASSAULT" in page.url
    query = page.evaluate("location.search")
    shown = look.data(f"/network.json{query}")
    assert shown["nodes"][0]["id"] == "kataib-hezbollah"
    assert page.locator("g.node").count() == len(shown["nodes"])
    assert page.locator("svg line").count() == len(shown["links"])


def test_five_hundred_actors_can_be_used(look: Visit):
    """A network of 500 points and 1,500 lines is drawn whole; points can be reached and marked."""
    nodes = [
        {
            "id": f"x-{n}",
            "name": f"Brigade {n}",
            "kind": "armed_group",
            "country": "",
            "incidents": 1 + 500 // (n + 1),
            "links": 6,
        }
        for n in range(500)
    ]
    links = [
        {
            "one": f"x-{n % 500}",
            "other": f"x-{(n * 7 + 1 + n // 500) % 500}",
            "together": n % 3,
            "against": (n + 1) % 3,
            "relations": [],
        }
        for n in range(1500)
        if n % 500 != (n * 7 + 1 + n // 500) % 500
    ]
    body = json.dumps(
        {"nodes": nodes, "links": links, "incidents": 1500, "all_actors": 500, "all_links": len(links), "at": None}
    )
    look.page.route("**/network.json*", lambda route: route.fulfill(body=body, content_type="application/json"))
    page = network(look)
    assert page.locator("g.node").count() == 500
    assert page.locator("svg line").count() == len(links)
    overlaps = page.evaluate(
        """() => { const boxes = [...document.querySelectorAll('g.node text:not(.off)')].map((one) => one.getBoundingClientRect());
        return boxes.filter((a, i) => boxes.some((b, j) => j > i && a.left + 4 < b.right && b.left + 4 < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom)).length; }"""
    )
    assert overlaps < 25
    page.locator("g.node").nth(0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("g.node.marked").count() == 1


# -------------------------------------------------------------------------------- statements, totals, sources


def test_statements_are_filtered_and_opened(look: Visit):
    """Ticking an act and applying leaves as many as it counted; a saying opens its article at the sentence."""
    page = look.go("/statements")
    box = page.locator("input[name=act]").nth(1)
    count = page.locator("li:has(> label > input[name=act]) .n").nth(1).inner_text()
    value = box.get_attribute("value")
    box.check()
    page.click(".side-filters button.apply")
    page.wait_for_url(f"**act={value}**")
    assert page.locator("#found").inner_text().startswith(count)
    page.locator("li.said blockquote a").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator("#at").is_visible()


def test_statements_by_keys(look: Visit):
    """j goes to the next saying, Enter opens it."""
    page = look.go("/statements")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")


def test_who_says_what_about_whom_leads_to_the_statements(look: Visit):
    """A line of the overview leads to exactly the statements that it counts."""
    page = look.go("/statements")
    link = page.locator("section.sheet td.num a").first
    count = link.inner_text().split()[0]
    link.click()
    page.wait_for_url("**speaker=**")
    assert page.locator("#found").inner_text().startswith(f"{count} ")


def test_a_total_opens_its_items_and_explore(look: Visit):
    """A total shows what could belong to it, and the way to Explore shows the matter there."""
    page = look.go("/totals")
    total = page.locator("article.total").first
    total.locator("details summary").first.click()
    assert total.locator("details[open] article.card").first.is_visible()
    total.locator("a[href^='/explore?']").click()
    page.wait_for_selector("[data-explore][data-ready='1']")
    assert "type=" in page.url


def test_a_source_is_rated_and_the_rating_taken_back(work: Visit):
    """A letter with its basis is set from the source's page, shown in the list, and undone from the history."""
    page = work.go("/sources")
    name = page.locator("table.outlets a[data-open]").first.inner_text()
    page.locator("table.outlets a[data-open]").first.click()
    page.wait_for_url("**/sources/*")
    assert page.locator("h1").inner_text() == name
    page.select_option("select[name=letter]", "B")
    page.click("form[action$='/rate'] button")
    assert page.locator(".letter.big").inner_text() == "F"  # the browser asks for the basis first
    page.fill("textarea[name=reason]", "Own staff on the spot; prints corrections")
    page.click("form[action$='/rate'] button")
    page.wait_for_selector(".letter.big.letter-b")
    assert "prints corrections" in page.locator(".timeline").inner_text()
    page.click(".timeline button")
    page.wait_for_selector(".letter.big.letter-f")
    assert page.locator(".timeline .undone").count() == 1


PAGES = (
    "/network?at=islamic-state",
    "/network?actor=islamic-state&steps=2",
    "/statements?act=deny",
    "/sources/globe%20syndicate",
    "/totals?balance=fewer",
)


@pytest.mark.parametrize("path", PAGES)
def test_arabic_fits_a_narrow_window(look: Visit, path: str):
    """In Arabic the page runs right to left and no page is wider than a telephone."""
    look.page.set_viewport_size({"width": 360, "height": 740})
    look.speak_arabic()
    page = network(look, path) if path.startswith("/network") else look.go(path)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_print_keeps_picture_and_list(look: Visit):
    """On paper the network has its points and its whole list, and no forms."""
    page = network(look)
    page.emulate_media(media="print")
    assert page.locator("svg g.node").first.is_visible()
    assert page.locator(".network-list tr").last.is_visible()
    assert not page.locator(".net-form").is_visible()
