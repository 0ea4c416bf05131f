"""When and where: each date and place of a sentence goes to the happening it is nearest to in the parse."""

from __future__ import annotations

from dateline.domain.actor import DateMention, Place, PlaceMention
from dateline.domain.ids import stable_id
from dateline.domain.vocabulary import ActorKind, PlacePrecision
from dateline.extract.mention import EventMention
from dateline.extract.scene import Scene

_FAR = 99
_TOO_FAR = 8  # steps from which a date belongs to something the parser did not see
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "pcomp"})
_AREAS = frozenset(
    {
        "base",
        "camp",
        "city",
        "town",
        "village",
        "district",
        "area",
        "square",
        "airport",
        "province",
        "region",
        "market",
        "mall",
        "site",
    }
)
_AT = frozenset({"at", "in", "inside", "outside", "near", "on", "front"})
_PRECISION = list(PlacePrecision)
_IN = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "across",
        "over",
        "along",
        "from",
        "within",
        "off",
        "of",
        "between",
        "north",
        "south",
        "east",
        "west",
        "to",
        "through",
        "into",
        "onto",
        "against",
        "upon",
        "towards",
    }
)
# A date under one of these joins another happening, not the one above it.
_TO_EVENT = frozenset({"after", "before", "since", "until", "following"})


def distance(scene: Scene, token: int, other: int, blocked: frozenset[int], says: frozenset[str]) -> int:
    """Steps from one token to another in the tree; far when another happening or a verb of saying lies between."""
    parsed = scene.parsed
    up = {token: 0}
    steps, place = 0, token
    while parsed.heads[place] != place:
        if steps and (place in blocked and place != other):
            break
        above = parsed.heads[place]
        if (
            parsed.lower[above] in says
            and above != other
            and parsed.deps[place] in ("prep", "npadvmod", "advmod", "tmod")
        ):
            return _FAR  # 'said on Monday': the day of saying
        steps += 2 if parsed.deps[place] in _CLAUSES else 1
        place = above
        up[place] = steps
    steps, place = 0, other
    while place not in up:
        if parsed.heads[place] == place:
            return _FAR
        cost = 2 if parsed.deps[place] in _CLAUSES else 1
        place = parsed.heads[place]
        steps += cost
    return steps + up[place]


def attach_dates(scene: Scene, mentions: list[EventMention]) -> None:
    """Give every dated happening of the sentence its date; further joined dates are kept for splitting."""
    # a claim comes with its deed; what others say dates only the saying
    says = scene.lexicon.cues["say_verbs"] - scene.lexicon.cues["claim_verbs"]
    events = frozenset(token for m in mentions for token in [m.token])
    near: dict[int, int] = {}
    for date in scene.dates:
        if date.when is None or date.kind in ("duration", "recurring"):
            continue
        head = scene.head_of(date.span)
        if head is None:
            continue
        scored = sorted(
            ((distance(scene, head, m.token, events, says), abs(m.token - head), n) for n, m in enumerate(mentions))
        )
        if not scored or scored[0][0] >= _TOO_FAR:
            continue
        steps, _, which = scored[0]
        best = mentions[which]
        if best.date is not None and _joined_dates(scene, best.date, head):
            best.more_dates.append(date)
            continue
        if best.date is None or steps < near[which] or (steps == near[which] and _better(best, date)):
            best.date, best.own_date = date, True
            best.fields["date"] = date.span
            near[which] = steps


def _joined_dates(scene: Scene, first: DateMention, head: int) -> bool:
    """'in December and March': two days of one word for two happenings."""
    other = scene.head_of(first.span)
    return other is not None and scene.parsed.deps[head] == "conj" and scene.parsed.heads[head] == other


def _better(mention: EventMention, date: DateMention) -> bool:
    """A point in time beats an open one; a nearer one beats a farther."""
    old = mention.date
    if old is None or old.when is None or date.when is None:
        return True
    if old.kind == "point" and date.kind != "point":
        return False
    if old.kind != "point" and date.kind == "point":
        return True
    order = ["year", "month", "day"]
    return order.index(date.when.precision.value) > order.index(old.when.precision.value) and old.when.overlaps(
        date.when
    )


