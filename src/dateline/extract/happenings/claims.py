"""Claims and blame told apart from the deed: 'X claimed responsibility', 'X is suspected', 'X was behind it'."""

from __future__ import annotations

from dateline.domain.vocabulary import ActorKind, EventType, Stance, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.parties.parties import Party, resolve
from dateline.extract.parties.party import from_mention
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.clause import is_verb, verb_clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_REACH = 3  # sentences
_OPENING = 2  # number of the last sentence that tells an article's news
_CREDIT = frozenset({"responsibility", "credit"})
_POINTS = frozenset({"point", "points", "pointed", "pointing"})
_DEEDS = frozenset({"responsibility", "credit", "it", "this"})
_MODALS = frozenset({"to", "would", "could", "may", "might", "will", "should"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})


def read_claims(scene: Scene, discourse: Discourse, known: list[Happening]) -> None:
    """Give attacks the doers that a claim or an accusation of this sentence names."""
    cues = scene.lexicon.cues
    for token, word in enumerate(scene.parsed.lower):
        if word in ("hallmarks", "fingerprints", "hallmark") or (word in _POINTS and is_verb(scene.parsed, token)):
            _pointed(scene, token, discourse, known)
        elif word in ("responsible", "behind"):
            _responsible(scene, token, discourse, known)
        elif word in ("did", "done") and _did_it(scene, token):
            _told(scene, token, discourse, known)
        elif word == "claims" and scene.parsed.deps[token] == "compound":
            if scene.parsed.lower[scene.parsed.heads[token]] == "responsibility":
                _claim_in_headline(scene, token, known)
        elif (word in cues["claim_verbs"] or _takes_it(scene, token)) and is_verb(scene.parsed, token):
            _claim(scene, token, discourse, known)
        elif word in cues["blame_verbs"] and is_verb(scene.parsed, token):
            _blame(scene, token, discourse, known)


def _takes_it(scene: Scene, token: int) -> bool:
    """'Took responsibility', 'responsibility was accepted by X'."""
    parsed = scene.parsed
    taken = parsed.lower[token] in ("accept", "accepted", "accepting", "assumed", "took", "taken", "takes", "taking")
    return taken and any(
        parsed.lower[o] in ("responsibility", "credit") for o in parsed.kids(token, "dobj", "nsubjpass")
    )


def _refused(scene: Scene, token: int) -> bool:
    """Negated, wished or possible: 'no group claimed', 'want to blame'."""
    parsed = scene.parsed
    for child in parsed.children[token]:
        if parsed.deps[child] == "neg" or (parsed.deps[child] == "aux" and parsed.lower[child] in _MODALS):
            return True
        if parsed.deps[child] in ("nsubj", "nsubjpass") and (
            parsed.lower[child] in _NOBODY or any(parsed.lower[c] in _NOBODY for c in parsed.children[child])
        ):
            return True
    return False


def _target(scene: Scene, known: list[Happening]) -> Happening | None:
    """The happening meant: in this sentence, else the latest single attack near by that lacks a named doer."""
    index = scene.parsed.index
    attacks = [h for h in known if h.type is EventType.ASSAULT and h.status in (Status.HAPPENED, Status.ALLEGED)]
    here = [h for h in attacks if h.parts[-1].scene.parsed.index == index]
    if here:
        return here[-1]
    near = [
        h for h in attacks if index - h.parts[-1].scene.parsed.index <= _REACH and not any(p.known for p in h.actors)
    ]
    single = [h for h in near if not h.aggregate]
    single = [h for h in single if h.status is Status.HAPPENED] or single
    # of two in one sentence the one with a toll is the matter, not 'after a bomb went off'
    told = [h for h in single if single[-1].first.scene is h.first.scene and (h.killed or h.injured)]
    deadly = [h for h in told if h.killed]
    return (deadly or told or single)[-1] if single else None


