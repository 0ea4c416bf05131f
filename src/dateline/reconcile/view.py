"""A report as reconciliation sees it: a small flat value, cheap to keep in columns and to compare in millions.

`view(report, article)` makes it once, when the article is read; nothing in it depends on other articles.
`ReportView.row` and `from_row` turn it into JSON data and back.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from dateline.domain.article import Article
from dateline.domain.counts import CountRange
from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.names import fold
from dateline.domain.report import Participant, Report
from dateline.domain.vocabulary import ASSERTED_STATUSES
from dateline.reconcile.data import data_text
from dateline.reconcile.kin import NO_KIN, Kin

Ends = tuple[int | None, int | None]
"""The two ends of a count, either may be open."""

NEWS_DELAY = 2
"""An undated news report tells of the day it was published or of one of the two days before."""

_set = object.__setattr__

_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u", "q": "k"})
_MOST_WORDS = 48
_MOST_NAMES = 40
_LEAD = 700
"""Code points of the body whose names are taken as the names of the news (about five sentences)."""

_WORD = re.compile(r"[^\W_]{2,30}")
_NAME = re.compile(r"(?<![\w’'])[^\W\d_a-z][\w]{1,30}")
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report with the facts of its article that decide whether it tells the same as another.

    `first`, `last` and `published` are proleptic day numbers (`date.toordinal`); `grain` is 'day', 'month' or 'year'
    ('' without a date). `actors` and `recipients` are ids of named actors, `wider` the bodies these belong to; mere
    descriptions are left out. `words` are stems of the clause, `names` tolerant keys of the names in clause and lead.

    Worked out from these: `window`, the first and last day on which the happening may have been, as far as report and
    publication tell (else None); `day_known`, whether the text fixes the day, or at most three days; `told` (`TOLD`).
    """

    id: str
    article: str
    type: str
    mode: str | None
    first: int | None
    last: int | None
    grain: str
    published: int | None
    place: str | None
    place_name: str
    precision: str
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    actors: frozenset[str]
    recipients: frozenset[str]
    wider: frozenset[str]
    killed: Ends | None
    injured: Ends | None
    weapon_count: Ends | None
    count: Ends | None
    weapon: str | None
    asserted: bool
    background: bool
    aggregate: bool
    words: frozenset[str]
    names: frozenset[str]
    clause: str
    start: int
    end: int
    outlet: str | None
    window: tuple[int, int] | None = field(init=False, repr=False, compare=False)
    day_known: bool = field(init=False, repr=False, compare=False)
    told: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out what every comparison asks for: a report is compared with a hundred others."""
        first, last = self.first, self.last
        known = self.grain == "day" and first is not None and last is not None and last - first <= 2
        _set(self, "window", _window(self))
        _set(self, "day_known", known)
        told = 0
        for bit, value in zip(_BITS, _TOLD_OF(self), strict=True):
            if value:
                told |= bit
        _set(self, "told", told)

    def row(self) -> list[Any]:
        """The view as plain JSON data; the same view always gives the same data."""
        return [_plain(getattr(self, name)) for name in _FIELDS]


_TOLD = ("grain", "killed", "injured", "weapon_count", "weapon", "actors", "recipients", "words", "names")
_TOLD_OF = attrgetter(*_TOLD)
_BITS = tuple(1 << i for i in range(len(_TOLD)))
TOLD: Mapping[str, int] = MappingProxyType(dict(zip(_TOLD, _BITS, strict=True)))
"""The bits of `ReportView.told`: which values a report gives at all. A feature that needs one missing says nothing."""


def _window(one: ReportView) -> tuple[int, int] | None:
    if one.first is not None:
        return one.first, max(one.first, one.last or one.published or one.first)
    if one.last is not None:
        return one.last, one.last
    if one.published is None or one.background:
        return None
    return one.published - NEWS_DELAY, one.published


_FIELDS = tuple(name for name, one in ReportView.__dataclass_fields__.items() if one.init)
_SETS = tuple(i for i, name in enumerate(_FIELDS) if name in ("actors", "recipients", "wider", "words", "names"))
_ENDS = tuple(i for i, name in enumerate(_FIELDS) if name in ("killed", "injured", "weapon_count", "count"))


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value


def from_row(row: Iterable[Any]) -> ReportView:
    """The view that `ReportView.row` wrote."""
    values = list(row)
    for i in _SETS:
        values[i] = frozenset(values[i])
    for i in _ENDS:
        if values[i] is not None:
            values[i] = tuple(values[i])
    return ReportView(*values)


def view(report: Report, article: Article, kin: Kin = NO_KIN) -> ReportView:
    """See one report; `article` must be the one it was read from, `kin` what the actor book knows."""
    published = article.published or article.updated
    first, last, grain = _days(report.when or _month_of_news(report, published))
    place = report.where.place if report.where else None
    clause = article.quote(report.evidence[0])
    told = " ".join(article.quote(span) for span in report.evidence[:3])
    acting, suffering = _ids(report.actors, kin), _ids(report.recipients, kin)
    headline = "" if report.background else f"{article.title or ''}. {article.text[:_LEAD]}"
    return ReportView(
        id=report.id,
        article=report.article_id,
        type=str(report.type),
        mode=report.mode,
        first=first,
        last=last,
        grain=grain,
        published=_published(published),
        place=place.id if place else None,
        place_name=place.name if place else "",
        precision=str(place.precision) if place else "",
        admin1=(place.admin1 if place else None) or None,
        country=(place.country if place else None) or report.country,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        actors=acting,
        recipients=suffering,
        wider=frozenset().union(*(kin.wider.get(one, frozenset()) for one in acting | suffering)),
        killed=_ends(report.killed),
        injured=_ends(report.injured),
        weapon_count=_ends(report.weapon_count),
        count=_ends(report.count),
        weapon=report.weapon.lower() if report.weapon else None,
        asserted=report.status in ASSERTED_STATUSES,
        background=report.background,
        aggregate=report.aggregate,
        words=_most(stems(told), _MOST_WORDS),
        names=_most(name_keys(told) | name_keys(headline), _MOST_NAMES),
        clause=clause_key(clause),
        start=report.evidence[0].start,
        end=report.evidence[0].end,
        outlet=article.outlet,
    )


def stems(text: str) -> frozenset[str]:
    """Content words of a text, folded, lightly stemmed, function words left out."""
    stop = stop_words()
    return frozenset(stem(word) for word in _WORD.findall(fold(text)) if word not in stop and not word.isdigit())


def name_keys(text: str) -> frozenset[str]:
    """Tolerant keys of the capitalised words of a text: what is left is mostly people, places and bodies."""
    stop = stop_words()
    return frozenset(
        key for word in _NAME.findall(text) if word.lower() not in stop and len(key := _name_key(word)) > 1
    )


def printed(texts: Iterable[str]) -> Mapping[str, str]:
    """Stems and name keys (with `^` before them) of texts -> the word that stands there; the first one wins."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            found.setdefault(stem(fold(word)), word)
        for word in _NAME.findall(text):
            found.setdefault("^" + _name_key(word), word)
    return found


