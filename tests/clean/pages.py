"""Saved pages and their approved articles."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from dateline.clean import clean
from dateline.collect import collect
from dateline.domain.article import Article, Raw

PAGES = Path(__file__).resolve().parent.parent / "pages"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def approved(folder: Path) -> Path:
    """The file that holds the approved article of a page."""
    return folder / "expected.json"


def article_of(folder: Path) -> Article:
    """The article that cleaning finds in a folder's page."""
    (page,) = folder.glob("page.*")
    (outcome,) = collect(str(page), NOW)
    assert isinstance(outcome, Raw), outcome
    return clean(outcome)


def as_json(article: Article) -> str:
    """The whole article but for what depends on where the checkout lies."""
    return (
        json.dumps(
            {
                "title": article.title,
                "outlet": article.outlet,
                "url": article.url,
                "external_id": article.external_id,
                "byline": article.byline,
                "published": article.published and str(article.published),
                "updated": article.updated and str(article.updated),
                "language": article.language,
                "dateline_place": article.dateline_place,
                "translated": article.translated,
                "origins": list(article.origins),
                "captions": list(article.captions),
                "text": article.text.split("\n"),
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )
