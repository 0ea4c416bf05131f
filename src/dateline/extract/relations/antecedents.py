"""Words that stand for a body named before: 'its leader', 'the ministry spokesman', 'It includes'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.relations.tagging import Party
from dateline.extract.words.lists import listed

_NOUNS = (
    "group|militia|movement|organization|organisation|party|faction|ministry|coalition|alliance|army|government|police|"
    "military|front|gang|cartel|network"
)
_WORDS = re.compile(
    rf"\b(?:(?P<its>[Ii]ts|[Tt]heir)|[Tt]he (?P<own>{_NOUNS})(?:['’]s|s(?= (?:leader|chief|head|commander|spokes)))"
    rf"|(?P<noun>{_NOUNS}))(?=,? (?:[a-z-]+ ){{0,2}}"
    r"(?:leader|ringleader|chief|head|commander|spokesman|spokeswoman|spokesperson)\b(?! (?:of|for)\b))"
    r"|(?<=\b[Oo]ne of )(?:(?:its|their)|the (?P<whose>group|militia|movement|organi[sz]ation|party|faction)['’]s)"
    r"(?= (?:[a-z-]+ ){0,2}(?:leaders|commanders|members|directors|officials|founders|fighters|officers|figures)\b)"
    r"|\bIt(?= (?:also )?(?:includes?|comprises?)\b)"
    rf"|\b(?<=member of )the (?P<whole>{_NOUNS})\b"
    rf"|\b(?<=part of )the (?P<body>{_NOUNS})\b",
)
_ITS_ALLY = re.compile(
    r"\b[Ii]ts(?= (?:(?:close|closest|key|main|longtime|staunch|regional|chief|old) ){0,2}(?:ally|allies)\b)"
)
_ITS_VOICE = re.compile(
    r"(?:(?<=, )|(?<=which )|(?<=where )|(?<=said )|(?<=as )|(?<=[\"”] )|\A)(?:[Aa] )?[Ss]pokes(?:man|woman|person)"
    r"(?=,? (?:[A-Z][a-z]*\. ){0,3}[A-Z])"
)
"""'..., in which spokeswoman Jane Doe said': of the body whose news it is."""
_HELD = re.compile(
    r"\b(?:considers?|considered|declare[sd]?|designate[sd]?|regards?|lists?|listed|labell?ed|labels|blacklisted|"
    r"deems?|brands?|branded|proscribed|outlawed|banned|classif(?:y|ies|ied)|sanctioned|backs|supports|funds|arms) "
    r"(?P<it>it|the (?:group|militia|movement|organi[sz]ation|outfit))\b(?!['’])"
)
"""'Sumland considers it a terrorist group': the group named before."""
_GROUP_LATER = re.compile(r"(?<=, )the (?:group|militia|movement|organi[sz]ation)\b(?!['’])")
_IT = re.compile(
    r"(?:It|(?:In|Since|By) (?:[A-Z][a-z]{2,8} )?\d{4},? (?P<late>it))"
    r"(?= (?:is|was|operates|has|had|joined|belongs|receives|enjoys|maintains|pledged|split)\b)"
)
_BACKED_GROUP = re.compile(
    r"(?<=[-–]backed )(?:[A-Z]\w+(?:-[A-Z]\w+)? ){0,2}(?:[a-z]+ )?"
    r"(?P<noun>group|militia|alliance|movement|coalition|rebels|faction)\b(?!['’-]| (?:of|called|named|known|[A-Z]))"
)
"""'The US-backed alliance' is whoever was named before."""
_THE_REBELS = re.compile(
    r"\b[Tt]he (?:rebels|militants|insurgents|jihadists|separatists)(?= (?:are|were|is|have been) )"
)
_STATES_OWN = re.compile(r" (?:foreign|defen[cs]e|interior|health) ministry")
"""'its foreign ministry spokesman': a ministry is a state's, and the body before is none."""
_ACCORDING = re.compile(r"according to \Z")
_IN_A_STATEMENT = re.compile(r"In (?:an?|the) (?:[a-z]+ ){0,2}(?:statement|message|video|recording|post)\b")
_THE_GROUP = re.compile(
    r"[Tt]he (group|militia|movement|organi[sz]ation|outfit|network)"
    r"(?=,? (?:which |who )?(?:is|are|was|were|has|have|had|pledged|swore)\b)"
)
_MANY = re.compile(
    r"\b(?:[Tt]hese|[Bb]oth|[Aa]ll|[Tt]he)(?: (?P<number>two|three|four))? "
    r"(?:groups|movements|militias|factions|organi[sz]ations|brigades|outfits|armies)\b"
    r"(?! (?:backed|supported|that|which|who|linked|affiliated|in|of|from|led|such)\b)"
    r"|\b[Bb]oth(?= (?:are|were|have been|had been)\b)"
)
_THEY = re.compile(r"They(?= (?:[a-z]+ )?(?:are|were|have|had)\b)")
_OWN = re.compile(
    r"\b[Ii]ts (?=(?:own |elite |armed |military |political |powerful |notorious |special )*"
    r"(?:[A-Z][\w’'-]+ ){1,4}(?:Mission|Forces?|Brigades?|Battalion|Division|Unit|Corps|Guards?|Council|Bureau|Command|"
    r"Office|Fleet|Army|Party|Wing|(?:news )?agency|brigades?|unit|force|battalion|division|wing|fleet)\b"
    r"|(?:armed|military|political|media|youth) (?:wing|arm|branch)\b)"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_OPENS_SENTENCE = re.compile(r"(?:\A|[.!?\n][\"”’)]?\s{0,2})(?:[Tt]he )?\Z")
_OPENS = re.compile(rf"The ({_NOUNS})\b")
_BODIES = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY, ActorKind.INTERNATIONAL_BODY, ActorKind.OTHER}
)
_OPENING = 6  # characters: 'The HPA ...', 'HPA, once called ...'
_HEAD = 60  # characters: a subject at the head of a sentence
_REACH = 1500
"""Characters that such words look back."""
_NEAR = 600
"""Characters that 'these groups' looks back."""


