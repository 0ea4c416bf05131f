"""Many news pages, one shooting: group whole articles by incident and say how many died (SemEval-2018 Task 5 corpus).

    python benchmarks/incidents.py DOCS.jsonl PREDICTIONS.jsonl [--gold FILE --fit]

DOCS has `id`, `title`, `text`, `published`, `url`, `outlet`; PREDICTIONS gets `id`, `incident`, `killed`, `injured`,
`date`. The articles are read by the program's own pipeline and grouped by its constrained clustering. Because every
page tells one shooting at length, whole articles are compared here: words and full names weighed by how rare they are
in the collection, ages, days, tolls and places as read. With --fit the weights of these features are fitted on GOLD
(JSON Lines of `id`, `incident`; the development part only) and kept in `incidents_weights.json`.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from dateline.domain.article import Article, Failure, Source
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.ids import article_id
from dateline.domain.names import fold
from dateline.domain.report import Report
from dateline.domain.vocabulary import EventType, Status
from dateline.pipeline import open_knowledge, read, reading_steps
from dateline.reconcile.cluster import Pair, clusters, pair
from dateline.reconcile.view import stem, stop_words

WEIGHTS = Path(__file__).with_name("incidents_weights.json")
FEATURES = (
    "words", "root of words", "names", "any name", "days between", "same two days", "same four days", "event day",
    "other event day", "ages", "other ages", "killed", "other killed", "injured", "other injured",
    "place", "other place",
)  # fmt: skip
LEAST = 0.05
"""Cosine of their words below which two articles are not compared, unless they share a rare full name."""

SHIFT = 250
"""Points added to every pair, set on the development part: where the linkage joins best."""

_WORD = re.compile(r"[^\W\d_]{2,30}|\d{1,4}")
_FULL_NAME = re.compile(r"(?:[A-Z][a-z'’-]{1,20} |[A-Z]\. ){1,3}(?:Mc)?[A-Z][a-z'’-]{2,20}")
_AGE = re.compile(r"\b(\d{1,2})[- ](?:year|month)s?[- ]old|, (\d{1,2}),")
_DEADLY = re.compile(
    r"\b(?:kill(?:s|ed|ing)|dead|dies|died|death|deadly|fatal(?:ly)?|slain|murder(?:ed)?|homicide)\b", re.I
)
"""Words in headline or lead by which somebody died, where no report tells a number."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article as it is compared here; `id` and `article` are its document id."""

    id: str
    article: str
    published: int | None
    days: frozenset[int]
    killed: int | None
    injured: int | None
    deadly: bool
    towns: tuple[str, ...]
    places: frozenset[str]
    words: Mapping[str, int]
    names: frozenset[str]
    ages: frozenset[str]


def stories(rows: list[dict[str, str]]) -> list[Story]:
    """Read many documents, in two processes."""
    size = 50
    batches = [rows[i : i + size] for i in range(0, len(rows), size)]
    with ProcessPoolExecutor(2) as pool:
        return [one for batch in pool.map(_read_batch, batches) for one in batch]


_STEPS: list[object] = []


def _read_batch(rows: list[dict[str, str]]) -> list[Story]:
    if not _STEPS:
        _STEPS.append(reading_steps(open_knowledge(Path(tempfile.gettempdir()) / "dateline-benchmark")))
    return [_story(row, _STEPS[0]) for row in rows]


def _story(row: dict[str, str], steps: object) -> Story:
    published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    article = Article(
        id=article_id(None, row["id"]),
        source=Source(row.get("outlet"), row["id"]),
        text=row["text"],
        sha256=row["id"],
        title=row["title"],
        published=DateRange.day(published) if published else None,
    )
    found = read(article, steps)  # type: ignore[arg-type]
    reports = () if isinstance(found, Failure) else found.reports
    told = _told(reports)
    text = f"{row['title']}. {row['text'][:4000]}"
    return Story(
        id=row["id"],
        article=row["id"],
        published=published.toordinal() if published else None,
        days=frozenset(_days(told)),
        killed=_toll(told, "killed"),
        injured=_toll(told, "injured"),
        deadly=bool(_DEADLY.search(f"{row['title']}. {row['text'][:700]}")),
        towns=tuple(one.where.place.name for one in told if one.where and str(one.where.place.precision) == "town"),
        places=frozenset(one.where.place.id for one in told if one.where and str(one.where.place.precision) == "town"),
        words=_words(row),
        names=frozenset(_full_names(text)),
        ages=frozenset(a or b for a, b in _AGE.findall(text)),
    )


