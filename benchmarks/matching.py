"""Words a second of finding the names of actors and of places, on one core, in texts that dense and sparse news is.

    .venv/bin/python benchmarks/matching.py

Conflict news are the articles of the folder named by DATELINE_SHARED (long: the seeds; short: dev), else the shipped
example; the mixed feed has one such long article in eight, the rest is everyday news. 'find' is all that the books do:
names in every spelling, as spans with everyone they may mean. 'find_all' takes the texts together, which spares a fixed
sum for each.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from everyday import everyday_articles

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7


def main() -> int:
    """Measure and print."""
    import dateline
    from dateline.domain.names import fold_text
    from dateline.knowledge.actor_book import open_actor_book
    from dateline.knowledge.gazetteer import open_gazetteer

    data = Path(dateline.__file__).parent / "data"
    with tempfile.TemporaryDirectory() as cache:
        book = open_actor_book([data / "actors"], Path(cache))
        gazetteer = open_gazetteer([data / "places"], Path(cache))
    ways: dict[str, Callable[[str], object]] = {
        "fold": fold_text,
        "actors: find": book.find,
        "places: find": gazetteer.find,
    }
    print(f"{'million words a second':34s}" + "".join(f"{name:>16s}" for name in ways) + f"{'places: find_all':>18s}")
    for name, texts in feeds().items():
        words = sum(len(text.split()) for text in texts)
        row = "".join(f"{rate(partial(each, way, texts), words):16.2f}" for way in ways.values())
        together = rate(partial(gazetteer.find_all, texts), words)
        print(f"{name:20s}{len(texts):5d} x {words // len(texts):4d} {row}{together:18.2f}")
    return 0


def each(way: Callable[[str], object], texts: list[str]) -> None:
    """Do it with one text after the other."""
    for text in texts:
        way(text)


def feeds() -> dict[str, list[str]]:
    """Texts by what they are."""
    folder = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    found = {"conflict news, long": cleaned(folder / "seeds"), "conflict news, short": cleaned(folder / "dev")}
    if not found["conflict news, long"]:
        found = {"conflict news": cleaned(ROOT / "examples" / "news")}
    dense = next(iter(found.values()))
    everyday = list(everyday_articles(7 * len(dense)))
    return {**{name: texts for name, texts in found.items() if texts}, "everyday news": everyday,
            "mixed feed, 1 in 8": [*dense, *everyday]}  # fmt: skip


def cleaned(folder: Path) -> list[str]:
    """The texts of the articles in a folder."""
    from dateline.clean import clean
    from dateline.collect import collect
    from dateline.domain.article import Article, Raw

    if not folder.is_dir():
        return []
    source = folder / "articles.jsonl" if (folder / "articles.jsonl").exists() else folder
    raws = [raw for raw in collect(str(source), datetime(2026, 1, 1, tzinfo=UTC)) if isinstance(raw, Raw)]
    return [article.text for article in map(clean, raws) if isinstance(article, Article)]


def rate(work: Callable[[], object], words: int) -> float:
    """Millions of words a CPU second, the best round of several."""
    best = float("inf")
    again = max(1, 50_000 // words)
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(again):
            work()
        best = min(best, (time.process_time() - start) / again)
    return words / best / 1e6


if __name__ == "__main__":
    sys.exit(main())
