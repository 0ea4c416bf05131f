"""The prebuilt index: written once per state of the data files, found again by their hash."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dateline.knowledge.actor_book.book import ActorBook
from dateline.knowledge.actor_book.build import INDEX_VERSION, build_index, data_files

KEPT = 8
"""Indexes kept: workspaces with packs of their own share one cache folder."""


def open_actor_book(folders: Iterable[Path], cache: Path) -> ActorBook:
    """The book of the packs in `folders`; its index lies in `cache` and is made anew when a file changed.

    Raises KnowledgeError when a pack has mistakes.
    """
    folders = [Path(folder) for folder in folders]
    file = cache / f"actors-{_fingerprint(folders)}.json"
    try:
        return ActorBook(json.loads(file.read_bytes()))
    except (OSError, ValueError):
        index = build_index(folders)
    _write(file, json.dumps(index, ensure_ascii=False, separators=(",", ":")))
    return ActorBook(index)


def _fingerprint(folders: list[Path]) -> str:
    """Changes with every name, size, time of change or place of a data file; the content need not be read."""
    digest = hashlib.sha256(str(INDEX_VERSION).encode())
    for file in data_files(folders):
        facts = file.stat()
        digest.update(f"{file}\x1f{facts.st_size}\x1f{facts.st_mtime_ns}\x1e".encode())
    return digest.hexdigest()[:24]


def _write(file: Path, text: str) -> None:
    """Write so that a reader sees the whole file or none; an index that cannot be kept is simply made again."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as out:
            out.write(text)
        Path(out.name).replace(file)
        kept = sorted(file.parent.glob("actors-*.json"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)
