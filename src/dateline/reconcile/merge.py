"""From the reports of one happening to the incident: every value kept, one shown, differences named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dateline.domain.actor import Place
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.ids import incident_id
from dateline.domain.incident import Decision, Incident
from dateline.domain.report import FieldValue, Located
from dateline.domain.vocabulary import EventType, Status
from dateline.reconcile.choose import choose, choose_status
from dateline.reconcile.correct import apply_decisions
from dateline.reconcile.credibility import judge
from dateline.reconcile.differ import disagreements
from dateline.reconcile.gather import FIELDS, Given, Member, by_field, given_values, grouped, people, source_of
from dateline.reconcile.origins import Origin
from dateline.reconcile.summary import summarise
from dateline.reconcile.view import ReportView

_NEVER = 10**9
_NOT_CHOSEN = ("actors", "recipients", "status", "account")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an incident is merged with beside its reports: origins of the articles, standing decisions, ratings A-F."""

    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    decisions: tuple[Decision, ...] = ()
    ratings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


ALONE = Setting()


def anchor(views: Iterable[ReportView]) -> str:
    """The report that gives the incident its id: the earliest published, then the smallest id."""
    return min(views, key=lambda one: (one.published if one.published is not None else _NEVER, one.id)).id


def merge(members: Sequence[Member], setting: Setting = ALONE) -> Incident:
    """Merge the reports of one incident; the order of `members` does not matter.

    What people decided about any of these reports is applied, oldest first; raises ValueError for no members.
    """
    if not members:
        raise ValueError("an incident needs a report")
    members = sorted(members, key=lambda one: one.report.id)
    given = given_values(members, setting.origins)
    first = anchor(one.view for one in members)
    incident = _merged(members, given, first, setting)
    subjects = {one.report.id for one in members}
    mine = tuple(one for one in setting.decisions if subjects & set(one.subjects))
    incident = apply_decisions(incident, mine)
    return replace(incident, summary=summarise(incident))


def _merged(members: Sequence[Member], given: Sequence[Given], first: str, setting: Setting) -> Incident:
    by_id = {one.report.id: one for one in members}
    told = by_field(given)
    shown = {name: choose(told.get(name, ()), name, by_id) for name in FIELDS if name not in _NOT_CHOSEN}
    place = shown["place"]
    judged = judge(members, setting.origins, setting.ratings)
    origins = {source_of(one, setting.origins) for one in members}
    news = [one for one in members if not one.report.background]
    return Incident(
        id=incident_id(first),
        type=EventType(_text(shown["type"]) or str(by_id[first].report.type)),
        mode=_text(shown["mode"]),
        reports=tuple(by_id),
        articles=tuple(sorted({one.report.article_id for one in members})),
        independent_sources=len(origins),
        when=_date(shown["date"]),
        where=Located(place, None) if isinstance(place, Place) else None,
        country=(place.country if isinstance(place, Place) else None) or _country(members),
        actors=people(members, "actors"),
        recipients=people(members, "recipients"),
        killed=_count(shown["killed"]),
        injured=_count(shown["injured"]),
        weapon=_text(shown["weapon"]),
        weapon_count=_count(shown["weapon_count"]),
        count=_count(shown["count"]),
        status=Status(choose_status(members, lambda one: source_of(one, setting.origins))),
        aggregate=any(one.report.aggregate for one in members),
        background_only=not news,
        credibility=judged.digit,
        credibility_reason="; ".join((judged.reason, *judged.corroboration)),
        disagreements=disagreements(members, given, setting.origins),
        values=tuple((name, values) for name in FIELDS if (values := grouped(told.get(name, ()), name))),
        first_reported=_first_reported(members),
        confidence=_confidence(members),
    )


def _text(value: FieldValue | None) -> str | None:
    return value if isinstance(value, str) else None


def _date(value: FieldValue | None) -> DateRange | None:
    return value if isinstance(value, DateRange) else None


def _count(value: FieldValue | None) -> CountRange | None:
    return value if isinstance(value, CountRange) else None


def _country(members: Sequence[Member]) -> str | None:
    told = [one.view.country for one in members if one.view.country]
    return min(set(told), key=lambda one: (-told.count(one), one)) if told else None


def _first_reported(members: Sequence[Member]) -> DateRange | None:
    printed = [(one.view.published, one.report.id, one.facts.published) for one in members if one.facts.published]
    return min(printed, key=lambda one: (one[0] or _NEVER, one[1]))[2] if printed else None


def _confidence(members: Sequence[Member]) -> float:
    """At least one report is read right, were they independent readings (noisy or, rounded)."""
    wrong = 1.0
    for one in members:
        wrong *= 1.0 - min(0.99, one.report.confidence)
    return round(1.0 - wrong, 4)
