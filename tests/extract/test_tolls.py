"""How many were killed and hurt: numbers in loose word order, tolls told beside and after the attack."""

from __future__ import annotations

import pytest

from dateline.domain.report import Report
from dateline.domain.vocabulary import EventType

from .conftest import Read

RAID = "Gunmen attacked a hotel in Karda on Monday."

ONE_SENTENCE = [
    # those of them who are told apart are counted already, with or without commas
    ("Thirteen villagers among them seven children were killed by shelling in Karda on Monday.", "13", None),
    ("At least 11 people, many of them women, were killed in an air strike on Karda on Monday.", "at least 11", None),
    ("Nine civilians including two girls were killed and 13 others were injured in a raid on Karda.", "9", "13"),
    # a headline's number before 'injured' counts the injured
    ("A woman killed 30 injured in rocket attacks in Karda on Monday.", "1", "30"),
    ("Jets bombed Karda on Monday, an attack that a witness said killed as many as 90 people.", "up to 90", None),
    ("A bomb took the life of a sergeant and injured six of his comrades in Karda on Monday.", "1", "6"),
    # the number of a verb, not of the day behind it; the dead and hurt of adverbs
    ("A bomber killed at least 16 people and wounded 40 Tuesday in a suicide attack in Karda.", "at least 16", "40"),
    ("Police fatally shot four men in Karda on Monday.", "4", None),
    (
        "At least five people died in a raid on Karda on Monday; around twenty more, including a girl, were injured.",
        "at least 5",
        "20",
    ),
    ("Fighting in Karda ended on Monday with five officers and a dozen militants left dead.", "17", None),
    # one number is not that of those who are told vaguely beside it
    ("Seven people were killed, several injured when shells hit Karda on Monday.", "7", None),
    # 'none' in other words
    ("Shells hit Karda on Monday. No damage or casualties were reported.", "0", "0"),
    ("Shells hit Karda on Monday. No casualties or material damage was reported.", "0", "0"),
    ("Shells hit Karda on Monday and did not leave human losses.", "0", "0"),
    ("Shells hit Karda on Monday, causing no human casualties.", "0", "0"),
]


@pytest.mark.parametrize(("text", "killed", "injured"), ONE_SENTENCE)
def test_tolls_of_one_sentence(read: Read, text: str, killed: str, injured: str | None) -> None:
    """The figures that a sentence gives its attack."""
    told = [one for one in read(text) if one.killed is not None]
    assert [(_shown(one.killed), _shown(one.injured)) for one in told] == [(killed, injured)]


LATER = [
    ("The health minister said the number of martyrs had risen to 80.", "80", None),
    ("The death toll is still not known; the union of gas workers has put it at 61.", "61", None),
    ("Twenty guests were treated for gunshot wounds, a doctor said.", None, "20"),
    ("More than 35 people suffered suffocation in the attack.", None, "at least 35"),
    ("The army said it had lost eight of its soldiers.", "8", None),
    ("There were no casualties, the police said.", "0", "0"),
    ("No injuries were reported.", None, "0"),
    ("There were no immediate reports of casualties.", None, None),
    ("Dozens of people were wounded and the toll could rise, a doctor said.", None, None),
]


@pytest.mark.parametrize(("later", "killed", "injured"), LATER)
def test_tolls_told_after_the_attack(read: Read, later: str, killed: str | None, injured: str | None) -> None:
    """What a later sentence counts belongs to the attack, and makes no second one."""
    (report,) = _attacks(read(f"{RAID} {later}"))
    assert (_shown(report.killed), _shown(report.injured)) == (killed, injured)


def test_others_who_also_died_are_added_to_the_named(read: Read) -> None:
    """'Killed the photographer X'; 'five other civilians also died': six."""
    text = "A bombing in Karda killed the photographer Omar Tahan on Monday. At least five other civilians also died there."
    assert [_shown(one.killed) for one in _attacks(read(text))] == ["at least 6"]
    text = "An air strike killed Omar Tahan in Karda on Monday. Eight others were killed in the strike, Noria said."
    assert [_shown(one.killed) for one in _attacks(read(text))] == ["9"]


def test_one_side_of_those_counted_together_is_no_rival_figure(read: Read) -> None:
    """'Five officers and a dozen militants'; 'the ministry said 14 militants were killed' counts one side."""
    text = "An attack in Karda on Monday left five officers and a dozen militants dead. It killed 12 militants, Noria said."
    (report,) = _attacks(read(text))
    assert _shown(report.killed) == "17"


def test_a_number_that_contradicts_dozens_is_taken_and_both_are_kept(read: Read) -> None:
    """'Dozens died'; 'the attack killed twelve': twelve, with the other account beside it."""
    (report,) = _attacks(
        read("Dozens died in an attack on Camp Dawn on Monday. Noria said the attack had killed twelve.")
    )
    assert _shown(report.killed) == "12"
    assert {str(other.value) for other in report.alternatives if other.field == "killed"} == {"dozens", "12"}


def test_a_toll_of_all_belongs_to_the_series(read: Read) -> None:
    """'In all, five were killed in the shootings' is no toll of the last of them."""
    text = (
        "Gunmen carried out a series of attacks in Karda on Monday. Gunmen fired on a patrol in Port Selim, causing no "
        "injuries. In all, four policemen and a tourist were killed in the shootings."
    )
    assert {one.aggregate: _shown(one.killed) for one in _attacks(read(text))} == {True: "5", False: None}


