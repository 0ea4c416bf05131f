"""Answers for the article-extraction benchmark: bodies of saved pages as Dateline cleans them.

    python benchmarks/article_extraction.py EXPORTED_PAGES_DIR PREDICTIONS.jsonl

`EXPORTED_PAGES_DIR` holds `<id>.html` files, as the benchmark's own script exports them; the predictions are lines
`{"id", "articleBody"}` that the same script scores. `--plain` answers with trafilatura's text alone, for comparison;
`--text` takes the tags away first and answers from the page's whole text, as people save it.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from dateline.clean import clean
from dateline.clean.html import fragment_text, parse
from dateline.clean.story import read_story
from dateline.collect import collect
from dateline.domain.article import Failure
from dateline.errors import UnreadableInput


def cleaned(page: Path) -> str:
    """The article's body as the whole program sees it; empty where the page could not be read."""
    outcome = next(iter(collect(str(page), datetime.now(UTC))))
    if isinstance(outcome, Failure):
        return ""
    try:
        return clean(outcome).text
    except UnreadableInput:
        return ""


def plain(page: Path) -> str:
    """What the extraction library alone finds."""
    return trafilatura.extract(page.read_text(encoding="utf-8", errors="replace"), include_comments=False) or ""


def from_text(page: Path) -> str:
    """The body found in the page's text with all its menus and boxes, without any tags."""
    tree = parse(page.read_text(encoding="utf-8", errors="replace"))
    for head in list(tree.iter("head")):
        head.drop_tree()
    return read_story(fragment_text(tree)).text


def main() -> None:
    """Write one prediction a page."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("pages", type=Path)
    ask.add_argument("predictions", type=Path)
    ask.add_argument("--plain", action="store_true")
    ask.add_argument("--text", action="store_true")
    options = ask.parse_args()
    answer = plain if options.plain else from_text if options.text else cleaned
    with options.predictions.open("w", encoding="utf-8") as out:
        for page in sorted(options.pages.glob("*.html")):
            out.write(json.dumps({"id": page.stem, "articleBody": answer(page)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
