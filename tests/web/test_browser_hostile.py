"""Hostile news in a real browser: whatever an article holds, it is shown as text and does nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from web_helpers import Served, Visit

from dateline.engine import Engine, init_workspace, make_engine
from dateline.settings import load_settings

pytestmark = pytest.mark.browser

EVIL = '<script>window.hurt=1</script><img src=x onerror="window.hurt=1"></textarea></title>"><svg onload=window.hurt=1>{{7*7}}\u202egnp.exe\u2066 <a href="javascript:window.hurt=1">x</a><iframe src="data:text/html,<script>parent.hurt=1</script>"></iframe>'


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
    incidents = [one["id"] for one in visit.data("/explore.json?size=100")["incidents"]]
    assert len(idents) >= 2
    paths = ["/explore", "/search?q=Mosul", "/review", "/sources", "/statements", "/network", "/actors", "/totals"]
    paths += [f"/incidents/{one}/merge" for one in incidents[:1]] + [f"/articles/{one}/versions" for one in idents[:2]]
    paths += [f"/articles/{one}" for one in idents] + [f"/incidents/{one}" for one in incidents[:4]]
    for path in paths:
        page = visit.go(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hurt") is None, path
        assert len(page.content()) < 3_000_000, path
        assert page.locator("a[href^='javascript:'], a[href^='data:'], iframe[src^='data:']").count() == 0, path
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
