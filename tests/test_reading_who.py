"""Who did it to whom, in sentences from regions that no tuning set has; read with the shipped actor book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dateline.domain.article import Article, Source
from dateline.domain.dates import DateRange
from dateline.domain.report import Reading, Report
from dateline.domain.vocabulary import Stance
from dateline.pipeline import open_knowledge, read, reading_steps

Telling = Callable[[str], tuple[Report, ...]]

# Text; names (or the words told) of one doer and one target of the first report that has both where both are given.
SENTENCES = [
    ("Myanmar's military bombed a school in Sagaing region, killing seven children, witnesses said.",
     "Myanmar Armed Forces", "school"),
    ("Colombia's ELN rebels kidnapped four soldiers in Arauca, the army said on Tuesday.",
     "National Liberation Army (Colombia)", "soldiers"),
    ("Gunmen from the Sinaloa Cartel ambushed a police convoy near Culiacan on Friday, killing five officers.",
     "Sinaloa Cartel", "Mexican Police"),
    ("Gang members attacked two police stations in Port-au-Prince on Thursday, killing four police officers.",
     "Gang members", "Haitian National Police"),
    ("Islamist insurgents beheaded 12 villagers in Mozambique's Cabo Delgado province last week, officials said.",
     "Islamist insurgents", "civilians"),
    ("At least 30 civilians were killed by ADF militants in North Kivu, a rights group said.",
     "Allied Democratic Forces", "At least 30 civilians"),
    ("M23 rebels seized the town of Rutshuru after clashes with the Congolese army, residents said.",
     "March 23 Movement", ""),
    ("Philippine troops killed seven Abu Sayyaf militants in a clash in Sulu on Saturday.",
     "Armed Forces of the Philippines", "Abu Sayyaf Group"),
    ("A roadside bomb hit a van carrying soldiers in Maguindanao, wounding three, the military said.",
     "", "soldiers"),
    ("A bomb set off by suspected communist rebels exploded outside a town hall in Samar, injuring a mayor.",
     "suspected communist rebels", "mayor"),
    ("The Pakistani Taliban claimed responsibility for a suicide bombing at a mosque in Peshawar.",
     "Tehrik-e-Taliban Pakistan", "mosque"),
    ("Pakistani security forces arrested a commander of the Baloch Liberation Army in Quetta.",
     "Pakistani Security Forces", "Balochistan Liberation Army"),
    ("Russian missiles struck an apartment building in Dnipro, killing at least 12 people, officials said.",
     "Russia", "apartment building"),
    ("Ethiopian drone strikes killed at least 50 people at a camp for displaced people in Tigray.",
     "Ethiopia", "camp"),
    ("Eritrean soldiers shot dead several civilians in Adwa. The soldiers also looted a hospital.",
     "Eritrean Defence Forces", "hospital"),
    ("Two journalists were abducted by unidentified armed men in Goma on Wednesday.",
     "unidentified armed men", "Two journalists"),
    ("Police identified the gunman as Juan Perez Soto. The gunman killed two nurses in Puebla.",
     "Juan Perez Soto", "two nurses"),
    ("The killing of a Jesuit priest in Chihuahua by hitmen from a local gang shocked Mexico.",
     "hitmen from a local gang", "Jesuit priest"),
    ("Burkina Faso's army massacred 223 villagers in two villages, Human Rights Watch said.",
     "Burkina Faso Armed Forces", "223 villagers"),
    ("A Kenyan police officer was killed in Haiti when his armored vehicle was ambushed by the Viv Ansanm coalition.",
     "Viv Ansanm", "Kenyan Police"),
    ("Boko Haram has been linked to a number of attacks, including the siege of a market in Maiduguri.",
     "Boko Haram", "market"),
    ("Armed groups such as the ELN and the Clan del Golfo attacked villages in Choco.",
     "National Liberation Army (Colombia)", "villages"),
    ("Nigeria has suffered a series of kidnappings at the hands of Boko Haram.", "Boko Haram", ""),
    ("Jihadists claimed two bombings in Mali. Jama'at Nasr al-Islam wal-Muslimin is active in Mali. "
     "The militant group attacked an army camp in Mopti.", "Jama'at Nusrat al-Islam wal-Muslimin", "army camp"),
    ("Boko Haram Claims Responsibility For Attack On Church In Maiduguri", "Boko Haram", ""),
    ("A Boko Haram suicide bomber blew himself up in Maiduguri, killing four people.", "Boko Haram", "civilians"),
    ("Boko Haram was designated as a terrorist organisation by the United States in 2013.",
     "United States", "Boko Haram"),
    ("Officials in Donetsk said Ukrainian shelling had killed three people at a market.", "Ukraine", "civilians"),
    ("Residents said soldiers searched the houses, dragging men outside and shooting them.", "soldiers", "civilians"),
    ("France launched strikes from the air and sea against Houthi targets in Yemen on Thursday night.",
     "France", "Houthis"),
    ("Rebels killed an American contractor near Goma on Tuesday.", "Rebels", "US contractor"),
    ("Gunmen abducted three Indian fishermen on Friday.", "", "Indian fishermen"),
    ("The Syrian army said terrorists attacked our civilians with mortar rounds.", "terrorists", "Syrian civilians"),
    ("Gunmen attacked a police station in Kano on Monday, killing six officers.", "", "Nigeria Police Force"),
    ("Protesters in Karachi demanded that the Indian ambassador be expelled.", "Protesters", "India"),
    ("Insurgents attacked Camp Simba on Sunday.", "Insurgents", "Camp Simba"),
    ("Israeli jets bombed Beirut on Monday.", "Israel", "Beirut"),
]  # fmt: skip


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Telling:
    """Reports of a text of 15 March 2024, read with the shipped knowledge."""
    steps = reading_steps(open_knowledge(tmp_path_factory.mktemp("knowledge")), reports_only=True)

    def reports(text: str) -> tuple[Report, ...]:
        day = DateRange.day(date(2024, 3, 15))
        reading = read(Article("a-test", Source("Test Post", "test"), text, "0" * 64, published=day), steps)
        assert isinstance(reading, Reading)
        return reading.reports

    return reports


def _called(report: Report, text: str) -> tuple[set[str], set[str]]:
    def names(parts: object) -> set[str]:
        found = set()
        for part in parts:  # type: ignore[attr-defined]
            found |= {part.name, part.span.quote(text) if part.span else ""}
        return found

    return names(report.actors), names(report.recipients)


@pytest.mark.parametrize(("text", "doer", "target"), SENTENCES)
def test_doer_and_target(telling: Telling, text: str, doer: str, target: str) -> None:
    """Some report has the doer and the target, each by its name or in the words of the text."""
    sides = [_called(report, text) for report in telling(text)]
    assert any((not doer or doer in who) and (not target or target in whom) for who, whom in sides), sides


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Pakistani Taliban claimed responsibility for a bombing in Peshawar.", Stance.CLAIMED),
        ("The bombing in Maiduguri, which killed nine people, was blamed on Boko Haram.", Stance.BLAMED),
        ("A bomb killed nine people in Maiduguri. The attack bears the hallmarks of Boko Haram.", Stance.BLAMED),
        ("Boko Haram fighters killed nine people in Maiduguri.", Stance.STATED),
        ("Militias such as Boko Haram have been implicated in killing villagers in Maiduguri.", Stance.BLAMED),
        ("Police said a man shot two soldiers in Puebla.", Stance.UNKNOWN),
        ("Police said a Quebec man stabbed two soldiers in Montreal.", Stance.STATED),
    ],
)
def test_stance_of_the_doer(telling: Telling, text: str, stance: Stance) -> None:
    """Claimed by the doer, blamed by others, told by the article, or told of nobody."""
    assert stance in {actor.stance for report in telling(text) for actor in report.actors}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed three soldiers near Cali, Colombia, on Friday.", "Colombia"),
        ("Two policemen were shot dead in Peshawar, Pakistan, on Friday.", "Pakistan"),
    ],
)
def test_plain_soldiers_and_police_are_those_of_the_country(telling: Telling, text: str, name: str) -> None:
    """Soldiers and police told without their state belong to the state where it happened."""
    assert any(name in r.name for report in telling(text) for r in report.recipients)


def test_foreign_forces_keep_plain_soldiers_plain(telling: Telling) -> None:
    """Where the article tells of another country's forces, plain soldiers may be theirs."""
    found = telling(
        "Kenyan troops arrived in Port-au-Prince. Gunmen killed three soldiers in Port-au-Prince on Friday."
    )
    assert all("Haiti" not in r.name for report in found for r in report.recipients)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thousands of protesters marched in Nairobi, Kenya, on Thursday over a tax bill.", "Kenya"),
        ("Thousands of protesters marched in Nairobi, Kenya, on Thursday and burned Ugandan flags.", "Uganda"),
    ],
)
def test_a_protest_addresses_the_state_unless_it_names_another(telling: Telling, text: str, name: str) -> None:
    """A march that names no target is addressed to the state where it takes place."""
    addressed = {r.name for report in telling(text) for r in report.recipients}
    assert name in addressed
    assert addressed.isdisjoint({"Kenya", "Uganda"} - {name})


