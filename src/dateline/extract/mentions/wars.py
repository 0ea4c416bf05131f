"""The dead of whole wars: 'more than 40,000 have been killed since the conflict began' is no toll of an attack."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import EventType, Status
from dateline.extract.mentions.mention import EventMention
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_SPANS = frozenset({"years", "decades", "months", "year", "decade"})
_WAR = 10_000  # dead or hurt: no single attack of our time
_BATTLES = 1_000


def mark_wars(mentions: list[EventMention]) -> None:
    """Make totals of the mentions that count the dead of a war, and take the war from among the doers."""
    counting = []
    for mention in mentions:
        if mention.type is not EventType.ASSAULT or mention.effect not in ("kill", "injure", None):
            continue
        cue = _counts_a_war(mention)
        if cue is None:
            continue
        if not mention.aggregate or mention.soft_total:
            mention.rules.append(f"total: '{cue}'")
        mention.aggregate, mention.soft_total = True, False
        mention.actors = [p for p in mention.actors if p.known or not _warlike(mention.scene, [p.token])]
        mention.strength += 2
        if mention.status is Status.ALLEGED:
            mention.status = Status.HAPPENED  # 'are believed to have been killed': how many, not whether
        counting.append(mention)
    for mention in mentions:  # 'the insurgency has claimed 6,000 lives': the noun and the verb tell one total
        if counting and mention not in counting and not mention.verbal and _warlike(mention.scene, [mention.token]):
            mention.aggregate, mention.soft_total = True, False


def _counts_a_war(mention: EventMention) -> str | None:
    """The words that say so: the war as subject or setting of the dead, 'since it began', or sheer numbers."""
    dead = max((_size(value) for value in (mention.killed, mention.injured)), default=0)
    if dead >= _WAR or _untold_thousands(mention):
        return "the dead of a war"
    if not mention.effect:
        itself = not mention.verbal and _warlike(mention.scene, [mention.token])
        return "the dead of a war" if itself and dead >= _BATTLES else None
    if not mention.verbal or (mention.date is not None and mention.own_date and _of_days(mention)):
        return None
    many = dead > 1 or bool({"killed", "injured"} & mention.vague.keys())
    perfect = _perfect(mention) or _of_a_month(mention)
    by = mention.clause.agents if mention.clause.passive else mention.clause.subjects
    inside = [o for prep in ("in", "during", "throughout", "by") for o in mention.clause.preps.get(prep, [])]
    strict = _warlike(mention.scene, [*by, *inside], listed("words_for_war"))
    loose = _warlike(mention.scene, [*by, *inside], listed("words_for_war") | listed("words_near_war"))
    if (strict and dead >= _BATTLES) or (loose and many and perfect):
        return "the dead of a war"
    if _perfect(mention) and many and _since_it_began(mention):
        return "since it began"
    return None


def _untold_thousands(mention: EventMention) -> bool:
    """'Hundreds of thousands of people have been killed'."""
    if not mention.verbal or not mention.effect:
        return False
    lower = mention.scene.parsed.lower
    words = {lower[t] for victim in mention.victims for t in mention.scene.parsed.subtree(victim)}
    return "millions" in words or (bool({"hundreds", "tens", "scores"} & words) and "thousands" in words)


def _size(value: CountRange | None) -> int:
    return max(value.low or 0, value.high or 0) if value is not None else 0


def _of_days(mention: EventMention) -> bool:
    date = mention.date
    return date is not None and date.when is not None and date.kind == "point" and date.when.precision.value == "day"


def _of_a_month(mention: EventMention) -> bool:
    """'790 people were killed last month in armed conflict': as good as a period."""
    when = mention.date.when if mention.date is not None and mention.own_date else None
    return when is not None and when.precision.value in ("month", "year")


def _perfect(mention: EventMention) -> bool:
    parsed = mention.scene.parsed
    verbs = [mention.token, *(t for t in parsed.ancestors(mention.token)[:2] if parsed.deps[mention.token] == "xcomp")]
    return any(parsed.lower[c] in ("have", "has", "having") for v in verbs for c in parsed.kids(v, "aux"))


def _warlike(
    scene: Scene, tokens: Iterable[int], words: frozenset[str] = listed("words_for_war") | listed("words_near_war")
) -> bool:
    return any(0 <= t < len(scene.parsed) and scene.parsed.lower[t] in words for t in tokens)


def _since_it_began(mention: EventMention) -> bool:
    """'Since the uprising erupted', 'since the start of the war', 'over six years of conflict'."""
    parsed = mention.scene.parsed
    for token in parsed.children[mention.token]:
        lower = parsed.lower[token]
        if parsed.deps[token] == "advcl" and any(parsed.lower[m] == "since" for m in parsed.kids(token, "mark")):
            return True
        if parsed.deps[token] != "prep":
            continue
        below = {parsed.lower[t] for t in parsed.subtree(token)}
        if lower == "since" and below & (
            listed("words_for_war") | listed("words_near_war") | {"start", "beginning", "outbreak"}
        ):
            return True
        if (
            lower in ("over", "during", "in")
            and below & _SPANS
            and below & (listed("words_for_war") | listed("words_near_war"))
        ):
            return True
    return False
