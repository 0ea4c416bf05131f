"""When: each date of a sentence goes to the happening it is nearest to in the parse."""

from __future__ import annotations

from dateline.domain.actor import DateMention
from dateline.extract.mention import EventMention
from dateline.extract.scene import Scene

FAR = 99
_TOO_FAR = 8  # steps from which a date belongs to something the parser did not see
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "pcomp"})
# A date under one of these joins another happening, not the one above it.
TO_EVENT = frozenset({"after", "before", "since", "until", "following"})


def distance(scene: Scene, token: int, other: int, blocked: frozenset[int], says: frozenset[str]) -> int:
    """Steps from one token to another in the tree; far when another happening or a verb of saying lies between."""
    parsed = scene.parsed
    up = {token: 0}
    steps, place = 0, token
    while parsed.heads[place] != place:
        if place == other:
            return steps
        if steps and place in blocked:
            break
        above = parsed.heads[place]
        if (
            parsed.lower[above] in says
            and above != other
            and parsed.deps[place] in ("prep", "npadvmod", "advmod", "tmod")
            and parsed.kid(above, "nsubjpass") != other
        ):
            return FAR  # 'said on Monday': the day of saying; 'attacks were reported on Monday': theirs
        steps += 2 if parsed.deps[place] in _CLAUSES else 1
        place = above
        up[place] = steps
    steps, place = 0, other
    while place not in up:
        if parsed.heads[place] == place:
            return FAR
        cost = 2 if parsed.deps[place] in _CLAUSES else 1
        place = parsed.heads[place]
        steps += cost
    return steps + up[place]


def attach_dates(scene: Scene, mentions: list[EventMention]) -> None:
    """Give every dated happening of the sentence its date; further joined dates are kept for splitting."""
    # a claim comes with its deed; what others say dates only the saying
    says = scene.lexicon.cues["say_verbs"] - scene.lexicon.cues["claim_verbs"]
    events = frozenset(token for m in mentions for token in [m.token])
    near: dict[int, int] = {}
    for date in scene.dates:
        if date.when is None or date.kind in ("duration", "recurring"):
            continue
        head = scene.head_of(date.span)
        if head is None:
            continue
        scored = sorted(
            ((distance(scene, head, m.token, events, says), abs(m.token - head), n) for n, m in enumerate(mentions))
        )
        if not scored or scored[0][0] >= _TOO_FAR:
            continue
        steps, _, which = scored[0]
        best = mentions[which]
        if best.date is not None and _joined_dates(scene, best.date, head):
            best.more_dates.append(date)
            continue
        if best.date is None or steps < near[which] or (steps == near[which] and _better(best, date)):
            best.date, best.own_date = date, True
            best.fields["date"] = date.span
            near[which] = steps


def _joined_dates(scene: Scene, first: DateMention, head: int) -> bool:
    """'in December and March': two days of one word for two happenings."""
    other = scene.head_of(first.span)
    return other is not None and scene.parsed.deps[head] == "conj" and scene.parsed.heads[head] == other


def _better(mention: EventMention, date: DateMention) -> bool:
    """A point in time beats an open one; a nearer one beats a farther."""
    old = mention.date
    if old is None or old.when is None or date.when is None:
        return True
    if old.kind == "point" and date.kind != "point":
        return False
    if old.kind != "point" and date.kind == "point":
        return True
    order = ["year", "month", "day"]
    return order.index(date.when.precision.value) > order.index(old.when.precision.value) and old.when.overlaps(
        date.when
    )
