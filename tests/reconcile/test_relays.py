"""An article that has all its news from another outlet is no witness of its own, whether that outlet is known or not."""

from __future__ import annotations

from dataclasses import replace

from make import DAY, article, report

from dateline.domain.report import OUTLET_REPORTS, Reading, Speaker, Statement
from dateline.domain.vocabulary import Act
from dateline.reconcile.copies import relayed, sign
from dateline.reconcile.origins import copy_pairs, origin_groups

TEXT = "A car bomb killed nine people in Harran on Tuesday, Delta Wire reported."


def told(about: str, name: str = "Delta Wire", rule: str = OUTLET_REPORTS) -> Statement:
    """A statement of an outlet about a report."""
    return Statement("s-" + about, "a", Speaker(name, None), Act.REPORT, (), about=about, rules=(rule,))


def test_who_tells_every_happening_is_the_origin() -> None:
    """The outlet that tells the only happening is the origin; then the article counts with that outlet's own."""
    source = article("a", TEXT)
    one = report(source, when=DAY, killed=9)
    reading = Reading(source, reports=(one,), statements=(told(one.id),))
    assert relayed(reading) == ("Delta Wire",)
    signature = sign(source, relayed(reading))
    assert signature.origins == ("delta wire",)
    assert origin_groups([signature], copy_pairs([signature]))[source.id].id == "outlet:delta wire"


def test_one_happening_of_its_own_makes_a_witness() -> None:
    """Who takes one of two happenings from elsewhere tells the other itself; a hospital that reports is no outlet."""
    source = article("a", TEXT)
    one = report(source, when=DAY, killed=9)
    own = replace(one, id="r-own")
    assert relayed(Reading(source, reports=(one, own), statements=(told(one.id),))) == ()
    assert relayed(Reading(source, reports=(one,), statements=(told(one.id, rule="verb 'said'"),))) == ()
    assert relayed(Reading(source, statements=(told("i-elsewhere"),))) == ()


def test_its_own_name_is_no_origin() -> None:
    """An outlet that names itself stays its own witness."""
    source = article("a", TEXT, outlet="Delta Wire")
    assert sign(source, ("Delta Wire",)).origins == ()
