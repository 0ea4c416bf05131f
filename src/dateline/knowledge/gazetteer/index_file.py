"""One file of named arrays, mapped into memory: nothing is read before it is needed."""

from __future__ import annotations

import json
import mmap
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"DLGAZ001"
_ALIGN = 64


def write_index(file: Path, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
    """Write so that a reader sees the whole file or none; raises OSError when it cannot be written."""
    table: dict[str, list[Any]] = {}
    at = 0
    for name, array in arrays.items():
        at += -at % _ALIGN
        table[name] = [array.dtype.str, list(array.shape), at]
        at += array.nbytes
    head = json.dumps({"arrays": table, "meta": meta, "size": at}, ensure_ascii=False).encode("utf-8")
    start = len(_MAGIC) + 8 + len(head)
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=file.parent, prefix=".gazetteer-", delete=False) as out:
        out.write(_MAGIC + len(head).to_bytes(8, "little") + head + b"\0" * (-start % _ALIGN))
        base = out.tell()
        for name, array in arrays.items():
            out.write(b"\0" * (base + table[name][2] - out.tell()))
            out.write(np.ascontiguousarray(array).data)
    Path(out.name).replace(file)


def read_index(file: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays and the meta data of an index; raises OSError or ValueError when the file is no whole index."""
    with file.open("rb") as stream:
        data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    if data[: len(_MAGIC)] != _MAGIC:
        raise ValueError(f"{file} is no gazetteer index")
    size = int.from_bytes(data[len(_MAGIC) : len(_MAGIC) + 8], "little")
    start = len(_MAGIC) + 8
    head = json.loads(data[start : start + size])
    base = start + size
    base += -base % _ALIGN
    if len(data) < base + head["size"]:
        raise ValueError(f"{file} is cut short")
    arrays = {}
    for name, (dtype, shape, at) in head["arrays"].items():
        count = int(np.prod(shape)) if shape else 1
        arrays[name] = np.frombuffer(data, dtype=dtype, count=count, offset=base + at).reshape(shape)
    return arrays, head["meta"]
