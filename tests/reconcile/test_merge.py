"""Merged values, disagreements, credibility, summaries, totals, suggestions, explanations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from make import DAY, article, attack, by_reports, member, place, report, who

from dateline.domain.actor import Place
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Incident
from dateline.domain.report import Alternative, Located, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, PlacePrecision, Stance, Status
from dateline.reconcile.cluster import candidate_pairs, score_pairs
from dateline.reconcile.differ import TIME_ZONE
from dateline.reconcile.explain import pair_reason, why
from dateline.reconcile.gather import Member
from dateline.reconcile.kin import Kin
from dateline.reconcile.merge import merge
from dateline.reconcile.record import reconcile, regroup
from dateline.reconcile.suggest import SuggestionKind, suggestions
from dateline.reconcile.totals import Balance, tally
from dateline.reconcile.view import printed, view


def merged(*members: Member) -> Incident:
    """All as one incident."""
    return merge(members)


def fields(incident: Incident) -> list[str]:
    """The fields on which it disagrees."""
    return [one.field for one in incident.disagreements]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (CountRange.exactly(2), CountRange.exactly(2), False),
        (CountRange.exactly(5), CountRange.exactly(7), True),
        (CountRange.at_least(5), CountRange.exactly(7), False),
        (CountRange.at_least(9), CountRange.exactly(7), True),
        (CountRange.at_most(9), CountRange.at_least(3), False),
        (CountRange.at_least(5), CountRange.at_least(30), False),
        (CountRange.exactly(0), CountRange.exactly(3), True),
    ],
)
def test_only_numbers_that_exclude_each_other_disagree(one: CountRange, other: CountRange, differ: bool) -> None:
    """'At least 5' and '7' can both be true."""
    incident = merged(attack("a", killed=one), attack("b", killed=other))
    assert ("killed" in fields(incident)) == differ


def test_two_speakers_of_one_article_disagree_even_with_two_lower_bounds() -> None:
    """'At least 35' by one and 'at least 23' by another, set side by side in one article, is a difference."""
    beside = Alternative("killed", CountRange.at_least(23), Span(0, 9), "a spokesman")
    incident = merged(attack("a", killed=CountRange.at_least(35), alternatives=(beside,)))
    assert fields(incident) == ["killed"]
    assert any("a spokesman" in value.said_by for value in incident.disagreements[0].values)


def test_a_day_apart_may_be_a_time_zone() -> None:
    """Two neighbouring days are told as a possible difference of time zones."""
    incident = merged(attack("a"), attack("b", day=DAY + timedelta(days=1)))
    assert [(one.field, one.note) for one in incident.disagreements] == [("date", TIME_ZONE)]


def test_a_month_does_not_contradict_its_day() -> None:
    """A vaguer date is no difference, and the day is shown."""
    incident = merged(attack("a"), attack("b", when=DateRange.month(2021, 3)))
    assert incident.disagreements == ()
    assert incident.when == DateRange.day(DAY)


def test_the_most_supported_number_is_shown_then_the_most_exact() -> None:
    """What fits most origins is shown; a vague value supports the exact ones inside it."""
    incident = merged(
        attack("a", killed=CountRange.at_least(30)), attack("b", killed=36), attack("c", killed=CountRange(28, 30))
    )
    assert incident.killed == CountRange.at_least(30)
    incident = merged(attack("a", killed=CountRange.at_least(35)), attack("b", killed=36), attack("c", killed=36))
    assert incident.killed == CountRange.exactly(36)


def test_a_later_correction_wins_between_equals() -> None:
    """Of two numbers with one origin each, the later article's is shown."""
    incident = merged(attack("a", killed=3), attack("b", killed=5, published=DAY + timedelta(days=2)))
    assert incident.killed == CountRange.exactly(5)
    assert fields(incident) == ["killed"]


def test_two_culprits_disagree_unless_one_belongs_to_the_other() -> None:
    """Other culprits are a difference; a body and the state it belongs to are not."""
    a, b = attack("a", actors=who("Ravens")), attack("b", actors=who("Guards"))
    assert fields(merged(a, b)) == ["actors"]
    kin = Kin({"x-guards": frozenset({"x-ravens"})})
    source = article("b", "Guards of the Ravens fired rockets at the depot near Harran, the council said.")
    own = report(source, town="Harran", when=DAY, actors=who("Guards"))
    told = member(source, own)
    belongs = Member(own, view(own, source, kin), told.facts)
    assert fields(merged(a, belongs)) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("a son of the governor",), ("a daughter of the governor",), True),
        (("wife of the governor", "son of the governor"), ("wife of the governor", "child of the governor"), False),
        (("son of the governor",), ("son of the governor", "daughter of the governor"), False),
        (("brothers of the governor",), ("cousins of the governor",), False),
    ],
)
def test_relatives_that_cannot_be_one_person_disagree(
    one: tuple[str, ...], other: tuple[str, ...], differ: bool
) -> None:
    """A son in one article and a daughter in the other; a child may be either, and one article may tell of both."""
    incident = merged(attack("a", recipients=who(*one)), attack("b", recipients=who(*other)))
    assert ("recipients" in fields(incident)) == differ


