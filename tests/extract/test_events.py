"""What happened, who did it to whom, where, when, how many, as a careful reader would take it from the words."""

from __future__ import annotations

import pytest

from dateline.domain.counts import CountRange
from dateline.domain.report import Report
from dateline.domain.vocabulary import ASSERTED_STATUSES, EventType, Stance, Status

from .conftest import Read


def only(reports: tuple[Report, ...]) -> Report:
    assert len(reports) == 1, [(r.type, r.rules) for r in reports]
    return reports[0]


def doers(report: Report) -> set[str]:
    return {p.actor_id or p.name for p in report.actors}


def targets(report: Report) -> set[str]:
    return {p.actor_id or p.name for p in report.recipients}


@pytest.mark.parametrize(
    ("text", "kind", "mode", "who", "whom"),
    [
        ("Red Falcons attacked Norian forces in Karda.", "ASSAULT", None, "red-falcons", "norian-army"),
        ("Norian forces were attacked by Red Falcons in Karda.", "ASSAULT", None, "red-falcons", "norian-army"),
        ("An attack on Norian forces by Red Falcons shook Karda.", "ASSAULT", None, "red-falcons", "norian-army"),
        ("Red Falcons carried out a drone attack against Norian forces.", "ASSAULT", "drone", "red-falcons", "norian-army"),
        ("Red Falcons fired rockets at Norian forces near Karda.", "ASSAULT", "heavy-weapons", "red-falcons", "norian-army"),
        ("Norian forces came under rocket fire from Red Falcons.", "ASSAULT", None, "red-falcons", "norian-army"),
        ("Norian forces arrested Omar Tahan in Karda.", "COERCE", "arrest", "norian-army", "omar-tahan"),
        ("Omar Tahan was kidnapped by Red Falcons.", "ASSAULT", "abduct", "red-falcons", "omar-tahan"),
        ("Sumland sanctioned Red Falcons.", "SANCTION", "designate", "sumland", "red-falcons"),
        ("Omar Tahan visited Sumland.", "CONSULT", "visit", "omar-tahan", "sumland"),
        ("Red Falcons freed five soldiers.", "RETREAT", "release", "red-falcons", "soldiers"),
        ("Sumland shipped weapons to Red Falcons.", "AID", None, "sumland", "red-falcons"),
        ("Hill Brigade, which Red Falcons attacked in Karda, lost two men.", "ASSAULT", None, "red-falcons", "hill-brigade"),
    ],
)  # fmt: skip
def test_roles_through_the_ways_of_saying_it(
    read: Read, text: str, kind: str, mode: str | None, who: str, whom: str
) -> None:
    """Actives, passives, nouns, light verbs, 'fire at', relative clauses give the same roles."""
    report = read(text)[0]
    assert report.type is EventType(kind)
    assert mode is None or report.mode == mode
    assert who in doers(report)
    assert whom in targets(report)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A bomb killed three soldiers in Karda.", (3, 3), None),
        ("At least six soldiers were killed when a bomb exploded in Karda.", (6, None), None),
        ("Up to 30 people were wounded by shelling in Karda.", None, (None, 30)),
        ("Two officers and a driver were killed in an ambush near Karda.", (3, 3), None),
        ("A car bomb in Karda killed four people and wounded 20.", (4, 4), (20, 20)),
        ("Between 28 and 30 people were killed in a bombing in Karda.", (28, 30), None),
        ("An attack in Karda left three soldiers dead.", (3, 3), None),
        ("Dozens were killed in a bombing in Karda.", None, None),
        ("Rockets hit Camp Dawn but caused no casualties.", (0, 0), (0, 0)),
        ("Twenty-two people were injured by a blast in Karda.", None, (22, 22)),
        ("No one was injured when a bomb exploded in Karda.", None, (0, 0)),
        ("Omar Tahan was shot dead in Karda.", (1, 1), None),
    ],
)
def test_tolls_are_ranges(
    read: Read, text: str, killed: tuple[int | None, int | None] | None, injured: tuple[int | None, int | None] | None
) -> None:
    """Bounds, sums, ranges, explicit none, and vague plurals that say nothing."""
    report = only(read(text))
    assert report.killed == (CountRange(*killed) if killed else None)
    assert report.injured == (CountRange(*injured) if injured else None)


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons threatened to attack Norian forces.",
        "Red Falcons could attack Norian forces in Karda.",
        "Omar Tahan warned of attacks on Norian forces.",
        "Sumland offered a reward for information leading to the arrest of Omar Tahan.",
        "If Red Falcons attack Karda, Norian forces will answer.",
        "Norian forces plan to raid Karda.",
        "Red Falcons did not attack Karda.",
        "Norian forces prevented Red Falcons from bombing Karda.",
        "Norian forces prepare to defend against an air assault by Sumland.",
    ],
)
def test_what_did_not_happen_is_not_asserted(read: Read, text: str) -> None:
    """Threats, fears, plans, conditions and denials are no happenings."""
    assert [r for r in read(text) if r.status in ASSERTED_STATUSES] == []


