"""The first shape of the record."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.store.dialect import POSTGRESQL_SEARCH, SQLITE_SEARCH

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
)
STATUSES = "happened alleged denied planned hypothetical"
ACTS = "claim_responsibility deny accuse threaten demand announce confirm praise condemn assess report"
RELATIONS = (
    "member_of part_of leads spokesperson_of former_leader_of backed_by affiliated_with front_for political_wing_of"
    " designated_by killed_by ally_of office_of alias_of"
)
DIGEST = "length(digest) = 64"
TABLES = (
    "dirt sources failures decisions incident_actors membership incidents copies components article_bands block_keys"
    " met_actors mentions relations statements former_reports reports articles versions raws"
).split()


def upgrade() -> None:
    """Make every table with what the database itself must enforce."""
    _collected()
    _read()
    _compared()
    _derived()
    _kept_by_people()
    _searched()


def _one_of(column: str, words: str) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words.split())})"


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True, nullable=False)


def _ordinal() -> sa.Column[int]:
    return sa.Column("ordinal", sa.Integer, nullable=False)


def _of(name: str, target: str, *, key: bool = False) -> sa.Column[str]:
    foreign = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Text, foreign, primary_key=key, nullable=False)


def _table(name: str, *parts: sa.Column[Any] | str) -> None:
    columns = [part if isinstance(part, sa.Column) else sa.CheckConstraint(part) for part in parts]
    op.create_table(name, *columns)


def _index(table: str, name: str, *columns: str, unique: bool = False) -> None:
    op.create_index(f"{table}_{name}", table, list(columns), unique=unique)


def _collected() -> None:
    _table(
        "raws",
        _key("id"),
        *map(_text, ("sha256", "kind", "location", "collected_at", "given", "reader")),
        "length(sha256) = 64",
    )
    _index("raws", "sha256", "sha256")
    _table(
        "versions",
        _key("article_id"),
        _of("raw_id", "raws", key=True),
        *map(_text, ("rank", "body", "digest")),
        DIGEST,
    )
    _table("failures", _key("location"), _key("step"), _key("reason"), _text("noted_at"))
    _table("sources", _key("location"), _text("collected_at"))


def _read() -> None:
    _table(
        "articles",
        _key("id"),
        _of("raw_id", "raws"),
        *map(_text, ("reader", "outlet_key")),
        _text("published", null=True),
        _text("language", null=True),
        _text("reading"),
        _text("fingerprint", null=True),
        _text("digest"),
        DIGEST,
        "published IS NULL OR length(published) = 10",
    )
    _index("articles", "outlet", "outlet_key")
    _index("articles", "reader", "reader")
    _table(
        "reports",
        _key("id"),
        _of("article_id", "articles"),
        _ordinal(),
        *map(_text, ("anchor", "type", "status", "body")),
        _text("view", null=True),
        _text("digest"),
        DIGEST,
        "ordinal >= 0",
        _one_of("type", TYPES),
        _one_of("status", STATUSES),
    )
    _index("reports", "article", "article_id")
    _index("reports", "anchor", "anchor")
    _table(
        "former_reports",
        _key("id"),
        *map(_text, ("article_id", "anchor", "type")),
        sa.Column("start_at", sa.Integer, nullable=False),
        sa.Column("end_at", sa.Integer, nullable=False),
        _text("successor", null=True),
        "0 <= start_at AND start_at <= end_at",
    )
    _index("former_reports", "anchor", "anchor")
    _index("former_reports", "article", "article_id")
    _table(
        "statements",
        _key("id"),
        _of("article_id", "articles"),
        _ordinal(),
        _text("speaker_id", null=True),
        _text("act"),
        _text("about", null=True),
        *map(_text, ("body", "digest")),
        DIGEST,
        _one_of("act", ACTS),
    )
    _index("statements", "article", "article_id")
    _index("statements", "speaker", "speaker_id")
    _table(
        "relations",
        _key("id"),
        _of("article_id", "articles"),
        _ordinal(),
        _text("subject_id", null=True),
        _text("kind"),
        _text("object_id", null=True),
        *map(_text, ("body", "digest")),
        DIGEST,
        _one_of("kind", RELATIONS),
    )
    _index("relations", "article", "article_id")
    times = sa.Column("times", sa.Integer, nullable=False)
    _table("mentions", _of("article_id", "articles", key=True), _key("actor_id"), _key("spelling"), times, "times > 0")
    _index("mentions", "actor", "actor_id")
    _table(
        "met_actors", _of("article_id", "articles", key=True), _key("actor_id"), *map(_text, ("body", "digest")), DIGEST
    )
    _index("met_actors", "actor", "actor_id")


def _compared() -> None:
    _table("block_keys", _key("block"), _of("report_id", "reports", key=True))
    _index("block_keys", "report", "report_id")
    _table("article_bands", _key("band"), _of("article_id", "articles", key=True))
    _index("article_bands", "article", "article_id")
    _table("components", _of("report_id", "reports", key=True), _text("component"))
    _index("components", "component", "component")
    _table(
        "copies",
        _of("article_id", "articles", key=True),
        _text("origin_group"),
        _text("copy_of", null=True),
        _text("body"),
        "copy_of IS NULL OR copy_of <> article_id",
    )
    _index("copies", "group", "origin_group")


def _derived() -> None:
    _table(
        "incidents",
        _key("id"),
        _text("type"),
        _text("status"),
        *(_text(name, null=True) for name in ("first_day", "last_day", "country", "place_id")),
        _text("place_words"),
        sa.Column("lat", sa.Float, nullable=True),
        sa.Column("lon", sa.Float, nullable=True),
        sa.Column("independent_sources", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Integer, nullable=False),
        *map(_text, ("body", "digest")),
        DIGEST,
        _one_of("type", TYPES),
        _one_of("status", STATUSES),
        "(first_day IS NULL) = (last_day IS NULL)",
        "first_day IS NULL OR first_day <= last_day",
        "(lat IS NULL) = (lon IS NULL)",
        "lat IS NULL OR (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180)",
        "independent_sources >= 0",
        "rejected IN (0, 1)",
        "country IS NULL OR length(country) = 2",
    )
    _index("incidents", "days", "first_day", "last_day")
    _index("incidents", "type", "type")
    _index("incidents", "point", "lat", "lon")
    _table("membership", _of("report_id", "reports", key=True), _of("incident_id", "incidents"))
    _index("membership", "incident", "incident_id")
    _table("incident_actors", _of("incident_id", "incidents", key=True), _key("actor_id"))
    _index("incident_actors", "actor", "actor_id")
    _table("dirt", _key("kind"), _key("ref"), _one_of("kind", "article report"))


def _kept_by_people() -> None:
    position = sa.Column("position", sa.Integer, primary_key=True, autoincrement=False, nullable=False)
    _table("decisions", position, sa.Column("id", sa.Text, nullable=False, unique=True), _text("body"), "position >= 1")


def _searched() -> None:
    number = sa.Column("id", sa.Integer, primary_key=True, nullable=False)
    _table("search_rows", number, *map(_text, ("kind", "ref", "words")), _one_of("kind", "article incident"))
    _index("search_rows", "ref", "kind", "ref", unique=True)
    dialect = op.get_bind().dialect.name
    for statement in SQLITE_SEARCH if dialect == "sqlite" else POSTGRESQL_SEARCH:
        op.execute(statement)


def downgrade() -> None:
    """Take everything away."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_rows")
    for table in TABLES:
        op.drop_table(table)
