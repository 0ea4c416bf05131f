"""What one line of a page is: prose of the article, a heading, a caption, or furniture that stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dateline.clean.byline import find_byline
from dateline.clean.printed_dates import TIME, find_dates
from dateline.clean.words import fold, phrase_groups, word_set, words


class Sort(StrEnum):
    """The part a line plays on the page."""

    PROSE = "prose"  # a sentence that ends
    OPEN = "open"  # long, but without an end: a standfirst, a caption, a paragraph cut off
    HEADING = "heading"
    NOTE = "note"  # a numbered note: belongs to the body
    ASIDE = "aside"  # the editor's note behind an asterisk
    DATE = "date"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    FURNITURE = "furniture"
    LIST = "list"  # opens a list of links
    END = "end"  # nothing of the article follows: comments, copyright, contact


@dataclass(frozen=True, slots=True)
class Judged:
    """A line's sort and, for furniture, the kind of it ('newsletter', 'related' ...)."""

    sort: Sort
    kind: str = ""


_STOP = re.compile(r"[.!?…؟。][\s\"'”’»“)\]]{0,6}(?:\[\d{1,3}\]){0,5}[\s.”»]{0,4}$")
_NUMBERED = re.compile(r"\[\d{1,3}\]\s?\S")
_ALT = re.compile(r"automatically generated|generated automatically", re.IGNORECASE)
_CREDIT = re.compile(
    r"\((?:photo|image|picture|credit|foto|file|courtesy|الصورة)[^()]{0,15}(?:credit|by|courtesy|:)[^()]{0,120}\)\s*$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.[a-z]{2,10}", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel|telephone|phone|fax|call|mobile|tél)[^\d\n]{0,30}[+*(\d][\d ()./-]{5,}", re.IGNORECASE)
_NAME_AND_AGENCY = re.compile(r"[A-ZÀ-Þ][\w'’.-]{1,25}(?: [A-ZÀ-Þ][\w'’.-]{1,25}){0,3}\s?/\s?[A-ZÀ-Þ][\w'’. -]{1,40}$")
_COMMENT_COUNT = re.compile(
    r"\(?\d{1,5}\)? (?:comments?|responses?|replies|thoughts?|commentaires|kommentare|comentarios)\b.{0,80}$"
)
_OWNER = re.compile(
    r"(?:©|\(c\))\s?(?:[A-ZÀ-Þ][\w'’./&-]*\s?){1,5}$"
)  # a picture's owner; a page's line has a year or 'rights'
_SEPARATORS = re.compile(r"[|/,;:()•·–—]|\s-\s|\.\s|\s{3,}")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_FEW_WORDS, _LONG = 5, 1500


def judge(line: str, outlet: str | None = None) -> Judged:
    """The sort of one line (or one block of a hard-wrapped text). `outlet` is the page's own publisher where known."""
    folded = fold(line)
    if not any(c.isalnum() for c in folded):
        return Judged(Sort.FURNITURE, "mark")
    if len(line) > _LONG:
        return Judged(Sort.END, "contact") if _is_contact(line) else Judged(Sort.PROSE)
    if _NUMBERED.match(line.lstrip()):
        return Judged(Sort.NOTE)
    if _ALT.search(line) and len(folded.split()) <= 25:
        return Judged(Sort.CAPTION, "alternative text")
    if is_date_line(line, outlet):
        return Judged(Sort.DATE)
    return _known(line, folded) or _shaped(line, folded, outlet)


def _known(line: str, folded: str) -> Judged | None:
    if _COMMENT_COUNT.match(folded):
        return Judged(Sort.END, "comments")
    if _OWNER.match(line.strip()):
        return Judged(Sort.CREDIT)
    if folded.rstrip(" :") in word_set("updated_labels") | word_set("published_labels") | word_set("byline_starts"):
        return Judged(Sort.FURNITURE, "label")
    kind, opens = _phrase_kind(folded, is_sentence=bool(_STOP.search(line)))
    if kind:
        if opens == "end" or kind == "comments":
            return Judged(Sort.END, kind)
        return Judged(Sort.LIST if opens == "list" else Sort.FURNITURE, kind)
    if _is_contact(line):
        return Judged(Sort.END, "contact")
    return None


def _shaped(line: str, folded: str, outlet: str | None) -> Judged:
    count = len(_WORD.findall(folded))
    credit = _credit_kind(line, folded, count)
    if credit:
        return credit
    if count <= 16 and find_byline(line.strip()):
        return Judged(Sort.BYLINE)
    if outlet and count <= 6 and folded.startswith(fold(outlet)) and not _STOP.search(line):
        return Judged(Sort.FURNITURE, "publisher")
    if line.lstrip().startswith("*") and not line.lstrip().startswith("**"):
        return Judged(Sort.ASIDE)
    if _STOP.search(line):
        return Judged(Sort.PROSE if count >= 4 else Sort.HEADING)
    if line.rstrip().endswith(":"):
        return Judged(Sort.OPEN if count >= 4 else Sort.HEADING)
    return Judged(Sort.OPEN if count >= 12 else Sort.HEADING)


def _phrase_kind(folded: str, *, is_sentence: bool) -> tuple[str, str]:
    """The furniture kind of a folded line, and 'list' or 'end' where it opens one."""
    size = len(folded.split())
    bare = folded.rstrip(" .:!")
    for group in phrase_groups():
        opens = "list" if group.opens_list else "end" if group.kind == "footer" else ""
        if folded in group.whole or bare in group.whole:
            return group.kind, opens
        start = next((p for p in group.start if folded.startswith(p)), "") if folded.startswith(group.start) else ""
        if start and _starts_as_furniture(folded, start, size, is_sentence=is_sentence):
            return group.kind, opens if size <= 6 or opens == "end" else ""
        if size <= 60 and any(phrase in folded for phrase in group.inside):
            return group.kind, "end" if opens == "end" else ""
    return "", ""


def _starts_as_furniture(folded: str, start: str, size: int, *, is_sentence: bool) -> bool:
    """A sentence of eight words and more needs more than two common words to be taken for furniture."""
    after = folded[len(start) : len(start) + 1]
    if after.isalnum() and start[-1:].isalnum():
        return False
    firm = start.endswith((":", "|")) or len(start.split()) >= 3 or not start[0].isalpha()
    if is_sentence and size >= 8:
        return firm and size <= 60
    return size <= 25 or (firm and size <= 60)


def _is_contact(line: str) -> bool:
    line = line[:4000]
    hits = len(_MAIL.findall(line)) if "@" in line else 0
    hits += len(_PHONE.findall(line)) if any(c.isdigit() for c in line) else 0
    return hits >= 2 or (hits == 1 and len(line) < 160)


def _credit_kind(line: str, folded: str, count: int) -> Judged | None:
    if match := _CREDIT.search(line[-200:]):
        return Judged(Sort.CREDIT if len(line.strip()) <= len(match.group().strip()) + 1 else Sort.CAPTION)
    if count <= 60 and any(folded.startswith(start.lower()) for start in words("credit_starts")):
        return Judged(Sort.CREDIT if count <= 6 else Sort.CAPTION)
    if count <= 6 and (_NAME_AND_AGENCY.match(line.strip()) or line.strip(" ()[]") in words("credit_words")):
        return Judged(Sort.CREDIT)
    if 5 <= count <= 60 and _agency_end().search(line):
        return Judged(Sort.CAPTION)
    return None


@cache
def _agency_end() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in words("credit_words"))
    return re.compile(
        rf"[.!?]['\"”’)]? (?:{names})(?:\s?/\s?[\w'’. -]{{2,30}})?$"
        rf"|\([^()]{{0,40}}(?:{names})[^()]{{0,40}}\)$|\[[^\[\]]{{0,40}}(?:{names})[^\[\]]{{0,20}}\]$"
    )


