"""One article: its clean text with all that was found in it, the archived original, versions, copies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dateline.domain.codec import decode
from dateline.domain.report import Reading
from dateline.domain.search_text import highlights
from dateline.domain.text import Span
from dateline.errors import NotFound, StoreError
from dateline.export import records
from dateline.reconcile.origins import Change, Origin, diff
from dateline.store.protocol import Version
from dateline.web.ask import Ask, Reader
from dateline.web.cards import cards
from dateline.web.pages.incident import field_text
from dateline.web.safety import ORIGINAL_POLICY
from dateline.web.show import Data, page, show, tagged

router = APIRouter()
_LONGEST_TEXT = 400_000
_AT = re.compile(r"(\d{1,9})-(\d{1,9})\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """Something found in the text: its place, kind, where it leads, and what is shown of it."""

    span: Span
    kind: str
    title: str
    href: str
    lines: tuple[str, ...]


@page(router, "/articles/{ident}", "Articles")
def article(ident: str, ask: Reader) -> Response:
    """One article: text, all that was found in it with its place, versions, copies, where it came from."""
    reading = reading_of(ask, ident)
    engine, one = ask.desk.engine, reading.article
    versions = engine.versions(ident)
    raw = engine.store.readings.raws([ident])[ident]
    copies = engine.store.neighbours.copies([ident])
    copy = copies.get(ident)
    origin = decode(Origin, copy.body) if copy and copy.body else None
    shelf, told = ask.desk.shelf(), [report.id for report in reading.reports]
    home = {key: one for key, one in engine.store.record.incident_of(told).items() if one in shelf.at}
    found = list(everything(ask, reading, home))
    data: Data = {
        **records.document(one, copy.copy_of if copy else None, origin.id if origin else None),
        "captions": list(one.captions),
        "collected_at": raw.collected_at.isoformat(),
        "location": raw.location,
        "kind": raw.kind,
        "reader": reading.reader,
        "role": str(origin.role) if origin else "original",
        "role_reason": origin.reason if origin else "",
        "copies": same_origin(ask, ident, copy.group) if copy else [],
        "versions": [version_data(each) for each in versions],
        "reports": [records.report(each, one.text, home.get(each.id)) for each in reading.reports],
        "statements": [records.statement(each, one.text, each.about) for each in reading.statements],
        "relations": [records.relation(each, one.text) for each in reading.relations],
        "incidents": cards(ask.desk.shelf(), home.values(), ask.words),
    }
    if ask.wants_data:
        return show(ask, "", data)
    at = read_at(ask.get("at"), len(one.text))
    asked = [(each.start, each.end) for each in highlights(one.text, ask.get("q"))] if ask.get("q") else []
    shown = one.text[:_LONGEST_TEXT]
    return show(
        ask,
        "article.html",
        data,
        segments=list(segments(shown, found, at, asked)),
        found=sorted(found, key=lambda each: (each.span.start, each.span.end, each.kind)),
        tips=json.dumps([[each.title, *each.lines] for each in found], ensure_ascii=False),
        cut=len(one.text) > len(shown),
    )


def reading_of(ask: Ask, ident: str) -> Reading:
    """All that was found in one article; raises NotFound."""
    for reading in ask.desk.engine.readings([ident]):
        return reading
    raise NotFound(f"there is no article {ident!r:.80}")


def read_at(text: str, size: int) -> tuple[int, int] | None:
    """The place that an address points at, if it lies in the text."""
    match = _AT.match(text)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, end) if start < end <= size else None


# ------------------------------------------------------------------------------------------- what was found


def everything(ask: Ask, reading: Reading, home: dict[str, str]) -> Iterator[Found]:
    """All that was found, with a line for each field and the rules that found it."""
    t, text = ask.words, reading.article.text
    for one in reading.actors:
        href = f"/actors/{one.actor_id}" if one.actor_id else ""
        yield Found(one.span, "actor", one.name, href, (t.term("kind", one.kind), one.reason))
    for place in reading.places:
        within = ", ".join(part for part in (place.place.admin1, place.place.country) if part)
        yield Found(
            place.span,
            "place",
            place.place.name,
            "",
            (within, t.term("precision", place.place.precision), place.reason),
        )
    for day in reading.dates:
        yield Found(day.span, "date", day.when.edtf() if day.when else "?", "", (day.kind, day.reason))
    for report in reading.reports:
        record = records.report(report, text, home.get(report.id))
        lines = [f"{t.term('field', 'status')}: {t.term('status', report.status)}"]
        lines += [
            f"{t.term('field', role)}: {_names(record[role])}" for role in ("actors", "recipients") if record[role]
        ]
        if report.when:
            lines.append(f"{t.term('field', 'date')}: {report.when.edtf()}")
        if report.where:
            lines.append(f"{t.term('field', 'place')}: {report.where.place.name}")
        for name in ("killed", "injured"):
            if value := getattr(report, name):
                lines.append(f"{t.term('field', name)}: {field_text(name, value, t)}")
        lines.append(f"{t('article.rules')}: {', '.join(report.rules) or '—'} ({report.confidence:.2f})")
        title = t.term("type", report.type) + (f" · {t.term('mode', report.mode)}" if report.mode else "")
        href = f"/incidents/{home[report.id]}" if report.id in home else ""
        for span in report.evidence:
            yield Found(span, "report", title, href, tuple(lines))
    for said in reading.statements:
        lines = [
            f"{t('article.speaker')}: {said.speaker.name}",
            f"{t('article.rules')}: {', '.join(said.rules) or '—'}",
        ]
        for span in said.evidence[:1]:
            yield Found(span, "statement", t.term("act", said.act), "", tuple(lines))
    for tie in reading.relations:
        title = f"{tie.subject.name} — {t.term('relation', tie.kind)} — {tie.object.name}"
        for span in tie.evidence[:1]:
            yield Found(span, "relation", title, "", (f"{t('article.rules')}: {', '.join(tie.rules) or '—'}",))


def _names(parts: list[dict[str, Any]]) -> str:
    return ", ".join(str(one["name"]) for one in parts)


def segments(
    text: str, found: list[Found], at: tuple[int, int] | None, asked: Iterable[tuple[int, int]]
) -> Iterator[dict[str, Any]]:
    """The text cut wherever something begins or ends; each piece with what covers it, the narrowest first."""
    marks = [(one.span.start, one.span.end, number) for number, one in enumerate(found)]
    extra = [*asked, *([at] if at else [])]
    cuts = sorted(
        {0, len(text), *(min(edge, len(text)) for start, end, _ in marks for edge in (start, end))}
        | {min(edge, len(text)) for pair in extra for edge in pair}
    )
    marks.sort()
    open_now: list[tuple[int, int, int]] = []
    following, first = 0, True
    for start, end in pairwise(cuts):
        while following < len(marks) and marks[following][0] <= start:
            open_now.append(marks[following])
            following += 1
        open_now = [one for one in open_now if one[1] > start]
        covering = sorted(open_now, key=lambda one: one[1] - one[0])
        pointed = at is not None and at[0] <= start < at[1]
        kinds = dict.fromkeys(found[number].kind for _, _, number in covering)
        yield {
            "text": text[start:end],
            "kinds": list(kinds),
            "numbers": [number for _, _, number in covering][:6],
            "href": next((found[number].href for _, _, number in covering if found[number].href), ""),
            "at": pointed,
            "anchor": pointed and first,
            "asked": any(low <= start < high for low, high in asked),
        }
        first = first and not pointed


# -------------------------------------------------------------------------------------- versions and copies


def version_data(one: Version) -> dict[str, Any]:
    """A version: when it was collected, what it hashes to."""
    return {
        "raw_id": one.raw.id,
        "sha256": one.raw.sha256,
        "collected_at": one.raw.collected_at.isoformat(),
        "published": one.article.published.edtf() if one.article.published else None,
        "updated": one.article.updated.edtf() if one.article.updated else None,
        "title": one.article.title,
        "current": one.current,
    }


def same_origin(ask: Ask, ident: str, group: str) -> list[dict[str, Any]]:
    """The other articles that share this one's origin."""
    others = ask.desk.engine.store.neighbours.copy_group([group]) - {ident}
    found = ask.desk.engine.articles(sorted(others)[:200])
    return [
        {
            "id": one.id,
            "outlet": one.outlet,
            "title": one.title,
            "published": one.published.edtf() if one.published else None,
        }
        for one in found
    ]


