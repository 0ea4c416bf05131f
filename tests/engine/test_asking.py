"""Questions to a whole record, from the article to the answer."""

from __future__ import annotations

import json
from pathlib import Path

from plain_reader import Opener, write_news

from dateline.domain.vocabulary import DecisionKind, Status
from dateline.engine import Engine
from dateline.engine.dossier import incident_dossier


def told(name: str, outlet: str, text: str, published: str, **more: str) -> str:
    """One article as a JSON line."""
    row = {"id": name, "url": f"https://{name}.example/1", "outlet": outlet, "title": name, "text": text}
    return json.dumps({**row, "published": published, "language": "en", **more})


CLAIM = "A rocket killed 3 in Basra on 2022-05-03, Ravens claimed. The wall of the depot by the canal fell in."
TOLD = "A rocket killed 3 in Basra on 2022-05-03."
OTHERS = f"Doctors of the harbour clinic spoke of burns and of broken glass as night fell. {TOLD} Nobody was seen."
STATED = "A rocket killed 3 in Basra on 2022-05-03. Windows broke in the whole street, said people of the quarter."


def believed(engine: Engine, folder: Path) -> str:
    """A claim of the day and two outlets that tell it later; the incident's id."""
    lines = [
        told("one", "Delta Wire", CLAIM, "2022-05-03"),
        told("two", "Hill Post", STATED, "2022-05-05"),
        told("three", "Coast News", OTHERS, "2022-05-06"),
    ]
    engine.add([write_news(folder / "news.jsonl", lines)])
    (incident,) = engine.incidents()
    return incident.id


def test_belief_moves_with_the_news(open_workspace: Opener, tmp_path: Path) -> None:
    """The history tells day by day how status and credibility moved, and ends where the incident stands."""
    engine = open_workspace()
    ident = believed(engine, tmp_path)
    moments = engine.history(ident)
    assert [str(one.day) for one in moments] == ["2022-05-03", "2022-05-05", "2022-05-06"]
    assert [one.independent_sources for one in moments] == [1, 2, 3]
    assert [one.credibility for one in moments] == sorted((one.credibility for one in moments), reverse=True)
    incident = engine.incident(ident)
    assert (moments[-1].status, moments[-1].credibility) == (incident.status, incident.credibility)
    record = incident_dossier(engine.store, incident).record()
    assert [one["date"] for one in record["history"]] == ["2022-05-03", "2022-05-05", "2022-05-06"]


def test_a_decision_is_the_last_moment(open_workspace: Opener, tmp_path: Path) -> None:
    """What a person decides about an incident's status stands at the end of its history, and goes with an undo."""
    engine = open_workspace()
    ident = believed(engine, tmp_path)
    made = engine.decide(DecisionKind.CORRECT, [ident], "the ministry took it back", field="status", value="denied")
    last = engine.history(ident)[-1]
    assert (last.status, last.decision) == (Status.DENIED, made.id)
    engine.decide(DecisionKind.UNDO, [made.id], "it did not")
    assert engine.history(ident)[-1].decision is None


def test_a_rated_source_counts_and_can_be_taken_back(open_workspace: Opener, tmp_path: Path) -> None:
    """One outlet rated reliable makes what it alone tells probable; without the rating it is as before."""
    engine = open_workspace()
    engine.add([write_news(tmp_path / "n.jsonl", [told("two", "Hill Post", STATED, "2022-05-05")])])
    (before,) = engine.incidents()
    made = engine.decide(DecisionKind.RATE, ["Hill Post"], "right for years", value="A")
    (rated,) = engine.incidents()
    assert (before.credibility, rated.credibility) == (3, 2)
    assert "rated reliable" in rated.credibility_reason
    engine.decide(DecisionKind.UNDO, [made.id], "not so")
    assert list(engine.incidents()) == [before]


def test_what_may_be_one_is_asked_and_answered(open_workspace: Opener, tmp_path: Path) -> None:
    """Two incidents that may be one are suggested by their reports; once told apart they are asked no more."""
    engine = open_workspace()
    lines = [
        told(
            "one",
            "Delta Wire",
            "A rocket killed 3 in Basra on 2022-05-03, Ravens claimed. The depot burnt.",
            "2022-05-03",
        ),
        told(
            "two",
            "Hill Post",
            "A bomb killed 3 in Basra on 2022-05-04, Gulls were blamed. A school closed.",
            "2022-05-04",
        ),
    ]
    engine.add([write_news(tmp_path / "n.jsonl", lines)])
    assert len(list(engine.incidents())) == 2
    asked = [one for one in engine.suggestions() if one.kind == "may_be_same"]
    assert len(asked) == 1
    homes = engine.store.record.incident_of(asked[0].subjects)
    engine.decide(DecisionKind.NOT_SAME, sorted(set(homes.values())), "two nights")
    assert not [one for one in engine.suggestions() if one.kind == "may_be_same"]


LONG = f"{STATED} Firemen worked until the evening and the market beside the canal stayed closed for two days."
FRENCH = (
    f"Les habitants du quartier parlent d'une nuit terrible et de vitres en morceaux. {TOLD} "
    "Les pompiers ont travaillé jusqu'au soir et le marché est resté fermé.\n\nSource: AFP"
)


def test_copies_translations_and_relays_are_no_second_witness(open_workspace: Opener, tmp_path: Path) -> None:
    """A copy under a new headline, a translation with its origin line and a relay by name all count as the first."""
    engine = open_workspace()
    relay = f"Windows broke in a street of the port, according to AFP. {TOLD} The council has not said more about it."
    lines = [
        told("one", "AFP", LONG, "2022-05-04"),
        told("two", "Hill Post", LONG.replace("Firemen", "Fire crews"), "2022-05-05", title="Another headline"),
        told("three", "Le Quai", FRENCH, "2022-05-05", language="fr"),
        told("four", "Coast News", relay, "2022-05-05"),
    ]
    engine.add([write_news(tmp_path / "n.jsonl", lines)])
    (incident,) = engine.incidents()
    assert (len(incident.reports), incident.independent_sources) == (4, 1)
    copies = {one.article_id: one for one in engine.store.neighbours.copies().values()}
    roles = {article.outlet: copies[article.id].body["role"] for article in engine.articles()}
    assert roles == {"AFP": "original", "Hill Post": "copy", "Le Quai": "translation", "Coast News": "relay"}
    first = next(one.id for one in engine.articles() if one.outlet == "AFP")
    assert {one.copy_of for one in copies.values()} == {None, first}
    assert all(copies[article.id].body["reason"] for article in engine.articles())


def test_a_corrected_article_keeps_its_versions(open_workspace: Opener, tmp_path: Path) -> None:
    """The later text of one address counts, the earlier is kept as its version, and the toll moves."""
    engine = open_workspace()
    engine.add([write_news(tmp_path / "n.jsonl", [told("one", "Delta Wire", LONG, "2022-05-04")])])
    later = told("one", "Delta Wire", LONG.replace("killed 3", "killed 4"), "2022-05-04", updated="2022-05-06")
    engine.add([write_news(tmp_path / "later.jsonl", [later])])
    (article,) = engine.articles()
    assert [("killed 4" in one.article.text, one.current) for one in engine.versions(article.id)] == [
        (False, False),
        (True, True),
    ]
    (incident,) = engine.incidents()
    assert str(incident.killed) == "4"
