"""Who speaks: from the noun of an attribution to a named speaker, a body, or a description, with the organisation.

Pronouns and 'the official', 'the channel', 'the statement' go back to those who spoke or were named before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.domain.actor import ActorMention
from dateline.domain.names import fold
from dateline.domain.report import Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements import grammar
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon

_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_PLURAL = frozenset({"they", "them", "their", "both", "all"})
_BODY = frozenset({"it", "its"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "same"})
_BODY_KINDS = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY, ActorKind.STATE, ActorKind.PARTY, ActorKind.INTERNATIONAL_BODY}
)
_ORGANISATIONS = _BODY_KINDS | {ActorKind.OUTLET, ActorKind.OTHER}
_REACH = 6
"""Sentences that a pronoun or 'the official' looks back."""
_NEAR_START = 60
"""Characters: a name this near to a sentence's beginning is mostly its subject."""
_NAME_TOKEN = re.compile(
    r"(?:[A-ZÀ-ÞŠŽŞİÖÜÇĞ][\w.'’-]*|(?:al|el|ul|as|ad|ar|an|ash|bin|ibn|bint|de|del|la|von|van|der|da|di|ben)\b-?)\Z"
)
_PARTICLES = frozenset("al el ul as ad ar an ash bin ibn bint de del la von van der da di ben".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as found: identity, organisation, and what the reading of the act needs to know.

    `kind` is 'person', 'body', 'outlet', 'source' (a description) or 'document'; `noun` the head noun of a description.
    """

    speaker: Speaker
    kind: str
    noun: str = ""
    organisation: Speaker | None = None
    actor_kind: ActorKind | None = None
    plural: bool = False
    analyst: bool = False
    teller: bool = False
    platform: str | None = None
    via: tuple[str, ...] = ()
    sentence: int = 0
    offset: int = 0
    carried: bool = False


@dataclass
class Speakers:
    """Finds the voices of one article; remembers who spoke last."""

    text: str
    mentions: Sequence[ActorMention]
    sentences: Sequence[Span]
    lexicon: SpeechLexicon
    recent: list[Voice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._named = sorted((m for m in self.mentions if not m.adjective), key=lambda m: m.span)
        self._starts = [m.span.start for m in self._named]
        self._by_id = {m.actor_id: m for m in reversed(self.mentions)}

    def remember(self, voice: Voice) -> None:
        """The voice has spoken."""
        self.recent.append(voice)

    def voices(self, view: View, head: int) -> list[Voice]:
        """The voices that a noun stands for; several for 'security and hospital sources', none for no speaker."""
        p = view.parsed
        lower = p.lower[head]
        if lower in self.lexicon.words["nobody"]:
            return []
        if lower in _SINGULAR | _PLURAL | _BODY or lower in ("one", "another"):
            voice = self._pronoun(view, head, lower)
            return [voice] if voice else []
        mention = view.actor_of(head)
        if mention is not None:
            return [self._actor(view, head, mention)]
        if lower in self.lexicon.words["documents"]:
            voice = self._document(view, head)
            return [voice] if voice else []
        if lower in self.lexicon.words["unnamed_heads"] or lower in self.lexicon.words["body_heads"]:
            return self._described(view, head)
        if self._is_name(view, head):
            return [self._person(view, head)]
        return []

    # -- those of the book -------------------------------------------------------------------------------------------
    def _actor(self, view: View, head: int, mention: ActorMention) -> Voice:
        noun = view.parsed.lower[head]
        speaker = Speaker(mention.name, mention.actor_id, mention.span)
        kind = (
            "person" if mention.kind is ActorKind.PERSON else "outlet" if mention.kind is ActorKind.OUTLET else "body"
        )
        organisation = self._organisation(view, head, mention) if kind == "person" else self._state_of(mention)
        apposed = self._apposed(view, head) if kind == "body" else None
        if apposed is not None:
            return replace(apposed, organisation=speaker)
        return self._made(view, head, speaker, kind, noun, organisation, mention.kind)

    def _made(
        self, view: View, head: int, speaker: Speaker, kind: str, noun: str, organisation: Speaker | None,
        actor_kind: ActorKind | None = None,
    ) -> Voice:  # fmt: skip
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        words = set(p.lower[first : last + 1])
        platforms = [name for word, name in self.lexicon.platforms.items() if word in words and word != "x"]
        return Voice(
            speaker, kind, noun, organisation, actor_kind,
            plural=noun.endswith("s") and kind != "person",
            analyst=bool(words & self.lexicon.words["analysts"]),
            teller=noun in self.lexicon.words["tellers"],
            platform=platforms[0] if platforms else None,
            sentence=p.index,
            offset=p.starts[head],
        )  # fmt: skip

    def _state_of(self, mention: ActorMention) -> Speaker | None:
        """The state that a body of it belongs to, where the article names it."""
        if mention.kind is not ActorKind.GOVERNMENT_BODY:
            return None
        for ident, other in self._by_id.items():
            if other.kind is ActorKind.STATE and mention.actor_id.startswith(ident + "-"):
                return Speaker(other.name, other.actor_id, None)
        states = [
            m for m in self._by_id.values() if m.kind is ActorKind.STATE and m.country and m.country == mention.country
        ]
        return Speaker(states[0].name, states[0].actor_id, None) if states else None

    # -- names -------------------------------------------------------------------------------------------------------
    def _is_name(self, view: View, head: int) -> bool:
        word = view.parsed.words[head]
        return bool(_NAME_TOKEN.match(word)) and word[:1].isupper() and not (word.isupper() and len(word) > 12)

    def _person(self, view: View, head: int) -> Voice:
        """A name that the book does not know: its words without titles, the full name where the article gives it."""
        p = view.parsed
        span = self._name_span(view, head)
        name = " ".join(span.quote(self.text).split())
        if " " not in name.replace("al-", ""):
            name = self._full_name(name) or name
        speaker = Speaker(name, None, span)
        voice = self._made(view, head, speaker, "person", "", self._organisation(view, head, None))
        former = next((v for v in reversed(self.recent) if v.speaker.name == name), None)
        if former is not None:
            voice = replace(
                voice, organisation=voice.organisation or former.organisation, analyst=voice.analyst or former.analyst
            )
        return replace(voice, offset=p.starts[head])

    def _name_span(self, view: View, head: int) -> Span:
        p = view.parsed
        first = head
        while first > 0 and self._belongs(view, first - 1):
            first -= 1
        while first < head and p.lower[first].strip(".") in self.lexicon.words["titles"]:
            first += 1
        last = head
        while (
            last + 1 < len(p)
            and p.heads[last + 1] == head
            and p.deps[last + 1] in ("compound", "appos", "flat")
            and _NAME_TOKEN.match(p.words[last + 1])
            and p.starts[last + 1] - p.ends[last] <= 1
        ):
            last += 1
        return p.span(first, last)

    def _belongs(self, view: View, token: int) -> bool:
        p = view.parsed
        word = p.words[token]
        if token in view.actor_at or not _NAME_TOKEN.match(word):
            return word == "-" and token > 0 and p.ends[token - 1] == p.starts[token]
        if token == 0 and p.lower[0] in (
            "the",
            "a",
            "an",
            "in",
            "on",
            "at",
            "as",
            "but",
            "and",
            "while",
            "when",
            "after",
            "for",
            "then",
        ):
            return False
        return p.words[token][:1].isupper() or p.lower[token].strip("-") in _PARTICLES

    def _full_name(self, surname: str) -> str | None:
        """The longer name with this surname that the article gives."""
        if len(surname) < 3:
            return None
        pattern = r"((?:[A-Z][\w'’.-]{1,24}\s+){1,3}(?:(?:al|el|bin|de|van|von)[- ])?)" + re.escape(surname) + r"\b"
        best: str | None = None
        for match in re.finditer(pattern, self.text):
            words = match.group(1).split()
            while words and words[0].strip(".").lower() in self.lexicon.words["titles"] | {
                "the",
                "but",
                "and",
                "in",
                "on",
            }:
                words = words[1:]
            covered = any(
                m.span.start < match.end(1) - 1 and m.span.end > match.start() + 1 and m.adjective
                for m in self.mentions
            )
            if words and len(words) <= 3 and not covered:
                best = " ".join([*words, surname])
                break
        return best

    def _organisation(self, view: View, head: int, own: ActorMention | None) -> Speaker | None:
        """The body or state in a person's noun phrase and apposition: 'Pentagon spokesman John Kirby'."""
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        first = min(first, p.edges[head][0])
        stop = next((t for t in p.subtree(head) if p.deps[t] == "relcl" and t > head), last + 1)
        if p.deps[head] == "appos":
            above = p.heads[head]
            first = min(first, p.edges[above][0])
        best: ActorMention | None = None
        for token in range(first, min(last + 1, stop)):
            mention = view.actor_at.get(token)
            if mention is None or mention is own or mention.kind not in _ORGANISATIONS:
                continue
            if best is None or (best.adjective and not mention.adjective):
                best = mention
        return Speaker(best.name, best.actor_id, best.span) if best else None

    def _apposed(self, view: View, head: int) -> Voice | None:
        """'The military spokesman, John Kirby': the name in the apposition speaks."""
        p = view.parsed
        for child in p.kids(head, "appos"):
            mention = view.actor_of(child)
            if mention is not None and mention.kind is ActorKind.PERSON:
                return self._actor(view, child, mention)
            if (
                mention is None
                and self._is_name(view, child)
                and p.lower[child] not in self.lexicon.words["unnamed_heads"]
            ):
                return self._person(view, child)
        return None

    # -- descriptions -------------------------------------------------------------------------------------------------
    def _described(self, view: View, head: int) -> list[Voice]:
        apposed = self._apposed(view, head)
        if apposed is not None:
            organisation = apposed.organisation or self._organisation(view, head, None)
            return [replace(apposed, organisation=organisation)]
        again = self._again(view, head)
        if again is not None:
            return [again]
        first, last = grammar.np_range(view.parsed, head, whole=False)
        return [self._description(view, head, words, last) for words in self._split(view, first, head)]

    def _split(self, view: View, first: int, head: int) -> list[list[int]]:
        """'Iraqi security and hospital sources' are two: the tokens of each description up to the head."""
        p = view.parsed
        tokens = [t for t in range(first, head + 1)]
        for child in p.kids(head, "compound", "amod", "nmod"):
            others = [c for c in grammar.conjuncts(p, child) if c != child and c < head]
            if others and p.lower[head].endswith("s"):
                each = [child, *others]
                shared = [t for t in tokens if (t < child and p.heads[t] == child) or t == head]
                return [[*(shared if e == child else [head]), e] for e in each]
        return [tokens]

    def _description(self, view: View, head: int, tokens: list[int], last: int) -> Voice:
        p = view.parsed
        kept = [
            t
            for t in sorted(set(tokens))
            if not (p.deps[t] in ("det", "predet", "nummod", "quantmod") and t < head) and p.words[t] != ","
        ]
        while kept and p.lower[kept[0]] in (
            "several",
            "some",
            "many",
            "other",
            "one",
            "another",
            "two",
            "three",
            "its",
            "his",
            "their",
            "her",
        ):
            kept = kept[1:]
        kept = kept or [head]
        tail = "" if len(set(tokens)) < head - min(tokens) + 1 else view.words(head + 1, last) if last > head else ""
        words = " ".join([*(p.words[t] for t in kept), *([tail] if tail else [])])
        words = words.replace(" 's", "'s").replace(" ’s", "’s").replace(" - ", "-")
        organisation = self._organisation(view, head, None) or self._owner(view, head)
        noun = p.lower[head]
        is_body = noun in self.lexicon.words["body_heads"] and noun not in self.lexicon.words["unnamed_heads"]
        named = is_body or any(p.words[t][:1].isupper() for t in kept)
        kind = "outlet" if noun in self.lexicon.words["outlet_heads"] else "body" if is_body else "source"
        name = words if named else f"unnamed {words}"
        span = p.span(kept[0], max(kept[-1], head))
        return self._made(view, head, Speaker(name[:120], None, span), kind, noun, organisation)

    def _owner(self, view: View, head: int) -> Speaker | None:
        """'Its spokesman', 'his office': the body or person that the pronoun stands for."""
        p = view.parsed
        for child in p.kids(head, "poss"):
            if p.lower[child] in ("its", "his", "their", "her"):
                voice = self._pronoun(view, child, p.lower[child])
                return voice.speaker if voice else None
        return None

    def _again(self, view: View, head: int) -> Voice | None:
        """'The official', 'the source', 'the group', 'the newspaper': the last such voice, else the last such actor."""
        p = view.parsed
        noun = p.lower[head]
        kids = [c for c in p.children[head] if c < head]
        if not any(p.lower[c] in _DEFINITE for c in kids if p.deps[c] == "det"):
            return None
        if any(p.deps[c] in ("compound", "nmod", "nummod", "poss") or c in view.actor_at for c in kids):
            return None
        if p.kid(head, "relcl", "acl") is not None or any(
            p.lower[c] in ("of", "for", "at", "from") for c in p.kids(head, "prep")
        ):
            return None
        for voice in reversed(self.recent):
            if p.index - voice.sentence > 4 * _REACH:
                break
            if self._same_sort(voice, noun):
                return replace(voice, sentence=p.index, offset=p.starts[head], carried=True)
        kinds = self._kinds_of(noun)
        mention = self._last_mention(view, head, kinds) if kinds else None
        return self._actor_again(view, head, mention) if mention else None

    def _same_sort(self, voice: Voice, noun: str) -> bool:
        if voice.noun == noun or voice.noun.rstrip("s") == noun.rstrip("s"):
            return bool(voice.noun)
        if noun in self.lexicon.words["outlet_heads"]:
            return voice.kind == "outlet"
        if noun in ("group", "militia", "movement", "organization", "organisation", "faction"):
            return voice.actor_kind is ActorKind.ARMED_GROUP
        return voice.kind == "person" and noun in (
            "analyst",
            "expert",
            "researcher",
            "minister",
            "president",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "leader",
            "commander",
            "general",
            "ambassador",
            "senator",
            "official",
        )

    def _kinds_of(self, noun: str) -> frozenset[ActorKind]:
        if noun in self.lexicon.words["outlet_heads"]:
            return frozenset({ActorKind.OUTLET})
        if noun in ("group", "militia", "movement", "organization", "organisation", "faction", "party"):
            return frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.INTERNATIONAL_BODY})
        if noun in ("ministry", "army", "military", "coalition", "embassy", "command", "agency", "government"):
            return frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.STATE})
        if noun in ("president", "premier", "minister", "ambassador", "leader", "cleric", "commander", "general"):
            return frozenset({ActorKind.PERSON})
        return frozenset()

    # -- documents ----------------------------------------------------------------------------------------------------
    def _document(self, view: View, head: int) -> Voice | None:
        """'A report by The Guardian', 'the army statement': its maker; else the last voice."""
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        for token in [*range(head - 1, first - 1, -1), *range(head + 1, last + 1)]:
            mention = view.actor_at.get(token)
            near = token < head or (
                p.deps[token] == "pobj"
                and p.lower[p.heads[token]] in ("by", "from", "of")
                and p.heads[p.heads[token]] == head
            )
            if (
                mention is not None
                and near
                and (not mention.adjective or token < head)
                and mention.kind in _ORGANISATIONS | {ActorKind.PERSON}
            ):
                return self._actor(view, token, mention)
        for prep in p.kids(head, "prep"):
            if p.lower[prep] in ("by", "from"):
                for inner in p.kids(prep, "pobj"):
                    voices = self.voices(view, inner)
                    if voices:
                        return voices[0]
        for child in p.kids(head, "compound", "poss"):
            if (
                p.lower[child] in self.lexicon.words["body_heads"]
                or p.lower[child] in self.lexicon.words["unnamed_heads"]
            ):
                return self._described(view, child)[0]
        definite = any(p.lower[c] in _DEFINITE | {"his", "its", "their"} for c in p.kids(head, "det", "poss"))
        if definite and self.recent and p.index - self.recent[-1].sentence <= _REACH:
            return replace(self.recent[-1], sentence=p.index, carried=True)
        if p.lower[head] in ("reports", "report", "accounts") and not definite:
            words = view.words(*_without_article(p, first, head))
            return self._made(
                view, head, Speaker(f"unnamed {words}", None, p.span(head, head)), "document", p.lower[head], None
            )
        return None

    # -- pronouns -----------------------------------------------------------------------------------------------------
    def _pronoun(self, view: View, head: int, lower: str) -> Voice | None:
        p = view.parsed
        wanted = "person" if lower in _SINGULAR else "plural" if lower in _PLURAL else "body"
        spoken = next((v for v in reversed(self.recent) if p.index - v.sentence <= _REACH and _fits(v, wanted)), None)
        kinds = frozenset({ActorKind.PERSON}) if wanted == "person" else _BODY_KINDS | {ActorKind.OUTLET}
        mention = self._last_mention(view, head, kinds)
        if mention is not None and (spoken is None or mention.span.start > spoken.offset):
            if spoken is None or mention.actor_id != spoken.speaker.actor_id:
                return self._actor_again(view, head, mention)
        return replace(spoken, sentence=p.index, carried=True) if spoken else None

    def _last_mention(self, view: View, head: int, kinds: frozenset[ActorKind]) -> ActorMention | None:
        """The last actor of these kinds that stands as the subject of a sentence before, or earlier in this one."""
        p = view.parsed
        before = bisect_left(self._starts, p.starts[head])
        for back in range(_REACH):
            place = p.index - back
            if place < 0:
                return None
            start = self.sentences[place].start
            low = bisect_left(self._starts, start)
            here = [
                m
                for m in self._named[low:before]
                if m.kind in kinds and (back == 0 or m.span.start - start <= _NEAR_START)
            ]
            if here:
                return here[0]
            before = low
        return None

    def _actor_again(self, view: View, head: int, mention: ActorMention) -> Voice:
        kind = (
            "person" if mention.kind is ActorKind.PERSON else "outlet" if mention.kind is ActorKind.OUTLET else "body"
        )
        speaker = Speaker(mention.name, mention.actor_id, mention.span)
        former = next((v for v in reversed(self.recent) if v.speaker.actor_id == mention.actor_id), None)
        organisation = former.organisation if former else None
        return Voice(
            speaker,
            kind,
            "",
            organisation,
            mention.kind,
            sentence=view.parsed.index,
            offset=mention.span.start,
            carried=True,
        )


def _without_article(p: object, first: int, head: int) -> tuple[int, int]:
    while first < head and p.deps[first] == "det":  # type: ignore[attr-defined]
        first += 1
    return first, head


def _fits(voice: Voice, wanted: str) -> bool:
    if wanted == "person":
        return voice.kind == "person" or (voice.kind == "source" and not voice.plural)
    if wanted == "plural":
        return voice.plural or voice.actor_kind in _BODY_KINDS
    return voice.kind in ("body", "outlet", "document")


def same_words(a: str | None, b: str | None) -> bool:
    """Whether two names are the same when folded, an article aside."""

    def plain(name: str | None) -> str:
        return fold(name or "").removeprefix("the ")

    return bool(a) and plain(a) == plain(b)
