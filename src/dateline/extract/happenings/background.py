"""What an article reports as its news, and what it only recalls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.domain.actor import DateMention
from dateline.domain.article import Article
from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import ASSERTED_STATUSES, EventType, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.happenings.pointing import told_ago
from dateline.extract.mentions.mention import EventMention
from dateline.extract.syntax.clause import counting_top

_FRESH = timedelta(days=4)
_YESTERDAY = timedelta(days=1)
_LATE = timedelta(days=1)
_LATELY = timedelta(days=31)
"""How old the main happening of the first sentence may be and still be what the article reports."""
_COMES = frozenset({"come", "comes", "came", "coming", "follow", "follows", "followed"})
_UNITS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})
_CARRIED = frozenset({"advcl", "pcomp", "prep", "conj", "xcomp"})
_SCENE_TYPES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
_BEGUN = 3  # days into a month in which 'lately' may mean the month before
_UNDONE = frozenset("will would can could may might must should to do does did".split())
_LEAD = 2  # sentences
_GOES_ON = 2  # passages that tell of one happening
_LONG = 14  # sentences: longer texts are mostly analysis around their news


def mark_background(article: Article, sentences: Sequence[Span], happenings: list[Happening]) -> None:
    """Set `background` on what is recalled: totals, days before the news, the pluperfect, context in long texts."""
    published = article.published or article.updated
    day = published.latest if published is not None else None
    main = _main(happenings, day)
    for happening in happenings:
        cue = _recalled(happening, main, day, len(sentences)) or None
        happening.background = cue is not None
        if cue:
            happening.rules.append(f"recalled: {cue}")
    told = sorted(happenings, key=lambda h: h.evidence[0])
    for number, happening in enumerate(told):
        if happening.date is None and not happening.aggregate:
            before = _right_before(happening, told[:number])
            if before is None or not _of_the_day_of(happening, before, "the day of what was told right before"):
                news = main is not None and main is not happening and not happening.background
                if not (news and main is not None and _of_the_day_of(happening, main, "the day of the news")):
                    _lately(happening, day)


def _right_before(happening: Happening, before: Sequence[Happening]) -> Happening | None:
    """What the same sentence or the one before told of the same scene, on a day of its own."""
    words = set(happening.first.scene.parsed.lower)
    if words & happening.first.scene.lexicon.cues["elsewhere"] or any(part.other for part in happening.parts):
        return None
    near = [h for h in before if 0 <= _sentence(happening) - _sentence(h) <= 1 and h.type in _SCENE_TYPES]
    last = near[-1] if near else None
    if last is None or last.background != happening.background or not last.first.own_date:
        return None
    return last if _of_a_day(last) and last.first.scene.parsed.index >= _sentence(happening) - 1 else None


def _of_the_day_of(happening: Happening, other: Happening, why: str) -> bool:
    """What is told beside a happening, undated, took place on its day as far as we know; whether it was given it."""
    when = other.date.when if other.date is not None else None
    if other.date is None or when is None or when.precision is not DatePrecision.DAY or when.earliest != when.latest:
        return False
    if any(d.when is not None and not d.when.overlaps(when) for d in happening.first.scene.dates):
        return False  # the sentence is about another day: 'talks ended in January after X bombed Y'
    if happening.type not in _SCENE_TYPES or (
        happening.country and other.country and happening.country != other.country
    ):
        return False
    happening.date = replace(other.date, when=replace(when, uncertain=True), reason=why)
    happening.rules.append(why)
    return True


def _lately(happening: Happening, day: date | None) -> None:
    """What news tells as done, of no day and not as past: of the month, unless it has only begun; uncertain."""
    part = happening.first
    if day is None or day.day <= _BEGUN or happening.background or happening.status is not Status.HAPPENED:
        return
    if not part.verbal or _in_passing(part) or _pluperfect(happening) or part.other:
        return
    if any(d.when is not None for d in part.scene.dates) or not _asserts(part):
        return
    month = replace(DateRange.month(day.year, day.month), uncertain=True)
    span = part.scene.parsed.span(part.token, part.token)
    happening.date = DateMention(span, month, "point", "lately, as the news tells it")
    happening.rules.append("lately, as the news tells it")


def _asserts(part: EventMention) -> bool:
    """A finite verb of the past in a main clause, or in what somebody says."""
    parsed = part.scene.parsed
    token = part.token
    while parsed.deps[token] in ("conj", "xcomp"):
        token = parsed.heads[token]
    aux = {parsed.lower[c] for c in parsed.kids(token, "aux")}
    return parsed.deps[token] in ("ROOT", "ccomp") and not aux & _UNDONE and parsed.lower[token] not in _UNDONE


def _sentence(happening: Happening) -> int:
    return happening.first.scene.parsed.index


def _main(happenings: list[Happening], day: date | None) -> Happening | None:
    """The article's own news: the first single happening near its top that is not old, told for itself if any is."""
    top = [
        happening
        for happening in sorted(happenings, key=_sentence)
        if _sentence(happening) <= _LEAD + 2
        and not happening.aggregate
        and happening.status in ASSERTED_STATUSES
        and not _old(happening, day)
        and not _come_after(happening)
    ]
    plain = (happening for happening in top if not _of_a_man(happening, day))
    return next(plain, top[0] if top else _late_news(happenings, day))


