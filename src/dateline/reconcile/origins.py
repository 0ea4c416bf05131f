"""Origins: from pairs of copies to the one witness behind each article.

`origin_groups` is a function of the set of articles, pairs and decisions, never of their order.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.domain.incident import Decision
from dateline.domain.text import Span
from dateline.domain.vocabulary import DecisionKind
from dateline.reconcile.copies import (
    COPIES,
    CopyKind,
    CopyVerdict,
    Signature,
    bands,
    compare_articles,
    outlet_key,
    sign,
)


class Role(StrEnum):
    """What an article is to its origin."""

    ORIGINAL = "original"
    COPY = "copy"
    RELAY = "relay"
    VERSION = "version"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Origin:
    """The witness behind an article: `id` is one per witness, `original_article` the article it copies, if kept here.

    `copy_of` is set for copies, cuts, translations and versions; a relay tells in its own words and is no copy.
    """

    id: str
    original_article: str
    role: Role
    reason: str

    def copy_of(self, article: str) -> str | None:
        """The article that this one copies, None for originals and relays."""
        return (
            self.original_article
            if self.role not in (Role.ORIGINAL, Role.RELAY) and (self.original_article != article)
            else None
        )


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """Two articles and what they are to each other."""

    one: str
    other: str
    verdict: CopyVerdict


def copy_pairs(signatures: Iterable[Signature]) -> tuple[ArticlePair, ...]:
    """Every pair of articles that share a band and are something to each other, in order of their ids."""
    everything = {one.article: one for one in signatures}
    kept: dict[str, list[str]] = defaultdict(list)
    for key in sorted(everything):
        for band in bands(everything[key]):
            kept[band].append(key)
    found = {(a, b) for group in kept.values() for i, a in enumerate(group) for b in group[i + 1 :]}
    pairs = (ArticlePair(a, b, compare_articles(everything[a], everything[b])) for a, b in sorted(found))
    return tuple(two for two in pairs if two.verdict.kind is not CopyKind.NONE)


def origin_groups(
    signatures: Iterable[Signature], pairs: Iterable[ArticlePair], decisions: Iterable[Decision] = ()
) -> dict[str, Origin]:
    """Where each article's news comes from; `decisions` may be all standing ones, only `duplicate` is looked at."""
    everything = {one.article: one for one in signatures}
    copied = {(two.one, two.other): two.verdict for two in pairs if two.verdict.kind in COPIES}
    told = _told_duplicates(decisions, everything)
    groups = _groups(everything, [*copied, *told])
    result: dict[str, Origin] = {}
    for group in groups:
        original = _original(group, everything, told)
        witness = _witness(original, everything, group)
        for article in group:
            result[article] = _origin(article, original, witness, everything, copied, told)
    return result


def _told_duplicates(decisions: Iterable[Decision], known: Mapping[str, Signature]) -> dict[tuple[str, str], Decision]:
    """(copy, original) -> the decision that says so."""
    told = {}
    for decision in decisions:
        if decision.kind is DecisionKind.DUPLICATE and len(decision.subjects) >= 2:
            original = decision.subjects[-1]
            told.update(
                {(one, original): decision for one in decision.subjects[:-1] if one in known and one != original}
            )
    return {two: decision for two, decision in told.items() if two[1] in known}


def _groups(ids: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    parent = {one: one for one in ids}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in edges:
        if a in parent and b in parent:
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for one in sorted(parent):
        groups[root(one)].append(one)
    return list(groups.values())


def _original(group: Sequence[str], known: Mapping[str, Signature], told: Mapping[tuple[str, str], Decision]) -> str:
    """The one a person named; else the one whose outlet the others name; else the earliest, then the longest."""
    named = sorted({original for copy, original in told if copy in group and original in group})
    if named:
        return named[0]
    credited = {name for one in group for name in known[one].origins}
    return min(
        group,
        key=lambda one: (
            known[one].outlet not in credited,
            bool(known[one].origins),
            known[one].published if known[one].published is not None else 10**9,
            known[one].translated,
            -known[one].words,
            one,
        ),
    )


def _witness(original: str, known: Mapping[str, Signature], group: Sequence[str]) -> str:
    """Who tells: the origin that the original names, else its outlet, else the article itself."""
    first = known[original]
    named = [name for name in first.origins if name != first.outlet]
    if not named:
        # a copy may carry the credit line that the earliest print left out
        credited = sorted({name for one in group for name in known[one].origins if name != known[one].outlet})
        named = [name for name in credited if name != first.outlet][:1] if first.outlet not in credited else []
    if named:
        return f"outlet:{named[-1]}"  # 'A after B': the last named is the farthest back
    return f"outlet:{first.outlet}" if first.outlet else f"article:{original}"


def _origin(
    article: str,
    original: str,
    witness: str,
    known: Mapping[str, Signature],
    copied: Mapping[tuple[str, str], CopyVerdict],
    told: Mapping[tuple[str, str], Decision],
) -> Origin:
    if article == original:
        named = [name for name in known[article].origins if f"outlet:{name}" == witness]
        if named:
            return Origin(witness, original, Role.RELAY, f"names {named[0]} as its origin")
        return Origin(witness, original, Role.ORIGINAL, "tells it itself")
    if (article, original) in told:
        return Origin(witness, original, Role.COPY, f"marked as a duplicate by {told[article, original].author}")
    verdict = copied.get((min(article, original), max(article, original)))
    if verdict is None:
        near = [(two, found) for two, found in copied.items() if article in two]
        verdict = max(near, key=lambda item: (item[1].score, item[0]))[1] if near else None
    reason = verdict.reason if verdict else "copied through another copy"
    role = {CopyKind.VERSION: Role.VERSION, CopyKind.TRANSLATION: Role.TRANSLATION}.get(
        verdict.kind if verdict else CopyKind.NONE, Role.COPY
    )
    return Origin(witness, original, role, reason)


@dataclass(frozen=True, slots=True)
class Change:
    """One change from an earlier to a later version of a text: what was taken out at `old`, what came in at `new`."""

    old: Span
    new: Span
    removed: str
    added: str


def diff(old: str, new: str) -> tuple[Change, ...]:
    """What a later version of a text changed, word by word; beyond 20,000 words by paragraph."""
    long = old.count(" ") + new.count(" ") > 20000
    a, b = (old.splitlines(True), new.splitlines(True)) if long else (_words(old), _words(new))
    at_a, at_b = _starts(a), _starts(b)
    changes = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            before, after = Span(at_a[i1], at_a[i2]), Span(at_b[j1], at_b[j2])
            changes.append(Change(before, after, before.quote(old), after.quote(new)))
    return tuple(changes)


def _words(text: str) -> list[str]:
    words, start = [], 0
    for i, char in enumerate(text):
        if char.isspace():
            words.append(text[start : i + 1])
            start = i + 1
    return [*words, text[start:]] if start < len(text) else words


def _starts(pieces: Sequence[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


__all__ = ["ArticlePair", "Change", "Origin", "Role", "copy_pairs", "diff", "origin_groups", "outlet_key", "sign"]
