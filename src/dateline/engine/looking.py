"""Looking things up: names as people write them, old ids, words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.domain.actor import Actor
from dateline.domain.article import Article
from dateline.domain.incident import Incident
from dateline.domain.names import fold
from dateline.domain.search_text import highlights, snippet
from dateline.domain.text import Span
from dateline.engine.exporting import present_parts
from dateline.errors import NotFound
from dateline.store.protocol import Hit, Store

if TYPE_CHECKING:
    from dateline.knowledge.actor_book import ActorBook

_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor with how often the articles write it in which way."""

    actor: Actor
    spellings: Mapping[str, int] = field(default_factory=dict)

    @property
    def mentions(self) -> int:
        """How often the articles name it."""
        return sum(self.spellings.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A search result: what it is, a line to show, and the places in that line that hold what was asked."""

    kind: str
    id: str
    title: str
    text: str
    marks: tuple[Span, ...] = ()
    date: str | None = None


@dataclass
class Lookup:
    """Finds incidents, actors and words in one store."""

    store: Store
    open_book: Callable[[], ActorBook]

    @cached_property
    def book(self) -> ActorBook:
        """The actor book, read when it is first needed."""
        return self.open_book()

    # ------------------------------------------------------------------------------------------- incidents

    def incident(self, ident: str) -> Incident:
        """The present incident behind any incident id ever given, or behind a report's id; raises NotFound."""
        now = self.store.record.led_on(ident) or tuple(set(self.store.record.incident_of([ident]).values()))
        if not now:
            raise NotFound(f"there is no incident {ident!r}")
        return present_parts(self.store, self.store.record.incidents_by_id(now[:1])[0])

    # ------------------------------------------------------------------------------------------- actors

    def actors(self) -> tuple[KnownActor, ...]:
        """The actors that the articles name, most often named first."""
        spellings = self.store.readings.mentions()
        found = (self.known(ident, spellings[ident]) for ident in spellings)
        return tuple(sorted((one for one in found if one), key=lambda one: (-one.mentions, one.actor.id)))

    def actor(self, asked: str) -> KnownActor:
        """The actor with this id or name; raises NotFound with names that look alike."""
        found = self.named(asked)
        if not found:
            raise NotFound(f"there is no actor {asked!r}{self._alike(asked)}")
        return max(found, key=lambda one: (one.actor.id == asked, one.mentions, one.actor.known, one.actor.id))

    def named(self, asked: str) -> tuple[KnownActor, ...]:
        """Every actor with this id or this name in any spelling, however the case and accents are written."""
        spellings = self.store.readings.mentions()
        direct = self.known(asked, spellings.get(asked, {}))
        if direct:
            return (direct,)
        wanted = fold(asked)
        idents = {ident for ident, names in self._names() if wanted in names}
        idents |= {ident for ident, met in spellings.items() if any(fold(text) == wanted for text in met)}
        found = (self.known(ident, spellings.get(ident, {})) for ident in sorted(idents))
        return tuple(one for one in found if one)

    def known(self, ident: str, spellings: Mapping[str, int]) -> KnownActor | None:
        """An actor of the book, or one met in the articles."""
        actor = self.book.actor(ident) or self._met.get(ident)
        return KnownActor(actor, spellings) if actor else None

    @cached_property
    def _met(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.store.readings.met_actors()}

    def _names(self) -> Iterator[tuple[str, frozenset[str]]]:
        for actor in self._every():
            yield actor.id, frozenset(fold(text) for text in (actor.name, *(name.text for name in actor.names)))

    def _every(self) -> Iterator[Actor]:
        listed = (self.book.actor(ident) for ident in self.book.ids())
        yield from (actor for actor in listed if actor)
        yield from self._met.values()

    def _alike(self, asked: str) -> str:
        names = {actor.name: fold(actor.name) for actor in self._every()}
        close = difflib.get_close_matches(fold(asked), names.values(), n=3, cutoff=0.7)
        shown = [name for name, folded in names.items() if folded in close][:3]
        return f"; did you mean {' or '.join(shown)}?" if shown else ""

    # ------------------------------------------------------------------------------------------- words

    def search(self, words: str, exact: bool = False, most: int = 50) -> tuple[Found, ...]:
        """Actors, articles and incidents that hold the words; a name is looked for in all of its spellings.

        `exact` keeps only what holds the words letter for letter, whatever the case.
        """
        asked = [words]
        people = () if exact else self.named(words)
        for person in people:
            met = sorted(person.spellings, key=lambda text: (-person.spellings[text], text))  # these stand in articles
            names = (*met, person.actor.name, *(name.text for name in person.actor.names))
            asked += [f'"{name}"' for name in dict.fromkeys(names)][:_MOST_NAMES]
        hits = dict.fromkeys(hit for each in asked for hit in self.store.record.search(each, most=most))
        found = [_person(person) for person in people]
        found += self._show((hit for hit in hits if hit.kind == "article"), asked, words if exact else None)
        found += self._show((hit for hit in hits if hit.kind == "incident"), asked, words if exact else None)
        return tuple(found)[:most]

    def _show(self, hits: Iterable[Hit], asked: list[str], exactly: str | None) -> list[Found]:
        refs = [(hit.kind, hit.ref) for hit in hits]
        articles = {
            one.id: one for one in self.store.readings.articles([ref for kind, ref in refs if kind == "article"])
        }
        happened = [ref for kind, ref in refs if kind == "incident"]
        incidents = {one.id: one for one in self.store.record.incidents_by_id(happened)}
        shown = []
        for kind, ref in refs:
            one = _article(articles[ref], asked) if kind == "article" else _incident(incidents[ref], asked)
            whole = articles[ref].text if kind == "article" else incidents[ref].summary
            if exactly is None or exactly.casefold() in f"{one.title}\n{whole}".casefold():
                shown.append(one)
        return shown


def _person(person: KnownActor) -> Found:
    actor = person.actor
    return Found("actor", actor.id, actor.name, f"{str(actor.kind).replace('_', ' ')}, named {person.mentions} times")


def _article(article: Article, asked: list[str]) -> Found:
    spans = _marks(article.text, asked)
    around = snippet(article.text, spans)
    marks = tuple(Span(one.start - around.start, one.end - around.start) for one in spans if around.contains(one))
    published = article.published.edtf() if article.published else None
    return Found(
        "article", article.id, article.title or article.source.location, around.quote(article.text), marks, published
    )


def _incident(incident: Incident, asked: list[str]) -> Found:
    text = incident.summary
    when = incident.when.edtf() if incident.when else None
    return Found("incident", incident.id, str(incident.type), text, _marks(text, asked), when)


def _marks(text: str, asked: list[str]) -> tuple[Span, ...]:
    found = {span for each in asked for span in highlights(text, each)}
    return tuple(sorted(found))


def data_folder() -> Path:
    """The shipped data."""
    return Path(__file__).parent.parent / "data"
