"""How an article is read: a visible list of named steps, each a plain function from what is known so far to more.

The stages never import each other; they meet here, through domain values.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from dateline.domain.actor import ActorCandidate
from dateline.domain.article import Article, Failure
from dateline.domain.report import Reading
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.errors import DatelineError
from dateline.extract import arabic, disputes, events, relations, statements
from dateline.extract.syntax.parse import DEFAULT_MODEL, Parsed, load_parser
from dateline.extract.words import relevance, sentences, truecase
from dateline.extract.words.lexicon import Lexicon, load_lexicon
from dateline.knowledge.actor_book import ActorBook, data_files, open_actor_book
from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer
from dateline.resolve.actors import choose_actors
from dateline.resolve.dates import find_dates
from dateline.resolve.identities import identify_unknown
from dateline.resolve.places import resolve_places
from dateline.resolve.written import day_of_writing

_ALSO_PLACES = frozenset({ActorKind.STATE, ActorKind.PLACE, ActorKind.FACILITY})

_LEADS = frozenset({RelationKind.LEADS, RelationKind.FORMER_LEADER_OF})
DATA = Path(__file__).parent / "data"
READER = "4"
"""Raised when reading changes, so that a workspace knows which articles a newer reader has not read."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that reading needs to know about the world and the language."""

    book: ActorBook
    gazetteer: Gazetteer
    lexicon: Lexicon
    heads: Mapping[str, ActorKind]
    model: str = DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading under way: what is found so far, and the parses that later steps share.

    `in_full` is False for an article that is not about conflict: only its parsed sentences are read further.
    """

    reading: Reading
    parses: tuple[Parsed, ...] = ()
    in_full: bool = True

    @property
    def article(self) -> Article:
        """The article that is read."""
        return self.reading.article


class Step(NamedTuple):
    """A named step and the steps it builds on."""

    name: str
    run: Callable[[Draft], Draft]
    after: tuple[str, ...] = ()


def reading_steps(know: Knowledge, reports_only: bool = False) -> tuple[Step, ...]:
    """How an article is read: one line, one step; `reports_only` leaves out statements and relations."""
    steps = _all_steps(know, reports_only)
    return tuple(
        step for step in steps if not (reports_only and step.name in ("statements", "stances", "disputes", "relations"))
    )


def _all_steps(know: Knowledge, reports_only: bool) -> tuple[Step, ...]:
    return (
        Step("print", partial(ordinary_print, know=know)),
        Step("sentences", split, after=("print",)),
        Step("actors", partial(find_who, know=know), after=("sentences",)),
        Step("places", partial(find_where, know=know), after=("actors",)),
        Step("parses", partial(parse, know=know, reports_only=reports_only), after=("actors",)),
        Step("dates", find_when, after=("parses",)),
        Step("reports", partial(find_what, know=know), after=("dates", "actors", "places", "parses")),
        Step("statements", find_said, after=("reports",)),
        Step("stances", weigh, after=("statements",)),
        Step("disputes", set_against, after=("statements",)),
        Step("relations", partial(find_ties, know=know), after=("actors", "places", "dates")),
        Step("identities", partial(identify, know=know), after=("reports", "statements", "relations")),
    )


def reader_name(more_actors: Iterable[Path] = ()) -> str:
    """This reader with these packs of further actors: a new name or a corrected one makes another reader.

    The shipped packs count with `READER`, which is raised when they change.
    """
    digest = hashlib.sha256()
    count = 0
    for file in data_files(more_actors):
        if not file.stem.startswith(("rejected", "sources")):
            digest.update(f"{file.name}\x1f".encode() + file.read_bytes() + b"\x1e")
            count += 1
    return f"{READER}+{digest.hexdigest()[:12]}" if count else READER


def read(article: Article, steps: Iterable[Step], reader: str = READER) -> Reading | Failure:
    """Run the steps; an expected error becomes a Failure, a bug stays loud and says where it was."""
    draft = Draft(Reading(article, reader=reader))
    for step in steps:
        try:
            draft = step.run(draft)
        except DatelineError as error:
            return Failure(article.source.location, step.name, str(error))
        except Exception as bug:
            bug.add_note(f"in step {step.name!r} of article {article.id} ({article.source.location})")
            raise
    return replace(draft.reading, article=article)  # as printed, not as read


def ordinary_print(draft: Draft, know: Knowledge) -> Draft:
    """Read a wire printed in capitals, or in lines of a fixed width, as ordinary print; no letter changes its place."""
    text = sentences.unwrapped(draft.article.text)
    cased = truecase.truecase(text, _names_in_capitals(text, know)) if truecase.is_shouted(text) else None
    if (cased or text) == draft.article.text:
        return draft
    return _with(draft, article=replace(draft.article, text=cased or text))


def _names_in_capitals(text: str, know: Knowledge) -> truecase.Names:
    """What book and gazetteer know of the names in a wire; of places only those in countries that it names."""
    hits = [hit for hit in know.book.find(text) if any(not c.generic for c in hit.candidates)]
    countries = {c.country for hit in hits for c in hit.candidates if c.kind is ActorKind.STATE}
    places = [
        hit.span
        for hit in know.gazetteer.find(text)
        if any((place := know.gazetteer.place(ident)) and place.country in countries for ident in hit.places)
    ]
    spans = [*places, *(hit.span for hit in hits if hit.adjective or len(hit.span.quote(text).split()) > 1)]
    sure = tuple(span for span in spans if len(span.quote(text).removeprefix("THE ").split()) > 1)
    words = frozenset(word.lower() for span in spans for word in span.quote(text).split())
    short = [hit.span.quote(text) for hit in hits if any(c.use == "abbreviation" for c in hit.candidates)]
    letters = frozenset(word for word in short if 2 < len(word) < 6)
    return truecase.Names(sure, words, letters, load_parser(know.model).vocabulary)


def split(draft: Draft) -> Draft:
    """Cut the text into sentences."""
    return _with(draft, sentences=sentences.split_sentences(draft.article.text, draft.article.title))


def find_when(draft: Draft) -> Draft:
    """Find the dates, seen from the day of publication, or from the day that the text itself prints at its head."""
    article, spans = draft.article, draft.reading.sentences
    written = day_of_writing(article.text, article.published)
    if written is not None:
        article = replace(article, published=written.day)
    if not draft.in_full:
        spans = tuple(sorted({parsed.sentence for parsed in draft.parses}))
    dates = find_dates(article.text, spans, article.published or article.updated)
    told = tuple(date for date in dates if written is None or not date.span.overlaps(written.span))
    return _with(draft, article=article, dates=told)


def find_who(draft: Draft, know: Knowledge) -> Draft:
    """Find the actors the book knows, and those the article introduces."""
    hits = know.book.find(draft.article.text)
    return _with(draft, actors=choose_actors(draft.article.text, hits, partial(_body, know.book), heads=know.heads))


def find_where(draft: Draft, know: Knowledge) -> Draft:
    """Find the places; words that already name an actor other than a state or facility are none."""
    actors = draft.reading.actors
    blocked = [mention.span for mention in actors if mention.kind not in _ALSO_PLACES and not mention.adjective]
    hits = know.gazetteer.find(draft.article.text)
    if arabic.is_arabic(draft.article.text):
        blocked += [mention.span for mention in draft.reading.dates]
        hits = arabic.without_everyday_words(draft.article.text, hits, arabic.load_arabic())
    states = Counter(mention.country for mention in actors if mention.country and mention.kind is ActorKind.STATE)
    others = Counter(m.country for m in actors if m.country and m.kind is not ActorKind.STATE and not m.generic)
    choices = resolve_places(
        draft.article.text,
        hits,
        know.gazetteer.place,
        {code: 0.5 * min(states[code], 6) + 0.25 * min(others[code], 4) for code in {**states, **others}},
        blocked,
    )
    return _with(draft, places=tuple(choice.mention() for choice in choices))


def parse(draft: Draft, know: Knowledge, reports_only: bool = False) -> Draft:
    """Parse the sentences that can hold something; the parser knows English only."""
    if arabic.is_arabic(draft.article.text):
        return draft
    found, text = draft.reading, draft.article.text
    telling = events.sentences_to_parse(draft.article, found.sentences, found.actors, know.lexicon)
    words = relevance.conflict_words(text)
    if relevance.about_conflict(text, words, found.actors):
        saying = () if reports_only else statements.sentences_to_parse(text, found.sentences)
        wanted = sorted({*telling, *((index, found.sentences[index]) for index in saying)})
        return replace(draft, parses=load_parser(know.model).parse(text, wanted))
    wanted = relevance.beside(telling, [*words, *(mention.span for mention in found.actors)])
    return replace(draft, parses=load_parser(know.model).parse(text, wanted), in_full=False)


def find_what(draft: Draft, know: Knowledge) -> Draft:
    """Find what happened; a text in Arabic script is read by word patterns, its statements too."""
    found = draft.reading
    if arabic.is_arabic(draft.article.text):
        told, said = arabic.read_arabic(
            draft.article, found.sentences, found.actors, found.places, found.dates, arabic.load_arabic()
        )
        return _with(draft, reports=told, statements=said)
    reports = events.find_reports(
        draft.article,
        found.sentences,
        draft.parses,
        found.actors,
        found.places,
        found.dates,
        know.lexicon,
        BookBodies(know.book),
    )
    return _with(draft, reports=reports)


def find_said(draft: Draft) -> Draft:
    """Find who says what, and what it is about."""
    if arabic.is_arabic(draft.article.text):
        return draft
    found = draft.reading
    said = statements.find_statements(
        draft.article, found.sentences, draft.parses, found.actors, found.reports, found.dates
    )
    return _with(draft, statements=said)


def weigh(draft: Draft) -> Draft:
    """Tell what the article says itself from what it only passes on."""
    found = draft.reading
    return _with(draft, reports=statements.stances(found.reports, found.statements))


def set_against(draft: Draft) -> Draft:
    """Keep the accounts that the article sets against each other."""
    found = draft.reading
    told = disputes.find_disputes(draft.article.text, found.sentences, found.reports, found.statements)
    return _with(draft, reports=told)


def find_ties(draft: Draft, know: Knowledge) -> Draft:
    """Find how the actors stand to each other."""
    found = draft.reading
    ties = relations.find_relations(
        draft.article,
        found.sentences,
        found.actors,
        found.dates,
        names=BookNames(know.book),
        places=[place.span for place in found.places],
    )
    return _with(draft, relations=ties)


@dataclass(frozen=True, slots=True)
class BookBodies:
    """The actor book as the reading of events asks it."""

    book: ActorBook

    def body(self, country: str, suffix: str) -> ActorCandidate | None:
        """The organ of a country's state; with 'state' the state itself."""
        if suffix != "state":
            return _body(self.book, country, suffix)
        ident = self.book.state(country)
        return self.book.candidate(ident) if ident else None

    def led_by(self, actor_id: str) -> ActorCandidate | None:
        """The state that a person leads or led."""
        person = self.book.actor(actor_id)
        for tie in person.ties if person else ():
            led = self.book.candidate(tie.of) if tie.relation in _LEADS else None
            if led is not None and led.kind is ActorKind.STATE:
                return led
        return None


