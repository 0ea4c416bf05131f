"""The country of what is told without one: from the passage, the bodies that act at home, and the article's setting.

Words that put something somewhere ('in Iraq', 'near Mosul', 'southern Lebanon') count most; names of countries that
only act, and their adjectives, say little: 'US forces' are rarely in the United States.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.domain.actor import ActorMention, PlaceMention
from dateline.domain.vocabulary import ActorKind, EventType, PlacePrecision
from dateline.extract.happenings.happening import Happening
from dateline.extract.mentions.sites import SEVERAL

_LOCAL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT})
_AT_HOME = frozenset({EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE})
_ABROAD_MODES = frozenset({"designate", "sanction", "embargo", "ban", "expel"})
_MEETING = frozenset({EventType.CONSULT})
_NAMED_ONLY = frozenset({PlacePrecision.POINT, PlacePrecision.TOWN})
_REACH = 400  # characters looked back for a place
_CLEAR = 0.5  # share of what the article tells of places from which one country stands for the article
_SURE = 1.0  # what words must tell of a place before the passage counts
_IN = re.compile(
    r"\b(?:entered|entering|enter|reached|crossed into|"
    r"in|inside|within|near|outside|around|across|throughout|at|northern|southern|eastern|western|central|"
    r"north|south|east|west|southeast(?:ern)?|southwest(?:ern)?|northeast(?:ern)?|northwest(?:ern)?)"
    r"[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|to|towards?|of|against|between|by|into|with|via)\s+(?:the\s+)?\Z", re.IGNORECASE)
_MODIFIES = re.compile(
    r"-(?:led|backed|trained|funded|made|based|allied|supported|sponsored|supplied|born|armed|run)\b"
)
"""'in US-led strikes', 'a Britain-based monitor' say nothing of where."""
_SHORT_MODIFIES = re.compile(
    r"\s(?!(?:and|or|on|in|at|as|where|who|which|that|when|while|after|before|to|for|with|from|by|during|over|since|but|"
    r"is|was|has|had|are|were|said|of|than|if)\b)[a-z]"
)
"""'in US custody', 'killed in UK strikes': what follows such letters is theirs, not in their country."""
_HOME_KINDS = frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.PERSON, ActorKind.PARTY, ActorKind.ARMED_GROUP})


@dataclass(frozen=True, slots=True)
class Hint:
    """What a few words say about where the telling is: the country, and how much they say."""

    at: int
    country: str
    weight: float


def fill_countries(
    happenings: Sequence[Happening],
    text: str,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
) -> None:
    """Give every happening that takes place somewhere, and tells no country, the one that its passage tells of."""
    hints = _hints(text, places, actors)
    homes = {m.actor_id: m.country for m in actors if m.country and m.kind in {*_HOME_KINDS, ActorKind.STATE}}
    bodies = {m.actor_id for m in actors if m.kind is ActorKind.GOVERNMENT_BODY}
    setting = _setting(hints)
    for happening in happenings:
        if happening.country is not None or SEVERAL in happening.rules:
            _complete_place(happening)
            continue
        if happening.place is not None and happening.place.place.precision is PlacePrecision.REGION:
            continue  # a sea, a border, a part of the world: of several countries
        country, why = _country(happening, hints, homes, bodies, setting)
        if country is not None:
            happening.country = country
            happening.rules.append(why)
        _complete_place(happening)


def _complete_place(happening: Happening) -> None:
    """A building or town that only the text names lies in the country of what happened there."""
    told = happening.place
    if told is not None and told.place.country is None and told.place.precision in _NAMED_ONLY:
        happening.place = replace(told, place=replace(told.place, country=happening.country))


def _hints(text: str, places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> list[Hint]:
    acting = {offset: m for m in actors if not m.adjective for offset in (m.span.start, m.span.end)}
    found = []
    for place in places:
        country = place.place.country
        if country is None or _says_whose(text, place):
            continue
        actor = acting.get(place.span.start) or acting.get(place.span.end)
        kind = actor.kind if actor is not None else ActorKind.FACILITY
        before = text[max(0, place.span.start - 24) : place.span.start]
        inside = bool(_IN.search(before)) or place.reason.endswith("a part of the country")
        whole = place.place.precision is PlacePrecision.COUNTRY
        if kind is not ActorKind.FACILITY and not (inside and kind is ActorKind.STATE):
            continue
        weight = (2.0 if whole else 1.5) if inside else 0.3 if whole or _FROM.search(before) else 1.0
        found.append(Hint(place.span.start, country, weight))
    for mention in actors:
        if mention.country and (mention.kind in _HOME_KINDS or (mention.adjective and mention.kind is ActorKind.STATE)):
            found.append(Hint(mention.span.start, mention.country, 0.2))
    return sorted(found, key=lambda hint: hint.at)


def _says_whose(text: str, place: PlaceMention) -> bool:
    """The name of a country tells whose something is, not where."""
    if place.place.precision is not PlacePrecision.COUNTRY:
        return False
    words, end = place.span.quote(text), place.span.end
    return bool(_MODIFIES.match(text, end) or (words.isupper() and _SHORT_MODIFIES.match(text, end)))


def _setting(hints: Sequence[Hint]) -> str | None:
    """The country of at least half of what the article says about places."""
    total = _sum(hints)
    country, weight = max(total.items(), key=lambda pair: pair[1], default=(None, 0.0))
    return country if country is not None and weight >= _CLEAR * sum(total.values()) else None


def _sum(hints: Sequence[Hint]) -> Counter[str]:
    total: Counter[str] = Counter()
    for hint in hints:
        total[hint.country] += hint.weight  # type: ignore[assignment]
    return total


def _country(
    happening: Happening,
    hints: Sequence[Hint],
    homes: Mapping[str, str | None],
    bodies: set[str],
    setting: str | None,
) -> tuple[str | None, str]:
    doers = {homes[i] for i in happening.actor_ids() if homes.get(i)}
    others = {homes[i] for i in happening.recipient_ids() if homes.get(i)}
    near = _passage(happening, hints)
    if happening.type in _MEETING:
        return _of_meeting(doers, others, near, setting)
    if happening.type in _AT_HOME and happening.mode not in _ABROAD_MODES and len(doers) == 1:
        (home,) = doers
        if home == setting or (happening.actor_ids() & bodies and (not near or home in near)):
            return home, "country of the body that acted"
    if happening.type not in _LOCAL:
        return None, ""
    if near and (len(near) == 1 or setting is None or setting in near):
        if setting in near:
            return setting, "country of the passage"
        return max(near.items(), key=lambda pair: pair[1])[0], "country of the passage"
    if setting is not None:
        return setting, "country of the article"
    return None, ""


def _of_meeting(
    doers: set[str | None], others: set[str | None], near: Mapping[str, float], setting: str | None
) -> tuple[str | None, str]:
    """The host's country; the country of all who met; one who came from elsewhere met in the article's country."""
    if len(others) == 1:
        return next(iter(others)), "country of the host"
    if len(doers) > 1 or others:
        return None, ""
    return (setting, "country of the article") if setting in near or doers == {setting} else (None, "")


def _passage(happening: Happening, hints: Sequence[Hint]) -> dict[str, float]:
    sentence = happening.evidence[0]
    first = bisect_left(hints, sentence.start - _REACH, key=lambda hint: hint.at)
    last = bisect_left(hints, sentence.end, key=lambda hint: hint.at)
    return {code: weight for code, weight in _sum(hints[first:last]).items() if weight >= _SURE}
