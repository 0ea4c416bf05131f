"""All relations of one article: patterns over tagged sentences, and what a name alone tells ('the Turkish army')."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dateline.domain.actor import ActorCandidate, ActorMention, DateMention
from dateline.domain.article import Article
from dateline.domain.dates import DateRange
from dateline.domain.ids import stable_id
from dateline.domain.names import fold
from dateline.domain.report import Relation, Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.extract.parse import Parsed
from dateline.extract.relations.patterns import RelationLexicon, RelationPattern, load_relations
from dateline.extract.relations.tagging import Party, Tagged, tag

_TAG = re.compile(r"<[A-Za-z](\d+)>")
_BACKED_NAME = re.compile(r"\b([A-Z][\w.]*)[-\s–](?:backed|supported|sponsored|funded)\b", re.IGNORECASE)
_PRO_NAME = re.compile(r"\bpro[-\s–]([A-Z]\w+)\b", re.IGNORECASE)
_OWN_BODY = re.compile(
    r"(?:armed forces|army|military|ministry|department|security forces|command|council|police|air force|navy|forces|"
    r"troops|parliament|intelligence|service)\b",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(r"\b(?:officials?|authorities|government|leaders?|officers?|soldiers?)\b", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:embassy|consulate|mission|high commission)\b", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:former|late|slain|ex-|ousted|deposed|then|once|one-time|dead|killed|assassinated|toppled)\s*\Z",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:killed|assassinated|death|died|slain|killing|assassination|dead)\b", re.IGNORECASE)
_TERROR = re.compile(r"terror|sanction|blacklist|list", re.IGNORECASE)
_OF_GROUP = frozenset(
    {RelationKind.LEADS, RelationKind.MEMBER_OF, RelationKind.SPOKESPERSON_OF, RelationKind.FORMER_LEADER_OF}
)


class NameBook(Protocol):
    """What relations ask about names: the actor that words stand for, and the state with a country code."""

    def by_words(self, words: str) -> ActorCandidate | None:
        """The actor that the words name, or None."""

    def state(self, country: str) -> ActorCandidate | None:
        """The state with an ISO 3166-1 alpha-2 code, or None."""


def find_relations(
    article: Article,
    sentences: Sequence[Span],
    parses: Sequence[Parsed],
    actors: Sequence[ActorMention],
    dates: Sequence[DateMention],
    lexicon: RelationLexicon | None = None,
    names: NameBook | None = None,
) -> tuple[Relation, ...]:
    """How the actors of an article stand to each other, one relation per pair and kind, in the order of the text.

    Parties that no mention covers have no actor id yet. Without `names`, relations to parties that only a title or an
    adjective names ('President Biden', 'Turkish army') are left out. `parses` are not needed by the present rules.
    """
    words = lexicon or load_relations()
    finder = _Finder(article, actors, dates, words, names)
    for sentence in sentences:
        finder.sentence(sentence)
    return tuple(finder.finished())


@dataclass(frozen=True, slots=True)
class _Found:
    subject: Speaker
    kind: RelationKind
    object: Speaker
    evidence: Span
    sentence: Span
    rule: str
    confidence: float


class _Finder:
    """The relations of one article while they are gathered."""

    def __init__(
        self, article: Article, actors: Sequence[ActorMention], dates: Sequence[DateMention], lexicon: RelationLexicon,
        names: NameBook | None,
    ) -> None:  # fmt: skip
        self.article, self.actors, self.dates = article, actors, dates
        self.lexicon, self.names = lexicon, names
        self.found: list[_Found] = []

    # -- one sentence ------------------------------------------------------------------------------------------------
    def sentence(self, sentence: Span) -> None:
        """Add what one sentence tells."""
        known = [m for m in self.actors if sentence.contains(m.span)]
        for mention in known:
            self.found += self._by_name(mention, sentence)
        tagged = tag(self.article.text, sentence, known, self.lexicon.titles, self.lexicon.heads)
        if not tagged.parties:
            return
        present = {name for name, pattern in self.lexicon.hints.items() if pattern.search(tagged.text)}
        taken: set[tuple[object, ...]] = set()
        for pattern in self.lexicon.patterns:
            if pattern.hints and not present.issuperset(pattern.hints):
                continue
            for match in pattern.pattern.finditer(tagged.text):
                for made in self._made(pattern, match, tagged, sentence):
                    key = (made.subject.span, made.object.span, made.kind in _OF_GROUP)
                    if key not in taken:
                        taken.add(key)
                        self.found.append(made)

    def _made(self, pattern: RelationPattern, match: re.Match[str], tagged: Tagged, sentence: Span) -> Iterator[_Found]:
        if pattern.terror and not _TERROR.search(tagged.text):
            return
        evidence = tagged.span(match.start(), match.end())
        subjects = list(self._parties(pattern.subject, match, tagged))
        objects = list(self._parties(pattern.object, match, tagged, subjects))
        for subject in subjects:
            for other in objects:
                if fold(subject.name) == fold(other.name) or (subject.actor_id and subject.actor_id == other.actor_id):
                    if pattern.kind is not RelationKind.ALIAS_OF:
                        continue
                    subject = (
                        Speaker(" ".join(subject.span.quote(self.article.text).split()), None, subject.span)
                        if subject.span
                        else subject
                    )
                kind = pattern.kind
                if kind is RelationKind.LEADS and _FORMER.search(
                    tagged.text[max(0, match.start() - 14) : match.start()]
                ):
                    kind = RelationKind.FORMER_LEADER_OF
                if kind is RelationKind.LEADS and re.search(
                    r"\b(?:former|late|slain|ousted|deposed|once)\b",
                    tagged.text[match.start() : match.end()],
                    re.IGNORECASE,
                ):
                    kind = RelationKind.FORMER_LEADER_OF
                yield _Found(subject, kind, other, evidence, sentence, pattern.text[:60], 0.75)

    def _parties(
        self, role: str, match: re.Match[str], tagged: Tagged, others: Sequence[Speaker] = ()
    ) -> Iterator[Speaker]:
        if role == "home":
            yield from self._home(others)
        elif role == "ministry":
            yield from self._ministry(match, tagged, others)
        elif role == "america":
            state = self.names.state("US") if self.names else None
            if state is not None and any(m.actor_id == state.actor_id for m in self.actors):
                yield Speaker(state.name, state.actor_id, None)
        elif role == "facility":
            span = tagged.span(match.start(), match.end())
            yield Speaker(" ".join(span.quote(self.article.text).split()), None, span)
        else:
            for number in _TAG.findall(match.group(role)):
                party = tagged.parties[int(number)]
                if role.endswith("_list") and party.letter.islower():
                    continue
                if role == "person_list" and party.letter not in "PN":
                    continue
                yield self._speaker(party)

    def _speaker(self, party: Party) -> Speaker:
        if party.mention is not None:
            return Speaker(party.mention.name, party.mention.actor_id, party.span)
        name = " ".join(party.words.split())
        return Speaker(self._full_name(name) if party.letter == "N" else name, None, party.span)

    def _full_name(self, name: str) -> str:
        """The longer name with this surname that the article gives, if it gives one."""
        if " " in name or len(name) < 3:
            return name
        for match in re.finditer(
            r"((?:[A-Z][\w’'-]{1,24} ){1,2}(?:al-|bin |de )?)" + re.escape(name) + r"\b", self.article.text
        ):
            words = [w for w in match.group(1).split() if w.lower().strip(".") not in self.lexicon.titles]
            if words:
                return " ".join([*words, name])
        return name

    # -- parties that are not named -----------------------------------------------------------------------------------
    def _home(self, persons: Sequence[Speaker]) -> Iterator[Speaker]:
        """The state of a head of state told without it: the person's own country."""
        if self.names is None:
            return
        for person in persons:
            mention = next((m for m in self.actors if m.actor_id == person.actor_id), None)
            if mention is not None and mention.country and (state := self.names.state(mention.country)):
                yield Speaker(state.name, state.actor_id, None)

    def _ministry(self, match: re.Match[str], tagged: Tagged, persons: Sequence[Speaker]) -> Iterator[Speaker]:
        if self.names is None:
            return
        state = None
        if match.group("state"):
            state = self._speaker(tagged.parties[int(_TAG.findall(match.group("state"))[0])]).name
        else:
            state = next((home.name for home in self._home(persons)), None)
        portfolio = match.group("portfolio").lower()
        portfolio = {"the interior": "interior", "foreign affairs": "foreign"}.get(portfolio, portfolio)
        if portfolio == "state" or (portfolio == "defense" and match.group().lower().startswith("secretary")):
            words = "US State Department" if portfolio == "state" else "US Department of Defense"
        elif state is None:
            return
        else:
            words = f"{state}'s {portfolio} ministry"
        body = self.names.by_words(words)
        if body is not None:
            yield Speaker(body.name, body.actor_id, None)

    # -- what a name alone tells ----------------------------------------------------------------------------------------
    def _by_name(self, mention: ActorMention, sentence: Span) -> Iterator[_Found]:
        if self.names is None or mention.adjective:
            return
        words = " ".join(mention.span.quote(self.article.text).split())
        own = Speaker(mention.name, mention.actor_id, mention.span)
        if match := _BACKED_NAME.search(words):
            yield from self._with_state(own, RelationKind.BACKED_BY, match.group(1), mention, sentence)
        elif match := _PRO_NAME.search(words):
            yield from self._with_state(own, RelationKind.AFFILIATED_WITH, match.group(1), mention, sentence)
        elif mention.country and mention.kind in (ActorKind.GOVERNMENT_BODY, ActorKind.FACILITY):
            state = self.names.state(mention.country)
            if state is None or state.actor_id == mention.actor_id or not self._names_state(words, mention, state):
                return
            if _OFFICE.search(words):
                yield _Found(
                    own,
                    RelationKind.OFFICE_OF,
                    Speaker(state.name, state.actor_id, None),
                    mention.span,
                    sentence,
                    "an embassy's name",
                    0.8,
                )
            elif _OWN_BODY.search(words) and not _NOT_OWN.search(words):
                yield _Found(
                    own,
                    RelationKind.PART_OF,
                    Speaker(state.name, state.actor_id, None),
                    mention.span,
                    sentence,
                    "a body's name holds its state",
                    0.6,
                )

    def _names_state(self, words: str, mention: ActorMention, state: ActorCandidate) -> bool:
        """The first word of the body's name, or what follows 'of', names the state."""
        first = re.split(r"['’]s|\s", words.removeprefix("the ").removeprefix("The "), maxsplit=1)[0]
        candidate = self.names.by_words(first) if self.names else None
        return candidate is not None and candidate.actor_id == state.actor_id

    def _with_state(
        self, own: Speaker, kind: RelationKind, word: str, mention: ActorMention, sentence: Span
    ) -> Iterator[_Found]:
        backer = self.names.by_words(word) if self.names else None
        if backer is not None and backer.actor_id != own.actor_id:
            yield _Found(
                own,
                kind,
                Speaker(backer.name, backer.actor_id, None),
                mention.span,
                sentence,
                "in the name itself",
                0.85,
            )

    # -- the whole article ------------------------------------------------------------------------------------------------
    def finished(self) -> Iterator[Relation]:
        """One relation per pair and kind; leaders whom the article tells killed led once."""
        dead = {_key(f.subject) for f in self.found if f.kind is RelationKind.KILLED_BY}
        dead |= {
            _key(f.subject) for f in self.found
            if f.kind is RelationKind.LEADS and _DEATH.search(f.sentence.quote(self.article.text)) and self._dies(f)
        }  # fmt: skip
        seen: set[tuple[object, ...]] = set()
        for found in self.found:
            made = (
                replace(found, kind=RelationKind.FORMER_LEADER_OF)
                if found.kind is RelationKind.LEADS and _key(found.subject) in dead
                else found
            )
            key = (_key(made.subject), made.kind, _key(made.object))
            if key in seen:
                continue
            seen.add(key)
            yield self._relation(made)

    def _dies(self, found: _Found) -> bool:
        after = self.article.text[found.evidence.end : found.evidence.end + 60]
        before = self.article.text[max(0, found.evidence.start - 40) : found.evidence.start]
        return bool(re.match(r"[^.;]{0,50}\b(?:was|were|has been|had been) (?:killed|assassinated)", after)) or bool(
            re.search(
                r"\b(?:killed|assassinated|killing of|assassination of|death of)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}\Z",
                before,
            )
        )

    def _relation(self, found: _Found) -> Relation:
        when = self._when(found)
        since = until = None
        if when is not None and found.kind in (RelationKind.DESIGNATED_BY, RelationKind.KILLED_BY):
            since = when
        elif (
            when is not None
            and found.kind is RelationKind.FORMER_LEADER_OF
            and _DEATH.search(found.sentence.quote(self.article.text))
        ):
            until = when
        elif found.kind in (RelationKind.LEADS, RelationKind.PART_OF, RelationKind.MEMBER_OF):
            since = self._since(found)
        return Relation(
            id=stable_id("l", (self.article.id, found.subject.name, found.kind.value, found.object.name)),
            article_id=self.article.id,
            subject=found.subject,
            kind=found.kind,
            object=found.object,
            evidence=(found.evidence,),
            since=since,
            until=until,
            confidence=found.confidence,
            rules=(found.rule,),
        )

    def _when(self, found: _Found) -> DateRange | None:
        """The point in time that the sentence gives, nearest to the evidence."""
        own = [d for d in self.dates if d.kind == "point" and d.when and found.sentence.contains(d.span)]
        return min(own, key=lambda d: abs(d.span.start - found.evidence.end)).when if own else None

    def _since(self, found: _Found) -> DateRange | None:
        own = [d for d in self.dates if d.kind == "since" and d.when and found.sentence.contains(d.span)]
        return own[0].when if own and abs(own[0].span.start - found.evidence.end) < 60 else None


def _key(party: Speaker) -> str:
    return party.actor_id or fold(party.name)
