"""What is said stands around its verb: '..., he said.', '"...", said X', '..., he said, ...', 'he wrote: "..."'."""

from __future__ import annotations

from dateline.extract.statements import grammar
from dateline.extract.statements.grammar import View

Range = tuple[int, int]
"""The first and the last token of a stretch, both included."""
ENDS = frozenset({".", "!", "?", ",", ";"})
COMMAS = frozenset({",", "”", '"', "''", "—", "–", "»", "’"})
_ASIDE = frozenset("in on at by to via through during late early yesterday today later part".split())
"""Words after a verb of saying that begin how, when or to whom it was said."""


def around(view: View, verb: int, sources: list[int]) -> tuple[Range, ...]:
    """'..., he said.', '"...", said X', '..., he said, ...', 'he wrote: "..."': the rest of the sentence."""
    p = view.parsed
    if not sources:
        return ()
    heads = [head for head in sources if abs(head - verb) <= 25] or sources
    first = min(verb, *(np_start(view, head) for head in heads))
    last = verb
    for head in heads:
        if head > verb:
            last = max(last, grammar.np_range(p, head, whole=True)[1])
    left = _left(view, first, closing=first > 3 and _closes(view, verb, first, last))
    right = _right(view, last, bool(left))
    if left is None and right is None and verb == last:
        right = _bare_right(view, verb)
    return tuple(r for r in (left, right) if r is not None)


def _closes(view: View, verb: int, first: int, last: int) -> bool:
    """The attribution ends its sentence, how and when it was said aside: a lost comma before it matters little."""
    p = view.parsed
    if all(p.words[t] in ENDS or p.words[t] in COMMAS for t in range(last + 1, len(p))):
        return True
    hearer = p.kid(verb, "dobj", "dative") if p.lower[verb] in ("told", "tells") else None
    if hearer is not None and last == verb < hearer:
        last = verb = hearer
        if all(p.words[t] in ENDS for t in range(last + 1, len(p))):
            return True
    if last != verb or p.kid(verb, "ccomp") is not None or p.deps[first - 1] in ("mark", "cc", "prep"):
        return False
    after = p.lower[last + 1]
    if p.kid(verb, "dobj") is not None and after != "part":
        return False
    aside = after in _ASIDE or after.endswith("day") or (after.endswith("ing") and p.deps[last + 1] == "advcl")
    told = any(p.deps[t] in ("nsubj", "nsubjpass") for t in range(first - 1))
    return aside and told and not any(p.words[t] in (":", "“", '"', "that") for t in range(last + 1, len(p)))


def _bare_right(view: View, verb: int) -> Range | None:
    """'Said This was horrific': what follows begins with a capital though the parser found no clause."""
    p = view.parsed
    end = len(p) - 1
    while end > verb and p.words[end] in ENDS:
        end -= 1
    start = verb + 1
    if start < end - 1 and p.lower[start] == "that":
        return start, end
    capital = start < end - 1 and p.words[start][:1].isupper() and start not in view.actor_at
    return (start, end) if capital or (start < end and p.words[start] in ("“", '"')) else None


def np_start(view: View, head: int) -> int:
    """The first token of a speaker's noun phrase."""
    return grammar.np_first(view.parsed, head)


def _left(view: View, first: int, *, closing: bool) -> Range | None:
    p = view.parsed
    if first < 2 or (p.words[first - 1] not in COMMAS and not (closing and first >= 4)):
        return None
    end = first - 1
    while end > 0 and p.words[end] in (",", "—", "–", "--"):
        end -= 1
    start = 0
    while start < end and p.deps[start] == "cc" and p.words[start + 1] != "“":
        start += 1
    return (start, end) if end - start >= 1 else None


def _right(view: View, last: int, has_left: bool) -> Range | None:
    p = view.parsed
    end = len(p) - 1
    while end > last and p.words[end] in ENDS:
        end -= 1
    for at in range(last + 1, end):
        if p.words[at] == ":" or (p.words[at] == "," and p.words[at + 1] in ("“", '"')) or p.words[at] in ("“", "«"):
            start = at if p.words[at] in ("“", "«") else at + 1
            return (start, end) if end > start else None
        if has_left and p.words[at] == "," and at + 2 < end and _sentence_goes_on(view, at + 1):
            return (at + 1, end)
    return None


def _sentence_goes_on(view: View, start: int) -> bool:
    """After '..., he said,' a clause follows, not 'adding that' or 'citing'."""
    p = view.parsed
    return not p.lower[start].endswith("ing") and p.lower[start] not in (
        "and",
        "who",
        "which",
        "as",
        "after",
        "while",
        "when",
        "in",
        "on",
        "but",
    )
