"""Two countries' names with 'border' behind them are one place between the two."""

from __future__ import annotations

from dateline.domain.actor import Place
from dateline.domain.text import Span
from dateline.domain.vocabulary import PlacePrecision
from dateline.resolve.place_cues import BORDER_HEAD, BORDER_JOIN
from dateline.resolve.place_values import PlaceChoice


def with_borders(text: str, choices: list[PlaceChoice]) -> list[PlaceChoice]:
    """'the Chad-Sudan border' is one place between two countries, not two countries."""
    found: list[PlaceChoice] = []
    for choice in choices:
        last = found[-1] if found else None
        if (
            last
            and last.place.precision == choice.place.precision == PlacePrecision.COUNTRY
            and last.place.id != choice.place.id
            and BORDER_JOIN.match(text[last.span.end : choice.span.start])
            and (head := BORDER_HEAD.match(text, choice.span.end))
        ):
            found[-1] = _border(Span(last.span.start, head.end()), last.place, choice.place)
        else:
            found.append(choice)
    return found


def _border(span: Span, one: Place, other: Place) -> PlaceChoice:
    first, second = sorted((one, other), key=lambda place: place.id)
    name = f"border of {first.name} and {second.name}"
    place = Place(f"border:{first.id}+{second.id}", name, PlacePrecision.REGION, one.country)
    return PlaceChoice(span, place, ("between two countries",), (one.id, other.id))
