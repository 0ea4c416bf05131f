"""The pages in a real browser: what a person does, by mouse and by keyboard, and what hostile news cannot do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from web_helpers import TOKEN, Served, Visit

from dateline.engine import Engine, init_workspace, make_engine
from dateline.settings import load_settings
from dateline.web.app import VENDOR

pytestmark = pytest.mark.browser

PAGES = (
    "/explore",
    "/actors",
    "/statements",
    "/sources",
    "/totals",
    "/network",
    "/review",
    "/add",
    "/search?q=Erbil",
    "/account",
)


def first(visit: Visit, query: str = "sort=sources") -> dict[str, Any]:
    answer = visit.context.request.get(f"{visit.served.address}/explore.json?{query}")
    found: dict[str, Any] = answer.json()["incidents"][0]
    return found


def data(visit: Visit, path: str) -> dict[str, Any]:
    found: dict[str, Any] = visit.context.request.get(f"{visit.served.address}{path}").json()
    return found


def serious(visit: Visit) -> list[str]:
    """What axe-core calls serious or critical on the page shown."""
    visit.page.evaluate((VENDOR / "axe.js").read_text("utf-8") + "; undefined")
    found = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


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
    counted = data(look, "/explore.json")["on_map"]
    shown = page.evaluate(
        "[...document.querySelectorAll('.cell')].reduce((n, one) => n + (Number(one.textContent) || 1), 0)"
    )
    assert shown == counted
    if counted:
        assert page.locator(".map-note").inner_text().startswith("Boundaries")


# ---------------------------------------------------------------------------------------------- incident


def test_a_citation_opens_its_sentence(look: Visit):
    """The number beside a value shows outlet and sentence; from there the article opens at that sentence."""
    page = look.go(f"/incidents/{first(look)['id']}")
    page.locator("button.cite").first.click()
    popover = page.locator(".pop:popover-open")
    assert popover.locator("blockquote").inner_text()
    popover.locator("a").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator("#at").count() == 1
    assert page.locator("#at").is_visible()


def test_merge_with_search_and_preview_then_undo(work: Visit):
    """Merge found by search, seen side by side, done, and undone from the history."""
    one = first(work)
    other = data(work, "/explore.json?sort=sources")["incidents"][1]
    page = work.go(f"/incidents/{one['id']}")
    page.click("a:has-text('Merge')")
    page.fill("main input[name=q]", other["id"])
    page.click("main form[role=search] button")
    page.click("a:has-text('Compare')")
    assert page.locator("table.matrix").is_visible()
    page.fill("form[action$='/merge'] input[name=reason]", "One attack, two reports")
    page.click("form[action$='/merge'] button.primary")
    page.wait_for_url("**/incidents/*")
    now = data(work, "/explore.json?sort=sources")
    assert now["total"] == data(work, "/explore.json")["all"]
    if page.locator("a.button.primary").count():
        page.click("a.button.primary")
    page.wait_for_selector("[data-undo=merge]")
    page.click("[data-undo=merge]")
    page.wait_for_load_state()
    after = {each["id"] for each in data(work, "/explore.json?size=200")["incidents"]}
    assert {one["id"], other["id"]} <= after


def test_the_actions_of_an_incident(work: Visit):
    """Confirm, correct with reason, watch, cite, split and reject, each by its button."""
    one = next(each for each in data(work, "/explore.json?sort=sources&size=100")["incidents"] if each["reports"] > 2)
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
    assert data(work, f"/incidents/{one['id']}.json")["killed"] == {"low": 7, "high": 7}
    page.click("button:has-text('Watch')")
    page.wait_for_selector("text=watched")
    page.click("[data-dialog=cite-dialog]")
    assert one["id"] in page.inner_text("#cite-text")
    page.click("#cite-dialog [data-close]")
    page.locator("input[name=report]").first.check()
    page.fill("#split-form input[name=reason]", "Another place")
    page.click("#split-form button")
    page.wait_for_load_state()
    home = data(work, f"/incidents/{one['id']}.json")
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
    item = data(work, "/review.json")["queue"]
    assert item
    ident = first(work, "status=happened")["id"]
    page.goto(f"{work.served.address}/review?item=incident:{ident}")
    page.keyboard.press("5")
    page.wait_for_selector("#fix-dialog[open]")
    assert page.input_value("#fix-dialog select") == "killed"
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert data(work, f"/incidents/{ident}.json")["killed"] == {"low": 4, "high": 4}


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
    page.wait_for_selector("[data-job][data-state=done]", timeout=60_000)
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
        page.wait_for_selector("[data-job][data-state=done]", timeout=120_000)
        page.click("a.button.primary")
        page.wait_for_selector("[data-explore][data-ready='1']")
        assert data(visit, "/explore.json")["total"] > 20
        visit.context.close()
        served.stop()


# ----------------------------------------------------------------------------------- looks, print, languages


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("look_of", ["light", "dark", "arabic"])
def test_no_serious_accessibility_issue(look: Visit, path: str, look_of: str):
    """axe-core finds nothing serious on any page, light or dark, left to right or right to left."""
    if look_of == "arabic":
        look.context.add_cookies([{"name": "dateline_language", "value": "ar", "url": look.served.address}])
    look.page.emulate_media(color_scheme="dark" if look_of == "dark" else "light")
    if path == "/explore":
        look.explore()
    else:
        look.go(path)
    assert serious(look) == []


def test_no_serious_accessibility_issue_on_single_things(look: Visit):
    """The same for an incident, an article, a dossier, a merge and an outlet."""
    one = data(look, f"/incidents/{first(look)['id']}.json")
    outlet = data(look, "/sources.json")["sources"][0]["key"]
    for path in (
        f"/incidents/{one['id']}",
        f"/incidents/{one['id']}/merge",
        f"/articles/{one['documents'][0]}",
        "/actors/united-states",
        f"/sources/{outlet}",
    ):
        look.go(path)
        assert serious(look) == [], path


def test_arabic_runs_right_to_left(look: Visit):
    """In Arabic the page runs right to left, dates and numbers stay as they are, source texts keep their direction."""
    look.context.add_cookies([{"name": "dateline_language", "value": "ar", "url": look.served.address}])
    page = look.go(f"/incidents/{first(look)['id']}")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('blockquote')).direction") == "ltr"
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().right > innerWidth / 2")
    look.explore()
    assert page.evaluate("getComputedStyle(document.querySelector('.time')).direction") == "ltr"


@pytest.mark.parametrize("width", [320, 480, 800])
def test_a_narrow_window_does_not_scroll_sideways(look: Visit, width: int):
    """Everything fits a narrow window."""
    look.page.set_viewport_size({"width": width, "height": 800})
    for path in ("/explore", f"/incidents/{first(look)['id']}", "/review", "/add", "/actors/united-states"):
        page = look.go(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), path


def test_print_shows_the_facts_and_their_sources(look: Visit):
    """On paper: facts and numbered sources, no navigation, no buttons."""
    page = look.go(f"/incidents/{first(look)['id']}")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator(".actions").is_visible()
    assert page.locator(".cite-list li").first.is_visible()
    assert page.locator("table.facts").is_visible()


def test_the_look_is_kept(look: Visit):
    """The switch turns the page dark and the next page stays dark."""
    page = look.go("/actors")
    page.click("[data-theme-switch]")
    chosen = page.evaluate("document.documentElement.dataset.look")
    look.go("/sources")
    assert page.evaluate("document.documentElement.dataset.look") == chosen == "dark"


def test_articles_show_what_was_found(look: Visit):
    """Hovering a mark tells fields and rule; the original opens in a sandbox; versions and hash are there."""
    one = data(look, f"/incidents/{first(look)['id']}.json")
    page = look.go(f"/articles/{one['documents'][0]}")
    page.locator(".article-text .m-report").first.hover()
    assert "Rules" in page.inner_text("#found-tip")
    page.keyboard.press("v")
    assert page.locator("iframe.original").get_attribute("sandbox") == ""
    assert data(look, f"/articles/{one['documents'][0]}.json")["sha256"] in page.inner_text("aside")


# ------------------------------------------------------------------------------------------------ hostile news

EVIL = '<script>window.hurt=1</script><img src=x onerror="window.hurt=1"></textarea></title>"><svg onload=window.hurt=1>{{7*7}}\u202egnp.exe\u2066 <a href="javascript:window.hurt=1">x</a>'


class Trap:
    """A server that nobody must ever ask; it counts whoever does."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        trap = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                trap.hits.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def trap() -> Iterator[Trap]:
    """Where hostile news would send a browser."""
    made = Trap()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def hostile(tmp_path: Path, trap: Trap) -> Engine:
    """A workspace of articles that try to do harm."""
    body = (
        "Gunmen killed three soldiers in Mosul on Monday, "
        + EVIL
        + " police said. Kataib Hezbollah claimed the attack."
    )
    lines = [
        {"title": EVIL, "outlet": EVIL, "published": "2024-05-06", "text": body, "url": "javascript:window.hurt=1"},
        {"title": "A" * 5_000_000, "outlet": "Long", "published": "2024-05-07", "text": body},
    ]
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "evil.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    (folder / "page.html").write_text(
        f"<html><head><title>{EVIL}</title><meta http-equiv=refresh content='0;url={trap.address}/'></head><body>"
        f"<script>parent.hurt=1;fetch('{trap.address}/f')</script><img src='{trap.address}/p.png'>"
        f"<article><h1>Attack</h1><p>{body}</p><p>{body}</p></article></body></html>",
        "utf-8",
    )
    settings = load_settings(tmp_path / "hostile", {"DATELINE_AUTHOR": "Tester"})
    init_workspace(settings)
    engine = make_engine(settings)
    engine.add([str(folder)], workers=1)
    return engine


