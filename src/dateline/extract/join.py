"""Mentions in different sentences that tell one happening: fit of day, place, parties, toll, and of words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.domain.vocabulary import EventType, Status
from dateline.extract.happening import Happening
from dateline.extract.parties import Party
from dateline.extract.pointing import points_back, same_word, told_ago

_REACH = 12  # sentences: further back only what agrees in day and place is taken for the same
_RARE = frozenset(
    {"suicide vest", "car bomb", "ax", "dynamite", "sarin", "chlorine", "chemical weapon", "knife", "vehicle"}
)
_FROM_THE_AIR = frozenset({"airstrike", "missile", "bomb", "drone"})
_JOIN = 2.0
_FAR_SMALLER = 4
_TOLL_REACH = 4  # sentences
_BESIDE = 2  # sentences: an article tells its news again in detail right after its opening


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two tellings agree, and why."""

    score: float
    reasons: tuple[str, ...]


NO = Fit(-99.0, ())


def find_partner(new: Happening, known: list[Happening]) -> tuple[Happening, Fit] | None:
    """The happening told before that `new` tells again, the best fit first."""
    if _is_toll(new):
        return _tolled(new, known)
    best: tuple[Happening, Fit] | None = None
    for old in reversed(known):
        fit = compare(old, new)
        if fit.score >= _JOIN and (best is None or fit.score > best[1].score):
            best = (old, fit)
    return best


def _is_toll(new: Happening) -> bool:
    """Only who died or was hurt, with no day, place or doer of its own: a detail of an attack told before."""
    if new.type is not EventType.ASSAULT or new.aggregate or new.date is not None or new.actor_ids():
        return False
    if any(part.other or part.own_date or part.effect is None or told_ago(part) for part in new.parts):
        return False
    if any(_person(p) for p in new.recipients):
        return False
    return new.place is None and (
        bool(new.killed or new.injured) or all(part.trigger.weak or part.effect == "destroy" for part in new.parts)
    )


def _tolled(new: Happening, known: list[Happening]) -> tuple[Happening, Fit] | None:
    index = new.first.scene.parsed.index
    latest_first = [old for recalled in (False, True) for old in reversed(known) if _recalled(old) is recalled]
    for old in latest_first:
        if index - old.parts[-1].scene.parsed.index > _TOLL_REACH or new.first.scene in [p.scene for p in old.parts]:
            continue  # too far, or told apart in one sentence: 'bombed X after rockets killed a man'
        if old.type is EventType.ASSAULT and not old.aggregate and old.status in (Status.HAPPENED, Status.ALLEGED):
            if old.actor_ids() & new.recipient_ids() or _other_place(old, new) or _opponents(old, new):
                continue
            if old.killed is not None and new.killed is not None and _fighters_apart(old, new):
                continue
            if {p.name.lower().split()[-1] for p in old.actors if p.name.split()} & _heads(new) & _FIGHTERS:
                continue  # militants hijacked it; 'all 33 militants were killed'

            return old, Fit(_JOIN, ("a toll after the attack",))
    return None


def _recalled(happening: Happening) -> bool:
    """Told only as the time of another: 'two weeks after gunmen killed 26'; a later toll is hardly its."""
    first = happening.first
    parsed = first.scene.parsed
    marks = {parsed.lower[child] for child in parsed.kids(first.token, "mark", "advmod", "prep")}
    return (
        len(happening.parts) == 1
        and bool(marks & {"after", "since", "before"})
        and parsed.deps[first.token] in ("advcl", "ccomp", "pcomp")
    )


def _other_place(old: Happening, new: Happening) -> bool:
    return bool(old.country and new.country and old.country != new.country)


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
        if not _others_named(old, new):
            score += 0.75
            reasons.append("nobody else is named")
    once = _same_victim(old, new)
    if once:
        score += 3.0
        reasons.append(once)
    if _pronoun_victim(old, new):
        score += 1.5
        reasons.append("a pronoun for the victim")
    if _of_the_news(old, new):
        beside = gap <= _BESIDE and (old.weapon == new.weapon or old.country == new.country)
        score += 1.5 if beside else 1.0
        reasons.append("fits the article's first happening")
    if points_back(new) and not _another_person(old, new):
        score += _back(old, new)
        reasons.append("the words point back")
    if not new.aggregate and (
        new.strength <= 1 or (new.strength <= 2 and not new.recipients and new.date is None and new.place is None)
    ):
        score += 1.0
        reasons.append("adds little of its own")
    if new.first.other:
        score -= 2.0
    if gap > _REACH:
        score -= 1.0
    elif gap <= 1:
        score += 0.5
    return Fit(score, tuple(reasons))