def clause_key(text: str) -> str:
    """The words and numbers of a clause as one folded string, for finding the very same sentence elsewhere."""
    return " ".join(fold(text).split()[:40])


@functools.lru_cache(maxsize=65536)
def _name_key(word: str) -> str:
    """Spellings of one name mostly differ in vowels and doubled letters: 'Hashemi' and 'Hashimi' share a key."""
    plain = fold(word).replace("ph", "f").translate(_VOWELS)
    single = "".join(one for one, before in zip(plain, " " + plain, strict=False) if one != before)
    return single[:-1] if len(single) > 3 and single.endswith("h") else single


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: English endings taken off where at least four letters stay."""
    for ending in ("ings", "ing", "ers", "ies", "ed", "es", "er", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@functools.cache
def stop_words() -> frozenset[str]:
    """Function words and the verbs of telling, from `data/reconcile/stop_words.txt`."""
    text = data_text("stop_words.txt")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _most(words: frozenset[str], most: int) -> frozenset[str]:
    """At most so many words, the longer first: a hostile clause of ten thousand words stays cheap."""
    return words if len(words) <= most else frozenset(sorted(words, key=lambda word: (-len(word), word))[:most])


def _ids(parts: Iterable[Participant], kin: Kin) -> frozenset[str]:
    return frozenset(part.actor_id for part in parts if part.actor_id and part.actor_id not in kin.generic)


def _ends(count: CountRange | None) -> Ends | None:
    return (count.low, count.high) if count else None


def _days(when: DateRange | None) -> tuple[int | None, int | None, str]:
    if when is None:
        return None, None, ""
    grain = {DatePrecision.DAY: "day", DatePrecision.MONTH: "month", DatePrecision.YEAR: "year"}[when.precision]
    return _ordinal(when.earliest), _ordinal(when.latest), grain


def _ordinal(when: date | None) -> int | None:
    return when.toordinal() if when else None


def _published(when: DateRange | None) -> int | None:
    """The day of publication, None where only a month or year is printed."""
    if when is None or when.precision is not DatePrecision.DAY:
        return None
    return _ordinal(when.latest or when.earliest)


def _month_of_news(report: Report, published: DateRange | None) -> DateRange | None:
    """Undated news of which only the month or year is printed: most likely of that time."""
    vague = published is not None and published.precision is not DatePrecision.DAY
    return published if vague and not report.background else None
