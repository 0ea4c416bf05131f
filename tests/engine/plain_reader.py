"""A small reader for tests: the real cleaning and the real keys, around a reading by one pattern.

It reads sentences such as 'A bomb killed 3 in Basra on 2022-05-03, Ravens claimed.' so that tests of the engine need
no language model.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from dateline.clean import clean
from dateline.domain.actor import Actor, ActorMention, Place
from dateline.domain.article import Article, Failure, Raw
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.ids import report_id, stable_id
from dateline.domain.report import Located, Participant, Reading, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind, EventType, PlacePrecision, Stance
from dateline.engine import Engine
from dateline.errors import InputError
from dateline.pipeline import READER
from dateline.reconcile.block import block_keys
from dateline.reconcile.copies import bands, sign
from dateline.reconcile.view import view
from dateline.store.protocol import Entry, fact_of

Opener = Callable[..., Engine]
"""What the fixture `open_workspace` gives."""

TOWNS = {"Basra": (30.5, 47.8), "Mosul": (36.3, 43.1), "Kirkuk": (35.5, 44.4)}
GROUPS = ("Ravens", "Lanterns", "Gulls")
_TOLD = re.compile(
    r"A (?P<what>bomb|rocket) killed (?P<killed>\d{1,3}) in (?P<town>\w{1,20})"
    r"(?: on (?P<day>\d{4}-\d{2}-\d{2}))?(?:, (?P<who>\w{1,20}) (?P<how>claimed|were blamed))?\."
)


def plain_reader(raw: Raw) -> Entry | Failure:
    """Read one input."""
    try:
        article = clean(raw)
    except InputError as error:
        return Failure(raw.location, "clean", str(error))
    reading = read(article)
    views = {report.id: view(report, article) for report in reading.reports}
    signature = sign(article)
    return Entry(
        raw=fact_of(raw),
        reading=reading,
        views={key: one.row() for key, one in views.items()},
        keys={key: block_keys(one) for key, one in views.items()},
        fingerprint=signature.row(),
        bands=bands(signature),
    )


def read(article: Article) -> Reading:
    """The reading of one article."""
    reports, statements, actors = [], [], []
    for match in _TOLD.finditer(article.text):
        report = _report(article, match)
        reports.append(report)
        if match["who"]:
            span = Span(*match.span("who"))
            ident = stable_id("x", (match["who"],))
            actors.append(ActorMention(span, ident, match["who"], ActorKind.ARMED_GROUP, known=False))
            if match["how"] == "claimed":
                statements.append(
                    Statement(
                        stable_id("s", (report.id,)),
                        article.id,
                        Speaker(match["who"], ident, span),
                        Act.CLAIM_RESPONSIBILITY,
                        (Span(*match.span()),),
                        about=report.id,
                    )
                )
    unknown = {one.actor_id: Actor(one.actor_id, one.kind, one.name, known=False) for one in actors}
    return Reading(
        article,
        actors=tuple(actors),
        reports=tuple(reports),
        statements=tuple(statements),
        unknown_actors=tuple(unknown.values()),
        reader=READER,
    )


def _report(article: Article, match: re.Match[str]) -> Report:
    lat, lon = TOWNS[match["town"]]
    place = Place(f"p-{match['town']}", match["town"], PlacePrecision.TOWN, "IQ", match["town"], lat, lon)
    stance = Stance.CLAIMED if match["how"] == "claimed" else Stance.BLAMED
    who = match["who"]
    acting = (Participant(stable_id("x", (who,)), who, Span(*match.span("who")), stance),) if who else ()
    return Report(
        report_id(article.id, "ASSAULT", *match.span()),
        article.id,
        EventType.ASSAULT,
        (Span(*match.span()),),
        mode="explosives" if match["what"] == "bomb" else "heavy-weapons",
        actors=acting,
        when=DateRange.day(date.fromisoformat(match["day"])) if match["day"] else None,
        where=Located(place, Span(*match.span("town"))),
        killed=CountRange.exactly(int(match["killed"])),
        weapon=match["what"],
        fields={"killed": Span(*match.span("killed")), "place": Span(*match.span("town"))},
    )


def news(number: int, seed: int = 1, days: int = 0) -> list[str]:
    """So many made-up articles as JSON lines: several outlets on the same happenings, copies, later versions.

    They tell of so many days; without a number four articles share one.
    """
    import json

    chance = random.Random(seed)
    lines, texts = [], []
    for n in range(number):
        happened = date(2022, 5, 1) + timedelta(days=chance.randrange(days or max(6, number // 4)))
        clauses = []
        for _ in range(chance.randint(1, 2)):
            told = (
                f"A {chance.choice(['bomb', 'rocket'])} killed {chance.randint(1, 4)} in {chance.choice(list(TOWNS))}"
            )
            told += f" on {happened}" if chance.random() < 0.8 else ""
            group, how = chance.choice(GROUPS), chance.choice(["claimed", "were blamed"])
            told += f", {group} {how}" if chance.random() < 0.5 else ""
            clauses.append(f"{told}.")
        filler = " ".join(chance.choice(WORDS) for _ in range(30))
        text = " ".join(clauses) + f" The {filler} was seen near the road by people who live there."
        text = chance.choice(texts) if texts and chance.random() < 0.15 else text
        texts.append(text)
        url = f"https://{chance.choice(['delta', 'hill', 'coast'])}.example/{n if chance.random() < 0.9 else n // 2}"
        published = happened + timedelta(days=chance.randrange(3))
        outlet = chance.choice(["Delta Wire", "Hill Post", "Coast News"])
        row = {"id": f"n{n}", "url": url, "outlet": outlet, "title": f"News {n}", "text": text}
        lines.append(json.dumps({**row, "published": published.isoformat(), "language": "en"}))
    return lines


WORDS = (
    "river",
    "market",
    "lorry",
    "bridge",
    "evening",
    "smoke",
    "window",
    "crowd",
    "guard",
    "field",
    "school",
    "well",
)


def write_news(file: Path, lines: list[str]) -> str:
    """Write the lines; the file's location."""
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return str(file)
