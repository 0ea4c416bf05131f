"""Copies and relays: which articles are one witness.

`Signature` is all that is needed to compare two articles; a store can keep it and index its `bands`. Articles whose
signatures share a band are compared (`compare_articles`); `origin_groups` then says for every article where its news
comes from. Independent witnesses of an incident are counted over origins, never over outlets.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dateline.domain.article import Article
from dateline.domain.names import fold
from dateline.domain.report import OUTLET_REPORTS, Reading

PERMUTATIONS = 128
_SEED = 11
_BANDS, _ROWS = 32, 4  # a pair of Jaccard .5 shares a band with probability .87, of .7 with .9998
_LEAD_WORDS = 45
_LEAD_BANDS, _LEAD_ROWS = 16, 3
_SHORTEST = 12
"""Words below which a text is compared whole only: two short lines are alike by chance."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d{1,9}")


class CopyKind(StrEnum):
    """How the second article follows from the first."""

    IDENTICAL = "identical"
    NEAR_IDENTICAL = "near_identical"
    CUT = "cut"
    RELAY = "relay"
    TRANSLATION = "translation"
    VERSION = "version"
    NONE = "none"


COPIES = frozenset({CopyKind.IDENTICAL, CopyKind.NEAR_IDENTICAL, CopyKind.CUT, CopyKind.TRANSLATION, CopyKind.VERSION})
"""Kinds whose articles tell the same text; a relay tells in its own words what another told."""


@dataclass(frozen=True, slots=True)
class Signature:
    """An article as copies are found: hashes of its words, and the facts that name its origin.

    `digest` and `lead` are MinHash values (32-bit) over three-word shingles of the body and of its first words;
    `shingles` and `lead_shingles` count them. `exact` is a hash of the folded words. `published` is a day number.
    """

    article: str
    exact: str
    digest: tuple[int, ...]
    shingles: int
    lead: tuple[int, ...]
    lead_shingles: int
    words: int
    outlet: str | None = None
    url: str | None = None
    published: int | None = None
    origins: tuple[str, ...] = ()
    language: str | None = None
    translated: bool = False
    numbers: tuple[str, ...] = ()

    def row(self) -> list[Any]:
        """The signature as plain JSON data."""
        values = (getattr(self, name) for name in type(self).__dataclass_fields__)
        return [list(value) if isinstance(value, tuple) else value for value in values]


def signature_from_row(row: Iterable[Any]) -> Signature:
    """The signature that `Signature.row` wrote."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    return Signature(*values)


@dataclass(frozen=True, slots=True)
class CopyVerdict:
    """What two articles are to each other: the kind, a score from 0 to 1, the reason in words."""

    kind: CopyKind
    score: float
    reason: str

    @property
    def is_copy(self) -> bool:
        """The two tell one text."""
        return self.kind in COPIES


def sign(article: Article, told_by: Iterable[str] = ()) -> Signature:
    """The signature of one article; the headline is left out, for it is what copies change first.

    `told_by` are outlets by which the article says it has its news (`relayed`), beside those it names as its origin.
    """
    words = _WORD.findall(fold(article.text))
    published = article.published or article.updated
    when = (published.latest or published.earliest) if published else None
    shingles, lead = _shingles(words), _shingles(words[:_LEAD_WORDS])
    return Signature(
        article=article.id,
        exact=hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest(),
        digest=_minhash(shingles),
        shingles=len(shingles),
        lead=_minhash(lead),
        lead_shingles=len(lead),
        words=len(words),
        outlet=outlet_key(article.outlet),
        url=article.url,
        published=when.toordinal() if when else None,
        origins=_origins(article, told_by),
        language=article.language,
        translated=article.translated,
        numbers=tuple(sorted(set(_NUMBER.findall(article.text)))[:40]),
    )


def relayed(reading: Reading) -> tuple[str, ...]:
    """Outlets that tell every happening of an article: it has its news from them, known publishers or not."""
    news = [one for one in reading.reports if not one.background and not one.aggregate]
    tellers: dict[str, set[str]] = {one.id: set() for one in news}
    for said in reading.statements:
        if said.about in tellers and OUTLET_REPORTS in said.rules:
            tellers[said.about].add(said.speaker.name)
    return tuple(sorted(set.intersection(*tellers.values()))) if tellers else ()


def _origins(article: Article, told_by: Iterable[str]) -> tuple[str, ...]:
    """Keys of the named origins, in the article's order; its own initials ('TW' by Tide Watch) name no other."""
    own = outlet_key(article.outlet) or ""
    initials = "".join(word[0] for word in own.split())
    keys = (outlet_key(name) for name in (*article.origins, *told_by))
    return tuple(dict.fromkeys(key for key in keys if key and key not in (own, initials)))


