"""Who says that an actor did it, where only statements say so; and who tells a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.domain.report import Participant, Report, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, Stance, Status

_SAYS_SO = frozenset({Act.CLAIM_RESPONSIBILITY, Act.ACCUSE})
_TELLS = frozenset({Act.REPORT, Act.CONFIRM, Act.ANNOUNCE, Act.ASSESS, Act.ACCUSE, Act.CLAIM_RESPONSIBILITY})


def stances(reports: Sequence[Report], statements: Sequence[Statement]) -> tuple[Report, ...]:
    """The reports with the stance of their actors and the tellers that the statements of the same article show.

    Only what the article asserts itself (`stated`) or leaves open is changed, and only where every mention of the actor
    stands inside a statement: then it is `claimed` by the actor or `blamed` by others. A report that is told in
    accusations alone is `alleged`.
    """
    return tuple(_weighed(report, statements) for report in reports)


def _weighed(report: Report, statements: Sequence[Statement]) -> Report:
    telling = [s for s in statements if s.act in _TELLS and _tells(s, report)]
    tied = [s for s in statements if s.about == report.id and s.act in _SAYS_SO]
    if not telling and not tied:
        return report
    said_by = tuple(dict.fromkeys([*report.said_by, *(s.speaker.name for s in telling)]))
    actors = tuple(_stanced(part, telling, tied) for part in report.actors)
    status = report.status
    accused = bool(telling) and all(s.act is Act.ACCUSE for s in telling)
    if status is Status.HAPPENED and accused and all(_inside(span, telling) for span in report.evidence[:1]):
        status = Status.ALLEGED
    if (said_by, actors, status) == (report.said_by, report.actors, report.status):
        return report
    return replace(report, said_by=said_by, actors=actors, status=status)


def _tells(statement: Statement, report: Report) -> bool:
    """The clause that tells the report stands inside what is said."""
    content = statement.content
    return content is not None and (content.contains(report.evidence[0]) or _trigger_inside(content, report))


def _trigger_inside(content: Span, report: Report) -> bool:
    trigger = report.fields.get("type") or report.fields.get("trigger")
    return trigger is not None and content.contains(trigger)


def _stanced(part: Participant, telling: Sequence[Statement], tied: Sequence[Statement]) -> Participant:
    if part.stance not in (Stance.STATED, Stance.UNKNOWN):
        return part
    own = [s for s in tied if s.act is Act.CLAIM_RESPONSIBILITY and s.speaker.actor_id == part.actor_id]
    inside = [s for s in telling if part.span is not None and s.content is not None and s.content.contains(part.span)]
    if part.stance is Stance.UNKNOWN and own:
        return _now(part, Stance.CLAIMED, own[0])
    for statement in inside:
        if part.actor_id and statement.speaker.actor_id == part.actor_id and statement.act is Act.CLAIM_RESPONSIBILITY:
            return _now(part, Stance.CLAIMED, statement)
        if statement.act is Act.ACCUSE and statement.speaker.actor_id != part.actor_id:
            return _now(part, Stance.BLAMED, statement)
    return part


def _now(part: Participant, stance: Stance, statement: Statement) -> Participant:
    reason = f"{stance.value}: {statement.speaker.name} says so"
    return replace(part, stance=stance, reason=f"{part.reason}; {reason}" if part.reason else reason)


def _inside(span: Span, statements: Sequence[Statement]) -> bool:
    return any(s.content is not None and s.content.overlaps(span) for s in statements)
