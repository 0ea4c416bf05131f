"""Every value that the reports of an incident give, field by field, with who gives it: nothing is ever lost here."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.domain.actor import Place
from dateline.domain.article import Article
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Evidence, GivenValue
from dateline.domain.names import fold
from dateline.domain.report import FieldValue, Participant, Report, Statement
from dateline.domain.text import Span
from dateline.reconcile.origins import Origin
from dateline.reconcile.view import ReportView

FIELDS = (
    "type",
    "mode",
    "date",
    "place",
    "killed",
    "injured",
    "weapon",
    "weapon_count",
    "count",
    "actors",
    "recipients",
    "status",
    "account",
)
"""Fields of which every value is kept, in the order in which they are shown; names as in the interchange contract."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What merging needs of an article."""

    id: str
    outlet: str | None = None
    published: DateRange | None = None
    updated: DateRange | None = None


def facts(article: Article) -> Facts:
    """The facts of one article."""
    return Facts(article.id, article.outlet, article.published, article.updated)


@dataclass(frozen=True, slots=True)
class Member:
    """A report as it takes part in an incident: with its view, its article's facts and what is said about it there."""

    report: Report
    view: ReportView
    facts: Facts
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """One value given once: by which report, which origin, in which words, by whom, and whether set beside another."""

    field: str
    value: FieldValue
    report: str
    source: str
    evidence: Evidence
    said_by: tuple[str, ...] = ()
    alternative: bool = False


def value_key(value: FieldValue) -> str:
    """What makes two values of a field one value."""
    if isinstance(value, Place):
        return value.id
    if isinstance(value, CountRange):
        return f"{value.low}..{value.high}"
    return value.edtf() if isinstance(value, DateRange) else folded(value)


folded = functools.lru_cache(maxsize=16384)(fold)
"""Folded names, kept: the values of an incident's reports are compared with each other again and again."""


def by_field(given: Iterable[Given]) -> Mapping[str, Sequence[Given]]:
    """The values of each field, in their order."""
    found: dict[str, list[Given]] = {}
    for one in given:
        found.setdefault(one.field, []).append(one)
    return found


def given_values(members: Iterable[Member], origins: Mapping[str, Origin]) -> tuple[Given, ...]:
    """All values of all fields of all reports, in order of report and field."""
    found: list[Given] = []
    for member in sorted(members, key=lambda one: one.report.id):
        found.extend(_of_report(member, source_of(member, origins)))
    return tuple(found)


def source_of(member: Member, origins: Mapping[str, Origin]) -> str:
    """The witness behind a report: its article's origin, else the outlet, else the article itself."""
    origin = origins.get(member.report.article_id)
    if origin is not None:
        return origin.id
    return f"outlet:{fold(member.facts.outlet)}" if member.facts.outlet else f"article:{member.report.article_id}"


def _of_report(member: Member, source: str) -> Iterator[Given]:
    report = member.report
    for name, value, said in _slots(report):
        span = report.fields.get(name) or report.fields.get(_OTHER_NAMES.get(name, ""), report.evidence[0])
        if isinstance(value, _Named):
            yield Given(name, value.name, report.id, source, _clause(report, value.span or span), said)
        else:
            yield Given(name, value, report.id, source, _clause(report, span), said)
    for other in report.alternatives:
        said = (other.said_by,) if other.said_by else ()
        evidence = _clause(report, other.evidence)
        yield Given(_NAMES.get(other.field, other.field), other.value, report.id, source, evidence, said, True)


def _clause(report: Report, words: Span) -> Evidence:
    """The clause of the report that holds the words of a value: a reader wants the sentence, not one word of it."""
    holding = [span for span in report.evidence if span.contains(words)]
    return Evidence(report.article_id, min(holding, key=len) if holding else words)


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    span: Span | None


_OTHER_NAMES = {"date": "when", "place": "where", "actors": "actor", "recipients": "recipient"}
_NAMES = {other: name for name, other in _OTHER_NAMES.items()}


def _slots(report: Report) -> Iterator[tuple[str, FieldValue | _Named, tuple[str, ...]]]:
    said = report.said_by
    plain: dict[str, FieldValue | None] = {
        "type": str(report.type),
        "mode": report.mode,
        "date": report.when,
        "place": report.where.place if report.where else None,
        "killed": report.killed,
        "injured": report.injured,
        "weapon": report.weapon,
        "weapon_count": report.weapon_count,
        "count": report.count,
        "status": str(report.status),
    }
    yield from ((name, value, said) for name, value in plain.items() if value is not None)
    for name, parts in (("actors", report.actors), ("recipients", report.recipients)):
        yield from ((name, _Named(part.name, part.span), said) for part in parts)


def grouped(given: Iterable[Given], field: str) -> tuple[GivenValue, ...]:
    """The values of one field, each once, with all who give it; most independent origins first."""
    by_key: dict[str, list[Given]] = {}
    for one in given:
        if one.field == field:
            by_key.setdefault(value_key(one.value), []).append(one)
    values = [_given_value(group) for group in by_key.values()]
    return tuple(sorted(values, key=lambda one: (-len(one.sources), -len(one.reports), value_key(one.value))))


def _given_value(group: Sequence[Given]) -> GivenValue:
    first = min(group, key=lambda one: (one.report, value_text(one.value)))
    return GivenValue(
        value=first.value,
        reports=tuple(sorted({one.report for one in group})),
        sources=tuple(sorted({one.source for one in group})),
        evidence=tuple(sorted({one.evidence for one in group}, key=lambda one: (one.article_id, one.span))),
        said_by=tuple(sorted({name for one in group for name in one.said_by})),
    )


def value_text(value: FieldValue) -> str:
    """A value as people read it."""
    return value.name if isinstance(value, Place) else str(value)


def people(members: Iterable[Member], role: str) -> tuple[Participant, ...]:
    """Everyone named in a role, most independent articles first, with the stance that most of them take."""
    met: dict[str, list[tuple[str, Participant]]] = {}
    for member in sorted(members, key=lambda one: one.report.id):
        parts: tuple[Participant, ...] = getattr(member.report, role)
        for part in parts:
            met.setdefault(part.actor_id or folded(part.name), []).append((member.report.article_id, part))
    ranked = sorted(met.items(), key=lambda item: (-len({article for article, _ in item[1]}), item[0]))
    return tuple(_person([part for _, part in parts]) for _, parts in ranked)


def _person(parts: Sequence[Participant]) -> Participant:
    stances = [part.stance for part in parts]
    stance = min(set(stances), key=lambda one: (-stances.count(one), str(one)))
    names = [part.name for part in parts]
    name = min(set(names), key=lambda one: (-names.count(one), one))
    return Participant(
        parts[0].actor_id, name, None, stance, f"named so in {len(parts)} report{'s' * (len(parts) > 1)}"
    )
