"""The archive: collected bytes under their own SHA-256, written once and never changed.

A file appears whole or not at all: the bytes go to a temporary file beside, are flushed to the disk, and are then
renamed. Copying the folder is a backup; two archives are joined by copying one into the other.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import NotFound, StoreError
from dateline.store.protocol import Wrong


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of bytes named by their SHA-256, in 256 folders by the first two digits."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes of this hash lie."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise NotFound(f"{sha256!r:.80} is no SHA-256")
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes, sha256: str) -> None:
        """Keep these bytes; keeping them again changes nothing."""
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"the bytes to keep do not hash to {sha256}")
        path = self.path(sha256)
        if path.exists() and path.stat().st_size == len(content):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)

    def get(self, sha256: str) -> bytes:
        """The bytes; raises NotFound when they are not here, StoreError when they have changed."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"the archive holds no {sha256}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"the archived bytes {sha256} have been changed")
        return content

    def wrong(self, wanted: Iterable[str]) -> Iterator[Wrong]:
        """Bytes that are missing or changed, among those wanted and all others that lie here."""
        needed = set(wanted)
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f]*")):
            needed.discard(path.name)
            if _hash(path) != path.name:
                yield Wrong(f"archive {path.name}", "the bytes have been changed")
        for missing in sorted(needed):
            yield Wrong(f"archive {missing}", "the bytes are missing")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush_folder(folder: Path) -> None:
    """Make the new name itself last (POSIX: the folder is flushed, too)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
