"""Which place a name stands for: candidates weighed by type, size, the article's countries, and each other."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dateline.domain.actor import Place
from dateline.domain.text import Span
from dateline.domain.vocabulary import PlacePrecision
from dateline.resolve.place_borders import with_borders
from dateline.resolve.place_cues import (
    COMMA,
    IN_CONTAINER,
    OWN_HEAD,
    POSSESSED,
    QUARTER_OF,
    Cues,
    kind_of_head,
    read_cues,
)
from dateline.resolve.place_values import KnownPlace, NamedPlaces, PlaceChoice


@dataclass(slots=True)
class _Name:
    """One hit while it is being decided."""

    hit: NamedPlaces
    words: str
    cues: Cues
    candidates: list[KnownPlace]
    evidence: dict[str, tuple[float, str]] = field(default_factory=dict)
    twins: frozenset[str] = frozenset()
    denied: bool = False
    """The text says that it lies where no place of this name is known."""
    chosen: KnownPlace | None = None
    ranked: list[tuple[float, KnownPlace]] = field(default_factory=list)


_COARSER = {
    PlacePrecision.POINT: PlacePrecision.TOWN,
    PlacePrecision.TOWN: PlacePrecision.DISTRICT,
}
_HEAD_PRECISION = {"admin1": PlacePrecision.PROVINCE, "admin2": PlacePrecision.DISTRICT}
_CLEAR = 2.0
"""A candidate this far ahead needs no context, and is context for the others."""
_AREA_KINDS = frozenset({"country", "admin1", "region", "sea", "border"})
_BETWEEN = frozenset({"region", "sea", "border"})
_OWN_KINDS_BONUS = 2.5
_ALIAS_COST = 2.0
_TOWN_KINDS = frozenset({"city", "capital", "admin1", "admin2"})
_WAR = re.compile(r"(?:[-–][A-Z]\w+)?\s+(?:war|conflict|crisis|talks)\b")
_QUARTER_KM = 60.0
"""A quarter lies no farther from the middle of its city."""
_OFTEN = 4
"""Times that an article must have named its countries before a bare namesake in another one is no answer."""
_KNOWN = 20_000
_LARGE = 100_000
"""Persons: a place this large needs no preposition; one this large is not outweighed by a capital beside it."""


def resolve_places(
    text: str,
    hits: Sequence[NamedPlaces],
    place: Callable[[str], KnownPlace | None],
    countries: Mapping[str, float] | None = None,
    blocked: Iterable[Span] = (),
) -> list[PlaceChoice]:
    """Choose a place, or none, for every hit; in order of position.

    `countries` weighs ISO codes by how often the article speaks of them (adjectives, actors, its outlet); `blocked`
    are spans of names already known to be something else. Hits that are no places, as far as the text tells, are
    left out.
    """
    taken = sorted(blocked)
    names = [
        _Name(hit, text[hit.start : hit.end], read_cues(text, hit.start, hit.end), _known(hit.places, place))
        for hit in hits
        if not any(span.start < hit.end and hit.start < span.end and not _told_in(text, span, hit) for span in taken)
    ]
    names = [name for name in names if name.candidates]
    for name in names:
        name.twins = _twins(name)
        if (tail := OWN_HEAD.search(name.words)) and not name.cues.head:
            name.cues = replace(name.cues, head=kind_of_head(tail[1]))
    _read_containment(text, names)
    names = _accepted(text, [name for name in names if name.candidates])
    _choose(names, countries or {})
    kept = [name for name in names if name.chosen and not _elsewhere(name, names, countries or {})]
    return with_borders(text, [_choice(name) for name in kept])


def _told_in(text: str, span: Span, hit: NamedPlaces) -> bool:
    """'tribal leaders in Anbar' describes people and says where they are; 'Resistance in Iraq' is a name.

    Nor is a person's name that is only a part of a town's ('Dera Ismail Khan') in the way.
    """
    if hit.start < span.start and span.end == hit.end and text[hit.start : span.start].strip().istitle():
        return True
    lead = text[span.start : hit.start]
    return hit.end == span.end and lead.endswith((" in ", " near ")) and lead[:1].islower()


def _known(ids: Iterable[str], place: Callable[[str], KnownPlace | None]) -> list[KnownPlace]:
    found = (place(ident) for ident in ids)
    return [known for known in found if known is not None and known.lat is not None]


# ------------------------------------------------------------------------------------------- is it a place


def _accepted(text: str, names: list[_Name]) -> list[_Name]:
    """Names that stand for a place; one that the text calls a place once is a place in the whole text."""
    said = {_form(name.words) for name in names if (name.evidence or name.cues.says_place) and not _is_person(name)}
    return [name for name in names if _is_place(text, name, said)]


def _twins(name: _Name) -> frozenset[str]:
    """Subdivisions that are not meant without a head noun: their town, or a country's capital, has the same name."""
    towns = [
        known
        for known in name.candidates
        if known.kind in ("city", "capital") and (known.id in name.hit.principal or known.population > _KNOWN)
    ]
    if any(known.kind == "capital" for known in towns):
        return frozenset(known.name for known in name.candidates if known.kind == "admin1")
    return frozenset(known.admin1 for known in towns if known.admin1)


