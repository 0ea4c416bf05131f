"""One happening told over several sentences is one report; what only stands beside it is another."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.domain.report import Report
from dateline.domain.vocabulary import EventType, Status

from .conftest import Read

BOMB = "A bomb killed four people in Karda on Monday."
MORE = [
    f"{BOMB} The toll given by the army stood at 5 dead and 63 wounded on Wednesday.",
    f"{BOMB} It was the deadliest attack in Sumland since February 9.",
    f"{BOMB} The driver of a lorry was hit, Omar Tahan said.",
    f'{BOMB} "They fired at anything that moved," a resident said.',
    f"{BOMB} The mayor came. He promised help. Food was sent. Omar Tahan said two children were among the dead "
    "and nine were wounded.",
    "Red Falcons said their men planted the bomb that killed four people in Karda on Monday.",
]


def attacks(reports: tuple[Report, ...]) -> list[Report]:
    """The attacks among the reports."""
    return [one for one in reports if one.type is EventType.ASSAULT]


@pytest.mark.parametrize("text", MORE)
def test_later_sentences_tell_more_of_one_attack(read: Read, text: str) -> None:
    """A toll, a rank, a detail, a witness, the laying of the bomb: all are the one attack, on its own day."""
    (report,) = attacks(read(text))
    assert report.status is Status.HAPPENED
    assert report.when is not None
    assert (report.when.earliest or date.min).weekday() == 0


def test_what_the_day_since_which_is_measured_brought_is_another(read: Read) -> None:
    """'The deadliest attack since February, when rebels killed 30 soldiers': the 30 died in February."""
    reports = attacks(
        read(f"{BOMB} It was the deadliest since February 9, when Red Falcons killed 30 soldiers in Norburg.")
    )
    assert sorted(str(one.killed) for one in reports) == ["30", "4"]
    (other,) = [one for one in reports if str(one.killed) == "30"]
    assert other.when is not None
    assert other.when.earliest == date(2024, 2, 9)


def test_an_attack_that_dates_the_news_is_not_the_news(read: Read) -> None:
    """'The attack came a week after five died when rebels ambushed a convoy' tells two."""
    reports = attacks(
        read(f"{BOMB} The attack came a week after five soldiers died when Red Falcons ambushed a convoy in Norburg.")
    )
    assert sorted(str(one.killed) for one in reports) == ["4", "5"]


def test_those_killed_as_well_are_added(read: Read) -> None:
    """'Seven soldiers were killed as well': the toll is the sum."""
    (report, *_) = attacks(
        read("Three farmers were killed when Red Falcons attacked Karda on Monday. Seven soldiers were killed as well.")
    )
    assert str(report.killed) == "10"


def test_within_hours_another_happening_follows_on_the_same_day(read: Read) -> None:
    """The next deed is a report of its own with the day of the one before it, not of the telling."""
    reports = attacks(
        read(
            "A drone killed a contractor in Karda on Monday, Omar Tahan said on Tuesday. "
            "Later the same night Norian aircraft bombed a depot in Norburg."
        )
    )
    assert len(reports) == 2
    assert [one.when.earliest for one in reports if one.when is not None] == [date(2024, 3, 11)] * 2


def test_a_rival_figure_in_the_same_sentence_is_kept_with_its_teller(read: Read) -> None:
    """'14 died, residents said; an official gave a toll of 20': the second is another value."""
    (report,) = attacks(
        read("A bomb killed 14 people in Karda on Monday, residents said; Omar Tahan gave a toll of about 20.")
    )
    assert str(report.killed) == "14 to 20"
    given = [(str(a.value), a.said_by) for a in report.alternatives if a.field == "killed"]
    assert given[0] == ("20", "Omar Tahan")
    assert [value for value, _ in given] == ["20", "14"]


def test_a_deed_of_another_day_with_a_toll_of_its_own_is_another(read: Read) -> None:
    """'The second attack since February, when a bomb hurt two', 'five died there a few days ago': not the news."""
    second = attacks(
        read(f"{BOMB} It was the second attack on Karda since February, when a bomb injured two soldiers.")
    )
    assert [str(one.killed) for one in second if one.killed] == ["4"]
    assert [str(one.injured) for one in second if one.injured] == ["2"]
    assert len(second) == 2
    before = attacks(
        read("A bomb has killed four people in Karda. Five soldiers died at the same place a few days ago.")
    )
    assert sorted(str(one.killed) for one in before) == ["4", "5"]
