"""Tolls told by themselves: 'the death toll has risen to 40', 'bringing the number of dead to nine'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.domain.counts import CountRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.words.figures import amounts, value_of
from dateline.extract.words.lexicon import Lexicon

_REACH = 8  # sentences looked back for the attack
_NEXT = 1  # sentences from the attack to 'there were no casualties'
_LONGEST = 500  # characters: a toll stands in a sentence of ordinary length
_GAP = 240  # characters between 'toll' and its number: 'the toll from Monday's blast in X, a town of Y, has risen to'
_NEAR = 30  # characters of 'more than one hundred' before 'the number of'
_TOLL = re.compile(
    r"\b(?:(?P<dead>death toll|toll of dead|number of (?:the )?(?:dead|deaths|killed|fatalities|martyrs)|"
    r"number of (?:people|persons|civilians|victims|those) (?:who (?:have |had |has )?(?:were |been )?)?"
    r"(?:killed|slain|martyred|died|dead|perished)(?! (?:and|or) (?:wounded|injured|hurt))|"
    r"(?:dead|deaths|fatalities) (?=(?:rose|rises|reached|climbed)\b)|toll)|"
    r"(?P<hurt>number of (?:the )?(?:wounded|injured|people (?:wounded|injured))))\b",
    re.IGNORECASE,
)
# 'raising to four the number of soldiers killed in the raid', 'they put at 13 the number of men who perished'
_DEAD_OF = re.compile(
    r" the number of (?:[\w-]+ ){1,3}(?:killed|slain|martyred|died|dead|perished)\b(?! (?:and|or) )", re.IGNORECASE
)
_RAISED = re.compile(r"\b(?:rais|br[io]|tak|put)\w* (?:to|at) $", re.IGNORECASE)
_STANDS = re.compile(
    r"\b(?:(?:(?:has |have |had |now )?(?:ris(?:en|es|ing)|rose|climb(?:ed|s|ing)?|increased|jumped|grown|grew|"
    r"gone up|up|soared|mounted|been raised|been revised|been put|stands?|stood|standing|put|was)\b"
    r"[\w ,]{0,24}?\b(?:to|at))|"
    r"(?:has |had )?reached|has hit|(?<=toll )(?:to|at|of)|(?<=dead )to|(?<=killed )to|(?<=injured )to|"
    r"(?<=wounded )to)\s+$",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:(?:there (?:were|have been|had been)|caus(?:ed|ing)|with|suffer(?:ed|ing)|reported|left|leaving|but) no|"
    r"without (?:any )?|no)\s(?:human |other |further |(?:\w+ )?(?:damages?|losses|deaths?|injuries) (?:or|and|nor) )?"
    r"(?:(?P<both>casualties|victims|losses of life|loss of life|human losses)|(?P<dead>deaths|fatalities)|"
    r"(?P<hurt>injuries))(?: (?:or|and|nor) (?:\w+ )?(?:damages?|losses|deaths|injuries|fatalities))?"
    r"(?P<told> (?:(?:have|had|has) been|were|was) (?:reported|recorded|registered|caused))?",
    re.IGNORECASE,
)  # 'there were no casualties', 'no deaths were reported'; 'no reports of casualties' leaves it open
_OTHERS = re.compile(r"(?<!\bthe )\b(?:explosions|blasts|attacks|strikes|raids|bombings)\b", re.IGNORECASE)
_ROSE = re.compile(
    r"\b(?:ris|rose|climb|increas|jump|grow|grew|gone up|soar|mount|rais|bring|revis|reach|now|tak)", re.IGNORECASE
)
_MANY = re.compile(
    r"\b(?:this|last) year\b|\b(?:last|past) (?:\w+ )?(?:hours|days|weeks|months|years)\b|\b\d+ hours\b|"
    r"\bsince\b|\bso far\b|\bwar\b|\bconflict\b|\boverall\b|\btotal\b",
    re.IGNORECASE,
)


def read_rising_tolls(text: str, sentences: Sequence[Span], known: Sequence[Happening], lexicon: Lexicon) -> None:
    """Give each attack the toll that a sentence tells by itself; one said to have risen is the toll.

    The older figure stays beside it.

    The attack is that of the same sentence, or the news told last before it. Tolls of wars and years are nobody's.
    """
    attacks = [
        h
        for h in known
        if h.type is EventType.ASSAULT and not h.aggregate and h.status in (Status.HAPPENED, Status.ALLEGED)
    ]
    for index, span in enumerate(sentences):
        if not attacks or len(span) > _LONGEST:
            continue
        if all(h in attacks or h.type is not EventType.ASSAULT for h in known if span in h.evidence):
            _none_told(attacks, text, span, index)
        found = _TOLL.search(text, span.start, span.end)
        raised = _raised(text, span, lexicon) if found is None or found["dead"] else None
        if (found is None and raised is None) or _MANY.search(text, span.start, span.end):
            continue
        value = raised or (_number(text, found.end(), span.end, lexicon) if found is not None else None)
        target = _meant(attacks, span, index) if value is not None else None
        if value is not None and target is not None:
            _tell(
                target,
                "injured" if found is not None and found["hurt"] else "killed",
                value,
                span,
                bool(_ROSE.search(span.quote(text))),
            )


def _none_told(attacks: Sequence[Happening], text: str, span: Span, index: int) -> None:
    """'There were no casualties': of the attack told last, when nothing tells of its dead or hurt."""
    found = _NONE.search(text, span.start, span.end)
    if found is None or (found[0].lower().startswith("no ") and found["told"] is None):
        return
    if _OTHERS.search(text, span.start, found.start()):
        return
    last = {
        max(told): h
        for h in attacks
        if (told := [i for part in h.parts if 0 <= index - (i := part.scene.parsed.index) <= _NEXT])
    }
    target = last[max(last)] if last else None
    if target is None:
        return
    others = "other " in found[0] or "further " in found[0]
    if not others and any(count is not None and count.high != 0 for count in (target.killed, target.injured)):
        return  # a rival account, told by somebody
    slots = [slot for group, slot in (("dead", "killed"), ("hurt", "injured")) if found[group] or found["both"]]
    for slot in slots:
        if getattr(target, slot) is None and slot not in target.vague:
            setattr(target, slot, CountRange.exactly(0))
            target.fields[slot] = span
            target.rules.append(f"{slot}: none, told by itself")
            if span not in target.evidence:
                target.evidence.append(span)


def _number(text: str, start: int, end: int, lexicon: Lexicon) -> CountRange | None:
    """The number that the toll is said to stand at."""
    for amount in amounts(lexicon).finditer(text, start, min(end, start + _GAP)):
        lead = text[max(start - 6, 0) : amount.start()]
        if _STANDS.search(lead):
            return value_of(amount, lexicon)
    return None


def _raised(text: str, span: Span, lexicon: Lexicon) -> CountRange | None:
    """The number right before 'the number of soldiers killed', to which somebody raises it or at which they put it."""
    whose = _DEAD_OF.search(text, span.start, span.end)
    if whose is None:
        return None
    for amount in amounts(lexicon).finditer(text, max(span.start, whose.start() - _NEAR), whose.start()):
        if amount.end() == whose.start() and _RAISED.search(text, span.start, amount.start()):
            return value_of(amount, lexicon)
    return None


def _meant(attacks: Sequence[Happening], span: Span, index: int) -> Happening | None:
    own = [h for h in attacks if span in h.evidence]
    if own:
        return own[0]
    before = [h for h in attacks if 0 < index - h.first.scene.parsed.index <= _REACH and not h.background]
    return next((h for h in before if h.killed or h.injured), before[0] if before else None)


def _tell(target: Happening, slot: str, value: CountRange, span: Span, rose: bool) -> None:
    old: CountRange | None = getattr(target, slot)
    if old is None or (rose and old != value and (value.low or value.high or 0) >= (old.low or old.high or 0)):
        setattr(target, slot, value)
        target.rules.append(f"{slot}: a toll told by itself")
        if old is not None:
            target.alternatives.append((slot, old, target.fields.get(slot, target.evidence[0]), None))
        target.fields[slot] = span
        if span not in target.evidence:
            target.evidence.append(span)
