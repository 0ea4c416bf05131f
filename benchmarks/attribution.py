"""Answers for the attribution benchmark (PolNeAR): who says what, as token spans.

    python benchmarks/attribution.py EXPORTED.jsonl PREDICTIONS.jsonl

`EXPORTED.jsonl` holds `{"id", "tokens"}` lines (one sentence each), as the benchmark's own script exports them; the
predictions are lines `{"id", "spans": [{"role", "start", "end"}]}` (token offsets, end exclusive) that the same script
scores. The corpus labels one layer: of attributions inside each other the outer one is answered.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.domain.text import Span
from dateline.extract.statements import grammar, load_speech
from dateline.extract.statements.attributed import Attribution
from dateline.extract.statements.attribution import find_attributions
from dateline.extract.statements.fallback import bare_quotation
from dateline.extract.statements.quotes import Quotes, find_quotes
from dateline.extract.syntax.parse import Parsed, Parser, load_parser
from dateline.extract.words.sentences import split_sentences

_PLAIN = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def detokenised(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The sentence as text and where each token stands in it."""
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for token in tokens:
        plain = _PLAIN.get(token, token)
        glued = plain in (
            ".",
            ",",
            "?",
            "!",
            ";",
            ":",
            "'s",
            "’s",
            "n't",
            "n’t",
            "”",
            ")",
            "]",
            "'re",
            "'ve",
            "'ll",
            "'d",
            "'m",
            "%",
        )
        opened = bool(parts) and parts[-1] in ("“", "(", "[", "$")
        if parts and not glued and not opened:
            parts.append(" ")
            at += 1
        parts.append(plain)
        spans.append(Span(at, at + len(plain)))
        at += len(plain)
    return "".join(parts), spans


def tokens_of(span: Span, places: Sequence[Span]) -> tuple[int, int] | None:
    """The tokens that a span covers, end exclusive."""
    inside = [number for number, place in enumerate(places) if place.overlaps(span)]
    return (inside[0], inside[-1] + 1) if inside else None


def outermost(found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions that stand in no other's content."""
    for made in found:
        cue = made.cue_span()
        held = any(span.contains(cue) for other in found if other is not made for span in other.content_spans())
        if not held and made.sources:
            yield made


def answers(text: str, places: Sequence[Span], parser: Parser) -> list[dict[str, object]]:
    """The role spans of one sentence."""
    found: list[tuple[str, Span]] = []
    quotes = find_quotes(text)
    parses = parser.parse(text, list(enumerate(split_sentences(text))))
    for made in outermost([made for parsed in parses for made in _made(parsed, text, quotes)]):
        found += [("source", source_span(made, text)), ("cue", made.cue_span())]
        found += [("content", span) for span in made.content_spans()]
    for quote in quotes.spans:
        alone = bare_quotation(text, sentence_of(quote, text), quotes)
        if alone is not None and not any(span.overlaps(quote) for _, span in found):
            found.append(("content", quote))
    spans = {(role, *covered) for role, span in found if (covered := tokens_of(span, places))}
    return [{"role": role, "start": start, "end": end} for role, start, end in sorted(spans)]


def sentence_of(quote: Span, text: str) -> Span:
    """The sentence in which a quotation begins."""
    return next(span for span in split_sentences(text) if span.end > quote.start)


def _made(parsed: Parsed, text: str, quotes: Quotes) -> tuple[Attribution, ...]:
    return find_attributions(grammar.make_view(parsed, text, quotes, []), load_speech())


def source_span(made: Attribution, text: str) -> Span:
    """The whole noun phrase of the speakers; the corpus counts the comma that closes an apposition."""
    ranges = [grammar.np_range(made.view.parsed, head, whole=True) for head in made.sources]
    span = made.view.span(min(first for first, _ in ranges), max(last for _, last in ranges))
    closing = text[span.end : span.end + 1]
    return Span(span.start, span.end + 1) if closing == "," and "," in span.quote(text) else span


def main() -> None:
    """Write one prediction a sentence."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("exported", type=Path)
    ask.add_argument("predictions", type=Path)
    options = ask.parse_args()
    parser = load_parser()
    with options.exported.open(encoding="utf-8") as lines, options.predictions.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            text, places = detokenised(row["tokens"])
            out.write(json.dumps({"id": row["id"], "spans": answers(text, places, parser)}) + "\n")


if __name__ == "__main__":
    main()
