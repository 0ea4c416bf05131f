"""Copies, relays, versions: which articles are one witness."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import DAY, article, attack, decide

from dateline.domain.article import Article
from dateline.domain.vocabulary import DecisionKind
from dateline.reconcile.copies import (
    CopyKind,
    bands,
    compare_articles,
    outlet_key,
    sign,
    signature_from_row,
)
from dateline.reconcile.merge import Setting
from dateline.reconcile.origins import Role, copy_pairs, diff, origin_groups
from dateline.reconcile.record import reconcile

STORY = (
    "Gunmen ambushed a water tanker on the road to the dam on Tuesday and burned it, the provincial council said. "
    "The driver escaped with light wounds and was taken to a clinic in the next village. Two guards who had followed "
    "in a second car fired back until the attackers fled across the dry river bed. Nobody has claimed the ambush, the "
    "third on this road since the harvest, and the council asked the army for a post at the crossing."
)
CUT = STORY[: STORY.index("Nobody")]
RETOUCHED = STORY.replace("burned it", "set it alight").replace("light wounds", "minor wounds")
OTHER = (
    "The council of ministers met on Tuesday to speak about the price of water. A committee will look at new pumps "
    "for the northern villages, and the minister promised that no family would pay more before the next harvest."
)


def groups(*articles: Article, decisions: tuple = ()) -> dict:
    """Origins of a few articles."""
    signatures = [sign(one) for one in articles]
    return origin_groups(signatures, copy_pairs(signatures), decisions)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (STORY, CopyKind.IDENTICAL),
        (STORY.upper().replace(",", " -"), CopyKind.IDENTICAL),
        (RETOUCHED, CopyKind.NEAR_IDENTICAL),
        (CUT, CopyKind.CUT),
        (CUT[:150], CopyKind.CUT),
        (OTHER, CopyKind.NONE),
    ],
)
def test_a_copy_is_known_by_its_words(text: str, kind: CopyKind) -> None:
    """Retouched, shortened and re-set texts are copies; another story is not; either order says the same."""
    a, b = sign(article("a", STORY)), sign(article("b", text, title="Another headline"))
    found = compare_articles(a, b)
    copies = {CopyKind.NEAR_IDENTICAL, CopyKind.CUT}
    assert found.kind == kind or {found.kind, kind} <= copies
    assert compare_articles(b, a) == found
    if kind is not CopyKind.NONE:
        assert set(bands(a)) & set(bands(b))


def test_one_address_has_versions() -> None:
    """Two texts of one address are versions, whatever they say; so are two like texts of one outlet."""
    old, new = (sign(article(name, text, url="https://e.example/1")) for name, text in (("a", STORY), ("b", OTHER)))
    assert compare_articles(old, new).kind is CopyKind.VERSION
    first, second = (sign(article(n, t, outlet="Dam Daily")) for n, t in (("a", STORY), ("b", RETOUCHED)))
    assert compare_articles(first, second).kind is CopyKind.VERSION


def test_two_stories_of_one_outlet_are_no_versions() -> None:
    """An outlet's two stories stay two articles with one witness."""
    a, b = article("a", STORY, outlet="Dam Daily"), article("b", OTHER, outlet="Dam Daily")
    assert compare_articles(sign(a), sign(b)).kind is CopyKind.NONE
    found = groups(a, b)
    assert found[a.id].role is found[b.id].role is Role.ORIGINAL
    assert found[a.id].id == found[b.id].id


def test_the_earliest_is_the_original() -> None:
    """Among copies that name nobody the earliest is the original."""
    late, early = article("a", STORY, DAY + timedelta(days=1)), article("b", RETOUCHED, DAY)
    found = groups(late, early)
    assert found[late.id].copy_of(late.id) == early.id
    assert found[early.id].copy_of(early.id) is None
    assert found[late.id].id == found[early.id].id


def test_the_named_origin_is_the_original() -> None:
    """A copy that names its agency gives the agency's own print the first place, even when that is dated later."""
    copy = article("a", STORY, DAY, "Coast Paper", origins=("Hill Agency",))
    source = article("b", STORY, DAY + timedelta(days=1), "Hill Agency")
    found = groups(copy, source)
    assert found[copy.id].original_article == source.id
    assert {one.id for one in found.values()} == {"outlet:hill agency"}


