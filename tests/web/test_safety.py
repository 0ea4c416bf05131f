"""Safety: who may ask, from where, how much, and what every answer carries."""

from __future__ import annotations

import pytest
from web_helpers import PASSWORD, TOKEN, TestClient, csrf, send

from dateline.engine import Engine
from dateline.errors import SettingsError
from dateline.web.accounts import Accounts, Role
from dateline.web.app import Access, accounts_file, create_app
from dateline.web.safety import Bounds, Bucket


def test_other_addresses_need_people(engine: Engine):
    """Bound elsewhere, the program refuses to start until somebody is set up; a token is no way around it."""
    with pytest.raises(SettingsError):
        create_app(engine, Access(host="0.0.0.0", token=None))  # noqa: S104
    with pytest.raises(SettingsError):
        create_app(engine, Access(host="0.0.0.0", token=TOKEN))  # noqa: S104
    Accounts(accounts_file(engine.settings.workspace)).put("ana", Role.ADMIN, PASSWORD)
    create_app(engine, Access(host="0.0.0.0", token=None))  # noqa: S104


def test_nothing_is_shown_without_the_token(engine: Engine):
    """Neither pages nor data, and a wrong token does not help."""
    client = TestClient(
        create_app(engine, Access(token=TOKEN)), base_url="http://127.0.0.1:8765", follow_redirects=False
    )
    assert client.get("/explore").headers["location"].startswith("/sign-in")
    assert client.get("/explore.json").status_code == 401
    assert client.get("/enter?token=wrong").headers["location"] == "/sign-in"
    assert client.get("/explore.json", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/explore.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_new_start_ends_old_sessions(engine: Engine):
    """Whoever entered with an earlier token is out."""
    first = TestClient(
        create_app(engine, Access(token=TOKEN)), base_url="http://127.0.0.1:8765", follow_redirects=False
    )
    first.get(f"/enter?token={TOKEN}")
    assert first.get("/account.json").status_code == 200
    second = TestClient(
        create_app(engine, Access(token=f"not {TOKEN}")), base_url="http://127.0.0.1:8765", cookies=first.cookies
    )
    assert second.get("/account.json").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8765"])
def test_other_hosts_are_not_answered(reading: TestClient, host: str):
    """A foreign name that points here gets nothing, so that no page elsewhere can read the record."""
    assert reading.get("/explore.json", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("path", ["/explore", "/explore.json", "/sign-in", "/static/base.css", "/nothing-here"])
def test_every_answer_is_dressed(reading: TestClient, path: str):
    """Policy, no referrer and no sniffing on pages, data, files and errors alike."""
    headers = reading.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_forms_must_come_from_our_pages(writing: TestClient):
    """No mark, a wrong mark or another origin: nothing is decided."""
    ident = writing.get("/explore.json").json()["incidents"][0]["id"]
    where, good = f"/incidents/{ident}/confirm", csrf(writing)
    assert writing.post(where, data={"reason": "x"}).status_code == 403
    assert writing.post(where, data={"reason": "x", "csrf": "0" * 64}).status_code == 403
    evil = {"origin": "http://evil.example"}
    assert writing.post(where, data={"reason": "x", "csrf": good}, headers=evil).status_code == 403
    assert writing.get(f"/incidents/{ident}.json").json()["history"] == []
    assert writing.post(where, data={"reason": "x", "csrf": good}).status_code == 303


def test_writes_are_limited_in_size(writing: TestClient):
    """A body beyond the bound is refused before it is read, also when it does not say its length."""
    assert writing.post("/people", content=b"x" * 2_100_000).status_code == 413
    assert writing.post("/people", content=(b"x" * 100_000 for _ in range(30))).status_code in (403, 413)


def test_writes_are_limited_in_rate(engine: Engine):
    """After a burst writes must wait; reading goes on."""
    app = create_app(engine, Access(token=TOKEN, bounds=Bounds(writes_per_minute=1, burst=2, sign_ins_per_minute=1)))
    client = TestClient(app, base_url="http://127.0.0.1:8765")
    assert [client.post("/people").status_code for _ in range(3)] == [401, 401, 429]
    assert [client.post("/sign-in", data={"password": "x"}).status_code for _ in range(2)] == [401, 429]
    assert client.get("/health.json").status_code == 200


def test_a_bucket_fills_again_with_time():
    """One write a second at sixty a minute, after the burst is used up."""
    now = [0.0]
    bucket = Bucket(60, 2, clock=lambda: now[0])
    assert [bucket.take("a"), bucket.take("a")] == [0, 0]
    assert bucket.take("a") == pytest.approx(1)
    assert bucket.take("b") == 0
    now[0] = 1.01
    assert bucket.take("a") == 0


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_nobody_is_sent_elsewhere(writing: TestClient, target: str):
    """Where to go afterwards is always a page of ours."""
    assert writing.get("/enter", params={"token": TOKEN, "next": target}).headers["location"] == "/explore"
    assert writing.get("/language", params={"to": "ar", "next": target}).headers["location"] == "/explore"
    ident = writing.get("/explore.json").json()["incidents"][0]["id"]
    assert send(writing, f"/incidents/{ident}/watch", next=target).headers["location"] == f"/incidents/{ident}"


def test_session_cookies_are_closed(engine: Engine):
    """No script reads the session, no other site sends it."""
    client = TestClient(
        create_app(engine, Access(token=TOKEN)), base_url="http://127.0.0.1:8765", follow_redirects=False
    )
    cookie = client.get(f"/enter?token={TOKEN}").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_local_files_are_not_an_address(writing: TestClient):
    """The form for addresses takes http and https alone: it must not read the machine's files."""
    for url in ("/etc/passwd", "file:///etc/passwd", "ftp://host/x", "http://", "https://a b"):
        assert send(writing, "/add/address", url=url).status_code == 409


def test_the_original_is_closed_in(reading: TestClient):
    """Archived bytes are sent with a sandbox policy that allows no script and no request."""
    article = reading.get("/incidents/" + reading.get("/explore.json").json()["incidents"][0]["id"] + ".json").json()[
        "documents"
    ][0]
    policy = reading.get(f"/articles/{article}/original").headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
