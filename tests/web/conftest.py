"""Fixtures: workspaces read once and copied, the application in memory, and a real browser on a real port."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that the tests here find what they share

from web_helpers import CHROMIUM, FLAGS, MANY, PASSWORD, ROOT, Served, TestClient, Visit, another_client, local_client

from dateline.engine import Engine, init_workspace, make_engine
from dateline.settings import load_settings
from dateline.web.accounts import Role
from dateline.web.app import Access, accounts_file, create_app


def build_once(factory: pytest.TempPathFactory, name: str, sources: Callable[[Path], list[str]]) -> Path:
    """A workspace made once for all test processes; whoever comes second waits."""
    shared = factory.getbasetemp().parent if os.environ.get("PYTEST_XDIST_WORKER") else factory.getbasetemp()
    folder = shared / f"web-{name}"
    with (shared / f"web-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            settings = load_settings(folder, {"DATELINE_AUTHOR": "Tester"})
            init_workspace(settings)
            with make_engine(settings) as engine:
                engine.add(sources(shared), workers=1)
            (folder / "ready").touch()
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the shipped example; copy it before writing to it."""
    return build_once(tmp_path_factory, "example", lambda _: [str(ROOT / "examples" / "news")])


@pytest.fixture(scope="session")
def shared_engine(example: Path) -> Iterator[Engine]:
    """The example, open for reading only."""
    with make_engine(load_settings(example, {"DATELINE_AUTHOR": "Tester"})) as engine:
        yield engine


@pytest.fixture
def workspace(example: Path, tmp_path: Path) -> Path:
    """A copy of the example to write to."""
    folder = tmp_path / "workspace"
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns("accounts.sqlite*"))
    return folder


@pytest.fixture
def engine(workspace: Path) -> Iterator[Engine]:
    """The copy, open."""
    with make_engine(load_settings(workspace, {"DATELINE_AUTHOR": "Tester"})) as opened:
        yield opened


@pytest.fixture(scope="session")
def reading_site(shared_engine: Engine) -> TestClient:
    """The application over the example; never used itself, so that no test can sign it out."""
    return local_client(shared_engine)


@pytest.fixture
def reading(reading_site: TestClient) -> TestClient:
    """Someone who only looks, newly come in."""
    return another_client(reading_site)


@pytest.fixture
def writing(engine: Engine) -> TestClient:
    """Someone who decides, on a copy."""
    return local_client(engine)


@pytest.fixture
def people(engine: Engine) -> Callable[[Role | None], TestClient]:
    """Clients of a shared workspace by role; None is somebody who has not signed in."""
    accounts = accounts_file(engine.settings.workspace)
    from dateline.web.accounts import Accounts

    for role in Role:
        Accounts(accounts).put(role.name.lower(), role, PASSWORD)
    app = create_app(engine, Access(token=None, bounds=MANY))

    def client(role: Role | None) -> TestClient:
        made = TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)
        if role is not None:
            sent = made.post("/sign-in", data={"name": role.name.lower(), "password": PASSWORD})
            assert sent.status_code == 303
        return made

    return client


# --------------------------------------------------------------------------------------------------- browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium; without one the test is skipped, or fails where the build demands it."""
    if CHROMIUM is None:
        message = "no Chromium on this machine; install it to run the browser tests (apt install chromium)"
        if os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_for_reading(shared_engine: Engine) -> Iterator[Served]:
    """The example on a port; nobody writes to it."""
    served = Served(shared_engine)
    yield served
    served.stop()


@pytest.fixture
def look(chromium: Any, served_for_reading: Served) -> Iterator[Visit]:
    """A browser on the example, to look."""
    visit = Visit(chromium, served_for_reading)
    yield visit
    visit.context.close()
    assert visit.elsewhere() == [], "a page asked for something outside the workspace"
    assert visit.errors == [], "a page complained"


@pytest.fixture
def served(engine: Engine) -> Iterator[Served]:
    """A copy of the example on a port, to write to."""
    started = Served(engine)
    yield started
    started.stop()


@pytest.fixture
def work(chromium: Any, served: Served) -> Iterator[Visit]:
    """A browser on a copy of the example, to decide."""
    visit = Visit(chromium, served)
    yield visit
    visit.context.close()
    assert visit.elsewhere() == [], "a page asked for something outside the workspace"
    assert visit.errors == [], "a page complained"
