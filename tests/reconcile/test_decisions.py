"""People's decisions: the chain, undo, anchors."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import DAY, attack, chain, decide

from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Decision
from dateline.domain.text import Span
from dateline.domain.vocabulary import DecisionKind, EventType, Status
from dateline.errors import DecisionRefused
from dateline.reconcile.correct import parse_value
from dateline.reconcile.decisions import (
    REPORT_ONLY,
    Anchor,
    effective,
    reanchor,
    refuse_contradiction,
    verify_chain,
)
from dateline.reconcile.merge import Setting
from dateline.reconcile.record import reconcile

MERGE, UNDO, REJECT, CORRECT = DecisionKind.MERGE, DecisionKind.UNDO, DecisionKind.REJECT, DecisionKind.CORRECT


def log_of(*kinds: tuple) -> list[Decision]:
    """A sealed log."""
    return chain(*kinds)


def test_an_honest_chain_verifies() -> None:
    """What was sealed in order has no break."""
    assert verify_chain(log_of((MERGE, "r-a", "r-b"), (REJECT, "r-c"), (UNDO, 0))) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "seem"},
        {"author": "Another"},
        {"subjects": ("r-a", "r-x")},
        {"field": "killed"},
        {"value": "1"},
        {"kind": DecisionKind.NOT_SAME},
        {"previous_hash": "0" * 64},
        {"hash": "0" * 64},
        {"id": "d-000000000000"},
        {"made_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_one_change_is_named(change: dict) -> None:
    """Any field changed in the middle of the log is named with its decision."""
    log = log_of((MERGE, "r-a", "r-b"), (MERGE, "r-c", "r-d"), (REJECT, "r-e"))
    if "made_at" in change:
        change = {"made_at": log[1].made_at + timedelta(microseconds=1)}
    log[1] = replace(log[1], **change)
    assert verify_chain(log)[0].position == 1


@pytest.mark.parametrize("gone", [0, 1])
def test_a_decision_taken_out_is_noticed(gone: int) -> None:
    """A log with a line missing before its end does not verify."""
    log = log_of((MERGE, "r-a", "r-b"), (MERGE, "r-c", "r-d"), (REJECT, "r-e"))
    assert verify_chain(log[:gone] + log[gone + 1 :])


@given(st.lists(st.integers(0, 5), max_size=8))
def test_undo_in_any_order(undone: list[int]) -> None:
    """After undoing some decisions in any order, the others stand, in their order."""
    steps: list[tuple] = [(MERGE, f"r-{n}", f"r-{n + 1}") for n in range(6)]
    log = log_of(*steps, *((UNDO, n) for n in dict.fromkeys(undone)))
    assert [one.subjects[0] for one in effective(log)] == [f"r-{n}" for n in range(6) if n not in undone]


def test_an_undo_can_be_undone() -> None:
    """Undoing the undo brings the decision back."""
    log = log_of((MERGE, "r-a", "r-b"), (UNDO, 0), (UNDO, 1))
    assert [one.id for one in effective(log)] == [log[0].id]


def test_a_decision_follows_its_sentence_after_a_reread() -> None:
    """A new reader gives the sentence another id: the decision moves to the report that overlaps it most."""
    decision = decide(MERGE, "r-old", "r-still")
    old = Anchor("r-old", "a-1", "ASSAULT", Span(100, 200))
    now = [
        Anchor("r-still", "a-2", "ASSAULT", Span(0, 50)),
        Anchor("r-far", "a-1", "ASSAULT", Span(300, 400)),
        Anchor("r-near", "a-1", "ASSAULT", Span(110, 190)),
        Anchor("r-other", "a-1", "COERCE", Span(100, 200)),
    ]
    moved, lost = reanchor([decision], {"r-old": old}, now)
    assert moved[0].subjects == ("r-near", "r-still")
    assert lost == ()


def test_a_decision_without_its_sentence_is_reported() -> None:
    """When nothing is read there any more the decision is reported, and what is left of it stays."""
    decision = decide(MERGE, "r-old", "r-still")
    moved, lost = reanchor([decision], {}, [Anchor("r-still", "a-2", "ASSAULT", Span(0, 50))])
    assert [one.decision for one in lost] == [decision.id]
    assert moved[0].subjects == ("r-still",)


def test_a_decision_about_nothing_is_reported() -> None:
    """Reconciling says which decisions found nothing to act on."""
    decision = decide(MERGE, "r-gone", "r-lost")
    assert [one.decision for one in reconcile([attack("a")], Setting(decisions=(decision,))).unapplied] == [decision.id]


def test_contradictions_are_refused() -> None:
    """Merging what stands as 'not the same', or parting what stands as merged, is refused."""
    apart, merged = decide(DecisionKind.NOT_SAME, "r-a", "r-b"), decide(MERGE, "r-a", "r-b")
    with pytest.raises(DecisionRefused):
        refuse_contradiction(merged, [apart], {"r-a": ("r-a",), "r-b": ("r-b",)})
    with pytest.raises(DecisionRefused):
        refuse_contradiction(apart, [merged], {})
    refuse_contradiction(decide(MERGE, "r-c", "r-d"), [apart], {})


def test_a_rejected_incident_is_set_apart_but_kept() -> None:
    """A rejected incident leaves the incidents and can still be looked at; a rejected report takes part in nothing."""
    a, b = attack("a"), attack("b")
    record = reconcile([a, b], Setting(decisions=(decide(REJECT, a.report.id),)))
    assert record.incidents == ()
    assert set(record.rejected[0].reports) == {a.report.id, b.report.id}
    record = reconcile([a, b], Setting(decisions=(decide(REJECT, a.report.id, field=REPORT_ONLY),)))
    assert [one.reports for one in record.incidents] == [(b.report.id,)]


def test_the_later_correction_holds_and_says_who() -> None:
    """A corrected field shows the last correction; values that reports give stay beside it."""
    one = attack("a")
    first = decide(CORRECT, one.report.id, field="killed", value="4")
    second = decide(CORRECT, one.report.id, log=[first], field="killed", value="3..5")
    incident = reconcile([one], Setting(decisions=(first, second))).incidents[0]
    assert incident.killed == CountRange(3, 5)
    values = dict(incident.values)["killed"]
    assert values[0].decided_by == second.id
    assert any(value.value == CountRange.exactly(2) for value in values)
    assert incident.decisions == (first.id, second.id)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("killed", "5", CountRange.exactly(5)),
        ("killed", "5..", CountRange.at_least(5)),
        ("killed", "5+", CountRange.at_least(5)),
        ("injured", "..7", CountRange.at_most(7)),
        ("count", "5-7", CountRange(5, 7)),
        ("date", "2021-03-10", DateRange.day(DAY)),
        ("status", "alleged", Status.ALLEGED),
        ("type", "assault", EventType.ASSAULT),
        ("weapon", "rocket", "rocket"),
    ],
)
def test_corrected_values_are_read(field: str, text: str, value: object) -> None:
    """The forms in which a person gives a value."""
    assert parse_value(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("killed", "many"),
        ("killed", "7..5"),
        ("killed", ""),
        ("date", "soon"),
        ("status", "true"),
        ("colour", "red"),
        ("place", " "),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(field: str, text: str) -> None:
    """A wrong value is refused in words, before it enters the log."""
    with pytest.raises(DecisionRefused):
        parse_value(field, text)


def test_a_confirmation_is_told_in_the_reason() -> None:
    """A person's confirmation raises the digit and stands in the reason."""
    one = attack("a")
    plain = reconcile([one]).incidents[0]
    incident = reconcile([one], Setting(decisions=(decide(DecisionKind.CONFIRM, one.report.id),))).incidents[0]
    assert (plain.credibility, incident.credibility) == (3, 2)
    assert "An Analyst" in incident.credibility_reason
