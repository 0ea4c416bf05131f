"""From the packaged gazetteers and the own place lists to one index of arrays."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.domain.names import fold
from dateline.domain.vocabulary import PlacePrecision
from dateline.errors import Flaw, KnowledgeError
from dateline.knowledge.gazetteer.folding import Folding, Keys, case_table, fold_table
from dateline.knowledge.gazetteer.place_files import TYPES, OwnPlace, PlaceFiles, read_place_files
from dateline.knowledge.gazetteer.rows import ALIAS, LOWER, MAIN, PLACE_BITS, WEAK, Row, Rows
from dateline.knowledge.gazetteer.sources import read_cities, read_city_subdivisions, read_countries, read_subdivisions

INDEX_VERSION = 9
FILTER_BITS = 24
IS_NAME, IS_BEGINNING, IS_LOWER = 1, 2, 4
KINDS = ("country", "admin1", "admin2", "capital", "city", *TYPES)
PRECISIONS = tuple(PlacePrecision)
_KIND_WEIGHT = {"country": 9.0, "admin1": 1.5, "admin2": -1.0, "region": 4.0, "sea": 4.0, "town": 1.0}
_HEAD_WORDS = frozenset(
    """province governorate oblast state region krai kray county department republic prefecture district municipality
    respublika okrug territory parish emirate""".split()
)
# The Arabic article in Latin letters; a name of these countries is met with and without it.
ARTICLES = frozenset("al el ar as ad ash at az an ad dh eth".split())
ARABIC_COUNTRIES = frozenset("IQ SY JO LB PS IL YE SA KW QA BH AE OM EG LY TN DZ MA SD MR DJ SO TD ER IR EH".split())
# Countries whose names come to the gazetteer from another script, with marks that no newspaper prints.
_ROMANISED = ARABIC_COUNTRIES | frozenset(
    """AF AM BD BG BT BY CN CY ET GE GR IN JP KG KH KP KR KZ LA LK MK MM MN MV NP PK RS RU TH TJ TM TW UA UZ""".split()
)
# Countries whose subdivisions news calls as GeoNames does; elsewhere a shorter alternate is mostly the English name.
_AS_WRITTEN = frozenset(
    """AF AO AR AU BF BI BJ BO BR CA CD CF CI CL CM CO CR CU DO EC ET GB GH GN GT HN HT IE IN KE LR ML MM MW MX MZ NE NG
    NI NZ PA PE PH PK PY RW SD SL SN SO SS SV TD TG TZ UG US UY VE ZA ZM ZW""".split()
)
_MARKS = str.maketrans(dict.fromkeys("‘’ʻʼʿʾ`", "") | {"ə": "a", "ı": "i", "ł": "l", "đ": "d", "ø": "o"})
_JOIN_KM = 20.0
_JOINED = ("town", "district")


def build_index(folders: Iterable[Path]) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Arrays and meta data of the whole gazetteer; raises KnowledgeError naming every mistake of the place lists."""
    files = read_place_files([Path(folder) for folder in folders])
    rows = Rows()
    _add_countries(rows, files)
    _add_subdivisions(rows)
    _add_cities(rows, files)
    _set_subdivision_centres(rows)
    flaws = [*_add_subdivision_names(rows, files), *_add_own(rows, files)]
    if flaws:
        raise KnowledgeError(tuple(flaws))
    return _pack(rows, files)


def _add_countries(rows: Rows, files: PlaceFiles) -> None:
    for country in read_countries():
        lat, lon, own = files.countries.get(country.code, (None, None, ()))
        row = Row("country", country.name, country.code, lat, lon, country.population, "country", country.geonameid)
        row.names.update(dict.fromkeys((country.name, *own), MAIN))
        for name in country.names:
            row.names.setdefault(name, ALIAS)
        rows.countries[country.code] = rows.add(row)