def test_the_forces_weighing_a_strike_made_it(telling: Telling) -> None:
    """'The Pentagon is assessing whether an airstrike ...': the forces it speaks for did it."""
    strike = telling("The Pentagon is assessing whether an airstrike on a camp in Somalia killed two militants.")[0]
    assert {a.name for a in strike.actors} == {"US Armed Forces"}


def test_the_hour_of_a_day_is_nobody(telling: Telling) -> None:
    """'On Thursday night' is when, in no role a party."""
    reports = telling("France launched strikes against Houthi targets in Yemen and Somalia on Thursday night.")
    assert reports
    assert not any("night" in p.name.lower() for one in reports for p in (*one.actors, *one.recipients))


def test_two_towns_seized_by_two_groups_are_two(telling: Telling) -> None:
    """Other doer and other prize, also where one of the doers is described."""
    reports = telling(
        "Hayat Tahrir al-Sham seized most of Aleppo on Friday. "
        "Turkish-backed fighters captured the town of Tel Rifaat from Kurdish forces."
    )
    assert len([one for one in reports if one.mode == "seize"]) == 2


def test_the_dead_of_one_of_many_strikes_are_its_own(telling: Telling) -> None:
    """'A day after one of the deadliest strikes left 51 dead in Poltava': Lviv has seven, Poltava 51."""
    reports = telling(
        "Russia launched a drone attack on the city of Lviv on Wednesday, killing seven people, "
        "a day after one of the deadliest strikes of the war left at least 51 dead in Poltava."
    )
    tolls = {one.where.place.name: str(one.killed) for one in reports if one.where}
    assert tolls == {"Lviv": "7", "Poltava": "at least 51"}


