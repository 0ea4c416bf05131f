"""What is asked for, voted on or only proclaimed has not come, however definite the words that name it."""

from __future__ import annotations

from dateline.domain.vocabulary import EventType, Status

# How verbs and nouns begin that ask for what they name.
_ASKED = ("call", "appeal", "plea", "press", "lobb", "campaign", "ask", "hope", "hoping", "beg", "petition")
_DEMANDED = ("demand", "urge", "urging", "seek", "sought", "request", "await")
_WEIGHED = ("vot", "debat", "discuss", "referend")
_MADE_POSSIBLE = ("enabl", "ensur", "discuss", "negotiat", "guarantee", "promis")
_TALKED = ("negotiat", "talk", "discuss", "effort", "hope", "condition")
_PROCLAIMED = ("declar", "announc", "proclaim", "propos", "offer")
_FORCE = (EventType.ASSAULT, EventType.PROTEST)  # 'demanded the attack be condemned' takes the attack for real


def behind_verb(word: str, kind: EventType, mode: str | None) -> Status | None:
    """'Demanded the resignation of the minister', 'declared a three-day truce'."""
    if kind not in _FORCE and word.startswith(_DEMANDED):
        return Status.HYPOTHETICAL
    if kind is EventType.RETREAT and word.startswith(_MADE_POSSIBLE):
        return Status.HYPOTHETICAL
    return Status.PLANNED if mode == "ceasefire" and word.startswith(_PROCLAIMED) else None


def behind_preposition(word: str, link: str, kind: EventType, mode: str | None) -> Status | None:
    """'Called for the release of its members', 'will vote on the pact', 'agreed to a truce'."""
    if link == "for" and word.startswith(_ASKED):
        return Status.HYPOTHETICAL
    matter = link in ("about", "on", "over", "for", "towards") and kind in (EventType.RETREAT, EventType.AGREE)
    if matter and word.startswith(_TALKED):
        return Status.HYPOTHETICAL
    if link in ("on", "about") and kind is EventType.AGREE and word.startswith(_WEIGHED):
        return Status.HYPOTHETICAL
    return Status.PLANNED if mode == "ceasefire" and link in ("to", "on") and word.startswith("agree") else None
