"""Tolls told after the attack they belong to: 'two more died in hospital', '35 children were among the dead'."""

from __future__ import annotations

import re

from dateline.domain.vocabulary import EventType, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.happenings.likeness import heads, is_person
from dateline.extract.happenings.pointing import recalled, told_ago
from dateline.extract.mentions.mention import EventMention
from dateline.extract.words.lists import listed

_REACH = 4  # sentences
_FAR = 12  # sentences back to the attack of 'the dead', 'the toll'
_AMONG = re.compile(
    r"\b(?:among|of) (?:the|those) (?:dead|killed|victims|fatalities|wounded|injured|casualties)\b", re.IGNORECASE
)
_IN_ALL = re.compile(r"[\"'“(]?(?:in (?:all|total|sum)|altogether|all told|all in all|taken together)\b", re.IGNORECASE)
_TOLL = re.compile(r"\b(?:death |casualty |provisional |latest |first )?toll\b", re.IGNORECASE)


def is_toll(new: Happening) -> bool:
    """Only who died or was hurt, with no day, place or doer of its own: a detail of an attack told before."""
    if new.type is not EventType.ASSAULT or new.aggregate or new.actor_ids():
        return False
    if any(part.other or part.effect is None or told_ago(part) for part in new.parts):
        return False
    counted = bool(new.killed or new.injured or new.vague)  # 'dozens were wounded' counts, too
    if _toll_given(new):
        return counted
    dated = new.date is not None or any(part.own_date for part in new.parts)
    if (dated and not _there(new)) or any(is_person(p) for p in new.recipients):
        return False
    lent = "the place of the clause beside it"  # 'ten were killed; among the dead at Karda was a nurse'
    placed = new.place is not None and not any(lent in part.rules for part in new.parts)
    return not placed and (counted or all(part.trigger.weak or part.effect == "destroy" for part in new.parts))


def _own_cause(part: EventMention) -> bool:
    """'He survived a car bomb that killed six': an attack of its own, not the one told before."""
    parsed = part.scene.parsed
    bomb = parsed.heads[part.token]
    if parsed.deps[part.token] != "relcl" or bomb not in part.scene.weapon_at:
        return False
    return any(parsed.lower[d] in ("a", "an", "another") for d in parsed.kids(bomb, "det"))


def _toll_given(new: Happening) -> bool:
    """'The toll given by the army stood at 14 dead and 63 wounded on Monday': the day is that of the telling."""
    if new.date is not None and new.date.kind == "since":
        return False
    return all(_TOLL.search(_words_before(part)) is not None for part in new.parts)


def _words_before(part: EventMention) -> str:
    parsed = part.scene.parsed
    return " ".join(parsed.lower[: part.token])


def told_of_all(known: list[Happening]) -> Happening | None:
    """'In all, five were killed in the shootings': of the series that the article tells, or of its only attack."""
    attacks = [h for h in known if h.type is EventType.ASSAULT and h.status in (Status.HAPPENED, Status.ALLEGED)]
    return next((h for h in attacks if h.aggregate), attacks[0] if len(attacks) == 1 else None)


def sums_up(new: Happening) -> bool:
    """'In all', 'in total', 'altogether': a toll of several happenings."""
    sentence = new.first.scene.parsed.sentence
    told = new.type is EventType.ASSAULT and bool(new.killed or new.injured) and not new.aggregate
    return told and _IN_ALL.match(new.first.scene.text, sentence.start, sentence.end) is not None


def tolled(new: Happening, known: list[Happening]) -> Happening | None:
    """The attack whose dead or hurt `new` counts: the one told last; 'the dead', 'the toll' reach further up."""
    if any(_own_cause(part) for part in new.parts):
        return None
    index = new.first.scene.parsed.index
    given = _toll_given(new)
    reach = _FAR if given or _AMONG.search(" ".join(new.first.scene.parsed.lower)) else _REACH
    latest_first = [old for set_back in (False, True) for old in _latest_first(known) if _recalled(old) is set_back]
    there = _there(new)
    for old in latest_first:
        if index - old.parts[-1].scene.parsed.index > reach or new.first.scene in [p.scene for p in old.parts]:
            continue  # too far, or told apart in one sentence: 'bombed X after rockets killed a man'
        total = old.aggregate and not (there and index - old.first.scene.parsed.index == 1)
        if old.type is EventType.ASSAULT and not total and old.status in (Status.HAPPENED, Status.ALLEGED):
            if old.actor_ids() & new.recipient_ids() or _other_place(old, new) or opponents(old, new):
                continue
            if old.killed is not None and new.killed is not None and _fighters_apart(old, new):
                continue
            if _attackers_fell(old, new):
                continue
            if given:
                _without_teller(new)
            return old
    return None


def _there(new: Happening) -> bool:
    """'At least 13 were killed there up to Friday': where the sentence before tells of an attack or of many."""
    part = new.first
    return "there" in part.scene.parsed.lower[part.token + 1 : part.token + 3]


def _latest_first(known: list[Happening]) -> list[Happening]:
    """Those told last before others; of one sentence, those with arms or doers before what burnt beside them."""
    latest = known[::-1]
    latest.sort(
        key=lambda h: (-h.parts[-1].scene.parsed.index, not (h.weapon or h.actors), h.first.effect == "destroy")
    )
    return latest


def _attackers_fell(old: Happening, new: Happening) -> bool:
    """Militants stormed it; 'five of the attackers were killed': by those whom they attacked, no toll of theirs."""
    told = {p.name.lower().split()[-1] for p in old.actors if p.name.split()}
    fell = heads(new)
    if told & fell & listed("fighters_killed"):
        return True
    return (
        bool(fell) and fell <= listed("attackers_who_fell") and bool(old.actors) and not told <= listed("forces_killed")
    )


def _recalled(old: Happening) -> bool:
    return len(old.parts) == 1 and recalled(old.first)


def _without_teller(new: Happening) -> None:
    """Day and persons of such a sentence belong to those who give the toll."""
    for part in new.parts:
        part.date = None
        part.recipients = [p for p in part.recipients if not is_person(p) and not p.person]


def _other_place(old: Happening, new: Happening) -> bool:
    return bool(old.country and new.country and old.country != new.country)


def _fighters_apart(old: Happening, new: Happening) -> bool:
    """'21 hostages were killed'; 'all 33 militants were killed': the dead of two sides are no one toll."""
    return (
        bool(heads(old))
        and not heads(old) & listed("fighters_killed")
        and bool(heads(new))
        and heads(new) <= listed("fighters_killed")
    )


def opponents(old: Happening, new: Happening) -> bool:
    """Gunmen do one deed, soldiers another, whoever they are."""
    left, right = ({p.name.lower().split()[-1] for p in h.actors if p.name} for h in (old, new))
    if not left or not right:
        return False
    return bool(
        (left <= listed("fighters_killed") and right <= listed("forces_killed"))
        or (left <= listed("forces_killed") and right <= listed("fighters_killed"))
    )
