"""All statements side by side in columns: who says what about whom, filtered and counted."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, cast

import numpy as np

from dateline.domain.names import fold
from dateline.domain.vocabulary import Act
from dateline.store.protocol import Store
from dateline.web.columns import Coded, Ints, Pairs, coded, in_place, paired, pairs_moved
from dateline.web.desk import Desk
from dateline.web.row import NO_DAY
from dateline.web.selection import Choice, Mask
from dateline.web.shelf import Shelf, way_from
from dateline.web.told import Printed, Saying, Told, printed, renewed, saying

PLAIN = str(Act.REPORT)
FACETS = ("act", "speaker", "about", "source")


@dataclass
class Spoken:
    """What the articles alone say of the statements: the rows, newest first, and columns that no decision changes."""

    rows: tuple[Saying, ...]
    told: Told[Saying]
    articles: Mapping[str, Printed]

    @classmethod
    def of(cls, store: Store, before: Spoken | None) -> Spoken:
        """All statements as the store is now."""
        told = renewed(store, "statements", saying, before.told if before else None)
        articles = printed(store)
        rows = [one if one.day != NO_DAY else one._replace(day=_told_on(one, articles)) for _, one in told.values()]
        rows.sort(key=lambda one: (-one.day, one.id))
        return cls(tuple(rows), told, articles)

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Statement id -> its row."""
        return {row.id: number for number, row in enumerate(self.rows)}

    @cached_property
    def days(self) -> Ints:
        """The day of each, or of its article."""
        return np.fromiter((row.day for row in self.rows), np.int32, len(self.rows))

    @cached_property
    def acts(self) -> Coded:
        """What is done by saying it."""
        return coded([row.act for row in self.rows])

    @cached_property
    def speaker(self) -> Pairs:
        """Speakers, with the body they speak for."""
        return paired([speakers(row) for row in self.rows])

    @cached_property
    def source(self) -> Pairs:
        """Outlets."""
        return paired([[self.articles[row.article].outlet] for row in self.rows])

    @cached_property
    def about(self) -> Mapping[str, tuple[int, ...]]:
        """Report id -> the rows of what is said about it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            if row.about.startswith("r-"):
                found[row.about].append(number)
        return {report: tuple(rows) for report, rows in found.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Speaker key -> a name."""
        found: dict[str, str] = {}
        for row in self.rows:
            found.setdefault(row.speaker_id or f"~{fold(row.speaker)}", row.speaker)
            if row.organisation:
                found.setdefault(row.organisation_id or f"~{fold(row.organisation)}", row.organisation)
        return found


@dataclass
class Sayings:
    """The statements beside the incidents as they are now; `incident_of` leads from reports to incidents."""

    spoken: Spoken
    shelf: Shelf
    incident_of: Mapping[str, str]
    came: tuple[Sayings, list[int]] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, spoken: Spoken, shelf: Shelf, before: Sayings | None) -> Sayings:
        """The statements over this shelf; what the one before had is taken over where few incidents changed."""
        if before is None or before.spoken is not spoken:
            home = {report: row.id for row in shelf.rows for report in row.reports if report in spoken.about}
            return cls(spoken, shelf, home)
        way = way_from(before.shelf, shelf)
        gone = [before.shelf.rows[at] for at in np.flatnonzero(way.to < 0).tolist()]
        new = [shelf.rows[at] for at in way.fresh.tolist()]
        home = dict(before.incident_of)
        for row in gone:
            for report in row.reports:
                home.pop(report, None)
        home |= {report: row.id for row in new for report in row.reports if report in spoken.about}
        reports = {report for row in (*gone, *new) for report in row.reports}
        return cls(spoken, shelf, home, (before, [at for one in sorted(reports) for at in spoken.about.get(one, ())]))

    @property
    def rows(self) -> tuple[Saying, ...]:
        """The statements, newest first."""
        return self.spoken.rows

    @property
    def at(self) -> Mapping[str, int]:
        """Statement id -> its row."""
        return self.spoken.at

    @property
    def days(self) -> Ints:
        """The day of each, or of its article."""
        return self.spoken.days

    @property
    def acts(self) -> Coded:
        """What is done by saying it."""
        return self.spoken.acts

    @cached_property
    def several(self) -> Mapping[str, Pairs]:
        """Speakers (with the body they speak for), whom it is about, outlets."""
        return {
            "speaker": self.spoken.speaker,
            "about": self._pairs("about", self.whom),
            "source": self.spoken.source,
            "who_whom": self._pairs("who_whom", lambda row: _triples(row, self.whom(row))),
        }

    def _pairs(self, name: str, pick: Callable[[Saying], Sequence[str]]) -> Pairs:
        if self.came:
            before, changed = self.came
            way = in_place(len(self.rows), changed)
            return pairs_moved(before.several[name], way, [pick(self.rows[at]) for at in way.fresh.tolist()])
        return paired([pick(row) for row in self.rows])

    @property
    def names(self) -> Mapping[str, str]:
        """Speaker key or actor id -> a name."""
        return ChainMap(cast(dict[str, str], self.shelf.actor_names), cast(dict[str, str], self.spoken.names))

    def whom(self, row: Saying) -> list[str]:
        """The actors a statement is about: named in it, or the other side of the incident that it is about.

        Whoever speaks from outside speaks of those who are said to have done it.
        """
        if not row.about:
            return []
        if row.about not in self.incident_of:
            return [] if row.about.startswith("r-") else [row.about]
        parts = self.shelf.rows[self.shelf.at[self.incident_of[row.about]]].parts
        mine = {row.speaker_id, row.organisation_id}
        did = any(part.side == "actors" and part.actor in mine for part in parts)
        sides = ("recipients", "actors") if did else ("actors", "recipients")
        for side in sides:
            found = [part.actor for part in parts if part.side == side and part.actor and part.actor not in mine]
            if found:
                return found
        return []

    def spoken_by(self, actor: str) -> list[Saying]:
        """What an actor, or somebody for it, says, newest first."""
        pairs = self.several["speaker"]
        code = pairs.number.get(actor, -1)
        return [self.rows[at] for at in pairs.rows[pairs.codes == code].tolist()]

    def warm(self) -> Sayings:
        """Work out all columns now."""
        _ = (self.at, self.days, self.acts, self.several, self.spoken.names)
        self.came = None
        return self


