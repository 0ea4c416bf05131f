"""What reading asks of the actor book beyond the article's own mentions: a state's organs, and whom a person leads."""

from __future__ import annotations

from typing import Protocol

from dateline.domain.actor import ActorCandidate
from dateline.extract.words.lexicon import Lexicon

_SUFFIXES = ("armed-forces", "police", "security-forces", "border-guards", "coast-guard", "air-force", "navy", "state")


class Bodies(Protocol):
    """The organs of states; a reader without an actor book knows none."""

    def body(self, country: str, suffix: str) -> ActorCandidate | None:
        """The organ `suffix` ('police', 'armed-forces'; 'state': the state itself) of an ISO 3166-1 alpha-2 country."""

    def led_by(self, actor_id: str) -> ActorCandidate | None:
        """The state that a person of the book leads or led."""


class NoBodies:
    """Knows no organs."""

    def body(self, country: str, suffix: str) -> ActorCandidate | None:  # noqa: ARG002
        """None."""
        return None

    def led_by(self, actor_id: str) -> ActorCandidate | None:  # noqa: ARG002
        """None."""
        return None


def organ_of_words(words: str, lexicon: Lexicon) -> str | None:
    """Which organ of a state plain words mean ('two soldiers', 'border guards', 'police'); None for other words.

    Numbers and articles may stand before the noun; any other word ('Norian soldiers', 'rebel troops') is no plain word.
    """
    articles = ("the", "a", "an", "at", "least")
    parts = [part for part in words.lower().split() if part not in articles and not part.isdigit()]
    parts = [part for part in parts if part not in lexicon.numbers and part not in lexicon.vague]
    plain = " ".join(part for part in parts if part not in lexicon.cues["plain_modifiers"])
    bare = " ".join(parts)
    return next((s for s in _SUFFIXES if lexicon.is_a(bare if s == "state" else plain, f"organ {s}")), None)
