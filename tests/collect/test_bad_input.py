"""Bad input: each gives exactly one clear line and never stops what stands beside it."""

from __future__ import annotations

import errno
import gzip
import json
import os
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.clean import clean
from dateline.collect import Limits, collect
from dateline.collect import folder as folder_module
from dateline.domain.article import Failure, Raw
from dateline.errors import UnreadableInput

NOW = datetime(2026, 11, 21, tzinfo=UTC)
STORY = "Two men were killed when a rocket struck the market on Monday, police said.\n\nNobody has claimed it so far.\n"
ARABIC = "صاروخ يصيب السوق\n\nقتل شخصان عندما أصاب صاروخ سوق المدينة يوم الاثنين، بحسب الشرطة.\n\nولم تعلن أي جهة مسؤوليتها.\n"
SMALL = Limits(page_bytes=20_000, item_bytes=20_000, feed_bytes=50_000)

FEED_START = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>http://n.example/</link>'
ITEM = "<item><title>One</title><link>http://n.example/1</link><description>A bomb went off in the town.</description></item>"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    + "]><rss><channel><title>&m;</title><item><title>&m;</title></item></channel></rss>"
)

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t ", "empty"),
    "binary.html": (bytes(range(256)) * 20, "binary"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    "paper.txt": (b"%PDF-1.7 ...", "PDF"),
    "long.txt": (b"word " * 5_000, "longer than"),
    "long.jsonl": (b'{"text": "' + b"word " * 5_000 + b'"}', "longer than"),
    "bomb.xml": (BOMB.encode(), "entities"),
    "broken.xml": (f"{FEED_START}<item><title>One</titel>".encode(), "broken XML at line 1"),
    "cut.xml": (f"{FEED_START}<item><title>One</title>".encode(), "broken XML"),
    "no_items.xml": (f"{FEED_START}</channel></rss>".encode(), "no items"),
    "picture.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "XML of an unknown kind (<svg>)"),
    "list.json": (b'[{"text": "a"}]', "one object a line"),
    "settings.json": (b'{"a": 1}', "no 'text' or 'html'"),
    "array.jsonl": (b"[1, 2]\n", "not a JSON object"),
    "deep.jsonl": (b"[" * 10_000 + b"\n", "JSON"),
    "wordless.jsonl": (b'{"id": "1", "text": "  "}\n', "neither 'text' nor 'html'"),
    "packed.gz": (gzip.compress(b"hello"), "gzip"),
    "broken.gz": (b"\x1f\x8b\x08\x00" + b"\x01" * 50, "gzip"),
    "table.csv": (b"a,b\n1,2\n", ".csv"),
    "cut.warc": (b"WARC/1.0\r\nWARC-Type: response\r\n", "WARC"),
    "cut.json": (b'{"name": "C", "type": "public_channel", "messages": [{"id": 1, "type": "mess', "ends in the middle"),
}


def outcomes(path: Path, limits: Limits = SMALL) -> list[Raw | Failure]:
    return list(collect(str(path), NOW, limits))


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line(tmp_path, name):
    """Exactly one Failure, on one line, which says what is wrong."""
    content, expected = BAD[name]
    (tmp_path / name).write_bytes(content)
    (failure,) = outcomes(tmp_path / name)
    assert isinstance(failure, Failure)
    assert expected in failure.reason
    assert failure.location.endswith(name) or f"{name}:1" in failure.location
    assert "\n" not in str(failure)


def test_bad_input_does_not_stop_the_rest(tmp_path):
    """A folder full of bad files and one good: the good one is read, each bad one is listed."""
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "zz_good.txt").write_text(STORY)
    found = outcomes(tmp_path)
    assert [raw.location for raw in found if isinstance(raw, Raw)] == [f"{tmp_path}/zz_good.txt"]
    assert len([failure for failure in found if isinstance(failure, Failure)]) == len(BAD)


def test_a_broken_line_in_the_middle_costs_only_itself(tmp_path):
    """The lines before and after it are read; the failure names the line."""
    good = json.dumps({"title": "T", "text": STORY})
    (tmp_path / "a.jsonl").write_text(f'{good}\n{{"title": broken\n{good}\n')
    found = outcomes(tmp_path / "a.jsonl")
    assert [type(outcome) for outcome in found] == [Raw, Failure, Raw]
    assert found[1].location.endswith("a.jsonl:2")


def test_items_before_a_break_in_a_feed_are_read(tmp_path):
    """Broken XML costs what follows it, not what came before."""
    (tmp_path / "f.xml").write_text(f"{FEED_START}{ITEM}<item><title>Two</titel></item></channel></rss>")
    read, failure = outcomes(tmp_path / "f.xml")
    assert clean(read).title == "One"
    assert failure.reason.endswith("items before it that were read: 1")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_encodings_are_read(tmp_path, encoding):
    """A page text in UTF-16, with mark or without, is an article like any other."""
    (tmp_path / "a.txt").write_bytes(("Rocket strikes market\n\n" + STORY).encode(encoding))
    (read,) = outcomes(tmp_path / "a.txt")
    assert clean(read).text == STORY.strip()