def attach_places(scene: Scene, mentions: list[EventMention]) -> None:
    """Give every happening of the sentence the most specific place nearest to it; a country alone goes to `country`."""
    says = scene.lexicon.cues["say_verbs"]
    events = frozenset(m.token for m in mentions)
    for place in scene.places:
        head = scene.head_of(place.span)
        if head is None:
            continue
        actor = scene.actor_at.get(head)
        locative = _locative(scene, head)
        if actor is not None and actor.kind.value not in ("facility", "place") and not locative:
            continue
        scored = sorted(
            ((distance(scene, head, m.token, events, says), abs(m.token - head), n) for n, m in enumerate(mentions))
        )
        if not scored or scored[0][0] >= _FAR:
            continue
        best = mentions[scored[0][2]]
        if best.trigger.frame.name == "launch" and _under(scene, head, "from"):
            continue  # where they were fired from is not where they fell
        _take(best, place, locative)


def attach_unknown_places(scene: Scene, mentions: list[EventMention]) -> None:
    """'at the War Memorial': a named building that no gazetteer knows is a place all the same."""
    for mention in mentions:
        if mention.place is not None and mention.place.place.precision is PlacePrecision.POINT:
            continue
        for prep, objects in mention.clause.preps.items():
            if prep not in _AT:
                continue
            for token in objects:
                name = _named_building(scene, token)
                if name is not None:
                    country = mention.country
                    admin1 = mention.place.place.admin1 if mention.place is not None else None
                    ident = stable_id("p", ("named", name.lower(), country))
                    place = Place(ident, name, PlacePrecision.POINT, country, admin1)
                    mention.place = PlaceMention(scene.np_span(token), place, "a building named in the text")
                    mention.fields["place"] = scene.np_span(token)
                    return


def _named_building(scene: Scene, token: int) -> str | None:
    """A noun for a building or site with a name of its own before it, or a name that ends in one."""
    parsed = scene.parsed
    if token in scene.place_at or token in scene.date_at:
        return None
    actor = scene.actor_at.get(token)
    if actor is not None and actor.kind is ActorKind.FACILITY:
        return actor.name
    if actor is not None or not scene.lexicon.is_a(parsed.lower[token], "facility"):
        return None
    named = parsed.words[token][:1].isupper() or any(
        parsed.words[c][:1].isupper() and parsed.deps[c] in ("compound", "nmod", "amod") for c in scene.modifiers(token)
    )
    return " ".join(scene.np_span(token).quote(scene.text).split()) if named else None


def _under(scene: Scene, head: int, prep: str) -> bool:
    parsed = scene.parsed
    return parsed.deps[head] == "pobj" and parsed.lower[parsed.heads[head]] == prep


def attach_same_place(mentions: list[EventMention], known: PlaceMention | None) -> None:
    """'at the same base', 'in the district', 'near the camp': the place told before."""
    if known is None:
        return
    for mention in mentions:
        if mention.place is not None or mention.country is not None:
            continue
        scene = mention.scene
        tokens = [o for prep in _AT | {"on", "of", "against"} for o in mention.clause.preps.get(prep, [])]
        tokens += mention.clause.subjects if mention.clause.passive else mention.clause.objects
        if any(_said_again(scene, t) for t in tokens):
            mention.place, mention.country = known, known.place.country
            mention.rules.append("the place told before")


def _said_again(scene: Scene, token: int) -> bool:
    parsed = scene.parsed
    words = {parsed.lower[c] for c in parsed.children[token] if c < token}
    if scene.modifiers(token) and "same" not in words:
        return False
    return "the" in words and (
        parsed.lower[token] in _AREAS or ("same" in words and scene.lexicon.is_a(parsed.lower[token], "facility"))
    )


def _locative(scene: Scene, head: int) -> bool:
    parsed = scene.parsed
    token = head
    for _ in range(3):
        dep, above = parsed.deps[token], parsed.heads[token]
        if dep == "pobj":
            return parsed.lower[above] in _IN
        if dep not in ("compound", "poss", "conj", "appos", "nmod"):
            return False
        if dep in ("compound", "nmod", "poss") and not scene.kinds(above) & {"facility", "place"}:
            return False  # 'killed in a US airstrike' says who, not where
        token = above
    return False


def _take(mention: EventMention, place: PlaceMention, locative: bool) -> None:
    country = place.place.country
    if place.place.precision is PlacePrecision.COUNTRY:
        if mention.country is None and locative:  # 'US troops' says nothing about where
            mention.country = country
        return
    old = mention.place
    if old is None or _PRECISION.index(place.place.precision) < _PRECISION.index(old.place.precision):
        mention.place = place
        mention.country = country or mention.country
        mention.fields["place"] = place.span
