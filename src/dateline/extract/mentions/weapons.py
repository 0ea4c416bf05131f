"""With what: the weapon of a mention from its modifiers and instruments, and the mode it implies."""

from __future__ import annotations

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import EventType
from dateline.extract.mentions.mention import EventMention
from dateline.extract.syntax.counts import count_of
from dateline.extract.syntax.scene import Scene, WeaponWord
from dateline.extract.words.lists import listed

_INSTRUMENT = frozenset({"with", "by", "using", "from", "of", "via"})
_MODES_FIRST = (
    "unconventional", "suicide-attack", "drone", "aerial", "heavy-weapons", "explosives", "abduct", "torture", "sexual",
    "beat", "firearms", "primitive", "targeted", "crowd-control", "destroy",
    "riot", "hunger", "strike", "obstruct", "boycott", "demo",
)  # fmt: skip
MODE_ORDER = {mode: place for place, mode in enumerate(_MODES_FIRST)}


def read_weapon(mention: EventMention) -> None:
    """Fill weapon, weapon count and mode from words inside the clause; only for happenings that use weapons."""
    _read_weapon(mention)
    if mention.weapon in _NOT_COUNTED and not _bombers(mention):
        mention.weapon_count = None


def _bombers(mention: EventMention) -> bool:
    """'Two suicide bombers': as many vests; a single one goes without saying."""
    count = mention.weapon_count
    return mention.weapon == "suicide vest" and count is not None and (count.low or 0) > 1


def _read_weapon(mention: EventMention) -> None:
    if mention.type is not EventType.ASSAULT:
        return
    scene = mention.scene
    if mention.trigger.object == "aircraft":  # what is shot down is not what shoots
        mention.weapon, mention.mode, mention.weapon_count = None, mention.trigger.mode, None
        _drones_stopped(mention)
        return
    if mention.anaphoric and mention.weapon == "airstrike" and mention.trigger.weapon is None:
        mention.weapon = mention.mode = None  # 'the aircraft' takes up what was told before, it may be a drone
        return
    for word in _candidates(mention):
        weapon = word.weapon
        if weapon.goods:
            continue
        if mention.weapon in (None, mention.trigger.weapon):
            if (
                mention.trigger.weapon is None
                or mention.trigger.weapon in ("bomb", "artillery", "small arms", "airstrike")
                or weapon.kind == "drone"
            ):
                mention.weapon = weapon.kind
                mention.mode = weapon.mode or mention.mode if mention.mode in (None, *_REPLACEABLE) else mention.mode
                mention.fields["weapon"] = scene.parsed.span(word.first, word.last)
            if mention.weapon_count is None and not weapon.platform and mention.weapon == weapon.kind:
                amount = count_of(scene, word.last, singular=weapon.single)
                if isinstance(amount, CountRange) and scene.parsed.deps[word.last] not in ("compound", "nmod"):
                    mention.weapon_count = amount
                    mention.fields["weapon_count"] = scene.np_span(word.last)
            return
    if mention.verbal and mention.mode is None and mention.trigger.needs == "strike_means":
        _means_named(mention)


def _drones_stopped(mention: EventMention) -> None:
    """'Two armed drones were shot down as they headed for the base': the attack is that of the drones."""
    if not mention.verbal or not mention.clause.passive or mention.clause.agents:
        return
    for token in mention.clause.subjects:
        word = mention.scene.weapon_at.get(token)
        if word is not None and word.weapon.kind == "drone":
            amount = count_of(mention.scene, token)
            mention.weapon, mention.mode = "drone", "drone"
            mention.weapon_count = amount if isinstance(amount, CountRange) else None


def _means_named(mention: EventMention) -> None:
    """'Retaliated with air strikes': the means are those of the happening named behind 'with'."""
    scene = mention.scene
    for token in [t for prep in ("with", "by") for t in mention.clause.preps.get(prep, [])]:
        hit = scene.event_at.get(token)
        sense = next((s for s in hit.senses if not s.verbal), None) if hit is not None else None
        if sense is not None and mention.weapon is None:
            mention.mode, mention.weapon = sense.mode, sense.weapon


_NOT_COUNTED = frozenset({"small arms", "suicide vest"})  # shots and bombers are no number of weapons
_REPLACEABLE = ("explosives", "heavy-weapons", "aerial", "firearms", "destroy")


def _candidates(mention: EventMention) -> list[WeaponWord]:
    """Weapon words that belong to the mention: in its trigger, before it, as subject, object, agent or instrument."""
    scene = mention.scene
    parsed = scene.parsed
    clause = mention.clause
    tokens = list(mention.tokens) + scene.modifiers(mention.token) + clause.agents + clause.owners
    if mention.verbal:
        tokens += clause.subjects if not clause.passive else []
        tokens += clause.objects
    for prep in ("with", "by", "of", "using", "from", "in"):
        tokens += clause.preps.get(prep, [])
    for child in parsed.kids(mention.token, "acl", "advcl", "xcomp"):
        if parsed.lower[child] in ("using", "involving", "firing", "carrying", "wearing"):
            tokens += parsed.kids(child, "dobj")
    if not mention.verbal:
        tokens += _governor_parts(scene, mention.token)
    found: list[WeaponWord] = []
    for token in _inside(scene, tokens):
        word = scene.weapon_at.get(token)
        if word is not None and word not in found:
            found.append(word)
    return found


def _inside(scene: Scene, tokens: list[int]) -> list[int]:
    """The nouns, their modifiers and what they consist of ('a barrage of rockets', 'gunmen with rifles')."""
    found = []
    for token in tokens:
        found.append(token)
        found += scene.modifiers(token)
        if scene.parsed.deps[token] == "pobj":  # 'with a drone thought to have come from the east'
            found += scene.parsed.kids(token, "nsubj")
        for prep in scene.parsed.kids(token, "prep"):
            if scene.parsed.lower[prep] in ("of", "with"):
                found += scene.parsed.kids(prep, "pobj")
    return found


def _governor_parts(scene: Scene, token: int) -> list[int]:
    parsed = scene.parsed
    head = parsed.heads[token]
    if parsed.deps[token] == "pobj" and parsed.lower[head] in ("in", "during"):  # 'two drones were used in the attack'
        verb = parsed.heads[head]
        return list(parsed.kids(verb, "nsubjpass")) if parsed.lower[verb] in listed("used_weapons") else []
    if parsed.deps[token] not in ("dobj", "nsubj", "nsubjpass"):
        return []
    found = []
    for child in parsed.children[head]:
        if parsed.deps[child] == "prep" and parsed.lower[child] in _INSTRUMENT:
            found += parsed.kids(child, "pobj")
        elif parsed.deps[child] in ("advcl", "acl") and parsed.lower[child] in ("using", "firing"):
            found += parsed.kids(child, "dobj")
    return found
