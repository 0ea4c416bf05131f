"""Domain values made from hand-made annotations, so that reconciliation can be tuned and tested without a reader.

A gold incident of an article becomes a report with the same fields; each gold conflict becomes an alternative.
"""

from __future__ import annotations

import functools
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dateline.clean import clean
from dateline.collect import collect
from dateline.domain.actor import Place
from dateline.domain.article import Article, Raw, Source
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange, parse_edtf
from dateline.domain.ids import article_id, report_id
from dateline.domain.names import fold
from dateline.domain.report import Alternative, Located, Participant, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, EventType, PlacePrecision, Stance, Status
from dateline.knowledge.actor_book import ActorBook, open_actor_book
from dateline.reconcile.gather import Member, facts
from dateline.reconcile.kin import Kin, kin_of
from dateline.reconcile.view import view

ROOT = Path(__file__).parent.parent
SKIP = {"clusters.json", "incidents.json", "aliases.json"}


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its reports, and for every report the label of the happening it tells."""

    name: str
    article: Article
    reports: tuple[Report, ...]
    statements: tuple[Statement, ...]
    labels: dict[str, str]


def load(folder: Path) -> list[GoldArticle]:
    """The gold articles of a folder that has `articles.jsonl` and `gold/`."""
    rows = (json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines() if line.strip())
    origins = named_origins(folder / "articles.jsonl")
    found = []
    for row in rows:
        row["origins"] = origins.get(row["id"], ())
        gold = json.loads((folder / "gold" / f"{row['id']}.json").read_text("utf-8"))
        found.append(gold_article(row["id"], row, gold))
    return found


def named_origins(file: Path) -> dict[str, tuple[str, ...]]:
    """The origins that the program's own cleaning finds in each article."""
    raws = collect(str(file), datetime(2026, 1, 1, tzinfo=UTC))
    return {one.external_id or "": one.origins for one in (clean(raw) for raw in raws if isinstance(raw, Raw))}


def gold_article(name: str, row: dict, gold: dict) -> GoldArticle:
    """One article: `row` as in `articles.jsonl`, `gold` its annotation."""
    text = row["text"]
    article = Article(
        id=article_id(row.get("url"), name),
        source=Source(row.get("outlet"), name),
        text=text,
        sha256=name,
        title=row.get("title"),
        url=row.get("url"),
        external_id=name,
        published=_date(row.get("published"), None),
        updated=_date(row.get("updated"), None),
        origins=row.get("origins", ()),
    )
    reports, labels = [], {}
    for n, one in enumerate(gold.get("incidents") or []):
        report = _report(article, one, n)
        reports.append(report)
        labels[report.id] = one["id"]
    reports = [_with_conflicts(article, one, gold) for one in reports]
    by_label = {label: key for key, label in labels.items()}
    statements = tuple(_statements(article, gold, by_label))
    return GoldArticle(name, article, tuple(reports), statements, labels)


def members(articles: list[GoldArticle], kin: Kin | None = None) -> Iterator[Member]:
    """Everything as reconciliation takes it."""
    kin = kin or book_kin(articles)
    for one in articles:
        for report in one.reports:
            about = tuple(said for said in one.statements if said.about == report.id)
            yield Member(report, view(report, one.article, kin), facts(one.article), about)


@functools.cache
def book() -> ActorBook:
    """The shipped actor book."""
    return open_actor_book([ROOT / "src/dateline/data/actors"], Path(tempfile.gettempdir()) / "dateline-benchmark")


@functools.cache
def actor_of(name: str) -> str:
    """The book's id for a gold name, or one made from the name."""
    found = book().lookup(name)
    return found[0].actor_id if found else f"x-{fold(name)}"


def book_kin(articles: list[GoldArticle]) -> Kin:
    """Who belongs to whom by the book; gold names in lower case ('unknown gunmen') are descriptions."""
    parts = [part for one in articles for report in one.reports for part in (*report.actors, *report.recipients)]
    kin = kin_of((part.actor_id for part in parts), book().actor)
    described = {part.actor_id for part in parts if part.name[:1].islower()}
    return Kin(kin.wider, kin.generic | described)


