"""The data files of reconciliation; their formats are told in `data/reconcile/README.md`."""

from __future__ import annotations


def data_text(name: str) -> str:
    """The text of one data file."""
    from importlib.resources import files

    return files("dateline").joinpath("data/reconcile", name).read_text("utf-8")
