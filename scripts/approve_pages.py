"""Rewrite the approved articles of `tests/pages/` from what cleaning gives now; read the difference before committing.

python scripts/approve_pages.py [NAME ...]
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from dateline.clean import clean
from dateline.collect import collect
from dateline.domain.article import Article, Failure

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "tests" / "pages"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def folders() -> list[Path]:
    """One folder a saved page."""
    return sorted(folder for folder in PAGES.iterdir() if folder.is_dir())


def approved(folder: Path) -> Path:
    """The file that holds the approved article of a page."""
    return folder / "expected.json"


def article_of(folder: Path) -> Article:
    """The article that cleaning finds in a folder's page."""
    (page,) = folder.glob("page.*")
    (outcome,) = collect(str(page), NOW)
    if isinstance(outcome, Failure):
        raise SystemExit(str(outcome))
    return clean(outcome)


def as_json(article: Article) -> str:
    """The whole article but for what depends on where the checkout lies."""
    record = {
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
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def main(names: list[str]) -> int:
    """Write one `expected.json` a page; prints the names of those that changed."""
    for folder in folders():
        if names and folder.name not in names:
            continue
        new, target = as_json(article_of(folder)), approved(folder)
        if not target.exists() or target.read_text(encoding="utf-8") != new:
            target.write_text(new, encoding="utf-8")
            sys.stdout.write(f"changed: {target.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
