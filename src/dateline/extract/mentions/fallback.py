"""Broken sentences, read by the order of their words alone: what the parser tears apart may still tell a deed.

Only for sentences whose parse shows that it failed, and only for triggers that the grammar gave no sense to. Such
mentions carry the rule 'word order' and a low confidence.
"""

from __future__ import annotations

from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.parties import Party, resolve
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.clause import Clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lexicon import Trigger
from dateline.extract.words.triggers import Hit

_LOOSE = 2  # unlabelled arcs or further roots from which a parse counts as failed
_REACH = 8  # tokens on either side of the trigger


def broken(scene: Scene) -> bool:
    """The parser left several words without a place in the sentence."""
    parsed = scene.parsed
    roots = sum(head == token for token, head in enumerate(parsed.heads))
    return parsed.deps.count("dep") >= _LOOSE or roots > _LOOSE


def read_by_order(scene: Scene, discourse: Discourse, found: list[EventMention]) -> list[EventMention]:
    """Strong triggers that grammar missed in a broken sentence: doer before, target after, 'by' turns round."""
    if not broken(scene):
        return []
    taken = {mention.token for mention in found}
    mentions = []
    for token, hit in sorted(scene.event_at.items()):
        sense = _strong(hit)
        if token in taken or sense is None:
            continue
        mention = _ordered(scene, discourse, token, sense)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _strong(hit: Hit) -> Trigger | None:
    """A verb sense that asks nothing of its clause."""
    for sense in hit.senses:
        asks = sense.weak or sense.needs or sense.object not in (None, "living", "human")
        if sense.verbal and sense.material and not asks:
            return sense
    return None


def _ordered(scene: Scene, discourse: Discourse, token: int, sense: Trigger) -> EventMention | None:
    lower = scene.parsed.lower
    before = _party(scene, discourse, range(token - 1, max(-1, token - _REACH), -1))
    after = _party(scene, discourse, range(token + 1, min(len(lower), token + _REACH)))
    if before is None or after is None or before.actor_id == after.actor_id:
        return None
    between = lower[token + 1 : after.token]
    passive = "by" in between
    mention = EventMention(scene, token, sense, Clause(token), True, sense.type, sense.mode, sense.weapon)
    mention.fallback = True
    mention.actors = [after if passive else before]
    mention.recipients = [before if passive else after]
    mention.tokens = [token]
    mention.rules.append(f"word order around '{lower[token]}' in a broken sentence")
    mention.fields.update(actors=mention.actors[0].span, recipients=mention.recipients[0].span)
    return mention


def _party(scene: Scene, discourse: Discourse, tokens: range) -> Party | None:
    """The nearest named actor on one side."""
    for token in tokens:
        actor = scene.actor_at.get(token)
        if actor is not None and not actor.adjective:
            return next((p for p in resolve(scene, token, discourse) if p.known), None)
    return None
