"""Details of an attack in the sentences after it: 'the driver was hit', 'they fired at anything that moved'."""

from __future__ import annotations

from dateline.domain.vocabulary import EventType, Status
from dateline.extract.happenings.happening import Happening
from dateline.extract.happenings.pointing import recalled, set_beside, told_ago
from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.parties import Party

_TOP = 2  # sentences that tell the news itself
_FIGHT = frozenset({None, "firearms", "explosives", "targeted", "suicide-attack"})
_EITHER = frozenset({"the", "their", "his", "her", "its", "our", "my"})


def is_detail(old: Happening, new: Happening) -> bool:
    """No day, place, number or named party of its own, people as known from the news: more of its attack."""
    if old.type is not EventType.ASSAULT or old.aggregate or old.first.scene.parsed.index > _TOP:
        return False
    if new.aggregate or new.status is not Status.HAPPENED or old.status not in (Status.HAPPENED, Status.ALLEGED):
        return False
    if new.date is not None or new.place is not None or new.killed is not None or new.injured is not None:
        return False
    if new.mode not in _FIGHT or old.mode not in _FIGHT or not all(_plain(part) for part in new.parts):
        return False
    if any(_named(p) for p in new.actors):
        return False
    told = [p for p in new.recipients if p.kind != "other"]
    return bool(new.recipients) and all(_known_before(new.first, p) for p in told)


def _plain(part: EventMention) -> bool:
    said = part.other or told_ago(part) or recalled(part) or set_beside(part)
    return part.verbal and not said and part.effect not in ("destroy", "damage")


def _named(party: Party) -> bool:
    return not party.pronoun and not party.generic and party.known


def _known_before(part: EventMention, party: Party) -> bool:
    """A pronoun, or a noun with an article that takes it up."""
    if party.pronoun or party.kind == "pronoun":
        return True
    if party.actor_id or party.token < 0:
        return False
    parsed = part.scene.parsed
    return any(parsed.lower[c] in _EITHER for c in parsed.kids(party.token, "det", "poss"))


def without_pronouns(new: Happening) -> None:
    """Whom 'they' and 'us' of such a sentence mean is told better where they were named."""
    for part in new.parts:
        part.actors = [p for p in part.actors if not p.pronoun]
        part.recipients = [p for p in part.recipients if not p.pronoun]
