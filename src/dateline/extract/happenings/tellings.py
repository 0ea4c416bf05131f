"""Figures and means that somebody gives for a happening told before: 'the army counted ten rockets', 'a toll of 23'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.domain.actor import ActorMention
from dateline.domain.counts import CountRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.words.figures import amounts, value_of
from dateline.extract.words.lexicon import Lexicon

_REACH = 6  # sentences looked back for the happening
_REACH_OF_ONE = 14
_LONGEST = 400  # characters: a figure given by somebody stands in a sentence of ordinary length
_SPEAKER = 80
# Verbs of giving a figure; plain 'said' needs no entry, since what is said so has a verb of its own.
_GIVES = re.compile(
    r"\b(?:count(?:s|ed)|tall(?:ies|ied)|record(?:s|ed)|list(?:s|ed)|estimate[sd]?|report(?:s|ed)|claim(?:s|ed)|gave|gives?|"
    r"given|puts?|putting|spoke|speaks?|spoken|left|leaves|kept|keeps|admits|admitted|acknowledge[sd]|raised|revised|"
    r"lowered|documented|verified)\b",
    re.IGNORECASE,
)
_ARMS = r"(?:[\w.-]{1,12}\s){0,2}(?:rockets?|missiles?|shells|katyushas?|projectiles?|mortars|drones|rounds|bombs)\b"
_AFTER_ARMS = re.compile(rf"\s{_ARMS}", re.IGNORECASE)
_AFTER_DEAD = re.compile(
    r"\s(?:were\s)?(?:(?:people|persons|civilians|soldiers|fighters|bodies|of its (?:men|soldiers|fighters))\s)?"
    r"(?:dead|deaths|killed|fatalities|bodies|corpses)\b",
    re.IGNORECASE,
)
_AFTER_HURT = re.compile(r"\s(?:[\w-]{1,15}\s){0,2}(?:wounded|injured|injuries)\b", re.IGNORECASE)
_EACH_OTHER = re.compile(
    r"\b(?:blamed?|blaming|accused?|accusing)\s(?:the other|each other|one another)\b", re.IGNORECASE
)
_TOLL = re.compile(
    r"\b(?:toll|death toll|number of (?:the )?(?:dead|deaths|killed|fatalities|victims)|the dead|deaths)"
    r"\s(?:of|at|to)\s"
    r"(?:about\s|some\s|around\s)?$",
    re.IGNORECASE,
)
_TURNS = re.compile(r"(?:;|, (?:while|whereas|but|though)|,? and (?=(?:hospital|police|medics|doctors|residents)\b))\s")
_NONE = re.compile(r"\bno (?:casualties|losses|victims)\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r",\s(?P<who>[A-Z][\w' -]{2,40}?)\s(?=between\s\d|\d)")
_INSTEAD = re.compile(r"\b(?:spoke|speaks|talked)\s(?:instead\s)?of\s(?:an?\s)?(?P<what>[\w -]{3,50})", re.IGNORECASE)
_FAULTS = re.compile(r",?\s(?:faulted|disputed|contested|questioned|rejected|challenged|contradicted)\s")
_OPENS = re.compile(r"\A\s*(?:But|However|And|Yet|Meanwhile),?\s")
_TAIL = re.compile(
    r"(?:\s(?:has|have|had|itself|themselves|later|initially|earlier|first|also|then|instead|however))+$"
)


def read_tellings(
    text: str,
    sentences: Sequence[Span],
    known: Sequence[Happening],
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
) -> None:
    """Give attacks the figures and means that later sentences tell without telling the attack again.

    A first figure fills the slot; one that differs becomes an alternative with the one who gives it.
    """
    attacks = [
        h
        for h in known
        if h.type is EventType.ASSAULT and not h.aggregate and h.status in (Status.HAPPENED, Status.ALLEGED)
    ]
    if not attacks:
        return
    for index, span in enumerate(sentences):
        if not 0 < len(span) <= _LONGEST:
            continue
        words = span.quote(text)
        if _EACH_OTHER.search(words):
            _blame_each_other(_meant(attacks, index, sentences), span, actors)
        verb = _GIVES.search(words)
        if verb is None:
            continue
        _beside(attacks, span, words, lexicon)
        target = _meant(attacks, index, sentences)
        if target is None:
            continue
        teller = _teller(words[: verb.start()])
        for slot, value, who in _figures(words, verb.end(), lexicon):
            _give(target, known, slot, value, span, who or teller)
        _other_means(words, target, span, teller, lexicon)


def _beside(attacks: Sequence[Happening], span: Span, words: str, lexicon: Lexicon) -> None:
    """'14 died in an air strike, residents said; an official gave a toll of 20': a rival figure in one sentence."""
    turn = _TURNS.search(words)
    verb = _GIVES.search(words, turn.end()) if turn is not None else None
    own = [h for h in attacks if span in h.evidence]
    if turn is None or verb is None or len(own) != 1:
        return
    who = _teller(words[turn.end() : verb.start()])
    for slot, value, other in _figures(words, verb.end(), lexicon):
        old = getattr(own[0], slot)
        kept = any(a[0] == slot and a[1] == value for a in own[0].alternatives)
        if old is not None and old != value and who is not None and not kept:
            own[0].alternatives.append((slot, value, span, other or who))
            own[0].rules.append(f"another {slot} given by {other or who}")


def _blame_each_other(target: Happening | None, span: Span, actors: Sequence[ActorMention]) -> None:
    """'A and B each blame the other': two doers, each named by the other."""
    names = list(dict.fromkeys(m.name for m in actors if span.contains(m.span) and not m.adjective))
    if target is None or len(names) != 2:
        return
    first, second = names
    target.alternatives += [("actors", second, span, first), ("actors", first, span, second)]
    target.rules.append("two sides blame each other")


def _meant(attacks: Sequence[Happening], index: int, sentences: Sequence[Span]) -> Happening | None:
    """The attack told last before this sentence; an earlier one that already has a toll or weapon is preferred.

    The only attack of an article is meant from further on, too.
    """
    new = [h for h in attacks if not h.background]
    reach = _REACH if len(new) > 1 else _REACH_OF_ONE
    before = [h for h in new if 0 < index - h.first.scene.parsed.index <= reach]
    if not before and index:
        far = Span(sentences[max(0, index - _REACH)].start, sentences[index - 1].end)
        before = [h for h in new if h.first.scene.parsed.index < index and any(far.contains(e) for e in h.evidence)]
    full = [h for h in before if h.weapon or h.killed or h.injured]
    return (full or before)[-1] if before else None


def _teller(words: str) -> str | None:
    """Who gives the figure: the words before the verb, when they are few enough to be a subject."""
    held = _FAULTS.search(words)
    name = _TAIL.sub("", _OPENS.sub("", words[: held.start()] if held else words).rstrip()).strip(" ,\n\"'“”")
    name = name.rsplit(", ", 1)[0] if name.count(",") == 1 else name
    name = name.removeprefix("The ").removeprefix("the ")
    return " ".join(name.split()) if 0 < len(name) <= _SPEAKER else None


def _figures(words: str, start: int, lexicon: Lexicon) -> Iterator[tuple[str, CountRange, str | None]]:
    """The figures after the verb: slot, value, and the teller where another than the subject gives it."""
    slot = ""
    carried = 0
    for found in amounts(lexicon).finditer(words, start):
        value = value_of(found, lexicon)
        if value is None:
            continue
        rest = words[found.end() :]
        if _AFTER_ARMS.match(rest):
            slot = "weapon_count"
        elif _AFTER_DEAD.match(rest) or _TOLL.search(words[: found.start()]):
            slot = "killed"
        elif _AFTER_HURT.match(rest):
            slot = "injured"
            value = CountRange((value.low or 0) + carried, (value.high or 0) + carried) if carried else value
        else:
            who = _ELLIPSIS.search(words[: found.end()])
            if slot and who is not None and who.end() >= found.start() - 1:
                yield slot, value, who["who"].strip()
            carried = value.low or 0 if re.match(r"\s[\w-]{1,15}\sand\s", rest) and value.low == value.high else 0
            continue
        carried = 0
        yield slot, value, None
    if _NONE.search(words, start):
        yield "killed", CountRange(0, 0), None
        yield "injured", CountRange(0, 0), None


def _give(
    target: Happening, known: Sequence[Happening], slot: str, value: CountRange, span: Span, who: str | None
) -> None:
    """Fill the slot or keep another value; a sentence already read for this slot says nothing new."""
    for happening in known:
        if span in happening.evidence and getattr(happening, slot) is not None and happening is not target:
            return
    if span in target.evidence:
        return
    old = getattr(target, slot)
    if old is None and value != CountRange(0, 0):
        setattr(target, slot, value)
        target.fields.setdefault(slot, span)
        target.evidence.append(span)
        target.rules.append(f"{slot} as given by {who or 'somebody'}")
    elif old is not None and old != value:
        target.alternatives.append((slot, value, span, who))
        target.rules.append(f"another {slot} given by {who or 'somebody'}")


def _other_means(words: str, target: Happening, span: Span, who: str | None, lexicon: Lexicon) -> None:
    """'The ministry spoke instead of a roadside bomb': another weapon."""
    found = _INSTEAD.search(words)
    if found is None or target.weapon is None or span in target.evidence:
        return
    named = found["what"].lower().split()
    for start in range(len(named)):
        for end in range(min(len(named), start + 3), start, -1):
            weapon = lexicon.weapons.get(" ".join(named[start:end]))
            if weapon is not None and not weapon.goods:
                if weapon.kind != target.weapon:
                    target.alternatives.append(("weapon", weapon.kind, span, who))
                return
