"""Dates, datelines, bylines and origins in the forms that pages print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.clean.byline import find_byline, find_reporters
from dateline.clean.dateline import find_opening
from dateline.clean.furniture import is_date_line
from dateline.clean.origins import find_origins
from dateline.clean.printed_dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("line", "date", "label"),
    [
        ("JUNE 29, 2020 22:32", "2020-06-29", ""),
        ("Updated: June 09, 2024, 12:54 PM", "2024-06-09", "updated"),
        ("date 2020-06-29", "2020-06-29", "published"),
        ("26 Feb 2021 | 04:30 AM UTC", "2021-02-26", ""),
        ("Orient Agency 01.03.2021", "2021-03-01", ""),
        ("Published: 07.07.20 , 08:05", "2020-07-07", "published"),
        ("Dijla News / Date: 2021-11-08T15:04", "2021-11-08", "published"),
        ("Thursday March 12, 2020", "2020-03-12", ""),
        ("28-09-2021", "2021-09-28", ""),
        ("Publié le 3 août 2015 à 11h20", "2015-08-03", "published"),
        ("Veröffentlicht am 4. März 2019", "2019-03-04", ""),
        ("3 de mayo de 2018", "2018-05-03", ""),
        ("١٤ آذار ٢٠٢١", "2021-03-14", ""),
        ("آخر تحديث: 5 نوفمبر 2022", "2022-11-05", "updated"),
        ("18 AUG 89", "1989-08-18", ""),
        ("March 2021", "2021-03", ""),
    ],
)
def test_a_printed_date_is_read(line, date, label):
    """One date, with what the words before it say it is."""
    found = [d for d in find_dates(line) if d.when]
    assert [(str(d.when), d.label) for d in found] == [(date, label)]


def test_two_labelled_dates_on_one_line_are_told_apart():
    """'Updated' and 'Created' each belong to the date behind them."""
    line = "Updated: 08-07-2020 01:09 | Created: 07-07-2020 01:03"
    assert [(str(d.when), d.label) for d in find_dates(line)] == [
        ("2020-07-08", "updated"),
        ("2020-07-07", "published"),
    ]


def test_an_update_in_brackets_is_an_update():
    """The form of Russian agencies: time, date, then the update's in brackets."""
    found = list(find_dates("18:57 GMT 26.08.2021(updated at 19:07 GMT on 27.08.2021)"))
    assert [(str(d.when), d.label) for d in found] == [("2021-08-26", ""), ("2021-08-27", "updated")]


@pytest.mark.parametrize("line", ["13/07/2020", "07/13/2020"])
def test_strokes_are_read_the_only_way_they_can_be(line):
    """A thirteenth month does not exist, so the other number is the month."""
    assert str(parse_date(line)) == "2020-07-13"


def test_strokes_that_can_be_read_both_ways_are_uncertain():
    """Nothing is invented: the reading carries a doubt."""
    read = parse_date("03/04/2020")
    assert read is not None
    assert read.uncertain


@pytest.mark.parametrize("text", ["", "soon", "31 February 2020", "2020-13-01", "0000-00-00", "99.99.9999"])
def test_what_is_no_date_is_none(text):
    """Days that do not exist are not bent into days that do."""
    assert parse_date(text) is None


@given(st.text(max_size=400))
def test_any_line_can_be_asked_for_dates(line):
    """Whatever the text, dates lie inside it and nothing breaks."""
    assert all(0 <= d.start < d.end <= len(line) for d in find_dates(line))


