"""Laws of reading: evidence is verbatim, nothing crashes, the same article gives the same reports."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import Read

_PIECES = st.sampled_from(
    [
        "Red Falcons", "Norian forces", "Karda", "Camp Dawn", "killed", "attacked", "the attack", "on Monday", "three soldiers",
        "rockets", "fired", "at", "after", "said", "that", ",", ".", "\n\n", "was", "by", "and", "claimed", "January 2", "it",
        "arrested", "“", "”", "of", "no", "dozens of", "airstrikes", "in", "a", "drone", "them", "who", "accused", "of firing",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(_PIECES, max_size=40))
def test_any_order_of_words_is_read_without_a_crash(read: Read, pieces: list[str]) -> None:
    """Garbled text never breaks the reader; every span lies inside the text and quotes something."""
    text = " ".join(pieces)
    for report in read(text):
        for span in (*report.evidence, *report.fields.values()):
            assert 0 <= span.start < span.end <= len(text)
            assert span.quote(text).strip()
        assert 0.0 < report.confidence < 1.0
        assert report.rules


@settings(max_examples=15, deadline=None)
@given(pieces=st.lists(_PIECES, max_size=30))
def test_reading_twice_gives_the_same(read: Read, pieces: list[str]) -> None:
    """Reading has no memory, and ids are distinct inside an article."""
    text = " ".join(pieces)
    first, second = read(text), read(text)
    assert first == second
    assert len({report.id for report in first}) == len(first)
