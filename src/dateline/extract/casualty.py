"""Tolls told beside the verb: 'three dead', 'no casualties', 'the death toll of 70', 'left two dead', 'six wounded'."""

from __future__ import annotations

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import EventType
from dateline.extract.counts import count_of, number, total_of
from dateline.extract.mention import EventMention
from dateline.extract.scene import Scene

_DEAD = frozenset({"dead", "killed", "deaths", "fatalities"})
_HURT = frozenset({"wounded", "injured", "hurt", "injuries"})
_BOTH = frozenset({"casualties", "victims"})
_TOLL = frozenset({"toll", "deaths"})


def read_tolls(scene: Scene, mentions: list[EventMention]) -> None:
    """Give tolls that no effect verb took to the nearest attack of the sentence."""
    attacks = [m for m in mentions if m.type is EventType.ASSAULT and not m.negated]
    if not attacks:
        return
    for slot, amount, token in tolls(scene):
        nearest = min(attacks, key=lambda m: (m.aggregate, abs(m.token - token)))
        if getattr(nearest, slot) is None and not any(getattr(m, slot) is not None for m in attacks if m.effect):
            setattr(nearest, slot, amount)
            nearest.fields[slot] = scene.parsed.span(token, token)


def tolls(scene: Scene) -> list[tuple[str, CountRange, int]]:
    """(slot, range, token) for every toll the words of the sentence give."""
    found = []
    lower = scene.parsed.lower
    for token, word in enumerate(lower):
        slot = "killed" if word in _DEAD else "injured" if word in _HURT else None
        if word in _BOTH and token and lower[token - 1] == "no":
            found.append(("killed", CountRange.exactly(0), token))
            found.append(("injured", CountRange.exactly(0), token))
        elif word == "toll" and "death" in lower[max(0, token - 2) : token]:
            amount = _number_after(scene, token)
            if amount is not None:
                found.append(("killed", amount, token))
        elif slot is not None:
            amount = _left(scene, token) or _number_before(scene, token)
            if amount is not None:
                found.append((slot, amount, token))
    return found


def _left(scene: Scene, token: int) -> CountRange | None:
    """'leaving two service members and a medic dead': the sum of what was left so."""
    parsed = scene.parsed
    head = parsed.heads[token]
    if parsed.lower[token] != "dead" and parsed.deps[token] not in ("oprd", "acomp", "xcomp", "ccomp"):
        return None
    if parsed.lower[head] not in ("left", "leaving", "leave", "leaves"):
        return None
    objects = parsed.kids(head, "dobj") or parsed.kids(token, "nsubj")
    return total_of(scene, [o for first in objects for o in scene.conjuncts(first)]) if objects else None


def _number_before(scene: Scene, token: int) -> CountRange | None:
    """'one dead', 'six wounded', 'three people dead', 'leaving two soldiers dead'."""
    parsed = scene.parsed
    for place in (token, token - 1, token - 2):
        if place < 0:
            return None
        if place != token and parsed.deps[place] in ("prep", "ROOT", "punct", "cc"):
            return None
        value = number(scene, place)
        if value is not None and place != token and parsed.lower[place] not in ("a", "an"):
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
        if parsed.deps[place] in ("nsubj", "dobj", "nsubjpass"):
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
    return None


def _number_after(scene: Scene, token: int) -> CountRange | None:
    for place in range(token + 1, min(token + 8, len(scene.parsed))):
        value = number(scene, place)
        if value is not None and scene.parsed.lower[place] not in ("a", "an", "one") and place not in scene.date_at:
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
    return None
