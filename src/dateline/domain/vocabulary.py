"""The closed vocabularies of the record: PLOVER 2.0 types and modes, acts, relations, stances, statuses.

PLOVER 2.0 (openeventdata, CC BY-SA 4.0) gives the event types and modes; `designate` under SANCTION is our one
declared extension (listing a group or person as terrorist or under sanctions).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class EventType(StrEnum):
    """The sixteen PLOVER 2.0 event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


MATERIAL_TYPES = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
"""Types that become reports and incidents; the others are kept as statements only."""

MODES: Mapping[EventType, frozenset[str]] = MappingProxyType(
    {
        EventType.AGREE: frozenset(),
        EventType.SUPPORT: frozenset(),
        EventType.CONCEDE: frozenset(),
        EventType.COOPERATE: frozenset(),
        EventType.AID: frozenset(),
        EventType.CONSULT: frozenset({"visit", "third-party", "multilateral", "phone"}),
        EventType.RETREAT: frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
        EventType.REQUEST: frozenset({"assist", "change", "yield", "meet"}),
        EventType.REJECT: frozenset({"assist", "change", "yield", "meet"}),
        EventType.ACCUSE: frozenset({"disapprove", "investigate", "allege"}),
        EventType.THREATEN: frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
        EventType.PROTEST: frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
        EventType.SANCTION: frozenset({"convict", "expel", "withdraw", "discontinue", "designate"}),
        EventType.MOBILIZE: frozenset({"troops", "weapons", "police", "militia"}),
        EventType.COERCE: frozenset(
            {
                "seize",
                "restrict",
                "censor",
                "curfew",
                "martial-law",
                "arrest",
                "deport",
                "withhold",
                "misinformation",
                "cyber",
            }
        ),
        EventType.ASSAULT: frozenset(
            {
                "abduct",
                "beat",
                "torture",
                "sexual",
                "targeted",
                "destroy",
                "primitive",
                "firearms",
                "explosives",
                "suicide-attack",
                "aerial",
                "drone",
                "heavy-weapons",
                "crowd-control",
                "unconventional",
            }
        ),
    }
)
"""PLOVER 2.0 modes per type (manual, mode tables)."""


class Act(StrEnum):
    """What a speaker does by saying something."""

    CLAIM_RESPONSIBILITY = "claim_responsibility"
    DENY = "deny"
    ACCUSE = "accuse"
    THREATEN = "threaten"
    DEMAND = "demand"
    ANNOUNCE = "announce"
    CONFIRM = "confirm"
    PRAISE = "praise"
    CONDEMN = "condemn"
    ASSESS = "assess"
    REPORT = "report"


class RelationKind(StrEnum):
    """How two actors stand to each other, in the words of an article."""

    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    LEADS = "leads"
    SPOKESPERSON_OF = "spokesperson_of"
    FORMER_LEADER_OF = "former_leader_of"
    BACKED_BY = "backed_by"
    AFFILIATED_WITH = "affiliated_with"
    FRONT_FOR = "front_for"
    POLITICAL_WING_OF = "political_wing_of"
    DESIGNATED_BY = "designated_by"
    KILLED_BY = "killed_by"
    ALLY_OF = "ally_of"
    OFFICE_OF = "office_of"
    ALIAS_OF = "alias_of"


class Stance(StrEnum):
    """Who says that this actor did it: the article, the actor itself, others, or nobody."""

    STATED = "stated"
    CLAIMED = "claimed"
    BLAMED = "blamed"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Whether the happening took place, as far as the text says."""

    HAPPENED = "happened"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


ASSERTED_STATUSES = frozenset({Status.HAPPENED, Status.ALLEGED, Status.DENIED})
"""Statuses of things said to have taken place; only these form incidents that are counted."""


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    ARMED_GROUP = "armed_group"
    STATE = "state"
    GOVERNMENT_BODY = "government_body"
    PARTY = "party"
    PERSON = "person"
    OUTLET = "outlet"
    PLACE = "place"
    INTERNATIONAL_BODY = "international_body"
    FACILITY = "facility"
    OTHER = "other"


class PlacePrecision(StrEnum):
    """How exactly a place is known, in UCDP's levels (where_prec 1, 2, 3, 4, 5, 6)."""

    POINT = "point"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"


RELIABILITY = ("A", "B", "C", "D", "E", "F")
"""Reliability of a source (NATO AJP-2.1): A completely reliable to E unreliable, F cannot be judged."""


class DecisionKind(StrEnum):
    """What a person may decide about the record."""

    MERGE = "merge"
    SPLIT = "split"
    NOT_SAME = "not_same"
    CORRECT = "correct"
    CONFIRM = "confirm"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    RATE = "rate"
    UNDO = "undo"
