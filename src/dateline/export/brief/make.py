"""From the record to a brief: numbered sources, cited values, disputes, actors by stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.domain.actor import Place
from dateline.domain.article import Article
from dateline.domain.dates import DateRange
from dateline.domain.incident import Evidence, GivenValue, Incident
from dateline.domain.report import FieldValue, Report, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, Stance, Status
from dateline.export.brief.model import (
    ActorRow,
    Brief,
    Cited,
    Dispute,
    Fact,
    IncidentEntry,
    KeyFigure,
    Quote,
    SourceLine,
)
from dateline.export.brief.words import ACT_WORDS, CREDIBILITY, FIELD_LABELS, STATUS_WORDS, TYPE_WORDS, day_in_words

_SHOWN_FIELDS = ("date", "place", "actors", "recipients", "killed", "injured", "weapon", "weapon_count", "count")
_CLAIMING = {Act.CLAIM_RESPONSIBILITY, Act.DENY, Act.ACCUSE, Act.CONFIRM, Act.CONDEMN}
_QUOTE_LENGTH = 420


@dataclass(slots=True)
class _Sources:
    """Articles numbered in the order in which the brief first cites them."""

    articles: Mapping[str, Article]
    copies: Mapping[str, str]
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, article: str) -> int:
        """The number of an article, given when it is first asked for."""
        return self.numbers.setdefault(article, len(self.numbers) + 1)

    def cite(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """The numbers of the articles that the evidence stands in."""
        return tuple(sorted({self.number(one.article_id) for one in evidence if one.article_id in self.articles}))

    def lines(self) -> tuple[SourceLine, ...]:
        """The list at the end of the brief."""
        return tuple(self._line(article, number) for article, number in self.numbers.items())

    def _line(self, ident: str, number: int) -> SourceLine:
        article = self.articles[ident]
        original = self.copies.get(ident)
        return SourceLine(
            number=number,
            outlet=article.outlet or "unknown outlet",
            title=article.title or "untitled",
            published=day_in_words(article.published) if article.published else "undated",
            url=article.url or article.source_path or article.source.location,
            sha256=article.sha256[:12],
            copy_of=self.numbers.get(original) if original else None,
        )


def make_brief(
    incidents: Sequence[Incident],
    articles: Mapping[str, Article],
    reports: Mapping[str, Report],
    statements: Sequence[Statement],
    copies: Mapping[str, str],
    since: date | None,
    until: date | None,
    today: date,
) -> Brief:
    """The brief of these incidents, given the articles, reports and statements that belong to them.

    `copies` maps the id of a copy to that of its original. The incidents are taken as selected; those without any
    report that is its article's news are listed apart, as recalled.
    """
    sources = _Sources(articles, copies)
    by_report = _statements_by_report(statements)
    ordered = sorted(incidents, key=lambda one: (_sort_day(one.when), one.id))
    news = [one for one in ordered if not one.background_only and not one.aggregate and _counts(one)]
    totals = [one for one in ordered if one.aggregate and not one.background_only]
    recalled = [one for one in ordered if one.background_only and not one.aggregate and _counts(one)]
    entries = {one.id: _entry(one, reports, by_report, sources) for one in (*news, *totals, *recalled)}
    return Brief(
        title="Incident brief",
        period=_period(since, until, news),
        as_of=day_in_words(DateRange.day(today)),
        figures=_figures(news, sources),
        incidents=tuple(entries[one.id] for one in news),
        totals=tuple(entries[one.id] for one in totals),
        recalled=tuple(entries[one.id] for one in recalled),
        actors=_actors(news),
        sources=sources.lines(),
        unknown=_unknown(news),
    )


def _counts(incident: Incident) -> bool:
    return incident.status not in (Status.PLANNED, Status.HYPOTHETICAL)


def _sort_day(when: DateRange | None) -> date:
    if when is None:
        return date.max
    return when.earliest or when.latest or date.max


def _period(since: date | None, until: date | None, news: Sequence[Incident]) -> str:
    days = [day for one in news if one.when for day in (one.when.earliest, one.when.latest) if day]
    first, last = since or min(days, default=None), until or max(days, default=None)
    if first is None or last is None:
        return "no dated incidents"
    return f"{day_in_words(DateRange.day(first))} to {day_in_words(DateRange.day(last))}"


def _statements_by_report(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.about:
            found[statement.about].append(statement)
    return found


def _entry(
    incident: Incident, reports: Mapping[str, Report], said: Mapping[str, list[Statement]], sources: _Sources
) -> IncidentEntry:
    values = dict(incident.values)
    quotes = _quotes(incident, reports, sources)
    return IncidentEntry(
        id=incident.id,
        summary=incident.summary,
        day=day_in_words(incident.when) if incident.when else "no date told",
        sort_day=_sort_day(incident.when).isoformat() if incident.when else "",
        type=TYPE_WORDS[incident.type],
        standing=f"{STATUS_WORDS[incident.status]} {CREDIBILITY[incident.credibility]}",
        corroboration=_corroboration(incident),
        facts=tuple(_facts(incident, values, sources)),
        disputes=tuple(_dispute(one.field, one.values, one.note, sources) for one in incident.disagreements),
        said=tuple(_said(incident, said, sources)),
        quotes=quotes,
        country=incident.country or "",
    )


def _corroboration(incident: Incident) -> str:
    reports, independent = len(incident.reports), incident.independent_sources
    counted = f"{reports} report{'' if reports == 1 else 's'}, {independent} independent"
    return f"{counted}. {incident.credibility_reason}".strip()


def _facts(incident: Incident, values: Mapping[str, Sequence[GivenValue]], sources: _Sources) -> Iterable[Fact]:
    for name in _SHOWN_FIELDS:
        shown = _shown(incident, name)
        if shown:
            given = [one for one in values.get(name, ()) if _same(one.value, shown, name)] or values.get(name, ())
            cited = sources.cite(evidence for one in given for evidence in one.evidence)
            yield Fact(FIELD_LABELS[name], Cited(shown, cited, tuple(sorted({w for g in given for w in g.said_by}))))


def _same(value: FieldValue, shown: str, name: str) -> bool:
    words = in_words(value)
    return words == shown or (name in ("actors", "recipients") and words in shown)


def _shown(incident: Incident, name: str) -> str:
    if name == "date":
        return day_in_words(incident.when) if incident.when else ""
    if name == "place":
        return in_words(incident.where.place) if incident.where else incident.country or ""
    if name in ("actors", "recipients"):
        parts = incident.actors if name == "actors" else incident.recipients
        return ", ".join(part.name + _STANCE_NOTE.get(part.stance, "") for part in parts)
    value = getattr(incident, name)
    return str(value) if value is not None else ""


_STANCE_NOTE = {Stance.CLAIMED: " (claims it)", Stance.BLAMED: " (blamed)"}


def in_words(value: FieldValue) -> str:
    """A value as a reader sees it."""
    if isinstance(value, DateRange):
        return day_in_words(value)
    if isinstance(value, Place):
        return (
            ", ".join(part for part in (value.name, value.admin1, value.country) if part and part != value.admin1)
            if (value.admin1 == value.name)
            else ", ".join(part for part in (value.name, value.admin1, value.country) if part)
        )
    return str(value)


def _dispute(name: str, values: Sequence[GivenValue], note: str, sources: _Sources) -> Dispute:
    cited = [Cited(in_words(one.value), sources.cite(one.evidence), one.said_by) for one in values]
    return Dispute(FIELD_LABELS.get(name, name), tuple(cited), note)


def _said(incident: Incident, said: Mapping[str, list[Statement]], sources: _Sources) -> Iterable[Cited]:
    """Claims, denials and accusations about this incident, each with its chain of channels."""
    seen = set()
    for report in incident.reports:
        for statement in said.get(report, ()):
            if statement.act not in _CLAIMING or statement.article_id not in sources.articles:
                continue
            chain = f" (via {', then '.join(statement.via)})" if statement.via else ""
            words = f"{statement.speaker.name} {ACT_WORDS[statement.act]}{chain}"
            key = (words, statement.article_id)
            if key not in seen:
                seen.add(key)
                yield Cited(words, (sources.number(statement.article_id),))


def _quotes(incident: Incident, reports: Mapping[str, Report], sources: _Sources) -> tuple[Quote, ...]:
    """The clause that tells it, once per article, shortest copies last; at most six."""
    quotes: dict[str, Quote] = {}
    for ident in incident.reports:
        report = reports.get(ident)
        if report is None or report.article_id in sources.copies or report.article_id not in sources.articles:
            continue
        text = _quote(sources.articles[report.article_id], report.evidence[0])
        quotes.setdefault(report.article_id, Quote(text, sources.number(report.article_id)))
    return tuple(list(quotes.values())[:6])


def _quote(article: Article, span: Span) -> str:
    words = " ".join(article.quote(span).split())
    return words if len(words) <= _QUOTE_LENGTH else words[: _QUOTE_LENGTH - 1] + "…"


def _figures(news: Sequence[Incident], sources: _Sources) -> tuple[KeyFigure, ...]:
    disputed = sum(1 for one in news if one.disagreements)
    killed = [one.killed for one in news if one.killed]
    low = sum(count.low or 0 for count in killed)
    high = sum(count.high if count.high is not None else count.low or 0 for count in killed)
    single = sum(1 for one in news if one.independent_sources < 2)
    return (
        KeyFigure("Incidents", str(len(news)), "Single happenings; totals and recalled events are not counted."),
        KeyFigure(
            "Killed",
            str(low) if low == high else f"{low} to {high}",
            "Sum of the shown tolls, lowest and highest; incidents without a toll add nothing.",
        ),
        KeyFigure("Disputed", str(disputed), "Incidents on which sources differ in at least one field."),
        KeyFigure("One origin only", str(single), "Incidents that no second independent origin reports."),
        KeyFigure("Articles", str(len(sources.numbers)), "Cited below; copies are marked."),
    )


def _actors(news: Sequence[Incident]) -> tuple[ActorRow, ...]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    column = {Stance.STATED: 0, Stance.UNKNOWN: 0, Stance.CLAIMED: 1, Stance.BLAMED: 2}
    for one in news:
        for part in one.actors:
            counts[part.name][column[part.stance]] += 1
        for part in one.recipients:
            counts[part.name][3] += 1
    rows = [ActorRow(name, *numbers) for name, numbers in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.total, row.name))[:40])


def _unknown(news: Sequence[Incident]) -> tuple[str, ...]:
    """What is not known, as counts."""
    gaps = [
        (sum(1 for one in news if one.when is None), "without a date"),
        (sum(1 for one in news if one.where is None), "without a place below country level"),
        (sum(1 for one in news if not one.actors), "without a named doer"),
        (sum(1 for one in news if one.status is Status.ALLEGED), "that only a party to the conflict asserts"),
    ]
    return tuple(f"{number} incident{'' if number == 1 else 's'} {what}" for number, what in gaps if number)
