"""Where sources count differently, a report's figure is the range between them, and each figure is kept."""

from __future__ import annotations

import pytest

from dateline.domain.counts import CountRange

from .conftest import Read

ATTACK = "On Monday Red Falcons fired 15 rockets at Camp Dawn and killed three soldiers."


@pytest.mark.parametrize(
    ("later", "field", "value"),
    [
        ("The Interior Ministry had initially reported ten rockets.", "weapon_count", CountRange(10, 15)),
        ("A police spokesman gave a toll of at least 23.", "killed", CountRange(3, None)),
        ("Residents counted two dead.", "killed", CountRange(2, 3)),
        ("The Interior Ministry reported no casualties.", "killed", CountRange(3, 3)),
        ("A police spokesman gave a toll of at least two.", "killed", CountRange(3, 3)),
    ],
)
def test_rival_figures_make_a_range(read: Read, later: str, field: str, value: CountRange) -> None:
    """From the lowest to the highest figure that anybody gives; a plain denial is no end of a range."""
    (report,) = read(f"{ATTACK} {later}")
    assert getattr(report, field) == value


def test_the_single_figures_are_kept(read: Read) -> None:
    """Both figures of a range stay among the alternatives."""
    (report,) = read(f"{ATTACK} The Interior Ministry had initially reported ten rockets.")
    kept = {str(other.value) for other in report.alternatives if other.field == "weapon_count"}
    assert kept == {"10", "15"}
