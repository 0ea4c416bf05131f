"""Dates in a text: every expression, the days it stands for, and what kind of date it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from dateline.domain.actor import DateMention
from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.text import Span
from dateline.resolve import date_ranges, date_rules, date_year_rules  # noqa: F401 - their rules enter themselves, in this order
from dateline.resolve.arabic_dates import find_arabic_dates
from dateline.resolve.date_anchor import RULES, Anchor, len_days

_CUE = re.compile(
    r"\b(?:(?:19|20)\d\d|jan|feb|mar(?:ch|\.)|apr|may\b|jun|jul|aug|sep|oct|nov|dec|mon|tues|wed|thur|fri|sat|sun|day|"
    r"week|month|year|ago|yesterday|today|tonight|tomorrow|overnight|night|morning|evening|earlier|later|before|after|"
    r"new year|christmas)|\d\d?[./]\d\d?[./]|\d\ds?\b",
    re.IGNORECASE,
)
# Every expression holds one of these, at most `_REACH` characters behind its beginning; sought in small letters.
_CORE = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|christmas)|"
    r"day|week|month|year|night|morning|afternoon|evening|tomorrow|hour|minutes|moments"
)
_REACH = 60
_BEGINNING = re.compile(r"(?<![\w$€£.,-])[\w ]")
_OPEN_START = re.compile(
    r"\b(?:since|ever since|from|starting|beginning|dating (?:back )?to|after)\s+(?:the\s+)?(?:\w+\s+of\s+)?\Z",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:biggest|largest|worst|deadliest|bloodiest|heaviest|highest|greatest|first|most \w+|only|fiercest|longest)\b"
    r"[^.;\n]{0,70}\bsince (?:the )?(?:\w+ ){0,3}\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?\Z", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+(?:the\s+)?\Z", re.IGNORECASE)
_ONWARDS = re.compile(r"\s*(?:onwards?|on\b|and (?:beyond|after))", re.IGNORECASE)
_OPEN_END = re.compile(
    r"\b(?:by|until|till|before|up to)\s+(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_FIRST_OF = re.compile(r"(?:the )?(?:beginning|start) of", re.IGNORECASE)
_HEADER = re.compile(r"\s{0,4}\w{3,9}\.? \d{1,2},? \d{4} by\b|\s{0,4}\d{1,2} \w{3,9}\.? \d{4} by\b", re.IGNORECASE)
"""A date and a byline that open the text are its head."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PASSAGE = 300  # characters between two dates of one passage
_WITHOUT_YEAR = frozenset({"month", "part of a month", "day", "day, day first"})
_OF_NOW = frozenset({"unit of now", "the weekend", "weekday", "day of now", "some days ago", "units ago"})
_AMBIGUOUS_WORD = re.compile(r"(?:may|mar|march|sun|sat|mon|wed|august|dec|jan)\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:no|nos|number|nr|route|highway|room|flight)\.?\s*\Z|#\s*\Z", re.IGNORECASE)
_NOT_MAY = re.compile(
    r"\s+(?:be|have|not|also|well|yet|still|never|soon|\w+ly|seem|need|want|try|come|go|take|lead|make)\b"
)

_Told = tuple[int, re.Match[str], Span]
"""A rule's number, the match that the rule reads, and where the expression stands."""


@cache
def _grammar() -> re.Pattern[str]:
    parts = []
    for number, (_, pattern, _) in enumerate(RULES):
        plain = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
        parts.append(f"(?P<r{number}>{plain})")
    return re.compile(r"(?<![\w$€£.,-])(?:" + "|".join(parts) + r")(?![\w])", re.IGNORECASE)


@cache
def _single(number: int) -> re.Pattern[str]:
    return re.compile(RULES[number][1], re.IGNORECASE)


def find_dates(text: str, sentences: Sequence[Span], published: DateRange | None) -> tuple[DateMention, ...]:
    """Every date expression of the text in order; `published` anchors relative ones (only a single day can).

    Expressions relative to the passage ('the next day', 'that month') count from the last date told before them.
    """
    small = _small(text)
    dated = [
        told
        for sentence in sentences
        if (told := _told_in(text, small, sentence)) and _CUE.search(text, sentence.start, sentence.end)
    ]
    day = published.earliest if published and published.earliest == published.latest else None
    calendar = (published.latest if published else None) or _latest_told(text, dated)
    found: list[DateMention] = []
    anchor = Anchor(day, None, calendar)
    for expressions in dated:
        if found and expressions[0][2].start - found[-1].span.end > _PASSAGE:
            anchor = replace(anchor, story=None)
        for mention in _dates_of(text, expressions, anchor):
            found.append(mention)
            anchor = replace(anchor, story=_story(text, mention, anchor))
            if mention.when and mention.kind == "point" and mention.when.earliest:
                anchor = replace(anchor, passage=mention.when)
    if published is None and (year := year_of_telling(found)):
        found = [_in_year(mention, year) if mention.when is None else mention for mention in found]
    other = find_arabic_dates(text, sentences, published)
    if other:
        free = [mention for mention in found if not any(mention.span.overlaps(o.span) for o in other)]
        found = sorted([*free, *other], key=lambda mention: mention.span)
    return tuple(found)


