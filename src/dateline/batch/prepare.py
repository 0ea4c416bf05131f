"""What is done to one collected input, wherever it runs: clean, read, and make what finding its neighbours needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from dateline.clean import clean
from dateline.domain.actor import Actor
from dateline.domain.article import Failure, Raw
from dateline.domain.vocabulary import RelationKind
from dateline.errors import InputError
from dateline.knowledge.actor_book import ActorBook
from dateline.pipeline import Step, open_knowledge, read, reading_steps
from dateline.reconcile.block import block_keys
from dateline.reconcile.copies import bands, sign
from dateline.reconcile.view import Kin, view
from dateline.store.protocol import Entry, fact_of

_WIDER = frozenset(
    {RelationKind.PART_OF, RelationKind.MEMBER_OF, RelationKind.FRONT_FOR, RelationKind.OFFICE_OF, RelationKind.LEADS}
)
_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a worker needs to make its own reader: plain values that cross to another process."""

    cache: Path
    packs: tuple[Path, ...] = ()
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads collected inputs; made once per process, because knowledge and parser take seconds to load."""

    steps: tuple[Step, ...]
    kin: Kin = field(default_factory=Kin)

    def __call__(self, raw: Raw) -> Entry | Failure:
        """The article in it with its reading, ready for the store; or why there is none."""
        try:
            article = clean(raw)
        except InputError as error:
            return Failure(raw.location, "clean", str(error))
        reading = read(article, self.steps)
        if isinstance(reading, Failure):
            return reading
        views = {report.id: view(report, article, self.kin) for report in reading.reports}
        signature = sign(article)
        return Entry(
            raw=fact_of(raw),
            reading=reading,
            views={ident: one.row() for ident, one in views.items()},
            keys={ident: block_keys(one) for ident, one in views.items()},
            fingerprint=signature.row(),
            bands=bands(signature),
        )


def make_reader(recipe: Recipe) -> Reader:
    """Load knowledge and steps; raises KnowledgeError when a pack of actors is wrong."""
    more = {} if recipe.model is None else {"model": recipe.model}
    knowledge = open_knowledge(recipe.cache, recipe.packs, **more)
    return Reader(reading_steps(knowledge), kin_of(knowledge.book))


def kin_of(book: ActorBook) -> Kin:
    """Which bodies each actor belongs to, and which are mere descriptions, as the actor book tells."""
    actors = {ident: actor for ident in book.ids() if (actor := book.actor(ident)) is not None}
    wider = {ident: found for ident in actors if (found := _wider(ident, actors.get))}
    return Kin(MappingProxyType(wider), frozenset(ident for ident, actor in actors.items() if actor.generic))


def _wider(ident: str, actor: Callable[[str], Actor | None]) -> frozenset[str]:
    found: set[str] = set()
    edge = {ident}
    for _ in range(_FARTHEST):
        known = (actor(one) for one in edge)
        edge = {tie.of for one in known if one for tie in one.ties if tie.relation in _WIDER} - found - {ident}
        found |= edge
    return frozenset(found)
