"""Actors by every name: those of the actor book, those met in articles, and the spellings that articles use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.domain.actor import Actor
from dateline.domain.names import fold, tolerant_key
from dateline.engine import Engine
from dateline.engine.looking import KnownActor
from dateline.errors import NotFound
from dateline.store.protocol import Store
from dateline.store.sql_record import SqlRecord

_MOST_SHOWN = 12


@dataclass(frozen=True)
class Names:
    """Finds actors by name; every spelling and script of one actor leads to it."""

    engine: Engine
    spellings: Mapping[str, Mapping[str, int]]
    by_fold: Mapping[str, tuple[str, ...]]
    by_key: Mapping[tuple[str, ...], tuple[str, ...]]

    @classmethod
    def of(cls, engine: Engine) -> Names:
        """All names there are now."""
        spellings = _spellings(engine.store)
        folded: dict[str, set[str]] = defaultdict(set)
        keyed: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for ident in spellings:
            known = engine.lookup.known(ident, spellings[ident])
            if known is None:
                continue
            for text in all_names(known):
                folded[fold(text)].add(ident)
                if text.isascii() and len(key := tolerant_key(text)) > 1:
                    keyed[key].add(ident)
        return cls(
            engine,
            spellings,
            {text: tuple(sorted(ids)) for text, ids in folded.items()},
            {key: tuple(sorted(ids)) for key, ids in keyed.items()},
        )

    def actor(self, ident: str) -> KnownActor:
        """The actor with this id; raises NotFound."""
        found = self.engine.lookup.known(ident, self.spellings.get(ident, {}))
        if found is None:
            raise NotFound(f"there is no actor {ident!r:.80}")
        return found

    def called(self, asked: str) -> tuple[KnownActor, ...]:
        """Actors whose name this is, in any spelling; those that the articles name most come first."""
        idents = dict.fromkeys((*self.by_fold.get(fold(asked), ()), *self.by_key.get(tolerant_key(asked), ())))
        for one in self.engine.lookup.book.lookup(asked):
            idents.setdefault(one.actor_id)
        return self._known(list(idents))

    def like(self, asked: str, most: int = _MOST_SHOWN) -> tuple[KnownActor, ...]:
        """Actors with a name that holds these letters, those called so first."""
        exact = [one.actor.id for one in self.called(asked)]
        wanted = fold(asked)
        held = [ident for text, ids in self.by_fold.items() if wanted and wanted in text for ident in ids]
        rest = self._known([one for one in dict.fromkeys(held) if one not in exact])
        return (*self._known(exact), *rest)[:most]

    def _known(self, idents: list[str]) -> tuple[KnownActor, ...]:
        found = [self.engine.lookup.known(one, self.spellings.get(one, {})) for one in idents]
        return tuple(sorted((one for one in found if one), key=lambda one: (-one.mentions, one.actor.id)))


def _spellings(store: Store) -> Mapping[str, Mapping[str, int]]:
    """Actor id -> spelling -> how often; the database adds up where it can."""
    if not isinstance(store.record, SqlRecord):
        return store.readings.mentions()
    from sqlalchemy import func, select

    from dateline.store.schema import mentions as t

    question = select(t.c.actor_id, t.c.spelling, func.sum(t.c.times)).group_by(t.c.actor_id, t.c.spelling)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with store.record.database.read() as connection:
        for actor, spelling, times in sorted(connection.execute(question).all()):
            found[actor][spelling] = int(times)
    return dict(found)


def articles_naming(engine: Engine, ident: str) -> frozenset[str] | None:
    """The articles that name an actor; None where only a look at all of them could tell."""
    store = engine.store
    if not isinstance(store.record, SqlRecord):
        return None
    from sqlalchemy import select

    from dateline.store.schema import mentions as t

    with store.record.database.read() as connection:
        return frozenset(connection.scalars(select(t.c.article_id).where(t.c.actor_id == ident)))


def all_names(known: KnownActor) -> tuple[str, ...]:
    """Every name of an actor, each once."""
    actor: Actor = known.actor
    texts = (actor.name, *(name.text for name in actor.names), *sorted(known.spellings))
    return tuple(dict.fromkeys(text for text in texts if text))


class ActorNames(dict[str, str]):
    """Actor id -> the name shown, looked up when first asked for; an unknown id is its own name."""

    def __init__(self, engine: Engine, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self._engine = engine

    def __missing__(self, ident: str) -> str:
        found = self._engine.lookup.known(ident, {})
        self[ident] = found.actor.name if found else ident
        return self[ident]
