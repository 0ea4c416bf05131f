"""The tables, as queries see them. What a database enforces (CHECK, triggers) is written by hand in the migrations."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy import Float as Real

metadata = MetaData()


def _id(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, Text, nullable=True)


def _of(name: str, target: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(target, ondelete="CASCADE"), primary_key=key, nullable=False)


raws = Table(
    "raws",
    metadata,
    _id(),
    _text("sha256"),
    _text("kind"),
    _text("location"),
    _text("collected_at"),
    _text("given"),
    _text("reader"),
    Index("raws_sha256", "sha256"),
)
"""Collected bytes: what the archive holds, where it came from and when, and which reader read it."""

versions = Table(
    "versions",
    metadata,
    Column("article_id", Text, primary_key=True),
    _of("raw_id", "raws.id", key=True),
    _text("rank"),
    _text("body"),
    _text("digest"),
)
"""Every version of an article, clean; the one of the highest rank counts."""

articles = Table(
    "articles",
    metadata,
    _id(),
    _of("raw_id", "raws.id"),
    _text("reader"),
    _text("outlet_key"),
    _maybe("published"),
    _maybe("language"),
    _text("reading"),
    _maybe("fingerprint"),
    _text("digest"),
    Index("articles_outlet", "outlet_key"),
    Index("articles_reader", "reader"),
)
"""Articles with their reading (reports, statements and relations apart)."""

reports = Table(
    "reports",
    metadata,
    _id(),
    _of("article_id", "articles.id"),
    Column("ordinal", Integer, nullable=False),
    _text("anchor"),
    _text("type"),
    _text("status"),
    _text("body"),
    _maybe("view"),
    _text("digest"),
    Index("reports_article", "article_id"),
    Index("reports_anchor", "anchor"),
)
"""Reports; `anchor` is the incident id that this report gives when it is an incident's anchor."""

former_reports = Table(
    "former_reports",
    metadata,
    _id(),
    _text("article_id"),
    _text("anchor"),
    _text("type"),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    _maybe("successor"),
    Index("former_reports_anchor", "anchor"),
    Index("former_reports_article", "article_id"),
)
"""Reports of earlier readings, so that ids given once lead on."""

statements = Table(
    "statements",
    metadata,
    _id(),
    _of("article_id", "articles.id"),
    Column("ordinal", Integer, nullable=False),
    _maybe("speaker_id"),
    _text("act"),
    _maybe("about"),
    _text("body"),
    _text("digest"),
    Index("statements_article", "article_id"),
    Index("statements_speaker", "speaker_id"),
)

relations = Table(
    "relations",
    metadata,
    _id(),
    _of("article_id", "articles.id"),
    Column("ordinal", Integer, nullable=False),
    _maybe("subject_id"),
    _text("kind"),
    _maybe("object_id"),
    _text("body"),
    _text("digest"),
    Index("relations_article", "article_id"),
)

mentions = Table(
    "mentions",
    metadata,
    _of("article_id", "articles.id", key=True),
    Column("actor_id", Text, primary_key=True),
    Column("spelling", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Index("mentions_actor", "actor_id"),
)
"""How often an article names an actor by each spelling."""

met_actors = Table(
    "met_actors",
    metadata,
    _of("article_id", "articles.id", key=True),
    Column("actor_id", Text, primary_key=True),
    _text("body"),
    _text("digest"),
    Index("met_actors_actor", "actor_id"),
)
"""Actors that the actor book does not know, as each article tells them."""

block_keys = Table(
    "block_keys",
    metadata,
    Column("block", Text, primary_key=True),
    _of("report_id", "reports.id", key=True),
    Index("block_keys_report", "report_id"),
)

article_bands = Table(
    "article_bands",
    metadata,
    Column("band", Text, primary_key=True),
    _of("article_id", "articles.id", key=True),
    Index("article_bands_article", "article_id"),
)

components = Table(
    "components",
    metadata,
    _of("report_id", "reports.id", key=True),
    _text("component"),
    Index("components_component", "component"),
)
"""Which reports hang together by likely pairs: what must be grouped again when one of them changes."""

scored = Table("scored", metadata, _id("component"), _text("body"))
"""How alike the reports of a component are, pair by pair: what the next newcomer need not have worked out again."""

copies = Table(
    "copies",
    metadata,
    _of("article_id", "articles.id", key=True),
    _text("origin_group"),
    _maybe("copy_of"),
    _text("body"),
    Index("copies_group", "origin_group"),
)

incidents = Table(
    "incidents",
    metadata,
    _id(),
    _text("type"),
    _text("status"),
    _maybe("first_day"),
    _maybe("last_day"),
    _maybe("country"),
    _maybe("place_id"),
    _text("place_words"),
    Column("lat", Real, nullable=True),
    Column("lon", Real, nullable=True),
    Column("independent_sources", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    _text("body"),
    _text("digest"),
    Index("incidents_days", "first_day", "last_day"),
    Index("incidents_type", "type"),
    Index("incidents_point", "lat", "lon"),
)
"""Derived; can be worked out again from reports and decisions at any time."""

membership = Table(
    "membership",
    metadata,
    _of("report_id", "reports.id", key=True),
    _of("incident_id", "incidents.id"),
    Index("membership_incident", "incident_id"),
)

incident_actors = Table(
    "incident_actors",
    metadata,
    _of("incident_id", "incidents.id", key=True),
    Column("actor_id", Text, primary_key=True),
    Index("incident_actors_actor", "actor_id"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    _text("body"),
)
"""Append-only; each holds the hash of the one before."""

failures = Table("failures", metadata, _id("location"), _id("step"), _id("reason"), _text("noted_at"))

sources = Table("sources", metadata, _id("location"), _text("collected_at"))

dirt = Table("dirt", metadata, _id("kind"), _id("ref"))
"""What the derived record does not yet show; written in the transaction that made it so."""

search_rows = Table(
    "search_rows",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("kind"),
    _text("ref"),
    _text("words"),
    Index("search_rows_ref", "kind", "ref", unique=True),
)
"""Normalised words of articles and incidents; the full-text index over them differs by database."""
