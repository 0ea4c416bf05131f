"""The gazetteer: a small one of our own for its laws, the whole one for the names that news uses."""

from __future__ import annotations

import re
import tempfile
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.domain.names import fold
from dateline.errors import KnowledgeError
from dateline.knowledge.gazetteer import Gazetteer, build, open_gazetteer
from dateline.knowledge.gazetteer import gazetteer as gazetteer_module
from dateline.knowledge.gazetteer.folding import Folding, case_table, fold_table
from dateline.knowledge.gazetteer.index_file import read_index
from dateline.knowledge.gazetteer.place_files import read_place_files
from dateline.knowledge.gazetteer.sources import SourceCity, SourceCountry, SourceSubdivision

PLACES = Path(str(files("dateline") / "data" / "places"))
OWN = """
- {id: camp-river, name: Camp River, names: [River base, {text: معسكر النهر, lang: ar}], type: base, country: IQ,
   admin1: Anbar, lat: 33.1, lon: 43.2, precision: point, near: Hit}
- {id: old-hit, name: Hit, names: [Heet], type: town, country: IQ, admin1: Anbar, lat: 33.64, lon: 42.83,
   precision: town, near: Ramadi}
- {id: blue-zone, name: Blue Zone, type: district, country: IQ, admin1: Anbar, lat: 33.6, lon: 42.8,
   precision: district, near: Hit}
"""
CITIES = [
    SourceCity(1, "Hīt", "IQ", "01", 66_700, 33.641, 42.825, ("Hit", "هيت", "HIT")),
    SourceCity(2, "Hit", "US", "TX", 900, 31.0, -97.0, ()),
    SourceCity(3, "Al Qā’im", "IQ", "01", 74_000, 34.37, 41.09, ("Qaim",)),
    SourceCity(4, "Deir ez-Zor", "SY", "07", 271_800, 35.33, 40.14, ("Dayr az Zawr",)),
    SourceCity(5, "The", "US", "TX", 100, 30.0, -96.0, ()),
]


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "places.yaml").write_text(OWN, "utf-8")
    (tmp_path / "lists" / "words.yaml").write_text(
        "- {use: never, words: [the]}\n- {use: weak, words: [Hit]}\n", "utf-8"
    )
    return tmp_path / "lists"


@pytest.fixture()
def small_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    countries = [
        SourceCountry("IQ", "Iraq", 101, 38_000_000, ("Republic of Iraq",)),
        SourceCountry("SY", "Syria", 102, 17_000_000, (), "Deir ez-Zor"),
        SourceCountry("US", "United States", 103, 327_000_000, ("USA",)),
    ]
    subdivisions = [
        SourceSubdivision("IQ.01", 1, "Al Anbār", 201, ("Anbar", "Anbar Governorate")),
        SourceSubdivision("US.TX", 2, "Texas", 202, ()),
        SourceSubdivision("SY.07", 3, "Dayr az Zawr", 203, ("Deir ez-Zor Governorate",)),
        SourceSubdivision("IQ.01.9", 4, "Hit District", 204, ()),
    ]
    monkeypatch.setattr(build, "read_countries", lambda: countries)
    monkeypatch.setattr(build, "read_subdivisions", lambda: iter(subdivisions))
    monkeypatch.setattr(build, "read_cities", lambda: iter(CITIES))
    monkeypatch.setattr(build, "read_city_subdivisions", lambda: {1: 4})


@pytest.fixture()
def small(small_sources: None, folder: Path, tmp_path: Path) -> Gazetteer:
    return open_gazetteer([folder], tmp_path / "cache")


@pytest.fixture(scope="session")
def whole() -> Gazetteer:
    return open_gazetteer([PLACES], Path(tempfile.gettempdir()) / "dateline-tests")


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    return [hit.span.quote(text) for hit in gazetteer.find(text)]


def test_a_town_of_the_lists_joins_its_city(small: Gazetteer) -> None:
    """'Heet' of the own list is the GeoNames city; no second place appears."""
    assert [place.id for place in small.lookup("Heet")] == ["gn:1"]
    assert small.place("dl:old-hit") is None


