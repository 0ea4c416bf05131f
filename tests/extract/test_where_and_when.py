"""Where and when it happened: which words of a sentence, a passage and an article say so, and which do not."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.domain.actor import DateMention, Place
from dateline.domain.dates import parse_edtf
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType, PlacePrecision
from dateline.extract.mentions.nearness import finer_date, finer_place

from .conftest import Read
from .told import day, one, placed

TOWN, DISTRICT, POINT = PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.POINT


def place(name: str, precision: PlacePrecision, admin1: str, lat: float) -> Place:
    """A place on one meridian."""
    return Place(name.lower(), name, precision, "NR", admin1, lat, 44.0)


@pytest.mark.parametrize(
    ("finer", "coarser"),
    [
        (place("Old Quarter", DISTRICT, "Karda", 33.38), place("Karda", TOWN, "Karda", 33.34)),
        (place("Old Quarter", DISTRICT, "Vale", 33.38), place("Karda", TOWN, "Karda", 33.34)),
        (place("Camp Dawn", POINT, "Karda", 33.5), place("Old Quarter", DISTRICT, "Karda", 33.38)),
        (place("Selim", TOWN, "Karda", 33.7), place("Karda", TOWN, "Karda", 33.34)),
        (place("Selim", TOWN, "Karda", 33.7), place("Karda", DISTRICT, "Karda", 33.34)),
    ],
)
def test_a_quarter_is_finer_than_its_city(finer: Place, coarser: Place) -> None:
    """A quarter beside a town's middle, and a town of the province named like its capital, say more than the city."""
    assert finer_place(finer, coarser)
    assert not finer_place(coarser, finer)


@pytest.mark.parametrize(
    ("finer", "coarser"),
    [
        ("2021-02-25/2021-02-26", "2021-02-22/2021-02-28"),
        ("2021-02-25", "2021-02"),
        ("2021-02", "2021"),
    ],
)
def test_a_shorter_time_inside_a_longer_one_is_finer(finer: str, coarser: str) -> None:
    """A night inside a week, a day inside a month."""
    left, right = (DateMention(Span(0, 1), parse_edtf(text)) for text in (finer, coarser))
    assert finer_date(left, right)
    assert not finer_date(right, left)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Red Falcons attacked soldiers in Noria and Sumland.", None),
        ("Red Falcons attacked soldiers in Noria.", "NR"),
        ("Norian forces arrested Omar Tahan as he crossed from Sumland.", "NR"),
    ],
)
def test_the_country_is_where_it_happened(read: Read, text: str, country: str | None) -> None:
    """Two countries are none of them alone; where somebody came from is not where he was arrested."""
    (report,) = read(text)
    assert report.country == country


def test_the_passage_tells_the_country_of_what_names_none(read: Read) -> None:
    """The next sentence of a story set in Noria happens there, though Sumland's forces act in it."""
    reports = read(
        "Red Falcons killed two soldiers in Karda on Monday. Sumland answered with airstrikes on Hill Brigade."
    )
    answer = next(r for r in reports if any(p.actor_id == "sumland" for p in r.actors))
    assert answer.country == "NR"


def test_clauses_of_one_scene_share_their_place(read: Read) -> None:
    """The place stands in the when-clause; the killing happened there, too."""
    assert (
        placed(read("Two soldiers were killed on Monday when Red Falcons attacked a convoy in Karda.")).name == "Karda"
    )


def test_a_town_that_only_the_text_names_is_a_place(read: Read) -> None:
    """No gazetteer knows every village."""
    found = placed(read("Red Falcons shot two soldiers in Abu Tarik on Monday."))
    assert (found.name, found.precision) == ("Abu Tarik", TOWN)


def test_somebodys_home_is_a_place(read: Read) -> None:
    """A home with its owner's name is told as the place of an attack on it."""
    assert placed(read("Red Falcons attacked Tahan's home with a drone on Monday.")).name == "Tahan's home"


def test_a_building_of_a_body_is_a_place(read: Read) -> None:
    """'inside the Interior Ministry building', 'in front of the Harbour Memorial': named buildings."""
    inside = placed(read("Red Falcons shot two soldiers inside the Interior Ministry building on Monday."))
    before = placed(read("Red Falcons shot two soldiers in front of the Harbour Memorial on Monday."))
    assert "Ministry building" in inside.name
    assert "Memorial" in before.name


def test_arrests_after_the_news_are_lately(read: Read) -> None:
    """'have been arrested in connection with the blast': some day of the month, not the day of the blast."""
    reports = read(
        "A bomb killed two soldiers in Karda on Monday. Officials named no group. It was heard in Port Selim. "
        "Seven men have been arrested in connection with the blast."
    )
    assert day(one(reports, EventType.COERCE)) == "2024-03"


