"""SQL: finding what an article or a report must be compared with."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from dateline.store import schema as t
from dateline.store.database import Database
from dateline.store.protocol import Copy, Dirt, Json
from dateline.store.sql_articles import soil


@dataclass(frozen=True, slots=True)
class SqlNeighbours:
    """Looks for neighbours in indexed SQL tables."""

    database: Database

    def dirt(self, most: int | None = None) -> Dirt:
        """What must be reconciled, at most so many articles at once."""
        table = t.dirt
        articles = select(table.c.ref).where(table.c.kind == "article").order_by(table.c.ref)
        reports = select(table.c.ref).where(table.c.kind == "report").order_by(table.c.ref)
        with self.database.read() as connection:
            return Dirt(
                tuple(connection.scalars(articles if most is None else articles.limit(most))),
                tuple(connection.scalars(reports)),
            )

    def soil(self, reports: Iterable[str]) -> None:
        """Mark reports whose incidents must be worked out again."""
        with self.database.write() as connection:
            soil(connection, "report", reports)

    def articles_in_bands(self, bands: Collection[str]) -> frozenset[str]:
        """Articles that share a band of their text's fingerprint."""
        return self._column(t.article_bands.c.article_id, t.article_bands.c.band, bands)

    def fingerprints(self, articles: Collection[str]) -> Mapping[str, Json]:
        """Article id -> fingerprint."""
        found = self.database.rows(select(t.articles.c.id, t.articles.c.fingerprint), t.articles.c.id, articles)
        return {row.id: json.loads(row.fingerprint) for row in found if row.fingerprint is not None}

    def bands(self, articles: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Article id -> bands."""
        found: dict[str, list[str]] = defaultdict(list)
        table = t.article_bands
        for row in self.database.rows(select(table.c.article_id, table.c.band), table.c.article_id, articles):
            found[row.article_id].append(row.band)
        return {article: tuple(sorted(bands)) for article, bands in found.items()}

    def copies(self, articles: Collection[str] | None = None) -> Mapping[str, Copy]:
        """Article id -> its place among the copies, for those that have one."""
        found = self.database.rows(select(t.copies), t.copies.c.article_id, articles)
        return {
            row.article_id: Copy(row.article_id, row.origin_group, row.copy_of, json.loads(row.body)) for row in found
        }

    def copy_group(self, groups: Collection[str]) -> frozenset[str]:
        """All articles of these groups."""
        return self._column(t.copies.c.article_id, t.copies.c.origin_group, groups)

    def reports_under(self, keys: Collection[str]) -> frozenset[str]:
        """Reports kept under any of these block keys."""
        return self._column(t.block_keys.c.report_id, t.block_keys.c.block, keys)

    def reports_of(self, articles: Collection[str]) -> frozenset[str]:
        """The reports read in these articles."""
        return self._column(t.reports.c.id, t.reports.c.article_id, articles)

    def views(self, reports: Collection[str]) -> Mapping[str, Json]:
        """Report id -> its comparable form."""
        found = self.database.rows(select(t.reports.c.id, t.reports.c.view), t.reports.c.id, reports)
        return {row.id: json.loads(row.view) for row in found if row.view is not None}

    def component_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """Report id -> the component it hangs in, for those that hang in one."""
        found = self.database.rows(select(t.components), t.components.c.report_id, reports)
        return {row.report_id: row.component for row in found}

    def component(self, names: Collection[str]) -> frozenset[str]:
        """All reports of these components."""
        return self._column(t.components.c.report_id, t.components.c.component, names)

    def scored(self, names: Collection[str]) -> Mapping[str, Json]:
        """Component -> how alike its reports are, for those where that was worked out."""
        found = self.database.rows(select(t.scored), t.scored.c.component, names)
        return {row.component: json.loads(row.body) for row in found}

    def _column(
        self, wanted: ColumnElement[Any], column: ColumnElement[Any], values: Collection[str]
    ) -> frozenset[str]:
        return frozenset(row[0] for row in self.database.rows(select(wanted).distinct(), column, values))
