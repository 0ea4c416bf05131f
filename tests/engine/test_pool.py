"""Reading in several processes gives what reading in one gives."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from plain_reader import news, write_news

from dateline.batch.pool import read_in_order, read_in_pool
from dateline.batch.prepare import Recipe, make_reader
from dateline.collect import collect
from dateline.domain.article import Raw


@pytest.mark.slow
def test_a_pool_reads_the_same_in_the_same_order(tmp_path: Path) -> None:
    """Two processes give the entries of one, in the order of the inputs."""
    lines = [*news(12), '{"text": ""}']
    found = collect(write_news(tmp_path / "n.jsonl", lines), datetime(2026, 1, 1, tzinfo=UTC))
    raws = [one for one in found if isinstance(one, Raw)]
    recipe = Recipe(tmp_path / "cache")
    alone = list(read_in_order(raws, make_reader(recipe)))
    assert list(read_in_pool(raws, recipe, 2)) == alone
    assert len(alone) >= 12