def _of_the_news(known: list[Happening]) -> Happening | None:
    """'X has claimed responsibility', far from the deed: the first attack of the article, if nobody is known for it."""
    attacks = [h for h in known if h.type is EventType.ASSAULT and not h.aggregate and h.status is Status.HAPPENED]
    first = [h for h in attacks if h.first.scene.parsed.index <= _OPENING][:1]
    return next((h for h in first if not any(p.known for p in h.actors)), None)


def _inside(scene: Scene, tokens: list[int], known: list[Happening]) -> list[Happening]:
    """The happenings of this sentence whose trigger lies below one of the tokens."""
    spans = [scene.parsed.subtree(token) for token in tokens]
    return [
        h
        for h in known
        if h.type is EventType.ASSAULT
        and any(p.scene is scene and any(p.token in span for span in spans) for p in h.parts)
    ]


def _claim(scene: Scene, token: int, discourse: Discourse, known: list[Happening]) -> None:
    if _refused(scene, token):
        return
    clause = verb_clause(scene, token)
    parsed = scene.parsed
    objects = clause.subjects if clause.passive else clause.objects
    doers = clause.agents if clause.passive else clause.subjects
    if not objects and not clause.passive:  # '..., an attack X also claimed'
        claimants = [c for s in doers if s in scene.event_at for c in parsed.kids(s, "appos") if c in scene.actor_at]
        objects, doers = (doers, claimants) if claimants else (objects, doers)
    parties = [p for d in doers for p in resolve(scene, d, discourse)]
    rule = f"claim: '{parsed.lower[token]}'"
    told = _inside(scene, objects, known)
    if told:
        later = [h for h in known if h.first.scene is scene and h.first.token > token and not h.actor_ids()]
        for happening in dict.fromkeys(told + [h for h in later if h.type is EventType.ASSAULT]):
            _add(happening, parties, Stance.CLAIMED, scene, rule)
        return
    words = {parsed.lower[o] for o in objects}
    deed = bool(words & _DEEDS) or any(scene.lexicon.is_a(word, "violence") for word in words)
    infinitive = any(
        parsed.lower[x] in ("done", "carried", "fired", "launched", "attacked") for x in parsed.kids(token, "xcomp")
    )
    target = _target(scene, known) if deed or infinitive else None
    if target is None and words & _CREDIT and not parsed.kids(token, "prep") and not clause.preps:
        target = _of_the_news(known)
    for happening in [target, *_also_meant(scene, token, target, known)] if target is not None else []:
        _add(happening, parties, Stance.CLAIMED, scene, rule)


def _also_meant(scene: Scene, token: int, target: Happening, known: list[Happening]) -> list[Happening]:
    """'Claimed responsibility for the attacks': all those told just before, up to the one with a doer."""
    after = scene.parsed.lower[token:]
    if not any(word in listed("deeds_in_the_plural") for word in after):
        return []
    found = []
    for happening in reversed(known):
        near = scene.parsed.index - happening.parts[-1].scene.parsed.index <= _REACH
        if happening is target or happening.type is not EventType.ASSAULT or not near:
            continue
        if any(p.known for p in happening.actors) or happening.background:
            break
        found.append(happening)
    return found


def _claim_in_headline(scene: Scene, token: int, known: list[Happening]) -> None:
    """'X Claims Responsibility For Attack', 'X's media claims responsibility', read as nouns by the parser."""
    before = [t for t in range(token) if t in scene.actor_at and not scene.actor_at[t].adjective]
    here = [h for h in known if h.type is EventType.ASSAULT and h.parts[-1].scene is scene]
    if before and here and "no" not in scene.parsed.lower[:token]:
        actor = scene.actor_at[before[-1]]
        _add(
            here[-1],
            [from_mention(before[-1], actor, "named")],
            Stance.CLAIMED,
            scene,
            "claim: 'claims responsibility'",
        )


