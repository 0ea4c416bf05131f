"""A small world of names, and the statements of a text in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.domain.actor import ActorMention
from dateline.domain.report import Report, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements import find_statements, sentences_to_parse
from dateline.extract.syntax.parse import load_parser
from dateline.extract.words.sentences import split_sentences

from .conftest import article

WORLD = {
    "Red Falcons": ("red-falcons", ActorKind.ARMED_GROUP, None),
    "Hill Brigade": ("hill-brigade", ActorKind.ARMED_GROUP, None),
    "Noria": ("noria", ActorKind.STATE, "NR"),
    "Norian army": ("norian-army", ActorKind.GOVERNMENT_BODY, "NR"),
    "Sumland": ("sumland", ActorKind.STATE, "SU"),
    "Interior Ministry": ("interior", ActorKind.GOVERNMENT_BODY, "NR"),
    "Omar Tahan": ("omar-tahan", ActorKind.PERSON, "NR"),
    "Lina Harb": ("lina-harb", ActorKind.PERSON, "SU"),
    "Harbour News": ("harbour-news", ActorKind.OUTLET, None),
    "Coast TV": ("coast-tv", ActorKind.OUTLET, None),
}


def mentions(text: str) -> list[ActorMention]:
    """Every place where a name of the small world stands."""
    found = []
    for name, (ident, kind, country) in WORLD.items():
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            found.append(ActorMention(Span(*match.span()), ident, name, kind, country))
    return sorted(found, key=lambda mention: mention.span)


def said(text: str, reports: Sequence[Report] = ()) -> tuple[Statement, ...]:
    """The statements of a text, parsed where the reader asks for it."""
    sentences = split_sentences(text)
    wanted = [(index, sentences[index]) for index in sentences_to_parse(text, sentences)]
    parses = load_parser().parse(text, wanted)
    return find_statements(article(text), sentences, parses, mentions(text), reports, ())


def only(text: str) -> Statement:
    """The one statement of a text."""
    found = said(text)
    assert len(found) == 1, [(s.speaker.name, s.act, s.rules) for s in found]
    return found[0]
