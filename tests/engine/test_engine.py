"""The engine's laws: order, repetition, batches, decisions."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from plain_reader import Opener, news, plain_reader, write_news

from dateline.domain.article import Raw
from dateline.domain.codec import decode, dumps
from dateline.domain.ids import incident_id
from dateline.domain.query import Query
from dateline.domain.vocabulary import DecisionKind
from dateline.engine import Engine
from dateline.engine.settling import standing_decisions
from dateline.errors import DecisionRefused, NotFound
from dateline.reconcile.gather import Member, facts
from dateline.reconcile.merge import Setting
from dateline.reconcile.origins import Origin
from dateline.reconcile.record import reconcile
from dateline.reconcile.view import from_row
from dateline.store.protocol import Entry, Outcome


def written(engine: Engine, folder: Path) -> dict[str, bytes]:
    """The bytes of an export."""
    engine.export("jsonl", folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def full(open_workspace: Opener, tmp_path: Path) -> Engine:
    """A workspace of forty articles."""
    engine = open_workspace("full")
    engine.add([write_news(tmp_path / "news.jsonl", news(40))])
    return engine


def test_adding_again_changes_no_byte(full: Engine, tmp_path: Path) -> None:
    """The same input a second time is told to be there, and the export stays the same."""
    before = written(full, tmp_path / "one")
    result = full.add([str(tmp_path / "news.jsonl")])
    assert (len(result.read), result.unchanged, result.failures) == (0, 40, ())
    assert written(full, tmp_path / "two") == before


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("memory", [False, True])
def test_order_and_batches_do_not_matter(open_workspace: Opener, tmp_path: Path, seed: int, memory: bool) -> None:
    """Any order in any number of pieces gives the bytes of all at once, in memory as in SQLite."""
    chance = random.Random(seed)
    files = []
    for n, line in enumerate(news(20, seed=5)):
        files.append(write_news(tmp_path / f"n{n}.jsonl", [line]))
    whole = open_workspace("whole")
    whole.add(files)
    wanted = written(whole, tmp_path / "whole-out")
    pieces = open_workspace("pieces", memory=memory)
    chance.shuffle(files)
    while files:
        some = [files.pop() for _ in range(min(len(files), chance.choice([1, 1, 3, 9])))]
        pieces.add(some)
    assert written(pieces, tmp_path / "pieces-out") == wanted


def test_one_by_one_is_all_at_once(open_workspace: Opener, tmp_path: Path) -> None:
    """Adding one article at a time ends in the incidents that reconciling the whole record gives."""
    engine = open_workspace()
    for n, line in enumerate(news(25, seed=11)):
        engine.add([write_news(tmp_path / f"n{n}.jsonl", [line])])
    one_by_one = sorted(dumps(replace(one, parts=())) for one in engine.incidents())
    assert sorted(dumps(one) for one in whole_record(engine)) == one_by_one


@pytest.mark.slow
@pytest.mark.parametrize("batch", [7, 10_000])
def test_batches_do_not_matter_in_a_crowd(open_workspace: Opener, tmp_path: Path, batch: int) -> None:
    """Three hundred reports on six days, all hanging together: settled in any pieces, the same incidents."""
    source = write_news(tmp_path / "crowd.jsonl", news(200, seed=3, days=6))
    found = []
    for size in (64, batch):
        engine = open_workspace(f"w{size}")
        engine.settler.batch = size
        engine.add([source])
        found.append([dumps(one) for one in engine.incidents()])
    assert found[0] == found[1]


def whole_record(engine: Engine) -> list[object]:
    """The incidents of everything at once, without the store's help."""
    store = engine.store
    readings = list(store.readings.readings())
    rows = store.neighbours.views([report.id for one in readings for report in one.reports])
    members = [
        Member(
            report,
            from_row(rows[report.id]),
            facts(one.article),
            tuple(said for said in one.statements if said.about == report.id),
        )
        for one in readings
        for report in one.reports
    ]
    origins = {key: decode(Origin, copy.body) for key, copy in store.neighbours.copies().items()}
    record = reconcile(members, Setting(origins, standing_decisions(store)))
    return [replace(one, parts=()) for one in record.incidents]


