"""What statements tell about the reports they are tied to."""

from __future__ import annotations

from dateline.domain.report import Participant, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, EventType, Stance, Status
from dateline.extract.statements import stances

EVIDENCE = Span(20, 60)


def report(stance: Stance = Stance.STATED, status: Status = Status.HAPPENED) -> Report:
    actor = Participant("falcons", "Red Falcons", Span(25, 36), stance)
    return Report("r-1", "a-1", EventType.ASSAULT, (EVIDENCE,), actors=(actor,), status=status)


def statement(
    act: Act, speaker: str = "noria", content: Span | None = EVIDENCE, about: str | None = "r-1"
) -> Statement:
    who = Speaker(speaker.title(), speaker, Span(0, 5))
    return Statement("s-1", "a-1", who, act, (Span(0, 60),), about=about, content=content)


def test_an_actor_named_only_in_an_accusation_is_blamed() -> None:
    """The article does not say so itself; the report is alleged, and by whom is kept."""
    weighed = stances([report()], [statement(Act.ACCUSE)])[0]
    assert weighed.actors[0].stance is Stance.BLAMED
    assert weighed.status is Status.ALLEGED
    assert weighed.said_by == ("Noria",)
    assert "Noria says so" in weighed.actors[0].reason


def test_an_actor_that_claims_its_deed_has_claimed_it() -> None:
    """The claim's own content names the actor as the speaker."""
    weighed = stances([report()], [statement(Act.CLAIM_RESPONSIBILITY, "falcons")])[0]
    assert weighed.actors[0].stance is Stance.CLAIMED


def test_a_plain_report_changes_no_stance() -> None:
    """Officials who tell it are kept as tellers; what they tell stays as it was read."""
    weighed = stances([report()], [statement(Act.REPORT)])[0]
    assert weighed.actors[0].stance is Stance.STATED
    assert weighed.status is Status.HAPPENED
    assert weighed.said_by == ("Noria",)


def test_what_was_settled_before_is_left_alone() -> None:
    """A stance or status that reading already set is not overruled, nor is a report nobody speaks of."""
    settled = report(Stance.CLAIMED, Status.DENIED)
    assert stances([settled], [statement(Act.ACCUSE)])[0].actors[0].stance is Stance.CLAIMED
    assert stances([settled], [statement(Act.ACCUSE)])[0].status is Status.DENIED
    assert stances([settled], [statement(Act.REPORT, content=Span(70, 90), about=None)]) == (settled,)
