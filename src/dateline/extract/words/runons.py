"""Pages saved as one run of text: where headline, stamp, caption and list of links end though no stop stands there.

Only the head and the tail of an article are looked at. What is cut apart are pieces of a page, not sentences:
'Gunmen kill six in Jolo Monitor AFP Friday 12 Sep 2014 Six farmers were killed ...' is a headline, a stamp and a body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.domain.text import Span

_HEAD = 1200  # characters in which headline, stamp and captions stand
_TITLE_BY = 100  # characters before the headline at most: a date, a section
_TAIL = 1500
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,? )?"
_DATE = rf"{_WEEKDAY}(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? ?\d{{4}}|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}})"
_AGENCY = (
    r"(?:AFP|AP|Reuters|SANA|Xinhua|DPA|EFE|TASS|RIA|IRNA|PTI|ANI|UPI|Sputnik|Anadolu|Bernama|Interfax|Agencies|"
    r"Associated Press|(?:[A-Z]\w+ ){1,3}(?:and|with) [Aa]gencies)"
)
_STAMP = re.compile(rf"\s*(?:{_AGENCY}\s+{_DATE}|{_DATE}\s+{_AGENCY}|{_AGENCY}|{_DATE})(?=\s+[\"“A-Z0-9])")
_FIRST = re.compile(
    rf"\s*(?:(?:Date of publication|Published(?: on)?|Last updated at|Updated|Posted on)\s+)?{_DATE}\s+"
)
# 'MOSCOW (Agency) The', '(Agency photo) BEIRUT Thirteen': a place line or the end of a caption.
_CREDIT = re.compile(
    rf"(?P<place>(?:\b[A-Z][A-Z'-]{{2,}} ?){{1,3}}(?:\([A-Z][a-z]+\) )?)?"
    rf"\((?:{_AGENCY}|[Ff]ile)(?: [Pp]hoto| [Ff]ile)?\)(?=\s+[\"“A-Z])"
)
_TAGS = re.compile(r"(?:(?<=[.!?] )|\A)Tags (?:[\w'-]+ ){2,16}?(?=(?:The|A|An|At|More|Over|Several|Dozens|In|On)\b)")
_SITE = re.compile(r"(?: [-|–—_] [^-|–—_]{1,40}){1,3}\Z")  # the sections and the name of the site behind a headline
# Links and buttons after the body; no sentence ends behind them.
_LINKS = re.compile(r"(?:\.\.\. )?(?:\b\d{1,6} )?\b(?:Related|Tags|Read Also|Read More|Topics|Share this)\b")
_SENTENCE_END = re.compile(r"[a-z0-9\"”)][.!?] ?(?:[A-Z\"“]|\Z)")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Offsets near the top at which another piece of the page begins, and the pieces that tell nothing."""

    starts: tuple[int, ...]
    stamps: tuple[Span, ...]


def pieces(text: str, title: str | None) -> Pieces:
    """What the top of a page is made of, where no stops part it."""
    head = text[:_HEAD]
    first = _FIRST.match(head)
    stamps = [Span(0, first.end())] if first else []
    starts: set[int] = set()
    titled = _headline(head, title) if title else None
    if titled is not None:
        starts |= {titled.start, titled.end}
        stamp = _STAMP.match(head, titled.end)
        if stamp is not None:
            stamps.append(Span(titled.end, stamp.end()))
    stamps += [Span(found.start(), found.end()) for found in _CREDIT.finditer(head)]
    stamps += [Span(found.start(), found.end()) for found in _TAGS.finditer(head)]
    starts |= {offset for stamp in stamps for offset in (stamp.start, stamp.end)}
    return Pieces(tuple(sorted(starts)), tuple(stamps))


def _headline(head: str, title: str) -> Span | None:
    """Where the article's own headline stands in its text, near its very beginning."""
    for name in (title, _SITE.sub("", title)):  # 'Blast kills six - World - The Herald'
        words = re.findall(r"\w+", name)[:40]
        found = re.search(r"\W{1,4}".join(map(re.escape, words)), head) if len(words) >= 4 else None
        if found is None or found.start() > _TITLE_BY:
            continue
        end = found.end()
        while end < len(head) and head[end] in " .!?":
            end += 1
        return None if head[end : end + 1].islower() else Span(found.start(), end)  # the first sentence begins so
    return None


def end_of_story(text: str) -> int:
    """Where the links after the body begin; the length of the text when there are none."""
    for found in _LINKS.finditer(text, max(len(text) // 3, len(text) - _TAIL)):
        if _SENTENCE_END.search(text, found.end()) is None:
            return found.start()
    return len(text)
