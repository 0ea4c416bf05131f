"""The happenings told in one sentence: triggers become mentions with roles, slots and status."""

from __future__ import annotations

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import EventType, Status
from dateline.extract.mentions import casualty, totals
from dateline.extract.mentions.fallback import read_by_order
from dateline.extract.mentions.implied import implied
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.occurring import with_verb
from dateline.extract.mentions.protest import rioting
from dateline.extract.mentions.roles import assign_roles, forces_withdrawn
from dateline.extract.mentions.series import share_in_series, split_by_dates, split_including
from dateline.extract.mentions.sites import attach_places, attach_unknown_places
from dateline.extract.mentions.slots import attach_dates
from dateline.extract.mentions.status import read_status
from dateline.extract.mentions.wars import mark_wars
from dateline.extract.mentions.weapons import read_weapon
from dateline.extract.parties.described import remember_person
from dateline.extract.parties.reference import Discourse
from dateline.extract.senses.senses import fits
from dateline.extract.syntax.clause import Clause, is_verb, noun_clause, verb_clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lexicon import Trigger
from dateline.extract.words.lists import listed
from dateline.extract.words.triggers import Hit

_DEADLY = frozenset({"deadly", "fatal", "bloody", "devastating", "lethal"})
_MODIFIER_DEPS = frozenset({"compound", "nmod", "amod"})


def read_scene(scene: Scene, discourse: Discourse) -> list[EventMention]:
    """All event mentions of a sentence, not yet joined, in the order of their triggers."""
    mentions = []
    remember_person(scene, discourse)
    for token, hit in sorted(scene.event_at.items()):
        mention = _mention_at(scene, token, hit)
        if mention is not None:
            mentions.append(mention)
    for mention in mentions:
        assign_roles(mention, discourse)
        casualty.casualties(mention)
        forces_withdrawn(mention, discourse)
        implied(mention, discourse)
    casualty.told_together(mentions)
    mentions += read_by_order(scene, discourse, mentions)
    attach_dates(scene, mentions)
    mentions = split_by_dates(mentions) + split_including(scene, mentions)
    attach_places(scene, mentions)
    attach_unknown_places(scene, mentions)
    for mention in mentions:
        read_status(mention)
        read_weapon(mention)
        totals.read_totals(mention)
        totals.read_reference(mention)
    mentions = casualty.tolls_of_protests(mentions)
    casualty.read_tolls(scene, mentions, discourse)
    share_in_series(scene, mentions)
    for mention in mentions:
        mention.strength = strength(mention)
    mark_wars(mentions)
    return [m for m in mentions if _police_or_war(m, mentions) and not _asked(m)]


def _asked(mention: EventMention) -> bool:
    """'It is unclear whether anybody was killed': the outcome of a happening, asked about, is no happening."""
    if not mention.verbal or mention.status is not Status.HYPOTHETICAL or mention.effect is None or mention.actors:
        return False
    parsed = mention.scene.parsed
    marks = {parsed.lower[c] for c in parsed.kids(mention.token, "mark")}
    return "whether" in marks or ("if" in marks and parsed.deps[mention.token] == "ccomp")


def _mention_at(scene: Scene, token: int, hit: Hit) -> EventMention | None:
    verbal = is_verb(scene.parsed, token) and any(sense.verbal for sense in hit.senses)
    if verbal and scene.parsed.deps[token] == "amod":
        return None
    if (not verbal and _in_a_name(scene, token)) or (verbal and _stationed(scene, token)):
        return None
    if not verbal and scene.parsed.deps[token] in _MODIFIER_DEPS and _modifies_no_event(scene, token):
        return None
    clause = None
    for sense in hit.senses:
        if sense.verbal is not verbal and not (sense.alone and sense.verbal):
            continue
        if clause is None:
            clause = _clause(scene, token, hit, sense)
        if fits(scene, clause, sense) and not _of_words(scene, clause, sense):
            rule = f"{'verb' if sense.verbal else 'noun'} '{hit.form}'"
            mention = EventMention(scene, token, sense, clause, sense.verbal, sense.type, sense.mode, sense.weapon)
            mention.rules.append(rule)
            mention.tokens = list(scene.tokens_of(hit.span))
            if mention.mode == "ceasefire" and not verbal and not _held(scene, token):
                mention.type, mention.mode = EventType.AGREE, None
            if rioting(scene, clause, mention):
                mention.type, mention.mode = EventType.PROTEST, "riot"
            if {"attempt", "attempts", "attempted", "bid"} & set(hit.form.split()):
                mention.rules.append("attempt")
            return mention
    return None


_KEPT = (
    "hold",
    "held",
    "last",
    "observ",
    "enter",
    "came",
    "come",
    "coming",
    "went",
    "prevail",
    "respect",
    "took",
    "take",
)


def _held(scene: Scene, token: int) -> bool:
    """'The truce held', 'a ceasefire took effect': carried out; else it is what the sides agreed on."""
    parsed = scene.parsed
    words = [parsed.lower[parsed.heads[token]], *(parsed.lower[c] for c in parsed.kids(token, "relcl", "acl"))]
    return any(word.startswith(_KEPT) for word in words)


_BASED = frozenset({"stationed", "deployed", "based", "garrisoned"})


