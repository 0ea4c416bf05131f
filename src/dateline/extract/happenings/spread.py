"""Rival figures of one happening: where two sources count differently, the report holds the range between them."""

from __future__ import annotations

from dateline.domain.counts import CountRange
from dateline.extract.happenings.happening import COUNT_SLOTS, Happening


def spread(made: Happening) -> None:
    """Widen each count to the figures that others give for it; every single figure stays as an alternative.

    'Medics counted 17 dead, the army admits one': 1 to 17. Figures of nobody in particular are older or partial ones,
    and a plain denial ('no casualties') is an account against another, no end of a range.
    """
    for slot in COUNT_SLOTS:
        own: CountRange | None = getattr(made, slot)
        rivals = [
            value
            for field, value, _, who in made.alternatives
            if field == slot and who is not None and isinstance(value, CountRange) and value.low and _rival(own, value)
        ]
        if own is None or not own.low or not rivals:
            continue
        figure = made.fields.get(slot, made.evidence[0])
        span = next((words for words in made.evidence if words.contains(figure)), figure)
        setattr(made, slot, _hull([own, *rivals]))
        made.alternatives.append((slot, own, span, made.said_by[0] if made.said_by else None))
        made.rules.append(f"{slot}: from the lowest to the highest figure given")


def _rival(own: CountRange | None, other: CountRange) -> bool:
    """'At least 15' beside '40' says less of the same."""
    return not (own and own.low and own.high is not None and other.high is None and (other.low or 0) <= own.low)


def _hull(values: list[CountRange]) -> CountRange:
    """From the lowest to the highest; open above where one of them is."""
    lows = [value.low for value in values if value.low is not None]
    highs = [value.high for value in values if value.high is not None]
    return CountRange(min(lows), max(highs) if len(highs) == len(values) else None)
