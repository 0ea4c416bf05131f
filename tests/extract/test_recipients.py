"""Those it was done to: people in the words of the text, owners before things, nobody made up."""

from __future__ import annotations

import pytest

from dateline.domain.report import Report
from dateline.domain.vocabulary import EventType

from .conftest import Read


def whom(reports: tuple[Report, ...], kind: EventType = EventType.ASSAULT) -> set[str]:
    """Names of all recipients of the happenings of a kind."""
    return {p.name for report in reports if report.type is kind for p in report.recipients}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The strike left two nurses and a medic dead in Karda on Monday.", {"nurses", "medic"}),
        ("A suicide attack left 12 pilgrims dead and 30 others wounded in Karda.", {"pilgrims"}),
        ("Gunmen killed the mayor of Karda, Pedro Ruiz, on Monday.", {"Pedro Ruiz"}),
        ("A high-ranking intelligence officer was killed in Karda on Monday.", {"high-ranking intelligence officer"}),
        ("Omar Tahan escaped, but a strike killed his predecessor in Karda.", {"predecessor of Omar Tahan"}),
        ("More than 60 were wounded in a blast in Karda on Monday.", {"civilians"}),
        ("Rebels have kidnapped more than 1,000 students in Karda.", {"students"}),
        ("The raid killed 12 people, among them nine nurses, in Karda on Monday.", {"civilians", "nurses"}),
        ("Gunmen killed a nurse and wounded two others in Karda on Monday.", {"nurse"}),
    ],
)
def test_people_are_named_in_the_words_of_the_text(read: Read, text: str, names: set[str]) -> None:
    """Without numbers and articles, by the name beside a description, with whom they belong to."""
    assert whom(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Rockets landed near a base where Norian forces are stationed in Karda on Monday.",
        "Gunmen attacked a compound that houses Norian forces in Karda on Monday.",
        "Norian forces ran a camp in Karda that was destroyed in an air strike on Monday.",
        "A bomb went off beside a truck carrying Norian forces in Karda on Monday.",
        "The attack killed nine people, including three members of Norian forces, in Karda.",
        "Gunmen carried out attacks not only on shops but also on Norian forces in Karda.",
    ],
)
def test_the_owner_of_a_thing_that_is_hit_is_hit(read: Read, text: str) -> None:
    """A clause beside the thing tells whose it is or who is in it."""
    assert "Norian forces" in whom(read(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen opened fire on a bus of pilgrims in Karda on Monday.", {"pilgrims", "bus"}),
        ("Jets struck a bandit camp near Karda on Monday.", {"bandits", "bandit camp"}),
        ("An air strike flattened the home of a former judge in Karda on Monday.", {"former judge", "home"}),
    ],
)
def test_people_no_list_knows_stand_beside_their_thing(read: Read, text: str, names: set[str]) -> None:
    """Who was in the bus, the camp, the home is told along with it."""
    assert names <= whom(read(text))


def test_a_list_of_names_replaces_the_number_of_people(read: Read) -> None:
    """'Two men ...: A and B' are A and B; three names for two men, or other words, are no such list."""
    listed = read("Norian forces arrested two men in Karda on Monday: Jose Cruz and Ramon Santos.")
    assert whom(listed, EventType.COERCE) == {"Jose Cruz", "Ramon Santos"}
    other = read("Norian forces arrested two men in Karda on Monday: a nurse and a driver.")
    assert not {"nurse", "driver"} & whom(other, EventType.COERCE)


def test_strikes_on_two_days_hit_the_same_people(read: Read) -> None:
    """What is told once for both dates holds for both."""
    reports = read("Sumland struck back with airstrikes on Monday and on Tuesday, killing nurses.")
    assert len(reports) == 2
    assert all({p.name for p in report.recipients} == {"nurses"} for report in reports)


def test_a_bare_number_of_rifles_is_nobody(read: Read) -> None:
    """Things counted before are meant by a later number, not people."""
    found = read("Norian forces found 40 rifles in Karda on Monday and seized 12 more.")
    assert "civilians" not in whom(found, EventType.COERCE)


def test_plain_fighters_beside_their_group_are_the_group(read: Read) -> None:
    """'hit X, killing 12 fighters' names X alone."""
    assert whom(read("Norian forces hit Red Falcons in Karda on Monday, killing 12 fighters.")) == {"Red Falcons"}


def test_whoever_is_to_go_is_whom_a_march_is_against(read: Read) -> None:
    """A demonstration for somebody's resignation addresses that person."""
    reports = read("Thousands marched in Karda on Monday to demand the resignation of Omar Tahan.")
    assert whom(reports, EventType.PROTEST) == {"Omar Tahan"}