def year_of_telling(found: Sequence[DateMention]) -> int | None:
    """The year of an article that prints no date: that of its latest told month, where months are told by name alone.

    Who writes 'in January' writes within a year of it, so the latest one told is likely of the year of writing.
    """
    months = [m.when for m in found if m.when and m.when.latest and m.when.precision is not DatePrecision.YEAR]
    if not any(mention.reason in _WITHOUT_YEAR for mention in found):
        return None
    latest = max((when.latest for when in months if when.latest), default=None)
    return latest.year if latest and latest.month > 1 else None


def _in_year(mention: DateMention, year: int) -> DateMention:
    """'Last week', 'over the weekend' in such an article: of that year, as far as one can tell."""
    if mention.reason not in _OF_NOW or "year" in mention.reason:
        return mention
    return replace(mention, when=replace(DateRange.year(year), uncertain=True))


def _small(text: str) -> str:
    """The text in small letters, as long as it was."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _latest_told(text: str, dated: Sequence[list[_Told]]) -> date | None:
    """The end of the latest month or day that an undated article tells with its year: bare months lie before it."""
    told = [
        mention.when.latest
        for expressions in dated
        for mention in _dates_of(text, expressions, Anchor(None))
        if mention.when and mention.when.latest and mention.when.precision is not DatePrecision.YEAR
    ]
    return max(told, default=None)


def _told_in(text: str, small: str, sentence: Span) -> list[_Told]:
    """The expressions of a sentence; none is sought but just before a core."""
    found = []
    tried = sentence.start
    for core in _CORE.finditer(small, sentence.start, sentence.end):
        for beginning in _BEGINNING.finditer(text, max(tried, core.start() - _REACH), core.end()):
            match = _grammar().match(text, beginning.start(), sentence.end)
            if match is None:
                continue
            tried = match.end()
            number = int((match.lastgroup or "r0")[1:])
            inner = _single(number).match(text, match.start())
            if inner is None or inner.end() != match.end():  # a shorter reading, forced by the word that follows
                inner = _single(number).fullmatch(text, match.start(), match.end())
            if inner is not None and _is_date(text, match) and not (match.start() < 4 and _HEADER.match(text)):
                found.append((number, inner, Span(*match.span())))
            break
        else:
            tried = max(tried, core.end())
    return found


def _dates_of(text: str, expressions: Sequence[_Told], anchor: Anchor) -> list[DateMention]:
    mentions = []
    for number, match, span in expressions:
        name, _, rule = RULES[number]
        when = _safe(rule, match, anchor)
        kind = _kind(text, span.start, span.end, when)
        if when and kind == "since":
            anchor = replace(anchor, passage=when)
            when = _first_day(when).since() if _FIRST_OF.match(match.group()) else when.since()
        elif when and kind == "until":
            when = when.until()
        if when and kind == "point" and (len_days(when) <= 2 or when.precision is DatePrecision.YEAR):
            anchor = replace(anchor, passage=when)  # 'in 2019 and ... the following year'
        mentions.append(DateMention(span, when, kind, name))
        anchor = replace(anchor, story=_story(text, mentions[-1], anchor))
    return mentions


def _story(text: str, mention: DateMention, anchor: Anchor) -> DateRange | None:
    """What later bare months follow: a date of an earlier year, told with it, or a bare one in a passage about it."""
    when, ceiling = mention.when, anchor.ceiling
    if when is None or when.earliest is None or when.latest is None or ceiling is None:
        return anchor.story
    if _YEAR.search(text, mention.span.start, mention.span.end):
        return when if mention.kind == "point" and when.latest.year < ceiling.year else None
    return when if anchor.story is not None and mention.reason in _WITHOUT_YEAR else None


def _first_day(when: DateRange) -> DateRange:
    """'Since the beginning of June' begins on its first day."""
    return DateRange.day(when.earliest) if when.earliest else when


def _safe(rule: object, match: re.Match[str], anchor: Anchor) -> DateRange | None:
    """A date beyond the calendar (year 0, day overflow) is no date."""
    try:
        return rule(match, anchor)  # type: ignore[operator,no-any-return]
    except (ValueError, OverflowError):
        return None


def _is_date(text: str, match: re.Match[str]) -> bool:
    """'may' and 'march' are months only when they look like it."""
    words = match.group()
    if words.isdigit() and _NUMBERED.search(text[max(0, match.start() - 8) : match.start()]):
        return False
    if not _AMBIGUOUS_WORD.match(words):
        return True
    return words[0].isupper() and not _NOT_MAY.match(text, match.end()) and not text[: match.start()].endswith(". ")


def _kind(text: str, start: int, end: int, when: DateRange | None) -> str:
    before = text[max(0, start - 40) : start]
    if _COMPARED.search(text[max(0, start - 120) : start]):
        return "compared"  # 'the worst attack since May 2019': the day of what it is measured by
    if _OPEN_START.search(before):
        if _FROM.search(before) and not _ONWARDS.match(text, end):
            return "point"
        if _AFTER.search(before):
            return "after"
        return "since"
    if _OPEN_END.search(before) and when is not None:
        return "before" if re.search(r"before\s+(?:the\s+)?\Z", before, re.IGNORECASE) else "until"
    return "point"


def is_vague(when: DateRange) -> bool:
    """Coarser than a month: years and long ranges say little about when a single thing happened."""
    return when.precision is DatePrecision.YEAR or len_days(when) > 31