def test_two_numbers_in_one_breath_do_not_disagree() -> None:
    """One sentence, one speaker, two numbers: a sum told in parts, unless somebody else gives the second."""
    alone = Alternative("injured", CountRange.exactly(1), Span(0, 9), None)
    apart = replace(alone, said_by="a medic")
    for beside, differ in ((alone, False), (apart, True)):
        one = attack("a", injured=5)
        report = replace(one.report, alternatives=(beside,))
        assert ("injured" in fields(merged(replace(one, report=report)))) == differ


def deny(one: Member, speaker: str) -> Member:
    """The same report with a denial told beside it."""
    said = Statement(
        "s-1",
        one.report.article_id,
        Speaker(speaker, f"x-{speaker.lower()}"),
        Act.DENY,
        (Span(0, 10),),
        about=one.report.id,
    )
    return Member(one.report, one.view, one.facts, (said,))


def test_a_denial_is_a_disagreement_on_the_actor() -> None:
    """A culprit who denies it: both sides stand with their words."""
    incident = merged(deny(attack("a", actors=who("Ravens", stance=Stance.BLAMED)), "Ravens"))
    assert fields(incident) == ["actors"]
    assert {str(one.value) for one in incident.disagreements[0].values} == {"Ravens", "not Ravens"}


def test_words_for_one_weapon_do_not_disagree() -> None:
    """'Bomb' and 'IED' may be one thing, 'rocket' and 'IED' not."""
    assert "weapon" not in fields(merged(attack("a", weapon="IED"), attack("b", weapon="bomb")))
    assert "weapon" in fields(merged(attack("a", weapon="IED"), attack("b", weapon="rocket")))


@pytest.mark.parametrize(
    ("members", "digit", "words"),
    [
        ([attack("a")], 3, "one origin"),
        ([attack("a"), attack("b")], 2, "2 independent outlets"),
        ([attack("a"), attack("b"), attack("c")], 1, "3 independent outlets"),
        ([attack("a", actors=who("Ravens", stance=Stance.CLAIMED)), attack("b")], 1, "by the actor itself (Ravens)"),
        ([attack("a", status=Status.ALLEGED)], 4, "claimed only"),
        ([deny(attack("a", status=Status.ALLEGED, actors=who("Ravens")), "Ravens")], 5, "Ravens denies it"),
        ([attack("a", status=Status.DENIED)], 5, "denied"),
        ([attack("a", status=Status.PLANNED)], 6, "cannot be judged"),
        ([attack("a", outlet="Hill"), attack("b", outlet="Hill")], 3, "2 reports, 1 independent origin"),
    ],
)
def test_credibility_has_a_digit_and_a_reason(members: list[Member], digit: int, words: str) -> None:
    """Independent origins, a party's own word and denials move the digit."""
    incident = merged(*members)
    assert incident.credibility == digit
    assert words in incident.credibility_reason


def test_a_summary_tells_what_where_when_who_and_how_many() -> None:
    """One sentence from the fields."""
    one = attack(
        "a", actors=who("Ravens", stance=Stance.CLAIMED), recipients=who("Depot"), injured=CountRange.at_least(4)
    )
    assert merged(one).summary == (
        "Rocket attack against Depot in Harran on 10 March 2021, claimed by Ravens: 2 killed; at least 4 injured."
    )


def test_a_summary_names_few_and_not_the_place_again() -> None:
    """Two names at most, none that only says less than another, never the place itself."""
    hit = (*who("Harran"), *who("Hill Guards"), *who("guards"), *who("Depot"), *who("Bridge"))
    assert merged(attack("a", recipients=hit)).summary.startswith("Rocket attack against Bridge, Depot and others in")


def test_a_summary_names_one_man_and_many_once() -> None:
    """'Unknown gunmen' in one report are the 'unknown gunman' of another."""
    doers = (*who("unknown gunmen"), *who("unknown gunman"))
    assert merged(attack("a", actors=doers)).summary.count("unknown gunm") == 1


def test_the_day_is_shown_before_the_week_that_holds_it() -> None:
    """'Last week', told last, fits the day that another gives; the day does not fit 'last week' alone."""
    week = DateRange.days(date(2021, 3, 8), date(2021, 3, 14))
    incident = merged(attack("a", day=date(2021, 3, 10)), attack("b", when=week, outlet="Vale"))
    assert incident.when == DateRange.day(date(2021, 3, 10))


def test_the_more_exact_place_is_shown() -> None:
    """A town before its province, when the province holds it."""
    source = article("p", "Rockets struck a depot in Marj province, officials said on Wednesday afternoon.")
    from dataclasses import replace

    from dateline.domain.report import Located
    from dateline.domain.vocabulary import PlacePrecision

    province = replace(place("Harran"), id="p-marj", name="Marj", precision=PlacePrecision.PROVINCE)
    vague = report(source, when=DAY, weapon="rocket")
    vague = replace(vague, where=Located(province, None))
    incident = merged(attack("a"), member(source, vague))
    assert incident.where is not None
    assert incident.where.place.name == "Harran"
    assert incident.disagreements == ()


