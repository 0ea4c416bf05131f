"""JSON Lines: the interchange contract's own form, one file a kind."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.export.bundle import KINDS, Bundle
from dateline.export.records import Record
from dateline.export.whole import whole_file


def line(record: Record) -> str:
    """One record as one line; the same record always gives the same bytes."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def write_jsonl(bundle: Bundle, folder: Path) -> dict[str, int]:
    """Write the six files of the contract."""
    written = {}
    for kind in KINDS:
        name, number = f"{kind}.jsonl", 0
        with whole_file(folder / name) as file:
            for number, record in enumerate(bundle.kind(kind), start=1):  # noqa: B007
                file.write(line(record) + "\n")
        written[name] = number
    return written
