"""What tests of the pages share besides fixtures: clients, a served application, a browser's visit."""

from __future__ import annotations

import shutil
import socket
import threading
import warnings
from pathlib import Path
from typing import Any

import uvicorn

from dateline.engine import Engine
from dateline.web.app import Access, create_app
from dateline.web.safety import Bounds

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client is fine with the HTTP library that we have
    from starlette.testclient import TestClient

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a-token-for-tests"  # noqa: S105
PASSWORD = "correct horse battery staple"  # noqa: S105
MANY = Bounds(writes_per_minute=100_000, burst=100_000, sign_ins_per_minute=100_000)
CHROMIUM = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def local_client(opened: Engine) -> TestClient:
    """A browser without a screen that has entered with the token."""
    app = create_app(opened, Access(token=TOKEN, bounds=MANY))
    client = TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)
    client.get("/enter", params={"token": TOKEN})
    return client


def another_client(first: TestClient) -> TestClient:
    """A second browser at the same application, entered with the same token."""
    client = TestClient(first.app, base_url="http://127.0.0.1:8765", follow_redirects=False)
    client.get("/enter", params={"token": TOKEN})
    return client


def csrf(client: TestClient) -> str:
    """The mark that forms of this session carry."""
    page = client.get("/account").text
    return page.split('data-csrf="')[1].split('"')[0]


def send(client: TestClient, path: str, **fields: Any) -> Any:
    """Send a form as our own pages do."""
    return client.post(path, data={"csrf": csrf(client), **fields})


class Served:
    """The application on a free port, in a thread."""

    def __init__(self, opened: Engine, access: Access | None = None) -> None:
        self.engine = opened
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen()  # whoever asks before the server runs waits for it
        self.port = self.socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        app = create_app(opened, access or Access(port=self.port, token=TOKEN, bounds=MANY))
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, ws="none"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(20)
        self.socket.close()


class Visit:
    """A fresh browser profile that has entered, and everything that it asked for or complained of."""

    def __init__(self, browser: Any, served: Served, **options: Any) -> None:
        self.served = served
        self.context = browser.new_context(viewport={"width": 1360, "height": 900}, **options)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("requestfailed", self._blocked)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.set_default_timeout(15_000)
        self.page.goto(f"{served.address}/enter?token={TOKEN}&next=/account")

    def _blocked(self, request: Any) -> None:
        """What the page's own policy held back never left the browser."""
        if "csp" in (request.failure or ""):
            self.requests.remove(request.url)

    def go(self, path: str) -> Any:
        """Open a page of ours."""
        self.page.goto(f"{self.served.address}{path}")
        return self.page

    def explore(self, path: str = "/explore") -> Any:
        """Open Explore and wait for map and points."""
        self.go(path)
        self.page.wait_for_selector("[data-explore][data-ready='1']")
        return self.page

    def elsewhere(self) -> list[str]:
        """Requests that went to any other address."""
        return [url for url in self.requests if not url.startswith((self.served.address, "data:", "blob:"))]

    def data(self, path: str) -> dict[str, Any]:
        """What a page says as data."""
        found: dict[str, Any] = self.context.request.get(f"{self.served.address}{path}").json()
        return found

    def first(self, query: str = "sort=sources") -> dict[str, Any]:
        """The first incident of a selection."""
        found: dict[str, Any] = self.data(f"/explore.json?{query}")["incidents"][0]
        return found

    def speak_arabic(self) -> None:
        """Choose the Arabic interface."""
        self.context.add_cookies([{"name": "dateline_language", "value": "ar", "url": self.served.address}])
