"""Reading the elements of one long JSON array piece by piece, each as its exact bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO

from dateline.collect.limits import Limits, in_megabytes
from dateline.errors import UnreadableInput

_CHUNK = 65_536
_MARK = re.compile(rb'["{}\[\]]')
_STRING_END = re.compile(rb'["\\]')


class _Scanner:
    """Walks JSON bytes, knowing depth and strings only; the values themselves are parsed elsewhere."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self.stream, self.limit = stream, limit
        self.buffer, self.at = bytearray(), 0

    def more(self, keep_from: int) -> int:
        """Read on, forgetting what lies before `keep_from`; gives how far positions moved. Raises at the file's end."""
        del self.buffer[:keep_from]
        self.at -= keep_from
        if len(self.buffer) > self.limit:
            raise UnreadableInput(f"one value is longer than {in_megabytes(self.limit)}")
        chunk = self.stream.read(_CHUNK)
        if not chunk:
            raise EOFError
        self.buffer += chunk
        return keep_from

    def string_end(self, keep_from: int) -> int:
        """Go behind the closing quote of the string that has just been opened; gives how far positions moved."""
        moved = 0
        while True:
            match = _STRING_END.search(self.buffer, self.at)
            if match is None:
                self.at = len(self.buffer)
                moved += self.more(keep_from - moved)
            elif match.group() == b'"':
                self.at = match.end()
                return moved
            else:
                self.at = match.end() + 1
                if self.at > len(self.buffer):
                    moved += self.more(keep_from - moved)


def elements(stream: IO[bytes], key: str, limits: Limits) -> Iterator[tuple[dict[str, object], bytes]]:
    """Every object in every array named `key`, with the plain facts seen so far around it.

    The facts are the string and number members of the enclosing objects that came before the array (a chat's name,
    a feed's title). Raises UnreadableInput when a value is too long, and when the file ends in the middle.
    """
    scanner = _Scanner(stream, limits.item_bytes)
    frames: list[tuple[bytes, dict[str, object]]] = []
    try:
        scanner.more(0)
        yield from _walk(scanner, key, frames)
    except EOFError:
        if frames:
            raise UnreadableInput("the JSON ends in the middle; copy or export it again") from None


def _walk(
    scanner: _Scanner, key: str, frames: list[tuple[bytes, dict[str, object]]]
) -> Iterator[tuple[dict[str, object], bytes]]:
    last_key = b""
    while True:
        match = _MARK.search(scanner.buffer, scanner.at)
        if match is None:
            scanner.at = len(scanner.buffer)
            scanner.more(max(0, len(scanner.buffer) - 64))
            continue
        start, mark = match.start(), match.group()
        scanner.at = match.end()
        if mark == b'"':
            start -= scanner.string_end(start)
            word = bytes(scanner.buffer[start : scanner.at])
            last_key = _remember(scanner, frames, last_key, word)
        elif mark == b"{" and frames and frames[-1][0] == b'"%s"' % key.encode():
            start -= _object_end(scanner, start)
            facts: dict[str, object] = {}
            for _, known in frames:
                facts.update(known)
            yield facts, bytes(scanner.buffer[start : scanner.at])
        elif mark in b"{[":
            if len(frames) > 100:
                raise UnreadableInput("the JSON is nested more than 100 deep")
            frames.append((last_key if mark == b"[" else b"", {}))
            last_key = b""
        elif frames:
            frames.pop()
        else:
            raise UnreadableInput("the JSON closes a bracket that was never opened")


def _object_end(scanner: _Scanner, start: int) -> int:
    depth, moved = 1, 0
    while depth:
        match = _MARK.search(scanner.buffer, scanner.at)
        if match is None:
            scanner.at = len(scanner.buffer)
            moved += scanner.more(start - moved)
            continue
        scanner.at = match.end()
        if match.group() == b'"':
            moved += scanner.string_end(start - moved)
        else:
            depth += 1 if match.group() in b"{[" else -1
    return moved


def _remember(scanner: _Scanner, frames: list[tuple[bytes, dict[str, object]]], last_key: bytes, word: bytes) -> bytes:
    """A string is a key when a colon follows it, else the value of the key before it."""
    while len(scanner.buffer) - scanner.at < 2:
        try:
            scanner.more(0)
        except EOFError:
            break
    after = bytes(scanner.buffer[scanner.at : scanner.at + 8]).lstrip()
    if after.startswith(b":"):
        return word
    if last_key and frames and len(word) < 2000:
        frames[-1][1][json.loads(last_key)] = json.loads(word)
    return b""
