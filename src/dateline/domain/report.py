"""What one article says: reports of happenings, statements, relations, and the reading that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dateline.domain.actor import Actor, ActorMention, DateMention, Place, PlaceMention
from dateline.domain.article import Article
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, EventType, RelationKind, Stance, Status

FieldValue = CountRange | DateRange | Place | str
"""The value of one field of a report, as compared and shown."""

OUTLET_REPORTS = "an outlet reports"
"""The rule of a statement whose speaker is an outlet that tells news: an article may have its own from there."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in a report: the words that name it (a pronoun, too), who it is, why, and who says so."""

    actor_id: str
    name: str
    span: Span | None
    stance: Stance = Stance.STATED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value for a field of the same report, given elsewhere in the same article, and by whom."""

    field: str
    value: FieldValue
    evidence: Span
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """Where a report puts the happening: the place, and the words that name it."""

    place: Place
    span: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """One event mention in one article.

    `evidence` is never empty: first the clause that tells the event, then later details. `fields` says which words gave
    which slot. `rules` names what fired, in order, for `dateline explain`. `confidence` is a probability in 0..1.
    `said_by` names those to whom the article attributes the telling ('according to whom'), nearest first.
    """

    id: str
    article_id: str
    type: EventType
    evidence: tuple[Span, ...]
    mode: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    when: DateRange | None = None
    where: Located | None = None
    country: str | None = None
    killed: CountRange | None = None
    injured: CountRange | None = None
    weapon: str | None = None
    weapon_count: CountRange | None = None
    count: CountRange | None = None
    status: Status = Status.HAPPENED
    background: bool = False
    aggregate: bool = False
    fields: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))
    alternatives: tuple[Alternative, ...] = ()
    said_by: tuple[str, ...] = ()
    confidence: float = 0.5
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a report without evidence is not a report")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: an actor of the book, or a description such as 'a security source' (then no actor id)."""

    name: str
    actor_id: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what act about whom, through which channels (nearest the speaker first).

    `about` is an actor id or a report id of the same article; `doubts` are marks such as 'could not verify'.
    """

    id: str
    article_id: str
    speaker: Speaker
    act: Act
    evidence: tuple[Span, ...]
    organisation: Speaker | None = None
    about: str | None = None
    via: tuple[str, ...] = ()
    when: DateRange | None = None
    direct_quote: bool = False
    doubts: tuple[str, ...] = ()
    cue: Span | None = None
    content: Span | None = None
    confidence: float = 0.5
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How two actors stand to each other, in the words of this article."""

    id: str
    article_id: str
    subject: Speaker
    kind: RelationKind
    object: Speaker
    evidence: tuple[Span, ...]
    since: DateRange | None = None
    until: DateRange | None = None
    confidence: float = 0.5
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one article; each step adds to it."""

    article: Article
    sentences: tuple[Span, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    unknown_actors: tuple[Actor, ...] = ()
    reader: str = ""
