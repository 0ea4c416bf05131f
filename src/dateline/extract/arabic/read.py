"""Happenings and statements of an Arabic or Persian text, sentence by sentence, by the order of its words.

There is no parse. A trigger word tells what; the actor after it (Arabic, verb first) or before it (headlines, Persian)
tells who; numbers beside the words of loss tell how many. All of it has lower confidence than what is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.domain.actor import ActorMention, DateMention, PlaceMention
from dateline.domain.article import Article
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.ids import report_id, stable_id
from dateline.domain.report import Located, Participant, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind, EventType, PlacePrecision, Stance, Status
from dateline.extract.arabic.counts import count_near, number_at
from dateline.extract.arabic.lexicon import ArabicLexicon, Trigger, Word, phrase_at, words_of

_CONFIDENCE = 0.4
_ACTS = {
    "claim": Act.CLAIM_RESPONSIBILITY,
    "deny": Act.DENY,
    "accuse": Act.ACCUSE,
    "condemn": Act.CONDEMN,
    "threaten": Act.THREATEN,
    "say": Act.REPORT,
}
_FINE = [
    PlacePrecision.POINT,
    PlacePrecision.TOWN,
    PlacePrecision.DISTRICT,
    PlacePrecision.PROVINCE,
    PlacePrecision.REGION,
    PlacePrecision.COUNTRY,
]
_VERB_LAST = frozenset({"fa", "ur", "ckb", "ps"})
_REACH_AFTER = 6  # words between a verb and its doer or object
_VICTIM_KINDS = frozenset({ActorKind.OTHER, ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_GROUP, ActorKind.PERSON})


@dataclass(frozen=True, slots=True)
class _Met:
    """A trigger met: where among the words, and what it does."""

    start: int
    end: int
    trigger: Trigger


@dataclass(slots=True)
class _Sentence:
    span: Span
    words: list[Word]
    met: list[_Met]
    actors: list[ActorMention]
    persian: bool = False
    """Verbs stand last, numbers before what they count."""
    used: set[int] = field(default_factory=set)

    def at(self, mention: ActorMention) -> int:
        """The number of the word at which a mention begins."""
        return sum(1 for word in self.words if word.span.end <= mention.span.start)


def read_arabic(
    article: Article,
    sentences: Sequence[Span],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    lexicon: ArabicLexicon,
) -> tuple[tuple[Report, ...], tuple[Statement, ...]]:
    """The reports and statements of the text, in order."""
    reports: list[Report] = []
    statements: list[Statement] = []
    for span in sentences:
        words = words_of(article.text, span)
        met = list(_triggers(words, lexicon))
        if not met:
            continue
        named = [a for a in actors if span.contains(a.span)]
        here = _Sentence(span, words, met, named, persian=article.language in _VERB_LAST)
        before = len(reports)
        report = _happening(article, here, places, dates, lexicon)
        if report:
            _add(reports, report)
        _speech(article, here, reports, before, statements)
    return tuple(reports), tuple(statements)


def _triggers(words: Sequence[Word], lexicon: ArabicLexicon) -> Iterable[_Met]:
    at = 0
    while at < len(words):
        found = phrase_at(words, at, lexicon.triggers)
        if found:
            yield _Met(at, at + found[1], lexicon.triggers[found[0]])
            at += found[1]
        else:
            at += 1


def _happening(
    article: Article,
    here: _Sentence,
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    lexicon: ArabicLexicon,
) -> Report | None:
    """One report for a sentence's happening; words of loss fill its counts."""
    events = [
        met for met in here.met if met.trigger.does == "event" and not _is_known_deed(article, here, met, lexicon)
    ]
    losses = [met for met in here.met if met.trigger.does in ("killed", "injured")]
    threatened = any(met.trigger.does == "threaten" and met.end <= e.start for met in here.met for e in events[:1])
    if threatened or (not events and not losses):
        return None
    first = min((*events, *losses), key=lambda met: met.start)
    kind = events[0].trigger.type if events else EventType.ASSAULT
    modes = [met.trigger.mode for met in events if met.trigger.mode and met.trigger.type is kind]
    counts = _losses(here, losses, lexicon)
    weapon, weapon_count, implied = _weapon(here, lexicon)
    status = _status(here, first, lexicon)
    evidence = here.span
    doers, victims = _parties(here, events, losses)
    found = Report(
        id=report_id(article.id, str(kind), evidence.start, evidence.end),
        article_id=article.id,
        type=kind or EventType.ASSAULT,
        evidence=(evidence,),
        mode=(modes[-1] if modes else implied) if kind is EventType.ASSAULT or modes else None,
        actors=doers,
        recipients=victims,
        when=_when(here.span, dates),
        where=_where(here.span, places, doers),
        killed=counts.get("killed"),
        injured=counts.get("injured"),
        weapon=weapon if kind is EventType.ASSAULT else None,
        weapon_count=weapon_count if kind is EventType.ASSAULT else None,
        status=status,
        confidence=_CONFIDENCE if events else _CONFIDENCE - 0.1,
        rules=("arabic words", *(f"{met.trigger.does}: {_quote(article, here, met)}" for met in (*events, *losses))),
    )
    country = found.where.place.country if found.where else None
    return replace(found, country=country)


