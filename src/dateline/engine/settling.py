"""Completing the derived record: what was added or decided is worked into origins and incidents, and nothing else.

Adding marks what changed ('dirt') in the same transaction that keeps the article. Here the dirt is taken up in
batches, each settled in one transaction that also takes the mark away: a program killed at any moment leaves marks,
and the next run goes on with them. The result depends on the set of articles and decisions alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dateline.domain.codec import decode, encode
from dateline.domain.incident import Decision, Incident
from dateline.domain.report import Statement
from dateline.domain.vocabulary import DecisionKind
from dateline.reconcile.copies import COPIES, Signature, bands, compare_articles, signature_from_row
from dateline.reconcile.decisions import Anchor, Unapplied, effective, ratings_of, reanchor
from dateline.reconcile.gather import Member, facts
from dateline.reconcile.merge import Setting
from dateline.reconcile.origins import Origin, copy_pairs, origin_groups
from dateline.reconcile.record import (
    Grouping,
    Near,
    Scored,
    best_of_row,
    build,
    neighbours,
    pairs_of_row,
    regroup,
    scored_row,
)
from dateline.reconcile.view import ReportView, from_row
from dateline.store.protocol import Copy, Dirt, Former, Json, Settlement, Store

BATCH = 64
"""Articles settled in one transaction."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change reaches: the changed reports, all views to group again, their components before, known pairs.

    `quiet` are rows of components that are not grouped again but have a pair more.
    """

    changed: frozenset[str]
    views: dict[str, ReportView]
    home: Mapping[str, str]
    scored: Scored
    quiet: Mapping[str, Json]


@dataclass(slots=True)
class Settler:
    """Settles one store; keeps the views it has read for the length of one run."""

    store: Store
    ratings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    batch: int = BATCH
    _seen: dict[str, ReportView] = field(default_factory=dict)

    def settle(self) -> int:
        """Settle until nothing is marked any more; how many batches that took."""
        rounds = 0
        if self.store.neighbours.dirt(1):  # looking needs no lock, and mostly there is nothing
            while dirt := self._settle_some():
                rounds += 1
                if len(dirt.articles) < self.batch:
                    break
        return rounds

    def _settle_some(self) -> Dirt:
        with self.store.alone():
            with self.store.together():
                dirt = self.store.neighbours.dirt(self.batch)
                change = self._change(dirt, standing_decisions(self.store)) if dirt else None
            if change is not None:
                self.store.record.settle(change)
        return dirt

    def _change(self, dirt: Dirt, standing: Sequence[Decision]) -> Settlement:
        near = self.store.neighbours
        self._seen.clear()
        before = near.copies(dirt.articles)
        origins = self._origins(dirt.articles, before, standing)
        kept = {**before, **near.copies(origins.keys() - set(dirt.articles))}
        moved = {one for one, copy in origins.items() if one not in kept or kept[one] != copy}
        changed = near.reports_of({*dirt.articles, *moved}) | set(dirt.reports)
        touched = self._touched(changed, standing)
        grouping = regroup(touched.views.values(), standing, touched.scored)
        new = self._other_than_before(grouping.clusters, touched)
        again = touched.changed | {report for cluster in new for report in cluster}
        members, quotes = _read(self.store, {report: touched.views[report] for cluster in new for report in cluster})
        incidents, rejected = self._build(new, members, origins, standing)
        home = grouping.component_of
        return Settlement(
            settled=dirt,
            reports=frozenset(again),
            incidents=incidents,
            rejected=rejected,
            components={one: name for one, name in home.items() if one in again or touched.home.get(one) != name},
            scored=_scored_rows(grouping, touched),
            copies=tuple(origins[one] for one in sorted(moved)),
            quotes=quotes,
        )

    def _touched(self, changed: frozenset[str] | set[str], standing: Sequence[Decision]) -> Touched:
        """The changed reports, and the whole components of whatever they may belong with."""
        near = self.store.neighbours
        while True:
            views = self._views(changed)
            beside = neighbours(views.values(), self._lookup, standing)
            hung = near.component_of({*changed, *beside.reports})
            rows = near.scored(set(hung.values()))
            moved = beside.moved({one: edge for row in rows.values() for one, edge in best_of_row(row).items()})
            again = {*changed, *beside.sure, *moved}
            names = {hung[one] for one in again if one in hung}
            home = near.homes(names)
            pairs = {name: pairs_of_row(rows.get(name)) for name in names}
            # what another program has compared, or none, is compared again like what is new
            sizes = Counter(home.values())
            unknown = {one for one, name in home.items() if pairs[name] is None and sizes[name] > 1} - changed
            if not unknown:
                break
            changed = {*changed, *unknown}
        views |= self._views({*home, *again} - views.keys())
        kept = {two: value for mine in pairs.values() if mine for two, value in mine.items()}
        as_before = {one: name for one, name in home.items() if one not in changed and one in views}
        scored = Scored(kept, beside.pairs, as_before)
        still = {one: hung[one] for one in beside.wavering if one in hung and hung[one] not in names}
        return Touched(frozenset(changed), views, home, scored, _quiet_rows(rows, beside, still))

    def _other_than_before(self, clusters: Iterable[tuple[str, ...]], touched: Touched) -> list[tuple[str, ...]]:
        """The clusters whose incident must be made again: another set of reports, or one of them changed."""
        homes = self.store.record.incident_of(touched.views.keys())
        before: dict[str, set[str]] = defaultdict(set)
        for report, incident in homes.items():
            before[incident].add(report)
        return [
            one
            for one in clusters
            if not touched.changed.isdisjoint(one) or before.get(homes.get(one[0], "")) != set(one)
        ]

    def _views(self, reports: Iterable[str]) -> dict[str, ReportView]:
        wanted = set(reports)
        for key, row in self.store.neighbours.views(wanted - self._seen.keys()).items():
            self._seen[key] = from_row(row)
        return {key: self._seen[key] for key in wanted if key in self._seen}

    def _lookup(self, keys: tuple[str, ...]) -> Iterable[ReportView]:
        return self._views(self.store.neighbours.reports_under(keys)).values()

    # ------------------------------------------------------------------------------------------- origins

    def _origins(
        self, articles: Collection[str], before: Mapping[str, Copy], standing: Sequence[Decision]
    ) -> dict[str, Copy]:
        """The origin of every article whose group of copies these articles are in, were in, or are told to be in."""
        near = self.store.neighbours
        wanted = set(articles) | near.copy_group({copy.group for copy in before.values()})
        duplicates = [set(one.subjects) for one in standing if one.kind is DecisionKind.DUPLICATE]
        signatures: dict[str, Signature] = {}
        fresh = wanted
        while fresh:
            fresh |= {
                subject for subjects in duplicates if subjects & fresh for subject in subjects
            } - signatures.keys()
            new = self._signatures(fresh)
            signatures |= new
            found = self._alike(new.values(), signatures)
            groups = {copy.group for copy in near.copies(found).values()}
            fresh = (found | near.copy_group(groups)) - signatures.keys()
        named = origin_groups(signatures.values(), copy_pairs(signatures.values()), standing)
        return {article: _copy(article, origin) for article, origin in named.items()}

    def _signatures(self, articles: Collection[str]) -> dict[str, Signature]:
        return {key: signature_from_row(row) for key, row in self.store.neighbours.fingerprints(articles).items()}

    def _alike(self, new: Iterable[Signature], known: Mapping[str, Signature]) -> set[str]:
        """Articles not yet known that are copies of one of these."""
        found: set[str] = set()
        for one in new:
            others = self.store.neighbours.articles_in_bands(bands(one)) - known.keys() - found
            near = self._signatures(others)
            found |= {key for key, other in near.items() if compare_articles(one, other).kind in COPIES}
        return found

    # ------------------------------------------------------------------------------------------- incidents

    def _build(
        self,
        clusters: Iterable[tuple[str, ...]],
        members: Mapping[str, Member],
        copies: Mapping[str, Copy],
        standing: Sequence[Decision],
    ) -> tuple[tuple[Incident, ...], tuple[Incident, ...]]:
        near = self.store.neighbours
        articles = {one.view.article for one in members.values()}
        held = {**near.copies(articles - copies.keys()), **{key: copies[key] for key in articles & copies.keys()}}
        origins = {key: decode(Origin, copy.body) for key, copy in held.items()}
        setting = Setting(origins, tuple(standing), {**self.ratings, **ratings_of(standing)})
        series = {one.view.article for one in members.values() if one.view.aggregate}
        return build(clusters, members, setting, self._views(near.reports_of(series)).values())


def _read(store: Store, views: Mapping[str, ReportView]) -> tuple[dict[str, Member], dict[str, str]]:
    """These reports with all that is said of them, and the clauses that tell them."""
    articles = {one.id: one for one in store.readings.articles({view.article for view in views.values()})}
    told = {key: facts(article) for key, article in articles.items()}
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in store.readings.statements(articles.keys()):
        said[statement.about or ""].append(statement)
    members, quotes = {}, {}
    for report in store.readings.reports(views.keys()):
        members[report.id] = Member(report, views[report.id], told[report.article_id], tuple(said[report.id]))
        quotes[report.id] = articles[report.article_id].quote(report.evidence[0])
    return members, quotes


def setting_of(store: Store, reports: Collection[str]) -> tuple[dict[str, Member], Setting]:
    """These reports with all that merging them asks for."""
    views = {key: from_row(row) for key, row in store.neighbours.views(reports).items()}
    articles = {one.article for one in views.values()}
    origins = {key: decode(Origin, copy.body) for key, copy in store.neighbours.copies(articles).items()}
    standing = standing_decisions(store)
    return _read(store, views)[0], Setting(origins, standing, ratings_of(standing))


def _scored_rows(grouping: Grouping, touched: Touched) -> dict[str, Json]:
    """Component -> its pairs, for those of several reports; None for components that are no more."""
    sizes = Counter(grouping.component_of.values())
    gone: dict[str, Json] = dict.fromkeys(touched.home.values())
    several = [name for name, size in sizes.items() if size > 1]
    made = {name: scored_row(grouping.pairs.get(name, {}), grouping.best.get(name, {})) for name in several}
    return gone | made | dict(touched.quiet)


def _quiet_rows(rows: Mapping[str, Json], beside: Near, still: Mapping[str, str]) -> dict[str, Json]:
    """Component -> its row with the new pairs of its vague reports that stay where they are (`still`)."""
    return {
        name: scored_row({**(pairs_of_row(rows[name]) or {}), **new}, best_of_row(rows[name]))
        for name, new in beside.more(still).items()
    }


def _copy(article: str, origin: Origin) -> Copy:
    return Copy(article, origin.original_article, origin.copy_of(article), encode(origin))


def standing_decisions(store: Store) -> tuple[Decision, ...]:
    """The decisions that stand, pointing at the reports as they are read now."""
    return reanchored(store)[0]


def reanchored(store: Store) -> tuple[tuple[Decision, ...], tuple[Unapplied, ...]]:
    """The decisions that stand, pointing at the reports as read now, and those that find nothing to point at."""
    standing = effective(store.log.decisions())
    subjects = {one for decision in standing for one in (*decision.subjects, *(decision.value or "").split())}
    former = store.record.former(subjects)
    if not former:
        return standing, ()
    articles = {one.article_id for one in former.values()}
    present = store.readings.reports(store.neighbours.reports_of(articles) | subjects)
    here = [Anchor(one.id, one.article_id, str(one.type), one.evidence[0]) for one in present]
    return reanchor(standing, {key: _anchor(one) for key, one in former.items()}, here)


def _anchor(former: Former) -> Anchor:
    return Anchor(former.id, former.article_id, former.type, former.span)
