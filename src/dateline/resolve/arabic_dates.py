"""Dates in Arabic and Persian: month names of the Levant, Egypt, the Maghreb and Iran, weekdays, other calendars.

Full Hijri and Jalali dates are converted. The Hijri ones by the tabular (civil) calendar, which may be a day off what
was seen in the sky, so they are marked uncertain; the Jalali ones by the 33-year cycle, exact for 1343-1472
(1964-2094).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from dateline.domain.actor import DateMention
from dateline.domain.dates import DateRange
from dateline.domain.names import Folded, fold, fold_text
from dateline.domain.text import Span
from dateline.resolve.calendars import hijri_day, jalali_day, jalali_year
from dateline.resolve.date_words import last_weekday, past_day, shift_months

_MONTHS = (
    "كانون الثاني|يناير|جانفي|ژانویه", "شباط|فبراير|فيفري|فوریه", "آذار|مارس", "نيسان|أبريل|إبريل|أفريل|آوریل",
    "أيار|مايو|ماي|مه|می", "حزيران|يونيو|يونيه|جوان|ژوئن", "تموز|يوليو|يوليه|جويلية|ژوئیه|جولای",
    "آب|أغسطس|أوت|اوت|آگوست",
    "أيلول|سبتمبر|شتنبر|سپتامبر", "تشرين الأول|أكتوبر|اکتبر", "تشرين الثاني|نوفمبر|نونبر|نوامبر",
    "كانون الأول|ديسمبر|دجنبر|دسامبر",
)  # fmt: skip
_JALALI = "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند".split("|")
_HIJRI = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر|ربيع الثاني", "جمادى الأولى|جمادى الأول", "جمادى الآخرة|جمادى الثانية",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة", "ذو الحجة|ذي الحجة",
)  # fmt: skip
_WEEKDAYS = (
    "الاثنين|الإثنين|دوشنبه", "الثلاثاء|سه شنبه|سه‌شنبه", "الأربعاء|الاربعاء|چهارشنبه",
    "الخميس|پنجشنبه|پنج‌شنبه|پنج شنبه",
    "الجمعة|جمعه", "السبت|شنبه", "الأحد|یکشنبه|یک‌شنبه",
)  # fmt: skip
_DAYS = {"أول أمس": -2, "أول من أمس": -2, "أمس": -1, "البارحة": -1, "اليوم": 0, "غدا": 1, "دیروز": -1, "پریروز": -2,
         "امروز": 0, "دیشب": -1, "امشب": 0, "الليلة": 0, "فردا": 1}  # fmt: skip
_SPANS = {"الشهر الماضي": "month", "العام الماضي": "year", "ماه گذشته": "month", "سال گذشته": "year"}
_TIMES = r"(?:(?:يوم|مساء|صباح|فجر|ظهر|ليله|روز|شامكاه)\s+)?"
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def find_arabic_dates(text: str, sentences: Sequence[Span], published: DateRange | None) -> list[DateMention]:
    """Every date expression in Arabic script; `published` anchors relative ones (only a single day can)."""
    day = published.earliest if published and published.earliest == published.latest else None
    found: list[DateMention] = []
    for sentence in sentences:
        if _ARABIC.search(text, sentence.start, sentence.end):
            found += _in_sentence(sentence.quote(text), sentence.start, day)
    return found


def _in_sentence(text: str, offset: int, day: date | None) -> list[DateMention]:
    folded = fold_text(text)
    plain = folded.text.translate(_DIGITS)
    found = []
    for match in _grammar().finditer(plain):
        span = Span(folded.word_start(match.start()), folded.end(match.end()))
        try:
            told = _resolve(match, span.quote(text), day)
        except (ValueError, OverflowError):
            told = None
        if told is not None:
            found.append(DateMention(Span(offset + span.start, offset + span.end), told, "point", "arabic date"))
    return _numeric(text, folded, offset, found)


@cache
def _grammar() -> re.Pattern[str]:
    month = _any(_MONTHS)
    weekday = _any(_WEEKDAYS)
    return re.compile(
        rf"(?<!\w)(?:{_TIMES}(?P<p>[وبفل]?)(?:(?P<weekday>{weekday})\s{{1,3}})?(?P<day>\d{{1,2}})\s+(?:من\s+(?:شهر\s+)?)?"
        rf"(?:(?P<month>{month})|(?P<jalali>{_any(_JALALI)})|(?P<hijri>{_any(_HIJRI)}))"
        rf"(?:\s+(?:ماه\s+)?(?:من\s+)?(?:عام\s+|سنه\s+|سال\s+)?(?P<year>\d{{4}}))?"
        rf"|(?P<alone>{month})\s+(?:من\s+)?(?:عام\s+|سال\s+)?(?P<alone_year>\d{{4}})"
        rf"|[وبفل]?(?:عام|سنه|سال)\s+(?P<only_year>(?:13|14|19|20)\d\d)"
        rf"|{_TIMES}(?P<rel>{_any(_DAYS)}|{_any(_SPANS)})(?:\s+(?:{weekday}))?"
        rf"|{_TIMES}(?P<lone>{weekday}))(?!\w)"
    )


def _any(names: Sequence[str] | dict[str, object] | dict[str, int] | dict[str, str]) -> str:
    forms = {fold(name) for group in names for name in group.split("|")}
    return "|".join(sorted((re.escape(form) for form in forms), key=len, reverse=True))


@cache
def _table(kind: str) -> dict[str, int]:
    groups = {"month": _MONTHS, "jalali": _JALALI, "hijri": _HIJRI, "weekday": _WEEKDAYS}[kind]
    return {fold(name): number for number, group in enumerate(groups, start=1) for name in group.split("|")}


def _resolve(match: re.Match[str], words: str, day: date | None) -> DateRange | None:
    if match["lone"]:
        return _weekday(match["lone"], words, day)
    if match["rel"]:
        return _relative(match["rel"], words, day)
    if match["only_year"]:
        return _year(int(match["only_year"]))
    if match["alone"]:
        return DateRange.month(int(match["alone_year"]), _table("month")[match["alone"]])
    return _told_day(match, int(match["day"]), int(match["year"]) if match["year"] else None, day)


def _told_day(match: re.Match[str], number: int, year: int | None, day: date | None) -> DateRange | None:
    """A day with its month, in the calendar that the month's name and the year belong to."""
    if match["hijri"]:
        if year is None:
            return None
        when = hijri_day(year, _table("hijri")[match["hijri"]], number)
        return DateRange(when, when, uncertain=True)
    name = match["month"] or match["jalali"]
    if name in _table("jalali") and (year is None or year < 1900):
        if year is not None:
            return DateRange.day(jalali_day(year, _table("jalali")[name], number))
        return _latest_jalali(_table("jalali")[name], number, day)
    if name not in _table("month"):
        return None
    return DateRange.day(date(year, _table("month")[name], number)) if year else _past(name, number, day)


