"""Downloads of exactly the selection on the screen, in the forms of the export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from dateline.engine.exporting import incident_records
from dateline.errors import NotFound
from dateline.export.csv_tables import TABLES, cell
from dateline.export.geojson import feature
from dateline.export.jsonl import line
from dateline.export.records import Record
from dateline.web.ask import Ask, Reader
from dateline.web.pages.explore import selected

router = APIRouter()
_AT_ONCE = 200


@router.get("/explore/download/{kind}", tags=["Explore"])
def download(kind: str, ask: Reader) -> Response:
    """The incidents of a selection as `csv`, `csv-excel`, `geojson` or `jsonl`: as many as the page counts."""
    if kind not in _WRITERS:
        raise NotFound(f"there is no format {kind!r:.40}; there are {', '.join(_WRITERS)}")
    write, name, media = _WRITERS[kind]
    shelf, _, found = selected(ask)
    idents = [row.id for row, wanted in zip(shelf.rows, found.all(), strict=True) if wanted]
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(write(_records(ask, idents)), media_type=media, headers=headers)


def _records(ask: Ask, idents: list[str]) -> Iterator[Record]:
    store = ask.desk.engine.store
    for start in range(0, len(idents), _AT_ONCE):
        chunk = idents[start : start + _AT_ONCE]
        by_id = {one.id: one for one in store.record.incidents_by_id(chunk)}
        yield from incident_records(store, [by_id[one] for one in chunk if one in by_id])


def _csv(records: Iterator[Record]) -> Iterator[str]:
    columns = TABLES["incidents"]
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow(columns)
    for record in records:
        table.writerow([cell(column(record)) for column in columns.values()])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _excel(records: Iterator[Record]) -> Iterator[str]:
    yield "\ufeff"
    yield from _csv(records)


def _geojson(records: Iterator[Record]) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    for number, record in enumerate(records):
        yield (",\n" if number else "\n") + json.dumps(feature(record), ensure_ascii=False)
    yield "\n]}\n"


def _jsonl(records: Iterator[Record]) -> Iterator[str]:
    for record in records:
        text = line(record)
        yield text if text.endswith("\n") else text + "\n"


_WRITERS: dict[str, tuple[Callable[[Iterator[Record]], Iterator[str]], str, str]] = {
    "csv": (_csv, "incidents.csv", "text/csv; charset=utf-8"),
    "csv-excel": (_excel, "incidents.csv", "text/csv; charset=utf-8"),
    "geojson": (_geojson, "incidents.geojson", "application/geo+json"),
    "jsonl": (_jsonl, "incidents.jsonl", "application/x-ndjson"),
}
