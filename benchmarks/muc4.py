"""Answers for the MUC-4 benchmark: the violent incidents of 1988-1991 wires from Latin America, as templates.

    python benchmarks/muc4.py EXPORTED.jsonl PREDICTIONS.jsonl

`EXPORTED.jsonl` holds `{"doc", "text"}` lines as the benchmark's own script exports them; the predictions are lines
`{"doc", "templates"}` that the same script scores. The reader reads each wire as it reads any article; what stands
here only turns its reports into the benchmark's templates: which reports are terrorist incidents in its sense, which
of them make one template, and in which words its slots are filled.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.clean.dateline import find_opening
from dateline.domain.article import Article, Source
from dateline.domain.report import Reading
from dateline.pipeline import open_knowledge, read, reading_steps
from muc4_templates import templates_of

_HEADER = re.compile(r"\A[A-Z0-9]+-MUC\d-\d{4}[^\n]*\n\s*")


def article_of(doc: str, text: str) -> Article:
    """The wire without its number; the day, the place and the agency are those of its dateline."""
    body = _HEADER.sub("", text)
    opening = find_opening(body)
    when, agency, place = (opening.when, opening.agency, opening.place) if opening else (None, None, None)
    digest = hashlib.sha256(body.encode()).hexdigest()
    return Article(doc, Source(agency, doc), body, digest, published=when, dateline_place=place)


def readings(exported: Path, cache: Path) -> Iterator[Reading]:
    """The reading of each exported wire."""
    steps = reading_steps(open_knowledge(cache))
    with exported.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found = read(article_of(row["doc"], row["text"]), steps)
            if isinstance(found, Reading):
                yield found


def main() -> None:
    """Write one line of templates a wire."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("exported", type=Path)
    ask.add_argument("predictions", type=Path)
    ask.add_argument("--cache", type=Path, default=Path(".cache"))
    options = ask.parse_args()
    with options.predictions.open("w", encoding="utf-8") as out:
        for found in readings(options.exported, options.cache):
            row = {"doc": found.article.id, "templates": [made.row() for made in templates_of(found)]}
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
