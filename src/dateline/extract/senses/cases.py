"""What a condition of a sense looks at, and the questions that all conditions ask of the words around a trigger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dateline.extract.syntax.clause import Clause
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lexicon import Trigger
from dateline.extract.words.lists import listed


class Case(NamedTuple):
    """What a condition looks at: the sentence, the clause around the trigger, the sense in question."""

    scene: Scene
    clause: Clause
    trigger: Trigger


Test = Callable[[Case], bool]


def patients(clause: Clause) -> list[int]:
    """The tokens of those to whom it is done: subjects of a passive, else objects."""
    return clause.subjects if clause.passive else clause.objects


def any_of(scene: Scene, tokens: Iterable[int], *kinds: str) -> bool:
    """Whether one of the nouns belongs to one of the classes."""
    wanted = set(kinds)
    return any(scene.kinds(token) & wanted for token in tokens)


def with_of(scene: Scene, tokens: Iterable[int]) -> list[int]:
    """The nouns and what they consist of ('a salvo of rockets', 'hundreds of drones')."""
    found = list(tokens)
    for token in list(found):
        for prep in scene.parsed.kids(token, "prep"):
            if scene.parsed.lower[prep] == "of":
                found += [o for child in scene.parsed.kids(prep, "pobj") for o in scene.conjuncts(child)]
        for verb in scene.parsed.kids(token, "acl"):
            if scene.parsed.lower[verb] in listed("laden_with"):
                below = scene.parsed.kids(verb, "dobj")
                below += [o for prep in scene.parsed.kids(verb, "prep") for o in scene.parsed.kids(prep, "pobj")]
                found += below
    return found


def named(*kinds: str) -> Test:
    """A condition: those to whom it is done, or what they consist of, belong to one of the classes."""

    def test(case: Case) -> bool:
        scene, clause = case.scene, case.clause
        return any_of(scene, with_of(scene, patients(clause)), *kinds)

    return test


def subject_is(*kinds: str) -> Test:
    """A condition: an active clause whose subject belongs to one of the classes."""

    def test(case: Case) -> bool:
        scene, clause = case.scene, case.clause
        return not clause.passive and any_of(scene, clause.subjects, *kinds)

    return test
