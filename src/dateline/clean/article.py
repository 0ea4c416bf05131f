"""One Raw becomes one Article: final text, its facts, and nothing that the page did not say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.clean import items
from dateline.clean.body import Around
from dateline.clean.html import PageText, read_page
from dateline.clean.language import language_of
from dateline.clean.origins import find_origins
from dateline.clean.page_facts import Facts
from dateline.clean.story import Story, dates_in, given_date, read_story
from dateline.clean.translated import looks_translated
from dateline.clean.urls import canonical_url
from dateline.domain.article import Article, Raw, Source
from dateline.domain.dates import DateRange
from dateline.domain.ids import article_id
from dateline.errors import UnreadableInput

_CLOCK_SLACK = timedelta(days=2)  # time zones and clocks that run ahead; more is a wrong date


@dataclass(frozen=True, slots=True)
class _Read:
    story: Story
    facts: Facts
    excerpt: str = ""


def clean(raw: Raw) -> Article:
    """The article in a raw input; every span found later points into its `text`, which nothing changes again.

    Raises UnreadableInput with the reason in one line: no text found, broken content, a date in the future.
    """
    read = _READERS.get(raw.kind, _read_unknown)(raw)
    story, facts = read.story, read.facts
    if not any(c.isalpha() for c in story.text):
        raise UnreadableInput("no sentence of an article was found in it")
    published, updated = _dates(raw, read)
    _refuse_future(published, raw)
    outlet = raw.about("outlet") or facts.outlet or story.outlet
    title = raw.about("title") or facts.title or story.title
    url = raw.about("url") or facts.url
    canonical = canonical_url(url) if url else None
    return Article(
        id=article_id(canonical, raw.sha256),
        source=Source(outlet, raw.location),
        text=story.text,
        sha256=raw.sha256,
        title=title,
        url=url,
        external_id=raw.about("external_id"),
        source_path=raw.about("source_path"),
        byline=raw.about("byline") or facts.byline or story.byline,
        published=published,
        updated=updated,
        language=language_of(story.text, raw.about("language") or facts.language),
        dateline_place=story.place,
        translated=looks_translated(story.text, " ".join(line[:200] for line in story.around)),
        origins=_origins(raw, story, title, outlet),
        captions=tuple(dict.fromkeys([*story.captions, *facts.captions])),
    )


def _origins(raw: Raw, story: Story, title: str | None, outlet: str | None) -> tuple[str, ...]:
    forwarded = raw.about("forwarded_from")
    return find_origins(story.text, story.around, title=title, agency=story.agency, forwarded=forwarded, outlet=outlet)


def _dates(raw: Raw, read: _Read) -> tuple[DateRange | None, DateRange | None]:
    """The container's dates stand above the page's declarations, and these above what is printed."""
    printed, updated = dates_in(read.excerpt)
    published = given_date(raw.about("published")) or read.facts.published or read.story.published or printed
    updated = given_date(raw.about("updated")) or read.facts.updated or read.story.updated or updated
    return published, updated


def _refuse_future(published: DateRange | None, raw: Raw) -> None:
    latest: date = raw.collected_at.date() + _CLOCK_SLACK
    if published and published.earliest and published.earliest > latest:
        raise UnreadableInput(
            f"publication date lies in the future ({published}, collected {raw.collected_at.date()}); correct the date"
        )


def _charset(raw: Raw) -> str:
    return raw.about("charset") or "utf-8"


def _text(raw: Raw) -> str:
    return raw.content.decode(_charset(raw), errors="replace")


def _read_html(raw: Raw) -> _Read:
    return _from_page(read_page(_text(raw)), raw)


def _from_page(page: PageText, raw: Raw) -> _Read:
    title = raw.about("title") or page.facts.title
    outlet = raw.about("outlet") or page.facts.outlet
    story = read_story(page.text, title, outlet, Around.EXTRACTED)
    captions = {caption.rstrip(" .") for caption in page.facts.captions}
    if captions:
        lines = [line for line in story.text.split("\n") if line.strip().rstrip(" .") not in captions]
        story = replace(story, text="\n".join(lines).strip())
    return _Read(story, page.facts)


def _read_page_text(raw: Raw) -> _Read:
    return _Read(read_story(_text(raw), raw.about("title"), raw.about("outlet")), Facts())


def _from_words(words: items.Words, raw: Raw) -> _Read:
    if words.html:
        page = read_page(words.html, fragment=not _is_page(words.html))
        return replace(_from_page(page, raw), excerpt=words.excerpt)
    story = read_story(words.text, raw.about("title"), raw.about("outlet"), Around.STORY)
    return _Read(story, Facts(), words.excerpt)


def _is_page(text: str) -> bool:
    return "<html" in text[:3000].lower() or "<body" in text[:3000].lower()


def _read_feed_item(raw: Raw) -> _Read:
    return _from_words(items.from_feed_item(raw.content, _charset(raw)), raw)


def _read_json_feed_item(raw: Raw) -> _Read:
    return _from_words(items.from_json_feed_item(raw.content), raw)


def _read_dump_item(raw: Raw) -> _Read:
    return _from_words(items.from_dump_item(raw.content, _charset(raw)), raw)


def _read_json_line(raw: Raw) -> _Read:
    return _from_words(items.from_json_line(raw.content, _charset(raw)), raw)


def _read_message(raw: Raw) -> _Read:
    return _from_words(items.from_telegram_message(raw.content), raw)


def _read_unknown(raw: Raw) -> _Read:
    raise UnreadableInput(f"no reader for inputs of kind {raw.kind!r}")


_READERS = {
    "html": _read_html,
    "page_text": _read_page_text,
    "feed_item": _read_feed_item,
    "json_feed_item": _read_json_feed_item,
    "dump_item": _read_dump_item,
    "jsonl_line": _read_json_line,
    "telegram_message": _read_message,
}
