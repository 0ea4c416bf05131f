"""Which actor the words of an article mean, on a small book of our own: full names, short forms, introductions."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.domain.actor import ActorCandidate, ActorMention
from dateline.domain.vocabulary import ActorKind
from dateline.knowledge.actor_book import ActorBook, build_index
from dateline.resolve.actors import choose_actors

PACK = """
- {id: northland, kind: state, name: Northland, country: NL, adjectives: [Northlandic], capital: Norburg, source: atlas}
- {id: eastland, kind: state, name: Eastland, country: EA, adjectives: [Eastern], capital: Osta, source: atlas}
- {id: hezbollah-eastland, kind: armed_group, name: Hezbollah (Eastland), names: [Hezbollah], country: EA, source: atlas}
- id: kataib-hezbollah
  kind: armed_group
  name: Kataib Hezbollah
  names: [{text: KH, use: abbreviation}, {text: Hezbollah, use: short}]
  country: NL
  source: atlas
- id: harakat-hezbollah-al-nujaba
  kind: armed_group
  name: Harakat Hezbollah al-Nujaba
  names: [{text: Harakat Hezbollah, use: short}, {text: Nujaba, use: short}]
  country: NL
  source: atlas
- {id: badr, kind: armed_group, name: Badr Organization, names: [{text: Badr, use: short}], country: NL, source: atlas}
- id: badr-militias
  kind: armed_group
  name: Eastland-backed militias
  country: NL
  generic: true
  source: atlas
- id: hadi-amiri
  kind: person
  name: Hadi al-Amiri
  names: [{text: Amiri, use: short}, Abu Hassan al-Amiri, Hadi Ameri]
  country: NL
  relations: [{relation: leads, of: badr}]
  source: atlas
- {id: hamid-amiri, kind: person, name: Hamid al-Amiri, names: [{text: Amiri, use: short}], country: NL, source: atlas}
- {id: rebar-ahmed, kind: person, name: Rebar Ahmed, names: [{text: Ahmed, use: short}], country: NL, source: atlas}
- {id: omar-rubaie, kind: person, name: Omar al-Rubaie, names: [{text: Rubaie, use: short}], country: NL, source: atlas}
- id: liberals-eastland
  kind: party
  name: Liberal Party of Eastland
  names: [{text: Liberal Party, use: short}]
  country: EA
  source: atlas
- {id: liberals-northland, kind: party, name: Liberal Party (Northland), names: [{text: Liberal Party, use: short}], country: NL, source: atlas}
- {id: masisi, kind: person, name: Moka Masisi, names: [{text: Masisi, use: short}], country: NL, source: atlas}
- {id: gunmen, kind: armed_group, name: unknown gunmen, country: NL, generic: true, source: atlas}
- id: embassy
  kind: facility
  name: Eastern embassy in Norburg
  names: [{text: Eastern embassy, use: short}]
  country: NL
  source: atlas
- {id: the-base, kind: armed_group, name: The Base (Eastland), names: [{text: The Base, use: short}], country: EA, source: atlas}
- {id: the-daily, kind: outlet, name: The Daily (Eastland), names: [{text: The Daily, use: short}], country: EA, source: atlas}
- {id: facts, kind: armed_group, name: Front for Accord, names: [{text: FACT, use: short}], country: NL, source: atlas}
- id: assembly-northland
  kind: government_body
  name: Assembly of Northland
  names: [{text: Assembly, use: short}, {text: Congress, use: short}]
  country: NL
  source: atlas
- id: allied-front
  kind: armed_group
  name: Allied Dawn Front
  names: [ADF rebels, Allied Dawn, Dawn Front, {text: ADF, use: short}]
  country: NL
  source: atlas
- {id: azure-front, kind: armed_group, name: Azure Dawn Front, names: [{text: ADF, use: short}], country: EA, source: atlas}
- {id: sami-rubaie, kind: person, name: Sami al-Rubaie, names: [{text: Rubaie, use: short}], country: NL, source: atlas}
"""
PATTERNS = """
- id_suffix: armed-forces
  kind: government_body
  relation: part_of
  name: "{adj} Armed Forces"
  bare: [the army]
  forms: ["{adj} army", "{state}'s army"]
- id_suffix: assembly
  kind: government_body
  relation: part_of
  name: "Assembly of {state}"
  bare: [the assembly]
  forms: ["{adj} assembly"]
