"""Evidence as pages show it: numbered places in articles, each with its sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.domain.article import Article
from dateline.domain.incident import Evidence
from dateline.domain.report import Reading
from dateline.domain.text import Span
from dateline.web.show import marked

_WIDEST = 600


def sentence_around(reading: Reading, span: Span) -> Span:
    """The sentence that holds a span; where sentences are not known, some words around it."""
    for one in reading.sentences:
        if one.start <= span.start < one.end:
            end = max(one.end, min(span.end, one.start + _WIDEST))
            return Span(one.start, min(end, one.start + max(_WIDEST, span.end - one.start)))
    text = reading.article.text
    return Span(max(0, span.start - 120), min(len(text), max(span.end, span.start + 200)))


def quoted(reading: Reading, span: Span) -> dict[str, Any]:
    """A place in an article with its sentence, ready for JSON and templates."""
    around = sentence_around(reading, span)
    article = reading.article
    return {
        "document_id": article.id,
        "start": span.start,
        "end": span.end,
        "text": article.quote(span),
        "sentence": article.quote(around),
        "from": max(0, span.start - around.start),
        "to": max(0, span.end - around.start),
        **facts(article),
    }


def facts(article: Article) -> dict[str, Any]:
    """What a citation says of an article."""
    return {
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published.edtf() if article.published else None,
        "language": article.language,
        "url": article.url,
    }


def sentence_markup(quote: Mapping[str, Any]) -> Any:
    """The sentence with the words marked, unless they are nearly all of it."""
    if quote["to"] - quote["from"] > 0.75 * len(quote["sentence"]):
        return quote["sentence"]
    return marked(quote["sentence"], [(quote["from"], quote["to"])])


@dataclass
class Citations:
    """Numbers articles in the order in which a page first cites them; each citation has its own sentence."""

    readings: Mapping[str, Reading]
    listed: list[dict[str, Any]] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, one: Evidence) -> dict[str, Any] | None:
        """A place with its article's number; None when its article is not at hand."""
        reading = self.readings.get(one.article_id)
        if reading is None:
            return None
        quote = quoted(reading, one.span)
        if one.article_id not in self._numbers:
            self._numbers[one.article_id] = len(self._numbers) + 1
            self.listed.append({"number": self._numbers[one.article_id], **quote})
        return {"number": self._numbers[one.article_id], **quote}

    def several(self, many: Collection[Evidence]) -> list[dict[str, Any]]:
        """Several places, one for each article, in the order of the numbers."""
        found: dict[int, dict[str, Any]] = {}
        for one in many:
            cited = self.cite(one)
            if cited:
                found.setdefault(cited["number"], cited)
        return [found[number] for number in sorted(found)]
