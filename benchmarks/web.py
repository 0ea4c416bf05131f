"""How fast the pages are with many incidents: `./dev bench-web`.

Makes a workspace of generated incidents (no reading: the record is written as the engine would leave it), serves it,
and measures on the server and in Chromium. Prints one line of JSON and, with `--write`, puts the figures into
docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from made_record import ACTORS, GROUPS, PLACES, WEAPONS, fill

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
HEADING = "## The workspace in the browser"
TOKEN = "bench"  # noqa: S105
RUNS = 15


def serve(folder: Path) -> tuple[str, Any]:
    """Serve the workspace on a free port; its address and the server."""
    import uvicorn

    from dateline.engine import make_engine
    from dateline.settings import load_settings
    from dateline.web.app import Access, create_app

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    engine = make_engine(load_settings(folder, {"DATELINE_AUTHOR": "Bench"}))
    app = create_app(engine, Access(port=port, token=TOKEN))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}", server


def on_server(address: str) -> dict[str, float]:
    """Milliseconds until a whole answer is here, the middle of several runs, each for another incident or question."""
    import httpx

    figures: dict[str, float] = {}
    with httpx.Client(base_url=address, headers={"authorization": f"Bearer {TOKEN}"}, timeout=120) as client:
        idents = [one["id"] for one in client.get(f"/explore.json?size={RUNS}").json()["incidents"]]
        words = [f"{weapon} {place[0]}" for weapon in WEAPONS for place in PLACES]
        names = [name for _, name in (*ACTORS, *GROUPS[:: len(GROUPS) // 8])]
        asked = {
            "incident page": [f"/incidents/{ident}" for ident in idents],
            "search": [f"/search?q={quote_plus(text)}" for text in words[:: len(words) // RUNS]],
            "search for an actor's name": [f"/search?q={quote_plus(name)}" for name in names],
            "find anything (Ctrl+K)": [f"/find.json?q={quote_plus(name[:cut])}" for name in names for cut in (3, 7)],
            "explore, whole page": ["/explore"] * 5,
            "explore, a filter": [f"/explore/list?country={one[2]}&min_sources=1" for one in PLACES],
            "an actor's dossier": [f"/actors/{ident}" for ident, _ in ACTORS],
            "points for map and brush": ["/explore/points"] * 5,
        }
        for name, paths in asked.items():
            client.get(paths[0])
            figures |= told(name, [timed(client, path) for path in paths])
        others = client.get("/explore.json?size=100&sort=oldest").json()["incidents"]
        figures |= after_decisions(client, [one["id"] for one in others])
    return figures


def count(address: str) -> int:
    """How many incidents the record lists."""
    import httpx

    answer = httpx.get(f"{address}/explore.json?size=1", headers={"authorization": f"Bearer {TOKEN}"}, timeout=120)
    return int(answer.json()["all"])


def timed(client: Any, path: str) -> float:
    """Milliseconds of one answer."""
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return (time.perf_counter() - began) * 1000


def told(name: str, taken: list[float]) -> dict[str, float]:
    """The middle and the slowest of some times."""
    return {f"{name}, ms": round(statistics.median(taken), 1), f"{name}, slowest, ms": round(max(taken), 1)}


def after_decisions(client: Any, idents: list[str]) -> dict[str, float]:
    """How long the first view of a page takes once somebody has decided something, and the decision itself."""
    from dateline.web.safety import form_token

    pages = ("/explore", "/statements", "/totals", "/sources", "/network", "/review", "/actors/islamic-state")
    headers = {"x-csrf": form_token(TOKEN), "accept": "application/json"}
    figures: dict[str, float] = {}
    decided = []
    left = iter(idents)
    for page in pages:
        figures[f"{page}, first view of all, ms"] = round(timed(client, page), 1)
        taken = []
        for ident in islice(left, 3):
            began = time.perf_counter()
            made = client.post(f"/incidents/{ident}/confirm", data={"reason": "bench"}, headers=headers)
            made.raise_for_status()
            decided.append((time.perf_counter() - began) * 1000)
            taken.append(timed(client, page))
        figures |= told(f"{page}, first view after a decision", taken)
    return figures | told("a decision", decided)


BRUSH = """() => new Promise((done) => {
  const canvas = document.querySelector('#time canvas').getBoundingClientRect();
  const node = document.getElementById('time');
  const taken = [];
  const fire = (kind, x) => node.dispatchEvent(new PointerEvent(
    kind, { clientX: x, clientY: canvas.top + 30, pointerId: 1, bubbles: true, button: 0 }));
  node.setPointerCapture = () => {};
  let at = 0;
  fire('pointerdown', canvas.left + canvas.width * 0.5);
  const next = () => {
    if (at >= 20) { fire('pointerup', canvas.left + canvas.width * 0.7); done(taken); return; }
    const began = performance.now();
    fire('pointermove', canvas.left + canvas.width * (0.55 + at * 0.01));
    at += 1;
    requestAnimationFrame(() => requestAnimationFrame(() => { taken.push(performance.now() - began); next(); }));
  };
  next();
})"""
"""Moves the brush 20 times; each time until the frame after the one in which the map was drawn again."""


def in_browser(address: str) -> dict[str, float]:
    """First useful paint (the list is there) and brush to redraw, in Chromium without a GPU."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        return {}
    paints, ready, brushed = [], [], []
    with sync_playwright() as playwright:
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for _ in range(5):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(f"{address}/enter?token={TOKEN}&next=/account")
            page.goto(f"{address}/explore")
            page.wait_for_selector("[data-explore][data-ready='1']", timeout=60_000)
            paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            ready.append(page.evaluate("performance.now()"))
            brushed += page.evaluate(BRUSH)
            context.close()
        browser.close()
    return {
        "first useful paint, ms": round(statistics.median(paints), 1),
        "map and brush ready, ms": round(statistics.median(ready), 1),
        "brush to redraw, ms": round(statistics.median(brushed), 1),
        "brush to redraw, 95 of 100 within, ms": round(sorted(brushed)[94], 1),
        "brush to redraw, slowest of 100, ms": round(max(brushed), 1),
    }


