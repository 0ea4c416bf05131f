"""All statements and relations with the facts of their articles, read once and kept while the record stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.domain.report import Relation, Statement
from dateline.engine import Engine


@dataclass
class Said:
    """Statements, relations and where they stand."""

    engine: Engine

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, the latest articles' first where dates are known."""
        return tuple(sorted(self.engine.statements(), key=lambda one: one.id))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations that articles tell."""
        return tuple(self.engine.store.readings.relations())

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Report id -> incident id, for the reports that statements are about."""
        about = {one.about for one in self.statements if one.about and one.about.startswith("r-")}
        return dict(self.engine.store.record.incident_of(about))

    @cached_property
    def by_speaker(self) -> Mapping[str, tuple[Statement, ...]]:
        """Actor id -> what this actor, or somebody for it, says."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for one in self.statements:
            for who in {part.actor_id for part in (one.speaker, one.organisation) if part and part.actor_id}:
                found[who].append(one)
        return {key: tuple(many) for key, many in found.items()}

    @cached_property
    def by_actor(self) -> Mapping[str, tuple[Relation, ...]]:
        """Actor id -> relations on either side."""
        found: dict[str, list[Relation]] = defaultdict(list)
        for one in self.relations:
            for who in {part.actor_id for part in (one.subject, one.object) if part.actor_id}:
                found[who].append(one)
        return {key: tuple(many) for key, many in found.items()}
