"""Gathering what a brief needs from a workspace."""

from __future__ import annotations

from dateline.domain.query import Query
from dateline.engine.engine import Engine
from dateline.export.brief import Brief, make_brief

MOST = 400
"""Incidents in one brief; a longer one nobody reads, and the page stays light."""


def brief_of(engine: Engine, where: Query) -> Brief:
    """The brief of the incidents asked for (the first `MOST` by day)."""
    incidents = list(engine.incidents(where))[:MOST]
    ids = {article for one in incidents for article in one.articles}
    articles = {article.id: article for article in engine.articles(ids)} if ids else {}
    reports = {report for one in incidents for report in one.reports}
    copies = engine.store.neighbours.copies(ids)
    return make_brief(
        incidents,
        articles,
        {report.id: report for report in engine.reports(reports)} if reports else {},
        [said for said in engine.statements(ids) if said.about in reports] if ids else [],
        {ident: fact.copy_of for ident, fact in copies.items() if fact.copy_of},
        where.since,
        where.until,
        engine.now().date(),
    )
