"""The prebuilt index: written once per state of the place lists and packages, found again by their hash."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path

from dateline.knowledge.gazetteer.build import INDEX_VERSION, build_index
from dateline.knowledge.gazetteer.gazetteer import Gazetteer
from dateline.knowledge.gazetteer.index_file import read_index, write_index
from dateline.knowledge.gazetteer.place_files import place_files
from dateline.knowledge.gazetteer.sources import versions


def open_gazetteer(folders: Iterable[Path], cache: Path) -> Gazetteer:
    """The gazetteer with the place lists in `folders`; its index lies in `cache` and is made anew when a file changed.

    Raises KnowledgeError when a place list has mistakes, OSError when `cache` cannot be written.
    """
    folders = [Path(folder) for folder in folders]
    file = cache / f"gazetteer-{_fingerprint(folders)}.bin"
    with contextlib.suppress(OSError, ValueError, KeyError):
        return Gazetteer(*read_index(file))
    arrays, meta = build_index(folders)
    write_index(file, arrays, meta)
    for old in cache.glob("gazetteer-*.bin"):
        if old != file:
            with contextlib.suppress(OSError):
                old.unlink()
    return Gazetteer(*read_index(file))


def _fingerprint(folders: list[Path]) -> str:
    """Changes with every name, size, time of change or place of a place list, and with the packages' versions."""
    digest = hashlib.sha256(f"{INDEX_VERSION} {versions()}".encode())
    for file in place_files(folders):
        facts = file.stat()
        digest.update(f"{file}\x1f{facts.st_size}\x1f{facts.st_mtime_ns}\x1e".encode())
    return digest.hexdigest()[:24]
