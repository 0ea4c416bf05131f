"""Actors that the articles name and the book lacks, proposed for it: how often, in which words, who they may be.

Nothing is taken over by itself: a person accepts, merges or rejects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.domain.actor import Actor, ActorCandidate
from dateline.domain.names import fold
from dateline.domain.report import Reading
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.resolve.actors import INTRODUCED
from dateline.resolve.identities import unknown_id
from dateline.resolve.same_name import same_name

T = TypeVar("T")
MOST_EVIDENCE = 3
_PARENT_RELATIONS = frozenset(
    {RelationKind.PART_OF, RelationKind.MEMBER_OF, RelationKind.FRONT_FOR, RelationKind.AFFILIATED_WITH,
     RelationKind.SPOKESPERSON_OF, RelationKind.LEADS, RelationKind.BACKED_BY}
)  # fmt: skip
_PARENT_KINDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.GOVERNMENT_BODY})
_NOT_ACTING = frozenset({ActorKind.FACILITY, ActorKind.PLACE, ActorKind.OTHER})


@dataclass(frozen=True, slots=True)
class Likely:
    """An actor of the book that the new one may be, or belong to, and why."""

    actor_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An actor met in text that the book may take in.

    `times` counts its parts in reports, statements and relations and its mentions, `articles` those it stands in.
    `evidence` leads to sentences: article id and span, at most three, each from another article.
    """

    actor: Actor
    times: int
    articles: tuple[str, ...]
    spellings: tuple[str, ...]
    evidence: tuple[tuple[str, Span], ...]
    parents: tuple[Likely, ...] = ()
    same_as: tuple[Likely, ...] = ()


@dataclass(slots=True)
class _Met:
    actor: Actor
    times: int = 0
    articles: dict[str, Span] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    parents: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    introduced: Likely | None = None
    """The actor of the book that an article gives this name to."""


def propose(
    readings: Iterable[Reading],
    alike: Callable[[str], Sequence[ActorCandidate]] | None = None,
    rejected: Iterable[str] = (),
    least: int = 1,
) -> tuple[Proposal, ...]:
    """The unknown actors of the readings with a name, most often met first; those `rejected` (ids) are left out.

    `alike` gives actors of the book whose name may be meant (use 'near' for a likeness of letters only); `least` is how
    often an actor must have been met.
    """
    met: dict[str, _Met] = {}
    for reading in readings:
        _gather(reading, met)
    gone = frozenset(rejected)
    alike = alike or _nobody
    wanted = (item for item in met.items() if item[1].times >= least and item[0] not in gone)
    made = (_proposal(ident, one, alike) for ident, one in wanted)
    found = [one for one in made if one is not None]
    return tuple(sorted(found, key=lambda p: (-p.times, -len(p.articles), fold(p.actor.name), p.actor.id)))


def _nobody(_: str) -> Sequence[ActorCandidate]:
    return ()


def _gather(reading: Reading, met: dict[str, _Met]) -> None:
    _gather_introduced(reading, met)
    unknown = {a.id: a for a in reading.unknown_actors if not a.generic and a.kind not in _NOT_ACTING}
    taken = [*(m.span for m in reading.actors if m.known), *(place.span for place in reading.places)]
    known = {m.actor_id: m for m in reading.actors if m.known}
    home = _countries(reading).most_common(1)
    for ident, span, where in _parts(reading):
        if ident not in unknown or (span and not _has_own_name(reading.article.text, span, taken)):
            continue
        words = span.quote(reading.article.text) if span else ""
        one = met.setdefault(ident, _Met(unknown[ident]))
        one.times += 1
        one.articles.setdefault(reading.article.id, where)
        one.spellings[words or unknown[ident].name] += 1
        one.names[unknown[ident].name] += 1
        if home:
            one.countries[home[0][0]] += 1
    for ident, parent, why in _ties(reading, frozenset(unknown)):
        if ident in met and parent in known:
            met[ident].parents[parent, known[parent].name, why] += 3
            met[ident].countries[known[parent].country or ""] += 3
    beside = [m for m in reading.actors if m.known and not m.generic and m.kind in _PARENT_KINDS]
    for ident in unknown:
        sentence = met[ident].articles.get(reading.article.id) if ident in met else None
        for mention in beside if sentence else ():
            if sentence and sentence.contains(mention.span):
                met[ident].parents[mention.actor_id, mention.name, "named in one sentence with it"] += 1


def _countries(reading: Reading) -> Counter[str]:
    """The countries that the article is about: those of its places first of all, then those of its actors."""
    places = Counter(p.place.country for p in reading.places if p.place.country)
    actors = {m.actor_id: m.country for m in reading.actors if m.known and m.country}
    return Counter(actors.values()) + Counter({country: 2 * times for country, times in places.items()})


