"""How actors stand to each other, in the words of the article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.domain.actor import ActorCandidate, ActorMention, DateMention
from dateline.domain.dates import DateRange
from dateline.domain.report import Relation
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.errors import KnowledgeError
from dateline.extract.relations import find_relations, load_relations
from dateline.extract.words.sentences import split_sentences

from .conftest import article

WORLD: dict[str, tuple[str, ActorKind, str | None]] = {
    "Red Falcons": ("red-falcons", ActorKind.ARMED_GROUP, None),
    "Hill Brigade": ("hill-brigade", ActorKind.ARMED_GROUP, None),
    "Free Valley Union": ("valley-union", ActorKind.PARTY, None),
    "Sumland-backed militias": ("sumland-militias", ActorKind.ARMED_GROUP, None),
    "Noria": ("noria", ActorKind.STATE, "NR"),
    "Norian": ("noria", ActorKind.STATE, "NR"),
    "Sumland": ("sumland", ActorKind.STATE, "SU"),
    "Norian Embassy in Karda": ("norian-embassy", ActorKind.FACILITY, "SU"),
    "Omar Tahan": ("omar-tahan", ActorKind.PERSON, "NR"),
    "Lina Harb": ("lina-harb", ActorKind.PERSON, "SU"),
}


class Names:
    """The small world as a book of names."""

    def by_words(self, words: str) -> ActorCandidate | None:
        """The actor with this name."""
        known = WORLD.get(words)
        name = "Noria" if words == "Norian" else words
        return ActorCandidate(known[0], name, known[1], known[2]) if known else None

    def state(self, country: str) -> ActorCandidate | None:
        """Noria and Sumland are the only states."""
        return self.by_words({"NR": "Noria", "SU": "Sumland"}.get(country, ""))


def mentions(text: str) -> list[ActorMention]:
    """Every place where a name of the small world stands, the longest first; 'Norian' and 'Sumland-' are adjectives."""
    found: list[ActorMention] = []
    for name in sorted(WORLD, key=len, reverse=True):
        ident, kind, country = WORLD[name]
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            span = Span(*match.span())
            if any(span.overlaps(other.span) for other in found):
                continue
            adjective = name == "Norian" or text[span.end : span.end + 1] == "-"
            shown = "Noria" if name == "Norian" else name
            generic = kind is ActorKind.ARMED_GROUP and name.endswith("militias")
            found.append(ActorMention(span, ident, shown, kind, country, generic=generic, adjective=adjective))
    return sorted(found, key=lambda mention: mention.span)


def ties(text: str) -> tuple[Relation, ...]:
    """The relations of a text."""
    return find_relations(article(text), split_sentences(text), mentions(text), (), names=Names())


def triples(text: str) -> set[tuple[str, str, str]]:
    return {(r.subject.name, r.kind.value, r.object.name) for r in ties(text)}


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Red Falcons leader Omar Tahan was seen in Karda.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Omar Tahan, the head of Red Falcons, was seen.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Red Falcons (RFA), part of the Hill Brigade, moved on.", ("Red Falcons", "part_of", "Hill Brigade")),
        ("Red Falcons met. Its leader, Omar Tahan, left.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Red Falcons, Hill Brigade's affiliate, won.", ("Red Falcons", "affiliated_with", "Hill Brigade")),
        ("Hill Brigade and its armed wing, Red Falcons, left.", ("Red Falcons", "part_of", "Hill Brigade")),
        ("Omar Tahan was named leader of the Red Falcons.", ("Omar Tahan", "leads", "Red Falcons")),
        ('The leader of Red Falcons, Sami "Fox" Nader, left.', ('Sami "Fox" Nader', "leads", "Red Falcons")),
        (
            "Red Falcons, led by Omar Tahan, was designated as a terrorist body by Sumland.",
            ("Red Falcons", "designated_by", "Sumland"),
        ),
        (
            "Omar Tahan, who was to succeed Lina Harb as leader, was killed in a Sumland strike.",
            ("Omar Tahan", "killed_by", "Sumland"),
        ),
        (
            "Norian River Alliance, which includes Red Falcons, is led by Lina Harb.",
            ("Lina Harb", "leads", "Norian River Alliance"),
        ),
        ("The leader of Red Falcons, Omar Tahan, was seen.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Jonas Reed, who leads Red Falcons, was seen.", ("Jonas Reed", "leads", "Red Falcons")),
        ("Norian President Lina Harb arrived.", ("Lina Harb", "leads", "Noria")),
        ("Noria's prime minister Lina Harb arrived.", ("Lina Harb", "leads", "Noria")),
        ("President Omar Tahan arrived.", ("Omar Tahan", "leads", "Noria")),
        ("Former Red Falcons leader Omar Tahan was seen.", ("Omar Tahan", "former_leader_of", "Red Falcons")),
        ("Red Falcons spokesman Jonas Reed spoke.", ("Jonas Reed", "spokesperson_of", "Red Falcons")),
        (
            "Jonas Reed, the military spokesman for Red Falcons, spoke.",
            ("Jonas Reed", "spokesperson_of", "Red Falcons"),
        ),
        ("Omar Tahan, deputy leader of Red Falcons, spoke.", ("Omar Tahan", "member_of", "Red Falcons")),
        ("Jonas Reed, a researcher at the Valley Institute, spoke.", ("Jonas Reed", "member_of", "Valley Institute")),
        ("Omar Tahan of Red Falcons spoke.", ("Omar Tahan", "member_of", "Red Falcons")),
        ("Hill Brigade is part of Red Falcons.", ("Hill Brigade", "part_of", "Red Falcons")),
        ("Hill Brigade, a faction within Red Falcons, moved north.", ("Hill Brigade", "part_of", "Red Falcons")),
        ("Sumland-backed Red Falcons moved north.", ("Red Falcons", "backed_by", "Sumland")),
        ("Red Falcons, who are backed by Sumland, moved north.", ("Red Falcons", "backed_by", "Sumland")),
        ("Sumland-backed militias moved north.", ("Sumland-backed militias", "backed_by", "Sumland")),
        ("Sumland-backed militias, such as Hill Brigade, moved.", ("Hill Brigade", "backed_by", "Sumland")),
        ("The pro-Sumland Hill Brigade moved north.", ("Hill Brigade", "affiliated_with", "Sumland")),
        ("Hill Brigade is a front for Red Falcons.", ("Hill Brigade", "front_for", "Red Falcons")),
        (
            "Free Valley Union, the political wing of Red Falcons, won two seats.",
            ("Free Valley Union", "political_wing_of", "Red Falcons"),
        ),
        ("Sumland designated Red Falcons as a terrorist group.", ("Red Falcons", "designated_by", "Sumland")),
        ("Red Falcons were blacklisted by Sumland.", ("Red Falcons", "designated_by", "Sumland")),
        ("Sumland killed Omar Tahan in a drone strike.", ("Omar Tahan", "killed_by", "Sumland")),
        ("Omar Tahan was killed in a raid by Sumland.", ("Omar Tahan", "killed_by", "Sumland")),
        ("Hill Brigade is an ally of Red Falcons.", ("Hill Brigade", "ally_of", "Red Falcons")),
        ("The Norian Embassy in Karda was closed.", ("Norian Embassy in Karda", "office_of", "Noria")),
        ("Omar Tahan, also known as Abu Tariq, was seen.", ("Omar Tahan", "alias_of", "Abu Tariq")),
        ("Omar Tahan, the Red Falcons leader in Karda, spoke.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Red Falcons, whose leader is Omar Tahan, moved.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Omar Tahan, a one-time grocer, heads the Red Falcons.", ("Omar Tahan", "leads", "Red Falcons")),
        ("Omar Tahan's Free Valley Union won.", ("Omar Tahan", "leads", "Free Valley Union")),
        ("Omar Tahan, Noria's national security adviser, spoke.", ("Omar Tahan", "member_of", "Noria")),
        ("Lina Harb's spokesman, Jonas Reed, spoke.", ("Jonas Reed", "spokesperson_of", "Lina Harb")),
        ("Red Falcons, the Hill Brigade's military wing, moved.", ("Red Falcons", "part_of", "Hill Brigade")),
        ("Red Falcons, a Hill Brigade faction, moved.", ("Red Falcons", "part_of", "Hill Brigade")),
        ("Hill Brigade said its military wing, the Red Falcons, moved.", ("Red Falcons", "part_of", "Hill Brigade")),
        ("Red Falcons, seen as a facade for Hill Brigade, moved.", ("Red Falcons", "front_for", "Hill Brigade")),
        ("Red Falcons is on the Sumland list of terrorist groups.", ("Red Falcons", "designated_by", "Sumland")),
        (
            "Red Falcons, listed as a terrorist group by Noria and Sumland, moved.",
            ("Red Falcons", "designated_by", "Sumland"),
        ),
        ("Omar Tahan was killed by fighters of the Red Falcons.", ("Omar Tahan", "killed_by", "Red Falcons")),
        ("Omar Tahan, an ally of Norian President Lina Harb, left.", ("Omar Tahan", "ally_of", "Lina Harb")),
        ("Karda governor Jonas Reed called for calm.", ("Jonas Reed", "leads", "Karda")),
        ("The governor of the northern province of Karda, Jonas Reed, left.", ("Jonas Reed", "leads", "Karda")),
        ("The old fort in Maru State fell. Governor Jonas Reed left Maru.", ("Jonas Reed", "leads", "Maru State")),
        ("Jonas Reed, a senior commander of the Red Falcons, left.", ("Jonas Reed", "member_of", "Red Falcons")),
        (
            "Red Falcons moved. The group has pledged allegiance to Hill Brigade.",
            ("Red Falcons", "affiliated_with", "Hill Brigade"),
        ),
        (
            "In a statement signed by its spokesman, Jonas Reed, Red Falcons denied it.",
            ("Jonas Reed", "spokesperson_of", "Red Falcons"),
        ),
        ("Red Falcons, whom Sumland put back on its terror list, moved.", ("Red Falcons", "designated_by", "Sumland")),
        ("Sumland regards Red Falcons as an arm of the Hill Brigade.", ("Red Falcons", "part_of", "Hill Brigade")),
        ("The Red Falcons under General Omar Tahan moved.", ("Omar Tahan", "leads", "Red Falcons")),
        (
            "Red Falcons, an old group founded by farmers, has ties to Sumland.",
            ("Red Falcons", "affiliated_with", "Sumland"),
        ),
        # posts with words lost or between: commas, quotes, the sort of group, a backer
        ('Jonas Reed - chief of the so-called "Hill Brigade" - left.', ("Jonas Reed", "leads", "Hill Brigade")),
        ("The commander of Sumland-linked Red Falcons group Jonas Reed left.", ("Jonas Reed", "leads", "Red Falcons")),
        ("Jonas Reed was also the emir of Red Falcons.", ("Jonas Reed", "leads", "Red Falcons")),
        ("Omar Tahan, who had led Red Falcons, left.", ("Omar Tahan", "former_leader_of", "Red Falcons")),
        # officers, deputies, one of several
        ("Omar Tahan, the chief of staff of Red Falcons, left.", ("Omar Tahan", "member_of", "Red Falcons")),
        ("Vice president of the Free Valley Union Jonas Reed left.", ("Jonas Reed", "member_of", "Free Valley Union")),
        ("Red Falcons lost a commander, Jonas Reed.", ("Jonas Reed", "member_of", "Red Falcons")),
        (
            "Red Falcons met. Jonas Reed, one of its senior commanders, left.",
            ("Jonas Reed", "member_of", "Red Falcons"),
        ),
        # whose spokesman, whose ally
        ("Red Falcons moved, spokesman Jonas Reed said.", ("Jonas Reed", "spokesperson_of", "Red Falcons")),
        ("Red Falcons denied it. Spokeswoman Ida Reed spoke.", ("Ida Reed", "spokesperson_of", "Red Falcons")),
        ("Jonas Reed, who speaks for the Red Falcons, left.", ("Jonas Reed", "spokesperson_of", "Red Falcons")),
        ("Noria thanked its close ally Sumland.", ("Sumland", "ally_of", "Noria")),
        # branches, bans and backers
        ("Red Falcons, the Norian branch of Hill Brigade, moved.", ("Red Falcons", "part_of", "Hill Brigade")),
        (
            "Hill Brigade's affiliate in Noria, the Red Falcons, moved.",
            ("Red Falcons", "affiliated_with", "Hill Brigade"),
        ),
        ("Red Falcons (banned in Sumland) moved.", ("Red Falcons", "designated_by", "Sumland")),
        ("Red Falcons, a shadow outfit of Hill Brigade, moved.", ("Red Falcons", "front_for", "Hill Brigade")),
        # aides, officers of services, members of parliament, staff of outlets
        (
            "Jonas Reed, a top aide to Red Falcons leader Omar Tahan, left.",
            ("Jonas Reed", "member_of", "Red Falcons"),
        ),
        (
            "Red Falcons leader Omar Tahan spoke. Jonas Reed, an aide to Omar Tahan, left.",
            ("Jonas Reed", "member_of", "Red Falcons"),
        ),
        ("Ida Reed, a Norian peace envoy, left.", ("Ida Reed", "member_of", "Noria")),
        ("Jonas Reed, of the Karda tribal council, left.", ("Jonas Reed", "member_of", "Karda tribal council")),
        ("Karda TV photojournalist Jonas Reed left.", ("Jonas Reed", "member_of", "Karda TV")),
        ("Red Falcons relief chief Jonas Reed left.", ("Jonas Reed", "member_of", "Red Falcons")),
        # police and other bodies of a town
        ("They met Karda province police chief Jonas Reed.", ("Jonas Reed", "leads", "Karda police")),
        ("Jonas Reed, police chief in Noria's Karda province, left.", ("Jonas Reed", "leads", "Karda police")),
        ("Jonas Reed, head of the Karda health department, left.", ("Jonas Reed", "leads", "Karda health department")),
        ("Jonas Reed, mayor of Karda sub-district, left.", ("Jonas Reed", "leads", "Karda")),
        # what stands for a group named before
        ("Red Falcons fought on. Sumland considers it a terrorist group.", ("Red Falcons", "designated_by", "Sumland")),
        ("Red Falcons fought on. It is the top armed ally of Sumland.", ("Red Falcons", "ally_of", "Sumland")),
        ("Red Falcons fought on. The Sumland-backed group lost.", ("Red Falcons", "backed_by", "Sumland")),
        ("Red Falcons fought on. The rebels are backed by Sumland.", ("Red Falcons", "backed_by", "Sumland")),
        (
            "Red Falcons met. The group's chief is known by his nom de guerre Abu Tariq.",
            ("Abu Tariq", "leads", "Red Falcons"),
        ),
        (
            "Red Falcons began to fight Hill Brigade in 2003, according to its spokesman Jonas Reed.",
            ("Jonas Reed", "spokesperson_of", "Red Falcons"),
        ),
        # descriptions and the names behind them
        (
            "Jonas Reed, deputy commander of Sumland-backed militias known as the Red Falcons, left.",
            ("Jonas Reed", "member_of", "Red Falcons"),
        ),
        ("Sumland-backed militias known as the Red Falcons left.", ("Red Falcons", "backed_by", "Sumland")),
        (
            "Red Falcons, a web of small bands backed by Noria and linked to Sumland, left.",
            ("Red Falcons", "affiliated_with", "Sumland"),
        ),
        (
            "A Sumland drone strike at the airport killed Lina Harb, who led a band, and Omar Tahan.",
            ("Omar Tahan", "killed_by", "Sumland"),
        ),
        ("A Sumland airstrike on Monday (May 4th) killed Omar Tahan.", ("Omar Tahan", "killed_by", "Sumland")),
        (
            "Red Falcons was formed in 2015 as a defence force and is supported by Sumland.",
            ("Red Falcons", "backed_by", "Sumland"),
        ),
    ],
)
def test_each_kind_is_known_by_its_words(text: str, triple: tuple[str, str, str]) -> None:
    """Titles, appositions, passives and compounds tell the fourteen kinds."""
    assert triple in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons attacked Hill Brigade.",
        "Omar Tahan met Lina Harb in Karda.",
        "Noria and Sumland signed an agreement.",
        "It is unclear whether Sumland killed Omar Tahan.",
        "Omar Tahan spoke of Sumland and Red Falcons.",
        "Omar Tahan said that three men were killed by Red Falcons.",
        "Deputy governor Jonas Reed spoke in Karda.",
        "An aide to Omar Tahan was killed by Sumland.",
        "Omar Tahan was reportedly killed by Sumland.",
        "Red Falcons Commander Killed in Karda.",
        "Regional police spokesman Jonas Reed spoke in Noria.",
        "The groups backed by Red Falcons left.",
        "Red Falcons met in a town close to the Norian border.",
        "Norian journalist Rashad Kader spoke to Kurdish reporter Jonas Reed.",
    ],
)
def test_side_by_side_is_no_relation(text: str) -> None:
    """Two actors in one sentence, or a killing in doubt, are not enough."""
    assert triples(text) == set()


def test_a_place_before_a_name_is_cut_off_where_a_comma_got_lost() -> None:
    """'The governor of Karda Jonas Reed' with a known town is Reed of Karda; a leader beside somebody's death lives."""
    text = "The provincial governor of Karda Jonas Reed left."
    at = text.index("Karda")
    places = [Span(at, at + len("Karda"))]
    found = find_relations(article(text), split_sentences(text), mentions(text), (), names=Names(), places=places)
    assert [(r.subject.name, r.object.name) for r in found] == [("Jonas Reed", "Karda")]
    text = "Ten men were also killed said Red Falcons head Omar Tahan."
    assert triples(text) == {("Omar Tahan", "leads", "Red Falcons")}


