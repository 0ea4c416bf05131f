"""More signs that a sentence tells a known happening again: headlines, equal tolls, the only attack of an article."""

from __future__ import annotations

import re

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import EventType, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.happenings.likeness import heads, is_person
from dateline.extract.mentions.mention import EventMention

_ENDED = re.compile(r"[.!?][\"”’')]*\Z")
_TITLED = 5  # long words: fewer may be names
_TRUCE = re.compile(r"\b(?:cease-?fire|truce)\b", re.IGNORECASE)
_NEAR = 2  # sentences below a headline
_REAL = (Status.HAPPENED, Status.ALLEGED)
_TIMES = 3
_COUNTED = 3  # dead: fewer are told of too many attacks to tell one from another


def told_in_headline(old: Happening, new: Happening) -> bool:
    """The headline tells the news that the first sentences tell again."""
    first = old.first.scene.parsed
    gap = new.first.scene.parsed.index - first.index
    return len(old.parts) == 1 and 0 < gap <= _NEAR and first.index <= 1 and _headlike(old.first)


def _headlike(part: EventMention) -> bool:
    """No stop at its end, or most long words begin with a capital."""
    words = part.scene.parsed.sentence.quote(part.scene.text)
    if _ENDED.search(words) is None:
        return True
    long = re.findall(r"[A-Za-z]{4,}", words)
    return len(long) >= _TITLED and sum(word[0].isupper() for word in long) * 5 >= len(long) * 4


def same_captives(old: Happening, new: Happening) -> bool:
    """'The girls who were abducted by the group': taken once, whoever tells it again in passing."""
    part = new.first
    if old.first.mode != "abduct" or part.mode != "abduct" or not heads(old) & heads(new):
        return False
    in_passing = part.verbal and part.scene.parsed.deps[part.token] in ("relcl", "acl")
    return in_passing and new.date is None and (new.place is None or old.place is None)


def same_truce(old: Happening, new: Happening) -> bool:
    """An article that tells of a truce tells of one."""
    if old.type is not EventType.AGREE or new.type is not EventType.AGREE:
        return False
    return all(any(_TRUCE.search(_words(part)) for part in one.parts) for one in (old, new))


def _words(part: EventMention) -> str:
    sentence = part.scene.parsed.sentence
    return part.scene.text[sentence.start : sentence.end]


def same_counted_toll(old: Happening, new: Happening) -> bool:
    """One exact number of dead, told of a total and of a single happening: both tell the same."""
    left, right = old.killed, new.killed
    return left is not None and left == right and (left.low or 0) >= _COUNTED


def as_many_dead(old: Happening, new: Happening) -> bool:
    """'35' and 'at least 35'."""
    return old.killed is not None and new.killed is not None and _size(old) == _size(new) >= _COUNTED


def lasting(new: Happening) -> bool:
    """'Has been carrying out strikes': over a time, no single news."""
    parsed = new.first.scene.parsed
    verbs = (new.first.token, parsed.heads[new.first.token])
    return any(parsed.lower[c] == "been" for verb in verbs for c in parsed.kids(verb, "aux"))


def far_apart(left: CountRange, right: CountRange) -> bool:
    """Tolls that no later count makes one of the other: three times as many."""
    low, high = sorted(max(count.low or 0, count.high or 0) for count in (left, right))
    return low * _TIMES <= high


def only_attack(new: Happening, known: list[Happening]) -> Happening | None:
    """The one attack told so far, where `new` names no other day, place, doer or greater toll."""
    told = [old for old in known if old.type is EventType.ASSAULT and old.status in _REAL]
    if len(told) != 1 or told[0].aggregate or new.aggregate or new.status is not Status.HAPPENED:
        return None
    old = told[0]
    if any(part.scene.parsed.index == new.first.scene.parsed.index for part in old.parts):
        return None  # 'a sniper opened fire after a bomb went off': told apart in one sentence
    if old.first.scene.parsed.index > 1 or any(part.own_date or part.other for part in new.parts):
        return None
    if new.place is not None or new.actor_ids() or (new.country and old.country and new.country != old.country):
        return None
    if any(is_person(party) for party in new.recipients) or _another_day(old, new):
        return None
    if new.killed is not None and (old.killed is None or _size(new) > _size(old)):
        return None
    return old


def _another_day(old: Happening, new: Happening) -> bool:
    """The sentence speaks of a day or month other than that of the attack."""
    when = old.date.when if old.date is not None else None
    days = [date.when for part in new.parts for date in part.scene.dates if date.when is not None]
    return any(when is None or not day.overlaps(when) for day in days)


def _size(happening: Happening) -> int:
    killed = happening.killed
    return max(killed.low or 0, killed.high or 0) if killed is not None else 0
