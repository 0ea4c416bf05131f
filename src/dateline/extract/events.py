"""From an article's parses and mentions to its reports of happenings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from dateline.domain.actor import ActorMention, DateMention, PlaceMention
from dateline.domain.article import Article
from dateline.domain.counts import CountRange
from dateline.domain.report import Report
from dateline.domain.text import Span
from dateline.domain.vocabulary import Status
from dateline.extract.happenings.assemble import to_reports
from dateline.extract.happenings.background import mark_background
from dateline.extract.happenings.claims import read_claims
from dateline.extract.happenings.complete import complete
from dateline.extract.happenings.context import date_from_passage
from dateline.extract.happenings.happening import Happening, absorb, happening_of, settle
from dateline.extract.happenings.join import find_partner
from dateline.extract.happenings.organs import organs
from dateline.extract.happenings.rising import read_rising_tolls
from dateline.extract.happenings.same_doer import same_doers
from dateline.extract.happenings.setting import fill_countries
from dateline.extract.happenings.spread import spread
from dateline.extract.happenings.suspects import name_described, name_lone_attackers, read_suspects
from dateline.extract.happenings.tellings import read_tellings
from dateline.extract.happenings.whereabouts import fill_places
from dateline.extract.mentions.cluster import clusters
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.reading import read_scene
from dateline.extract.mentions.sites import attach_same_place
from dateline.extract.parties.bodies import Bodies
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.parse import Parsed
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lexicon import Lexicon, load_lexicon
from dateline.extract.words.lists import listed
from dateline.extract.words.triggers import Hit, find_triggers, fold

# 'Police identified the gunman as X': who it was, told beside the deed.
_NAMED_AS = re.compile(
    r"\b(?:identified|named)\b[^.\n]{0,60}? as [A-Z]|\b(?:was|were|been) (?:identified|named) as\b"
    r"|\b[Tt]he [a-z]{3,14}, [A-Z][a-z'-]+ [A-Z][\w'-]+,"
)
_LONGEST = 4000  # characters: longer runs without a stop are tables or rubbish, not sentences
_HEADING = 24  # characters: a heading ('Attacks on Israel') names a matter, it tells nothing
_MARKS = ".,;:!?\"'“”()"
_NONE = CountRange(0, 0)
M = TypeVar("M", ActorMention, PlaceMention, DateMention, Hit)


def sentences_to_parse(
    article: Article, sentences: Sequence[Span], actors: Sequence[ActorMention], lexicon: Lexicon
) -> tuple[tuple[int, Span], ...]:
    """The sentences that can hold an event, a claim or a toll: those with a trigger, or a cue word beside an actor."""
    text = article.text
    hits = find_triggers(text, lexicon)
    triggered = {_number(sentences, hit.span.start) for hit in hits}
    with_actor = {_number(sentences, mention.span.start) for mention in actors}
    cues = lexicon.cues["blame_verbs"] | lexicon.cues["claim_verbs"]
    triggered |= {_number(sentences, found.start()) for found in _NAMED_AS.finditer(text)}
    wanted = []
    for index, span in enumerate(sentences):
        if len(span) > _LONGEST:
            continue
        if index not in triggered:
            told = fold(span.quote(text)).split() if index in with_actor else []
            words = {word.strip(_MARKS) for word in told}
            doers = listed("unknown_doers") & words and (listed("held_to_be") | listed("member_words")) & words
            if not (cues | listed("tied_to_a_deed")) & words and not doers:
                continue
        wanted.append((index, span))
    return tuple(wanted)


def _number(sentences: Sequence[Span], offset: int) -> int:
    return bisect_left(sentences, offset + 1, key=lambda span: span.start) - 1


def find_reports(
    article: Article,
    sentences: Sequence[Span],
    parses: Sequence[Parsed],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    lexicon: Lexicon | None = None,
    bodies: Bodies | None = None,
) -> tuple[Report, ...]:
    """The reports of an article, in the order in which it tells them.

    Args:
        article: the article; every span of a report points into its text.
        sentences: all its sentences.
        parses: the parsed ones, in order; pieces of one sentence share its number.
        actors: resolved mentions of actors.
        places: resolved mentions of places.
        dates: resolved date expressions.
        lexicon: the word lists; the shipped ones when not given.
        bodies: the organs of states, as the actor book knows them; none when not given.
    """
    words = lexicon or load_lexicon()
    discourse = Discourse(actors, sentences, words, bodies)
    known: list[Happening] = []
    for scene in scenes(article.text, parses, actors, places, dates, words):
        mentions = [m for m in read_scene(scene, discourse) if not m.negated]
        attach_same_place(mentions, last_place(known))
        for group in clusters(scene, mentions):
            _take_in(group, scene, known)
        read_claims(scene, discourse, known)
        read_suspects(scene, known)
    name_lone_attackers(known, discourse)
    name_described(known, discourse)
    for happening in known:
        settle(happening)
    complete(known, discourse)
    read_rising_tolls(article.text, sentences, known, words)
    read_tellings(article.text, sentences, known, actors, words)
    for happening in known:
        spread(happening)
    fill_countries(known, article.text, places, actors)
    same_doers(known, discourse)
    organs(known, discourse, words)
    date_from_passage(known, article, dates)
    mark_background(article, sentences, known)
    fill_places(known, places)
    return to_reports(article, [h for h in known if worth_reporting(h)])


def scenes(
    text: str,
    parses: Sequence[Parsed],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    lexicon: Lexicon,
) -> list[Scene]:
    """The parses with the mentions that lie inside each."""
    hits = find_triggers(text, lexicon)
    sorted_actors = sorted(actors, key=lambda m: m.span)
    sorted_places = sorted(places, key=lambda m: m.span)
    sorted_dates = sorted(dates, key=lambda m: m.span)
    found = []
    for order, parsed in enumerate(parses):
        if not len(parsed):
            continue
        span = Span(parsed.starts[0], parsed.ends[-1])
        found.append(
            Scene(
                parsed,
                text,
                lexicon,
                _inside(sorted_actors, span),
                _inside(sorted_places, span),
                _inside(sorted_dates, span),
                _inside(hits, span),
                order,
            )
        )
    return found


def _inside(mentions: Sequence[M], span: Span) -> list[M]:
    first = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    last = bisect_left(mentions, span.end, key=lambda m: m.span.start)
    return list(mentions[first:last])


def _take_in(group: list, scene: Scene, known: list[Happening]) -> None:  # type: ignore[type-arg]
    """Make a happening of a sentence's group and join it to one told before, or add it."""
    evidence = scene.parsed.sentence
    lead = max(group, key=lambda m: (not m.effect, m.strength))
    made = happening_of(lead, evidence)
    for mention in group:
        if mention is not lead:
            absorb(made, mention, evidence)
    partner = find_partner(made, known)
    if partner is not None:
        old, fit = partner
        for mention in made.parts:
            absorb(old, mention, evidence)
        old.rules.append(f"joined: {', '.join(fit.reasons)}")
        return
    if known and _similar(lead) and made.type is known[-1].type and made.weapon is None:
        made.weapon, made.mode = known[-1].weapon, made.mode or known[-1].mode
        made.rules.append("the same means as the one before: 'similar'")
    known.append(made)


