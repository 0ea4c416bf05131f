"""Totals over a period against single happenings, and whether the words point back or to another one."""

from __future__ import annotations

from dateline.domain.counts import CountRange
from dateline.extract.mentions.mention import EventMention
from dateline.extract.syntax.clause import counting_top
from dateline.extract.syntax.counts import VAGUE, count_of
from dateline.extract.words.lists import listed

_ORDINALS = frozenset({"first", "second", "third", "fourth", "last", "other"})
_RANKS = _ORDINALS | {"latest", "worst", "most", "such"}
_IT = frozenset({"it", "this", "that"})
_LEAD = 1  # sentences
_TIMES = frozenset({"times", "occasions", "twice", "thrice"})


def read_totals(mention: EventMention) -> None:
    """Set `aggregate` and `count`, with the cue that says so."""
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    if not mention.verbal and (_one_of_many(mention) or _first_since(mention) or _it_was(mention) or _heard(mention)):
        return
    if mention.date is not None and mention.date.kind == "since" and mention.own_date:
        _total(mention, "since")
    if mention.verbal:
        for child in parsed.children[mention.token]:
            lower = parsed.lower[child]
            shots = lower in _TIMES and mention.mode in ("firearms", "primitive", "beat")  # 'shot him four times'
            if (
                parsed.deps[child] in ("advmod", "npadvmod")
                and not shots
                and (lower in cues["aggregate_adverbs"] or lower in _TIMES)
            ):
                _total(mention, lower)
        if _over_a_period(mention):
            _total(mention, "the perfect over a period")
        return
    token = mention.token
    top = counting_top(scene, token)
    if top != token and _latest_in(mention, top):
        mention.rules.append(LATEST_IN)
    if top != token:
        _total(mention, parsed.lower[top])
        _count(mention, count_of(scene, top, singular=False))
    amount = count_of(scene, token, singular=False)
    if amount == VAGUE or (isinstance(amount, CountRange) and amount != CountRange.exactly(1) and _plural(mention)):
        _total(mention, "a number of them")
        _count(mention, amount)
    for child in parsed.kids(token, "amod", "advmod"):
        if parsed.lower[child] in cues["aggregate_adjectives"] and _plural(mention):
            _total(mention, parsed.lower[child])
    if (
        not mention.aggregate
        and _plural(mention)
        and not (_pinned(mention) or _done_once(mention) or _one_toll(mention))
    ):
        mention.soft_total = True
        _total(mention, "unspecified plural")


LATEST_IN = "the series that another is the latest of"


def _latest_in(mention: EventMention, top: int) -> bool:
    """'A bomb killed 18, the latest in a series of attacks': the series is no part of the bombing."""
    parsed = mention.scene.parsed
    prep = parsed.heads[top]
    before = parsed.lower[max(0, prep - 2) : prep]
    return parsed.deps[top] == "pobj" and parsed.lower[prep] in ("in", "of") and bool(_RANKS & set(before))


def _one_of_many(mention: EventMention) -> bool:
    """'One of the deadliest strikes left 51 dead' is one; 'it was one of the worst raids since May' the one told."""
    scene = mention.scene
    parsed = scene.parsed
    top = counting_top(scene, mention.token)
    if parsed.lower[top] != "one" or top == mention.token:
        return False
    verb = parsed.heads[top]
    if parsed.deps[top] == "attr" and any(parsed.lower[s] in _IT for s in parsed.kids(verb, "nsubj")):
        mention.anaphoric = True
        if mention.date is not None and mention.date.kind == "since":
            mention.date, mention.own_date = None, False
        mention.rules.append("one of many: the one told before")
        return True
    if any(parsed.deps[t] == "acl" and parsed.kids(t, "oprd") for t in parsed.subtree(top)):
        return True  # 'after one of the strikes left 51 dead'
    return parsed.deps[top] in ("nsubj", "nsubjpass") and parsed.lower[verb] not in ("is", "was")


def _first_since(mention: EventMention) -> bool:
    """'X attacked the city, the first such raid since 2016': the raid just told, and not of 2016."""
    parsed = mention.scene.parsed
    before = {parsed.lower[c] for c in parsed.kids(mention.token, "amod")}
    if "first" not in before or not ("such" in before or parsed.deps[mention.token] == "appos"):
        return False
    after = [t for p in parsed.kids(mention.token, "prep") if parsed.lower[p] == "since" for t in parsed.subtree(p)]
    if not after:
        return False
    mention.anaphoric = True
    mention.date, mention.own_date = None, False
    mention.rules.append("the first since: the one just told")
    return True


def _it_was(mention: EventMention) -> bool:
    """'It was the deadliest attack in the area since July': the one just told, and not of July."""
    parsed = mention.scene.parsed
    if parsed.deps[mention.token] != "attr":
        return False
    if not any(parsed.lower[s] in _IT for s in parsed.kids(parsed.heads[mention.token], "nsubj")):
        return False
    words = {parsed.lower[c] for c in parsed.kids(mention.token, "amod", "det")}
    if not words & _RANKS and not any(word.endswith("est") for word in words):
        return False
    mention.anaphoric = True
    if mention.date is not None and (mention.date.kind != "point" or _since(mention)):
        mention.date, mention.own_date = None, False
        mention.fields.pop("date", None)
    mention.rules.append("'it was the worst ...': the one told before")
    return True


