"""SQL: finding what an article or a report must be compared with."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from dateline.store import schema as t
from dateline.store.database import Database
from dateline.store.protocol import Copy, Dirt, Json
from dateline.store.sql_articles import soil

# Questions are made once: making one takes longer than most answers.
_DIRTY = select(t.dirt.c.ref).where(t.dirt.c.kind == bindparam("kind")).order_by(t.dirt.c.ref)
_SOME_DIRTY = _DIRTY.limit(bindparam("most"))
_FINGERPRINTS = select(t.articles.c.id, t.articles.c.fingerprint)
_BANDS = select(t.article_bands.c.article_id, t.article_bands.c.band)
_COPIES = select(t.copies)
_VIEWS = select(t.reports.c.id, t.reports.c.view)
_COMPONENTS = select(t.components)
_SCORED = select(t.scored)
_IN_BANDS = select(t.article_bands.c.article_id).distinct()
_IN_GROUPS = select(t.copies.c.article_id)
_UNDER = select(t.block_keys.c.report_id).distinct()
_OF_ARTICLES = select(t.reports.c.id)


@dataclass(frozen=True, slots=True)
class SqlNeighbours:
    """Looks for neighbours in indexed SQL tables."""

    database: Database

    def dirt(self, most: int | None = None) -> Dirt:
        """What must be reconciled, at most so many articles at once."""
        articles, limits = (_DIRTY, {}) if most is None else (_SOME_DIRTY, {"most": most})
        with self.database.read() as connection:
            return Dirt(
                tuple(connection.scalars(articles, {"kind": "article", **limits})),
                tuple(connection.scalars(_DIRTY, {"kind": "report"})),
            )

    def soil(self, reports: Iterable[str]) -> None:
        """Mark reports whose incidents must be worked out again."""
        with self.database.write() as connection:
            soil(connection, "report", reports)

    def articles_in_bands(self, bands: Collection[str]) -> frozenset[str]:
        """Articles that share a band of their text's fingerprint."""
        return self._column(_IN_BANDS, t.article_bands.c.band, bands)

    def fingerprints(self, articles: Collection[str]) -> Mapping[str, Json]:
        """Article id -> fingerprint."""
        found = self.database.rows(_FINGERPRINTS, t.articles.c.id, articles)
        return {row.id: json.loads(row.fingerprint) for row in found if row.fingerprint is not None}

    def bands(self, articles: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Article id -> bands."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.database.rows(_BANDS, t.article_bands.c.article_id, articles):
            found[row.article_id].append(row.band)
        return {article: tuple(sorted(bands)) for article, bands in found.items()}

    def copies(self, articles: Collection[str] | None = None) -> Mapping[str, Copy]:
        """Article id -> its place among the copies, for those that have one."""
        found = self.database.rows(_COPIES, t.copies.c.article_id, articles)
        return {
            row.article_id: Copy(row.article_id, row.origin_group, row.copy_of, json.loads(row.body)) for row in found
        }

    def copy_group(self, groups: Collection[str]) -> frozenset[str]:
        """All articles of these groups."""
        return self._column(_IN_GROUPS, t.copies.c.origin_group, groups)

    def reports_under(self, keys: Collection[str]) -> frozenset[str]:
        """Reports kept under any of these block keys."""
        return self._column(_UNDER, t.block_keys.c.block, keys)

    def reports_of(self, articles: Collection[str]) -> frozenset[str]:
        """The reports read in these articles."""
        return self._column(_OF_ARTICLES, t.reports.c.article_id, articles)

    def views(self, reports: Collection[str]) -> Mapping[str, Json]:
        """Report id -> its comparable form."""
        found = [row for row in self.database.rows(_VIEWS, t.reports.c.id, reports) if row.view is not None]
        read = json.loads(f"[{','.join([row.view for row in found])}]")  # hundreds at a time: all at once is sooner
        return {row.id: view for row, view in zip(found, read, strict=True)}

    def component_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """Report id -> the component it hangs in, for those that hang in one."""
        found = self.database.rows(_COMPONENTS, t.components.c.report_id, reports)
        return {row.report_id: row.component for row in found}

    def component(self, names: Collection[str]) -> frozenset[str]:
        """All reports of these components."""
        return frozenset(self.homes(names))

    def homes(self, names: Collection[str]) -> Mapping[str, str]:
        """Report id -> its component, for all reports of these components."""
        found = self.database.rows(_COMPONENTS, t.components.c.component, names)
        return {row.report_id: row.component for row in found}

    def scored(self, names: Collection[str]) -> Mapping[str, Json]:
        """Component -> how alike its reports are, for those where that was worked out."""
        found = self.database.rows(_SCORED, t.scored.c.component, names)
        return {row.component: json.loads(row.body) for row in found}

    def _column(self, question: Select[Any], column: ColumnElement[Any], values: Collection[str]) -> frozenset[str]:
        return frozenset(row[0] for row in self.database.rows(question, column, values))
