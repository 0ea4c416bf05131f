"""The command line, run as people run it, on a small workspace read by the whole pipeline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.app import dateline
from dateline.errors import DatelineError, NotFound, StoreError

NEWS = (
    {
        "id": "one",
        "url": "https://delta.example/1",
        "outlet": "Delta Wire",
        "title": "Roadside bomb in Basra",
        "published": "2022-05-04",
        "text": "A roadside bomb killed two Iraqi soldiers in Basra on 3 May 2022, police said. "
        "Islamic State claimed the attack.",
    },
    {
        "id": "two",
        "url": "https://hill.example/2",
        "outlet": "Hill Post",
        "title": "Three soldiers dead",
        "published": "2022-05-05",
        "text": "Three Iraqi soldiers were killed on 3 May 2022 when a roadside bomb exploded in Basra, officials said.",
    },
    {
        "id": "three",
        "url": "https://coast.example/3",
        "outlet": "Coast News",
        "title": "Rockets hit Mosul",
        "published": "2022-06-02",
        "text": "Rockets hit a police base in Mosul on 1 June 2022 and wounded five policemen, the army said.",
    },
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of three articles."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "news.jsonl").write_text("\n".join(json.dumps(one) for one in NEWS), "utf-8")
    done = call(folder / "w", "add", str(folder / "news.jsonl"))
    assert done.exit_code == 0, done.output
    assert "Read 3 articles (3 new)" in done.output
    return folder / "w"


def call(workspace: Path, *arguments: str) -> Result:
    """Run one command."""
    return CliRunner().invoke(dateline, ["-w", str(workspace), *arguments])


def data(workspace: Path, *arguments: str) -> object:
    """What one command prints as JSON."""
    done = call(workspace, *arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def incidents(workspace: Path, *filters: str) -> list[dict[str, object]]:
    """The incidents found."""
    found = data(workspace, "incidents", *filters)
    assert isinstance(found, list)
    return found


def test_incidents_are_listed(workspace: Path) -> None:
    """Each incident is one line with id, day and summary; JSON has the contract's names."""
    done = call(workspace, "incidents")
    assert done.exit_code == 0
    found = incidents(workspace)
    assert found
    for one in found:
        assert str(one["id"]) in done.stdout
    assert {"id", "type", "date", "place", "killed", "status", "credibility", "reports", "disagreements"} <= set(
        found[0]
    )


FILTERS: list[tuple[Sequence[str], bool]] = [
    (("--place", "Mosul"), True),
    (("--place", "Atlantis"), False),
    (("--since", "2022-06"), True),
    (("--until", "2021"), False),
    (("--country", "iq"), True),
    (("--source", "coast news"), True),
    (("--text", "rockets Mosul"), True),
    (("--bbox", "0,0,1,1"), False),
    (("--min-sources", "9"), False),
    (("--type", "assault"), True),
    (("--status", "planned"), False),
]


@pytest.mark.parametrize(("filters", "found"), FILTERS)
def test_filters_reach_the_record(workspace: Path, filters: Sequence[str], found: bool) -> None:
    """Each filter of the contract narrows the list."""
    assert bool(incidents(workspace, *filters)) is found


USAGE = [
    ("incidents", "--since", "yesterday"),
    ("incidents", "--bbox", "1,2,3"),
    ("incidents", "--type", "PICNIC"),
    ("incidents", "--min-sources", "-1"),
    ("incident",),
    ("merge", "a", "b"),
    ("export",),
    ("nonsense",),
    ("--nonsense",),
]


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage_is_exit_two(workspace: Path, arguments: Sequence[str]) -> None:
    """Wrong usage is exit 2 with a line that says what is wrong."""
    done = call(workspace, *arguments)
    assert done.exit_code == 2
    assert "Error:" in done.output


def test_a_mistyped_command_gets_a_hint(workspace: Path) -> None:
    """The nearest command is named."""
    assert "Did you mean incidents" in call(workspace, "incidnets").output


MISSING = [
    (("incident", "i-nothing"), NotFound),
    (("actor", "Nobody At All"), NotFound),
    (("incidents", "--actor", "Nobody At All"), NotFound),
    (("undo", "d-nothing", "--reason", "x"), NotFound),
    (("export", "--format", "stone", "--out", "x"), DatelineError),
]


@pytest.mark.parametrize(("arguments", "error"), MISSING)
def test_what_is_not_there_is_told(workspace: Path, arguments: Sequence[str], error: type[Exception]) -> None:
    """Asking for what is not there is an error of the program's own, which `run` prints as one line."""
    assert isinstance(call(workspace, *arguments).exception, error)


def test_no_workspace_is_told(tmp_path: Path) -> None:
    """Looking into a workspace that is not there says how to make one, and makes none."""
    done = call(tmp_path / "nowhere", "incidents")
    assert isinstance(done.exception, StoreError)
    assert "dateline init" in str(done.exception)
    assert not (tmp_path / "nowhere").exists()