def _types_fit(old: Happening, new: Happening) -> bool:
    if old.type is not new.type:
        return False
    planned = {Status.PLANNED, Status.HYPOTHETICAL}
    return (old.status in planned) == (new.status in planned)


def _ruled_out(old: Happening, new: Happening) -> bool:
    if old.aggregate != new.aggregate and not (new.strength <= 1 and new.first.anaphoric):
        total = old if old.aggregate else new
        if not (total.soft_total and (new.first.anaphoric or _day_of(old) is not None)):
            return True
    if _opponents(old, new) or _long_before(old, new):
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
    if left and right and not left & right and not claims and (not generic or _other_prize(old, new)):
        return True
    deadly = any(part.effect == "kill" or part.mode == "targeted" for part in old.parts) or old.killed is not None
    if new.first.mode == "targeted" and not deadly:
        return True  # 'the assassinations' take up a killing, not any attack
    if left & _named_targets(new) or right & _named_targets(old) or _a_part(old, new):
        return True
    return bool(old.country and new.country and old.country != new.country)


def _other_prize(old: Happening, new: Happening) -> bool:
    """X seized one town, Y another: two acts, also where one of the two is only described."""
    return old.mode == new.mode == "seize" and bool(_heads(old) and _heads(new)) and not _heads(old) & _heads(new)


def _a_part(old: Happening, new: Happening) -> bool:
    """A far smaller toll at a place of its own: one strike of many, with its own record."""
    if old.killed is None or new.killed is None or new.place is None or new.killed.high is None:
        return False
    elsewhere = old.place is None or old.place.place.name != new.place.place.name
    return elsewhere and old.killed.low is not None and new.killed.high * _FAR_SMALLER < old.killed.low


_FIGHTERS = frozenset("gunmen gunman militants rebels insurgents attackers assailants jihadists terrorists".split())
_FORCES = frozenset("soldiers troops police army forces guards officers policemen marines".split())


def _opponents(old: Happening, new: Happening) -> bool:
    """Gunmen do one deed, soldiers another, whoever they are."""
    left, right = ({p.name.lower().split()[-1] for p in h.actors if p.name} for h in (old, new))
    if not left or not right:
        return False
    return bool((left <= _FIGHTERS and right <= _FORCES) or (left <= _FORCES and right <= _FIGHTERS))


def _fighters_apart(old: Happening, new: Happening) -> bool:
    """'21 hostages were killed'; 'all 33 militants were killed': the dead of two sides are no one toll."""
    return bool(_heads(old)) and not _heads(old) & _FIGHTERS and bool(_heads(new)) and _heads(new) <= _FIGHTERS


def _day_of(happening: Happening):  # type: ignore[no-untyped-def]
    return happening.date.when if happening.date is not None else None


def _days(old: Happening, new: Happening) -> tuple[float, str]:
    left, right = _day_of(old), _day_of(new)
    if left is None or right is None:
        return (0.0, "")
    same_day = left == right and left.precision.value == "day"
    return (2.0, "same day") if same_day else (1.0, "dates overlap")


def _places(old: Happening, new: Happening) -> tuple[float, str]:
    if old.place is None or new.place is None:
        return (0.0, "")
    left, right = old.place.place, new.place.place
    if left.name == right.name:
        return (1.5, "same place")
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
    if old.actor_ids() & new.actor_ids() or _same_person(old, new):
        score, reasons = score + 1.0, [*reasons, "same doer"]
    if _named_targets(old) & _named_targets(new):
        score, reasons = score + 1.5, [*reasons, "same target"]
    elif _heads(old) & _heads(new):
        score, reasons = score + 0.75, [*reasons, "same kind of target"]
    elif _named_targets(old) and _named_targets(new) and not any(p.generic for p in old.recipients + new.recipients):
        score -= 1.0
    return score, ", ".join(reasons)


def _back(old: Happening, new: Happening) -> float:
    """How much words that point back tell for one happening: less where day and place are new, more by its word."""
    told_anew = new.first.own_date and new.place is not None and old.place is None and old.date is None
    again = not new.first.verbal and same_word(old, new)
    return (1.0 if told_anew else 2.0) + (0.25 if again else 0.0)