def test_containers_run_from_the_narrowest(small: Gazetteer) -> None:
    hit = small.place("gn:1")
    assert hit is not None
    assert [place.name for place in small.containers(hit)] == ["Hit District", "Anbar", "Iraq"]
    assert (hit.admin1, hit.admin2, hit.country) == ("Anbar", "Hit District", "IQ")


def test_an_own_place_carries_its_type_and_containers(small: Gazetteer) -> None:
    camp = small.place("dl:camp-river")
    assert camp is not None
    assert (camp.kind, str(camp.precision), camp.admin1, camp.geonameid) == ("base", "point", "Anbar", None)
    assert small.place("gn:9999999") is None
    assert small.place("dl:nowhere") is None
    assert small.place("nonsense") is None


def test_the_capital_is_known(small: Gazetteer) -> None:
    place = small.place("gn:4")
    assert place is not None
    assert place.kind == "capital"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rockets hit the River base near Hit.", ["River base", "Hit"]),
        ("ROCKETS HIT CAMP RIVER IN IRAQ", ["HIT", "CAMP RIVER", "IRAQ"]),
        ("rockets on hit", ["hit"]),
        ("Rockets on hit", []),
        ("Rockets in the blue zone", ["blue zone"]),
        ("in al-Qaim and at Qaim", ["al-Qaim", "Qaim"]),
        ("in Al-Qa'im", ["Al-Qa'im"]),
        ("Iraq's west", ["Iraq"]),
        ("Iraq’s west", ["Iraq"]),
        ("in Deir ez-Zor", ["Deir ez-Zor"]),
        ("in Deir. Ez Zor", []),
        ("The", []),
        ("قصف معسكر النهر في هيت", ["معسكر النهر", "هيت"]),
        ("وصل بهيت", ["هيت"]),
        ("", []),
        ("🙂 Hīt 🙂", ["Hīt"]),
    ],
)
def test_names_are_found_where_they_stand(small: Gazetteer, text: str, names: list[str]) -> None:
    assert found(small, text) == names


def test_the_likeliest_comes_first_and_weak_names_are_marked(small: Gazetteer) -> None:
    (hit,) = small.find("Hit")
    assert hit.places == ("gn:1", "gn:2")
    assert hit.weak
    assert not small.find("Qaim")[0].weak


def test_an_alternate_name_is_not_a_principal_one(small: Gazetteer) -> None:
    (hit,) = small.find("Qaim")
    assert hit.places == ("gn:3",)
    assert hit.principal == frozenset()


