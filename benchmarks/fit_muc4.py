"""Fit the weights of the MUC-4 mapping (`muc4_weights.json`) on the benchmark's development texts.

    MIRROR=... python benchmarks/fit_muc4.py FOLDER_OF_THE_BENCHMARK_SCRIPT SET=EXPORTED.jsonl ...

SET is `dev`, `tst1` or `tst2`; never a set on which figures are reported. A draft is wanted where the benchmark's own
scorer pairs it with a template of the key; a doer is right where its words match one of the pair's. Both are logistic
regressions over the features that `muc4_relevance.py` and `muc4_doers.py` name.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from muc4 import readings
from muc4_doers import doers, with_pairs
from muc4_relevance import features
from muc4_templates import Template, drafts
from muc4_weights import FILE

RARE = 8
"""Features met less often get no weight."""


def paired(made: Sequence[Template], key: Sequence[Any], bench: Any) -> dict[int, Any]:
    """The template of the key that the scorer pairs with each draft, by the draft's number."""
    shown = [as_response(one, bench) for one in made]
    found = []
    for number, one in enumerate(shown):
        for place, want in enumerate(key):
            fits = sum(bench.fills(s, want["slots"].get(s, []), one.get(s, []))[2] for s in bench.CORE)
            found.append((fits, number, place))
    pairs: dict[int, Any] = {}
    used: set[int] = set()
    for fits, number, place in sorted(found, reverse=True):
        if fits >= 2 and number not in pairs and place not in used:
            pairs[number] = key[place]
            used.add(place)
    return pairs


def as_response(made: Template, bench: Any) -> dict[str, list[dict[str, Any]]]:
    """A draft as the scorer holds responses."""
    row = {slot: fill if isinstance(fill, list) else [fill] for slot, fill in made.row().items() if slot in bench.SLOTS}
    return {
        slot: [{"alts": [tuple(f) if isinstance(f, list) else (f, None)], "opt": False} for f in fills]
        for slot, fills in row.items()
    }


def examples(sets: Sequence[str], bench: Any) -> Iterator[tuple[str, list[str], float]]:
    """What is weighed, the features, and whether it is right."""
    home = bench.git_dir(__import__("os").environ.get("MIRROR", "mirror"), "xinyadu+gtt")
    with tempfile.TemporaryDirectory() as cache:
        for asked in sets:
            name, _, exported = asked.partition("=")
            key = bench.parse_templates(bench.key_of(home, name))
            for reading in readings(Path(exported), Path(cache)):
                made = drafts(reading)
                pairs = paired(made, [k for k in key if k["doc"] == reading.article.id], bench)
                for number, one in enumerate(made):
                    yield "relevance", sorted(set(features(one, reading, len(made)))), float(number in pairs)
                    for doer in doers(one, reading) if number in pairs else ():
                        slot = "perp-org-id" if doer.group else "perp-ind-id"
                        right = [a[0] for f in pairs[number]["slots"].get(slot, []) for a in f["alts"]]
                        good = any(bench.sim_str(words, doer.words) for words in right)
                        yield "groups" if doer.group else "persons", with_pairs(doer), float(good)


def fitted(rows: Sequence[tuple[list[str], float]], ridge: float = 4.0, steps: int = 500) -> dict[str, float]:
    """Weights by gradient descent with momentum."""
    counts = Counter(name for facts, _ in rows for name in facts)
    names = sorted(name for name, times in counts.items() if times >= RARE)
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    for number, (facts, _) in enumerate(rows):
        table[number, [place[name] for name in facts if name in place]] = 1
    right = np.array([good for _, good in rows])
    weight, pace = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-table @ weight))
        pace = 0.9 * pace + table.T @ (chance - right) + ridge * weight
        weight -= 0.5 / len(rows) * pace
    return {name: round(float(weight[number]), 3) for name, number in place.items()}


def main() -> None:
    """Read, fit, write."""
    folder, *sets = sys.argv[1:]
    sys.path.insert(0, folder)
    sys.argv = sys.argv[:1]  # the benchmark's script looks at the arguments when it is imported
    bench = importlib.import_module("bench_muc4")
    rows: dict[str, list[tuple[list[str], float]]] = {"relevance": [], "groups": [], "persons": []}
    for what, facts, good in examples(sets, bench):
        rows[what].append((facts, good))
    FILE.write_text(
        json.dumps({what: fitted(found) for what, found in rows.items()}, indent=0, sort_keys=True), "utf-8"
    )


if __name__ == "__main__":
    main()
