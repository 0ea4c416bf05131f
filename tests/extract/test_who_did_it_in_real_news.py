"""Doers as newspapers tell them: behind commas, far from the deed, by a description, one of two sides."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        # who brought it about, wherever the participle hangs
        (
            "A judge died in the attack in Karda, reportedly conducted by Red Falcons.",
            "judge",
            [("Red Falcons", "stated")],
        ),
        (
            "There were protests outside the gate of Camp Dawn organised by Red Falcons.",
            "protests",
            [("Red Falcons", "stated")],
        ),
        (
            "A car bombing killed two judges in Karda, another attack ascribed to Red Falcons.",
            "judges",
            [("Red Falcons", "blamed")],
        ),
        # a description with a word of who stands behind them
        (
            "Red Falcons took Orva. The Noria-backed alliance burned a school in Karda.",
            "school",
            [("Red Falcons", "stated")],
        ),
        # a claim far from the deed
        (
            "A bomb killed two judges in Karda on Monday. The blast was heard in Orva. Doctors said that three were badly "
            "hurt. Schools were closed. The roads to the town are shut. Red Falcons claimed responsibility.",
            "judges",
            [("Red Falcons", "claimed")],
        ),
        # the one armed group that the article names
        ("Red Falcons took Orva in Noria. Militants burned a school in Karda.", "school", [("Red Falcons", "stated")]),
        (
            "Red Falcons took Orva in Noria from Hill Brigade. Militants burned a school in Karda.",
            "school",
            [("Militants", "stated")],
        ),
        ("Red Falcons took Orva in Noria. Rebels burned a school in Karda.", "school", [("Rebels", "stated")]),
        (
            "The rebel group Red Falcons took Orva. Rebels burned a school in Karda.",
            "school",
            [("Red Falcons", "stated")],
        ),
        # whose strikes the article goes on about
        (
            "Norian forces hit Port Selim with airstrikes on Monday. In Karda raids killed two judges.",
            "judges",
            [("Norian forces", "stated")],
        ),
        ("Norian forces hit Port Selim with airstrikes on Monday. A bomb killed two judges in Karda.", "judges", []),
        # what a participle without its comma tells, and who speaks without one
        (
            "Norian forces ambushed a group of bandits on the hills near Karda killing 15 and injuring dozens.",
            "ambushed",
            [("Norian forces", "stated")],
        ),
        ("An ambush by hill bandits killing two judges took place in Karda.", "judges", [("hill bandits", "stated")]),
        # strikes led by somebody
        ("Noria-led strikes on Karda killed two judges.", "judges", [("Noria", "stated")]),
        # somebody described first, named later
        (
            "A woman and her sons killed two bandits in Karda. The woman, Mara Holm, was at home.",
            "bandits",
            [("Mara Holm", "stated"), ("sons", "stated")],
        ),
        # those who fight tell it themselves
        (
            "A spokesman for Red Falcons said Red Falcons had shelled a school in Karda.",
            "school",
            [("Red Falcons", "claimed")],
        ),
        # both sides
        (
            "Fighting between Norian forces and hill bandits killed two judges in Karda.",
            "judges",
            [("Norian forces", "stated"), ("hill bandits", "stated")],
        ),
    ],
)
def test_who_did_it(read: Read, text: str, words: str, who: list[tuple[str, str]]) -> None:
    """The doers of the report that is told in these words, each with its stance."""
    (report,) = [r for r in read(text) if any(words in span.quote(text) for span in r.evidence)]
    assert [(p.name, p.stance.value) for p in report.actors] == who
