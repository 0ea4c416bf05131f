"""Small articles and reports for the tests of reconciliation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateline.domain.actor import Place
from dateline.domain.article import Article, Source
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.ids import article_id, report_id
from dateline.domain.incident import Decision
from dateline.domain.report import Located, Participant, Report, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import DecisionKind, EventType, PlacePrecision, Stance
from dateline.reconcile.decisions import seal
from dateline.reconcile.gather import Member, facts
from dateline.reconcile.view import view

DAY = date(2021, 3, 10)
TOWNS = {
    "Harran": ("Marj", 33.0, 43.0),
    "Dulab": ("Marj", 33.9, 43.9),
    "Qasr": ("Sahil", 35.0, 41.0),
    "Nahr": ("Sahil", 36.5, 40.0),
}


def article(name: str, text: str, published: date = DAY, outlet: str | None = None, **more: Any) -> Article:
    """An article with a stable id."""
    return Article(
        id=article_id(None, name),
        source=Source(outlet if outlet is not None else f"Outlet {name}", name),
        text=text,
        sha256=name,
        published=DateRange.day(published),
        **more,
    )


def place(name: str) -> Place:
    """A town of the made-up country."""
    admin1, lat, lon = TOWNS[name]
    return Place(f"p-{name}", name, PlacePrecision.TOWN, "XX", admin1, lat, lon)


def who(*names: str, stance: Stance = Stance.STATED) -> tuple[Participant, ...]:
    """Named actors."""
    return tuple(Participant(f"x-{name.lower()}", name, None, stance) for name in names)


def report(source: Article, kind: EventType = EventType.ASSAULT, n: int = 0, **fields: Any) -> Report:
    """A report whose evidence is the whole text."""
    span = Span(0, len(source.text))
    where = fields.pop("town", None)
    for name in ("killed", "injured", "weapon_count", "count"):
        if isinstance(fields.get(name), int):
            fields[name] = CountRange.exactly(fields[name])
    if isinstance(fields.get("when"), date):
        fields["when"] = DateRange.day(fields["when"])
    return Report(
        id=report_id(source.id, kind, span.start, span.end, n),
        article_id=source.id,
        type=kind,
        evidence=(span,),
        where=Located(place(where), None) if where else None,
        confidence=0.8,
        **fields,
    )


def member(source: Article, one: Report, statements: tuple[Statement, ...] = ()) -> Member:
    """A report with its view."""
    return Member(one, view(one, source), facts(source), statements)


def attack(name: str, town: str | None = "Harran", day: date = DAY, **fields: Any) -> Member:
    """A rocket attack told on its own day by an outlet of its own."""
    outlet = fields.pop("outlet", None)
    published = fields.pop("published", day)
    weapon = fields.pop("weapon", "rocket")
    text = fields.pop(
        "text", f"Several {weapon}s struck the depot near {town} before dawn, the governor's office said."
    )
    source = article(name, text, published, outlet)
    given: dict[str, Any] = {
        "town": town,
        "when": day,
        "weapon": weapon,
        "mode": "heavy-weapons",
        "killed": 2,
        **fields,
    }
    return member(source, report(source, **given))


def decide(
    kind: DecisionKind, *subjects: str, log: Sequence[Decision] = (), field: str | None = None, value: str | None = None
) -> Decision:
    """A sealed decision that follows `log`."""
    made = datetime(2021, 4, 1, tzinfo=UTC) + timedelta(minutes=len(log))
    one = Decision("", kind, tuple(subjects), "An Analyst", "seen", made, field, value)
    return seal(one, log[-1].hash if log else "")


def chain(*steps: tuple[Any, ...]) -> list[Decision]:
    """A log: each step is (kind, subjects...) or, for an undo, (UNDO, number of the step)."""
    log: list[Decision] = []
    for kind, *subjects in steps:
        named = [log[one].id if isinstance(one, int) else one for one in subjects]
        log.append(decide(kind, *named, log=log))
    return log


def by_reports(incidents: Iterable[Any]) -> set[frozenset[str]]:
    """Incidents as sets of report ids."""
    return {frozenset(one.reports) for one in incidents}