def test_a_leader_who_was_killed_led_once() -> None:
    """The killing told in another sentence makes the leader a former one."""
    text = "Red Falcons leader Omar Tahan was feared. Sumland killed Omar Tahan on the coast road."
    assert ("Omar Tahan", "former_leader_of", "Red Falcons") in triples(text)
    assert ("Omar Tahan", "leads", "Red Falcons") not in triples(text)


def test_bodies_named_before_are_found_again() -> None:
    """'Its leader' leads the group of the sentence before."""
    text = "Red Falcons moved north at dawn. Its leader, Jonas Reed, stayed behind."
    assert ("Jonas Reed", "leads", "Red Falcons") in triples(text)


def test_the_militia_is_the_group_that_the_text_calls_so() -> None:
    """Another group named in between is not 'the militia'."""
    text = "The Red Falcons militia took Karda. Hill Brigade fled. The militia spokesman, Jonas Reed, said so."
    assert ("Jonas Reed", "spokesperson_of", "Red Falcons") in triples(text)


def test_several_groups_named_before_are_found_again() -> None:
    """'These groups' and 'both' stand for those named just before, 'they' for what the sentence before is about."""
    text = "Red Falcons and Hill Brigade moved north. These groups are all part of the Free Valley Union."
    assert {("Red Falcons", "part_of", "Free Valley Union"), ("Hill Brigade", "part_of", "Free Valley Union")} == (
        triples(text)
    )
    text = "Red Falcons met Hill Brigade. Both are backed by Sumland."
    assert {t[0] for t in triples(text)} == {"Red Falcons", "Hill Brigade"}
    assert triples("Red Falcons moved north. They are backed by Sumland.") == {("Red Falcons", "backed_by", "Sumland")}


