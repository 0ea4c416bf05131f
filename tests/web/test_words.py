"""The texts: complete in each language, with the same places to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dateline.web
from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import MODES, Act, ActorKind, DecisionKind, EventType, RelationKind, Stance, Status
from dateline.web.words import LANGUAGES, Words, choose, texts

FOLDER = Path(dateline.web.__file__).parent
PLURALS = {"zero", "one", "two", "few", "many"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_complete(language):
    """Whatever English says, every language says, and fills the same places in."""
    english, other = texts("en"), texts(language)
    missing = [key for key in english if key not in other and key.rpartition(".")[2] not in PLURALS]
    assert missing == []
    for key, text in other.items():
        if key in english and key.rpartition(".")[2] not in PLURALS:
            assert set(re.findall(r"\{(\w+)\}", text)) <= set(re.findall(r"\{(\w+)\}", english[key])) | {"n"}, key


def test_every_text_that_a_template_asks_for_is_there():
    """No template shows a bare key."""
    english = texts("en")
    for file in (FOLDER / "templates").glob("*.html"):
        source = file.read_text("utf-8")
        for key in re.findall(r"\bt\('([\w.-]+)'\s*[,)]", source):
            assert key in english, (file.name, key)
        for key in re.findall(r"\bt\.many\('([\w.-]+)'", source):
            assert f"{key}.other" in english, (file.name, key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("type", EventType),
        ("status", Status),
        ("stance", Stance),
        ("act", Act),
        ("kind", ActorKind),
        ("relation", RelationKind),
        ("mode", sorted({mode for modes in MODES.values() for mode in modes})),
        ("decision", [one for one in DecisionKind if one.value != "rate"]),
    ],
)
def test_every_word_of_the_vocabularies_has_a_text(language, kind, names):
    """Closed vocabularies are told in words, in each language."""
    assert [str(name) for name in names if f"{kind}.{name}" not in texts(language)] == []


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "لا تقارير"), (1, "تقرير واحد"), (2, "تقريران"), (7, "7 تقارير"), (11, "11 تقريرًا"), (100, "100 تقرير")],
)
def test_arabic_counts(number, text):
    """Arabic has six forms of a count."""
    assert Words("ar").many("count.reports", number) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (CountRange.exactly(5), "5"),
        (CountRange.at_least(6), "at least 6"),
        (CountRange.at_most(30), "up to 30"),
        (CountRange(5, 7), "5 to 7"),
        (None, ""),
    ],
)
def test_numbers_in_words(count, text):
    """A range reads as it was told."""
    assert Words("en").count(count) == text


@pytest.mark.parametrize(
    ("asked", "cookie", "accepts", "chosen"),
    [
        (None, None, "", "en"),
        ("ar", None, "en", "ar"),
        (None, "ar", "en", "ar"),
        (None, None, "ar-IQ,en;q=0.5", "ar"),
        ("xx", "yy", "de,fr", "en"),
    ],
)
def test_the_language_is_chosen(asked, cookie, accepts, chosen):
    """The address wins, then the cookie, then the browser; otherwise English."""
    assert choose(asked, cookie, accepts) == chosen
