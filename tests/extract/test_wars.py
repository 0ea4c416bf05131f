"""The dead of a whole war are no toll of the attack told before them."""

from __future__ import annotations

import pytest

from .conftest import Read

NEWS = "Norian forces shelled Karda on Monday, killing nine people."


@pytest.mark.parametrize(
    "told",
    [
        "More than 41,000 people are believed to have been killed in the conflict so far.",
        "More than 4,000 people have been killed since the uprising erupted.",
        "The war has claimed 6,000 lives.",
        "Violence by the Red Falcons has killed more than 1,400 people.",
        "The insurgency has left some 7,000 people dead.",
        "Over 10,000 civilians have died since Noria invaded Sumland.",
        "Hundreds of thousands of people have been killed and millions displaced since the conflict began.",
        "A group said 15,000 people had been killed in four years of war.",
    ],
)
def test_the_dead_of_a_war_are_a_total(read: Read, told: str) -> None:
    """A record of its own, a recalled total; the attack keeps its toll."""
    reports = read(f"{NEWS} {told}")
    attack = next(one for one in reports if not one.aggregate and str(one.killed) == "9")
    assert not attack.background
    totals = [one for one in reports if one.aggregate]
    assert [one.background for one in totals] == [True]
    assert "violence" not in {party.name.lower() for party in totals[0].actors}


@pytest.mark.parametrize(
    "told",
    ["Two more people have died in hospital.", "The toll has risen to 12.", "Another 30 people were wounded."],
)
def test_a_toll_of_the_attack_is_no_total(read: Read, told: str) -> None:
    """What goes on about the attack makes no second record."""
    assert [one.aggregate for one in read(f"{NEWS} {told}")] == [False]


@pytest.mark.parametrize(
    ("told", "total"),
    [
        ("Norian air raids on Karda kill 42 people.", False),
        ("Six farmers were killed in attacks on Karda.", False),
        ("Attacks on Karda have killed 42 people since Monday.", True),
        ("Attacks on Karda killed dozens.", True),
    ],
)
def test_a_plural_with_one_counted_toll_is_one(read: Read, told: str, total: bool) -> None:
    """'Air raids kill 42' tells one happening; an uncounted plural, or one over a period, a total."""
    assert [one.aggregate for one in read(told)] == [total]