def test_who_is_held_for_something_else_is_not_listed() -> None:
    """'Considered by' is a designation only where it is one as terrorists."""
    assert triples("Hill Brigade is considered by Red Falcons a rival.") == set()


def test_whose_officials_speak_is_no_front() -> None:
    """'X, which Norian officials say is a front for Y' tells nothing of the officials."""
    text = "Red Falcons, which Norian officials say is a front for Hill Brigade, moved."
    assert triples(text) == {("Red Falcons", "front_for", "Hill Brigade")}


def test_the_day_of_a_listing_or_killing_is_kept() -> None:
    """A designation holds since the day that its sentence gives."""
    text = "Sumland designated Red Falcons as a terrorist group in March 2020."
    when = DateRange.month(2020, 3)
    at = text.index("March 2020")
    found = find_relations(
        article(text), split_sentences(text), mentions(text), [DateMention(Span(at, at + 10), when)], names=Names()
    )
    assert [(r.kind.value, r.since) for r in found] == [("designated_by", when)]


def test_evidence_is_the_clause_itself() -> None:
    """The span holds the words from the first party to the last."""
    text = "On Monday Red Falcons leader Omar Tahan was seen in Karda."
    relation = ties(text)[0]
    assert relation.evidence[0].quote(text) == "Red Falcons leader Omar Tahan"