def _add_subdivisions(rows: Rows) -> None:
    second = []
    for sub in read_subdivisions():
        first = sub.code.count(".") == 1
        country = sub.code[:2]
        row = Row("admin1" if first else "admin2", sub.name, country, None, None, 0, "", sub.geonameid)
        row.precision = "province" if first else "district"
        if first:
            row.parent = rows.countries.get(country, -1)
            for name in (sub.name, *sub.names):
                row.names.setdefault(name, MAIN)
                row.names.setdefault(_without_head(name), MAIN)
            row.name = _shown_subdivision(country, sub.name, row.names)
            rows.subdivisions[sub.code] = rows.by_source_row[sub.row] = rows.add(row)
        else:
            row.names.update(dict.fromkeys(sub.names, ALIAS) | {sub.name: MAIN})
            second.append((sub, row))
    for sub, row in second:
        row.parent = rows.subdivisions.get(sub.code.rsplit(".", 1)[0], rows.countries.get(sub.code[:2], -1))
        rows.subdivisions[sub.code] = rows.by_source_row[sub.row] = rows.add(row)


def _shown_subdivision(country: str, name: str, names: Iterable[str]) -> str:
    """The name that news in English prints, as far as the sources tell; the lists have the last word."""
    if country in _AS_WRITTEN:
        return _shown(country, name)
    plain = [spelling for spelling in names if spelling and spelling.isascii()]
    return min(plain, key=lambda spelling: (_plainness(spelling), len(spelling)), default=name)


def _shown(country: str, name: str) -> str:
    return _without_head(_without_marks(name) if country in _ROMANISED else name)


def _plainness(name: str) -> int:
    """Prefer a bare English name ('Anbar') to one with a head word or a foreign ending."""
    words = fold(name).split()
    return (words[-1:] != [] and words[-1] in _HEAD_WORDS) + 2 * (words[:1] != [] and words[0] in ARTICLES)


def _without_head(name: str) -> str:
    words = name.split()
    if len(words) > 1 and fold(words[-1]) in _HEAD_WORDS:
        return " ".join(words[:-1])
    return name


def _add_cities(rows: Rows, files: PlaceFiles) -> None:
    narrow = read_city_subdivisions()
    for city in read_cities():
        parent = rows.by_source_row.get(narrow.get(city.geonameid, -1), -1)
        if parent < 0:
            parent = rows.subdivisions.get(f"{city.country}.{city.admin1}", rows.countries.get(city.country, -1))
        shown = _without_marks(city.name) if city.country in _ROMANISED else city.name
        row = Row("city", shown, city.country, city.lat, city.lon, city.population, "town", city.geonameid, parent)
        row.names[city.name] = MAIN
        for name in city.names:
            if not _is_code(name):
                row.names.setdefault(name, ALIAS)
        rows.add(row)
    capitals = {country.code: country.capital for country in read_countries()}
    towns = [(place.countries[0], name) for place in files.places if place.type in _JOINED for name in place.names]
    rows.index_cities([*capitals.items(), *towns])
    for code, capital in capitals.items():
        named = [rows.all[at] for at in rows.cities_named(code, capital)]
        if named:
            max(named, key=lambda row: row.population).kind = "capital"


def _without_marks(name: str) -> str:
    """'Tikrīt' as news writes it, 'Tikrit'; "Mer'awi" is 'Merawi'."""
    split = unicodedata.normalize("NFKD", name)
    return "".join(char for char in split if not unicodedata.combining(char)).translate(_MARKS)


def _is_code(name: str) -> bool:
    """Airport codes and web addresses stand among the alternate names."""
    return (name.isascii() and name.isupper() and len(name) <= 4) or "/" in name or name.isdigit()


def _set_subdivision_centres(rows: Rows) -> None:
    """The middle of a subdivision is the mean of the cells (quarter degrees) in which it has cities."""
    cells: dict[int, dict[tuple[int, int], tuple[float, float]]] = {}
    people: dict[int, int] = {}
    for row in rows.all:
        at = row.parent if row.kind in ("city", "capital") else -1
        while at >= 0 and rows.all[at].kind in ("admin1", "admin2"):
            if row.lat is not None and row.lon is not None:
                cells.setdefault(at, {}).setdefault((int(row.lat * 4), int(row.lon * 4)), (row.lat, row.lon))
            people[at] = people.get(at, 0) + row.population
            at = rows.all[at].parent
    for at, found in cells.items():
        row = rows.all[at]
        row.lat = sum(lat for lat, _ in found.values()) / len(found)
        row.lon = sum(lon for _, lon in found.values()) / len(found)
        row.population = people[at]