def write(figures: dict[str, Any]) -> None:
    """Put the figures into the page on performance, under their heading; the other sections stay."""
    rows = "\n".join(f"| {name} | {value} |" for name, value in figures.items())
    section = (
        f"{HEADING}\n\nMeasured with `./dev bench-web --write` on generated incidents (one report each, eleven years, "
        "twelve towns, a thousand groups that no book knows, three statements in four articles), "
        "Chromium without a GPU on the same machine as the server. On the server: the middle of up to "
        f"{RUNS} different questions, until the whole answer is there. In the browser: the middle of five fresh "
        "profiles; a brush step is timed from the pointer's move to the second frame after it.\n\n"
        f"| | |\n| --- | --- |\n{rows}\n"
    )
    text = PAGE.read_text("utf-8") if PAGE.exists() else "# Performance\n"
    before, found, after = text.partition(HEADING)
    rest = after.partition("\n## ")
    tail = f"\n## {rest[2]}" if found and rest[1] else ""
    PAGE.write_text(f"{before.rstrip()}\n\n{section}{tail}", "utf-8")


def main() -> int:
    """Make, serve, measure, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the workspace here, or use the one that is here")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary) / "workspace"
        if not (folder / "settings.toml").exists():
            began = time.perf_counter()
            fill(folder, options.incidents)
            print(f"made {options.incidents} incidents in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        began = time.perf_counter()
        address, server = serve(folder)
        figures: dict[str, Any] = {
            "incidents": count(address),
            "start of the server, s": round(time.perf_counter() - began, 1),
        }
        figures |= on_server(address) | in_browser(address)
        figures["machine"] = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        server.should_exit = True
    print(json.dumps(figures))
    if options.write:
        write(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
