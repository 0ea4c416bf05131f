"""The parts that every page needs, wired once."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from dateline.web.accounts import Person
from dateline.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Site:
    """The parts that every page needs."""

    desk: Desk
    templates: Environment
    local_person: Person
    token: str | None
    vendor: bool
    stamp: str