"""
HEADS = {"ministry": ActorKind.GOVERNMENT_BODY, "party": ActorKind.PARTY, "brigade": ActorKind.ARMED_GROUP}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ActorBook:
    """The book of the small pack."""
    folder: Path = tmp_path_factory.mktemp("pack")
    (folder / "groups.yaml").write_text(PACK, "utf-8")
    (folder / "patterns.yaml").write_text(PATTERNS, "utf-8")
    (folder / "sources.yaml").write_text("- {id: atlas, title: An atlas, publisher: Us}\n", "utf-8")
    return ActorBook(build_index([folder]))


def chosen(book: ActorBook, text: str) -> list[ActorMention]:
    """The mentions of a text."""

    def body(country: str, suffix: str) -> ActorCandidate | None:
        state = book.state(country)
        return book.body_of(state, suffix) if state else None

    return list(choose_actors(text, book.find(text), body, heads=HEADS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the family name alone, with and without support
        ("Hamid al-Amiri spoke. Later Amiri left.", [("Hamid al-Amiri", "hamid-amiri"), ("Amiri", "hamid-amiri")]),
        ("In Northland, Amiri spoke.", [("Northland", "northland"), ("Amiri", "hadi-amiri")]),
        ("In Northland, Ahmed spoke.", [("Northland", "northland")]),
        ("General Amiri spoke.", [("Amiri", "hadi-amiri")]),
        ("Saja Amiri fled Northland. Amiri was hurt.", [("Northland", "northland")]),
        # 'Hezbollah' is Eastland's, beside Kataib Hezbollah too
        ("Hezbollah fired.", [("Hezbollah", "hezbollah-eastland")]),
        (
            "Kataib Hezbollah and Hezbollah fired.",
            [("Kataib Hezbollah", "kataib-hezbollah"), ("Hezbollah", "hezbollah-eastland")],
        ),
        (
            "Harakat Hezbollah al-Nujaba fired. Harakat Hezbollah denied it.",
            [
                ("Harakat Hezbollah al-Nujaba", "harakat-hezbollah-al-nujaba"),
                ("Harakat Hezbollah", "harakat-hezbollah-al-nujaba"),
            ],
        ),
        # a group's short name that is a place's
        (
            "The Badr Organization left Badr district; Badr spoke.",
            [("Badr Organization", "badr"), ("Badr", "badr")],
        ),
        ("Northland shelled Camp Badr and Badr city.", [("Northland", "northland")]),
        # seats of government: the town where something is, the state that speaks
        ("Talks with Northland: Osta said no.", [("Northland", "northland"), ("Osta", "eastland")]),
        ("In Osta a bomb went off.", []),
        ("Eastland: he flew to Norburg.", [("Eastland", "eastland")]),
        # bodies with and without their state
        (
            "Northland’s army fired. The army left.",
            [("Northland’s army", "northland-armed-forces"), ("army", "northland-armed-forces")],
        ),
        # names that the article introduces
        (
            "Hadi al-Amiri, also known as Abu Turab, spoke. Abu Turab left.",
            [("Hadi al-Amiri", "hadi-amiri"), ("Abu Turab", "hadi-amiri"), ("Abu Turab", "hadi-amiri")],
        ),
        (
            "The Badr Organization (BO) fired. BO left.",
            [("Badr Organization", "badr"), ("BO", "badr"), ("BO", "badr")],
        ),
        # a party in brackets is where the person belongs; the short name that many parties have is of no country
        (
            "Hadi al-Amiri (Liberal Party) spoke. The Liberal Party left.",
            [
                ("Hadi al-Amiri", "hadi-amiri"),
                ("Liberal Party", "liberals-northland"),
                ("Liberal Party", "liberals-northland"),
            ],
        ),
        # feeds that lose the apostrophe
        ("Northlands army fired.", [("Northlands army", "northland-armed-forces")]),
        # a collective taken up by its last word
        (
            "Eastland-backed militias fired. The militias left.",
            [("Eastland-backed militias", "badr-militias"), ("The militias", "badr-militias")],
        ),
        # words that fit every country mean the entry of one only where the article is about it
        ("Unknown gunmen fired in Northland.", [("Unknown gunmen", "gunmen"), ("Northland", "northland")]),
        ("Unknown gunmen fired in Eastland.", [("Eastland", "eastland")]),
        ("The Eastern embassy in Northland.", [("Northland", "northland")]),
        ("Northland said the Eastern embassy was hit.", [("Northland", "northland"), ("Eastern embassy", "embassy")]),
        ("Eastland said the Eastern embassy in Westburg was hit.", [("Eastland", "eastland")]),
        # a town's name is no person
        ("Northland took the town of Masisi.", [("Northland", "northland")]),
        ("Northland named Masisi.", [("Northland", "northland"), ("Masisi", "masisi")]),
    ],
)
def test_the_context_decides(book: ActorBook, text: str, expected: list[tuple[str, str]]) -> None:
    """Full names stand for themselves, short ones for the actor that the article supports, and each has its reason."""
    mentions = chosen(book, text)
    assert [(m.span.quote(text), m.actor_id) for m in mentions] == expected
    assert all(m.reason for m in mentions)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Rebels attacked the base in Osta. The base burned.", []),
        ("The leader of The Base was held in Osta.", ["the-base"]),
        ("A Fact Finding Mission came to Norburg.", []),
        ("He said Fact fighters came to Norburg.", ["facts"]),
        ("In Osta the Daily Bread Movement marched.", []),
        ("Eastland was told by the Daily on Monday.", ["eastland", "the-daily"]),
        ("Eastland's premier told Assembly members.", ["eastland", "eastland-assembly"]),
        ("Northland's premier told Assembly members.", ["northland", "assembly-northland"]),
        ("Eastland's premier told Congress.", ["eastland"]),
        ("At least 30 were killed by ADF militants.", ["allied-front"]),
        ("Eastland's premier spoke of the ADF.", ["eastland", "azure-front"]),
    ],
)
def test_words_that_are_more_than_a_name(book: ActorBook, text: str, actors: list[str]) -> None:
    """Small letters, longer names, bodies that every state has, initials of several: no actor, or the one at home."""
    assert [mention.actor_id for mention in chosen(book, text) if mention.known] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        # a group's short name that is somebody's given name, and beside it what is still the group
        ("Northland held Badr al-Norani on Monday.", ["northland"]),
        ("Northland praised Nujaba Al-Osti on Monday.", ["northland"]),
        ("Northland held Badr on Monday.", ["northland", "badr"]),
        ("In Northland the Badr al-Nour Brigades fired.", ["northland", "badr"]),
        ("The Badr Organization mourned Badr al-Norani.", ["badr"]),
        # a family name that is half of somebody else's; the article of a name is no half
        ("Northland named Noria-Masisi, a judge.", ["northland"]),
        ("Northland named Lu’ay-Masisi, a judge.", ["northland"]),
        ("Northland named al-Masisi.", ["northland", "masisi"]),
        ("Northland named ex-Masisi men.", ["northland", "masisi"]),
        # a group's or body's short name inside a longer name
        ("Northland named Jaish al-Badr.", ["northland"]),
        # a full name behind another man's given name is a third man
        ("Northland named Ali Rebar Ahmed.", ["northland"]),
        ("Northland named President Rebar Ahmed.", ["northland", "rebar-ahmed"]),
        ("Moka Masisi met Lina Noria-Masisi in Northland.", ["masisi", "northland"]),
    ],
)
def test_a_short_name_inside_another_name_is_nobody(book: ActorBook, text: str, actors: list[str]) -> None:
    """'Badr al-...' is a man's given name, 'Noria-Masisi' another family: neither is the bearer of the short name."""
    assert [mention.actor_id for mention in chosen(book, text) if mention.known] == actors


