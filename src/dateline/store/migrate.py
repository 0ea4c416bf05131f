"""Bring a database to the tables this program needs."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from dateline.errors import StoreError

FOLDER = Path(__file__).parent / "migrations"
NEWEST = "0002"
"""The newest migration; kept here so that an up-to-date database opens without loading Alembic."""


def migrate(engine: Engine) -> None:
    """Apply what is missing, all or nothing; raises StoreError when a newer program has written the database."""
    with engine.connect() as connection:
        found = _revision(connection)
    if found == NEWEST:
        return
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if _revision(connection) != NEWEST:
            _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(config(connection), "head")
    except CommandError as error:
        raise StoreError(f"this workspace was written by a newer Dateline; update the program ({error})") from error


def config(connection: Connection):  # type: ignore[no-untyped-def]
    """Alembic's configuration for this connection."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["connection"] = connection
    return settings
