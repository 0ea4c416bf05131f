"""Measuring the reading of this program against hand-made annotations."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dateline.engine.engine import Engine
from dateline.engine.wiring import init_workspace, make_engine
from dateline.evaluation.measure import Result, evaluate
from dateline.evaluation.records import Exported, read_gold
from dateline.settings import Settings


def evaluate_engine(engine: Engine, gold: Path, aliases: Path | None = None) -> Result:
    """Measure a workspace as it is."""
    bundle = engine.bundle()
    kinds = ("documents", "reports", "incidents", "statements", "relations")
    return evaluate(read_gold(gold, aliases), Exported(*(tuple(bundle.kind(kind)) for kind in kinds)))


def evaluate_articles(gold: Path, articles: Path, aliases: Path | None = None) -> Result:
    """Read articles into a record of their own, which is thrown away, and measure that."""
    with tempfile.TemporaryDirectory(prefix="dateline-evaluate-") as folder:
        settings = Settings(Path(folder), author="evaluation")
        init_workspace(settings)
        with make_engine(settings) as engine:
            engine.add([str(articles)])
            return evaluate_engine(engine, gold, aliases)
