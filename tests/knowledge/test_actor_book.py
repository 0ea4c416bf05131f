"""The actor book on small packs of our own: what is found, what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import KnowledgeError
from dateline.knowledge.actor_book import ActorBook, build_index, open_actor_book

GROUPS = """
- id: northland
  kind: state
  name: Northland
  names: [{text: NL, use: abbreviation}, {text: نورثلاند, lang: ar}]
  country: NL
  adjectives: [Northern, Northlandic]
  demonyms: [Northlanders]
  capital: Norburg
  adj_ar: النورثي
  source: atlas
- id: river-brigades
  kind: armed_group
  name: Kataib al-Nahr
  names:
    - Ansar Hizballah
    - {text: كتائب النهر, lang: ar}
    - {text: RB, use: abbreviation}
    - {text: Nahr, use: short}
  country: NL
  relations: [{relation: part_of, of: northland-armed-forces, since: "2019"}]
  source: atlas
- id: river-party
  kind: party
  name: River Party
  country: NL
  source: atlas
"""
PATTERNS = """
- id_suffix: armed-forces
  kind: government_body
  relation: part_of
  name: "{adj} Armed Forces"
  bare: [the army]
  forms: ["{adj} army", "army of {state}", {text: "الجيش {adj_ar}", lang: ar}]
- id_suffix: platform
  kind: government_body
  relation: part_of
  name: "{adj} planes"
  state_itself: true
  forms: ["{adj} warplanes"]
