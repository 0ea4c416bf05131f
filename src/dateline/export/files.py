"""The formats of an export, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from dateline.errors import SettingsError
from dateline.export.bundle import Bundle
from dateline.export.csv_tables import write_csv
from dateline.export.geojson import write_geojson
from dateline.export.jsonl import write_jsonl

Writer = Callable[[Bundle, Path], dict[str, int]]

FORMATS: Mapping[str, Writer] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "csv-excel": lambda bundle, folder: write_csv(bundle, folder, excel=True),
    "geojson": write_geojson,
}
"""Format -> what writes it into a folder and says how many records each file got."""


def write_export(bundle: Bundle, kind: str, folder: Path) -> dict[str, int]:
    """Write a selection; returns file name -> number of records. Raises SettingsError for an unknown format."""
    if kind not in FORMATS:
        raise SettingsError(f"there is no format {kind!r}; there are {', '.join(FORMATS)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return FORMATS[kind](bundle, folder)
    except OSError as error:
        raise SettingsError(f"cannot write to {folder}: {error.strerror or error}") from error
