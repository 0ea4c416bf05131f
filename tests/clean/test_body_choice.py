"""Choosing the body: what goes, what stays, and laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.clean.body import Around
from dateline.clean.furniture import Sort, judge
from dateline.clean.html import parse, read_page
from dateline.clean.language import language_of
from dateline.clean.story import read_story
from dateline.clean.translated import looks_translated
from dateline.clean.units import normalise
from dateline.clean.urls import canonical_url
from dateline.errors import UnreadableInput

ONE = "Two men were killed when a rocket struck the market of Harim on Monday, the police said."
TWO = "Nobody has claimed the attack so far, and the governor asked people to stay at home for a day."
THREE = "It was the third attack on the town since the truce ended in March, according to the mayor."


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        (ONE, Sort.PROSE),
        ("Read more: US launches strikes on three bases", Sort.FURNITURE),
        ("Sign up for our daily newsletter", Sort.FURNITURE),
        ("Most Read", Sort.LIST),
        ("Related articles:", Sort.LIST),
        ("Powered by automated translation", Sort.FURNITURE),
        ("Live updates: Follow the latest news", Sort.FURNITURE),
        ("Get a short url", Sort.FURNITURE),
        ("An image containing text, indoorDescription automatically generated", Sort.CAPTION),
        ("Automatically generated TextDescription", Sort.CAPTION),
        ("Smoke over Harim, July 20, 2015 (photo credit: A. PHOTOGRAPHER)", Sort.CAPTION),
        ("(photo credit: A. PHOTOGRAPHER)", Sort.CREDIT),
        ("Fighters march at a funeral in the capital in January. AFP", Sort.CAPTION),
        ("Copyright © 2020 Some Group. All rights reserved", Sort.END),
        ("Telephone: 03-7619056 Fax: 03-5613699 E-mail: subs@paper.example", Sort.END),
        ("Leave a Reply: your email address will not be published.", Sort.END),
        ("[1] Telegram, May 7, 2022.", Sort.NOTE),
        ("By Ana Petrov", Sort.BYLINE),
        ("JUNE 29, 2020 22:32", Sort.DATE),
        ("Attacks on the border", Sort.HEADING),
    ],
)
def test_lines_are_judged(line, sort):
    """Each form of line that pages use."""
    assert judge(line).sort is sort


@pytest.mark.parametrize(
    "sentence",
    [
        "Comments by the minister on Monday angered the opposition and its friends abroad.",
        "Related attacks in the two provinces killed nine soldiers last week, the army said.",
        "Watch towers along the border were hit by mortar fire on Sunday night, officers said.",
        "Follow us, the gunmen told the drivers, and then they led them into the woods.",
        "Share prices fell after the attack on the pipeline, which carries a third of the oil.",
        "Subscribers of the mobile network in the north had no service after the bombing.",
        "The menu of options laid before the president holds air strikes and sanctions.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence):
    """Words of menus are also words of news."""
    assert judge(sentence).sort is Sort.PROSE


def test_a_box_in_the_middle_goes_and_the_story_goes_on():
    """A newsletter box between two paragraphs is taken out, what follows it stays."""
    story = read_story(f"Rocket strikes market\n\n{ONE}\n\nSubscribe to The Harim Post Newsletter\n\n{TWO}")
    assert story.text == f"{ONE}\n\n{TWO}"
    assert story.outlet == "The Harim Post"


def test_a_list_of_links_in_the_middle_goes():
    """'Most Read' and its numbered headlines go, questions among them too."""
    links = "Most Read\n1 Was the stadium too expensive for a town of this size after all?\nA stadium\n2 Five soups"
    assert read_story(f"Rocket strikes market\n\n{ONE}\n{links}\n{TWO}").text == f"{ONE}\n\n{TWO}"


def test_a_heading_that_heads_nothing_is_a_link():
    """A headline below the last sentence belongs to another story; one above a sentence is a heading."""
    text = f"{ONE}\n\nWhat came before\n\n{TWO}\n\nHow the canal became a front line"
    assert read_story(text, "T", around=Around.STORY).text == f"{ONE}\n\nWhat came before\n\n{TWO}"


def test_a_first_paragraph_above_a_picture_is_kept():
    """Only a paragraph whose words the story tells again is a standfirst."""
    text = f"Rocket strikes market\n{ONE}\nThe market on Monday (photo: A. NAME)\n{TWO}\n{THREE}"
    story = read_story(text)
    assert story.text.startswith(ONE)
    assert story.captions == ("The market on Monday (photo: A. NAME)",)


def test_a_paragraph_above_the_byline_is_not_the_story():
    """What stands above the byline announces the story."""
    text = f"Rocket strikes market\nPolice speak of two dead and many wounded.\nBy Ana Petrov\n{ONE}\n{TWO}"
    story = read_story(text)
    assert (story.text, story.byline) == (f"{ONE}\n{TWO}", "Ana Petrov")


def test_hard_wrapped_paragraphs_stay_whole():
    """Lines that break in the middle of sentences are one paragraph, verbatim."""
    wrapped = (
        "Two men were killed when a rocket struck the\nmarket of Harim on Monday, the police of the\n"
        "province said in a statement that was read on\nthe radio."
    )
    assert read_story(f"Rocket strikes market\n\n{wrapped}\n\n{TWO}").text == f"{wrapped}\n\n{TWO}"


def test_typography_stays_verbatim():
    """Curly quotation marks, no-break spaces and doubled blanks inside a paragraph are the author's."""
    line = "“Two men”, said\u00a0the mayor’s  office, “were killed when a rocket struck.”"
    assert read_story(f"Title of it\r\n\r\n{line}\r\n").text == line


