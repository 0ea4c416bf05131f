"""What an article reports as its news, and what it only recalls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.domain.article import Article
from dateline.domain.dates import DatePrecision
from dateline.domain.text import Span
from dateline.domain.vocabulary import ASSERTED_STATUSES, EventType
from dateline.extract.happening import Happening
from dateline.extract.lexicon import Lexicon
from dateline.extract.mention import EventMention

_FRESH = timedelta(days=4)
_SCENE_TYPES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
_LEAD = 2  # sentences
_LONG = 14  # sentences: longer texts are mostly analysis around their news


def mark_background(article: Article, sentences: Sequence[Span], happenings: list[Happening], lexicon: Lexicon) -> None:
    """Set `background` on what is recalled: totals, days clearly before the news, the pluperfect, context in long texts."""
    published = article.published or article.updated
    day = published.latest if published is not None else None
    main = _main(happenings, sentences, day)
    for happening in happenings:
        cue = _recalled(happening, main, day, len(sentences), lexicon)
        happening.background = cue is not None
        if cue is None:
            _same_scene(happening, main)
        if cue:
            happening.rules.append(f"recalled: {cue}")


def _same_scene(happening: Happening, main: Happening | None) -> None:
    """What the news tells beside its main happening, without a day of its own, took place on that day, as far as we know."""
    if main is None or happening is main or happening.date is not None or main.date is None or happening.aggregate:
        return
    when = main.date.when
    if when is None or when.precision is not DatePrecision.DAY or when.earliest != when.latest:
        return
    if happening.type not in _SCENE_TYPES or (happening.country and main.country and happening.country != main.country):
        return
    happening.date = replace(
        main.date, when=replace(when, uncertain=True), reason="the day of the news it stands beside"
    )
    happening.rules.append("the day of the article's main happening")


def _sentence(happening: Happening) -> int:
    return happening.first.scene.parsed.index


def _main(happenings: list[Happening], sentences: Sequence[Span], day: date | None) -> Happening | None:
    """The article's own news: the first single happening near its top that is not old."""
    for happening in sorted(happenings, key=_sentence):
        if _sentence(happening) > _LEAD + 2 or happening.aggregate or happening.status not in ASSERTED_STATUSES:
            continue
        if _old(happening, day):
            continue
        return happening
    return None


def _old(happening: Happening, day: date | None) -> bool:
    when = happening.date.when if happening.date is not None else None
    return day is not None and when is not None and when.latest is not None and when.latest < day - _FRESH


def _recalled(
    happening: Happening, main: Happening | None, day: date | None, size: int, lexicon: Lexicon
) -> str | None:
    if happening is main:
        return None
    if happening.aggregate:
        return "a total"
    if _old(happening, day):
        return "its date lies before the news"
    when = happening.date.when if happening.date is not None else None
    news = main.date.when if main is not None and main.date is not None else None
    if when is not None and news is not None:
        if when.latest is not None and news.earliest is not None and when.latest < news.earliest:
            return "its date lies before the article's news"
        if when.overlaps(news) and (size <= _LONG or when.precision is DatePrecision.DAY):
            return None
    if day is not None and when is not None and when.latest is not None and not any(p.other for p in happening.parts):
        if when.precision is DatePrecision.DAY and not all(_in_passing(part) for part in happening.parts):
            return None
    if _sentence(happening) <= 1 and size > _LONG and when is not None:
        return None
    if any(part.other for part in happening.parts):
        return "the words set it beside the news"
    if _pluperfect(happening):
        return "told in the pluperfect"
    if main is not None and all(_in_passing(part) for part in happening.parts):
        return "told in passing"
    return "context in a long text" if size > _LONG else None


def _pluperfect(happening: Happening) -> bool:
    part = happening.first
    parsed = part.scene.parsed
    verb = part.token if part.verbal else parsed.heads[part.token]
    return any(parsed.lower[c] == "had" for c in parsed.kids(verb, "aux"))


def _in_passing(part: EventMention) -> bool:
    """In a relative clause or participle, or as a noun that no verb of doing governs."""
    parsed = part.scene.parsed
    token = part.token
    if part.verbal:
        return parsed.deps[token] in ("relcl", "acl") or (parsed.deps[token] == "pcomp" and not part.effect)
    head = parsed.heads[token]
    if parsed.deps[token] in ("dobj", "nsubj", "nsubjpass", "ROOT", "attr"):
        return parsed.deps[token] == "dobj" and parsed.lower[head] not in part.scene.lexicon.cues["light_verbs"]
    return True
