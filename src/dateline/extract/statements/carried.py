"""Whom 'he', 'they', 'the official', 'the group', 'one of them' stand for: voices and actors told before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dateline.domain.actor import ActorMention
from dateline.domain.report import Speaker
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements import grammar, names
from dateline.extract.statements.grammar import View
from dateline.extract.statements.ground import Ground
from dateline.extract.statements.voice import BODY_KINDS, PLURAL, REACH, SINGULAR, Memory, Voice
from dateline.extract.words.lists import listed

DEFINITE = frozenset({"the", "this", "that", "these", "those", "same"})
_ANY_GROUP = frozenset({"group", "organization", "organisation"})
_CIVIL = (ActorKind.OTHER, ActorKind.INTERNATIONAL_BODY, ActorKind.PARTY)
_OFFICES = frozenset("president premier minister ambassador leader cleric commander general".split())
_HEADS = frozenset("head chief director leader president chairman commander".split())
_TALKERS = frozenset("spokesman spokeswoman spokesperson".split())
_OF_BODY = _HEADS | _TALKERS | {"minister", "governor", "mayor", "ambassador", "envoy", "secretary"}
_SAME_OFFICE = {**dict.fromkeys(_HEADS, _HEADS), **dict.fromkeys(_TALKERS, _TALKERS)}
_SORTS = frozenset(
    "rebel guerrilla guerilla militant armed islamist jihadist jihadi extremist insurgent terrorist terror separatist "
    "paramilitary opposition shadowy sunni shiite shia".split()
)
"""What 'the rebel group' adds to 'the group'."""
_WATCHING = frozenset("monitoring monitor watchdog observatory activist rights".split())
_WATCH_NAME = re.compile(r"\b(?:Observatory|Monitor(?:ing)?|Watch|Rights|Network|Documentation)\b")
_QUOTING = 4
"""Sentences within which 'he' after a quotation is whoever was quoted last."""
PERSON_NOUNS = _OFFICES | frozenset(
    "analyst expert researcher spokesman spokeswoman spokesperson senator official".split()
)


@dataclass
class Carried:
    """Looks back in one article."""

    ground: Ground
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.ground.mentions, self.ground.sentences, self.ground.quotes)

    def pronoun(self, view: View, head: int, lower: str) -> Voice | None:
        """The voice or actor that a pronoun stands for."""
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
        quoting = self.ground.quotes.at(p.starts[0]) is not None
        if spoken is not None and p.index - spoken.sentence <= (_QUOTING if quoting else 1):
            return replace(spoken, sentence=p.index, carried=True)
        bodies = BODY_KINDS | {ActorKind.OUTLET} if wanted == "body" else BODY_KINDS
        kinds = frozenset({ActorKind.PERSON}) if wanted == "person" else bodies
        mention = self.memory.named_before(p.index, p.starts[head], kinds)
        if wanted == "plural" and mention is not None and not mention.generic:
            mention = self.memory.named_before(p.index, p.starts[head], kinds, generic=True) or mention
        if mention is not None and (spoken is None or mention.span.start > spoken.offset):
            return self._actor_again(view, mention)
        return replace(spoken, sentence=p.index, carried=True) if spoken else None

    def one_of(self, view: View) -> list[Voice]:
        """'One of them', 'one official': the last voice of several."""
        for voice in reversed(self.memory.recent):
            if view.parsed.index - voice.sentence <= REACH and voice.plural:
                return [replace(voice, sentence=view.parsed.index, plural=False, carried=True)]
        return []

    def again(self, view: View, head: int) -> Voice | None:
        """'The official', 'the source', 'the group', 'the newspaper': the last such voice, else the last such actor."""
        p = view.parsed
        noun = p.lower[head]
        kids = [c for c in p.children[head] if c < head]
        if not any(p.lower[c] in DEFINITE for c in kids if p.deps[c] == "det"):
            return None
        if any(p.deps[c] in ("nummod", "poss") or c in view.actor_at for c in kids):
            return None
        inside = any(p.lower[c] in ("of", "for", "at", "from") for c in p.kids(head, "prep"))
        if p.kid(head, "relcl", "acl") is not None or inside:
            return None
        if any(p.deps[c] in ("compound", "nmod", "amod") for c in kids):
            sorts = [c for c in kids if p.deps[c] in ("compound", "nmod", "amod")]
            if noun not in listed("speaking_groups") or not all(p.lower[c] in _SORTS for c in sorts):
                return self._watching(view, head, kids) or self._in_role(view, head)
        if noun in listed("watchers") - _ANY_GROUP and (watcher := self._watching(view, head, [])) is not None:
            return watcher
        if noun in _OFFICES and (holder := self._in_role(view, head)) is not None:
            return holder
        for voice in reversed(self.memory.recent):
            if p.index - voice.sentence > 4 * REACH:
                break
            if self._same_sort(voice, noun) or (voice.kind == "person" and noun in voice.words):
                return replace(voice, sentence=p.index, offset=p.starts[head], carried=True)
        kinds = self._kinds_of(noun)
        generic = noun.endswith("s") if noun in listed("speaking_groups") else None
        mention = self.memory.named_before(p.index, p.starts[head], kinds, generic=generic) if kinds else None
        if mention is None and generic:  # 'these groups': the collective that the article spoke of before
            mention = self.memory.collective_before(p.starts[head])
        return self._actor_again(view, mention) if mention else self._in_role(view, head)

    def holder(self, view: View, head: int, organisation: Speaker | None) -> Voice | None:
        """'The head of the Observatory', 'the ministry's spokesman': the person who spoke with that office and body."""
        p = view.parsed
        noun = p.lower[head]
        definite = any(p.lower[c] == "the" or p.deps[c] == "poss" for c in p.kids(head, "det", "poss"))
        definite = definite or (p.words[head].islower() and any(c in view.actor_at for c in p.kids(head, "compound")))
        if not definite or organisation is None or organisation.actor_id is None or noun not in _OF_BODY:
            return None
        for voice in reversed(self.memory.recent):
            own = voice.organisation.actor_id if voice.organisation else None
            if voice.kind == "person" and own == organisation.actor_id and voice.words & _SAME_OFFICE.get(noun, {noun}):
                return replace(voice, sentence=p.index, offset=p.starts[head], carried=True)
        return None

    def _watching(self, view: View, head: int, kids: list[int]) -> Voice | None:
        """'The monitor', 'the Britain-based monitoring group': the body of that sort that the article names."""
        p = view.parsed
        words = {p.lower[t] for c in kids for t in range(p.edges[c][0], c + 1)}
        if p.lower[head] not in listed("watchers") or (p.lower[head] in _ANY_GROUP and not words & _WATCHING):
            return None
        known = [m for m in self.ground.mentions if m.kind is ActorKind.OTHER and _WATCH_NAME.search(m.name)]
        return self._actor_again(view, known[0]) if len({m.actor_id for m in known}) == 1 else None

    def _in_role(self, view: View, head: int) -> Voice | None:
        """'The interior minister', where the article gives the name elsewhere."""
        p = view.parsed
        if p.lower[head] not in PERSON_NOUNS | {"governor", "mayor", "chief", "director"}:
            return None
        first = grammar.np_first(p, head)
        while first < head and p.deps[first] in ("det", "predet"):
            first += 1
        name = names.named_in_role(view.words(first, head), self.ground.text, self.ground.lexicon)
        if name is None:
            return None
        voice = self.memory.by_name(name)
        if voice is not None:
            return replace(voice, sentence=p.index, carried=True)
        known = next(
            (m for m in self.ground.mentions if m.name == name or m.span.quote(self.ground.text) == name), None
        )
        if known is not None:
            return self._actor_again(view, known)
        return self.ground.voice(view, head, Speaker(name, None, p.span(first, head)), "person", "", None)

    def _same_sort(self, voice: Voice, noun: str) -> bool:
        if voice.noun == noun or voice.noun.rstrip("s") == noun.rstrip("s"):
            return bool(voice.noun)
        if noun in self.ground.lexicon.words["outlet_heads"]:
            return voice.kind == "outlet" or voice.noun in self.ground.lexicon.words["outlet_heads"]
        if noun in listed("speaking_groups"):
            sorts = (ActorKind.ARMED_GROUP,) if noun not in _ANY_GROUP else (ActorKind.ARMED_GROUP, *_CIVIL)
            return voice.actor_kind in sorts and voice.generic == noun.endswith("s") and voice.kind == "body"
        return voice.kind == "person" and noun in PERSON_NOUNS

    def _kinds_of(self, noun: str) -> frozenset[ActorKind]:
        if noun in self.ground.lexicon.words["outlet_heads"]:
            return frozenset({ActorKind.OUTLET})
        if noun in listed("speaking_groups"):
            return frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.INTERNATIONAL_BODY})
        if noun in listed("speaking_organs"):
            return frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.STATE})
        return frozenset({ActorKind.PERSON}) if noun in _OFFICES else frozenset()

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
