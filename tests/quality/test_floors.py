"""The reading is at least as good as it was: scores on hand-made annotations do not fall below their floors."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from dateline.engine import Engine, init_workspace, make_engine
from dateline.engine.evaluating import evaluate_engine
from dateline.evaluation.measure import evaluate
from dateline.evaluation.records import read_export, read_gold
from dateline.settings import Settings

FLOORS: dict[str, dict[str, float]] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
SETS = {
    "seeds": ("gold", "seeds"),
    "dev": ("dev/gold", "dev/articles.jsonl"),
    "dev-world": ("dev-world/gold", "dev-world/articles.jsonl"),
}
"""Name -> annotations and articles, inside the shared folder."""

pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def records(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each set of articles read into a workspace of its own."""
    made = {}
    for name, (_, articles) in SETS.items():
        folder = tmp_path_factory.mktemp(name)
        with opened(folder) as engine:
            result = engine.add([str(shared / articles)], workers=1)
            assert result.failures == ()
            engine.export("jsonl", folder / "out")
        made[name] = folder
    return made


def opened(folder: Path) -> Engine:
    """The workspace in a folder."""
    settings = Settings(folder / "w", workers=1)
    init_workspace(settings)
    return make_engine(settings)


def figure(figures: dict[str, Any], path: str) -> float:
    """One figure by its path."""
    value: Any = reduce(lambda part, key: part[key], path.split("."), figures)
    return float(value)


@pytest.mark.parametrize("name", SETS)
def test_floors_hold(shared: Path, records: dict[str, Path], name: str) -> None:
    """No figure lies below its floor."""
    with opened(records[name]) as engine:
        figures = evaluate_engine(engine, shared / SETS[name][0]).figures
    below = {
        path: (figure(figures, path), least) for path, least in FLOORS[name].items() if figure(figures, path) < least
    }
    assert below == {}


@pytest.mark.parametrize("name", SETS)
def test_the_shared_scorer_gives_the_same_figures(shared: Path, records: dict[str, Path], name: str) -> None:
    """Our own figures are those of the scorer that comes with the annotations, on the same export."""
    gold, out = shared / SETS[name][0], records[name] / "out"
    command = [sys.executable, str(shared / "score" / "score.py"), str(gold), str(out), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = dict(evaluate(read_gold(gold), read_export(out)).figures)
    for only_ours in ("unreal", "reliability"):  # planned things asserted; how sure and how often right
        ours.pop(only_ours)
    assert ours == theirs


def test_the_seeds_are_fourteen_articles(shared: Path, records: dict[str, Path]) -> None:
    """Four pages and the ten items of one feed, each item with its own address, title, day and publisher."""
    lines = (records["seeds"] / "out" / "documents.jsonl").read_text("utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    assert len(documents) == 14
    items = [one for one in documents if one["url"]]
    assert len({one["url"] for one in items}) == len(items) >= 10
    assert sum(bool(one["title"] and one["published"] and one["outlet"]) for one in items) >= 10


def test_order_of_the_seeds_does_not_matter(shared: Path, records: dict[str, Path], tmp_path: Path) -> None:
    """The files in another order, and then again, give the same bytes."""
    with opened(tmp_path) as engine:
        files = sorted((shared / "seeds").iterdir(), reverse=True)
        engine.add([str(file) for file in files], workers=1)
        engine.add([str(shared / "seeds")], workers=1)
        engine.export("jsonl", tmp_path / "out")
        assert engine.verify() == ()
    for file in sorted((records["seeds"] / "out").iterdir()):
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes(), file.name
