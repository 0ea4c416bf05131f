"""Every route with every role: what is let in and what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.routing import APIRoute
from web_helpers import TestClient, csrf

from dateline.web import pages
from dateline.web.accounts import Role

LEAST: dict[tuple[str, str], Role | None] = {
    ("GET", "/"): None,
    ("GET", "/enter"): None,
    ("GET", "/sign-in"): None,
    ("POST", "/sign-in"): None,
    ("GET", "/language"): None,
    ("GET", "/health.json"): None,
    ("POST", "/sign-out"): Role.READER,
    ("POST", "/incidents/{ident}/watch"): Role.READER,
    ("POST", "/searches"): Role.READER,
    ("POST", "/searches/remove"): Role.READER,
    ("POST", "/incidents/{ident}/confirm"): Role.ANALYST,
    ("POST", "/incidents/{ident}/correct"): Role.ANALYST,
    ("POST", "/incidents/{ident}/merge"): Role.EDITOR,
    ("POST", "/incidents/{ident}/not-same"): Role.EDITOR,
    ("POST", "/incidents/{ident}/split"): Role.EDITOR,
    ("POST", "/incidents/{ident}/reject"): Role.EDITOR,
    ("POST", "/incidents/{ident}/restrict"): Role.EDITOR,
    ("POST", "/reports/{ident}/reject"): Role.EDITOR,
    ("POST", "/decisions/{ident}/undo"): Role.EDITOR,
    ("POST", "/review"): Role.ANALYST,
    ("POST", "/review/undo"): Role.ANALYST,
    ("POST", "/add/files"): Role.ANALYST,
    ("POST", "/add/address"): Role.ANALYST,
    ("POST", "/add/text"): Role.ANALYST,
    ("POST", "/add/example"): Role.ANALYST,
    ("POST", "/sources/{key}/rate"): Role.EDITOR,
    ("POST", "/people"): Role.ADMIN,
    ("POST", "/people/remove"): Role.ADMIN,
}
"""The least role of each route; a GET that is not listed needs a reader, and a write that is not listed fails here."""

FILLED = {"ident": "nothing", "key": "nothing", "kind": "csv", "one": "nothing", "other": "nothing"}


def routes() -> list[tuple[str, str]]:
    found = [route for router in pages.routers() for route in router.routes if isinstance(route, APIRoute)]
    return sorted({(method, route.path) for route in found for method in route.methods})


def least(method: str, path: str) -> Role | None:
    if (method, path) in LEAST:
        return LEAST[method, path]
    assert method == "GET", f"say in this table who may {method} {path}"
    return Role.READER


def ask(client: TestClient, method: str, path: str, mark: str) -> Any:
    filled = path.format(**FILLED)
    if method == "GET":
        return client.get(filled)
    return client.post(filled, data={"csrf": mark}, headers={"accept": "application/json"})


def refused(answer: Any) -> bool:
    """Turned away for who one is: sent to sign in, 401, or 403."""
    return answer.status_code in (401, 403) or answer.headers.get("location", "").startswith("/sign-in?")


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.name if role else "nobody")
def test_routes_by_role(people: Callable[[Role | None], TestClient], role: Role | None):
    """Each route lets in exactly the roles from its least one up, and tells everyone else no."""
    client = people(role)
    wrong = []
    for method, path in routes():
        if path in ("/sign-in", "/sign-out", "/add/example"):
            continue  # these change who is signed in, or read the example; they have tests of their own
        answer = ask(client, method, path, csrf(client) if role else "")
        needed = least(method, path)
        allowed = needed is None or (role is not None and role >= needed)
        if refused(answer) == allowed:
            wrong.append((method, path, answer.status_code))
    assert wrong == []


def test_the_table_names_only_routes_that_exist():
    """A route that went away leaves the table."""
    assert set(LEAST) - set(routes()) == set()


@pytest.mark.parametrize("role", list(Role))
def test_pages_offer_only_what_the_role_may(people: Callable[[Role | None], TestClient], role: Role):
    """Buttons for what would be refused are not shown."""
    client = people(role)
    ident = client.get("/explore.json").json()["incidents"][0]["id"]
    page = client.get(f"/incidents/{ident}").text
    assert ('data-dialog="confirm-dialog"' in page) == (role >= Role.ANALYST)
    assert ('data-dialog="reject-dialog"' in page) == (role >= Role.EDITOR)
    assert ('id="drop"' in client.get("/add").text) == (role >= Role.ANALYST)


def test_removed_people_are_out_at_once(people: Callable[[Role | None], TestClient]):
    """Taking access away ends the sessions."""
    reader, admin = people(Role.READER), people(Role.ADMIN)
    assert reader.get("/account.json").status_code == 200
    assert admin.post("/people/remove", data={"csrf": csrf(admin), "name": "reader"}).status_code == 303
    assert reader.get("/account.json").status_code == 401


def test_signing_out_ends_the_session(people: Callable[[Role | None], TestClient]):
    """The cookie is worth nothing afterwards, also if it was copied."""
    client = people(Role.READER)
    kept = dict(client.cookies)
    client.post("/sign-out", data={"csrf": csrf(client)})
    client.cookies.update(kept)
    assert client.get("/account.json").status_code == 401


def test_wrong_passwords_are_refused(people: Callable[[Role | None], TestClient]):
    """Neither a wrong password nor an unknown name lets in, and both look the same."""
    client = people(None)
    answers = [client.post("/sign-in", data={"name": name, "password": "wrong"}) for name in ("reader", "nobody")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].text == answers[1].text


PLACES = (
    "/explore.json?size=500",
    "/statements.json?size=200",
    "/totals.json",
    "/network.json",
    "/actors/islamic-state.json",
    "/search.json?q=Baghdad",
    "/explore/download/jsonl",
    "/review.json",
)


def restricted(people: Callable[[Role | None], TestClient], until: str = "") -> tuple[TestClient, str]:
    """An editor who has kept the incident of most sources from readers, and its id."""
    editor = people(Role.EDITOR)
    ident = editor.get("/explore.json?sort=sources").json()["incidents"][0]["id"]
    fields = {"csrf": csrf(editor), "role": "analyst", "reason": "names a witness", "until": until}
    assert editor.post(f"/incidents/{ident}/restrict", data=fields).status_code == 303
    return editor, ident


def test_a_restricted_incident_is_nowhere_for_lower_roles(people: Callable[[Role | None], TestClient]):
    """No page, count, search or file tells a reader of it; analysts see it; lifted, it is there again."""
    reader, analyst = people(Role.READER), people(Role.ANALYST)
    before = reader.get("/explore.json").json()["total"]
    editor, ident = restricted(people)
    summary = analyst.get(f"/incidents/{ident}.json").json()["summary"]
    article = analyst.get(f"/incidents/{ident}.json").json()["documents"][0]
    for path in (*PLACES, f"/articles/{article}.json", f"/find.json?q={ident}"):
        text = reader.get(path).text
        assert ident not in text.replace(f'"q": "{ident}"', "").replace(f'"q":"{ident}"', ""), path
        assert summary not in text, path
    assert reader.get(f"/incidents/{ident}").status_code == 404
    assert reader.get(f"/incidents/{ident}/merge").status_code == 404
    assert reader.get("/explore.json").json()["total"] == before - 1
    assert analyst.get("/explore.json").json()["total"] == before
    assert "names a witness" in analyst.get(f"/incidents/{ident}.json").text
    editor.post(f"/incidents/{ident}/restrict", data={"csrf": csrf(editor), "role": ""})
    assert reader.get(f"/incidents/{ident}").status_code == 200
    assert reader.get("/explore.json").json()["total"] == before


def test_an_embargo_ends_on_its_day(people: Callable[[Role | None], TestClient]):
    """What was kept back until a day that is past is shown to everybody."""
    _, ident = restricted(people, until="2020-01-01")
    assert people(Role.READER).get(f"/incidents/{ident}").status_code == 200
