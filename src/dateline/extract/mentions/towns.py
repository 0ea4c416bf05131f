"""Towns and villages that no gazetteer has: names under 'in' or 'near', before 'village', behind 'the village of'."""

from __future__ import annotations

from typing import NamedTuple

from dateline.domain.actor import PlaceMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind, EventType, PlacePrecision
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.slots import distance
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_AT_A_TOWN = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
_UNDER = ("in", "near", "at", "outside", "around", "inside", "into", "through", "from")
_AT = frozenset({"in", "near", "at", "outside"})
_UPON = ("on", "against", "of", "at", "to")
_WIDE = frozenset({PlacePrecision.PROVINCE, PlacePrecision.REGION, PlacePrecision.COUNTRY})
_CONTAINS = frozenset({"in", "near", "outside", "and", "of"}) | listed("bearings")
_SHORT = 4  # words between a name and the place that holds it
_FAR = 8  # steps in the parse
_ALONE = 16  # where nothing else happens in the sentence
_TITLED = ("compound", "nmod", "amod", "poss")


class Town(NamedTuple):
    """The token that carries the name, the name's span, how wide it is, and whether a word says what it is."""

    token: int
    name: Span
    precision: PlacePrecision
    called: bool


def names_near(scene: Scene, mentions: list[EventMention]) -> dict[int, list[int]]:
    """What stands under 'in' or 'near', by the place in the list of the happening nearest to it in the parse.

    'killed ten with machetes in X': the parser hangs X on whatever stands beside it.
    """
    parsed, found = scene.parsed, dict[int, list[int]]()
    says = scene.lexicon.cues["say_verbs"]
    events = frozenset(m.token for m in mentions)
    for token, dep in enumerate(parsed.deps):
        under = dep == "pobj" and parsed.lower[parsed.heads[token]] in _UNDER[:-1]
        under = under or (dep == "dobj" and parsed.lower[parsed.heads[token]] in scene.lexicon.cues["place_verbs"])
        if under and token not in scene.place_at and token not in scene.date_at:
            scored = [(distance(scene, token, m.token, events, says), n) for n, m in enumerate(mentions)]
            steps, which = min(scored, default=(_FAR, 0))
            if steps < (_FAR if len(mentions) > 1 else _ALONE):
                found.setdefault(which, []).append(token)
    return found


def unknown_town(scene: Scene, mention: EventMention, nearest: list[int]) -> Town | None:
    """A town or village of the happening that only the text names; None where a known place says more."""
    if mention.type not in _AT_A_TOWN:
        return None
    clause = mention.clause
    hit = clause.subjects if clause.passive else clause.objects
    hit = [*hit, *(o for prep in _UPON for o in clause.preps.get(prep, []))]
    under = _UNDER if mention.mode == "abduct" else _UNDER[:-1]
    sites = [o for prep in under for o in clause.preps.get(prep, [])]
    sites += [o for t in hit for p in scene.parsed.kids(t, "prep") for o in _objects_of_in(scene, p)]
    sites += [token for token in nearest if token not in sites]
    people = [
        o
        for t in hit
        for p in scene.parsed.kids(t, "prep")
        if scene.parsed.lower[p] == "of"
        for o in scene.parsed.kids(p, "pobj")
    ]
    called = [
        town for t in [*sites, *hit, *people] if (town := _called(scene, t)) and _may_be(scene, town, mention.place)
    ]
    if called and called[0].precision is PlacePrecision.TOWN:
        return called[0]
    entered = [t for t in hit if _enters(scene, mention) or _beside_a_town(scene, t)]
    for token in [*sites, *entered]:
        if _bare_name(scene, token):
            first = _hyphened(scene, min([token, *scene.modifiers(token)]))
            town = Town(token, scene.parsed.span(first, token), PlacePrecision.TOWN, called=False)
            if _may_be(scene, town, mention.place):
                return town
    return called[0] if called else None  # 'near Kulan in the Garma area': the area only where no town is told


def _objects_of_in(scene: Scene, prep: int) -> list[int]:
    return scene.parsed.kids(prep, "pobj") if scene.parsed.lower[prep] in _UNDER[:3] else []


def _enters(scene: Scene, mention: EventMention) -> bool:
    """'Stormed X', 'shelled X': what these verbs take is a place, where only its name is told."""
    return mention.verbal and scene.parsed.lower[mention.token] in scene.lexicon.cues["place_verbs"]


def _called(scene: Scene, token: int) -> Town | None:
    """'Kwanda village', 'the village of Kwanda', 'the villages of Kwanda and Ture': the first name told."""
    parsed, cues = scene.parsed, scene.lexicon.cues
    word = parsed.lower[token]
    if word not in cues["town_words"] and word not in cues["area_words"]:
        return None
    precision = PlacePrecision.DISTRICT if word in cues["area_words"] else PlacePrecision.TOWN
    names = []
    for child in parsed.kids(token, "prep"):
        if parsed.lower[child] == "of" and child == token + 1:
            names = [c for c in parsed.kids(child, "pobj") if _name_word(scene, c)][:1]
            names += [c for name in names for c in scene.modifiers(name)]
    names = names or [c for c in scene.modifiers(token) if parsed.deps[c] in _TITLED and _name_word(scene, c)]
    names += [c for c in parsed.kids(token, "appos") if not names and _name_word(scene, c)][:1]
    if not names:  # 'hit Babeska a village in the north', where the comma is lost
        names = [c for c in parsed.kids(parsed.heads[token], "dative") if c + 1 == scene.np_left(token)]
        names = [c for c in names if _name_word(scene, c)]
    if not names:
        return None
    first, last = _hyphened(scene, min(names)), max(names)
    if any(t in scene.place_at or t in scene.date_at or _no_town(scene, t) for t in range(first, last + 1)):
        return None
    return Town(token, parsed.span(first, last), precision, called=True)


