"""What the choice between places needs to know of a place and of a name; a gazetteer's own values fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dateline.domain.actor import Place, PlaceMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import PlacePrecision


class KnownPlace(Protocol):
    """A place as a gazetteer knows it; degrees (WGS 84), population in persons."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str | None: ...  # noqa: D102
    @property
    def countries(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def admin1(self) -> str | None: ...  # noqa: D102
    @property
    def admin2(self) -> str | None: ...  # noqa: D102
    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102
    @property
    def population(self) -> int: ...  # noqa: D102
    @property
    def precision(self) -> PlacePrecision: ...  # noqa: D102
    def as_place(self) -> Place: ...  # noqa: D102


class NamedPlaces(Protocol):
    """Words of a text that equal names of places; the ids of the candidates, the likeliest without context first."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def places(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def principal(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def weak(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A name in the text, the place chosen for it, why, and the ids of the next best candidates."""

    span: Span
    place: Place
    reasons: tuple[str, ...]
    alternatives: tuple[str, ...] = ()

    def mention(self) -> PlaceMention:
        """The choice as a value of the record."""
        return PlaceMention(self.span, self.place, "; ".join(self.reasons))