def _long_before(old: Happening, new: Happening) -> bool:
    """'Two died there a few days ago': told of another day, though nothing says of which."""
    if _day_of(new) is not None or points_back(new):
        return False
    return told_ago(new.first) and not any(told_ago(part) for part in old.parts)


def _same_person(old: Happening, new: Happening) -> bool:
    """A person whom the book does not know, by the same last name."""
    persons = [p for p in new.actors if not p.actor_id and _person(p) and not p.pronoun]
    return any(_one(p, q) for p in persons for q in old.actors if not q.actor_id and _person(q))


def _others_named(old: Happening, new: Happening) -> bool:
    """The second telling names someone on its receiving side whom the first does not know."""
    if _heads(old) & _heads(new):
        return False  # 'his wife'; 'Jane Doe, his wife'
    named = [p for p in new.recipients if (p.known or p.kind == "name") and not p.pronoun]
    return bool(named) and bool(old.recipients) and not any(_one(p, q) for p in named for q in old.recipients)


def _another_person(old: Happening, new: Happening) -> bool:
    """The second telling kills or takes a person, the first only others; whom 'the attack' was meant for is no such."""
    if new.first.mode is None and not new.first.effect and not new.first.verbal:
        return False
    persons = [p for p in new.recipients if p.person and not p.pronoun]
    return bool(persons) and bool(old.recipients) and not any(_one(p, q) for p in persons for q in old.recipients)


def _same_victim(old: Happening, new: Happening) -> str:
    """A named person is killed once; an attempt on the life counts with it only when nothing died."""
    if old.type is not EventType.ASSAULT:
        return ""
    deadly = [any(part.effect == "kill" or part.mode == "targeted" for part in h.parts) for h in (old, new)]
    if not all(deadly):
        return ""
    for p in old.recipients:
        for q in new.recipients:
            if _person(p) and _person(q) and _one(p, q):
                return f"{q.name} is killed once"
    return ""


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


def _same_means(old: Happening, new: Happening) -> bool:
    return old.weapon in _FROM_THE_AIR and new.weapon in _FROM_THE_AIR


def _pronoun_victim(old: Happening, new: Happening) -> bool:
    """'three men shot him' after 'an expert has been murdered'; 'they were detained' after 'detained two men'."""
    if old.mode != new.mode and old.type is not EventType.ASSAULT:
        return False
    if not any(p.kind in ("human", "name", "actor") for p in old.recipients):
        return False
    pronouns = [p.pronoun or p.kind == "pronoun" for p in new.recipients]
    return any(pronouns) and all(pronouns)


def _person(party: Party) -> bool:
    return party.person or party.kind == "name" or (party.kind == "human" and _proper(party.name))


def _proper(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return last[:1].isupper() and not last.endswith("s")


def _one(p: Party, q: Party) -> bool:
    """The same party by identity, or the same last name where the book knows neither or one of them."""
    if p.actor_id and q.actor_id:
        return p.actor_id == q.actor_id
    left, right = _words(p.name), _words(q.name)
    return bool(left and right) and (
        left[-1] == right[-1] or (len(left) > 1 and right[-1] in left) or (len(right) > 1 and left[-1] in right)
    )


def _words(name: str) -> list[str]:
    return [word.strip("'’s").lower() for word in name.split() if word[:1].isupper()]


def _named_targets(happening: Happening) -> set[str]:
    """The actors it was done to, those that only a pronoun stands for left out."""
    return {p.actor_id for p in happening.recipients if p.actor_id and not p.pronoun}


def _heads(happening: Happening) -> set[str]:
    return {
        p.name.lower().partition(" of ")[0].split()[-1]
        for p in happening.recipients
        if p.name.strip() and p.kind in ("human", "facility", "name", "place")
    }


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
        return (1.5, "same rare weapon") if new.weapon in _RARE else (0.75, "same weapon")
    return (0.0, "")


def _numbers(old: Happening, new: Happening) -> tuple[float, str]:
    score = 0.0
    for slot in ("killed", "injured", "weapon_count"):
        left, right = getattr(old, slot), getattr(new, slot)
        if left is not None and right is not None:
            score += 0.75 if left == right or left.agrees_with(right) else -0.5
    return (score, "same toll" if score > 0 else "")
