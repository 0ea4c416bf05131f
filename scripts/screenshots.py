"""Make the pictures of the documentation from the shipped example: `python scripts/screenshots.py [--out docs/images]`.

Reads the example into a temporary workspace, decides a little in it, serves it, and takes the pictures with the
system's Chromium. The same pages come out each time, apart from the days on which decisions were made.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "pictures"  # noqa: S105
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
DOSSIER = "kataib-hezbollah"


def main() -> int:
    """Read, serve, take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium on this machine; install it first (apt install chromium).")
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        address, engine, server = serve(Path(folder) / "workspace")
        take(chromium, address, options.out)
        server.should_exit = True
        engine.close()
    return 0


def serve(folder: Path) -> tuple[str, Any, Any]:
    """Read the example and serve it on a free port."""
    import uvicorn

    from dateline.domain.vocabulary import DecisionKind
    from dateline.engine import init_workspace, make_engine
    from dateline.settings import load_settings
    from dateline.web.app import Access, create_app

    settings = load_settings(folder, {"DATELINE_AUTHOR": "Analyst"})
    init_workspace(settings)
    engine = make_engine(settings)
    os.chdir(ROOT)  # so that pictures show where the example lies in the project, and not where the project lies
    engine.add(["examples/news"], workers=1)
    best = max(engine.incidents(), key=lambda one: (one.independent_sources, len(one.reports), one.id))
    engine.decide(DecisionKind.CONFIRM, [best.id], "Read all reports; the tolls differ, the attack does not")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(engine, Access(port=port, token=TOKEN))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}", engine, server


def take(chromium: str, address: str, out: Path) -> None:
    """Each page, light in English and in Arabic; Explore also dark."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for language, look in (("en", "light"), ("ar", "light"), ("en", "dark")):
            context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=look)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{address}/enter?token={TOKEN}&next=/language?to={language}")
            best = context.request.get(f"{address}/explore.json?sort=sources").json()["incidents"][0]["id"]
            incident = context.request.get(f"{address}/incidents/{best}.json").json()
            report = incident["origins"][0]["reports"][0]
            pages = {
                "explore": "/explore",
                "incident": f"/incidents/{best}",
                "dossier": f"/actors/{DOSSIER}",
                "review": "/review",
                "article": f"/articles/{report['document_id']}?at={report['start']}-{report['end']}",
            }
            for name, path in pages.items():
                if look == "dark" and name != "explore":
                    continue
                page.goto(f"{address}{path}")
                if name == "explore":
                    page.wait_for_selector("[data-explore][data-ready='1']")
                page.wait_for_timeout(800)
                ending = {"en": "", "ar": "-ar"}[language] + ("-dark" if look == "dark" else "")
                page.screenshot(path=out / f"{name}{ending}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
