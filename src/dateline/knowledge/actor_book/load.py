"""Reading actor packs: YAML lists of entries, every mistake told with file and line, nothing half-loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.domain.vocabulary import ActorKind, RelationKind
from dateline.errors import Flaw

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
USES = frozenset({"", "abbreviation", "former", "translation", "nickname", "short"})
_KEYS = frozenset(
    """id kind name names country relations designations identifiers born died active generic source note title
    adjectives demonyms seats capital adj_ar adj_ar_f hosts replaces""".split()
)
_ADDING = frozenset("extends names without relations designations identifiers country source note optional".split())
_LISTS = frozenset(
    {"names", "relations", "designations", "adjectives", "demonyms", "seats", "hosts", "replaces", "without"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One YAML entry with the place it stands."""

    file: Path
    line: int
    value: dict[str, Any]
    lines: dict[str, int]

    def flaw(self, message: str, key: str | None = None) -> Flaw:
        """A mistake in this entry, at the line of `key` if given."""
        return Flaw(self.file, self.lines.get(key or "", self.line), message)


def read_yaml_entries(file: Path) -> tuple[list[Entry], list[Flaw]]:
    """The entries of one file and what is wrong with its YAML; a file that cannot be parsed has no entries."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(file.read_text("utf-8"), Loader=loader)
    except UnicodeDecodeError:
        return [], [Flaw(file, 1, "this file is not UTF-8 text; save it as UTF-8")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not valid YAML"
        return [], [Flaw(file, mark.line + 1 if mark else 1, f"not valid YAML: {problem}")]
    if node is None:
        return [], []
    if not isinstance(node, yaml.SequenceNode):
        return [], [Flaw(file, 1, "this file must be a list: each entry begins with '- id: ...'")]
    entries, flaws = [], []
    for item in node.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.MappingNode):
            flaws.append(Flaw(file, line, "an entry must be 'key: value' lines, beginning with '- id: ...'"))
            continue
        lines = {key.value: key.start_mark.line + 1 for key, _ in item.value}
        if len(lines) < len(item.value):
            flaws.append(Flaw(file, line, "a key stands twice in this entry"))
        entries.append(Entry(file, line, _plain(item), lines))
    return entries, flaws


def _plain(node: Any) -> Any:
    """Plain values; only explicit true, false and null are not text, so 'NO' stays Norway."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    plain = node.style in (None, "")  # the C loader writes '' where the Python one writes None
    if plain and node.value in ("true", "false"):
        return node.value == "true"
    if plain and node.value in ("null", "~", ""):
        return None
    return node.value


def check_entry(entry: Entry) -> Iterator[Flaw]:
    """Every mistake that shows in the entry by itself."""
    value = entry.value
    for key in sorted(set(value) - _KEYS):
        yield entry.flaw(f"unknown key {key!r}; known keys: {', '.join(sorted(_KEYS))}", key)
    if not isinstance(value.get("id"), str) or not _SLUG.match(value["id"]):
        yield entry.flaw("an entry needs an id of lower-case letters, digits and hyphens", "id")
    if value.get("kind") not in list(ActorKind):
        yield entry.flaw(f"kind must be one of {', '.join(ActorKind)}", "kind")
    if not isinstance(value.get("name"), str) or not value["name"].strip():
        yield entry.flaw("an entry needs a name", "name")
    if value.get("country") is not None and not _COUNTRY.match(str(value["country"])):
        yield entry.flaw("country must be a two-letter code such as IQ", "country")
    if not value.get("source"):
        yield entry.flaw("an entry needs a source: the key of a line in a sources file")
    for key in sorted(_LISTS & set(value)):
        if value[key] is not None and not isinstance(value[key], list):
            yield entry.flaw(f"{key} must be a list", key)
            return
    yield from _check_names(entry)
    yield from _check_facts(entry)


def check_addition(entry: Entry) -> Iterator[Flaw]:
    """Every mistake that shows in an entry that adds to another one (`extends: id`)."""
    for key in sorted(set(entry.value) - _ADDING):
        yield entry.flaw(f"unknown key {key!r}; an addition has: {', '.join(sorted(_ADDING))}", key)
    if not entry.value.get("source"):
        yield entry.flaw("an addition needs a source: the key of a line in a sources file")
    for key in sorted(_LISTS & set(entry.value)):
        if entry.value[key] is not None and not isinstance(entry.value[key], list):
            yield entry.flaw(f"{key} must be a list", key)
            return
    yield from _check_names(entry)
    yield from _check_facts(entry)


def _check_names(entry: Entry) -> Iterator[Flaw]:
    for name in entry.value.get("names") or []:
        if isinstance(name, str) and name.strip():
            continue
        if not isinstance(name, dict) or not isinstance(name.get("text"), str) or not name["text"].strip():
            yield entry.flaw(f"a name must be text or {{text: ..., lang: ..., use: ...}}, not {name!r}", "names")
        elif (name.get("use") or "") not in USES:
            yield entry.flaw(f"use of a name must be one of {', '.join(sorted(USES - {''}))}", "names")


def _check_facts(entry: Entry) -> Iterator[Flaw]:
    for tie in entry.value.get("relations") or []:
        if not isinstance(tie, dict) or tie.get("relation") not in list(RelationKind) or not tie.get("of"):
            yield entry.flaw(f"a relation must be {{relation: one of {', '.join(RelationKind)}, of: id}}", "relations")
            continue
        yield from _check_dates(entry, tie, ("since", "until"), "relations")
    for listing in entry.value.get("designations") or []:
        if not isinstance(listing, dict) or not listing.get("by") or not listing.get("list"):
            yield entry.flaw("a designation must be {by: id, list: name, date: ...}", "designations")
            continue
        yield from _check_dates(entry, listing, ("date",), "designations")
    yield from _check_dates(entry, entry.value, ("born", "died"), None)


def _check_dates(entry: Entry, facts: dict[str, Any], keys: Iterable[str], at: str | None) -> Iterator[Flaw]:
    for key in keys:
        if facts.get(key) is not None and not _DATE.match(str(facts[key])):
            wrong = f"{key} must be a year, a month or a day such as 2020-01-03, not {facts[key]!r}"
            yield entry.flaw(wrong, at or key)
