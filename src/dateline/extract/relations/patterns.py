"""Relation patterns, read from data files (format: data/lexicons/relations/README.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.domain.vocabulary import RelationKind
from dateline.errors import Flaw, KnowledgeError
from dateline.extract.words.lexicon import LEXICON_FOLDER, read_yaml
from dateline.extract.words.triggers import Matcher

RELATION_FOLDER = LEXICON_FOLDER / "relations"
_TAG_SETS = {
    "person": "PNM",
    "full_person": "PN",
    "any_person": "PN",
    "full_person_list": "PNM",
    "any_person_list": "PNM",
    "org": "GBYOIUXDE",
    "group": "GBYOIUE",
    "faction": "GY",
    "party": "Y",
    "body": "BI",
    "any_body": "GBYOUM",
    "generic": "GX",
    "antecedent": "D",
    "voice": "K",
    "chief": "PN",
    "known": "GBYOPSI",
    "known2": "GBYOPSI",
    "state": "Ss",
    "org_or_state": "GBYOIUXSsD",
    "backer": "SsGgBbYyIi",
    "killer": "SsGgBbYyIi",
    "any": "GBYOIUXPNSE",
    "any2": "GBYOIUXPNMLFDSsgbyoi",
    "any_side": "GBYOIUXPNE",
    "any_org": "GBYOIUXNM",
    "between": "GBYOIUXLFDSsgbyoi",
    "group_list": "GBYOIU",
    "any_list": "GBYOIUXPNE",
    "backer_list": "SGBYI",
    "region": "LMN",
}
"""Letters that each role's tag may have (see tagging)."""
_HINTED = (
    "leader", "state_leader", "spokesperson", "member", "part", "backed", "linked", "listed", "listing", "killed",
    "killing_noun", "strike", "known_as", "ally", "diplomat", "heads",
)  # fmt: skip
_UNTAGGED = frozenset({"home", "ministry", "service", "america", "facility", "province", "parliament", "town_police"})
"""Roles that no tag fills: a sentence with one party can tell them."""
_SETS_KEPT = 2000
_ROLES = frozenset({*_TAG_SETS, *_UNTAGGED, "named_backer"})


@dataclass(frozen=True, slots=True)
class RelationPattern:
    """One way in which a relation is told; of each of the groups in `hints` a word must stand in the sentence."""

    kind: RelationKind
    subject: str
    object: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    text: str
    terror: bool = False
    alone: bool = False


@dataclass(frozen=True)
class RelationLexicon:
    """The patterns in order, the word groups, and words that stand before or inside names."""

    patterns: tuple[RelationPattern, ...]
    words: Mapping[str, tuple[str, ...]]
    hints: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    heads: frozenset[str]

    @cached_property
    def matcher(self) -> Matcher:
        """Finds every hint in a text."""
        return Matcher(self.hints)

    def present(self, folded: str) -> set[str]:
        """The hint groups of which a word stands in a folded text."""
        found: set[str] = set()
        for number, _, _ in self.matcher.find(folded):
            found |= self.hints[self.matcher.forms[number]]
        return found

    def told_with(self, present: frozenset[str]) -> tuple[RelationPattern, ...]:
        """The patterns that a sentence with these hint groups can fit."""
        known = self._told_with.get(present)
        if known is None:
            if len(self._told_with) >= _SETS_KEPT:
                self._told_with.clear()
            known = tuple(pattern for pattern in self.patterns if present.issuperset(pattern.hints))
            self._told_with[present] = known
        return known

    @cached_property
    def _told_with(self) -> dict[frozenset[str], tuple[RelationPattern, ...]]:
        return {}


