"""Where a text names actors: one pass of an automaton over the folded text, decided once per way of writing.

The book's answer for some words hardly ever depends on what stands around them, so it is kept; only what does depend
(affixes, articles, capitals among capitals) is looked at in each place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from dateline.domain.actor import ActorCandidate, ActorHit
from dateline.domain.names import Folded, fold_text, word_key
from dateline.domain.text import Span
from dateline.knowledge.actor_book.build import articles_of

_BETWEEN = re.compile(r"(?:['’]s)?[\s.'’-]{0,3}\Z")
_MOST_BETWEEN = 5
_AFFIX_BEFORE = re.compile(r"\b(?:pro|anti|ex|non)[-\s–]\Z", re.IGNORECASE)
_AFFIXES = (
    "backed|led|linked|aligned|allied|affiliated|based|sponsored|supported|run|controlled|held|occupied|trained|made|"
    "born|designed|flagged|supplied|funded|friendly|style|brokered|mediated|administered"
)
# 'the Falcons controlled the town', 'a coalition led by X': without a hyphen it is only an affix before a plain noun.
_NO_AFFIX = r"by|with|from|in|at|on|to|of|as|off|up|the|an?|its|his|her|their|this|that|these|those|no|all|both|it|"
_NO_AFFIX += r"them|some|several|dozens|hundreds|more|another|two|three|four|five|six|seven|eight|nine|ten|\d"
_AFFIX_AFTER = re.compile(rf"(?:[-–](?:{_AFFIXES})\b|\s(?:{_AFFIXES})\b(?!\s+(?:{_NO_AFFIX})\b))", re.IGNORECASE)
# 'U.S.-led coalition': full stop and hyphen fold to two spaces.
_LETTERS_JOINED = re.compile(rf"\b((?:[a-z] ){{2,4}})(?=(?:{_AFFIXES})\b)")
_AFFIX_BEGINNINGS = frozenset(
    form
    for word in _AFFIXES.split("|")
    for form in (word[:2], word[:2].title(), word[:2].upper(), word[0] + word[1].upper())
)
_AFFIX_ENDINGS = frozenset("oixnOIXN")
_WRITTEN_AS_WORDS = frozenset({"international_body", "armed_group"})
_BEFORE_CAPITALS = frozenset({"international_body"})
_NAMED_IN_CAPITALS = frozenset({"outlet", "person"})
_QUOTES = "'’‘`´\u200e\u200f\u202b\u202a"
_CAPITAL_RUN = re.compile(
    r"[A-Z](?<!\w[A-Z])[\w'’ʿʾ`-]*+"
    r"(?:[ ](?:(?:al|el|ul|bin|ibn|of|the|as|ash|ad|ar|an|az)[ -])?[A-Z][\w'’ʿʾ`-]*+){1,5}+"
)
_FUNCTION_WORDS = frozenset("is us who it as so no in am pm or an at be by do go he if me my of on to up we".split())
_SMALL_LETTERS = re.compile(r"(?:[^a-z]*+[a-z]){5}")
_LOOSE_LETTERS = re.compile(r"(?:[A-Z] )+[A-Z]\Z")
"""Letters set apart by spaces alone: 'A U' of 'A U.S. strike' is no initialism."""
# 'Norias forces': the genitive of a text that has lost all its apostrophes.
_WORN_GENITIVE = re.compile(r"\b[A-Z][\w-]{1,30}?s(?= )")
_APOSTROPHES = ("'", "’", "`")
_KEPT = 50_000
"""Ways of writing whose answer is kept."""


class Form(NamedTuple):
    """A folded form and what the index tells of it: bearers, states it is a name or adjective of, parts of bodies."""

    text: str
    bearers: Sequence[Sequence[Any]]
    slots: Sequence[Sequence[Any]]
    parts: Sequence[Sequence[Any]]
    bare: Sequence[Any]


class Told(NamedTuple):
    """What the book says of some words wherever they stand.

    `wavers`: it depends on what stands around them. `demonym`: they are nothing but an adjective or a people's name in
    the singular. `joins`: they may be a part of the name of a state's body.
    """

    form: Form
    candidates: tuple[ActorCandidate, ...] = ()
    wavers: bool = False
    demonym: bool = False
    joins: bool = False


_Met = tuple[int, int, Told]
"""Where words begin and end in the text, and what the book tells of them."""
_UNASKED = Told(Form("", (), (), (), ()))
_UNREAD: Any = object()
# Hits are the most frequent values of all: their spans are set without the detour over their constructor.
_new, _made = object.__new__, tuple.__new__
_set_start, _set_end = (Span.__dict__[name].__set__ for name in ("start", "end"))


def _hit(start: int, end: int, candidates: tuple[ActorCandidate, ...], adjective: bool) -> ActorHit:
    span = _new(Span)
    _set_start(span, start)
    _set_end(span, end)
    return _made(ActorHit, (span, candidates, adjective, ""))


class Finder:
    """Finds the names of a book; the functions give actors by row, bodies made by pattern, and those spelled alike."""

    def __init__(
        self,
        index: Mapping[str, Any],
        candidate: Callable[[int, str], ActorCandidate],
        body: Callable[[int, int], ActorCandidate | None],
        alike: Callable[[str], tuple[ActorCandidate, ...]],
    ) -> None:
        import ahocorasick_rs

        self._index = index
        self._candidate, self._body_of, self._alike = candidate, body, alike
        names = {*index["forms"], *index["slots"], *index["parts"], *index["bare"]}
        dotted = {name: _LETTERS_JOINED.sub(r"\1 ", name) for name in names if _LETTERS_JOINED.search(name)}
        self._names = [*names, *dotted]
        self._automaton: Any = ahocorasick_rs.AhoCorasick(
            [f" {name} " for name in [*names, *dotted.values()]], matchkind=ahocorasick_rs.MatchKind.Standard
        )
        self._keys: Mapping[str, Any] = index["keys"]
        self._told: dict[str, Told | None] = {}
        self._wavering: dict[tuple[str, bool, int], Told] = {}
        self._joined: dict[str, tuple[ActorCandidate, ...] | None] = {}
        self._runs: dict[str, tuple[int, tuple[ActorCandidate, ...]] | None] = {}

    def find(self, text: str) -> tuple[ActorHit, ...]:
        """Every place where the text names an actor, in order, not overlapping; context has not yet decided."""
        hits = self._find(text)
        return hits if any(mark in text for mark in _APOSTROPHES) else self._with_worn_genitives(text, hits)

    def _with_worn_genitives(self, text: str, hits: tuple[ActorHit, ...]) -> tuple[ActorHit, ...]:
        """'ISILs positions' in a text without any apostrophe: words that name nobody, read again without their 's'."""
        told = {at for hit in hits for at in range(hit.span.start, hit.span.end)}
        ends = {match.end() - 1 for match in _WORN_GENITIVE.finditer(text)} - told
        if not ends:
            return hits
        plain = "".join(" " if at in ends else char for at, char in enumerate(text))
        found = [hit for hit in self._find(plain) if hit.span.end in ends and hit.candidates and not hit.adjective]
        return tuple(_in_order([*hits, *found])) if found else hits

    def _find(self, text: str) -> tuple[ActorHit, ...]:
        met = self._met(fold_text(text), text)
        hits: list[ActorHit] = []
        last, skipped, joined = len(met) - 1, -1, self._joined
        for at, (start, end, told) in enumerate(met):
            form, candidates, wavers, demonym, joins = told
            if at == skipped:
                continue
            if joins and at < last and met[at + 1][0] - end <= _MOST_BETWEEN:
                whole = text[start : (stop := met[at + 1][1])]
                body = joined.get(whole, _UNREAD)
                if body is _UNREAD:
                    body = self._join(met[at], met[at + 1], text)
                if body is not None:
                    hits.append(_hit(start, stop, body, False))
                    skipped = at + 1
                    continue
            if wavers:
                here = (text[start:end], _is_mixed(text, start, end), _inside_sentence(text, start, end))
                _, candidates, _, demonym, _ = self._wavering.get(here) or self._decide(form.text, *here)
            if candidates:
                adjective = (
                    demonym
                    or (text[end + 1 : end + 3] in _AFFIX_BEGINNINGS and _AFFIX_AFTER.match(text, end) is not None)
                    or (text[start - 2 : start - 1] in _AFFIX_ENDINGS and _has_affix_before(text, start))
                )
                span = _new(Span)
                _set_start(span, start)
                _set_end(span, end)
                bare = form.bare[0] if form.bare else ""  # 'Parliament' is one state's by name, each one's at home
                hits.append(_made(ActorHit, (span, candidates, adjective, bare)))
            elif form.bare:
                suffix, needs_article = form.bare
                if not needs_article or text[max(0, start - 4) : start].lower() == "the ":
                    hits.append(ActorHit(Span(start, end), (), bare=suffix))
        found = self._tolerant(text, hits)
        return tuple(_in_order([*hits, *found])) if found else tuple(hits)

    def _met(self, folded: Folded, text: str) -> list[_Met]:
        """The longest forms from the left, whole words only, of which the book tells something as they are written."""
        matches = self._automaton.find_matches_as_indexes(f" {folded.text} ", overlapping=True)
        longest = {match[1]: match for match in matches}  # they come in order of their ends
        shifts, known = folded.shifts, self._told.get
        most, before = len(shifts), 0
        found: list[_Met] = []
        covered = -1
        for begin in sorted(longest):
            if begin < covered:
                continue
            number, _, stop = longest[begin]
            covered = stop - 1
            start, end = begin, stop - 2
            if most:  # as `Folded.word_start` and `Folded.end` have it
                while before < most and shifts[before] < begin:
                    before += 1
                within = before
                while within < most and shifts[within] < end:
                    within += 1
                start, end = begin + before, end + within
                if before < most and shifts[before] == begin:
                    while start < end and text[start] in _QUOTES:
                        start += 1
            words = text[start:end]
            told = known(words, _UNASKED)
            if told is _UNASKED:
                told = self._tell(self._names[number], words)
            if told is not None and start < end:
                found.append((start, end, told))
        return found

    def _tell(self, name: str, words: str) -> Told | None:
        """What the book says of some words that fold to a form; None for nothing at all."""
        index = self._index
        form = Form(name, *(index[part].get(name, ()) for part in ("forms", "slots", "parts", "bare")))
        told: Told | None = Told(form, wavers=True, joins=bool(form.parts or form.slots))
        if not any(self._wavers(row, words) for row in form.bearers):
            told = self._told_of(form, words, mixed=True, inside=0)
            if not (told.candidates or told.joins or form.bare):
                told = None
        if len(self._told) >= _KEPT:
            self._told.clear()
        self._told[words] = told
        return told

    def _decide(self, name: str, words: str, mixed: bool, inside: int) -> Told:
        """What the book says of words that waver, among small letters or not, inside a sentence or not."""
        bearers = self._index["forms"][name]
        told = self._told_of(Form(name, bearers, (), (), ()), words, mixed, inside)
        if len(self._wavering) >= _KEPT:
            self._wavering.clear()
        self._wavering[words, mixed, inside] = told
        return told

    def _told_of(self, form: Form, words: str, mixed: bool, inside: int) -> Told:
        candidates = self._bearers(form, words, mixed, inside)
        return Told(
            form,
            candidates,
            demonym=form.text[-1] != "s" and all(candidate.use == "demonym" for candidate in candidates),
            joins=bool(form.parts or (form.slots and _begins_large(words))),
        )

    # ------------------------------------------------------------------------------------------------ one form

    def _wavers(self, bearer: Sequence[Any], words: str) -> bool:
        """Whether these words are this bearer's name only beside some words and not beside others."""
        position, _, capitals, _ = bearer
        if not capitals:
            return False
        letters = "".join(c for c in words if c.isalpha()).lower()
        return letters in _FUNCTION_WORDS or self._may_be_word(position, words)

    def _may_be_word(self, position: int, words: str, inside: int = 2) -> bool:
        """'Nato', also before 'Secretary General'; a group's initials are no beginning of a longer name."""
        kind = self._index["actors"][position][1]
        kinds = _WRITTEN_AS_WORDS if inside > 1 else _BEFORE_CAPITALS
        return kind in kinds and len(words) > 3 and words.istitle() and words.isalpha()

    def _bearers(self, form: Form, words: str, mixed: bool, inside: int) -> tuple[ActorCandidate, ...]:
        """Those whose name is written like this."""
        rows = self._index["actors"]
        small = words.islower() and words.isascii()
        noun = words[4:] if words[:4] in ("the ", "The ") and words[4:].islower() else ""
        return tuple(
            self._candidate(position, use)
            for position, use, capitals, articles in form.bearers
            if (not articles or articles == articles_of(words))
            and not (small and rows[position][1] in _NAMED_IN_CAPITALS)
            and not (noun and _is_capital_name(rows[position][3], noun))
            and (
                _fits(words, use, capitals, mixed)
                or bool(inside and capitals and self._may_be_word(position, words, inside))
            )
        )

    # ------------------------------------------------------------------------------------------------ bodies of states

    def _join(self, first: _Met, second: _Met, text: str) -> tuple[ActorCandidate, ...] | None:
        """Adjective and body side by side are the state's body."""
        body = None
        if _BETWEEN.match(text[first[1] : second[0]]):
            body = self._body(first, second, text) or self._body(second, first, text)
        if len(self._joined) >= _KEPT:
            self._joined.clear()
        self._joined[text[first[0] : second[1]]] = body
        return body

    def _body(self, state: _Met, part: _Met, text: str) -> tuple[ActorCandidate, ...] | None:
        slots, parts, name = state[2].form.slots, part[2].form.parts, part[2].form.text
        if not slots or not parts or not _begins_large(text[state[0] : state[1]]):
            return None
        for before, slot, behind, number in parts:
            if (behind == name and not before) if state < part else (before == name and not behind):
                for there, position in slots:
                    if there == slot:
                        *_, itself = self._index["suffixes"][number]
                        body = self._candidate(position, "platform") if itself else self._body_of(position, number)
                        return (body,) if body else None
        return None

    # ------------------------------------------------------------------------------------------------ other spellings

    def _tolerant(self, text: str, hits: Sequence[ActorHit]) -> list[ActorHit]:
        """Runs of capitalised words, not yet matched, whose tolerant key a full name of the book shares."""
        known = self._runs.get
        found: list[ActorHit] = []
        at, last = 0, len(hits)
        for match in _CAPITAL_RUN.finditer(text):
            run = match[0]
            answer = known(run, _UNREAD)
            if answer is _UNREAD:
                answer = self._read_run(run)
            if answer is not None:
                begin, end = match.span()
                while at < last and hits[at].span.end <= begin:
                    at += 1
                if not _is_told(hits, at, begin, end):
                    found.append(_hit(end - answer[0], end, answer[1], False))
        return found

    def _read_run(self, run: str) -> tuple[int, tuple[ActorCandidate, ...]] | None:
        """How many of its last letters are the name of whom; None for a run that ends with nobody's name."""
        words = run.split(" ")
        skip = 1 if len(words) > 2 and words[0] in ("The", "A", "An") else 0
        keys = list(map(word_key, words))
        answer = None
        for first in range(skip, max(skip + 1, min(skip + 3, len(words) - 1))):
            key = " ".join(chain.from_iterable(keys[first:]))
            if key in self._keys:
                answer = len(" ".join(words[first:])), self._alike(key)
                break
        if len(self._runs) >= _KEPT:
            self._runs.clear()
        self._runs[run] = answer
        return answer


