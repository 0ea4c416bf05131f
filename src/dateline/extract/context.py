"""The country of a happening that names no place, from the passage it stands in, else from the article as a whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from dateline.domain.actor import PlaceMention
from dateline.domain.article import Article
from dateline.domain.vocabulary import EventType
from dateline.extract.happening import Happening

_LOCAL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT})
_REACH = 400  # characters looked back for a place
_CLEAR = 0.5  # share of the article's places from which one country stands for the article


def place_from_context(happenings: list[Happening], places: Sequence[PlaceMention], article: Article) -> None:
    """Fill empty countries; only for types that take place somewhere."""
    ordered = sorted((p for p in places if p.place.country), key=lambda p: p.span)
    starts = [p.span.start for p in ordered]
    shares = Counter(p.place.country for p in ordered)
    common, times = shares.most_common(1)[0] if shares else (None, 0)
    clear = common if times >= _CLEAR * len(ordered) else None
    for happening in happenings:
        if happening.country is not None or happening.type not in _LOCAL:
            continue
        sentence = happening.evidence[0]
        first, last = bisect_right(starts, sentence.start - _REACH), bisect_left(starts, sentence.end)
        near = Counter(p.place.country for p in ordered[first:last])
        if near and (len(near) == 1 or clear is None or clear in near):
            happening.country = clear if clear in near else ordered[last - 1].place.country
            happening.rules.append("country of the passage")
        elif clear is not None:
            happening.country = clear
            happening.rules.append("country of the article")
