"""How likely a draft is an incident that the MUC-4 task wants, by weights fitted on its development texts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.domain.report import Reading
from dateline.domain.vocabulary import Status
from muc4_weights import weights
from muc4_words import has_word, kind_words

if TYPE_CHECKING:
    from muc4_templates import Template

LEAST = 0.33
"""Likelihood below which a draft is dropped: where core F is highest on the development texts."""

_SPEECH = re.compile(
    r"\[(?:speech|interview|news conference|commentary|editorial|statement|communique|announcer|question)", re.I
)


def features(made: Template, reading: Reading, others: int) -> Iterator[str]:
    """What is true of a draft, as names of features."""
    first, reports = made.reports[0], made.reports
    yield "any"
    yield f"kind {made.kind}"
    yield f"mode {first.mode}"
    yield from ("all recalled",) if all(r.background for r in reports) else ()
    yield from (reason for r in reports[:1] for reason in r.rules if reason.startswith("recalled"))
    yield from ("total",) if all(r.aggregate for r in reports) else ()
    yield from ("alleged",) if all(r.status is Status.ALLEGED for r in reports) else ()
    yield f"told {min(len(reports), 3)} times"
    yield f"sure {round(max(r.confidence for r in reports) * 5)}"
    yield "date of its own" if any("date" in r.fields for r in reports) else "no date of its own"
    yield "place of its own" if made.place else "no place"
    if made.when and made.when.latest and made.published:
        days = (made.published - made.when.latest).days
        yield f"days before {next((str(most) for most in (0, 2, 7, 30) if days <= most), 'more')}"
    yield f"depth {min(4, int(5 * first.evidence[0].start / max(1, len(reading.article.text))))}"
    yield f"drafts {min(others, 5)}"
    yield from target_features(made)
    yield from doer_features(made)
    words = kind_words([rule for r in reports for rule in r.rules])
    yield from ("fighting words",) if has_word(words, "fighting") else ()
    yield from (f"word {stem}" for stem in sorted({word[:6].lower() for word in words.split() if len(word) > 3}))
    yield from ("speech",) if _SPEECH.search(reading.article.text[:600]) else ()
    yield f"country {made.country}"


def target_features(made: Template) -> Iterator[str]:
    """Who or what is hit."""
    yield from sorted({f"hit {target.sort}" for target in made.targets})
    yield from sorted({f"became {target.effect}" for target in made.targets})
    yield f"hit {min(len(made.targets), 4)}"
    yield from ("named",) if any(target.name for target in made.targets) else ()
    yield from ("many",) if any(target.number == "PLURAL" for target in made.targets) else ()
    yield from ("guerrillas hit",) if any(has_word(target.label, "guerrilla") for target in made.targets) else ()
    yield from ("soldiers hit",) if any(has_word(target.label, "government") for target in made.targets) else ()
    yield from ("one word",) if any(len(target.label.split()) == 1 for target in made.targets) else ()


def doer_features(made: Template) -> Iterator[str]:
    """Who does it."""
    doers = " ".join([*made.individuals, *made.organisations])
    yield "doer" if doers else "no doer"
    yield from ("guerrillas do",) if has_word(doers, "guerrilla") else ()
    yield from ("forces do",) if has_word(doers, "government") else ()
    yield from (f"held {sure}" for sure in sorted(set(made.organisations.values())))
    yield from ("instrument",) if made.instruments else ()


def likelihood(made: Template, reading: Reading, others: int) -> float:
    """Probability that the task wants the draft."""
    table = weights("relevance")
    total = sum(table.get(name, 0.0) for name in set(features(made, reading, others)))
    return 1 / (1 + math.exp(-total))
