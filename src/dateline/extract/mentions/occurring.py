"""Verbs that only say that a happening took place: 'clashes broke out between X and Y' are clashes between X and Y."""

from __future__ import annotations

from dateline.extract.syntax.clause import Clause, is_verb, prepositions
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_OCCUR = (
    "broke", "break", "erupt", "flare", "flaring", "rage", "raging", "ensue", "ensuing", "occur", "happen", "took",
    "taken", "take", "taking", "continu", "resum", "intensif", "escalat", "start", "began", "begun", "begin", "ongoing",
    "pitted", "pitting", "reported", "raged", "went",
)  # fmt: skip
_SIDES = ("between", "with", "against", "among", "involving")


def with_verb(scene: Scene, clause: Clause) -> Clause:
    """The clause of an event noun with the sides that stand behind the verb of which it is the subject."""
    parsed, noun = scene.parsed, clause.token
    verb = parsed.heads[noun]
    if parsed.deps[noun] not in ("nsubj", "nsubjpass") or not parsed.lower[verb].startswith(_OCCUR):
        return clause
    told = prepositions(scene, verb)
    for prep in _SIDES:
        if prep in told and prep not in clause.preps:
            clause.preps[prep] = told[prep]
    return clause


def was_tried(scene: Scene, head: int) -> bool:
    """'Made a failed attempt to rescue X', 'tried to free X': an operation that took place, whatever came of it."""
    parsed, tries, failed = scene.parsed, listed("tries"), listed("failed_tries")
    if parsed.lower[head] not in tries:
        return False
    around = {parsed.lower[parsed.heads[head]], *(parsed.lower[c] for c in parsed.children[head])}
    return is_verb(parsed, head) or bool(around & failed)
