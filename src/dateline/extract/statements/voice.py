"""A speaker as found in the text, and the memory of who spoke before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.domain.actor import ActorMention
from dateline.domain.names import fold
from dateline.domain.report import Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements.quotes import Quotes

SINGULAR = frozenset({"he", "she", "him", "her", "his"})
PLURAL = frozenset({"they", "them", "their", "both", "all"})
BODY = frozenset({"it", "its"})
BODY_KINDS = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY, ActorKind.STATE, ActorKind.PARTY, ActorKind.INTERNATIONAL_BODY}
)
REACH = 6
"""Sentences that a pronoun or 'the official' looks back."""
_NEAR_START = 60
"""Characters: a name this near to a sentence's beginning is mostly its subject."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: identity, organisation, and what the reading of the act needs to know.

    `kind` is 'person', 'body', 'outlet', 'source' (a description) or 'document'; `noun` the head noun of a description;
    `side` what sort of actor the organisation is; `words` those of the noun phrase that told who it is.
    """

    speaker: Speaker
    kind: str
    noun: str = ""
    organisation: Speaker | None = None
    actor_kind: ActorKind | None = None
    country: str | None = None
    plural: bool = False
    generic: bool = False
    analyst: bool = False
    teller: bool = False
    platform: str | None = None
    via: tuple[str, ...] = ()
    sentence: int = 0
    offset: int = 0
    carried: bool = False
    side: ActorKind | None = None
    words: frozenset[str] = frozenset()

    @property
    def armed(self) -> bool:
        """An armed group, or a person who speaks for one."""
        group = ActorKind.ARMED_GROUP
        return self.actor_kind is group or (self.kind == "person" and self.side is group)


@dataclass
class Memory:
    """Who spoke and who was named, asked backwards from a place in the text."""

    mentions: Sequence[ActorMention]
    sentences: Sequence[Span]
    quotes: Quotes
    recent: list[Voice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._named = sorted(
            (m for m in self.mentions if not m.adjective and self.quotes.at(m.span.start) is None), key=lambda m: m.span
        )
        self._starts = [m.span.start for m in self._named]

    def remember(self, voice: Voice) -> None:
        """The voice has spoken."""
        self.recent.append(voice)

    def by_name(self, name: str) -> Voice | None:
        """The last voice with this name."""
        return next((voice for voice in reversed(self.recent) if voice.speaker.name == name), None)

    def surname(self, name: str) -> str | None:
        """The full name of the last person with this surname who spoke."""
        return next((v.speaker.name for v in reversed(self.recent) if v.speaker.name.endswith(f" {name}")), None)

    def by_id(self, ident: str | None) -> Voice | None:
        """The last voice of this actor."""
        return next((voice for voice in reversed(self.recent) if ident and voice.speaker.actor_id == ident), None)

    def spoken(self, index: int, wanted: str) -> Voice | None:
        """The last voice that a pronoun of this sort can mean."""
        return next((v for v in reversed(self.recent) if index - v.sentence <= REACH and fits(v, wanted)), None)

    def named_before(
        self, index: int, offset: int, kinds: frozenset[ActorKind], *, generic: bool | None = None
    ) -> ActorMention | None:
        """The last actor of these kinds that stands as the subject of a sentence before, or earlier in this one.

        `generic` asks for collective descriptions only (True) or for none of them (False).
        """
        before = bisect_left(self._starts, offset)
        for back in range(REACH):
            place = index - back
            if place < 0:
                return None
            start = self.sentences[place].start
            low = bisect_left(self._starts, start)
            here = [m for m in self._named[low:before] if m.kind in kinds and generic in (None, m.generic)]
            near = [m for m in here if back == 0 or m.span.start - start <= _NEAR_START]
            if near:
                return near[0]
            before = low
        return None

    def collective_before(self, offset: int) -> ActorMention | None:
        """The last collective description of an armed side before a place ('Iran-backed militias')."""
        before = self._named[: bisect_left(self._starts, offset)]
        return next((m for m in reversed(before) if m.generic and m.kind is ActorKind.ARMED_GROUP), None)


def fits(voice: Voice, wanted: str) -> bool:
    """Whether a pronoun ('person', 'plural', 'body') can stand for the voice."""
    if wanted == "person":
        return voice.kind == "person" or (voice.kind == "source" and not voice.plural)
    if wanted == "plural":
        return voice.plural or voice.actor_kind in BODY_KINDS
    return voice.kind in ("body", "outlet", "document")


def same_words(a: str | None, b: str | None) -> bool:
    """Whether two names are the same when folded, an article aside."""
    return bool(a) and fold(a or "").removeprefix("the ") == fold(b or "").removeprefix("the ")
