"""What a page declares about itself: JSON-LD, meta elements, microdata, time elements, headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.clean.byline import find_byline, tidy_names
from dateline.clean.furniture import is_date_line
from dateline.clean.printed_dates import Printed, find_dates, parse_date
from dateline.domain.dates import DateRange

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Report|Analysis|Opinion|Scholarly|LiveBlog)?(?:Article|Posting|Report)|NewsArticle|WebPage",
    re.IGNORECASE,
)
_META_TITLE = ("og:title", "twitter:title", "dc.title", "title")
_META_PUBLISHED = (
    *("article:published_time", "article.published", "datepublished", "publishdate", "publication_date", "pubdate"),
    *("date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date", "parsely-pub-date"),
)
_META_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
)
_META_SITE = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")
_META_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_TITLE_JOINT = re.compile(r"\s+(?:[|»·•—–]|-{1,2}|::)\s+")
_MAX_LD = 500_000
_LINE, _FEW_PARTS, _HEAD_LINES = 160, 8, 15  # letters, inner elements and lines of what stands under a headline


@dataclass(frozen=True, slots=True)
class Facts:
    """Declared facts; None where the page is silent."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: DateRange | None = None
    updated: DateRange | None = None
    url: str | None = None
    language: str | None = None
    captions: tuple[str, ...] = ()


def facts_of(tree: Any) -> Facts:
    """Everything a page says of itself, the most exact statement first."""
    meta = _meta(tree)
    ld = next(_articles(tree), {})
    site = _name(ld.get("publisher")) or _first(meta, _META_SITE)
    if site and site.startswith("http"):
        site = None
    title, tail = _title(tree, meta, ld, site)
    published = _date(ld.get("datePublished")) or _first_date(meta, _META_PUBLISHED) or _time(tree, updated=False)
    updated = _date(ld.get("dateModified")) or _first_date(meta, _META_UPDATED) or _time(tree, updated=True)
    printed = _printed(tree)
    published = published or next((d.when for d in printed if d.label != "updated"), None)
    updated = updated or next((d.when for d in printed if d.label == "updated"), None)
    return Facts(
        title=title,
        byline=_byline(tree, meta, ld),
        outlet=_clean(site) or tail,
        published=published,
        updated=updated,
        url=_url(tree, meta, ld),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or None),
        captions=_captions(tree),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that describe an article; a broken block is passed over, pages are full of them."""
    pages: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if not text or len(text) > _MAX_LD:
            continue
        try:
            loaded = json.loads(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(loaded):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE_TYPES.fullmatch(name) for name in names):
                if "WebPage" in names:
                    pages.append(thing)
                else:
                    yield thing
    yield from pages


def _things(loaded: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 5:
        return
    if isinstance(loaded, list):
        for part in loaded[:200]:
            yield from _things(part, depth + 1)
    elif isinstance(loaded, dict):
        yield loaded
        yield from _things(loaded.get("@graph"), depth + 1)
        yield from _things(loaded.get("mainEntity"), depth + 1)


def _name(value: Any) -> str | None:
    """The name in JSON-LD's many ways to name someone."""
    if isinstance(value, list):
        names = [name for part in value[:10] if (name := _name(part))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return _clean(value) if isinstance(value, str) else None


def _clean(value: Any) -> str | None:
    text = " ".join(str(value).split()) if value else ""
    return text[:300] or None


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _date(value: Any) -> DateRange | None:
    return parse_date(value) if isinstance(value, str) else None


def _first_date(meta: dict[str, str], keys: tuple[str, ...]) -> DateRange | None:
    return next((found for key in keys if key in meta and (found := parse_date(meta[key]))), None)


def _time(tree: Any, *, updated: bool) -> DateRange | None:
    """A <time> in the article's head; the one marked as modified is the update."""
    for element in tree.iter("time"):
        marks = " ".join((element.get(key) or "") for key in ("class", "itemprop", "pubdate")).lower()
        is_update = any(word in marks for word in ("modif", "updat"))
        if is_update == updated:
            found = parse_date(element.get("datetime") or "") or parse_date(element.text_content() or "")
            if found:
                return found
    return None


def _printed(tree: Any) -> list[Printed]:
    """Dates on short lines of their own under the headline, where pages print when they appeared."""
    found: list[Printed] = []
    headline, lines = False, 0
    for element in tree.iter("h1", "p", "div", "span", "li", "address", "small", "em"):
        if element.tag == "h1":
            headline, lines = True, 0
            continue
        text = " ".join(element.text_content().split()) if len(element) <= _FEW_PARTS else ""
        if not text or len(text) > _LINE or any(child.tag in {"p", "div", "ul"} for child in element):
            continue
        lines += 1
        if headline and lines <= _HEAD_LINES and is_date_line(text):
            found.extend(date for date in find_dates(text) if date.when)
        if found:
            break
    return found


def _title(tree: Any, meta: dict[str, str], ld: dict[str, Any], site: str | None) -> tuple[str | None, str | None]:
    """The headline, and the publisher that the window's title adds to it."""
    headings = [text for h in tree.iter("h1") if (text := _clean(h.text_content()))]
    declared = _clean(ld.get("headline") if isinstance(ld.get("headline"), str) else None) or _clean(
        _first(meta, _META_TITLE)
    )
    window = next((_clean(t.text_content()) for t in tree.iter("title")), None)
    heading = next((h for h in headings if declared and (h in declared or declared in h)), None)
    whole = heading or declared or (headings[0] if headings else None) or window
    pieces = _TITLE_JOINT.split(window) if window else []
    tail = pieces[-1] if len(pieces) > 1 and len(pieces[-1].split()) <= 5 else None
    if whole and heading is None:
        for name in (site, tail):
            if name and whole.lower().endswith(name.lower()) and len(whole) > len(name) + 3:
                whole = _TITLE_JOINT.sub("\0", whole).rsplit("\0", 1)[0] if _TITLE_JOINT.search(whole) else whole
    in_title = tail if tail and whole and tail not in whole else None
    return whole, in_title


def _byline(tree: Any, meta: dict[str, str], ld: dict[str, Any]) -> str | None:
    declared = _name(ld.get("author"))
    if declared and not declared.startswith("http"):
        return _person(declared)
    for element in tree.iter("a", "span", "div", "p", "address"):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if re.search(r"(?:^|[\s_-])(?:author|byline)(?:$|[\s_-])", marks):
            text = _clean(element.text_content()) or ""
            if 3 < len(text) < 120:
                return find_byline(text) or _person(text)
    named = _first(meta, _META_AUTHOR)
    return _person(named) if named and not named.startswith(("http", "@")) else None


def _person(text: str) -> str | None:
    return tidy_names(re.sub(r"^(?:by|par|von|por|بقلم)\s", "", text.strip(), flags=re.IGNORECASE))


def _url(tree: Any, meta: dict[str, str], ld: dict[str, Any]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    found = meta.get("og:url") or ld.get("url")
    return found if isinstance(found, str) and found.startswith("http") else None


def _captions(tree: Any) -> tuple[str, ...]:
    texts = (_clean(caption.text_content()) for caption in tree.iter("figcaption"))
    return tuple(dict.fromkeys(text for text in texts if text and len(text.split()) >= 3))
