"""Mentions in different sentences that tell one happening: fit of day, place, parties, toll, and of words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.domain.vocabulary import EventType, PlacePrecision, Status
from dateline.extract.happenings.again import (
    as_many_dead,
    far_apart,
    lasting,
    only_attack,
    same_captives,
    same_counted_toll,
    same_truce,
    told_in_headline,
)
from dateline.extract.happenings.details import is_detail, without_pronouns
from dateline.extract.happenings.happening import Happening
from dateline.extract.happenings.likeness import (
    another_person,
    heads,
    named_targets,
    of_one_state,
    others_named,
    pronoun_victim,
    same_person,
    same_victim,
)
from dateline.extract.happenings.pointing import goes_on, points_back, same_word, set_beside, since_when, told_ago
from dateline.extract.happenings.tolls import is_toll, opponents, sums_up, told_of_all, tolled
from dateline.extract.words.lists import listed

_REACH = 12  # sentences: further back only what agrees in day and place is taken for the same
_FROM_THE_AIR = frozenset({"airstrike", "missile", "bomb", "drone"})
_JOIN = 2.0
_ONLY = 1.5
_FAR_OFF = -1.5  # one dead here, 23 there
_FAR_SMALLER = 4
_FEW_DEAD = 4  # dead: as many in two attacks of one article is no wonder
_DETAIL = "a detail of it"
_BESIDE = 2  # sentences: an article tells its news again in detail right after its opening


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two tellings agree, and why."""

    score: float
    reasons: tuple[str, ...]


NO = Fit(-99.0, ())


def find_partner(new: Happening, known: list[Happening]) -> tuple[Happening, Fit] | None:
    """The happening told before that `new` tells again, the best fit first."""
    if sums_up(new):
        series = told_of_all(known)
        if series is None:
            return None
        for part in new.parts:
            part.aggregate = series.aggregate  # 'in the shootings': the series stays one
        return series, Fit(_JOIN, ("a toll of all that is told",))
    if is_toll(new):
        attack = tolled(new, known)
        return (attack, Fit(_JOIN, ("a toll after the attack",))) if attack is not None else None
    best: tuple[Happening, Fit] | None = None
    alone = only_attack(new, known)
    for old in reversed(known):
        fit = compare(old, new)
        if old is alone:
            fit = Fit(fit.score + _ONLY, (*fit.reasons, "the only attack told so far"))
        if fit.score >= _JOIN and (best is None or fit.score > best[1].score):
            best = (old, fit)
    if best is not None and _DETAIL in best[1].reasons:
        without_pronouns(new)
    return best


def compare(old: Happening, new: Happening) -> Fit:
    """Score of two happenings of one article being the same; other days or doers, or one against many, rule it out."""
    if not _types_fit(old, new) or _ruled_out(old, new):
        return NO
    score = 0.0
    reasons: list[str] = []
    gap = new.first.scene.parsed.index - old.parts[-1].scene.parsed.index
    for points, reason in (
        _days(old, new),
        _places(old, new),
        _parties(old, new),
        _means(old, new),
        _numbers(old, new),
    ):
        score += points
        if points and reason:
            reasons.append(reason)
    if old.aggregate and new.aggregate and score > 0:
        score += 0.75
        reasons.append("both are totals")
    if old.type is not EventType.ASSAULT and old.mode == new.mode:
        score += 1.0 if old.mode else 0.5
        reasons.append("same kind of act")
        if not others_named(old, new):
            score += 0.75
            reasons.append("nobody else is named")
    once = same_victim(old, new)
    if once:
        score += 3.0
        reasons.append(once)
    for points, reason in _taken_up(old, new, gap):
        score += points
        reasons.append(reason)
    if _of_the_news(old, new):
        beside = gap <= _BESIDE and (old.weapon == new.weapon or old.country == new.country)
        score += 1.5 if beside else 1.0
        reasons.append("fits the article's first happening")
    if points_back(new) and not another_person(old, new):
        score += _back(old, new)
        reasons.append("the words point back")
    if not new.aggregate and (
        new.strength <= 1 or (new.strength <= 2 and not new.recipients and new.date is None and new.place is None)
    ):
        score += 1.0
        reasons.append("adds little of its own")
    if new.first.other or (goes_on(new) and not points_back(new)):
        score -= 2.0
    if gap > _REACH:
        score -= 1.0
    elif gap <= 1:
        score += 0.5
    return Fit(score, tuple(reasons))


def _taken_up(old: Happening, new: Happening, gap: int) -> list[tuple[float, str]]:
    """Pronouns for those it was done to, and details of the news in the sentences after it."""
    found = []
    if told_in_headline(old, new):
        found.append((3.0, "the headline tells it"))
    if same_truce(old, new):
        found.append((1.0, "the same truce"))
    if same_captives(old, new):
        found.append((1.5, "the same captives"))
    if pronoun_victim(old, new):
        near = gap <= _BESIDE and old.first.scene.parsed.index <= _BESIDE and new.date is None
        found.append((2.0 if near else 1.5, "a pronoun for the victim"))
    if gap <= _BESIDE and is_detail(old, new):
        found.append((1.5, _DETAIL))
    return found