def _told_on(one: Saying, articles: Mapping[str, Printed]) -> int:
    return articles[one.article].day if one.article in articles else NO_DAY


def speakers(row: Saying) -> list[str]:
    """The keys of who speaks: actor ids, or folded names of those who are no known actor."""
    found = [row.speaker_id or f"~{fold(row.speaker)}"]
    if row.organisation:
        found.append(row.organisation_id or f"~{fold(row.organisation)}")
    return found


def sayings(desk: Desk) -> Sayings:
    """The statements of a workspace as they are now."""
    store = desk.engine.store

    def make(shelf: Shelf, before: Sayings | None) -> Sayings:
        spoken = desk.kept("spoken", lambda _, last: Spoken.of(store, last), of_articles=True)
        return Sayings.of(spoken, shelf, before).warm()

    return desk.kept("sayings", make)


class Asked(NamedTuple):
    """The filters of a list of statements."""

    chosen: Mapping[str, tuple[str, ...]]
    since: int | None
    until: int | None
    direct: bool
    doubted: bool
    about_what: str

    @property
    def narrows(self) -> bool:
        """Anything is filtered."""
        dated = self.since is not None or self.until is not None
        return any(self.chosen.values()) or dated or self.direct or self.doubted or bool(self.about_what)


def filters(said: Sayings, asked: Asked) -> dict[str, Mask]:
    """Which rows each filter lets through; those that filter nothing are not there."""
    found: dict[str, Mask] = {}
    for facet, values in asked.chosen.items():
        if not values:
            continue
        if facet == "act":
            numbers = [said.acts.number[one] for one in values if one in said.acts.number]
            found[facet] = np.isin(said.acts.codes, numbers)
        else:
            pairs = said.several[facet]
            mask = np.zeros(len(said.rows), bool)
            codes = [pairs.number[one] for one in values if one in pairs.number]
            mask[pairs.rows[np.isin(pairs.codes, codes)]] = True
            found[facet] = mask
    if asked.since is not None or asked.until is not None:
        days = said.days
        within = days != NO_DAY
        if asked.since is not None:
            within &= days >= asked.since
        if asked.until is not None:
            within &= days <= asked.until
        found["days"] = within
    for name, wanted, holds in _MARKS:
        if wanted(asked):
            found[name] = np.fromiter((holds(said, row) for row in said.rows), bool, len(said.rows))
    return found


_MARKS: Sequence[tuple[str, Callable[[Asked], bool], Callable[[Sayings, Saying], bool]]] = (
    ("direct", lambda asked: asked.direct, lambda _, row: row.direct),
    ("doubted", lambda asked: asked.doubted, lambda _, row: row.doubted),
    ("incident", lambda asked: asked.about_what == "incident", lambda said, row: row.about in said.incident_of),
    (
        "actor",
        lambda asked: asked.about_what == "actor",
        lambda _, row: bool(row.about) and not row.about.startswith("r-"),
    ),
)


def both(said: Sayings, found: Mapping[str, Mask], but: str = "") -> Mask:
    """The rows that every filter lets through, one left aside."""
    mask: Mask = np.ones(len(said.rows), bool)
    for name, one in found.items():
        if name != but:
            mask &= one
    return mask


def facets(said: Sayings, found: Mapping[str, Mask], asked: Asked, most: int = 30) -> dict[str, list[Choice]]:
    """For each facet its values with counts: of all that the other filters let through, most first."""
    out: dict[str, list[Choice]] = {}
    for facet in FACETS:
        rest = both(said, found, but=facet)
        if facet == "act":
            names = said.acts.names
            counts = np.bincount(said.acts.codes[rest], minlength=len(names))
        else:
            pairs = said.several[facet]
            names = pairs.names
            counts = np.bincount(pairs.codes[rest[pairs.rows]], minlength=len(names))
        mine = set(asked.chosen.get(facet, ()))
        listed = [Choice(names[at], int(counts[at]), names[at] in mine) for at in np.flatnonzero(counts)]
        listed += [Choice(name, 0, True) for name in mine - {one.value for one in listed}]
        listed.sort(key=lambda one: (not one.chosen, -one.count, one.value))
        out[facet] = listed[: max(most, len(mine))]
    return out


def who_whom(said: Sayings, mask: Mask, reports: bool, most: int = 8) -> list[tuple[str, str, str, int]]:
    """Speaker, act, whom it is about and how often, most often first; plain reporting only with `reports`."""
    pairs = said.several["who_whom"]
    if not reports:
        mask = mask & (said.acts.codes != said.acts.number.get(PLAIN, -1))
    counts = np.bincount(pairs.codes[mask[pairs.rows]], minlength=len(pairs.names))
    ranked = np.lexsort((np.arange(len(counts)), -counts))[:most]
    return [(*_parted(pairs.names[at]), int(counts[at])) for at in ranked if counts[at]]


def _triples(row: Saying, whom: list[str]) -> list[str]:
    speaker = speakers(row)[-1]
    return ["\t".join((speaker, row.act, one)) for one in dict.fromkeys(whom)]


def _parted(triple: str) -> tuple[str, str, str]:
    speaker, act, whom = triple.rsplit("\t", 2)
    return speaker, act, whom
