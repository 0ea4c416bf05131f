"""What a brief holds, before it is drawn: every value with the numbers of the sources that give it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One numbered source: an article, with the first characters of the hash of its bytes."""

    number: int
    outlet: str
    title: str
    published: str
    url: str
    sha256: str
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A value in words and the numbers of the sources that give it; `who` are speakers inside them."""

    value: str
    sources: tuple[int, ...]
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source."""

    text: str
    source: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of an incident's table."""

    label: str
    shown: Cited


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which sources differ, with every value and who gives it."""

    label: str
    values: tuple[Cited, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """One incident of the brief."""

    id: str
    summary: str
    day: str
    sort_day: str
    type: str
    standing: str
    corroboration: str
    facts: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]
    said: tuple[Cited, ...]
    quotes: tuple[Quote, ...]
    country: str = ""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """What the incidents of the brief say an actor did and suffered, counted by who says so."""

    name: str
    did: int
    claimed: int
    blamed: int
    suffered: int

    @property
    def total(self) -> int:
        """All parts together."""
        return self.did + self.claimed + self.blamed + self.suffered


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number with the sentence that defines it."""

    label: str
    value: str
    means: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief: `incidents` are the news of the period in order, `recalled` those only recalled as background."""

    title: str
    period: str
    as_of: str
    figures: tuple[KeyFigure, ...]
    incidents: tuple[IncidentEntry, ...]
    totals: tuple[IncidentEntry, ...]
    recalled: tuple[IncidentEntry, ...]
    actors: tuple[ActorRow, ...]
    sources: tuple[SourceLine, ...]
    unknown: tuple[str, ...]
