"""A parsed sentence together with what its words stand for: actors, places, dates, weapons, classes of nouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.domain.actor import ActorMention, DateMention, PlaceMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.syntax.parse import Parsed
from dateline.extract.words.lexicon import Lexicon, Weapon
from dateline.extract.words.lists import listed
from dateline.extract.words.triggers import Hit

AnyMention = ActorMention | PlaceMention | DateMention
_SITES = frozenset({"place", "facility"})
_NP_LEFT = ("det", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "case", "npadvmod", "advmod", "predet")
# Prepositions that tell which people or things are meant, and how many tokens may follow them.
_TELLING = frozenset({"of", "from", "within", "in", "for", "with", "inside", "near", "at", "belonging"})
_TOLD = 8
_ENDINGS = ("abad", "pur", "grad", "ville", "nagar", "garh", "ivka", "town")
_NAMESAKES = frozenset({ActorKind.PERSON, ActorKind.ARMED_GROUP, ActorKind.PARTY})
_LIVING_KINDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.PERSON, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY})


@dataclass(frozen=True, slots=True)
class WeaponWord:
    """A weapon named in the sentence, from its first to its last token."""

    weapon: Weapon
    first: int
    last: int


@dataclass
class Scene:
    """One parsed sentence and the mentions inside it. Built once per sentence, read by every rule."""

    parsed: Parsed
    text: str
    lexicon: Lexicon
    actors: Sequence[ActorMention]
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    hits: Sequence[Hit]
    order: int = 0
    actor_at: dict[int, ActorMention] = field(default_factory=dict)
    place_at: dict[int, PlaceMention] = field(default_factory=dict)
    date_at: dict[int, DateMention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mention in self.actors:
            if not self._plain_words(mention):
                self._mark(self.actor_at, mention)
        for place in self.places:
            if place.span.quote(self.text).lower() not in self.lexicon.numbers:  # 'One' is a village, too
                self._mark(self.place_at, place)
        for date in self.dates:
            self._mark(self.date_at, date)

    def _plain_words(self, mention: ActorMention) -> bool:
        """'the base', 'the camp' in small letters are things, whatever group bears such a name; so is 'Camp Simba'."""
        words = mention.span.quote(self.text)
        before = self.text[max(0, mention.span.start - 12) : mention.span.start].split()
        if before and before[-1] in listed("named_sites") and mention.kind in _NAMESAKES and " " not in words:
            return True
        return (
            words.islower()
            and mention.kind is ActorKind.ARMED_GROUP
            and self.lexicon.is_a(words.split()[-1], "facility")
        )

    def _mark(self, at: dict, mention: AnyMention) -> None:  # type: ignore[type-arg]
        for token in self.tokens_of(mention.span):
            at.setdefault(token, mention)

    def tokens_of(self, span: Span) -> range:
        """The tokens that a span covers."""
        starts, ends = self.parsed.starts, self.parsed.ends
        first = bisect_left(ends, span.start + 1)
        last = bisect_left(starts, span.end)
        return range(first, last)

    def head_of(self, span: Span) -> int | None:
        """The token of a span whose head lies outside it: the word that carries it."""
        tokens = self.tokens_of(span)
        heads = self.parsed.heads
        for token in tokens:
            if heads[token] not in tokens or heads[token] == token:
                return token
        return tokens[-1] if tokens else None

    @cached_property
    def weapon_at(self) -> dict[int, WeaponWord]:
        """For each token inside a weapon's name, the weapon (longest name first)."""
        lower, weapons, sizes = self.parsed.lower, self.lexicon.weapons, self.lexicon.weapon_sizes
        found: dict[int, WeaponWord] = {}
        place = 0
        while place < len(lower):
            for size in sizes.get(lower[place], ()):
                weapon = weapons.get(" ".join(lower[place : place + size]))
                if weapon is not None and place + size <= len(lower):
                    word = WeaponWord(weapon, place, place + size - 1)
                    found.update(dict.fromkeys(range(place, place + size), word))
                    place += size - 1
                    break
            place += 1
        return found

    @cached_property
    def event_at(self) -> dict[int, Hit]:
        """For each trigger's head token its hit; the word that carries the grammar of a longer form."""
        found: dict[int, Hit] = {}
        for hit in self.hits:
            tokens = self.tokens_of(hit.span)
            if tokens:
                sense = hit.senses[0]
                place = tokens[0] if sense.verbal or "prep_inside" in sense.flags else tokens[-1]
                if place not in self.date_at:  # 'March' is a month
                    found.setdefault(place, hit)
        return found

    def kinds(self, token: int) -> frozenset[str]:
        """The classes of the noun at a token: lexical ones, and actor, place, weapon, human, event, pronoun, name."""
        lower = self.parsed.lower[token]
        kinds = set(self.lexicon.noun_of.get(lower, ()))
        actor = self.actor_at.get(token)
        if actor is not None and not actor.adjective:
            kinds.add("actor")
            if actor.kind in _LIVING_KINDS:
                kinds.add("human")
            if actor.kind is ActorKind.FACILITY:
                kinds.add("facility")
        if token in self.place_at:
            kinds |= {"place", "facility"}
        if token in self.weapon_at:
            kinds.add("weapon")
        if token in self.event_at and not any(sense.verbal for sense in self.event_at[token].senses):
            kinds.add("event")
        cues = self.lexicon.cues
        if lower in cues["plural_pronouns"] or lower in cues["group_pronouns"] or lower in cues["person_pronouns"]:
            kinds |= {"pronoun"} if lower in cues["group_pronouns"] else {"pronoun", "human"}
        counted = lower in ("more", "another") and self.parsed.deps[token] in ("dobj", "nsubjpass", "conj")
        if self.is_number(token) or counted:  # 'injured two more', 'wounded another'
            kinds.add("human")
        if not kinds and self.parsed.words[token][:1].isupper() and token and self.parsed.deps[token] != "amod":
            kinds |= {"place", "facility"} if self._called_place(token) else {"name"}
        return frozenset(kinds)

    def _called_place(self, token: int) -> bool:
        """'Laukkai, a major town on the border', 'Tel Hamis': words beside or in the name say that it is a place."""
        if self.parsed.lower[self.np_left(token)] in listed("in_place_names") or self.parsed.lower[token].endswith(
            _ENDINGS
        ):
            return True
        beside = self.parsed.kids(token, "appos")
        return any(self.lexicon.noun_of.get(self.parsed.lower[c], frozenset()) & _SITES for c in beside)

    def is_number(self, token: int) -> bool:
        """Whether the token is a number or a word of number."""
        lower = self.parsed.lower[token]
        return lower in self.lexicon.numbers or lower.replace(",", "").isdigit() or lower in self.lexicon.vague

    def person(self, token: int) -> bool:
        """Whether the noun is a person's name."""
        actor = self.actor_at.get(token)
        if actor is not None:
            return actor.kind is ActorKind.PERSON
        return "name" in self.kinds(token) and not self.parsed.lower[token].endswith("s")

    def vague_word(self, token: int) -> str | None:
        """The word that says 'many' without a number: 'dozens', 'several'."""
        lower = self.parsed.lower
        return next(
            (lower[at] for at in range(self.np_left(token), token + 1) if lower[at] in self.lexicon.vague), None
        )

    def living(self, token: int) -> bool:
        """Whether the noun can be hurt or held: a human, an actor that is no facility, a person's pronoun, a number."""
        kinds = self.kinds(token)
        if "human" in kinds or "name" in kinds:
            return True
        return "actor" in kinds and "facility" not in kinds

    def np_left(self, head: int) -> int:
        """The first token of the noun phrase of `head`, modifiers before it included."""
        first = head
        deps = self.parsed.deps
        for child in self.parsed.children[head]:
            if child < head and deps[child] in _NP_LEFT:
                first = min(first, self.parsed.edges[child][0])
        return first

    def np_span(self, head: int) -> Span:
        """The noun phrase without its article and without what follows the head, except a short 'of' phrase."""
        parsed = self.parsed
        first = self.np_left(head)
        while first < head and self._before_words(first):
            first += 1
        last = head
        for child in parsed.children[head]:
            if child == head + 1 and parsed.lower[child] == "of":
                edge = parsed.edges[child][1]
                last = edge if edge - child <= 5 else last
        return parsed.span(first, last)

    def _before_words(self, token: int) -> bool:
        """Articles, numbers, 'at least'; the first half of 'high-ranking' is a word of the phrase."""
        dep = self.parsed.deps[token]
        adverb = dep == "advmod" and self.parsed.lower[token + 1] != "-"
        return adverb or dep in ("det", "punct", "predet") or self._counts(token)

    def told_span(self, head: int) -> Span:
        """The noun phrase in full: its numbers, and what follows that says which ones ('two men from the area')."""
        parsed = self.parsed
        first = self.np_left(head)
        while first < head and parsed.deps[first] in ("det", "punct", "predet"):
            first += 1
        return parsed.span(first, self._told_right(head))

    def _told_right(self, head: int) -> int:
        parsed = self.parsed
        last = head
        while last + 2 < len(parsed) and parsed.lower[last + 1] == "-":  # 'passers-by'
            last += 2
        told = last + 1
        if (
            told < len(parsed)
            and parsed.deps[told] == "acl"
            and parsed.heads[told] == head
            and parsed.lower[told].endswith("ed")
        ):
            edge = parsed.edges[told][1]  # 'a lorry fitted with launchers'
            if edge - told <= _TOLD and not any(
                parsed.lower[t] in (",", "by") or t in self.date_at for t in range(told, edge + 1)
            ):
                relative = [t for t in range(told, edge + 1) if parsed.deps[t] == "relcl"]
                last = parsed.edges[relative[0]][0] - 1 if relative else edge
        while last + 1 < len(parsed) and parsed.deps[last + 1] == "prep" and parsed.lower[last + 1] in _TELLING:
            edge = parsed.edges[last + 1][1]
            edge = next((t - 1 for t in range(last + 2, edge + 1) if parsed.lower[t] == ","), edge)
            inside = range(last + 2, edge + 1)
            loose = parsed.lower[last + 1] not in ("within", "of") and parsed.heads[last + 1] not in range(
                head, last + 1
            )
            if (
                loose
                or not 0 < len(inside) <= _TOLD
                or any(
                    t in self.date_at or (parsed.deps[t] in ("relcl", "punct", "cc") and parsed.lower[t] != "-")
                    for t in inside
                )
            ):
                break
            last = edge
        return last

    def _counts(self, token: int) -> bool:
        return self.parsed.deps[token] in ("nummod", "quantmod") or self.is_number(token)

    def modifiers(self, head: int) -> list[int]:
        """The modifiers before a noun that can name its owner: possessor, compound parts, adjectives."""
        return self.parsed.kids(head, "poss", "compound", "amod", "nmod")

    def conjuncts(self, head: int) -> list[int]:
        """A noun and what is joined to it by 'and', ',' or 'or'."""
        found = [head]
        for token in found:
            for child in self.parsed.children[token]:
                if self.parsed.deps[child] == "conj" and child not in found:
                    found.append(child)
        return self._before_speakers(found) if len(found) > 1 else found

    def _before_speakers(self, found: list[int]) -> list[int]:
        """'... injured two others, medics and officials said': the last ones speak and are not joined."""
        parsed = self.parsed
        after = max(parsed.edges[token][1] for token in found) + 1
        if after >= len(parsed) or parsed.lower[after] not in self.lexicon.cues["say_verbs"]:
            return found
        if parsed.kid(after, "nsubj") is not None:
            return found
        kept = [found[0]]
        for token in found[1:]:
            left = self.np_left(token)
            if left and parsed.lower[left - 1] == ",":
                break
            kept.append(token)
        return kept if len(kept) < len(found) else found[:1]