def test_an_object_behind_the_particle_is_hit(read: Read) -> None:
    """'X burned down the market': the market, not X."""
    names = whom(read("On Monday Red Falcons burned down the market of Karda."))
    assert "Red Falcons" not in names
    assert any("market" in name for name in names)


def test_a_traveller_is_not_the_country_he_is_from(read: Read) -> None:
    """'A tourist from Sumland' is a tourist; Sumland's soldiers are Sumland's."""
    assert "Sumland" not in whom(read("A tourist from Sumland was killed by gunmen in Karda on Monday."))
    assert "Sumland" in whom(read("Two soldiers from Sumland were killed by gunmen in Karda on Monday."))


def test_who_speaks_is_not_hit_where_a_comma_is_lost(read: Read) -> None:
    """'Killing nine people the ministry said': the ministry tells of it."""
    names = whom(read("Jets attacked a market in Karda killing nine people the Interior Ministry said."))
    assert names == {"market", "civilians"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels stormed the village of Foran in Noria on Monday.", {"Foran"}),
        ("Soldiers burned the villages of Foran and Thabye on Monday.", {"Foran", "Thabye"}),
        ("Shells hit the Harat quarter of Karda on Monday.", {"Harat"}),
        ("Eight fighters from Division 30 were kidnapped near Karda on Monday.", {"Division 30"}),
        ("Gunmen shot dead two members of the Red Scorpion gang in Karda.", {"Red Scorpion gang"}),
        ("The gunmen kidnapped eight militants from Division 30 who had been trained abroad.", {"Division 30"}),
        ("A video shows the beheading of captive journalist Peter Hansen in Karda.", {"Peter Hansen"}),
        ("Gunmen killed former judge Omar Tahan in Karda on Monday.", {"Omar Tahan"}),
        ("The militants fired at dawn several rockets on Karda.", {"Karda"}),
        ("Three soldiers from Foran were killed in Karda on Monday.", {"soldiers"}),
        ("A strike killed Omar Tahan, a top aide to the leader of the group, the ministry said.", {"Omar Tahan"}),
        ("A bomber attacked a crowd of nurses in Karda on Monday.", {"nurses"}),
        ("A bomber attacked a crowd in Karda on Monday.", {"civilians"}),
        ("An explosion took place outside a hospital in Karda on Monday.", {"hospital"}),
        ("A drone attack took place close to soldiers in Karda on Monday.", {"soldiers"}),
        (
            "The policemen killed in the attack were identified as Constable Ravi Sharma from Foran, and Constable "
            "Ajay Malhotra from Karda.",
            {"Ravi Sharma", "Ajay Malhotra"},
        ),
    ],
)
def test_names_go_before_the_kinds_of_towns_groups_and_people(read: Read, text: str, names: set[str]) -> None:
    """Towns and groups are told by their names, and what an attack was close to is what it was done to."""
    assert whom(read(text)) == names


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("Troops said some arms were recovered from the Red Falcons insurgents near Karda.", True),
        ("The rebels seized rifles from the Red Falcons near Karda on Monday.", True),
        ("Police seized rifles from Noria near Karda on Monday.", False),
    ],
)
def test_those_from_whom_arms_are_taken_lose_them(read: Read, text: str, loser: bool) -> None:
    """'Seized rifles from the Red Falcons' is done to them; rifles from a country are not taken from it."""
    assert ("Red Falcons" in whom(read(text), EventType.COERCE)) is loser


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Noria carried out air strikes near Karda on Monday after the Red Falcons fired rockets at a base.", True),
        ("Noria carried out air strikes near Karda on Monday after the Red Falcons were praised.", False),
        ("Noria carried out air strikes near Karda on Monday after Sumland called for help.", False),
    ],
)
def test_strikes_that_answer_an_armed_group_are_on_it(read: Read, text: str, hit: bool) -> None:
    """A state that strikes after an armed group has done something strikes that group; others it does not strike."""
    strikes = [r for r in read(text) if any(p.name == "Noria" for p in r.actors)]
    assert strikes
    assert any(p.name == "Red Falcons" for r in strikes for p in r.recipients) is hit
    assert not any(p.name == "Sumland" for r in strikes for p in r.recipients)


def test_further_strikes_are_on_the_one_group_that_the_others_hit(read: Read) -> None:
    """'Noria went on with its air strikes': where its other attacks hit one armed group, these did, too."""
    text = "Noria bombed the Red Falcons near Karda on Monday. In March Noria carried out air strikes in Foran."
    reports = [r for r in read(text) if r.type is EventType.ASSAULT]
    assert reports
    assert all("Red Falcons" in {p.name for p in r.recipients} for r in reports)
