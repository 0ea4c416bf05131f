"""Figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UnreadableInput
from dateline.evaluation.measure import evaluate
from dateline.evaluation.names import SameName, fold, overlap, sound_key
from dateline.evaluation.ratios import b_cubed, pair_best_first, prf
from dateline.evaluation.records import Exported, Gold, first_day, pair_documents, read_gold, same_count

SAY = "Gunmen of the Heron Front shot two guards dead near the old mill on Friday."
MORE = "The mayor said later that three guards had died in the shooting near the mill."


def event(ident: str, quote: str = SAY, **fields: Any) -> dict[str, Any]:
    """An event on either side."""
    return {"id": ident, "type": "ASSAULT", "status": "happened", "evidence": [quote], **fields}


def report(ident: str, incident: str | None, quote: str = SAY, document: str = "d1", **fields: Any) -> dict[str, Any]:
    """An exported report."""
    at = SAY.find(quote) if quote in SAY else len(SAY) + 1
    evidence = [{"start": at, "end": at + len(quote), "text": quote}]
    return {**event(ident), "incident_id": incident, "document_id": document, **fields, "evidence": evidence}


def measured(gold: dict[str, Any], *reports: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Figures of one article."""
    document = {"id": "d1", "external_id": "one", "text": f"{SAY} {MORE}"}
    article = {"doc_id": "one", **gold}
    parts = {"incidents": (), "statements": (), "relations": (), **more}
    return evaluate(Gold((article,)), Exported((document,), tuple(reports), **parts)).figures


@pytest.mark.parametrize(("status", "asserted"), [("happened", 1), ("planned", 0)])
def test_planned_things_told_as_happened_are_counted(status: str, asserted: int) -> None:
    """An annotated plan that a report asserts is a grave mistake; one that a report calls planned is none."""
    figures = measured({"incidents": [event("i1", status="planned")]}, report("r1", "x", status=status))
    assert figures["unreal"] == {"asserted": asserted, "of": 1, "share": float(asserted)}


def test_a_perfect_export_scores_one() -> None:
    """The annotation itself as an export gets every point."""
    date = {"start": "2021-03-05", "end": "2021-03-05"}
    gold = event(
        "i1", actors=["Heron Front"], recipients=["guards"], killed={"low": 2, "high": 2}, date=date, country="IQ"
    )
    got = report(
        *("r1", "x"),
        actors=[{"name": "Heron Front"}],
        recipients=[{"name": "guards"}],
        killed={"low": 2, "high": None},
        date="2021-03-05",
        place={"name": "Mill", "country": "IQ"},
    )
    figures = measured({"incidents": [gold]}, got)
    assert figures["events"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1}
    assert {name: one["share"] for name, one in figures["slots"].items()} == dict.fromkeys(
        ("actor", "recipient", "date", "country", "killed"), 1.0
    )
    assert figures["clusters"]["f1"] == 1.0
    assert figures["verbatim"] == {"share": 1.0, "spans": 1}


def test_an_invented_value_and_an_invented_event_count() -> None:
    """A number the annotation leaves open is wrong, a report without a pair lowers precision."""
    figures = measured({"incidents": [event("i1")]}, report("r1", "x", killed={"low": 2}), report("r2", "y", MORE))
    assert figures["slots"]["killed left empty"] == {"right": 0, "of": 1, "share": 0.0}
    assert figures["events"] == {"p": 0.5, "r": 1.0, "f1": 0.667, "gold": 1, "pred": 2}


def test_planned_events_are_left_out() -> None:
    """What is only planned counts on neither side."""
    figures = measured({"incidents": [event("i1", status="planned")]}, report("r1", "x", status="hypothetical"))
    assert figures["events"]["gold"] == figures["events"]["pred"] == 0


def test_a_wrong_type_is_a_span_only() -> None:
    """The right place with the wrong type is a found span and no found event."""
    figures = measured({"incidents": [event("i1")]}, report("r1", "x", type="PROTEST"))
    assert (figures["events"]["f1"], figures["spans"]["f1"]) == (0.0, 1.0)


def test_moved_words_are_not_verbatim() -> None:
    """Evidence that stands elsewhere than it says is counted as wrong, and so is none at all."""
    wrong = report("r1", "x")
    wrong["evidence"][0]["start"] += 1
    assert measured({}, wrong, {**report("r2", "x"), "evidence": []})["verbatim"] == {"share": 0.0, "spans": 2}


