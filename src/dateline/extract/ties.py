"""The words beside a thing that tell whose it is: 'bases where X's soldiers are stationed', 'a compound housing X'."""

from __future__ import annotations

from dateline.extract.scene import Scene

_TIES = frozenset(
    "belonging affiliated linked used held loyal tied operated run controlled owned allied backed supporting "
    "housing carrying hosting houses housed hosts hosted carried uses ferrying transporting escorting guarding "
    "manned occupied guarded protecting".split()
)
# 'Where X are based': those who are there have the place.
_STAYS = frozenset(
    "located stationed based deployed housed hosted stay stayed staying live lived living sheltering sheltered "
    "billeted garrisoned camped encamped quartered operate operated gathered headquartered train trained".split()
)
# 'X built a base that was bombed': who made or has it.
_HAS = frozenset(
    "built build set established establish opened run runs ran operates operated owned owns has had keeps kept "
    "maintains maintained used uses uses occupied occupies".split()
)
_HARMED = ("nsubjpass", "nsubj")


def tied(scene: Scene, token: int) -> list[int]:
    """The nouns that own, use or fill what stands at `token`, by a clause that hangs on it or governs it."""
    parsed = scene.parsed
    found: list[int] = []
    for verb in parsed.kids(token, "acl", "amod", "relcl"):
        word = parsed.lower[verb]
        if word in _TIES:
            found += [o for prep in parsed.kids(verb, "prep", "agent") for o in parsed.kids(prep, "pobj")]
            found += parsed.kids(verb, "dobj")
        if word in _STAYS and parsed.deps[verb] == "relcl" and _where(scene, verb):
            found += parsed.kids(verb, *_HARMED)
    return found or _maker(scene, token)


def _where(scene: Scene, verb: int) -> bool:
    return any(scene.parsed.lower[c] in ("where", "which") for c in scene.parsed.subtree(verb))


def _maker(scene: Scene, token: int) -> list[int]:
    """'X built a base in Y that was blown up': the relative clause tells the harm, its governor whose the base was."""
    parsed = scene.parsed
    verb = parsed.heads[token]
    if parsed.deps[token] != "dobj" or parsed.lower[verb] not in _HAS or parsed.kid(token, "relcl") is None:
        return []
    return parsed.kids(verb, "nsubj")