def antecedents(text: str, sentence: Span, mentions: Sequence[ActorMention], before: Span | None) -> Iterator[Party]:
    """A party for each such word of a sentence whose body can be found before it; `before` is the sentence before."""
    for match in _WORDS.finditer(text, sentence.start, sentence.end):
        if any(m.span.start < match.end() and m.span.end > match.start() for m in mentions):
            continue
        if _STATES_OWN.match(text, match.end(), sentence.end):
            continue
        noun = next((match.group(name) for name in ("own", "noun", "whole", "body", "whose") if match.group(name)), "")
        topic = match.group() in ("It", "Its", "Their", "its", "their")
        inside = any(sentence.contains(m.span) and m.span.end <= match.start() and m.kind in _BODIES for m in mentions)
        named = _topic(text, before, mentions) if topic and not inside else None
        if inside and topic and _ACCORDING.search(text, max(sentence.start, match.start() - 14), match.start()):
            inside, named = True, _topic(text, sentence, mentions)
        if noun == "group" and match.start() == sentence.start:
            subject = _topic(text, before, mentions)
            named = subject if subject is not None and subject.kind is ActorKind.ARMED_GROUP else named
        ahead = _ahead(text, sentence, match.start(), mentions) if topic and not inside else None
        named = ahead or named or _named(text, match.start(), noun, mentions)
        if named is not None:
            yield Party(Span(*match.span()), match.group(), "D", named)
    yield from _taken_up(text, sentence, mentions, before)
    for match in _ITS_ALLY.finditer(text, sentence.start, sentence.end):
        sides = _sides(sentence, match.start(), mentions)
        if sides:
            yield Party(Span(*match.span()), match.group(), "D", sides[-1])
    yield from _voices(text, sentence, mentions, before)
    yield from _owners(text, sentence, mentions, before)
    yield from _several(text, sentence, mentions, before)


