"""Who speaks: from the noun of an attribution to a named speaker, a body, or a description, with the organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dateline.domain.actor import ActorMention
from dateline.domain.report import Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements import grammar, names
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.quotes import Quotes
from dateline.extract.statements.voice import BODY, BODY_KINDS, PLURAL, REACH, SINGULAR, Memory, Voice

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "same"})
_ORGANISATIONS = BODY_KINDS | {ActorKind.OUTLET, ActorKind.OTHER}
_GROUP_NOUNS = frozenset(
    "group groups militia militias movement organization organisation faction factions party".split()
)
_ORGAN_NOUNS = frozenset("ministry army military coalition embassy command government".split())
_OFFICES = frozenset("president premier minister ambassador leader cleric commander general".split())
_PERSON_NOUNS = _OFFICES | frozenset(
    "analyst expert researcher spokesman spokeswoman spokesperson senator official".split()
)
_OF_STATE = frozenset(
    "official officials officer officers authorities government army military police ministry minister spokesman troops "
    "soldiers forces parliament".split()
)
_COUNTING = frozenset("several some many other one another two three four five its his their her various both".split())


@dataclass
class Speakers:
    """Finds the voices of one article; remembers who spoke last."""

    text: str
    mentions: Sequence[ActorMention]
    sentences: Sequence[Span]
    lexicon: SpeechLexicon
    quotes: Quotes
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.mentions, self.sentences, self.quotes)
        self._by_id = {m.actor_id: m for m in reversed(self.mentions)}

    def voices(self, view: View, head: int) -> list[Voice]:
        """The voices that a noun stands for; several for 'security and hospital sources', none for no speaker."""
        p = view.parsed
        lower = p.lower[head]
        mention = view.actor_of(head)
        if mention is not None and self._is_whole(view, head, mention):
            return [self._actor(view, head, mention)]
        if any(p.lower[child] == "no" for child in p.kids(head, "det", "neg")):
            return []
        if lower == "one":
            return self._one_of(view, head)
        if lower in SINGULAR | PLURAL | BODY or lower == "another":
            return _listed(self._pronoun(view, head, lower))
        if lower in self.lexicon.words["nobody"]:
            return []
        if lower in self.lexicon.words["documents"]:
            return _listed(self._document(view, head))
        if lower in self.lexicon.words["unnamed_heads"] or lower in self.lexicon.words["body_heads"]:
            return self._described(view, head)
        return [self._named(view, head)] if names.is_name(view, head) else []

    # -- those of the book -------------------------------------------------------------------------------------------
    def _actor(self, view: View, head: int, mention: ActorMention) -> Voice:
        speaker = Speaker(mention.name, mention.actor_id, mention.span)
        if mention.kind is not ActorKind.PERSON:
            apposed = self._apposed(view, head)
            if apposed is not None:
                return replace(apposed, organisation=speaker) if apposed.kind == "person" else apposed
        kind = {ActorKind.PERSON: "person", ActorKind.OUTLET: "outlet"}.get(mention.kind, "body")
        organisation = self._organisation(view, head, mention) if kind == "person" else self._state_of(mention)
        voice = self._made(view, head, speaker, kind, view.parsed.lower[head], organisation)
        return replace(voice, actor_kind=mention.kind, country=mention.country, generic=mention.generic)

    def _is_whole(self, view: View, head: int, mention: ActorMention) -> bool:
        """The mention is not merely the last word of a longer name ('Ali' in 'Mohanad Hage Ali')."""
        if mention.kind is not ActorKind.PERSON or " " in mention.span.quote(self.text).strip():
            return True
        span = names.name_span(view, head, self.lexicon, whole=True)
        return len(span.quote(self.text).split()) <= 1

    def _made(
        self, view: View, head: int, speaker: Speaker, kind: str, noun: str, organisation: Speaker | None
    ) -> Voice:
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        words = set(p.lower[first : last + 1])
        platforms = [name for word, name in self.lexicon.platforms.items() if word in words and word != "x"]
        owner = self._by_id.get(organisation.actor_id) if organisation and organisation.actor_id else None
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
        )

    def _state_of(self, mention: ActorMention) -> Speaker | None:
        """The state that a body of it belongs to, where the article names it."""
        if mention.kind is not ActorKind.GOVERNMENT_BODY:
            return None
        for ident, other in self._by_id.items():
            if other.kind is ActorKind.STATE and mention.actor_id.startswith(ident + "-"):
                return Speaker(other.name, other.actor_id, None)
        return self._state(mention.country)

    def _state(self, country: str | None) -> Speaker | None:
        for mention in self._by_id.values():
            if mention.kind is ActorKind.STATE and country and mention.country == country:
                return Speaker(mention.name, mention.actor_id, None)
        return None

    @cached_property
    def _home(self) -> str | None:
        """The country that the article is most about, when it stands out; 'officials' without more are its own."""
        counts = Counter(m.country for m in self.mentions if m.country).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] < 1.5 * counts[1][1]):
            return None
        return counts[0][0]

    # -- names -------------------------------------------------------------------------------------------------------
    def _named(self, view: View, head: int) -> Voice:
        """A name that the book does not know: its words without titles, the full name where the article gives it."""
        p = view.parsed
        span = names.name_span(view, head, self.lexicon)
        name = " ".join(span.quote(self.text).split())
        words = set(name.lower().split())
        if self._is_outlet(view, head, words, name):
            bare = " ".join(w for w in name.split() if w.lower() not in ("newspaper", "magazine", "channel")) or name
            return self._made(view, head, Speaker(bare, None, span), "outlet", p.lower[head], None)
        if words & self.lexicon.words["body_heads"]:
            return self._made(
                view, head, Speaker(name, None, span), "body", p.lower[head], self._organisation(view, head, None)
            )
        if name.isupper() and not names.shouted(view):
            return self._made(view, head, Speaker(name, None, span), "body", "", None)
        if " " not in name.replace("al-", ""):
            longer = names.full_name(name, self.text, self.mentions, self.lexicon)
            name = longer[0] if longer else name
        voice = self._made(view, head, Speaker(name, None, span), "person", "", self._organisation(view, head, None))
        former = self.memory.by_name(name)
        if former is None:
            return voice
        analyst = voice.analyst or former.analyst
        return replace(voice, organisation=voice.organisation or former.organisation, analyst=analyst)

    def _is_outlet(self, view: View, head: int, words: set[str], name: str) -> bool:
        kids = {view.parsed.lower[child] for child in view.parsed.kids(head, "compound", "appos", "amod", "nmod")}
        sorts = self.lexicon.words["outlet_heads"] | self.lexicon.words["outlet_names"]
        return bool((words | kids) & sorts) and not words & self.lexicon.words["titles"]

    def _organisation(
        self, view: View, head: int, own: ActorMention | None, *, clauses: bool = False
    ) -> Speaker | None:
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
            if mention is None or mention is own or mention.kind not in _ORGANISATIONS:
                continue
            if token > head and not self._of_it(view, head, token):
                continue
            if best is None or (best.adjective and not mention.adjective):
                best = mention
        return Speaker(best.name, best.actor_id, best.span) if best else None

    def _of_it(self, view: View, head: int, token: int) -> bool:
        """After the head only an 'of', 'for', 'at', 'from' phrase or an apposition tells whose it is."""
        p = view.parsed
        while p.heads[token] != token and token != head:
            if p.deps[token] == "prep" and p.heads[token] == head:
                return p.lower[token] in ("of", "for", "at", "from", "within", "inside", "with")
            if p.deps[token] in ("appos", "acl", "relcl"):
                return True
            token = p.heads[token]
        return token == head

    def _apposed(self, view: View, head: int) -> Voice | None:
        """'The military spokesman, John Kirby', 'the Lebanese newspaper As-Safir': the name in the apposition speaks."""
        p = view.parsed
        deeper = [t for t in p.subtree(head) if t > head + 1 and p.deps[t] == "appos" and p.deps[p.heads[t]] == "pobj"]
        for child in [*p.kids(head, "appos"), *(deeper if p.lower[head] in _PERSON_NOUNS else [])]:
            mention = view.actor_of(child)
            if mention is not None and mention.kind in (ActorKind.PERSON, ActorKind.OUTLET):
                return self._actor(view, child, mention)
            plain = p.lower[child] not in self.lexicon.words["unnamed_heads"]
            if mention is None and plain and names.is_name(view, child) and not names.shouted(view):
                return self._named(view, child)
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
        return [self._description(view, head, tokens, last) for tokens in self._split(view, first, head)]

    def _split(self, view: View, first: int, head: int) -> list[list[int]]:
        """'Iraqi security and hospital sources' are two: the tokens of each description up to the head."""
        p = view.parsed
        tokens = list(range(first, head + 1))
        for child in p.kids(head, "compound", "amod", "nmod"):
            others = [c for c in grammar.conjuncts(p, child) if c != child and c < head]
            if others and p.lower[head].endswith("s"):
                shared = [t for t in tokens if t < child and p.heads[t] in (child, head)]
                parts = [[*shared, child, head], *([other, head] for other in others)]
                return [
                    [part[0]] if p.lower[part[0]] in self.lexicon.words["unnamed_heads"] else part for part in parts
                ]
        return [tokens]

    def _description(self, view: View, head: int, tokens: list[int], last: int) -> Voice:
        p = view.parsed
        drop = ("det", "predet", "nummod", "quantmod")
        kept = [
            t for t in sorted(set(tokens)) if not (p.deps[t] in drop and t < head) and p.words[t] not in (",", "and")
        ]
        while len(kept) > 1 and p.lower[kept[0]] in _COUNTING:
            kept = kept[1:]
        head = kept[-1] if kept[-1] < head else head
        whole = len(tokens) == head - min(tokens) + 1
        words = view.words(kept[0], head) if whole else " ".join(p.words[t] for t in kept)
        if whole and last > head:
            words += " " + view.words(head + 1, last)
        if kept[0] == 0 or names.shouted(view):
            words = words.lower() if names.shouted(view) else _small_first(words, kept[0] in view.actor_at)
        return self._described_as(view, head, words, p.span(kept[0], head))

    def _described_as(self, view: View, head: int, words: str, span: Span) -> Voice:
        noun = view.parsed.lower[head]
        is_body = noun in self.lexicon.words["body_heads"] and noun not in self.lexicon.words["unnamed_heads"]
        outlet = noun in self.lexicon.words["outlet_heads"]
        organisation = self._organisation(view, head, None, clauses=outlet)
        owner = None if organisation else self._owner(view, head)
        if owner is not None and noun == "office":
            words = f"{owner.name}'s office"
        organisation = organisation or owner
        if organisation is None and noun in _OF_STATE:
            organisation = self._state(self._home)
        sided = organisation is not None and self._kind_of(organisation) in (ActorKind.ARMED_GROUP, ActorKind.PARTY)
        kind = "outlet" if outlet and not sided else "body" if is_body else "source"
        named = is_body or any(word[:1].isupper() for word in words.split())
        speaker = Speaker((words if named else f"unnamed {words}")[:120], None, span)
        voice = self._made(view, head, speaker, kind, noun, organisation)
        return replace(voice, actor_kind=self._kind_of(organisation)) if sided and organisation else voice

    def _kind_of(self, speaker: Speaker) -> ActorKind | None:
        mention = self._by_id.get(speaker.actor_id) if speaker.actor_id else None
        return mention.kind if mention else None

    def _owner(self, view: View, head: int) -> Speaker | None:
        """'Its spokesman', 'his office', 'the group's spokesman', 'a spokesman of the group': whose it is."""
        p = view.parsed
        inner = [c for prep in p.kids(head, "prep") if p.lower[prep] in ("of", "for") for c in p.kids(prep, "pobj")]
        for child in [*p.kids(head, "poss"), *inner]:
            if p.lower[child] in SINGULAR | PLURAL | BODY:
                voice = self._pronoun(view, child, p.lower[child])
            else:
                voice = self._again(view, child)
            if voice is not None:
                return voice.speaker
        return None

    def _one_of(self, view: View, head: int) -> list[Voice]:
        """'One of them', 'one official': the last voice of several."""
        for voice in reversed(self.memory.recent):
            if view.parsed.index - voice.sentence <= REACH and voice.plural:
                return [replace(voice, sentence=view.parsed.index, plural=False, carried=True)]
        return []

    def _again(self, view: View, head: int) -> Voice | None:
        """'The official', 'the source', 'the group', 'the newspaper': the last such voice, else the last such actor."""
        p = view.parsed
        noun = p.lower[head]
        kids = [c for c in p.children[head] if c < head]
        if not any(p.lower[c] in _DEFINITE for c in kids if p.deps[c] == "det"):
            return None
        if any(p.deps[c] in ("nummod", "poss") or c in view.actor_at for c in kids):
            return None
        inside = any(p.lower[c] in ("of", "for", "at", "from") for c in p.kids(head, "prep"))
        if p.kid(head, "relcl", "acl") is not None or inside:
            return None
        if any(p.deps[c] in ("compound", "nmod", "amod") for c in kids):
            return self._in_role(view, head)
        if noun in _OFFICES and (holder := self._in_role(view, head)) is not None:
            return holder
        for voice in reversed(self.memory.recent):
            if p.index - voice.sentence > 4 * REACH:
                break
            if self._same_sort(voice, noun):
                return replace(voice, sentence=p.index, offset=p.starts[head], carried=True)
        kinds = self._kinds_of(noun)
        generic = noun.endswith("s") if noun in _GROUP_NOUNS else None
        mention = self.memory.named_before(p.index, p.starts[head], kinds, generic=generic) if kinds else None
        return self._actor_again(view, mention) if mention else self._in_role(view, head)

    def _in_role(self, view: View, head: int) -> Voice | None:
        """'The interior minister', where the article gives the name elsewhere."""
        p = view.parsed
        if p.lower[head] not in _PERSON_NOUNS | {"governor", "mayor", "chief", "director"}:
            return None
        first = grammar.np_first(p, head)
        while first < head and p.deps[first] in ("det", "predet"):
            first += 1
        name = names.named_in_role(view.words(first, head), self.text, self.lexicon)
        if name is None:
            return None
        voice = self.memory.by_name(name)
        if voice is not None:
            return replace(voice, sentence=p.index, carried=True)
        known = next((m for m in self.mentions if m.name == name or m.span.quote(self.text) == name), None)
        if known is not None:
            return self._actor_again(view, known)
        return self._made(view, head, Speaker(name, None, p.span(first, head)), "person", "", None)

    def _same_sort(self, voice: Voice, noun: str) -> bool:
        if voice.noun == noun or voice.noun.rstrip("s") == noun.rstrip("s"):
            return bool(voice.noun)
        if noun in self.lexicon.words["outlet_heads"]:
            return voice.kind == "outlet" or voice.noun in self.lexicon.words["outlet_heads"]
        if noun in _GROUP_NOUNS:
            return (
                voice.actor_kind is ActorKind.ARMED_GROUP
                and voice.generic == noun.endswith("s")
                and voice.kind == "body"
            )
        return voice.kind == "person" and noun in _PERSON_NOUNS

    def _kinds_of(self, noun: str) -> frozenset[ActorKind]:
        if noun in self.lexicon.words["outlet_heads"]:
            return frozenset({ActorKind.OUTLET})
        if noun in _GROUP_NOUNS:
            return frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.INTERNATIONAL_BODY})
        if noun in _ORGAN_NOUNS:
            return frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.STATE})
        return frozenset({ActorKind.PERSON}) if noun in _OFFICES else frozenset()

    # -- documents ----------------------------------------------------------------------------------------------------
    def _document(self, view: View, head: int) -> Voice | None:
        """'A report by The Guardian', 'the army statement': its maker; else the last voice."""
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        for token in [*range(head - 1, first - 1, -1), *range(head + 1, last + 1)]:
            mention = view.actor_at.get(token)
            if (
                mention is not None
                and self._makes(view, head, token)
                and mention.kind in _ORGANISATIONS | {ActorKind.PERSON}
            ):
                return self._actor(view, token, mention)
        makers = [c for prep in p.kids(head, "prep") if p.lower[prep] in ("by", "from") for c in p.kids(prep, "pobj")]
        owners = [c for c in p.kids(head, "compound", "poss") if p.lower[c] not in ("press", "news")]
        for maker in [*makers, *owners]:
            voices = self.voices(view, maker)
            if voices:
                return voices[0]
        definite = any(p.lower[c] in _DEFINITE | {"his", "its", "their"} for c in p.kids(head, "det", "poss"))
        recent = self.memory.recent
        numbered = any(p.deps[c] == "amod" for c in p.children[head])  # 'the second poster'
        near = [voice for voice in recent if p.index - voice.sentence <= REACH]
        definite = definite or (bool(near) and near[-1].sentence == p.index)
        if (definite or numbered) and near:
            channels = [voice for voice in near if voice.noun in self.lexicon.words["outlet_heads"]]
            return replace((channels or near)[-1], sentence=p.index, carried=True)
        if p.lower[head] not in ("reports", "report", "accounts") or definite:
            return None
        while first < head and p.deps[first] == "det":
            first += 1
        words = _small_first(view.words(first, head), known=False)
        return self._made(
            view, head, Speaker(f"unnamed {words}", None, p.span(first, head)), "document", p.lower[head], None
        )

    def _makes(self, view: View, head: int, token: int) -> bool:
        p = view.parsed
        if token < head:
            return True
        above = p.heads[token]
        return p.deps[token] == "pobj" and p.lower[above] in ("by", "from", "of") and p.heads[above] == head

    # -- pronouns -----------------------------------------------------------------------------------------------------
    def _pronoun(self, view: View, head: int, lower: str) -> Voice | None:
        p = view.parsed
        wanted = "person" if lower in SINGULAR else "plural" if lower in PLURAL else "body"
        spoken = self.memory.spoken(p.index, wanted)
        last = self.memory.recent[-1] if self.memory.recent else None
        if (
            spoken is None
            and wanted == "person"
            and last is not None
            and last.kind != "outlet"
            and p.index - last.sentence <= 1
        ):
            spoken = last
        if spoken is not None and p.index - spoken.sentence <= 1:
            return replace(spoken, sentence=p.index, carried=True)
        kinds = frozenset({ActorKind.PERSON}) if wanted == "person" else BODY_KINDS | {ActorKind.OUTLET}
        mention = self.memory.named_before(p.index, p.starts[head], kinds)
        if mention is not None and (spoken is None or mention.span.start > spoken.offset):
            return self._actor_again(view, mention)
        return replace(spoken, sentence=p.index, carried=True) if spoken else None

    def _actor_again(self, view: View, mention: ActorMention) -> Voice:
        kind = {ActorKind.PERSON: "person", ActorKind.OUTLET: "outlet"}.get(mention.kind, "body")
        speaker = Speaker(mention.name, mention.actor_id, mention.span)
        former = self.memory.by_id(mention.actor_id)
        return Voice(
            speaker,
            kind,
            organisation=former.organisation if former else None,
            actor_kind=mention.kind,
            country=mention.country,
            generic=mention.generic,
            sentence=view.parsed.index,
            offset=mention.span.start,
            carried=True,
        )


def _listed(voice: Voice | None) -> list[Voice]:
    return [voice] if voice is not None else []


def _small_first(words: str, known: bool) -> str:
    """A common noun at the beginning of a sentence, without its capital."""
    if known or words[1:2].isupper():
        return words
    return words[:1].lower() + words[1:]
