"""Which clauses tell a happening, and which only seem to: captures, truces, demands, suicides, riots, games."""

from __future__ import annotations

import pytest

from dateline.domain.vocabulary import EventType, Status

from .conftest import Read

UNREAL = (Status.PLANNED, Status.HYPOTHETICAL)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Red Falcons took the strategically located town of Karda on Monday.", "COERCE"),
        ("Norian forces retook full control of Karda on Monday.", "COERCE"),
        ("Red Falcons captured Tel Hamra from Norian forces on Monday.", "COERCE"),
        ("The last batch of Red Falcons fighters left Karda on Monday.", "RETREAT"),
        ("A video shows a Red Falcons fighter cutting off the head of a reporter in Karda.", "ASSAULT"),
        ("Red Falcons threw two men off a roof in Karda.", "ASSAULT"),
        ("Clashes broke out between Red Falcons and Norian forces in Karda.", "ASSAULT"),
        ("Heavy fighting erupted in Karda on Monday.", "ASSAULT"),
        ("Norian forces sent tanks and artillery to the border on Monday.", "MOBILIZE"),
        ("Sumland sent 300 military advisers to Noria on Monday.", "MOBILIZE"),
        ("Sumland dropped rifles and ammunition to the Hill Brigade in Karda.", "AID"),
        ("Some 3,000 people were evacuated from Karda on Monday.", "AID"),
        ("Noria and the Hill Brigade agreed to swap prisoners.", "AGREE"),
        ("Hundreds of demonstrators gathered outside the ministry in Karda on Monday.", "PROTEST"),
        ("Rioters set fire to a police station in Karda on Monday.", "PROTEST"),
        ("Red Falcons besieged Karda on Monday.", "COERCE"),
        ("The villages have been under siege by Red Falcons since January 2.", "COERCE"),
        ("The siege of Karda by Red Falcons began on Monday.", "COERCE"),
        ("Red Falcons were behind the siege on a mall in Karda on Monday.", "ASSAULT"),
        ("Red Falcons surrounded the Norian forces in Karda.", "COERCE"),
        ("Hundreds of thousands of people were displaced in Noria.", "SANCTION"),
        ("Red Falcons forced 13,000 residents to flee Karda.", "SANCTION"),
        ("Sumland formally ended its combat mission in Noria on Monday.", "RETREAT"),
        ("Red Falcons fighters have agreed to an immediate ceasefire.", "AGREE"),
        ("Noria announced a truce with the Hill Brigade on Monday.", "AGREE"),
        ("Noria secured a ceasefire with the Hill Brigade.", "AGREE"),
        ("A truce between Noria and the Hill Brigade was struck on Monday.", "AGREE"),
        ("The truce between Noria and the Hill Brigade took effect on Monday.", "RETREAT"),
        ("Norian forces have driven Red Falcons fighters back from Karda.", "ASSAULT"),
        ("Noria issued a general amnesty for deserters on Monday.", "CONCEDE"),
    ],
)
def test_found_as_what_it_is(read: Read, text: str, kind: str) -> None:
    """One happening of the type, told as real."""
    found = [one for one in read(text) if one.status not in UNREAL]
    assert [one.type.value for one in found] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Red Falcons called for the release of their members.",
        "The Hill Brigade demanded the resignation of the president of Noria.",
        "A senior officer of the Norian forces shot himself in Karda.",
        "Norian forces were hit hard by shortages in Karda.",
        "Noria beat Sumland in the final in Karda.",
        "No Norian forces were killed or wounded, the Interior Ministry said.",
        "Noria declared a three-day truce.",
        "Officials held hopes for the release of hostages of the Red Falcons.",
        "Judges in Karda hope to enable the release of the members of Red Falcons.",
        "The Norian forces stationed at Camp Dawn are young.",
        "Reporters spoke at bases in Karda where Norian forces are deployed.",
    ],
)
def test_nothing_happened(read: Read, text: str) -> None:
    """Demands, suicides, shortages, games, the absence of dead and a truce only proclaimed are no happenings."""
    assert [one for one in read(text) if one.status not in UNREAL] == []


def test_an_agreed_truce_is_one_agreement(read: Read) -> None:
    """The truce itself comes later."""
    found = [one for one in read("Noria and Sumland agreed to a 72-hour truce.") if one.status not in UNREAL]
    assert [one.type for one in found] == [EventType.AGREE]


def test_sides_behind_the_verb_are_sides_of_the_fighting(read: Read) -> None:
    """'Clashes broke out between X and Y': both are parties."""
    report = read("Clashes broke out on Monday between Red Falcons and Norian forces in Karda.")[0]
    assert {party.actor_id for party in report.actors} == {"red-falcons", "norian-army"}