def _late_news(happenings: list[Happening], day: date | None) -> Happening | None:
    """'Claimed the attack of two weeks ago', 'the toll of the blast rose': where nothing newer is told first."""
    for happening in sorted(happenings, key=_sentence):
        if _sentence(happening) > 1 or happening.aggregate or _come_after(happening):
            continue
        if _since(happening, day, _LATELY) and happening.status in ASSERTED_STATUSES:
            return happening
    return None


def _of_a_man(happening: Happening, day: date | None) -> bool:
    """'five men suspected of killing a senator': tells who somebody is, unless it is of yesterday or today."""
    when = happening.date.when if happening.date is not None else None
    if day is not None and when is not None and when.earliest is not None and when.earliest >= day - _YESTERDAY:
        return False
    return all(part.verbal and _in_passing(part) for part in happening.parts)


def _old(happening: Happening, day: date | None) -> bool:
    when = happening.date.when if happening.date is not None else None
    fresh = _LATELY if _opens(happening.first) else _FRESH
    return day is not None and when is not None and when.latest is not None and when.latest < day - fresh


def _opens(part: EventMention) -> bool:
    """The main verb of the first sentence, or of what it says somebody said: the news, were it weeks ago."""
    parsed = part.scene.parsed
    said = parsed.deps[part.token] == "ccomp" and parsed.deps[parsed.heads[part.token]] == "ROOT"
    return part.verbal and parsed.index == 0 and (said or parsed.deps[part.token] == "ROOT")


def _come_after(happening: Happening) -> bool:
    """'It comes a week after 44 people were killed', 'two days after the raid': what the news is set after."""
    part = happening.first
    parsed = part.scene.parsed
    for token in [part.token, *parsed.ancestors(part.token)]:
        if parsed.lower[token] == "after" and parsed.deps[token] == "prep":
            after = token
        else:
            after = next(
                (c for c in parsed.kids(token, "mark", "prep") if parsed.lower[c] == "after" and c < token), -1
            )
        if after >= 0:
            counted = [parsed.lower[c] for t in {token, after} for c in parsed.kids(t, "npadvmod") if c < after]
            return parsed.lower[parsed.heads[token]] in _COMES or any(word in _UNITS for word in counted)
    return False


def _recalled(happening: Happening, main: Happening | None, day: date | None, size: int) -> str | None:
    """Why a happening is only recalled, or None when it is news."""
    if happening is main:
        return None
    if happening.aggregate and not (_day_of_news(happening, day) and _plain(happening)):
        return "a total"
    if _come_after(happening):
        return "the news is set after it"
    if _the_matter(happening, day):
        return None
    if _old(happening, day) and not _with_news(happening, main):
        return "its date lies before the news"
    if _sentence(happening) > 0 and not _of_a_day(happening) and all(told_ago(part) for part in happening.parts):
        return "told as past"
    if _looser(happening, main) or (_sentence(happening) > 1 and all(_listed(part) for part in happening.parts)):
        return "it holds for longer than the news"
    if _day_of_news(happening, day) and "day of the series" in happening.rules:
        return None
    dated = _against_news(happening, main, day, size)
    return dated if dated is not None else _told_as_context(happening, main, size)


def _the_matter(happening: Happening, day: date | None) -> bool:
    """What the first sentence speaks of and the article goes on about, were it of last month: a claim, a new toll."""
    told = len(set(happening.evidence))
    if _sentence(happening) > 0 or told < _GOES_ON or any(part.other for part in happening.parts):
        return False
    undated = happening.date is None and not happening.aggregate and told > _GOES_ON
    return undated or _since(happening, day, _LATELY)


def _since(happening: Happening, day: date | None, back: timedelta) -> bool:
    """Dated to a day or a month within so long before the news."""
    when = happening.date.when if happening.date is not None else None
    if when is None or day is None or when.latest is None or when.precision is DatePrecision.YEAR:
        return False
    return when.latest >= day - back


def _looser(happening: Happening, main: Happening | None) -> bool:
    """'Earlier this month', 'this year', 'in January' beside news that has a day."""
    when = happening.date.when if happening.date is not None else None
    if when is None or when.precision is DatePrecision.DAY or happening.date is None:
        return False
    if when.precision is DatePrecision.YEAR:
        return _sentence(happening) > 0
    return main is not None and _of_a_day(main) and not when.uncertain and _sentence(happening) > 0


