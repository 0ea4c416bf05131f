"""Confidence is a probability that grows with what is told."""

from __future__ import annotations

from .conftest import Read


def test_more_told_is_surer(read: Read) -> None:
    """Doer, target, day and place make a report surer than a bare mention."""
    (full,) = read("Red Falcons attacked Norian forces in Karda on Monday, killing three soldiers.")
    (bare,) = read("Three soldiers died in clashes.")
    assert 0.0 < bare.confidence < full.confidence < 1.0


def test_what_is_dated_ahead_is_planned(read: Read) -> None:
    """A withdrawal at a day after publication has not happened."""
    from datetime import date

    reports = read("Norian forces withdrew from Karda on Wednesday.", date(2024, 3, 1))
    assert [report.status.value for report in reports] == ["planned"]
