"""Columns of a table of rows: words as numbers, several words a row, and how a column follows when few rows change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Column = TypeVar("Column", bound=npt.NDArray[Any])


class Coded(NamedTuple):
    """A column of words as numbers: `names[codes[i]]` is the word of row i; the empty word is always number 0.

    A name may have no row any more.
    """

    names: tuple[str, ...]
    codes: Ints
    number: Mapping[str, int]


class Pairs(NamedTuple):
    """Several words a row: row `rows[i]` has the word number `codes[i]`, sorted by row; a name may have no row."""

    names: tuple[str, ...]
    rows: Ints
    codes: Ints
    number: Mapping[str, int]


def _named(words: Iterable[str]) -> tuple[tuple[str, ...], dict[str, int]]:
    names = tuple(sorted(words))
    return names, {name: at for at, name in enumerate(names)}


def coded(words: Sequence[str]) -> Coded:
    """Give each distinct word a number, in order of the alphabet."""
    names, number = _named({"", *words})
    return Coded(names, np.fromiter((number[word] for word in words), np.int32, len(words)), number)


def paired(words: Sequence[Sequence[str]]) -> Pairs:
    """Give each distinct word of many rows a number."""
    names, number = _named({word for row in words for word in row})
    return Pairs(names, *_table(range(len(words)), words, number), number)


def _table(rows: Iterable[int], words: Iterable[Sequence[str]], number: Mapping[str, int]) -> tuple[Ints, Ints]:
    flat = [(at, number[word]) for at, row in zip(rows, words, strict=True) for word in sorted(set(row))]
    table = np.array(flat, np.int32).reshape(-1, 2)
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])


class Moved(NamedTuple):
    """From one table to the next: the new number of each old row (-1: gone), and the rows that are new."""

    to: Ints
    fresh: Ints
    size: int


def moved(before: Sequence[Any], after: Sequence[Any], at: Mapping[str, int]) -> Moved:
    """Where the rows of one table stand in the next; `at` gives the row of an id there. A changed row is a new one."""

    def now(row: Any) -> int:
        place = at.get(row.id, -1)
        return place if place >= 0 and after[place] is row else -1

    to = np.fromiter(map(now, before), np.int32, len(before))
    new = np.ones(len(after), bool)
    new[to[to >= 0]] = False
    return Moved(to, np.flatnonzero(new).astype(np.int32), len(after))


def numbers_moved(column: Column, way: Moved, fresh: Sequence[Any]) -> Column:
    """A column of numbers after the move; `fresh` are the values of the new rows."""
    found = np.empty(way.size, column.dtype)
    kept = way.to >= 0
    found[way.to[kept]] = column[kept]
    found[way.fresh] = fresh
    return found  # type: ignore[return-value]


def coded_moved(column: Coded, way: Moved, fresh: Sequence[str]) -> Coded:
    """A column of words after the move."""
    names, codes, number = column
    if not number.keys() >= set(fresh):
        names, number = _named({*names, *fresh})
        codes = _renumbered(column.names, number)[codes]
    return Coded(names, numbers_moved(codes, way, [number[word] for word in fresh]), number)


def pairs_moved(column: Pairs, way: Moved, fresh: Sequence[Sequence[str]]) -> Pairs:
    """A column of several words after the move."""
    names, number, codes = column.names, column.number, column.codes
    words = {word for row in fresh for word in row}
    if not number.keys() >= words:
        names, number = _named({*names, *words})
        codes = _renumbered(column.names, number)[codes]
    rows = way.to[column.rows]
    kept = rows >= 0
    new_rows, new_codes = _table(way.fresh.tolist(), fresh, number)
    rows, codes = np.concatenate([rows[kept], new_rows]), np.concatenate([codes[kept], new_codes])
    order = np.argsort(rows, kind="stable")
    return Pairs(names, rows[order], codes[order], number)


def _renumbered(names: Sequence[str], number: Mapping[str, int]) -> Ints:
    return np.fromiter((number[name] for name in names), np.int32, len(names))


def in_place(size: int, changed: Iterable[int]) -> Moved:
    """A move in which all rows stay where they are and some have changed."""
    to = np.arange(size, dtype=np.int32)
    fresh = np.array(sorted(changed), np.int32)
    to[fresh] = -1
    return Moved(to, fresh, size)
