"""The country of a happening that names no place: that of its own place words, else of the passage it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.domain.actor import PlaceMention
from dateline.domain.vocabulary import EventType
from dateline.extract.happening import Happening

_LOCAL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT})


def place_from_context(happenings: list[Happening], places: Sequence[PlaceMention]) -> None:
    """Fill empty countries from the nearest place named before; only for types that take place somewhere."""
    ordered = sorted((p for p in places if p.place.country), key=lambda p: p.span)
    starts = [p.span.start for p in ordered]
    for happening in happenings:
        if happening.country is not None or happening.type not in _LOCAL:
            continue
        sentence = happening.evidence[0]
        end = bisect_left(starts, sentence.end)
        if end:
            happening.country = ordered[end - 1].place.country
            happening.rules.append("country of the passage")