def _form(words: str) -> str:
    return words.casefold().removeprefix("the ")


def _is_person(name: _Name) -> bool:
    cues = name.cues
    return cues.person or (bool(cues.before) and not name.evidence) or (name.hit.weak and bool(cues.after))


def _is_place(text: str, name: _Name, said: set[str]) -> bool:
    cues, best = name.cues, name.candidates[0]
    if _names_a_war(text, name.hit.start, name.hit.end):
        return False
    if name.evidence:
        return True
    if cues.organisation and best.kind != "country":
        return False
    called = cues.says_place or _form(name.words) in said
    if name.hit.weak:
        beside_a_name = cues.person or cues.before or (cues.after and not cues.head)
        return not beside_a_name and (called or best.kind == "country")
    if best.kind == "country" or (best.id in name.hit.principal and best.kind in _AREA_KINDS):
        return len(name.words) > 2 or name.words.isupper()
    return not _is_doubtful(text, name) and (
        called or cues.toward or best.population > _KNOWN or best.kind not in _TOWN_KINDS - {"admin1"}
    )


def _names_a_war(text: str, start: int, end: int) -> bool:
    """'The Israel-Gaza war' tells which war, not where something was."""
    joined = start > 0 and text[start - 1] in "-–" and text[max(0, start - 2) : start - 1].isalpha()
    return bool(_WAR.match(text, end)) and (joined or text[end : end + 1] in "-–")


def _is_doubtful(text: str, name: _Name) -> bool:
    """A small place, an alternate name or a short word in surroundings that do not speak of a place."""
    cues, best = name.cues, name.candidates[0]
    if cues.says_place and not (cues.before or cues.after):
        return False
    if cues.before and cues.after and best.id not in name.hit.principal:
        return True  # in the middle of a longer name
    if best.kind not in _TOWN_KINDS and best.id in name.hit.principal:
        return bool(cues.before) and " " not in name.words and not cues.says_place
    if cues.person and not cues.says_place:
        return True
    if best.id not in name.hit.principal and best.population < _LARGE / 2 and not cues.says_place:
        return True
    if best.population >= _LARGE:
        return len(name.words) <= 3 and best.population < 10 * _LARGE and not cues.says_place
    if (cues.before or cues.after) and not (cues.inside or cues.head or cues.state):
        return True
    common = cues.initial and re.search(rf"(?<![\w.]){re.escape(name.words.lower())}\b", text)
    return not cues.says_place and (bool(common) or len(name.words) <= 3)


# ------------------------------------------------------------------------------------------- what lies in what


def _read_containment(text: str, names: list[_Name]) -> None:
    """'City, Province', 'City, Country', 'Iraq's Anbar', 'Mosul in Iraq': what stands together belongs together."""
    for left, right in pairwise(names):
        gap = text[left.hit.end : right.hit.start]
        if len(gap) > 60:
            continue
        if COMMA.match(gap) or IN_CONTAINER.match(gap):
            _note_inside(left, right, "the text says it lies in")
        elif POSSESSED.match(gap):
            _note_inside(right, left, "the text says it lies in")
        if QUARTER_OF.match(gap) and right.candidates[0].population >= _KNOWN:
            left.candidates = [k for k in left.candidates if _km(k, right.candidates[0]) < _QUARTER_KM]
    for name in names:
        if name.cues.state:
            for known in name.candidates:
                if known.country == "US" and known.admin1 == name.cues.state and known.kind != "admin1":
                    name.evidence[known.id] = (6.0, f"in {name.cues.state}")