def _quote(article: Article, here: _Sentence, met: _Met) -> str:
    return article.text[here.words[met.start].span.start : here.words[met.end - 1].span.end]


def _is_known_deed(article: Article, here: _Sentence, met: _Met, lexicon: ArabicLexicon) -> bool:
    """'تبنى ... الهجوم': the claim is about an attack told before, not a second one."""
    text = _quote(article, here, met)
    speaks = any(m.trigger.does in ("claim", "deny", "accuse", "condemn") and m.end <= met.start for m in here.met)
    definite = text.startswith(("ال", "لل", "بال", "وال")) or "این" in text
    return speaks and definite and lexicon.is_in("known_deed", here.words[met.start].text)


def _losses(here: _Sentence, losses: Sequence[_Met], lexicon: ArabicLexicon) -> Mapping[str, CountRange]:
    found: dict[str, CountRange] = {}
    for number, met in enumerate(losses):
        stop = losses[number + 1].start if number + 1 < len(losses) else len(here.words)
        if _denied_word(here, met, lexicon):
            found.setdefault(met.trigger.does, CountRange.exactly(0))
            continue
        place = (met.start, met.end, stop)
        count = count_near(here.words, place, lexicon, here.used, before_first=here.persian)
        if isinstance(count, CountRange):
            found.setdefault(met.trigger.does, count)
    return found


def _denied_word(here: _Sentence, met: _Met, lexicon: ArabicLexicon) -> bool:
    """'دون إصابات': explicitly none."""
    before, after = here.words[max(0, met.start - 2) : met.start], here.words[met.end : met.end + 1]
    if any(word.text in lexicon.lists["neg_after"] for word in after):
        return True
    return any(word.text in lexicon.lists["not"] for word in before)


def _weapon(here: _Sentence, lexicon: ArabicLexicon) -> tuple[str | None, CountRange | None, str | None]:
    modes = {
        "rocket": "heavy-weapons", "missile": "heavy-weapons", "artillery": "heavy-weapons", "mortar": "heavy-weapons",
        "drone": "drone", "IED": "explosives", "car bomb": "explosives", "suicide vest": "suicide-attack",
        "airstrike": "aerial", "small arms": "firearms", "grenade": "explosives", "mine": "explosives",
    }  # fmt: skip
    for at in range(len(here.words)):
        found = phrase_at(here.words, at, lexicon.weapons)
        if not found:
            continue
        kind = lexicon.weapons[found[0]]
        count = CountRange.exactly(2) if here.words[at].text in lexicon.lists["two_weapons"] else None
        for back in (at - 1, at - 2):
            number = number_at(here.words, back, lexicon) if back >= 0 and count is None else None
            if number and back not in here.used and back + number[1] == at and kind in ("rocket", "missile", "drone"):
                count = CountRange.exactly(number[0])
                break
        return kind, count, modes.get(kind)
    return None, None, None


def _status(here: _Sentence, first: _Met, lexicon: ArabicLexicon) -> Status:
    ahead = here.words[: first.start]
    if any(met.trigger.does == "deny" and met.end <= first.start for met in here.met):
        return Status.DENIED
    for at in range(len(ahead)):
        if phrase_at(ahead, at, dict.fromkeys(lexicon.lists["possible"])):
            return Status.HYPOTHETICAL
        if phrase_at(ahead, at, dict.fromkeys(lexicon.lists["planned"])):
            return Status.PLANNED
    return Status.HAPPENED


