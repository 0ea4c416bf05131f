"""What is exported: an ordered selection of the record, read piece by piece so that a large one fits any memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.export.records import Record

KINDS = ("documents", "reports", "incidents", "statements", "relations", "actors")
"""The files of the contract, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The records of each kind, each in a fixed order; calling a member starts again from the first."""

    documents: Callable[[], Iterator[Record]]
    reports: Callable[[], Iterator[Record]]
    incidents: Callable[[], Iterator[Record]]
    statements: Callable[[], Iterator[Record]]
    relations: Callable[[], Iterator[Record]]
    actors: Callable[[], Iterator[Record]]

    def kind(self, name: str) -> Iterator[Record]:
        """The records of one of `KINDS`."""
        records: Callable[[], Iterator[Record]] = getattr(self, name)
        return records()
