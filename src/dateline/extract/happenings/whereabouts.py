"""Where that happened which names no place: 'in the town', 'there', or where the passage, or the news, has put it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.domain.actor import PlaceMention
from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.vocabulary import EventType, PlacePrecision, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.mentions.sites import SEVERAL
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

CAPITAL = "capital of its country"
"""Stands in the reason of a mention whose place is the capital of a country."""
_IN_A_SCENE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT})
_VIOLENT = frozenset({EventType.ASSAULT, EventType.PROTEST})
_ON_THE_SPOT = frozenset({"arrest", "seize", "restrict", "curfew", "abduct", None})
_NARROW = frozenset({PlacePrecision.POINT, PlacePrecision.TOWN, PlacePrecision.DISTRICT})
_TOWN_LIKE = frozenset({PlacePrecision.TOWN, PlacePrecision.DISTRICT})
_IN_IT = frozenset({"in", "at", "inside", "across", "throughout", "on"})
_VAGUE = frozenset({"there", "area", "scene", "site", "spot", "place"})
_BACK = 4  # sentences that 'the town' and 'there' look back
_NEXT = 1  # sentences after which a scene goes on without a word for its place
_WHY = "where the passage has put it"


def fill_places(known: Sequence[Happening], places: Sequence[PlaceMention]) -> None:
    """Give happenings without a place the one that their words point back to, else that of the scene they belong to."""
    told = sorted(known, key=lambda h: h.evidence[0])
    news = _only_place(told)
    for number, happening in enumerate(told):
        if happening.place is not None or SEVERAL in happening.rules or happening.type not in _IN_A_SCENE:
            continue
        if happening.status not in (Status.HAPPENED, Status.ALLEGED):
            continue
        found = _pointed_to(happening, told[:number], places)
        if found is None and _may_go_on(happening):
            found = _of_the_scene(happening, told[:number])
            if found is None and news is not None and _one_scene(news, happening):
                found = news.place
        if found is not None and (None in (happening.country, c := found.place.country) or happening.country == c):
            happening.place, happening.country = found, happening.country or found.place.country
            happening.rules.append(_WHY)


def _index(happening: Happening) -> int:
    return happening.first.scene.parsed.index


# ------------------------------------------------------------------------------------------- words that point back


def _pointed_to(
    happening: Happening, before: Sequence[Happening], places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """'the town', 'that district', 'the scene', 'there', 'the capital': the last place told that fits the word."""
    scene = happening.first.scene
    word = _pointer(scene)
    if word is None:
        return None
    if word == "capital":
        capitals = [p for p in places if CAPITAL in p.reason and p.place.country == happening.country]
        return capitals[0] if capitals and happening.country is not None else None
    cues = scene.lexicon.cues
    fitting = _TOWN_LIKE if word in cues["town_words"] | cues["area_words"] - {"area"} else _NARROW
    for other in reversed(before):  # 'a military airfield at Karda ... the airfield'
        again = other.place is not None and any(word in part.scene.parsed.lower for part in other.parts)
        if again and word not in _VAGUE and other.place is not None and other.place.place.precision in fitting:
            return other.place
    for other in reversed(before):
        if _index(happening) - _index(other) > _BACK:
            return None
        if other.place is not None and other.place.place.precision in fitting:
            return other.place
    return None


def _pointer(scene: Scene) -> str | None:
    """The word of the sentence that takes up a place told before."""
    parsed, cues = scene.parsed, scene.lexicon.cues
    for token, word in enumerate(parsed.lower):
        if word in ("there", "here"):
            if word == "there" and parsed.deps[token] == "advmod":
                return word
            continue
        if word not in cues["place_pointers"] or token in scene.place_at or parsed.words[token] != word:
            continue
        if word == "capital" and parsed.lower[parsed.heads[token]] not in _IN_IT:
            continue  # 'a town north of the capital'
        beside = {parsed.lower[c] for c in parsed.children[token]}
        if not beside & {"the", "that", "this"} or parsed.kids(token, "compound", "nmod", "poss", "relcl"):
            continue
        if "of" in beside or not {parsed.lower[c] for c in parsed.kids(token, "amod")} <= cues["pointing_adjectives"]:
            continue
        if not any(parsed.lower[above] in listed("planners") for above in parsed.ancestors(token)):
            return word  # 'planners of the assault on the camp' may be hit anywhere
    return None


# ------------------------------------------------------------------------------------------- scenes that go on


def _of_the_scene(happening: Happening, before: Sequence[Happening]) -> PlaceMention | None:
    """The place of what was told right before, of one day with it."""
    near = [h for h in before if h.place is not None and 0 <= _index(happening) - _index(h) <= _NEXT]
    last = near[-1] if near else None
    return last.place if last is not None and _one_scene(last, happening) else None


def _only_place(told: Sequence[Happening]) -> Happening | None:
    """A happening of the news at the only town or site that the article's news names."""
    news = [h for h in told if not h.background and not h.aggregate and h.place is not None and h.type in _IN_A_SCENE]
    names = {h.place.place.name for h in news if h.place is not None}
    return news[0] if len(names) == 1 and news[0].place and news[0].place.place.precision in _NARROW else None


def _one_scene(one: Happening, other: Happening) -> bool:
    """Nothing tells them apart: no other day, no country, no words that set one beside the other, no answer to it."""
    if one.background != other.background or (one.country and other.country and one.country != other.country):
        return False
    left, right = (h.date.when if h.date is not None else None for h in (one, other))
    if left is not None and right is not None and not _same_day(left, right):
        return False
    if any(part.other for part in other.parts) or _set_apart(other):
        return False
    return not (one.actor_ids() & other.recipient_ids() or other.actor_ids() & one.recipient_ids())


def _same_day(left: DateRange, right: DateRange) -> bool:
    return left.overlaps(right) and DatePrecision.YEAR not in (left.precision, right.precision)


def _set_apart(happening: Happening) -> bool:
    """'Elsewhere', 'meanwhile', 'in other cities': the sentence leaves the scene."""
    scene = happening.first.scene
    return bool(set(scene.parsed.lower) & scene.lexicon.cues["elsewhere"])


def _may_go_on(happening: Happening) -> bool:
    """Violence, arrests and unrest of the news, told in a sentence that names no place of its own."""
    on_the_spot = happening.type in _VIOLENT or (happening.type is EventType.COERCE and happening.mode in _ON_THE_SPOT)
    return on_the_spot and not (happening.aggregate or happening.background or _tells_a_place(happening))


def _tells_a_place(happening: Happening) -> bool:
    """The sentence names a place of its own below a country, or a weapon's way from one side of a border."""
    scene = happening.first.scene
    return any(p.place.precision is not PlacePrecision.COUNTRY for p in scene.places)
