"""Words as they are searched, with their places in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.search_text import highlights, matches, query_terms, searchable, snippet, words
from dateline.domain.text import Span

TOGETHER = [
    ("explosion", "Explosions"),
    ("attack", "attacked"),
    ("attack", "attacking"),
    ("city", "cities"),
    ("Hezbollah's", "hezbollah"),
    ("Kataʾib", "kataib"),
    ("Kata'ib", "Kataib"),
    ("Erbīl", "erbil"),
    ("Straße", "strasse"),
    ("Łódź", "lodz"),
    ("انفجار", "والانفجارات"),
    ("انفجار", "اِنْفِجَار"),
    ("انفجار", "انـفـجار"),
    ("أحمد", "احمد"),
    ("مدرسة", "مدرسه"),
    ("کرکوک", "كركوك"),
    ("٢٥", "25"),
    ("۲۵", "25"),
    ("ＡＢＣ", "abc"),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_spellings_meet(one: str, other: str) -> None:
    """Two spellings of a word have one form."""
    assert searchable(one) == searchable(other)


@pytest.mark.parametrize(("one", "other"), [("base", "bus"), ("Iraq", "Iran"), ("قتل", "قبل"), ("1", "11")])
def test_words_stay_apart(one: str, other: str) -> None:
    """Two words that only look alike keep two forms, as far as a light stem can tell."""
    assert searchable(one) != searchable(other)


def test_cjk_runs_become_pairs() -> None:
    """A run of characters without spaces is found by any two that stand together."""
    assert searchable("发生爆炸") == "发生 生爆 爆炸"
    assert matches("市中心发生爆炸事件", "爆炸")
    assert not matches("市中心发生爆炸事件", "炸爆")


@given(st.text(max_size=80))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Each word's span lies inside the text, is not empty, and the spans run forwards."""
    found = list(words(text))
    for word in found:
        assert 0 <= word.span.start < word.span.end <= len(text)
        assert word.form
        assert " " not in word.form
    assert [word.span.start for word in found] == sorted(word.span.start for word in found)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_a_text_matches_itself(parts: list[str]) -> None:
    """Whatever a text holds finds it: its own words in any order."""
    text = " ".join(parts).replace('"', "")
    assert matches(text, text)
    assert matches(text, " ".join(reversed(text.split(" "))))


@given(st.text(max_size=60))
def test_folding_twice_adds_nothing_to_plain_words(text: str) -> None:
    """Searchable text is made of words and single spaces."""
    made = searchable(text)
    assert made == " ".join(made.split())


def test_highlights_point_at_the_original() -> None:
    """What is found is marked in the text as it was written."""
    text = "Le Général a parlé. وقعت انفجاراتٌ في المدينة."
    marked = [span.quote(text) for span in highlights(text, "general انفجار")]
    assert marked == ["Général", "انفجارات"]
    told = "a bad cat, bad cat"
    assert [span.quote(told) for span in highlights(told, '"bad cat"')] == ["bad cat"] * 2


def test_query_terms() -> None:
    """Words stand alone, quoted phrases stay together, an open quote is no error."""
    assert query_terms('rockets "green zone" rockets') == (("rocket",), ("green", "zone"))
    assert query_terms('"green') == (("green",),)
    assert query_terms('""') == ()


def test_a_snippet_surrounds_the_first_mark() -> None:
    """A snippet holds what was found and does not cut words."""
    text = "word " * 200 + "needle " + "word " * 200
    where = highlights(text, "needle")
    around = snippet(text, where, 60)
    assert around.contains(where[0])
    assert around.quote(text).split() == [part for part in around.quote(text).split() if part in ("word", "needle")]
    assert snippet("short", ()) == Span(0, 5)


def test_hostile_text_is_bounded() -> None:
    """A word of a megabyte and a million apostrophes make short forms."""
    assert all(len(word.form) <= 64 for word in words("a" * 1_000_000))
    assert list(words("'" * 1_000_000)) == []
    assert len(list(words("a'" * 200_000))) >= 1