def _note_inside(inner: _Name, outer: _Name, why: str) -> None:
    outers = [known for known in outer.candidates[:8] if known.kind in ("country", "admin1", "admin2", "region")]
    if outers and outers[0].kind == "country":
        outers = [known for known in outers if known.kind in ("country", "admin1")]
    held = any(_lies_in(known, around) for known in inner.candidates for around in outers)
    if outers and outers[0].kind in ("country", "admin1") and not held and inner.candidates[0].kind in _TOWN_KINDS:
        inner.denied = True
    for known in inner.candidates:
        for around in outers:
            if known.id != around.id and _lies_in(known, around):
                inner.evidence.setdefault(known.id, (6.0, f"{why} {around.name}"))
                outer.evidence.setdefault(around.id, (2.0, f"{known.name} lies in it"))
                break


def _lies_in(inner: KnownPlace, outer: KnownPlace) -> bool:
    if outer.country not in inner.countries:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    if outer.kind == "admin1":
        return inner.kind not in ("country", "admin1") and inner.admin1 == outer.name
    if outer.kind == "admin2":
        return inner.kind not in ("country", "admin1", "admin2") and inner.admin2 == outer.name
    return inner.kind not in _AREA_KINDS and _km(inner, outer) < 400


def _elsewhere(name: _Name, names: Sequence[_Name], countries: Mapping[str, float]) -> bool:
    """A small town of a country that the article is silent about: more likely a village that no gazetteer has."""
    known = name.chosen
    if known is None or known.kind not in ("city", "admin2") or name.evidence:
        return False
    small, alias = known.population < _KNOWN, known.id not in name.hit.principal
    if name.denied and small:
        return True
    sure = [o.chosen for o in names if o.chosen and (o.chosen.kind in _AREA_KINDS or o.chosen.population >= _LARGE)]
    told = {code for place in sure if place is not known for code in place.countries}
    told |= {code for code, weight in countries.items() if weight > 0}
    if not told or told & set(known.countries):
        return False
    if small:
        return alias or name.cues.goes_on or len(sure) + sum(countries.values()) >= _OFTEN
    return alias and (name.cues.goes_on or name.cues.village)


# ------------------------------------------------------------------------------------------- which place


def _choose(names: list[_Name], countries: Mapping[str, float]) -> None:
    """Weigh candidates alone, take the clear ones as anchors, weigh again beside the anchors; one form, one place."""
    shared: dict[str, dict[str, tuple[float, str]]] = {}
    for name in names:
        shared.setdefault(_form(name.words), {}).update(name.evidence)
    for name in names:
        if not name.evidence:
            name.evidence = shared[_form(name.words)]
    weights = defaultdict[str, float](float, countries)
    provinces = defaultdict[tuple[str, str], float](float)
    for name in names:
        name.ranked = sorted(((_alone(name, k), k) for k in name.candidates), key=lambda pair: -pair[0])
        best = name.ranked[0]
        if len(name.ranked) == 1 or best[0] - name.ranked[1][0] >= _CLEAR:
            name.chosen = best[1]
            for code in best[1].countries:
                weights[code] += 1.0 / len(best[1].countries)
            if best[1].kind == "admin1" and best[1].country:
                provinces[best[1].country, best[1].name] += 1
            elif best[1].admin1 and best[1].country:
                provinces[best[1].country, best[1].admin1] += 0.5
    total = sum(weights.values()) or 1.0
    anchors = {
        name.chosen.id: name.chosen for name in names if name.chosen and name.chosen.kind not in ("country", "sea")
    }
    memory: dict[tuple[str, str], list[tuple[float, KnownPlace]]] = {}
    for name in names:
        key = (_form(name.words), name.cues.head)
        if key not in memory:
            memory[key] = sorted(
                ((_alone(name, k) + _beside(k, weights, total, provinces, anchors), k) for k in name.candidates),
                key=lambda pair: -pair[0],
            )
        name.ranked = memory[key]
        name.chosen = name.ranked[0][1]


