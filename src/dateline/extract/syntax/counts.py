"""Counts read from noun phrases: number words, digits, bounds ('at least', 'up to'), vague plurals, sums of parts."""

from __future__ import annotations

import re

from dateline.domain.counts import CountRange
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

VAGUE = "vague"
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+\Z|\d{1,7}\Z")
_TEENS = re.compile(
    r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(one|two|three|four|five|six|seven|eight|nine)\Z"
)


def number(scene: Scene, token: int) -> int | None:
    """The number a single token names, or None ('107mm' and years are no counts)."""
    lower = scene.parsed.lower[token]
    value = scene.lexicon.numbers.get(lower)
    if value is not None:
        return value
    if _DIGITS.match(lower):
        return int(lower.replace(",", ""))
    match = _TEENS.match(lower)
    return scene.lexicon.numbers[match[1]] + scene.lexicon.numbers[match[2]] if match else None


def is_nobody(scene: Scene, token: int) -> bool:
    """'Nobody', 'no one'."""
    lower = scene.parsed.lower
    return lower[token] == "nobody" or (lower[token] == "one" and token > 0 and lower[token - 1] == "no")


def count_of(scene: Scene, head: int, *, singular: bool = True) -> CountRange | str | None:
    """How many the noun phrase of `head` names: a range, VAGUE for 'dozens of', None where it does not say.

    With `singular`, a singular noun with 'a' counts as one.
    """
    parsed = scene.parsed
    first = _before_calibre(scene, scene.np_left(head))
    before = _bound_before(scene, first)
    tokens = range(first, head + 1)
    if is_nobody(scene, head):
        return CountRange.exactly(0)
    values = [(place, number(scene, place)) for place in tokens if place not in scene.date_at]
    numbers = [
        (place, value)
        for place, value in values
        if value is not None and parsed.lower[place] not in ("a", "an", "no", "both") and not _calibre(scene, place)
    ]
    if not numbers and any(parsed.lower[place] in scene.lexicon.vague for place in tokens):
        return VAGUE
    if numbers and not _measures(scene, numbers[-1][0]):
        between = _between(scene, numbers)
        if between is not None:
            return between
        total = _multiplied(scene, numbers)
        bound = before or _bound_within(scene, first, numbers[0][0])
        return _range(total, bound)
    if any(parsed.lower[place] in ("no", "none", "nobody") for place in tokens) and head != first:
        return CountRange.exactly(0)
    return CountRange.exactly(1) if singular and _singular(scene, head, first) else None


def _calibre(scene: Scene, token: int) -> bool:
    lower = scene.parsed.lower
    return token + 1 < len(lower) and lower[token + 1] in ("mm", "millimeter", "millimetre")


def _before_calibre(scene: Scene, first: int) -> int:
    """'two dozen 107mm rockets': the number stands before the calibre."""
    lower = scene.parsed.lower
    while (
        first >= 2
        and lower[first - 1] in ("mm", "millimeter", "millimetre", "-")
        and number(scene, first - 2) is not None
    ):
        first -= 2
        while first and number(scene, first - 1) is not None:
            first -= 1
    return first


def _between(scene: Scene, numbers: list[tuple[int, int]]) -> CountRange | None:
    """'between 28 and 30', '28 to 30', '28-30': the two ends."""
    lower = scene.parsed.lower
    if len(numbers) < 2:
        return None
    (left, low), (right, high) = numbers[-2:]
    link = lower[left + 1 : right]
    before = lower[left - 1] if left else ""
    ends = link == ("and",) and before == "between"
    ends = ends or link in (("to",), ("or",)) or (link in (("-",), ("–",)) and low % 10 != 0)
    return CountRange(low, high) if ends and low < high else None


def _multiplied(scene: Scene, numbers: list[tuple[int, int]]) -> int:
    total = 0
    for place, value in numbers:
        word = scene.parsed.lower[place]
        if word in scene.lexicon.multipliers and total:
            total *= value
        elif (
            total
            and numbers[numbers.index((place, value)) - 1][0] in (place - 1, place - 2)
            and total % 10 == 0
            and value < total
        ):
            total += value  # 'twenty-two', 'one hundred five'
        else:
            total = value
    return total


def _range(total: int, bound: str | None) -> CountRange:
    if bound == "at_least":
        return CountRange.at_least(total)
    if bound == "at_most":
        return CountRange.at_most(total)
    return CountRange.exactly(total)