def _parties(
    here: _Sentence, events: Sequence[_Met], losses: Sequence[_Met]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Doers and those it is done to: the claimer; else the actor beside the event; the others among those hit."""
    claims = [met for met in here.met if met.trigger.does == "claim"]
    doer, stance, why = None, Stance.STATED, ""
    if claims:
        doer, stance, why = _beside(here, claims[0]), Stance.CLAIMED, "claims it"
    elif events:
        doer, why = _doer(here, events[0], losses), "stands beside the deed"
    doers = (Participant(doer.actor_id, doer.name, doer.span, stance, why),) if doer else ()
    speakers = {_beside(here, met) for met in here.met if met.trigger.does in ("say", "deny", "condemn", "accuse")}
    hit = [a for a in here.actors if a is not doer and a not in speakers and a.kind in _VICTIM_KINDS]
    victims = tuple(Participant(a.actor_id, a.name, a.span, Stance.STATED, "named with the deed") for a in hit[:3])
    return doers, victims


def _doer(here: _Sentence, event: _Met, losses: Sequence[_Met]) -> ActorMention | None:
    """The first actor after the trigger within reach, in front of words of loss and 'على'; else the last one before."""
    people = [a for a in here.actors if a.kind is not ActorKind.PLACE]
    after = [a for a in people if event.start <= here.at(a) <= event.end + 1]
    if after and not _is_target(here, event, after[0]):
        return after[0]
    first_loss = min((met.start for met in losses), default=len(here.words))
    before = [a for a in people if here.at(a) < min(event.start, first_loss)]
    if not before or any(met.trigger.does == "say" and met.end <= event.start for met in here.met):
        return None
    near = before[0] if here.persian else before[-1]
    return near if here.persian or event.start - here.at(near) <= _REACH_AFTER else None


def _is_target(here: _Sentence, event: _Met, mention: ActorMention) -> bool:
    between = here.words[event.end : here.at(mention)]
    verbs = ("استهدف", "ستهدف", "اغتيال", "اغتيل", "اعتقال", "هدف", "قبض")
    trigger = " ".join(word.text for word in here.words[event.start : event.end])
    return any(verb in trigger for verb in verbs) or any(word.text in ("علي", "ضد", "به", "عليه") for word in between)


def _beside(here: _Sentence, met: _Met) -> ActorMention | None:
    """Who speaks: the actor just before the verb (headlines, Persian), else the first one after it."""
    before = [a for a in here.actors if 0 < met.start - here.at(a) <= _REACH_AFTER]
    if before and not any(
        other.end <= met.start and here.at(before[-1]) < other.start for other in here.met if other is not met
    ):
        return before[-1]
    after = [
        a
        for a in here.actors
        if 0 <= here.at(a) - met.end <= _REACH_AFTER
        and not any(word.text in ("ان", "بان", "كه", "انه", "انها") for word in here.words[met.end : here.at(a)])
    ]
    return after[0] if after else (before[-1] if before else None)


def _speech(article: Article, here: _Sentence, reports: list[Report], before: int, statements: list[Statement]) -> None:
    """Statements of the sentence; claims and accusations without a deed of their own go to the last report."""
    claimed = any(met.trigger.does == "claim" for met in here.met)
    told: set[tuple[Act, str]] = set()
    for met in here.met:
        act = _ACTS.get(met.trigger.does)
        speaker = _beside(here, met) if act else None
        if act is None or speaker is None or (act, speaker.name) in told or (claimed and act is Act.REPORT):
            continue
        told.add((act, speaker.name))
        about = None
        later = [a for a in here.actors if a.span.start > speaker.span.end and here.at(a) >= met.end]
        if act is Act.ACCUSE and later:
            about = later[0].actor_id
            _give(reports, later[0], Stance.BLAMED, f"accused by {speaker.name}")
        if act is Act.CLAIM_RESPONSIBILITY:
            if len(reports) == before:
                _give(reports, speaker, Stance.CLAIMED, "claims it")
            about = reports[-1].id if reports else None
        statements.append(
            Statement(
                id=stable_id("s", (article.id, act, here.span.start, met.start)),
                article_id=article.id,
                speaker=Speaker(speaker.name, speaker.actor_id if speaker.known else None, speaker.span),
                act=act,
                evidence=(here.span,),
                about=about,
                cue=here.words[met.start].span,
                confidence=_CONFIDENCE,
                rules=("arabic words",),
            )
        )


def _give(reports: list[Report], who: ActorMention, stance: Stance, why: str) -> None:
    """Name a doer of the article's last attack, if it has none or this one already."""
    for at in range(len(reports) - 1, -1, -1):
        report = reports[at]
        if report.type is EventType.ASSAULT:
            if all(part.actor_id != who.actor_id for part in report.actors):
                part = Participant(who.actor_id, who.name, who.span, stance, why)
                reports[at] = replace(report, actors=(*report.actors, part))
            return


def _when(span: Span, dates: Sequence[DateMention]) -> DateRange | None:
    return next((d.when for d in dates if span.contains(d.span) and d.when and d.kind == "point"), None)


def _where(span: Span, places: Sequence[PlaceMention], doers: Sequence[Participant]) -> Located | None:
    """The first place of the sentence below a province: Arabic goes from the fine to the coarse; else the finest."""
    here = [p for p in places if span.contains(p.span) and not any(d.span and d.span.overlaps(p.span) for d in doers)]
    if not here:
        return None
    coarse = _FINE.index(PlacePrecision.PROVINCE)
    best = min(here, key=lambda p: (max(_FINE.index(p.place.precision), coarse - 1), p.span.start))
    return Located(best.place, best.span)


def _add(reports: list[Report], report: Report) -> None:
    """A second sentence without its own place and day goes on telling the first: its counts fill what is missing."""
    for at in range(len(reports) - 1, -1, -1):
        known = reports[at]
        goes_on = report.when is None and report.where is None
        if known.type is report.type and goes_on and known.status is report.status:
            reports[at] = replace(
                known,
                killed=known.killed or report.killed,
                injured=known.injured or report.injured,
                weapon=known.weapon or report.weapon,
                weapon_count=known.weapon_count or report.weapon_count,
                actors=known.actors or report.actors,
                recipients=known.recipients or report.recipients,
                evidence=(*known.evidence, *report.evidence),
                rules=(*known.rules, *report.rules),
            )
            return
    reports.append(report)