def test_two_relays_of_one_agency_are_one_witness() -> None:
    """Outlets that tell in their own words what one agency told add one origin, and are no copies."""
    a = article("a", STORY, DAY, "Coast Paper", origins=("Hill Agency",))
    b = article("b", OTHER, DAY, "Lake Paper", origins=("the Hill Agency",))
    found = groups(a, b)
    assert found[a.id].id == found[b.id].id == "outlet:hill agency"
    assert found[a.id].role is Role.RELAY
    assert found[a.id].copy_of(a.id) is None


def test_a_translation_is_known_by_its_origin_line_and_numbers() -> None:
    """Another language, the origin named, the same numbers within days: a translation."""
    source = article(
        "a", "On 14 May 23 rockets and 5 drones struck the depot; 8 were hurt.", DAY, "Hill Agency", language="en"
    )
    told = article(
        "b", "أصابت 23 صاروخا و 5 مسيرات المستودع يوم 14 وأصيب 8", DAY, "نهر", language="ar", origins=("Hill Agency",)
    )
    assert compare_articles(sign(source), sign(told)).kind is CopyKind.TRANSLATION
    assert groups(source, told)[told.id].role is Role.TRANSLATION


def test_a_person_marks_a_duplicate() -> None:
    """A decision makes a copy of what the words do not show."""
    a, b = article("a", STORY), article("b", OTHER)
    told = decide(DecisionKind.DUPLICATE, b.id, a.id)
    assert groups(a, b, decisions=(told,))[b.id].copy_of(b.id) == a.id


@given(st.integers(1, 6), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_many_copies_add_one_origin(number: int, dice: random.Random) -> None:
    """However many copies, in whatever order: one independent origin."""
    members = [attack(f"c{n}", text=STORY if n % 2 else RETOUCHED) for n in range(number + 1)]
    articles = [article(f"c{n}", STORY if n % 2 else RETOUCHED) for n in range(number + 1)]
    dice.shuffle(articles)
    origins = groups(*articles)
    incident = reconcile(members, Setting(origins)).incidents[0]
    assert len(incident.reports) == number + 1
    assert incident.independent_sources == 1


@given(st.permutations(range(5)))
def test_origins_do_not_depend_on_order(order: list[int]) -> None:
    """The same articles in any order have the same origins."""
    texts = [STORY, RETOUCHED, CUT, OTHER, STORY]
    articles = [article(f"o{n}", texts[n], DAY + timedelta(days=n % 2)) for n in range(5)]
    assert groups(*(articles[n] for n in order)) == groups(*articles)


def test_a_signature_comes_back_from_its_row() -> None:
    """A signature kept as plain data is the same signature."""
    one = sign(article("a", STORY, origins=("Hill Agency",)))
    assert signature_from_row(one.row()) == one


@pytest.mark.parametrize("text", ["", "!", "word"])
def test_almost_nothing_has_a_signature_too(text: str) -> None:
    """Empty and tiny texts are signed and are copies of nothing but themselves."""
    assert compare_articles(sign(article("a", text)), sign(article("b", STORY))).kind is CopyKind.NONE


@pytest.mark.parametrize(
    ("one", "other"), [("The Hill Agency", "hill agency"), ("www.hill-agency.com", "Hill Agency"), ("HILL", "Hill")]
)
def test_spellings_of_an_outlet_share_a_key(one: str, other: str) -> None:
    """Articles, web endings and case do not make another outlet."""
    assert outlet_key(one) == outlet_key(other)


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_diff_rebuilds_the_new_version(old: str, new: str) -> None:
    """Putting every change into the old text gives the new one."""
    built, at = [], 0
    for change in diff(old, new):
        built += [old[at : change.old.start], change.added]
        at = change.old.end
    assert "".join(built) + old[at:] == new


def test_an_outlets_own_initials_name_no_other() -> None:
    """'(TW)' in the line of Tide Watch is Tide Watch; of two named origins the farther back is the witness."""
    own = article("a", STORY, outlet="Tide Watch", origins=("TW",))
    assert groups(own)[own.id].role is Role.ORIGINAL
    twice = article("b", OTHER, outlet="Lake Paper", origins=("Coast Paper", "Hill Agency"))
    assert groups(twice)[twice.id].id == "outlet:hill agency"