@settings(max_examples=200)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=80),
            st.sampled_from(
                [ONE, TWO, THREE, "Most Read", "By Ana Petrov", "", "Tags: a, b", "Comments", "1 May 2020"]
            ),
        ),
        max_size=14,
    ),
    st.sampled_from(list(Around)),
)
def test_every_paragraph_is_verbatim_and_in_order(lines, around):
    """Whatever the text, each paragraph of the body stands in it, in the same order."""
    text = normalise("\n".join(lines))
    at = 0
    for paragraph in read_story(text, "T", around=around).text.split("\n\n"):
        found = text.find(paragraph.strip("\n"), at)
        assert found >= 0
        at = found + len(paragraph.strip("\n"))


@given(st.permutations([ONE, TWO, THREE]))
def test_no_sentence_of_a_plain_story_is_lost(sentences):
    """A text that is nothing but sentences comes out as it went in."""
    text = "\n\n".join(sentences)
    assert read_story(text, "T", around=Around.STORY).text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{ONE} {TWO}", "en"),
        (f"{ONE} {TWO}".upper(), "en"),
        ("Deux hommes ont été tués lorsqu'une roquette a frappé le marché lundi, a annoncé la police.", "fr"),
        ("قتل شخصان عندما أصاب صاروخ سوق المدينة يوم الاثنين، بحسب الشرطة.", "ar"),
        ("دو نفر در پی اصابت راکت به بازار شهر در روز دوشنبه کشته شدند، پلیس گفت.", "fa"),
        ("دوو کەس کوژران کاتێک مووشەکێک بەر بازاڕی شار کەوت، پۆلیس ڕایگەیاند.", "ckb"),
        ("שני אנשים נהרגו כאשר רקטה פגעה בשוק ביום שני, מסרה המשטרה.", "he"),
        ("Pazartesi günü pazara isabet eden roket iki kişinin ölümüne yol açtı, polis açıkladı.", "tr"),
    ],
)
def test_the_language_is_told(text, language):
    """By script where that decides, else by statistics."""
    assert language_of(text) == language


def test_a_text_too_short_takes_what_was_given():
    """Three words tell no language."""
    assert language_of("Ok then", "de-AT") == "de"
    assert language_of("Ok then") is None


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (f"{ONE} {TWO}", False),
        ("They bombed. al-Basra was hit, and the harbour. operations there continued. with help from others.", True),
        ("They went to the port. . Then the United – United came back. . And “ so on.", True),
        ("The guards. who were tired slept.", False),
    ],
)
def test_translation_damage_is_seen(text, marked):
    """Several kinds of damage mark a text; one slip does not."""
    assert looks_translated(text) is marked


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=2#top", "https://news.example/a?id=2"),
        ("http://news.example", "http://news.example/"),
        ("https://news.example/A/?fbclid=1", "https://news.example/A/"),
    ],
)
def test_one_page_has_one_address(url, canonical):
    """Campaign marks, fragments and the host's letter case make no other page; canonical stays canonical."""
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


def test_a_page_with_too_many_elements_is_refused():
    """A page made of a hundred thousand tags is not worked through."""
    with pytest.raises(UnreadableInput, match="elements"):
        parse("<html><body>" + "<p>x</p>" * 60_000)


def test_a_page_cut_in_pieces_by_boxes_is_read_whole():
    """Paragraphs set like those found belong to the story even when boxes stand between their containers."""
    long = [f"{ONE} This is paragraph number {n} of the long story about the town and its market." for n in range(24)]
    pieces = [
        "<div class='chunk'>" + "".join(f"<p class='para'>{p}</p>" for p in long[n : n + 6]) + "</div>"
        "<div class='promo'><a href='/x'>Subscribe now</a><ul><li><a href='/y'>Another story</a></li></ul></div>"
        for n in range(0, 24, 6)
    ]
    page = f"<html><head><title>T</title></head><body><main>{''.join(pieces)}</main></body></html>"
    text = read_page(page).text
    assert [p for p in long if p not in text] == []
    assert "Subscribe" not in text
