"""What is kept from some roles: single incidents, until a day or for good, with who said so and why.

The mark hangs on the incident's reports, so that it goes with them through merges and splits. It hides the incident
that the record makes of the news, on every page and in every count; the articles themselves are public and stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.web.accounts import Accounts, Role

_TABLE = """
CREATE TABLE IF NOT EXISTS restricted (
  report TEXT PRIMARY KEY, role TEXT NOT NULL, until TEXT, reason TEXT NOT NULL, author TEXT NOT NULL, day TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Restriction:
    """The least role that sees an incident; `until` is the first day on which everybody sees it again."""

    role: Role
    until: date | None
    reason: str
    author: str
    day: date


def restrict(accounts: Accounts, reports: Iterable[str], what: Restriction) -> None:
    """Keep the incident of these reports from lower roles."""
    until = what.until.isoformat() if what.until else None
    row = (what.role.name.lower(), until, what.reason, what.author, what.day.isoformat())
    with accounts.open() as db:
        db.executescript(_TABLE)
        db.executemany("INSERT OR REPLACE INTO restricted VALUES (?, ?, ?, ?, ?, ?)", [(one, *row) for one in reports])


def lift(accounts: Accounts, reports: Iterable[str]) -> None:
    """Show the incident of these reports to everybody."""
    with accounts.open() as db:
        db.executescript(_TABLE)
        db.executemany("DELETE FROM restricted WHERE report = ?", [(one,) for one in reports])


def standing(accounts: Accounts, today: date) -> dict[str, Restriction]:
    """Report id -> the restriction that stands today."""
    with accounts.open() as db:
        db.executescript(_TABLE)
        rows = db.execute("SELECT report, role, until, reason, author, day FROM restricted").fetchall()
    found = {
        report: Restriction(
            Role.named(role), date.fromisoformat(until) if until else None, reason, author, date.fromisoformat(day)
        )
        for report, role, until, reason, author, day in rows
    }
    return {report: one for report, one in found.items() if one.until is None or today < one.until}


def hidden_from(accounts: Accounts, role: Role, today: date) -> frozenset[str]:
    """The reports whose incidents a role does not see today."""
    return frozenset(report for report, one in standing(accounts, today).items() if role < one.role)
