"""Decisions through the pages: each does what it says, is in the log with its author, and can be undone."""

from __future__ import annotations

import time

import pytest
from web_helpers import TestClient, csrf, send


def listed(client: TestClient, query: str = "sort=sources&size=200") -> list[dict]:
    return client.get(f"/explore.json?{query}").json()["incidents"]


def incident(client: TestClient, ident: str) -> dict:
    return client.get(f"/incidents/{ident}.json").json()


def test_confirm_and_undo(writing: TestClient):
    """A confirmation stands in the history with author and reason, and an undo takes it back."""
    ident = listed(writing)[0]["id"]
    before = incident(writing, ident)
    assert send(writing, f"/incidents/{ident}/confirm", reason="Read both sources").status_code == 303
    made = incident(writing, ident)["history"][0]
    assert (made["kind"], made["author"], made["reason"]) == ("confirm", "Tester", "Read both sources")
    send(writing, f"/decisions/{made['id']}/undo", reason="Too early")
    after = incident(writing, ident)
    assert [one["kind"] for one in after["history"]] == ["undo", "confirm"]
    assert {**after, "history": 0} == {**before, "history": 0}


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        ("killed", "5..7", {"low": 5, "high": 7}),
        ("date", "2020-06", "2020-06"),
        ("weapon", "mortar", "mortar"),
        ("status", "denied", "denied"),
    ],
)
def test_correct(writing: TestClient, field: str, value: str, held: object):
    """A corrected field holds the new value; what the reports give stays beside it."""
    ident = listed(writing)[0]["id"]
    given = incident(writing, ident)["values"].get(field, [])
    send(writing, f"/incidents/{ident}/correct", field=field, value=value, reason="Seen in the text")
    after = incident(writing, ident)
    assert after[field] == held
    kept = [one["value"] for one in after["values"][field]]
    assert all(one["value"] in kept for one in given)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [("killed", "many", "x"), ("date", "soon", "x"), ("nothing", "1", "x"), ("killed", "3", "")],
)
def test_senseless_corrections_are_refused(writing: TestClient, field: str, value: str, reason: str):
    """A value that does not fit, a field that is not there, a missing reason: told plainly, nothing changed."""
    ident = listed(writing)[0]["id"]
    answer = send(writing, f"/incidents/{ident}/correct", field=field, value=value, reason=reason)
    assert answer.status_code == 409
    assert incident(writing, ident)["history"] == []


def test_merge_and_undo(writing: TestClient):
    """Two become one, both addresses lead to it, and an undo gives both back as they were."""
    one, other = (each["id"] for each in listed(writing)[:2])
    before = {each: incident(writing, each) for each in (one, other)}
    total = writing.get("/explore.json").json()["total"]
    page = writing.get(f"/incidents/{one}/merge?with={other}")
    assert other in page.text
    assert send(writing, f"/incidents/{one}/merge", **{"with": other, "reason": "One attack"}).status_code == 303
    assert writing.get("/explore.json").json()["total"] == total - 1
    found = [incident(writing, each) for each in (one, other)]
    now = next(each for each in found if "moved_to" not in each)
    moved = next(each for each in found if "moved_to" in each)
    assert moved["moved_to"] == now["id"]
    assert set(now["reports"]) == {*before[one]["reports"], *before[other]["reports"]}
    assert (
        "moved" in writing.get(f"/incidents/{moved['id']}").text
        or moved["id"] in writing.get(f"/incidents/{moved['id']}").text
    )
    send(writing, f"/decisions/{now['history'][0]['id']}/undo", reason="Two attacks")
    for each, data in before.items():
        restored = incident(writing, each)
        assert restored["reports"] == data["reports"]
        assert restored["values"] == data["values"]


def test_split_keeps_all_reports(writing: TestClient):
    """The reports picked become an incident of their own; none is lost."""
    one = next(each for each in listed(writing) if each["reports"] > 2)
    reports = incident(writing, one["id"])["reports"]
    answer = writing.post(
        f"/incidents/{one['id']}/split", data={"csrf": csrf(writing), "report": reports[:1], "reason": "Another place"}
    )
    assert answer.status_code == 303
    homes = {report: each["id"] for each in listed(writing) for report in incident(writing, each["id"])["reports"]}
    assert homes[reports[0]] != homes[reports[1]]
    assert set(reports) <= set(homes)