def _told(reports: Iterable[Report]) -> list[Report]:
    """The shootings an article tells, its own news first."""
    mine = [
        one
        for one in reports
        if one.type is EventType.ASSAULT and not one.aggregate and one.status is not Status.DENIED
    ]
    return sorted(mine, key=lambda one: (one.background, one.evidence[0].start))


def _days(told: Iterable[Report]) -> Iterator[int]:
    for one in told:
        when = one.when
        if when and when.earliest and when.latest and (when.latest - when.earliest).days <= 1:
            yield when.earliest.toordinal()


def _toll(told: Iterable[Report], field: str) -> int | None:
    counts: list[CountRange] = [count for one in told if (count := getattr(one, field)) is not None]
    first = next(iter(counts), None)
    return None if first is None else first.low if first.low is not None else first.high


def _words(row: dict[str, str]) -> dict[str, int]:
    stop = stop_words()
    seen: Counter[str] = Counter()
    for text, times in ((row["title"], 3), (row["text"][:3000], 1)):
        for word in _WORD.findall(fold(text)):
            if word not in stop:
                seen[stem(word)] += times
    return dict(seen)


def _full_names(text: str) -> Iterator[str]:
    for run in _FULL_NAME.findall(text):
        parts = fold(run).split()
        yield from (f"{a} {b}" for a, b in pairwise(parts) if len(a) > 1 and len(b) > 1)


class Collection:
    """Articles with what is rare among them."""

    def __init__(self, articles: list[Story]) -> None:
        self.articles = {one.id: one for one in articles}
        number = len(articles)
        used = Counter(word for one in articles for word in one.words)
        named = Counter(name for one in articles for name in one.names)
        self.rarity = {name: math.log(number / times) / math.log(number) for name, times in named.items()}
        self.vectors = {one.id: _vector(one, used, number) for one in articles}

    def candidates(self) -> dict[Pair, float]:
        """Pairs worth comparing, with the cosine of their words."""
        found: dict[Pair, float] = {}
        kept: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for key in sorted(self.vectors):
            near: dict[str, float] = defaultdict(float)
            for word, weight in self.vectors[key].items():
                for other, theirs in kept[word]:
                    near[other] += weight * theirs
                kept[word].append((key, weight))
            mine = self.articles[key].names
            for other, cosine in near.items():
                shared = mine & self.articles[other].names
                if cosine >= LEAST or any(self.rarity[name] > 0.6 for name in shared):
                    found[pair(key, other)] = cosine
        return found

    def features(self, two: Pair, cosine: float) -> list[float]:
        """What speaks for and against one incident, in the order of `FEATURES`."""
        a, b = self.articles[two[0]], self.articles[two[1]]
        rare = sum(self.rarity[name] for name in a.names & b.names)
        gap = abs(a.published - b.published) if a.published and b.published else 30
        apart = min((abs(x - y) for x in a.days for y in b.days), default=0)
        return [
            cosine, math.sqrt(max(cosine, 0.0)), min(rare, 4.0), min(rare, 1.0), math.log1p(gap), gap <= 1, gap <= 3,
            bool(a.days & b.days), apart > 2,
            min(len(a.ages & b.ages), 3), bool(a.ages and b.ages and not a.ages & b.ages),
            *_counts(a.killed, b.killed), *_counts(a.injured, b.injured),
            bool(a.places & b.places), bool(a.places and b.places and not a.places & b.places),
        ]  # fmt: skip


def _counts(one: int | None, other: int | None) -> tuple[bool, bool]:
    return one is not None and one == other, one is not None and other is not None and one != other


