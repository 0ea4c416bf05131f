"""How profiles of armed groups tell their ties: what they are part of, who leads, backs and lists them."""

from __future__ import annotations

import pytest

from .test_relations import triples


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "Red Falcons is a Norian militia group operating under the Hill Brigade.",
            ("Red Falcons", "part_of", "Hill Brigade"),
        ),
        ("Red Falcons fought on. It is led by Sumland-designated Omar Tahan.", ("Omar Tahan", "leads", "Red Falcons")),
        (
            "Red Falcons fought on. It was led by Omar Tahan until he was killed in May.",
            ("Omar Tahan", "former_leader_of", "Red Falcons"),
        ),
        ("Red Falcons fought on. In 2014, it joined Noria's Hill Brigade.", ("Red Falcons", "part_of", "Hill Brigade")),
        (
            "Red Falcons fought Hill Brigade. The town fell. Sumland declared the group a foreign terrorist body.",
            ("Red Falcons", "designated_by", "Sumland"),
        ),
        (
            "Red Falcons and Hill Brigade, both part of the Free Valley Union, left.",
            ("Red Falcons", "part_of", "Free Valley Union"),
        ),
        ("Red Falcons, Hill Brigade's branch in Karda, is led by Omar Tahan.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Red Falcons are armed and trained by Noria and Sumland.", ("Red Falcons", "backed_by", "Sumland")),
        ("Trained and armed by Sumland, Red Falcons grew.", ("Red Falcons", "backed_by", "Sumland")),
        ("Jonas Reed, head of the rocket unit in the Red Falcons, left.", ("Jonas Reed", "member_of", "Red Falcons")),
        ("Omar Tahan, who has long fought, is also the head of Red Falcons.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Red Falcons set up a front group, Hill Brigade.", ("Hill Brigade", "front_for", "Red Falcons")),
        ("Sumland added Red Falcons (the “Birds”) to its list.", ("Red Falcons", "designated_by", "Sumland")),
        (
            "Lina Harb was killed in a Sumland drone strike in 2020 along with Omar Tahan.",
            ("Omar Tahan", "killed_by", "Sumland"),
        ),
        (
            "Jonas Reed, the military spokesman for the Norian Shia militia Red Falcons, left.",
            ("Jonas Reed", "spokesperson_of", "Red Falcons"),
        ),
    ],
)
def test_profiles_of_groups_tell_their_ties(text: str, triple: tuple[str, str, str]) -> None:
    """'It', 'the group', long descriptions and participles before the name all lead to the group that is meant."""
    assert triple in triples(text)
