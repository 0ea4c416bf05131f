"""Toponyms of news texts with coordinates, for scoring against public geoparsing corpora.

Reads JSON lines `{"corpus", "doc", "text"}` and writes `{"corpus", "doc", "toponyms": [{start, end, lat, lon}]}`:

    python benchmarks/geoparsing.py --texts texts.jsonl --out answers.jsonl [--cache DIR] [--corpus NAME ...]

The corpora's own script writes the texts (`bench_geoparsing.py --export texts.jsonl`) and scores the answers
(`bench_geoparsing.py --pred answers.jsonl`); nothing is drawn by chance, so the same data give the same figures.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from importlib.resources import files
from pathlib import Path

from dateline.domain.vocabulary import ActorKind
from dateline.knowledge.actor_book import ActorBook, open_actor_book
from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer
from dateline.resolve.places import resolve_places

_NO_PLACES = (ActorKind.PERSON, ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.OUTLET)


def toponyms(gazetteer: Gazetteer, book: ActorBook, text: str) -> list[dict[str, float | int]]:
    """Start, end, latitude and longitude of every place found in a text; 'Iraqi' counts as naming the country."""
    actors = book.find(text)
    adjectives, countries, blocked = [], Counter[str](), []
    for hit in actors:
        codes = {known.country for known in hit.candidates if known.country}
        if hit.adjective and len(codes) == 1:
            code = codes.pop()
            countries[code] += 1
            adjectives.append((hit.span, code))
        elif hit.candidates and all(known.kind in _NO_PLACES for known in hit.candidates):
            blocked.append(hit.span)
    choices = resolve_places(text, gazetteer.find(text), gazetteer.place, countries, blocked)
    found = [(c.span.start, c.span.end, c.place.lat, c.place.lon) for c in choices]
    for span, code in adjectives:
        country = gazetteer.country(code)
        if country and not any(start < span.end and span.start < end for start, end, _, _ in found):
            found.append((span.start, span.end, country.lat, country.lon))
    return [
        {"start": start, "end": end, "lat": lat, "lon": lon}
        for start, end, lat, lon in sorted(found)
        if lat is not None and lon is not None
    ]


def main() -> None:
    """Read texts, write answers."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dateline-bench")
    options.add_argument("--corpus", nargs="*", default=None)
    given = options.parse_args()
    data = Path(str(files("dateline") / "data"))
    gazetteer = open_gazetteer([data / "places"], given.cache)
    book = open_actor_book([data / "actors"], given.cache)
    with given.texts.open(encoding="utf-8") as lines, given.out.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            if given.corpus is None or row["corpus"] in given.corpus:
                answer = {
                    "corpus": row["corpus"],
                    "doc": row["doc"],
                    "toponyms": toponyms(gazetteer, book, row["text"]),
                }
                out.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
