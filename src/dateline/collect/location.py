"""Reading whatever a location holds: the kind is recognised, its reader called, trouble listed."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dateline.collect.folder import files, reason
from dateline.collect.items import Origin, failure, one_line
from dateline.collect.limits import DEFAULT_LIMITS, Limits
from dateline.collect.streams import read_stream
from dateline.domain.article import Failure, Raw


def collect(location: str, now: datetime, limits: Limits = DEFAULT_LIMITS) -> Iterator[Raw | Failure]:
    """Everything readable at a path, folder or address, one Raw per article; what cannot be read, one Failure each.

    `now` is the time of collecting that every Raw carries. Nothing is kept in memory beyond one item and one folder's
    names. The order is that of the input; folders go by name.
    """
    if location.startswith(("http://", "https://")):
        from dateline.collect.http import read_address

        yield from read_address(location, now, limits)
        return
    shown = one_line(location.rstrip("/") or location)
    origin = Origin(shown, now, shown)
    path = Path(location)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield failure(origin, reason(error) if isinstance(error, OSError) else f"not a usable name: {error}")
        return
    if not stat.S_ISDIR(mode):
        yield from _read_file(path, origin, limits)
        return
    found = False
    for entry in files(path, origin, limits):
        found = True
        if isinstance(entry, Failure):
            yield entry
        else:
            file, here = entry
            yield from _read_file(file, Origin(one_line(here.location), now, one_line(here.source_path or "")), limits)
    if not found:
        yield failure(origin, "the folder has no files in it")


def _read_file(path: Path, origin: Origin, limits: Limits) -> Iterator[Raw | Failure]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield failure(origin, "this is a pipe, socket or device, not a file")
            return
        with path.open("rb") as stream:
            yield from read_stream(stream, path.name, origin, limits)
    except OSError as error:
        yield failure(origin, reason(error))