def _stationed(scene: Scene, token: int) -> bool:
    """'The forces stationed at the airport', 'bases where troops are deployed': who or where, no movement."""
    parsed = scene.parsed
    if parsed.lower[token] not in _BASED or parsed.kid(token, "agent", "dobj") is not None:
        return False
    lately = any(t in scene.date_at for t in parsed.subtree(token))
    present = any(parsed.lower[c] in ("is", "are") for c in parsed.kids(token, "auxpass"))
    return not lately and (parsed.deps[token] == "acl" or (parsed.deps[token] == "relcl" and present))


def _in_a_name(scene: Scene, token: int) -> bool:
    """The 'Mobilization' of a body's name is no act."""
    actor = scene.actor_at.get(token)
    return actor is not None and not actor.generic and scene.parsed.words[token][:1].isupper()


def _of_words(scene: Scene, clause: Clause, sense: Trigger) -> bool:
    """'blasted the president for not arming the rebels', 'attacked him over his record': criticism, no force."""
    if (
        not sense.verbal
        or sense.lemma not in listed("force_or_words")
        or any(a in scene.weapon_at for a in clause.agents)
    ):
        return False
    matter = [o for prep in ("for", "over") for o in clause.preps.get(prep, [])]
    if not matter or any(t in scene.weapon_at or t in scene.date_at for t in matter):
        return False
    struck = clause.subjects if clause.passive else clause.objects
    return bool(struck) and all(scene.person(t) or scene.parsed.lower[t] in ("him", "her") for t in struck)


def _modifies_no_event(scene: Scene, token: int) -> bool:
    return scene.parsed.heads[token] not in scene.event_at


def _clause(scene: Scene, token: int, hit: Hit, sense: Trigger) -> Clause:
    """The clause around a trigger; words inside a longer trigger are none of its parts, an object after it is one."""
    parsed = scene.parsed
    if not sense.verbal:
        return with_verb(scene, noun_clause(scene, token))
    harmful = sense.effect is not None or sense.mode in ("arrest", "abduct", "release", "convict", "designate")
    clause = verb_clause(scene, token, harmful=harmful)
    inside = scene.tokens_of(hit.span)
    if len(inside) == 1:
        return clause
    clause.objects = [o for o in clause.objects if o not in inside]
    clause.preps = {prep: [o for o in objects if o not in inside] for prep, objects in clause.preps.items()}
    for last in inside[1:]:
        following = [
            o for child in parsed.kids(last, "pobj", "dobj") for o in scene.conjuncts(child) if o not in inside
        ]
        if parsed.deps[last] == "prep" or following:
            clause.objects += following
            clause.preps.pop(parsed.lower[last], None)
        for prep in parsed.kids(last, "prep"):
            objects = [o for child in parsed.kids(prep, "pobj") for o in scene.conjuncts(child) if o not in inside]
            if objects and prep not in inside:
                clause.preps.setdefault(parsed.lower[prep], []).extend(objects)
    if sense.lemma == "leave dead" and not clause.objects:
        clause.passive = True  # 'with five officers and a dozen militants left dead'
    if clause.passive and clause.objects and parsed.kid(token, "nsubjpass", "auxpass", "agent") is None:
        clause.passive = False  # 'the militia burned down the market', read as 'burned' with no object
    return clause


def strength(mention: EventMention) -> int:
    """How much of its own a mention tells: parties, date, place, numbers."""
    parties = sum(
        any(p.kind not in ("other", "event", "pronoun") for p in side) for side in (mention.actors, mention.recipients)
    )
    numbers = sum(
        isinstance(value, CountRange)
        for value in (mention.killed, mention.injured, mention.weapon_count, mention.count)
    )
    total = mention.aggregate and not mention.soft_total and not mention.verbal
    parsed = mention.scene.parsed
    total = total or any(parsed.lower[c] in _DEADLY for c in parsed.kids(mention.token, "amod"))
    return (
        total + 2 * parties + mention.own_date + (mention.place is not None) + (mention.country is not None) + numbers
    )


def _police_or_war(mention: EventMention, mentions: list[EventMention]) -> bool:
    """A raid is COERCE when the law does it or arrests and seizures come with it, else an attack."""
    if "seize_if_police" not in mention.trigger.flags:
        return True
    scene = mention.scene
    if mention.mode is None and any("air force" in p.span.quote(scene.text).lower() for p in mention.actors):
        mention.mode, mention.weapon = "aerial", mention.weapon or "airstrike"
        mention.rules.append("raid by an air force")
        return True
    lawful = any(
        scene.lexicon.is_a(word, "police") and not scene.lexicon.is_a(word, "weapon")
        for p in mention.actors
        for word in p.span.quote(scene.text).lower().replace("-", " ").split()
    )
    arrests = any(m.type is EventType.COERCE and m is not mention and m.status is Status.HAPPENED for m in mentions)
    near = scene.parsed.lower[max(0, mention.token - 3) : mention.token]
    if (
        lawful or arrests or any(w.startswith(("counter-terror", "counterterror", "police", "security")) for w in near)
    ) and mention.mode is None:
        mention.type, mention.mode = EventType.COERCE, "seize"
        mention.rules.append("raid by the law")
    return True
