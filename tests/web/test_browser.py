"""The pages in a real browser: what a person does there, by mouse and by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from web_helpers import TOKEN, Served, Visit

from dateline.engine import init_workspace, make_engine
from dateline.settings import load_settings

pytestmark = pytest.mark.browser

# ------------------------------------------------------------------------------------------------- explore


def test_the_brush_changes_list_map_and_address(look: Visit):
    """Dragging over the histogram narrows the days; list, count and address follow, and a fresh browser repeats it."""
    page = look.explore()
    before = page.inner_text(".results-head h2")
    box = page.locator("#time canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('since=')")
    page.wait_for_function("before => document.querySelector('.results-head h2').innerText !== before", arg=before)
    after, address = page.inner_text(".results-head h2"), page.evaluate("location.pathname + location.search")
    other = look.context.browser.new_context()
    page2 = other.new_page()
    page2.goto(f"{look.served.address}/enter?token={TOKEN}&next=/account")
    page2.goto(f"{look.served.address}{address}")
    page2.wait_for_selector("[data-explore][data-ready='1']")
    assert page2.inner_text(".results-head h2") == after
    assert page2.input_value("input[name=since]") == page.input_value("input[name=since]")
    other.close()


def test_the_brush_works_with_keys(look: Visit):
    """The grips are sliders: arrow keys move a day, and the list follows."""
    page = look.explore()
    grip = page.locator(".grip.start")
    start = grip.get_attribute("aria-valuetext")
    grip.focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('since=')")
    assert grip.get_attribute("aria-valuetext") > start


def test_a_filter_narrows_and_counts(look: Visit):
    """Ticking a value leaves as many incidents as its count said, and the address holds it."""
    page = look.explore()
    choice = page.locator("input[name=mode]").first
    count = page.locator("li:has(> label > input[name=mode]) .n").first.inner_text()
    choice.check()
    page.wait_for_function("n => document.querySelector('.results-head').dataset.total === n", arg=count)
    assert "mode=" in page.url
    page.go_back()
    page.wait_for_selector("[data-explore][data-ready='1']")
    assert "mode=" not in page.url


def test_presets_and_keys_of_the_list(look: Visit):
    """A preset sets the days; j goes down the list, Enter opens, and going back finds the selection again."""
    page = look.explore()
    page.click("[data-preset='365']")
    page.wait_for_function("() => location.search.includes('since=')")
    kept = page.url
    page.locator("body").click(position={"x": 3, "y": 3})
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/**")
    page.go_back()
    page.wait_for_selector("[data-explore]")
    assert page.url == kept


def test_the_map_shows_what_the_page_counts(look: Visit):
    """All incidents with a place are in the circles and areas of the map of the whole world."""
    page = look.explore("/explore?z=1&lat=20&lon=20")
    counted = look.data("/explore.json")["on_map"]
    shown = page.evaluate(
        "[...document.querySelectorAll('.cell')].reduce((n, one) => n + (Number(one.textContent) || 1), 0)"
    )
    assert shown == counted
    if counted:
        assert page.locator(".map-note").inner_text().startswith("Boundaries")


# ---------------------------------------------------------------------------------------------- incident


def test_a_citation_opens_its_sentence(look: Visit):
    """The number beside a value shows outlet and sentence; from there the article opens at that sentence."""
    page = look.go(f"/incidents/{look.first()['id']}")
    page.locator("button.cite").first.click()
    popover = page.locator(".pop:popover-open")
    assert popover.locator("blockquote").inner_text()
    popover.locator("a").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator("#at").count() == 1
    assert page.locator("#at").is_visible()


def test_merge_with_search_and_preview_then_undo(work: Visit):
    """Merge found by search, seen side by side, done, and undone from the history."""
    one = work.first()
    other = work.data("/explore.json?sort=sources")["incidents"][1]
    page = work.go(f"/incidents/{one['id']}")
    page.click("a:has-text('Merge')")
    page.fill("main input[name=q]", other["id"])
    page.click("main form[role=search] button")
    page.click("a:has-text('Compare')")
    assert page.locator("table.matrix").is_visible()
    page.fill("form[action$='/merge'] input[name=reason]", "One attack, two reports")
    page.click("form[action$='/merge'] button.primary")
    page.wait_for_url("**/incidents/*")
    now = work.data("/explore.json?sort=sources")
    assert now["total"] == work.data("/explore.json")["all"]
    if page.locator("a.button.primary").count():
        page.click("a.button.primary")
    page.wait_for_selector("[data-undo=merge]")
    page.click("[data-undo=merge]")
    page.wait_for_load_state()
    after = {each["id"] for each in work.data("/explore.json?size=200")["incidents"]}
    assert {one["id"], other["id"]} <= after


def test_the_actions_of_an_incident(work: Visit):
    """Confirm, correct with reason, watch, cite, split and reject, each by its button."""
    one = next(each for each in work.data("/explore.json?sort=sources&size=100")["incidents"] if each["reports"] > 2)
    page = work.go(f"/incidents/{one['id']}")
    page.click("[data-dialog=confirm-dialog]")
    page.click("#confirm-dialog button.primary")
    page.wait_for_selector("text=Confirmed")
    page.click("button[aria-label='Correct: Killed'], [data-dialog=correct-dialog] >> nth=0")
    page.select_option("#correct-dialog select", "killed")
    page.fill("#correct-dialog input[name=value]", "7")
    page.fill("#correct-dialog input[name=reason]", "The later toll")
    page.click("#correct-dialog button.primary")
    page.wait_for_selector("text=The later toll")
    assert work.data(f"/incidents/{one['id']}.json")["killed"] == {"low": 7, "high": 7}
    page.click("button:has-text('Watch')")
    page.wait_for_selector("text=watched")
    page.click("[data-dialog=cite-dialog]")
    assert one["id"] in page.inner_text("#cite-text")
    page.click("#cite-dialog [data-close]")
    page.locator("input[name=report]").first.check()
    page.fill("#split-form input[name=reason]", "Another place")
    page.click("#split-form button")
    page.wait_for_load_state()
    home = work.data(f"/incidents/{one['id']}.json")
    left = home.get("moved_to", one["id"])
    page = work.go(f"/incidents/{left}")
    page.click("[data-dialog=reject-dialog]")
    page.fill("#reject-dialog input[name=reason]", "Not in scope")
    page.click("#reject-dialog button.danger")
    page.wait_for_selector("text=This incident was rejected")


# ------------------------------------------------------------------------------------------------- review


def test_ten_items_by_keyboard_alone(work: Visit):
    """Reviewing ten items takes keys only: accept, unsure, skip, fix, back and undo."""
    page = work.go("/review")

    def answered() -> int:
        return int(page.inner_text("h1 + .soft").split()[0])

    def press(key: str, expected: int) -> None:
        page.keyboard.press(key)
        page.wait_for_function("n => document.querySelector('h1 + .soft')?.innerText.startsWith(`${n} `)", arg=expected)
        page.wait_for_load_state()

    for number, key in enumerate(("Enter", "u", "s", "Enter", "u", "s", "Enter", "u", "s", "u"), start=1):
        press(key, number)
    assert answered() == 10
    press("Control+z", 9)
    item = work.data("/review.json")["queue"]
    assert item
    ident = work.first("status=happened")["id"]
    page.goto(f"{work.served.address}/review?item=incident:{ident}")
    page.keyboard.press("5")
    page.wait_for_selector("#fix-dialog[open]")
    assert page.input_value("#fix-dialog select") == "killed"
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert work.data(f"/incidents/{ident}.json")["killed"] == {"low": 4, "high": 4}


# ------------------------------------------------------------------------------------------- search and keys


@pytest.mark.parametrize("asked", ["كتائب حزب الله", "Kata'ib Hizbollah"])
def test_search_from_any_page(look: Visit, asked: str):
    """The slash key goes to search; a name in any script finds the actor, with the words marked in the articles."""
    page = look.go("/account")
    page.keyboard.press("/")
    page.keyboard.type(asked)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    assert page.locator("a[href='/actors/kataib-hezbollah']").count() >= 1
    assert page.locator("mark").count() >= 1


def test_the_palette_and_the_list_of_keys(look: Visit):
    """Ctrl+K finds anything and goes there; ? lists the keys; g and a letter jump."""
    page = look.go("/account")
    page.keyboard.press("Control+k")
    page.keyboard.type("Kataib Hezbollah")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/kataib-hezbollah")
    page.keyboard.press("?")
    assert page.locator("#keys[open]").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/statements")


# ---------------------------------------------------------------------------------------------------- adding


def test_dropping_a_file(work: Visit, tmp_path: Path):
    """A file dropped on the page is read with its progress shown, and what cannot be read is listed."""
    page = work.go("/add")
    good = json.dumps(
        {
            "title": "Shell hits bridge",
            "outlet": "River Post",
            "published": "2024-03-02",
            "text": "A mortar shell hit a bridge in Tikrit on Saturday, wounding four soldiers, police said.",
        }
    )
    page.evaluate(
        """([good]) => {
          const data = new DataTransfer();
          data.items.add(new File([good + "\\n"], "dropped.jsonl"));
          data.items.add(new File(["{broken"], "broken.jsonl"));
          document.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [good],
    )
    page.wait_for_url("**/add/jobs/**")
    page.wait_for_selector("[data-job][data-state=done]", timeout=180_000)
    assert page.locator("text=Shell hits bridge").count() == 1
    assert page.locator("text=broken.jsonl").count() >= 1