def test_not_the_same_holds_against_a_merge(writing: TestClient):
    """After 'not the same' a merge of the two is refused until that is undone."""
    one, other = (each["id"] for each in listed(writing)[:2])
    send(writing, f"/incidents/{one}/not-same", **{"with": other, "reason": "Different days"})
    answer = send(writing, f"/incidents/{one}/merge", **{"with": other, "reason": "One attack"})
    assert answer.status_code == 409


def test_rejected_incidents_are_kept_and_counted_nowhere(writing: TestClient):
    """A rejected incident leaves every list and keeps its page."""
    ident = listed(writing)[0]["id"]
    send(writing, f"/incidents/{ident}/reject", reason="A film review")
    assert ident not in [one["id"] for one in listed(writing)]
    assert incident(writing, ident)["rejected"] is True


def test_watching_is_ones_own(writing: TestClient):
    """A watched incident stands on the account page until it is let go."""
    ident = listed(writing)[0]["id"]
    send(writing, f"/incidents/{ident}/watch")
    assert [one["id"] for one in writing.get("/account.json").json()["watched"]] == [ident]
    send(writing, f"/incidents/{ident}/watch")
    assert writing.get("/account.json").json()["watched"] == []


def test_the_review_queue_goes_down_by_each_answer(writing: TestClient):
    """Accepted, unsure and skipped items do not come back; an undo brings the item back."""
    start = writing.get("/review.json").json()
    assert [one["value"] for one in start["queue"]] == sorted((one["value"] for one in start["queue"]), reverse=True)
    items = []
    for verdict in ("accept", "unsure", "skip"):
        now = writing.get("/review.json").json()
        items.append(now["item"])
        assert send(writing, "/review", item=now["item"], verdict=verdict).status_code == 303
    after = writing.get("/review.json").json()
    assert after["answered"] == 3
    assert not set(items) & {one["item"] for one in after["queue"]}
    send(writing, "/review/undo", item=items[0])
    assert items[0] in {one["item"] for one in writing.get("/review.json").json()["queue"]}


def wait_for(client: TestClient, job: str) -> dict:
    """Follow a job as its page does."""
    for _ in range(2400):
        data = client.get(f"/add/jobs/{job}.json").json()
        if data["state"] in ("done", "failed"):
            return data
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_files_are_added_and_what_cannot_be_read_is_listed(writing: TestClient):
    """Good and broken files together: the good one is read, the other named with its reason."""
    good = b'{"title": "Rocket hits camp", "outlet": "Field Post", "published": "2024-05-06", "text": "A rocket hit a camp near Mosul on Sunday, killing two soldiers, the army said."}\n'
    files = [
        ("files", ("../../evil name.jsonl", good)),
        ("files", ("broken.jsonl", b"{not json")),
        ("files", ("x.bin", b"\x00\x01\x02")),
    ]
    answer = writing.post(
        "/add/files", data={"csrf": csrf(writing)}, files=files, headers={"accept": "application/json"}
    )
    data = wait_for(writing, answer.json()["job"])
    assert (data["state"], data["read"]) == ("done", 1)
    assert data["failed"] >= 1
    article = writing.get(f"/articles/{data['articles'][0]['id']}.json").json()
    assert (article["outlet"], article["title"]) == ("Field Post", "Rocket hits camp")
    assert ".." not in article["source_path"]


def test_a_pasted_text_is_an_article(writing: TestClient):
    """Title, outlet and day go with it."""
    fields = {
        "title": "Blast in Basra",
        "outlet": "Port News",
        "published": "2024-07-02",
        "text": "A car bomb killed three people in Basra on Tuesday, police said.",
    }
    answer = writing.post("/add/text", data={"csrf": csrf(writing), **fields}, headers={"accept": "application/json"})
    data = wait_for(writing, answer.json()["job"])
    article = writing.get(f"/articles/{data['articles'][0]['id']}.json").json()
    assert (article["title"], article["outlet"], article["published"]) == ("Blast in Basra", "Port News", "2024-07-02")
