"""Parses are light arrays with offsets into the article, whatever the parser was shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.domain.text import Span
from dateline.extract.syntax.parse import MAX_TOKENS, Parsed, load_parser
from dateline.extract.words.sentences import split_sentences


def parse(text: str) -> tuple[Parsed, ...]:
    return load_parser().parse(text, list(enumerate(split_sentences(text))))


def test_offsets_point_into_the_article() -> None:
    """Runs of white space and editorial brackets are hidden from the parser, not from the offsets."""
    text = "Two  men [NAMES AS RECEIVED]\nwere killed."
    (parsed,) = parse(text)
    assert [text[a:b] for a, b in zip(parsed.starts, parsed.ends, strict=True)] == ["Two", "men", "were", "killed", "."]


def test_the_dateline_is_no_part_of_the_sentence() -> None:
    """'KARDA (Agency) -' would be taken for the subject."""
    (parsed,) = parse("KARDA (Agency) - Gunmen killed two officers.")
    assert parsed.words[0] == "Gunmen"


def test_long_sentences_are_cut_and_keep_their_number() -> None:
    """Pieces share the sentence's span and number."""
    text = "; ".join(["a rocket hit the camp near the river and the town behind it"] * 12) + "."
    pieces = load_parser().parse(text, [(7, Span(0, len(text)))])
    assert len(pieces) > 1
    assert {piece.index for piece in pieces} == {7}
    assert all(len(piece) <= MAX_TOKENS for piece in pieces)
    assert {piece.sentence for piece in pieces} == {Span(0, len(text))}


@pytest.mark.parametrize("text", ["...", "“", "a" * 500, "1,000,000", "— — —", "\u200f\u200fقتل"])
def test_odd_text_is_parsed_without_a_crash(text: str) -> None:
    """Whatever comes, arrays have one length."""
    for parsed in parse(text):
        assert len(parsed.heads) == len(parsed.deps) == len(parsed.starts) == len(parsed.lower) == len(parsed)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=120))
def test_every_token_quotes_the_article(text: str) -> None:
    """Offsets lie inside the sentence and run forwards."""
    for parsed in parse(text):
        assert all(
            parsed.sentence.start <= a < b <= parsed.sentence.end
            for a, b in zip(parsed.starts, parsed.ends, strict=True)
        )
        assert list(parsed.starts) == sorted(parsed.starts)
        assert all(0 <= head < len(parsed) for head in parsed.heads)


def test_a_name_that_reads_as_a_verb_is_parsed_as_a_name() -> None:
    """'IS fighters took': the group's initials are no verb; the words stay as printed."""
    (parsed,) = parse("IS fighters took a village.")
    took = parsed.lower.index("took")
    assert parsed.words[0] == "IS"
    assert parsed.kids(took, "nsubj") == [1]
