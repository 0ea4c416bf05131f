"""CSV (RFC 4180): flat tables for spreadsheets and statistics programs.

Nested values are spread over columns (`killed_low`, `place_name`); lists are joined with '; '. A cell that a
spreadsheet could take for a formula gets an apostrophe in front (OWASP, 'CSV injection'); the JSON Lines export keeps
the words untouched.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dateline.export.bundle import Bundle
from dateline.export.records import Record
from dateline.export.whole import whole_file

Cell = str | int | float | None
Column = Callable[[Record], Any]

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLACE = ("name", "admin1", "country", "lat", "lon", "geonameid", "precision")


def _plain(*names: str) -> dict[str, Column]:
    return {name: lambda record, name=name: record[name] for name in names}  # type: ignore[misc]


def _count(name: str) -> dict[str, Column]:
    return {
        f"{name}_{end}": lambda record, end=end: (record[name] or {}).get(end)  # type: ignore[misc]
        for end in ("low", "high")
    }


def _place() -> dict[str, Column]:
    return {f"place_{part}": lambda record, part=part: (record["place"] or {}).get(part) for part in _PLACE}  # type: ignore[misc]


def _people(name: str) -> dict[str, Column]:
    return {
        name: lambda record: [part["name"] for part in record[name]],
        f"{name}_ids": lambda record: [part["actor_id"] or "" for part in record[name]],
        f"{name}_stance": lambda record: [part["stance"] for part in record[name]],
    }


def _named(name: str) -> dict[str, Column]:
    return {
        name: lambda record: (record[name] or {}).get("name"),
        f"{name}_id": lambda record: (record[name] or {}).get("actor_id"),
    }


def _quotes(record: Record) -> list[str]:
    return [one["text"] for one in record["evidence"]]


_TOLLS = {**_count("killed"), **_count("injured"), **_plain("weapon"), **_count("weapon_count"), **_count("count")}

TABLES: Mapping[str, Mapping[str, Column]] = {
    "documents": _plain(
        *("id", "external_id", "url", "source_path", "outlet", "title", "byline", "published", "updated", "language"),
        *("dateline_place", "sha256", "copy_of", "translated"),
    ),
    "reports": {
        **_plain("id", "document_id", "incident_id", "type", "mode", "date"),
        **_people("actors"),
        **_people("recipients"),
        **_place(),
        **_plain("country"),
        **_TOLLS,
        **_plain("status", "background", "aggregate", "said_by", "confidence"),
        "evidence": _quotes,
    },
    "incidents": {
        **_plain("id", "type", "mode", "date"),
        **_people("actors"),
        **_people("recipients"),
        **_place(),
        **_plain("country"),
        **_TOLLS,
        **_plain("status", "aggregate", "background_only", "credibility", "independent_sources", "first_reported"),
        "disagreements": lambda record: [one["field"] for one in record["disagreements"]],
        **_plain("summary", "reports", "documents"),
    },
    "statements": {
        **_plain("id", "document_id"),
        **_named("speaker"),
        **_named("speaker_org"),
        **_plain("act", "about", "via", "date", "direct_quote"),
        "evidence": _quotes,
    },
    "relations": {
        **_plain("id", "document_id"),
        **_named("subject"),
        **_plain("relation"),
        **_named("object"),
        **_plain("since", "until"),
        "evidence": _quotes,
    },
    "actors": {
        **_plain("id", "name", "kind"),
        "names": lambda record: [one["text"] for one in record["names"]],
        **_plain("known", "country", "mentions"),
        "identifiers": lambda record: [f"{key}={value}" for key, value in sorted(record["identifiers"].items())],
    },
}
"""File -> column -> where its cells come from."""


def cell(value: Any) -> Cell:
    """A value as a cell that no spreadsheet runs."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)) or value is None:
        return value
    text = "; ".join(str(each) for each in value) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) or text.startswith(_RISKY) else text


def write_csv(bundle: Bundle, folder: Path, excel: bool = False) -> dict[str, int]:
    """Write six tables; `excel` begins each with a byte order mark, without which Excel takes UTF-8 for Latin."""
    written = {}
    for kind, columns in TABLES.items():
        name, number = f"{kind}.csv", 0
        with whole_file(folder / name, "utf-8-sig" if excel else "utf-8") as file:
            table = csv.writer(file, lineterminator="\r\n")
            table.writerow(columns)
            for number, record in enumerate(bundle.kind(kind), start=1):  # noqa: B007
                table.writerow([cell(column(record)) for column in columns.values()])
        written[name] = number
    return written
