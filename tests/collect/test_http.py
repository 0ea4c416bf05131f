"""Fetching: from public addresses only, bounded, and checked again on every redirect. Served by a small local server."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.clean import clean
from dateline.collect import Limits, collect
from dateline.collect.http import fetch, is_public, read_address
from dateline.domain.article import Failure
from dateline.errors import NotAllowed, Unreachable, UnreadableInput

NOW = datetime(2026, 11, 21, tzinfo=UTC)
STORY = "Two men were killed when a rocket struck the market of Harim on Monday, the police said."
PAGE = f"<html><head><title>Rocket</title></head><body><article><h1>Rocket</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        host = self.headers["Host"]
        feed = (
            f"<rss><channel><title>V</title><item><title>Rocket</title><link>http://{host}/page</link>"
            "<description>Two men…</description></item></channel></rss>"
        )
        answers = {
            "/page": (200, "text/html; charset=utf-8", PAGE.encode()),
            "/arabic": (
                200,
                "text/html; charset=windows-1256",
                "<html><body><p>قتل شخصان في هجوم على السوق يوم الاثنين</p></body></html>".encode("cp1256"),
            ),
            "/feed": (200, "application/rss+xml", feed.encode()),
            "/big": (200, "text/html", b"x" * 200_000),
        }
        if self.path == "/to-page":
            return self.answer(302, "text/html", b"", "/page")
        if self.path == "/to-inside":
            return self.answer(302, "text/html", b"", "http://169.254.169.254/latest/meta-data/")
        if self.path == "/circle":
            return self.answer(302, "text/html", b"", "/circle")
        return self.answer(*answers.get(self.path, (404, "text/html", b"no")))

    def answer(self, status, kind, body, location=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def local(address) -> bool:
    """For these tests this machine counts as public, and nothing else does."""
    return address.is_loopback


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "240.0.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b:1::1", "64:ff9b::7f00:1", "::7f00:1",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(address):
    """Loopback, private, link-local, shared, mapped and multicast addresses are refused."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_internet_are_public(address):
    """Ordinary addresses are allowed."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/x",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://user:word@example.org/",
    ],
)
def test_collecting_refuses_addresses_inside(url):
    """In every spelling; one line says why."""
    (failure,) = collect(url, NOW)
    assert isinstance(failure, Failure)
    assert "public internet" in failure.reason or "not fetched" in failure.reason


def test_a_page_is_fetched(site):
    """Its final address is kept."""
    (raw,) = read_address(f"{site}/to-page", NOW, Limits(), local)
    article = clean(raw)
    assert (article.title, article.url) == ("Rocket", f"{site}/page")
    assert STORY in article.text


def test_the_servers_encoding_counts(site):
    """A page that declares nothing is read as the server says."""
    (raw,) = read_address(f"{site}/arabic", NOW, Limits(), local)
    assert clean(raw).text.startswith("قتل شخصان")


def test_an_item_that_only_announces_brings_its_page(site):
    """The item's facts with the page's body."""
    (raw,) = read_address(f"{site}/feed", NOW, Limits(), local)
    article = clean(raw)
    assert (article.url, article.outlet) == (f"{site}/page", "V")
    assert STORY in article.text


def test_a_redirect_to_an_address_inside_is_refused(site):
    """Each redirect is checked like the first address."""
    with pytest.raises(NotAllowed, match="public internet"):
        fetch(f"{site}/to-inside", Limits(), local)


def test_circles_errors_and_floods_end(site):
    """Too many redirects, an error page, too long an answer: each has its reason."""
    with pytest.raises(Unreachable, match="more than 5 redirects"):
        fetch(f"{site}/circle", Limits(), local)
    with pytest.raises(Unreachable, match="404"):
        fetch(f"{site}/nothing", Limits(), local)
    with pytest.raises(UnreadableInput, match="longer than"):
        fetch(f"{site}/big", Limits(feed_bytes=100_000), local)
    with pytest.raises(NotAllowed, match="only http"):
        fetch("file:///etc/passwd", Limits(), local)
