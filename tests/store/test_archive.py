"""The archive keeps bytes whole, once, and notices any change."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from dateline.errors import NotFound, StoreError
from dateline.store.archive import Archive

CONTENT = b"<html>\x00\xff page</html>"
NAME = sha256(CONTENT).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_bytes_come_back(archive: Archive) -> None:
    """What is kept comes back, and keeping it again leaves the same file."""
    archive.put(CONTENT, NAME)
    before = archive.path(NAME).stat().st_ino
    archive.put(CONTENT, NAME)
    assert archive.get(NAME) == CONTENT
    assert archive.path(NAME).stat().st_ino == before
    assert list(archive.wrong([NAME])) == []


def test_wrong_name_is_refused(archive: Archive) -> None:
    """Bytes are kept under their own hash only."""
    with pytest.raises(StoreError):
        archive.put(b"other", NAME)
    assert not archive.path(NAME).exists()


@pytest.mark.parametrize("name", ["", "abc", "../../etc/passwd", "A" * 64, "g" * 64])
def test_a_name_is_no_path(archive: Archive, name: str) -> None:
    """Only hashes lead anywhere."""
    with pytest.raises(NotFound):
        archive.get(name)


@pytest.mark.parametrize("position", range(len(CONTENT)))
def test_each_flipped_bit_is_named(archive: Archive, position: int) -> None:
    """A change of one bit anywhere in the bytes is found and named."""
    archive.put(CONTENT, NAME)
    changed = bytearray(CONTENT)
    changed[position] ^= 1
    archive.path(NAME).write_bytes(bytes(changed))
    assert [one.what for one in archive.wrong([NAME])] == [f"archive {NAME}"]
    with pytest.raises(StoreError):
        archive.get(NAME)


def test_missing_bytes_are_named(archive: Archive) -> None:
    """Bytes that should be there and are not are named."""
    assert [one.why for one in archive.wrong([NAME])] == ["the bytes are missing"]
    with pytest.raises(NotFound):
        archive.get(NAME)


def test_half_a_file_is_mended(archive: Archive) -> None:
    """A file cut short by a full disk is written again when the bytes come again."""
    archive.put(CONTENT, NAME)
    archive.path(NAME).write_bytes(CONTENT[:3])
    archive.put(CONTENT, NAME)
    assert archive.get(NAME) == CONTENT
