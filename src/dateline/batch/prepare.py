"""What is done to one collected input, wherever it runs: clean, read, and make what finding its neighbours needs."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.clean import clean
from dateline.domain.actor import Actor
from dateline.domain.article import Failure, Raw
from dateline.errors import InputError
from dateline.extract.syntax.parse import load_parser
from dateline.pipeline import READER, Step, open_knowledge, read, reader_name, reading_steps
from dateline.reconcile.block import block_keys
from dateline.reconcile.copies import bands, relayed, sign
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
        """The article in it with its reading, ready for the store; or why there is none.

        A mistake in the reader itself is printed in full and costs only this article.
        """
        try:
            article = clean(raw)
        except InputError as error:
            return Failure(raw.location, "clean", str(error))
        try:
            reading = read(article, self.steps, self.name)
        except Exception as bug:  # one article that trips the reader must not cost the others
            traceback.print_exception(bug)
            return Failure(raw.location, "read", _fault(bug))
        if isinstance(reading, Failure):
            return reading
        kin = kin_in(reading, self.actor)
        views = {report.id: view(report, article, kin) for report in reading.reports}
        signature = sign(article, relayed(reading))
        return Entry(
            raw=fact_of(raw),
            reading=reading,
            views={ident: one.row() for ident, one in views.items()},
            keys={ident: block_keys(one) for ident, one in views.items()},
            fingerprint=signature.row(),
            bands=bands(signature),
        )


def _fault(bug: Exception) -> str:
    """What a person is told of a mistake in the reader: what it was and where, and that it is worth a report."""
    last = traceback.extract_tb(bug.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"a fault in Dateline itself ({type(bug).__name__} at {place}); please report it with this article"


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