def test_hostile_news_does_nothing(chromium: Any, hostile: Engine, trap: Trap):
    """Scripts, handlers, script addresses, closing tags, direction overrides and huge titles are only text."""
    served = Served(hostile)
    visit = Visit(chromium, served)
    idents = [article.id for article in hostile.articles()]
    incidents = [one["id"] for one in data(visit, "/explore.json?size=100")["incidents"]]
    assert len(idents) >= 2
    paths = ["/explore", "/search?q=Mosul", "/review", "/sources", "/statements", "/network", "/actors", "/totals"]
    paths += [f"/articles/{one}" for one in idents] + [f"/incidents/{one}" for one in incidents[:4]]
    for path in paths:
        page = visit.go(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hurt") is None, path
        assert len(page.content()) < 3_000_000, path
        assert page.locator("a[href^='javascript:']").count() == 0, path
        assert "49" not in page.title()
    for one in idents:
        page = visit.go(f"/articles/{one}")
        page.keyboard.press("v")
        page.wait_for_timeout(300)
        assert page.evaluate("window.hurt") is None
        assert f"/articles/{one}" in page.url
    assert (visit.elsewhere(), trap.hits) == ([], [])
    visit.context.close()
    served.stop()
    hostile.close()


def test_the_original_of_hostile_news_opened_alone(chromium: Any, hostile: Engine, trap: Trap):
    """Even opened by itself the archived page runs nothing and loads nothing."""
    served = Served(hostile)
    visit = Visit(chromium, served)
    for article in hostile.articles():
        page = visit.go(f"/articles/{article.id}/original")
        page.wait_for_timeout(300)
        assert page.evaluate("window.hurt") is None
    assert (visit.elsewhere(), trap.hits) == ([], [])
    visit.context.close()
    served.stop()
    hostile.close()


def test_without_fetched_files_pages_still_work(
    chromium: Any, workspace: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    """Without map and chart files Explore shows its list and says how to get the map."""
    monkeypatch.setattr("dateline.web.app.VENDOR", workspace / "nothing-here")
    served = Served(engine)
    visit = Visit(chromium, served)
    page = visit.explore()
    assert page.locator("text=fetch_front_end.py").is_visible()
    assert page.locator("article.card").count() > 5
    visit.context.close()
    served.stop()
