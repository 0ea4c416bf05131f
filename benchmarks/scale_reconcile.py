"""What reconciliation costs on generated reports: a batch over everything, and adding one article to a large record.

    python benchmarks/scale_reconcile.py [--reports 100000] [--probes 300]

Reports are made around incidents, 275 reports a day, with a skewed spread over ten countries (a tenth of all incidents
in one province), five reports each on average, some vague, some recalled months later, some with a wrong count. The
store is a dictionary of rows, so that the cost of reading views back from plain data is included. The reports added one
by one are taken at random from the same stream. Times are CPU seconds of one process, so that a busy machine hardly
changes them. What adding an article costs with a real store: benchmarks/scale_store.py.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from dateline.reconcile.block import block_keys, lookup_keys
from dateline.reconcile.cluster import Best, Pair
from dateline.reconcile.record import Scored, neighbours, regroup
from dateline.reconcile.view import ReportView, from_row

START = date(2014, 1, 1).toordinal()
PER_DAY = 275
"""Reports a day: a record grows with time, a million reports are ten years of a busy world."""
WEAPONS = ("rocket", "IED", "drone", "small arms", "mortar", "airstrike", None)
MODES = {
    "rocket": "heavy-weapons",
    "mortar": "heavy-weapons",
    "IED": "explosives",
    "drone": "drone",
    "airstrike": "aerial",
}
WORDS = [f"word{n}" for n in range(6000)]


def made(
    number: int, seed: int = 5, days: int | None = None, start: int = START, first: int = 0
) -> Iterator[ReportView]:
    """So many reports, incident by incident, over `days` from `start` (by default as many as the number takes).

    `first` is the number before that of the first incident.
    """
    dice = random.Random(seed)  # noqa: S311
    done, incident = 0, first
    span = (days or number // PER_DAY) + 1
    while done < number:
        incident += 1
        for n, one in enumerate(_incident(dice, incident, start, span)):
            if done < number:
                yield one
                done += 1
            if n > 40:
                break


def _incident(dice: random.Random, key: int, start: int, span: int) -> Iterator[ReportView]:
    country = min(9, int(dice.expovariate(0.6)))
    admin1 = min(14, int(dice.expovariate(0.35)))
    town = min(19, int(dice.expovariate(0.2)))
    day = start + int(span * dice.random())
    weapon = dice.choice(WEAPONS)
    side = f"x-group{min(60, int(dice.expovariate(0.1)))}"
    other = f"x-group{61 + min(60, int(dice.expovariate(0.1)))}"
    killed = min(80, int(dice.expovariate(0.4)))
    telling = dice.sample(WORDS, 8)
    for n in range(1 + min(60, int(dice.paretovariate(1.1)))):
        recalled = dice.random() < 0.15
        published = day + (int(dice.expovariate(0.02)) + 5 if recalled else dice.choice((0, 0, 1, 1, 2)))
        dated = dice.random() < 0.8
        placed = dice.random() < 0.7
        toll = (killed, killed) if dice.random() < 0.8 else (max(0, killed - 1), None)
        yield ReportView(
            id=f"r-{key:08d}{n:03d}",
            article=f"a-{key:08d}{n:03d}",
            type="ASSAULT",
            mode=MODES.get(weapon or ""),
            first=day if dated else None,
            last=day if dated else None,
            grain="day" if dated else "",
            published=published,
            place=f"g{country}.{admin1}.{town}" if placed else None,
            place_name=f"town {town}" if placed else "",
            precision="town" if placed else "",
            admin1=f"A{admin1}" if placed else None,
            country=f"C{country}",
            lat=10.0 + country * 5 + admin1 * 0.8 if placed else None,
            lon=10.0 + country * 5 + town * 0.35 if placed else None,
            actors=frozenset({side} if dice.random() < 0.5 else ()),
            recipients=frozenset({other} if dice.random() < 0.6 else ()),
            wider=frozenset(),
            killed=toll if dice.random() < 0.7 else None,
            injured=None,
            weapon_count=None,
            count=None,
            weapon=weapon if dice.random() < 0.8 else None,
            asserted=True,
            background=recalled,
            aggregate=False,
            words=frozenset(dice.sample(telling, 5) + dice.sample(WORDS, 6)),
            names=frozenset(),
            clause=f"clause {key} {n}",
            start=0,
            end=80,
            outlet=f"outlet {dice.randrange(300)}",
        )


def parted(views: list[ReportView], probes: int) -> tuple[list[ReportView], list[ReportView]]:
    """The record, and the newcomers: any of the reports may be the last to come."""
    late = set(random.Random(9).sample(range(len(views)), probes))  # noqa: S311
    return [one for i, one in enumerate(views) if i not in late], [views[i] for i in sorted(late)]


class Kept:
    """A record in memory: rows, keys, components and their likely pairs."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}
        self.keys: dict[str, list[str]] = defaultdict(list)
        self.home: dict[str, str] = {}
        self.parts: dict[str, list[str]] = {}
        self.pairs: dict[str, Mapping[Pair, int]] = {}
        self.best: dict[str, Mapping[str, Best]] = {}

    def put(self, one: ReportView) -> None:
        """Keep one report under its keys."""
        self.rows[one.id] = json.dumps(one.row(), separators=(",", ":"))
        for key in block_keys(one):
            self.keys[key].append(one.id)

    def lookup(self, keys: tuple[str, ...]) -> list[ReportView]:
        """The reports under these keys."""
        return [self.view(one) for one in {one for key in keys for one in self.keys.get(key, ())}]

    def view(self, one: str) -> ReportView:
        """One report."""
        return from_row(json.loads(self.rows[one]))


