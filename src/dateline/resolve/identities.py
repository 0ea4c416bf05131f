"""Identities for those whom the actor book does not know: one id per name, kind guessed from head words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dateline.domain.actor import Actor, ActorMention, Name
from dateline.domain.ids import stable_id
from dateline.domain.names import fold, tolerant_key
from dateline.domain.report import Participant, Reading, Relation, Report, Speaker, Statement
from dateline.domain.vocabulary import ActorKind
from dateline.resolve.same_name import default_name_words

_LEADING = re.compile(
    r"(?:the|a|an|some|several|many|other|another|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Register:
    """Unknown actors of one article, by the key that their spellings share."""

    heads: Mapping[str, ActorKind]
    found: dict[str, Actor] = field(default_factory=dict)

    def identify(self, words: str) -> Actor | None:
        """The actor for these words; None for words without a name."""
        name = tidy(words)
        if not name:
            return None
        named = _is_name(name)
        ident = unknown_id(name)
        if ident not in self.found:
            kind = guess_kind(name, self.heads)
            self.found[ident] = Actor(
                ident, kind, name, names=(Name(name),), generic=not named, known=False, sources=()
            )
        return self.found[ident]

    def met(self, mention: ActorMention) -> None:
        """Keep the actor of a mention that the book does not know."""
        self.found.setdefault(
            mention.actor_id,
            Actor(mention.actor_id, mention.kind, mention.name, (Name(mention.name),), mention.country, known=False),
        )


def _is_name(name: str) -> bool:
    return any(part[:1].isupper() for part in name.split())


def unknown_id(name: str) -> str:
    """The id of an actor that the book does not know: one for all spellings of its name."""
    if not _is_name(name):
        return stable_id("x", (fold(name), "description"))
    variants = default_name_words().variants
    words = [variants.get(word) or " ".join(tolerant_key(word)) for word in fold(name).split()]
    return stable_id("x", (" ".join(filter(None, words)) or fold(name), "name"))


def identify_unknown(reading: Reading, heads: Mapping[str, ActorKind]) -> Reading:
    """Give every nameless-in-the-book participant, speaker and party an id; the same name gets the same one."""
    register = _Register(heads)
    for mention in reading.actors:
        if not mention.known:
            register.met(mention)
    reports = tuple(_report(report, register) for report in reading.reports)
    statements = tuple(_statement(statement, register) for statement in reading.statements)
    relations = tuple(_relation(relation, register) for relation in reading.relations)
    unknown = tuple(sorted(register.found.values(), key=lambda actor: actor.id))
    return replace(reading, reports=reports, statements=statements, relations=relations, unknown_actors=unknown)


def _report(report: Report, register: _Register) -> Report:
    return replace(
        report,
        actors=tuple(_participants(report.actors, register)),
        recipients=tuple(_participants(report.recipients, register)),
    )


def _participants(parts: Iterable[Participant], register: _Register) -> Iterable[Participant]:
    seen: set[str] = set()
    for part in parts:
        named = part
        if not part.actor_id:
            actor = register.identify(part.name)
            if actor is None:
                continue
            named = replace(part, actor_id=actor.id, name=actor.name)
        if named.actor_id not in seen:
            seen.add(named.actor_id)
            yield named


def _statement(statement: Statement, register: _Register) -> Statement:
    organisation = _party(statement.organisation, register) if statement.organisation else None
    return replace(statement, speaker=_party(statement.speaker, register), organisation=organisation)


def _relation(relation: Relation, register: _Register) -> Relation:
    return replace(relation, subject=_party(relation.subject, register), object=_party(relation.object, register))


def _party(party: Speaker, register: _Register) -> Speaker:
    if party.actor_id:
        return party
    actor = register.identify(party.name)
    return replace(party, actor_id=actor.id) if actor else party


def tidy(words: str) -> str:
    """The name without leading articles and numbers, in one line."""
    name = " ".join(words.split()).strip(" ,;:.\"'“”‘’()[]")
    while match := _LEADING.match(name):
        name = name[match.end() :]
    return name[:120]


def guess_kind(words: str, heads: Mapping[str, ActorKind]) -> ActorKind:
    """What sort of actor an unknown name is, by its last head word; two to four capitalised words are a person."""
    for token in reversed(fold(words.split(",", maxsplit=1)[0]).split()):
        if token in heads:
            return heads[token]
    parts = words.split()
    capital = [part for part in parts if part[:1].isupper() or part.lower().startswith(("al-", "el-"))]
    return ActorKind.PERSON if 2 <= len(parts) <= 4 and len(capital) == len(parts) else ActorKind.OTHER
