"""Triggers are found as whole words, at offsets of the text as it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.words.triggers import find_triggers, fold


def forms(text: str) -> list[str]:
    return [hit.form for hit in find_triggers(text)]


def test_whole_words_longest_first() -> None:
    """'opened fire' wins over 'fire'; 'raiders' holds no 'raid'."""
    assert forms("They opened fire; the raiders ran") == ["opened fire"]


def test_offsets_hold_when_lower_case_is_longer() -> None:
    """A capital I with a dot lowers to two code points; spans still quote the words."""
    text = "İ İ İ bombed"
    (hit,) = find_triggers(text)
    assert hit.span.quote(text) == "bombed"


def test_a_form_may_run_over_a_line_end_and_a_curly_apostrophe() -> None:
    """Hard-wrapped text keeps its phrases."""
    assert forms("rebels opened\nfire") == ["opened fire"]


@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    """One code point in, one out."""
    assert len(fold(text)) == len(text)
