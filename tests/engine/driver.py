"""Adds one file to a workspace in a process of its own and kills itself at a chosen moment.

    driver.py WORKSPACE FILE MOMENT [plain|real]

Moments are counted over everything that touches the disk: each database statement and each archived file. 0 lives on
and prints how many moments there were.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from plain_reader import plain_reader
from sqlalchemy import Engine as Database
from sqlalchemy import event

from dateline.engine import init_workspace, make_engine
from dateline.settings import Settings
from dateline.store.archive import Archive


def main(workspace: str, source: str, moment: str, reader: str = "plain") -> None:
    """Add, and die when the moment comes."""
    seen, last = 0, int(moment)

    def tick(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = Settings(Path(workspace), author="ann", workers=1)
    init_workspace(settings)
    event.listen(Database, "before_cursor_execute", tick)
    event.listen(Database, "commit", tick)
    put = Archive.put

    def counted_put(self: Archive, content: bytes, sha256: str) -> None:
        tick()
        put(self, content, sha256)
        tick()

    Archive.put = counted_put  # type: ignore[method-assign]
    with make_engine(settings) as engine:
        if reader == "plain":
            engine.make_reader = lambda: plain_reader  # type: ignore[assignment,return-value]
        engine.add([source])
    print(seen)


if __name__ == "__main__":
    main(*sys.argv[1:])
