"""Sentences begin and end where a reader would say so, at exact offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.words.sentences import split_sentences, unwrapped


def sentences(text: str) -> list[str]:
    return [span.quote(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One fell. Two fled.", ["One fell.", "Two fled."]),
        ("Gen. Mark Hale spoke. He left.", ["Gen. Mark Hale spoke.", "He left."]),
        ("Forces of the U.S. Navy came. They left.", ["Forces of the U.S. Navy came.", "They left."]),
        ("He lives in the U.S. The rest fled.", ["He lives in the U.S.", "The rest fled."]),
        ("It happened on Feb. 15 in Karda.", ["It happened on Feb. 15 in Karda."]),
        ("They met J. Smith. Nobody spoke.", ["They met J. Smith.", "Nobody spoke."]),
        ("“Stop!” he said.", ["“Stop!” he said."]),
        ("“We fought.” They left.", ["“We fought.”", "They left."]),
        ("He was hit.[3] She was not.", ["He was hit.[3]", "She was not."]),
        ("A heading\nA sentence follows.", ["A heading", "A sentence follows."]),
        ("in the provinces. al-Muthana and Dhi Qar", ["in the provinces. al-Muthana and Dhi Qar"]),
        ("قتل ثلاثة جنود. أصيب خمسة؟ نعم", ["قتل ثلاثة جنود.", "أصيب خمسة؟", "نعم"]),
        ("• First point.\n• Second point.", ["First point.", "Second point."]),
        ("", []),
    ],
)
def test_splits_where_a_reader_would(text: str, expected: list[str]) -> None:
    """Stops end sentences, abbreviations and initials do not, newlines end headings."""
    assert sentences(text) == expected


def test_hard_wrapped_lines_are_one_sentence() -> None:
    """A wire broken at a fixed width keeps its sentences whole; a blank line still ends a paragraph."""
    text = (
        "THE MINISTRY SAID THAT TWO SOLDIERS WERE KILLED WHEN A MINE WENT OFF\n"
        "UNDER THEIR TRUCK NEAR THE TOWN OF KARDA, ON THE ROAD THAT LEADS TO\n"
        "THE COAST. NO GROUP HAS CLAIMED THE ATTACK, AND THE MINISTRY DID NOT\n"
        "SAY WHO IT THINKS IS BEHIND IT.\n\nA SECOND MINE WAS FOUND ON THE SAME ROAD LATER IN THE DAY AND TAKEN\n"
        "AWAY BY SAPPERS."
    )
    assert len(sentences(text)) == 3


def test_a_line_that_goes_on_is_joined() -> None:
    """A line that ends in a preposition, before an indented one, is not a sentence."""
    text = "The blast in the market of the old town was heard in\n            Karda, witnesses said."
    assert len(sentences(text)) == 1


@given(st.text(max_size=300))
def test_spans_lie_inside_in_order_and_cover_all_words(text: str) -> None:
    """Spans do not overlap, run forwards, and leave out only white space and bullets."""
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    left = text
    for span in reversed(spans):
        left = left[: span.start] + left[span.end :]
    assert not any(char.isalnum() for char in left)


def test_lines_of_a_fixed_width_are_joined_for_reading() -> None:
    """Newlines inside a paragraph become blanks, those between paragraphs stay, and so does every offset."""
    wide = (
        "The convoy of nine lorries left the old harbour of San\nSalvador before the rain came, and some of the men of\n"
        "the northern villages followed it along the river for\nan hour.\n\nAccording to two drivers nobody at all was hurt on\n"
        "the way to the coast, and the cargo arrived as it was\nsent.\n"
    )
    joined = unwrapped(wide)
    assert "San Salvador" in joined
    assert ".\n\nAccording" in joined
    assert len(joined) == len(wide)
    assert unwrapped("A heading\nA line.\n") == "A heading\nA line.\n"
