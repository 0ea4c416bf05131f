"""Who may use the pages: people with roles, their sessions, and what each marked; one SQLite file in the workspace.

Passwords are kept as Argon2id hashes, session keys as SHA-256, so that the file gives nobody's access away.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from dateline.errors import DecisionRefused, NotFound

SESSION_SECONDS = 12 * 3600
MIN_PASSWORD = 12

_TABLES = """
CREATE TABLE IF NOT EXISTS people (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS marks (
  name TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL, made_at REAL NOT NULL, PRIMARY KEY (name, kind, ref)
);
"""


class Role(IntEnum):
    """What a person may do; each role may do all that the ones before may."""

    READER = 1
    ANALYST = 2
    EDITOR = 3
    ADMIN = 4

    @classmethod
    def named(cls, name: str) -> Role:
        """The role of this name in lower case; raises DecisionRefused for any other word."""
        try:
            return cls[name.upper()]
        except KeyError:
            known = ", ".join(one.name.lower() for one in cls)
            raise DecisionRefused(f"there is no role {name!r:.40}; the roles are {known}") from None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at work, and what they may do."""

    name: str
    role: Role

    def may(self, least: Role) -> bool:
        """Whether this person's role reaches."""
        return self.role >= least


@dataclass(frozen=True, slots=True)
class Accounts:
    """The file of people, sessions and marks."""

    file: Path

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """The file for one piece of work, which is kept whole or not at all."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.file, timeout=10)
        try:
            connection.executescript(_TABLES)
            with connection:
                yield connection
        finally:
            connection.close()
            self.file.chmod(0o600)

    # ------------------------------------------------------------------------------------------- people

    def people(self) -> tuple[Person, ...]:
        """Everyone, by name."""
        with self.open() as db:
            rows = db.execute("SELECT name, role FROM people ORDER BY name").fetchall()
        return tuple(Person(name, Role.named(role)) for name, role in rows)

    def put(self, name: str, role: Role, password: str) -> None:
        """Add a person, or give one another role and password; their sessions end."""
        from argon2 import PasswordHasher

        if not name or len(name) > 80 or any(not char.isprintable() for char in name):
            raise DecisionRefused("a name has 1 to 80 printable characters")
        if len(password) < MIN_PASSWORD:
            raise DecisionRefused(f"a password has at least {MIN_PASSWORD} characters")
        hashed = PasswordHasher().hash(password)
        with self.open() as db:
            db.execute("INSERT OR REPLACE INTO people VALUES (?, ?, ?)", (name, role.name.lower(), hashed))
            db.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def remove(self, name: str) -> None:
        """Take a person's access away at once; what they decided stays."""
        with self.open() as db:
            gone = db.execute("DELETE FROM people WHERE name = ?", (name,)).rowcount
            db.execute("DELETE FROM sessions WHERE name = ?", (name,))
        if not gone:
            raise NotFound(f"nobody is called {name!r:.80}")

    def check(self, name: str, password: str) -> Person | None:
        """The person, if the password is theirs; takes as long when there is nobody of that name."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        with self.open() as db:
            row = db.execute("SELECT role, password FROM people WHERE name = ?", (name,)).fetchone()
        hasher = PasswordHasher()
        if row is None:
            hasher.hash(password[:1000])
            return None
        try:
            hasher.verify(row[1], password)
        except (VerificationError, InvalidHashError):
            return None
        return Person(name, Role.named(row[0]))

    # ------------------------------------------------------------------------------------------- sessions

    def start(self, person: Person) -> str:
        """Begin a session; the key goes into the browser's cookie and nowhere else."""
        key = secrets.token_urlsafe(32)
        now = time.time()
        with self.open() as db:
            db.execute("DELETE FROM sessions WHERE until < ?", (now,))
            row = (_hash(key), person.name, person.role.name.lower(), now + SESSION_SECONDS)
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", row)
        return key

    def who(self, key: str) -> Person | None:
        """Whose session this is, if it has not ended."""
        with self.open() as db:
            question = "SELECT name, role FROM sessions WHERE key = ? AND until > ?"
            row = db.execute(question, (_hash(key), time.time())).fetchone()
        return Person(row[0], Role.named(row[1])) if row else None

    def end(self, key: str) -> None:
        """End one session."""
        with self.open() as db:
            db.execute("DELETE FROM sessions WHERE key = ?", (_hash(key),))

    def end_all(self) -> None:
        """End every session."""
        with self.open() as db:
            db.execute("DELETE FROM sessions")

    # ------------------------------------------------------------------------------------------- marks

    def mark(self, name: str, kind: str, ref: str) -> None:
        """Remember that this person marked something: watched an incident, was unsure of or skipped an item."""
        with self.open() as db:
            db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)", (name, kind, ref, time.time()))

    def unmark(self, name: str, kind: str, ref: str) -> None:
        """Forget a mark."""
        with self.open() as db:
            db.execute("DELETE FROM marks WHERE name = ? AND kind = ? AND ref = ?", (name, kind, ref))

    def marked(self, name: str, kind: str) -> tuple[str, ...]:
        """What this person marked so, the latest last."""
        question = "SELECT ref FROM marks WHERE name = ? AND kind = ? ORDER BY made_at, ref"
        with self.open() as db:
            return tuple(row[0] for row in db.execute(question, (name, kind)))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
