"""Which of the doers that a wire names did an incident, by weights fitted on the development texts of MUC-4."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain.report import Reading
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind
from muc4_parties import held, spoken
from muc4_weights import weights
from muc4_words import has_word

if TYPE_CHECKING:
    from muc4_templates import Template

LEAST_GROUP = 0.35
LEAST_PERSONS = 0.35
"""Likelihoods below which a doer is left out: where core F is highest on the development texts."""

_ARMED = (ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY)
_PERSONS = re.compile(
    r"\b(?:(?:unidentified|unknown|hooded|armed|heavily armed|urban|leftist|rightist|salvadoran|fmln|young|suspected|"
    r"shining path|army|uniformed|alleged|paid|hired|guerrilla|rebel|terrorist) ){0,3}"
    r"(?:guerrillas|rebels|terrorists?|subversives|gunmen|gunman|individuals|commandos|men|assassins|hitmen|killers|"
    r"insurgents|extremists|drug traffickers|narcotraffickers|soldiers|troops|death squads?|kidnappers|attackers|"
    r"assailants|murderers|criminals|militia(?:men)?|guerrilla (?:column|group|unit)s?|youths|mafias?|officers)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Doer:
    """A possible doer: its words, whether it is an organisation, and what speaks for it."""

    words: str
    group: bool
    features: tuple[str, ...]
    actor_id: str = ""


def doers(made: Template, reading: Reading) -> list[Doer]:
    """Everybody whom the wire names and who may have done the incident."""
    found: dict[tuple[str, bool], Doer] = {}
    hit = " ".join(target.label for target in made.targets)
    counts = Counter(m.actor_id for m in reading.actors)
    groups = {m.actor_id for m in reading.actors if m.kind is ActorKind.ARMED_GROUP and not m.generic}
    for mention in reading.actors:
        if mention.kind not in _ARMED or mention.adjective:
            continue
        words = re.sub(r"^THE ", "", spoken(mention.span, reading))
        if (words, True) in found or not words or any(d.actor_id == mention.actor_id for d in found.values()):
            continue
        facts = [
            *near(mention.span, made, reading),
            f"kind {mention.kind}",
            f"named {min(counts[mention.actor_id], 4)}",
        ]
        facts += ["only group"] if groups == {mention.actor_id} else []
        facts += [f"groups {min(len(groups), 3)}"]
        facts += list(said_of(mention.actor_id, made, reading))
        facts += ["government words"] if has_word(words, "government") else []
        facts += ["guerrilla words"] if has_word(words, "guerrilla") else []
        facts += ["hit"] if words in hit else []
        facts += ["individuals of it"] if any(words in one for one in made.individuals) else []
        found[words, True] = Doer(words, True, tuple(facts), mention.actor_id)
    for match in _PERSONS.finditer(reading.article.text):
        words = " ".join(match[0].upper().split())
        if (words, False) in found or words in hit:
            continue
        span = Span(match.start(), match.end())
        facts = [*near(span, made, reading), f"word {words.split()[-1]}"]
        found[words, False] = Doer(words, False, tuple(facts))
    for words, group in (*((w, False) for w in made.individuals), *((w, True) for w in made.organisations)):
        old = found.get((words, group))
        kept = tuple(f for f in old.features) if old else ("met only as doer",)
        kept += (
            f"read as doer, {made.organisations.get(words, 'person')}",
            f"doers {min(3, len(made.individuals) + len(made.organisations))}",
        )
        found[words, group] = Doer(words, group, kept, old.actor_id if old else "")
    return [Doer(d.words, d.group, (*d.features, *about(made)), d.actor_id) for d in found.values()]


def near(span: Span, made: Template, reading: Reading) -> Iterator[str]:
    """How near to the incident's sentences the words stand."""
    evidence = [one for report in made.reports for one in report.evidence]
    if any(one.contains(span) for one in made.reports[0].evidence[:1]):
        yield "in its first sentence"
    elif any(one.contains(span) for one in evidence):
        yield "in its sentences"
    else:
        gap = min(abs(one.start - span.start) for one in evidence)
        yield "close" if gap < 300 else "far" if gap < 900 else "very far"
    yield "at the top" if span.start < 400 else "below"
    before = reading.article.text[max(0, span.start - 12) : span.start].lower()
    yield from ("by",) if re.search(r"\bby (?:the |an? |[\w-]+ )?$", before) else ()


def said_of(actor_id: str, made: Template, reading: Reading) -> Iterator[str]:
    """What is said of a group, and what it says."""
    idents = {report.id for report in made.reports}
    for said in reading.statements:
        if said.speaker.actor_id == actor_id:
            yield "claims it" if said.act is Act.CLAIM_RESPONSIBILITY else "speaks"
            yield from ("claims this",) if said.act is Act.CLAIM_RESPONSIBILITY and said.about in idents else ()
        if said.about == actor_id:
            yield f"said of it: {said.act}"
    for report in reading.reports:
        yield from ("does something",) if any(p.actor_id == actor_id for p in report.actors) else ()
        yield from ("suffers something",) if any(p.actor_id == actor_id for p in report.recipients) else ()


def about(made: Template) -> Iterator[str]:
    """What sort of incident it is."""
    yield f"incident {made.kind}"
    yield "a doer is read" if made.individuals or made.organisations else "no doer is read"
    yield from ("state does it",) if made.state else ()


def with_pairs(doer: Doer) -> list[str]:
    """The features of a doer, and those of the incident joined with each."""
    facts = set(doer.features)
    return sorted(
        facts | {f"{a} & {b}" for a in facts for b in facts if a.startswith(("incident", "a doer", "no doer", "state"))}
    )


def likelihood(doer: Doer) -> float:
    """Probability that a doer is the incident's."""
    table = weights("groups" if doer.group else "persons")
    return 1 / (1 + math.exp(-sum(table.get(name, 0.0) for name in with_pairs(doer))))


def settle_doers(made: Template, reading: Reading) -> None:
    """Keep the likely doers."""
    likely = [(likelihood(doer), doer) for doer in doers(made, reading)]
    groups = [d for p, d in sorted(likely, key=lambda x: -x[0]) if d.group and p >= LEAST_GROUP]
    persons = [d for p, d in sorted(likely, key=lambda x: -x[0]) if not d.group and p >= LEAST_PERSONS]
    made.organisations = {
        d.words: made.organisations.get(d.words) or held(d.actor_id, made.reports, reading) for d in groups[:3]
    }
    if not made.individuals:
        made.individuals = [doer.words for doer in persons[:1]]
