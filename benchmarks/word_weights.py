"""Make `data/reconcile/word_weights.tsv`: how telling a word or a name is, from how many documents use it.

    python benchmarks/word_weights.py CORPUS... > src/dateline/data/reconcile/word_weights.tsv

Each CORPUS is a JSON Lines file of documents with `text` (and `title`). A word's weight is its inverse document
frequency in the corpus where it is most common, scaled to 0..1; words in fewer than one document in 250 are left out,
because a word that is not in the table weighs 1. Only counts are kept, no text.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path

from dateline.reconcile.view import name_keys, stems

RAREST = 1 / 250


def rates(path: Path) -> tuple[dict[str, float], int]:
    """Share of a corpus's documents that use each stem or name key."""
    seen: Counter[str] = Counter()
    documents = 0
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = f"{row.get('title') or ''}. {row['text'][:3000]}"
        seen.update(stems(text))
        seen.update("^" + key for key in name_keys(text))
        documents += 1
    return {word: number / documents for word, number in seen.items()}, documents


def main(paths: list[str]) -> None:
    """Print the table."""
    table: dict[str, float] = {}
    total = 0
    for path in paths:
        found, documents = rates(Path(path))
        total += documents
        for word, rate in found.items():
            table[word] = max(table.get(word, 0.0), rate)
    print(f"# word or ^name-key, tab, weight; from document frequencies in {len(paths)} corpora, {total} documents")
    for word, rate in sorted(table.items()):
        if rate >= RAREST:
            print(f"{word}\t{min(1.0, math.log(rate) / math.log(RAREST)):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
