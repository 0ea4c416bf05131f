"""Why an incident is believed as far as it is, in the reader's language.

The record keeps the reason as an English sentence (see `dateline.reconcile.credibility`). Its clauses are known; what
is none of them, a reader's own words for one, stays as it is.
"""

from __future__ import annotations

import re

from dateline.web.words import Words

_NAMES = r"(?P<who>.{1,300})"
_CLAUSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.DOTALL))
    for key, pattern in (
        ("one", r"one origin tells it"),
        ("reliable", r"one source rated reliable tells it"),
        ("several", r"(?P<n>\d{1,6}) independent origins? tells? it"),
        ("several_and", rf"(?P<n>\d{{1,6}}) independent origins? tells? it, and {_NAMES} says so"),
        ("only_claimed", r"only claimed by a party"),
        ("only_claimed_denied", rf"only claimed by a party, and {_NAMES} denies it"),
        ("nobody", r"nobody says that it has happened"),
        ("only_denied", r"told only to be denied"),
        ("recalled", r"only recalled, without a day"),
        ("actor", rf"confirmed by the actor itself \({_NAMES}\)"),
        ("other_side", rf"confirmed by the other side \({_NAMES}\)"),
        ("outlets", r"confirmed by (?P<n>\d{1,6}) independent outlets"),
        ("disputed", rf"disputed by {_NAMES}"),
        ("denied", rf"denied by {_NAMES}"),
        ("claimed", r"claimed only"),
        ("told", r"(?P<what>.{1,200}) is told by (?P<n>\d{1,6}) independent origins"),
        ("person", rf"confirmed by {_NAMES}: (?P<why>.{{0,600}})"),
    )
)
_LEAD = re.compile(r"(?:confirmed by other sources|probably true|possibly true|doubtful|improbable|cannot be judged): ")
_COUNTS = re.compile(r" \(\d{1,6} reports?, \d{1,6} independent origins?(?:, \d{1,6} only copying or relaying)?\)")


def because(reason: str, words: Words) -> str:
    """The clauses of a reason, without the grade and the counts, which stand beside it anyway."""
    plain = _COUNTS.sub("", reason[:2000])
    clauses = (_LEAD.sub("", one, count=1) if _LEAD.match(one) else one for one in plain.split("; "))
    return words("because.and").join(dict.fromkeys(_clause(one, words) for one in clauses if one))


def _clause(text: str, words: Words) -> str:
    for key, pattern in _CLAUSES:
        if found := pattern.fullmatch(text):
            given = {name: value for name, value in found.groupdict().items() if value is not None}
            for one in given.keys() & {"who", "what"}:
                given[one] = f"\u2068{given[one]}\u2069"  # a name keeps its own direction
            return words(f"because.{key}", **given)
    return text
