"""Where: each place of a sentence goes to the happening it is nearest to in the parse; named buildings, too."""

from __future__ import annotations

from dateline.domain.actor import Place, PlaceMention
from dateline.domain.ids import stable_id
from dateline.domain.vocabulary import ActorKind, EventType, PlacePrecision
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.nearness import finer_told
from dateline.extract.mentions.slots import FAR, TO_EVENT, distance
from dateline.extract.mentions.towns import names_near, unknown_town
from dateline.extract.syntax.clause import is_verb
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

SEVERAL = "told of several countries"
_AT = frozenset("at in inside outside near on front under beneath beside behind opposite".split())
_IN = frozenset(
    "in at near on outside inside around across over along from within off of between north south east west to through "
    "into onto against upon towards under beneath beside behind".split()
)
_STATE_OF_BEING = frozenset({"is", "are", "was", "were", "remains", "remained"})
# Whose bearer's dwelling says nothing of the deed: a man 'based in Erbil' may be sentenced anywhere.
_WHEREVER = frozenset({EventType.SANCTION, EventType.COERCE, EventType.CONSULT, EventType.AGREE})


def attach_places(scene: Scene, mentions: list[EventMention]) -> None:
    """Give every happening of the sentence the most specific place nearest to it; a country alone goes to `country`."""
    says = scene.lexicon.cues["say_verbs"]
    events = frozenset(m.token for m in mentions)
    for place in scene.places:
        head = scene.head_of(place.span)
        if head is None:
            continue
        actor = scene.actor_at.get(head)
        if actor is not None and len(actor.span) < len(place.span) and place.span.contains(actor.span):
            actor = None  # 'Parliament Hill' is no parliament
        if scene.parsed.deps[head] == "nsubj" and scene.parsed.lower[scene.parsed.heads[head]] in _STATE_OF_BEING:
            actor = None  # 'Karda is under siege': no capital that acts
        if scene.parsed.deps[head] == "compound" and scene.parsed.heads[head] in events:
            actor = None  # 'a Karda car bombing'
        locative = _locative(scene, head, place.place.precision is PlacePrecision.COUNTRY)
        if actor is not None and actor.kind.value not in ("facility", "place") and not locative:
            continue
        scored = sorted(
            ((distance(scene, head, m.token, events, says), abs(m.token - head), n) for n, m in enumerate(mentions))
        )
        if not scored or scored[0][0] >= FAR:
            continue
        best = mentions[scored[0][2]]
        if best.trigger.frame.name == "launch" and _under(scene, head, "from"):
            continue  # where they were fired from is not where they fell
        if not _elsewhere(scene, head, best):
            _take(best, place, locative)
    _of_a_country(scene, mentions, events, says)


def _elsewhere(scene: Scene, head: int, mention: EventMention) -> bool:
    """The words tell where somebody comes from or lives, not where it happened."""
    parsed = scene.parsed
    stop = {mention.token, *parsed.ancestors(mention.token)}
    token = head
    while token not in stop and parsed.heads[token] != token:
        above = parsed.heads[token]
        if parsed.lower[token] == "from" and parsed.lower[above] not in listed("measures_of_distance"):
            own = above == mention.token and mention.type in (EventType.RETREAT, EventType.COERCE)
            return not (own or mention.mode == "abduct")  # 'abducted girls from a school in Karda'
        if parsed.lower[token] == "to" and mention.type is EventType.ASSAULT:
            return parsed.lower[above] in mention.scene.lexicon.cues["brought"]
        if (
            parsed.deps[token] in ("relcl", "acl")
            and mention.type in _WHEREVER
            and token != mention.token
            and scene.living(above)
        ):
            return True
        token = above
    return False


