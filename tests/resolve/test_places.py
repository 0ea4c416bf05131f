"""Choosing a place: what the text says, what the article speaks of, what lies near."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.actor import Place
from dateline.domain.text import Span
from dateline.domain.vocabulary import PlacePrecision
from dateline.resolve import place_doubts
from dateline.resolve.place_values import PlaceChoice
from dateline.resolve.places import resolve_places


@dataclass(frozen=True)
class Known:
    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    precision: PlacePrecision = PlacePrecision.TOWN
    admin2: str | None = None

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple((self.country or "").split("+"))

    def as_place(self) -> Place:
        return Place(self.id, self.name, self.precision, self.country, self.admin1, self.lat, self.lon)


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    places: tuple[str, ...]
    principal: frozenset[str]
    weak: bool


P = PlacePrecision
ATLAS = {
    known.id: known
    for known in (
        Known("iq", "Iraq", "country", "IQ", None, 33, 44, 38_000_000, P.COUNTRY),
        Known("sy", "Syria", "country", "SY", None, 35, 38, 17_000_000, P.COUNTRY),
        Known("us", "United States", "country", "US", None, 39, -98, 327_000_000, P.COUNTRY),
        Known("ge", "Georgia", "country", "GE", None, 42, 43.5, 3_700_000, P.COUNTRY),
        Known("us-ga", "Georgia", "admin1", "US", "Georgia", 32.75, -83.5, 8_000_000, P.PROVINCE),
        Known("us-tx", "Texas", "admin1", "US", "Texas", 31, -99, 25_000_000, P.PROVINCE),
        Known("us-ne", "Nebraska", "admin1", "US", "Nebraska", 41.5, -99.7, 1_500_000, P.PROVINCE),
        Known("iq-ki", "Kirkuk", "admin1", "IQ", "Kirkuk", 35.4, 44.3, 1_000_000, P.PROVINCE),
        Known("kirkuk", "Kirkuk", "city", "IQ", "Kirkuk", 35.47, 44.39, 600_000),
        Known("paris", "Paris", "capital", "FR", "Ile-de-France", 48.85, 2.35, 2_100_000),
        Known("paris-tx", "Paris", "city", "US", "Texas", 33.66, -95.55, 24_782),
        Known("balad", "Balad", "city", "IQ", "Saladin", 34.01, 44.14, 42_000),
        Known("balad-so", "Balad", "city", "SO", "Middle Shabelle", 2.36, 45.39, 60_000),
        Known("lincoln", "Lincoln", "city", "US", "Nebraska", 40.8, -96.67, 277_000),
        Known("atlanta", "Atlanta", "city", "US", "Georgia", 33.75, -84.39, 463_000),
        Known("tower", "Tower 22", "base", "JO", "Mafraq", 33.3, 38.7, 0, P.POINT),
        Known("tahrir-iq", "Tahrir Square", "square", "IQ", "Baghdad", 33.32, 44.41, 0, P.POINT),
        Known("tahrir-eg", "Tahrir Square", "square", "EG", "Cairo", 30.04, 31.23, 0, P.POINT),
        Known("cairo", "Cairo", "capital", "EG", "Cairo", 30.06, 31.25, 7_700_000),
        Known("baghdad", "Baghdad", "capital", "IQ", "Baghdad", 33.34, 44.4, 7_200_000),
        Known("dc", "Washington", "capital", "US", "District of Columbia", 38.9, -77.0, 600_000),
        Known("us-wa", "Washington", "admin1", "US", "Washington", 47.5, -120.5, 7_000_000, P.PROVINCE),
        Known("hamlet", "Post", "city", "US", "Texas", 33.19, -101.4, 5_000),
    )
}
WEAK = {"Lincoln"}


def hits(text: str) -> list[Hit]:
    found = []
    for name in sorted({known.name for known in ATLAS.values()}, key=len, reverse=True):
        at = -1
        while (at := text.find(name, at + 1)) >= 0:
            if not any(hit.start < at + len(name) and at < hit.end for hit in found):
                ids = sorted((i for i, k in ATLAS.items() if k.name == name), key=lambda i: -ATLAS[i].population)
                found.append(Hit(at, at + len(name), tuple(ids), frozenset(ids), name in WEAK))
    return sorted(found, key=lambda hit: hit.start)


def choices(text: str, countries: dict[str, float] | None = None, blocked: tuple[Span, ...] = ()) -> list[PlaceChoice]:
    return resolve_places(text, hits(text), ATLAS.get, countries, blocked)


def chosen(text: str, countries: dict[str, float] | None = None) -> list[str]:
    return [choice.place.id for choice in choices(text, countries)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("A blast shook Paris.", ["paris"]),
        ("A blast shook Paris, Texas.", ["paris-tx", "us-tx"]),
        ("A blast in Paris, TX, on Monday.", ["paris-tx"]),
        ("A blast shook Lincoln, Nebraska.", ["lincoln", "us-ne"]),
        ("Militants struck Balad in Iraq.", ["balad", "iq"]),
        ("Police in Atlanta, Georgia, said so.", ["atlanta", "us-ga"]),
        ("Washington denied it.", ["dc"]),
        ("floods in Washington state.", ["us-wa"]),
        ("Georgia and Iraq agreed.", ["ge", "iq"]),
        ("Kirkuk was quiet.", ["kirkuk"]),
        ("Kirkuk province was quiet.", ["iq-ki"]),
        ("the province of Kirkuk was quiet.", ["iq-ki"]),
        ("Protesters filled Tahrir Square in Cairo.", ["tahrir-eg", "cairo"]),
        ("Protesters in Baghdad filled Tahrir Square.", ["baghdad", "tahrir-iq"]),
        ("Drones struck Tower 22, a base in the desert.", ["tower"]),
    ],
)
def test_what_the_text_says_decides(text: str, ids: list[str]) -> None:
    assert chosen(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Mr. Lincoln said so.", []),
        ("Abraham Lincoln was there.", []),
        ("Lincoln said it was over.", []),
        ("He was in Lincoln on Monday.", ["lincoln"]),
        ("the town of Lincoln was empty.", ["lincoln"]),
        ("He was in Lincoln. Later Lincoln burned.", ["lincoln", "lincoln"]),
        ("The Baghdad Post wrote it.", []),
    ],
)
def test_a_common_name_is_a_place_only_where_the_text_says_so(text: str, ids: list[str]) -> None:
    assert chosen(text) == ids


def test_the_countries_of_the_article_decide_between_namesakes() -> None:
    assert chosen("An attack in Balad.", {"IQ": 3}) == ["balad"]
    assert chosen("An attack in Balad.", {"SO": 3}) == ["balad-so"]


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("An attack in Kirkuk.", "Kirkuk", P.TOWN),
        ("An attack near Kirkuk.", "Kirkuk", P.DISTRICT),
        ("An attack north of Kirkuk.", "Kirkuk", P.DISTRICT),
        ("An attack near Tower 22 today.", "Tower 22", P.TOWN),
        ("An attack in Kirkuk province.", "Kirkuk province", P.PROVINCE),
        ("An attack in Balad district.", "Balad district", P.DISTRICT),
        ("An attack in southern Iraq.", "southern Iraq", P.REGION),
        ("An attack in Iraq.", "Iraq", P.COUNTRY),
        ("An attack on the Syria-Iraq border.", "Syria-Iraq border", P.REGION),
    ],
)
def test_precision_says_how_exactly_the_text_places_it(text: str, words: str, precision: PlacePrecision) -> None:
    (choice,) = choices(text)
    assert (choice.span.quote(text), choice.place.precision) == (words, precision)


def test_a_border_lies_between_two_countries() -> None:
    (choice,) = choices("Clashes on the Iraq-Syria border.")
    assert choice.place.name == "border of Iraq and Syria"
    assert choice.alternatives == ("iq", "sy")


def test_blocked_words_are_no_places() -> None:
    text = "An attack in Kirkuk."
    assert choices(text, blocked=(Span(13, 19),)) == []
    assert len(choices(text, blocked=(Span(0, 9),))) == 1


def test_the_reason_and_the_alternatives_are_kept() -> None:
    (first, _) = choices("A blast shook Paris, Texas.")
    assert first.alternatives == ("paris",)
    assert "the text says it lies in Texas" in first.reasons
    assert first.mention().reason.startswith("the text says it lies in Texas")


@given(
    st.lists(
        st.sampled_from([*{k.name for k in ATLAS.values()}, "in", "near", ",", ".", "border", "-", "province"]),
        max_size=9,
    )
)
def test_choices_lie_in_the_text_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    made = choices(text)
    for choice in made:
        assert choice.span.end <= len(text)
        assert choice.place.id in ATLAS or choice.place.id.startswith("border:")
    assert all(a.span.end <= b.span.start for a, b in pairwise(made))


@given(st.permutations(sorted(ATLAS)))
def test_the_order_of_equal_evidence_does_not_matter(order: list[str]) -> None:
    """Namesakes are told apart by what they are, not by the order in which they are offered."""
    text = "An attack in Balad, Iraq, and in Kirkuk."
    rank = {ident: at for at, ident in enumerate(order)}
    shuffled = [
        Hit(h.start, h.end, tuple(sorted(h.places, key=rank.__getitem__)), h.principal, h.weak) for h in hits(text)
    ]
    made = resolve_places(text, shuffled, ATLAS.get)
    assert [choice.place.id for choice in made] == ["balad", "iq", "kirkuk"]


def test_the_name_of_a_war_is_no_place() -> None:
    """'The Israel-Gaza war' says which war is meant; 'in Gaza' says where."""
    text = "Since the Israel-Gaza war began, shells fell in Gaza."
    assert not place_doubts.names_a_war(text, text.rindex("Gaza"), len(text) - 1)
    assert place_doubts.names_a_war(text, text.index("Gaza"), text.index("Gaza") + 4)
    assert place_doubts.names_a_war(text, text.index("Israel"), text.index("Israel") + 6)


def test_a_part_of_a_country_is_a_place_of_its_own() -> None:
    """'Southern Iraq' and 'northern Iraq' are two places, each under its own name."""
    south, north = choices("They fought in southern Iraq and in northern Iraq.")
    assert (south.place.name, north.place.name) == ("southern Iraq", "northern Iraq")
    assert south.place.id != north.place.id


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Gunmen struck Post, in Iraq.", ["iq"]),  # the text puts it where none of that name is known
        ("They came to Post Karum in Iraq. It was quiet.", ["iq"]),  # a longer name that no gazetteer has
        ("Gunmen struck Post, in Texas.", ["hamlet", "us-tx"]),
    ],
)
def test_a_village_elsewhere_is_not_the_one_that_the_text_speaks_of(text: str, ids: list[str]) -> None:
    """A small namesake in another country is no answer; better none than a wrong one."""
    assert chosen(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("They seized Lincoln, the state capital, in May.", ["lincoln"]),
        ("They talked with Lincoln, the city mayor.", []),
    ],
)
def test_what_stands_beside_a_name_says_that_it_is_a_place(text: str, ids: list[str]) -> None:
    """'Lincoln, the state capital' is a town, 'Lincoln, the city mayor' is not."""
    assert chosen(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The frigate INS Lincoln sailed from Iraq.", ["iq"]),
        ("Gunmen in Iraq stopped a Kirkuk bus.", ["iq"]),
        ("They sprayed a Kirkuk-bound lorry with bullets in Balad, Iraq.", ["balad", "iq"]),
        ("Rebels blew up the Cano Nebraska pipeline in Iraq.", ["iq"]),
        ("Former Nebraska Gov. Smith spoke of Iraq.", ["us-ne", "iq"]),
        ("A Kirkuk resident said that police in Kirkuk city had left Iraq.", ["kirkuk", "kirkuk", "iq"]),
        ("In Iraq, in Syria, in Baghdad and in Kirkuk they met at Tahrir Square.", ["iq", "sy", "baghdad", "kirkuk", "tahrir-iq"]),
    ],
)  # fmt: skip
def test_ships_buses_and_parts_of_longer_names_are_no_places(text: str, ids: list[str]) -> None:
    """A name stands for a place only where the words around it leave it one."""
    assert [choice.place.id for choice in choices(text)] == ids
