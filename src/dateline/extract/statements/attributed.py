"""One attribution: who (source), by which words (cue), says what (content)."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.domain.text import Span, cover
from dateline.domain.vocabulary import Act
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechVerb
from dateline.extract.syntax.parse import Parsed
from dateline.extract.words.lists import listed

_MODALS = frozenset({"would", "may", "might", "should", "could", "must", "can", "will", "shall", "'ll", "'d"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One construction of saying. Token positions belong to `view.parsed`; ranges include both ends.

    `sources` are the heads of the joint speakers; `through` the heads of those who pass it on ('quoted by Y', 'citing'
    turned round); `hearer` the head of whom it was told to.
    """

    view: View
    rule: str
    verb: SpeechVerb | None
    act: Act
    cue: tuple[int, int]
    sources: tuple[int, ...]
    content: tuple[tuple[int, int], ...]
    hearer: int | None = None
    through: tuple[int, ...] = ()
    negated: bool = False
    irreal: bool = False

    @property
    def deed(self) -> bool:
        """A light verb with its noun: 'claimed the attack and the bombing' are two."""
        return self.rule.startswith("'")

    @property
    def open(self) -> bool:
        """Whether the act is left to the content and the speaker."""
        return self.verb is None or self.verb.open

    def content_spans(self) -> tuple[Span, ...]:
        """The characters of what is said; a quotation that began or goes on in other sentences is taken whole."""
        return tuple(self._whole(self.view.span(first, last)) for first, last in self.content)

    def _whole(self, span: Span) -> Span:
        quote = self.view.quotes.at(span.start)
        if quote is None or self.cue_span().overlaps(quote):
            return span
        return cover(span, quote)

    def cue_span(self) -> Span:
        """The characters of the words of saying."""
        return self.view.span(*self.cue)


def _asked(p: Parsed, token: int) -> bool:
    """'When asked', 'if offered the chance': a passive whose helper verb is left out says nothing of the subject."""
    bare = p.lower[token].endswith(("ed", "en", "old")) and p.kid(token, "aux", "auxpass", "nsubj") is None
    return bare and any(p.lower[c] in ("when", "if", "once", "as", "unless") for c in p.kids(token, "advmod", "mark"))


def is_irreal(view: View, token: int) -> bool:
    """Not said (yet): under a modal, a condition, or an infinitive whose governor does not make it happen."""
    p = view.parsed
    if _asked(p, token):
        return True
    if p.deps[token] == "pcomp" and p.lower[p.heads[token]] in ("without", "against", "from", "before", "instead"):
        return True
    for child in p.kids(token, "aux", "mark", "advmod"):
        lower = p.lower[child]
        perfect = any(p.lower[c] in ("have", "been") for c in p.kids(token, "aux"))
        if lower in _MODALS and not (perfect and lower in ("may", "might")) and child < token:
            return True
        if lower in ("if", "unless", "whether") and p.deps[child] == "mark":
            return True
        if lower == "to" and p.deps[child] == "aux":
            if perfect and p.deps[token] == "xcomp":
                return False  # 'is said to have threatened'
            governor = p.heads[token]
            return p.deps[token] not in ("xcomp", "advcl") or p.lower[governor] not in listed("goes_on_to_say")
    return False
