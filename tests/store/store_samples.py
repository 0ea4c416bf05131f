"""Small articles with readings, made by hand, for tests of stores."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

from dateline.domain.actor import Actor, ActorMention, Name, Place
from dateline.domain.article import Article, Source
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.ids import article_id, incident_id, report_id
from dateline.domain.incident import Evidence, GivenValue, Incident
from dateline.domain.report import Located, Participant, Reading, Relation, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind, EventType, PlacePrecision, RelationKind, Stance, Status
from dateline.reconcile.block import block_keys
from dateline.reconcile.copies import bands, sign
from dateline.reconcile.view import view
from dateline.store.protocol import Entry, RawFact

COLLECTED = datetime(2026, 3, 1, 12, tzinfo=UTC)
BASRA = Place("g-99532", "Basra", PlacePrecision.TOWN, "IQ", "Basra", 30.508, 47.784, 99532)


def entry(
    number: int,
    *,
    day: int = 3,
    killed: int | None = 2,
    outlet: str = "Delta Wire",
    reader: str = "1",
    text: str | None = None,
    url: str | None = "",
    collected: datetime = COLLECTED,
    location: str = "",
    updated: date | None = None,
) -> Entry:
    """Article `number`: a bomb in Basra on a day of May 2022, its report, a statement, a relation, a new actor."""
    toll = f"killed {killed} guards" if killed is not None else "hurt nobody"
    told = (
        text or f"A bomb {toll} in Basra on {day} May, police said. The Salt Marsh Brigade claimed it. Item {number}."
    )
    address = f"https://wire.example/{number}" if url == "" else url
    digest = sha256(f"{told}|{number}".encode("utf-8", "surrogatepass")).hexdigest()
    article = Article(
        id=article_id(address, digest),
        source=Source(outlet, location or f"file-{number}.txt"),
        text=told,
        sha256=digest,
        title=f"Bomb in Basra {number}",
        url=address,
        published=DateRange.day(date(2022, 5, day + 1)),
        updated=DateRange.day(updated) if updated else None,
        language="en",
    )
    report = bombing(article, day, killed)
    reading = Reading(
        article=article,
        sentences=(Span(0, len(told)),),
        actors=(_mention(told),),
        reports=(report,),
        statements=(_claim(article, report),),
        relations=(_tie(article),),
        unknown_actors=(Actor("x-salt-marsh", ActorKind.ARMED_GROUP, "Salt Marsh Brigade", known=False),),
        reader=reader,
    )
    seen = view(report, article)
    signature = sign(article)
    return Entry(
        raw=RawFact(digest, "page_text", article.source.location, collected),
        reading=reading,
        views={report.id: seen.row()},
        keys={report.id: block_keys(seen)},
        fingerprint=signature.row(),
        bands=bands(signature),
    )


def bombing(article: Article, day: int, killed: int | None) -> Report:
    """The report of the bomb."""
    where = Span(article.text.find("Basra"), article.text.find("Basra") + 5) if "Basra" in article.text else None
    clause = Span(0, article.text.find(".") if "." in article.text else len(article.text))
    return Report(
        id=report_id(article.id, "ASSAULT", clause.start, clause.end),
        article_id=article.id,
        type=EventType.ASSAULT,
        evidence=(clause,),
        mode="explosives",
        actors=(Participant("x-salt-marsh", "Salt Marsh Brigade", None, Stance.CLAIMED),),
        recipients=(Participant("", "guards", None),),
        when=DateRange.day(date(2022, 5, day)),
        where=Located(BASRA, where),
        killed=CountRange.exactly(killed) if killed is not None else None,
        status=Status.HAPPENED,
        fields={"place": where} if where else {},
        said_by=("police",),
        rules=("assault.bomb",),
    )


def _mention(text: str) -> ActorMention:
    start = max(text.find("Salt Marsh Brigade"), 0)
    return ActorMention(
        Span(start, min(start + 18, len(text))),
        "x-salt-marsh",
        "Salt Marsh Brigade",
        ActorKind.ARMED_GROUP,
        known=False,
    )


def _claim(article: Article, report: Report) -> Statement:
    return Statement(
        id=f"s-{article.id[2:]}",
        article_id=article.id,
        speaker=Speaker("Salt Marsh Brigade", "x-salt-marsh"),
        act=Act.CLAIM_RESPONSIBILITY,
        evidence=(Span(0, min(20, len(article.text))),),
        about=report.id,
        via=("Delta Wire",),
    )


def _tie(article: Article) -> Relation:
    return Relation(
        id=f"t-{article.id[2:]}",
        article_id=article.id,
        subject=Speaker("Salt Marsh Brigade", "x-salt-marsh"),
        kind=RelationKind.PART_OF,
        object=Speaker("Marsh Front", None),
        evidence=(Span(0, 5),),
    )


def incident_of(*entries: Entry, **fields: object) -> Incident:
    """An incident of the reports of these articles."""
    reports = tuple(sorted(one.id for entry in entries for one in entry.reading.reports))
    first = entries[0].reading.reports[0]
    given = GivenValue(
        BASRA, reports, ("outlet:delta wire",), tuple(Evidence(e.reading.article.id, Span(0, 4)) for e in entries)
    )
    values: dict[str, object] = {
        "id": incident_id(min(reports)),
        "type": EventType.ASSAULT,
        "reports": reports,
        "articles": tuple(sorted(entry.reading.article.id for entry in entries)),
        "independent_sources": len(entries),
        "when": first.when,
        "where": Located(BASRA, None),
        "actors": first.actors,
        "killed": first.killed,
        "values": (("place", (given,)),),
        "summary": "Bomb attack in Basra.",
    }
    return Incident(**{**values, **fields})  # type: ignore[arg-type]


BRIGADE = Actor("x-salt-marsh", ActorKind.ARMED_GROUP, "Salt Marsh Brigade", (Name("Salt Marsh Brigade"),), known=False)
