"""Making a workspace and wiring its parts together: the one place that knows them all."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.engine.engine import Engine
from dateline.engine.looking import Lookup, data_folder
from dateline.engine.settling import Settler
from dateline.errors import SettingsError, StoreError
from dateline.settings import Settings
from dateline.store.archive import Archive
from dateline.store.protocol import Store
from dateline.store.sql import open_file, open_store

if TYPE_CHECKING:
    from dateline.batch.prepare import Reader, Recipe
    from dateline.knowledge.actor_book import ActorBook

DATABASE = "record.sqlite"

_SETTINGS = """\
# Settings of this workspace. Every line may be left out.
pack = "{pack}"                    # what it is about: a note, the actors of all packs are known
# author = "Your Name"           # signs decisions
# database = "postgresql://..."  # instead of the file {database} in this folder
# workers = 2                    # processes that read; 0: as many as there are cores
# packs = ["../our-actors"]      # folders of further actors
"""
_SOURCES = """\
# Where this workspace takes its articles from: one path or address a line.
# `dateline add` without arguments reads them all.
"""


def make_engine(settings: Settings) -> Engine:
    """Open a workspace; raises StoreError when there is none, or when a newer program has written it."""
    if not settings.workspace.is_dir():
        raise StoreError(f"there is no workspace at {settings.workspace}; make one with: dateline init")
    return wire(settings, open_workspace_store(settings))


def wire(settings: Settings, store: Store) -> Engine:
    """Join a store with everything else."""
    return Engine(
        settings=settings,
        store=store,
        archive=Archive(settings.archive),
        lookup=Lookup(store, cache(lambda: open_book(settings))),
        make_reader=cache(lambda: _reader(settings)),
        settler=Settler(store),
    )


def open_workspace_store(settings: Settings) -> Store:
    """The workspace's database: its own SQLite file, or the one that the settings name."""
    if settings.database:
        return open_store(settings.database)
    return open_file(settings.workspace / DATABASE)


def open_book(settings: Settings) -> ActorBook:
    """The shipped actors and the workspace's own."""
    from dateline.knowledge.actor_book import open_actor_book

    return open_actor_book([data_folder() / "actors", *settings.packs], settings.cache)


def recipe(settings: Settings) -> Recipe:
    """What a reading process needs."""
    from dateline.batch.prepare import Recipe

    return Recipe(settings.cache, settings.packs, settings.model)


def _reader(settings: Settings) -> Reader:
    from dateline.batch.prepare import make_reader

    return make_reader(recipe(settings))


def packs() -> tuple[str, ...]:
    """The actor packs that come with the program."""
    return tuple(sorted(folder.name for folder in (data_folder() / "actors").iterdir() if folder.is_dir()))


def init_workspace(settings: Settings, pack: str = "iraq") -> bool:
    """Make a workspace; False when there is one already, which stays as it is. Raises SettingsError.

    `pack` is noted in the settings. It leaves out nothing: the shipped packs name each other's actors, so that a book
    of one alone would have ties that lead nowhere.
    """
    if pack not in packs():
        raise SettingsError(f"there is no pack {pack!r}; there are {', '.join(packs())}")
    made = not settings.file.exists()
    try:
        for folder in (settings.workspace, settings.archive, settings.own_pack):
            folder.mkdir(parents=True, exist_ok=True)
        _write_new(settings.file, _SETTINGS.format(pack=pack, database=DATABASE))
        _write_new(settings.sources, _SOURCES)
    except OSError as error:
        raise StoreError(f"a workspace cannot be made at {settings.workspace}: {error.strerror or error}") from error
    open_workspace_store(settings).close()
    return made


def listed_sources(settings: Settings) -> tuple[str, ...]:
    """The locations that the workspace's own list names."""
    try:
        lines = settings.sources.read_text("utf-8").splitlines()
    except OSError:
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _write_new(file: Path, text: str) -> None:
    if not file.exists():
        file.write_text(text, "utf-8")