def _types_fit(old: Happening, new: Happening) -> bool:
    if old.type is not new.type:
        return False
    planned = {Status.PLANNED, Status.HYPOTHETICAL}
    return (old.status in planned) == (new.status in planned)


def _ruled_out(old: Happening, new: Happening) -> bool:
    tells_both = (new.strength <= 1 and new.first.anaphoric) or same_counted_toll(old, new)
    tells_both = tells_both or (told_in_headline(old, new) and (old.soft_total or new.soft_total) and not lasting(new))
    if old.aggregate != new.aggregate and not tells_both:
        total = old if old.aggregate else new
        if not (total.soft_total and (new.first.anaphoric or _day_of(old) is not None)):
            return True
    if opponents(old, new) or _long_before(old, new) or _beside(old, new) or _also_elsewhere(old, new):
        return True
    if old.aggregate and new.aggregate and old.soft_total != new.soft_total and not new.first.anaphoric:
        return True  # the strikes of a day, and all since a day
    if (
        old.type is not EventType.ASSAULT
        and old.mode
        and new.mode
        and old.mode != new.mode
        and {old.mode, new.mode} != {"seize", "arrest"}
    ):
        return True
    if _day_of(old) is not None and _day_of(new) is not None and not _day_of(old).overlaps(_day_of(new)):
        return True
    left, right = old.actor_ids(), new.actor_ids()
    generic = any(p.generic for p in old.actors + new.actors)
    claims = new.stances or old.stances
    others = left and right and not left & right and not claims and (not generic or _other_prize(old, new))
    retold = told_in_headline(old, new) and as_many_dead(old, new)
    if others and not of_one_state(old, new) and not retold:
        return True
    deadly = any(part.effect == "kill" or part.mode == "targeted" for part in old.parts) or old.killed is not None
    if new.first.mode == "targeted" and not deadly:
        return True  # 'the assassinations' take up a killing, not any attack
    if left & named_targets(new) or right & named_targets(old) or _a_part(old, new):
        return True
    return bool(old.country and new.country and old.country != new.country)


def _other_prize(old: Happening, new: Happening) -> bool:
    """X seized one town, Y another: two acts, also where one of the two is only described."""
    return old.mode == new.mode == "seize" and bool(heads(old) and heads(new)) and not heads(old) & heads(new)


def _also_elsewhere(old: Happening, new: Happening) -> bool:
    """'Karda also came under fire': another place than the one hit before, by the words beside it."""
    scene, verb = new.first.scene, new.first.token
    if (
        not new.first.verbal
        or new.first.effect
        or "also" not in (scene.parsed.lower[c] for c in scene.parsed.children[verb])
    ):
        return False
    before, now = (
        {p.name for p in one.recipients if p.kind in ("place", "name") and not p.person} for one in (old, new)
    )
    return bool(before and now) and not before & now


def _a_part(old: Happening, new: Happening) -> bool:
    """A far smaller toll at a place of its own: one strike of many, with its own record."""
    if old.killed is None or new.killed is None or new.place is None or new.killed.high is None:
        return False
    elsewhere = old.place is None or old.place.place.name != new.place.place.name
    return elsewhere and old.killed.low is not None and new.killed.high * _FAR_SMALLER < old.killed.low


def _day_of(happening: Happening):  # type: ignore[no-untyped-def]
    return happening.date.when if happening.date is not None else None


def _days(old: Happening, new: Happening) -> tuple[float, str]:
    left, right = _day_of(old), _day_of(new)
    if left is None or right is None:
        return (0.0, "")
    if left != right and "since" in (old.date and old.date.kind, new.date and new.date.kind):
        return (0.0, "")  # a day lies in every time since another
    same_day = left == right and left.precision.value == "day"
    return (2.0, "same day") if same_day else (1.0, "dates overlap")


def _places(old: Happening, new: Happening) -> tuple[float, str]:
    if old.place is None or new.place is None:
        return (0.0, "")
    left, right = old.place.place, new.place.place
    if left.name == right.name:
        return (1.5, "same place")
    if left.precision is PlacePrecision.REGION is right.precision and left.country == right.country:
        return (0.0, "")  # 'east Syria', 'eastern Syria'
    if left.precision == right.precision:
        return (-1.5, "")
    inner, outer = (
        (left, right)
        if list(type(left.precision)).index(left.precision) < list(type(right.precision)).index(right.precision)
        else (right, left)
    )
    if outer.name in (inner.admin1, inner.country) or (inner.admin1 and outer.admin1 == inner.admin1):
        return (1.0, "one place inside the other")
    return (0.0, "")


