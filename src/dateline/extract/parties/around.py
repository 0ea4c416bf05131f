"""What stands around a pronoun or a description and tells whom it can, or cannot, point back to."""

from __future__ import annotations

from dateline.domain.actor import ActorMention
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed


def armed_context(scene: Scene, token: int) -> bool:
    """'It claimed the attack', 'their remnants': only an armed group claims, and has such men."""
    parsed = scene.parsed
    head = parsed.heads[token]
    if parsed.deps[token] == "poss":
        return parsed.lower[head] in listed("men_in_arms")
    claims = parsed.deps[token] == "nsubj" and parsed.lower[head] in ("claimed", "claims", "claim")
    return claims and parsed.kid(head, "dobj") is not None


def before(scene: Scene, mention: ActorMention) -> str:
    """The few words before a mention."""
    return scene.text[max(0, mention.span.start - 24) : mention.span.start]


def modifies(scene: Scene, mention: ActorMention) -> bool:
    """'the al-Qaeda franchise' speaks of the franchise; its modifier is nobody a pronoun takes up."""
    head = scene.head_of(mention.span)
    return head is not None and scene.parsed.deps[head] in ("compound", "amod", "nmod")


def speaker(scene: Scene, token: int) -> ActorMention | None:
    """The subject of the verb of saying right above: 'IS said it was responsible', 'that one of its men had ...'."""
    parsed = scene.parsed
    for verb in parsed.ancestors(token)[:5]:
        head = parsed.heads[verb]
        if parsed.deps[verb] == "ccomp" and parsed.lower[head] in scene.lexicon.cues["say_verbs"]:
            for subject in parsed.kids(head, "nsubj"):
                actor = scene.actor_at.get(subject)
                if actor is None:
                    actor = next((scene.actor_at[m] for m in scene.modifiers(subject) if m in scene.actor_at), None)
                if actor is not None and not actor.adjective and subject < token:
                    return actor
            return None
    return None


def beside(scene: Scene, token: int) -> frozenset[str]:
    """The actors among the other parts of the pronoun's clause: 'it fought the US' cannot mean the US."""
    parsed = scene.parsed
    if parsed.deps[token] not in ("nsubj", "nsubjpass", "dobj"):
        return frozenset()
    verb = parsed.heads[token]
    found = [c for c in parsed.children[verb] if c != token]
    found += [o for c in found if parsed.deps[c] in ("prep", "agent") for o in parsed.kids(c, "pobj")]
    return frozenset(scene.actor_at[t].actor_id for t in found if t in scene.actor_at)


def acting(scene: Scene, token: int) -> frozenset[str]:
    """The actor of the clause: 'the US ... invading the country' is not the US."""
    parsed = scene.parsed
    found = [c for above in parsed.ancestors(token) for c in parsed.kids(above, "nsubj", "nsubjpass")]
    return frozenset(scene.actor_at[t].actor_id for t in found if t in scene.actor_at)
