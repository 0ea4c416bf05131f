"""Sentences that tell a known happening again without saying so, and those that tell another one."""

from __future__ import annotations

from .conftest import Read


def attacks(read: Read, text: str) -> list[str]:
    """The dead of each attack told, as words; '-' where none are told."""
    return [str(one.killed) if one.killed else "-" for one in read(text) if one.type.value == "ASSAULT"]


def test_the_headline_and_the_first_sentence_are_one(read: Read) -> None:
    """A line without a stop, or in capitals, tells what the next sentence tells."""
    body = "Red Falcons have clashed with Norian forces in Karda and have killed one of their commanders."
    assert len(attacks(read, f"Red Falcons Killed Norian Commander Near Karda\n\n{body}")) == 1


def test_a_headline_counts_the_dead_of_a_plural(read: Read) -> None:
    """'Air raids kill 35 fighters' over 'at least 35 fighters were killed in air raids by ...': one."""
    body = "At least 35 fighters of the Red Falcons were killed in air raids by Norian forces on Monday."
    assert len(attacks(read, f"Airstrikes near Karda kill 35 Red Falcons fighters\n\n{body}")) == 1


def test_far_smaller_tolls_are_not_one_by_their_day(read: Read) -> None:
    """One man shot and 23 dead in air raids, both on one day."""
    text = (
        "A man was killed by snipers of the Norian forces in Karda on Monday. "
        "On Monday 23 civilians were killed in Norian air raids on a town held by Red Falcons."
    )
    assert attacks(read, text) == ["1", "23"]


def test_the_only_attack_takes_what_names_no_other(read: Read) -> None:
    """A short article goes on about its one attack; another day makes another."""
    first = "Gunmen attacked a bus of the Norian forces in Karda on Monday, killing seven."
    assert len(attacks(read, f"{first} It is believed that the bus was damaged by a car bomb explosion.")) == 1
    assert len(attacks(read, f"{first} A bus was damaged by a car bomb explosion on January 2.")) == 2


def test_one_toll_of_a_series_and_of_its_attacks(read: Read) -> None:
    """'Five were killed in the attacks', 'a series of attacks killed five': one."""
    text = (
        "Five Norian forces were killed in attacks on Monday, officials said. "
        "Gunmen carried out a series of attacks in Karda on Monday, killing five Norian forces."
    )
    assert attacks(read, text) == ["5"]


def test_what_came_while_it_was_reported_is_another(read: Read) -> None:
    """'The attack came as it was reported that troops had executed 48': two."""
    text = (
        "A bomber killed four people in Karda on Monday. "
        "The attack came as Omar Tahan reported that soldiers had executed 48 people earlier in a village."
    )
    assert attacks(read, text) == ["4", "48"]


def test_what_came_previously_is_another(read: Read) -> None:
    """'The town has previously come under rocket fire': not the blast of the news."""
    text = "A bomber killed four people in Karda on Monday. Karda has previously come under rocket fire."
    assert attacks(read, text) == ["4", "-"]


def test_heard_blasts_are_the_attack(read: Read) -> None:
    """How many blasts were heard counts no attacks."""
    text = "A drone hit the airport of Karda on Monday. Witnesses said they heard at least six explosions in the area."
    assert attacks(read, text) == ["-"]


def test_one_truce_is_one_agreement(read: Read) -> None:
    """Announced, doubted and recalled, it stays one."""
    text = (
        "Noria announced a truce with the Hill Brigade on Monday. "
        "The truce agreed between Noria and the Hill Brigade has been doubted."
    )
    assert [one.type.value for one in read(text)] == ["AGREE"]


def test_captives_are_taken_once(read: Read) -> None:
    """'The girls, who were abducted by the group': the taking told before."""
    text = (
        "Red Falcons abducted 200 girls in Karda on Monday. "
        "Families marched in Port Selim for the girls who were abducted by Red Falcons."
    )
    assert len(attacks(read, text)) == 1


def test_fighting_that_tells_who_was_taken_is_another(read: Read) -> None:
    """'A woman who joined fighters battling the group has been kidnapped': a kidnapping, and the fighting."""
    text = "A woman who joined men battling Red Falcons in Karda has been kidnapped by the group."
    assert {one.mode for one in read(text)} >= {"abduct"}
