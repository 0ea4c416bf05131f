"""From checked YAML entries to one index: actors as rows, names as folded forms, bodies of states as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dateline.domain.names import fold, tolerant_key
from dateline.errors import Flaw, KnowledgeError
from dateline.knowledge.actor_book.additions import apply_additions
from dateline.knowledge.actor_book.check import check_together
from dateline.knowledge.actor_book.load import Entry, check_addition, check_entry, read_yaml_entries

INDEX_VERSION = 17
_OF_LATE = "2025"
_SLOTS = ("{adj}", "{state}", "{adj_ar}", "{adj_ar_f}", "{state_ar}")
_AL = re.compile(r"[وفبك]?(?:ال|لل)(?=[\u0621-\u06cc]{2})")


def data_files(folders: Iterable[Path]) -> list[Path]:
    """Every pack file in the folders, in a fixed order."""
    return sorted(file for folder in folders for file in Path(folder).rglob("*.yaml"))


def read_packs(folders: Iterable[Path], without: Path | None = None) -> tuple[list[Entry], list[Entry], list[Flaw]]:
    """Actor entries, pattern entries and all mistakes of the packs in the folders.

    `without` is a file that is left out; what only leads to actors of that file is then no mistake.
    """
    actors: list[Entry] = []
    patterns: list[Entry] = []
    additions: list[Entry] = []
    sources: set[str] = set()
    flaws: list[Flaw] = []
    for file in data_files(folders):
        if file == without:
            continue
        entries, wrong = read_yaml_entries(file)
        flaws += wrong
        if file.stem.startswith("sources"):
            sources |= {str(entry.value.get("id")) for entry in entries}
        elif file.stem.startswith("patterns"):
            patterns += entries
        elif not file.stem.startswith("rejected"):
            adding = [entry for entry in entries if "extends" in entry.value]
            owned = [entry for entry in entries if "extends" not in entry.value]
            flaws += [flaw for entry in owned for flaw in check_entry(entry)]
            flaws += [flaw for entry in adding for flaw in check_addition(entry)]
            actors += owned
            additions += adding
    if not flaws:
        actors, flaws = apply_additions(actors, additions)
    suffixes = {str(entry.value.get("id_suffix")) for entry in patterns}
    flaws = [] if without else [*flaws, *check_together(actors, sources, suffixes)]
    return actors, patterns, flaws


def build_index(folders: Iterable[Path], without: Path | None = None) -> dict[str, Any]:
    """The whole index as plain values; raises KnowledgeError naming every mistake when there is one."""
    actors, patterns, flaws = read_packs(folders, without)
    if flaws:
        raise KnowledgeError(tuple(flaws))
    rows = [_row(entry.value) for entry in actors]
    index: dict[str, Any] = {
        "version": INDEX_VERSION,
        "actors": rows,
        "forms": {},
        "slots": {},
        "adjectives": {},
        "keys": {},
        "replaces": {old: e.value["id"] for e in actors for old in e.value.get("replaces") or []},
        **_patterns(patterns),
    }
    for position, entry in enumerate(actors):
        for text, use in _spellings(entry.value):
            _add_form(index["forms"], text, position, use)
            key = " ".join(tolerant_key(text))
            if " " in key and use in ("", "former", "translation"):
                index["keys"].setdefault(key, {}).setdefault(position, text)
        _add_slots(index, entry.value, position)
    index["keys"] = {key: sorted(found.items()) for key, found in index["keys"].items()}
    return index


def _row(value: Mapping[str, Any]) -> list[Any]:
    names = []
    for name in value.get("names") or []:
        given = {"text": name} if isinstance(name, str) else name
        names.append(
            [given["text"], given.get("lang") or "en", given.get("use") or "", given.get("since"), given.get("until")]
        )
    ties = [
        [t["relation"], t["of"], t.get("title"), t.get("since"), t.get("until"), t.get("source")]
        for t in value.get("relations") or []
    ]
    listed = [[d["by"], d["list"], d.get("date"), d.get("source")] for d in value.get("designations") or []]
    source = value.get("source") or []
    return [
        value["id"],
        value["kind"],
        value["name"],
        names,
        value.get("country"),
        ties,
        listed,
        sorted((str(k), str(v)) for k, v in (value.get("identifiers") or {}).items()),
        bool(value.get("generic")),
        [source] if isinstance(source, str) else list(source),
        _weight(value, len(names), len(ties), len(listed)),
    ]


def _weight(value: Mapping[str, Any], names: int, ties: int, listed: int) -> int:
    """How much the book tells of an actor; the dead, the former and the dissolved count a third.

    Not those gone of late: most articles that name them are older than their end.
    """
    told = names + 2 * ties + listed + len(value.get("identifiers") or {})
    active = value.get("active")
    gone = value.get("died") or (isinstance(active, dict) and active.get("until"))
    return told // 3 if gone and str(gone) < _OF_LATE else told


def _spellings(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    spellings = [(value["name"], "")]
    for name in value.get("names") or []:
        spellings.append((name, "") if isinstance(name, str) else (name["text"], name.get("use") or ""))
    return spellings


def _variants(form: str) -> set[str]:
    """The form with its inner articles as 'al', as 'el' and left out; Arabic names with their one-letter prefixes."""
    words = form.split()
    found = {form}
    if len(words) > 1 and any(word in ("al", "el", "ul") for word in words):
        for article in ("al", "el"):
            found.add(" ".join(article if word in ("al", "el", "ul") else word for word in words))
        bare = [word for word in words if word not in ("al", "el", "ul")]
        if len(bare) > 1:
            found.add(" ".join(bare))
    if form and "\u0600" <= form[0] <= "\u06ff" and len(form) > 3:
        found |= {letter + form for letter in "وبلفك"}
    return found


def articles_of(name: str) -> str:
    """Which words of an Arabic name carry the article, which folding takes off: 'بغداد اليوم' is not 'بغداد يوم'.

    One letter a word, 'a' with and '-' without; of several words the first is left out, its prefixes vary.
    """
    words = name.split()
    if name.isascii() or not any("\u0600" <= c <= "\u06ff" for c in name):
        return ""
    return "".join("a" if _AL.match(word) else "-" for word in (words[1:] or words))


def _add_form(forms: dict[str, list[list[Any]]], text: str, position: int, use: str) -> None:
    folded = fold(text)
    letters = "".join(c for c in text if c.isalpha())
    capitals = use == "abbreviation" or (letters.isupper() and len(letters) <= 6)
    for variant in _variants(folded):
        if len(variant) < 2 or (len(variant) == 3 and variant.startswith("a ")):  # 'A.U.' would swallow 'A U.S. jet'
            continue
        held = forms.setdefault(variant, [])
        if not any(there[0] == position for there in held):
            held.append([position, use, capitals and letters.isascii(), articles_of(text)])


def _add_slots(index: dict[str, Any], value: Mapping[str, Any], position: int) -> None:
    if value["kind"] != "state":
        return
    slots = index["slots"]
    adjectives = [str(a) for a in value.get("adjectives") or []]
    index["adjectives"].update({str(position): adjectives[0]} if adjectives else {})
    for slot, texts in (
        ("{adj}", adjectives),
        ("{state}", [t for t, use in _spellings(value) if t.isascii() or use == ""]),
        ("{adj_ar}", [value.get("adj_ar")]),
        ("{adj_ar_f}", [value.get("adj_ar_f")]),
        ("{state_ar}", [n["text"] for n in value.get("names") or [] if isinstance(n, dict) and n.get("lang") == "ar"]),
    ):
        for text in texts:
            if text:
                for variant in _variants(fold(str(text))) | _without_apostrophe(slot, fold(str(text))):
                    held = slots.setdefault(variant, [])
                    if [slot, position] not in held:
                        held.append([slot, position])
    for people in value.get("demonyms") or []:
        _add_form(index["forms"], str(people), position, "demonym")
    for text in adjectives:
        _add_form(index["forms"], text, position, "demonym")
    for seat in [value.get("capital"), *(value.get("seats") or [])]:
        if seat:
            _add_form(index["forms"], str(seat), position, "metonym")


def _without_apostrophe(slot: str, form: str) -> set[str]:
    """'Syrias army': some feeds lose the apostrophe; beside the name of a body the state is meant all the same."""
    return {form + "s"} if slot == "{state}" and form.isascii() and form.isalpha() and form[-1] != "s" else set()


def _patterns(entries: list[Entry]) -> dict[str, Any]:
    """Patterns as (words before the slot, slot, words after it) -> bodies' suffixes."""
    suffixes: list[list[Any]] = []
    parts: dict[str, list[list[Any]]] = {}
    for entry in entries:
        value = entry.value
        suffixes.append(
            [
                value["id_suffix"],
                value["kind"],
                value.get("relation") or "part_of",
                value["name"],
                bool(value.get("generic")),
                bool(value.get("state_itself")),
            ]
        )
        for form in value["forms"]:
            text = form if isinstance(form, str) else form["text"]
            slot = next((s for s in _SLOTS if s in text), None)
            if slot is None:
                continue
            before, _, after = text.partition(slot)
            pair = [fold(before), slot, fold(after.removeprefix("'s"))]
            held = parts.setdefault(pair[2] or pair[0], [])
            held.append([*pair, len(suffixes) - 1])
    bare: dict[str, list[Any]] = {}
    for entry in entries:
        for text in entry.value.get("bare") or []:
            bare[fold(text).removeprefix("the ")] = [entry.value["id_suffix"], text.startswith("the ")]
    return {"suffixes": suffixes, "parts": parts, "bare": bare}
