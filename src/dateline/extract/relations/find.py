"""All relations of one article: patterns over tagged sentences, and what a name alone tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.domain.actor import ActorMention, DateMention
from dateline.domain.article import Article
from dateline.domain.dates import DateRange
from dateline.domain.ids import stable_id
from dateline.domain.names import fold
from dateline.domain.report import Relation, Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import RelationKind
from dateline.extract.relations.antecedents import antecedents
from dateline.extract.relations.names_alone import told_by_name
from dateline.extract.relations.parties import NameBook, Sides
from dateline.extract.relations.patterns import RelationLexicon, RelationPattern, load_relations
from dateline.extract.relations.tagging import Tagged, tag
from dateline.extract.statements.fallback import introduced_channels
from dateline.extract.statements.lexicon import load_speech
from dateline.extract.words.triggers import fold as fold_case

_FORMER_BEFORE = re.compile(
    r"\b(?:former|late|slain|ex-|ousted|deposed|then|once|one-time|dead|toppled)\s*\Z", re.IGNORECASE
)
_FORMER_INSIDE = re.compile(
    r"\b(?:former|late|slain|ousted|deposed)\b(?! (?:police|army|soldier|member|fighter|officer|rebel|teacher|cleric))"
    r"|\bonce\b",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:killed|assassinated|death|died|slain|killing|assassination|dead)\b", re.IGNORECASE)
_DIES_AFTER = re.compile(
    r",? until (?:he|she|his|her) (?:was |were |had been )?(?:killed|assassinated|death)"
    r"|,?(?: [^.;A-Z,]{1,50},)? (?:who )?(?:was|were|has been|had been) (?:killed|assassinated)"
)
_DIES_BEFORE = re.compile(
    r"\b(?:killed|assassinated|killing of|assassination of|death of)\s+(?:the\s+)?"
    r"(?:(?!(?:said|says|told|by|in|on|at|near|when|as|after|and|according)\b)[\w-]+\s+){0,2}\Z"
)
_DOUBT = re.compile(r"\b(?:whether|if|unclear|may have)\b", re.IGNORECASE)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|unconfirmed|unverified|rumou?r\w*)\b", re.IGNORECASE
)
"""A killing so told is none yet."""
_KIN_BEFORE = re.compile(
    r"\b(?:aides?|bodyguards?|guards?|sons?|daughters?|wife|wives|brothers?|sisters?|fathers?|mothers?|cousins?|nephews?|"
    r"uncles?|relatives?|deput(?:y|ies)|drivers?|followers?|supporters?|members?|convoy|house|home|successor|families|family)"
    r" (?:of|to) (?:[a-z.]+ ){0,3}\Z",
    re.IGNORECASE,
)
"""'an aide to X was killed' does not kill X."""
_TERROR = re.compile(r"terror|sanction|blacklist|list", re.IGNORECASE)
_HELD_FOR = re.compile(r"\b(?:considere?d?s?|deem(?:s|ed)|label\w*|brand\w*|classif\w*|regards?)\b", re.IGNORECASE)
_TERRORIST = re.compile(r"terror|extremist", re.IGNORECASE)
"""Held for something by somebody is a designation only where that is terrorist."""
_OF_GROUP = frozenset(
    {RelationKind.LEADS, RelationKind.MEMBER_OF, RelationKind.SPOKESPERSON_OF, RelationKind.FORMER_LEADER_OF}
)
_CONFIDENCE = {
    RelationKind.LEADS: 0.93,
    RelationKind.DESIGNATED_BY: 0.95,
    RelationKind.ALIAS_OF: 0.9,
    RelationKind.MEMBER_OF: 0.86,
    RelationKind.BACKED_BY: 0.83,
    RelationKind.SPOKESPERSON_OF: 0.85,
    RelationKind.FORMER_LEADER_OF: 0.83,
    RelationKind.PART_OF: 0.8,
    RelationKind.KILLED_BY: 0.73,
    RelationKind.POLITICAL_WING_OF: 0.8,
    RelationKind.AFFILIATED_WITH: 0.6,
    RelationKind.ALLY_OF: 0.55,
    RelationKind.OFFICE_OF: 0.5,
    RelationKind.FRONT_FOR: 0.5,
}
"""The share of each kind that the development annotations have; a relation between named parties only is surer."""
_UNNAMED_LESS = 0.1


def find_relations(
    article: Article,
    sentences: Sequence[Span],
    actors: Sequence[ActorMention],
    dates: Sequence[DateMention],
    lexicon: RelationLexicon | None = None,
    names: NameBook | None = None,
    places: Sequence[Span] = (),
) -> tuple[Relation, ...]:
    """How the actors of an article stand to each other, one relation per pair and kind, in the order of the text.

    Parties that no mention covers have no actor id yet. Without `names`, relations to parties that only a title or an
    adjective names ('President Biden', 'Iran-backed') are left out. `places` are no names of persons or groups.
    """
    finder = _Finder(article, sentences, actors, dates, lexicon or load_relations(), names, places)
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
    via: bool = False
    """Whether the object is somebody whose group is meant: 'an aide to X' belongs to what X leads."""


class _Finder:
    """The relations of one article while they are gathered."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Span],
        actors: Sequence[ActorMention],
        dates: Sequence[DateMention],
        lexicon: RelationLexicon,
        names: NameBook | None,
        places: Sequence[Span],
    ) -> None:
        self.article, self.actors, self.dates, self.lexicon, self.names = article, actors, dates, lexicon, names
        self.sides = Sides(article.text, actors, lexicon.titles, names)
        self.channels = introduced_channels(article.text, actors, sentences, load_speech())
        self.places = places
        self.before: Span | None = None
        self.found: list[_Found] = []

    def sentence(self, sentence: Span) -> None:
        """Add what one sentence tells."""
        text, lexicon = self.article.text, self.lexicon
        named = [m for m in self.actors if sentence.contains(m.span)]
        for mention in named:
            for told in told_by_name(mention, text, self.names):
                self.found.append(_Found(*told[:3], mention.span, sentence, told.rule))
        self._channels(sentence)
        present = lexicon.present(fold_case(sentence.quote(text)))
        patterns: Sequence[RelationPattern] = lexicon.told_with(frozenset(present))
        if not patterns or not (named or present):
            self.before = sentence
            return
        known = [self.sides.without_office(m) for m in named if not self.sides.misread(m)]
        more = list(antecedents(text, sentence, self.actors, self.before))
        self.before = sentence
        places = [place for place in self.places if sentence.contains(place)]
        tagged = tag(text, sentence, known, lexicon.titles, lexicon.heads, more, places)
        if len(tagged.parties) == 1:
            patterns = [pattern for pattern in patterns if pattern.alone]
        if tagged.parties:
            self._match(tagged, sentence, patterns)

    def _channels(self, sentence: Span) -> None:
        """'A Telegram channel affiliated with ...' is tied to the side it is affiliated with."""
        for voice in self.channels:
            place, side = voice.speaker.span, voice.organisation
            if place is not None and side is not None and side.span is not None and sentence.contains(place):
                evidence = Span(place.start, side.span.end)
                kind = RelationKind.AFFILIATED_WITH
                self.found.append(_Found(voice.speaker, kind, side, evidence, sentence, "a channel and its side"))

    def _match(self, tagged: Tagged, sentence: Span, patterns: Sequence[RelationPattern]) -> None:
        taken: set[tuple[object, ...]] = set()
        for pattern in patterns:
            for match in pattern.pattern.finditer(tagged.text):
                for made in self._made(pattern, match, tagged, sentence):
                    key = (made.subject.span, made.subject.name, made.object.span, made.kind in _OF_GROUP)
                    if key not in taken:
                        taken.add(key)
                        self.found.append(made)

    def _made(self, pattern: RelationPattern, match: re.Match[str], tagged: Tagged, sentence: Span) -> Iterator[_Found]:
        if pattern.terror and not _TERROR.search(tagged.text):
            return
        held = pattern.kind is RelationKind.DESIGNATED_BY and _HELD_FOR.search(match.group())
        if held and not _TERRORIST.search(tagged.text):
            return
        evidence = tagged.span(match.start(), match.end())
        subjects = list(self.sides.parties(pattern.subject, match, tagged))
        kind = pattern.kind
        before = tagged.text[max(0, match.start() - 14) : match.start()]
        if kind is RelationKind.LEADS and (_FORMER_BEFORE.search(before) or _FORMER_INSIDE.search(match.group())):
            kind = RelationKind.FORMER_LEADER_OF
        for subject in subjects:
            for other in self.sides.parties(pattern.object, match, tagged, [subject]):
                second = self._second(kind, subject, other)
                if second is not None:
                    via = pattern.object == "chief"
                    yield _Found(subject, kind, second, evidence, sentence, pattern.text[:60], via)

    def _second(self, kind: RelationKind, subject: Speaker, other: Speaker) -> Speaker | None:
        """The other party; nobody stands to himself in any relation but that of another name."""
        same = fold(subject.name) == fold(other.name) or bool(subject.actor_id and subject.actor_id == other.actor_id)
        if kind is not RelationKind.ALIAS_OF:
            return None if same else other
        if same:
            return self.sides.other_name(subject, other)
        return None if subject.actor_id and other.actor_id else other

    # -- the whole article -------------------------------------------------------------------------------------------
    def finished(self) -> Iterator[Relation]:
        """One relation per pair and kind; leaders whom the article tells killed led once."""
        dead = {_key(f.subject) for f in self.found if f.kind is RelationKind.KILLED_BY and not self._doubted(f)}
        dead |= {_key(f.subject) for f in self.found if f.kind is RelationKind.LEADS and self._dies(f)}
        seen: set[tuple[object, ...]] = set()
        for found in self.found:
            made = self._followed(found) if found.via else found
            if made is None:
                continue
            if found.kind is RelationKind.LEADS and _key(found.subject) in dead:
                made = replace(found, kind=RelationKind.FORMER_LEADER_OF)
            if made.kind is RelationKind.KILLED_BY and self._doubted(made):
                continue
            key = (_key(made.subject), made.kind, _key(made.object))
            if key not in seen:
                seen.add(key)
                yield self._relation(made)

    def _followed(self, found: _Found) -> _Found | None:
        """'An aide to X' belongs to the group that the article says X leads."""
        kinds = (RelationKind.LEADS, RelationKind.FORMER_LEADER_OF)
        led = (f.object for f in self.found if f.kind in kinds and _key(f.subject) == _key(found.object))
        group = next((body for body in led if _key(body) != _key(found.subject)), None)
        return replace(found, object=group) if group is not None else None

    def _doubted(self, found: _Found) -> bool:
        """'Whether an airstrike killed X' is no killing yet, nor is 'X was reportedly killed', nor that of his aide."""
        before = self.article.text[found.sentence.start : found.evidence.start]
        if _DOUBT.search(before) or _HEARSAY.search(before + found.evidence.quote(self.article.text)):
            return True
        return found.kind is RelationKind.KILLED_BY and bool(_KIN_BEFORE.search(before))

    def _dies(self, found: _Found) -> bool:
        text = self.article.text
        before = text[max(0, found.evidence.start - 40) : found.evidence.start]
        after = text[found.evidence.end : found.evidence.end + 60]
        if "attempt" in before:
            return False
        return bool(_DIES_AFTER.match(after) or _DIES_BEFORE.search(before)) and not self._doubted(found)

    def _relation(self, found: _Found) -> Relation:
        since, until = self._times(found)
        return Relation(
            id=stable_id("l", (self.article.id, found.subject.name, found.kind.value, found.object.name)),
            article_id=self.article.id,
            subject=found.subject,
            kind=found.kind,
            object=found.object,
            evidence=(found.evidence,),
            since=since,
            until=until,
            confidence=_confidence(found),
            rules=(found.rule,),
        )

    def _times(self, found: _Found) -> tuple[DateRange | None, DateRange | None]:
        """Since when or until when, as the sentence tells."""
        inside = [d for d in self.dates if d.when is not None and found.sentence.contains(d.span)]
        points = sorted((d for d in inside if d.kind == "point"), key=lambda d: abs(d.span.start - found.evidence.end))
        if found.kind in (RelationKind.DESIGNATED_BY, RelationKind.KILLED_BY):
            return (points[0].when if points else None), None
        if found.kind is RelationKind.FORMER_LEADER_OF:
            dead = bool(_DEATH.search(found.sentence.quote(self.article.text)))
            return None, (points[0].when if points and dead else None)
        return self._near(inside, "since", found), self._near(inside, "until", found)

    def _near(self, dates: Sequence[DateMention], kind: str, found: _Found) -> DateRange | None:
        """The date of a kind close behind a relation's words, with no other clause between."""
        for date in dates:
            if found.evidence.contains(date.span):
                continue  # 'who has headed X since 2002, is also the head of Y'
            between = self.article.text[found.evidence.end : date.span.start]
            if date.kind == kind and abs(date.span.start - found.evidence.end) < 60 and "," not in between:
                return date.when
        return None


def _confidence(found: _Found) -> float:
    """A probability that the annotations would hold the relation, too."""
    unnamed = found.subject.actor_id is None or found.object.actor_id is None
    return round(_CONFIDENCE[found.kind] - (_UNNAMED_LESS if unnamed else 0.0), 2)


def _key(party: Speaker) -> str:
    return party.actor_id or fold(party.name)
