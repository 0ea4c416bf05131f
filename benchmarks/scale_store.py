"""What adding one article costs with a real store: an SQLite file with very many generated articles.

    python benchmarks/scale_store.py [--articles 100000] [--probes 300] [--folder DIR]

The articles are those of `scale_reconcile.py`, one report each. The record is made with the program's own store and
settler, in batches; then further articles of the same stream are added one by one, as the engine adds them: kept with
their reading in one transaction, then copies, origins, groups and incidents brought up to date in another. Reading the
text is left out (`benchmarks/reading.py` measures that). Times are CPU seconds of one process.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Iterable
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
from dateline.store.protocol import Entry, RawFact
from dateline.store.sql import open_file
from scale_reconcile import made, parted

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 500


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
        raw=RawFact(f"{abs(hash(one.id)):064x}"[-64:], "page", f"https://example.org/{one.id}", NOW),
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


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--probes", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where to keep the database (default: a folder that goes again)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        print(json.dumps(measure(Path(folder) / "record.sqlite", given.articles, given.probes), indent=1))


def measure(file: Path, articles: int, probes: int) -> dict[str, float]:
    """Make the record, then add to it."""
    store = open_file(file)
    settler = Settler(store, batch=AT_ONCE)
    views, newcomers = parted(list(made(articles + probes)), probes)
    start = time.process_time()
    for part in _parts(views):
        for one in part:
            store.articles.add(entry(one))
        settler.settle()
    batch = time.process_time() - start
    del views
    gc.freeze()
    late = [entry(one) for one in newcomers]
    settler = Settler(store)
    adding, settling = [], []
    for one in late:
        start = time.process_time()
        store.articles.add(one)
        between = time.process_time()
        settler.settle()
        adding.append((between - start) * 1000)
        settling.append((time.process_time() - between) * 1000)
    both = sorted(a + b for a, b in zip(adding, settling, strict=True))
    counts = store.health.counts()
    store.close()
    return {
        "articles": articles,
        "incidents": counts["incidents"],
        "batch_s": round(batch, 1),
        "database_mb": round(file.stat().st_size / 2**20),
        "add_one_ms_median": round(statistics.median(both), 2),
        "add_one_ms_p99": round(both[int(len(both) * 0.99) - 1], 2),
        "add_one_ms_max": round(both[-1], 2),
        "of_it_keeping_ms_median": round(statistics.median(adding), 2),
        "of_it_reconciling_ms_median": round(statistics.median(settling), 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _parts(views: list[ReportView]) -> Iterable[list[ReportView]]:
    return (views[at : at + AT_ONCE] for at in range(0, len(views), AT_ONCE))


if __name__ == "__main__":
    main()