def _add_subdivision_names(rows: Rows, files: PlaceFiles) -> list[Flaw]:
    flaws = []
    for names, entry in files.subdivisions:
        country, admin1 = entry.value["country"], entry.value["admin1"]
        at = rows.find_admin1(country, admin1)
        if at is None:
            flaws.append(entry.flaw(f"no first-level subdivision of {country} is called {admin1!r}", "admin1"))
            continue
        rows.all[at].name = entry.value.get("show") or _shown(country, admin1)
        if "lat" in entry.value:
            rows.all[at].lat, rows.all[at].lon = float(entry.value["lat"]), float(entry.value["lon"])
        for name in names:
            rows.all[at].names[name] = MAIN
            rows.note_admin1(at, name)
    return flaws


def _add_own(rows: Rows, files: PlaceFiles) -> list[Flaw]:
    flaws = []
    for place in files.places:
        country = place.countries[0]
        parent = rows.countries.get(country, -1)
        if place.admin1:
            at = rows.find_admin1(country, place.admin1)
            if at is None:
                message = f"no first-level subdivision of {country} is called {place.admin1!r}"
                flaws.append(place.at.flaw(message, "admin1"))
                continue
            parent = at
        if place.precision == "province" and place.admin1:
            rows.all[parent].lat, rows.all[parent].lon = place.lat, place.lon
            rows.all[parent].names.update(dict.fromkeys(place.names, MAIN))
        elif place.type not in _JOINED or not _joined_with_city(rows, place):
            _add_own_row(rows, place, parent)
    return flaws


def _add_own_row(rows: Rows, place: OwnPlace, parent: int) -> None:
    row = Row(place.type, place.name, place.countries[0], place.lat, place.lon, 0, place.precision, 0, parent)
    row.own_id = place.id
    row.countries = place.countries
    row.names.update(dict.fromkeys(place.names, MAIN))
    rows.add(row)
    if place.type == "region":
        _replace_subdivision(rows, place)


def _replace_subdivision(rows: Rows, place: OwnPlace) -> None:
    """One 'West Bank' is enough: a region of the lists takes the names of the subdivision that it equals."""
    taken = {fold(name) for name in place.names}
    for country in place.countries:
        at = rows.find_admin1(country, place.names[0])
        if at is not None:
            names = rows.all[at].names
            rows.all[at].names = {name: flags for name, flags in names.items() if fold(name) not in taken}


def _joined_with_city(rows: Rows, place: OwnPlace) -> bool:
    """Give the names to the GeoNames city that this entry equals, if there is one."""
    for name in place.names:
        for at in rows.cities_named(place.countries[0], name):
            row = rows.all[at]
            if row.distance_km(place.lat, place.lon) <= _JOIN_KM:
                row.names.update(dict.fromkeys(place.names, MAIN))
                row.name, row.precision = place.names[0], place.precision
                return True
    return False


