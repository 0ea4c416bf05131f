"""What later sentences and the rest of the article add: other figures, owners of things, the day of the news."""

from __future__ import annotations

import pytest

from dateline.domain.counts import CountRange

from .conftest import Read


@pytest.mark.parametrize(
    ("later", "field", "value"),
    [
        ("The Interior Ministry had initially reported ten rockets.", "weapon_count", CountRange(10, 10)),
        ("A police spokesman gave a toll of at least 23.", "killed", CountRange(23, None)),
        ("The Interior Ministry reported no casualties.", "killed", CountRange(0, 0)),
        ("Karda media speak of eight dead, half of them medics.", "killed", CountRange(8, 8)),
        ("The army has left its own count at nine dead.", "killed", CountRange(9, 9)),
        ("A clerk at the ministry counted 12 bodies.", "killed", CountRange(12, 12)),
        ("But a farmer, Sami Nader, faulted that figure, putting the dead at five.", "killed", CountRange(5, 5)),
    ],
)
def test_another_figure_is_kept_with_its_teller(read: Read, later: str, field: str, value: CountRange) -> None:
    """A figure that differs from the first one becomes an alternative, and says who gives it."""
    (report,) = read(f"On Monday Red Falcons fired 15 rockets at Camp Dawn and killed three soldiers. {later}")
    found = [other for other in report.alternatives if other.field == field and other.said_by]
    assert [other.value for other in found] == [value]


def test_the_only_attack_is_meant_from_further_on(read: Read) -> None:
    """Far below the lead a figure still belongs to the one attack of the article, and shows the sentence it is from."""
    filler = "The road was quiet. " * 9
    text = (
        f"On Monday Red Falcons shelled Karda and killed three soldiers. {filler}A police spokesman counted nine dead."
    )
    (report,) = read(text)
    others = [other for other in report.alternatives if other.field == "killed"]
    assert CountRange(9, 9) in [other.value for other in others]
    assert all(" " in other.evidence.quote(text) for other in others)


def test_sides_that_blame_each_other_are_both_kept(read: Read) -> None:
    """Each of two sides is a doer in the words of the other."""
    reports = read("Shelling killed nine villagers in Karda on Monday. Noria and Red Falcons blamed each other.")
    named = {(other.value, other.said_by) for r in reports for other in r.alternatives if other.field == "actors"}
    assert named == {("Red Falcons", "Noria"), ("Noria", "Red Falcons")}


def test_news_without_a_day_is_of_its_own_day_and_uncertain(read: Read) -> None:
    """The lead of a news article without any day happened around its day."""
    (report,) = read("Gunmen shot dead a judge in Karda.")
    assert report.when is not None
    assert report.when.uncertain
    assert str(report.when.earliest) == "2024-03-15"


def test_no_day_is_made_up_without_a_day_of_publication(read: Read) -> None:
    """An article of unknown date gives no date to what it tells."""
    (report,) = read("Gunmen shot dead a judge in Karda.", None)
    assert report.when is None


def test_things_belong_to_the_owner_told_after_a_list(read: Read) -> None:
    """Owners told by a participle at the end of a list own what was bombed."""
    (report,) = read("On Monday Noria bombed three places in Karda and two in Port Selim belonging to Red Falcons.")
    assert "red-falcons" in {p.actor_id for p in report.recipients}
