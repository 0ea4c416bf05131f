"""What is done to one collected input, wherever it runs: clean, read, and make what finding its neighbours needs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.clean import clean
from dateline.domain.actor import Actor
from dateline.domain.article import Failure, Raw
from dateline.errors import InputError
from dateline.extract.parse import load_parser
from dateline.pipeline import READER, Step, open_knowledge, read, reader_name, reading_steps
from dateline.reconcile.block import block_keys
from dateline.reconcile.copies import bands, sign
from dateline.reconcile.kin import kin_in
from dateline.reconcile.view import view
from dateline.store.protocol import Entry, fact_of


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
    actor: Callable[[str], Actor | None]
    name: str = READER

    def __call__(self, raw: Raw) -> Entry | Failure:
        """The article in it with its reading, ready for the store; or why there is none."""
        try:
            article = clean(raw)
        except InputError as error:
            return Failure(raw.location, "clean", str(error))
        reading = read(article, self.steps, self.name)
        if isinstance(reading, Failure):
            return reading
        kin = kin_in(reading, self.actor)
        views = {report.id: view(report, article, kin) for report in reading.reports}
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
    """Load knowledge, parser and steps; raises KnowledgeError when a pack of actors is wrong."""
    more = {} if recipe.model is None else {"model": recipe.model}
    with lasting():
        knowledge = open_knowledge(recipe.cache, recipe.packs, **more)
        load_parser(knowledge.model)
        return Reader(reading_steps(knowledge), lru_cache(4096)(knowledge.book.actor), reader_name(recipe.packs))


@contextmanager
def lasting() -> Iterator[None]:
    """Load what stays as long as the process without looking for garbage, and leave it out of every later look.

    Looking through it again and again took a twentieth of the time of reading.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()  # what is garbage now would be kept for good
        gc.freeze()
        if was:
            gc.enable()
