"""The searches that people saved: selections of Explore, each under a name of its own."""

from __future__ import annotations

from dateline.web.accounts import Accounts

KIND = "search"
CUT = "\t"


def saved(accounts: Accounts, person: str) -> list[dict[str, str]]:
    """A person's searches by name: `name`, and `query` for the address of Explore."""
    found = (ref.partition(CUT) for ref in accounts.marked(person, KIND))
    return sorted(({"name": name, "query": query} for name, _, query in found), key=lambda one: one["name"].casefold())


def keep(accounts: Accounts, person: str, name: str, query: str) -> None:
    """Save a search; one of the same name is replaced."""
    forget(accounts, person, name)
    accounts.mark(person, KIND, f"{name}{CUT}{query}")


def forget(accounts: Accounts, person: str, name: str) -> None:
    """Forget the search of this name, if there is one."""
    for one in saved(accounts, person):
        if one["name"] == name:
            accounts.unmark(person, KIND, f"{name}{CUT}{one['query']}")