_TIME = re.compile(rf"(?<![\w.]){TIME}(?!\w)", re.IGNORECASE)


def is_date_line(line: str, outlet: str | None = None) -> bool:
    """The line holds a printed date and little else: labels, a publisher, a place, a byline, other furniture."""
    if len(line) > 260 or not any(c.isdigit() for c in line):
        return False
    dates = list(find_dates(line))
    if not dates and not (_TIME.search(line) and len(line) < 60):
        return False
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " | " + rest[found.end :]
    rest = _TIME.sub(" | ", rest)
    left = [word for part in _SEPARATORS.split(rest) for word in _left_over(part, outlet)]
    return len(left) <= _FEW_WORDS and all(not word[0].islower() for word in left)


def _left_over(part: str, outlet: str | None) -> list[str]:
    """The words of one piece of a date line that are neither labels nor known furniture."""
    folded = fold(part).strip(" .:")
    if not folded or (outlet and folded == fold(outlet)) or find_byline(part.strip()):
        return []
    if _phrase_kind(folded, is_sentence=False)[0]:
        return []
    for labels in ("updated_labels", "published_labels"):
        for label in words(labels):
            if folded == label or folded.startswith(label + " ") or folded.endswith(" " + label):
                folded = folded.replace(label, " ")
                part = re.sub(re.escape(label), " ", part, flags=re.IGNORECASE)
    known = word_set("date_line_words") | word_set("weekdays")
    return [word for word in _WORD.findall(part) if word.lower() not in known and not word.isdigit()]
