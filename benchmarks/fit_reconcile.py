"""Fit the weights that join the features of `dateline.reconcile.compare`, and measure how far they can be trusted.

    python benchmarks/fit_reconcile.py FOLDER... [--write]

Each FOLDER has `articles.jsonl` and `gold/` (hand-made annotations with shared incident ids). Every candidate pair of
reports is one example; each report also takes part with fields left out at random, because readers miss some. The fit
is a logistic regression pulled towards the weights set by hand (`PRIOR`), no weight below zero. Reliability comes from
cross-validation over groups of incidents: predicted probability against the share of pairs that are truly one.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from dateline.reconcile.cluster import candidate_pairs
from dateline.reconcile.compare import FEATURES, barred, scores
from dateline.reconcile.view import ReportView
from gold_reports import load, members

PRIOR_BIAS = -3.0
PRIOR = {
    "day": (2.5, 4.0),
    "news time": (1.2, 2.0),
    "place": (2.2, 3.0),
    "type": (0.6, 1.2),
    "actors": (1.2, 0.8),
    "recipients": (1.0, 0.5),
    "sides": (0.0, 2.0),
    "killed": (1.2, 0.9),
    "injured": (1.2, 0.6),
    "weapon": (0.8, 1.2),
    "weapon count": (1.0, 0.5),
    "words": (2.0, 0.6),
    "names": (1.8, 0.3),
    "clause": (3.0, 0.0),
    "background": (0.3, 1.0),
    "article": (0.0, 3.0),
}
STRENGTH = 1.5
"""How strongly weights are pulled to the prior: the data are a few hundred pairs of some thirty incidents."""

DROPS = {"day": 0.15, "place": 0.3, "actors": 0.3, "recipients": 0.4, "killed": 0.3, "injured": 0.3, "weapon": 0.3}
REPLICAS = 3
FOLDS = 8


@dataclass(frozen=True, slots=True)
class Examples:
    """Feature values (positive and negative parts side by side), truth, and the group for cross-validation."""

    x: np.ndarray
    y: np.ndarray
    group: np.ndarray


def examples(folders: list[Path]) -> Examples:
    """Every candidate pair of every folder."""
    rows, truth, groups = [], [], []
    dice = random.Random(7)  # noqa: S311
    for folder in folders:
        articles = load(folder)
        labels = {key: label for one in articles for key, label in one.labels.items()}
        views = [one.view for one in members(articles) if one.view.asserted]
        for replica in range(1 + REPLICAS):
            seen = {one.id: one if replica == 0 else _degraded(one, dice) for one in views}
            for a, b in sorted(candidate_pairs(seen.values())):
                if barred(seen[a], seen[b]):
                    continue
                found = scores(seen[a], seen[b])
                rows.append([part for score in found for part in (max(score, 0.0), min(score, 0.0))])
                truth.append(labels[a] == labels[b])
                groups.append(hash_of(min(labels[a], labels[b])))
    return Examples(np.array(rows), np.array(truth, dtype=float), np.array(groups) % FOLDS)


def hash_of(text: str) -> int:
    """A number that is the same in every run."""
    return sum((i + 1) * ord(char) for i, char in enumerate(text))


def _degraded(one: ReportView, dice: random.Random) -> ReportView:
    drop = {field for field, share in DROPS.items() if dice.random() < share}
    if "day" in drop:
        one = replace(one, first=None, last=None, grain="")
    if "place" in drop:
        one = replace(one, place=None, place_name="", precision="", admin1=None)
    changes = {field: frozenset() for field in ("actors", "recipients") if field in drop}
    changes |= {field: None for field in ("killed", "injured", "weapon") if field in drop}  # type: ignore[dict-item]
    return replace(one, **changes)  # type: ignore[arg-type]


def fit(data: Examples, rows: np.ndarray) -> np.ndarray:
    """Weights (bias first), by projected gradient steps; the prior holds where the data say little."""
    prior = np.array([PRIOR_BIAS, *(weight for feature in FEATURES for weight in PRIOR[feature.name])])
    x = np.hstack([np.ones((len(data.x), 1)), data.x])[rows]
    y = data.y[rows]
    weight = 1.0 / (1 + REPLICAS)
    w = prior.copy()
    for _ in range(6000):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = weight * x.T @ (p - y) + STRENGTH * (w - prior)
        w -= 0.01 * gradient
        w[1:] = np.maximum(w[1:], 0.0)
    return w


def reliability(data: Examples) -> dict[str, object]:
    """Cross-validated: Brier score, log loss, and predicted against true share in six bins."""
    x = np.hstack([np.ones((len(data.x), 1)), data.x])
    p = np.zeros(len(data.y))
    for fold in range(FOLDS):
        out = data.group == fold
        p[out] = 1 / (1 + np.exp(-np.clip(x[out] @ fit(data, ~out), -30, 30)))
    bins = []
    for low, high in ((0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 1.01)):
        mine = (p >= low) & (p < high)
        if mine.any():
            shares = [round(float(p[mine].mean()), 3), round(float(data.y[mine].mean()), 3)]
            bins.append({"pairs": int(mine.sum()), "predicted": shares[0], "true": shares[1]})
    loss = -np.mean(data.y * np.log(p + 1e-9) + (1 - data.y) * np.log(1 - p + 1e-9))
    return {
        "pairs": len(p),
        "same": int(data.y.sum()),
        "brier": round(float(np.mean((p - data.y) ** 2)), 4),
        "log_loss": round(float(loss), 4),
        "bins": bins,
    }


def main() -> None:
    """Fit, print, and with --write keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    data = examples(given.folders)
    w = fit(data, np.ones(len(data.y), dtype=bool))
    names = [feature.name for feature in FEATURES]
    weights = {name: [round(float(v), 3) for v in w[1 + 2 * i : 3 + 2 * i]] for i, name in enumerate(names)}
    result = {"bias": round(float(w[0]), 3), "weights": weights, "reliability": reliability(data)}
    print(json.dumps(result, indent=1))
    if given.write:
        path = Path(__file__).parent.parent / "src/dateline/data/reconcile/weights.json"
        path.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
