"""The brief: every value has its sources, nothing is fetched, nothing from the news runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dateline.domain.query import Query
from dateline.engine import Engine, init_workspace, make_engine
from dateline.engine.briefing import brief_of
from dateline.export.brief import Brief
from dateline.export.brief.draw import draw_brief, to_html, to_markdown
from dateline.export.brief.timeline import timeline_svg
from dateline.settings import load_settings

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> "]]> ../{{7*7}} =cmd|x'
ARTICLES = [
    {"id": "one", "outlet": "Hill Post", "title": "Bomb in Basra", "published": "2021-03-03",
     "text": "A bomb killed three soldiers in Basra on Tuesday, police said. Islamic State claimed responsibility for the attack."},
    {"id": "two", "outlet": "Mill Gazette", "title": "Basra bomb kills five", "published": "2021-03-04",
     "text": "A bomb killed five soldiers in Basra on 2 March 2021, a health official said. It was the first bombing there this year."},
    {"id": "bad", "outlet": HOSTILE, "title": HOSTILE, "published": "2021-05-05",
     "text": f"Gunmen shot dead two policemen in Mosul on Tuesday, {HOSTILE} police said.\n\nNobody claimed the attack."},
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A workspace with three articles of our own, one of them hostile."""
    folder = tmp_path_factory.mktemp("brief")
    news = folder / "news.jsonl"
    news.write_text("\n".join(json.dumps(article) for article in ARTICLES), "utf-8")
    settings = load_settings(folder / "workspace")
    init_workspace(settings)
    made = make_engine(settings)
    result = made.add([str(news)], workers=1)
    assert len(result.read) == len(ARTICLES), result.failures
    return made


@pytest.fixture(scope="module")
def brief(engine: Engine) -> Brief:
    """The brief of all of it."""
    return brief_of(engine, Query())


def test_every_citation_has_its_source(brief: Brief) -> None:
    """Each number cited in the page stands in its list of sources, and each shown fact cites at least one."""
    page = to_html(brief)
    cited = {int(number) for number in re.findall(r'href="#source-(\d+)"', page)}
    listed = {int(number) for number in re.findall(r'<li id="source-(\d+)"', page)}
    assert cited
    assert cited <= listed
    for entry in brief.incidents:
        assert entry.quotes
        assert all(fact.shown.sources for fact in entry.facts if fact.label in ("Killed", "Injured", "With what")), (
            entry
        )


def test_a_disputed_toll_shows_both_values(brief: Brief) -> None:
    """Three and five killed are both there, each with its own source."""
    (basra,) = [entry for entry in brief.incidents if any(d.label == "Killed" for d in entry.disputes)]
    (killed,) = [dispute for dispute in basra.disputes if dispute.label == "Killed"]
    assert {value.value: len(value.sources) for value in killed.values} == {"3": 1, "5": 1}


def test_the_page_asks_for_nothing_and_runs_nothing(brief: Brief) -> None:
    """No script, no handler, no address that a browser would fetch, whatever the news says."""
    page = to_html(brief)
    assert "alert(1)" in page  # the hostile words are shown ...
    assert "<script" not in page.lower()  # ... and do nothing
    assert "<img" not in page.lower()
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page
    assert "{{7*7}}" in page


def test_markdown_keeps_hostile_text_harmless(brief: Brief) -> None:
    """No raw tag reaches a Markdown reader."""
    assert "<script" not in to_markdown(brief).replace("\\<", "")
    assert "## Sources" in to_markdown(brief)


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_paper_formats(brief: Brief, form: str, start: bytes) -> None:
    """Word and PDF are written too."""
    pytest.importorskip("docx" if form == "docx" else "weasyprint", exc_type=(ImportError, OSError))  # type: ignore[arg-type]
    assert draw_brief(brief, form).startswith(start)


def test_the_timeline_counts_what_it_draws(brief: Brief) -> None:
    """The picture's own words say how many dated incidents it shows."""
    dated = sum(1 for entry in brief.incidents if entry.sort_day)
    assert f"{dated} dated incidents" in timeline_svg(brief.incidents)
    assert timeline_svg(()) == ""


def test_an_empty_period_says_what_to_do(engine: Engine, tmp_path: Path) -> None:
    """A brief without incidents is still a page, and says how to get some."""
    from datetime import date

    empty = brief_of(engine, Query(since=date(1990, 1, 1), until=date(1990, 1, 2)))
    assert empty.incidents == ()
    assert "Try a longer one" in to_html(empty)