def test_two_tellings_of_one_happening_are_one_report(read: Read) -> None:
    """A later sentence with the toll adds evidence, not an incident."""
    report = only(
        read("Red Falcons bombed Camp Dawn on Monday. Three soldiers were killed. The attack also hurt five.")
    )
    assert len(report.evidence) == 3
    assert report.killed == CountRange.exactly(3)


def test_two_happenings_in_one_sentence_are_two(read: Read) -> None:
    """An answer is not the attack it answers."""
    reports = read("On Tuesday Norian forces shelled Karda after Red Falcons bombed Camp Dawn on Monday.")
    assert len(reports) == 2
    assert {p for r in reports for p in doers(r)} == {"norian-army", "red-falcons"}


def test_two_dates_make_two(read: Read) -> None:
    """'on January 2 and February 9' are two airstrikes."""
    reports = read("Sumland hit Red Falcons with airstrikes on January 2 and February 9.")
    assert {r.when.edtf() for r in reports if r.when} == {"2024-01-02", "2024-02-09"}


def test_a_list_shares_what_its_head_tells(read: Read) -> None:
    """Items after the colon take doer and means from the series."""
    reports = read(
        "There was a series of drone strikes by Red Falcons: a January 2 attack on Camp Dawn; and a February 9 attack on Karda."
    )
    singles = [r for r in reports if not r.aggregate]
    assert len(singles) == 2
    assert all(doers(r) == {"red-falcons"} and r.weapon == "drone" for r in singles)


def test_the_day_of_saying_is_not_the_day_of_the_attack(read: Read) -> None:
    """'said on Wednesday' dates the statement."""
    report = only(read("Red Falcons attacked Camp Dawn on Monday, Omar Tahan said on Wednesday."))
    assert report.when is not None
    assert report.when.edtf() == "2024-03-11"


def test_the_most_specific_place_wins(read: Read) -> None:
    """The camp is in the town; the country goes to its own field."""
    report = only(read("Red Falcons attacked Camp Dawn near Karda in Noria on Monday."))
    assert report.where is not None
    assert report.where.place.name == "Camp Dawn"
    assert report.country == "NR"


def test_a_nation_before_its_forces_says_nothing_about_where(read: Read) -> None:
    """'a Sumland airstrike' names who, not where."""
    report = only(read("Three fighters died in a Sumland airstrike in Karda on Monday."))
    assert report.country == "NR"
    assert "sumland" in doers(report)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A bomb killed two soldiers in Karda on Monday. Red Falcons claimed responsibility.", Stance.CLAIMED),
        ("A bomb killed two soldiers in Karda on Monday. Red Falcons said it was behind the attack.", Stance.CLAIMED),
        ("A bomb killed two soldiers in Karda on Monday. Sumland blamed Red Falcons.", Stance.BLAMED),
        ("A bomb killed two soldiers in Karda on Monday. Sumland says Red Falcons did it.", Stance.BLAMED),
        (
            "A bomb killed two soldiers in Karda on Monday. The attack bears the hallmarks of Red Falcons.",
            Stance.BLAMED,
        ),
        ("Red Falcons killed two soldiers in Karda on Monday.", Stance.STATED),
    ],
)
def test_who_says_so(read: Read, text: str, stance: Stance) -> None:
    """A claim stays a claim, blame stays blame."""
    report = only(read(text))
    assert [(p.actor_id, p.stance) for p in report.actors if p.actor_id] == [("red-falcons", stance)]