def _of_a_country(scene: Scene, mentions: list[EventMention], events: frozenset[int], says: frozenset[str]) -> None:
    """'in Turkish hospitals', 'an attack on a Kenyan mall': they lie in the country whose adjective they bear."""
    parsed = scene.parsed
    for token, actor in scene.actor_at.items():
        noun = parsed.heads[token]
        if not actor.adjective or actor.country is None or not scene.lexicon.is_a(parsed.lower[noun], "locality"):
            continue
        if parsed.deps[noun] not in ("pobj", "dobj", "nsubjpass", "nsubj"):
            continue
        scored = sorted((distance(scene, noun, m.token, events, says), n) for n, m in enumerate(mentions))
        if not scored or scored[0][0] >= FAR:
            continue
        best = mentions[scored[0][1]]
        if best.country is None and not _elsewhere(scene, noun, best):
            best.country = actor.country
            best.rules.append("a site by its country's adjective")


def _share_places(scene: Scene, mentions: list[EventMention]) -> None:
    """'killed when the army stopped an infiltration in Tarmiya': clauses of one scene share the place told once."""
    for mention in mentions:
        if mention.place is not None or mention.country is not None:
            continue
        near = [m for m in mentions if m is not mention and m.place is not None and _one_scene(scene, mention, m)]
        names = {m.place.place.name for m in near if m.place is not None}
        if len(names) == 1 and near[0].place is not None:
            mention.place, mention.country = near[0].place, near[0].country
            mention.rules.append("the place of the clause beside it")


def _one_scene(scene: Scene, mention: EventMention, other: EventMention) -> bool:
    """One of them stands in a when- or as-clause or a participle of the other, and no other day is told."""
    if mention.type is not other.type or (mention.own_date and other.own_date and mention.date != other.date):
        return False
    parsed = scene.parsed
    for low, high in ((mention.token, other.token), (other.token, mention.token)):
        chain = [low, *parsed.ancestors(low)]
        if high in chain:
            steps = chain[: chain.index(high)]
            return not any(_apart(scene, t) or _later(scene, t) for t in steps)
    return False


def _apart(scene: Scene, token: int) -> bool:
    """What is said, listed or put beside the rest is told of another scene."""
    dep = scene.parsed.deps[token]
    return dep in ("ccomp", "pcomp", "appos") or (dep == "conj" and not is_verb(scene.parsed, token))


def _later(scene: Scene, token: int) -> bool:
    """A clause or phrase with 'after', 'since' or the like tells another happening."""
    parsed = scene.parsed
    marks = [parsed.lower[c] for c in parsed.kids(token, "mark", "advmod", "prep") if c < token]
    return parsed.lower[token] in TO_EVENT or any(word in TO_EVENT for word in marks)


def attach_unknown_places(scene: Scene, mentions: list[EventMention]) -> None:
    """'at the War Memorial': a named building that no gazetteer knows is a place all the same; so are town and home.

    Then clauses of one scene share the place that one of them tells.
    """
    near = names_near(scene, mentions)
    for number, mention in enumerate(mentions):
        if mention.place is not None and mention.place.place.precision is PlacePrecision.POINT:
            continue
        sites = _sites(scene, mention)
        building = next(((t, name) for t in sites if (name := _named_building(scene, t)) is not None), None)
        if building is not None:
            _put(scene, mention, building[0], building[1], PlacePrecision.POINT)
        elif (town := unknown_town(scene, mention, near.get(number, []))) is not None:
            _put(scene, mention, town.token, town.name.quote(scene.text), town.precision)
    _share_places(scene, mentions)
    for mention in mentions:
        home = _home(scene, mention) if mention.place is None else None
        if home is not None:
            _put(scene, mention, home, scene.np_span(home).quote(scene.text), PlacePrecision.POINT)


def _sites(scene: Scene, mention: EventMention) -> list[int]:
    preps = mention.clause.preps.items()
    return [_whole(scene, token) for prep, objects in preps if prep in _AT for token in objects]


