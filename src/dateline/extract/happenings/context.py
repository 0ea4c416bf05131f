"""What a happening takes from its passage: a day told before, the day of the news, the year of what goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.domain.actor import DateMention
from dateline.domain.article import Article
from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.vocabulary import EventType, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.mentions.mention import EventMention
from dateline.extract.syntax.clause import counting_top
from dateline.extract.words.lists import listed

_NEWS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
_LATELY = timedelta(days=31)
_TOP = 3  # sentences that tell the news itself
_EARLY = 3  # days into a month in which 'lately' may mean the month before


def date_from_passage(happenings: list[Happening], article: Article, dates: Sequence[DateMention] = ()) -> None:
    """Fill empty dates: a list that goes on in the next sentence keeps its day; what goes on now is of this year."""
    previous: Happening | None = None
    year = _year(article, dates)
    for happening in sorted(happenings, key=lambda h: h.evidence[0]):
        if happening.date is None and previous is not None and _goes_on(previous, happening, article.text):
            happening.date = previous.date
            happening.rules.append("day anchored in the passage")
            if "day of the series" in previous.rules:
                happening.rules.append("day of the series")
        if happening.date is None:
            _of_this_year(happening, year)
        if happening.date is None:
            _day_of_telling(happening, article)
        if happening.date is None:
            _day_of_news(happening, happenings, article)
        _ahead(happening, article)
        previous = happening if happening.status is Status.HAPPENED else previous


def _year(article: Article, dates: Sequence[DateMention]) -> int | None:
    """The year of writing, or that of 'last week' in an undated article; in January it may be the one before."""
    published = article.published or article.updated
    if published is None or published.latest is None:
        years = (m.when for m in dates if m.when and m.when.uncertain and m.when.precision is DatePrecision.YEAR)
        return next((when.latest.year for when in years if when.latest), None)
    return published.latest.year if published.latest.month > 1 else None


def _day_of_telling(happening: Happening, article: Article) -> None:
    """News told on its day: 'shelling killed eight, officials said on Wednesday' in an article of that Wednesday.

    The day is marked uncertain. Only near the top of the article, for single happenings not told in the pluperfect.
    """
    published = article.published
    part = happening.first
    if (
        published is None
        or published.latest is None
        or happening.aggregate
        or part.scene.parsed.index > 1
        or _past_perfect(happening)
    ):
        return
    if happening.type is not EventType.ASSAULT and happening.type is not EventType.COERCE:
        return
    scene = part.scene
    says = scene.lexicon.cues["say_verbs"]
    for date in scene.dates:
        when, head = date.when, scene.head_of(date.span)
        if when is None or head is None or when.earliest != when.latest or when.latest is None:
            continue
        if not timedelta(0) <= published.latest - when.latest <= timedelta(days=1):
            continue
        if any(scene.parsed.lower[above] in says for above in scene.parsed.ancestors(head)[:2]):
            happening.date = replace(date, when=replace(when, uncertain=True), reason="told on that day")
            happening.rules.append("the day on which it is told")
            return


def _day_of_news(happening: Happening, happenings: Sequence[Happening], article: Article) -> None:
    """What a news article tells at its top without a day is of the day it tells of, else of its own day; uncertain.

    'Has killed' and the like say only that it was lately: the month of publication, not in its first days.
    """
    published, part = article.published, happening.first
    if published is None or published.earliest is None or published.earliest != published.latest:
        return
    if happening.type not in _NEWS or happening.aggregate or happening.status is not Status.HAPPENED:
        return
    if part.background_cue or part.other or _past_perfect(happening):
        return
    if part.scene.parsed.deps[part.token] in ("relcl", "acl") and not _present(part):
        return  # told beside the news: 'a lorry that was found in ...'
    day = published.earliest
    if _perfect(happening) and happening.mode == "arrest" and part.scene.parsed.index > 1 and day.day > _EARLY:
        if "connection" in part.scene.parsed.lower:  # 'have been arrested in connection with the blast'
            span = part.scene.parsed.span(part.token, part.token)
            month = DateRange.month(day.year, day.month)
            happening.date = DateMention(span, month, "point", "lately, by the perfect tense")
            happening.rules.append("lately, by the perfect tense")
        return
    top = [h for h in happenings if h.first.scene.parsed.index <= _TOP and h is not happening]
    if part.scene.parsed.index > _TOP and not _of_the_same_men(happening, top):
        return
    told = [h.date.when for h in top if h.date is not None and h.date.when is not None]
    told = [when for when in told if when.latest is None or when.latest >= day - _LATELY]  # not what is only recalled
    if told and not (_leads(part) and all(when.latest and when.latest < day for when in told)):
        first = told[0]
        lately = first.earliest == first.latest and first.latest is not None
        if not lately or not timedelta(0) <= day - first.latest <= timedelta(days=1):  # type: ignore[operator]
            return
        when, why = replace(first, uncertain=True), "of the day of the news"
    elif part.scene.parsed.index > 1:
        return
    elif _perfect(happening):
        again = {part.scene.parsed.lower[t] for s in part.clause.subjects for t in part.scene.parsed.subtree(s)}
        if day.day <= _EARLY or again & listed("once_more"):  # a whole month would take in the earlier one, too
            return
        when, why = DateRange.month(day.year, day.month), "lately, by the perfect tense"
    else:
        when, why = replace(published, uncertain=True), "told as the news of the day"
    span = part.scene.parsed.span(part.token, part.token)
    happening.date = DateMention(span, when, "point", why)
    happening.rules.append(why)


def _leads(part: EventMention) -> bool:
    """The main verb of the article's first sentence, in the simple past: the news itself."""
    parsed = part.scene.parsed
    return (
        part.verbal and parsed.index == 0 and parsed.deps[part.token] == "ROOT" and not parsed.kids(part.token, "aux")
    )


