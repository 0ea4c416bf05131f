"""One sentence made from an incident's fields."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.domain.counts import CountRange
from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.incident import Incident
from dateline.domain.names import fold
from dateline.domain.report import Participant
from dateline.domain.vocabulary import Stance, Status
from dateline.reconcile.data import data_text

_MONTHS = "January February March April May June July August September October November December".split()
_STATUS = {
    Status.ALLEGED: "Alleged: ",
    Status.DENIED: "Denied: ",
    Status.PLANNED: "Planned: ",
    Status.HYPOTHETICAL: "Feared: ",
}
_MOST = 2


@functools.cache
def _phrases() -> Mapping[str, str]:
    import yaml

    return {str(key): str(value) for key, value in yaml.safe_load(data_text("phrases.yaml")).items()}


def summarise(one: Incident) -> str:
    """The incident in one sentence: what, by whom, against whom, where, when, how many."""
    parts = [_what(one)]
    place = one.where.place.name if one.where else ""
    if told := worth_telling([part.name for part in one.recipients], place):
        against = "against" if one.type in ("ASSAULT", "COERCE") else "with"
        parts.append(f"{against} {_names(told)}")
    if place:
        parts.append(f"in {place}")
    if one.when:
        parts.append(when_in_words(one.when))
    sentence = " ".join(parts)
    by = _by_whom(one.actors)
    toll = "; ".join(_toll(one))
    text = f"{_STATUS.get(one.status, '')}{sentence}{by}{': ' + toll if toll else ''}."
    return text[0].upper() + text[1:]


def _what(one: Incident) -> str:
    phrases = _phrases()
    if one.weapon and one.type == "ASSAULT" and one.mode not in ("abduct", "beat", "torture", "sexual"):
        what = phrases.get(f"weapon {one.weapon}", f"attack with {one.weapon}")
    else:
        what = phrases.get(f"{one.type} {one.mode}", phrases.get(str(one.type), str(one.type).lower()))
    if one.aggregate:
        number = f" ({one.count})" if one.count else ""
        return f"several happenings{number}: {what}"
    return what


def worth_telling(names: Sequence[str], place: str) -> tuple[str, ...]:
    """Without the place itself, which is told anyway, and what only says as much as another name or less."""
    told: list[str] = []
    kept: list[frozenset[str]] = []
    for name in names:
        words = _words(name)
        less = any(words < _words(other) for other in names)
        if fold(name) != fold(place) and not less and words not in kept:
            told.append(name)
            kept.append(words)
    return tuple(told) or tuple(names[:1])


def _words(name: str) -> frozenset[str]:
    """The words of a name, one man for many."""
    return frozenset(word.removesuffix("s").replace("men", "man") for word in fold(name).split())


def _names(names: Sequence[str]) -> str:
    shown = list(names[:_MOST])
    if len(names) > _MOST:
        return ", ".join(shown) + " and others"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _by_whom(actors: tuple[Participant, ...]) -> str:
    words = []
    # 'group', 'militants' tell nothing where somebody is named
    named = tuple(one for one in actors if not one.name.islower()) or actors
    for stance, by in (
        (Stance.STATED, "by"),
        (Stance.CLAIMED, "claimed by"),
        (Stance.BLAMED, "blamed on"),
        (Stance.UNKNOWN, "by"),
    ):
        mine = tuple(one for one in named if one.stance is stance)
        if mine:
            words.append(f"{by} {_names(worth_telling([one.name for one in mine], ''))}")
    return f", {', '.join(words)}" if words else ""


def _toll(one: Incident) -> list[str]:
    counts: tuple[tuple[CountRange | None, str], ...] = ((one.killed, "killed"), (one.injured, "injured"))
    return [f"{'nobody' if count.high == 0 else count} {what}" for count, what in counts if count]


def when_in_words(when: DateRange) -> str:
    """A date range as English words with its preposition."""
    if when.earliest is None or when.latest is None:
        return f"until {_one(when.latest, when)}" if when.latest else f"since {_one(when.earliest, when)}"
    first, last = _one(when.earliest, when), _one(when.latest, when)
    if first == last:
        return f"on {first}" if when.precision is DatePrecision.DAY else f"in {first}"
    return f"between {first} and {last}"


def _one(day: date | None, when: DateRange) -> str:
    if day is None:
        return ""
    if when.precision is DatePrecision.YEAR:
        return str(day.year)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if when.precision is DatePrecision.MONTH else f"{day.day} {month}"
