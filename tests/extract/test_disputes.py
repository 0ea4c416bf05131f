"""Accounts that an article sets against each other."""

from __future__ import annotations

import pytest

from dateline.domain.report import Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, EventType
from dateline.extract.disputes import ACCOUNT, find_disputes
from dateline.extract.words.sentences import split_sentences


def told(text: str, words: str, kind: EventType = EventType.ASSAULT, ident: str = "r-1") -> Report:
    """A report whose evidence is the sentence with these words."""
    return Report(ident, "a-1", kind, (_sentence(text, words),))


def said(text: str, words: str, who: str, act: Act = Act.REPORT) -> Statement:
    """A statement that fills the sentence with these words."""
    return Statement(f"s-{who}", "a-1", Speaker(who), act, (_sentence(text, words),))


def _sentence(text: str, words: str) -> Span:
    return next(span for span in split_sentences(text) if words in span.quote(text))


def accounts(text: str, reports: list[Report], statements: list[Statement]) -> list[tuple[str, str | None]]:
    """The accounts kept, as (first words, who)."""
    found = find_disputes(text, split_sentences(text), reports, statements)
    return [(str(a.value)[:24], a.said_by) for r in found for a in r.alternatives if a.field == ACCOUNT]


PAIRS = [
    (
        "The Red Falcons said they shot down a helicopter near Karda. The agency could not verify the claim.",
        [("shot down", "Red Falcons")],
        ["The Red Falcons said the", "The agency could not ver"],
    ),
    (
        "The army said its raid on Karda hit a rebel depot. Witnesses contradicted the army and said the raid hit a bakery.",
        [("hit a rebel depot", "army"), ("a bakery", "witnesses")],
        ["The army said its raid o", "Witnesses contradicted t"],
    ),
    (
        "Although ministers said the raid had ended, villagers in Karda heard gunfire and explosions until the morning.",
        [("ministers said", "ministers")],
        ["Although ministers said ", "villagers in Karda heard"],
    ),
    (
        "The convoy left Karda after the raid. This could be a retreat. It could also be a change of guard, as the army says.",
        [("It could also be", "army")],
        ["This could be a retreat.", "It could also be a chang"],
    ),
]


@pytest.mark.parametrize(("text", "speakers", "kept"), PAIRS)
def test_both_accounts_are_kept_with_their_words(text: str, speakers: list[tuple[str, str]], kept: list[str]) -> None:
    """A doubt, a contradiction, a concession and an 'it could also be' leave two accounts of the happening."""
    report = told(text, "raid" if "raid" in text else "shot down")
    statements = [said(text, words, who) for words, who in speakers]
    assert [words for words, _ in accounts(text, [report], statements)] == kept


IN_ONE = [
    ("Villagers said a bomb landed on farmers at Karda, a charge that the air force rejected.", "villagers"),
    ("The Red Falcons claimed the raid on Karda online, only to take the claim back hours later.", "Red Falcons"),
    ("Omar Tahan, who initially blamed the Hill Brigade for the raid, ended up blaming the Red Falcons.", "Omar Tahan"),
]


@pytest.mark.parametrize(("text", "who"), IN_ONE)
def test_one_sentence_can_hold_both_accounts(text: str, who: str) -> None:
    """A charge and its rejection, a claim taken back, a first culprit and a second are two accounts."""
    report = told(text, text[:10])
    assert [speaker for _, speaker in accounts(text, [report], [said(text, text[:10], who)])] == [who, None]


def test_but_with_a_negation_sets_one_account_against_another() -> None:
    """'But the ministry said no jets had been seen' answers those who spoke of a bombing from the air."""
    text = (
        "Two officers said the barracks at Karda had been bombed from the air. "
        "But the ministry said its radar had seen neither drones nor jets."
    )
    statements = [said(text, "bombed", "officers"), said(text, "radar", "ministry")]
    assert [who for _, who in accounts(text, [told(text, "bombed")], statements)] == ["officers", "ministry"]


def test_a_denial_by_others_than_the_culprit_is_set_against_the_accusation() -> None:
    """The doer's own denial is a claim against a denial already; a third party's is another account."""
    text = "Villagers accuse the Hill Brigade of shelling Karda. The governor denied that the brigade shelled Karda."
    report = told(text, "accuse")
    statements = [said(text, "accuse", "villagers", Act.ACCUSE), said(text, "denied", "governor", Act.DENY)]
    assert accounts(text, [report], statements) == [
        ("Villagers accuse the Hil", "villagers"),
        ("The governor denied that", "governor"),
    ]


def test_a_spokesman_and_the_body_he_speaks_for_are_one_side() -> None:
    """What a body and its spokesman say one after the other is no dispute."""
    text = (
        "The Interior Ministry denied that its men had beaten the detained men of Karda. "
        "Ministry spokesman Omar Tahan said the detained men of Karda were treated well."
    )
    statements = [said(text, "denied", "Interior Ministry", Act.DENY), said(text, "treated well", "Omar Tahan")]
    assert accounts(text, [told(text, "beaten")], statements) == []


def test_plain_news_has_no_accounts() -> None:
    """Two speakers who add to each other do not disagree."""
    text = "Police said a bomb killed two men in Karda. The governor said the wounded were taken to Port Selim."
    statements = [said(text, "a bomb", "police"), said(text, "wounded", "governor")]
    report = told(text, "a bomb")
    assert find_disputes(text, split_sentences(text), [report], statements) == (report,)


def test_every_account_stands_in_the_text() -> None:
    """The words shown for an account are those at its span, shortened at most."""
    for text, speakers, _ in PAIRS:
        report = told(text, "raid" if "raid" in text else "shot down")
        found = find_disputes(text, split_sentences(text), [report], [said(text, w, who) for w, who in speakers])
        kept = [a for a in found[0].alternatives if a.field == ACCOUNT]
        assert kept
        for account in kept:
            shown = str(account.value).removesuffix(" ...")
            assert " ".join(account.evidence.quote(text).split()).startswith(shown)