def test_talks_called_off_are_no_meeting(telling: Telling) -> None:
    """'Suspended peace talks with X': X is whom it was done to, and nobody met."""
    reports = telling("Colombia suspended peace talks with the National Liberation Army (ELN) on Friday.")
    assert [[p.actor_id for p in one.recipients] for one in reports] == [["eln-colombia"]]


def test_what_is_shot_down_is_not_the_weapon(telling: Telling) -> None:
    """Jets that are shot down are the target, by no small arms."""
    report = telling("Pakistan said it had shot down five Indian fighter jets on Friday.")[0]
    assert report.weapon is None


def test_fighters_dead_after_a_siege_are_not_its_hostages(telling: Telling) -> None:
    """The dead of two sides are two tolls."""
    reports = telling(
        "Nigerian forces ended a siege in Maiduguri on Friday in which 21 hostages were killed. "
        "All 33 militants were killed, a spokesman said."
    )
    assert {str(one.killed) for one in reports if one.killed is not None} == {"21", "33"}


def test_the_first_such_raid_since_a_year_is_not_of_that_year(telling: Telling) -> None:
    """'The first such assault since 2016' is the raid just told, and who claims it claims that one."""
    reports = telling(
        "Insurgents attacked a police academy in Maiduguri on Tuesday, the first such assault in the city since 2016. "
        "Boko Haram claimed the attack."
    )
    assert [[p.name for p in one.actors] for one in reports] == [["Boko Haram"]]
    assert [one.background for one in reports] == [False]


def test_what_others_hijacked_they_did(telling: Telling) -> None:
    """'Soldiers stormed a train hijacked by militants': two deeds; the dead militants are not their own victims."""
    reports = telling(
        "Pakistani security forces stormed a train hijacked by separatist militants in Balochistan on Wednesday. "
        "All 33 militants were killed, a spokesman said."
    )
    hijacked = [one for one in reports if one.mode == "abduct"]
    assert [[p.name for p in one.actors] for one in hijacked] == [["separatist militants"]]
    assert not any("militants" in p.name for one in hijacked for p in one.recipients)


def test_an_army_that_speaks_of_a_bomb_did_not_plant_it(telling: Telling) -> None:
    """Who tells of strikes from the air for its forces sent them; who tells of a bomb did not."""
    report = telling("The Philippine army said a bomb exploded at a church in Marawi on Friday, killing four people.")[
        0
    ]
    assert [p.name for p in report.actors] == []