def test_copies_are_no_second_witness(open_workspace: Opener, tmp_path: Path) -> None:
    """The same text in three outlets is three reports of one origin."""
    engine = open_workspace()
    row = '{{"id":"{n}","url":"https://{n}.example/","outlet":"{n}","published":"2022-05-0{d}","text":"{text}"}}'
    text = "A bomb killed 3 in Basra on 2022-05-01, Ravens claimed. " + "The smoke rose over the old river market. " * 3
    lines = [row.format(n=name, d=day, text=text) for name, day in (("Delta", 2), ("Hill", 3), ("Coast", 4))]
    engine.add([write_news(tmp_path / "copies.jsonl", lines)])
    (incident,) = engine.incidents()
    assert (len(incident.reports), incident.independent_sources) == (3, 1)
    copies = [record["copy_of"] for record in engine.bundle().documents()]
    assert sorted(one is None for one in copies) == [False, False, True]


def two_incidents(engine: Engine) -> tuple[str, str]:
    """Ids of two incidents on different days."""
    found = [one for one in engine.incidents() if one.when is not None]
    return found[0].id, next(one.id for one in found if one.when != found[0].when)


def test_merge_and_undo_leave_no_trace(full: Engine, tmp_path: Path) -> None:
    """Undoing a merge gives back the exported bytes from before it; meanwhile both ids lead to one incident."""
    before = written(full, tmp_path / "before")
    a, b = two_incidents(full)
    made = full.decide(DecisionKind.MERGE, (a, b), "the same blast")
    assert full.incident(a).id == full.incident(b).id
    assert made.id in full.incident(a).decisions
    full.decide(DecisionKind.UNDO, (made.id,), "no, two")
    assert full.incident(a).id != full.incident(b).id
    assert written(full, tmp_path / "after") == before


def test_decisions_are_undone_in_any_order(full: Engine, tmp_path: Path) -> None:
    """A+B, then B+C, then undo the first: B and C stay together, A stands alone again."""
    ids = [one.id for one in full.incidents()][:3]
    first = full.decide(DecisionKind.MERGE, ids[:2], "a and b")
    full.decide(DecisionKind.MERGE, ids[1:], "b and c")
    assert len({full.incident(one).id for one in ids}) == 1
    full.decide(DecisionKind.UNDO, (first.id,), "not a")
    homes = [full.incident(one).id for one in ids]
    assert homes[1] == homes[2] != homes[0]


def test_split_and_not_same(full: Engine) -> None:
    """Split reports leave their incident for good, and what is told to be two is never one again."""
    big = max(full.incidents(), key=lambda one: (len(one.reports), one.id))
    assert len(big.reports) > 1
    gone = big.reports[0]
    full.decide(DecisionKind.SPLIT, (gone,), "another place")
    assert full.incident(gone).id != full.incident(big.reports[1]).id
    with pytest.raises(DecisionRefused):
        full.decide(DecisionKind.MERGE, (full.incident(gone).id, full.incident(big.reports[1]).id), "after all one")


def test_decisions_survive_reading_again(full: Engine, tmp_path: Path) -> None:
    """After everything is read anew by another reader, decided things stay decided: one, and not the same."""
    a, b = two_incidents(full)
    big = max((one for one in full.incidents() if one.id not in (a, b)), key=lambda one: (len(one.articles), one.id))
    one, other = big.reports[0], big.reports[-1]
    full.decide(DecisionKind.MERGE, (a, b), "one")
    split = full.decide(DecisionKind.SPLIT, (one,), "another place")
    full.decide(DecisionKind.NOT_SAME, (one, other), "two blasts")
    full.decide(DecisionKind.UNDO, (split.id,), "the other decision says it")
    assert full.incident(one).id != full.incident(other).id
    before = written(full, tmp_path / "before")
    _read_all_again(full)
    assert full.incident(a).id == full.incident(b).id
    assert full.incident(one).id != full.incident(other).id
    assert full.unapplied() == ()
    assert written(full, tmp_path / "after") == before


def _read_all_again(full: Engine) -> None:
    for fact in list(full.store.health.raw_facts()):
        content = full.archive.get(fact.sha256)
        raw = Raw(content, fact.sha256, fact.kind, fact.location, fact.collected_at, fact.given)
        entry = plain_reader(raw)
        assert isinstance(entry, Entry)
        again = replace(entry, reading=replace(entry.reading, reader="another"))
        assert full.store.articles.add(again) in (Outcome.REREAD, Outcome.OLDER)
    full.settler.settle()