def _ahead(text: str, sentence: Span, offset: int, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """'In a statement signed by its spokesman, X, Y said': whose it is stands behind."""
    if not _IN_A_STATEMENT.match(text, sentence.start, offset):
        return None
    behind = [m for m in mentions if sentence.contains(m.span) and m.span.start > offset]
    return next((m for m in behind if m.kind in _BODIES and not m.adjective and not m.generic), None)


def _taken_up(text: str, sentence: Span, mentions: Sequence[ActorMention], before: Span | None) -> Iterator[Party]:
    """'Considers it a terrorist group', 'It is an ally of', 'the US-backed alliance', 'the rebels are backed by'."""
    found = [(Span(*m.span("it")), m.group("it")) for m in _HELD.finditer(text, sentence.start, sentence.end)]
    found += [
        (Span(*m.span("noun")), m.group("noun")) for m in _BACKED_GROUP.finditer(text, sentence.start, sentence.end)
    ]
    found += [(Span(*m.span()), m.group()) for m in _THE_REBELS.finditer(text, sentence.start, sentence.end)]
    found += [(Span(*m.span()), "it") for m in _GROUP_LATER.finditer(text, sentence.start, sentence.end)]
    for span, words in found:
        topic = _topic(text, before, mentions) if words == "it" else None
        body = topic if topic is not None and topic.kind is ActorKind.ARMED_GROUP else None
        opener = before if words == "it" or words.startswith("the ") else None
        body = body or _salient(text, span.start, mentions, opener)
        if body is not None and not any(m.span.overlaps(span) and not m.generic for m in mentions):
            yield Party(span, words, "E", body)
    opening = _IT.match(text, sentence.start, sentence.end)
    topic = _topic(text, before, mentions) if opening is not None else None
    if opening is not None and topic is not None:
        yield Party(Span(*opening.span("late" if opening.group("late") else 0)), "It", "E", topic)


def _sides(sentence: Span, offset: int, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The bodies and states that a sentence names before an offset."""
    kinds = _BODIES | {ActorKind.STATE}
    inside = (m for m in mentions if sentence.contains(m.span) and m.span.end <= offset and m.kind in kinds)
    return [m for m in inside if not m.adjective and not m.generic]


def _voices(text: str, sentence: Span, mentions: Sequence[ActorMention], before: Span | None) -> Iterator[Party]:
    """'Spokeswoman Jane Doe' of the body that the sentence names first, or that the one before is about."""
    for match in _ITS_VOICE.finditer(text[sentence.start : sentence.end]):
        span = Span(sentence.start + match.start(), sentence.start + match.end())
        bodies = [m for m in _sides(sentence, span.start, mentions) if m.kind in _BODIES]
        body = bodies[0] if bodies else _topic(text, before, mentions)
        if body is not None and not any(span.overlaps(m.span) for m in mentions):
            yield Party(span, match.group(), "K", body)


def _owners(text: str, sentence: Span, mentions: Sequence[ActorMention], before: Span | None) -> Iterator[Party]:
    """'The OPCW said its Fact Finding Mission ...': the last body or state named before 'its' in the sentence."""
    for match in _OWN.finditer(text, sentence.start, sentence.end):
        owners = _sides(sentence, match.start(), mentions)
        owner = owners[-1] if owners else _topic(text, before, mentions)
        if owner is not None:
            yield Party(Span(match.start(), match.end() - 1), match.group().strip(), "D", owner)


def _several(text: str, sentence: Span, mentions: Sequence[ActorMention], before: Span | None) -> Iterator[Party]:
    """'These groups', 'both', 'they': the groups named just before, one tag for all of them."""
    group = _THE_GROUP.match(text, sentence.start, sentence.end)
    if group is not None and not any(m.span.overlaps(Span(*group.span())) for m in mentions):
        body = _named(text, group.start(), "group", mentions)
        if body is not None:
            yield Party(Span(*group.span()), group.group(), "E", body)
    words = _THEY.match(text, sentence.start, sentence.end)
    topic = _subject(before, mentions) if words is not None else None
    if words is not None and topic is not None:
        yield Party(Span(*words.span()), "They", "E", topic)
    for found in _MANY.finditer(text, sentence.start, sentence.end):
        if any(m.span.start < found.end() and m.span.end > found.start() for m in mentions):
            continue
        groups = [
            m for m in mentions
            if m.kind in (ActorKind.ARMED_GROUP, ActorKind.PARTY) and not m.adjective and not m.generic
            and m.span.end <= found.start() and found.start() - m.span.start < _NEAR
        ]  # fmt: skip
        number = 2 if found.group().lower() == "both" else _NUMBERS.get(found.group("number") or "")
        named = _distinct(groups)
        if number and len(named) != number:
            named = _distinct([m for m in groups if before is not None and before.contains(m.span)])
        if len(named) > 1 and number in (None, len(named)):
            yield Party(Span(*found.span()), found.group(), "E", named[0], more=tuple(named[1:]))


def _distinct(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The last mention of each, the last first."""
    kept: dict[str, ActorMention] = {}
    for mention in reversed(mentions):
        kept.setdefault(mention.actor_id or mention.name, mention)
    return list(kept.values())


def _subject(before: Span | None, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The body that the sentence before begins with."""
    if before is None:
        return None
    opening = Span(before.start, min(before.end, before.start + _OPENING))
    return next((m for m in mentions if opening.overlaps(m.span) and m.kind in _BODIES and not m.adjective), None)


def _topic(text: str, before: Span | None, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """What the sentence before is about: the body it begins with, by name or as 'the ministry'."""
    if before is None:
        return None
    noun = _OPENS.match(text, before.start, before.end)
    if noun is not None and not any(m.span.start < noun.end() and m.span.end > noun.start() for m in mentions):
        return _named(text, before.start, noun.group(1), mentions)
    opening = Span(before.start, min(before.end, before.start + _HEAD))
    return next(
        (m for m in mentions if opening.contains(m.span) and m.kind in _BODIES and not m.adjective and not m.generic),
        None,
    )


def _salient(text: str, offset: int, mentions: Sequence[ActorMention], before: Span | None) -> ActorMention | None:
    """The group of the sentence before; else the last one that opened a sentence, else the last one named."""
    last = _named(text, offset, "group", mentions)
    if last is None or before is None or last.span.start >= before.start:
        return last
    opening = [
        m for m in mentions
        if m.kind is ActorKind.ARMED_GROUP and not m.adjective and not m.generic and m.span.end <= offset
        and offset - m.span.start < _REACH and _OPENS_SENTENCE.search(text, max(0, m.span.start - 8), m.span.start)
    ]  # fmt: skip
    return opening[-1] if opening else last


def _named(text: str, offset: int, noun: str, mentions: Sequence[ActorMention]) -> ActorMention | None:
    before = [
        m for m in mentions
        if m.kind in _BODIES and not m.adjective and not m.generic
        and m.span.end <= offset and offset - m.span.start < _REACH
    ]  # fmt: skip
    if not before:
        return None
    if not noun or noun in listed("groups_taken_up"):
        groups = [m for m in before if m.kind in (ActorKind.ARMED_GROUP, ActorKind.PARTY) or not noun]
        called = [m for m in mentions if noun and m.span.end <= offset and _called(text, m, noun)]
        return next(reversed(called or groups), None)
    fitting = [m for m in before if noun in m.span.quote(text).lower() or noun in m.name.lower()]
    return fitting[-1] if fitting else None


def _called(text: str, mention: ActorMention, noun: str) -> bool:
    """'The Red Falcons militia', 'the militia Red Falcons': the text itself calls the group so."""
    start, end = mention.span.start, mention.span.end
    if mention.kind not in (ActorKind.ARMED_GROUP, ActorKind.PARTY):
        return False
    return text[end : end + len(noun) + 1] == f" {noun}" or text[max(0, start - len(noun) - 1) : start] == f"{noun} "
