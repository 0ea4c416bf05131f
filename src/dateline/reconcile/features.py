"""The features that compare two reports: each one idea of likeness, a score from -1 to 1 and the reason in words.

A missing value never counts as agreement: the score is then 0. All are symmetric.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import NamedTuple

from dateline.domain.names import fold
from dateline.reconcile.data import data_text
from dateline.reconcile.view import Ends, ReportView
from dateline.reconcile.weapons import weapon_group, weapons_agree


class Signal(NamedTuple):
    """What a feature says: from -1 (against) to 1 (for), and why."""

    score: float
    reason: str


NOTHING = Signal(0.0, "nothing to compare")
NO_DATE = Signal(0.0, "a date is missing")
NO_PLACE = Signal(0.0, "a place is missing")
NO_NAME = Signal(0.0, "a name is missing")
NO_WEAPON = Signal(0.0, "a weapon is missing")
NO_NUMBER = Signal(0.0, "a number is missing")
_EXACT = ("point", "town", "district")
NEAR_KM = 15.0
"""Places this near to each other may be one: a base and its town, a village and its district."""
FAR_KM = 60.0


# ------------------------------------------------------------------------------------------------------- when


def same_day(a: ReportView, b: ReportView) -> Signal:
    """Both put it on the same day; neighbouring days may be one night or two time zones."""
    one, other = a.window, b.window
    if one is None or other is None or not (a.grain and b.grain):
        return NO_DATE
    gap = max(one[0] - other[1], other[0] - one[1])
    wide = max(one[1] - one[0], other[1] - other[0])
    if gap > 0:
        return Signal(-0.5 if gap == 1 and wide <= 2 else -1.0, f"{gap} day{'s' * (gap > 1)} apart")
    if wide <= 2:
        return Signal(1.0 if one == other else 0.8, "the same day" if one == other else "days that meet")
    return Signal(0.35 if wide <= 31 else 0.1, "periods that meet")


def same_news_time(a: ReportView, b: ReportView) -> Signal:
    """News of one happening comes at one time; says nothing where one only recalls or both tell the day."""
    if (
        a.article == b.article
        or a.published is None
        or b.published is None
        or a.background
        or b.background
        or (a.grain and b.grain)
    ):
        return NOTHING
    gap = abs(a.published - b.published)
    if gap <= 2:
        return Signal(1.0 - 0.3 * gap, f"news {gap} days from each other")
    return Signal(max(-1.0, -gap / 10), f"news {gap} days from each other")


# ------------------------------------------------------------------------------------------------------ where


def same_place(a: ReportView, b: ReportView) -> Signal:
    """Both put it in the same place, or one place holds the other."""
    if a.country and b.country and a.country != b.country:
        # without a place the country is often that of one of several sites, or of the victims
        sure = a.place is not None and b.place is not None
        return Signal(-1.0 if sure else -0.5, f"{a.country} is not {b.country}")
    if a.place is None or b.place is None:
        return _by_region(a, b)
    if a.place == b.place:
        exact = a.precision in _EXACT
        return Signal(1.0 if exact else 0.5, f"both in {a.place_name}")
    if a.precision in _EXACT and b.precision in _EXACT:
        return _exact_places(a, b)
    return _by_region(a, b)


def _exact_places(a: ReportView, b: ReportView) -> Signal:
    names = f"{a.place_name} and {b.place_name}"
    away = distance_km(a, b)
    if away is None and _one_holds(a, b):
        return Signal(0.5, f"{names} may be one within the other")
    if away is None:
        return Signal(-0.3, f"{names} are two names")
    if away <= NEAR_KM:
        return Signal(0.7, f"{names} lie {away:.0f} km apart")
    if away >= FAR_KM:
        return Signal(-1.0, f"{names} lie {away:.0f} km apart")
    return Signal(-0.4, f"{names} lie {away:.0f} km apart")


def _one_holds(a: ReportView, b: ReportView) -> bool:
    """One name has all the words of the other, or a spot without coordinates lies in the same province as a town."""
    one, other = set(fold(a.place_name).split()), set(fold(b.place_name).split())
    if one <= other or other <= one:
        return True
    return (
        bool(a.admin1)
        and a.admin1 == b.admin1
        and {a.precision, b.precision} >= {"point"}
        and a.precision != b.precision
    )


def _by_region(a: ReportView, b: ReportView) -> Signal:
    if a.admin1 and b.admin1:
        if a.admin1 == b.admin1:
            return Signal(0.5, f"both in {a.admin1}")
        return Signal(-0.8, f"{a.admin1} is not {b.admin1}")
    if a.country and b.country:
        return Signal(0.1, f"both in {a.country}")
    return NO_PLACE


def distance_km(a: ReportView, b: ReportView) -> float | None:
    """Great-circle distance of the two places, None where a coordinate is missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    one, other = math.radians(a.lat), math.radians(b.lat)
    turn = math.sin((other - one) / 2) ** 2
    turn += math.cos(one) * math.cos(other) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(turn)))