def test_a_changed_byte_of_the_log_is_named(open_workspace: Opener, tmp_path: Path) -> None:
    """One byte of one decision changed: verifying names that decision and no other."""
    engine = open_workspace()
    engine.add([write_news(tmp_path / "n.jsonl", news(10))])
    for ident in [one.id for one in engine.incidents()][:3]:
        engine.decide(DecisionKind.CONFIRM, (ident,), "seen by ann")
    assert engine.verify() == ()
    victim = engine.log()[1].id
    with closing(sqlite3.connect(tmp_path / "w" / "record.sqlite")) as connection, connection:
        changed = connection.execute(
            "UPDATE decisions SET body = replace(body, 'by ann', 'by amn') WHERE id = ?", (victim,)
        )
        assert changed.rowcount == 1
    assert f"decision {victim}" in [one.what for one in engine.verify()]
    assert not [one for one in engine.verify() if engine.log()[0].id in one.what]


def test_a_denial_elsewhere_stands_against_the_claim(open_workspace: Opener, tmp_path: Path) -> None:
    """One article blames a group, another prints its denial: one incident, with both sides as a disagreement."""
    told = (
        "Kataib Hezbollah fired ten rockets at Ain al-Asad air base in Anbar on 3 March 2021 and killed two "
        "contractors, Iraqi officials said. The rockets were launched from a truck near the town of Baghdadi, they said."
    )
    denied = (
        "Kataib Hezbollah denied that it had fired the ten rockets that struck Ain al-Asad air base in Anbar on 3 March "
        "2021 and killed two contractors. 'We have nothing to do with it,' a spokesman of the group said on Thursday."
    )
    engine = open_workspace(plain=False)
    row = '{{"id":"{n}","url":"https://{n}.example/","outlet":"{n}","published":"2021-03-0{d}","text":"{t}"}}'
    lines = [row.format(n="delta", d=4, t=told), row.format(n="hill", d=5, t=denied)]
    engine.add([write_news(tmp_path / "denial.jsonl", lines)])
    (incident,) = engine.incidents()
    assert len(incident.articles) == 2
    (differ,) = [one for one in incident.disagreements if one.field == "actors"]
    assert differ.note == "claim against denial"
    assert [str(one.value) for one in differ.values] == ["Kataib Hezbollah", "not Kataib Hezbollah"]
    assert len({one.article_id for value in differ.values for one in value.evidence}) == 2


def test_correct_confirm_reject(full: Engine) -> None:
    """A corrected value is shown and signed, a rejected incident leaves the list, and both can be taken back."""
    ident = next(iter(full.incidents())).id
    number = full.store.record.count_incidents()
    before = full.incident(ident).killed
    fixed = full.decide(DecisionKind.CORRECT, (ident,), "the ministry's list", field="killed", value="9")
    assert str(full.incident(ident).killed) == "9"
    full.decide(DecisionKind.UNDO, (fixed.id,), "wrong list")
    assert full.incident(ident).killed == before
    out = full.decide(DecisionKind.REJECT, (ident,), "an exercise")
    assert full.store.record.count_incidents() == number - 1
    full.decide(DecisionKind.UNDO, (out.id,), "no exercise")
    assert full.store.record.count_incidents() == number
    report = full.incident(ident).reports[0]
    misread = full.decide(DecisionKind.REJECT, (report,), "a film")
    assert report not in {one for incident in full.incidents() for one in incident.reports}
    full.decide(DecisionKind.UNDO, (misread.id,), "no film")
    assert report in full.incident(report).reports
    assert full.verify() == ()
    assert len(full.log()) == 6


REFUSED = [
    (DecisionKind.MERGE, ("i-nothing", "i-nobody"), {}, NotFound),
    (DecisionKind.UNDO, ("d-nothing",), {}, NotFound),
    (DecisionKind.SPLIT, ("r-nothing",), {}, NotFound),
    (DecisionKind.DUPLICATE, ("a-nothing", "a-nobody"), {}, NotFound),
    (DecisionKind.DUPLICATE, ("a-nothing",), {}, DecisionRefused),
]


