"""The gazetteer: which places there are, and where a text names them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.domain.vocabulary import PlacePrecision
from dateline.knowledge.gazetteer.build import (
    ARTICLES,
    FILTER_BITS,
    IS_BEGINNING,
    IS_LOWER,
    IS_NAME,
    KINDS,
    PLACE_MASK,
    PRECISIONS,
)
from dateline.knowledge.gazetteer.folding import STEP, Folding, Keys, Words, join
from dateline.knowledge.gazetteer.rows import ALIAS, LOWER, WEAK
from dateline.knowledge.gazetteer.values import GazetteerPlace, PlaceHit

_MOST_CANDIDATES = 60
_BREAK = re.compile(r"[,;:!?()\[\]\"“”«»\n\r\t…|]|[^.\s]{4,}\.|\s{2,}|\s[-–—]|[-–—]\s|\w/")
_ARTICLE_ENDS = frozenset(form for a in ARTICLES for form in (a[-2:], a[-2:].upper(), a[-2:].capitalize()))
_BETWEEN_TEXTS = "\n\n"
_FEW = 64
_ALL_BITS = (1 << 64) - 1
_FILTER_DROP = 64 - FILTER_BITS
_FILTER_SHIFT = np.uint64(64 - FILTER_BITS)
_ARTICLE_BEFORE = re.compile(r"\b([A-Za-z]{2,3})[-‑ ’']\Z")
_KNOWN_PLACES = 20_000
_NAME_OR_BEGINNING = IS_NAME | IS_BEGINNING
_made = tuple.__new__


class Gazetteer:
    """Places by id and by the words that name them; made from an index that `build_index` wrote."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
        self._arrays = arrays
        self._keys: Keys = arrays["keys"]
        self._postings_at = arrays["postings_at"]
        self._postings = arrays["postings"]
        self._filter = arrays["filter"]
        self._filter_bytes = self._filter.data
        self._countries: list[str] = meta["countries"]
        self._own: dict[str, int] = meta["own"]
        self._spread: dict[str, list[str]] = meta["spread"]
        self._by_code: dict[str, int] = meta["by_code"]
        self._folding = Folding(arrays["fold"], arrays["case"])
        self._places: dict[str, GazetteerPlace] = {}
        self._broken: dict[str, bool] = {}
        self._entries: dict[int, int] = {}
        self._answers: dict[int, tuple[tuple[str, ...], frozenset[str], bool, bool]] = {}

    def __len__(self) -> int:
        return len(self._arrays["lat"])

    @cached_property
    def _own_ids(self) -> dict[int, str]:
        return {at: ident for ident, at in self._own.items()}

    # ------------------------------------------------------------------------------------------------ finding

    def find(self, text: str) -> list[PlaceHit]:
        """Every place name in a text, the longest where several begin or overlap, in order of position.

        Names begin with a capital in scripts that have them; in a text without any capital they may begin with a
        small letter. Upper case, accents, apostrophes and hyphens make no difference.
        """
        words = self._folding.words(text)
        cased = bool(words.case.any())
        first, last, entries, particles = self._matches(words, cased)
        begins, ends = words.starts.take(first).tolist(), words.ends.take(last).tolist()
        small = (words.case.take(first) == 0).tolist() if cased else [False] * len(begins)
        hits: list[PlaceHit] = []
        known, broken = self._answers, self._broken
        covered = 0
        for begin, end, several, entry, lower, particle in zip(
            begins, ends, (first != last).tolist(), entries, small, particles, strict=True
        ):
            if begin < covered:
                continue
            if several:
                stops = broken.get(text[begin:end])
                if self._is_broken(text[begin:end]) if stops is None else stops:
                    continue
            places, principal, weak, in_small = known.get(entry) or self._answer(entry)
            if lower and not (in_small and several):
                continue
            covered = end
            start = begin + particle
            if text[begin - 3 : begin - 1] in _ARTICLE_ENDS:
                start = self._with_article(text, start)
            hits.append(_made(PlaceHit, (start, end, places, principal, weak)))
        return hits

    def find_all(self, texts: Sequence[str]) -> list[list[PlaceHit]]:
        """What `find` gives for each text, in one pass: sooner done for many short texts."""
        found: list[list[PlaceHit]] = [[] for _ in texts]
        together: list[int] = []
        for at, text in enumerate(texts):
            if text == text.lower():
                found[at] = self.find(text)
            else:
                together.append(at)
        starts = [0, *accumulate(len(texts[at]) + len(_BETWEEN_TEXTS) for at in together)]
        number = 0
        for hit in self.find(_BETWEEN_TEXTS.join(texts[at] for at in together)):
            while hit.start >= starts[number + 1]:
                number += 1
            shift = starts[number]
            found[together[number]].append(PlaceHit(hit[0] - shift, hit[1] - shift, *hit[2:]))
        return found

    def _is_broken(self, phrase: str) -> bool:
        """Whether punctuation parts the words of a name."""
        if len(self._broken) >= _KNOWN_PLACES:
            self._broken.clear()
        stops = self._broken[phrase] = _BREAK.search(phrase) is not None
        return stops

    def _matches(self, words: Words, cased: bool) -> tuple[Any, Any, list[int], list[int]]:
        """First word, last word, key number of every match, and whether it leaves a particle out.

        In order of position; longer ones first where several begin alike.
        """
        keys, rest = words.keys, words.rest
        flags = self._filter.take(keys >> _FILTER_SHIFT)
        if cased:
            flags *= (words.case != 0) | ((flags & IS_LOWER) != 0)
        at = flags.nonzero()[0]
        if rest is None and at.size <= _FEW:
            return self._few_matches(words.keys, at)
        keys, flags = keys[at], flags[at]
        if rest is not None:
            more = rest.nonzero()[0]
            at, keys = np.concatenate((at, more)), np.concatenate((keys, rest[more]))
            flags = self._filter.take(keys >> _FILTER_SHIFT)
        particle = np.zeros(at.size, dtype=np.int64)
        if rest is not None:
            particle[at.size - more.size :] = 1
        found: list[tuple[NDArray[Any], ...]] = []
        count, last = 1, words.keys.size
        while True:
            named = ((flags & IS_NAME) != 0).nonzero()[0]
            found.append((at[named], np.full(named.size, count), keys[named], particle[named]))
            going = (((flags & IS_BEGINNING) != 0) & (at + count < last)).nonzero()[0]
            if not going.size:
                break
            at, particle, keys = at[going], particle[going], keys[going]
            if going.size <= _FEW:
                found.append(self._longer(words.keys, at, keys, particle, count))
                break
            keys = join(keys, words.keys[at + count])
            flags = self._filter.take(keys >> _FILTER_SHIFT)
            count += 1
        first, counts, keys, particle = (np.concatenate(column) for column in zip(*found, strict=True))
        entries = self._keys.searchsorted(keys)
        real = (self._keys.take(entries, mode="clip") == keys).nonzero()[0]
        first, counts = first[real], counts[real]
        order = (first * 64 - counts * 2 + particle[real]).argsort(kind="stable")
        real, first = real[order], first[order]
        return first, first + counts[order] - 1, entries[real].tolist(), particle[real].tolist()

    def _few_matches(self, words: Keys, at: NDArray[Any]) -> tuple[Any, Any, list[int], list[int]]:
        """What `_matches` gives, word by word: sooner done where few words may begin a name."""
        bits, step, last, known = self._filter_bytes, int(STEP), words.size, self._entries.get
        first: list[int] = []
        ends: list[int] = []
        entries: list[int] = []
        for start, begun in zip(at.tolist(), words.take(at).tolist(), strict=True):
            key, stop, there = begun, start, len(first)
            while (flag := bits[key >> _FILTER_DROP]) & _NAME_OR_BEGINNING:
                if flag & IS_NAME:
                    entry = known(key)
                    if entry is None:
                        entry = self._entry(key)
                    if entry >= 0:
                        first.insert(there, start)
                        ends.insert(there, stop)
                        entries.insert(there, entry)
                stop += 1
                if stop == last or not flag & IS_BEGINNING:
                    break
                key = (key * step + int(words[stop])) & _ALL_BITS
        return np.array(first, dtype=np.int64), np.array(ends, dtype=np.int64), entries, [0] * len(first)

    def _entry(self, key: int) -> int:
        """The number of a key, -1 for none."""
        spot = int(self._keys.searchsorted(np.uint64(key)))
        entry = spot if spot < self._keys.size and int(self._keys[spot]) == key else -1
        if len(self._entries) >= _KNOWN_PLACES:
            self._entries.clear()
        self._entries[key] = entry
        return entry

    def _longer(
        self, words: Keys, at: NDArray[Any], keys: Keys, particle: NDArray[Any], count: int
    ) -> tuple[NDArray[Any], ...]:
        """What the loop over all beginnings finds, one by one: sooner done where few are left."""
        bits, step, last = self._filter_bytes, int(STEP), words.size
        found: list[tuple[int, int, int, int]] = []
        for start, begun, particles in zip(at.tolist(), keys.tolist(), particle.tolist(), strict=True):
            key, size = begun, count
            while start + size < last:
                key = (key * step + int(words[start + size])) & _ALL_BITS
                size += 1
                flag = bits[key >> _FILTER_DROP]
                if flag & IS_NAME:
                    found.append((start, size, key, particles))
                if not flag & IS_BEGINNING:
                    break
        starts, sizes, names, begun_with = zip(*found, strict=True) if found else ((), (), (), ())
        return (
            np.array(starts, dtype=np.int64),
            np.array(sizes, dtype=np.int64),
            np.array(names, dtype=np.uint64),
            np.array(begun_with, dtype=np.int64),
        )

    def _answer(self, entry: int) -> tuple[tuple[str, ...], frozenset[str], bool, bool]:
        known = self._answers.get(entry)
        if known is None:
            posted = self._postings[self._postings_at[entry] : self._postings_at[entry + 1]].tolist()
            mask = int(PLACE_MASK)
            places = tuple(dict.fromkeys(self._id(item & mask) for item in posted))[:_MOST_CANDIDATES]
            principal = frozenset(self._id(item & mask) for item in posted if not item & ALIAS)
            weak = any(item & WEAK for item in posted)
            known = (places, principal, weak, any(item & LOWER for item in posted))
            if len(self._answers) >= _KNOWN_PLACES:
                self._answers.clear()
            self._answers[entry] = known
        return known

    @staticmethod
    def _with_article(text: str, begin: int) -> int:
        """Take 'al-' before a name into its span."""
        match = _ARTICLE_BEFORE.search(text, max(0, begin - 5), begin)
        if match and match[1].lower() in ARTICLES and (text[begin - 1] != " " or match[1] in ("al", "Al", "el", "El")):
            return match.start()
        return begin

    # ------------------------------------------------------------------------------------------------ looking up

    def _id(self, at: int) -> str:
        geonameid = int(self._arrays["geonameid"][at])
        return f"gn:{geonameid}" if geonameid else f"dl:{self._own_ids[at]}"

    def _row(self, ident: str) -> int | None:
        kind, _, rest = ident.partition(":")
        if kind == "dl":
            return self._own.get(rest)
        if kind != "gn" or not rest.isdigit() or len(rest) > 9:
            return None
        ids = self._arrays["sorted_geonameids"]
        spot = int(ids.searchsorted(np.int32(int(rest))))
        return int(self._arrays["by_geonameid"][spot]) if spot < len(ids) and ids[spot] == int(rest) else None

    def place(self, ident: str) -> GazetteerPlace | None:
        """The place with this id; None when the gazetteer has none."""
        known = self._places.get(ident)
        if known is None and (at := self._row(ident)) is not None:
            if len(self._places) >= _KNOWN_PLACES:
                self._places.clear()
            known = self._places[ident] = self._read(at)
        return known

    def country(self, code: str) -> GazetteerPlace | None:
        """The country with an ISO 3166-1 alpha-2 code."""
        at = self._by_code.get(code)
        return None if at is None else self.place(self._id(at))

    def _read(self, at: int) -> GazetteerPlace:
        a = self._arrays
        names = self._names(at)
        kind = KINDS[a["kind"][at]]
        up = {KINDS[a["kind"][row]]: self._names(row)[0] for row in self._up(at)}
        lat, lon = float(a["lat"][at]), float(a["lon"][at])
        country = self._countries[a["country"][at]]
        return GazetteerPlace(
            id=self._id(at),
            name=names[0],
            kind=kind,
            country=country,
            admin1=names[0] if kind == "admin1" else up.get("admin1"),
            admin2=names[0] if kind == "admin2" else up.get("admin2"),
            lat=None if math.isnan(lat) else round(lat, 5),
            lon=None if math.isnan(lon) else round(lon, 5),
            population=int(a["population"][at]),
            precision=PlacePrecision(PRECISIONS[a["precision"][at]]),
            geonameid=int(a["geonameid"][at]) or None,
            names=names[1:],
            countries=tuple(self._spread.get(str(at), (country,))),
        )

    def _names(self, at: int) -> tuple[str, ...]:
        begin, end = self._arrays["text_at"][at : at + 2].tolist()
        return tuple(self._arrays["text"][begin:end].tobytes().decode("utf-8").split("\x1f"))

    def _up(self, at: int) -> list[int]:
        found = []
        while (at := int(self._arrays["parent"][at])) >= 0:
            found.append(at)
        return found

    def lookup(self, name: str) -> list[GazetteerPlace]:
        """Every place with this name in some spelling, the likeliest without context first."""
        keys, counts, _ = self._folding.name_keys([name])
        entry = int(np.searchsorted(self._keys, keys[0]))
        if not counts[0] or entry >= self._keys.size or self._keys[entry] != keys[0]:
            return []
        found = [self.place(ident) for ident in self._answer(entry)[0]]
        return [place for place in found if place is not None]

    def containers(self, place: GazetteerPlace) -> list[GazetteerPlace]:
        """What the place lies in, the narrowest first: subdivisions, then the country."""
        at = self._row(place.id)
        return [] if at is None else [self._read(row) for row in self._up(at)]