def outlet_key(name: str | None) -> str | None:
    """One key for the spellings of an outlet: folded, without 'the' and a web ending."""
    if not name:
        return None
    plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().lower())
    words = fold(re.sub(r"\.(?:com|net|org|news|co\.uk|iq|info)\b.*$", "", plain)).split()
    return " ".join(word for word in words if word != "the") or None


def _shingles(words: list[str]) -> frozenset[str]:
    return frozenset(" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))) if words else frozenset()


def _minhash(shingles: frozenset[str]) -> tuple[int, ...]:
    from rensa import RMinHash

    counted = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    counted.update(sorted(shingles))
    return tuple(counted.digest())


def bands(one: Signature) -> tuple[str, ...]:
    """Keys that copies share: bands of both digests, the exact hash, an outlet's days for those that name it."""
    keys = {f"e{one.exact}"}
    if one.words >= _SHORTEST:
        keys.update(_band_keys("b", one.digest, _BANDS, _ROWS))
        keys.update(_band_keys("l", one.lead, _LEAD_BANDS, _LEAD_ROWS))
    if one.published is not None:
        if one.outlet:
            keys.add(f"o{one.outlet}|{one.published}")
        if one.origins:
            keys.update(f"o{name}|{one.published - back}" for name in one.origins for back in range(4))
    return tuple(sorted(keys))


def _band_keys(mark: str, digest: tuple[int, ...], number: int, rows: int) -> list[str]:
    keys = []
    for i in range(number):
        part = ",".join(map(str, digest[i * rows : (i + 1) * rows]))
        keys.append(f"{mark}{i}:{hashlib.blake2b(part.encode(), digest_size=6).hexdigest()}")
    return keys


def resemblance(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Share of equal MinHash values: an estimate of the Jaccard index (standard error .04 with 128)."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a) if a else 0.0


def containment(share: float, one: int, other: int) -> float:
    """How much of the shorter text is in the longer, from the Jaccard index and the two sizes."""
    least = min(one, other)
    return min(1.0, share * (one + other) / ((1 + share) * least)) if least else 0.0


NEAR = 0.5
"""Jaccard index of three-word shingles from which two texts are one text retouched."""
HELD = 0.6
"""Share of the shorter text found in the longer from which it is a cut, when the opening is the same too."""
_FAR_DAYS = 21


def compare_articles(a: Signature, b: Signature) -> CopyVerdict:
    """What two articles are to each other; the same for either order."""
    one, other = (a, b) if a.article <= b.article else (b, a)
    if one.url and one.url == other.url:
        return CopyVerdict(CopyKind.VERSION, 1.0, "two versions of one address")
    text = _text_verdict(one, other)
    if text.is_copy and one.outlet and one.outlet == other.outlet:
        return CopyVerdict(CopyKind.VERSION, text.score, f"{text.reason}, both by {one.outlet}")
    if text.is_copy:
        return text
    return _origin_verdict(one, other)


def _text_verdict(a: Signature, b: Signature) -> CopyVerdict:
    if a.exact == b.exact and a.words:
        return CopyVerdict(CopyKind.IDENTICAL, 1.0, "the same words from first to last")
    if min(a.words, b.words) < _SHORTEST or _days_apart(a, b) > _FAR_DAYS:
        return CopyVerdict(CopyKind.NONE, 0.0, "too short or too far apart to be copies")
    share = resemblance(a.digest, b.digest)
    if share >= NEAR:
        return CopyVerdict(CopyKind.NEAR_IDENTICAL, share, f"{share:.0%} of the word runs are shared")
    held = containment(share, a.shingles, b.shingles)
    lead = resemblance(a.lead, b.lead)
    if held >= HELD and lead >= 0.35:
        return CopyVerdict(CopyKind.CUT, held, f"{held:.0%} of the shorter text is in the longer, with its opening")
    return CopyVerdict(CopyKind.NONE, share, f"{share:.0%} of the word runs are shared")


def _origin_verdict(a: Signature, b: Signature) -> CopyVerdict:
    for told, source in ((a, b), (b, a)):
        if not source.outlet or source.outlet not in told.origins or _days_apart(a, b) > 3:
            continue
        foreign = told.translated or bool(told.language and source.language and told.language != source.language)
        numbers = set(told.numbers) & set(source.numbers)
        share = len(numbers) / max(1, min(len(told.numbers), len(source.numbers)))
        if foreign and len(numbers) >= 2 and share >= 0.6:
            return CopyVerdict(
                CopyKind.TRANSLATION, share, f"names {source.outlet} as its origin and has the same numbers"
            )
        return CopyVerdict(CopyKind.RELAY, 0.5, f"names {source.outlet} as its origin")
    return CopyVerdict(CopyKind.NONE, 0.0, "no text in common and no origin named")


def _days_apart(a: Signature, b: Signature) -> int:
    return abs(a.published - b.published) if a.published is not None and b.published is not None else 0
