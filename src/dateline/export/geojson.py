"""GeoJSON (RFC 7946): incidents as points; one without coordinates keeps its facts and has no geometry."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.export.bundle import Bundle
from dateline.export.csv_tables import TABLES
from dateline.export.records import Record
from dateline.export.whole import whole_file

PRECISION_METRES = {"point": 1_000, "town": 5_000, "district": 25_000, "province": 100_000, "region": 250_000}
"""How far off a point may lie, for drawing an area instead; our own round figures. A country has none."""


def feature(record: Record) -> Record:
    """One incident as a feature with flat properties."""
    place = record["place"] or {}
    known = place.get("lat") is not None and place.get("lon") is not None
    properties = {}
    for name, column in TABLES["incidents"].items():
        value = column(record)
        if name not in ("place_lat", "place_lon"):
            properties[name] = "; ".join(map(str, value)) if isinstance(value, list) else value
    properties["precision_m"] = PRECISION_METRES.get(place.get("precision", ""))
    geometry = {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if known else None
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties}


def write_geojson(bundle: Bundle, folder: Path) -> dict[str, int]:
    """Write incidents.geojson, one feature a line."""
    number = 0
    with whole_file(folder / "incidents.geojson") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for number, record in enumerate(bundle.incidents(), start=1):
            file.write(("\n" if number == 1 else ",\n") + json.dumps(feature(record), ensure_ascii=False))
        file.write("\n]}\n")
    return {"incidents.geojson": number}
