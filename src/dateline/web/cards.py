"""How lists show an incident: the same few facts everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.web.row import Row
from dateline.web.sentence import sentence_of
from dateline.web.shelf import Shelf
from dateline.web.words import Words

Card = dict[str, Any]
ENGLISH = Words("en")


def card(row: Row, words: Words = ENGLISH) -> Card:
    """One incident in a list; `sentence` is its summary in the reader's language."""
    return {
        "id": row.id,
        "summary": row.summary,
        "sentence": sentence_of(row, words),
        "type": row.type,
        "mode": row.mode or None,
        "date": row.date or None,
        "place": row.place_name or None,
        "admin1": row.admin1 or None,
        "country": row.country or None,
        "precision": row.precision or None,
        "lat": None if row.lat != row.lat else round(row.lat, 5),
        "lon": None if row.lon != row.lon else round(row.lon, 5),
        "status": row.status,
        "reports": len(row.reports),
        "independent": row.independent,
        "credibility": row.credibility,
        "disputed": row.disputed,
        "aggregate": row.aggregate,
        "background": row.background,
    }


def cards(shelf: Shelf, idents: Iterable[str], words: Words = ENGLISH) -> list[Card]:
    """Incidents by id, in the shelf's order; those that are not there are left out."""
    rows = sorted(shelf.at[one] for one in set(idents) if one in shelf.at)
    return [card(shelf.rows[row], words) for row in rows]
