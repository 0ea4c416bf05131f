"""One event mention while it is being read: the trigger, its clause, and the slots filled so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.domain.actor import DateMention, PlaceMention
from dateline.domain.counts import CountRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType, Stance, Status
from dateline.extract.parties.parties import Party
from dateline.extract.syntax.clause import Clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lexicon import Trigger


@dataclass(eq=False)
class EventMention:
    """A working value: filled step by step inside the reading of one article, never handed out."""

    scene: Scene
    token: int
    trigger: Trigger
    clause: Clause
    verbal: bool
    type: EventType
    mode: str | None = None
    weapon: str | None = None
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    victims: list[int] = field(default_factory=list)
    killed: CountRange | None = None
    injured: CountRange | None = None
    weapon_count: CountRange | None = None
    vague: dict[str, str] = field(default_factory=dict)
    named_only: bool = False
    count: CountRange | None = None
    date: DateMention | None = None
    own_date: bool = False
    more_dates: list[DateMention] = field(default_factory=list)
    place: PlaceMention | None = None
    country: str | None = None
    status: Status = Status.HAPPENED
    negated: bool = False
    aggregate: bool = False
    soft_total: bool = False
    anaphoric: bool = False
    other: bool = False
    background_cue: str | None = None
    stance: Stance = Stance.STATED
    stances: dict[str, Stance] = field(default_factory=dict)
    said_by: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    fields: dict[str, Span] = field(default_factory=dict)
    tokens: list[int] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    alternatives: list[tuple[str, object, Span, str | None]] = field(default_factory=list)
    order: int = 0
    strength: int = 0
    fallback: bool = False

    @property
    def effect(self) -> str | None:
        """What result the trigger tells (kill, injure, destroy, damage), if any."""
        return self.trigger.effect

    def actor_ids(self) -> set[str]:
        """The actors of the book among the doers."""
        return {p.actor_id for p in self.actors if p.actor_id}

    def recipient_ids(self) -> set[str]:
        """The actors of the book among those it was done to."""
        return {p.actor_id for p in self.recipients if p.actor_id}
