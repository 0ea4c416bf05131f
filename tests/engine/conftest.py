"""Makes the builders of this folder importable, and opens workspaces with a small reader."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from plain_reader import Opener, plain_reader

from dateline.engine import Engine, init_workspace
from dateline.engine.wiring import open_workspace_store, wire
from dateline.settings import Settings
from dateline.store.memory import memory_store


@pytest.fixture
def open_workspace(tmp_path: Path) -> Iterator[Opener]:
    """Opens (and makes) a workspace by name, read by the plain reader; `memory` keeps nothing on the disk."""
    opened: list[Engine] = []

    def opener(name: str = "w", *, memory: bool = False, plain: bool = True) -> Engine:
        settings = Settings(tmp_path / name, author="ann", workers=1)
        init_workspace(settings)
        engine = wire(settings, memory_store() if memory else open_workspace_store(settings))
        if plain:
            engine.make_reader = lambda: plain_reader  # type: ignore[assignment,return-value]
        opened.append(engine)
        return engine

    yield opener
    for engine in opened:
        engine.close()