def test_without_names_only_what_is_tagged_is_told() -> None:
    """A reader without a book of names leaves out parties that only a title tells."""
    text = "President Omar Tahan met Red Falcons leader Lina Harb."
    found = find_relations(article(text), split_sentences(text), mentions(text), ())
    assert {(r.subject.name, r.object.name) for r in found} == {("Lina Harb", "Red Falcons")}


PIECES = [
    *WORLD,
    " leader ",
    ", the head of ",
    " was killed by ",
    "-backed ",
    ", also known as ",
    " (",
    ")",
    ". ",
    "<S0>",
    "\n\n",
    " and ",
    "\x00",
    "’s ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_nobody_stands_to_himself(text: str) -> None:
    """Broken text never stops the reading; evidence lies in the text; subject and object differ."""
    for relation in ties(text):
        assert relation.evidence[0].end <= len(text)
        assert relation.subject.name != relation.object.name


def test_a_wrong_pattern_is_told_with_its_file(tmp_path: Path) -> None:
    """A pattern with an unknown word group is refused with the file's name."""
    words = "titles: [mr]\nbody_names: [army]\nrank: [deputy]\nmod: ['([a-z]+)']\n"
    (tmp_path / "words.yaml").write_text(words, "utf-8")
    entry = "- {relation: leads, subject: person, object: org, when: '{person} {bosses} {org}'}\n"
    (tmp_path / "patterns.yaml").write_text(entry, "utf-8")
    with pytest.raises(KnowledgeError, match=r"patterns\.yaml"):
        load_relations(tmp_path)


def test_dates_stay_empty_without_a_date() -> None:
    """Nothing is invented."""
    relation = ties("Sumland designated Red Falcons as a terrorist group.")[0]
    assert (relation.since, relation.until) == (None, None)
