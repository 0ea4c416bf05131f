"""Words that take up a happening told before ('the attack'), and those that set one in the past ('a few days ago')."""

from __future__ import annotations

from dateline.extract.happening import Happening
from dateline.extract.mention import EventMention
from dateline.extract.scene import Scene

_TARGETS = frozenset({"target", "targets"})
_PASSED = frozenset({"week", "month", "year"})


def points_back(new: Happening) -> bool:
    """'The attack', also where it is the subject of what is told: 'the attack targeted a market'."""
    first = new.first
    if first.anaphoric:
        return True
    parsed = first.scene.parsed
    if first.verbal and any(parsed.lower[v] in _TARGETS and _the(first.scene, v) for v in first.victims):
        return True
    subjects = parsed.kids(first.token, "nsubj", "nsubjpass") if first.verbal else []
    return any(part.anaphoric and not part.verbal and part.token in subjects for part in new.parts)


def _the(scene: Scene, token: int) -> bool:
    return any(scene.parsed.lower[c] == "the" for c in scene.parsed.kids(token, "det"))


def same_word(old: Happening, new: Happening) -> bool:
    """'The strike' takes up an airstrike rather than a siege."""
    word = new.first.scene.parsed.lower[new.first.token]
    return any(not part.verbal and part.scene.parsed.lower[part.token].endswith(word) for part in old.parts)


def told_ago(part: EventMention) -> bool:
    """'Was attacked last week', 'died a few days ago': told as past, whatever the day."""
    parsed = part.scene.parsed
    verb = part.token if part.verbal else parsed.heads[part.token]
    return any(
        parsed.lower[c] == "ago"
        or (parsed.lower[c] in _PASSED and any(parsed.lower[g] == "last" for g in parsed.children[c]))
        for c in parsed.kids(verb, "advmod", "npadvmod")
    )