def _is_told(hits: Sequence[ActorHit], at: int, begin: int, end: int) -> bool:
    """Whether the run lies in a name that was found, or shares words with a full one."""
    while at < len(hits) and (span := hits[at].span).start < end:
        hit = hits[at]
        inside = span.start <= begin and end <= span.end
        if hit.candidates and not hit.adjective and (inside or any(c.use == "" for c in hit.candidates)):
            return True
        at += 1
    return False


def _is_capital_name(names: Sequence[Sequence[Any]], noun: str) -> bool:
    """'The base' is no name where the book has 'The Base' with both its capitals."""
    return any(name[0] == f"The {noun.capitalize()}" for name in names)


def _begins_large(words: str) -> bool:
    return not next((c for c in words if c.isalpha()), "").islower()


def _fits(words: str, use: str, capitals: bool, mixed: bool) -> bool:
    """The letters have the case that the name asks for; in all-capital text short function words need an article."""
    letters = [c for c in words.removesuffix("'s").removesuffix("’s") if c.isalpha()]
    if not letters:
        return False
    if capitals:
        if not all(c.isupper() for c in letters) or _LOOSE_LETTERS.match(words):
            return False
        return mixed or "." in words or "".join(letters).lower() not in _FUNCTION_WORDS
    if not letters[0].islower() or " " in words.strip():
        return True
    return any(c.isupper() for c in letters) or (use == "" and not letters[0].isascii())


def _is_mixed(text: str, start: int, end: int) -> bool:
    """Whether small letters stand around, so that capitals mean something; or else an article before."""
    return (
        _SMALL_LETTERS.match(text, max(0, start - 40), end + 40) is not None
        or text[max(0, start - 4) : start].upper() == "THE "
    )


def _inside_sentence(text: str, start: int, end: int) -> int:
    """'Nato', 'Unifil': some write initials as a word; only inside a sentence does the capital mean something.

    2 inside a sentence, 1 before another capital as well ('Fact Finding Mission'), 0 at its beginning.
    """
    if text[start - 1 : start] != " " or not text[max(0, start - 2) : start - 1].isalnum():
        return 0
    return 1 if text[end : end + 1] in (" ", "-") and text[end + 1 : end + 2].isupper() else 2


def _has_affix_before(text: str, start: int) -> bool:
    """'pro-Iran', 'anti-Houthi'."""
    return _AFFIX_BEFORE.search(text[max(0, start - 6) : start]) is not None


def _in_order(hits: list[ActorHit]) -> Iterator[ActorHit]:
    end = -1
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if hit.span.start >= end:
            yield hit
            end = hit.span.end