def test_one_incident_shows_who_says_what(workspace: Path) -> None:
    """Values, differences and sentences of an incident are shown, with numbered sources."""
    ident = str(incidents(workspace, "--place", "Basra")[0]["id"])
    done = call(workspace, "incident", ident)
    assert done.exit_code == 0
    assert "Values" in done.stdout
    assert "Delta Wire" in done.stdout
    assert "A roadside bomb killed two Iraqi soldiers in Basra on 3 May 2022, police said" in done.stdout
    whole = data(workspace, "incident", ident)
    assert isinstance(whole, dict)
    assert whole["report_records"]


def test_actors_and_search(workspace: Path) -> None:
    """Actors are listed by how often they are named; words are found with the place marked."""
    assert "islamic-state" in call(workspace, "actors").stdout
    assert "Islamic State" in call(workspace, "actor", "islamic state").stdout
    assert "Coast News" not in call(workspace, "search", "roadside").stdout
    found = data(workspace, "search", "rockets", "mosul")
    assert isinstance(found, list)
    assert any(one["kind"] == "article" for one in found)


def test_decide_and_undo(workspace: Path) -> None:
    """A merge is made, shown in the log and in `why`, and taken back."""
    before = incidents(workspace)
    a, b = str(before[0]["id"]), str(before[-1]["id"])
    assert a != b
    made = data(workspace, "merge", a, b, "--reason", "one blast", "--author", "Ann")
    assert isinstance(made, dict)
    assert len(incidents(workspace)) == len(before) - 1
    assert "one blast" in call(workspace, "log").stdout
    assert "one blast" in call(workspace, "why", a).stdout
    assert call(workspace, "undo", str(made["id"]), "--reason", "two").exit_code == 0
    assert incidents(workspace) == before


def test_a_rejected_incident_says_so(workspace: Path) -> None:
    """It is left out of the list, its page tells that it was rejected, and undoing brings it back."""
    before = incidents(workspace)
    ident = str(before[0]["id"])
    made = data(workspace, "reject", ident, "--reason", "no such thing")
    assert isinstance(made, dict)
    assert ident not in {one["id"] for one in incidents(workspace)}
    assert "rejected: left out" in call(workspace, "incident", ident).stdout
    assert call(workspace, "undo", str(made["id"]), "--reason", "it was").exit_code == 0
    assert "rejected: left out" not in call(workspace, "incident", ident).stdout
    assert incidents(workspace) == before


def test_export_and_verify(workspace: Path, tmp_path: Path) -> None:
    """Every format is written, and a healthy record verifies with exit 0."""
    for kind, name in (("jsonl", "documents.jsonl"), ("csv", "incidents.csv"), ("geojson", "incidents.geojson")):
        done = call(workspace, "export", "--format", kind, "--out", str(tmp_path / kind))
        assert done.exit_code == 0, done.output
        assert (tmp_path / kind / name).stat().st_size > 0
    assert call(workspace, "verify").exit_code == 0


def test_adding_again_and_unreadable(workspace: Path, tmp_path: Path) -> None:
    """The second time nothing is new; what cannot be read is listed with exit 1."""
    again = call(workspace, "add", str(workspace.parent / "news.jsonl"))
    assert (again.exit_code, "3 were there already" in again.output) == (0, True)
    failed = call(workspace, "add", str(tmp_path / "no such file"))
    assert failed.exit_code == 1
    assert "not read" in failed.output


def test_a_damaged_archive_is_named(workspace: Path, tmp_path: Path) -> None:
    """A changed byte in the archive is exit 1 with the hash."""
    import shutil

    shutil.copytree(workspace, tmp_path / "copy")  # copying the folder is a backup
    victim = next(path for path in sorted((tmp_path / "copy" / "archive").rglob("*")) if path.is_file())
    victim.write_bytes(victim.read_bytes()[:-1] + b"~")
    done = call(tmp_path / "copy", "verify")
    assert done.exit_code == 1
    assert victim.name in done.output


def test_init_says_what_is_next(tmp_path: Path) -> None:
    """A new workspace is made once; an unknown pack is refused."""
    assert "dateline add" in call(tmp_path / "w", "init").output
    assert "already" in call(tmp_path / "w", "init").output
    assert isinstance(call(tmp_path / "x", "init", "--pack", "moon").exception, DatelineError)


def test_terminal_output_is_tame() -> None:
    """Control characters and direction marks of the news never reach the terminal."""
    from dateline.cli.common import plain

    assert plain("a\x1b[2Jb\nc\u202ed\x00") == "a [2Jb c d"
    assert plain("abcdef", 4) == "abc…"


def test_evaluate_reads_annotations(tmp_path: Path) -> None:
    """Articles are read for the purpose and measured against annotations."""
    gold = tmp_path / "gold"
    gold.mkdir()
    first = NEWS[0]["text"].partition(", police")[0]
    wanted = {"id": "i1", "type": "ASSAULT", "status": "happened", "evidence": [first], "killed": {"low": 2, "high": 2}}
    (gold / "one.json").write_text(json.dumps({"doc_id": "one", "title": "x", "incidents": [wanted]}), "utf-8")
    (tmp_path / "news.jsonl").write_text(json.dumps(NEWS[0]), "utf-8")
    done = call(tmp_path / "w", "evaluate", str(gold), "--articles", str(tmp_path / "news.jsonl"), "--json")
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)
    assert figures["documents"] == {"gold": 1, "found": 1}
    assert figures["events"]["r"] == 1.0
    assert figures["verbatim"]["share"] == 1.0
