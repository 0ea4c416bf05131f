"""Pages saved as one run of text: headline, stamp, credits and links stand apart from the body."""

from __future__ import annotations

import pytest

from dateline.extract.words.sentences import split_sentences

BODY = "Six farmers were killed near Karda on Friday."


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (
            f"Raid kills six near Karda Monitor AFP Friday 12 Sep 2014 {BODY}",
            "Raid kills six near Karda: Monitor",
            ["Raid kills six near Karda Monitor", BODY],
        ),
        (
            f"Mon 4 Mar 2019 Raid kills six near Karda. {BODY}",
            "Raid kills six near Karda - World - The Herald",
            ["Raid kills six near Karda.", BODY],
        ),
        (f"Date of publication 3 April 2017 {BODY}", None, [BODY]),
        (f"A man walks by a burnt hut (Reuters) {BODY}", None, ["A man walks by a burnt hut", BODY]),
        (f"Farmers fled at night PORT SELIM (Sputnik) {BODY}", None, ["Farmers fled at night", BODY]),
        (f"Tags Noria raids farmers Karda At {BODY}", None, [f"At {BODY}"]),
        (f"{BODY} ... 430 Related Army shells hills Tags raid Noria", None, [BODY]),
        (f"{BODY} Read Also", None, [BODY]),
    ],
)
def test_pieces_of_a_page_stand_apart(text: str, title: str | None, expected: list[str]) -> None:
    """The headline is a piece of its own; dates, agencies, tags and links are none."""
    assert [span.quote(text) for span in split_sentences(text, title)] == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Raid kills six near Karda as rains begin.", "Raid kills six near Karda"),
        ("He said Reuters had reported it. Related families wept.", "Families weep in Karda"),
        ("They met on 4 March 2019 in Karda and left.", None),
    ],
)
def test_a_sentence_that_begins_like_the_headline_stays_whole(text: str, title: str | None) -> None:
    """Nothing is cut inside a sentence that only begins with the same words, or that names an agency or a day."""
    assert " ".join(span.quote(text) for span in split_sentences(text, title)) == text
    assert all(span.quote(text).endswith(".") for span in split_sentences(text, title))
