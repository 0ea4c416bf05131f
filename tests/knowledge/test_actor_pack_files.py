"""Pack files as they are written and checked: comments stay, doubtful things are told with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_book.build import read_packs
from dateline.knowledge.actor_book.counts import Count, count
from dateline.knowledge.actor_book.load import read_yaml_entries
from dateline.knowledge.actor_book.pack_file import add_entry, drop_entry, entry_text
from dateline.knowledge.actor_book.warnings import warnings

MINE = """# My groups, by hand.
- id: mill  # the mill
  kind: party
  name: Mill
  source: me

# A second one.
- id: river
  kind: party
  name: River
  source: me
"""


def test_adding_and_taking_out_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    """An entry and its comment come and go; every other line, comments too, stays letter for letter."""
    file = tmp_path / "mine.yaml"
    file.write_text(MINE, "utf-8")
    add_entry(
        file,
        {"id": "hill", "kind": "party", "name": "Hill: the 'big' one", "names": ["نهر"], "source": "me"},
        "why\nso",
    )
    assert file.read_text("utf-8").startswith(MINE)
    entries, flaws = read_yaml_entries(file)
    assert not flaws
    assert entries[-1].value["name"] == "Hill: the 'big' one"
    assert drop_entry(file, "id", "hill")
    assert file.read_text("utf-8") == MINE
    assert drop_entry(file, "id", "mill")
    assert "# A second one.\n- id: river" in file.read_text("utf-8")
    assert not drop_entry(file, "id", "mill")


def test_a_broken_file_is_not_written_to(tmp_path: Path) -> None:
    """Where the file has mistakes nothing is added to it."""
    file = tmp_path / "mine.yaml"
    file.write_text("- id: [\n", "utf-8")
    with pytest.raises(KnowledgeError):
        add_entry(file, {"id": "x"})
    assert file.read_text("utf-8") == "- id: [\n"


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    """Whatever letters a name has, reading the written entry gives it back (surrogates cannot be written at all)."""
    import tempfile

    texts = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.yaml"
        file.write_text(entry_text({"id": "x", "names": [{"text": text, "lang": "en"} for text in texts]}), "utf-8")
        entries, flaws = read_yaml_entries(file)
    assert not flaws
    assert [name["text"] for name in entries[0].value["names"]] == texts


def test_doubtful_things_are_told_with_file_and_line(tmp_path: Path) -> None:
    """The weightiest first: entries that may be one actor, names that two actors bear, names that say nothing new."""
    (tmp_path / "groups.yaml").write_text(
        "- {id: mill, kind: party, name: Mill Party, names: [mill party, X, Mill Party, {text: طاحونة, lang: ar}, {text: طاحونة, lang: fa}], source: me}\n"
        "- {id: hill, kind: party, name: Hill Party, names: [Mill Party], identifiers: {wikidata: Q1}, source: me}\n"
        "- {id: hills, kind: party, name: Hyll Parti, identifiers: {wikidata: Q1}, source: me}\n",
        "utf-8",
    )
    (tmp_path / "sources.yaml").write_text("- {id: me, title: Me, publisher: Me}\n", "utf-8")
    actors, _, flaws = read_packs([tmp_path])
    assert not flaws
    told = [f"{one.flaw.line}: {one.flaw.message}" for one in warnings(actors)]
    assert told == [
        "3: hills may be the same as hill (groups.yaml:2): a name spelled alike",
        "3: hills may be the same as hill (groups.yaml:2): the wikidata identifier Q1",
        "1: the full name 'Mill Party' is also that of hill",
        "2: the full name 'Mill Party' is also that of mill",
        "1: the name 'X' can never be found: too few letters",
        "1: the name 'Mill Party' stands twice",
        "1: the name 'mill party' is the same as 'Mill Party' for matching",
    ]
    assert count(actors) == (Count(tmp_path.name, "party", 3, 1),)
