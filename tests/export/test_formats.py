"""Exports: the contract's names, cells that no spreadsheet runs, points that are where they should be."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.actor import Actor, Name, Place
from dateline.domain.article import Article, Source
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Disagreement, Evidence, GivenValue, Incident
from dateline.domain.report import Located, Participant, Relation, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind, EventType, PlacePrecision, RelationKind
from dateline.errors import SettingsError
from dateline.export import records
from dateline.export.bundle import Bundle
from dateline.export.csv_tables import TABLES, cell, write_csv
from dateline.export.files import write_export
from dateline.export.geojson import feature

TEXT = "A bomb killed two in Basra, police said."
PLACE = Place("g-1", "Basra", PlacePrecision.TOWN, "IQ", "Basra", 30.5, 47.8, 99532)
ARTICLE = Article(
    "a-1", Source("=Wire", "x.txt"), TEXT, "0" * 64, title="+Bomb", published=DateRange.day(date(2022, 5, 4))
)
REPORT = Report(
    *("r-1", "a-1", EventType.ASSAULT, (Span(0, 26),)),
    actors=(Participant("x-1", "Ravens", None),),
    when=DateRange.day(date(2022, 5, 3)),
    where=Located(PLACE, Span(21, 26)),
    killed=CountRange.exactly(2),
    fields={"place": Span(21, 26)},
)
GIVEN = GivenValue(CountRange.exactly(2), ("r-1",), ("outlet:wire",), (Evidence("a-1", Span(2, 6)),))
INCIDENT = Incident(
    *("i-1", EventType.ASSAULT, ("r-1",), ("a-1",), 1),
    when=DateRange.month(2022, 5),
    where=Located(PLACE, None),
    actors=REPORT.actors,
    killed=CountRange.at_least(2),
    disagreements=(Disagreement("killed", (GIVEN, GIVEN)),),
    values=(("killed", (GIVEN,)),),
    summary="@Bomb in Basra.",
)
SAID = Statement("s-1", "a-1", Speaker("police", None, Span(28, 34)), Act.REPORT, (Span(28, 39),), about="r-1")
TIE = Relation("t-1", "a-1", Speaker("Ravens", "x-1"), RelationKind.PART_OF, Speaker("Birds", "x-2"), (Span(0, 6),))
RAVENS = Actor("x-1", ActorKind.ARMED_GROUP, "Ravens", (Name("Ravens"), Name("الغربان", "ar")), known=False)

RECORDS: dict[str, list[records.Record]] = {
    "documents": [records.document(ARTICLE)],
    "reports": [records.report(REPORT, TEXT, "i-1")],
    "incidents": [records.incident(INCIDENT, {"a-1": TEXT})],
    "statements": [records.statement(SAID, TEXT, "i-1")],
    "relations": [records.relation(TIE, TEXT)],
    "actors": [records.actor(RAVENS, {"ravens": 2})],
}

CONTRACT = {
    "documents": "id external_id url source_path outlet title byline published updated language dateline_place text"
    " sha256 copy_of translated",
    "reports": "id document_id incident_id type mode actors recipients date place killed injured weapon_count count"
    " weapon status background aggregate evidence fields",
    "incidents": "id type mode date place actors recipients killed injured weapon weapon_count status credibility"
    " reports documents independent_sources disagreements first_reported summary",
    "statements": "id document_id speaker speaker_org act about via date direct_quote evidence",
    "relations": "id document_id subject relation object since until evidence",
    "actors": "id name kind names known country mentions identifiers",
}


def bundle() -> Bundle:
    """One record of each kind."""
    return Bundle(**{kind: (lambda kind=kind: iter(RECORDS[kind])) for kind in RECORDS})  # type: ignore[misc]


@pytest.mark.parametrize("kind", CONTRACT)
def test_every_name_of_the_contract_is_there(kind: str) -> None:
    """Each record has all the fields of the contract."""
    assert set(CONTRACT[kind].split()) <= set(RECORDS[kind][0])


def test_values_are_as_the_contract_says() -> None:
    """Dates are EDTF, numbers ranges, evidence its place and words."""
    report, incident = RECORDS["reports"][0], RECORDS["incidents"][0]
    assert report["evidence"] == [{"start": 0, "end": 26, "text": "A bomb killed two in Basra"}]
    assert report["fields"]["place"]["text"] == report["place"]["text"] == "Basra"
    assert (report["date"], incident["date"]) == ("2022-05-03", "2022-05")
    assert incident["killed"] == {"low": 2, "high": None}
    flagged = incident["disagreements"][0]["values"][0]["evidence"]
    assert flagged == [{"document_id": "a-1", "start": 2, "end": 6, "text": "bomb"}]
    scripts = {name["text"]: name["script"] for name in RECORDS["actors"][0]["names"]}
    assert scripts == {"Ravens": "Latin", "ravens": "Latin", "الغربان": "Arabic"}


def test_json_lines(tmp_path: Path) -> None:
    """Six files, one record a line, and the same bytes each time."""
    written = write_export(bundle(), "jsonl", tmp_path)
    assert written == {f"{kind}.jsonl": 1 for kind in CONTRACT}
    first = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    write_export(bundle(), "jsonl", tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == first
    assert json.loads(first["reports.jsonl"]) == RECORDS["reports"][0]


def test_csv_is_read_back_by_any_reader(tmp_path: Path) -> None:
    """Each table has its columns, one row, and no cell that begins a formula."""
    write_csv(bundle(), tmp_path)
    for kind, columns in TABLES.items():
        with (tmp_path / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            head, row = list(csv.reader(file))
        assert head == list(columns)
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row)
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["outlet"] == "'=Wire"


def test_csv_for_excel_begins_with_a_mark(tmp_path: Path) -> None:
    """The byte order mark is there when it is asked for, and only then."""
    write_csv(bundle(), tmp_path, excel=True)
    assert (tmp_path / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    write_csv(bundle(), tmp_path)
    assert not (tmp_path / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@given(st.text(max_size=20))
def test_no_cell_begins_a_formula(text: str) -> None:
    """Whatever the news says, a cell never begins with what a spreadsheet runs."""
    made = cell(text)
    assert isinstance(made, str)
    assert not made.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert made.removeprefix("'") == text.removeprefix("'") or made == f"'{text}"


@pytest.mark.parametrize(
    ("value", "made"), [(-5, -5), (1.5, 1.5), (None, None), (True, "true"), (["a", "=b"], "a; =b")]
)
def test_other_cells(value: Any, made: Any) -> None:
    """Numbers stay numbers, lists are joined."""
    assert cell(value) == made


def test_geojson_points(tmp_path: Path) -> None:
    """Longitude comes first; an incident without coordinates has no geometry, never a point at 0,0."""
    assert feature(RECORDS["incidents"][0])["geometry"] == {"type": "Point", "coordinates": [47.8, 30.5]}
    nowhere = records.incident(Incident("i-2", EventType.PROTEST, ("r-2",), ("a-1",), 1), {"a-1": TEXT})
    assert feature(nowhere)["geometry"] is None
    write_export(bundle(), "geojson", tmp_path)
    whole = json.loads((tmp_path / "incidents.geojson").read_text("utf-8"))
    assert [one["id"] for one in whole["features"]] == ["i-1"]


def test_an_interrupted_export_leaves_the_old_file(tmp_path: Path) -> None:
    """When writing fails midway the file stays as it was and no other is left."""
    write_export(bundle(), "jsonl", tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def broken() -> Iterator[records.Record]:
        yield RECORDS["documents"][0]
        raise RuntimeError("the disk went away")

    with pytest.raises(RuntimeError):
        write_export(Bundle(broken, *(lambda: iter([]) for _ in range(5))), "jsonl", tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_unknown_formats_and_places(tmp_path: Path) -> None:
    """A format that is none, and a folder that is a file, are plain errors."""
    with pytest.raises(SettingsError, match="jsonl"):
        write_export(bundle(), "stone", tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError):
        write_export(bundle(), "jsonl", tmp_path / "file")
