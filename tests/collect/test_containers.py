"""Feeds, dumps, lines, exports and archives: one Raw per article, with its own bytes and facts."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest

from dateline.clean import clean
from dateline.collect import Limits, collect
from dateline.domain.article import Raw

NOW = datetime(2026, 11, 21, tzinfo=UTC)
FIRST = "A bomb killed three people in the town of Harim on Monday, the police said in a statement."
SECOND = "Two soldiers were wounded when their lorry drove over a mine near the border, the army said."

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Attacks &#8211; Valley News</title><link>https://valleynews.example/</link><language>en-GB</language>
<item><title>Bomb in Harim</title><link>https://valleynews.example/1</link><pubDate>Mon, 02 Nov 2020 10:00:00 +0000</pubDate>
<dc:creator><![CDATA[Ana Petrov]]></dc:creator><guid isPermaLink="false">1</guid><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>Read more: Other news</p>]]></content:encoded></item>
<item><title>Mine &amp; lorry</title><link>https://valleynews.example/2</link><pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>
<description>{SECOND}&nbsp;</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Valley News</title><link href="https://valleynews.example/"/>
<entry><title>Bomb in Harim</title><link rel="alternate" href="https://valleynews.example/1"/><id>tag:1</id>
<published>2020-11-02T10:00:00Z</published><updated>2020-11-03T10:00:00Z</updated><author><name>Ana Petrov</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p><p>{SECOND}</p></div></content></entry></feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Valley News",
        "home_page_url": "https://valleynews.example/",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://valleynews.example/1",
                "title": "Bomb in Harim",
                "content_html": f"<p>{FIRST}</p>",
                "date_published": "2020-11-02T10:00:00Z",
            },
            {"id": "2", "url": "https://valleynews.example/2", "title": 'A "mine"', "content_text": SECOND},
        ],
    },
    indent=1,
)

DUMP = f"""Attacks – Valley News https://valleynews.example/ Mon, 02 Nov 2020 10:00:00 +0000 en-GB hourly 1 https://wordpress.org/?v=5 \
https://valleynews.example/icon.png Attacks – Valley News https://valleynews.example/ 32 32 Bomb in Harim https://valleynews.example/1 \
Mon, 02 Nov 2020 10:00:00 +0000 https://valleynews.example/?p=1 A bomb killed […]]]>

{FIRST}

Please login or register to read on.

]]>
Mine and lorry https://valleynews.example/2 Sun, 01 Nov 2020 08:00:00 +0000 https://valleynews.example/?p=2 Two soldiers […]]]>


