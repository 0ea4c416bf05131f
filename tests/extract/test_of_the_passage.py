"""Where and when that happened which tells it by its passage: what was told before, and what the news is about."""

from __future__ import annotations

import pytest

from dateline.domain.vocabulary import EventType

from .conftest import Read
from .told import day, placed


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Red Falcons burned dozens of houses in the village.", "Karda"),
        ("Norian forces arrested three men there on Tuesday.", "Karda"),
        ("Red Falcons shelled the besieged town again on Tuesday.", "Karda"),
        ("Norian forces shot two gunmen dead on Monday.", "Karda"),  # the scene goes on
        ("Elsewhere, Red Falcons shot two policemen dead.", None),
        ("Sumland killed Red Falcons with drones in another city on Tuesday.", None),
        ("Red Falcons had killed two judges in January 2 raids.", None),
        ("Norian forces shot two judges dead near Port Selim on Monday.", "Port Selim"),
    ],
)
def test_the_passage_tells_the_place_of_what_names_none(read: Read, text: str, where: str | None) -> None:
    """'the village', 'there' and the scene that goes on take the place told before; what is set apart takes none."""
    reports = read(f"Red Falcons killed six farmers in Karda on Monday. {text}")
    last = max(reports, key=lambda r: r.evidence[-1])
    assert (last.where.place.name if last.where else None) == where


def test_the_same_noun_leads_back_to_its_place(read: Read) -> None:
    """'a military airfield at Karda ... the airfield': there, not where something else was told in between."""
    reports = read(
        "Red Falcons attacked a military airfield at Karda on Monday, killing three judges. "
        "Norian forces arrested a man in Port Selim. Two gunmen were shot dead at the airfield on Tuesday."
    )
    (late,) = [r for r in reports if day(r) == "2024-03-12"]
    assert placed(late).name == "Karda"


def test_where_the_hurt_were_brought_is_not_where_it_happened(read: Read) -> None:
    """'flown to Port Selim' says where they went."""
    reports = read("Red Falcons shot two judges who were flown to Port Selim on Monday.")
    assert all(r.where is None or r.where.place.name != "Port Selim" for r in reports)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Red Falcons abducted ten girls from the remote village of Tarik on Monday.", "Tarik"),
        ("The Red Falcons were behind the abduction of ten girls from a boarding school in Tarik on Monday.", "Tarik"),
        ("A Karda car bombing by Red Falcons killed five judges on Monday.", "Karda"),
        ("Red Falcons killed two judges in Tarik in Southern side of Karda on Monday.", "Tarik"),
        ("Norian forces were able to make a direct hit on a den in Tarik, west of Karda, killing ten gunmen.", "Tarik"),
    ],
)
def test_where_people_are_taken_from_and_what_is_bombed_is_the_place(read: Read, text: str, where: str) -> None:
    """An abduction is where they were taken from; 'a Karda car bombing' was in Karda."""
    found = [r for r in read(text) if r.type is EventType.ASSAULT]
    assert {placed(r).name for r in found} == {where}


def test_whose_strikes_they_are_says_nothing_of_the_country(read: Read) -> None:
    """'in Sumland-led strikes' is not in Sumland."""
    reports = read("Ten soldiers died in Noria on Monday. Two judges were killed in Sumland-led strikes on a base.")
    assert {r.country for r in reports} == {"NR"}


def test_an_old_event_told_at_the_top_does_not_take_the_day_from_the_news(read: Read) -> None:
    """The uprising of years ago, named in the second sentence, leaves the blast its day: that of the article."""
    reports = read(
        "Officials said a bomb killed four soldiers in Karda. Red Falcons shelled Port Selim on January 2, officials said."
    )
    assert {day(r) for r in reports} == {"2024-03-15", "2024-01-02"}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Several raids of Red Falcons hit Tarik a village in the hills on Monday, killing ten judges.", "Tarik"),
        ("Red Falcons shelled Urum al Tarik town on Monday.", "Urum al Tarik"),
        ("Red Falcons shelled a town north of the capital on Monday.", None),
    ],
)
def test_names_without_their_commas_and_capitals_that_are_only_near(read: Read, text: str, where: str | None) -> None:
    """Print that has lost its commas; 'north of the capital' is not the capital."""
    report = max((r for r in read(text) if r.type is EventType.ASSAULT), key=lambda r: r.where is not None)
    assert (report.where.place.name if report.where else None) == where


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("During the day, Red Falcons blew up a bridge in Port Selim.", "2024-03-11"),
        ("Hours after the shelling, Red Falcons blew up a bridge in Port Selim.", "2024-03-11"),
        ("Norian forces sent troops to Port Selim.", "2024-03"),
        ("Norian forces will send troops to Port Selim.", None),
    ],
)
def test_what_the_news_tells_of_no_day(read: Read, text: str, when: str | None) -> None:
    """The day of what was told before, where the words say so; else the month of the news; what lies ahead has none."""
    reports = read(f"Red Falcons shelled Karda on Monday, killing two judges. {text}")
    last = max(reports, key=lambda r: r.evidence[-1])
    assert day(last) == when