def test_the_first_start_offers_the_example(chromium: Any, tmp_path: Path):
    """An empty workspace says what to do, and one click reads the example."""
    settings = load_settings(tmp_path / "new", {"DATELINE_AUTHOR": "Tester"})
    init_workspace(settings)
    with make_engine(settings) as engine:
        served = Served(engine)
        visit = Visit(chromium, served)
        page = visit.go("/explore")
        page.click("button:has-text('example')")
        page.wait_for_selector("[data-job][data-state=done]", timeout=240_000)
        page.click("a.button.primary")
        page.wait_for_selector("[data-explore][data-ready='1']")
        assert visit.data("/explore.json")["total"] > 20
        visit.context.close()
        served.stop()


# ---------------------------------------------------------------------------------------------------- article


def test_articles_show_what_was_found(look: Visit):
    """Hovering a mark tells fields and rule; the original opens in a sandbox; versions and hash are there."""
    one = look.data(f"/incidents/{look.first()['id']}.json")
    page = look.go(f"/articles/{one['documents'][0]}")
    page.locator(".article-text .m-report").first.hover()
    assert "Rules" in page.inner_text("#found-tip")
    page.keyboard.press("v")
    assert page.locator("iframe.original").get_attribute("sandbox") == ""
    assert look.data(f"/articles/{one['documents'][0]}.json")["sha256"] in page.inner_text("aside")
