"""Writing pack files: entries as YAML that reads like written by hand, added without touching what stands there."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_book.load import read_yaml_entries

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _()/-]*[A-Za-z0-9)]\Z")
_RESERVED = frozenset("true false null yes no on off".split())


def scalar(value: object) -> str:
    """A YAML scalar: plain words as they are, everything else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if _PLAIN.match(text) and text.lower() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    if quoted.isprintable():
        return quoted
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m.group()):04x}", quoted)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items() if item is not None) + "}"
    return scalar(value)


def entry_text(entry: Mapping[str, Any]) -> str:
    """One entry of a pack; empty values are left out."""
    lines = []
    for key, value in entry.items():
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list | tuple):
            lines.append(f"{key}:")
            lines += [f"  - {_flow(item)}" for item in value]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "- " + "\n  ".join(lines) + "\n"


def add_entry(file: Path, entry: Mapping[str, Any], comment: str = "") -> None:
    """Add an entry at the end of a pack file, made if need be; what stands there stays as it is, comments too.

    Raises KnowledgeError when the file as it is has mistakes.
    """
    before = file.read_text("utf-8") if file.exists() else ""
    if before:
        _, flaws = read_yaml_entries(file)
        if flaws:
            raise KnowledgeError(tuple(flaws))
    note = "".join(f"# {line}\n" for line in comment.splitlines() if line.strip())
    gap = "" if not before or before.endswith("\n") else "\n"
    write_whole(file, before + gap + note + entry_text(entry))


def drop_entry(file: Path, key: str, value: str) -> bool:
    """Take out the entry whose `key` has this value, with the comment lines right above it; whether there was one."""
    if not file.exists():
        return False
    entries, flaws = read_yaml_entries(file)
    if flaws:
        raise KnowledgeError(tuple(flaws))
    lines = file.read_text("utf-8").splitlines(keepends=True)
    starts = [entry.line - 1 for entry in entries]
    for number, entry in enumerate(entries):
        if entry.value.get(key) != value:
            continue
        first, last = starts[number], starts[number + 1] if number + 1 < len(starts) else len(lines)
        first = _above(lines, first)
        if number + 1 < len(starts):
            last = _above(lines, last)
        write_whole(file, "".join(lines[:first] + lines[last:]))
        return True
    return False


def _above(lines: Sequence[str], line: int) -> int:
    """The first of the comment lines right above a line."""
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def write_whole(file: Path, text: str) -> None:
    """Write so that a reader sees the old file or the new one, never half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False, suffix=".part") as out:
        out.write(text)
    Path(out.name).replace(file)
