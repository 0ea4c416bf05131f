"""Captives, rescues, towns that change hands, and places hit beside each other, as newspapers tell them."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Soldiers burned a school in Karda. A nurse held by Red Falcons was seen on Friday.", ("ASSAULT", "abduct")),
        ("Soldiers burned a school in Karda. Norian forces have regained most of the towns.", ("COERCE", "seize")),
        ("Soldiers burned a school. The mayor said they had lost control of Karda to the rebels.", ("COERCE", "seize")),
    ],
)
def test_who_is_held_and_what_changes_hands(read: Read, text: str, told: tuple[str, str]) -> None:
    """A captive of an armed group is abducted, not arrested; a town lost to somebody is one that he took."""
    assert told in [(one.type.value, one.mode) for one in read(text)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Gunmen shot a judge. Officials said an attempt to rescue the hostages last month had failed.", "happened"),
        ("Gunmen shot a judge. Norian troops tried to rescue the hostages on Monday.", "happened"),
        ("Gunmen shot a judge. Norian troops are preparing a mission to rescue the hostages.", "hypothetical"),
    ],
)
def test_a_rescue_that_was_tried_took_place(read: Read, text: str, status: str) -> None:
    """Whatever came of it, an operation that was made is no plan; one in preparation is."""
    assert [one.status.value for one in read(text) if one.type.value == "AID"] == [status]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A drone strike believed to have been carried out by Red Falcons killed nine judges in Karda.", "blamed"),
        ("An operation by Red Falcons killed nine judges in Karda.", "stated"),
    ],
)
def test_whose_deed_it_was_did_it(read: Read, text: str, stance: str) -> None:
    """The doer stands behind the deed that did something in its turn, or behind the belief about it."""
    (report,) = read(text)
    assert [(one.name, one.stance.value) for one in report.actors] == [("Red Falcons", stance)]


def test_those_who_free_a_captive_do_it_to_him(read: Read) -> None:
    """'A judge held by X' is not X."""
    reports = read("Norian troops freed a judge held by Red Falcons in Karda on Monday.")
    freed = next(one for one in reports if one.mode == "release")
    assert [one.name for one in freed.recipients] == ["judge"]


def test_a_place_that_also_came_under_fire_is_another(read: Read) -> None:
    """Two villages under fire in one night are two happenings."""
    reports = read(
        "The village of Orva came under attack late on Monday. Karda also came under fire on Monday, a doctor said."
    )
    assert sorted(one.recipients[0].name for one in reports) == ["Karda", "Orva"]