def _put(scene: Scene, mention: EventMention, token: int, name: str, precision: PlacePrecision) -> None:
    admin1 = mention.place.place.admin1 if mention.place is not None else None
    ident = stable_id("p", ("named", name.lower(), mention.country))
    place = Place(ident, " ".join(name.split()), precision, mention.country, admin1)
    point = precision is PlacePrecision.POINT
    why = "a building named in the text" if point else "a place that only the text names"
    mention.place = PlaceMention(scene.np_span(token), place, why)
    mention.fields["place"] = scene.np_span(token)


def _home(scene: Scene, mention: EventMention) -> int | None:
    """'at Kadhimi's home', 'the Prime Minister's house was hit'."""
    hit = mention.clause.subjects if mention.clause.passive else mention.clause.objects
    homes = (
        t
        for t in [*_sites(scene, mention), *hit]
        if scene.parsed.lower[t] in listed("homes") and _owned_by_name(scene, t)
    )
    return next(homes, None)


def _whole(scene: Scene, token: int) -> int:
    """'in front of the War Memorial': the memorial."""
    of = next((c for c in scene.parsed.kids(token, "prep") if scene.parsed.lower[c] == "of"), None)
    inner = (
        scene.parsed.kid(of, "pobj")
        if of is not None and scene.parsed.lower[token] in listed("parts_of_a_site")
        else None
    )
    return token if inner is None else inner


def _owned_by_name(scene: Scene, token: int) -> bool:
    """'Kadhimi's home', 'the Prime Minister's house'."""
    parsed = scene.parsed
    return any(parsed.words[owner][:1].isupper() for owner in parsed.kids(token, "poss"))


def _named_building(scene: Scene, token: int) -> str | None:
    """A noun for one building or site with a name of its own before it, or a name that ends in one."""
    parsed = scene.parsed
    if token in scene.place_at or token in scene.date_at:
        return None
    actor = scene.actor_at.get(token)
    if actor is not None and actor.kind is ActorKind.FACILITY:
        return actor.name
    lower = parsed.lower[token]
    if lower in scene.lexicon.cues["town_words"] | scene.lexicon.cues["area_words"] | {"capital", "border"}:
        return None
    if actor is not None or not scene.lexicon.is_a(lower, "facility") or lower.removesuffix("s") != lower:
        return None
    if parsed.words[token] == lower and _only_a_town(scene, token):
        return None  # 'at a Karda market': somewhere in Karda
    named = parsed.words[token][:1].isupper() or any(
        parsed.words[c][:1].isupper() and parsed.deps[c] in ("compound", "nmod", "amod") and _names(scene, c, lower)
        for c in scene.modifiers(token)
    )
    return " ".join(scene.np_span(token).quote(scene.text).split()) if named else None


def _only_a_town(scene: Scene, building: int) -> bool:
    """All that names the building is a town's name before it."""
    names = [c for c in scene.modifiers(building) if scene.parsed.words[c][:1].isupper()]
    return bool(names) and all(c in scene.place_at for c in names)


def _names(scene: Scene, modifier: int, building: str) -> bool:
    """'the Parliament building' is one; 'US facilities' and 'Brigades positions' only tell whose they are."""
    actor = scene.actor_at.get(modifier)
    return actor is None or (actor.kind is ActorKind.GOVERNMENT_BODY and building in listed("seats_of_a_body"))


def _under(scene: Scene, head: int, prep: str) -> bool:
    parsed = scene.parsed
    return parsed.deps[head] == "pobj" and parsed.lower[parsed.heads[head]] == prep


def attach_same_place(mentions: list[EventMention], known: PlaceMention | None) -> None:
    """'at the same base', 'in the district', 'near the camp': the place told before."""
    if known is None or not mentions:
        return
    scene = mentions[0].scene
    again = [
        token
        for token, dep in enumerate(scene.parsed.deps)
        if dep == "pobj" and scene.parsed.lower[scene.parsed.heads[token]] in _AT and _said_again(scene, token)
    ]
    events = frozenset(m.token for m in mentions)
    nearest = {
        min((distance(scene, t, m.token, events, frozenset()), n) for n, m in enumerate(mentions))[1] for t in again
    }
    for number, mention in enumerate(mentions):
        if mention.place is not None or mention.country is not None or _of_its_doers(scene, mention.token):
            continue
        tokens = [o for prep in _AT | {"on", "of", "against"} for o in mention.clause.preps.get(prep, [])]
        tokens += mention.clause.subjects if mention.clause.passive else mention.clause.objects
        if number in nearest or any(_said_again(scene, t) for t in tokens):
            mention.place, mention.country = known, known.place.country
            mention.rules.append("the place told before")


