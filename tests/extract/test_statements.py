"""Who says what, through whom and about what, in the words of the article."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.domain.actor import DateMention
from dateline.domain.dates import DateRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act
from dateline.errors import KnowledgeError
from dateline.extract.statements import find_statements
from dateline.extract.statements.lexicon import load_speech, phrase_pattern
from dateline.extract.statements.quotes import find_quotes
from dateline.extract.syntax.parse import load_parser
from dateline.extract.words.sentences import split_sentences

from .conftest import article
from .speech import mentions, only, said


@pytest.mark.parametrize(
    ("text", "speaker", "act"),
    [
        ("Red Falcons claimed responsibility for the attack on the depot.", "Red Falcons", Act.CLAIM_RESPONSIBILITY),
        ("Red Falcons claimed the bombing of the depot.", "Red Falcons", Act.CLAIM_RESPONSIBILITY),
        ("The Norian army denied firing at the village.", "Norian army", Act.DENY),
        ("Omar Tahan accused Sumland of arming the rebels.", "Omar Tahan", Act.ACCUSE),
        ("Omar Tahan blamed Sumland for the blast.", "Omar Tahan", Act.ACCUSE),
        ("Red Falcons threatened to attack the port.", "Red Falcons", Act.THREATEN),
        ("Red Falcons vowed to avenge their commander.", "Red Falcons", Act.THREATEN),
        ("Omar Tahan urged Sumland to withdraw its troops.", "Omar Tahan", Act.DEMAND),
        ("Omar Tahan called on Sumland to withdraw its troops.", "Omar Tahan", Act.DEMAND),
        ("Sumland announced a new round of talks.", "Sumland", Act.ANNOUNCE),
        ("Omar Tahan put the death toll at 17.", "Omar Tahan", Act.REPORT),
        ("Residents reported hearing gunfire near the port.", "unnamed residents", Act.REPORT),
        ("Village elders said the raiders had taken the cattle.", "unnamed village elders", Act.REPORT),
        (
            "Red Falcons said it had captured the town of Karda from the Norian army.",
            "Red Falcons",
            Act.CLAIM_RESPONSIBILITY,
        ),
        ("Omar Tahan said he would declare a curfew in the north.", "Omar Tahan", Act.ANNOUNCE),
        ("The Norian army said its troops had fired at men near the fence.", "Norian army", Act.REPORT),
        ("Omar Tahan said the raiders, known as river men, opened fire on a bus near Karda.", "Omar Tahan", Act.REPORT),
        ("Sumland promised to rebuild the school.", "Sumland", Act.ANNOUNCE),
        ("The Norian army confirmed the death of its commander.", "Norian army", Act.CONFIRM),
        ("Omar Tahan praised the rescuers.", "Omar Tahan", Act.PRAISE),
        ("Sumland condemned the attack on the market.", "Sumland", Act.CONDEMN),
        ("Lina Harb, an analyst in the capital, said the group was short of men.", "Lina Harb", Act.ASSESS),
        ("The Norian army said two of its soldiers were wounded.", "Norian army", Act.REPORT),
    ],
)
def test_each_act_is_known_by_its_verb(text: str, speaker: str, act: Act) -> None:
    """Every one of the eleven acts has verbs that tell it."""
    statement = only(text)
    assert (statement.speaker.name, statement.act) == (speaker, act)


@pytest.mark.parametrize(
    "text",
    [
        "The Norian army said two of its soldiers were wounded in the north.",
        "Two of its soldiers were wounded in the north, the Norian army said.",
        "Two of its soldiers were wounded in the north, said the Norian army.",
        "According to the Norian army, two of its soldiers were wounded in the north.",
        "Two of its soldiers were wounded in the north, according to the Norian army.",
        "Two of its soldiers, the Norian army said, were wounded in the north.",
        "“Two of our soldiers were wounded in the north,” the Norian army said in a statement.",
        "The Norian army wrote: “Two of our soldiers were wounded in the north.”",
    ],
)
def test_the_ways_of_attributing_give_the_same_speaker(text: str) -> None:
    """Before, after, inside, inverted, 'according to', quoted: one statement of the same speaker."""
    statement = only(text)
    assert statement.speaker.actor_id == "norian-army"
    assert statement.evidence[0].quote(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Red Falcons did not say who fired first.",
        "No group has claimed responsibility for the blast.",
        "Red Falcons may announce a truce.",
        "If Sumland condemns the attack, talks may follow.",
        "Sumland refused to condemn the attack.",
        "The soldiers report for duty at dawn.",
        "Omar Tahan went home without claiming the reward.",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    """Negated, possible, wished and other uses of the same words give nothing."""
    assert said(text) == ()


def test_joint_speakers_speak_one_each() -> None:
    """'Medics and officials said' and 'security and hospital sources' are two statements each."""
    names = {s.speaker.name for s in said("Four people were killed in the blast, medics and officials said.")}
    assert names == {"unnamed medics", "unnamed officials"}
    names = {s.speaker.name for s in said("Four people were killed, security and hospital sources said.")}
    assert names == {"unnamed security sources", "unnamed hospital sources"}


def test_a_person_speaks_with_the_organisation_of_the_title() -> None:
    """'Interior Ministry spokesman Jonas Reed': the person, and the body he speaks for."""
    statement = only("Interior Ministry spokesman Jonas Reed said the road was open again.")
    assert statement.speaker.name == "Jonas Reed"
    assert statement.organisation is not None
    assert statement.organisation.actor_id == "interior"


def test_a_surname_is_the_person_named_in_full_before() -> None:
    """'Reed' is Jonas Reed."""
    text = "Governor Jonas Reed said the road was open. Reed added that two bridges were closed."
    assert [s.speaker.name for s in said(text)] == ["Jonas Reed", "Jonas Reed"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Omar Tahan said the road was open. He added that two bridges were closed.", ["Omar Tahan"] * 2),
        (
            "A security source said the road was open. The source added that it was mined.",
            ["unnamed security source"] * 2,
        ),
        ("Omar Tahan said the road was open. “The bridges must be rebuilt at once.”", ["Omar Tahan"]),
        ("Red Falcons said the road was theirs. The group warned that it would attack again.", ["Red Falcons"] * 2),
    ],
)
def test_speakers_are_carried_on(text: str, names: list[str]) -> None:
    """Pronouns, 'the source', 'the group' go back to who spoke; the reason stays on the statement."""
    found = said(text)
    assert [s.speaker.name for s in found][: len(names)] == names
    assert any("speaker carried on" in s.rules for s in found) or len(found) == 1


def test_the_channel_chain_runs_from_the_speaker_outwards() -> None:
    """'X told A, B reported': X speaks, through A and then B; B makes no statement of its own."""
    text = "Omar Tahan told Harbour News that the talks had failed, Coast TV reported."
    statement = only(text)
    assert statement.speaker.name == "Omar Tahan"
    assert statement.via == ("Harbour News", "Coast TV")


def test_an_outlet_alone_is_the_speaker() -> None:
    """What an outlet reports on its own is its report."""
    statement = only("Two bridges were closed, Coast TV reported.")
    assert (statement.speaker.name, statement.act, statement.via) == ("Coast TV", Act.REPORT, ())


def test_platforms_are_channels() -> None:
    """'On Twitter' is a channel, not a speaker."""
    assert only("Omar Tahan said on Twitter that he was safe.").via == ("Twitter",)


def test_a_channel_speaks_with_its_side() -> None:
    """A channel affiliated with a group has the group as its organisation."""
    text = "A Telegram channel affiliated with Red Falcons said that Sumland had attacked the camp."
    statement = only(text)
    assert statement.organisation is not None
    assert (statement.organisation.actor_id, statement.act) == ("red-falcons", Act.ACCUSE)
    assert statement.via == ("Telegram",)


def test_doubts_stay_on_the_statement() -> None:
    """'Could not verify' in the sentence or the next is a mark of doubt."""
    text = "Red Falcons said they shot down a drone. The claim could not be independently verified."
    assert said(text)[0].doubts == ("unverified",)


def test_cue_and_content_are_the_words_themselves() -> None:
    """The spans mark who said it by which words, and what."""
    text = "The Norian army said that two bridges were closed."
    statement = only(text)
    assert statement.cue is not None and statement.content is not None
    assert statement.cue.quote(text) == "said"
    assert statement.content.quote(text) == "that two bridges were closed"


def test_a_claim_in_a_title_is_read_without_grammar() -> None:
    """Title case breaks the parser; the claim is found all the same, at lower confidence."""
    found = said("Red Falcons Claims Responsibility For Depot Blast, Promises More")
    claims = [s for s in found if s.act is Act.CLAIM_RESPONSIBILITY]
    assert [s.speaker.actor_id for s in claims] == ["red-falcons"]


def test_a_speaker_inside_a_dateline_is_none() -> None:
    """The town of the dateline does not speak."""
    statement = only("KARDA, Noria - Sumland denies that its troops crossed the border.")
    assert (statement.speaker.actor_id, statement.act) == ("sumland", Act.DENY)


def test_ids_depend_only_on_what_identifies_a_statement() -> None:
    """The same text gives the same ids, all different."""
    text = "Omar Tahan said the road was open. He added that two bridges were closed, officials said."
    first, second = said(text), said(text)
    assert [s.id for s in first] == [s.id for s in second]
    assert len({s.id for s in first}) == len(first)


PIECES = [
    "Omar Tahan",
    " said ",
    "“",
    "”",
    '"',
    "that ",
    "the road was open",
    ", ",
    ".",
    "\n",
    " According to ",
    "he ",
    "it ",
    "Red Falcons",
    " claimed ",
    "responsibility ",
    "ÿ",
    "((",
    "—",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    """Broken text never stops the reading, and evidence is never outside the text."""
    for statement in said(text):
        for span in (*statement.evidence, statement.cue, statement.content):
            assert span is None or 0 <= span.start <= span.end <= len(text)
        assert 0 <= statement.confidence <= 1


@given(st.text(alphabet="ab “”\"'\n", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    """Whatever the marks, quoted stretches lie in the text, in order, not overlapping."""
    spans = find_quotes(text).spans
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)


def test_phrases_match_whole_words_and_stars_any_ending() -> None:
    """'attack*' finds 'attacks', 'must' does not find 'mustard'."""
    pattern = phrase_pattern(["attack*", "must"])
    assert pattern.search("more attacks followed")
    assert not pattern.search("mustard gas")


def test_a_wrong_entry_is_told_with_its_file(tmp_path: Path) -> None:
    """An unknown act in the verbs is refused with the file's name."""
    (tmp_path / "verbs.yaml").write_text("- {act: shout, content: [clause], verb: shout}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"verbs\.yaml"):
        load_speech(tmp_path)


def test_dates_outside_what_is_said_are_the_day_of_saying() -> None:
    """'On Monday' beside the verb dates the statement."""
    text = "On Monday Omar Tahan said the road was open."
    sentences = split_sentences(text)
    parses = load_parser().parse(text, list(enumerate(sentences)))
    day = DateRange.day(date(2024, 3, 11))
    found = find_statements(article(text), sentences, parses, mentions(text), (), [DateMention(Span(0, 9), day)])
    assert found[0].when == day


def test_two_speakers_side_by_side_are_no_channel_of_each_other() -> None:
    """'X said one thing, while Y said another' is no chain."""
    found = said("Omar Tahan said the road was open, while the Norian army said it was mined.")
    assert [(s.speaker.name, s.via) for s in found] == [("Omar Tahan", ()), ("Norian army", ())]
    found = said("Red Falcons said the port was theirs; the Norian army said its troops held it.")
    assert {s.via for s in found} == {()}
