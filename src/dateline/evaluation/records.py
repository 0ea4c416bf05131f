"""Reading annotations and records: the few shapes a field may have on either side."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import UnreadableInput
from dateline.evaluation.names import fold

Record = Mapping[str, Any]

_NO_ARTICLES = frozenset({"incidents.json", "clusters.json", "aliases.json"})
_DAY = re.compile(r"-?\d{4}(-\d{2})?(-\d{2})?")


@dataclass(frozen=True, slots=True)
class Gold:
    """Hand-made annotations: one record an article, and which incidents they form together."""

    articles: tuple[Record, ...]
    clusters: Mapping[str, Any] | None = None
    aliases: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exported:
    """The records that are measured."""

    documents: tuple[Record, ...]
    reports: tuple[Record, ...]
    incidents: tuple[Record, ...]
    statements: tuple[Record, ...]
    relations: tuple[Record, ...]


def read_gold(folder: Path, aliases: Path | None = None) -> Gold:
    """Read a folder of annotations; raises UnreadableInput naming the file that is none."""
    articles = [_load(file) for file in sorted(folder.glob("*.json")) if file.name not in _NO_ARTICLES]
    if not articles:
        raise UnreadableInput(f"{folder} holds no annotations (one JSON file an article)")
    for article, file in zip(articles, sorted(folder.glob("*.json")), strict=False):
        if not isinstance(article, dict) or "doc_id" not in article:
            raise UnreadableInput(f"{file} is no annotation: it has no doc_id")
    clusters = folder / "clusters.json"
    spellings = aliases or _aliases_near(folder)
    return Gold(
        tuple(articles),
        _load(clusters) if clusters.exists() else None,
        _load(spellings) if spellings else {},
    )


def _aliases_near(folder: Path) -> Path | None:
    """The alias list that lies with the annotations or beside them."""
    home = folder.resolve()
    near = [home / "aliases.json", *(up / "score" / "aliases.json" for up in list(home.parents)[:2])]
    return next((file for file in near if file.is_file()), None)


def _load(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{file} cannot be read: {error}") from error


def read_export(folder: Path) -> Exported:
    """Read the JSON Lines of an export; a missing file has no records."""
    kinds = ("documents", "reports", "incidents", "statements", "relations")
    return Exported(*(_lines(folder / f"{kind}.jsonl") for kind in kinds))


def _lines(file: Path) -> tuple[Record, ...]:
    if not file.exists():
        return ()
    return tuple(json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())


def by_document(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Document id -> its records."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record["document_id"]].append(record)
    return found


def names(value: Any) -> list[str]:
    """Names in a list of strings or of objects with `name` and `text`."""
    found: list[str] = []
    for one in value or ():
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            found += [one[key] for key in ("name", "text") if one.get(key)]
    return found


def quotes(value: Any) -> list[str]:
    """Texts in a string, an object with `text`, or a list of these."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict) and one.get("text"):
            found.append(one["text"])
    return found


def first_day(record: Record) -> str | None:
    """Where a record's date begins: day, month or year as told."""
    given = record.get("date")
    if isinstance(given, dict):
        return _day(given.get("start"))
    return _day(given.partition("/")[0]) if isinstance(given, str) else _day(record.get("date_start"))


def _day(text: Any) -> str | None:
    match = _DAY.match(str(text)) if text else None
    return match.group(0) if match else None


def place(record: Record) -> tuple[list[str], str | None]:
    """The names of a record's place, most exact first, and its country."""
    given = record.get("place")
    if isinstance(given, dict):
        return [given[key] for key in ("name", "text", "admin1") if given.get(key)], given.get("country")
    return [one for one in (given, record.get("admin1")) if one], record.get("country")


def same_count(one: Record | None, other: Record | None) -> bool:
    """The low ends agree, or, where the first has none, the high ends."""
    if not one or not other:
        return False
    end = "high" if one.get("low") is None else "low"
    return one.get(end) is not None and one.get(end) == other.get(end)


def pair_documents(gold: Iterable[Record], documents: Iterable[Record]) -> dict[str, str]:
    """Annotated article -> exported document: by outside id, address, headline, else the first words of the body."""
    known = list(documents)
    by_id = {one["external_id"]: one["id"] for one in known if one.get("external_id")}
    by_url = {one["url"].rstrip("/"): one["id"] for one in known if one.get("url")}
    by_title = {fold(one["title"]): one["id"] for one in known if one.get("title")}
    pairs: dict[str, str] = {}
    for article in gold:
        found = by_id.get(article["doc_id"])
        if not found and article.get("url"):
            found = by_url.get(article["url"].rstrip("/"))
        found = found or by_title.get(fold(article.get("title"))) or _by_first_words(article, known)
        if found:
            pairs[article["doc_id"]] = found
    return pairs


def _by_first_words(article: Record, documents: Iterable[Record]) -> str | None:
    first = fold(article.get("body_first_words"))
    return next((one["id"] for one in documents if first and first in fold(one.get("text"))), None)
