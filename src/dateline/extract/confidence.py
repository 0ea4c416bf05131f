"""How sure a report is, from simple features of how it was read."""

from __future__ import annotations

from dateline.domain.vocabulary import Status
from dateline.extract.happening import Happening


def confidence(made: Happening) -> float:
    """A probability that the report is right, in 0..1, from slot completeness and how the words were read."""
    score = 0.35
    score += 0.12 * any(p.known for p in made.actors) + 0.05 * bool(made.actors)
    score += 0.12 * bool(made.recipients)
    score += 0.08 * (made.date is not None) + 0.08 * (made.place is not None)
    score += 0.06 * (made.killed is not None or made.injured is not None)
    score += 0.06 * any(part.verbal for part in made.parts) + 0.04 * min(len(made.parts) - 1, 3)
    score -= 0.1 * (made.status is not Status.HAPPENED)
    score -= 0.2 * any(part.fallback for part in made.parts)
    return round(min(max(score, 0.05), 0.97), 3)
