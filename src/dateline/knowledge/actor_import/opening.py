"""Opening a list, packed or not, and telling of what form it is."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dateline.errors import UnreadableInput

_HEAD = 200_000
_PACKED: dict[bytes, Callable[[Path], IO[bytes]]] = {
    b"\x1f\x8b": lambda file: gzip.open(file, "rb"),  # type: ignore[dict-item,return-value]  # noqa: SIM115
    b"BZ": lambda file: bz2.open(file, "rb"),  # noqa: SIM115
}


@contextmanager
def open_list(file: Path) -> Iterator[IO[bytes]]:
    """The bytes of a list, unpacked by what it is and not by its ending.

    Raises UnreadableInput when a packed file breaks off or is damaged, also while it is being read.
    """
    with file.open("rb") as start:
        opener = _PACKED.get(start.read(2))
    try:
        with opener(file) if opener else file.open("rb") as stream:
            yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile) as broken:
        raise UnreadableInput(f"{file.name} breaks off or is damaged: {broken}") from None
    except OSError as broken:
        if opener is None:
            raise
        raise UnreadableInput(f"{file.name} is damaged: {broken}") from None


def recognise(file: Path) -> str:
    """'ftm', 'wikidata' or 'ofac' by the first bytes; raises UnreadableInput for anything else."""
    with open_list(file) as stream:
        head = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"<"):
        if b"sdnList" in head or b"Sanctions" in head:
            return "ofac"
    elif head.startswith((b"{", b"[")):
        if b'"schema"' in head and b'"properties"' in head:
            return "ftm"
        if b'"claims"' in head or b'"labels"' in head:
            return "wikidata"
    raise UnreadableInput(f"{file.name} is no FollowTheMoney, Wikidata or OFAC file that I know")


def lines_of(stream: IO[bytes], longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers, None for one that is longer than so many bytes."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            yield number, None
        elif line.strip():
            yield number, line
