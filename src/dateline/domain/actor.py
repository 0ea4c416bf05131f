"""Actors and places: who, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dateline.domain.dates import DateRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind, PlacePrecision, RelationKind


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One spelling of an actor's name; `use` is '', 'abbreviation', 'former', 'translation', 'nickname' or 'short'."""

    text: str
    language: str = "en"
    use: str = ""
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A fact of the actor book: this actor stands in `relation` to the actor `of`."""

    relation: RelationKind
    of: str
    title: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """A listing as terrorist or under sanctions: by whom, on which list, when."""

    by: str
    list: str
    date: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts: a group, state, body, party, outlet, or a person in a public role.

    `generic` marks collective descriptions ('Iran-backed militias'); `known` is False for an actor met only in text.
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[Name, ...] = ()
    country: str | None = None
    ties: tuple[Tie, ...] = ()
    designations: tuple[Designation, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    generic: bool = False
    known: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its containers; coordinates in degrees (WGS 84), None where only a name is known."""

    id: str
    name: str
    precision: PlacePrecision
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class ActorCandidate:
    """An actor of the book that some words may stand for; `use` is the name's use there ('' for a full name).

    `weight` is how much the book tells of the actor: of several bearers of a name the one most written about has most.
    `spelling` is the name of the book that the words are like, where they are only alike (`use` is then 'key').
    """

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None = None
    generic: bool = False
    use: str = ""
    weight: int = 0
    spelling: str = ""


class ActorHit(NamedTuple):
    """Words that equal a name of the book, before context decides.

    `adjective` for 'Iraqi', 'pro-Iran', 'US-led'; `bare` names the pattern of a body told without its state ('the
    army', 'security forces'): such a hit has no candidates until the article's country is known.
    """

    span: Span
    candidates: tuple[ActorCandidate, ...]
    adjective: bool = False
    bare: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name or description in the text that stands for an actor, with the reason for the choice.

    `candidates` are the other actors the words could mean; `role` is the name's use in the book ('' for a full name).
    """

    span: Span
    actor_id: str
    name: str
    kind: ActorKind
    country: str | None = None
    generic: bool = False
    known: bool = True
    adjective: bool = False
    reason: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text, and the place it was resolved to, with the reason."""

    span: Span
    place: Place
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in the text and the days it stands for (None when it cannot be resolved).

    `kind` is 'point' (when something was), 'since', 'until', 'duration', 'recurring' or 'compared' (what another
    happening is measured by: 'the worst since May 2019').
    """

    span: Span
    when: DateRange | None
    kind: str = "point"
    reason: str = ""
