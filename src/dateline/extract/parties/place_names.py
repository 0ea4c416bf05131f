"""Towns told by their kind and their name together: 'the villages of Foran and Karda', 'Karda town'."""

from __future__ import annotations

from dateline.domain.actor import PlaceMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import PlacePrecision
from dateline.extract.parties.party import Party
from dateline.extract.syntax.scene import Scene

# Words for places where people live, which stand beside the name: 'the village of X', 'X town'.
_DWELT_IN = frozenset(
    "village villages town towns city cities hamlet hamlets suburb suburbs settlement settlements neighbourhood "
    "neighbourhoods neighborhood neighborhoods district districts subdistrict quarter quarters area areas enclave "
    "enclaves township townships municipality community communities port island islands locality localities".split()
)
# Parts of a town: what follows 'of' is the town ('the Harat quarter of Karda').
_PARTS_OF = frozenset("neighbourhood neighborhood district subdistrict quarter area".split())


def towns_named(scene: Scene, token: int) -> list[Party]:
    """The places at `token` by their names; nothing for a noun that is no such place or has no name beside it."""
    found = []
    for name in _names(scene, token):
        place = scene.place_at.get(name)
        span = place.span if place is not None else _capitals(scene, name)
        found.append(Party(name, span, span.quote(scene.text), "place", "the town by its name"))
    return found


def place_party(scene: Scene, token: int, place: PlaceMention) -> Party:
    """The place that a word names, as a party: a site by its usual name ('Camp Karda'), a town as it is printed."""
    site = place.place.precision is PlacePrecision.POINT
    name = place.place.name if site else place.span.quote(scene.text)
    return Party(token, place.span, name, "place", "place named as a party")


def _names(scene: Scene, token: int) -> list[int]:
    """'The villages of Foran and Karda', 'Karda town', 'the Harat quarter of Karda': where the names end."""
    parsed = scene.parsed
    lower = parsed.lower[token]
    if lower not in _DWELT_IN or token in scene.actor_at:
        return []
    before = [m for m in parsed.kids(token, "compound") if m == token - 1 and _place_name(scene, m)]
    behind = [o for link in parsed.kids(token, "prep") if parsed.lower[link] == "of" for o in parsed.kids(link, "pobj")]
    behind = [c for o in behind for c in scene.conjuncts(o) if _place_name(scene, c)]
    return before if before and (lower in _PARTS_OF or not behind) else behind


def _place_name(scene: Scene, token: int) -> bool:
    word = scene.parsed.words[token]
    return word[:1].isupper() and not word.isdigit() and token not in scene.actor_at and token not in scene.date_at


def _capitals(scene: Scene, token: int) -> Span:
    """The name that ends at `token` as it is printed."""
    parsed = scene.parsed
    first = token
    while first - 1 in parsed.children[token] and parsed.words[first - 1][:1].isupper():
        first -= 1
    return parsed.span(first, token)