@pytest.mark.parametrize(("kind", "subjects", "what", "error"), REFUSED)
def test_decisions_about_nothing(
    full: Engine, kind: DecisionKind, subjects: tuple[str, ...], what: dict[str, str], error: type[Exception]
) -> None:
    """A decision about what is not there is refused and not logged."""
    with pytest.raises(error):
        full.decide(kind, subjects, "because", **what)
    assert full.log() == ()


def test_corrections_that_make_no_sense(full: Engine) -> None:
    """A field that is none, a value that does not fit, a merge with itself and a missing reason are refused."""
    ident = next(iter(full.incidents())).id
    for field, value in (("colour", "red"), ("killed", "many"), ("date", "yesterday"), ("status", "maybe")):
        with pytest.raises(DecisionRefused):
            full.decide(DecisionKind.CORRECT, (ident,), "so", field=field, value=value)
    with pytest.raises(DecisionRefused):
        full.decide(DecisionKind.MERGE, (ident, ident), "so")
    with pytest.raises(DecisionRefused):
        full.decide(DecisionKind.CONFIRM, (ident,), "  ")


def test_any_report_leads_to_its_incident(full: Engine) -> None:
    """The id that any report would give as an anchor leads on to the incident that it stands in."""
    for incident in full.incidents():
        for report in incident.reports:
            assert full.incident(incident_id(report)).id == incident.id
            assert full.incident(report).id == incident.id


def test_search_finds_actors_by_name(full: Engine) -> None:
    """A name in any case finds the actor, and articles that hold it with the place marked."""
    found = full.search("RAVENS")
    assert found[0].kind == "actor"
    assert found[0].title == "Ravens"
    articles = [one for one in found if one.kind == "article"]
    assert articles
    assert any(mark.quote(one.text) == "Ravens" for one in articles for mark in one.marks)
    assert full.search("ravens", exact=True)
    assert full.search("rvens") == ()


def test_an_unknown_actor_gets_suggestions(full: Engine) -> None:
    """A misspelt name is answered with names that look alike."""
    with pytest.raises(NotFound, match="Ravens"):
        full.actor("Ravenz")
    assert full.actor("ravens").mentions > 0


def test_a_filtered_export_holds_together(full: Engine, tmp_path: Path) -> None:
    """With a filter, every record that is named by another is there too."""
    bundle = full.bundle(Query(place="Basra"))
    documents = {one["id"] for one in bundle.documents()}
    incidents = list(bundle.incidents())
    reports = {one["id"]: one for one in bundle.reports()}
    assert incidents
    assert {report for one in incidents for report in one["reports"]} == set(reports)
    assert {one["document_id"] for one in reports.values()} == documents
    assert {one["incident_id"] for one in reports.values()} == {one["id"] for one in incidents}
    assert {one["document_id"] for one in bundle.statements()} <= documents


def test_every_evidence_is_verbatim(full: Engine) -> None:
    """Every quoted word stands in its document exactly where the record says."""
    bundle = full.bundle()
    texts = {one["id"]: one["text"] for one in bundle.documents()}
    for record in (*bundle.reports(), *bundle.statements()):
        for one in record["evidence"]:
            assert texts[record["document_id"]][one["start"] : one["end"]] == one["text"]
    for incident in bundle.incidents():
        for values in incident["values"].values():
            for one in (each for value in values for each in value["evidence"]):
                assert texts[one["document_id"]][one["start"] : one["end"]] == one["text"]


def test_unreadable_input_is_listed(open_workspace: Opener, tmp_path: Path) -> None:
    """What cannot be read is listed with its reason, and the rest goes on."""
    engine = open_workspace()
    source = tmp_path / "mixed"
    source.mkdir()
    write_news(source / "a.jsonl", [*news(3), "{broken", *news(5)[3:]])
    (source / "empty.txt").write_bytes(b"")
    result = engine.add([str(source), str(tmp_path / "nowhere")])
    assert len(result.read) == 5
    assert len(result.failures) == 3
    assert all(one.reason and "\n" not in one.reason for one in result.failures)
    assert len(engine.store.articles.failures()) == 3
    (source / "empty.txt").write_text("A bomb killed 3 in Mosul on 2022-05-01. People in the town heard it at night.")
    assert engine.add([str(source)]).failures != ()
    assert {one.location for one in engine.store.articles.failures()} >= {str(tmp_path / "nowhere")}