# -------------------------------------------------------------------------------------------------- what, who


def same_type(a: ReportView, b: ReportView) -> Signal:
    """The same kind of act, in the same way."""
    if a.type != b.type:
        return Signal(-0.6, f"{a.type} against {b.type}")
    if not a.mode or not b.mode:
        return Signal(0.3, f"both {a.type}")
    if a.mode == b.mode:
        return Signal(1.0, f"both {a.type} {a.mode}")
    if frozenset((a.mode, b.mode)) in akin_modes():
        return Signal(0.3, f"{a.mode} and {b.mode} may be one")
    return Signal(-0.3, f"{a.mode} against {b.mode}")


@functools.cache
def akin_modes() -> frozenset[frozenset[str]]:
    """Pairs of modes by which one act is often told both ways, from `data/reconcile/modes.yaml`."""
    import yaml

    return frozenset(frozenset(pair) for pair in yaml.safe_load(data_text("modes.yaml"))["akin"])


def same_actors(a: ReportView, b: ReportView) -> Signal:
    """The same who; a body and the wider body it belongs to agree in part."""
    return _same_people(a.actors, b.actors, a, b)


def same_recipients(a: ReportView, b: ReportView) -> Signal:
    """The same to whom."""
    return _same_people(a.recipients, b.recipients, a, b)


def _same_people(one: frozenset[str], other: frozenset[str], a: ReportView, b: ReportView) -> Signal:
    if not one or not other:
        return NO_NAME
    shared = one & other
    if shared:
        return Signal(1.0, f"both name {', '.join(sorted(shared))}")
    if one & b.wider or other & a.wider:
        return Signal(0.5, "one belongs to the other")
    known, others = [name for name in one if not _unbooked(name)], [name for name in other if not _unbooked(name)]
    if not known or not others:
        return Signal(-0.2, "other names, not known to the actor book")
    return Signal(-1.0, f"{', '.join(sorted(known))} against {', '.join(sorted(others))}")


def _unbooked(actor: str) -> bool:
    """An actor met only in text: the same one may go by two ids, so that a difference says little."""
    return actor.startswith("x-")


def different_sides(a: ReportView, b: ReportView) -> Signal:
    """Who acts in one suffers in the other: a blow and the answer to it."""
    if not (a.recipients and b.actors) and not (a.actors and b.recipients):
        return NOTHING
    crossed = (a.actors & b.recipients - a.recipients) | (b.actors & a.recipients - b.recipients)
    if crossed:
        return Signal(-1.0, f"{', '.join(sorted(crossed))} acts in one and suffers in the other")
    return NOTHING


def same_weapon(a: ReportView, b: ReportView) -> Signal:
    """The same means."""
    if not a.weapon or not b.weapon:
        return NO_WEAPON
    if a.weapon == b.weapon:
        return Signal(1.0, f"both tell of {a.weapon}")
    one, other = weapon_group(a.weapon), weapon_group(b.weapon)
    if one == other and one:
        return Signal(0.8, f"{a.weapon} and {b.weapon} are of one kind")
    if weapons_agree(a.weapon, b.weapon):
        return Signal(0.2, f"{a.weapon} and {b.weapon} may be one")
    return Signal(-1.0, f"{a.weapon} against {b.weapon}")


# --------------------------------------------------------------------------------------------------- how many


def same_killed(a: ReportView, b: ReportView) -> Signal:
    """The same number of dead."""
    return _same_count(a.killed, b.killed, "dead")