@lru_cache(maxsize=2)
def load_relations(folder: Path = RELATION_FOLDER) -> RelationLexicon:
    """Read the relation patterns of a folder; the same folder is read once.

    Raises:
        KnowledgeError: an entry has an unknown relation, role or word group; names file and entry.
    """
    groups = {str(name): tuple(map(str, words)) for name, words in read_yaml(folder / "words.yaml")[0].items()}
    titles = frozenset(groups.pop("titles"))
    heads = frozenset(groups.pop("body_names"))
    path = folder / "patterns.yaml"
    flaws: list[Flaw] = []
    patterns = []
    for entry in read_yaml(path)[0]:
        made = _pattern(entry, groups, titles)
        if isinstance(made, str):
            flaws.append(Flaw(path, 0, f"{made} in {entry}"))
        elif not entry.get("skip"):
            patterns.append(made)
    if flaws:
        raise KnowledgeError(tuple(flaws))
    hints: dict[str, frozenset[str]] = {}
    for pattern in patterns:
        for hint in pattern.hints:
            for word in groups[hint] if hint in groups else hint.split("|"):
                plain = word.replace("\\", "").lower()
                hints[plain] = hints.get(plain, frozenset()) | {hint}
    hints = {phrase: found | _inside(phrase, hints) for phrase, found in hints.items()}
    return RelationLexicon(tuple(patterns), MappingProxyType(groups), MappingProxyType(hints), titles, heads)


def _inside(phrase: str, hints: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The hints of the shorter phrases inside one: only the longest phrase is found in a text."""
    words = phrase.split()
    pieces = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return frozenset().union(*(hints.get(piece, frozenset()) for piece in pieces))


def _pattern(
    entry: dict[str, Any], groups: Mapping[str, tuple[str, ...]], titles: frozenset[str]
) -> RelationPattern | str:
    if entry.get("relation") not in set(RelationKind):
        return "unknown relation"
    for role in ("subject", "object"):
        if entry.get(role) not in _ROLES:
            return f"unknown {role}"
    text = str(entry["when"])
    try:
        expanded = _expanded(text, groups, titles)
        compiled = re.compile(expanded, re.IGNORECASE)
    except (KeyError, re.error) as error:
        return f"a pattern that does not compile ({error})"
    hints = tuple(name for name in _HINTED if f"{{{name}}}" in text)
    if entry.get("words"):
        hints = (*hints, "|".join(map(str, entry["words"])))
    return RelationPattern(
        kind=RelationKind(entry["relation"]),
        subject=entry["subject"],
        object=entry["object"],
        pattern=compiled,
        hints=hints,
        text=text,
        terror=bool(entry.get("terror")),
        alone=bool({entry["subject"], entry["object"]} & _UNTAGGED),
    )


def _expanded(text: str, groups: Mapping[str, tuple[str, ...]], titles: frozenset[str]) -> str:
    seen: set[str] = set()

    def one(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "title":
            return r"(?:(?:" + "|".join(sorted(map(re.escape, titles), key=len, reverse=True)) + r")\.?(?!\w))"
        if name == "lmod":
            return r"(?:(?!(?:" + "|".join(groups["rank"]) + r")\b)" + groups["mod"][0] + ")"
        if name == "cap":
            return r"(?-i:[A-Z][\w-]*)"
        if name == "facility":
            return (
                r"(?P<facility>"
                + _alternatives(groups["office"])
                + r"(?: (?:in|to) (?:the )?(?:<\w\d+>|(?-i:[A-Z]\w+))))"
            )
        if name in _TAG_SETS:
            return _tag_pattern(name, seen)
        return _alternatives(groups[name])

    return re.sub(r"\{([a-z_][a-z_0-9]*)\}", one, text)


def _tag_pattern(name: str, seen: set[str]) -> str:
    letters = _TAG_SETS[name]
    sign = rf"<(?-i:[{letters}])\d+>"
    if name.endswith("_list"):
        between = r"(?:,? and |,? as well as |, )(?:the )?(?:<\w\d+> )?(?:[a-z][\w-]* ){0,3}"
        sign = rf"{sign}(?:{between}{sign}){{0,6}}"
    if name in seen:
        return f"(?:{sign})"
    seen.add(name)
    return f"(?P<{name}>{sign})"


def _alternatives(words: tuple[str, ...]) -> str:
    """The words of a group; longer ones first, so that 'deputy leader' is not read as 'leader'."""
    ordered = sorted(words, key=len, reverse=True)
    if len(words) == 1 and words[0].startswith("("):
        return f"(?:{words[0]})"
    return "(?:" + "|".join(word if "\\" in word else re.escape(word) for word in ordered) + r")(?!\w)"
