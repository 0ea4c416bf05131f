"""Who speaks: from the noun of an attribution to a named speaker, a body, or a description, with the organisation."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.actor import ActorMention
from dateline.domain.report import Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements import grammar, names
from dateline.extract.statements.carried import DEFINITE, PERSON_NOUNS, Carried
from dateline.extract.statements.grammar import View
from dateline.extract.statements.ground import ORGANISATIONS, Ground
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.voice import BODY, PLURAL, REACH, SINGULAR, Memory, Voice
from dateline.extract.words.lists import listed

_SPEAK_FOR_STATE = frozenset("official officials officer officers".split())
_CHIEFS = frozenset("head chief director mayor governor chairman secretary president".split())
_APART = frozenset({ActorKind.OTHER, ActorKind.OUTLET, ActorKind.INTERNATIONAL_BODY})


class Speakers:
    """Finds the voices of one article; remembers who spoke last."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.carried = Carried(ground)

    @property
    def memory(self) -> Memory:
        """Who spoke before."""
        return self.carried.memory

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
            return self.carried.one_of(view)
        if lower in SINGULAR | PLURAL | BODY or lower == "another":
            return _listed(self.carried.pronoun(view, head, lower))
        if lower in self.ground.lexicon.words["nobody"] or lower in ("a", "an", "the"):
            return []
        if lower in self.ground.lexicon.words["documents"]:
            return _listed(self._document(view, head))
        if lower in self.ground.lexicon.words["unnamed_heads"] or lower in self.ground.lexicon.words["body_heads"]:
            return self._described(view, head)
        return [self._named(view, head)] if names.is_name(view, head) else []

    def _actor(self, view: View, head: int, mention: ActorMention) -> Voice:
        speaker = Speaker(mention.name, mention.actor_id, mention.span)
        if mention.kind is not ActorKind.PERSON:
            apposed = self._apposed(view, head)
            if apposed is not None:
                if mention.kind is ActorKind.OUTLET:
                    return replace(apposed, kind="outlet", organisation=None)
                return replace(apposed, organisation=speaker) if apposed.kind == "person" else apposed
        if mention.kind is ActorKind.STATE and not mention.adjective and view.parsed.lower[head] in _SPEAK_FOR_STATE:
            words = " ".join(mention.span.quote(self.ground.text).split())
            unnamed = Speaker(f"unnamed {words}", None, mention.span)
            voice = self.ground.voice(view, head, unnamed, "source", view.parsed.lower[head], speaker)
            return replace(voice, actor_kind=mention.kind, country=mention.country)
        kind = {ActorKind.PERSON: "person", ActorKind.OUTLET: "outlet"}.get(mention.kind, "body")
        organisation = (
            self.ground.organisation(view, head, mention) if kind == "person" else self.ground.state_of(mention)
        )
        voice = self.ground.voice(view, head, speaker, kind, view.parsed.lower[head], organisation)
        return replace(voice, actor_kind=mention.kind, country=mention.country, generic=mention.generic)

    def _is_whole(self, view: View, head: int, mention: ActorMention) -> bool:
        """The mention is not merely the last word of a longer name ('Ali' in 'Mohanad Hage Ali')."""
        if mention.kind is not ActorKind.PERSON or " " in mention.span.quote(self.ground.text).strip():
            return True
        span = names.name_span(view, head, self.ground.lexicon, whole=True)
        return len(span.quote(self.ground.text).split()) <= 1

    def _named(self, view: View, head: int) -> Voice:
        """A name that the book does not know: its words without titles, the full name where the article gives it."""
        p = view.parsed
        span = names.name_span(view, head, self.ground.lexicon)
        name = " ".join(span.quote(self.ground.text).split())
        words = set(name.lower().split())
        if _is_outlet(view, head, words, self.ground.lexicon):
            bare = " ".join(w for w in name.split() if w.lower() not in ("newspaper", "magazine", "channel")) or name
            return self.ground.voice(view, head, Speaker(bare, None, span), "outlet", p.lower[head], None)
        if words & self.ground.lexicon.words["body_heads"]:
            return self.ground.voice(
                view, head, Speaker(name, None, span), "body", p.lower[head], self.ground.organisation(view, head, None)
            )
        if name.isupper() and not names.shouted(view):
            return self.ground.voice(view, head, Speaker(name, None, span), "body", "", None)
        if " " not in name.replace("al-", ""):
            longer = names.full_name(name, self.ground.text, self.ground.mentions, self.ground.lexicon)
            name = longer[0] if longer else self.memory.surname(name) or name
        voice = self.ground.voice(
            view, head, Speaker(name, None, span), "person", "", self.ground.organisation(view, head, None)
        )
        former = self.memory.by_name(name)
        if former is None:
            return voice
        if former.kind == "outlet":
            return replace(voice, kind="outlet", organisation=None)
        analyst = voice.analyst or former.analyst
        return replace(voice, organisation=voice.organisation or former.organisation, analyst=analyst)

    def _apposed(self, view: View, head: int) -> Voice | None:
        """'The military spokesman, John Kirby', 'the Lebanese newspaper As-Safir': the apposed name speaks."""
        p = view.parsed
        deeper = [t for t in p.subtree(head) if t > head + 1 and p.deps[t] == "appos" and p.deps[p.heads[t]] == "pobj"]
        for child in [*p.kids(head, "appos"), *(deeper if p.lower[head] in PERSON_NOUNS else [])]:
            mention = view.actor_of(child)
            if mention is not None and mention.kind in (ActorKind.PERSON, ActorKind.OUTLET):
                return self._actor(view, child, mention)
            plain = p.lower[child] not in self.ground.lexicon.words["unnamed_heads"]
            if mention is None and plain and names.is_name(view, child) and not names.shouted(view):
                return self._named(view, child)
        return None

    def _described(self, view: View, head: int) -> list[Voice]:
        apposed = self._apposed(view, head)
        if apposed is not None:
            organisation = apposed.organisation or self.ground.organisation(view, head, None)
            return [replace(apposed, organisation=organisation)]
        before = names.name_before_office(view, head) if view.parsed.lower[head] in PERSON_NOUNS | _CHIEFS else None
        if before is not None:
            mention = view.actor_of(before)
            voice = self._actor(view, before, mention) if mention else self._named(view, before)
            return [replace(voice, organisation=self.ground.organisation(view, head, mention) or voice.organisation)]
        officer = names.name_behind_office(view, head, self.ground.lexicon)
        if officer is not None:
            return [self._titled(view, head, officer)]
        behind = view.actor_at.get(head + 1)
        if behind is not None and self._is_called(view, head, behind):
            return [self._actor(view, head + 1, behind)]
        again = self.carried.again(view, head)
        if again is not None:
            return [again]
        first, last = grammar.np_range(view.parsed, head, whole=False)
        voices = []
        for tokens in self._split(view, first, head):
            mention = view.actor_of(tokens[0]) if len(tokens) == 1 and tokens[0] < head else None
            voices.append(
                self._actor(view, tokens[0], mention) if mention else self._description(view, head, tokens, last)
            )
        return voices

    def _titled(self, view: View, head: int, span: Span) -> Voice:
        """'Minister of Information Moammar al-Eryani': the person behind the office."""
        name = " ".join(span.quote(self.ground.text).split())
        known = next((m for m in self.ground.mentions if m.span.overlaps(span) and m.kind is ActorKind.PERSON), None)
        speaker = Speaker(known.name, known.actor_id, span) if known else Speaker(name, None, span)
        return self.ground.voice(view, head, speaker, "person", "", self.ground.organisation(view, head, known))

    def _is_called(self, view: View, head: int, behind: ActorMention) -> bool:
        """'The militant group Red Falcons', 'the state agency SANA': a body's name right behind what it is."""
        p = view.parsed
        body = p.lower[head] in self.ground.lexicon.words["body_heads"] and p.words[head].islower()
        named = behind.kind in ORGANISATIONS and behind.kind is not ActorKind.STATE
        return body and named and not behind.adjective and behind.span.start == p.starts[head + 1]

    def _split(self, view: View, first: int, head: int) -> list[list[int]]:
        """'Iraqi security and hospital sources' are two: the tokens of each description up to the head."""
        p = view.parsed
        tokens = list(range(first, head + 1))
        for child in p.kids(head, "compound", "amod", "nmod"):
            others = [c for c in grammar.conjuncts(p, child) if c != child and c < head]
            if others and self._own_article(view, child):
                return [[child], [t for t in tokens if t > child and p.lower[t] != "and"]]
            if others and p.lower[head].endswith("s"):
                shared = [t for t in tokens if t < child and p.heads[t] in (child, head)]
                parts = [[*shared, child, head], *([other, head] for other in others)]
                return [
                    [part[0]] if p.lower[part[0]] in self.ground.lexicon.words["unnamed_heads"] else part
                    for part in parts
                ]
        return [tokens]

    def _own_article(self, view: View, child: int) -> bool:
        """'The Observatory and Kurdish officials': a body with its own article, joined to a description."""
        mention = view.actor_of(child)
        return mention is not None and mention.kind in _APART and view.parsed.lower[child - 1] == "the"

    def _description(self, view: View, head: int, tokens: list[int], last: int) -> Voice:
        p = view.parsed
        drop = ("det", "predet", "nummod", "quantmod", "advmod")
        kept = [
            t for t in sorted(set(tokens)) if not (p.deps[t] in drop and t < head) and p.words[t] not in (",", "and")
        ]
        plain = p.lower[head] in self.ground.lexicon.words["body_heads"] and len(kept) == 2
        while len(kept) > 1 and p.lower[kept[0]] in listed("before_speakers") and not plain:
            kept = kept[1:]
        head = kept[-1] if kept[-1] < head else head
        whole = len(tokens) == head - min(tokens) + 1
        words = view.words(kept[0], head) if whole else " ".join(p.words[t] for t in kept)
        if whole and last > head and self._tells_whose(view, head, last):
            words += " " + view.words(head + 1, last)
        if kept[0] == 0 or names.shouted(view):
            proper = kept[0] < head and self.ground.text.count(f" {p.words[kept[0]]} ") > 0
            words = words.lower() if names.shouted(view) else _small_first(words, proper or kept[0] in view.actor_at)
        return self._described_as(view, head, words, p.span(kept[0], head))

    def _tells_whose(self, view: View, head: int, last: int) -> bool:
        """What follows the noun belongs to its name: 'of', 'for', or a body; not where somebody stands."""
        if view.parsed.lower[head + 1] in ("of", "for"):
            return True
        inside = [view.actor_at[t] for t in range(head + 1, last + 1) if t in view.actor_at]
        return any(mention.kind in ORGANISATIONS and mention.kind is not ActorKind.STATE for mention in inside)

    def _described_as(self, view: View, head: int, words: str, span: Span) -> Voice:
        noun = view.parsed.lower[head]
        is_body = (
            noun in self.ground.lexicon.words["body_heads"] and noun not in self.ground.lexicon.words["unnamed_heads"]
        )
        outlet = noun in self.ground.lexicon.words["outlet_heads"]
        organisation = self.ground.organisation(view, head, None, clauses=outlet)
        owner = None if organisation else self._owner(view, head)
        if owner is not None and noun == "office":
            words = f"{owner.name}'s office"
        organisation = organisation or owner
        if organisation is None and noun in listed("state_speakers"):
            organisation = self.ground.state(self.ground.home)
        told_of = self.ground.kind_of(organisation) if organisation and outlet else None
        if organisation is not None and told_of is ActorKind.OUTLET and noun == view.parsed.words[head]:
            outlet_voice = self.ground.voice(view, head, organisation, "outlet", noun, None)
            return replace(outlet_voice, actor_kind=ActorKind.OUTLET)
        holder = self.carried.holder(view, head, organisation)
        if holder is not None:
            return holder
        sided = organisation is not None and self.ground.kind_of(organisation) in (
            ActorKind.ARMED_GROUP,
            ActorKind.PARTY,
        )
        kind = "outlet" if outlet and not sided else "body" if is_body else "source"
        named = is_body or any(word[:1].isupper() for word in words.split())
        speaker = Speaker((words if named else f"unnamed {words}")[:120], None, span)
        voice = self.ground.voice(view, head, speaker, kind, noun, organisation)
        return replace(voice, actor_kind=self.ground.kind_of(organisation)) if sided and organisation else voice

    def _owner(self, view: View, head: int) -> Speaker | None:
        """'Its spokesman', 'his office', 'the group's spokesman', 'a spokesman of the group': whose it is."""
        p = view.parsed
        inner = [c for prep in p.kids(head, "prep") if p.lower[prep] in ("of", "for") for c in p.kids(prep, "pobj")]
        for child in [*p.kids(head, "poss"), *inner]:
            if p.lower[child] in SINGULAR | PLURAL | BODY:
                voice = self.carried.pronoun(view, child, p.lower[child])
            else:
                voice = self.carried.again(view, child)
            if voice is not None:
                return voice.speaker
        return None

    def _document(self, view: View, head: int) -> Voice | None:
        """'A report by The Guardian', 'the army statement': its maker; else the last voice."""
        p = view.parsed
        first, last = grammar.np_range(p, head, whole=True)
        for token in [*range(head - 1, first - 1, -1), *range(head + 1, last + 1)]:
            mention = view.actor_at.get(token)
            if mention is not None and _makes(view, head, token) and mention.kind in ORGANISATIONS | {ActorKind.PERSON}:
                return self._actor(view, token, mention)
        makers = [c for prep in p.kids(head, "prep") if p.lower[prep] in ("by", "from") for c in p.kids(prep, "pobj")]
        owners = [c for c in p.kids(head, "compound", "poss") if p.lower[c] not in ("press", "news")]
        for maker in [*makers, *owners]:
            voices = self.voices(view, maker)
            if voices:
                return voices[0]
        definite = any(p.lower[c] in DEFINITE | {"his", "its", "their"} for c in p.kids(head, "det", "poss"))
        recent = self.memory.recent
        numbered = any(p.deps[c] == "amod" and p.lower[c] != "other" for c in p.children[head])  # 'the second poster'
        near = [voice for voice in recent if p.index - voice.sentence <= REACH]
        definite = definite or (bool(near) and near[-1].sentence == p.index)
        if (definite or numbered) and near:
            channels = [voice for voice in near if voice.noun in self.ground.lexicon.words["outlet_heads"]]
            said_in = [voice for voice in near if p.lower[head] in self.ground.words_of(voice.sentence)]
            return replace((said_in or channels or near)[-1], sentence=p.index, carried=True)
        if p.lower[head] not in ("reports", "report", "accounts") or definite:
            return None
        while first < head and p.deps[first] == "det":
            first += 1
        words = _small_first(view.words(first, head), known=False)
        return self.ground.voice(
            view, head, Speaker(f"unnamed {words}", None, p.span(first, head)), "document", p.lower[head], None
        )


def _is_outlet(view: View, head: int, words: set[str], lexicon: SpeechLexicon) -> bool:
    kids = {view.parsed.lower[child] for child in view.parsed.kids(head, "compound", "appos", "amod", "nmod")}
    sorts = lexicon.words["outlet_heads"] | lexicon.words["outlet_names"]
    return bool((words | kids) & sorts) and not words & lexicon.words["titles"]


def _makes(view: View, head: int, token: int) -> bool:
    p = view.parsed
    if token < head:
        return True
    above = p.heads[token]
    return p.deps[token] == "pobj" and p.lower[above] in ("by", "from", "of") and p.heads[above] == head


def _listed(voice: Voice | None) -> list[Voice]:
    return [voice] if voice is not None else []


def _small_first(words: str, known: bool) -> str:
    """A common noun at the beginning of a sentence, without its capital; 'Prime Minister' keeps his."""
    if known or words[1:2].isupper() or words.partition(" ")[2][:1].isupper():
        return words
    return words[:1].lower() + words[1:]
