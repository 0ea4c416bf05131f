"""Which report takes the place of one that a later reading or version of the same article no longer has."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.domain.report import Report
from dateline.domain.text import Span
from dateline.store.protocol import Former


def successors(former: Iterable[Former], present: Iterable[Report]) -> dict[str, str | None]:
    """Former report id -> the report of the same article that took its place.

    One that is still there is its own. Else the one whose first evidence overlaps it most, the same type first; where
    no evidence overlaps, the only report of the same type; else None.
    """
    now = tuple(present)
    here = {report.id for report in now}
    return {one.id: one.id if one.id in here else _nearest(one, now) for one in former}


def _nearest(old: Former, present: tuple[Report, ...]) -> str | None:
    met = [
        (str(one.type) != old.type, -_shared(one.evidence[0], old.span), one.id)
        for one in present
        if one.evidence[0].overlaps(old.span)
    ]
    if met:
        return min(met)[2]
    alike = [one.id for one in present if str(one.type) == old.type]
    return alike[0] if len(alike) == 1 else None


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
