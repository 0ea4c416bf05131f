"""Those it was done to, where the words beside the happening tell it: hosts who were told, the country left."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.vocabulary import ActorKind, EventType
from dateline.extract.mentions.filling import fill
from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.party import BARE_NUMBER
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.clause import prepositions, verb_clause
from dateline.extract.words.lists import listed

_FAR = 24  # tokens from the people hit to the word that tells some of them
_NEAR = 6


def implied(mention: EventMention, discourse: Discourse) -> None:
    """Add or mend the recipients of a mention whose clause alone does not tell them."""
    if mention.type is EventType.CONSULT and mention.mode == "visit" and mention.verbal:
        _hosts(mention, discourse)
    if mention.type is EventType.PROTEST and not mention.recipients:
        _to_be_gone(mention, discourse)
    if mention.type in (EventType.ASSAULT, EventType.COERCE) and mention.victims:
        _among_them(mention, discourse)
    if not mention.verbal and mention.type is EventType.ASSAULT and not mention.recipients:
        _below_the_doer(mention, discourse)
    if mention.type is EventType.ASSAULT and not mention.recipients and mention.effect is None:
        _answered(mention, discourse)
    _counted_things(mention)


def _answered(mention: EventMention, discourse: Discourse) -> None:
    """'Noria carried out air strikes after the Red Falcons fired rockets': the strikes are on the Red Falcons."""
    scene = mention.scene
    parsed = scene.parsed
    states = {discourse.kind_of(ident) for ident in mention.actor_ids()}
    if not states or not states <= {ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.INTERNATIONAL_BODY}:
        return
    verb = mention.token if mention.verbal else parsed.heads[mention.token]
    deeds = [d for d in parsed.kids(verb, "advcl") if any(parsed.lower[c] == "after" for c in parsed.children[d])]
    foes = [s for deed in deeds for s in parsed.kids(deed, "nsubj") if scene.living(s)]
    if not foes:
        return
    victims = list(mention.victims)
    fill(mention, foes, "recipient", discourse)
    kept = [p for p in mention.recipients if p.actor_id and discourse.kind_of(p.actor_id) is ActorKind.ARMED_GROUP]
    mention.recipients, mention.victims = kept, victims


def _to_be_gone(mention: EventMention, discourse: Discourse) -> None:
    """'Marched to demand the resignation of X', 'calling for X's removal': it is against X."""
    scene = mention.scene
    parsed = scene.parsed
    for going in (t for t, word in enumerate(parsed.lower) if word in listed("a_holder_goes")):
        above = {parsed.lower[a] for a in parsed.ancestors(going)[:3]}
        if not above & listed("demands"):
            continue
        whose = prepositions(scene, going).get("of", []) + parsed.kids(going, "poss")
        fill(mention, [w for w in whose if "pronoun" not in scene.kinds(w)], "recipient", discourse)


def _among_them(mention: EventMention, discourse: Discourse) -> None:
    """'Killed 12 people, among them nine soldiers', 'including four officers', 'most of them nurses': these, too."""
    scene = mention.scene
    lower = scene.parsed.lower
    last = max(mention.victims)
    for link in range(last + 1, min(len(lower) - 1, last + _FAR)):
        told = lower[link] in ("them", "whom") and lower[link - 1] in ("among", "of")
        if not told and lower[link] != "including":
            continue
        near = range(link + 1, min(len(lower), link + _NEAR))
        people = next((t for t in near if _people(mention, t)), None)
        if people is not None:
            fill(mention, [p for p in scene.conjuncts(people) if _people(mention, p)], "recipient", discourse)
        return


def _people(mention: EventMention, token: int) -> bool:
    scene = mention.scene
    if scene.is_number(token) or scene.parsed.deps[token] in ("amod", "compound", "nmod", "poss", "nummod"):
        return False
    actor = scene.actor_at.get(token)
    if actor is not None and not actor.adjective:
        return "human" in scene.kinds(token)
    return scene.lexicon.is_a(scene.parsed.lower[token], "human")


def _below_the_doer(mention: EventMention, discourse: Discourse) -> None:
    """'The assault by militants on the people of X': the parser hangs 'on' on the militants."""
    for doer in mention.clause.agents:
        for prep, objects in prepositions(mention.scene, doer).items():
            if prep in ("on", "against") and mention.trigger.frame.role(prep) == "recipient":
                fill(mention, objects, "recipient", discourse)


def _hosts(mention: EventMention, discourse: Discourse) -> None:
    """'Visited Karda and urged militias to stop': those urged received him."""
    scene = mention.scene
    for verb in scene.parsed.kids(mention.token, "conj"):
        if scene.parsed.lower[verb] in listed("tells_a_host"):
            told = verb_clause(scene, verb)
            fill(mention, [o for o in told.objects if scene.living(o)], "recipient", discourse)


def _counted_things(mention: EventMention) -> None:
    """'Found 24 rockets and seized 12 more', 'cut its troops from 900 to 400': a bare number of things, not people."""
    numbers = [p for p in mention.recipients if p.reason == BARE_NUMBER]
    if not numbers or not (mention.mode == "seize" or mention.type is EventType.RETREAT):
        return
    if mention.mode == "release":
        return
    scene = mention.scene
    things = [t for t in scene.weapon_at if t < numbers[0].token and scene.weapon_at[t].last == t]
    mention.recipients = [p for p in mention.recipients if p.reason != BARE_NUMBER]
    if things and mention.mode == "seize":
        name = scene.parsed.words[things[-1]]
        mention.recipients.append(replace(numbers[0], name=name, kind="other", reason="things counted before"))
