"""The shared seeds: four saved pages and one feed without tags become fourteen clean articles."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.clean import clean
from dateline.collect import collect
from dateline.domain.article import Article, Raw

pytestmark = pytest.mark.gold
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[Article]:
    found = list(collect(str(shared / "seeds"), NOW))
    assert all(isinstance(outcome, Raw) for outcome in found)
    return [clean(outcome) for outcome in found]


@pytest.fixture(scope="module")
def pairs(shared: Path, articles: list[Article]) -> list[tuple[dict, Article]]:
    """Each annotation with its article: by address for feed items, by the file's number for pages."""
    by_url = {article.url: article for article in articles if article.url}
    by_number = {article.external_id.split("_")[0]: article for article in articles if article.external_id}
    golds = [json.loads(path.read_text()) for path in sorted((shared / "gold").glob("0*.json"))]
    return [(gold, by_url[gold["url"]] if gold["url"] else by_number[gold["doc_id"]]) for gold in golds]


def test_the_seeds_are_fourteen_articles(articles):
    """Four pages and ten feed items, none twice, none missing."""
    assert len(articles) == 14
    assert len({article.id for article in articles}) == 14


def test_each_feed_item_has_its_own_facts(pairs):
    """Every item of the feed has its own address, title, date and the feed's publisher."""
    items = [(gold, article) for gold, article in pairs if gold["url"]]
    assert len(items) == 10
    for gold, article in items:
        told = (article.url, article.title, str(article.published), article.outlet)
        assert told == (gold["url"], gold["title"], gold["published"], gold["outlet"])


def test_bodies_begin_and_end_where_the_story_does(pairs):
    """The first and last words of at least thirteen of fourteen bodies are those that people marked."""
    starts = sum(words(a.text)[: len(words(g["body_first_words"]))] == words(g["body_first_words"]) for g, a in pairs)
    ends = sum(words(a.text)[-len(words(g["body_last_words"])) :] == words(g["body_last_words"]) for g, a in pairs)
    assert (starts >= 13, ends >= 13) == (True, True), (starts, ends)


@pytest.mark.parametrize("field", ["title", "outlet", "byline", "dateline_place", "published", "updated"])
def test_facts_are_those_that_people_found(pairs, field):
    """Title, publisher, byline, place and dates are as annotated, and empty where the page prints none."""
    wrong = [
        (gold["doc_id"], gold[field], str(getattr(article, field)))
        for gold, article in pairs
        if (str(getattr(article, field)) if getattr(article, field) else None) != gold[field]
    ]
    assert wrong == []


def test_nothing_of_the_page_is_left_in_a_body(articles):
    """No menu, list of links, newsletter box, subscription notice or alternative text stands in any body."""
    traces = re.compile(
        r"most read|subscri|newsletter|hot opinion|photo credit|read more|short url|automatically generated|"
        r"all rights reserved|live updates|automated translation|privacy policy|terms of use|banned in russia",
        re.IGNORECASE,
    )
    assert [(article.id, traces.findall(article.text)) for article in articles if traces.search(article.text)] == []


def test_marked_evidence_stays_verbatim(pairs, evidence):
    """Every annotated piece of evidence stands character for character in the text or in a caption."""
    missing = [
        (gold["doc_id"], quote[:60])
        for gold, article in pairs
        for quote in evidence(gold)
        if quote not in article.text and not any(quote in caption for caption in article.captions)
    ]
    assert missing == []


def test_origins_are_the_publishers_that_the_text_names(pairs):
    """What a text was taken from is found where it says so, and the outlet itself is never its own origin."""
    expected = {
        "001-01": {"MEMRI"},
        "001-02": {"MEMRI"},
        "001-03": {"Middle East Monitor", "The Guardian"},
        "001-05": {"MEMRI"},
        "001-06": {"MEMRI"},
        "001-07": {"Sputnik"},
        "001-09": {"POLITICO"},
        "001-10": {"Kurdistan 24"},
    }
    assert {gold["doc_id"]: set(article.origins) for gold, article in pairs if article.origins} == expected


def test_the_translated_page_is_marked(pairs):
    """A page that says it was translated, and texts torn by translation, are marked."""
    marked = {gold["doc_id"] for gold, article in pairs if article.translated}
    assert {"003", "001-03", "001-04", "001-07", "001-09"} <= marked
    assert not {"000", "002", "004", "001-08"} & marked
