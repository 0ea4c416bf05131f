"""How many of the annotated names are found in their articles, and how many of those mean the right actor or place."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dateline.clean import clean
from dateline.collect import collect
from dateline.domain.article import Article, Raw
from dateline.domain.report import Reading
from dateline.domain.text import Span
from dateline.pipeline import Knowledge, open_knowledge, read, reading_steps

KINDS = frozenset("armed_group state government_body party person international_body place".split())


@dataclass
class Tally:
    """Counts of surface forms, found ones and rightly identified ones, with the failures as text."""

    forms: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def load_score(shared: Path) -> ModuleType:
    """The scorer's module, for its judgement of names."""
    spec = importlib.util.spec_from_file_location("score", shared / "score" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(reading: Reading, know: Knowledge) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Every span that the reading gives an identity, with all names of that identity."""
    unknown = {actor.id: actor for actor in reading.unknown_actors}
    names = cache(lambda ident, shown: _names(ident, shown, know, unknown))
    for mention in reading.actors:
        yield mention.span, names(mention.actor_id, mention.name)
    for place in reading.places:
        yield place.span, (place.place.name, place.place.id)
    for report in reading.reports:
        for part in (*report.actors, *report.recipients):
            if part.span and part.actor_id:
                yield part.span, names(part.actor_id, part.name)
    for statement in reading.statements:
        for party in (statement.speaker, statement.organisation):
            if party and party.span and party.actor_id:
                yield party.span, names(party.actor_id, party.name)
    for relation in reading.relations:
        for party in (relation.subject, relation.object):
            if party.span and party.actor_id:
                yield party.span, names(party.actor_id, party.name)


def _names(ident: str, shown: str, know: Knowledge, unknown: dict[str, Any]) -> tuple[str, ...]:
    actor = know.book.actor(ident) or unknown.get(ident)
    return (shown, actor.name, *(n.text for n in actor.names if n.use != "short")) if actor else (shown,)


def occurrences(text: str, form: str) -> Iterator[Span]:
    """Where the form stands as whole words."""
    for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
        yield Span(*match.span())


def measure(gold: list[dict[str, Any]], readings: dict[str, Reading], know: Knowledge, score: Any, names: Any) -> Tally:
    """Surface forms of each article against what was found at their places."""
    docs = [{"id": r.article.id, "external_id": r.article.external_id, "url": r.article.url,
             "title": r.article.title, "text": r.article.text} for r in readings.values()]  # fmt: skip
    pairing = score.pair_documents(gold, docs)
    tally = Tally()
    for doc in gold:
        reading = readings[pairing[doc["doc_id"]]]
        spans = list(named(reading, know))
        for entity in doc.get("entities") or []:
            if entity["kind"] in KINDS:
                for form in entity["surface_forms"]:
                    _judge(tally, reading.article, spans, doc["doc_id"], entity, form, names)
    return tally


def _judge(
    tally: Tally, article: Article, spans: list[Any], doc: str, entity: dict[str, Any], form: str, names: Any
) -> None:
    places = list(occurrences(article.text, form))
    if not places:
        return  # only in furniture that cleaning takes away
    kind = entity["kind"]
    tally.forms[kind] += 1
    met = [n for span, n in spans if any(_covers(span, place) for place in places)]
    if not met:
        tally.missed.append(f"{doc} {kind} {form!r} ({entity['canonical']})")
        return
    tally.found[kind] += 1
    if any(names.same(name, entity["canonical"]) or names.same(name, form) for n in met for name in n):
        tally.right[kind] += 1
    else:
        tally.wrong.append(f"{doc} {kind} {form!r} ({entity['canonical']}) -> {sorted({n[0] for n in met})}")


def _covers(span: Span, place: Span) -> bool:
    """The words found are the form, contain it, or are most of it."""
    shared = min(span.end, place.end) - max(span.start, place.start)
    return shared * 2 >= place.end - place.start


def read_all(source: Path, know: Knowledge) -> dict[str, Reading]:
    """Every article of the source, read."""
    steps = reading_steps(know)
    readings = {}
    for raw in collect(str(source), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)):
        assert isinstance(raw, Raw)
        reading = read(clean(raw), steps)
        assert isinstance(reading, Reading)
        readings[reading.article.id] = reading
    return readings


def gold_of(folder: Path, score: Any) -> list[dict[str, Any]]:
    """The annotated articles of a folder."""
    return [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json")) if p.name not in score.SKIP]


def report(tally: Tally) -> str:
    """The figures by kind, for a person."""
    lines: dict[str, str] = defaultdict(str)
    for kind in sorted(tally.forms):
        n, f, r = tally.forms[kind], tally.found[kind], tally.right[kind]
        lines[kind] = f"{kind:20} forms {n:4} found {f / n:.3f} right {r / max(f, 1):.3f}"
    n, f, r = tally.forms.total(), tally.found.total(), tally.right.total()
    return "\n".join([*lines.values(), f"{'all':20} forms {n:4} found {f / n:.3f} right {r / max(f, 1):.3f}"])


@pytest.mark.gold
@pytest.mark.slow
def test_seed_entities_are_found_and_identified(shared: Path, tmp_path: Path) -> None:
    """At least 95 % of the annotated names are found where they stand, and 95 % of those mean the right one."""
    score = load_score(shared)
    know = open_knowledge(tmp_path)
    gold = gold_of(shared / "gold", score)
    names = score.Names(gold, shared / "score" / "aliases.json")
    tally = measure(gold, read_all(shared / "seeds", know), know, score, names)
    told = "\n".join([report(tally), *tally.missed, *tally.wrong])
    assert tally.found.total() >= 0.95 * tally.forms.total(), told
    assert tally.right.total() >= 0.95 * tally.found.total(), told