def _pack(rows: Rows, files: PlaceFiles) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    codes = sorted({row.country for row in rows.all})
    folding = Folding(table := fold_table(), case := case_table())
    arrays: dict[str, NDArray[Any]] = {
        "fold": table,
        "case": case,
        "lat": np.array([np.nan if row.lat is None else row.lat for row in rows.all], dtype=np.float32),
        "lon": np.array([np.nan if row.lon is None else row.lon for row in rows.all], dtype=np.float32),
        "population": np.array([min(row.population, 2**31 - 1) for row in rows.all], dtype=np.int32),
        "geonameid": np.array([row.geonameid for row in rows.all], dtype=np.int32),
        "parent": np.array([row.parent for row in rows.all], dtype=np.int32),
        "country": np.array([codes.index(row.country) for row in rows.all], dtype=np.uint16),
        "kind": np.array([KINDS.index(row.kind) for row in rows.all], dtype=np.uint8),
        "precision": np.array([PRECISIONS.index(PlacePrecision(row.precision)) for row in rows.all], dtype=np.uint8),
    }
    arrays["by_geonameid"] = np.argsort(arrays["geonameid"], kind="stable").astype(np.int32)
    arrays["sorted_geonameids"] = arrays["geonameid"][arrays["by_geonameid"]]
    texts = ["\x1f".join(dict.fromkeys((row.name, *row.names))).encode() for row in rows.all]
    arrays["text_at"] = np.concatenate(([0], np.cumsum([len(text) for text in texts]))).astype(np.uint32)
    arrays["text"] = np.frombuffer(b"".join(texts), dtype=np.uint8)
    arrays |= _pack_names(rows, files, folding)
    meta = {
        "version": INDEX_VERSION,
        "countries": codes,
        "by_code": rows.countries,
        "own": {row.own_id: at for at, row in enumerate(rows.all) if row.own_id},
        "spread": {str(at): list(row.countries) for at, row in enumerate(rows.all) if len(row.countries) > 1},
    }
    return arrays, meta


def _pack_names(rows: Rows, files: PlaceFiles, folding: Folding) -> dict[str, NDArray[Any]]:
    names: list[str] = []
    posted, scored, lower = array("I"), array("f"), []
    never = {fold(word) for word in files.never}
    weak = {fold(word) for word in files.weak}
    for at, row in enumerate(rows.all):
        weight = _weight(row)
        for text, flags, folded in _spellings(row):
            if folded.removeprefix("the ") not in never and len(folded) > 1 and not folded.isdigit():
                names.append(text)
                flag = flags | (WEAK if folded in weak else 0)
                score = weight - (2.0 if flags & ALIAS else 0.0)
                posted.append(at | flag)
                scored.append(score)
                if flag & LOWER:
                    lower.append(folding.words(text).keys[:1])
    keys, counts, beginnings = folding.name_keys(names)
    places, scores = np.array(posted, dtype=np.uint32), np.array(scored, dtype=np.float32)
    good = (counts > 0) & (counts <= 8)
    keys, places, scores, counts = keys[good], places[good], scores[good], counts[good]
    order = np.lexsort((-scores, keys))
    keys, places = keys[order], places[order]
    unique, first = np.unique(keys, return_index=True)
    return {
        "keys": unique,
        "postings_at": np.append(first, len(keys)).astype(np.uint32),
        "postings": places,
        "filter": _filter(unique, beginnings, lower),
    }


def _weight(row: Row) -> float:
    return float(np.log10(row.population + 10)) + _KIND_WEIGHT.get(row.kind, 2.0 if row.own_id else 0.0)


def _spellings(row: Row) -> Iterable[tuple[str, int, str]]:
    """Each spelling with its flags and folded form; names of Arabic countries also without their article."""
    for name, given in row.names.items():
        flags = given
        folded = fold(name)
        words = folded.split()
        if row.own_id and len(words) > 1 and row.kind not in ("town", "prison") and name.isascii():
            flags |= LOWER
        yield name, flags, folded
        if len(words) > 1 and words[0] in ARTICLES and row.country in ARABIC_COUNTRIES and name.isascii():
            yield folded[len(words[0]) :].strip(), (flags & ~(MAIN | LOWER)) | ALIAS, " ".join(words[1:])


def _filter(names: Keys, beginnings: list[Keys], firsts: list[Keys]) -> NDArray[np.uint8]:
    """By the first bits of a key: may it be a name, the beginning of one, the first word of one met in lower case?"""
    flags = np.zeros(1 << FILTER_BITS, dtype=np.uint8)
    for flag, sets in ((IS_NAME, [names]), (IS_BEGINNING, beginnings), (IS_LOWER, firsts)):
        for keys in sets:
            flags[keys >> np.uint64(64 - FILTER_BITS)] |= flag
    return flags


PLACE_MASK = np.uint32((1 << PLACE_BITS) - 1)