def _blame(scene: Scene, token: int, discourse: Discourse, known: list[Happening]) -> None:
    word = scene.parsed.lower[token]
    if word in listed("words_of_blame") or _refused(scene, token):
        return
    clause = verb_clause(scene, token)
    on = clause.preps.get("on", [])
    blamed = on or (clause.subjects if clause.passive else clause.objects)
    target = _target(scene, known)
    if target is None:
        return
    if not on and not _of_violence(scene, token, clause.preps.get("of", []) + clause.preps.get("for", [])):
        return
    parties = [p for d in blamed for p in resolve(scene, d, discourse) if p.known]
    for happening in [target, *_also_meant(scene, token, target, known)]:
        if not any(p.actor_id in happening.recipient_ids() for p in parties):
            _add(happening, parties, Stance.BLAMED, scene, f"blame: '{word}'")


def _of_violence(scene: Scene, token: int, matters: list[int]) -> bool:
    """'Accused X of the bombing', 'of being behind it', 'blamed X'; not 'of sending troops', 'for the failed talks'."""
    parsed = scene.parsed
    holders = [token, *parsed.kids(token, "dobj", "nsubjpass")]
    preps = [p for holder in holders for p in parsed.kids(holder, "prep") if parsed.lower[p] in ("of", "for")]
    matters = matters + [t for p in preps for t in parsed.kids(p, "pcomp", "pobj")]
    if not matters:
        return True
    inside = [t for matter in matters for t in parsed.subtree(matter)]
    words = {parsed.lower[t] for t in inside}
    senses = [sense for t in inside if t in scene.event_at for sense in scene.event_at[t].senses]
    if words & listed("involved_in") or any(
        sense.type is EventType.ASSAULT and not (sense.needs or sense.object) for sense in senses
    ):
        return True
    return any(scene.lexicon.is_a(word, "violence") for word in words)


def _responsible(scene: Scene, token: int, discourse: Discourse, known: list[Happening]) -> None:
    """'holds X responsible for the attack', 'X said it was responsible', 'X was behind the attack'."""
    parsed = scene.parsed
    head = parsed.heads[token]
    if _refused(scene, head) or _refused(scene, token):
        return
    told = _inside(scene, [token], known)
    target = told[-1] if told else _target(scene, known)
    if target is None:
        return
    held = parsed.lower[head] in ("hold", "holds", "held", "holding", "believed", "considers", "considered")
    tokens = parsed.kids(token, "nsubj") or (
        parsed.kids(head, "dobj") if held else parsed.kids(head, "nsubj", "nsubjpass")
    )
    parties = [p for t in tokens for p in resolve(scene, t, discourse) if p.known]
    if not parties:
        return
    speakers = _speakers(scene, head, discourse)
    claimed = any(p.actor_id in speakers for p in parties)
    stance = Stance.CLAIMED if claimed else Stance.BLAMED if held or speakers else Stance.STATED
    _add(target, parties, stance, scene, f"held '{parsed.lower[token]}'")


def _pointed(scene: Scene, token: int, discourse: Discourse, known: list[Happening]) -> None:
    """'bears the hallmarks of X', 'pointed the finger at X', 'indications point to X'."""
    if _refused(scene, token):
        return
    clause = verb_clause(scene, token)
    named = [o for prep in ("of", "at", "to", "toward", "towards") for o in clause.preps.get(prep, [])]
    fingers = [o for f in clause.objects for p in scene.parsed.kids(f, "prep") for o in scene.parsed.kids(p, "pobj")]
    parties = [p for o in named + fingers for p in resolve(scene, o, discourse) if p.known]
    target = _target(scene, known)
    rule = f"blame: '{scene.parsed.lower[token]}'"
    if target is not None and parties:
        _add(target, parties, Stance.BLAMED, scene, rule)
    elif parties:
        _contest(_contested(scene, known), parties, clause.subjects, scene, discourse)


