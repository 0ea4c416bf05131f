"""The word lists that reading rests on, read from data files (format: data/lexicons/README.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.domain.vocabulary import MODES, EventType
from dateline.errors import Flaw, KnowledgeError
from dateline.extract.words.inflect import plural, verb_forms

LEXICON_FOLDER = Path(__file__).resolve().parents[2] / "data" / "lexicons"


@dataclass(frozen=True, slots=True)
class Frame:
    """Which role each grammatical part fills: keys are 'subject', 'object', 'passive' (subject of a passive), 'poss'
    and prepositions; values are 'actor', 'recipient', 'party', 'weapon', 'victim', 'goods', 'either' or 'none'."""

    name: str
    roles: Mapping[str, str]

    def role(self, part: str) -> str | None:
        """The role of a part, or None where the frame says nothing."""
        return self.roles.get(part)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One sense of a word or phrase that can tell a happening.

    `head` is the index of the word within the form that carries the grammar. `effect` marks words that tell a result
    (kill, injure, destroy, damage). `weak` senses need company: they join other mentions or need a full set of roles.
    """

    lemma: str
    verbal: bool
    type: EventType
    frame: Frame
    mode: str | None = None
    weapon: str | None = None
    effect: str | None = None
    object: str | None = None
    not_object: str | None = None
    needs: str | None = None
    head: int = 0
    weak: bool = False
    alone: bool = False
    material: bool = True
    then: frozenset[str] = frozenset()
    """Words or phrases of which one must follow the form within `within` words ('took ... lives')."""
    within: int = 6
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weapon:
    """A kind of weapon: the word of the record, the PLOVER mode it implies, and whether single items are counted."""

    kind: str
    mode: str | None
    single: bool = False
    platform: bool = False
    goods: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the event reader knows about words. Forms are lower case, with straight apostrophes."""

    triggers: Mapping[str, tuple[Trigger, ...]]
    weapons: Mapping[str, Weapon]
    nouns: Mapping[str, frozenset[str]]
    cues: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    multipliers: frozenset[str]
    vague: frozenset[str]
    bounds: Mapping[str, str]
    noun_of: Mapping[str, frozenset[str]]
    weapon_sizes: Mapping[str, tuple[int, ...]]
    """How many words the names of weapons have that begin with a word, the longest first."""

    def cue(self, name: str, word: str) -> bool:
        """Whether a lower-case word stands in the cue list `name`."""
        return word in self.cues[name]

    def is_a(self, word: str, kind: str) -> bool:
        """Whether a lower-case noun belongs to a noun class."""
        return word in self.nouns.get(kind, frozenset())


_VERB_KEYS = {"verb", "forms", "also", "past", "participle", "gerund", "third", "double"}
_NOUN_KEYS = {"noun", "forms", "also"}
_SENSE_KEYS = {
    "type",
    "mode",
    "weapon",
    "effect",
    "object",
    "not_object",
    "needs",
    "head",
    "weak",
    "alone",
    "material",
    "frame",
    "within",
}
_FLAG_KEYS = {
    "noun_only", "verb_only", "seize_if_police", "only_police", "labour_if", "singular", "only_merge", "person",
    "prep_inside", "of_object", "status", "preps", "of", "poss", "then", "not_event_if_object",
}  # fmt: skip
_PARTS_OF_ENTRY = {"preps", "of", "poss", "then"}


@lru_cache(maxsize=4)
def load_lexicon(folder: Path = LEXICON_FOLDER) -> Lexicon:
    """Read the lexicons of a folder; the same folder is read once.

    Raises:
        KnowledgeError: an entry has an unknown key, type, mode or frame; names file and entry.
    """
    flaws: list[Flaw] = []
    frames = _frames(folder / "events" / "frames.yaml")
    triggers: dict[str, list[Trigger]] = {}
    for path in sorted((folder / "events").glob("*.yaml")):
        if path.name == "frames.yaml":
            continue
        for form, trigger in _triggers_of(path, frames, flaws):
            senses = triggers.setdefault(form, [])
            if trigger not in senses:
                senses.append(trigger)
    if flaws:
        raise KnowledgeError(tuple(flaws))
    nouns = {name: _with_plurals(words) for name, words in _one(folder / "nouns.yaml").items()}
    cues = {name: frozenset(map(str, words)) for name, words in _one(folder / "cues.yaml").items()}
    numbers = _one(folder / "numbers.yaml")
    bounds = {str(words): side for side in ("at_least", "at_most", "about") for words in numbers[side]}
    weapons = dict(_weapons(_one(folder / "weapons.yaml")))
    return Lexicon(
        triggers=MappingProxyType({form: tuple(senses) for form, senses in triggers.items()}),
        weapons=MappingProxyType(weapons),
        nouns=MappingProxyType(nouns),
        cues=MappingProxyType(cues),
        numbers=MappingProxyType({str(word): int(value) for word, value in numbers["values"].items()}),
        multipliers=frozenset(numbers["multipliers"]),
        vague=frozenset(numbers["vague"]),
        bounds=MappingProxyType(bounds),
        noun_of=MappingProxyType(_invert(nouns)),
        weapon_sizes=MappingProxyType(_sizes(weapons)),
    )


def read_yaml(path: Path) -> list[Any]:
    """The documents of a YAML file; 'on', 'off', 'yes' and 'no' stay words."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Words(base):  # type: ignore[misc]
        pass

    kept = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, pairs in base.yaml_implicit_resolvers.items()
    }
    Words.yaml_implicit_resolvers = kept
    with path.open(encoding="utf-8") as file:
        return list(yaml.load_all(file, Loader=Words))


