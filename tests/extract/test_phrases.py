"""Idioms, phrasal verbs and words with slots tell happenings; the same words used otherwise tell none."""

from __future__ import annotations

import pytest

from dateline.extract.words.inflect import verb_forms
from dateline.extract.words.triggers import find_triggers

from .conftest import Read


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("take to the roads", ("take to the roads", "takes to the roads", "took to the roads", "taken to the roads",
                               "taking to the roads")),
        ("lose their lives", ("lose their lives", "loses their lives", "lost their lives", "losing their lives")),
        ("drag away", ("drag away", "drags away", "dragged away", "dragging away")),
        ("go on the rampage", ("go on the rampage", "goes on the rampage", "went on the rampage", "gone on the rampage",
                               "going on the rampage")),
    ],
)  # fmt: skip
def test_phrases_take_the_forms_of_their_verb(verb: str, forms: tuple[str, ...]) -> None:
    """Irregular and doubling verbs at the head of a phrase need no forms written out."""
    assert verb_forms(verb) == forms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the blast claimed at least 30 lives", True),
        ("the blast claimed at least 30 shops", False),
        ("the blast claimed the market. Lives go on", False),
        ("rebels set two lorries ablaze", True),
        ("rebels set a trap", False),
    ],
)
def test_a_slot_must_be_filled_in_the_same_clause(text: str, found: bool) -> None:
    """'claimed' and 'set' tell something only with the word that makes the idiom."""
    assert any(hit.form in ("claimed", "set") for hit in find_triggers(text)) is found


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("A bomber took 30 lives in Karda on Monday.", "ASSAULT", None),
        ("Three soldiers of the Norian forces fell as martyrs in Karda on Monday.", "ASSAULT", None),
        ("Shells came down on Karda on Monday.", "ASSAULT", "heavy-weapons"),
        ("The Norian forces mounted roadblocks in Karda on Monday.", "COERCE", "restrict"),
        ("Police picked up five suspects in Karda on Monday.", "COERCE", "arrest"),
        ("The Red Falcons carted away cattle from Karda on Monday.", "COERCE", "seize"),
        ("Karda fell to the Red Falcons on Monday.", "COERCE", "seize"),
        ("Noria sent 50 soldiers to Karda on Monday.", "MOBILIZE", "troops"),
        ("The commander was relieved of his command in Karda on Monday.", "SANCTION", "expel"),
        ("Drivers in Karda downed their tools on Monday.", "PROTEST", "strike"),
        ("Rebels mined the road to Karda on Monday.", "ASSAULT", "explosives"),
        ("Riot police drove the crowd back with tear gas in Karda on Monday.", "ASSAULT", "crowd-control"),
        ("Supporters of the Red Falcons scaled the walls of the embassy in Karda on Monday.", "PROTEST", "riot"),
        ("The authorities in Karda blocked Telegram on Monday.", "COERCE", "censor"),
        ("Noria stopped its payments to Karda on Monday.", "SANCTION", "discontinue"),
        ("Five rebels surrendered with their weapons in Karda on Monday.", "RETREAT", "disarm"),
    ],
)
def test_phrases_tell_happenings(read: Read, text: str, kind: str, mode: str | None) -> None:
    """Each phrase gives one report of its type and mode."""
    (report,) = read(text)
    assert report.type.value == kind
    assert mode is None or report.mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Karda picked up his hat on Monday.",
        "Prices fell to a new low in Karda on Monday.",
        "The bank cut rates in Karda on Monday.",
        "The storm brought down power lines in Karda on Monday.",
        "The minister attacked the proposal in Karda on Monday.",
        "A storm hit Karda on Monday.",
        "The film took the lives of ordinary people in Karda as its subject on Monday.",
        "The company mined the area around Karda for copper on Monday.",
        "The minister walked out of the ceremony in Karda on Monday.",
        "The museum in Karda has held the collection since Monday.",
        "Omar Tahan took his papers away from Karda on Monday.",
    ],
)
def test_the_same_words_used_otherwise_tell_none(read: Read, text: str) -> None:
    """Who does it and what it is done to decide."""
    assert read(text) == ()


def test_lives_are_a_number_of_dead_and_no_party(read: Read) -> None:
    """'took 30 lives' fills the toll, not the other side."""
    (report,) = read("A suicide bomber took 30 lives in Karda on Monday.")
    assert (report.killed.low, report.killed.high) == (30, 30) if report.killed else False
    assert all("lives" not in party.name for party in report.recipients)