def same_injured(a: ReportView, b: ReportView) -> Signal:
    """The same number of injured."""
    return _same_count(a.injured, b.injured, "injured")


def same_weapon_count(a: ReportView, b: ReportView) -> Signal:
    """The same number of weapons used."""
    return _same_count(a.weapon_count, b.weapon_count, "weapons")


def _same_count(one: Ends | None, other: Ends | None, of: str) -> Signal:
    if one is None or other is None:
        return NO_NUMBER
    low, high = one[0] if one[0] is not None else one[1], other[0] if other[0] is not None else other[1]
    if low is None or high is None:
        return NOTHING
    if low == high:
        # a rare number told twice says more than 'one dead' told twice
        return Signal(min(1.0, 0.35 + 0.13 * min(low, 5)), f"both tell of {low} {of}")
    ratio = (min(low, high) + 1) / (max(low, high) + 1)
    return Signal(ratio - 0.8 if ratio < 0.8 else 0.2, f"{low} against {high} {of}")


# ------------------------------------------------------------------------------------------------------ words


def shared_words(a: ReportView, b: ReportView) -> Signal:
    """Telling words that both clauses use; rare words weigh more."""
    if not a.words or not b.words:
        return NOTHING
    shared = a.words & b.words
    least = min(_weight_of(a.words), _weight_of(b.words))
    if not shared or not least:
        return Signal(-0.5, "no word in common")
    table = _weights()
    share = sum([table.get(word, RARE) for word in shared]) / least
    return Signal(max(-0.5, min(1.0, 2.5 * share - 0.5)), f"{SHARED_WORDS}{', '.join(shown_words(shared))}")


def same_names(a: ReportView, b: ReportView) -> Signal:
    """Rare names that both tell."""
    if not a.names or not b.names or a.article == b.article:
        return NOTHING
    shared = a.names & b.names
    if not shared:
        return Signal(0.0, "no name in common")
    weight = sum([max(0, name_weight(name) - 30) for name in shared])
    return Signal(min(1.0, weight / 200.0), f"{SHARED_NAMES}{', '.join(shown_names(shared))}")


SHARED_WORDS, SHARED_NAMES = "shared words: ", "shared names: "


def shown_words(shared: frozenset[str]) -> list[str]:
    """The stems that a reason tells."""
    return sorted(shared)[:5]


def shown_names(shared: frozenset[str]) -> list[str]:
    """The keys of names that a reason tells, the rarest first."""
    return sorted(shared, key=lambda name: (-name_weight(name), name))[:4]


def same_clause(a: ReportView, b: ReportView) -> Signal:
    """The very same sentence."""
    if a.clause == b.clause and a.clause.count(" ") >= 5:
        return Signal(1.0, "the same sentence word by word")
    return NOTHING


RARE = 100
"""Weight, in hundredths, of a word or name that the tables do not know: whole numbers, so that sums have no order."""


@functools.lru_cache(maxsize=1 << 16)
def _weight_of(words: frozenset[str]) -> int:
    table = _weights()
    return sum([table.get(word, RARE) for word in words])


def name_weight(name: str) -> int:
    """How telling a name's key is, 0 to 100; a name not in the table is rare and weighs 100."""
    return _weights().get("^" + name, RARE)


@functools.cache
def _weights() -> Mapping[str, int]:
    table: dict[str, int] = {}
    for line in (*data_text("word_weights.tsv").splitlines(), *data_text("common_words.tsv").splitlines()):
        if line and not line.startswith("#"):
            word, weight = line.split("\t")
            table[word] = min(round(float(weight) * 100), table.get(word, RARE))
    return table


# --------------------------------------------------------------------------------------------------- settings


def told_in_passing(a: ReportView, b: ReportView) -> Signal:
    """One recalls what the other tells as its news: it cannot be younger than the recall's article."""
    if a.background == b.background:
        return NOTHING
    recall, news = (a, b) if a.background else (b, a)
    if recall.published is None or news.published is None:
        return NOTHING
    if recall.published < news.published - 1:
        return Signal(-1.0, "recalled before it was news")
    return Signal(0.3, "recalled after it was news")


def same_article(a: ReportView, b: ReportView) -> Signal:
    """One article as a rule tells two happenings when it tells twice."""
    if a.article == b.article:
        return Signal(-1.0, "told apart in one article")
    return NOTHING
