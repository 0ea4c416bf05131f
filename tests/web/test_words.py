"""The texts: complete in each language, with the same places to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dateline.web
from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import MODES, Act, ActorKind, DecisionKind, EventType, RelationKind, Stance, Status
from dateline.engine import Engine
from dateline.web.because import because
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


REASONS = (
    ("possibly true: one origin tells it (1 report, 1 independent origin)", "one origin tells it"),
    (
        "probably true: 2 independent origins tell it, and Islamic State says so (3 reports, 2 independent origins, 1 only copying or relaying); confirmed by the actor itself (Islamic State); disputed by Iraq, Iran",
        "2 independent origins tell it, and Islamic State says so; confirmed by the actor itself (Islamic State); disputed by Iraq, Iran",
    ),
    ("improbable: only claimed by a party, and Iran denies it (1 report, 0 independent origins); claimed only", "only claimed by a party, and Iran denies it; claimed only"),
    ("doubtful: one origin tells it; only recalled, without a day (1 report, 1 independent origin)", "one origin tells it; only recalled, without a day"),
    ("confirmed by Ana: saw the film; possibly true: one origin tells it (1 report, 1 independent origin)", "confirmed by Ana: saw the film; one origin tells it"),
)  # fmt: skip


@pytest.mark.parametrize(("kept", "shown"), REASONS)
def test_reasons_of_credibility_are_said_without_repeating(kept: str, shown: str):
    """The grade and the counts, which stand beside the reason, are not said twice."""
    assert because(kept, Words("en")).translate({0x2068: None, 0x2069: None}) == shown


def test_every_reason_of_the_example_is_said_in_arabic(shared_engine: Engine):
    """No English clause is left; names and a person's own words stay."""
    english = {text for key, text in texts("en").items() if key.startswith("because.") and len(text) > 4}
    openings = tuple(text.partition("{")[0] for text in english if len(text.partition("{")[0]) > 8)
    reasons = {one.credibility_reason for one in shared_engine.incidents()}
    assert len(reasons) > 5
    for reason in reasons:
        shown = because(reason, Words("ar"))
        assert not any(text in shown for text in openings), reason
