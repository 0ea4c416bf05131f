"""Showing: one page function, two addresses; the data as JSON, or the same data in a template."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.domain.dates import parse_edtf
from dateline.domain.text import Span
from dateline.web.ask import Ask, Form
from dateline.web.because import because
from dateline.web.countries import country_name
from dateline.web.words import Words

Data = dict[str, Any]
Handler = TypeVar("Handler", bound=Callable[..., Any])

LONGEST_TITLE = 300


def page(router: APIRouter, path: str, tag: str) -> Callable[[Handler], Handler]:
    """Register a page: at its path, and at the path with `.json` as part of the documented interface."""

    def register(handler: Handler) -> Handler:
        router.get(f"{path}.json", tags=[tag], response_class=JSONResponse)(handler)
        router.get(path, include_in_schema=False)(handler)
        return handler

    return register


def show(ask: Ask, template: str, data: Data, **extra: Any) -> Response:
    """The answer to a page request, with an ETag; unchanged pages answer 304. `extra` is for the template alone."""
    if ask.wants_data:
        body = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        return tagged(ask.request, body, "application/json; charset=utf-8")
    text = render(ask, template, **data, **extra)
    return tagged(ask.request, text.encode("utf-8", "replace"), "text/html; charset=utf-8")


def tagged(request: Request, body: bytes, kind: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that a browser may keep and ask about again."""
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    sent = {"etag": mark, "cache-control": "private, no-cache", "vary": "Cookie, Accept-Language", **(headers or {})}
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=sent)
    return Response(body, media_type=kind, headers=sent)


def done(form: Form, where: str, data: Data | None = None) -> Response:
    """The answer to a write: on to a page, or data for a script that asked for it."""
    if "application/json" in form.ask.request.headers.get("accept", ""):
        return JSONResponse({"ok": True, "next": where, **(data or {})})
    return RedirectResponse(where, status_code=303)


def render(ask: Ask, template: str, **values: Any) -> str:
    """A page in the reader's language."""
    site = ask.site
    return site.templates.get_template(template).render(
        t=ask.words,
        ask=ask,
        person=ask.person,
        csrf=ask.csrf,
        may=lambda role: ask.person.role.name.lower() == role or ask.person.may(type(ask.person.role).named(role)),
        path=ask.request.url.path,
        query_string=ask.request.url.query,
        vendor=site.vendor,
        stamp=site.stamp,
        **values,
    )


# ------------------------------------------------------------------------------------------------- templates


def environment() -> Environment:
    """The templates; everything that is put into them is escaped unless it was made as markup here."""
    made = Environment(
        loader=PackageLoader("dateline.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(because=because, country_name=country_name)
    made.filters.update(short=short, source=source, marked=marked, when=when, urlpart=lambda text: quote(text, safe=""))
    return made


def short(text: str | None, most: int = LONGEST_TITLE) -> str:
    """A text cut to a length that a line can hold."""
    text = " ".join((text or "")[: most * 4].split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def source(text: str | None, most: int = LONGEST_TITLE) -> Markup:
    """A text of a source, isolated: it has its own direction, and its direction marks end with it."""
    return Markup('<bdi class="src">{}</bdi>').format(short(text, most))


def marked(text: str, spans: Iterable[Span | tuple[int, int]]) -> Markup:
    """A text with some places marked; overlapping marks are one."""
    out = Markup()
    at = 0
    for start, end in sorted((one.start, one.end) if isinstance(one, Span) else one for one in spans):
        if end <= at:
            continue
        begin = max(start, at)
        out += Markup("{}<mark>{}</mark>").format(text[at:begin], text[begin:end])
        at = end
    return out + text[at:]


def when(edtf: str | None, words: Words) -> Markup:
    """A date as people read it, always left to right with western digits; empty for none."""
    if not edtf:
        return Markup()
    return Markup('<time datetime="{}" class="nb"><bdi>{}</bdi></time>').format(edtf, plain_when(edtf, words))


def plain_when(edtf: str, words: Words) -> str:
    """A date in words; what is no date stays as it is."""
    try:
        known = parse_edtf(edtf)
    except ValueError:
        return edtf
    first, last = known.earliest, known.latest
    precision = str(known.precision)
    if first and last:
        one, other = _one_day(first, precision, words), _one_day(last, precision, words)
        text = one if one == other else f"{one} – {other}"
    else:
        key = "date.since" if first else "date.until"
        text = words(key, date=_one_day(first or last or date.min, precision, words))
    return f"{text}?" if known.uncertain else text


def _one_day(day: date, precision: str, words: Words) -> str:
    if precision == "year":
        return str(day.year)
    month = f"{words(f'month.{day.month}')} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"
