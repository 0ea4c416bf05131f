"""How many were killed, hurt, fired: ranges read from the words beside the verb and from later sentences."""

from __future__ import annotations

import pytest

from dateline.domain.counts import CountRange
from dateline.extract.words.triggers import find_triggers

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
    ("Red Falcons killed the mayor and five others in Karda.", EXACTLY(6), None),
    ("Red Falcons killed 94 judges, among them 35 women, in Karda.", EXACTLY(94), None),
    ("Red Falcons killed 25 people, including 14 soldiers, in Karda.", EXACTLY(25), None),
    ("A bomb in Karda left nine martyrs and fourteen wounded.", EXACTLY(9), EXACTLY(14)),
    ("A bomb in Karda left three soldiers and a driver dead and seven others wounded.", EXACTLY(4), EXACTLY(7)),
    ("A bomb went off in Karda without causing any casualties.", EXACTLY(0), EXACTLY(0)),
    ("A bomb went off in Karda, but there were no deaths or injuries.", EXACTLY(0), EXACTLY(0)),
    ("A bomb went off in Karda, with no reports of casualties.", None, None),
    (
        "The death toll from Monday's massacre in Karda, a town in the north, has climbed to more than 80.",
        AT_LEAST(80),
        None,
    ),
    ("A strike killed the rebel leader Omar Tahan and his nephew Samir Tahan in Karda.", EXACTLY(2), None),
    ("Red Falcons killed Omar Tahan, his driver and two guards in Karda.", EXACTLY(4), None),
    ("Red Falcons killed two brothers, a farmer and a teacher, in Karda.", EXACTLY(2), None),
    ("Red Falcons killed five soldiers, two of them officers, and a nurse in Karda.", EXACTLY(6), None),
    ("A bomb killed three people, two of them teachers and one a nurse, in Karda.", EXACTLY(3), None),
    ("Red Falcons shot dead a nun and two schoolteachers in Karda.", EXACTLY(3), None),
]


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_tolls_beside_the_verb(read: Read, text: str, killed: CountRange | None, injured: CountRange | None) -> None:
    """Each effect takes the number of its own victims; where the words leave it open, nothing is filled in."""
    (report,) = read(text)
    assert (report.killed, report.injured) == (killed, injured)


RISING = [
    ("The number of people slain in the raid has climbed to 71.", EXACTLY(71)),
    ("The number of people who have died has risen to at least 21.", AT_LEAST(21)),
    ("A medic died on Friday, raising to ten the number of people killed in the raid.", EXACTLY(10)),
    ("The number of journalists killed in the war has risen to 40.", EXACTLY(9)),
    ("The number of people killed or wounded has risen to 40.", EXACTLY(9)),
]


@pytest.mark.parametrize(("later", "killed"), RISING)
def test_a_number_of_people_killed_that_has_risen_is_the_toll(read: Read, later: str, killed: CountRange) -> None:
    """The dead counted anew in a later sentence replace those told first; the dead of a war, or dead and hurt, do not."""
    report = read(f"Red Falcons raided Karda on Monday, killing nine people. {later}")[0]
    assert report.killed == killed


WEAPONS = [
    ("More than two dozen 107mm rockets hit Camp Dawn on Monday.", AT_LEAST(24)),
    ("Red Falcons attacked Camp Dawn on Monday with a drone thought to have come from Sumland.", EXACTLY(1)),
    ("Two suicide bombers attacked Camp Dawn on Monday.", EXACTLY(2)),
    ("A drone attacked Camp Dawn on Monday.", EXACTLY(1)),
    ("Red Falcons fired 20 shots at Camp Dawn.", None),
]


@pytest.mark.parametrize(("text", "count"), WEAPONS)
def test_weapons_are_counted_shots_are_not(read: Read, text: str, count: CountRange | None) -> None:
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


RISING = [
    (
        "A bomb hit a bus in Karda on Monday, killing three people. The toll later rose to eight.",
        EXACTLY(8),
        [EXACTLY(3)],
    ),
    ("A bomb hit a bus in Karda on Monday. The number of dead reached 52, police said.", EXACTLY(52), []),
    ("A bomb hit a bus in Karda on Monday, killing ten. The war's death toll has risen to 9,000.", EXACTLY(10), []),
    (
        "A bomb hit a bus in Karda on Monday, killing ten. The mayor put the death toll at nine.",
        CountRange(9, 10),
        [EXACTLY(9), EXACTLY(10)],
    ),
]


@pytest.mark.parametrize(("text", "killed", "beside"), RISING)
def test_a_toll_told_by_itself_is_the_news(read: Read, text: str, killed: CountRange, beside: list[CountRange]) -> None:
    """A toll that has risen is the toll, the first stays beside it; rival ones make a range; that of a war is nobody's."""
    (report,) = read(text)
    assert report.killed == killed
    others = [other.value for other in report.alternatives if other.field == "killed"]
    assert others == beside


def test_two_bombers_are_counted_one_is_not(read: Read) -> None:
    """'Two suicide bombers' are two vests; that one bomber wore one goes without saying."""
    (two,) = read("Two suicide bombers killed nine people in Karda on Monday.")
    (one,) = read("A suicide bomber killed nine people in Karda on Monday.")
    assert (two.weapon_count, one.weapon_count) == (EXACTLY(2), None)
