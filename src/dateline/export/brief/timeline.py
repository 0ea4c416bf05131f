"""The timeline picture: incidents by week or month as an SVG drawing of our own, readable without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.export.brief.model import IncidentEntry

WIDTH, HEIGHT, LEFT, BOTTOM = 720, 170, 34, 34


def timeline_svg(entries: Sequence[IncidentEntry]) -> str:
    """Bars of how many incidents lie in each stretch of time; empty without dated incidents. Holds no outside text."""
    days = sorted(date.fromisoformat(entry.sort_day) for entry in entries if entry.sort_day)
    if not days:
        return ""
    step = _step(days[0], days[-1])
    first = days[0]
    count = ((days[-1] - first).days // step) + 1
    bins = Counter((day - first).days // step for day in days)
    top = max(bins.values())
    wide = (WIDTH - LEFT - 10) / count
    tall = HEIGHT - BOTTOM - 16
    undated = sum(1 for entry in entries if not entry.sort_day)
    told = f"{len(days)} dated incidents from {days[0]} to {days[-1]}, {undated} without a date"
    parts = [
        f'<svg class="timeline" role="img" aria-label="{told}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{told}</title>',
        f'<line x1="{LEFT}" y1="{HEIGHT - BOTTOM}" x2="{WIDTH - 10}" y2="{HEIGHT - BOTTOM}" class="axis"/>',
        f'<text x="{LEFT - 6}" y="20" class="tick" text-anchor="end">{top}</text>',
    ]
    for place, number in sorted(bins.items()):
        height = tall * number / top
        x, y = LEFT + place * wide, HEIGHT - BOTTOM - height
        begin = first + timedelta(days=place * step)
        end = begin + timedelta(days=step - 1)
        label = f"{begin}" if step == 1 else f"{begin} to {end}"
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(2.0, wide - 1.5):.1f}" height="{height:.1f}" class="bar">'
            f"<title>{label}: {number}</title></rect>"
        )
    parts += [_label(first, first, step, wide), _label(first, days[-1], step, wide)]
    middle = first + (days[-1] - first) / 2
    if count > 4:
        parts.append(_label(first, middle, step, wide))
    parts.append("</svg>")
    return "".join(parts)


def _step(first: date, last: date) -> int:
    length = (last - first).days
    return next((step for step in (1, 7, 30, 91, 365) if length / step <= 80), 365 * 5)


def _label(first: date, day: date, step: int, wide: float) -> str:
    x = LEFT + ((day - first).days // step) * wide
    anchor = "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
    return f'<text x="{x:.1f}" y="{HEIGHT - 12}" class="tick" text-anchor="{anchor}">{day.isoformat()}</text>'
