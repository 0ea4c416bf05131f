"""Every file of a folder, in the order of names, without being led in circles."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dateline.collect.items import Origin, failure
from dateline.collect.limits import Limits
from dateline.domain.article import Failure

Visited = frozenset[tuple[int, int]]


def files(folder: Path, origin: Origin, limits: Limits) -> Iterator[tuple[Path, Origin] | Failure]:
    """Regular files below `folder`, depth first; a Failure for each thing that cannot be a file to read.

    Names beginning with a dot are the system's or an editor's own and are passed over.
    """
    yield from _walk(folder, origin, limits, frozenset(), 0)


def _walk(
    folder: Path, origin: Origin, limits: Limits, above: Visited, depth: int
) -> Iterator[tuple[Path, Origin] | Failure]:
    if depth > limits.folder_depth:
        yield failure(origin, f"folders are nested more than {limits.folder_depth} deep; add this one by itself")
        return
    try:
        about = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names only: a huge folder must not become a list of objects
    except OSError as error:
        yield failure(origin, reason(error))
        return
    identity = (about.st_dev, about.st_ino)
    if identity in above:
        yield failure(origin, "this link leads back to a folder above it; it was not followed")
        return
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        here = Origin(f"{origin.location}/{name}", origin.now, f"{origin.source_path}/{name}")
        kind = _mode(path)
        if isinstance(kind, str):
            yield failure(here, kind)
        elif stat.S_ISDIR(kind):
            yield from _walk(path, here, limits, above | {identity}, depth + 1)
        else:
            yield path, here


def _mode(path: Path) -> int | str:
    try:
        return path.stat().st_mode
    except OSError as error:
        return reason(error)


def reason(error: OSError) -> str:
    """What went wrong with a file, and how to mend it."""
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions or run as its owner"
    if isinstance(error, FileNotFoundError):
        return "it does not exist (or is a link to nothing)"
    if error.errno == 40:  # ELOOP
        return "this link leads in a circle"
    return f"it cannot be read: {error.strerror or error}"
