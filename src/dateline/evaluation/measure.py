"""The figures: events, their slots, incidents, statements, relations, conflicts, disagreements, verbatim evidence.

An annotated and an exported item can pair only inside one article and only where their evidence overlaps; pairs are
chosen best first, each item once. Every figure is a plain ratio over those pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.evaluation.disagreements import flagged_disagreements
from dateline.evaluation.names import SameName, fold, overlap
from dateline.evaluation.ratios import Figures, b_cubed, pair_best_first, prf, ratio, reliability
from dateline.evaluation.records import (
    Exported,
    Gold,
    Record,
    by_document,
    first_day,
    names,
    pair_documents,
    place,
    quotes,
    same_count,
)

COUNTED = frozenset({"happened", "alleged", "denied"})
NOT_COUNTED = frozenset({"planned", "hypothetical"})
TWO_SIDED = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "RETREAT"})
NUMBERS = ("killed", "injured", "weapon_count")
STANCES = frozenset({"claimed", "blamed", "stated"})
FLOOR = 0.34


@dataclass(frozen=True, slots=True)
class Result:
    """All figures, and for each kind of miss the lines that tell of it."""

    figures: Figures
    notes: dict[str, list[str]]


@dataclass(slots=True)
class _Tally:
    same: SameName
    number: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gold_labels: list[str] = field(default_factory=list)
    found_labels: list[str] = field(default_factory=list)
    judged: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))

    def judge(self, kind: str, record: Record, right: bool) -> None:
        """How sure the export is of a record, and whether the annotation has it."""
        if isinstance(sure := record.get("confidence"), int | float):
            self.judged[kind].append((float(sure), right))

    def slot(self, name: str, right: bool) -> None:
        """One value that the annotation asks for, and whether the export gives it."""
        self.asked[name] += 1
        self.right[name] += right


def evaluate(gold: Gold, exported: Exported) -> Result:
    """Measure an export against annotations."""
    entities = (one["canonical"] for article in gold.articles for one in article.get("entities") or ())
    tally = _Tally(SameName(gold.aliases, entities))
    pairs = pair_documents(gold.articles, exported.documents)
    reports, said, ties = (by_document(rows) for rows in (exported.reports, exported.statements, exported.relations))
    for article in gold.articles:
        document = pairs.get(article["doc_id"], "")
        if not document:
            tally.notes["documents"].append(f"no exported document for {article['doc_id']}")
        _events(tally, article, reports.get(document, []))
        _statements(tally, article, said.get(document, []))
        _relations(tally, article, ties.get(document, []))
        _conflicts(tally, article, exported.incidents)
    figures = _figures(tally, len(gold.articles), len(pairs))
    figures["verbatim"] = _verbatim(exported)
    if gold.clusters is not None:
        figures["disagreements"] = flagged_disagreements(gold.clusters, pairs, exported.reports, exported.incidents)
    return Result(figures, dict(tally.notes))


def _figures(tally: _Tally, articles: int, found: int) -> Figures:
    n = tally.number
    return {
        "documents": {"gold": articles, "found": found},
        "events": prf(n["event type"], n["event found"], n["event gold"]),
        "spans": prf(n["event span"], n["event found"], n["event gold"]),
        "slots": {
            name: {"right": tally.right[name], "of": of, "share": round(tally.right[name] / of, 3)}
            for name, of in sorted(tally.asked.items())
        },
        "clusters": b_cubed(tally.gold_labels, tally.found_labels),
        "statements": {
            **prf(n["said right"], n["said found"], n["said gold"]),
            "spans": prf(n["said span"], n["said found"], n["said gold"])["f1"],
            "speaker": ratio(n["said speaker"], n["said span"]),
            "act": ratio(n["said act"], n["said span"]),
        },
        "relations": prf(n["tie right"], n["tie found"], n["tie gold"]),
        "unreal": {
            "asserted": n["unreal asserted"],
            "of": n["unreal"],
            "share": ratio(n["unreal asserted"], n["unreal"]),
        },
        "conflicts": {"r": ratio(n["conflict right"], n["conflict gold"]), "gold": n["conflict gold"]},
        "reliability": {kind: reliability(judged) for kind, judged in sorted(tally.judged.items())},
    }


# ------------------------------------------------------------------------------------------------- events


def _events(tally: _Tally, article: Record, reports: Iterable[Record]) -> None:
    gold = [one for one in article.get("incidents") or () if one.get("status", "happened") in COUNTED]
    found = [one for one in reports if one.get("status", "happened") not in NOT_COUNTED]
    pairs = pair_best_first(gold, found, lambda a, b: _event_likeness(tally.same, a, b), FLOOR)
    hit = dict(pairs)
    tally.number.update({"event gold": len(gold), "event found": len(found), "event span": len(pairs)})
    for at, wanted in enumerate(gold):
        got = found[hit[at]] if at in hit else None
        tally.gold_labels.append(wanted["id"])
        tally.found_labels.append(_label(got, article["doc_id"], at))
        if got is None:
            line = f"{article['doc_id']} {wanted['type']} {wanted['id']}: {quotes(wanted['evidence'])[:1]}"
            tally.notes["missed"].append(line)
            continue
        if wanted["type"] == got.get("type"):
            tally.number["event type"] += 1
        else:
            line = f"{article['doc_id']} {wanted['id']}: gold {wanted['type']} got {got.get('type')}"
            tally.notes["type"].append(line)
        _slots(tally, article["doc_id"], wanted, got)
    matched = {j: gold[i]["type"] == found[j].get("type") for i, j in pairs}
    for at, one in enumerate(found):
        tally.judge("reports", one, matched.get(at, False))
        if at not in hit.values():
            line = f"{article['doc_id']} {one.get('type')}: {quotes(one.get('evidence'))[:1]}"
            tally.notes["spurious"].append(line)
    _unreal(tally, article, [one for at, one in enumerate(found) if at not in hit.values()])


def _unreal(tally: _Tally, article: Record, left: Sequence[Record]) -> None:
    """What the annotation calls planned or hypothetical, and whether a report asserts it as happened."""
    for one in article.get("incidents") or ():
        if one.get("status") not in NOT_COUNTED:
            continue
        words = quotes(one.get("evidence"))
        same = [report for report in left if report.get("type") == one["type"]]
        asserted = any(overlap(words, quotes(report.get("evidence"))) >= FLOOR for report in same)
        tally.number.update({"unreal": 1, "unreal asserted": asserted})
        if asserted:
            tally.notes["asserted"].append(f"{article['doc_id']} {one['status']} {one['id']}: {words[:1]}")


def _label(got: Record | None, article: str, at: int) -> str:
    if got is None:
        return f"missed:{article}:{at}"
    return got.get("incident_id") or f"alone:{got['id']}"


def _event_likeness(same: SameName, gold: Record, found: Record) -> float:
    shared = overlap(quotes(gold.get("evidence")), quotes(found.get("evidence")))
    if shared <= 0:
        return 0.0
    day = first_day(gold)
    return float(
        shared
        + 0.5 * (gold["type"] == found.get("type"))
        + 0.2 * same.any(gold.get("actors") or (), names(found.get("actors")))
        + 0.2 * (day is not None and day == first_day(found))
    )


def _slots(tally: _Tally, article: str, gold: Record, found: Record) -> None:
    _who(tally, gold, found)
    _when_and_where(tally, article, gold, found)
    for name in NUMBERS:
        if gold.get(name):
            tally.slot(name, same_count(gold[name], found.get(name)))
        elif found.get(name):
            tally.slot(f"{name} left empty", False)
    if gold.get("mode"):
        tally.slot("mode", fold(gold["mode"]) == fold(found.get("mode")))
    if gold.get("weapon"):
        wanted, got = fold(gold["weapon"]), fold(found.get("weapon"))
        tally.slot("weapon", wanted in got or (got or fold("?")) in wanted)
    if "background" in gold:
        tally.slot("background", bool(gold["background"]) == bool(found.get("background")))


def _who(tally: _Tally, gold: Record, found: Record) -> None:
    acting = names(found.get("actors"))
    if gold.get("actors"):
        tally.slot("actor", tally.same.any(gold["actors"], acting))
    if gold.get("recipients"):
        either = acting if gold["type"] in TWO_SIDED else []
        tally.slot("recipient", tally.same.any(gold["recipients"], names(found.get("recipients")) + either))
    if gold.get("actor_stance") in STANCES:
        stances = [one.get("stance") for one in found.get("actors") or () if isinstance(one, dict)]
        tally.slot("actor_stance", gold["actor_stance"] in stances)


def _when_and_where(tally: _Tally, article: str, gold: Record, found: Record) -> None:
    day, got = first_day(gold), first_day(found)
    if day:
        tally.slot("date", day == got)
        if day != got:
            tally.notes["date"].append(f"{article} {gold['id']}: gold {day} got {got}")
    wanted, country = place(gold)
    told, told_country = place(found)
    if gold.get("place"):
        first = fold(wanted[0])
        near = any(first and (first in fold(one) or fold(one) in first) for one in told if fold(one))
        tally.slot("place", near or tally.same.any(wanted[:1], told))
    if country:
        tally.slot("country", country == told_country)


# ------------------------------------------------------------------------------------------------- the rest


def _speakers(statement: Record) -> list[str]:
    return names([one for one in (statement.get("speaker"), statement.get("speaker_org")) if one])


def _statements(tally: _Tally, article: Record, found: Sequence[Record]) -> None:
    gold = article.get("statements") or []

    def likeness(one: Record, other: Record) -> float:
        shared = overlap(quotes(one.get("evidence")), quotes(other.get("evidence")))
        if not shared:
            return 0.0
        speaker = tally.same.any(_speakers(one), _speakers(other))
        return shared + 0.3 * speaker + 0.2 * (one.get("act") == other.get("act"))

    pairs = pair_best_first(gold, found, likeness, FLOOR)
    tally.number.update({"said gold": len(gold), "said found": len(found), "said span": len(pairs)})
    right: set[int] = set()
    for i, j in pairs:
        wanted, got = gold[i], found[j]
        speaker = tally.same.any(_speakers(wanted), _speakers(got))
        act = wanted.get("act") == got.get("act")
        tally.number.update({"said speaker": int(speaker), "said act": int(act), "said right": int(speaker and act)})
        if speaker and act:
            right.add(j)
        else:
            line = f"{_speakers(wanted)}/{wanted.get('act')} got {_speakers(got)}/{got.get('act')}"
            tally.notes["statements"].append(f"{article['doc_id']} gold {line}")
        if wanted.get("via"):
            tally.slot("via", tally.same.any(wanted["via"], names(got.get("via"))))
    for j, one in enumerate(found):
        tally.judge("statements", one, j in right)


def _relations(tally: _Tally, article: Record, found: Sequence[Record]) -> None:
    gold = article.get("relations") or []
    tally.number.update({"tie gold": len(gold), "tie found": len(found)})
    free = list(found)
    for wanted in gold:
        match = next((one for one in free if _same_tie(tally.same, wanted, one)), None)
        if match is None:
            line = f"{article['doc_id']} {wanted['subject']} {wanted['relation']} {wanted['object']}"
            tally.notes["relations"].append(line)
        else:
            free.remove(match)
            tally.number["tie right"] += 1
            tally.judge("relations", match, right=True)
    for one in free:
        tally.judge("relations", one, right=False)


def _same_tie(same: SameName, gold: Record, found: Record) -> bool:
    return (
        gold["relation"] == found.get("relation")
        and same.any([gold["subject"]], names([found.get("subject")]))
        and same.any([gold["object"]], names([found.get("object")]))
    )


def _conflicts(tally: _Tally, article: Record, incidents: Iterable[Record]) -> None:
    conflicts = article.get("conflicts") or []
    if not conflicts:
        return
    flagged = [
        [quote for value in one.get("values") or () for quote in quotes(value.get("evidence"))]
        for incident in incidents
        for one in incident.get("disagreements") or ()
    ]
    for conflict in conflicts:
        told = quotes(conflict.get("evidence"))
        tally.number["conflict gold"] += 1
        found = any(sum(overlap([quote], given) >= FLOOR for quote in told) >= min(2, len(told)) for given in flagged)
        tally.number["conflict right"] += found


def _verbatim(exported: Exported) -> dict[str, Any]:
    """Share of evidence whose words are exactly those of its document at its place; none at all counts as wrong."""
    texts = {one["id"]: one.get("text") or "" for one in exported.documents}
    good = total = 0
    for record in (*exported.reports, *exported.statements, *exported.relations):
        given = record.get("evidence") or []
        total += len(given) or 1
        text = texts.get(record["document_id"], "")
        good += sum(
            bool(one.get("text")) and text[one.get("start", -1) : one.get("end", -1)] == one["text"] for one in given
        )
    return {"share": ratio(good, total), "spans": total}