def test_unsure_is_an_answer(book: ActorBook) -> None:
    """Two bearers of a name, nothing to tell them apart: neither, but an actor of its own that names both."""
    [_, mention] = chosen(book, "In Northland, Rubaie spoke.")
    assert not mention.known
    assert mention.reason.startswith("unsure: ")
    assert set(mention.candidates) == {"omar-rubaie", "sami-rubaie"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("interior minister Nouhad Kamci said so. Mr Kamci left.", ["Nouhad Kamci", "Nouhad Kamci"]),
        (
            "But Lina Ben Taleb, a senior researcher at a school, disagreed. “No,” Ben Taleb said.",
            ["Lina Ben Taleb"] * 2,
        ),
        ("Lina Taleb, 32, was killed at home.", []),
        ("Minister of Defence Ministry Brigade spoke.", []),
        ("IN THE SOACHA MARCH, A SENATOR SAID, LINA TALEB, A LEADER, SPOKE.", []),
        ("GENERAL MIGUEL MAZA WAS HURT.", ["MIGUEL MAZA"]),
        ("said spokesperson Colonel Lina Taleb on Monday", ["Lina Taleb"]),
        ("Defence Minister Ali Rebar Ahmed spoke.", ["Ali Rebar Ahmed"]),
    ],
)
def test_unknown_persons_of_a_public_role_are_actors(book: ActorBook, text: str, names: list[str]) -> None:
    """A title or a role behind a comma makes an unknown name an actor; a private person's name makes none."""
    mentions = chosen(book, text)
    assert [m.name for m in mentions] == names
    assert len({m.actor_id for m in mentions}) == len(set(names))
    assert not any(m.known for m in mentions)