def _gather_introduced(reading: Reading, met: dict[str, _Met]) -> None:
    """Names that an article introduces for an actor of the book: 'X, who went by the pseudonym Y'."""
    for mention in reading.actors:
        if mention.known and mention.reason == INTRODUCED:
            words = " ".join(mention.span.quote(reading.article.text).split())
            ident = unknown_id(words)
            who = Likely(mention.actor_id, mention.name, "an article introduces it as its name")
            one = met.setdefault(ident, _Met(Actor(ident, mention.kind, words, known=False), introduced=who))
            one.times += 1
            one.articles.setdefault(reading.article.id, _sentence(reading, mention.span))
            one.spellings[words] += 1
            one.names[words] += 1


def _has_own_name(text: str, span: Span, taken: Sequence[Span]) -> bool:
    """A capital that is not another actor's or a place's: 'Iraqi security sources' and 'Sadr City' have none."""
    for match in re.finditer(r"[^\W\d_][\w'’-]*", span.quote(text)):
        word = Span(span.start + match.start(), span.start + match.end())
        if not match.group().islower() and not any(word.overlaps(other) for other in taken):
            return True
    return False


def _parts(reading: Reading) -> Iterator[tuple[str, Span | None, Span]]:
    """Each time an actor plays a part: its id, the words, and the sentence."""
    for report in reading.reports:
        for part in (*report.actors, *report.recipients):
            yield part.actor_id, part.span, report.evidence[0]
    for statement in reading.statements:
        for party in (statement.speaker, statement.organisation):
            if party and party.actor_id:
                yield party.actor_id, party.span, statement.evidence[0]
    for relation in reading.relations:
        for party in (relation.subject, relation.object):
            if party.actor_id:
                yield party.actor_id, party.span, relation.evidence[0]
    for mention in reading.actors:
        if not mention.known:
            yield mention.actor_id, mention.span, _sentence(reading, mention.span)


def _sentence(reading: Reading, span: Span) -> Span:
    return next((sentence for sentence in reading.sentences if sentence.contains(span)), span)


def _ties(reading: Reading, unknown: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    for relation in reading.relations:
        subject, parent = relation.subject.actor_id, relation.object.actor_id
        if relation.kind in _PARENT_RELATIONS and subject in unknown and parent:
            yield subject or "", parent, str(relation.kind)


def _proposal(ident: str, one: _Met, alike: Callable[[str], Sequence[ActorCandidate]]) -> Proposal | None:
    if one.introduced and _is_its_name(one.actor.name, one.introduced.actor_id, alike):
        return None
    country = one.actor.country or next((code for code in _ranked(one.countries) if code), None)
    actor = Actor(ident, one.actor.kind, _ranked(one.names)[0], (), country, known=False)
    parents: dict[str, Likely] = {}
    for parent, name, why in _ranked(one.parents):
        parents.setdefault(parent, Likely(parent, name, why))
    spellings = tuple(_ranked(one.spellings)[:8])
    same = {likely.actor_id: likely for likely in _same_as(actor, (actor.name, *spellings), alike)}
    if one.introduced:
        same = {one.introduced.actor_id: one.introduced, **same}
    return Proposal(
        actor,
        one.times,
        tuple(sorted(one.articles)),
        spellings,
        tuple(sorted(one.articles.items())[:MOST_EVIDENCE]),
        tuple(list(parents.values())[:3]),
        tuple(same.values()),
    )


def _ranked(counted: Counter[T]) -> list[T]:
    """The most frequent first, equals in the order of their letters, so that the order of arrival does not matter."""
    return sorted(counted, key=lambda item: (-counted[item], str(item)))


def _is_its_name(name: str, actor: str, alike: Callable[[str], Sequence[ActorCandidate]]) -> bool:
    """The book has the name for this actor already."""
    return any(candidate.actor_id == actor and candidate.use not in ("near", "key") for candidate in alike(name))


def _same_as(actor: Actor, names: Sequence[str], alike: Callable[[str], Sequence[ActorCandidate]]) -> Iterator[Likely]:
    """Actors of the book that the name may stand for: never taken by itself, however alike."""
    seen: dict[str, Likely] = {}
    for name in dict.fromkeys(names):
        for candidate in alike(name):
            verdict = same_name(name, candidate.spelling or candidate.name)
            near = candidate.use == "near"
            if (near or verdict.answer != "different") and _may_be(actor.kind, candidate.kind):
                why = "a letter or two apart" if near and verdict.answer == "different" else verdict.reason
                seen.setdefault(candidate.actor_id, Likely(candidate.actor_id, candidate.name, why))
    yield from list(seen.values())[:3]


def _may_be(one: ActorKind, other: ActorKind) -> bool:
    person = ActorKind.PERSON
    return one is other or ActorKind.OTHER in (one, other) or (one is not person and other is not person)