def _of_its_doers(scene: Scene, token: int) -> bool:
    """'the strike hit planners of the assault on the mall': where they struck is not where they were hit."""
    parsed, link = scene.parsed, scene.parsed.heads[token]
    return (
        parsed.deps[token] == "pobj"
        and parsed.lower[link] == "of"
        and parsed.lower[parsed.heads[link]] in listed("planners")
    )


def _said_again(scene: Scene, token: int) -> bool:
    parsed = scene.parsed
    words = {parsed.lower[c] for c in parsed.children[token] if c < token}
    if scene.modifiers(token) and "same" not in words:
        return False
    return "the" in words and (
        parsed.lower[token] in listed("areas_told_before")
        or ("same" in words and scene.lexicon.is_a(parsed.lower[token], "facility"))
    )


def _locative(scene: Scene, head: int, country: bool) -> bool:
    """It stands under a preposition of place; 'against' a country or 'US bases' say at whom, not where."""
    parsed = scene.parsed
    token = head
    for _ in range(3):
        dep, above = parsed.deps[token], parsed.heads[token]
        if dep == "pobj":
            return parsed.lower[above] in _IN and not (country and parsed.lower[above] in ("against", "between"))
        if dep not in ("compound", "poss", "conj", "appos", "nmod"):
            return False
        if dep in ("compound", "nmod", "poss") and not scene.kinds(above) & {"facility", "place"}:
            return False  # 'killed in a US airstrike' says who, not where
        if country and dep in ("compound", "nmod", "poss") and not _in_its_land(scene, above):
            return False
        token = above
    return False


def _in_its_land(scene: Scene, noun: int) -> bool:
    """'Iraq's capital', 'Syria's Idlib': they lie in the country before them, as bases and embassies need not."""
    return noun in scene.place_at or scene.lexicon.is_a(scene.parsed.lower[noun], "locality")


def _take(mention: EventMention, place: PlaceMention, locative: bool) -> None:
    country = place.place.country
    if place.place.precision is PlacePrecision.COUNTRY:
        if not locative or SEVERAL in mention.rules:  # 'US troops' says nothing about where
            return
        if mention.country not in (None, country) and mention.place is None and _joined(mention.scene, place):
            mention.country = None
            mention.rules.append(SEVERAL)
        elif mention.country is None:
            mention.country = country
        return
    old = mention.place
    if old is None or (finer_told(place, old) and not _holds(mention.scene, place, old)):
        mention.place = place
        mention.country = country or mention.country
        mention.fields["place"] = place.span


def _joined(scene: Scene, place: PlaceMention) -> bool:
    """'in Iraq and Syria': two countries, and neither of them alone."""
    head = scene.head_of(place.span)
    return head is not None and scene.parsed.deps[head] == "conj"


def _holds(scene: Scene, outer: PlaceMention, inner: PlaceMention) -> bool:
    """'the Zayouna quarter of Baghdad': what hangs on a place's name by 'of' or 'in' contains it."""
    if {outer.place.precision, inner.place.precision} != {PlacePrecision.TOWN, PlacePrecision.DISTRICT}:
        return False
    below, above = scene.head_of(outer.span), scene.head_of(inner.span)
    if below is None or above is None:
        return False
    titled = scene.parsed.deps[above] in ("compound", "nmod", "amod")  # 'the Zayouna quarter'
    return bool({above, scene.parsed.heads[above] if titled else above} & set(scene.parsed.ancestors(below)))
