"""Who did it, told in other words or in another sentence than the deed, and whose word stands for that."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        # a description taken up by its noun, or by a word that fits any attacker
        (
            "Hill bandits burned a school in Karda on Monday. The bandits shot a judge in Orva on Tuesday.",
            "judge",
            [("Hill bandits", "stated")],
        ),
        (
            "Red Falcons shelled Orva in May. Hill bandits burned a school in Karda on Monday. "
            "The attackers shot a judge in Orva on Tuesday.",
            "judge",
            [("Hill bandits", "stated")],
        ),
        (
            "Hill bandits burned a school in Karda in May. Red Falcons shelled Orva on Monday. "
            "The attackers shot a judge in Karda on Tuesday.",
            "judge",
            [("Red Falcons", "stated")],
        ),
        ("Red Falcons took Karda. The group's attacks on Orva continue.", "continue", [("Red Falcons", "stated")]),
        # somebody holds them to be the doers
        ("Suspected hill bandits burned a school in Karda.", "school", [("hill bandits", "blamed")]),
        ("Two judges were killed by suspected Red Falcons fighters.", "judges", [("Red Falcons", "blamed")]),
        ("Men believed to be Red Falcons fighters shot a judge in Karda.", "judge", [("Red Falcons", "blamed")]),
        (
            "Two judges were kidnapped in Karda on Monday. The kidnappers, believed to be members of Hill Brigade, fled.",
            "judges",
            [("Hill Brigade", "blamed")],
        ),
        (
            "Gunmen shot a judge in Karda. The killers were members of Red Falcons.",
            "judge",
            [("Red Falcons", "stated")],
        ),
        (
            "Gunmen shot a judge in Karda. The killers were not from Hill Brigade.",
            "judge",
            [("unknown gunmen", "unknown")],
        ),
        ("Officials blamed the attack in Karda on Hill Brigade.", "blamed", [("Hill Brigade", "blamed")]),
        ("The Hill Brigade-claimed attack killed two judges.", "judges", [("Hill Brigade", "claimed")]),
        # who sends the weapon, leads the state, took the responsibility
        ("Army aircraft bombed Red Falcons positions in Karda.", "bombed", [("army", "stated")]),
        (
            "A judge was killed in Karda; responsibility was accepted by Red Falcons.",
            "judge",
            [("Red Falcons", "claimed")],
        ),
        ("Regime helicopters bombed a school in Karda.", "school", [("regime", "stated")]),
        ("Medics said regime air strikes killed a judge in Karda.", "judge", [("regime", "stated")]),
        (
            "Red Falcons air strikes on a rebel-held district near Karda killed a judge.",
            "judge",
            [("Red Falcons", "stated")],
        ),
        # lost commas and names in capitals
        (
            "Meanwhile in the port city of Karda not far from the border Norian forces have destroyed a school.",
            "school",
            [("Norian forces", "stated")],
        ),
        ("On the road to Karda gunmen killed a judge.", "judge", [("unknown gunmen", "unknown")]),
        ("Red Falcons boasted of having blown up a bridge in Karda.", "bridge", [("Red Falcons", "claimed")]),
        ("Activists accuse militias close to Noria of dozens of kidnappings.", "kidnappings", [("militias", "blamed")]),
        ("Two suicide bombers killed a judge in Karda.", "judge", [("suicide bombers", "stated")]),
        ("A judge was shot dead in Karda by cartel gunmen.", "judge", [("cartel gunmen", "stated")]),
        ("A judge was shot dead in Karda by masked gunmen.", "judge", [("unknown gunmen", "unknown")]),
        ("Hundreds of people took to the streets of Karda.", "streets", [("protesters", "stated")]),
        # a group's fighters are not the army of the state it fights
        ("Red Falcons fighters fought Norian forces and raided a school.", "school", [("Red Falcons", "stated")]),
        (
            "Red Falcons took Karda. Its men have besieged Port Selim since May.",
            "besieged",
            [("Red Falcons", "stated")],
        ),
        # only the other side, or those it was done to, tell who did it
        ("Red Falcons shelled a school in Karda, residents said.", "school", [("Red Falcons", "blamed")]),
        ("Red Falcons shelled a school in Karda, Sumland said.", "school", [("Red Falcons", "blamed")]),
        ("Red Falcons shelled a school in Karda, according to activists.", "school", [("Red Falcons", "blamed")]),
        ("Red Falcons shelled a school in Karda, police said.", "school", [("Red Falcons", "stated")]),
        (
            "Red Falcons shelled a school in Karda on Monday. Residents said Red Falcons fighters killed a judge in the attack.",
            "judge",
            [("Red Falcons", "stated")],
        ),
        # what follows the words of a speaker goes on with the deed
        ("Red Falcons attacked a school in Karda, police said, killing a judge.", "judge", [("Red Falcons", "stated")]),
        ("Red Falcons confirmed that Sumland had bombed a school.", "school", [("Sumland", "stated")]),
        # pronouns where only armed people fit
        (
            "Red Falcons took Karda. Sumland said it was worried. Their fighters burned a school on Monday.",
            "school",
            [("Red Falcons", "stated")],
        ),
        # who did what is told as the time of a death
        ("Two judges were killed when Red Falcons gunmen crept into Karda.", "judges", [("Red Falcons", "stated")]),
        # the lone attacker, named later
        (
            "A gunman shot a judge in Karda on Monday. Officials identified the shooter as Peter Holm, a driver.",
            "judge",
            [("Peter Holm", "stated")],
        ),
        ("Two rockets were fired at Karda, a Red Falcons spokesman said.", "rockets", [("Red Falcons", "claimed")]),
        # others' word against the article's own
        (
            "Separatists burned a school in Karda on Monday. Their leaders blamed Norian forces.",
            "school",
            [("Separatists", "stated")],
        ),
    ],
)
def test_who_did_it(read: Read, text: str, words: str, who: list[tuple[str, str]]) -> None:
    """The doers of the report that is told in these words, each with its stance."""
    (report,) = [r for r in read(text) if any(words in span.quote(text) for span in r.evidence)]
    assert [(p.name, p.stance.value) for p in report.actors] == who
