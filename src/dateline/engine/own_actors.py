"""The workspace's own actors: what is proposed for them, and a person's answers, kept in pack files that can be read.

`actors/accepted.yaml` holds new actors and names added to known ones, `actors/rejected.yaml` what is not to be proposed
again; each entry with author, day, reason and evidence as a comment. `dateline reread` then reads with them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.domain.actor import Actor, ActorCandidate
from dateline.domain.names import fold
from dateline.domain.vocabulary import ActorKind
from dateline.engine.engine import Engine
from dateline.engine.looking import data_folder
from dateline.errors import DecisionRefused, Flaw, KnowledgeError, NotFound
from dateline.export import follow_the_money
from dateline.knowledge.actor_book import ActorBook
from dateline.knowledge.actor_book.build import build_index, read_packs
from dateline.knowledge.actor_book.counts import Count, count
from dateline.knowledge.actor_book.load import read_yaml_entries
from dateline.knowledge.actor_book.pack_file import add_entry, drop_entry
from dateline.knowledge.actor_book.warnings import Doubt, warnings
from dateline.knowledge.actor_import import Imported, Wanted, import_actors, pack_file
from dateline.resolve.proposals import Proposal, propose
from dateline.settings import Settings

ACCEPTED, REJECTED, SOURCES = "accepted.yaml", "rejected.yaml", "sources_own.yaml"
OWN = "own-reading"
_LONG = 8  # letters of a name that a slip of two can be seen in


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answered a proposal, and why."""

    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Mistakes that keep packs from being used, and doubtful things that do not."""

    flaws: tuple[Flaw, ...]
    doubts: tuple[Doubt, ...]
    counts: tuple[Count, ...] = ()


def check(settings: Settings) -> Checked:
    """Check the shipped packs and the workspace's own."""
    actors, _, flaws = read_packs([data_folder() / "actors", *settings.packs])
    return Checked(tuple(flaws), warnings(actors), count(actors))


def proposals(engine: Engine, least: int = 1, among: Collection[str] | None = None) -> tuple[Proposal, ...]:
    """The actors that the articles name and the book lacks, most often met first; answered ones are left out.

    `among` limits the look to these articles. What was accepted or merged is gone at once, before it is read again.
    """
    gone = _rejected(engine.settings)
    found = propose(engine.readings(among), _Alike(engine.lookup.book), gone, least)
    done = answered(engine.settings)
    return tuple(one for one in found if fold(one.actor.name) not in done)


class _Alike:
    """Whom of the book a name may mean: bearers of the name, of its last word alone, and of a name nearly the same."""

    def __init__(self, book: ActorBook) -> None:
        self._book = book
        actors = [actor for ident in book.ids() if (actor := book.actor(ident))]
        self._names = {fold(name): actor.id for actor in actors for name in _latin_names(actor)}

    def __call__(self, name: str) -> Sequence[ActorCandidate]:
        last = name.split()[-1:] or [name]
        bearers = [*self._book.lookup(name), *(self._book.lookup(last[0]) if last[0] != name else ())]
        return [*bearers, *self._near(name)]

    def _near(self, name: str) -> Iterator[ActorCandidate]:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        form = fold(name)
        if len(form) >= _LONG:
            found = process.extract(
                form, list(self._names), scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=2
            )
            for text, _, _ in found:
                if candidate := self._book.candidate(self._names[text], "near"):
                    yield candidate


def _latin_names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from (name.text for name in actor.names if name.use not in ("short", "abbreviation") and name.text.isascii())


def _rejected(settings: Settings) -> Iterator[str]:
    file = settings.own_pack / REJECTED
    if file.exists():
        entries, flaws = read_yaml_entries(file)
        if flaws:
            raise KnowledgeError(tuple(flaws))
        yield from (str(entry.value.get("id")) for entry in entries)


def answered(settings: Settings) -> frozenset[str]:
    """Ids and folded names of what a person has answered, also where no article was read again since."""
    found: set[str] = set()
    for name in (ACCEPTED, REJECTED):
        file = settings.own_pack / name
        for entry in read_yaml_entries(file)[0] if file.exists() else ():
            told = [one if isinstance(one, str) else str(one.get("text", "")) for one in entry.value.get("names", ())]
            found |= {str(entry.value.get("id")), *map(fold, (str(entry.value.get("name", "")), *told))}
    return frozenset(found - {""})


def find(engine: Engine, asked: str, among: Collection[str] | None = None) -> Proposal:
    """The proposal with this id or name (`among`: met in these articles); raises NotFound."""
    wanted = fold(asked)
    for one in proposals(engine, among=among):
        if one.actor.id == asked or wanted in {fold(text) for text in (one.actor.name, *one.spellings)}:
            return one
    raise NotFound(f"no actor {asked!r} is proposed; see: dateline actors propose")


