"""A generated record of any size for measuring the pages: no reading, the record is written as the engine leaves it.

Each article tells one report, names the two sides and, three times in four, somebody who says something; one in
twelve tells a relation, one in five names a group that the actor book does not know, one in four only relays another.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.domain.actor import Actor, ActorMention, Place
from dateline.domain.article import Article, Source
from dateline.domain.codec import dumps
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.ids import article_id, incident_id, report_id, stable_id
from dateline.domain.incident import Evidence, GivenValue, Incident
from dateline.domain.report import Located, Participant, Reading, Relation, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind, EventType, PlacePrecision, RelationKind, Stance, Status
from dateline.reconcile.block import block_keys
from dateline.reconcile.kin import kin_in
from dateline.reconcile.origins import Origin
from dateline.reconcile.summary import summarise
from dateline.reconcile.view import view
from dateline.store.protocol import Copy, Dirt, Entry, RawFact, Settlement

PLACES = (
    ("Mosul", "Nineveh", "IQ", 36.34, 43.13),
    ("Baghdad", "Baghdad", "IQ", 33.34, 44.40),
    ("Basra", "Basra", "IQ", 30.51, 47.78),
    ("Aleppo", "Aleppo", "SY", 36.20, 37.16),
    ("Idlib", "Idlib", "SY", 35.93, 36.63),
    ("Sanaa", "Sanaa", "YE", 15.35, 44.21),
    ("Taiz", "Taiz", "YE", 13.58, 44.02),
    ("Kharkiv", "Kharkiv", "UA", 49.98, 36.25),
    ("Donetsk", "Donetsk", "UA", 48.02, 37.80),
    ("Gao", "Gao", "ML", 16.27, -0.04),
    ("Goma", "Nord-Kivu", "CD", -1.68, 29.22),
    ("Mogadishu", "Banadir", "SO", 2.04, 45.34),
)
ACTORS = (
    ("kataib-hezbollah", "Kataib Hezbollah"),
    ("islamic-state", "Islamic State"),
    ("united-states", "United States"),
    ("russia", "Russia"),
    ("ukraine", "Ukraine"),
    ("israel", "Israel"),
    ("al-shabaab", "al-Shabaab"),
)
KINDS = (
    ("ASSAULT", "drone"),
    ("ASSAULT", "heavy-weapons"),
    ("ASSAULT", "firearms"),
    ("ASSAULT", "explosives"),
    ("COERCE", "arrest"),
    ("PROTEST", "demo"),
    ("MOBILIZE", "troops"),
)
WEAPONS = ("rocket", "car bomb", "mortar", "drone", "roadside bomb")
GROUPS = tuple(
    (f"x-{colour.lower()}-{beast.lower()}-{number}", f"{colour} {beast} Brigade {number}")
    for colour in ("Black", "Red", "Green", "White", "Blue")
    for beast in ("Falcon", "Lion", "Wolf", "Eagle")
    for number in range(1, 51)
)
"""A thousand groups that no actor book knows."""


@dataclass(frozen=True, slots=True)
class Made:
    """One article as read, the incident made of it, and whose copy or relay it is."""

    entry: Entry
    incident: Incident
    copy: Copy


def generate(number: int, seed: int = 7) -> Iterator[Made]:
    """So many articles with one report each, and the incidents made of them."""
    rng = random.Random(seed)  # noqa: S311  # a fixed made-up world, nothing secret
    for at in range(number):
        yield _one(at, rng)


def _one(at: int, rng: random.Random) -> Made:
    town, admin1, country, lat, lon = rng.choice(PLACES)
    kind, mode = rng.choice(KINDS)
    (actor, name), (other, other_name) = rng.sample(ACTORS, 2)
    unknown = rng.random() < 0.2
    if unknown:
        actor, name = rng.choice(GROUPS)
    day = date(2015, 1, 1) + timedelta(days=int(rng.triangular(0, 4200, 3600)))
    killed, weapon, spot = rng.choice((0, 0, 1, 2, 3, 5, 8, 13)), rng.choice(WEAPONS), rng.randrange(60)
    aggregate = rng.random() < 0.005
    first = (
        f"On {day:%d %B %Y} {name} struck {other_name} with a {weapon} at site {spot} near {town}, "
        f"killing {killed} people, officials said."
    )
    text = f"{first} {name} said it was behind the attack. Residents told of attack number {at}. Nobody else did."
    outlet = f"Outlet {rng.randrange(40)}"
    article = _article(at, day, outlet, f"{weapon} near {town}", text)
    span = Span(0, len(first))
    claim = Span(len(first) + 1, text.index(" Residents"))
    precision = rng.choices(list(PlacePrecision)[:4], (3, 5, 1, 1))[0]
    exact = precision in ("point", "town")
    spread = 0.9 if exact else 0.0
    place = Place(
        f"p-{town}-{spot if exact else precision}",
        f"{town} {spot}" if exact else town,
        precision,
        country,
        admin1,
        lat + spread * (rng.random() - 0.5),
        lon + spread * (rng.random() - 0.5),
    )
    report = Report(
        report_id(article.id, kind, span.start, span.end),
        article.id,
        EventType(kind),
        (span,),
        mode,
        (Participant(actor, name, None, rng.choice(list(Stance)[:3])),),
        (Participant(other, other_name, None),),
        DateRange.day(day),
        Located(place, None),
        country,
        CountRange.exactly(killed),
        None,
        weapon,
        count=CountRange.exactly(rng.randrange(2, 20)) if aggregate else None,
        aggregate=aggregate,
    )
    reading = Reading(
        article,
        (span, claim, Span(claim.end + 1, len(text))),
        actors=_mentions(text, ((actor, name, not unknown), (other, other_name, True))),
        reports=(report,),
        statements=_statements(report, name, actor, claim, rng),
        relations=_relations(article.id, (actor, name), rng.choice(ACTORS), claim) if rng.random() < 1 / 12 else (),
        unknown_actors=(Actor(actor, ActorKind.ARMED_GROUP, name, known=False),) if unknown else (),
        reader="bench",
    )
    raw = RawFact(article.sha256, "jsonl_line", f"made:{at}", datetime(2026, 1, 1, tzinfo=UTC))
    seen = view(report, article, kin_in(reading, lambda _: None))
    entry = Entry(raw, reading, views={report.id: seen.row()}, keys={report.id: block_keys(seen)})
    return Made(entry, _incident(report, outlet), _origin(article.id, outlet, rng))


def _article(at: int, day: date, outlet: str, title: str, text: str) -> Article:
    sha, url = hashlib.sha256(text.encode()).hexdigest(), f"https://news.example/{at}"
    source = Source(outlet, f"made:{at}")
    when = DateRange.day(day)
    return Article(article_id(url, sha), source, text, sha, title, url, published=when, language="en")


def _mentions(text: str, named: tuple[tuple[str, str, bool], ...]) -> tuple[ActorMention, ...]:
    return tuple(
        ActorMention(Span(start, start + len(name)), ident, name, ActorKind.ARMED_GROUP, known=known)
        for ident, name, known in named
        if (start := text.find(name)) >= 0
    )


def _statements(report: Report, name: str, actor: str, claim: Span, rng: random.Random) -> tuple[Statement, ...]:
    if rng.random() > 0.75:
        return ()
    act = rng.choice((Act.CLAIM_RESPONSIBILITY, Act.DENY, Act.ACCUSE, Act.REPORT, Act.REPORT))
    ident = stable_id("s", (report.id, act))
    via = (f"Channel {rng.randrange(30)}",) if rng.random() < 0.3 else ()
    speaker = Speaker(name, actor, Span(claim.start, claim.start + len(name)))
    return (Statement(ident, report.article_id, speaker, act, (claim,), about=report.id, via=via),)


def _relations(article: str, one: tuple[str, str], other: tuple[str, str], claim: Span) -> tuple[Relation, ...]:
    (actor, name), (ally, ally_name) = one, other
    ident = stable_id("l", (article, actor, ally))
    told = Relation(ident, article, Speaker(name, actor), RelationKind.BACKED_BY, Speaker(ally_name, ally), (claim,))
    return (told,) if actor != ally else ()


def _origin(article: str, outlet: str, rng: random.Random) -> Copy:
    relays = rng.random() < 0.25
    witness = f"outlet:outlet {rng.randrange(40)}" if relays else f"outlet:{outlet.casefold()}"
    role: Any = "relay" if relays else "original"
    origin = Origin(witness, article, role, "names it" if relays else "tells it itself")
    return Copy(article, article, None, json.loads(dumps(origin)))


def _incident(report: Report, outlet: str) -> Incident:
    proof = (Evidence(report.article_id, report.evidence[0]),)
    place = report.where.place if report.where else None
    given: tuple[tuple[str, Any], ...] = (
        ("type", str(report.type)),
        ("date", report.when),
        ("place", place),
        ("killed", report.killed),
        ("weapon", report.weapon),
    )
    incident = Incident(
        incident_id(report.id),
        report.type,
        (report.id,),
        (report.article_id,),
        1,
        report.mode,
        report.when,
        report.where,
        report.country,
        report.actors,
        report.recipients,
        report.killed,
        None,
        report.weapon,
        count=report.count,
        status=Status.HAPPENED,
        aggregate=report.aggregate,
        credibility=3,
        credibility_reason="one origin tells it",
        values=tuple(
            (field, (GivenValue(value, (report.id,), (f"outlet:{outlet}",), proof),)) for field, value in given
        ),
    )
    return replace(incident, summary=summarise(incident))


def fill(folder: Path, number: int) -> None:
    """Write a workspace with so many incidents through the store's own methods."""
    from dateline.engine import init_workspace, make_engine
    from dateline.settings import load_settings

    settings = load_settings(folder, {"DATELINE_AUTHOR": "Bench"})
    init_workspace(settings)
    with make_engine(settings) as engine:
        store = engine.store
        batch: list[Made] = []
        for one in generate(number):
            store.articles.add(one.entry)
            batch.append(one)
            if len(batch) == 1000:
                store.record.settle(_settled(batch))
                batch = []
        store.record.settle(_settled(batch))


def _settled(batch: list[Made]) -> Settlement:
    reports = tuple(report for one in batch for report in one.incident.reports)
    dirt = Dirt(tuple(article for one in batch for article in one.incident.articles), reports)
    hung = {report: report for report in reports}
    made, copies = tuple(one.incident for one in batch), tuple(one.copy for one in batch)
    return Settlement(dirt, frozenset(reports), made, components=hung, copies=copies)