def test_the_index_is_used_again_and_made_anew_when_a_list_changes(
    small_sources: None, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    open_gazetteer([folder], cache)
    assert len(list(cache.glob("*.bin"))) == 1
    monkeypatch.setattr(build, "read_place_files", lambda _: pytest.fail("the index was there"))
    open_gazetteer([folder], cache)
    monkeypatch.undo()


def test_a_changed_list_makes_a_new_index(small_sources: None, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert not open_gazetteer([folder], cache).lookup("Fort Sand")
    extra = "- {id: fort-sand, name: Fort Sand, type: base, country: IQ, lat: 33, lon: 44, precision: point}\n"
    (folder / "more.yaml").write_text(extra, "utf-8")
    assert [place.id for place in open_gazetteer([folder], cache).lookup("Fort Sand")] == ["dl:fort-sand"]
    assert len(list(cache.glob("*.bin"))) == 1


def test_a_broken_index_is_made_again(small_sources: None, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    open_gazetteer([folder], cache)
    (file,) = cache.glob("*.bin")
    whole_bytes = file.read_bytes()
    file.write_bytes(whole_bytes[: len(whole_bytes) // 2])
    with pytest.raises(ValueError, match="cut short"):
        read_index(file)
    assert open_gazetteer([folder], cache).lookup("Iraq")


def test_every_mistake_is_told_with_file_and_line(folder: Path) -> None:
    (folder / "wrong.yaml").write_text(
        "- {id: Bad Id, name: X, type: castle, country: Iraq, lat: 99, lon: east, precision: exact, colour: red}\n"
        "- {id: camp-river, name: Y, type: base, country: IQ, lat: 1, lon: 1, precision: point}\n"
        "- {id: z, name: '', names: [3, {lang: ar}], type: base, country: IQ, lat: 1, lon: 1, precision: point}\n",
        "utf-8",
    )
    with pytest.raises(KnowledgeError) as caught:
        read_place_files([folder])
    lines = [(flaw.file.name, flaw.line) for flaw in caught.value.flaws]
    assert lines.count(("wrong.yaml", 1)) == 7
    assert lines.count(("wrong.yaml", 2)) == 1
    assert lines.count(("wrong.yaml", 3)) == 2


def test_an_unknown_subdivision_is_told(small_sources: None, folder: Path, tmp_path: Path) -> None:
    (folder / "subdivision_names.yaml").write_text("- {country: IQ, admin1: Atlantis, names: [Sea]}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"subdivision_names\.yaml:1: .*Atlantis"):
        open_gazetteer([folder], tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


# ------------------------------------------------------------------------------------------------ laws

FOLDING = Folding(fold_table(), case_table())
NEWS = st.text(alphabet=st.sampled_from("abEKs '’-.,;ʿéßŁı0٣\nالوببغدadطي\u064b🙂𐐀中"), max_size=40)


@given(NEWS)
def test_words_fold_as_names_do(text: str) -> None:
    """The words of a text have the keys that the folded text's words have."""
    if any(ord(char) > 0xFFFF for char in text):
        text = "".join(char if ord(char) <= 0xFFFF else " " for char in text)
    text = re.sub("ʿ(?=[\u0600-\u06ff])", " ", text)  # a mark of Latin transliterations, never inside Arabic
    assert FOLDING.words(text).keys.tolist() == FOLDING.words(fold(text)).keys.tolist()


@given(NEWS)
def test_words_lie_in_the_text_in_order(text: str) -> None:
    words = FOLDING.words(text)
    bounds = [at for pair in zip(words.starts.tolist(), words.ends.tolist(), strict=True) for at in pair]
    assert bounds == sorted(bounds)
    assert all(0 <= at <= len(text) for at in bounds)


def test_a_long_text_is_cut_between_words() -> None:
    text = "Hit and Baghdad " * 10_000
    words = FOLDING.words(text)
    assert words.keys.size == 30_000
    assert words.keys[2] == words.keys[-1]
    assert text[words.starts[-1] : words.ends[-1]] == "Baghdad"


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["Mosul", "the", "Camp Taji", "al-Tanf", "بغداد", "'s", ", ", "🙂", "K-1", "é"]), max_size=8
    )
)
def test_hits_lie_in_the_text_and_do_not_overlap(whole: Gazetteer, parts: list[str]) -> None:
    text = " ".join(parts)
    hits = whole.find(text)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert all(whole.place(ident) is not None for ident in hit.places)
    assert all(a.end <= b.start for a, b in pairwise(hits))


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from("New York City San Jose of the Deir ez Zor Camp Taji al Tanf in , .".split()), max_size=30)
)
def test_the_two_ways_to_longer_names_agree(whole: Gazetteer, parts: list[str]) -> None:
    """Few beginnings are followed one by one, many all at once."""
    text = " ".join(parts)
    one_by_one = whole.find(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gazetteer_module, "_FEW", 0)
        assert whole.find(text) == one_by_one


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(["in Mosul", "at camp taji", "", "New", "York City", "بغداد", "Al", "Qaim 🙂", "Deir"]),
        max_size=8,
    )
)
def test_many_texts_give_what_each_gives(whole: Gazetteer, texts: list[str]) -> None:
    assert whole.find_all(texts) == [whole.find(text) for text in texts]


@pytest.mark.parametrize("name", ["Mosul", "Deir ez-Zor", "Camp Taji", "Zaporizhzhia Nuclear Power Plant", "Tikrit"])
@pytest.mark.parametrize("change", [str.upper, str.lower, str.title])
def test_case_makes_no_difference_to_a_text_of_one_case(whole: Gazetteer, name: str, change: object) -> None:
    text = change(f"a blast in {name} today")  # type: ignore[operator]
    plain = whole.find(f"A blast in {name} today")[0].places
    assert plain in [hit.places for hit in whole.find(text)]