def _present(part: EventMention) -> bool:
    """'Parliament, which is under lockdown': so at the time of writing."""
    parsed = part.scene.parsed
    near = {part.token, parsed.heads[part.token]}
    return any(parsed.lower[c] in ("is", "are") for token in near for c in [token, *parsed.children[token]])


def _of_the_same_men(happening: Happening, top: Sequence[Happening]) -> bool:
    """The end of the gunman whom the news is about: a person who acted in it is killed, in the same article."""
    if happening.type is not EventType.ASSAULT or not any(p.person for p in happening.recipients):
        return False
    named = {p.name.split()[-1].lower() for p in happening.recipients if p.person and p.name}
    attacks = [h for h in top if h.type is EventType.ASSAULT and h.date is not None]
    return any(p.person and p.name and p.name.split()[-1].lower() in named for h in attacks for p in h.actors)


def _ahead(happening: Happening, article: Article) -> None:
    """What is dated after the day of publication has not happened yet."""
    published = article.published or article.updated
    when = happening.date.when if happening.date is not None else None
    if published is None or published.latest is None or when is None:
        return
    by_then = when.earliest is None and when.latest is not None and when.latest > published.latest
    wanted = by_then and any(
        "status" in part.trigger.flags for part in happening.parts
    )  # 'withdrawal by the end of 2021'
    if happening.status is Status.HAPPENED and (wanted or (when.earliest and when.earliest > published.latest)):
        happening.status = Status.PLANNED
        happening.rules.append("planned: its date lies ahead")


def _goes_on(previous: Happening, happening: Happening, text: str) -> bool:
    """The next sentence of the same paragraph tells more of the same kind against the same kind of target."""
    if previous.date is None or previous.date.kind != "point" or previous.type is not happening.type:
        return False
    if previous.date.when is not None and previous.date.when.precision is DatePrecision.YEAR:
        return False
    first, second = previous.first.scene.parsed, happening.first.scene.parsed
    if not 0 <= second.index - first.index <= 1 or "\n" in text[first.sentence.start : second.sentence.start]:
        return False
    if _perfect(happening):
        return False
    listed = "day of the series" in previous.rules
    if any(part.other for part in happening.parts):
        return listed
    return listed or bool(_targets(previous) & _targets(happening))


def _targets(happening: Happening) -> set[str]:
    return {p.actor_id or p.name.lower().split()[-1] for p in happening.recipients if p.name and p.kind != "place"}


def _perfect(happening: Happening) -> bool:
    parsed = happening.first.scene.parsed
    verb = happening.first.token if happening.first.verbal else parsed.heads[happening.first.token]
    return any(parsed.lower[c] in ("has", "have", "had") for c in parsed.kids(verb, "aux"))


def _past_perfect(happening: Happening) -> bool:
    parsed = happening.first.scene.parsed
    verb = happening.first.token if happening.first.verbal else parsed.heads[happening.first.token]
    return any(parsed.lower[c] == "had" for c in parsed.kids(verb, "aux"))


def _of_this_year(happening: Happening, year: int | None) -> None:
    """'Attacks continue', 'have been demonstrating', 'a new wave of attacks': of the year of publication."""
    if year is None:
        return
    part = happening.first
    if not _goes_on_now(part, happening.aggregate):
        return
    span = part.scene.parsed.span(part.token, part.token)
    happening.date = DateMention(span, DateRange.year(year), "point", "goes on at the time of writing")
    happening.rules.append("of the year of publication: it goes on")


def _goes_on_now(part: EventMention, total: bool) -> bool:
    """A progressive, or a cue word beside a total; 'ongoing talks' need no total."""
    parsed, cues = part.scene.parsed, part.scene.lexicon.cues["ongoing"]
    nouns = {part.token, part.token if part.verbal else counting_top(part.scene, part.token)}
    near = {parsed.lower[c] for noun in nouns for c in parsed.children[noun]}
    head = parsed.heads[part.token]
    verb = part.token if part.verbal else head
    if any(parsed.lower[c] in ("had", "was", "were") for c in parsed.kids(verb, "aux")):
        return False
    progressive = parsed.lower[verb].endswith("ing") and any(
        parsed.lower[c] in ("been", "are", "is", "being") for c in parsed.kids(verb, "aux", "auxpass")
    )
    helpers = {parsed.lower[c] for c in parsed.kids(verb, "auxpass", "aux")}
    passive_now = part.verbal and "being" in helpers and bool(helpers & {"is", "are"})
    if near & {"ongoing", "current"} or (part.verbal and progressive) or passive_now:
        return True
    near |= {parsed.lower[head], *(parsed.lower[c] for c in parsed.children[head])}
    return total and bool(
        near & cues or progressive or (near & listed("at_regular_times") and near & listed("still_going_on"))
    )
