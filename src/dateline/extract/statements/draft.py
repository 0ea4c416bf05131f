"""An attribution with its voices, while the attributions of a sentence are compared with each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.domain.text import Span
from dateline.domain.vocabulary import Act
from dateline.extract.statements import grammar
from dateline.extract.statements.attributed import Attribution
from dateline.extract.statements.voice import Voice

_NEAR_START = 40
"""Characters: a second verb of saying this near to the beginning of what is said governs all of it."""
_NEAR_ARTICLE = 5
"""Characters of an article or a mark before the first speaker."""
_ADDED = frozenset({Act.REPORT, Act.ASSESS, Act.CONFIRM, Act.ANNOUNCE, Act.CONDEMN})


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution, who speaks in it, and what is said."""

    made: Attribution
    voices: tuple[Voice, ...]
    content: tuple[Span, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of those who speak."""
        return frozenset(voice.speaker.name for voice in self.voices)

    def holds(self, inner: Draft) -> bool:
        """The inner attribution's cue stands inside what this one says."""
        cue = inner.made.cue_span()
        inside = inner is not self and any(span.contains(cue) for span in self.content)
        return inside and not self._turns_to(inner)

    def _turns_to(self, inner: Draft) -> bool:
        """'X said one thing, while Y said another': a turn to another speaker, not a telling inside a telling."""
        view = self.made.view
        p, start = view.parsed, self.made.cue[1]
        first = min((grammar.np_first(p, head) for head in inner.made.sources), default=0)
        if first <= start or self.names & inner.names or view.quotes.at(p.starts[first]) is not None:
            return False
        if inner.made.sources and max(inner.made.sources) > inner.made.cue[0]:
            return False
        link = p.lower[first - 1]
        turns = link in ("but", "and") and p.words[first - 2] in (",", ";")
        return link in (";", "while", "whereas") or turns

    def opens_with(self, inner: Draft) -> bool:
        """What this one says begins with the inner attribution."""
        cue = inner.made.cue_span()
        return any(cue.start - span.start <= _NEAR_START for span in self.content)


def counts(made: Attribution, documents: frozenset[str]) -> bool:
    """Said for real, by somebody; weak verbs only where a named actor or a document stands with them."""
    if made.irreal or not made.sources:
        return False
    p = made.view.parsed
    if made.negated:
        able = any(p.lower[child] in ("could", "can") for child in p.kids(made.cue[1], "aux"))
        return made.verb is not None and made.act is Act.CONFIRM and able
    if made.verb is not None and made.verb.weak:
        told = not made.open or any(p.lower[first] in ("that", "to") for first, _ in made.content)
        named = any(made.view.actor_of(head) is not None for head in made.sources)
        return (named and told) or any(p.lower[head] in documents for head in made.sources)
    return True


def is_main(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Nobody else says it in this sentence."""
    return not any(other.holds(draft) for other in drafts)


def repeated(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """'The Pentagon said it had confirmed': the inner telling of the same speaker counts, not the outer.

    '..., claiming that' after the same speaker's own verb of saying adds no statement of its own either.
    """
    same = [other for other in drafts if other is not draft and other.names == draft.names]
    if draft.made.open and any(draft.holds(other) and draft.opens_with(other) for other in same):
        return True
    p, token = draft.made.view.parsed, draft.made.cue[1]
    if not p.lower[token].endswith("ing") or draft.made.act not in _ADDED:
        return False
    return any(other.made.cue[0] <= p.heads[token] <= other.made.cue[1] for other in same)


def only_passes_on(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """'X told Al-Mayadeen, Rudaw reported': the outlet that reports what X said is a channel, no speaker."""
    if any(voice.kind != "outlet" for voice in draft.voices):
        return False
    after = draft.made.rule == "according to" or all(span.end <= draft.made.cue_span().start for span in draft.content)
    p = draft.made.view.parsed
    for other in drafts if after else ():
        if not draft.holds(other):
            continue
        first = other.content[0].start if other.content else -_NEAR_START
        speaks = min((grammar.np_first(p, h) for h in other.made.sources), default=len(p) - 1)
        begins = any(abs(p.starts[speaks] - span.start) <= _NEAR_ARTICLE for span in draft.content)
        top = other.made.cue[1]
        while p.deps[top] == "conj" and p.heads[top] < top:
            top = p.heads[top]
        main = p.heads[top] == draft.made.cue[1] or p.deps[top] == "ROOT"
        if draft.opens_with(other) or begins or main or any(abs(span.start - first) <= 3 for span in draft.content):
            return True
    return False