def test_disagreements_are_flagged_or_not() -> None:
    """A conflict counts as found when both sides' words stand on one flagged field."""
    conflict = {"conflicts": [{"evidence": [SAY, MORE]}]}
    values = [{"value": 2, "evidence": [{"text": SAY}]}, {"value": 3, "evidence": [{"text": MORE}]}]
    flagged = ({"id": "x", "disagreements": [{"field": "killed", "values": values}]},)
    assert measured(conflict, incidents=flagged)["conflicts"] == {"r": 1.0, "gold": 1}
    assert measured(conflict)["conflicts"] == {"r": 0.0, "gold": 1}


CUBES = [
    (["a", "a", "b"], ["x", "x", "y"], (1.0, 1.0)),
    (["a", "a", "b"], ["x", "x", "x"], (0.556, 1.0)),
    (["a", "a", "b"], ["x", "y", "z"], (1.0, 0.667)),
    ([], [], (0.0, 0.0)),
]


@pytest.mark.parametrize(("gold", "found", "expected"), CUBES)
def test_b_cubed(gold: list[str], found: list[str], expected: tuple[float, float]) -> None:
    """B-cubed by hand."""
    figures = b_cubed(gold, found)
    assert (figures["p"], figures["r"]) == expected


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=9))
def test_b_cubed_of_itself_is_one(labels: list[str]) -> None:
    """A labelling against itself under other names is perfect."""
    assert b_cubed(labels, [label.upper() for label in labels])["f1"] == 1.0


@given(st.lists(st.integers(0, 5), max_size=6), st.lists(st.integers(0, 5), max_size=6))
def test_pairs_use_each_item_once(gold: list[int], found: list[int]) -> None:
    """Nothing is paired twice, and nothing below the floor."""
    pairs = pair_best_first(gold, found, lambda a, b: float(a == b))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(gold[i] == found[j] for i, j in pairs)


SAME = [
    ("Qays Khazali", "Qais al-Khazali", True),
    ("Kata'ib Hizbullah", "Kataib Hezbollah", True),
    ("Heron Front", "the Heron Front of the North", True),
    ("Heron", "Heron Front", False),
    ("HF", "Heron Front", True),
    ("", "", False),
    ("Iraq", "Iran", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_name(one: str, other: str, same: bool) -> None:
    """Spellings meet, aliases meet, one word of a name alone does not."""
    assert SameName({"Heron Front": ["HF"]}, ())(one, other) is same


def test_small_parts() -> None:
    """Folding, sound keys, overlap, days, numbers, ratios."""
    assert fold("Café—Été 'x'") == "cafe ete x"
    assert sound_key("al-Khazali") == sound_key("Khazaly")
    assert overlap(["a b c d"], ["x a b c y"]) == 0.5
    assert overlap([], ["a"]) == 0.0
    assert first_day({"date": "2020-06/2020-07"}) == "2020-06"
    assert first_day({"date_start": "2020-06-01"}) == "2020-06-01"
    assert first_day({}) is None
    assert same_count({"low": None, "high": 5}, {"low": 1, "high": 5})
    assert not same_count({"low": 6}, {"low": 5, "high": 6})
    assert prf(0, 0, 0)["f1"] == 0.0


def test_documents_pair_by_what_they_have() -> None:
    """By outside id, else address, else headline, else first words."""
    gold = [
        {"doc_id": "a"},
        {"doc_id": "b", "url": "https://x.example/b/"},
        {"doc_id": "c", "title": "A Title!"},
        {"doc_id": "d", "body_first_words": "once upon a"},
        {"doc_id": "e"},
    ]
    documents = [
        {"id": "1", "external_id": "a"},
        {"id": "2", "url": "https://x.example/b"},
        {"id": "3", "title": "a title"},
        {"id": "4", "text": "Once upon a time."},
    ]
    assert pair_documents(gold, documents) == {"a": "1", "b": "2", "c": "3", "d": "4"}


def test_annotations_that_are_none(tmp_path: Path) -> None:
    """An empty folder, broken JSON and a file of something else are told by name."""
    with pytest.raises(UnreadableInput):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(UnreadableInput, match=r"a\.json"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps({"title": "x"}))
    with pytest.raises(UnreadableInput, match="doc_id"):
        read_gold(tmp_path)


def test_how_sure_the_export_is_stands_beside_how_often_it_is_right() -> None:
    """Of two reports at about .9 one is right; the one at .4 is not; a record without confidence is not counted."""
    figures = measured(
        {"incidents": [event("i1")]},
        report("r1", "x", confidence=0.92),
        report("r2", "x", MORE, confidence=0.88),
        report("r3", "x", MORE, confidence=0.41),
        report("r4", "x", MORE),
    )
    assert figures["reliability"] == {
        "reports": {"0.4": {"right": 0, "of": 1, "share": 0.0}, "0.9": {"right": 1, "of": 2, "share": 0.5}}
    }
