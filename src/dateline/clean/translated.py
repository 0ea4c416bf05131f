"""Signs of machine translation: a note that says so, or the damage it leaves in the text."""

from __future__ import annotations

import re

_NOTES = re.compile(
    r"automated translation|automatic(?:ally)? translat|machine[- ]translat"
    r"|translated (?:by|with) (?:google|deepl|bing)|traduit automatiquement|automatisch übersetzt"
    r"|traducido automáticamente|ترجمة آلية",
    re.IGNORECASE,
)
# Damage that editors do not make: sentences broken inside a name, marks left at the wrong side of a quotation, foreign
# quotation habits in English text, an article moved to the end of a list.
_DAMAGE = {
    "a full stop inside a sentence": re.compile(r"\b[a-z]{4,}\. (?:[a-z]{2,}\b|al-[A-Z])"),
    "a full stop inside a name": re.compile(
        r"\b(?:Sayyed|Sheikh|Ayatollah|General|President|Minister) ?[A-Z]?[a-z]{0,12}\. [A-Z][a-z]+"
        r" (?:to|of|in|and|is|was)\b"
    ),
    "doubled stops": re.compile(r"\w ?[.!?] \.(?:\s|$)|[”\"] ?\.[”\"]?\.(?:\s|$)"),
    "a space before a closing quotation mark": re.compile(
        r"[.,!?;a-z] [”»](?=[\s.,a-z]|$)|[.,?!] “(?=\s|$)|“(?: |$)\W?“?$", re.MULTILINE
    ),
    "a word stuck to a bracket": re.compile(r"\][A-Za-z]{2,}|[a-z]\[[A-Za-z]"),
    "a hyphen torn from its word": re.compile(r"\b[a-z]{2,} -[A-Z][a-z]+|\. -[A-Z]|\bal [a-z]+\. "),
    "a word torn in two by a dash": re.compile(
        r"\b(?:United|Kingdom|States) – (?:United|States|Kingdom)|\b[A-Z][a-z]+ -United\b"
    ),
    "a doubled article": re.compile(r"\bthe [Tt]he\b|\b[Aa] a\b"),
}


def looks_translated(body: str, around: str = "") -> bool:
    """The page says that a machine translated it (`around` is what stood beside the body), or the text shows it.

    Two kinds of damage, or one kind three times, are needed: single slips happen to editors as well.
    """
    if _NOTES.search(around) or _NOTES.search(body[:500]):
        return True
    counts = [len(pattern.findall(body)) for pattern in _DAMAGE.values()]
    return sum(1 for count in counts if count) >= 2 or max(counts) >= 3
