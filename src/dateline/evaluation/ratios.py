"""Ratios: precision, recall and F1, B-cubed, and pairing best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")
Figures = dict[str, Any]


def ratio(part: float, whole: float) -> float:
    """A share to three places; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def prf(right: float, found: float, wanted: float) -> Figures:
    """Precision, recall and F1 from how many are right, found and wanted."""
    p, r = (right / found if found else 0.0), (right / wanted if wanted else 0.0)
    return {"p": round(p, 3), "r": round(r, 3), "f1": ratio(2 * p * r, p + r), "gold": wanted, "pred": found}


def pair_best_first(
    gold: Sequence[A], found: Sequence[B], score: Callable[[A, B], float], floor: float = 0.34
) -> list[tuple[int, int]]:
    """Pairs of positions by falling score, each item once, none below the floor; ties in the order given."""
    scored = [(score(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for value, i, j in sorted(scored, key=lambda item: -item[0]):
        if value < floor:
            break
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> Figures:
    """B-cubed of two labellings of the same mentions (Bagga and Baldwin, 1998)."""
    if not gold:
        return prf(0, 0, 0)
    in_gold: dict[str, set[int]] = defaultdict(set)
    in_found: dict[str, set[int]] = defaultdict(set)
    for at, (one, other) in enumerate(zip(gold, found, strict=True)):
        in_gold[one].add(at)
        in_found[other].add(at)
    shared = [(in_gold[one], in_found[other]) for one, other in zip(gold, found, strict=True)]
    p = sum(len(a & b) / len(b) for a, b in shared) / len(gold)
    r = sum(len(a & b) / len(a) for a, b in shared) / len(gold)
    return {"p": round(p, 3), "r": round(r, 3), "f1": ratio(2 * p * r, p + r), "mentions": len(gold)}


def reliability(judged: Iterable[tuple[float, bool]]) -> dict[str, Figures]:
    """How often records of about the same confidence are right: a row for each rounded tenth that occurs.

    Well set confidence has `share` near the row's own value. `of` is the number of records.
    """
    rows: dict[str, list[bool]] = {}
    for sure, right in judged:
        rows.setdefault(f"{round(sure, 1):.1f}", []).append(right)
    return {
        at: {"right": sum(rights), "of": len(rights), "share": ratio(sum(rights), len(rights))}
        for at, rights in sorted(rows.items())
    }
