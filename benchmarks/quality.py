"""All figures on the hand-made annotations, as the Markdown table of docs/quality.md.

    .venv/bin/python benchmarks/quality.py

Reads the articles of the folder named by DATELINE_SHARED into workspaces of their own and scores the exports with
`dateline evaluate`'s own code.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from dateline.engine import init_workspace, make_engine
from dateline.engine.evaluating import evaluate_engine
from dateline.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SETS = {
    "seeds": ("gold", "seeds"),
    "dev": ("dev/gold", "dev/articles.jsonl"),
    "dev-world": ("dev-world/gold", "dev-world/articles.jsonl"),
}
TENTHS = ("0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0")
SLOTS = "mode actor recipient date place country killed injured weapon weapon_count background actor_stance via".split()


def main() -> int:
    """Measure and print."""
    shared = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    if not shared.is_dir():
        print(f"the annotations are not at {shared}; set DATELINE_SHARED")
        return 1
    figures = {name: measure(shared / gold, shared / articles) for name, (gold, articles) in SETS.items()}
    print("| figure | " + " | ".join(SETS) + " |\n| --- |" + " --- |" * len(SETS))
    for label, path in rows():
        print(f"| {label} | " + " | ".join(shown(figures[name], path) for name in SETS) + " |")
    print("\n" + "\n".join(how_sure([one["reliability"] for one in figures.values()])))
    return 0


def measure(gold: Path, articles: Path) -> dict[str, Any]:
    """The figures of one set."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "workspace", workers=1)
        init_workspace(settings)
        with make_engine(settings) as engine:
            engine.add([str(articles)], workers=1)
            return dict(evaluate_engine(engine, gold).figures)


def how_sure(found: list[dict[str, Any]]) -> list[str]:
    """A Markdown table: of the records of all sets at about each confidence, the share that is right."""
    lines = ["| confidence | " + " | ".join(TENTHS) + " |", "| --- |" + " --- |" * len(TENTHS)]
    for kind in ("reports", "statements", "relations"):
        cells = []
        for at in TENTHS:
            rows = [one[kind][at] for one in found if at in one.get(kind, {})]
            right, of = (sum(row[key] for row in rows) for key in ("right", "of"))
            cells.append(f"{right / of:.2f} ({of})" if of else "-")
        lines.append(f"| {kind} right | " + " | ".join(cells) + " |")
    return lines


def rows() -> list[tuple[str, str]]:
    """Label and path of every figure, in the order of the table."""
    whole = [
        ("events F1 (type and evidence)", "events.f1"),
        ("events P", "events.p"),
        ("events R", "events.r"),
        ("spans F1 (evidence only)", "spans.f1"),
    ]
    slots = [(name.replace("_", " "), f"slots.{name}") for name in SLOTS]
    rest = [
        ("clusters B3 F1", "clusters.f1"),
        ("disagreements F1", "disagreements.f1"),
        ("statements F1", "statements.f1"),
        ("statements: speaker, act on pairs", "statements.speaker+statements.act"),
        ("relations F1", "relations.f1"),
        ("conflicts found", "conflicts.r"),
        ("planned or feared things asserted as happened", "unreal"),
        ("verbatim", "verbatim.share"),
    ]
    return [*whole, *slots, *rest]


def shown(figures: dict[str, Any], path: str) -> str:
    """One figure, with how many annotated values there are for a slot."""
    parts = []
    for single in path.split("+"):
        value: Any = figures
        for key in single.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, dict) and "asserted" in value:
            parts.append(f"{value['asserted']} of {value['of']}")
        elif isinstance(value, dict):
            parts.append(f"{value['share']:.2f} ({value['of']})")
        else:
            parts.append("-" if value is None else f"{value:.3f}")
    return ", ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
