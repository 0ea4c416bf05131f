"""The words of saying, read from data files (format: data/lexicons/statements/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.domain.vocabulary import Act
from dateline.errors import Flaw, KnowledgeError
from dateline.extract.words.inflect import verb_forms
from dateline.extract.words.lexicon import LEXICON_FOLDER, read_yaml
from dateline.extract.words.triggers import Matcher

SPEECH_FOLDER = LEXICON_FOLDER / "statements"
CONTENT_FORMS = frozenset(
    "clause quote infinitive gerund object object_of object_for object_on object_to object_to_do object_out on_to_do "
    "to_to_do for of against as name responsible finger toll blame down_to to".split()
)
MARKS = ("could_not_confirm", "harm", "vowed_harm", "lawful", "warned_harm", "lived", "may_rise", "blaming")
"""Lists of `content.yaml` that are no acts."""
WANTS = frozenset({"threat", "charge", "warning", "demand", "deed"})


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """One sense of a verb of saying.

    `content` names the grammatical parts that may hold what is said; `open` verbs leave the act to the content and the
    speaker; `weak` ones (want, fear) count only for named actors and sources; `hearer` marks a direct object that is
    spoken to; `wants` is a condition on the content ('threat', 'charge', 'warning', 'demand', 'deed');
    `channel` a platform.
    """

    lemma: str
    act: Act
    content: frozenset[str]
    open: bool = False
    weak: bool = False
    hearer: bool = False
    wants: str | None = None
    channel: str | None = None
    other: Act | None = None


@dataclass(frozen=True)
class SpeechLexicon:
    """Everything the statement reader knows about words; forms are lower case with straight apostrophes."""

    verbs: Mapping[str, tuple[SpeechVerb, ...]]
    act_nouns: Mapping[str, Act]
    light_nouns: Mapping[str, Act]
    words: Mapping[str, frozenset[str]]
    platforms: Mapping[str, str]
    content: Mapping[Act, re.Pattern[str]]
    marks: Mapping[str, re.Pattern[str]]
    doubts: Mapping[str, re.Pattern[str]]

    def has(self, group: str, word: str) -> bool:
        """Whether a lower-case word belongs to a group of `nouns.yaml`."""
        return word in self.words[group]

    @cached_property
    def starters(self) -> frozenset[str]:
        """The words with which an attribution by a verb can begin."""
        quoting = {"quoted", "quotes", "quoting", "cited", "citing", "cites"}
        first = {form.partition(" ")[0] for form in self.verbs}
        return frozenset(first | quoting | self.words["take_credit"] | self.words["light_verbs"])

    @cached_property
    def matcher(self) -> Matcher:
        """Finds every form that can carry a statement."""
        nouns = [f"{noun} {word}" for noun in self.act_nouns for word in ("from", "by", "that")]
        nouns += [noun for noun in self.light_nouns if noun not in self.act_nouns]
        return Matcher([*self.verbs, *nouns, "according to", "responsibility", "credit", "citing", "quoted"])


@lru_cache(maxsize=2)
def load_speech(folder: Path = SPEECH_FOLDER) -> SpeechLexicon:
    """Read the statement lexicons of a folder; the same folder is read once.

    Raises:
        KnowledgeError: an entry has an unknown key, act or content form; names file and entry.
    """
    verbs: dict[str, list[SpeechVerb]] = {}
    for form, sense in _verbs(folder / "verbs.yaml"):
        senses = verbs.setdefault(form, [])
        if sense not in senses:
            senses.append(sense)
    nouns = read_yaml(folder / "nouns.yaml")[0]
    act_nouns, light_nouns = _acts(nouns.pop("acts")), _acts(nouns.pop("light"))
    platforms = {str(word): str(name) for word, name in nouns.pop("platforms").items()}
    phrases = read_yaml(folder / "content.yaml")[0]
    marks = {name: phrase_pattern(phrases.pop(name)) for name in MARKS}
    content = {Act(act): phrase_pattern(words) for act, words in phrases.items()}
    doubts = {str(mark): phrase_pattern(words) for mark, words in read_yaml(folder / "doubts.yaml")[0].items()}
    return SpeechLexicon(
        verbs=MappingProxyType({form: tuple(senses) for form, senses in verbs.items()}),
        act_nouns=MappingProxyType(act_nouns),
        light_nouns=MappingProxyType(light_nouns),
        words=MappingProxyType({name: frozenset(map(str, words)) for name, words in nouns.items()}),
        platforms=MappingProxyType(platforms),
        content=MappingProxyType(content),
        marks=MappingProxyType(marks),
        doubts=MappingProxyType(doubts),
    )


_KEYS = {
    "act", "content", "open", "weak", "hearer", "wants", "channel", "other",
    "verb", "verbs", "forms", "past", "participle", "gerund", "third", "double",
}  # fmt: skip


def _verbs(path: Path) -> Iterator[tuple[str, SpeechVerb]]:
    flaws = []
    for entry in read_yaml(path)[0]:
        mistake = _mistake(entry)
        if mistake:
            flaws.append(Flaw(path, 0, f"{mistake} in {entry}"))
            continue
        for lemma, forms in _forms(entry):
            sense = SpeechVerb(
                lemma,
                Act(entry["act"]),
                frozenset(entry["content"]),
                entry.get("open", False),
                entry.get("weak", False),
                entry.get("hearer", False),
                entry.get("wants"),
                entry.get("channel"),
                Act(entry["other"]) if "other" in entry else None,
            )
            for form in forms:
                yield form.lower(), sense
    if flaws:
        raise KnowledgeError(tuple(flaws))


def _mistake(entry: dict[str, Any]) -> str | None:
    if unknown := set(entry) - _KEYS:
        return f"unknown keys {sorted(unknown)}"
    if entry.get("act") not in set(Act) or entry.get("other", Act.DENY) not in set(Act):
        return "unknown act"
    if unknown := set(entry.get("content", ["none"])) - CONTENT_FORMS:
        return f"unknown content forms {sorted(unknown)}"
    return "unknown condition" if entry.get("wants") not in WANTS | {None} else None


def _forms(entry: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if "forms" in entry:
        forms = tuple(map(str, entry["forms"]))
        yield forms[0], forms
    given = {key: entry[key] for key in ("past", "participle", "gerund", "third", "double") if key in entry}
    for verb in [*entry.get("verbs", []), *([entry["verb"]] if "verb" in entry else [])]:
        yield str(verb), verb_forms(str(verb), **given)


def _acts(groups: Mapping[str, Iterable[str]]) -> dict[str, Act]:
    return {str(word): Act(act) for act, words in groups.items() for word in words}


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One linear pattern for phrases at word starts; a trailing * stands for any ending of the last word."""
    parts = []
    for phrase in sorted(map(str, phrases), key=len, reverse=True):
        words = re.escape(phrase.rstrip("*")).replace(r"\ ", r"\s+")
        parts.append(words + (r"\w*" if phrase.endswith("*") else ""))
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)" if parts else r"(?!)")
