"""What grammar alone does not give: channels introduced in passing, bare quotations, claims in broken sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from dateline.domain.actor import ActorMention
from dateline.domain.report import Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.quotes import Quotes
from dateline.extract.statements.voice import Voice

_TIE = (
    r"(?:affiliated (?:with|to)|linked (?:with|to)|associated with|connected (?:with|to)|close to|loyal to|tied to|"
    r"aligned with|belonging to|run by|that supports?|supporting|which supports?|backing|of)\s+(?:the\s+)?"
)
_CHANNEL = re.compile(
    r"\b(channels?|outlets?|agency|agencies|accounts?|pages?|stations?|groups? on telegram)\s+" + _TIE, re.IGNORECASE
)
_CHANNEL_LEFT = re.compile(
    r"(?:[A-Z]\w+ ){0,3}(?:(?i:telegram|media|news|social media|tv|television|twitter|facebook)s? )?\Z"
)
_COUNT = re.compile(
    r"(?:(?:another|several|some|many|various|other|two|three|four|five|the|a|an|that|time|first) )*", re.IGNORECASE
)
_APPOSED = re.compile(r",\s+(?:an?|the|another)\s+")
_CLAIM = re.compile(r"\bclaim(?:s|ed|ing)?\s+(?:the\s+)?(?:full\s+)?(?:responsibility|credit)\b", re.IGNORECASE)
_NO_CLAIM = re.compile(
    r"\b(?:no|not|without|nobody|neither|never|yet|before|if|may|could|would)\b[^.]{0,25}\Z", re.IGNORECASE
)
_NEAR = 90
_MOSTLY = 0.75


def introduced_channels(
    text: str, mentions: Sequence[ActorMention], sentences: Sequence[Span], lexicon: SpeechLexicon
) -> list[Voice]:
    """Channels told with their side ('a Telegram channel affiliated with ...'), where they are first told."""
    voices = []
    starts, ends = [m.span.start for m in mentions], [s.end for s in sentences]
    for match in _CHANNEL.finditer(text):
        place = bisect_left(starts, match.end() - 1)
        side = mentions[place] if place < len(mentions) and starts[place] - match.end() <= 3 else None
        if side is None or side.kind not in (ActorKind.ARMED_GROUP, ActorKind.PARTY):
            continue
        noun = match.group(1).lower()
        start = _channel_start(text, match.start(1))
        before = mentions[bisect_left(starts, start) - 1 : bisect_left(starts, start)]
        named = [m for m in before if _APPOSED.fullmatch(text, m.span.end, start)]
        words = " ".join(text[start : side.span.end].split())
        platform = next(
            (name for word, name in lexicon.platforms.items() if word in words.lower() and word != "x"), None
        )
        index = bisect_right(ends, start)
        speaker = _own(named[-1]) if named else Speaker(words, None, Span(start, match.end(1)))
        voices.append(
            Voice(
                speaker,
                "source",
                noun,
                _own(side),
                side.kind,
                side.country,
                plural=noun.endswith("s"),
                platform=platform,
                sentence=index,
                offset=start,
            )
        )
    return voices


def _channel_start(text: str, noun: int) -> int:
    """Where the channel's name begins: capitalised words and the platform before the noun, counting words left out."""
    window = max(0, noun - 60)
    left = _CHANNEL_LEFT.search(text, window, noun)
    start = left.start() if left else noun
    count = _COUNT.match(text, start, noun)
    return count.end() if count else start


def _own(mention: ActorMention) -> Speaker:
    return Speaker(mention.name, mention.actor_id, mention.span)


def bare_quotation(text: str, sentence: Span, quotes: Quotes) -> Span | None:
    """The quoted stretch of a sentence that is hardly more than a quotation; None for any other sentence."""
    inside = [Span(max(q.start, sentence.start), min(q.end, sentence.end)) for q in quotes.inside(sentence)]
    covered = sum(len(span) for span in inside)
    words = sentence.quote(text).split()
    held = sentence.start == inside[0].start if inside else False
    if not held and not (inside and inside[-1].end >= sentence.end - 3):
        return None
    if not inside or covered < _MOSTLY * len(sentence) or len(words) < 4:
        return None
    return Span(inside[0].start, inside[-1].end)


def broken_claims(text: str, sentence: Span, mentions: Sequence[ActorMention]) -> Iterator[tuple[ActorMention, Span]]:
    """'... Claims Responsibility For ...' in a title or a sentence that the parser could not read: group and cue."""
    for match in _CLAIM.finditer(text, sentence.start, sentence.end):
        cue = Span(*match.span())
        if _NO_CLAIM.search(text, sentence.start, match.start()):
            continue
        before = [
            m for m in mentions
            if sentence.start <= m.span.start and m.span.end <= cue.start and cue.start - m.span.end <= _NEAR
            and m.kind in (ActorKind.ARMED_GROUP, ActorKind.PARTY) and not m.adjective
        ]  # fmt: skip
        if before:
            yield before[-1], cue
