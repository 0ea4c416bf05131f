"""A program killed at any moment loses nothing: the next run completes the record."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from plain_reader import Opener, news, write_news

DRIVER = Path(__file__).parent / "driver.py"


def run(workspace: Path, source: str, moment: int, reader: str = "plain") -> subprocess.CompletedProcess[str]:
    """Add in a process of its own."""
    command = [sys.executable, str(DRIVER), str(workspace), source, str(moment), reader]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def check(open_workspace: Opener, folder: Path, articles: int, moments: int, reader: str) -> None:
    """Kill at random moments, then complete; the export is that of an undisturbed run, byte for byte."""
    source = write_news(folder / "news.jsonl", news(articles, seed=3))
    calm = run(folder / "calm", source, 0, reader)
    assert calm.returncode == 0, calm.stderr
    undisturbed = open_workspace("calm")
    undisturbed.export("jsonl", folder / "calm-out")
    wanted = {file.name: file.read_bytes() for file in (folder / "calm-out").iterdir()}
    chance = random.Random(7)
    for number, moment in enumerate(sorted(chance.sample(range(1, int(calm.stdout) + 1), moments))):
        name = f"killed-{number}"
        killed = run(folder / name, source, moment, reader)
        assert killed.returncode == -9, f"moment {moment} of {calm.stdout.strip()} did not come: {killed.stderr}"
        engine = open_workspace(name, plain=reader == "plain")
        assert engine.add([source]).failures == ()
        assert engine.verify() == ()
        assert not engine.store.neighbours.dirt()
        engine.export("jsonl", folder / f"{name}-out")
        got = {file.name: file.read_bytes() for file in (folder / f"{name}-out").iterdir()}
        assert [file for file in wanted if got[file] != wanted[file]] == [], f"killed at moment {moment}"


def test_killed_at_a_few_moments(open_workspace: Opener, tmp_path: Path) -> None:
    """Three random moments over twelve articles."""
    check(open_workspace, tmp_path, 12, 3, "plain")


@pytest.mark.slow
def test_killed_at_fifty_moments(open_workspace: Opener, tmp_path: Path) -> None:
    """Fifty random moments over two hundred articles."""
    check(open_workspace, tmp_path, 200, 50, "plain")


@pytest.mark.slow
def test_killed_with_the_real_reader(open_workspace: Opener, tmp_path: Path) -> None:
    """The same with the whole reading, at a few moments."""
    check(open_workspace, tmp_path, 20, 3, "real")
