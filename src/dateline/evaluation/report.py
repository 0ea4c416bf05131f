"""Figures as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """One figure a line; slots with their numbers."""
    for name, values in figures.items():
        if name == "slots":
            for slot, one in values.items():
                yield f"  {slot:24s} {one['share']:.3f}  ({one['right']}/{one['of']})"
        elif name == "reliability":
            for kind, rows in values.items():
                told = "  ".join(f"{at}={row['share']:.2f} ({row['of']})" for at, row in rows.items())
                yield f"how sure and how often right, {kind}: {told}"
        else:
            yield f"{name:13s} " + "  ".join(f"{key}={value}" for key, value in values.items())
