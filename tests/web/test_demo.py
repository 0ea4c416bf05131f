"""`dateline demo` ends with the example in the browser, and never keeps a script waiting."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+/enter\?token=[\w-]+")


class Terminal:
    """The demo at a terminal of its own, on a workspace that has the example already."""

    def __init__(self, folder: Path, **settings: str) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in ("CI", "DISPLAY", "WAYLAND_DISPLAY")}
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "dateline", "--workspace", str(folder), "demo"]
        self.run = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env={**kept, **settings}, start_new_session=True
        )
        os.close(theirs)
        self.screen = ours
        self.text = b""

    def read_until(self, wanted: re.Pattern[bytes] | None) -> bytes:
        """What stands on the screen once `wanted` is there, or the program has ended."""
        while wanted is None or not wanted.search(self.text):
            try:
                more = os.read(self.screen, 65536)
            except OSError:  # the program has ended
                break
            if not more:
                break
            self.text += more
        return self.text

    def stop(self) -> int:
        """Press Ctrl+C."""
        if self.run.poll() is None:
            self.run.send_signal(signal.SIGINT)
        self.read_until(None)
        return self.run.wait(30)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """The terminals of a test, closed at its end."""
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        one.stop()
        os.close(one.screen)


def test_without_a_display_the_address_is_printed_and_answers(workspace: Path, terminals: list[Terminal]) -> None:
    """At a terminal the example is served; the printed address lets in; Ctrl+C ends it well."""
    terminal = Terminal(workspace)
    terminals.append(terminal)
    found = ADDRESS.search(terminal.read_until(re.compile(rb"Stop it with Ctrl")))
    assert found, terminal.text.decode()
    page = httpx.get(found.group().decode(), follow_redirects=True, timeout=30)
    assert page.status_code == 200
    assert "data-explore" in page.text
    assert terminal.stop() == 0
    assert (workspace / "brief.html").exists()


def test_with_a_display_the_browser_opens_the_workspace(
    workspace: Path, tmp_path: Path, terminals: list[Terminal]
) -> None:
    """Where a browser can be shown it is called with the address of the workspace, not with a file."""
    browser, called = tmp_path / "browser", tmp_path / "called"
    browser.write_text(f'#!/bin/sh\necho "$1" > {called}.new && mv {called}.new {called} && echo CALLED\n')
    browser.chmod(0o755)
    terminal = Terminal(workspace, DISPLAY=":0", BROWSER=f"{browser} %s")
    terminals.append(terminal)
    terminal.read_until(re.compile(rb"CALLED"))
    address = called.read_bytes().strip()
    assert ADDRESS.fullmatch(address)
    # The server answers before Ctrl+C comes: a signal in the middle of its start may be lost, as anywhere in Python.
    assert httpx.get(address.decode(), follow_redirects=True, timeout=30).status_code == 200
    assert terminal.stop() == 0


def test_a_script_is_not_kept_waiting(workspace: Path) -> None:
    """Without a terminal the demo ends with its brief and says how to open the workspace."""
    command = [sys.executable, "-m", "dateline", "--workspace", str(workspace), "demo"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=300)
    assert done.returncode == 0, done.stderr
    assert " serve " in done.stdout
    assert "Ctrl+C" not in done.stdout