def _listed(part: EventMention) -> bool:
    """'Is listed as a terrorist organisation', 'has designated the group': so at the time of writing, since long."""
    parsed, verb = part.scene.parsed, part.token
    if part.trigger.mode != "designate" or not part.verbal:
        return False
    return any(parsed.lower[c] in ("is", "are", "has", "have") for c in parsed.kids(verb, "aux", "auxpass"))


def _with_news(happening: Happening, main: Happening | None) -> bool:
    """Of the day of the main happening, though that was weeks ago."""
    when = happening.date.when if happening.date is not None else None
    news = main.date.when if main is not None and main.date is not None else None
    return when is not None and news is not None and when.precision is DatePrecision.DAY and when.overlaps(news)


def _of_a_day(happening: Happening) -> bool:
    when = happening.date.when if happening.date is not None else None
    return when is not None and when.precision is DatePrecision.DAY


def _day_of_news(happening: Happening, day: date | None) -> bool:
    """'A series of attacks took place on Tuesday': several of one fresh day are news as one is."""
    when = happening.date.when if happening.date is not None else None
    if day is None or when is None or not _of_a_day(happening) or when.earliest is None:
        return False
    return day - _FRESH <= when.earliest <= day and (when.latest is None or when.latest <= day)


def _against_news(happening: Happening, main: Happening | None, day: date | None, size: int) -> str | None:
    """The verdict of its day: '' keeps it news whatever else, None leaves it to the words."""
    when = happening.date.when if happening.date is not None else None
    news = main.date.when if main is not None and main.date is not None else None
    if when is None:
        return None
    single = when.precision is DatePrecision.DAY
    if news is not None and when.latest is not None and news.earliest is not None and when.latest < news.earliest:
        near = single and day is not None and when.latest >= day - _LATE and _plain(happening)
        return "" if near else "its date lies before the article's news"
    if news is not None and when.overlaps(news) and (size <= _LONG or single):
        return ""
    told = not any(p.other for p in happening.parts) and not all(_in_passing(part) for part in happening.parts)
    if day is not None and when.latest is not None and single and told:
        return ""
    return "" if _sentence(happening) <= 1 and size > _LONG else None


def _plain(happening: Happening) -> bool:
    """Told for itself: by a verb of its own, not in passing and not in the pluperfect."""
    return not _pluperfect(happening) and not all(_in_passing(part) for part in happening.parts)


def _told_as_context(happening: Happening, main: Happening | None, size: int) -> str | None:
    if any(part.other for part in happening.parts) and not any(_told_in_full(part) for part in happening.parts):
        return "the words set it beside the news"
    if _pluperfect(happening):
        return "told in the pluperfect"
    if main is not None and all(_in_passing(part) for part in happening.parts):
        return "told in passing"
    return "context in a long text" if size > _LONG else None


def _told_in_full(part: EventMention) -> bool:
    """'In another attack gunmen fired on a patrol', 'earlier in the day two died': the main verb of its sentence."""
    parsed = part.scene.parsed
    if not part.verbal or parsed.deps[part.token] not in ("ROOT", "ccomp") or parsed.kids(part.token, "aux"):
        return False
    earlier = [c for c in parsed.kids(part.token, "advmod") if parsed.lower[c] in ("earlier", "previously")]
    return not part.other or any(parsed.kids(c, "prep") for c in earlier)


def _pluperfect(happening: Happening) -> bool:
    part = happening.first
    parsed = part.scene.parsed
    verb = part.token if part.verbal else parsed.heads[part.token]
    return any(parsed.lower[c] == "had" for c in parsed.kids(verb, "aux")) and not _as_said(part, verb)


def _as_said(part: EventMention, verb: int) -> bool:
    """'Police said men had been seized': the pluperfect of what is passed on, not of what lies before the news."""
    parsed = part.scene.parsed
    while parsed.deps[verb] == "conj":
        verb = parsed.heads[verb]
    said = parsed.heads[verb]
    return parsed.deps[verb] == "ccomp" and parsed.lower[said] in part.scene.lexicon.cues["say_verbs"]


def _in_passing(part: EventMention) -> bool:
    """In a relative clause or participle, or as a noun that no verb of doing governs."""
    parsed = part.scene.parsed
    token = part.token
    if part.verbal:
        if parsed.deps[token] == "pcomp" and not part.effect:
            return True
        # "who removed rivals by killing them"
        while parsed.deps[token] in _CARRIED and not (part.effect and parsed.deps[token] == "advcl"):
            token = parsed.heads[token]
        return parsed.deps[token] in ("relcl", "acl")
    token = counting_top(part.scene, token)
    head = parsed.heads[token]
    if parsed.deps[token] == "pobj" and parsed.lower[parsed.heads[head]] in ("is", "are"):
        return False  # 'Parliament, which is under lockdown': so at the time of writing
    if parsed.deps[token] in ("dobj", "nsubj", "nsubjpass", "ROOT", "attr"):
        return parsed.deps[token] == "dobj" and parsed.lower[head] not in part.scene.lexicon.cues["light_verbs"]
    return True