def _report(article: Article, one: dict, n: int) -> Report:
    evidence = tuple(_span(article.text, words) for words in one.get("evidence") or []) or (Span(0, 0),)
    kind = EventType(one["type"])
    stance = Stance(one.get("actor_stance") or "unknown")
    return Report(
        id=report_id(article.id, kind, evidence[0].start, evidence[0].end, n),
        article_id=article.id,
        type=kind,
        evidence=evidence,
        mode=one.get("mode"),
        actors=tuple(Participant(actor_of(name), name, None, stance) for name in one.get("actors") or []),
        recipients=tuple(Participant(actor_of(name), name, None) for name in one.get("recipients") or []),
        when=_date(one.get("date_start"), one.get("date_end")),
        where=_place(one),
        country=one.get("country"),
        killed=_count(one.get("killed")),
        injured=_count(one.get("injured")),
        weapon=one.get("weapon"),
        weapon_count=_count(one.get("weapon_count")),
        count=_count(one.get("count")),
        status=Status(one.get("status") or "happened"),
        background=bool(one.get("background")),
        aggregate=bool(one.get("aggregate")),
        confidence=0.9,
    )


def _span(text: str, words: str) -> Span:
    at = max(0, text.find(words))
    return Span(at, min(len(text), at + len(words)))


def _place(one: dict) -> Located | None:
    name = one.get("place") or one.get("admin1")
    if not name:
        return None
    precision = PlacePrecision.TOWN if one.get("place") else PlacePrecision.PROVINCE
    return Located(Place(f"x-{fold(name)}", name, precision, one.get("country"), one.get("admin1")), None)


def _count(value: dict | None) -> CountRange | None:
    if not value or (value.get("low") is None and value.get("high") is None):
        return None
    return CountRange(value.get("low"), value.get("high"))


def _date(start: str | None, end: str | None) -> DateRange | None:
    if not start and not end:
        return None
    try:
        return parse_edtf(f"{start or '..'}/{end}") if end else parse_edtf(start or "")
    except ValueError:
        return None


_FIELDS = {"perpetrator": "actors", "target": "recipients"}


def _with_conflicts(article: Article, one: Report, gold: dict) -> Report:
    """The gold names no incident for a conflict: it belongs to the report whose evidence it shares."""
    found = []
    for conflict in gold.get("conflicts") or []:
        field = _FIELDS.get(conflict["what"], conflict["what"])
        spans = [_span(article.text, words) for words in conflict.get("evidence") or []]
        if not any(mine.overlaps(span) for mine in one.evidence for span in spans):
            continue
        for side in ("a", "b"):
            value = _value(field, conflict[side])
            if value is not None:
                span = spans[0] if side == "a" else spans[-1]
                found.append(Alternative(field, value, span, conflict[f"{side}_source"]))
    return replace(one, alternatives=tuple(found))


def _value(field: str, text: str) -> CountRange | str | None:
    if field in ("killed", "injured", "weapon_count", "count"):
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if text.startswith("no"):
            return CountRange.exactly(0)
        if not numbers:
            return None
        if text.startswith("at least"):
            return CountRange.at_least(numbers[0])
        return (
            CountRange(numbers[0], numbers[1])
            if " to " in text and len(numbers) > 1
            else CountRange.exactly(numbers[0])
        )
    return text if field in ("actors", "recipients", "weapon") else None


def _statements(article: Article, gold: dict, by_label: dict[str, str]) -> Iterator[Statement]:
    for n, one in enumerate(gold.get("statements") or []):
        words = one["evidence"] if isinstance(one["evidence"], str) else one["evidence"][0]
        yield Statement(
            id=f"s-{article.id}-{n}",
            article_id=article.id,
            speaker=Speaker(one["speaker"] or "", actor_of(one["speaker"] or "")),
            act=Act(one["act"]),
            evidence=(_span(article.text, words),),
            organisation=Speaker(one["speaker_org"], actor_of(one["speaker_org"])) if one.get("speaker_org") else None,
            about=by_label.get(one.get("about") or "", one.get("about")),
            when=_date(one.get("date"), None),
        )
