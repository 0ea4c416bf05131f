"""How the pages look: light, dark, Arabic, narrow, on paper; axe-core finds no serious issue on any page in any of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe import serious
from fastapi.routing import APIRoute
from web_helpers import Served, Visit

from dateline.engine import init_workspace, make_engine
from dateline.settings import load_settings
from dateline.web import pages

pytestmark = pytest.mark.browser

LOOKS = ("light-en", "dark-en", "light-ar", "dark-ar")
LISTS = (
    "/explore",
    "/explore?country=IQ&sort=sources",
    "/actors",
    "/statements",
    "/statements?act=deny",
    "/sources",
    "/totals",
    "/totals?balance=fewer",
    "/network",
    "/network?at=islamic-state",
    "/review",
    "/add",
    "/search?q=Erbil",
    "/account",
    "/incidents/i-nothing",
)


def single(visit: Visit) -> list[str]:
    """One of each page about a single thing."""
    one = visit.data(f"/incidents/{visit.first()['id']}.json")
    other = visit.data("/explore.json?sort=sources")["incidents"][1]["id"]
    outlet = visit.data("/sources.json")["sources"][0]["key"]
    queue = visit.data("/review.json")["queue"]
    kinds = {each["item"].partition(":")[0]: each["item"] for each in reversed(queue)}
    link = visit.data("/network.json")["links"][0]
    return [
        f"/incidents/{one['id']}",
        f"/incidents/{one['id']}/merge",
        f"/incidents/{one['id']}/merge?with={other}",
        f"/articles/{one['documents'][0]}",
        f"/articles/{one['documents'][0]}/versions",
        "/actors/united-states?steps=2",
        f"/sources/{outlet}",
        f"/network/between?one={link['one']}&other={link['other']}",
        *(f"/review?item={quote(item)}" for item in kinds.values()),
    ]


NOT_PAGES = {
    "/",
    "/enter",
    "/language",
    "/health.json",
    "/find.json",
    "/openapi.json",
    "/explore/list",
    "/explore/points",
    "/explore/download/{kind}",
    "/network/beside",
    "/articles/{ident}/original",
}
"""Routes that show no page of ours: data, parts of pages, downloads, and what others wrote."""


def patterns() -> list[str]:
    """The page routes, as patterns of an address."""
    found = [route for router in pages.routers() for route in router.routes if isinstance(route, APIRoute)]
    paths = {route.path for route in found if "GET" in route.methods and not route.path.endswith(".json")}
    return sorted(re.sub(r"\{\w+\}", "[^/?]+", path) for path in paths - NOT_PAGES)


def open_page(visit: Visit, path: str) -> Any:
    """Open a page and wait for what it draws."""
    page = visit.page
    answer = page.goto(f"{visit.served.address}{path}")
    assert answer.status == (404 if path.endswith("-nothing") else 200), path
    if path.startswith("/explore"):
        page.wait_for_selector("[data-explore][data-ready='1']")
    elif path.startswith("/network") and "between" not in path:
        page.wait_for_selector("[data-net][data-ready='1']")
    return page


@pytest.fixture
def seen(look: Visit) -> Callable[[str], Visit]:
    """A visitor with one of the looks."""

    def choose(kind: str) -> Visit:
        scheme, language = kind.split("-")
        look.page.emulate_media(color_scheme=scheme)
        if language == "ar":
            look.speak_arabic()
        return look

    return choose


@pytest.mark.parametrize("kind", LOOKS)
def test_no_serious_accessibility_issue_on_any_page(seen: Callable[[str], Visit], kind: str):
    """axe-core finds nothing serious on any page of ours, light and dark, left to right and right to left."""
    visit = seen(kind)
    found: dict[str, list[str]] = {}
    listed = [*LISTS, *single(visit)]
    for path in listed:
        page = open_page(visit, path)
        found[path] = serious(page)
    visit.page.goto(f"{visit.served.address}/sign-in")
    found["/sign-in"] = serious(visit.page)
    visit.errors[:] = [one for one in visit.errors if "404" not in one]  # the browser's own note about /i-nothing
    assert {path: issues for path, issues in found.items() if issues} == {}
    looked_at = [path.partition("?")[0] for path in found]
    missed = [one for one in patterns() if not any(re.fullmatch(one, path) for path in looked_at)]
    assert [one for one in missed if "jobs" not in one] == [], "a page that nobody looked at"


def test_no_serious_accessibility_issue_at_the_start(chromium: Any, tmp_path: Path):
    """The welcome of an empty workspace, an adding and its page."""
    settings = load_settings(tmp_path / "new", {"DATELINE_AUTHOR": "Tester"})
    init_workspace(settings)
    with make_engine(settings) as engine:
        served = Served(engine)
        visit = Visit(chromium, served)
        assert serious(visit.go("/explore")) == []
        page = visit.go("/add")
        page.click("summary")
        page.fill("textarea[name=text]", "A mortar shell wounded two soldiers in Tikrit on Monday, police said.")
        page.locator("details form button").click()
        page.wait_for_selector("[data-job][data-state=done]", timeout=180_000)
        assert serious(page) == []
        visit.context.close()
        served.stop()


def test_arabic_runs_right_to_left(look: Visit):
    """In Arabic the page runs right to left, dates and numbers stay as they are, source texts keep their direction."""
    look.speak_arabic()
    page = look.go(f"/incidents/{look.first()['id']}")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('blockquote')).direction") == "ltr"
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().right > innerWidth / 2")
    assert "independent" not in page.inner_text(".corroboration")
    look.explore()
    assert page.evaluate("getComputedStyle(document.querySelector('.time')).direction") == "ltr"


@pytest.mark.parametrize("width", [320, 600, 800])
def test_a_narrow_window_does_not_scroll_sideways(look: Visit, width: int):
    """Everything fits a narrow window."""
    look.page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for path in [*LISTS[:-1], *single(look)]:
        page = open_page(look, path)
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"):
            wide.append(path)
    assert wide == []


def test_print_shows_the_facts_and_their_sources(look: Visit):
    """On paper: facts and numbered sources, no navigation, no buttons."""
    page = look.go(f"/incidents/{look.first()['id']}")
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


def test_a_date_is_drawn_as_wide_as_it_is_known(look: Visit):
    """The bar on an incident's page is wider for a month or some days than for one day."""
    listed = look.data("/explore.json?size=500")["incidents"]
    rough = next(one for one in listed if one["date"] and ("/" in one["date"] or len(one["date"]) == 7))
    exact = next(one for one in listed if one["date"] and len(one["date"]) == 10)
    widths = []
    for one in (rough, exact):
        page = look.go(f"/incidents/{one['id']}")
        bar, axis = (page.locator(f"svg.track {part}").first.bounding_box() for part in (".span", ".axis"))
        widths.append(bar["width"] / axis["width"])
    assert widths[0] > widths[1]


def test_dates_known_only_roughly_have_a_lane(look: Visit):
    """The time chart counts days by themselves; months, years and the undated stand beside them, each counted once."""
    page = look.explore()
    chart = look.data("/explore.json")["histogram"]
    rough = sum(number for _, _, number in chart["spans"])
    assert rough > 0
    assert page.inner_text("#rough") == str(rough)
    assert page.inner_text("#undated-link") == str(chart["undated"])
    assert sum(chart["counts"]) + rough + chart["undated"] == look.data("/explore.json")["total"]


def test_text_becomes_markup_in_one_place_only(look: Visit):
    """The browser itself refuses to make markup of any text that is not a page of ours."""
    page = look.explore()
    refused = page.evaluate(
        "() => { try { document.createElement('div').innerHTML = '<b>x</b>'; return ''; } catch (error) { return error.name; } }"
    )
    assert refused == "TypeError"
    look.errors.clear()


def test_scripts_are_loaded_once_and_under_their_stamp(look: Visit):
    """Every file of ours is asked for under the present stamp, so that no script runs twice or out of date."""
    look.explore()
    asked = {url.partition("?")[0] for url in look.requests if "/static/" in url}
    assert asked
    assert [url for url in asked if "/static/v-" not in url] == []
