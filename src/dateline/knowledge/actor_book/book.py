"""The actor book: who there is to know, and where a text names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from dateline.domain.actor import Actor, ActorCandidate, ActorHit, Designation, Name, Tie
from dateline.domain.names import fold, tolerant_key
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.knowledge.actor_book.finder import Finder


class ActorBook:
    """Actors by id and by the words that name them; made from an index that `build_index` wrote."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self._index = index
        self._rows: list[list[Any]] = index["actors"]
        self._forms: dict[str, list[list[Any]]] = index["forms"]
        self._slots: dict[str, list[list[Any]]] = index["slots"]
        self._adjectives: dict[str, str] = index["adjectives"]
        self._suffixes: list[list[Any]] = index["suffixes"]
        self._replaces: dict[str, str] = index["replaces"]
        self._keys: dict[str, list[list[Any]]] = index["keys"]
        self._candidates: dict[tuple[int, str], ActorCandidate] = {}
        self._bodies: dict[tuple[int, int], ActorCandidate | None] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {row[0]: position for position, row in enumerate(self._rows)}

    @cached_property
    def _state_of_country(self) -> dict[str, str]:
        return {row[4]: row[0] for row in reversed(self._rows) if row[1] == "state" and row[4]}

    def ids(self) -> Iterator[str]:
        """The ids of all listed actors (bodies made by pattern not among them)."""
        return (row[0] for row in self._rows)

    def state(self, country: str) -> str | None:
        """The id of the state with an ISO 3166-1 alpha-2 code."""
        return self._state_of_country.get(country)

    def actor(self, ident: str) -> Actor | None:
        """The actor with this id, also a body that a pattern makes for its state; None when the book has none."""
        ident = self._replaces.get(ident, ident)
        position = self._by_id.get(ident)
        return self._actor(self._rows[position]) if position is not None else self._pattern_body(ident)

    def _actor(self, row: list[Any]) -> Actor:
        return Actor(
            id=row[0],
            kind=ActorKind(row[1]),
            name=row[2],
            names=tuple(Name(*name) for name in row[3]),
            country=row[4],
            ties=tuple(Tie(RelationKind(tie[0]), *tie[1:]) for tie in row[5]),
            designations=tuple(Designation(*listing) for listing in row[6]),
            identifiers=tuple((key, value) for key, value in row[7]),
            generic=row[8],
            sources=tuple(row[9]),
        )

    def _pattern_body(self, ident: str) -> Actor | None:
        for suffix, kind, relation, name, generic, _ in self._suffixes:
            position = self._by_id.get(ident.removesuffix("-" + suffix)) if ident.endswith("-" + suffix) else None
            if position is not None and self._rows[position][1] == "state":
                state = self._rows[position]
                return Actor(
                    ident,
                    ActorKind(kind),
                    name.format(adj=self._adjective(position) or state[2], state=state[2]),
                    country=state[4],
                    ties=(Tie(RelationKind(relation), state[0]),),
                    generic=generic,
                    sources=tuple(state[9]),
                )
        return None

    def _adjective(self, position: int) -> str:
        """The first adjective listed for a state: the usual one."""
        return self._adjectives.get(str(position), "")

    def candidate(self, ident: str, use: str = "") -> ActorCandidate | None:
        """The actor as a candidate for some words; None when the book has no such actor."""
        actor = self.actor(ident)
        if actor is None:
            return None
        return ActorCandidate(actor.id, actor.name, actor.kind, actor.country, actor.generic, use)

    def _candidate(self, position: int, use: str) -> ActorCandidate:
        made = self._candidates.get((position, use))
        if made is None:
            row = self._rows[position]
            made = ActorCandidate(row[0], row[2], ActorKind(row[1]), row[4], row[8], use, row[10])
            self._candidates[position, use] = made
        return made

    def bearers(self, name: str) -> tuple[ActorCandidate, ...]:
        """Every actor with this name, equal when folded."""
        return tuple(self._candidate(position, use) for position, use, *_ in self._forms.get(fold(name), ()))

    def lookup(self, name: str) -> tuple[ActorCandidate, ...]:
        """Every actor with this name in some spelling: equal when folded, else equal by tolerant key."""
        return self.bearers(name) or self.alike(name)

    def alike(self, name: str) -> tuple[ActorCandidate, ...]:
        """Actors whose full name shares the tolerant key of this one."""
        return self._alike(" ".join(tolerant_key(name)))

    def _alike(self, key: str) -> tuple[ActorCandidate, ...]:
        found = self._keys.get(key, ())
        return tuple(replace(self._candidate(position, "key"), spelling=text) for position, text in found)

    def body_of(self, state: str, suffix: str) -> ActorCandidate | None:
        """A state's body by its pattern suffix ('armed-forces')."""
        itself = any(row[0] == suffix and row[5] for row in self._suffixes)
        return self.candidate(state if itself else f"{state}-{suffix}", "by country")

    def find(self, text: str) -> tuple[ActorHit, ...]:
        """Every place where the text names an actor, in order, not overlapping; context has not yet decided."""
        return self._finder.find(text)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._index, self._candidate, self._body, self._alike)

    def _body(self, position: int, number: int) -> ActorCandidate | None:
        """The body that a pattern (its number) makes for the state at a position."""
        if (position, number) not in self._bodies:
            suffix = self._suffixes[number][0]
            self._bodies[position, number] = self.candidate(f"{self._rows[position][0]}-{suffix}")
        return self._bodies[position, number]