def _contested(scene: Scene, known: list[Happening]) -> Happening | None:
    """The latest attack near by whose doers somebody only blames."""
    index = scene.parsed.index
    for happening in reversed(known):
        near = index - happening.parts[-1].scene.parsed.index <= _REACH and not happening.aggregate
        stances = [happening.stances.get(actor_id) for actor_id in happening.actor_ids()]
        if near and happening.type is EventType.ASSAULT and stances and set(stances) == {Stance.BLAMED}:
            return happening
    return None


def _told_doers(target: Happening, blamed: list[Party], scene: Scene) -> bool:
    """The article says that separatists or gang members did it; that others blame a state or its army is their word."""
    organs = (ActorKind.GOVERNMENT_BODY, ActorKind.STATE)
    kinds = {m.actor_id: m.kind for m in scene.actors}
    if target.actor_ids() or not blamed or any(kinds.get(p.actor_id) not in organs for p in blamed):
        return False
    heads = {p.name.lower().rsplit(maxsplit=1)[-1] for p in target.actors if p.kind == "human"}
    return bool(heads) and not heads & (listed("nobody_named") | scene.lexicon.nouns["forces"])


def _contest(
    target: Happening | None, parties: list[Party], tellers: list[int], scene: Scene, discourse: Discourse | None
) -> None:
    """Somebody else is blamed by others: another value beside the first, with the one who says it."""
    if target is None:
        return
    who = next((p.name for t in tellers for p in resolve(scene, t, discourse)), None) if discourse else None
    for party in parties:
        if party.actor_id not in target.actor_ids():
            target.alternatives.append(("actors", party.name, scene.parsed.sentence, who))
            target.rules.append("others blame somebody else")


def _did_it(scene: Scene, token: int) -> bool:
    parsed = scene.parsed
    return (
        any(parsed.lower[o] in ("it", "this") for o in parsed.kids(token, "dobj"))
        and parsed.kid(token, "nsubj") is not None
    )


def _told(scene: Scene, token: int, discourse: Discourse, known: list[Happening]) -> None:
    """'Washington says that X did it': blamed by the speaker, claimed when the speaker is X."""
    if _refused(scene, token):
        return
    target = _target(scene, known)
    parties = [p for t in verb_clause(scene, token).subjects for p in resolve(scene, t, discourse) if p.known]
    if target is None or not parties:
        return
    speakers = _speakers(scene, token, discourse)
    claimed = any(p.actor_id in speakers for p in parties)
    _add(target, parties, Stance.CLAIMED if claimed else Stance.BLAMED, scene, "told that somebody did it")


def _speakers(scene: Scene, token: int, discourse: Discourse) -> set[str]:
    """The actors who say what stands at `token`; '?' for unknown ones."""
    parsed = scene.parsed
    head = parsed.heads[token]
    if head == token or parsed.lower[head] not in scene.lexicon.cues["say_verbs"]:
        return set()
    found = [p for t in parsed.kids(head, "nsubj") for p in resolve(scene, t, discourse)]
    return {p.actor_id or "?" for p in found}


def _add(target: Happening, parties: list[Party], stance: Stance, scene: Scene, rule: str) -> None:
    named = [p for p in parties if p.known or p.kind == "name"]
    if stance is Stance.BLAMED and _told_doers(target, named, scene):
        _contest(target, named, [], scene, None)
        return
    for party in named:
        if party.actor_id and party.actor_id in target.actor_ids():
            target.stances.setdefault(party.actor_id, stance)
            continue
        blamed = any(s is Stance.BLAMED for s in target.stances.values())
        if target.actor_ids() and stance is Stance.BLAMED and not blamed:
            continue
        if not target.actor_ids():
            target.actors = [p for p in target.actors if p.known]
        target.actors.append(party)
        target.stances[party.actor_id or party.name] = stance
        target.rules.append(rule)
    if named and scene.parsed.sentence not in target.evidence:
        target.evidence.append(scene.parsed.sentence)
