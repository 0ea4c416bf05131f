"""A small world for reading tests: a few actors, places and dates found by plain search, the real parser and lexicons."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from dateline.domain.actor import ActorMention, DateMention, Place, PlaceMention
from dateline.domain.article import Article, Source
from dateline.domain.dates import DateRange
from dateline.domain.report import Report
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind, PlacePrecision
from dateline.extract.events import find_reports, sentences_to_parse
from dateline.extract.syntax.parse import load_parser
from dateline.extract.words.lexicon import load_lexicon
from dateline.extract.words.sentences import split_sentences

PUBLISHED = date(2024, 3, 15)
ACTORS = {
    "Red Falcons": ("red-falcons", ActorKind.ARMED_GROUP, None),
    "Hill Brigade": ("hill-brigade", ActorKind.ARMED_GROUP, None),
    "Noria": ("noria", ActorKind.STATE, "NR"),
    "Norian forces": ("norian-army", ActorKind.GOVERNMENT_BODY, "NR"),
    "Sumland": ("sumland", ActorKind.STATE, "SU"),
    "Interior Ministry": ("interior", ActorKind.GOVERNMENT_BODY, "NR"),
    "Omar Tahan": ("omar-tahan", ActorKind.PERSON, "NR"),
}
PLACES = {
    "Karda": (PlacePrecision.TOWN, "NR"),
    "Port Selim": (PlacePrecision.TOWN, "NR"),
    "Camp Dawn": (PlacePrecision.POINT, "NR"),
    "Noria": (PlacePrecision.COUNTRY, "NR"),
    "Sumland": (PlacePrecision.COUNTRY, "SU"),
}
DATES = {
    "on Monday": date(2024, 3, 11),
    "on Tuesday": date(2024, 3, 12),
    "on Wednesday": date(2024, 3, 13),
    "January 2": date(2024, 1, 2),
    "February 9": date(2024, 2, 9),
}
Read = Callable[..., tuple[Report, ...]]


def article(text: str, published: date | None = PUBLISHED) -> Article:
    """An article with nothing but a text and a day."""
    when = DateRange.day(published) if published else None
    return Article("a-test", Source("Test Post", "test"), text, "0" * 64, published=when)


def _spans(text: str, words: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(words)}\b", text)]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a text in the small world: (text, published) -> reports."""
    lexicon, parser = load_lexicon(), load_parser()

    def reading(text: str, published: date | None = PUBLISHED) -> tuple[Report, ...]:
        made = article(text, published)
        actors = [
            ActorMention(span, ident, name, kind, country)
            for name, (ident, kind, country) in ACTORS.items()
            for span in _spans(text, name)
        ]
        places = [
            PlaceMention(span, Place(name.lower(), name, precision, country))
            for name, (precision, country) in PLACES.items()
            for span in _spans(text, name)
        ]
        dates = [DateMention(span, DateRange.day(day)) for words, day in DATES.items() for span in _spans(text, words)]
        sentences = split_sentences(text)
        parses = parser.parse(text, sentences_to_parse(made, sentences, actors, lexicon))
        return find_reports(made, sentences, parses, actors, places, dates, lexicon)

    return reading
