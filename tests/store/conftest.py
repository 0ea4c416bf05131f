"""Every store, under one name: tests that take `store` run once for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from dateline.store.memory import memory_store
from dateline.store.protocol import Store
from dateline.store.sql import open_file, open_store


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened: Store
    if request.param == "memory":
        opened = memory_store()
    elif request.param == "sqlite":
        opened = open_file(tmp_path / "record.sqlite")
    else:
        opened = open_store(request.getfixturevalue("postgres_database")())
    yield opened
    opened.close()


def _without(reason: str) -> NoReturn:
    """Skip what needs PostgreSQL; fail where it is required."""
    if os.environ.get("DATELINE_REQUIRE_POSTGRES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A PostgreSQL server of its own for the tests, reached through a socket in its folder."""
    programs = _postgres_programs()
    if programs is None:
        _without("no PostgreSQL server is installed here (apt install postgresql)")
    home = tmp_path_factory.mktemp("pg", numbered=True)
    data = home / "data"
    data.mkdir()
    user: dict[str, object] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        import pwd

        try:
            nobody = pwd.getpwnam("postgres")
        except KeyError:
            _without("PostgreSQL does not run as root, and there is no user 'postgres'")
        for folder in (home, data):
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        for parent in home.parents:
            if parent.stat().st_uid == os.geteuid() and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "cwd": home}

    def run(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user)  # type: ignore[call-overload]

    run(str(programs / "initdb"), "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {home} -c listen_addresses='' -c fsync=off"
    run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(home / "log"), "start")
    yield home
    # A server that has gone already is no failure of the tests that ran on it.
    stop = [str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
    subprocess.run(stop, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def postgres_database(postgres_server: Path) -> Callable[[], str]:
    """Makes a new database and gives its address."""
    import itertools

    try:
        import psycopg
    except ModuleNotFoundError:
        _without("psycopg is not installed here")

    number = itertools.count()

    def make() -> str:
        name = f"record{next(number)}"
        with psycopg.connect(f"host={postgres_server} user=tester dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://tester@/{name}?host={postgres_server}"

    return make