def test_nobody_claimed_names_nobody(read: Read) -> None:
    """'No group has claimed the attack' gives no doer."""
    report = only(read("A bomb killed two soldiers in Karda on Monday. No group has claimed the attack."))
    assert doers(report) == set()


def test_an_accusation_is_alleged(read: Read) -> None:
    """'accused X of firing' is X's deed only in the accuser's words."""
    report = only(read("Sumland accused Red Falcons of firing rockets at Camp Dawn."))
    assert report.status is Status.ALLEGED
    assert [(p.actor_id, p.stance) for p in report.actors] == [("red-falcons", Stance.BLAMED)]


def test_totals_are_no_single_happening(read: Read) -> None:
    """A number of attacks over a time is an aggregate with its count."""
    report = only(read("There have been nearly 200 attacks on Norian forces this year."))
    assert report.aggregate
    assert report.count == CountRange.at_most(200)


def test_recalled_things_are_background(read: Read) -> None:
    """What lies clearly before the news is context."""
    reports = read("Red Falcons attacked Karda on Wednesday. On January 2 Red Falcons bombed Camp Dawn.")
    assert [r.background for r in reports] == [False, True]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Red Falcons met in Port Selim. It attacked Camp Dawn on Monday.", "stands for"),
        ("Red Falcons met in Port Selim. The group attacked Camp Dawn on Monday.", "describes"),
        ("Fighters of Red Falcons attacked Camp Dawn on Monday.", "named"),
        ("A convoy was hit on Monday in Karda by men loyal to Red Falcons.", "named"),
    ],
)
def test_descriptions_and_pronouns_keep_their_reason(read: Read, text: str, why: str) -> None:
    """The actor behind 'it', 'the group', 'fighters of X', with the rule that says so."""
    attack = next(r for r in read(text) if r.type is EventType.ASSAULT)
    (actor,) = [p for p in attack.actors if p.actor_id == "red-falcons"]
    assert why in actor.reason


def test_a_person_is_killed_once(read: Read) -> None:
    """Later mentions of a named person's death join the first."""
    report = only(
        read(
            "Gunmen killed Omar Tahan in Karda on Monday. The murder of Omar Tahan shocked many. Omar Tahan was gunned down at home."
        )
    )
    assert report.mode == "targeted"


def test_wires_in_capitals_are_read(read: Read) -> None:
    """Capitals throughout hide names and verbs from the parser, not from the reader."""
    report = only(read("GUNMEN KILLED THREE SOLDIERS IN AN AMBUSH NEAR THE RIVER, THE ARMY SAID."))
    assert report.killed == CountRange.exactly(3)


def test_a_month_is_no_march(read: Read) -> None:
    """'in March' tells no protest."""
    assert read("Sumland sanctioned Red Falcons in March 2019.")[0].type is EventType.SANCTION


def test_documents_are_not_released_prisoners(read: Read) -> None:
    """Reports, films and statements that are released, fired off or launched are no happenings."""
    assert read("Red Falcons released a video about Norian forces.") == ()


def test_a_run_without_a_stop_is_passed_over(read: Read) -> None:
    """A hundred thousand words without a full stop are no sentence; reading goes on."""
    assert read("Red Falcons attacked Norian forces and " * 20000) == ()


def test_a_habit_is_no_happening(read: Read) -> None:
    """'Rocket fire is common in Karda' tells of no day and no deed."""
    assert read("Rocket fire is common in Karda.") == ()