def test_what_is_under_siege_is_the_place(read: Read) -> None:
    """The subject of 'is under lockdown' is where it is."""
    report = one(read("Two soldiers were shot on Monday, and Karda is in lockdown."), EventType.COERCE)
    assert placed(report).name == "Karda"


def test_interests_and_bases_of_a_state_are_no_place(read: Read) -> None:
    """'attacks on Sumland bases' says at whom, not where."""
    (report,) = read("Red Falcons attacked Sumland bases on Monday.")
    assert report.where is None
    assert report.country != "SU"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Attacks on Norian forces by Red Falcons were reported in Karda on Monday.", "2024-03-11"),
        ("A series of attacks by Red Falcons took place on Monday, with convoys targeted in Karda.", "2024-03-11"),
        ("Officials said on Tuesday Red Falcons had attacked Karda on Monday.", "2024-03-11"),
    ],
)
def test_the_day_of_the_happening_is_its_own(read: Read, text: str, when: str) -> None:
    """'were reported on', 'took place on' date what they are about; 'said on Tuesday' dates the saying."""
    reports = read(text)
    assert reports
    assert {day(r) for r in reports} == {when}


def test_clauses_side_by_side_keep_their_own_days(read: Read) -> None:
    """'killed ... on Monday, and Sumland replied on Tuesday with strikes' are of two days."""
    reports = read(
        "Red Falcons killed two soldiers on Monday, and Sumland replied on Tuesday with strikes on Hill Brigade."
    )
    assert {day(r) for r in reports} == {"2024-03-11", "2024-03-12"}


def test_the_day_of_condemning_is_not_the_day_of_the_attack(read: Read) -> None:
    """'Sumland on Tuesday condemned the attack': no day is told for the attack."""
    reports = read("In a long note Sumland condemned on Tuesday the attack by Red Falcons on Karda.")
    assert all(day(r) != "2024-03-12" for r in reports)


@pytest.mark.parametrize(
    ("text", "news"),
    [
        (
            "Red Falcons shelled Karda on Tuesday. It comes a week after two soldiers were killed in Port Selim.",
            "Karda",
        ),
        (
            "The note came after Norian forces arrested a judge in Karda. "
            "Red Falcons blew up a bridge in Port Selim on Tuesday.",
            "Port Selim",
        ),
        (
            "A poster showed five men suspected of killing a judge in Karda. "
            "Red Falcons blew up a bridge in Port Selim on Tuesday.",
            "Port Selim",
        ),
        ("Red Falcons shelled Karda on Tuesday. A convoy was attacked in Port Selim last week.", "Karda"),
    ],
)
def test_what_the_news_is_set_after_is_recalled(read: Read, text: str, news: str) -> None:
    """What the news comes after, what somebody is suspected of, and what was 'last week' are context."""
    told = {r.where.place.name: r.background for r in read(text) if r.where is not None}
    assert told == {place: place != news for place in ("Karda", "Port Selim")}


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons shot a judge on February 9 in Karda. Officials named no group.",
        "Officials said Norian forces shot a judge on February 9 in Karda. Red Falcons mourned him.",
    ],
)
def test_the_first_sentence_reports_what_happened_weeks_ago(read: Read, text: str) -> None:
    """An article may report what is some weeks old; after a month it is recalled."""
    assert not one(read(text, date(2024, 2, 26))).background
    assert one(read(text, date(2024, 3, 26))).background


def test_a_series_of_the_day_is_news(read: Read) -> None:
    """Several attacks of one fresh day are no mere total; those of a period are."""
    series = read("A series of attacks by Red Falcons took place on Wednesday, with convoys targeted in Karda.")
    assert {r.aggregate for r in series} == {True, False}
    assert not any(r.background for r in series)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Red Falcons killed two judges in Abu Tarik, some 40 km north of Karda, on Monday.", "Abu Tarik"),
        ("Red Falcons killed two judges in Abu Tarik, near Karda, on Monday.", "Abu Tarik"),
        ("Red Falcons killed two judges in Abu Tarik, in the west of Noria, on Monday.", "Abu Tarik"),
        ("Red Falcons killed two judges in Karda, north of Abu Tarik, on Monday.", "Karda"),
        ("Red Falcons killed two judges at Tarik in Karda district on Monday.", "Tarik"),
        ("Red Falcons killed two judges in raids in Tarik and on the outskirts of Karda on Monday.", "Tarik"),
        ("Red Falcons killed two judges in Omar near Karda on Monday.", "Omar"),
        (
            "The hawks were able to make a direct hit on one of the dens in Tal al-Rum, west of Karda, killing Red Falcons.",
            "Tal al-Rum",
        ),
    ],
)
def test_what_stands_beside_an_unknown_town_only_says_where_it_lies(read: Read, text: str, where: str) -> None:
    """'in Abu Tarik, some 40 km north of Karda' is not Karda."""
    report = one(read(text))
    assert placed(report).name == where
    assert report.country == "NR"