def test_arabic_in_windows_1256_is_read(tmp_path):
    """The old Arabic code page is told from the others by its letters."""
    (tmp_path / "a.txt").write_bytes(ARABIC.encode("cp1256"))
    (read,) = outcomes(tmp_path / "a.txt")
    article = clean(read)
    assert article.language == "ar"
    assert article.text.startswith("قتل شخصان")


def test_a_date_in_the_future_is_refused():
    """An article dated 2099 is listed with its reason, not filed under 2099."""
    line = json.dumps({"title": "T", "published": "2099-01-01", "text": STORY}).encode()
    raw = Raw(line, "0" * 64, "jsonl_line", "a.jsonl:1", NOW, (("published", "2099-01-01"),))
    with pytest.raises(UnreadableInput, match="publication date lies in the future") as caught:
        clean(raw)
    assert "\n" not in str(caught.value)


def test_no_permission_is_said(tmp_path, monkeypatch):
    """A file that may not be opened is listed; as root nothing is forbidden, so the system's answer is simulated."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    really_open = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return really_open(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    failure, read = outcomes(tmp_path)
    assert failure.reason == "no permission to read it; change its permissions or run as its owner"
    assert isinstance(read, Raw)


def test_a_folder_without_permission_is_said(tmp_path, monkeypatch):
    """The same for a folder that may not be listed."""
    (tmp_path / "in").mkdir()

    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(folder_module.os, "listdir", refuse)
    (failure,) = outcomes(tmp_path)
    assert "no permission" in failure.reason


def test_links_in_circles_are_listed(tmp_path):
    """A link to itself and a link to the folder above are each listed once; nothing runs for ever."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    reasons = {outcome.location.removeprefix(f"{tmp_path}/"): outcome.reason for outcome in outcomes(tmp_path)}
    assert reasons == {
        "gone": "it does not exist (or is a link to nothing)",
        "self": "this link leads in a circle",
        "sub/up": "this link leads back to a folder above it; it was not followed",
    }


def test_a_name_with_a_line_end_stays_one_line(tmp_path):
    """Control characters in names are written out."""
    (tmp_path / "bad\nname\x1b[31m.txt").write_bytes(b"")
    (failure,) = outcomes(tmp_path)
    assert failure.location.endswith("bad\\nname\\x1b[31m.txt")


def test_a_name_that_is_not_text_is_read(tmp_path):
    """File names are bytes; one that is no UTF-8 is shown with its bytes written out."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY)
    (read,) = outcomes(tmp_path)
    assert read.location.endswith("caf\\udce9.txt")
    assert read.about("external_id").isprintable()


def test_pipes_are_listed_and_not_waited_for(tmp_path):
    """A named pipe never ends; it is not opened."""
    os.mkfifo(tmp_path / "pipe")
    (failure,) = outcomes(tmp_path)
    assert "not a file" in failure.reason


def test_folders_that_go_too_deep_are_listed(tmp_path):
    """Beyond the limit one line says so."""
    deep = tmp_path
    for _ in range(5):
        deep = deep / "d"
        deep.mkdir()
    (deep / "a.txt").write_text(STORY)
    (failure,) = outcomes(tmp_path, Limits(folder_depth=3))
    assert "nested more than 3 deep" in failure.reason


def test_nothing_there_and_nothing_in_it(tmp_path):
    """A wrong path and an empty folder are each one line."""
    (missing,) = outcomes(tmp_path / "nowhere")
    (empty,) = outcomes(tmp_path)
    assert "does not exist" in missing.reason
    assert "no files" in empty.reason


def test_a_long_line_is_skipped_without_filling_memory(tmp_path):
    """The line after one that is far too long is read."""
    good = json.dumps({"title": "T", "text": STORY})
    (tmp_path / "a.jsonl").write_text('{"text": "' + "x" * 100_000 + f'"}}\n{good}\n')
    failure, read = outcomes(tmp_path / "a.jsonl")
    assert "longer than" in failure.reason
    assert read.location.endswith(":2")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.xml", "a.json", "a.warc", "a"]))
def test_any_bytes_end_in_articles_or_plain_lines(tmp_path_factory, content, name):
    """Whatever a file holds, collecting and cleaning end in articles or one-line reasons, never in a crash."""
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    found = outcomes(path)
    assert found
    for outcome in found:
        if isinstance(outcome, Failure):
            assert "\n" not in str(outcome)
        else:
            try:
                assert clean(outcome).text
            except UnreadableInput as error:
                assert "\n" not in str(error)


def test_a_packed_bomb_is_not_unpacked(tmp_path):
    """A small gzip file that unpacks to gigabytes is looked at by its first bytes only."""
    packer = zlib.compressobj(9, wbits=31)
    (tmp_path / "a.gz").write_bytes(b"".join(packer.compress(bytes(1_000_000)) for _ in range(50)) + packer.flush())
    (failure,) = outcomes(tmp_path / "a.gz")
    assert "gzip" in failure.reason
