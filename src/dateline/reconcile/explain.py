"""Why these reports are one incident: the pairs that hold it together, what each feature said, who decided what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.domain.incident import Decision
from dateline.reconcile.compare import compare, explain
from dateline.reconcile.features import Signal
from dateline.reconcile.origins import Origin
from dateline.reconcile.view import ReportView
from dateline.reconcile.worded import NO_TEXTS, Texts, as_printed

_MOST_PAIRS = 400


@dataclass(frozen=True, slots=True)
class PairReason:
    """Two reports: how likely they tell one happening, the bar between them, every feature's word."""

    one: str
    other: str
    probability: float
    barred: str
    signals: tuple[tuple[str, Signal], ...]

    def told(self) -> tuple[tuple[str, Signal], ...]:
        """Only the features that say something, the strongest first."""
        said = [(name, signal) for name, signal in self.signals if signal.score]
        return tuple(sorted(said, key=lambda one: (-abs(one[1].score), one[0])))


@dataclass(frozen=True, slots=True)
class Why:
    """An incident explained: for every report the pair that holds it best, decisions, and each article's origin."""

    links: tuple[PairReason, ...]
    weakest: PairReason | None
    decisions: tuple[Decision, ...]
    origins: tuple[tuple[str, Origin], ...]


def pair_reason(a: ReportView, b: ReportView, texts: Texts = NO_TEXTS) -> PairReason:
    """One pair explained; the same for either order."""
    score = compare(a, b)
    first, second = (a, b) if a.id <= b.id else (b, a)
    said = tuple((name, as_printed(name, signal, first, second, texts)) for name, signal in explain(first, second))
    return PairReason(score.one, score.other, score.probability, score.barred, said)


def why(
    views: Sequence[ReportView],
    standing: Iterable[Decision] = (),
    origins: Mapping[str, Origin] | None = None,
    texts: Texts = NO_TEXTS,
) -> Why:
    """Explain one incident from the views of its reports; `texts` as far as they are at hand."""
    ordered = sorted(views, key=lambda one: one.id)
    ids = {one.id for one in ordered}
    links = _links(ordered, texts)
    known = origins or {}
    return Why(
        links=links,
        weakest=min(links, key=lambda one: (one.probability, one.one, one.other), default=None),
        decisions=tuple(one for one in standing if ids & set(one.subjects)),
        origins=tuple((one, known[one]) for one in sorted({view.article for view in ordered}) if one in known),
    )


def _links(ordered: Sequence[ReportView], texts: Texts) -> tuple[PairReason, ...]:
    """The likeliest pairs that connect all reports (a spanning tree), so that a reader sees each report's tie once."""
    pairs = [(compare(a, b), a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]]
    pairs.sort(key=lambda one: (-one[0].probability, one[0].one, one[0].other))
    home = {one.id: one.id for one in ordered}
    links: list[PairReason] = []
    for _, a, b in pairs:
        if home[a.id] != home[b.id] and len(links) < _MOST_PAIRS:
            old, new = home[b.id], home[a.id]
            home = {one: new if root == old else root for one, root in home.items()}
            links.append(pair_reason(a, b, texts))
    return tuple(links)