@pytest.mark.parametrize(
    "line",
    [
        "Levant Ledger, 26 February 2021",
        "26 Feb 2021 | 04:30 AM UTC    Skip to main content",
        "Baghdad | Updated: 07-07-2020 01:09 | Created: 07-07-2020 01:03",
        "2021/07/19 - Posted by M. Colman",
        "first published on March 14, 2020",
        "12:48 PM, March 14, 2020",
        "Ridge Report 16 Feb 2021. Comment rules apply.",
        "23-07-2022  A+ A-",
    ],
)
def test_lines_of_dates_are_furniture(line):
    """A date with labels, a publisher, a place or a byline beside it is no sentence."""
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "On 7 July the historian was shot dead in his car.",
        "The truce began on March 1, 2020 and lasted a week.",
        "Between 3 May and 5 May, rockets fell on the town.",
    ],
)
def test_sentences_with_dates_are_not_furniture(line):
    """A sentence of the story stays one."""
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("text", "place", "agency", "rest"),
    [
        ("TIKRIT: Three fighters were killed", "Tikrit", None, "Three"),
        ("WASHINGTON, DC (Kurdistan 24) – On Tuesday", "Washington, DC", "Kurdistan 24", "On"),
        ("SULAIMANI - A driver was wounded", "Sulaimani", None, "A driver"),
        ("ERBIL (Qalat Post) - Two rockets landed", "Erbil", "Qalat Post", "Two"),
        ("BAGHDAD (Globe Syndicate) -A suicide bomber", "Baghdad", "Globe Syndicate", "A suicide"),
        ("PARAKH, Iraq: Turkey denies", "Parakh", None, "Turkey"),
        ("PARIS (FRANCE), 31 AUG 89 (AFP) -- [TEXT] THE TWELVE", "Paris", "AFP", "THE TWELVE"),
        ("Bagdad, 3 janvier (AFP) – Deux roquettes", "Bagdad", "AFP", "Deux"),
        ("OTTAWA, Ontario (AP) -- Police say", "Ottawa", "AP", "Police"),
        ("بغداد (رويترز) - قال مصدر", "بغداد", "رويترز", "قال"),
        ("(Reuters) - The ministry said", None, "Reuters", "The ministry"),
    ],
)
def test_a_dateline_is_taken_off_and_kept(text, place, agency, rest):
    """Place and agency are facts; the story begins behind them."""
    opening = find_opening(text)
    assert opening is not None
    assert (opening.place, opening.agency) == (place, agency)
    assert text[opening.length :].startswith(rest)


@pytest.mark.parametrize(
    "text",
    [
        "WARNING: Local reports give seventeen dead",
        "BREAKING - A bomb has gone off",
        "US-led forces left the base on Monday",
        "The army said: nobody was hurt",
        "Two men – both farmers – were killed",
        "AL-SHABAB fighters attacked the town",
        "IRAN-BACKED militias attacked the base",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text):
    """Labels, compounds and sentences with dashes are no places."""
    assert find_opening(text) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By SETH J. FRANTZMAN", "Seth J. Frantzman"),
        ("2021/07/19 - Posted by M. Colman", "M. Colman"),
        ("By Ana Petrov and Karim al-Saleh in Harim", "Ana Petrov and Karim al-Saleh"),
        ("Par Aminata Diallo", "Aminata Diallo"),
        ("بقلم سامي حداد", "سامي حداد"),
    ],
)
def test_a_byline_is_read(line, names):
    """Names in usual case, without the word in front."""
    assert find_byline(line) == names


@pytest.mark.parametrize(
    "line", ["By Monday the army had left the town again", "by the river stood a tank", "Standing by"]
)
def test_sentences_are_no_bylines(line):
    """'By' opens sentences as well."""
    assert find_byline(line) is None


def test_an_agency_credit_names_its_reporters():
    """The closing credit of a wire story counts as a byline."""
    assert find_reporters("(Reporting by Phil Writer; Editing by Eric Other)") == "Phil Writer"


@pytest.mark.parametrize(
    ("body", "around", "outlet", "origins"),
    [
        ("Two men died, the AP reported.", (), "Daily Relay", ("Associated Press",)),
        ("Two men died, police said.", ("Source: Reuters",), "Daily Relay", ("Reuters",)),
        ("Two men died, police said.", ("Source: agencies",), "Daily Relay", ()),
        ("Two men died, police said.", ("Coast Times / Reprint, 12 March 2020",), "Daily Relay", ("Coast Times",)),
        ("Arms are smuggled, a report by The Guardian has revealed.", (), "Daily Relay", ("The Guardian",)),
        ("On Tuesday, Reuters reported that a general visited Baghdad. The Pentagon did not comment.", (), "X", ()),
        ("Two men died, a source told Reuters.", (), "Reuters", ()),
    ],
)
def test_origins_are_named_by_the_text(body, around, outlet, origins):
    """A relay names its origin; a text about somebody's report is no relay of it; nobody is their own origin."""
    assert find_origins(body, around, title=None, agency=None, forwarded=None, outlet=outlet) == origins