def _one(path: Path) -> Any:
    return read_yaml(path)[0]


def _frames(path: Path) -> dict[tuple[bool, str], Frame]:
    groups = _one(path)
    frames = {}
    for verbal, group in ((True, "verbs"), (False, "nouns")):
        for name, parts in groups[group].items():
            roles = {key: value for key, value in parts.items() if key != "preps"} | parts.get("preps", {})
            frames[verbal, name] = Frame(name, MappingProxyType(roles))
    return frames


def _triggers_of(path: Path, frames: dict[tuple[bool, str], Frame], flaws: list[Flaw]) -> Iterator[tuple[str, Trigger]]:
    for section in read_yaml(path):
        for verbal, group in ((True, "verbs"), (False, "nouns")):
            for entry in section.get(group, []):
                trigger = _trigger(entry, verbal, section["type"], frames, flaws, path)
                if trigger is not None:
                    for form in _forms(entry, verbal):
                        yield form, trigger


def _trigger(
    entry: dict[str, Any],
    verbal: bool,
    section_type: str,
    frames: dict[tuple[bool, str], Frame],
    flaws: list[Flaw],
    path: Path,
) -> Trigger | None:
    name = str(entry.get("verb" if verbal else "noun"))
    unknown = set(entry) - _SENSE_KEYS - _FLAG_KEYS - (_VERB_KEYS if verbal else _NOUN_KEYS)
    kind = entry.get("type", section_type)
    base = frames.get((verbal, entry.get("frame", "act" if verbal else "strike")))
    mode = entry.get("mode")
    if unknown or base is None or kind not in EventType.__members__ or (mode and mode not in MODES[EventType(kind)]):
        flaws.append(Flaw(path, 0, f"entry {name!r}: unknown key, type, mode or frame ({sorted(unknown) or entry})"))
        return None
    changes = dict(entry.get("preps", {})) | {key: entry[key] for key in ("of", "poss") if key in entry}
    frame = Frame(base.name, MappingProxyType({**base.roles, **changes})) if changes else base
    return Trigger(
        lemma=name,
        verbal=verbal,
        type=EventType(kind),
        frame=frame,
        mode=mode,
        then=frozenset(str(words).lower() for words in entry.get("then", [])),
        flags=frozenset(key for key in _FLAG_KEYS - _PARTS_OF_ENTRY if entry.get(key)),
        **{key: entry[key] for key in _SENSE_KEYS - {"type", "frame", "mode"} if key in entry},
    )


def _forms(entry: dict[str, Any], verbal: bool) -> list[str]:
    if "forms" in entry:
        return [str(form).lower() for form in entry["forms"]]
    if verbal:
        given = {key: entry[key] for key in ("past", "participle", "gerund", "third", "double") if key in entry}
        more = [form for verb in entry.get("also", []) for form in verb_forms(str(verb))]
        return [form.lower() for form in dict.fromkeys((*verb_forms(str(entry["verb"]), **given), *more))]
    names = [str(entry["noun"]).lower(), *(str(name).lower() for name in entry.get("also", []))]
    both = [form for name in names for form in (name, plural(name))]
    return names if entry.get("singular") else list(dict.fromkeys(both))


def _weapons(entries: list[dict[str, Any]]) -> Iterator[tuple[str, Weapon]]:
    for entry in entries:
        weapon = Weapon(
            entry["kind"],
            entry.get("mode"),
            entry.get("single", False),
            entry.get("platform", False),
            entry.get("goods", False),
        )
        for form in entry["forms"]:
            yield form.lower(), weapon
            yield plural(form.lower()), weapon


def _sizes(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for form in forms:
        words = form.split(" ")
        found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


def _with_plurals(words: list[Any]) -> frozenset[str]:
    names = [str(word).lower() for word in words]
    return frozenset(names) | frozenset(map(plural, names))


def _invert(nouns: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in nouns.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}
