"""Lists of happenings in one sentence: what the list's head tells holds for its items; two dates make two."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.counts import CountRange
from dateline.extract.mentions.mention import EventMention
from dateline.extract.syntax.counts import count_of
from dateline.extract.syntax.scene import Scene


def split_by_dates(mentions: list[EventMention]) -> list[EventMention]:
    """'airstrikes in December and March' are two: one mention per date."""
    found = []
    for mention in mentions:
        found.append(mention)
        for date in mention.more_dates:
            twin = _twin(mention, ["one happening per date"])
            twin.date, twin.fields["date"] = date, date.span
            found.append(twin)
    return found


def split_including(scene: Scene, mentions: list[EventMention]) -> list[EventMention]:
    """'dozens of rocket attacks, including at least six since June': the six are a total of their own."""
    parsed = scene.parsed
    found = []
    for mention in mentions:
        if mention.verbal:
            continue
        for prep in parsed.kids(mention.token, "prep"):
            number = parsed.kid(prep, "pobj")
            if parsed.lower[prep] != "including" or number is None or not scene.is_number(number):
                continue
            amount = count_of(scene, number, singular=False)
            twin = _twin(mention, ["a number of them told apart"])
            twin.aggregate, twin.count = True, amount if isinstance(amount, CountRange) else None
            below = parsed.subtree(number)
            if mention.date is not None and scene.head_of(mention.date.span) in below:
                mention.date, mention.own_date = None, False
                mention.fields.pop("date", None)
            found.append(twin)
    return found


def _twin(mention: EventMention, rules: list[str]) -> EventMention:
    return replace(
        mention,
        more_dates=[],
        actors=list(mention.actors),
        recipients=list(mention.recipients),
        rules=[*mention.rules, *rules],
        fields=dict(mention.fields),
        stances=dict(mention.stances),
        said_by=list(mention.said_by),
    )


def share_in_series(scene: Scene, mentions: list[EventMention]) -> None:
    """'a series of drone strikes by X: an April 14 attack on A; a May 8 attack on B': items take from the list's head.

    Likewise 'the attacks took place on Tuesday, with convoys hit in A and B': day, doer and means where none is given.
    """
    lower = scene.parsed.lower
    for head in mentions:
        if not head.aggregate or head.soft_total or head.verbal:
            continue
        colon = next((place for place in range(head.token, len(lower)) if lower[place] == ":"), None)
        for item in mentions:
            if item.token <= head.token or item.type is not head.type or item.aggregate or item.effect == "kill":
                continue
            listed = colon is not None and item.token > colon
            if not item.actors and head.actors and (listed or item.verbal):
                item.actors = list(head.actors)
                item.rules.append("doer of the series")
            if listed and item.weapon is None and head.weapon is not None:
                item.weapon, item.mode = head.weapon, item.mode or head.mode
                item.rules.append("means of the series")
            if item.date is None and head.own_date and item.verbal:
                item.date = head.date
                item.rules.append("day of the series")