# ------------------------------------------------------------------------------------------------ the whole

NEWS_NAMES = """Tarmiya=IQ Balad=IQ Taji=IQ al-Taji=IQ Ain_al-Asad=IQ Yusufiyah=IQ Samawah=IQ Nasiriyah=IQ Albukamal=SY
Green_Zone=IQ Tower_22=JO Harir=IQ Jurf_al-Sakhar=IQ Sadr_City=IQ al-Diwaniyah=IQ Erbil=IQ Irbil=IQ Baghdad=IQ Basra=IQ
Mosul=IQ Kirkuk=IQ Fallujah=IQ Ramadi=IQ Tikrit=IQ Samarra=IQ Baqubah=IQ Baquba=IQ Karbala=IQ Najaf=IQ Hit=IQ Haditha=IQ
al-Qaim=IQ Rawa=IQ Sinjar=IQ Tal_Afar=IQ Khanaqin=IQ Makhmur=IQ Dohuk=IQ Sulaymaniyah=IQ Amiriyah=IQ Abu_Ghraib=IQ
Victoria_Base=IQ Camp_Cropper=IQ Babil=IQ Anbar=IQ Dhi_Qar=IQ al-Muthanna=IQ Diyala=IQ Saladin=IQ Salahuddin=IQ Nineveh=IQ
Tahrir_Square=IQ Deir_ez-Zor=SY Mayadin=SY al-Tanf=SY Jenin=PS Elad=IL Hadera=IL Damascus=SY Bandar_Anzali=IR Astrakhan=RU
Salamja=IR Harir_airfield=IQ Rukban=SY Conoco=SY al-Omar=SY Idlib=SY Kharkiv=UA al-Waleed=IQ Zamzam=SD Khmeimim=SY
Bagram=AF Insein=MM Dadaab=KE Kerch_Bridge=UA Torkham=PK Jabalia=PS Sambisa=NG Cabo_Delgado=MZ بغداد=IQ البوكمال=SY"""


@pytest.mark.parametrize("pair", NEWS_NAMES.split())
def test_names_of_the_news_are_known(whole: Gazetteer, pair: str) -> None:
    name, country = pair.replace("_", " ").split("=")
    assert country in {code for place in whole.lookup(name) for code in place.countries}


def test_the_own_list_is_large_enough(whole: Gazetteer) -> None:
    assert len(read_place_files([PLACES]).places) >= 550


def test_country_by_code(whole: Gazetteer) -> None:
    iraq = whole.country("IQ")
    assert iraq is not None
    assert iraq.name == "Iraq"
    assert whole.country("ZZ") is None


@pytest.mark.parametrize("name", ["West Bank", "Gaza Strip", "Sadr City", "Green Zone", "Albukamal"])
def test_one_place_has_one_entry(whole: Gazetteer, name: str) -> None:
    """The lists and GeoNames do not offer the same place twice."""
    country = whole.lookup(name)[0].country
    assert len([place for place in whole.lookup(name) if place.country == country and place.kind != "admin2"]) == 1


@pytest.mark.parametrize(
    ("country", "asked", "shown"),
    [
        ("HT", "Latibonit", "Artibonite"),
        ("US", "Connecticut", "Connecticut"),
        ("IR", "Khuzestan", "Khuzestan"),
        ("CD", "Nord-Kivu", "North Kivu"),
        ("ET", "Amara", "Amhara"),
        ("RU", "Belgorod Oblast", "Belgorod"),
        ("SO", "Lower Shabelle", "Lower Shabelle"),
        ("AF", "Kandahar", "Kandahar"),
        ("ET", "Merawi", "Merawi"),
        ("CO", "Choco", "Chocó"),
    ],
)
def test_names_are_shown_as_news_prints_them(whole: Gazetteer, country: str, asked: str, shown: str) -> None:
    """Whatever a source calls a province first, a reader sees its English name, without marks of romanisation."""
    assert shown in [place.name for place in whole.lookup(asked) if place.country == country]