def _bound_before(scene: Scene, first: int) -> str | None:
    lower = scene.parsed.lower
    for size in (4, 3, 2, 1):
        if first - size >= 0:
            side = scene.lexicon.bounds.get(" ".join(lower[first - size : first]))
            if side is not None and not (
                size == 1
                and lower[first - 1] in ("over", "under", "above", "around", "about")
                and _is_place_prep(scene, first - 1)
            ):
                return side
    return None


def _is_place_prep(scene: Scene, token: int) -> bool:
    """'over two provinces' is a place, 'killed over 100' a count: a verb with an object needs no other."""
    head = scene.parsed.heads[token]
    return scene.parsed.deps[token] == "prep" and scene.parsed.kid(head, "dobj") is not None


def _bound_within(scene: Scene, first: int, until: int) -> str | None:
    lower = scene.parsed.lower
    words = lower[first:until]
    for start in range(len(words)):
        side = scene.lexicon.bounds.get(" ".join(words[start:]))
        if side is not None:
            return side
    return None


def _measures(scene: Scene, token: int) -> bool:
    lower = scene.parsed.lower
    following = lower[token + 1] if token + 1 < len(lower) else ""
    return (
        following in listed("units_of_measure")
        or following == "-"
        or (following.startswith("-") and len(following) > 1)
    )


def _singular(scene: Scene, head: int, first: int) -> bool:
    parsed = scene.parsed
    lower = parsed.lower[head]
    if head in scene.actor_at and parsed.deps[head] != "amod" and parsed.lower[first] not in ("a", "an", "another"):
        return scene.actor_at[head].kind.value == "person"
    if lower == "another":
        return True
    if (
        parsed.words[head][:1].isupper()
        and head
        and not lower.endswith("s")
        and not scene.kinds(head) & {"actor", "facility", "place"}
    ):
        return True  # a person's name
    if parsed.lower[first] == "the" and lower in listed("one_person"):
        return True
    if _one_of_them(scene, head) or any(scene.person(c) for c in parsed.kids(head, "appos")):
        return True  # 'his predecessor', 'the historian X'
    if parsed.lower[first] in ("a", "an", "another") or lower in ("one", "him", "her"):
        return not lower.endswith("s") and lower not in (
            "number",
            "group",
            "people",
            "police",
            "personnel",
            "crowd",
            "convoy",
            "family",
            "couple",
            "lot",
            "handful",
        )
    return False


def _one_of_them(scene: Scene, head: int) -> bool:
    """'his predecessor', 'the group's spokesman': one person by whose he is."""
    parsed, lower = scene.parsed, scene.parsed.lower[head]
    owned = parsed.kid(head, "poss") is not None
    plural = lower.endswith(("s", "men")) or lower in listed("people_without_plural")
    return owned and not plural and "human" in scene.lexicon.noun_of.get(lower, ())


def _part_of_them(scene: Scene, head: int) -> bool:
    """'25 people, among them 14 members of X', 'nine people including two children': counted before."""
    left = scene.np_left(head)
    before = scene.parsed.lower[max(0, left - 5) : left]
    return "including" in before[-2:] or ("among" in before and bool({"them", "whom"} & set(before)))


def _the_one(scene: Scene, head: int) -> bool:
    """'the village head and five others': beside others, 'the' with a singular noun for a person is one."""
    lower = scene.parsed.lower[head]
    the = scene.parsed.lower[scene.np_left(head)] in ("the", "a", "an", "his", "her", "their", "its", "our")
    several = (
        lower.endswith(("s", "men"))
        or lower in listed("people_without_plural")
        or lower in scene.lexicon.cues["group_nouns"]
    )
    return the and not several and bool(scene.kinds(head) & {"human", "other"} or not scene.kinds(head))


def total_of(scene: Scene, heads: list[int], *, singular: bool = True) -> CountRange | None:
    """The sum over joined noun phrases ('two Americans and a Briton'); parts without a number leave it open."""
    total: CountRange | None = None
    open_part = False
    whole = [head for number, head in enumerate(heads) if not (number and _part_of_them(scene, head))]
    others = singular and any(scene.parsed.lower[head] in ("others", "other") for head in whole)
    for head in whole:
        part = count_of(scene, head, singular=singular)
        if part is None and others and _the_one(scene, head):
            part = CountRange.exactly(1)
        if isinstance(part, CountRange):
            total = part if total is None else total.plus(part)
        else:
            open_part = True
    if total is not None and open_part and total.low:
        return CountRange.at_least(total.low)
    return None if open_part and total is not None and not total.low else total