@dataclass(frozen=True, slots=True)
class BookNames:
    """The actor book as relations ask it."""

    book: ActorBook

    def by_words(self, words: str) -> ActorCandidate | None:
        """The actor that the words name, a state before others; None where they name none as a whole."""
        return _named(self.book, words)

    def state(self, country: str) -> ActorCandidate | None:
        """The state with an ISO 3166-1 alpha-2 code."""
        ident = self.book.state(country)
        return self.book.candidate(ident) if ident else None


@lru_cache(maxsize=4096)
def _named(book: ActorBook, words: str) -> ActorCandidate | None:
    text = f"When the {words} came there were more people"  # short forms in capitals need small letters around them
    hits = [hit for hit in book.find(text) if hit.candidates and hit.span.start <= len("When the ")]
    whole = [hit for hit in hits if len(hit.span) >= len(words) - 1]
    if not whole:
        return None
    candidates = max(whole, key=lambda hit: len(hit.span)).candidates
    return next((c for c in candidates if c.kind is ActorKind.STATE), candidates[0])


def identify(draft: Draft, know: Knowledge) -> Draft:
    """Give those whom the book does not know an identity."""
    return replace(draft, reading=identify_unknown(draft.reading, know.heads))


def _with(draft: Draft, **found: object) -> Draft:
    return replace(draft, reading=replace(draft.reading, **found))  # type: ignore[arg-type]


def _body(book: ActorBook, country: str, suffix: str) -> ActorCandidate | None:
    state = book.state(country)
    return book.body_of(state, suffix) if state else None


def open_knowledge(cache: Path, more_actors: Iterable[Path] = (), model: str = DEFAULT_MODEL) -> Knowledge:
    """The shipped knowledge and the packs in `more_actors`; indexes are kept in `cache`.

    Raises KnowledgeError naming every mistake in a data file.
    """
    return Knowledge(
        book=open_actor_book([DATA / "actors", *more_actors], cache),
        gazetteer=open_gazetteer([DATA / "places"], cache),
        lexicon=load_lexicon(),
        heads=load_heads(DATA / "names" / "actor_heads.yaml"),
        model=model,
    )


def load_heads(file: Path) -> dict[str, ActorKind]:
    """Head words of names by the kind of actor they tell."""
    import yaml

    kinds = yaml.safe_load(file.read_text("utf-8"))
    return {word: ActorKind(kind) for kind, words in kinds.items() for word in words.split()}
