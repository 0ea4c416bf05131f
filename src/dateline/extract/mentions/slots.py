"""When: each date of a sentence goes to the happening it is nearest to in the parse."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.domain.actor import DateMention
from dateline.domain.dates import DatePrecision, DateRange
from dateline.extract.mentions.mention import EventMention
from dateline.extract.syntax.clause import is_verb
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

FAR = 99
_COMPARED = 2
_TOO_FAR = 8  # steps from which a date belongs to something the parser did not see
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "pcomp"})
# A date under one of these joins another happening, not the one above it.
TO_EVENT = frozenset({"after", "before", "since", "until", "following"})


_NOUNS = frozenset({"pobj", "dobj", "compound", "nsubj", "nsubjpass", "appos", "attr", "nmod", "poss"})
_BEFORE_DAY = frozenset({"on", "late", "early"})
_NOBODY: frozenset[str] = frozenset()
_OFF = "units before or after a happening"


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
        steps += _cost(scene, place)
        place = above
        up[place] = steps
    steps, place = 0, other
    while place not in up:
        if parsed.heads[place] == place:
            return FAR
        below, steps = place, steps + _cost(scene, place)
        place = parsed.heads[place]
        if parsed.lower[place] in listed("takes_place") and parsed.deps[below] in ("nsubj", "nsubjpass"):
            steps = 1  # 'the series of attacks took place on Tuesday'
    return steps + up[place]


def _steps(
    scene: Scene, date: DateMention, head: int, mention: EventMention, blocked: frozenset[int], says: frozenset[str]
) -> int:
    """The distance; 'a meeting Friday' is next to its day, and 'since 2015' dates nothing that is said."""
    first = scene.tokens_of(date.span)[0]
    if date.reason == "weekday" and date.kind == "point" and not mention.verbal and first == mention.token + 1:
        return 0
    return distance(scene, head, mention.token, blocked, _NOBODY if date.kind == "since" else says)


def _cost(scene: Scene, token: int) -> int:
    """A step out of a clause counts double, one of several clauses side by side too."""
    dep = scene.parsed.deps[token]
    return 2 if dep in _CLAUSES or (dep == "conj" and is_verb(scene.parsed, token)) else 1


def attach_dates(scene: Scene, mentions: list[EventMention]) -> None:
    """Give every dated happening of the sentence its date; further joined dates are kept for splitting."""
    # a claim comes with its deed; what others say dates only the saying
    says = scene.lexicon.cues["say_verbs"] - scene.lexicon.cues["claim_verbs"]
    welcomes = says | scene.lexicon.cues["factive"]
    events = frozenset(m.token for m in mentions)
    near: dict[int, int] = {}
    off = []
    for date in scene.dates:
        if date.when is None or date.kind in ("duration", "recurring"):
            continue
        head = scene.head_of(date.span)
        if head is None or _of_saying(scene, date, head, says):
            continue
        if date.reason == _OFF:
            off.append(date)
            continue
        scored = sorted(
            (
                # 'condemned on Tuesday the attack', but 'welcomed the meeting on Tuesday'
                (_steps(scene, date, head, m, events, welcomes if head < m.token else says), abs(m.token - head), n)
                for n, m in enumerate(mentions)
            )
        )
        if date.kind == "compared":  # 'the worst since the May 2019 raid' is the day of that raid alone
            scored = [one for one in scored if one[0] <= _COMPARED]
        for steps, _, which in scored[: 2 if date.kind == "since" else 1]:
            best = mentions[which]
            if steps >= _TOO_FAR:
                break
            if best.date is not None and _joined_dates(scene, best.date, head):
                best.more_dates.append(date)
                break
            if best.date is None or steps < near[which] or (steps == near[which] and _better(best, date)):
                _give(best, date)
                near[which] = steps
                break
    for date in off:
        _count_from(scene, date, mentions)
    for mention in mentions:
        _when(scene, mention)
        if mention.date is None:
            _fronted(scene, mention)


def when_of(scene: Scene, token: int) -> int | None:
    """'since January, when rockets injured a man': the token of the time that the clause tells of."""
    parsed = scene.parsed
    head = parsed.heads[token]
    told = parsed.deps[token] == "relcl" and head in scene.date_at and head < token
    return head if told and any(parsed.lower[c] == "when" for c in parsed.kids(token, "advmod")) else None


def _when(scene: Scene, mention: EventMention) -> None:
    """What happened when a period began is of its first day, month or year, not of the period."""
    head = when_of(scene, mention.token)
    date = scene.date_at[head] if head is not None else None
    if date is None or date.when is None or date.when.earliest is None or date.kind not in ("since", "compared"):
        return
    start = date.when.earliest
    at = {
        DatePrecision.DAY: DateRange.day(start),
        DatePrecision.MONTH: DateRange.month(start.year, start.month),
        DatePrecision.YEAR: DateRange.year(start.year),
    }
    _give(mention, replace(date, when=at[date.when.precision], kind="point"))


_WITH_ITS_VERB = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dobj", "nsubjpass", "ROOT"})


def _fronted(scene: Scene, mention: EventMention) -> None:
    """'In May X broke its word by attacking Y': a day before the verb is that of what is done by it, too."""
    parsed = scene.parsed
    chain = [mention.token, *parsed.ancestors(mention.token)]
    for below, token in pairwise(chain):
        if parsed.deps[below] not in _WITH_ITS_VERB or parsed.lower[below] in TO_EVENT or parsed.kid(below, "mark"):
            return
        for date in scene.dates:
            head = scene.head_of(date.span)
            above = [] if head is None else parsed.ancestors(head)[:2]
            plain = date.kind == "point" and date.when is not None and date.reason != _OFF
            if (
                plain
                and token in above
                and head is not None
                and head < token
                and parsed.kid(token, "nsubj", "nsubjpass")
            ):
                mention.date = date
                mention.fields["date"] = date.span
                return


def _give(mention: EventMention, date: DateMention) -> None:
    mention.date, mention.own_date = date, True
    mention.fields["date"] = date.span


def _of_saying(scene: Scene, date: DateMention, head: int, says: frozenset[str]) -> bool:
    """'said on Tuesday the army had detained her': the day of saying, wherever the parser puts it."""
    parsed = scene.parsed
    if parsed.deps[head] in ("poss", "compound", "nmod"):
        return False
    token = scene.tokens_of(date.span)[0] - 1
    while token >= 0 and parsed.lower[token] in _BEFORE_DAY:
        token -= 1
    saying = token >= 0 and parsed.lower[token] in says and parsed.kid(token, "nsubjpass") is None
    return saying and parsed.deps[token] not in _NOUNS  # 'in Gezira state on Monday': a state says nothing


def _count_from(scene: Scene, date: DateMention, mentions: list[EventMention]) -> None:
    """'It comes a week after 44 people were killed': the day is that of the happening counted from.

    Only where the one told first is dated or is the news itself; else neither day is known.
    """
    parsed, last = scene.parsed, scene.tokens_of(date.span)[-1]
    later = [m for m in mentions if m.token > last and m.date is None]
    head = scene.head_of(date.span)
    if not later or head is None:
        return
    above = [head, *parsed.ancestors(head)]
    main = next((m for token in above for m in mentions if m.token == token and token < last), None)
    if main is None or main.own_date:
        _give(min(later, key=lambda m: m.token), date)


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
