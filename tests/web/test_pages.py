"""Pages and their data: each page answers, the same address with .json holds the same, and nothing is left out."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from web_helpers import TestClient

from dateline.web.shelf import renew

PAGES = (
    "/explore",
    "/explore?type=ASSAULT&sort=sources",
    "/actors",
    "/actors?q=iran",
    "/search?q=Erbil",
    "/review",
    "/add",
    "/statements",
    "/sources",
    "/totals",
    "/network",
    "/account",
)


def first(client: TestClient, query: str = "sort=sources") -> str:
    return client.get(f"/explore.json?{query}").json()["incidents"][0]["id"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_answers(reading: TestClient, path: str, language: str):
    """Each page is whole, in each language and direction, without a bare text key or an inline script or style."""
    answer = reading.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert answer.status_code == 200
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in answer.text
    assert re.search(r"<script(?![^>]*\bsrc=)", answer.text) is None
    assert re.search(r"\s(style|on\w+)=", re.sub(r">[^<]*<", "><", answer.text)) is None


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_as_data(reading: TestClient, path: str):
    """The same address with .json is JSON."""
    plain, _, query = path.partition("?")
    answer = reading.get(f"{plain}.json?{query}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), dict)


def test_the_interface_is_described(reading: TestClient):
    """Every page's data stand in the OpenAPI description, each with a sentence."""
    paths = reading.get("/openapi.json").json()["paths"]
    for page in PAGES:
        assert f"{page.partition('?')[0]}.json" in paths
    assert all(one.get("description") for path in paths.values() for one in path.values())


@pytest.mark.parametrize("path", ["/explore", "/explore.json", "/explore/points", "/actors.json"])
def test_unchanged_pages_are_not_sent_again(reading: TestClient, path: str):
    """An ETag given back brings 304 and no body."""
    first_answer = reading.get(path)
    again = reading.get(path, headers={"if-none-match": first_answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_incident_shows_every_value_with_its_sentence(reading: TestClient):
    """Each value given by a report has words that stand in the article at exactly the place that is said."""
    incident = reading.get(f"/incidents/{first(reading)}.json").json()
    checked = 0
    for values in incident["values"].values():
        for value in values:
            for place in value["evidence"]:
                text = reading.get(f"/articles/{place['document_id']}.json").json()["text"]
                assert text[place["start"] : place["end"]] == place["text"]
                checked += 1
    assert checked > 5


def test_copies_are_folded_and_recalled_mentions_stand_apart(reading: TestClient):
    """All reports of an incident are on its page once: by origin, or under what is only recalled."""
    incident = reading.get(f"/incidents/{first(reading)}.json").json()
    shown = [report["id"] for origin in incident["origins"] for report in origin["reports"]]
    assert len(shown) == len(set(shown))
    page = reading.get(f"/incidents/{incident['id']}").text
    for report in incident["reports"]:
        assert f'value="{report}"' in page


def test_a_place_in_an_article_is_pointed_at(reading: TestClient):
    """A citation opens the article at its sentence."""
    incident = reading.get(f"/incidents/{first(reading)}.json").json()
    report = incident["origins"][0]["reports"][0]
    page = reading.get(f"/articles/{report['document_id']}?at={report['start']}-{report['end']}").text
    assert page.count('id="at"') == 1


@pytest.mark.parametrize("at", ["0-0", "5-1", "x", "99999999-999999999", "1-2-3", "-1-4"])
def test_senseless_places_point_at_nothing(reading: TestClient, at: str):
    """A wrong place in an address does no harm."""
    article = reading.get(f"/incidents/{first(reading)}.json").json()["documents"][0]
    answer = reading.get(f"/articles/{article}?at={at}")
    assert answer.status_code == 200
    assert 'id="at"' not in answer.text


@pytest.mark.parametrize(
    "query", ["", "type=ASSAULT", "disputed=1", "since=2021-01-01&until=2021-12-31", "text=rocket"]
)
def test_downloads_hold_exactly_the_selection(reading: TestClient, query: str):
    """CSV, GeoJSON and JSON Lines have the rows that the page counts, in the same form as the export."""
    total = reading.get(f"/explore.json?{query}").json()["total"]
    rows = list(csv.DictReader(io.StringIO(reading.get(f"/explore/download/csv?{query}").text)))
    features = reading.get(f"/explore/download/geojson?{query}").json()["features"]
    lines = [json.loads(line) for line in reading.get(f"/explore/download/jsonl?{query}").text.splitlines()]
    assert len(rows) == len(features) == len(lines) == total
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    excel = reading.get(f"/explore/download/csv-excel?{query}").content
    assert excel.startswith(b"\xef\xbb\xbf")


def test_following_pages_gives_everything_once(reading: TestClient):
    """The tokens lead through the whole list."""
    seen, after = [], ""
    while True:
        data = reading.get(f"/explore.json?size=7&after={after}").json()
        seen += [one["id"] for one in data["incidents"]]
        after = data["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == data["all"]


@pytest.mark.parametrize("asked", ["Kataib Hezbollah", "Kata'ib Hizbollah", "كتائب حزب الله", "kataib hizballah"])
def test_a_name_is_found_in_every_spelling_and_script(reading: TestClient, asked: str):
    """However the name is typed, the actor and the articles in all scripts are found."""
    found = reading.get("/search.json", params={"q": asked, "size": 200}).json()
    assert "kataib-hezbollah" in [one["id"] for one in found["actors"]]
    reference = reading.get("/search.json", params={"q": "Kataib Hezbollah", "size": 200}).json()
    assert {one["id"] for one in found["articles"]} == {one["id"] for one in reference["articles"]}
    assert found["articles"]


def test_exact_search_takes_letters_as_they_are(reading: TestClient):
    """The exact mode finds only what holds these very letters."""
    found = reading.get("/search.json", params={"q": "Kata'ib Hizballah", "exact": "1"}).json()
    for one in found["articles"]:
        article = reading.get(f"/articles/{one['id']}.json").json()
        assert "kata'ib hizballah" in f"{article['title']} {article['text']}".casefold()


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/i-nothing",
        "/articles/a-nothing",
        "/actors/nobody",
        "/sources/nobody",
        "/add/jobs/j-x",
        "/explore/download/exe",
    ],
)
def test_what_is_not_there_is_said_plainly(reading: TestClient, path: str):
    """404 with one line, as a page and as data."""
    assert reading.get(path).status_code == 404
    assert reading.get(path, headers={"accept": "application/json"}).json()["error"]


def test_a_renewed_shelf_is_the_same_as_a_new_one(reading: TestClient, shared_engine):
    """What is kept from before and what is read anew make the same columns."""
    whole = renew(shared_engine.store)
    assert renew(shared_engine.store, whole) is whole
    part = type(whole)(whole.rows[::2], whole.outlet_of, whole.outlet_names)
    assert repr(renew(shared_engine.store, part).rows) == repr(whole.rows)  # coordinates may be no number
