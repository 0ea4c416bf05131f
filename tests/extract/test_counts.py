"""How many were killed, hurt, fired: ranges read from the words beside the verb and from later sentences."""

from __future__ import annotations

import pytest

from dateline.domain.counts import CountRange
from dateline.extract.triggers import find_triggers

from .conftest import Read

EXACTLY, AT_LEAST, AT_MOST = CountRange.exactly, CountRange.at_least, CountRange.at_most

TOLLS = [
    ("A bomb in Karda killed one soldier and injured two more.", EXACTLY(1), EXACTLY(2)),
    ("A gunman in Karda killed one soldier and wounded another.", EXACTLY(1), EXACTLY(1)),
    ("Two suicide bombers killed at least 35 people and wounded over 100 in Karda.", AT_LEAST(35), AT_LEAST(100)),
    (
        "Between 28 and 30 people were killed and between 30 and 50 injured in a market in Karda.",
        CountRange(28, 30),
        CountRange(30, 50),
    ),
    ("Nine people were killed and 34 injured in Karda on Monday.", EXACTLY(9), EXACTLY(34)),
    ("A car bomb in Karda killed and injured more than 20 people.", None, None),
    ("More than 100 soldiers suffered brain damage when Sumland fired missiles at Camp Dawn.", None, AT_LEAST(100)),
    ("Omar Tahan was killed in an airstrike on Karda.", AT_LEAST(1), None),
    ("Omar Tahan was shot dead in Karda.", EXACTLY(1), None),
    ("Red Falcons shot a soldier in Karda.", None, EXACTLY(1)),
    ("His predecessor was killed in Karda on Monday.", EXACTLY(1), None),
]


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_tolls_beside_the_verb(read: Read, text: str, killed: CountRange | None, injured: CountRange | None) -> None:
    """Each effect takes the number of its own victims; where the words leave it open, nothing is filled in."""
    (report,) = read(text)
    assert (report.killed, report.injured) == (killed, injured)


WEAPONS = [
    ("More than two dozen 107mm rockets hit Camp Dawn on Monday.", AT_LEAST(24)),
    ("Red Falcons attacked Camp Dawn on Monday with a drone thought to have come from Sumland.", EXACTLY(1)),
    ("Two suicide bombers attacked Camp Dawn on Monday.", None),
    ("A drone attacked Camp Dawn on Monday.", EXACTLY(1)),
    ("Red Falcons fired 20 shots at Camp Dawn.", None),
]


@pytest.mark.parametrize(("text", "count"), WEAPONS)
def test_weapons_are_counted_shots_and_bombers_are_not(read: Read, text: str, count: CountRange | None) -> None:
    """The number before a calibre counts the rockets; gunshots and bombers are no weapons sent."""
    (report,) = read(text)
    assert report.weapon_count == count


def test_a_protest_keeps_its_own_dead(read: Read) -> None:
    """'The protests turned violent, killing two' tells no attack beside the protest."""
    reports = read(
        "Villagers held protests in Karda on Monday. The protests turned violent, killing two and injuring 40."
    )
    assert [(r.type.value, r.killed, r.injured) for r in reports] == [("PROTEST", EXACTLY(2), EXACTLY(40))]


def test_a_toll_after_a_comma_is_that_of_the_clause_before_it(read: Read) -> None:
    """The attack told first does not take the dead of the clashes told next."""
    reports = read(
        "A drone attack on Camp Dawn took place a day after clashes, where Norian forces fired rockets at villagers in Karda, "
        "killing four and injuring 125 others."
    )
    tolls = {report.weapon: (report.killed, report.injured) for report in reports}
    assert tolls["drone"] == (None, None)
    assert (EXACTLY(4), EXACTLY(125)) in tolls.values()


def test_several_against_one_is_a_difference_and_fills_nothing(read: Read) -> None:
    """A vague word and a number that denies it are both kept as what others tell."""
    (report,) = read(
        "Rockets hit Camp Dawn on Monday and wounded several soldiers. The Interior Ministry said one officer was injured."
    )
    assert report.injured is None
    assert {str(a.value) for a in report.alternatives if a.field == "injured"} == {"several", "1"}


def test_all_the_dead_replace_those_named(read: Read) -> None:
    """A man named first and a later toll of all do not contradict each other."""
    (report,) = read(
        "Omar Tahan was killed in an airstrike on Karda on Monday. The strike killed 11 militants, the ministry said."
    )
    assert report.killed == EXACTLY(11)
    assert not [a for a in report.alternatives if a.field == "killed"]


def test_a_form_inside_a_longer_word_hides_no_other() -> None:
    """'drone attack' inside 'drone attacked' leaves 'attacked' to be found."""
    text = "a drone attacked the base"
    assert [hit.span.quote(text) for hit in find_triggers(text)] == ["attacked"]