"""
SOURCES = "- {id: atlas, title: An atlas, publisher: Us}\n"


def packs(folder: Path, groups: str = GROUPS) -> Path:
    """A folder with one small pack."""
    (folder / "groups.yaml").write_text(groups, "utf-8")
    (folder / "patterns.yaml").write_text(PATTERNS, "utf-8")
    (folder / "sources.yaml").write_text(SOURCES, "utf-8")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> ActorBook:
    """The book of the small pack."""
    return ActorBook(build_index([packs(tmp_path)]))


def found(book: ActorBook, text: str) -> list[tuple[str, str]]:
    """The words found, and the first actor they may mean."""
    return [
        (hit.span.quote(text), hit.candidates[0].actor_id if hit.candidates else "?" + hit.bare)
        for hit in book.find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kataib al-Nahr fired.", [("Kataib al-Nahr", "river-brigades")]),
        ("Kata’ib al Nahr’s men fired.", [("Kata’ib al Nahr", "river-brigades")]),
        ("Kataeb el-Nahr fired.", [("Kataeb el-Nahr", "river-brigades")]),
        ("Ansar Hezbollah fired.", [("Ansar Hezbollah", "river-brigades")]),
        ("The RB fired, rb did not.", [("RB", "river-brigades")]),
        ("Northlandic army units moved.", [("Northlandic army", "northland-armed-forces")]),
        ("The army of Northland moved.", [("army of Northland", "northland-armed-forces")]),
        ("Northlandic warplanes struck.", [("Northlandic warplanes", "northland")]),
        ("The army moved.", [("army", "?armed-forces")]),
        (
            "وقصفت كتائب النهر الجيش النورثي",
            [("كتائب النهر", "river-brigades"), ("الجيش النورثي", "northland-armed-forces")],
        ),
        ("An army moved.", []),
        ("Northland.", [("Northland", "northland")]),
        ("The Northlandese moved.", []),
        ("The rivers party moved.", []),
    ],
)
def test_what_is_found(book: ActorBook, text: str, expected: list[tuple[str, str]]) -> None:
    """Names are found in every spelling, whole words only, as spans of the untouched text."""
    assert found(book, text) == expected


def test_a_text_without_apostrophes_has_its_genitives_read(book: ActorBook) -> None:
    """Where every apostrophe is lost, 'Northlands king' is still Northland's; 'Northland's' beside it says otherwise."""
    assert found(book, "Northlands king and the RBs men fired on Ansar Hezbollahs camp.") == [
        ("Northland", "northland"),
        ("RB", "river-brigades"),
        ("Ansar Hezbollah", "river-brigades"),
    ]
    assert found(book, "Northlands king fired, Wahid's men did not.") == []


def test_adjectives_are_marked(book: ActorBook) -> None:
    """'Northland-backed' and 'pro-Northland' are no acting states."""
    for text in ("Northland-backed men", "pro-Northland men", "Northlandic men", "Northland backed men"):
        assert [hit.adjective for hit in book.find(text)] == [True], text
    for text in (
        "Northland moved",
        "Northland controlled the pass",
        "Northland held two men",
        "Northland led by a king",
    ):
        assert [hit.adjective for hit in book.find(text)] == [False], text


def test_initials_with_stops_before_a_hyphen_are_found(tmp_path: Path) -> None:
    """'N.L.-led force' is the name 'NL-led force' with other signs between its letters."""
    index = build_index([packs(tmp_path, GROUPS.replace("- Ansar Hizballah", "- N.L.-led river force"))])
    assert ("N.L.-led river force", "river-brigades") in found(ActorBook(index), "The N.L.-led river force fired.")


@given(st.text(alphabet=st.sampled_from("Kataib l-Nhr’' RBnoتبكئ\u0301\u064bUu.\n"), max_size=80))
def test_spans_lie_in_any_text(text: str) -> None:
    """Whatever the text, hits are ordered spans inside it that do not overlap."""
    end = 0
    for hit in SMALL.find(text):
        assert end <= hit.span.start < hit.span.end <= len(text)
        end = hit.span.end


def _small() -> ActorBook:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return ActorBook(build_index([packs(Path(folder))]))


SMALL = _small()


@pytest.mark.parametrize(
    ("wrong", "line", "word"),
    [
        ("- id: Bad Id\n  kind: party\n  name: X\n  source: atlas\n", 1, "lower-case"),
        ("- id: a\n  kind: club\n  name: X\n  source: atlas\n", 2, "kind must be one of"),
        ("- id: a\n  kind: party\n  name: X\n", 1, "needs a source"),
        ("- id: a\n  kind: party\n  name: X\n  source: nowhere\n", 4, "no sources file"),
        ("- id: a\n  kind: party\n  name: X\n  colour: red\n  source: atlas\n", 4, "unknown key 'colour'"),
        (
            "- id: a\n  kind: party\n  name: X\n  relations: [{relation: part_of, of: b}]\n  source: atlas\n",
            4,
            "no actor has",
        ),
        (
            "- id: a\n  kind: party\n  name: X\n  relations: [{relation: part_of, of: a}]\n  source: atlas\n",
            1,
            "circle",
        ),
        ("- id: a\n  kind: [party\n", 3, "not valid YAML"),
        ("a: b\n", 1, "must be a list"),
        ("- id: a\n  kind: party\n  name: X\n  died: soon\n  source: atlas\n", 4, "died must be"),
        ("- id: a\n  kind: party\n  name: X\n  names: [{use: short}]\n  source: atlas\n", 4, "a name must be"),
    ],
)
def test_every_mistake_has_its_line(tmp_path: Path, wrong: str, line: int, word: str) -> None:
    """A mistake in a data file is told with file and line, and nothing is half-loaded."""
    with pytest.raises(KnowledgeError) as refused:
        build_index([packs(tmp_path, wrong)])
    told = [(flaw.file.name, flaw.line) for flaw in refused.value.flaws if word in flaw.message]
    assert told[0] == ("groups.yaml", line)


def test_two_entries_with_one_id_are_refused(tmp_path: Path) -> None:
    """An id is one actor's."""
    with pytest.raises(KnowledgeError, match=r"is taken by groups\.yaml:2"):
        build_index([packs(tmp_path, GROUPS + "- {id: northland, kind: party, name: N, source: atlas}\n")])


def test_the_index_is_made_anew_when_a_file_changes(tmp_path: Path) -> None:
    """An opened book follows its files, and the second opening reads the kept index."""
    folder, cache = tmp_path / "packs", tmp_path / "cache"
    folder.mkdir()
    packs(folder)
    assert len(open_actor_book([folder], cache)) == 3
    kept = sorted(cache.iterdir())
    assert len(open_actor_book([folder], cache)) == 3
    assert sorted(cache.iterdir()) == kept
    (folder / "groups.yaml").write_text(GROUPS + "- {id: mill, kind: party, name: Mill, source: atlas}\n", "utf-8")
    os.utime(folder / "groups.yaml", (1, 1))
    assert open_actor_book([folder], cache).actor("mill") is not None


def test_bodies_made_by_pattern_have_their_state(book: ActorBook) -> None:
    """A body that only a pattern makes is an actor like any other."""
    body = book.actor("northland-armed-forces")
    assert body is not None
    assert (body.country, body.ties[0].of) == ("NL", "northland")
    assert book.actor("northland-nothing") is None
