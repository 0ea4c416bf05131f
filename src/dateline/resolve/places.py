"""Which place a name stands for: candidates weighed by type, size, the article's countries, and each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
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
    kind_of_head,
    read_cues,
)
from dateline.resolve.place_doubts import AREA_KINDS, KNOWN, LARGE, TOWN_KINDS, Name, accepted, form, twins
from dateline.resolve.place_values import KnownPlace, NamedPlaces, PlaceChoice

_COARSER = {
    PlacePrecision.POINT: PlacePrecision.TOWN,
    PlacePrecision.TOWN: PlacePrecision.DISTRICT,
}
_HEAD_PRECISION = {"admin1": PlacePrecision.PROVINCE, "admin2": PlacePrecision.DISTRICT}
_CLEAR = 2.0
"""A candidate this far ahead needs no context, and is context for the others."""
_NAMESAKES = frozenset("city admin2 district square palace landmark bridge hospital university road".split())
"""Kinds of places whose names other countries use, too."""
_BETWEEN = frozenset({"region", "sea", "border"})
_OWN_KINDS_BONUS = 2.5
_ALIAS_COST = 2.0
_QUARTER_KM = 60.0
"""A quarter lies no farther from the middle of its city."""
_OFTEN = 4
"""Times that an article must have named its countries before a bare namesake in another one is no answer."""


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
        Name(hit, text[hit.start : hit.end], read_cues(text, hit.start, hit.end), _known(hit.places, place))
        for hit in hits
        if not any(span.start < hit.end and hit.start < span.end and not _told_in(text, span, hit) for span in taken)
    ]
    names = [name for name in names if name.candidates]
    for name in names:
        name.twins = twins(name)
        if (tail := OWN_HEAD.search(name.words)) and not name.cues.head:
            name.cues = replace(name.cues, head=kind_of_head(tail[1]))
    _read_containment(text, names)
    names = accepted(text, [name for name in names if name.candidates])
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


# ------------------------------------------------------------------------------------------- what lies in what


def _read_containment(text: str, names: list[Name]) -> None:
    """'City, Province', 'City, Country', 'Iraq's Anbar', 'Mosul in Iraq': what stands together belongs together."""
    for left, right in pairwise(names):
        gap = text[left.hit.end : right.hit.start]
        if len(gap) > 60:
            continue
        if COMMA.match(gap) or IN_CONTAINER.match(gap):
            _note_inside(left, right, "the text says it lies in")
        elif POSSESSED.match(gap):
            _note_inside(right, left, "the text says it lies in")
        if QUARTER_OF.match(gap) and right.candidates[0].population >= KNOWN:
            left.candidates = [k for k in left.candidates if _km(k, right.candidates[0]) < _QUARTER_KM]
    for name in names:
        if name.cues.state:
            for known in name.candidates:
                if known.country == "US" and known.admin1 == name.cues.state and known.kind != "admin1":
                    name.evidence[known.id] = (6.0, f"in {name.cues.state}")


def _note_inside(inner: Name, outer: Name, why: str) -> None:
    outers = [known for known in outer.candidates[:8] if known.kind in ("country", "admin1", "admin2", "region")]
    if outers and outers[0].kind == "country":
        outers = [known for known in outers if known.kind in ("country", "admin1")]
    held = any(_lies_in(known, around) for known in inner.candidates for around in outers)
    if outers and outers[0].kind in ("country", "admin1") and not held and inner.candidates[0].kind in TOWN_KINDS:
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
    return inner.kind not in AREA_KINDS and _km(inner, outer) < 400


def _elsewhere(name: Name, names: Sequence[Name], countries: Mapping[str, float]) -> bool:
    """A small town of a country that the article is silent about: more likely a village that no gazetteer has."""
    known = name.chosen
    if known is None or known.kind not in _NAMESAKES or name.evidence:
        return False
    small, alias = known.population < KNOWN, known.id not in name.hit.principal
    if name.denied and small:
        return True
    sure = [o.chosen for o in names if o.chosen and (o.chosen.kind in AREA_KINDS or o.chosen.population >= LARGE)]
    told = {code for place in sure if place is not known for code in place.countries}
    told |= {code for code, weight in countries.items() if weight > 0}
    if not told or told & set(known.countries):
        return False
    if small:
        return alias or name.cues.goes_on or len(sure) + sum(countries.values()) >= _OFTEN
    return alias and (name.cues.goes_on or name.cues.village)


# ------------------------------------------------------------------------------------------- which place


def _choose(names: list[Name], countries: Mapping[str, float]) -> None:
    """Weigh candidates alone, take the clear ones as anchors, weigh again beside the anchors; one form, one place."""
    shared: dict[str, dict[str, tuple[float, str]]] = {}
    for name in names:
        shared.setdefault(form(name.words), {}).update(name.evidence)
    for name in names:
        if not name.evidence:
            name.evidence = shared[form(name.words)]
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
        key = (form(name.words), name.cues.head)
        if key not in memory:
            memory[key] = sorted(
                ((_alone(name, k) + _beside(k, weights, total, provinces, anchors), k) for k in name.candidates),
                key=lambda pair: -pair[0],
            )
        name.ranked = memory[key]
        name.chosen = name.ranked[0][1]


def _alone(name: Name, known: KnownPlace) -> float:
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


def _choice(name: Name) -> PlaceChoice:
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
    if known.kind == "capital":
        reasons.append("capital of its country")
    span = _whole_span(name, known)
    if span.start < name.hit.start and known.kind == "country":
        part = f"{name.cues.part} {name.words}"  # 'southern Iraq' is not 'northern Iraq'
        chosen = replace(chosen, id=f"{chosen.id}/{name.cues.part}", name=part, precision=PlacePrecision.REGION)
        reasons.append("a part of the country")
    others = tuple(other.id for _, other in name.ranked[1:6])
    return PlaceChoice(span, chosen, tuple(reasons), others)


def _whole_span(name: Name, known: KnownPlace) -> Span:
    """The name with 'province' after it, and of an area with 'southern' before it."""
    before, after = name.cues.wider
    return Span(
        name.hit.start - (before if known.kind in AREA_KINDS else 0),
        name.hit.end + (0 if known.kind == "country" else after),
    )


def _with_precision(place: Place, precision: PlacePrecision) -> Place:
    return Place(place.id, place.name, precision, place.country, place.admin1, place.lat, place.lon, place.geonameid)