def _vector(one: Story, used: Counter[str], number: int) -> dict[str, float]:
    raw = {
        word: (1 + math.log(times)) * math.log(number / used[word])
        for word, times in one.words.items()
        if 1 < used[word] <= number * 0.2
    }
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items()}


def group(known: Collection, weights: Mapping[str, float]) -> dict[str, str]:
    """Document -> label of its incident."""
    cosines = known.candidates()
    scores = {two: _score(known, two, cosine, weights) for two, cosine in cosines.items()}
    likely = {two: value for two, value in scores.items() if value >= 0}

    def points(a: Story, b: Story) -> int:
        return scores.get(pair(a.id, b.id), -4000)

    label = {}
    for part in _connected(known.articles, likely):
        inside = set(part)
        near = {two: value for two, value in likely.items() if inside.issuperset(two)}
        for found in clusters([known.articles[one] for one in part], likely=near, points=points):
            label.update(dict.fromkeys(found, found[0]))
    return label


def _score(known: Collection, two: Pair, cosine: float, weights: Mapping[str, float]) -> int:
    values = zip(FEATURES, known.features(two, cosine), strict=True)
    return round(1000 * (weights["bias"] + sum(weights[name] * value for name, value in values))) + SHIFT


def _connected(ids: Iterable[str], edges: Iterable[Pair]) -> list[list[str]]:
    parent = {one: one for one in ids}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in edges:
        parent[root(a)] = root(b)
    parts: dict[str, list[str]] = defaultdict(list)
    for one in parent:
        parts[root(one)].append(one)
    return list(parts.values())


def fit(known: Collection, gold: Mapping[str, str]) -> dict[str, float]:
    """Logistic regression by Newton steps, ridge 1."""
    import numpy as np

    cosines = sorted(known.candidates().items())
    x = np.array([[1.0, *map(float, known.features(two, cosine))] for two, cosine in cosines])
    y = np.array([gold[two[0]] == gold[two[1]] for two, _ in cosines], dtype=float)
    scale = np.maximum(x.std(0), 1e-9)
    scale[0] = 1.0
    x = x / scale
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        hessian = (x.T * (p * (1 - p))) @ x + np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + w)
    names = ("bias", *FEATURES)
    return {name: round(float(value), 4) for name, value in zip(names, w / scale, strict=True)}


def predictions(known: Collection, label: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """One line per document; tolls are those that most articles of the incident tell, 0 when none tells any."""
    together: dict[str, list[Story]] = defaultdict(list)
    for one, key in label.items():
        together[key].append(known.articles[one])
    for one in known.articles:
        mine = together[label[one]]
        towns = [town for story in mine for town in story.towns]
        day = _most(sorted(day for story in mine for day in story.days))
        yield {
            "id": one,
            "incident": label[one],
            "killed": _killed(mine),
            "injured": _most(sorted(story.injured for story in mine if story.injured is not None)) or 0,
            "date": date.fromordinal(day).isoformat() if day else None,
            "city": min(towns, key=lambda town: (-towns.count(town), town), default=None),
        }


def _killed(mine: list[Story]) -> int:
    told = _most(sorted(story.killed for story in mine if story.killed is not None))
    deadly = sum(story.deadly for story in mine) * 2 > len(mine)
    return int(deadly) if told is None else told


def _most(values: list[int]) -> int | None:
    return min(values, key=lambda one: (-values.count(one), -one)) if values else None


def main() -> None:
    """Read, group, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.docs.read_text("utf-8").splitlines()]
    known = Collection(stories(rows))
    if given.fit:
        gold = {row["id"]: row["incident"] for row in map(json.loads, given.gold.read_text("utf-8").splitlines())}
        WEIGHTS.write_text(json.dumps(fit(known, gold), indent=1) + "\n", "utf-8")
    label = group(known, json.loads(WEIGHTS.read_text("utf-8")))
    lines = (json.dumps(one) for one in predictions(known, label))
    given.predictions.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
