"""Accounts that an article sets against each other: a claim and its doubt, a denial, 'the exact opposite', 'although'.

What two tellings give for a field (two tolls, two culprits) is kept where the fields are read. Here are the stories
that differ as a whole: each becomes an alternative 'account' of the report it is about, with those who tell it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from dateline.domain.names import fold
from dateline.domain.report import Alternative, Report, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act
from dateline.extract.statements.lexicon import phrase_pattern
from dateline.extract.words.lexicon import LEXICON_FOLDER, read_yaml
from dateline.extract.words.lists import listed

ACCOUNT = "account"
_BACK, _AHEAD = 12, 2  # sentences searched for the other side
_REACH, _NEXT = 9, 2  # sentences from an account to the report it can be about: at most, and when nothing ties them
_TIED = 1.5  # weight of words that tie accounts to a report told in neither
_ENOUGH = 2.0  # weight of words two accounts must share
_SHOWN = 200  # characters of an account that are shown
_SHORT = 24  # characters: a heading tells no account
_LONGEST = 1500
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_CLAUSE = 20  # characters: less is no clause
_COMMA = re.compile(r",\s")
_TURN = re.compile(r"[,;]?\s(?=(?:but|while|though|whereas)\s)")
_ENDS = re.compile(r"[.!?…][\"'’”)\]]*\s*\Z")
_PRONOUN = re.compile(r"(?:he|she|they|it|we|I)\s", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no)\s(?:\w{1,12}\s){0,2}?(\w{4,20})")
_WHICH = re.compile(r",\s(?=(?:which|an? (?:charge|claim|accusation|allegation|version|figure|report|assertion)s?)\s)")
_CHANGED = re.compile(
    r",?\s(?=(?:only to|ended up|before (?:blaming|saying|turning)|then (?:said|blamed)|and later)\s)"
)
_AS_FIRST = re.compile(r",\s(?=(?:and )?not\s)")
_NEGATED = re.compile(r"\b(?:not|no|never|neither|nor|nothing|nobody|none|without)\b|n't\b")
_STEM = 5  # letters that tell 'married' and 'marriage' to be one word


@dataclass(frozen=True, slots=True)
class _Cues:
    """The patterns of `disputes.yaml`."""

    of: Mapping[str, re.Pattern[str]]

    def __getitem__(self, kind: str) -> re.Pattern[str]:
        return self.of[kind]


@lru_cache(maxsize=2)
def load_disputes(file: Path = LEXICON_FOLDER / "disputes.yaml") -> _Cues:
    """The cue phrases by kind; the same file is read once."""
    return _Cues(MappingProxyType({str(kind): phrase_pattern(words) for kind, words in read_yaml(file)[0].items()}))


@dataclass(frozen=True, slots=True)
class _Account:
    """What somebody (None: the article) tells in a sentence."""

    index: int
    span: Span
    who: str | None
    words: frozenset[str]
    act: Act | None = None
    surface: str = ""
    body: str | None = None
    about: str | None = None

    def same_side(self, other: _Account) -> bool:
        """One speaker twice, or a body and the one who speaks for it."""
        if self.who is None or other.who is None:
            return False
        if self.who == other.who:
            return not self.surface or self.surface == other.surface or "official" not in self.surface
        return self.who == other.body or other.who == self.body


def find_disputes(
    text: str, sentences: Sequence[Span], reports: Sequence[Report], statements: Sequence[Statement]
) -> tuple[Report, ...]:
    """The reports, those with more than one account of them with each account as an alternative.

    Args:
        text: the article's text; all spans point into it.
        sentences: all its sentences, in order.
        reports: what was found to have happened.
        statements: who says what.
    """
    if not reports:
        return tuple(reports)
    cues = load_disputes()
    folded = [_folded(text, span) for span in sentences]
    if not any(_cued(cues, words) for words in folded) and all(s.act is not Act.DENY for s in statements):
        return tuple(reports)
    room = _Room(text, sentences, folded, reports, statements, cues)
    found: dict[str, list[_Account]] = {}
    for pair in room.pairs():
        report = room.subject(pair)
        if report is not None and not _kept_as_field(report, pair):
            found.setdefault(report.id, []).extend(pair)
    return tuple(_with_accounts(report, found.get(report.id, ()), text) for report in reports)


def _folded(text: str, span: Span) -> str:
    return " ".join(fold(span.quote(text)).split()) if len(span) <= _LONGEST else ""


_JUDGING = (Act.ASSESS, Act.DENY)
_CUED = (
    "doubt",
    "refutation",
    "opposite",
    "withdrawn",
    "first",
    "may_also_be",
    "others",
    "yields",
    "against",
    "disowned",
)


def _cued(cues: _Cues, words: str) -> bool:
    return any(cues[kind].search(words) for kind in _CUED)


def _stems(words: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in _WORD.findall(words) if w not in listed("says_nothing"))


class _Room:
    """One article with everything said in it, asked for pairs of accounts."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        folded: Sequence[str],
        reports: Sequence[Report],
        statements: Sequence[Statement],
        cues: _Cues,
    ) -> None:
        self.text, self.sentences, self.folded, self.cues = text, sentences, folded, cues
        self.reports, self.statements = reports, statements
        self.stems = [_stems(words) for words in folded]
        self.common = Counter(stem for stems in self.stems for stem in stems)
        starts = {span.start: index for index, span in enumerate(sentences)}
        self.said: dict[int, list[_Account]] = {}
        self.mouths: dict[str, set[str]] = {}
        for one in statements:
            index = starts.get(one.evidence[0].start, self._at(one.evidence[0].start))
            self.said.setdefault(index, []).append(self._said(index, one))
            if "spokes" in folded[index]:
                self.mouths.setdefault(one.speaker.name, set()).update(folded[index].split())

    def _at(self, offset: int) -> int:
        return next((i for i, span in enumerate(self.sentences) if span.start <= offset < span.end), -1)

    def _account(self, index: int, who: str | None = None) -> _Account:
        return _Account(index, self.sentences[index], who, self.stems[index])

    def _said(self, index: int, one: Statement) -> _Account:
        span = one.speaker.span
        surface = fold(span.quote(self.text)) if span is not None else ""
        body = one.organisation.name if one.organisation is not None else None
        plain = self._account(index, one.speaker.name)
        return replace(plain, act=one.act, surface=surface, body=body, about=one.about)

    def voice(self, index: int) -> _Account:
        """What the sentence tells, in the name of the one who judges in it, else of its first speaker."""
        said = self.said.get(index, [])
        return next((one for one in said if one.act in _JUDGING), said[0] if said else self._account(index))

    def pairs(self) -> Iterator[tuple[_Account, ...]]:
        """Accounts set against each other, in text order, each sentence on the second side once."""
        for index, words in enumerate(self.folded):
            if len(self.sentences[index]) < _SHORT:
                continue
            found = self._pair(index, words)
            if found:
                yield found

    def _pair(self, index: int, words: str) -> tuple[_Account, ...]:
        cues = self.cues
        inside = self._inside(index, words)
        if inside:
            return inside
        if index and cues["may_also_be"].search(words) and cues["may_be"].search(self.folded[index - 1]):
            return (self._account(index - 1), self.voice(index))
        if cues["opposite"].search(words):
            return self._opposite(index)
        mine = self.voice(index)
        taken_up = bool(cues["takes_up"].search(words))
        if cues["withdrawn"].search(words) and index + 1 < len(self.sentences):
            other = self._other(index, mine, near=True, after=True)
            return (mine, other) if other else ()
        doubt = cues["doubt"].search(words) or cues["refutation"].search(words)
        if doubt is not None:
            mine = mine if words.find(mine.surface) < doubt.start() else self._account(index)
            other = self._other(index, mine, near=taken_up)
            if other:
                return (other, mine)
        denials = [one for one in self.said.get(index, ()) if one.act is Act.DENY and not self._by_culprit(one)]
        if denials:
            other = self._other(index, denials[0], near=False)
            return (other, denials[0]) if other else ()
        if cues["first"].search(words):
            other = self._other(index, mine, near=True)
            return (other, mine) if other else ()
        if cues["against"].match(words) and mine.who is not None and _NEGATED.search(words):
            other = self._other(index, mine, near=True)
            return (other, mine) if other and other.who and 0 < index - other.index <= _NEXT else ()
        return ()

    def _inside(self, index: int, words: str) -> tuple[_Account, ...]:
        """Both accounts in one sentence: 'Although officials said X, Y'; 'described as X, while others said Y'."""
        told = self.said.get(index, [])
        changed = self._changed(index, words)
        if changed:
            return changed
        yields = self.cues["yields"].match(words)
        if told and yields is not None:
            return self._cut(index, told[0], _COMMA, yields.end() + _CLAUSE)
        if told and self.cues["others"].search(words):
            return self._cut(index, told[0], _TURN, _CLAUSE)
        accused = next((one for one in told if one.act is Act.ACCUSE), None)
        denied = next((one for one in told if one.act is Act.DENY), None)
        if accused and denied and not accused.same_side(denied) and not self._by_culprit(denied):
            return self._cut(index, accused, _TURN, _CLAUSE)
        return ()

    def _changed(self, index: int, words: str) -> tuple[_Account, ...]:
        """', which Tehran denies'; 'who initially blamed A, ended up blaming B'; 'four, not three as first given'."""
        said = [one for one in self.said.get(index, ()) if one.act is not Act.DENY]
        voice = said[0] if said else self._account(index)
        which = _WHICH.search(self.text, self.sentences[index].start, self.sentences[index].end)
        if which is not None and self.cues["disowned"].search(fold(self.text[which.end() : self.sentences[index].end])):
            return self._cut(index, voice, _WHICH, 0)
        if self.cues["withdrawn"].search(words):
            return self._cut(index, voice, _CHANGED, _CLAUSE)
        if self.cues["first"].search(words):
            return (
                self._cut(index, voice, _CHANGED, _CLAUSE)
                or self._cut(index, voice, _TURN, _CLAUSE)
                or self._cut(index, voice, _AS_FIRST, 0)
            )
        return ()

    def _cut(self, index: int, first: _Account, at: re.Pattern[str], after: int) -> tuple[_Account, ...]:
        """The sentence cut in two accounts where `at` matches; nothing where a part would be too short."""
        whole = self.sentences[index]
        found = at.search(self.text, whole.start + after, whole.end)
        if found is None or whole.end - found.end() < _CLAUSE:
            return ()
        if _PRONOUN.match(self.text, found.end()):
            return ()  # 'Although he said X, he held that Y'
        said = self.said.get(index, [])
        second = next((one.who for one in said if one.who != first.who), None)
        return (
            replace(first, span=Span(whole.start, found.start())),
            replace(self._account(index, second), span=Span(found.end(), whole.end)),
        )

    def _by_culprit(self, denial: _Account) -> bool:
        """Its own part denied by one who is named as the doer: kept as a claim against a denial already."""
        return any(part.name == denial.who for report in self.reports for part in report.actors)

    def _opposite(self, index: int) -> tuple[_Account, ...]:
        """'AP published the exact opposite of the Reuters report': the two named, or what stands before."""
        words = self.folded[index]
        named = [
            one for said in self.said.values() for one in said
            if one.who and one.index != index and re.search(rf"\b{re.escape(fold(one.who))}\b", words)
        ]  # fmt: skip
        tellers = dict.fromkeys(one.who for one in sorted(named, key=lambda one: abs(one.index - index)))
        if len(tellers) > 1:
            nearest = [min((o for o in named if o.who == who), key=lambda o: abs(o.index - index)) for who in tellers]
            return (nearest[1], nearest[0], self._account(index))
        mine = self.voice(index)
        other = self._other(index, mine, near=_ENDS.search(self.sentences[index].quote(self.text)) is not None)
        return (other, mine) if other else ()

    def _other(self, index: int, mine: _Account, *, near: bool, after: bool = False) -> _Account | None:
        """The account on the other side: said by another, about the same words.

        `near`: the one right before will do; with `after`, the one that comes next.
        """
        best: tuple[float, _Account] | None = None
        refused = {word[:_STEM] for word in _NOT.findall(self.folded[index]) if word not in listed("says_nothing")}
        for place in (*range(index - 1, max(-1, index - 1 - _BACK), -1), *range(index + 1, index + 1 + _AHEAD)):
            if place >= len(self.sentences) or len(self.sentences[place]) < _SHORT:
                continue
            for one in self.said.get(place, ()) or self._told(place):
                if one.same_side(mine) or self._speaks_for(one, mine):
                    continue
                before = index - place == -1 if after else 0 < index - place <= 2
                answers = mine.act is Act.DENY and one.act is Act.ACCUSE
                score = self._shared(one.words & mine.words) + 0.5 * (one.who is not None) + len(refused & one.words)
                score += 1.9 * (near and before) + answers * (1.0 + before)
                score -= (0.3 if mine.act is Act.DENY else 0.1) * abs(index - place)
                unsaid = mine.act is Act.DENY and one.who is None and not (near and before)  # a denial answers somebody
                if score >= _ENOUGH + unsaid and (best is None or score > best[0]):
                    best = (score, one)
        return best[1] if best else None

    def _speaks_for(self, one: _Account, mine: _Account) -> bool:
        """'Ministry spokesman X' and 'the Interior Ministry' are one side, X's later words, too."""
        body = set(fold(mine.who or "").split()) - listed("says_nothing")
        return one.who is not None and bool(body & self.mouths.get(one.who, set()))

    def _told(self, index: int) -> tuple[_Account, ...]:
        """What the article itself tells in a sentence, where it tells a happening."""
        span = self.sentences[index]
        told = any(span.overlaps(words) for report in self.reports for words in report.evidence)
        return (self._account(index),) if told else ()

    def _shared(self, stems: frozenset[str]) -> float:
        """Weight of words in common: rare ones of this article count more."""
        return sum(1.5 if self.common[stem] <= 3 else 1.0 if self.common[stem] <= 6 else 0.6 for stem in stems)

    def subject(self, pair: Sequence[_Account]) -> Report | None:
        """The report that the accounts are about: told in one of them, or near by in the same words."""
        best: tuple[float, Report] | None = None
        words = frozenset().union(*(one.words for one in pair))
        for report in self.reports:
            told = {self._at(span.start) for span in report.evidence}
            gap = min(abs(one.index - place) for one in pair for place in told)
            if gap > _REACH:
                continue
            shared = max(self._shared(self.stems[place] & words) for place in told if place >= 0)
            inside = sum(one.index in told for one in pair)
            tied = gap <= _NEXT or any(one.about == report.id for one in pair)
            if not inside and gap > 1 and (shared < _TIED or not tied):
                continue
            inside += any(one.about == report.id for one in pair)
            score = (
                (2.0 * inside or 1.5 * (gap == 1))
                + 0.5 * shared
                - 0.3 * gap
                - 0.5 * report.aggregate
                - 0.4 * report.background
            )
            if score >= _ENOUGH / 2 and (best is None or score > best[0]):
                best = (score, report)
        return best[1] if best else None


def _kept_as_field(report: Report, pair: Sequence[_Account]) -> bool:
    """The difference is already there as two values of a field."""
    return any(one.span.overlaps(other.evidence) for other in report.alternatives for one in pair)


def _with_accounts(report: Report, accounts: Sequence[_Account], text: str) -> Report:
    kept = {(one.span, one.who): one for one in accounts}
    if len(kept) < 2:
        return report
    told = tuple(
        Alternative(ACCOUNT, _shown(one.span.quote(text)), one.span, one.who)
        for one in sorted(kept.values(), key=lambda one: one.span)
    )
    return replace(report, alternatives=report.alternatives + told, rules=(*report.rules, "told in different ways"))


def _shown(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} ..."
