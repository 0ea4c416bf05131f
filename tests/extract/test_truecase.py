"""A wire in capitals is read in ordinary case: same length, names with capitals, the rest small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.text import Span
from dateline.extract.words.truecase import Names, is_shouted, truecase

VOCABULARY = frozenset("vargas gunmen killed escobar shot near old harbour".split())


def cased(text: str, *spans: str, words: str = "") -> str | None:
    found = tuple(Span(text.index(s), text.index(s) + len(s)) for s in spans)
    return truecase(text, Names(found, frozenset(words.split()), frozenset(), VOCABULARY))


@pytest.mark.parametrize(
    ("shouted", "ordinary"),
    [
        ("GUNMEN KILLED TOMAS RIVAK IN KARDAB.", "Gunmen killed Tomas Rivak in Kardab."),
        (
            "THE DRIVER OF PABLO VARGAS WAS SHOT. LATER VARGAS FLED.",
            "The driver of Pablo Vargas was shot. Later Vargas fled.",
        ),
        ("PEOPLE IN THE U.S. EMBASSY SAW US.", "People in the U.S. embassy saw us."),
        (
            "THE PEOPLE'S FRONT (ABCD) KILLED TWO MEN. THE ABCD DENIED IT.",
            "The people's front (ABCD) killed two men. The ABCD denied it.",
        ),
        ("ON 4 MAY THEY MAY MARCH; ON 5 MARCH HE DIED.", "On 4 May they may march; on 5 March he died."),
        ('JUAN PABLO II SPOKE. "I AM HERE," HE SAID.', 'Juan Pablo II spoke. "I am here," he said.'),
        ("TWO CHILEANS AND A COLOMBIAN WERE HURT.", "Two Chileans and a Colombian were hurt."),
    ],
)
def test_names_keep_their_capital(shouted: str, ordinary: str) -> None:
    """Names by list, by neighbour and by not being words; abbreviations, months and the pronoun 'us' as meant."""
    assert cased(shouted) == ordinary


def test_what_the_book_knows_is_a_name_where_it_stands() -> None:
    """'OLD HARBOUR' is a place here, and plain words elsewhere."""
    assert cased("IN OLD HARBOUR A MAN SAW THE OLD BOAT.", "OLD HARBOUR") == "In Old Harbour a man saw the old boat."


def test_words_of_names_met_in_the_text_are_names() -> None:
    """A word that English does not print small is a name where a place of the country is called so."""
    assert cased("THE MEN WERE KILLED NEAR ESCOBAR.", words="escobar") == "The men were killed near Escobar."


def test_ordinary_text_is_left_alone() -> None:
    """No answer where there is nothing to do."""
    assert truecase("Gunmen killed two men.", Names()) is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_length_and_letters_stay(text: str) -> None:
    """Whatever comes, only the case of letters changes."""
    shown = truecase(text, Names())
    assert (shown is not None) == is_shouted(text)
    if shown is not None:
        assert len(shown) == len(text)
        assert shown.lower() == text.lower()