def _alone(name: _Name, known: KnownPlace) -> float:
    score = math.log10(known.population + 10)
    if known.kind == "country":
        score += 2.2
    elif known.kind in ("region", "sea", "border"):
        score += 5.5
    elif known.kind == "admin1":
        score += 5.0 if name.cues.head == "admin1" else (-3.5 if known.name in name.twins else 0.4)
    elif known.kind == "admin2":
        score -= 2.0 if name.cues.head != "admin2" else -4.0
    elif known.kind in ("city", "capital"):
        score += 1.0 if known.kind == "capital" else 0.0
        score += 0.8 if name.cues.head == "city" else 0.0
    else:
        score += _OWN_KINDS_BONUS + (3.0 if name.cues.head == known.kind else 0.0)
    if known.id not in name.hit.principal:
        score -= _ALIAS_COST
    return score + name.evidence.get(known.id, (0.0, ""))[0]


def _beside(
    known: KnownPlace,
    weights: Mapping[str, float],
    total: float,
    provinces: Mapping[tuple[str, str], float],
    anchors: Mapping[str, KnownPlace],
) -> float:
    shares = [weights.get(code, 0.0) / total for code in known.countries]
    score = 4.0 * (sum(shares) if known.kind == "border" else max(shares, default=0.0))
    if known.country and known.admin1:
        score += min(3.0, 1.5 * provinces.get((known.country, known.admin1), 0.0))
    nearest = min((_km(known, other) for ident, other in anchors.items() if ident != known.id), default=math.inf)
    return score + 2.0 * math.exp(-nearest / 150.0)


def _km(a: KnownPlace, b: KnownPlace) -> float:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    across = abs(a.lon - b.lon)
    across = min(across, 360.0 - across) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(a.lat - b.lat, across) * 111.2


# ------------------------------------------------------------------------------------------- the answer


def _choice(name: _Name) -> PlaceChoice:
    known = name.chosen
    assert known is not None  # noqa: S101 - only decided names come here
    reasons = [name.evidence[known.id][1]] if known.id in name.evidence else []
    if name.cues.head and not reasons:
        reasons.append(f"called a {name.cues.head}")
    if len(name.ranked) > 1:
        reasons.append(f"before {len(name.ranked) - 1} other{'s' if len(name.ranked) > 2 else ''} of this name")
    else:
        reasons.append("the only place of this name")
    chosen = known.as_place()
    wider = _HEAD_PRECISION.get(name.cues.head)
    if wider and chosen.precision in (PlacePrecision.POINT, PlacePrecision.TOWN):
        chosen = _with_precision(chosen, wider)
        reasons.append(f"the text speaks of the {wider}")
    elif name.cues.near and chosen.precision in _COARSER:
        chosen = _with_precision(chosen, _COARSER[chosen.precision])
        reasons.append("near it, not in it")
    if known.kind in _BETWEEN and len(set(known.countries)) > 1:
        wide = PlacePrecision.COUNTRY if known.kind == "region" else chosen.precision
        chosen = replace(chosen, country=None, precision=wide)  # Africa and the like say no more than a country does
        reasons.append("in several countries")
    span = _whole_span(name, known)
    if span.start < name.hit.start and known.kind == "country":
        part = f"{name.cues.part} {name.words}"  # 'southern Iraq' is not 'northern Iraq'
        chosen = replace(chosen, id=f"{chosen.id}/{name.cues.part}", name=part, precision=PlacePrecision.REGION)
        reasons.append("a part of the country")
    others = tuple(other.id for _, other in name.ranked[1:6])
    return PlaceChoice(span, chosen, tuple(reasons), others)


def _whole_span(name: _Name, known: KnownPlace) -> Span:
    """The name with 'province' after it, and of an area with 'southern' before it."""
    before, after = name.cues.wider
    return Span(
        name.hit.start - (before if known.kind in _AREA_KINDS else 0),
        name.hit.end + (0 if known.kind == "country" else after),
    )


def _with_precision(place: Place, precision: PlacePrecision) -> Place:
    return Place(place.id, place.name, precision, place.country, place.admin1, place.lat, place.lon, place.geonameid)