def test_a_total_is_compared_with_what_the_record_lists() -> None:
    """Same actor, kind and period count; others do not; what lacks a field may belong."""
    items = [attack(f"i{n}", day=date(2021, 3, 3 + 6 * n), actors=who("Ravens")) for n in range(3)]
    strange = attack("s", day=date(2021, 3, 20), actors=who("Guards"), town="Nahr")
    unclear = attack("u", day=date(2021, 3, 25), town="Qasr")
    total = attack(
        "t", town=None, when=DateRange.month(2021, 3).since(), published=date(2021, 4, 2), actors=who("Ravens"),
        aggregate=True, count=CountRange.at_least(10), killed=None, text="More than ten attacks since March, all by the Ravens.",
    )  # fmt: skip
    record = reconcile([*items, strange, unclear, total])
    whole = next(one for one in record.incidents if one.aggregate)
    found = tally(whole, record.incidents)
    assert len(found.items) == 3
    assert found.possible == (record.incident_of[unclear.report.id],)
    assert found.balance is Balance.FEWER
    assert found.killed == 6


def test_near_misses_are_suggested_the_most_valuable_first() -> None:
    """Two incidents that may be one are asked about; what a person has parted is not."""
    members = [attack("a"), attack("b"), attack("c", town="Dulab", weapon="rocket", killed=3, published=DAY)]
    views = {one.view.id: one.view for one in members}
    scored = score_pairs(views, candidate_pairs(views.values()))
    singles = [(one,) for one in sorted(views)]
    found = suggestions(views, singles, scored)
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)
    assert all(one.kind is SuggestionKind.MAY_BE_SAME and len(one.subjects) == 2 for one in found)
    grouped = regroup(views.values()).clusters
    assert suggestions(views, grouped, scored) == suggestions(views, tuple(reversed(grouped)), scored)


def test_why_names_a_pair_for_every_report() -> None:
    """An incident of n reports is held by n - 1 pairs, each with its reasons."""
    members = [attack(name) for name in "abcd"]
    told = why([one.view for one in members])
    assert len(told.links) == 3
    assert all(link.told() and link.probability > 0.5 for link in told.links)
    assert by_reports(reconcile(members).incidents) == {frozenset(one.report.id for one in members)}


def test_why_shows_words_as_the_articles_print_them() -> None:
    """Names and words are compared by keys; a reader sees the words, and both spellings of a name."""
    tell = "{} and Officials of the council were killed by rockets near the depot, advisers said on the day."
    told = {n: attack(n, text=tell.format(name)) for n, name in (("a", "Qassemi"), ("b", "Qasemi"))}
    texts = {one.report.article_id: printed([tell.format(n)]) for one, n in zip(told.values(), ("Qassemi", "Qasemi"), strict=True)}  # fmt: skip
    a, b = (one.view for one in told.values())
    plain = dict(pair_reason(a, b).signals)
    shown = dict(pair_reason(a, b, texts).signals)
    assert shown["names"].reason == "shared names: Qasemi/Qassemi, Officials"
    assert "uficials" in plain["names"].reason
    assert "advisers" in shown["words"].reason
    assert {name: one.score for name, one in plain.items()} == {name: one.score for name, one in shown.items()}


def test_reasons_name_actors_and_words_as_printed() -> None:
    """A question to a person tells names and words of the articles, not the ids and keys by which they are compared."""
    members = [attack("a", weapon="rocket"), attack("b", weapon="mortar")]
    one, other = (each.view for each in members)
    views = {
        one.id: replace(one, actors=frozenset({"g-ravens"}), words=frozenset({"advis", "depot"})),
        other.id: replace(other, actors=frozenset({"g-ravens-north"}), words=frozenset({"advis"})),
    }
    texts = {
        one.article: {"advis": "advisers", "=g-ravens": "Ravens"},
        other.article: {"advis": "Advisers", "=g-ravens-north": "Northern Ravens"},
    }
    told = dict(pair_reason(*views.values(), texts).signals)
    assert told["actors"].reason in ("Ravens against Northern Ravens", "Northern Ravens against Ravens")
    assert told["words"].reason.casefold() == "shared words: advisers"
    pairs = score_pairs(views, [tuple(sorted(views))])
    (found,) = suggestions(views, [(key,) for key in sorted(views)], pairs, texts=lambda _: texts)
    assert told["actors"].reason in found.reason


def test_numbers_for_different_ground_are_told_to_be_so() -> None:
    """A toll for a town and one for the whole country differ, and the note says that their scope may; not for one town."""
    whole = Place("p-XX", "Xland", PlacePrecision.COUNTRY, "XX", None, 34.0, 42.0)
    source = article("b", "In all of Xland nine people died in the rocket attacks, the ministry said.")
    one = report(source, when=DAY, killed=9, mode="heavy-weapons")
    wide = member(source, replace(one, where=Located(whole, None)))
    notes = [each.note for each in merged(attack("a", killed=4), wide).disagreements]
    assert notes == ["scope may differ: Harran against Xland"]
    same = merged(attack("a", killed=4), attack("b", killed=9))
    assert [each.note for each in same.disagreements] == [""]
