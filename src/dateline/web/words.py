"""The words of the interface, in files by language: English is complete, others are measured against it.

A language is `texts/en.yaml` together with files of parts, `texts/en-PART.yaml`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from dateline.domain.counts import CountRange

DEFAULT = "en"
LANGUAGES = ("en", "ar")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@functools.cache
def texts(language: str) -> Mapping[str, str]:
    """Key -> text of one language, keys joined by dots."""
    import yaml

    folder = files("dateline.web").joinpath("texts")
    mine = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".yaml") and one.name[:-5].split("-")[0] == language),
        key=lambda one: one.name,
    )
    return {key: text for one in mine for key, text in _flat(yaml.safe_load(one.read_text("utf-8")), "")}


def _flat(data: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


class Words:
    """What a template says: a key in, the text of the reader's language out; `{names}` in it are filled in."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else DEFAULT

    @property
    def _texts(self) -> Mapping[str, str]:
        return texts(self.language)

    @property
    def _english(self) -> Mapping[str, str]:
        return texts(DEFAULT)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def __call__(self, key: str, **values: object) -> str:
        """The text; a key that no language has is shown as it is, so that it is noticed."""
        found = self._texts.get(key) or self._english.get(key) or key
        return found.format_map(values) if values else found

    def many(self, key: str, number: int) -> str:
        """The text that fits a number: `key.zero`, `one`, `two`, `few` (3-10), `many` (11-99) or `other`.

        The forms are those of the Unicode plural rules for Arabic; English files have `one` and `other`.
        """
        for form in (*_forms(number), "other"):
            found = self._texts.get(f"{key}.{form}")
            if found is not None:
                return found.format(n=number)
        return self._english.get(f"{key}.other", key).format(n=number)

    def term(self, kind: str, name: object) -> str:
        """A word of a closed vocabulary as people read it; one that is not listed, with spaces for underscores."""
        key = f"{kind}.{name}"
        return self._texts.get(key) or self._english.get(key) or str(name).replace("_", " ")

    def count(self, number: CountRange | Mapping[str, int | None] | None) -> str:
        """A number range in words."""
        if number is None:
            return ""
        low, high = (number.low, number.high) if isinstance(number, CountRange) else (number["low"], number["high"])
        if low == high:
            return str(low)
        if high is None:
            return self("number.at_least", n=low)
        return self("number.up_to", n=high) if low is None else self("number.between", low=low, high=high)


def _forms(number: int) -> tuple[str, ...]:
    if number in (0, 1, 2):
        return (("zero", "one", "two")[number],)
    rest = number % 100
    return ("few",) if 3 <= rest <= 10 else ("many",) if rest >= 11 else ()


def choose(asked: str | None, cookie: str | None, accepts: str) -> str:
    """The language: asked for in the address, else chosen before, else the browser's first that we have."""
    for one in (asked, cookie, *(part.partition(";")[0].strip()[:2].lower() for part in accepts.split(",")[:10])):
        if one in LANGUAGES:
            return one
    return DEFAULT