def _similar(mention: EventMention) -> bool:
    parsed = mention.scene.parsed
    return any(parsed.lower[c] in ("similar", "same") for c in parsed.kids(mention.token, "amod"))


def _nobody_hurt(happening: Happening) -> bool:
    """'No soldiers were killed': alone, it tells of no attack."""
    none = happening.killed == _NONE and happening.injured in (None, _NONE)
    none = none or (happening.injured == _NONE and happening.killed is None)
    return none and all(part.verbal and part.effect in ("kill", "injure") for part in happening.parts)


def last_place(known: list[Happening]) -> PlaceMention | None:
    """The place of the happening told last, of those that have one."""
    return next((h.place for h in reversed(known) if h.place is not None), None)


def worth_reporting(happening: Happening) -> bool:
    """Whether enough is told to stand as a report: a party, a day, a place, a number; weak words need more."""
    strength = sum(part.strength for part in happening.parts)
    if (
        happening.status is Status.ALLEGED
        and happening.aggregate
        and not any(p.known or p.kind in ("place", "facility") for p in happening.recipients)
    ):
        return False
    told = happening.date or happening.place or happening.killed
    if happening.status is Status.DENIED and not told:
        return False  # 'the militia denied targeting civilians': a statement, no happening that anybody tells
    if _nobody_hurt(happening):
        return False
    if happening.first.trigger.alone:
        return True
    if happening.first.scene.parsed.sentence.end - happening.first.scene.parsed.sentence.start < _HEADING:
        return False
    if all(part.trigger.weak for part in happening.parts):
        return strength >= 3
    if not happening.first.verbal and happening.first.anaphoric and happening.strength <= 1:
        return False
    return strength >= 2 or (strength >= 1 and not all(not part.verbal for part in happening.parts))