@page(router, "/articles/{ident}/versions", "Articles")
def versions(ident: str, ask: Reader) -> Response:
    """What changed from one version of an article to another: `old` and `new` are numbers from 1, the oldest first."""
    known = sorted(ask.desk.engine.versions(ident), key=lambda one: (one.raw.collected_at, one.raw.id))
    if not known:
        raise NotFound(f"there is no article {ident!r:.80}")
    old, new = ask.number("old", max(1, len(known) - 1), len(known)), ask.number("new", len(known), len(known))
    before, after = known[old - 1].article, known[new - 1].article
    changes = diff(before.text, after.text)
    data: Data = {
        "id": ident,
        "title": after.title,
        "versions": [version_data(one) for one in known],
        "old": old,
        "new": new,
        "changes": [
            {
                "old": [one.old.start, one.old.end],
                "new": [one.new.start, one.new.end],
                "removed": one.removed,
                "added": one.added,
            }
            for one in changes
        ],
    }
    return show(ask, "versions.html", data, pieces=list(_pieces(after.text, changes)))


def _pieces(text: str, changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    at = 0
    for one in changes:
        yield "same", text[at : one.new.start]
        yield "del", one.removed
        yield "ins", one.added
        at = one.new.end
    yield "same", text[at:]


@router.get("/articles/{ident}/original", include_in_schema=False)
def original(ident: str, ask: Reader) -> Response:
    """The archived bytes, in a sandbox: no script runs, nothing is asked for elsewhere."""
    raw = ask.desk.engine.store.readings.raws([ident]).get(ident)
    if raw is None:
        raise NotFound(f"there is no article {ident!r:.80}")
    try:
        content = ask.desk.engine.archive.get(raw.sha256)
    except (NotFound, StoreError) as error:
        raise NotFound(str(error)) from error
    page_like = raw.kind == "html" or content[:400].lstrip().lower().startswith((b"<!doctype html", b"<html"))
    kind = "text/html" if page_like else "text/plain"
    headers = {
        "content-security-policy": ORIGINAL_POLICY,
        "content-disposition": "inline",
        "x-frame-options": "SAMEORIGIN",
    }
    return tagged(ask.request, content, f"{kind}; charset=utf-8", headers)