MARUN: {SECOND}


]]>
"""

TELEGRAM = json.dumps(
    {
        "name": "Coast Watch",
        "type": "public_channel",
        "id": 77,
        "messages": [
            {"id": 1, "type": "service", "date": "2021-01-01T00:00:00", "text": ""},
            {
                "id": 2,
                "type": "message",
                "date": "2021-02-16T10:00:00",
                "text": [{"type": "bold", "text": "Urgent: "}, FIRST],
            },
            {
                "id": 3,
                "type": "message",
                "date": "2021-02-17T10:00:00",
                "edited": "2021-02-18T10:00:00",
                "forwarded_from": "Harbour Channel",
                "text": SECOND,
            },
            {"id": 4, "type": "message", "date": "2021-02-19T10:00:00", "photo": "p.jpg", "text": ""},
        ],
    },
    ensure_ascii=False,
)


def read(tmp_path, name: str, content: str | bytes, limits: Limits | None = None) -> list[Raw]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(collect(str(path), NOW, limits or Limits()))
    assert all(isinstance(outcome, Raw) for outcome in found), found
    return found


@pytest.mark.parametrize("name", ["feed.xml", "feed.txt", "feed", "page.html"])
def test_an_rss_feed_is_known_by_its_content(tmp_path, name):
    """The name does not matter; each item has its own facts and its full body."""
    one, two = (clean(raw) for raw in read(tmp_path, name, RSS))
    assert (one.title, one.url, str(one.published)) == ("Bomb in Harim", "https://valleynews.example/1", "2020-11-02")
    assert (one.outlet, one.byline, one.text) == ("Valley News", "Ana Petrov", FIRST)
    assert (two.title, two.text, two.external_id) == ("Mine & lorry", SECOND, None)


def test_an_item_keeps_its_exact_bytes(tmp_path):
    """The raw bytes are the item as it stands in the feed, and the hash is theirs."""
    for raw in read(tmp_path, "feed.xml", RSS):
        assert raw.content in RSS.encode()
        assert raw.content.startswith(b"<item>")
        assert raw.content.endswith(b"</item>")
        assert raw.sha256 == hashlib.sha256(raw.content).hexdigest()
        assert raw.collected_at == NOW


def test_a_feed_longer_than_one_gulp_is_read_whole(tmp_path):
    """Items keep their bytes wherever the file is cut while reading."""
    items = [
        f"<item><title>N{n}</title><link>https://v.example/{n}</link><description>{FIRST} {'x' * (n % 977)}</description></item>"
        for n in range(600)
    ]
    text = f"<rss><channel><title>V</title>{'  '.join(items)}</channel></rss>"
    found = read(tmp_path, "long.xml", text)
    assert [raw.content.decode() for raw in found] == items


@pytest.mark.parametrize(
    ("declared", "encoding"), [("windows-1252", "cp1252"), ("UTF-16", "utf-16"), ("GB18030", "gb18030")]
)
def test_feeds_in_other_encodings_are_read(tmp_path, declared, encoding):
    """The declaration counts; accents come out right."""
    text = RSS.replace("UTF-8", declared).replace("Harim", "Hárim")
    assert clean(read(tmp_path, "feed.xml", text.encode(encoding))[0]).title == "Bomb in Hárim"


def test_an_atom_feed_is_read(tmp_path):
    """Both dates, the author and XHTML content."""
    (raw,) = read(tmp_path, "feed.xml", ATOM)
    article = clean(raw)
    assert (article.title, article.url, article.byline) == (
        "Bomb in Harim",
        "https://valleynews.example/1",
        "Ana Petrov",
    )
    assert (str(article.published), str(article.updated)) == ("2020-11-02", "2020-11-03")
    assert article.text.split("\n\n") == [FIRST, SECOND]
    assert article.outlet == "Valley News"


def test_a_json_feed_is_read(tmp_path):
    """HTML and plain content; the bytes are the item's own."""
    raws = read(tmp_path, "feed.json", JSON_FEED)
    assert [clean(raw).text for raw in raws] == [FIRST, SECOND]
    assert [clean(raw).title for raw in raws] == ["Bomb in Harim", 'A "mine"']
    assert all(raw.content.decode() in JSON_FEED for raw in raws)
    assert clean(raws[0]).outlet == "Valley News"


def test_a_feed_without_its_tags_is_read(tmp_path):
    """Title, address, date and publisher of each item, and the body without the page's notices."""
    one, two = (clean(raw) for raw in read(tmp_path, "dump.txt", DUMP))
    assert (one.title, one.url, one.outlet) == ("Bomb in Harim", "https://valleynews.example/1", "Valley News")
    assert (str(one.published), one.text, one.external_id) == ("2020-11-02", FIRST, None)
    assert (two.title, two.url, str(two.published)) == ("Mine and lorry", "https://valleynews.example/2", "2020-11-01")
    assert (two.text, two.dateline_place) == (SECOND, "Marun")


def test_lines_keep_their_id_and_facts(tmp_path):
    """One article a line, text or html, with the id as external id."""
    lines = [
        {"id": "a1", "url": "https://v.example/1", "outlet": "V", "title": "T", "published": "2020-08", "text": FIRST},
        {"id": 7, "html": f"<html><body><h1>T</h1><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"},
    ]
    one, two = (clean(raw) for raw in read(tmp_path, "a.jsonl", "\n".join(json.dumps(line) for line in lines)))
    assert (one.external_id, one.outlet, str(one.published), one.text) == ("a1", "V", "2020-08", FIRST)
    assert (two.external_id, two.text) == ("7", f"{FIRST}\n\n{SECOND}")