def accept(
    engine: Engine, asked: str, answer: Answer, *, kind: ActorKind | None = None, name: str | None = None,
    country: str | None = None, part_of: str | None = None, among: Collection[str] | None = None,
) -> str:  # fmt: skip
    """Take a proposed actor into the workspace's book; its new id. Raises NotFound and KnowledgeError."""
    one = find(engine, asked, among)
    book = engine.lookup.book
    if part_of and book.actor(part_of) is None:
        raise NotFound(f"there is no actor {part_of!r}")
    shown = name or one.actor.name
    ident = _free_id(book, shown)
    spellings = [text for text in dict.fromkeys((one.actor.name, *one.spellings)) if _is_full(text, shown)]
    relations = [{"relation": "part_of", "of": part_of, "source": OWN}] if part_of else []
    _add(
        engine.settings,
        ACCEPTED,
        {
            "id": ident,
            "kind": str(kind or one.actor.kind),
            "name": shown,
            "names": spellings,
            "country": country or one.actor.country,
            "relations": relations,
            "source": OWN,
        },
        _comment(one, answer, "accepted"),
    )
    return ident


def merge(
    engine: Engine, asked: str, into: str, answer: Answer, among: Collection[str] | None = None
) -> tuple[str, ...]:
    """Say that a proposed actor is one of the book; its spellings become names there. Raises NotFound."""
    one = find(engine, asked, among)
    known = engine.lookup.book.actor(into) or engine.actor(into).actor
    if not known.known:
        raise DecisionRefused(f"{known.name} is not in the book itself; accept it first")
    have = {fold(text) for text in (known.name, *(n.text for n in known.names))}
    names = tuple(t for t in dict.fromkeys((one.actor.name, *one.spellings)) if fold(t) and fold(t) not in have)
    told = [{"text": text, "use": "short"} if " " not in text else text for text in names]
    if told:
        entry = {"extends": known.id, "names": told, "source": OWN}
        _add(engine.settings, ACCEPTED, entry, _comment(one, answer, f"the same as {known.name}"))
    return names


def reject(engine: Engine, asked: str, answer: Answer, among: Collection[str] | None = None) -> str:
    """Do not propose this one again; its id."""
    one = find(engine, asked, among)
    entry = {"id": one.actor.id, "name": one.actor.name, "reason": answer.reason}
    _add(engine.settings, REJECTED, entry, _comment(one, answer, "rejected"))
    return one.actor.id


def retract(engine: Engine, ident: str) -> str:
    """Take back an answer: the entry with this id (or the additions to this actor); the file it stood in."""
    for name, key in ((ACCEPTED, "id"), (ACCEPTED, "extends"), (REJECTED, "id")):
        if drop_entry(engine.settings.own_pack / name, key, ident):
            return name
    raise NotFound(f"there is no answer about {ident!r} to take back")


def take_in(settings: Settings, book: ActorBook, file: Path, wanted: Wanted, name: str | None = None) -> Imported:
    """Import a foreign list into the workspace's packs; raises InputError.

    A list imported before is compared with the book as it is without that import.
    """
    target = pack_file(file, settings.own_pack, name)
    if target.exists():
        book = ActorBook(build_index([data_folder() / "actors", *settings.packs], without=target))
    return import_actors(file, settings.own_pack, book, wanted, name)


def as_follow_the_money(book: ActorBook) -> Iterator[dict[str, Any]]:
    """The whole book as FollowTheMoney entities."""
    actors: Iterator[Actor] = (actor for ident in book.ids() if (actor := book.actor(ident)))
    return follow_the_money.entities(actors, book.actor)


def _is_full(text: str, shown: str) -> bool:
    return fold(text) != fold(shown) and (" " in text or not text.isascii())


def _free_id(book: ActorBook, name: str) -> str:
    """An id from the name's Latin letters that no other actor has."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:60].strip("-") or "actor"
    number, ident = 1, plain
    while book.actor(ident) is not None:
        number += 1
        ident = f"{plain}-{number}"
    return ident


def _comment(one: Proposal, answer: Answer, what: str) -> str:
    where = ", ".join(article for article, _ in one.evidence)
    told = f"{what} by {answer.author}: {answer.reason} (met {one.times} times, in {where})"
    return " ".join("".join(char if char.isprintable() else " " for char in told).split())


def _add(settings: Settings, name: str, entry: dict[str, Any], comment: str) -> None:
    folder = settings.own_pack
    if not (folder / SOURCES).exists():
        source = {
            "id": OWN,
            "title": "What the articles of this workspace say",
            "publisher": "the authors of this workspace",
        }
        add_entry(folder / SOURCES, source)
    add_entry(folder / name, entry, comment)
