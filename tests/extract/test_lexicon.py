"""The word lists load whole, say what they mean, and name their own mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.domain.vocabulary import MATERIAL_TYPES, MODES
from dateline.errors import KnowledgeError
from dateline.extract.words.inflect import plural, verb_forms
from dateline.extract.words.lexicon import LEXICON_FOLDER, load_lexicon


@pytest.mark.parametrize(
    ("verb", "options", "forms"),
    [
        ("attack", {}, ("attack", "attacks", "attacked", "attacking")),
        ("raze", {}, ("raze", "razes", "razed", "razing")),
        ("stab", {"double": True}, ("stab", "stabs", "stabbed", "stabbing")),
        ("bury", {}, ("bury", "buries", "buried", "burying")),
        ("free", {"past": "freed", "gerund": "freeing"}, ("free", "frees", "freed", "freeing")),
        ("shoot", {"past": "shot"}, ("shoot", "shoots", "shot", "shooting")),
        ("gun down", {"double": True}, ("gun down", "guns down", "gunned down", "gunning down")),
        ("overrun", {"past": "overran", "participle": "overrun", "double": True},
         ("overrun", "overruns", "overran", "overrunning")),
    ],
)  # fmt: skip
def test_verbs_are_inflected_by_rule(verb: str, options: dict[str, object], forms: tuple[str, ...]) -> None:
    """Regular endings, doubled consonants, given irregular forms, and verbs of two words."""
    assert verb_forms(verb, **options) == forms  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("noun", "many"), [("attack", "attacks"), ("ambush", "ambushes"), ("sortie", "sorties"), ("man", "men")]
)
def test_nouns_have_plurals(noun: str, many: str) -> None:
    """Sibilants take 'es', irregular ones their own plural."""
    assert plural(noun) == many


def test_every_material_type_has_triggers() -> None:
    """A reader without a trigger for a type could never report it."""
    found = {trigger.type for senses in load_lexicon().triggers.values() for trigger in senses}
    assert found >= MATERIAL_TYPES


def test_trigger_forms_are_many_and_modes_are_plover() -> None:
    """Breadth decides recall; every mode belongs to its type."""
    triggers = load_lexicon().triggers
    assert len(triggers) > 600
    assert all(t.mode is None or t.mode in MODES[t.type] for senses in triggers.values() for t in senses)


def test_words_that_yaml_takes_for_truth_values_stay_words() -> None:
    """'on' is a preposition and 'no' a determiner, not a boolean."""
    lexicon = load_lexicon()
    assert lexicon.cue("negation", "no")
    assert any(t.frame.role("on") == "recipient" for t in lexicon.triggers["airstrike"])


def test_a_wrong_entry_is_named(tmp_path: Path) -> None:
    """An unknown mode stops loading, with the entry's name in the message."""
    folder = tmp_path / "lexicons"
    shutil.copytree(LEXICON_FOLDER, folder)
    file = folder / "events" / "coerce.yaml"
    file.write_text("type: COERCE\nverbs:\n  - {verb: zap, mode: lightning}\n", "utf-8")
    with pytest.raises(KnowledgeError, match="zap"):
        load_lexicon(folder)
