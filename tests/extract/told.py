"""What tests of where and when ask of reports."""

from __future__ import annotations

from dateline.domain.actor import Place
from dateline.domain.report import Report
from dateline.domain.vocabulary import EventType


def one(reports: tuple[Report, ...], kind: EventType = EventType.ASSAULT) -> Report:
    """The only report of a type."""
    found = [r for r in reports if r.type is kind]
    assert len(found) == 1, [(r.type, r.rules) for r in reports]
    return found[0]


def day(report: Report) -> str | None:
    """The report's date as EDTF, without its mark of doubt."""
    return report.when.edtf().rstrip("?") if report.when else None


def placed(reports: tuple[Report, ...] | Report) -> Place:
    """Where the only assault of a reading, or a report, took place."""
    report = reports if isinstance(reports, Report) else one(reports)
    assert report.where is not None, report.rules
    return report.where.place
