"""The actor book: plain data files, a checker, one index, and the finder of names."""

from dateline.knowledge.actor_book.book import ActorBook
from dateline.knowledge.actor_book.build import build_index, data_files, read_packs
from dateline.knowledge.actor_book.cache import open_actor_book

__all__ = ["ActorBook", "build_index", "data_files", "open_actor_book", "read_packs"]