def probe(record: Kept, one: ReportView) -> tuple[float, int, int]:
    """Seconds to work one new report into the record, candidates seen, size of what was regrouped."""
    start = time.process_time()
    candidates = len({one for key in lookup_keys(one) for one in record.keys.get(key, ())})
    near = neighbours([one], record.lookup)
    wavering = {record.home[two] for two in near.wavering}
    moved = near.moved({two: edge for part in wavering for two, edge in record.best.get(part, {}).items()})
    touched = {record.home[two] for two in near.sure | moved}
    again = [record.view(other) for part in touched for other in record.parts[part]]
    pairs = {two: value for part in touched for two, value in record.pairs.get(part, {}).items()}
    regroup([one, *again], scored=Scored(pairs, near.pairs, {other.id: record.home[other.id] for other in again}))
    return time.process_time() - start, candidates, len(again)


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--probes", type=int, default=300)
    given = parser.parse_args()
    record = Kept()
    start = time.process_time()
    views, newcomers = parted(list(made(given.reports + given.probes)), given.probes)
    making = time.process_time() - start
    start = time.process_time()
    grouping = regroup(views)
    batch = time.process_time() - start
    for one in views:
        record.put(one)
    del views
    record.home = dict(grouping.component_of)
    for report, part in record.home.items():
        record.parts.setdefault(part, []).append(report)
    record.pairs = dict(grouping.pairs)
    record.best = dict(grouping.best)
    gc.freeze()  # the record stands for a database: collecting garbage does not walk through it
    probes = [probe(record, one) for one in newcomers]
    times = sorted(seconds * 1000 for seconds, _, _ in probes)
    sizes = sorted(map(len, record.parts.values()))
    result = {
        "reports": given.reports,
        "making_s": round(making, 1),
        "batch_s": round(batch, 1),
        "clusters": len(grouping.clusters),
        "components": len(sizes),
        "largest_component": sizes[-1],
        "keys_per_report": round(sum(map(len, record.keys.values())) / given.reports, 1),
        "add_one_ms_median": round(statistics.median(times), 2),
        "likely_pairs": sum(map(len, grouping.pairs.values())),
        "add_one_ms_p99": round(times[int(len(times) * 0.99) - 1], 2),
        "add_one_ms_max": round(times[-1], 2),
        "regrouped_median": statistics.median(again for _, _, again in probes),
        "candidates_mean": round(statistics.mean(seen for _, seen, _ in probes), 1),
        "candidates_max": max(seen for _, seen, _ in probes),
        "regrouped_max": max(again for _, _, again in probes),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
