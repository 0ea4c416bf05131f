"""A pool of processes on one machine: each loads the reader once; answers come back in the order of the inputs."""

from __future__ import annotations

import copyreg
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from types import MappingProxyType
from typing import Any

from dateline.batch.prepare import Reader, Recipe, make_reader
from dateline.domain.article import Failure, Raw
from dateline.store.protocol import Entry

_AHEAD = 4
"""Inputs waiting per worker: enough to keep it busy, few enough to keep memory flat."""

_worker: list[Reader] = []


def read_in_order(raws: Iterable[Raw], read: Reader) -> Iterator[tuple[Raw, Entry | Failure]]:
    """Read one after the other in this process."""
    for raw in raws:
        yield raw, read(raw)


def read_in_pool(raws: Iterable[Raw], recipe: Recipe, workers: int) -> Iterator[tuple[Raw, Entry | Failure]]:
    """Read in `workers` new processes; an input and its answer at a time, in the order of the inputs."""
    _let_read_only_maps_cross()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, partial(_start, recipe)) as pool:
        waiting: deque[tuple[Raw, Future[Entry | Failure]]] = deque()
        try:
            for raw in raws:
                waiting.append((raw, pool.submit(_read, raw)))
                if len(waiting) >= workers * _AHEAD:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        finally:
            for _, answer in waiting:
                answer.cancel()


def _next(waiting: deque[tuple[Raw, Future[Entry | Failure]]]) -> tuple[Raw, Entry | Failure]:
    raw, answer = waiting.popleft()
    return raw, answer.result()


def _start(recipe: Recipe) -> None:
    _let_read_only_maps_cross()
    _worker[:] = [make_reader(recipe)]


def _read(raw: Raw) -> Entry | Failure:
    return _worker[0](raw)


def _let_read_only_maps_cross() -> None:
    copyreg.pickle(MappingProxyType, _as_dict)


def _as_dict(proxy: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    return _read_only, (dict(proxy),)


def _read_only(items: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)