@pytest.mark.parametrize(
    ("text", "where", "precision"),
    [
        ("Red Falcons killed two judges in Tarik village on Monday.", "Tarik", TOWN),
        ("Red Falcons killed two judges in the village of Abu Tarik near Karda on Monday.", "Abu Tarik", TOWN),
        ("Red Falcons stormed Tarik village on Monday, killing two judges.", "Tarik", TOWN),
        ("Red Falcons shelled Tarik on Monday.", "Tarik", TOWN),
        ("Red Falcons killed two judges in the Al-Tarik neighbourhood on Monday.", "Al-Tarik", DISTRICT),
        ("Red Falcons attacked Tarik, a village on the coast, on Monday.", "Tarik", TOWN),
        ("Red Falcons killed ten farmers with machetes in Tarik on Monday.", "Tarik", TOWN),
        ("Red Falcons raided a base at Tarik on Monday.", "Tarik", TOWN),
        ("Red Falcons on Monday invaded Tarik community in Vale State and abducted ten pupils.", "Tarik", TOWN),
        ("Red Falcons shelled Htee Lon village on Monday.", "Htee Lon", TOWN),
        ("Red Falcons killed two judges in the Tarik forest in Noria on Monday.", "Tarik", DISTRICT),
        ("Red Falcons killed a judge as his car was passing through the Tarik district.", "Tarik", DISTRICT),
        ("Two bombs of Red Falcons went off under the Rais bridge in Karda on Monday.", "Rais bridge", POINT),
    ],
)
def test_villages_are_places_whatever_stands_around_them(
    read: Read, text: str, where: str, precision: PlacePrecision
) -> None:
    """Behind 'village of', before 'village', as what was stormed: the bare name is the place."""
    found = placed(read(text))
    assert (found.name, found.precision) == (where, precision)


@pytest.mark.parametrize("words", ["in Ramadan", "at Mass", "in the village", "in a mountain village"])
def test_a_feast_or_a_nameless_village_is_no_place(read: Read, words: str) -> None:
    """Names of feasts, and villages without a name, give no place."""
    assert one(read(f"Red Falcons killed two judges {words} on Monday.")).where is None


def test_an_operation_is_no_town(read: Read) -> None:
    """'in Operation Dawn' names no place."""
    report = one(read("Red Falcons killed two judges in Operation Dawn on Monday in Noria."))
    assert report.where is None or report.where.place.name == "Noria"


def test_when_after_a_since_tells_of_the_time_before(read: Read) -> None:
    """'the second attack on Karda since January 2, when ...': what that clause tells was then, and there too."""
    reports = read(
        "Red Falcons shelled Karda on Tuesday. It was the second attack on Karda since January 2, "
        "when rockets injured a judge."
    )
    (before,) = [r for r in reports if day(r) == "2024-01-02" and not r.aggregate]
    assert before.background
    assert placed(before).name == "Karda"


def test_the_site_of_an_assault_is_not_where_its_planners_are_hit(read: Read) -> None:
    """'the strike targeted planners of the assault on the camp' says nothing of where the strike was."""
    reports = read(
        "Red Falcons attacked Camp Dawn on January 2. "
        "The strike on Tuesday targeted planners of the bloody assault on the camp."
    )
    (strike,) = [r for r in reports if day(r) == "2024-03-12"]
    assert strike.where is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Red Falcons attacked a village in Vale state on Tuesday, an aid group said.", "2024-03-12"),
        ("Yet on Tuesday Red Falcons broke their word by attacking soldiers near Karda.", "2024-03-12"),
    ],
)
def test_a_day_reaches_the_deed_it_is_told_with(read: Read, text: str, when: str) -> None:
    """'State' before a day says nothing, a day before the verb is that of what is done by it."""
    assert when in [day(r) for r in read(text) if r.type is EventType.ASSAULT]


def test_a_town_is_told_before_the_area_around_it(read: Read) -> None:
    """'near Tarik in the Garm area': the town; 'the Shiite village of Tarik' is no village called Shiite."""
    assert placed(read("Red Falcons killed two judges near Tarik in the Garm area on Monday.")).name == "Tarik"
    assert (
        placed(read("Red Falcons killed two judges in the Shiite village of Wad al-Tarik on Monday.")).name
        == "Wad al-Tarik"
    )


def test_a_market_of_a_town_is_the_town(read: Read) -> None:
    """'a Karda market' has no name of its own, 'Grand Market' has."""
    assert placed(read("Red Falcons killed two judges at a Karda market on Monday.")).name == "Karda"
    assert placed(read("Red Falcons killed two judges at the Grand Market on Monday.")).name == "Grand Market"
