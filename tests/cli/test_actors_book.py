"""Growing the book of actors from the command line: proposed, accepted, merged, rejected, and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.app import dateline

NEWS = (
    "Interior minister Nouhad Kamci said on Monday that Iraqi police had arrested three men in Basra. "
    "Kamci accused the River Lions Brigade of planting the bomb.",
    "A bomb killed two Iraqi soldiers in Basra on 3 May 2022. Interior minister Nouhad Kamci blamed the River Lions Brigade.",
)


def call(workspace: Path, *arguments: str) -> Result:
    """Run one command."""
    return CliRunner().invoke(dateline, ["-w", str(workspace), *arguments])


def proposed(workspace: Path) -> dict[str, dict[str, object]]:
    """The proposals by name."""
    done = call(workspace, "actors", "propose", "--json")
    assert done.exit_code == 0, done.output
    return {one["name"]: one for one in json.loads(done.stdout)}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of two articles that name a minister whom no book knows."""
    lines = [
        json.dumps({"id": str(n), "url": f"https://delta.example/{n}", "published": "2022-05-04", "text": text})
        for n, text in enumerate(NEWS)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    done = call(tmp_path / "w", "add", str(tmp_path / "news.jsonl"))
    assert done.exit_code == 0, done.output
    return tmp_path / "w"


def test_an_accepted_actor_is_found_in_what_was_read_before(workspace: Path) -> None:
    """Proposed with evidence; accepted into a readable file; then part of the book everywhere."""
    one = proposed(workspace)["Nouhad Kamci"]
    assert (one["kind"], one["country"], len(one["articles"])) == ("person", "IQ", 2)  # type: ignore[arg-type]
    assert "Kamci" in one["evidence"][0]["text"]  # type: ignore[index]
    done = call(workspace, "actors", "accept", "Nouhad Kamci", "--reason", "the minister", "--author", "ann")
    assert "nouhad-kamci is in the book now" in done.output
    assert "Nouhad Kamci" not in proposed(workspace)  # gone at once, not only after reading again
    written = (workspace / "actors" / "accepted.yaml").read_text("utf-8")
    assert "accepted by ann: the minister" in written
    assert call(workspace, "reread").exit_code == 0
    found = json.loads(call(workspace, "actor", "nouhad-kamci", "--json").stdout)
    assert found["known"]
    assert "Nouhad Kamci" not in proposed(workspace)
    assert call(workspace, "actors", "check", "--no-doubts").exit_code == 0


def test_merging_makes_spellings_names_of_a_known_actor(workspace: Path) -> None:
    """The new spelling is found as the known actor after reading again, and can be taken back."""
    done = call(workspace, "actors", "merge", "Nouhad Kamci", "mustafa-al-kadhimi", "--reason", "a test")
    assert "Nouhad Kamci" in done.output
    call(workspace, "reread")
    found = json.loads(call(workspace, "actor", "Nouhad Kamci", "--json").stdout)
    assert found["id"] == "mustafa-al-kadhimi"
    assert "accepted.yaml" in call(workspace, "actors", "retract", "mustafa-al-kadhimi").output
    call(workspace, "reread")
    assert "Nouhad Kamci" in proposed(workspace)


def test_a_rejected_actor_is_not_proposed_again(workspace: Path) -> None:
    """Rejected with a reason; nothing else changes; the answer can be taken back."""
    ident = str(proposed(workspace)["Nouhad Kamci"]["id"])
    assert call(workspace, "actors", "reject", ident, "--reason", "a private person").exit_code == 0
    assert "Nouhad Kamci" not in proposed(workspace)
    assert "Read 0 articles" in call(workspace, "reread").output
    assert call(workspace, "actors", "retract", ident).exit_code == 0
    assert "Nouhad Kamci" in proposed(workspace)


def test_mistakes_in_the_own_pack_are_told_with_their_line(workspace: Path) -> None:
    """`actors check` names file and line and fails."""
    (workspace / "actors" / "mine.yaml").write_text(
        "# mine\n- id: Bad Id\n  kind: club\n  name: X\n  source: no\n", "utf-8"
    )
    done = call(workspace, "actors", "check", "--no-doubts")
    assert done.exit_code == 1
    assert "mine.yaml:2: an entry needs an id" in done.output
    assert "mine.yaml:3: kind must be one of" in done.output


def test_a_list_is_imported_and_the_book_exported(workspace: Path, tmp_path: Path) -> None:
    """What a list brings is in the book; the whole book goes out as JSON lines."""
    entity = {
        "id": "N1",
        "schema": "Person",
        "properties": {"name": ["Rana Miller"], "country": ["iq"]},
        "datasets": ["x"],
    }
    (tmp_path / "list.json").write_text(json.dumps(entity) + "\n", "utf-8")
    done = call(workspace, "actors", "import", str(tmp_path / "list.json"), "--kind", "person")
    assert "1 new actors" in done.output
    assert json.loads(call(workspace, "actor", "Rana Miller", "--json").stdout)["id"] == "ftm-n1"
    done = call(workspace, "actors", "export-ftm", str(tmp_path / "book.json"))
    assert done.exit_code == 0, done.output
    with (tmp_path / "book.json").open() as lines:
        assert any(json.loads(line)["id"] == "ftm-n1" for line in lines)
