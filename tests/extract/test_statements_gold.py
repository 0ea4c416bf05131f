"""Floors for statements and relations on the shared annotations, read by the whole pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.domain.article import Article, Source
from dateline.domain.dates import parse_edtf
from dateline.domain.names import fold
from dateline.domain.report import Reading
from dateline.pipeline import open_knowledge, read, reading_steps

FLOORS = {"dev": {"acts": 0.60, "kinds": 0.40}, "dev-world": {"acts": 0.45, "kinds": 0.35}}
"""Shares of annotated statements (and relations) for which the same article has one of the same act (kind) that shares
its evidence words; lower than the scorer's figures on purpose: a guard against breaking, not a measure."""


@pytest.fixture(scope="module")
def readings(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Reading]]:
    """Every article of the development sets as the program reads it."""
    steps = reading_steps(open_knowledge(tmp_path_factory.mktemp("knowledge")))
    found: dict[str, dict[str, Reading]] = {}
    for name in FLOORS:
        lines = (shared / name / "articles.jsonl").read_text("utf-8").splitlines()
        for row in map(json.loads, filter(None, lines)):
            published = parse_edtf(row["published"][:10]) if row.get("published") else None
            article = Article(row["id"], Source(row.get("outlet"), row["id"]), row["text"], "", published=published)
            reading = read(article, steps)
            assert isinstance(reading, Reading)
            found.setdefault(name, {})[row["id"]] = reading
    return found


def annotated(folder: Path, ident: str, part: str) -> Iterator[tuple[str, str]]:
    """(act or kind, evidence) of each annotation of an article."""
    rows = json.loads((folder / "gold" / f"{ident}.json").read_text("utf-8"))[part]
    for row in rows:
        evidence = row["evidence"] if isinstance(row["evidence"], str) else " ".join(row["evidence"])
        yield row["act" if part == "statements" else "relation"], evidence


def told(reading: Reading, part: str) -> list[tuple[str, str]]:
    """(act or kind, evidence) of each thing read."""
    text = reading.article.text
    if part == "statements":
        return [(s.act.value, " ".join(e.quote(text) for e in s.evidence)) for s in reading.statements]
    return [(r.kind.value, r.evidence[0].quote(text)) for r in reading.relations]


def shares(a: str, b: str) -> bool:
    """The shorter evidence has half of its words in the longer one."""
    short, long = sorted((set(fold(a).split()), set(fold(b).split())), key=len)
    return len(short & long) * 2 >= len(short)


@pytest.mark.gold
@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize(("part", "floor"), [("statements", "acts"), ("relations", "kinds")])
def test_most_annotations_are_found(
    readings: dict[str, dict[str, Reading]], shared: Path, name: str, part: str, floor: str
) -> None:
    """The reading finds a good share of what a careful person annotated."""
    hits = total = 0
    for ident, reading in readings[name].items():
        mine = told(reading, part)
        for kind, evidence in annotated(shared / name, ident, part):
            total += 1
            hits += any(kind == other and shares(evidence, words) for other, words in mine)
    assert hits >= FLOORS[name][floor] * total


@pytest.mark.gold
@pytest.mark.parametrize("name", FLOORS)
def test_every_span_is_verbatim_and_every_tie_leads_somewhere(
    readings: dict[str, dict[str, Reading]], name: str
) -> None:
    """Evidence lies in the text; `about` is a report of the article or an actor; ids are unique."""
    for reading in readings[name].values():
        known = {report.id for report in reading.reports} | {mention.actor_id for mention in reading.actors}
        for statement in reading.statements:
            assert all(0 <= e.start < e.end <= len(reading.article.text) for e in statement.evidence)
            assert statement.about is None or statement.about in known
        assert len({s.id for s in reading.statements}) == len(reading.statements)
        assert len({r.id for r in reading.relations}) == len(reading.relations)