def test_a_told_killing_by_others_words_is_blamed(read: Read) -> None:
    """Who fired is named only by a quoted general: the deed is stated, its doer blamed."""
    report = only(
        read("Rockets hit Camp Dawn on Monday, killing two soldiers. Omar Tahan said Red Falcons had fired them.")
    )
    assert [(p.actor_id, p.stance) for p in report.actors] == [("red-falcons", Stance.BLAMED)]


def test_criticism_in_words_of_force_is_no_attack(read: Read) -> None:
    """'Blasted X for not doing Y' tells of words; 'attacked X with rockets' of force."""
    assert read("Sumland's candidates blasted Omar Tahan for not arming the villagers of Karda.") == ()
    assert only(read("Red Falcons attacked Omar Tahan in Karda on Monday with rockets.")).type is EventType.ASSAULT


def test_a_campaign_that_is_only_wanted_is_not_asserted(read: Read) -> None:
    """'Needs a campaign targeting X' asserts nothing."""
    reports = read("Omar Tahan said Noria needed a more robust campaign targeting the leaders of Red Falcons in Karda.")
    assert all(report.status in (Status.HYPOTHETICAL, Status.PLANNED) for report in reports)


def test_a_denied_practice_is_denied(read: Read) -> None:
    """'Denies targeting villagers' asserts no attack."""
    reports = read("Sumland denies targeting villagers in Karda.")
    assert all(report.status is Status.DENIED for report in reports)


def test_the_strikes_of_a_day_are_not_all_since_a_day(read: Read) -> None:
    """A toll over a period is a total of its own; the news keeps its own dead."""
    reports = read(
        "At least 12 villagers were killed in Sumland's air strikes on Karda on Monday. "
        "Sumland has killed more than 30,000 people in Noria since January 2."
    )
    assert sorted(r.killed.low for r in reports if r.killed and r.killed.low) == [12, 30000]


def test_what_soldiers_did_to_the_attackers_is_another_deed(read: Read) -> None:
    """Gunmen kill villagers, soldiers later kill gunmen: two reports with two tolls."""
    reports = read("Gunmen killed 37 villagers in Karda on Monday. Soldiers killed five of them on Tuesday.")
    assert sorted(r.killed.low for r in reports if r.killed and r.killed.low) == [5, 37]


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Masked gunmen took Omar Tahan away from his house in Karda.", "ASSAULT", "abduct"),
        ("Armed men bundled Omar Tahan into a car in Karda.", "ASSAULT", "abduct"),
        ("Norian forces brought down a drone near Karda.", "ASSAULT", "heavy-weapons"),
        ("Red Falcons looted the hospital in Karda.", "COERCE", "seize"),
        ("Red Falcons seized large parts of Karda.", "COERCE", "seize"),
        ("Sumland sent 1,000 troops to Karda.", "MOBILIZE", "troops"),
        ("Red Falcons drove the villagers out of Karda.", "SANCTION", "expel"),
        ("Norian forces flew eleven wounded villagers out of Karda.", "AID", None),
    ],
)
def test_plain_verbs_that_tell_an_act_by_what_goes_with_them(
    read: Read, text: str, kind: str, mode: str | None
) -> None:
    """'Take', 'drive', 'send', 'fly' are acts where armed men, an 'out', troops or the wounded go with them."""
    reports = read(text)
    assert any(r.type is EventType(kind) and (mode is None or r.mode == mode) for r in reports)


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons took the road to the market.",
        "Norian forces rushed to the aid of the villagers.",
        "Officials did not know whether anybody had been killed.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(read: Read, text: str) -> None:
    """Going somewhere, helping and asking after the dead are no happenings of force."""
    assert not [r for r in read(text) if r.status in ASSERTED_STATUSES]


def test_the_attack_as_a_subject_takes_up_the_one_told(read: Read) -> None:
    """'The attack targeted a market' tells more of the attack of the sentence before."""
    only(read("A bomb killed six villagers in Karda on Monday. The attack targeted a market, police said."))
