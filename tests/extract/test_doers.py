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
    ],
)
def test_who_did_it(read: Read, text: str, words: str, who: list[tuple[str, str]]) -> None:
    """The doers of the report that is told in these words, each with its stance."""
    (report,) = [r for r in read(text) if any(words in span.quote(text) for span in r.evidence)]
    assert [(p.name, p.stance.value) for p in report.actors] == who
