"""How far an incident can be believed: the Admiralty digit with its reason, corroboration in words, sources' letters.

Information credibility (NATO AJP-2.1): 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged. Reliability of a source: A to E as set by the people who use it, F where unknown.
Rules, first that holds: nothing asserted -> 6; everybody denies -> 5; told only as a claim -> 4 (5 when the other side
denies it); three independent origins, or two and a party's own word -> 1; two, or one and a party's own word -> 2;
one reliable source (A or B) -> 2; one origin -> 3; only recalled in passing without a day -> one digit weaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.domain.query import fold_name
from dateline.domain.vocabulary import Act, Stance, Status
from dateline.reconcile.gather import Member, source_of
from dateline.reconcile.origins import Origin

UNKNOWN_SOURCE = "F"
_WORDS = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Credibility:
    """The digit 1 (confirmed) to 6 (cannot be judged), its reason, and each kind of corroboration that is there."""

    digit: int
    reason: str
    corroboration: tuple[str, ...]


def reliability(outlet: str | None, known: Mapping[str, str]) -> str:
    """A source's letter A-F; F for any source nobody has rated. `known` holds folded names."""
    return known.get(fold_name(outlet), UNKNOWN_SOURCE)


@dataclass(frozen=True, slots=True)
class _Standing:
    stated: frozenset[str]
    all: frozenset[str]
    claimed_by: tuple[str, ...]
    conceded_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    copies: int


def judge(
    members: Sequence[Member], origins: Mapping[str, Origin], ratings: Mapping[str, str] | None = None
) -> Credibility:
    """Judge one incident from its reports, what is said about it, and the ratings of its sources."""
    now = _standing(members, origins)
    words = _corroboration(now)
    digit, why = _digit(members, now, ratings or {})
    if digit in (2, 3) and all(one.report.background and not one.view.day_known for one in members):
        digit, why = digit + 1, f"{why}; only recalled, without a day"
    count = f"{_plural(len(members), 'report')}, {_plural(len(now.all), 'independent origin')}"
    return Credibility(digit, f"{_WORDS[digit]}: {why} ({count}{_copies(now)})", words)


def _plural(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _copies(now: _Standing) -> str:
    return f", {now.copies} only copying or relaying" if now.copies else ""


def _standing(members: Sequence[Member], origins: Mapping[str, Origin]) -> _Standing:
    stated = {source_of(one, origins) for one in members if one.report.status is Status.HAPPENED}
    copies = {
        one.report.article_id for one in members if (o := origins.get(one.report.article_id)) and o.role != "original"
    }
    claimed = {p.name for m in members for p in m.report.actors if p.stance is Stance.CLAIMED}
    suffering = {p.actor_id for m in members for p in m.report.recipients if p.actor_id}
    conceded = _speakers(members, Act.CONFIRM, suffering) | _speakers(members, Act.ANNOUNCE, suffering)
    acting = {p.actor_id: p.name for m in members for p in m.report.actors if p.actor_id}
    return _Standing(
        frozenset(stated),
        frozenset(source_of(one, origins) for one in members),
        tuple(sorted(claimed | _speakers(members, Act.CLAIM_RESPONSIBILITY, None))),
        tuple(sorted(conceded)),
        tuple(sorted(_speakers(members, Act.DENY, set(acting) | suffering))),
        len(copies),
    )


def _speakers(members: Iterable[Member], act: Act, among: set[str] | None) -> set[str]:
    return {
        said.speaker.name
        for member in members
        for said in member.statements
        if said.act is act and (among is None or said.speaker.actor_id in among)
    }


def _corroboration(now: _Standing) -> tuple[str, ...]:
    words = []
    if now.claimed_by and now.stated:
        words.append(f"confirmed by the actor itself ({', '.join(now.claimed_by)})")
    if now.conceded_by:
        words.append(f"confirmed by the other side ({', '.join(now.conceded_by)})")
    if len(now.stated) >= 2:
        words.append(f"confirmed by {len(now.stated)} independent outlets")
    if now.denied_by:
        words.append(f"{'disputed' if now.stated or now.claimed_by else 'denied'} by {', '.join(now.denied_by)}")
    if not now.stated:
        words.append("claimed only")
    return tuple(words)


def _digit(members: Sequence[Member], now: _Standing, ratings: Mapping[str, str]) -> tuple[int, str]:
    told = {one.report.status for one in members}
    if not told & {Status.HAPPENED, Status.ALLEGED, Status.DENIED}:
        return 6, "nobody says that it has happened"
    if told == {Status.DENIED}:
        return 5, "told only to be denied"
    if not now.stated:
        denied = f", and {', '.join(now.denied_by)} denies it" if now.denied_by else ""
        return (5 if denied else 4), f"only claimed by a party{denied}"
    party = [*now.claimed_by, *now.conceded_by]
    if len(now.stated) >= 3 or (len(now.stated) >= 2 and party):
        return 1, f"{_plural(len(now.stated), 'independent origin')} tell it{_and(party)}"
    if len(now.stated) == 2 or party:
        return 2, f"{_plural(len(now.stated), 'independent origin')} tell{'s' * (len(now.stated) == 1)} it{_and(party)}"
    letters = {reliability(one.facts.outlet, ratings) for one in members if one.report.status is Status.HAPPENED}
    if letters & {"A", "B"}:
        return 2, "one source rated reliable tells it"
    return 3, "one origin tells it"


def _and(party: Sequence[str]) -> str:
    return f", and {', '.join(party)} says so" if party else ""