def _year(year: int) -> DateRange:
    return jalali_year(year) if year < 1900 else DateRange.year(year)


def _past(name: str, number: int, day: date | None) -> DateRange | None:
    found = past_day(_table("month")[name], number, day) if day else None
    return DateRange.day(found) if found else None


def _weekday(name: str, words: str, day: date | None) -> DateRange | None:
    """A weekday's name with its article or a time of day; 'أحد' without the article is 'one of'."""
    persian = "شنبه" in name or words.strip() == "جمعه"
    if day is None or not (persian or "ال" in words):
        return None
    return DateRange.day(last_weekday(_table("weekday")[name] - 1, day))


def _relative(form: str, words: str, day: date | None) -> DateRange | None:
    for name, days in _DAYS.items():
        if fold(name) == form:
            named = day and (not name.startswith("ال") or name in words)  # 'يوم' alone is any day
            return DateRange.day(day + timedelta(days=days)) if day and named else None
    if day is None:
        return None
    unit = next(kind for name, kind in _SPANS.items() if fold(name) == form)
    return shift_months(day, -1) if unit == "month" else DateRange.year(day.year - 1)


_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,4})[/\-.](\d{1,2})[/\-.](\d{1,4})(?![\d/.-])")


def _numeric(text: str, folded: Folded, offset: int, found: list[DateMention]) -> list[DateMention]:
    """'15/2/2021', '2021-02-15', '۱۴۰۰/۰۵/۲۸': the four-digit number is the year; day before month, as there."""
    del folded
    for match in _NUMERIC.finditer(text.translate(_DIGITS)):
        first, second, third = (int(part) for part in match.groups())
        year, month, number = (first, second, third) if first > 31 else (third, second, first)
        try:
            when = date(year, month, number) if year >= 1900 else jalali_day(year, month, number)
        except ValueError:
            continue
        if 1900 <= year <= 2100 or 1300 <= year <= 1500:
            span = Span(offset + match.start(), offset + match.end())
            found.append(DateMention(span, DateRange.day(when), "point", "numbers"))
    return sorted(found, key=lambda mention: mention.span)


def _latest_jalali(month: int, number: int, day: date | None) -> DateRange | None:
    """The last such day up to the anchor."""
    if day is None:
        return None
    for year in (day.year - 621, day.year - 622):
        try:
            when = jalali_day(year, month, number)
        except ValueError:
            continue
        if when <= day + timedelta(days=3):
            return DateRange.day(when)
    return None
