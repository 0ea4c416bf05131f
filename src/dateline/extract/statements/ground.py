"""What an article offers for telling who speaks: its words, its actors, the country it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.domain.actor import ActorMention
from dateline.domain.report import Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements import grammar
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.quotes import Quotes
from dateline.extract.statements.voice import BODY_KINDS, Voice

ORGANISATIONS = BODY_KINDS | {ActorKind.OUTLET, ActorKind.OTHER}
_STANDS_OUT = 1.5
"""Times as often as the next country an article names the one that it is about."""


@dataclass
class Ground:
    """One article as the finding of speakers sees it."""

    text: str
    mentions: Sequence[ActorMention]
    sentences: Sequence[Span]
    lexicon: SpeechLexicon
    quotes: Quotes

    def words_of(self, index: int) -> set[str]:
        """The lower-case words of a sentence."""
        return {word.strip(".,;:“”\"'’").lower() for word in self.sentences[index].quote(self.text).split()}

    @cached_property
    def by_id(self) -> dict[str, ActorMention]:
        """The first mention of each actor."""
        return {m.actor_id: m for m in reversed(self.mentions)}

    def voice(
        self, view: View, head: int, speaker: Speaker, kind: str, noun: str, organisation: Speaker | None
    ) -> Voice:
        """A voice with what its noun phrase tells about it."""
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        words = set(p.lower[first : last + 1])
        platforms = [name for word, name in self.lexicon.platforms.items() if word in words and word != "x"]
        owner = self.by_id.get(organisation.actor_id) if organisation and organisation.actor_id else None
        return Voice(
            speaker,
            kind,
            noun,
            organisation,
            country=owner.country if owner else None,
            plural=noun.endswith("s") and kind != "person",
            analyst=bool(words & self.lexicon.words["analysts"]),
            teller=noun in self.lexicon.words["tellers"],
            platform=platforms[0] if platforms else None,
            sentence=p.index,
            offset=p.starts[head],
            side=owner.kind if owner else None,
            words=frozenset(words),
        )

    def state_of(self, mention: ActorMention) -> Speaker | None:
        """The state that a body of it belongs to, where the article names it."""
        if mention.kind is not ActorKind.GOVERNMENT_BODY:
            return None
        for ident, other in self.by_id.items():
            if other.kind is ActorKind.STATE and mention.actor_id.startswith(ident + "-"):
                return Speaker(other.name, other.actor_id, None)
        return self.state(mention.country)

    def state(self, country: str | None) -> Speaker | None:
        """The state with this country code, where the article names it."""
        for mention in self.by_id.values():
            if mention.kind is ActorKind.STATE and country and mention.country == country:
                return Speaker(mention.name, mention.actor_id, None)
        return None

    @cached_property
    def home(self) -> str | None:
        """The country that the article is most about, when it stands out; 'officials' without more are its own."""
        counts = Counter(m.country for m in self.mentions if m.country).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] < _STANDS_OUT * counts[1][1]):
            return None
        return counts[0][0]

    def kind_of(self, speaker: Speaker) -> ActorKind | None:
        """What sort of actor a speaker of the book is."""
        mention = self.by_id.get(speaker.actor_id) if speaker.actor_id else None
        return mention.kind if mention else None

    def organisation(self, view: View, head: int, own: ActorMention | None, *, clauses: bool = False) -> Speaker | None:
        """The body or state in a person's noun phrase and apposition: 'Pentagon spokesman John Kirby'."""
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        first = min(first, p.edges[head][0])
        above = p.heads[head]
        if (
            p.deps[head] == "appos"
            and view.actor_of(above) is None
            and p.lower[above] in self.lexicon.words["unnamed_heads"]
        ):
            first = min(first, p.edges[above][0])
        cut = [t for t in p.kids(head, "relcl", "acl") if t > head and not clauses]
        stop = min([last + 1, *(p.edges[t][0] for t in cut)])
        best: ActorMention | None = None
        for token in range(first, stop):
            mention = view.actor_at.get(token)
            if mention is None or mention is own or mention.kind not in ORGANISATIONS:
                continue
            if token > head and not _of_it(view, head, token):
                continue
            if best is None or (best.adjective and not mention.adjective):
                best = mention
        return Speaker(best.name, best.actor_id, best.span) if best else None


def _of_it(view: View, head: int, token: int) -> bool:
    """After the head only an 'of', 'for', 'at', 'from' phrase or an apposition tells whose it is."""
    p = view.parsed
    while p.heads[token] != token and token != head:
        if p.deps[token] == "prep" and p.heads[token] == head:
            return p.lower[token] in ("of", "for", "at", "from", "within", "inside", "with")
        if p.deps[token] in ("appos", "acl", "relcl"):
            return True
        token = p.heads[token]
    return token == head
