"""What a statement is tied to: the incident or actor it is about, its day, its channels, and doubts about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.domain.actor import ActorMention, DateMention
from dateline.domain.dates import DateRange
from dateline.domain.report import Report
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, EventType
from dateline.extract.statements.acts import folded
from dateline.extract.statements.lexicon import SpeechLexicon

_NEAR = 2
"""Sentences around a statement in which 'the attack' finds its report."""
_DEEDS_OF_RESPONSIBILITY = frozenset({EventType.ASSAULT, EventType.COERCE})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else was found in the article, in the order of the text."""

    text: str
    sentences: Sequence[Span]
    actors: Sequence[ActorMention]
    reports: Sequence[Report]
    dates: Sequence[DateMention]
    doubts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Marks of doubt by sentence, once looked for."""


def about(around: Surroundings, act: Act, content: Sequence[Span], index: int, speaker: str | None) -> str | None:
    """The report told in the content, else the one that 'the attack' beside it means, else the actor it is about."""
    inside = told_inside(around, content)
    if inside:
        return _best_report(inside, act, content).id
    if act in (Act.CLAIM_RESPONSIBILITY, Act.DENY, Act.CONFIRM, Act.CONDEMN, Act.PRAISE):
        near = _near_report(around, index, act)
        if near is not None:
            return near.id
    actors = [m for m in around.actors if any(own.contains(m.span) for own in content) and m.actor_id != speaker]
    if actors:
        return next((m for m in actors if not m.adjective), actors[0]).actor_id
    near = _near_report(around, index, act) if act in (Act.REPORT, Act.ASSESS, Act.ACCUSE) else None
    return near.id if near is not None else None


def told_inside(around: Surroundings, content: Sequence[Span]) -> list[Report]:
    """The reports that what is said tells."""
    return [r for r in around.reports if any(span.overlaps(own) for span in _told(r) for own in content)]


def _told(report: Report) -> tuple[Span, ...]:
    trigger = report.fields.get("type") or report.fields.get("trigger")
    return (trigger,) if trigger else report.evidence


def _best_report(reports: Sequence[Report], act: Act, content: Sequence[Span]) -> Report:
    """Claims and denials are about deeds of violence; otherwise the first that the content tells."""
    if act in (Act.CLAIM_RESPONSIBILITY, Act.DENY, Act.ACCUSE, Act.CONDEMN):
        deeds = [r for r in reports if r.type in _DEEDS_OF_RESPONSIBILITY]
        if deeds:
            return deeds[0]
    whole = [r for r in reports if any(own.contains(r.evidence[0]) for own in content)]
    return (whole or list(reports))[0]


def _near_report(around: Surroundings, index: int, act: Act) -> Report | None:
    """The report told in this sentence or, going back, in those before it; news goes before what is recalled."""
    wanted = [r for r in around.reports if r.type in _DEEDS_OF_RESPONSIBILITY or act in (Act.REPORT, Act.ASSESS)]
    for back in range(_NEAR + 1):
        place = index - back
        if place < 0:
            break
        here = [r for r in wanted if around.sentences[place].overlaps(r.evidence[0])]
        if here:
            return next((r for r in here if not r.background), here[0])
    return None


def when_said(around: Surroundings, sentence: Span, content: Sequence[Span], cue: Span) -> DateRange | None:
    """The date told outside what is said: 'On Tuesday', 'in a May 31 tweet'."""
    own = [
        d for d in around.dates
        if d.when is not None and d.kind == "point" and sentence.contains(d.span)
        and not any(span.overlaps(d.span) for span in content)
    ]  # fmt: skip
    if not own:
        return None
    return min(own, key=lambda d: min(abs(d.span.start - cue.end), abs(cue.start - d.span.end))).when


def doubts_on(around: Surroundings, index: int, lexicon: SpeechLexicon) -> tuple[str, ...]:
    """Marks of doubt in the sentence of the statement or right after it: 'could not verify', 'no evidence'."""
    here = (*_doubts_in(around, index, lexicon), *_doubts_in(around, index + 1, lexicon))
    return tuple(dict.fromkeys(here))


def _doubts_in(around: Surroundings, index: int, lexicon: SpeechLexicon) -> tuple[str, ...]:
    if index >= len(around.sentences):
        return ()
    if index not in around.doubts:
        words = folded(around.sentences[index].quote(around.text))
        around.doubts[index] = tuple(mark for mark, pattern in lexicon.doubts.items() if pattern.search(words))
    return around.doubts[index]
