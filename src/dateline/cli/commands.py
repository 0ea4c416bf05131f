"""Every command and where it lives; a new one is a line here and a function there.

The modules are loaded only for their own command or for the list of commands, so none may import anything slow at its
top: no engine, no database, no model.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "init": "dateline.cli.workspace:init",
        "add": "dateline.cli.workspace:add",
        "reread": "dateline.cli.workspace:reread",
        "verify": "dateline.cli.workspace:verify",
        "incidents": "dateline.cli.look:incidents",
        "incident": "dateline.cli.look:incident",
        "actors": "dateline.cli.actors_book:actors",
        "actor": "dateline.cli.look:actor",
        "search": "dateline.cli.look:search",
        "why": "dateline.cli.look:why",
        "totals": "dateline.cli.questions:totals",
        "suggestions": "dateline.cli.questions:suggestions",
        "merge": "dateline.cli.decide:merge",
        "split": "dateline.cli.decide:split",
        "not-same": "dateline.cli.decide:not_same",
        "correct": "dateline.cli.decide:correct",
        "confirm": "dateline.cli.decide:confirm",
        "reject": "dateline.cli.decide:reject",
        "duplicate": "dateline.cli.decide:duplicate",
        "rate": "dateline.cli.decide:rate",
        "undo": "dateline.cli.decide:undo",
        "log": "dateline.cli.decide:log",
        "explain": "dateline.cli.explain:explain",
        "brief": "dateline.cli.brief:brief",
        "export": "dateline.cli.out:export",
        "evaluate": "dateline.cli.out:evaluate",
        "serve": "dateline.cli.serve:serve",
        "users": "dateline.cli.serve:users",
        "demo": "dateline.cli.demo:demo",
        "completion": "dateline.cli.shell:completion",
    }
)
"""Name -> `module:function`, in the order of the help."""
