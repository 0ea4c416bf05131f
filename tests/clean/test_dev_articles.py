"""The shared development articles: input lines whose text still has some of its page around it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.clean import clean
from dateline.collect import collect
from dateline.domain.article import Article

pytestmark = pytest.mark.gold
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def pairs(folder: Path) -> list[tuple[dict, Article]]:
    articles = {a.external_id: a for raw in collect(str(folder / "articles.jsonl"), NOW) for a in [clean(raw)]}
    golds = (json.loads(path.read_text()) for path in sorted((folder / "gold").glob("*.json")))
    return [(gold, articles[gold["doc_id"]]) for gold in golds if "doc_id" in gold]


def test_bodies_begin_and_end_where_the_story_does(shared):
    """First and last words are those marked; a dateline that the annotation counts is kept as a fact instead."""
    for gold, article in pairs(shared / "dev"):
        last = re.findall(r"\w+", gold["body_last_words"])
        assert re.findall(r"\w+", article.text)[-len(last) :] == last, gold["doc_id"]
        if not re.match(r"[A-Z]{4}", gold["body_first_words"]):
            assert article.text.startswith(gold["body_first_words"]), gold["doc_id"]
        else:
            assert article.dateline_place == gold["dateline_place"], gold["doc_id"]


def test_evidence_stays_verbatim(shared, evidence):
    """Every annotated sentence of the development set stands character for character in the body."""
    lost = [
        (gold["doc_id"], quote) for gold, a in pairs(shared / "dev") for quote in evidence(gold) if quote not in a.text
    ]
    assert lost == []


def test_evidence_of_other_regions_stays_verbatim(shared, evidence):
    """The same for real articles of other regions, but for sentences that were marked together with their dateline."""
    folder = shared / "dev-world"
    lost = [quote for gold, a in pairs(folder) for quote in evidence(gold) if quote not in a.text]
    dateline = re.compile(r"(?:[A-Z]{4,}[^a-z]{0,60}?(?:--|[–—])|\(Reuters\) -)")
    assert [quote for quote in lost if not dateline.match(quote)] == []


@pytest.mark.parametrize(
    ("field", "floor"), [("published", 39), ("updated", 52), ("byline", 52), ("dateline_place", 52)]
)
def test_printed_facts_are_found(shared, field, floor):
    """How many of 53 facts agree with the annotation; a date given by the input but not printed counts as wrong here."""
    agree = 0
    for gold, article in pairs(shared / "dev"):
        value = getattr(article, field)
        agree += (str(value) if value else None) == gold.get(field)
    assert agree >= floor


def test_a_printed_date_is_never_lost(shared):
    """Wherever the annotation has a date of publication, the article has the same."""
    wrong = [g["doc_id"] for g, a in pairs(shared / "dev") if g["published"] and str(a.published) != g["published"]]
    assert wrong == []
