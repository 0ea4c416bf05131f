"""What adding one article costs with a real store: an SQLite file with very many generated articles.

    python benchmarks/scale_store.py [--at 100000 ...] [--probes 300] [--folder DIR]

The articles are those of `scale_reconcile.py`, one report each, a year of them (100,000) after the other. The record is
made with the program's own store and settler, in batches. At each of the sizes asked for, further articles of the years
since the last size are added one by one, as the engine adds them: kept with their reading in one transaction, then
copies, origins, groups and incidents brought up to date in another. Reading the text is left out
(`benchmarks/reading.py` measures that). Times are CPU seconds of one process. As other programs on the machine slow
this one down, a fixed piece of work (JSON and counting) is done between the articles, and its time is told as well.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from dateline.domain.actor import Place
from dateline.domain.article import Article, Source
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.report import Located, Participant, Reading, Report
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType, PlacePrecision, Stance
from dateline.engine.settling import Settler
from dateline.reconcile.block import block_keys
from dateline.reconcile.copies import bands, sign
from dateline.reconcile.view import ReportView
from dateline.store.protocol import Entry, RawFact, Store
from dateline.store.sql import open_file
from scale_reconcile import PER_DAY, START, made

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 500
YEAR = 100_000
"""Articles a year, 275 a day."""


def entry(one: ReportView) -> Entry:
    """The article, report and keys behind a generated view."""
    text = f"{' '.join(sorted(one.words))} {one.clause} as {one.outlet} tells of {one.id}."
    day = DateRange.day(date.fromordinal(one.published)) if one.published else None
    article = Article(one.article, Source(one.outlet or "", one.article), text, one.id, published=day)
    report = Report(
        id=one.id,
        article_id=one.article,
        type=EventType(one.type),
        evidence=(Span(0, len(text)),),
        mode=one.mode,
        actors=tuple(Participant(name, name, None, Stance.STATED) for name in sorted(one.actors)),
        recipients=tuple(Participant(name, name, None, Stance.STATED) for name in sorted(one.recipients)),
        when=DateRange.day(date.fromordinal(one.first)) if one.first else None,
        where=_where(one),
        killed=CountRange(*one.killed) if one.killed else None,
        weapon=one.weapon,
        background=one.background,
        confidence=0.8,
    )
    signature = sign(article)
    return Entry(
        raw=RawFact(hashlib.sha256(one.id.encode()).hexdigest(), "page", f"https://example.org/{one.id}", NOW),
        reading=Reading(article, reports=(report,), reader="1"),
        views={one.id: one.row()},
        keys={one.id: block_keys(one)},
        fingerprint=signature.row(),
        bands=bands(signature),
    )


def _where(one: ReportView) -> Located | None:
    if one.place is None:
        return None
    return Located(Place(one.place, one.place_name, PlacePrecision.TOWN, "XX", one.admin1, one.lat, one.lon), None)


def year(number: int, whole: int, articles: int) -> list[ReportView]:
    """The first articles of one year of the stream, which has `whole` of them."""
    days = whole // PER_DAY
    start = START + number * (days + 1)
    return list(made(articles, seed=5 + number, days=days, start=start, first=number * whole))


def main() -> None:
    """Measure, and print one JSON object for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", type=int, nargs="+", default=[YEAR], help="sizes at which to measure, in articles")
    parser.add_argument("--probes", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where to keep the database (default: a folder that goes again)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for found in measure(Path(folder) / "record.sqlite", sorted(given.at), given.probes):
            print(json.dumps(found, indent=1), flush=True)


def measure(file: Path, sizes: list[int], probes: int) -> Iterator[dict[str, float]]:
    """Make the record, and at each size add to it."""
    store = open_file(file)
    settler = Settler(store, batch=AT_ONCE)
    dice = random.Random(9)  # noqa: S311
    done, batch, late = 0, 0.0, list[ReportView]()
    whole = min(YEAR, sizes[0])
    for size in sizes:
        while done < size:
            room = min(size - done, whole - done % whole)
            views = year(done // whole, whole, done % whole + room + probes)[done % whole :]
            apart = set(dice.sample(range(len(views)), probes))
            late.extend(views[i] for i in sorted(apart))
            batch += fill(store, settler, [one for i, one in enumerate(views) if i not in apart])
            done += room
        newcomers = [entry(one) for one in dice.sample(late, probes)]
        late = []
        yield {"articles": size, "batch_s": round(batch, 1)} | added(store, newcomers) | sizes_of(store, file)
    store.close()


def fill(store: Store, settler: Settler, views: list[ReportView]) -> float:
    """Add many articles; CPU seconds."""
    start = time.process_time()
    for at in range(0, len(views), AT_ONCE):
        with store.articles.database.at_once():  # type: ignore[attr-defined]
            for one in views[at : at + AT_ONCE]:
                store.articles.add(entry(one))
        settler.settle()
    return time.process_time() - start


def added(store: Store, newcomers: list[Entry]) -> dict[str, float]:
    """Add articles one by one; milliseconds."""
    gc.collect()
    gc.freeze()
    settler = Settler(store)
    adding, settling, yardstick = [], [], []
    for one in newcomers:
        yardstick.append(fixed_work())
        start = time.process_time()
        store.articles.add(one)
        between = time.process_time()
        settler.settle()
        adding.append((between - start) * 1000)
        settling.append((time.process_time() - between) * 1000)
    both = sorted(a + b for a, b in zip(adding, settling, strict=True))
    return {
        "add_one_ms_median": round(statistics.median(both), 2),
        "add_one_ms_p99": round(both[int(len(both) * 0.99) - 1], 2),
        "add_one_ms_max": round(both[-1], 2),
        "of_it_keeping_ms_median": round(statistics.median(adding), 2),
        "of_it_reconciling_ms_median": round(statistics.median(settling), 2),
        "fixed_work_ms_median": round(statistics.median(yardstick), 3),
    }


_WORK = json.dumps([{"a": i, "b": [str(i)] * 5, "c": {"x": i * 1.5, "y": f"word {i}"}} for i in range(150)])


def fixed_work() -> float:
    """Milliseconds that the same small piece of work takes just now."""
    start = time.process_time()
    data = json.loads(_WORK)
    counts: dict[str, int] = {}
    for one in data:
        for word in one["b"]:
            counts[word] = counts.get(word, 0) + 1
    json.dumps([data, sorted(counts)])
    return (time.process_time() - start) * 1000


def sizes_of(store: Store, file: Path) -> dict[str, float]:
    """How much there is now."""
    return {
        "incidents": store.health.counts()["incidents"],
        "database_mb": round(file.stat().st_size / 2**20),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    main()