def test_one_object_in_a_json_file_is_a_line(tmp_path):
    """A file with one article object needs no special ending."""
    (raw,) = read(tmp_path, "one.json", json.dumps({"title": "T", "text": FIRST}))
    assert clean(raw).text == FIRST


def test_telegram_messages_with_words_are_articles(tmp_path):
    """Channel = outlet, forwarded-from = origin, both dates; service messages and bare pictures hold no words."""
    one, two = (clean(raw) for raw in read(tmp_path, "result.json", TELEGRAM))
    assert (one.outlet, str(one.published), one.text) == ("Coast Watch", "2021-02-16", f"Urgent: {FIRST}")
    assert (two.origins, str(two.updated), two.text) == (("Harbour Channel",), "2021-02-18", SECOND)


def test_a_telegram_export_of_all_chats_is_read(tmp_path):
    """The full export lists chats; each message has its own chat's name."""
    chat = json.loads(TELEGRAM)
    both = {"about": "x", "chats": {"about": "y", "list": [chat, {**chat, "name": 'Other \\ "Channel"'}]}}
    found = [clean(raw) for raw in read(tmp_path, "result.json", json.dumps(both))]
    assert [article.outlet for article in found] == ["Coast Watch"] * 2 + ['Other \\ "Channel"'] * 2


def test_a_long_telegram_export_is_read_piece_by_piece(tmp_path):
    """Messages come out whole wherever the file is cut while reading."""
    texts = [f'Message {n}: {FIRST} \\ " é {"x" * (n % 1013)}' for n in range(400)]
    messages = [
        {"id": n, "type": "message", "date": "2021-02-16T10:00:00", "text": text} for n, text in enumerate(texts)
    ]
    export = json.dumps({"name": "C", "type": "public_channel", "messages": messages}, ensure_ascii=False)
    found = read(tmp_path, "result.json", export, Limits(item_bytes=100_000))
    assert [json.loads(raw.content)["text"] for raw in found] == texts


def warc_record(url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2021-02-16T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_html_responses_of_a_warc_file_are_pages(tmp_path, name):
    """Packed or not; pictures and error pages are no articles."""
    import gzip

    page = f"<html><body><article><h1>Bomb in Harim</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>".encode()
    records = [
        warc_record("https://v.example/1", page),
        warc_record("https://v.example/x.png", b"\x89PNG", "image/png"),
        warc_record("https://v.example/2", page, status="404 Not Found"),
    ]
    content = b"".join(gzip.compress(record) if name.endswith("gz") else record for record in records)
    (raw,) = read(tmp_path, name, content)
    article = clean(raw)
    assert (article.url, article.title) == ("https://v.example/1", "Bomb in Harim")
    assert (raw.content, article.text) == (page, f"{FIRST}\n\n{SECOND}")


def test_a_text_file_is_named_by_its_stem(tmp_path):
    """The external id of a page text is its file name without the ending; an HTML page has none."""
    (text,) = read(tmp_path, "note.v2.txt", f"{FIRST}\n")
    (page,) = read(tmp_path, "page.html", f"<html><body><p>{FIRST}</p></body></html>")
    assert text.about("external_id") == "note.v2"
    assert page.about("external_id") is None
    assert text.about("source_path") == str(tmp_path / "note.v2.txt")


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    """Subfolders too; hidden files are not input; twice gives the same."""
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FIRST)
    first = list(collect(str(tmp_path), NOW))
    assert [raw.location.removeprefix(f"{tmp_path}/") for raw in first] == ["a.txt", "b.txt", "sub/c.txt"]
    assert first == list(collect(f"{tmp_path}/", NOW))
