"""Happenings that stand near each other in an article and are not one."""

from __future__ import annotations

from dateline.domain.vocabulary import Stance, Status

from .conftest import Read


def test_a_far_smaller_toll_elsewhere_is_a_part_with_its_own_record(read: Read) -> None:
    """The total of a wave of strikes and one house in it are two."""
    reports = read(
        "Norian airstrikes killed more than 400 people in Sumland on Monday. "
        "An airstrike on a house in Karda killed 17 members of one family, medics said."
    )
    assert sorted(str(one.killed) for one in reports) == ["17", "at least 400"]


def test_an_attack_told_only_as_a_time_takes_no_later_toll(read: Read) -> None:
    """'Two weeks after gunmen killed 26': the wounded of the next sentence are those of the news."""
    reports = read(
        "Norian forces struck a camp in Karda on Monday, two weeks after gunmen killed 26 men. "
        "At least 46 people were wounded, doctors said."
    )
    hurt = [one for one in reports if one.injured is not None]
    assert [one.killed for one in hurt] == [None]


def test_blame_for_another_matter_is_no_blame_for_the_attack(read: Read) -> None:
    """Accused of sending troops is not accused of the bombing; accused of the bombing is."""
    first = "A bomb killed three soldiers in Karda on Monday."
    sent = read(f"{first} Noria accused Sumland of sending money across the border.")[0]
    bombed = read(f"{first} Noria accused Sumland of the bombing.")[0]
    assert [p.stance for p in sent.actors if p.actor_id == "sumland"] == []
    assert [p.stance for p in bombed.actors if p.actor_id == "sumland"] == [Stance.BLAMED]


def test_allegedly_is_blame(read: Read) -> None:
    """The adverb makes the doing an accusation."""
    report = read("Omar Tahan was allegedly kidnapped by Red Falcons in Karda.")[0]
    assert report.status is Status.ALLEGED
    assert [p.stance for p in report.actors] == [Stance.BLAMED]


def test_behind_a_colon_another_doer_tells_another_tale(read: Read) -> None:
    """The first attack does not get the doer of the second."""
    reports = read(
        "A bomb killed four people in Karda on Sunday. "
        "Omar Tahan said the attack was revenge: on Friday Norian forces killed 11 members of Red Falcons."
    )
    bombing = next(one for one in reports if str(one.killed) == "4")
    assert "norian-army" not in {p.actor_id for p in bombing.actors}


def test_what_a_happening_is_measured_by_is_not_its_day(read: Read) -> None:
    """'The worst since the May 2019 raid' is told on its own day, here that of the news."""
    first, *_ = read("Red Falcons captured Karda in the biggest setback for Noria since the May 2019 accord.")
    assert first.when is not None
    assert first.when.earliest is not None
    assert first.when.earliest.year != 2019


def test_who_claims_to_have_done_it_is_a_claimant(read: Read) -> None:
    """In the active voice the claim is the doer's own."""
    report = read("Red Falcons claimed on Monday to have captured Karda.")[0]
    assert [p.stance for p in report.actors] == [Stance.CLAIMED]


def test_who_drives_over_a_bomb_is_no_doer(read: Read) -> None:
    """'Their vehicle hit a roadside bomb': what was done to them nobody is named for."""
    first, *_ = read("Two Norian soldiers died near Karda after their vehicle hit an improvised explosive device.")
    assert [p.name for p in first.actors] == []
    assert first.weapon == "IED"
