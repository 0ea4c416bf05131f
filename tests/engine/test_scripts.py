"""Articles in other scripts: their actors are recognised, and they are found by names in any script."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dateline.engine import Engine, init_workspace
from dateline.engine.wiring import open_workspace_store, wire
from dateline.settings import Settings

ARTICLES = {
    "ckb": (
        "هێرشی درۆن بۆ سەر فڕۆکەخانەی هەولێر",
        "هێزەکانی پێشمەرگە رایانگەیاند کە دوو درۆن شەوی ڕابردوو بۆ سەر فڕۆکەخانەی نێودەوڵەتیی هەولێر ئاراستە کران و "
        "کەس زیانی پێنەگەیشتووە. هێزە هاوپەیمانەکان درۆنەکانیان خستە خوارەوە.",
    ),
    "he": (
        'צה"ל תקף מטרות של חיזבאללה בדרום לבנון',
        "צה״ל תקף הלילה מטרות של חיזבאללה בדרום לבנון, כך מסר דובר צה״ל. ראש הממשלה בנימין נתניהו אמר כי התקיפות "
        "יימשכו. שלושה בני אדם נהרגו בתקיפה.",
    ),
    "ar": (
        "انفجار عبوة ناسفة ضد رتل للتحالف",
        "أعلنت كتائب حزب الله يوم 12 تشرين الثاني 2026 أن عبوة ناسفة انفجرت ضد رتل دعم لوجستي للتحالف الدولي في محافظة "
        "الأنبار، ما أدى إلى مقتل شخصين وإصابة ثلاثة آخرين.",
    ),
    "fa": (
        "حمله پهپادی به پایگاه عین الاسد",
        "سپاه پاسداران اعلام کرد که دو پهپاد به پایگاه عین الاسد در عراق حمله کردند و سه نفر کشته شدند.",
    ),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A record of one article in each language."""
    folder = tmp_path_factory.mktemp("scripts")
    lines = (
        json.dumps({"id": key, "url": f"https://news.example/{key}", "title": title, "text": text, "date": "2026-11-13",
                    "source": "Example News"})
        for key, (title, text) in ARTICLES.items()
    )  # fmt: skip
    (folder / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    settings = Settings(folder / "workspace", author="ann", workers=1)
    init_workspace(settings)
    with wire(settings, open_workspace_store(settings)) as made:
        made.add([str(folder / "articles.jsonl")])
        yield made


def titles(engine: Engine, words: str) -> set[str]:
    """The titles of the articles found."""
    return {found.title for found in engine.search(words) if found.kind == "article"}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("هەولێر", "ckb"),
        ("درۆن", "ckb"),
        ("Peshmerga", "ckb"),
        ("נתניהו", "he"),
        ("Netanyahu", "he"),
        ("Hezbollah", "he"),
        ("كتائب حزب الله", "ar"),
        ("Kataib Hezbollah", "ar"),
        ("سپاه پاسداران", "fa"),
        ("IRGC", "fa"),
    ],
)
def test_an_article_is_found_by_words_of_its_own_script_and_by_names_in_latin_letters(
    engine: Engine, words: str, language: str
) -> None:
    """Its own words, and its actors under any of their names."""
    assert ARTICLES[language][0] in titles(engine, words)


@pytest.mark.parametrize(
    ("language", "actor"),
    [
        ("ckb", "peshmerga"),
        ("he", "israel-defense-forces"),
        ("he", "benjamin-netanyahu"),
        ("he", "hezbollah-lebanon"),
        ("ar", "kataib-hezbollah"),
        ("fa", "irgc"),
    ],
)
def test_actors_are_recognised(engine: Engine, language: str, actor: str) -> None:
    """The mention means the actor of the book."""
    reading = next(one for one in engine.readings() if one.article.external_id == language)
    assert actor in {mention.actor_id for mention in reading.actors}


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_arabic_and_persian_reports_have_country_and_count(engine: Engine, language: str) -> None:
    """One report each, with its dead, its country and less confidence than a report in English may have."""
    reading = next(one for one in engine.readings() if one.article.external_id == language)
    (report,) = reading.reports
    assert report.killed is not None
    assert report.killed.low == {"ar": 2, "fa": 3}[language]
    assert report.country == "IQ"
    assert report.confidence < 0.8
