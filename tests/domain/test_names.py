"""Folding: one result however a text is written, and the way back to its positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.names import fold_text, tolerant_key

MANY = " " + "".join(chr(code) for code in range(0x400, 0x450))
LETTERS = "abSs'’` .-é“ñ\u0301\u064bالوبكےŉ\ufb90ßıİŁ\u200bʼ_9한\n½ﬁ\U0001f600"


@given(st.text(alphabet=LETTERS, max_size=30))
def test_folding_does_not_depend_on_the_rest_of_the_text(text: str) -> None:
    """A text in one script takes a shorter way than one with many letters beyond ASCII; what comes out is the same."""
    alone, among = fold_text(text), fold_text(text + MANY)
    assert among.text.startswith(alone.text)
    for index in range(len(alone.text)):
        assert alone.start(index) == among.start(index)


@given(st.text(alphabet=LETTERS, max_size=30))
def test_positions_lead_back(text: str) -> None:
    """Each folded character stands for one of the original, in the same order."""
    folded = fold_text(text)
    places = [folded.start(index) for index in range(len(folded.text))]
    assert places == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kata’ib", "Kataib"),
        ("Île-de-France’s", "ile de france s"),
        ("الحشد", "حشد"),
        ("ﮐتائب", "كتائب"),
        ("ŞIRNAK", "sirnak"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    """Accents, apostrophes, articles and forms of letters make no difference."""
    assert fold_text(one).text == fold_text(other).text


@given(st.lists(st.sampled_from(["Abu", "al-Sadr", "Kataib", "bin", "Hassan", "of", "Nahr"]), max_size=5))
def test_the_key_of_a_name_is_that_of_its_words(words: list[str]) -> None:
    """Keys of words, one after the other; articles and particles have none."""
    assert tolerant_key(" ".join(words)) == tuple(part for word in words for part in tolerant_key(word))
