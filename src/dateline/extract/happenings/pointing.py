"""Words that take up a happening told before ('the attack'), and those that set one in the past ('a few days ago')."""

from __future__ import annotations

import re

from dateline.extract.happenings.happening import Happening
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.slots import when_of
from dateline.extract.syntax.scene import Scene

_BEFORE_IT = frozenset({"after", "since", "before", "until"})
_CLAUSES = frozenset({"advcl", "ccomp", "pcomp"})
_NEXT = re.compile(
    r"[\"'“(]?(?:within (?:minutes|hours|days)|(?:\w{3,8} ){0,2}(?:an? )?(?:minute|hour|day|week)s? (?:later|earlier)|"
    r"separately|elsewhere|meanwhile\b|in the same context|in [^.,;:]{3,60}, meanwhile\b|on another front|"
    r"in (?:a separate|another|a similar|a second|a related) (?:incident|attack|strike|raid|operation|development)|"
    r"also (?:on|in|early|late|overnight|that day|yesterday) |(?:earlier|later) (?:in the|on|that|the same) )",
    re.IGNORECASE,
)  # how a sentence opens that goes on to another happening
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


def goes_on(new: Happening) -> bool:
    """'Within hours aircraft bombed a depot', 'in a separate incident': the sentence opens with another happening."""
    sentence, part = new.first.scene.parsed.sentence, new.first
    return _NEXT.match(part.scene.text, sentence.start, sentence.end) is not None


def same_word(old: Happening, new: Happening) -> bool:
    """'The strike' takes up an airstrike rather than a siege."""
    word = new.first.scene.parsed.lower[new.first.token]
    return any(not part.verbal and part.scene.parsed.lower[part.token].endswith(word) for part in old.parts)


def told_ago(part: EventMention) -> bool:
    """'Was attacked last week', 'died a few days ago': told as past, whatever the day."""
    parsed = part.scene.parsed
    verb = part.token if part.verbal else parsed.heads[part.token]
    return any(
        parsed.lower[c] in ("ago", "previously")
        or (parsed.lower[c] in _PASSED and any(parsed.lower[g] == "last" for g in parsed.children[c]))
        for c in parsed.kids(verb, "advmod", "npadvmod")
    )


def recalled(part: EventMention) -> bool:
    """Told only as the time of another: 'two weeks after gunmen killed 26'; a later toll is hardly its."""
    parsed = part.scene.parsed
    marks = {parsed.lower[child] for child in parsed.kids(part.token, "mark", "advmod", "prep")}
    return bool(marks & _BEFORE_IT) and parsed.deps[part.token] in _CLAUSES


def set_beside(part: EventMention) -> bool:
    """'The attack came a week after five died when rebels ambushed a convoy': told as the time of another attack."""
    parsed = part.scene.parsed
    below, chain = part.token, [part.token, *parsed.ancestors(part.token)]
    for token in chain[1:]:
        marks = {parsed.lower[c] for c in parsed.kids(below, "mark", "advmod")}
        if parsed.lower[token] in _BEFORE_IT or (marks & _BEFORE_IT and parsed.deps[below] in _CLAUSES):
            above = [t for t in chain[chain.index(token) :] if parsed.deps[t] not in ("prep", "pcomp", "pobj")]
            return any(s in part.scene.event_at for t in above[:1] for s in parsed.kids(t, "nsubj", "nsubjpass"))
        below = token
    return False


def since_when(part: EventMention) -> bool:
    """'The second attack since January, when rockets injured a man': the clause tells of another one."""
    time = when_of(part.scene, part.token)
    if time is None:
        return False
    parsed = part.scene.parsed
    return any(parsed.lower[t] == "since" for t in [*parsed.ancestors(time), *parsed.children[time]])
