"""The weights fitted on the development texts of MUC-4, by what they weigh."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("muc4_weights.json")


@lru_cache(maxsize=8)
def weights(name: str) -> Mapping[str, float]:
    """The weights of one kind (`relevance`, `groups`, `persons`); none before the first fit."""
    return json.loads(FILE.read_text("utf-8")).get(name, {}) if FILE.exists() else {}