def _since(mention: EventMention) -> bool:
    """The date stands behind 'since', 'in' a time reckoned back, or in a clause of its own."""
    scene, date = mention.scene, mention.date
    head = scene.head_of(date.span) if date is not None else None
    above = scene.parsed.ancestors(head)[:2] if head is not None else []
    return any(scene.parsed.lower[t] in ("since", "within") for t in above)


def _heard(mention: EventMention) -> bool:
    """'Six explosions were heard': of one attack as a rule."""
    parsed = mention.scene.parsed
    return parsed.lower[mention.token] in ("explosions", "blasts", "shots", "gunshots") and parsed.lower[
        parsed.heads[mention.token]
    ] in ("heard", "hear", "hearing")


def _over_a_period(mention: EventMention) -> bool:
    """'More than 1,200 people have died this year': the dead of many happenings."""
    when = mention.date.when if mention.date is not None and mention.own_date else None
    if mention.effect not in ("kill", "injure") or when is None or mention.date is None:
        return False
    if when.precision.value not in ("year", "month") and not _of_late(mention.date.span.quote(mention.scene.text)):
        return False
    parsed = mention.scene.parsed
    perfect = any(parsed.lower[c] in ("have", "has") for c in parsed.kids(mention.token, "aux"))
    dead = mention.killed or mention.injured
    return perfect and dead is not None and (dead.low or dead.high or 0) > 1


def _of_late(words: str) -> bool:
    """'In the last 24 hours', 'over the past three days'."""
    told = words.lower().split()
    return bool({"last", "past"} & set(told)) and told[-1] in ("hours", "days", "weeks", "months")


def _plural(mention: EventMention) -> bool:
    word = mention.scene.parsed.lower[mention.token]
    return word.endswith("s") and word not in listed("plural_of_one") and not word.endswith("ss")


def _pinned(mention: EventMention) -> bool:
    """A plural with its own day is one happening told in the plural ('air strikes on Thursday')."""
    date = mention.date
    return (
        mention.own_date
        and date is not None
        and date.when is not None
        and date.when.precision.value in ("day", "month")
        and date.kind == "point"
    )


def _done_once(mention: EventMention) -> bool:
    """'X carried out air strikes on five sites': a plural done in one go, in the simple past of a light verb."""
    scene = mention.scene
    parsed = scene.parsed
    verb = parsed.heads[mention.token]
    if parsed.deps[mention.token] != "dobj" or parsed.lower[verb] not in (
        "carried",
        "launched",
        "conducted",
        "staged",
        "mounted",
        "struck",
        "made",
    ):
        return False
    return parsed.kid(verb, "aux") is None and not any(
        parsed.lower[c] in scene.lexicon.cues["aggregate_adverbs"] for c in parsed.kids(verb, "advmod", "npadvmod")
    )


def _one_toll(mention: EventMention) -> bool:
    """'Air raids on the town kill 42', 'ten died in air strikes on a market': a plural with one counted toll."""
    scene = mention.scene
    parsed = scene.parsed
    above, dep = parsed.heads[mention.token], parsed.deps[mention.token]
    verb = parsed.heads[above] if dep == "pobj" and parsed.lower[above] in ("in", "by") else above
    if dep not in ("nsubj", "pobj") or verb == mention.token:
        return False
    since = any(parsed.lower[c] == "since" for c in parsed.kids(verb, "prep", "mark"))
    if parsed.kids(verb, "aux") and (since or parsed.index > _LEAD):
        return False  # 'have killed 61' tells of one only in the news itself
    hit = scene.event_at.get(verb)
    if hit is None or not any(sense.effect in ("kill", "injure") for sense in hit.senses):
        return False
    struck = parsed.kids(verb, "dobj", "nsubjpass") or (parsed.kids(verb, "nsubj") if dep == "pobj" else [])
    return any(isinstance(count_of(scene, t, singular=False), CountRange) for t in struck)


def _total(mention: EventMention, cue: str) -> None:
    if not mention.aggregate:
        mention.aggregate = True
        mention.rules.append(f"total: '{cue}'")


def _count(mention: EventMention, amount: CountRange | str | None) -> None:
    if isinstance(amount, CountRange) and mention.count is None:
        mention.count = amount


def read_reference(mention: EventMention) -> None:
    """Whether the words take up a happening ('the attack') or set another beside it ('a similar attack')."""
    if mention.anaphoric:
        return
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    children = [c for c in parsed.children[mention.token] if c < mention.token]
    if mention.verbal:  # 'the third blew up': one of those told before, no other happening
        children = [c for c in children if parsed.lower[c] not in _ORDINALS or parsed.kid(c, "det") is None]
    words = {parsed.lower[c] for c in children}
    mention.other = bool(words & cues["other_time"])
    if mention.verbal:
        return
    possessive_date = any(
        parsed.deps[c] == "poss" and any(t in scene.date_at for t in parsed.subtree(c)) for c in children
    )  # 'Sunday's blast', 'Sunday night's raid'
    mention.anaphoric = possessive_date or (bool(words & cues["anaphoric"]) and not mention.other)
