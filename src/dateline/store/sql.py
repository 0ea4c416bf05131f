"""The SQL store: SQLite in the workspace by default, PostgreSQL for teams, through the same code."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from dateline.errors import StoreError
from dateline.store import dialect
from dateline.store.database import Database
from dateline.store.migrate import migrate
from dateline.store.protocol import Store
from dateline.store.sql_articles import SqlArticles
from dateline.store.sql_health import SqlHealth
from dateline.store.sql_neighbours import SqlNeighbours
from dateline.store.sql_readings import SqlReadings
from dateline.store.sql_record import SqlLog, SqlRecord


def open_store(url: str) -> Store:
    """Open a database and bring its tables up to date; raises StoreError when it cannot be used."""
    engine = dialect.open_database(url)
    try:
        migrate(engine)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(f"the database cannot be opened: {error.orig}") from error
    except BaseException:
        engine.dispose()
        raise
    database = Database(engine)
    return Store(
        articles=SqlArticles(database),
        readings=SqlReadings(database),
        neighbours=SqlNeighbours(database),
        record=SqlRecord(database),
        log=SqlLog(database),
        health=SqlHealth(database),
        alone=partial(dialect.alone, engine),
        together=database.together,
        close=engine.dispose,
    )


def open_file(path: Path) -> Store:
    """Open a SQLite file, making it when it is not there."""
    return open_store(dialect.sqlite_url(path))
