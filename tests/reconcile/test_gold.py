"""Reconciliation on hand-annotated reports: what it does when every report is read right."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dateline.reconcile.copies import sign
from dateline.reconcile.merge import Setting
from dateline.reconcile.origins import copy_pairs, origin_groups
from dateline.reconcile.record import reconcile

pytestmark = pytest.mark.gold

FLOORS = {"dev": 0.97, "dev-world": 0.94}
"""B-cubed F1 of incidents made from gold reports; raise them when a change does better."""


@pytest.fixture(scope="module", params=sorted(FLOORS))
def made(request: pytest.FixtureRequest, shared: Path) -> tuple[str, Any, Any, Mapping[str, str]]:
    """A development set reconciled: its name, articles, record, and origins."""
    gold = importlib.import_module("gold_reports")
    articles = gold.load(shared / request.param)
    signatures = [sign(one.article) for one in articles]
    pairs = copy_pairs(signatures)
    origins = origin_groups(signatures, pairs)
    return request.param, articles, reconcile(list(gold.members(articles)), Setting(origins)), origins


def bcubed(truth: Mapping[str, str], found: Mapping[str, str]) -> float:
    """B-cubed F1 of two groupings of the same things."""
    both = Counter((truth[one], found[one]) for one in truth)
    mine, theirs = Counter(found[one] for one in truth), Counter(truth.values())
    precision = sum(number * number / mine[key] for (_, key), number in both.items()) / len(truth)
    recall = sum(number * number / theirs[key] for (key, _), number in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def test_incidents_are_those_of_the_annotators(made: tuple[str, Any, Any, Any]) -> None:
    """Grouping of all asserted gold mentions stays above the floor."""
    name, articles, record, _ = made
    truth = {r.id: one.labels[r.id] for one in articles for r in one.reports if str(r.status) in ASSERTED}
    assert bcubed(truth, record.incident_of) >= FLOORS[name]


ASSERTED = ("happened", "alleged", "denied")


def test_all_copies_are_found_and_none_invented(made: tuple[str, Any, Any, Any], shared: Path) -> None:
    """The copies are exactly those annotated."""
    name, articles, _, origins = made
    gold = {p.stem: json.loads(p.read_text("utf-8")).get("copy_of") for p in (shared / name / "gold").glob("*.json")}
    ids = {one.article.id: one.name for one in articles}
    found = {ids[key]: ids.get(origin.copy_of(key) or "") for key, origin in origins.items()}
    assert {key: value for key, value in found.items() if value} == {k: v for k, v in gold.items() if v and k in found}


def test_independent_origins_are_counted_right(made: tuple[str, Any, Any, Any], shared: Path) -> None:
    """For nine of ten incidents the origins are the outlets less the copies, where the set tells them."""
    name, articles, record, _ = made
    clusters = json.loads((shared / name / "gold/clusters.json").read_text("utf-8"))
    outlets = {one.name: one.article.outlet for one in articles}
    ids = {one.article.id: one.name for one in articles}
    right = total = 0
    for incident in record.incidents:
        told = {ids[article] for article in incident.articles}
        for label in clusters.values():
            if told == {*label["news"], *label["recall"]}:
                expected = {outlets[one] or one for one in told - set(label.get("copies", []))}
                right += incident.independent_sources == len(expected)
                total += 1
    assert total > 5
    assert right >= 0.9 * total
