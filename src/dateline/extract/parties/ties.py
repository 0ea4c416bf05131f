"""The words beside a thing that tell whose it is: 'bases where X's soldiers are stationed', 'a compound housing X'."""

from __future__ import annotations

from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_HARMED = ("nsubjpass", "nsubj")


def tied(scene: Scene, token: int) -> list[int]:
    """The nouns that own, use or fill what stands at `token`, by a clause that hangs on it or governs it."""
    parsed = scene.parsed
    found: list[int] = []
    for verb in parsed.kids(token, "acl", "amod", "relcl"):
        word = parsed.lower[verb]
        if word in listed("ties") and not (word == "held" and scene.living(token)):  # a hostage is not his captors'
            found += [o for prep in parsed.kids(verb, "prep", "agent") for o in parsed.kids(prep, "pobj")]
            found += parsed.kids(verb, "dobj")
        if word in listed("stays") and parsed.deps[verb] == "relcl" and _where(scene, verb):
            found += parsed.kids(verb, *_HARMED)
    return found or _maker(scene, token)


def _where(scene: Scene, verb: int) -> bool:
    return any(scene.parsed.lower[c] in ("where", "which") for c in scene.parsed.subtree(verb))


def _maker(scene: Scene, token: int) -> list[int]:
    """'X built a base in Y that was blown up': the relative clause tells the harm, its governor whose the base was."""
    parsed = scene.parsed
    verb = parsed.heads[token]
    if parsed.deps[token] != "dobj" or parsed.lower[verb] not in listed("has") or parsed.kid(token, "relcl") is None:
        return []
    return parsed.kids(verb, "nsubj")
