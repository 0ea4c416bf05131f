"""The actor book: who there is to know, and where a text names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from dateline.domain.actor import Actor, ActorCandidate, ActorHit, Designation, Name, Tie
from dateline.domain.names import Folded, fold, fold_text, tolerant_key
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.knowledge.actor_book.build import articles_of

_BETWEEN = re.compile(r"(?:['’]s)?[\s.'’-]{0,3}\Z")
_AFFIX_BEFORE = re.compile(r"\b(?:pro|anti|ex|non)[-\s–]\Z", re.IGNORECASE)
_AFFIX_AFTER = re.compile(
    r"[-\s–](?:backed|led|linked|aligned|allied|affiliated|based|sponsored|supported|run|controlled|held|occupied|"
    r"trained|made|born|designed|flagged|supplied|funded|friendly|style|brokered|mediated|administered)\b",
    re.IGNORECASE,
)
_WRITTEN_AS_WORDS = frozenset({"international_body", "armed_group"})
_QUOTES = "'’‘`´\u200e\u200f\u202b\u202a"
_CAPITAL_RUN = re.compile(
    r"\b[A-Z][\w'’ʿʾ`-]*(?:[ ](?:(?:al|el|ul|bin|ibn|of|the|as|ash|ad|ar|an|az)[ -])?[A-Z][\w'’ʿʾ`-]*){1,5}"
)


class _Found:
    """A folded form met in the text."""

    __slots__ = ("form", "span", "words")

    def __init__(self, span: Span, form: str, words: str) -> None:
        self.span = span
        self.form = form
        self.words = words


class ActorBook:
    """Actors by id and by the words that name them; made from an index that `build_index` wrote."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self._rows: list[list[Any]] = index["actors"]
        self._forms: dict[str, list[list[Any]]] = index["forms"]
        self._slots: dict[str, list[list[Any]]] = index["slots"]
        self._parts: dict[str, list[list[Any]]] = index["parts"]
        self._suffixes: list[list[Any]] = index["suffixes"]
        self._bare: dict[str, list[Any]] = index["bare"]
        self._replaces: dict[str, str] = index["replaces"]
        self._keys: dict[str, list[list[Any]]] = index["keys"]
        self._candidates: dict[tuple[int, str], ActorCandidate] = {}
        self._bodies: dict[tuple[int, int], ActorCandidate | None] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {row[0]: position for position, row in enumerate(self._rows)}

    @cached_property
    def _state_of_country(self) -> dict[str, str]:
        return {row[4]: row[0] for row in reversed(self._rows) if row[1] == "state" and row[4]}

    @cached_property
    def _automaton(self) -> Any:
        import ahocorasick_rs

        names = sorted({*self._forms, *self._slots, *self._parts, *self._bare})
        return ahocorasick_rs.AhoCorasick(
            [f" {name.replace(' ', '  ')} " for name in names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def ids(self) -> Iterator[str]:
        """The ids of all listed actors (bodies made by pattern not among them)."""
        return (row[0] for row in self._rows)

    def state(self, country: str) -> str | None:
        """The id of the state with an ISO 3166-1 alpha-2 code."""
        return self._state_of_country.get(country)

    def actor(self, ident: str) -> Actor | None:
        """The actor with this id, also a body that a pattern makes for its state; None when the book has none."""
        ident = self._replaces.get(ident, ident)
        position = self._by_id.get(ident)
        return self._actor(self._rows[position]) if position is not None else self._pattern_body(ident)

    def _actor(self, row: list[Any]) -> Actor:
        return Actor(
            id=row[0],
            kind=ActorKind(row[1]),
            name=row[2],
            names=tuple(Name(*name) for name in row[3]),
            country=row[4],
            ties=tuple(Tie(RelationKind(tie[0]), *tie[1:]) for tie in row[5]),
            designations=tuple(Designation(*listing) for listing in row[6]),
            identifiers=tuple((key, value) for key, value in row[7]),
            generic=row[8],
            sources=tuple(row[9]),
        )

    def _pattern_body(self, ident: str) -> Actor | None:
        for suffix, kind, relation, name, generic, _ in self._suffixes:
            position = self._by_id.get(ident.removesuffix("-" + suffix)) if ident.endswith("-" + suffix) else None
            if position is not None and self._rows[position][1] == "state":
                state = self._rows[position]
                return Actor(
                    ident,
                    ActorKind(kind),
                    name.format(adj=self._adjective(position) or state[2], state=state[2]),
                    country=state[4],
                    ties=(Tie(RelationKind(relation), state[0]),),
                    generic=generic,
                    sources=tuple(state[9]),
                )
        return None

    @cached_property
    def _adjectives(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for form, held in self._slots.items():
            for slot, position in held:
                if slot == "{adj}" and (position not in found or len(form) > len(found[position])):
                    found[position] = form
        return found

    def _adjective(self, position: int) -> str:
        return self._adjectives.get(position, "").title()

    def candidate(self, ident: str, use: str = "") -> ActorCandidate | None:
        """The actor as a candidate for some words; None when the book has no such actor."""
        actor = self.actor(ident)
        if actor is None:
            return None
        return ActorCandidate(actor.id, actor.name, actor.kind, actor.country, actor.generic, use)

    def _candidate(self, position: int, use: str) -> ActorCandidate:
        made = self._candidates.get((position, use))
        if made is None:
            row = self._rows[position]
            made = ActorCandidate(row[0], row[2], ActorKind(row[1]), row[4], row[8], use, row[10])
            self._candidates[position, use] = made
        return made

    def bearers(self, name: str) -> tuple[ActorCandidate, ...]:
        """Every actor with this name, equal when folded."""
        return tuple(self._candidate(position, use) for position, use, *_ in self._forms.get(fold(name), ()))

    def lookup(self, name: str) -> tuple[ActorCandidate, ...]:
        """Every actor with this name in some spelling: equal when folded, else equal by tolerant key."""
        return self.bearers(name) or self.alike(name)

    def alike(self, name: str) -> tuple[ActorCandidate, ...]:
        """Actors whose full name shares the tolerant key of this one."""
        found = self._keys.get(" ".join(tolerant_key(name)), ())
        return tuple(replace(self._candidate(position, "key"), spelling=text) for position, text in found)

    def body_of(self, state: str, suffix: str) -> ActorCandidate | None:
        """A state's body by its pattern suffix ('armed-forces')."""
        itself = any(row[0] == suffix and row[5] for row in self._suffixes)
        return self.candidate(state if itself else f"{state}-{suffix}", "by country")

    def find(self, text: str) -> tuple[ActorHit, ...]:
        """Every place where the text names an actor, in order, not overlapping; context has not yet decided."""
        folded = fold_text(text)
        hits = self._join_bodies(list(self._scan(folded, text)), text)
        return tuple(_in_order([*hits, *self._tolerant(text, hits)]))

    def _scan(self, folded: Folded, text: str) -> Iterator[_Found]:
        """Whole words only: each word stands between spaces of its own, so a match never hides its neighbour."""
        hay = f" {folded.text.replace(' ', '  ')} "
        at, spaces = 0, 0
        for _, start, stop in self._automaton.find_matches_as_indexes(hay):
            spaces += hay.count(" ", at, start + 1)
            at = start + 1
            words = hay[start + 1 : stop - 1]
            begin = start - spaces // 2
            end = begin + len(words) - words.count(" ") // 2
            first, last = folded.word_start(begin), folded.end(end)
            while first < last and text[first] in _QUOTES:
                first += 1
            if first == last:
                continue
            yield _Found(Span(first, last), words.replace("  ", " "), text[first:last])

    def _join_bodies(self, found: list[_Found], text: str) -> list[ActorHit]:
        """Adjective and body side by side become the state's body; lone adjectives and names stay."""
        hits: list[ActorHit] = []
        at = 0
        while at < len(found):
            here = found[at]
            following = found[at + 1] if at + 1 < len(found) else None
            joined = None
            if following and _BETWEEN.match(text[here.span.end : following.span.start]):
                joined = self._body(here, following)
            if joined:
                hits.append(joined)
                at += 2
                continue
            hit = self._single(here, text)
            if hit:
                hits.append(hit)
            at += 1
        return hits

    def _body(self, first: _Found, second: _Found) -> ActorHit | None:
        for slot_side, part_side, after in ((first, second, True), (second, first, False)):
            slots = self._slots.get(slot_side.form)
            parts = self._parts.get(part_side.form)
            if not slots or not parts or not _fits_case(slot_side.words, capital=True):
                continue
            for before, slot, behind, number in parts:
                if (behind == part_side.form and not before) if after else (before == part_side.form and not behind):
                    for there, position in slots:
                        if there == slot:
                            return self._body_hit(Span(first.span.start, second.span.end), position, number)
        return None

    def _body_hit(self, span: Span, position: int, number: int) -> ActorHit | None:
        suffix, *_, itself = self._suffixes[number]
        if itself:
            return ActorHit(span, (self._candidate(position, "platform"),))
        if (position, number) not in self._bodies:
            self._bodies[position, number] = self.candidate(f"{self._rows[position][0]}-{suffix}")
        candidate = self._bodies[position, number]
        return ActorHit(span, (candidate,)) if candidate else None

    def _single(self, found: _Found, text: str) -> ActorHit | None:
        held = self._forms.get(found.form)
        if not held:
            suffix, needs_article = self._bare.get(found.form, ("", False))
            before = text[max(0, found.span.start - 4) : found.span.start].lower()
            if not suffix or (needs_article and before != "the "):
                return None
            return ActorHit(found.span, (), bare=suffix)
        fitting = [
            (p, use)
            for p, use, capitals, articles in held
            if (not articles or articles == articles_of(found.words))
            and not (self._rows[p][1] in _NAMED_IN_CAPITALS and found.words.islower() and found.words.isascii())
            and (
                _fits(found.words, text, found.span, use, capitals)
                or (capitals and self._rows[p][1] in _WRITTEN_AS_WORDS and _as_word(found.words, text, found.span))
            )
        ]
        if not fitting:
            return None
        candidates = tuple(self._candidate(position, use) for position, use in fitting)
        return ActorHit(found.span, candidates, adjective=_is_adjective(candidates, found, text))

    def _tolerant(self, text: str, hits: list[ActorHit]) -> Iterator[ActorHit]:
        """Runs of capitalised words, not yet matched, whose tolerant key a full name of the book shares."""
        taken = [hit.span for hit in hits if hit.candidates and not hit.adjective]
        full = [hit.span for hit in hits if any(c.use == "" for c in hit.candidates) and not hit.adjective]
        at = 0
        for match in _CAPITAL_RUN.finditer(text):
            span = Span(*match.span())
            while at < len(taken) and taken[at].end <= span.start:
                at += 1
            if at < len(taken) and (taken[at].contains(span) or any(span.overlaps(other) for other in full)):
                continue
            for start in _word_starts(match):
                candidates = self.alike(text[start : span.end])
                if candidates:
                    yield ActorHit(Span(start, span.end), candidates)
                    break


def _word_starts(run: re.Match[str]) -> Iterator[int]:
    """Where the run begins, and where it does without its first or first two words; two words at least remain."""
    words = [run.start(), *(run.start() + m.end() for m in re.finditer(r" ", run.group()))]
    if len(words) > 2 and run.group().startswith(("The ", "A ", "An ")):
        words = words[1:]
    yield from words[: max(1, min(3, len(words) - 1))]


_FUNCTION_WORDS = frozenset("is us who it as so no in am pm or an at be by do go he if me my of on to up we".split())


_NAMED_IN_CAPITALS = frozenset({"outlet", "person"})
_LOOSE_LETTERS = re.compile(r"(?:[A-Z] )+[A-Z]\Z")
"""Letters set apart by spaces alone: 'A U' of 'A U.S. strike' is no initialism."""


def _fits_case(words: str, *, capital: bool) -> bool:
    first = next((c for c in words if c.isalpha()), "")
    return not capital or not first.islower()


def _fits(words: str, text: str, span: Span, use: str, capitals: bool) -> bool:
    """The letters have the case that the name asks for; in all-capital text short function words need an article."""
    letters = [c for c in words.removesuffix("'s").removesuffix("’s") if c.isalpha()]
    if not letters:
        return False
    if capitals:
        if not all(c.isupper() for c in letters) or _LOOSE_LETTERS.match(words):
            return False
        if "".join(letters).lower() in _FUNCTION_WORDS and "." not in words:
            around = text[max(0, span.start - 40) : span.end + 40]
            if sum(c.islower() for c in around) < 5:
                return text[max(0, span.start - 4) : span.start].upper() == "THE "
        return True
    if not letters[0].islower() or " " in words.strip():
        return True
    return any(c.isupper() for c in letters) or (use == "" and not letters[0].isascii())


def _as_word(words: str, text: str, span: Span) -> bool:
    """'Nato', 'Unifil': some write initials as a word; only inside a sentence, where the capital means something."""
    before = text[max(0, span.start - 3) : span.start]
    return len(words) > 3 and words.istitle() and words.isalpha() and before[-1:] == " " and before[-2:-1].isalnum()


def _is_adjective(candidates: tuple[ActorCandidate, ...], found: _Found, text: str) -> bool:
    before = text[max(0, found.span.start - 6) : found.span.start]
    after = text[found.span.end : found.span.end + 16]
    if _AFFIX_BEFORE.search(before) or _AFFIX_AFTER.match(after):
        return True
    return all(c.use == "demonym" for c in candidates) and not found.form.endswith("s")


def _in_order(hits: Iterable[ActorHit]) -> Iterator[ActorHit]:
    end = -1
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if hit.span.start >= end:
            yield hit
            end = hit.span.end
