"""Dates of news texts as TIMEX3 values, for scoring against TempEval-3 and WikiWars.

    bench_timex.py --set te3 --export EXPORTED.jsonl
    python benchmarks/timex.py EXPORTED.jsonl PREDICTIONS.jsonl
    bench_timex.py --set te3 --pred PREDICTIONS.jsonl

`EXPORTED.jsonl` holds `{"doc", "dct", "text"}` lines, as the benchmark's own script exports them; the predictions are
lines `{"doc", "timexes": [{"start", "end", "type", "value"}]}` that the same script scores. Only dates are answered,
and parts of days ('tonight') that Dateline reads as days; durations and sets are not.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dateline.domain.actor import DateMention
from dateline.domain.dates import DatePrecision, DateRange, parse_edtf
from dateline.extract.words.sentences import split_sentences
from dateline.resolve.dates import find_dates

_RANGES = frozenset({"month days", "days month", "day to day", "month to month", "years", "years, short"})
_PARTS = (("night", "NI"), ("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"))
_TO = re.compile(r"\s*(?:\band\b|\bto\b|\bthrough\b|\buntil\b|[-–—])\s*", re.IGNORECASE)
_LEAD = re.compile(r"(?:between|from)\s+", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|currently|(at )?the moment|nowadays)\b", re.IGNORECASE)
_LATELY = re.compile(
    r"\b(?:recently|lately|previously|formerly|(?:in )?the past(?! (?:\w+ )?\w+s?\b)|recent \w+s)\b", re.IGNORECASE
)


def timexes(text: str, published: DateRange | None) -> list[dict[str, object]]:
    """Start, end, type and value of every date in a text."""
    found = find_dates(text, split_sentences(text), published)
    answers = [answer for mention in found for answer in _answers(text, mention)]
    taken = [(int(str(a["start"])), int(str(a["end"]))) for a in answers]
    for pattern, value in ((_NOW, "PRESENT_REF"), (_LATELY, "PAST_REF")):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                answers.append({"start": match.start(), "end": match.end(), "type": "DATE", "value": value})
    return sorted(answers, key=lambda answer: int(str(answer["start"])))


def _answers(text: str, mention: DateMention) -> Iterator[dict[str, object]]:
    if mention.when is None or mention.kind in ("duration", "recurring"):
        return
    if mention.reason in _RANGES:
        yield from _ends(text, mention)
        return
    words = mention.span.quote(text)
    start, end = mention.span.start, mention.span.end - len(words) + len(words.rstrip(". "))
    part = next((code for name, code in _PARTS if name in words.lower()), None)
    value = _value(mention)
    if value is not None and part and mention.reason == "day of now":
        yield {"start": start, "end": end, "type": "TIME", "value": f"{value}T{part}"}
    elif value is not None:
        yield {"start": start, "end": end, "type": "DATE", "value": value}


def _ends(text: str, mention: DateMention) -> Iterator[dict[str, object]]:
    """The corpora mark the two ends of a range apart."""
    words, when = mention.span.quote(text), mention.when
    lead = _LEAD.match(words)
    at = lead.end() if lead else 0
    joint = _TO.search(words, at + 1)
    if joint is None or when is None:
        return
    for first, last, day in ((at, joint.start(), when.earliest), (joint.end(), len(words.rstrip(". ")), when.latest)):
        if day is not None:
            start = mention.span.start
            yield {"start": start + first, "end": start + last, "type": "DATE", "value": _form(day, when.precision)}


def _value(mention: DateMention) -> str | None:
    """The TIMEX3 value: weeks by their ISO number, decades by three digits, the named end of what is open."""
    when = mention.when
    if when is None:
        return None
    first, last = when.earliest, when.latest
    named = first if first is not None else last
    if named is None:
        return None
    if mention.reason == "decade":
        return f"{named.year // 10}"
    if first is not None and last is not None and when.precision is DatePrecision.DAY and last > first:
        week = f"{first.isocalendar().year}-W{first.isocalendar().week:02d}"
        if mention.reason == "the weekend" or (last - first).days == 1:
            return f"{week}-WE"
        return week
    return _form(named, when.precision)


def _form(day: date, precision: DatePrecision) -> str:
    return day.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[precision.value])


def main() -> None:
    """Write one prediction a document."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("exported", type=Path)
    ask.add_argument("predictions", type=Path)
    given = ask.parse_args()
    with given.exported.open(encoding="utf-8") as lines, given.predictions.open("w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            published = parse_edtf(row["dct"][:10]) if row.get("dct") else None
            out.write(json.dumps({"doc": row["doc"], "timexes": timexes(row["text"], published)}) + "\n")


if __name__ == "__main__":
    main()
