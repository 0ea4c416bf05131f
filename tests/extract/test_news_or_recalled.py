"""What an article tells as its news, and what it only recalls beside it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.domain.dates import DateRange
from dateline.domain.report import Report
from dateline.domain.vocabulary import EventType
from dateline.extract.events import find_reports, sentences_to_parse
from dateline.extract.syntax.parse import load_parser
from dateline.extract.words.lexicon import load_lexicon
from dateline.extract.words.sentences import split_sentences
from dateline.resolve.dates import find_dates

from .conftest import Read, article

WEDNESDAY = date(2024, 3, 13)


def recalled_at(read: Read, text: str, published: date = WEDNESDAY) -> dict[str, bool]:
    """Whether what is told of each place is recalled."""
    return {r.where.place.name: r.background for r in read(text, published) if r.where is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons shelled Karda on Wednesday. Noria said its troops had seized a depot in Port Selim.",
        "Red Falcons shelled Karda on Wednesday. Police confirmed that gunmen had kidnapped a judge in Port Selim.",
        "Red Falcons shelled Karda on Wednesday. Gunmen killed four farmers on Tuesday in Port Selim.",
        "Red Falcons shelled Karda on Wednesday. Norian forces raided Port Selim on Tuesday and killed two men.",
        "Red Falcons shelled Karda on Wednesday. In another attack, gunmen fired on a patrol in Port Selim, police said.",
        "Red Falcons shelled Karda on Wednesday. Earlier in the day two farmers were killed in Port Selim.",
    ],
)
def test_what_is_passed_on_or_of_the_day_before_is_news(read: Read, text: str) -> None:
    """The pluperfect of what somebody says sets nothing in the past; yesterday's happenings and others told in full are news."""
    assert recalled_at(read, text) == {"Karda": False, "Port Selim": False}


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons shelled Karda on Wednesday. Norian forces had raided Port Selim.",
        "Red Falcons shelled Karda on Wednesday. Gunmen killed four farmers on February 9 in Port Selim.",
        "Red Falcons shelled Karda on Wednesday. Norian forces have been fighting the Hill Brigade around Port Selim.",
        "Red Falcons shelled Karda on Wednesday, months after an earlier attack in Port Selim.",
        "Red Falcons shelled Karda on Wednesday. A mine that killed two men on Monday lay in Port Selim.",
    ],
)
def test_what_lies_before_the_news_is_recalled(read: Read, text: str) -> None:
    """The article's own pluperfect, days long before the news, what goes on all year, and relative clauses."""
    assert recalled_at(read, text) == {"Karda": False, "Port Selim": True}


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons claimed responsibility for the attack of February 9 in Karda. The attack killed nine people.",
        "The death toll from the February 9 attack in Karda has risen to nine. The attack was claimed by Red Falcons.",
    ],
)
def test_the_matter_of_the_first_sentence_is_news_for_a_month(read: Read, text: str) -> None:
    """A claim or a new toll makes an old attack the news, if the article goes on about it; after a month no more."""
    assert recalled_at(read, text, date(2024, 2, 20)) == {"Karda": False}
    assert recalled_at(read, text, date(2024, 3, 20)) == {"Karda": True}


@pytest.mark.parametrize(
    "listing",
    [
        "The Hill Brigade is designated as a terrorist organisation by Sumland.",
        "Sumland has designated the Hill Brigade as a terrorist organisation.",
    ],
)
def test_a_standing_listing_is_context(read: Read, listing: str) -> None:
    """'Is listed as': so since long; the listing that the article reports itself is news."""
    beside = read(f"Red Falcons shelled Karda on Wednesday. Two men died. {listing}", WEDNESDAY)
    assert [r.background for r in beside if r.type is EventType.SANCTION] == [True]
    assert [r.background for r in read(listing, WEDNESDAY)] == [False]


def dated(text: str) -> tuple[Report, ...]:
    """The reports of a text with the dates that it tells itself."""
    made, sentences, lexicon = article(text, WEDNESDAY), split_sentences(text), load_lexicon()
    dates = find_dates(text, sentences, DateRange.day(WEDNESDAY))
    parses = load_parser().parse(text, sentences_to_parse(made, sentences, (), lexicon))
    return find_reports(made, sentences, parses, (), (), dates, lexicon)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("State television showed a meeting Monday between the president of Chad and a rebel leader.", "2024-03-11"),
        ("A press group reports nine deaths of journalists in attacks in the province since 2019.", "2019/.."),
    ],
)
def test_the_day_of_what_is_shown_or_reported(text: str, day: str) -> None:
    """A weekday next to its noun is its own, and what counts since a year is the total, not the reporting."""
    assert day in [str(r.when) for r in dated(text)]


def test_a_series_since_a_fresh_day_is_news() -> None:
    """'Since Monday aircraft have bombed ...' told on Wednesday; since January it is a total that is recalled."""
    news = "Two people died in a mortar attack in the capital on Wednesday. {} aircraft have bombed the north of the country."
    since = [
        [r.background for r in dated(news.format(words)) if r.aggregate] for words in ("Since Monday", "Since June")
    ]
    assert since == [[False], [True]]


def test_an_undated_matter_gone_on_about_is_news(read: Read) -> None:
    """What the first sentence tells beside its verb is the news where several sentences go on about it, in long texts, too."""
    text = (
        "Nine officers were brought to hospital after a chlorine attack by Red Falcons. The attack hit Karda. "
        "The attack wounded forty. The attack killed nobody. " + "The weather was bad that day in the valley. " * 15
    )
    assert [r.background for r in read(text, None) if r.type is EventType.ASSAULT] == [False]
