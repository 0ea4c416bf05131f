"""What the record holds: incidents made of reports, their disagreements, and people's decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.report import FieldValue, Located, Participant
from dateline.domain.text import Span
from dateline.domain.vocabulary import DecisionKind, EventType, Status


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one article that give a value."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value of one field with those who give it: reports, independent origins, and the words.

    `said_by` are speakers inside the articles; `decided_by` is the decision that set it, if a person did.
    """

    value: FieldValue
    reports: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    said_by: tuple[str, ...] = ()
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which the reports of one incident really differ; `note` says how (scope, time zone, correction)."""

    field: str
    values: tuple[GivenValue, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One real-world happening, as far as the reports and people's decisions tell.

    `credibility` is the Admiralty digit 1-6 with its written `credibility_reason`; `values` keeps every value of every
    field; `independent_sources` counts origins, not outlets.
    """

    id: str
    type: EventType
    reports: tuple[str, ...]
    articles: tuple[str, ...]
    independent_sources: int
    mode: str | None = None
    when: DateRange | None = None
    where: Located | None = None
    country: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    killed: CountRange | None = None
    injured: CountRange | None = None
    weapon: str | None = None
    weapon_count: CountRange | None = None
    count: CountRange | None = None
    status: Status = Status.HAPPENED
    aggregate: bool = False
    background_only: bool = False
    credibility: int = 6
    credibility_reason: str = ""
    disagreements: tuple[Disagreement, ...] = ()
    values: tuple[tuple[str, tuple[GivenValue, ...]], ...] = ()
    first_reported: DateRange | None = None
    summary: str = ""
    parts: tuple[str, ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
    decisions: tuple[str, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: stored for good, chained by hash, undone only by another decision.

    `subjects` are report ids (the anchors of the incidents meant, or the reports to split off), an article id for
    `duplicate`, an outlet's folded name for `rate`, or a decision id for `undo`. `field` and `value` (EDTF, a number
    range, a name) serve `correct`.
    """

    id: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    author: str
    reason: str
    made_at: datetime
    field: str | None = None
    value: str | None = None
    previous_hash: str = ""
    hash: str = ""
