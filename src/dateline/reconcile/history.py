"""How an incident came to be believed: its status and credibility as they stood after each day of news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.domain.vocabulary import Status
from dateline.reconcile.gather import Member
from dateline.reconcile.merge import Setting, merge

MOST = 200
"""Days told of one incident; later ones are told as one."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How an incident stood when the news of a day was out; `day` is None for reports without a day of publication.

    `reports` are the new ones; `decision` is what a person decided after all of them, if that changed anything.
    """

    day: date | None
    reports: tuple[str, ...]
    status: Status
    credibility: int
    reason: str
    independent_sources: int
    decision: str | None = None


def history(members: Sequence[Member], setting: Setting) -> tuple[Moment, ...]:
    """The days on which an incident's status, credibility or number of origins changed, oldest first.

    It follows from the reports and decisions, so that it is the same in whatever order they were added.
    """
    undecided = replace(setting, decisions=())
    found: list[Moment] = []
    for day in _days(members):
        so_far = [one for one in members if _at(one) <= day]
        new = tuple(sorted(one.report.id for one in so_far if _at(one) == day))
        found.append(_moment(so_far, undecided, None if day == _NEVER else date.fromordinal(day), new))
    changed = [one for at, one in enumerate(found) if not at or _standing(one) != _standing(found[at - 1])]
    return (*changed, *_decided(members, setting, found[-1:]))


def _decided(members: Sequence[Member], setting: Setting, last: Sequence[Moment]) -> tuple[Moment, ...]:
    subjects = {one.report.id for one in members}
    mine = [one for one in setting.decisions if subjects & set(one.subjects)]
    if not mine:
        return ()
    now = replace(_moment(members, setting, mine[-1].made_at.date(), ()), decision=mine[-1].id)
    return (now,) if not last or _standing(now) != _standing(last[0]) else ()


_NEVER = date.max.toordinal()


def _at(one: Member) -> int:
    return one.view.published if one.view.published is not None else _NEVER


def _days(members: Sequence[Member]) -> list[int]:
    days = sorted({_at(one) for one in members})
    return [*days[: MOST - 1], days[-1]] if len(days) > MOST else days


def _moment(members: Sequence[Member], setting: Setting, day: date | None, new: tuple[str, ...]) -> Moment:
    now = merge(members, setting)
    return Moment(day, new, now.status, now.credibility, now.credibility_reason, now.independent_sources)


def _standing(one: Moment) -> tuple[Status, int, int]:
    return one.status, one.credibility, one.independent_sources