def _parties(old: Happening, new: Happening) -> tuple[float, str]:
    score = 0.0
    reasons: list[str] = []
    if old.actor_ids() & new.actor_ids() or same_person(old, new) or of_one_state(old, new):
        score, reasons = score + 1.0, [*reasons, "same doer"]
    if named_targets(old) & named_targets(new):
        score, reasons = score + 1.5, [*reasons, "same target"]
    elif heads(old) & heads(new):
        score, reasons = score + 0.75, [*reasons, "same kind of target"]
    elif named_targets(old) and named_targets(new) and not any(p.generic for p in old.recipients + new.recipients):
        score -= 1.0
    return score, ", ".join(reasons)


def _back(old: Happening, new: Happening) -> float:
    """How much words that point back tell for one happening: less where day and place are new, more by its word."""
    told_anew = new.first.own_date and new.place is not None and old.place is None and old.date is None
    again = not new.first.verbal and same_word(old, new)
    if old.mode == "crowd-control" and new.first.mode is None and not new.first.verbal:
        return 0.5  # 'the attack' is not how police scatter a crowd
    of_the_news = old.first.scene.parsed.index <= 1 and old.type is EventType.ASSAULT and not old.aggregate
    return (1.0 if told_anew else 2.0) + (0.25 if again else 0.0) + (0.3 if of_the_news else 0.0)


def _long_before(old: Happening, new: Happening) -> bool:
    """'Two died there a few days ago': another day than the news, unless a day is told and the toll agrees."""
    if since_when(new.first):
        return True
    if points_back(new) or not told_ago(new.first) or any(told_ago(part) for part in old.parts):
        return False
    return _day_of(new) is None or (_day_of(old) is None and _other_toll(old, new))


def _other_toll(old: Happening, new: Happening) -> bool:
    """The second telling counts dead or hurt, and not those of the first."""
    tolls = [(old.killed, new.killed), (old.injured, new.injured)]
    counted = [(left, right) for left, right in tolls if right is not None]
    return bool(counted) and not any(left is not None and right.agrees_with(left) for left, right in counted)


def _of_the_news(old: Happening, new: Happening) -> bool:
    """Articles go on about the happening of their first sentences; what fits it, and names no other, is likely it."""
    if old.type is not EventType.ASSAULT or old.aggregate or new.aggregate or old.first.scene.parsed.index > 1:
        return False
    if any(part.other for part in new.parts) or new.first.scene.parsed.index == old.first.scene.parsed.index:
        return False
    means = old.weapon is not None and new.weapon is not None and (old.weapon == new.weapon or _same_means(old, new))
    days = _day_of(old) is not None and _day_of(new) is not None
    return (
        means
        or days
        or (old.place is not None and new.place is not None and old.place.place.name == new.place.place.name)
    )


def _beside(old: Happening, new: Happening) -> bool:
    """'The attack came a week after rebels ambushed a convoy': the ambush is not the attack of the news."""
    return set_beside(new.first) and not points_back(new) and not set_beside(old.first)


def _same_means(old: Happening, new: Happening) -> bool:
    return old.weapon in _FROM_THE_AIR and new.weapon in _FROM_THE_AIR


def _means(old: Happening, new: Happening) -> tuple[float, str]:
    if old.weapon and new.weapon:
        if _same_means(old, new) and old.weapon != new.weapon:
            return (0.25, "means that go together")
        if old.weapon != new.weapon:
            return (
                (-1.0, "")
                if new.weapon not in ("bomb", "small arms") and old.weapon not in ("bomb", "small arms")
                else (-0.5, "")
            )
        return (1.5, "same rare weapon") if new.weapon in listed("rare_weapons") else (0.75, "same weapon")
    if old.weapon is None and new.weapon == "suicide vest" and not old.aggregate and "bomber" in _words(old):
        return (1.5, "the bomber told before")  # 'the bomber attacked a crowd'; 'he blew himself up'
    return (0.0, "")


def _words(happening: Happening) -> set[str]:
    return {word for part in happening.parts for word in part.scene.parsed.lower}


def _numbers(old: Happening, new: Happening) -> tuple[float, str]:
    score = 0.0
    other_toll = -0.5 if not any(p.pronoun for p in new.recipients) else 0.0
    for slot in ("killed", "injured", "weapon_count"):
        left, right = getattr(old, slot), getattr(new, slot)
        if left is not None and right is not None:
            telling = slot == "killed" and left == right and (left.low or 0) > _FEW_DEAD
            same = 1.5 if telling else 0.75  # 'the raids killed 47', and again 'killed 47'
            far = slot == "killed" and far_apart(left, right) and not points_back(new)
            other = _FAR_OFF if far else other_toll
            score += same if left == right or left.agrees_with(right) else other
    return (score, "same toll" if score > 0 else "")