def _hyphened(scene: Scene, first: int) -> int:
    """'Al-Karda': the parser cuts at the hyphen."""
    words = scene.parsed.words
    if first >= 2 and words[first - 1] in listed("particles_of_place_names") and _name_word(scene, first - 2):
        first -= 2  # 'Urum al Kubra town'
    while (
        first >= 2
        and words[first - 1] == "-"
        and (words[first - 2][:1].isupper() or words[first - 2] in listed("particles_of_place_names"))
    ):
        first -= 2
    while first and _name_word(scene, first - 1) and scene.parsed.deps[first - 1] == "compound":
        first -= 1  # 'Htee Lon village'
    if (
        first
        and words[first] in listed("particles_of_place_names")
        and words[first - 1][:1].isupper()
        and first - 1 not in scene.place_at
    ):
        first -= 1  # 'Wad al-Karda'
    return first


def _name_word(scene: Scene, token: int) -> bool:
    """A word of a name that stands for nobody and no place known."""
    word = scene.parsed.words[token]
    somebody = token in scene.actor_at and not _namesake(scene, token)
    known = somebody or token in scene.place_at or token in scene.date_at
    return word[:1].isupper() and word[1:].islower() and not known and not _no_town(scene, token)


def _namesake(scene: Scene, token: int) -> bool:
    """One word that the book has as a person's short name: 'in Rashad', 'the Rashad forest' are called like him."""
    actor = scene.actor_at.get(token)
    return actor is not None and actor.kind is ActorKind.PERSON and len(scene.tokens_of(actor.span)) == 1


def _no_town(scene: Scene, token: int) -> bool:
    return scene.parsed.lower[token] in scene.lexicon.cues["no_towns"]


def _bare_name(scene: Scene, token: int) -> bool:
    """'in Abu Izam': a bare name under 'in' that stands for nothing else known."""
    parsed = scene.parsed
    unknown = scene.kinds(token) in ({"name"}, {"place", "facility"}) and not scene.lexicon.noun_of.get(
        parsed.lower[token]
    )
    named = token not in scene.place_at and (unknown or _beside_a_town(scene, token))
    named = named or (_namesake(scene, token) and parsed.lower[parsed.heads[token]] in _AT)
    if not named or token in scene.date_at or parsed.kids(token, "det", "amod", "poss", "nummod"):
        return False
    if _no_town(scene, token) or any(parsed.lower[t] == "operation" for t in scene.modifiers(token)):
        return False  # 'in Operation Dawn': no town
    words = [parsed.words[t] for t in scene.tokens_of(scene.np_span(token))]
    plain = [word for word in words if word.isalpha() and word not in listed("particles_of_place_names")]
    return all(word[:1].isupper() and word[1:].islower() for word in plain)


def _beside_a_town(scene: Scene, token: int) -> bool:
    """'attacked Kwanda, a village on the border'."""
    cues, parsed = scene.lexicon.cues, scene.parsed
    beside = {parsed.lower[c] for c in parsed.kids(token, "appos")}
    return parsed.words[token][:1].isupper() and bool(beside & (cues["town_words"] | cues["area_words"]))


def _may_be(scene: Scene, town: Town, known: PlaceMention | None) -> bool:
    """No known place is told, or only one that holds the town: a province, or what the words say it lies in or near.

    'in Abu Izam, 40 km north of Karda', 'in Abu Izam, in the west': what follows only says where it lies.
    """
    if known is None or known.place.precision in _WIDE:
        return True
    head = scene.head_of(known.span)
    if head is None or head < town.token:
        return False
    parsed = scene.parsed
    if town.called and town.token in parsed.ancestors(head):
        return True
    between = list(parsed.lower[town.token + 1 : head])
    if not town.called and between and between[0] in _CONTAINS and not _several_names(scene, town.token, head):
        return True  # 'at Kwanda in Ture district', 'in Kwanda and Ture'
    within = town.token in parsed.ancestors(head) or parsed.heads[town.token] in parsed.ancestors(head)
    said = {part for word in between for part in (word, *word.split("-"))}
    return between[:1] == [","] and (within or bool((listed("measures_of_distance") | listed("bearings")) & said))


def _several_names(scene: Scene, token: int, head: int) -> bool:
    """Something else than one known place, and what stands before it, follows the name."""
    known = scene.place_at.get(head)
    between = [t for t in range(token + 2, head) if scene.place_at.get(t) is not known]
    lower = scene.parsed.lower
    return len(between) > _SHORT or any(
        scene.parsed.words[t][:1].isupper() and lower[t].removesuffix("ern") not in listed("bearings") for t in between
    )
