"""What several tests of cleaning share."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "approve_pages.py"


@pytest.fixture(scope="session")
def approval() -> ModuleType:
    """The script that approves saved pages: the test reads them in the very same way."""
    spec = importlib.util.spec_from_file_location("approve_pages", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def evidence() -> Callable[[object], set[str]]:
    """Every quotation in an annotation."""

    def quotes(node: object) -> set[str]:
        if isinstance(node, list):
            return {quote for part in node for quote in quotes(part)}
        if not isinstance(node, dict):
            return set()
        own = node.get("evidence") or []
        inner = {quote for key, part in node.items() if key != "evidence" for quote in quotes(part)}
        return inner | ({own} if isinstance(own, str) else set(own))

    return quotes