@pytest.mark.parametrize(
    ("text", "mode", "weapon"),
    [
        ("Gunmen attacked a village near Karda on Monday, killing nine people.", "firearms", "small arms"),
        (
            "Policemen came under fire from a house in Karda on Monday. Two of them were wounded.",
            "firearms",
            "small arms",
        ),
        ("Two armed drones were shot down as they headed for Camp Dawn on Monday.", "drone", "drone"),
        ("Gunmen fired rockets at Camp Dawn on Monday, killing nine people.", "heavy-weapons", "rocket"),
    ],
)
def test_what_doers_and_targets_tell_of_the_means(read: Read, text: str, mode: str, weapon: str) -> None:
    """Gunmen shoot, whoever comes under fire is shot at, drones that are shot down were the attack."""
    report = _attacks(read(text))[0]
    assert (report.mode, report.weapon) == (mode, weapon)


def test_attackers_who_fell_are_another_toll(read: Read) -> None:
    """Those whom the attacked killed are no victims of the attack."""
    text = "Red Falcons stormed Camp Dawn on Monday, killing three soldiers. Five of the attackers died, the army said."
    first, second = _attacks(read(text))
    assert (_shown(first.killed), _shown(second.killed)) == ("3", "5")


def test_an_attack_recalled_with_its_own_cause_is_no_toll_of_the_news(read: Read) -> None:
    """'He survived a car bomb that killed six' counts the dead of that bomb."""
    text = "A bus blew up in Karda on Monday, killing 52. Omar Tahan survived a car bomb that killed six people."
    assert [_shown(one.killed) for one in _attacks(read(text)) if one.killed] == ["52", "6"]


def test_the_dead_there_are_those_of_the_sentence_before(read: Read) -> None:
    """'Killed there' goes with what was told last, though it be a total, not with the news further up."""
    text = (
        "A bombing killed 123 people in Karda on Monday. Since February 9 Norian forces have pounded Port Selim. "
        "At least 13 people were killed there, medics said."
    )
    assert [_shown(one.killed) for one in _attacks(read(text))] == ["123", "at least 13"]


@pytest.mark.parametrize("opening", ["About an hour later", "Meanwhile", "Also on Monday", "In the same context"])
def test_a_sentence_that_goes_on_tells_another_attack(read: Read, opening: str) -> None:
    """Words that lead on to the next happening keep two attacks of one day apart."""
    text = f"A bomb killed four people in Karda on Monday. {opening} shells killed nine people in Port Selim."
    assert [_shown(one.killed) for one in _attacks(read(text))] == ["4", "9"]


def _attacks(reports: tuple[Report, ...]) -> list[Report]:
    return [one for one in reports if one.type is EventType.ASSAULT]


def _shown(count: object) -> str | None:
    return None if count is None else str(count)


@pytest.mark.parametrize(
    "text",
    [
        # a headline told again, the same many dead
        "Norian strikes kill 47 in east Sumland.\n\nNorian air strikes killed 47 people in a town in Sumland on Monday.",
        # a state and its army
        "Norian forces killed dozens of rebels in an ambush near Karda. Medics said 62 rebels were killed in an ambush by "
        "Noria near Karda.",
        # the bomber of the first sentence
        "The bomber was on a motorcycle when he attacked a crowd in Karda. A suicide bomber blew himself up outside a "
        "bakery, a witness said.",
    ],
)
def test_one_attack_told_twice_is_one(read: Read, text: str) -> None:
    """What tells the same attack again joins it."""
    assert len(_attacks(read(text))) == 1


def test_police_and_army_of_one_state_are_two_doers(read: Read) -> None:
    """Two bodies of one country that both act are not one doer."""
    text = (
        "Norian forces killed nine rebels in Karda on Monday. The Interior Ministry attacked a camp and killed two men."
    )
    assert len(_attacks(read(text))) == 2


def test_the_latest_in_a_series_is_no_series(read: Read) -> None:
    """'A bomb killed 18, the latest in a spate of blasts': one bombing, and the blasts beside it."""
    text = (
        "A bomb killed 18 people in Karda on Monday, the latest in a spate of blasts to hit the district. The car bomb "
        "also wounded 56 people, police said."
    )
    bombing, series, *_ = _attacks(read(text))
    assert (_shown(bombing.killed), _shown(bombing.injured), bombing.aggregate) == ("18", "56", False)
    assert (series.killed, series.aggregate) == (None, True)


def test_no_casualties_are_those_of_the_sentence_that_tells_them(read: Read) -> None:
    """A total's 'no casualties' is not given to the attack told before."""
    text = f"{RAID} Two explosions elsewhere since February 9 caused no casualties."
    assert _attacks(read(text))[0].killed is None


def test_no_casualties_belong_to_the_sentence_before_whatever_is_told_later(read: Read) -> None:
    """An attack told again further down is the one that left nobody hurt."""
    text = (
        "Red Falcons fired a rocket at Camp Dawn on Monday. No casualties or damage were reported. Noria condemned the "
        "attack. The attack on Camp Dawn came before dawn, a witness said."
    )
    first = _attacks(read(text))[0]
    assert (_shown(first.killed), _shown(first.injured)) == ("0", "0")


def test_what_one_sentence_tells_apart_is_not_joined_again(read: Read) -> None:
    """'Four were killed by a sniper who opened fire after a bomb went off': the sniper's guns, not the bomb."""
    text = "Four soldiers were killed in Karda on Monday by a sniper who opened fire after a bomb went off, Noria said."
    shooting = next(one for one in _attacks(read(text)) if one.killed is not None)
    assert (_shown(shooting.killed), shooting.mode) == ("4", "firearms")


def test_a_raid_by_an_air_force_comes_from_the_air(read: Read) -> None:
    """Raids of an air force are no police raids, whatever else the word may mean."""
    (report,) = _attacks(read("The Norian air force raided a camp near Karda on Monday, killing nine rebels."))
    assert (report.mode, report.weapon, _shown(report.killed)) == ("aerial", "airstrike", "9")
