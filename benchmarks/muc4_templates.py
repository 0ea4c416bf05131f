"""From the reports of one wire to templates of the MUC-4 task (see `muc4.py`)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.domain.actor import Place
from dateline.domain.dates import DateRange
from dateline.domain.report import Reading, Report
from dateline.domain.vocabulary import ActorKind, EventType, PlacePrecision, Status
from muc4_doers import settle_doers
from muc4_parties import Target, government, held, only_group, organisations, perpetrators, spoken, targets
from muc4_relevance import LEAST, likelihood
from muc4_words import COUNTRIES, INSTRUMENTS, MONTHS, OF_INTEREST, has_word, kind_words

RECENT = timedelta(days=62)
"""Two months: what happened earlier is no new incident in the task's sense."""

_SORTS = (
    "TOWN|CITY|CAPITAL|PORT|MUNICIPALITY|VILLAGE|PROVINCE|DEPARTMENT|NEIGHBORHOOD|DISTRICT|CANTON|REGION|AREA|ZONE|"
    "TOWNSHIP|JURISDICTION"
)

Fill = str | list[str]


@dataclass(slots=True)
class Template:
    """One incident as the task wants it; `reports` are those that tell it, the fullest first."""

    kind: str
    reports: list[Report]
    stage: str = "ACCOMPLISHED"
    when: DateRange | None = None
    country: str | None = None
    place: list[str] = field(default_factory=list)
    instruments: dict[str, str] = field(default_factory=dict)
    individuals: list[str] = field(default_factory=list)
    organisations: dict[str, str] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    state: bool | None = None
    published: date | None = None

    def row(self) -> dict[str, Fill | list[Fill]]:
        """The template as the scoring script reads it."""
        people = [t for t in self.targets if t.person]
        things = [t for t in self.targets if not t.person]
        made: dict[str, Fill | list[Fill]] = {
            "inc-type": self.kind,
            "inc-date": self.date_words(),
            "inc-loc": ": ".join([COUNTRIES.get(self.country or "", ""), *self.place]).strip(": "),
            "inc-stage": self.stage,
            "perp-ind-id": list(self.individuals),
            "perp-org-id": list(self.organisations),
            "perp-org-conf": [[sure, name] for name, sure in self.organisations.items()],
            "hum-tgt-name": [t.name for t in people if t.name],
            "hum-tgt-desc": [f"{t.described}: {t.name}" if t.name else t.described for t in people if t.described],
            "hum-tgt-type": [[t.sort, t.label] for t in people],
            "hum-tgt-num": [[t.number, t.label] for t in people],
            "hum-tgt-effect": [[t.effect, t.label] for t in people if t.effect] or self.nobody_hurt(),
        }
        if self.individuals or self.organisations or self.state:
            made["perp-inc-cat"] = "STATE-SPONSORED VIOLENCE" if self.state else "TERRORIST ACT"
        if self.kind not in ("KIDNAPPING", "ARSON"):
            made["inc-instr-type"] = [[sort, words or "-"] for sort, words in self.instruments.items()]
            made["inc-instr-id"] = [words for words in self.instruments.values() if words]
        if self.kind != "KIDNAPPING":
            made["phys-tgt-id"] = [t.described for t in things]
            made["phys-tgt-type"] = [[t.sort, t.described] for t in things]
            made["phys-tgt-num"] = [[t.number, t.described] for t in things]
            made["phys-tgt-effect"] = [[t.effect, t.described] for t in things if t.effect]
        return {slot: fill for slot, fill in made.items() if fill}

    def nobody_hurt(self) -> list[Fill]:
        """What the wire says of victims where there are none."""
        killed = any(r.killed and r.killed.high == 0 for r in self.reports)
        injured = any(r.injured and r.injured.high == 0 for r in self.reports)
        return [["NO INJURY OR DEATH" if injured else "NO DEATH", "-"]] if killed or injured else []

    def date_words(self) -> str:
        """'06 APR 89', a range, or the day of the wire after a dash: some day up to it."""
        when = self.when
        if when is None or when.earliest is None or when.latest is None:
            known = (when.latest or when.earliest) if when else None
            last = known or self.published
            return f"- {_day(last)}" if last else ""
        if when.earliest == when.latest:
            return _day(when.earliest)
        return f"{_day(when.earliest)} - {_day(min(when.latest, self.published or when.latest))}"


def _day(when: date) -> str:
    return f"{when.day:02d} {MONTHS[when.month - 1]} {when.year % 100:02d}"


def templates_of(reading: Reading) -> list[Template]:
    """The incidents of a wire that the task wants."""
    made = drafts(reading)
    kept = [one for one in made if likelihood(one, reading, len(made)) >= LEAST]
    doers = {tuple(one.individuals) for one in made if one.individuals}
    if len(doers) == 1:
        for one in kept:
            if not one.individuals and not one.organisations:
                one.individuals = list(next(iter(doers)))
    for one in kept:
        if not one.organisations:
            one.organisations = likely_organisation(one, reading)
        settle_doers(one, reading)
    return kept


def likely_organisation(made: Template, reading: Reading) -> dict[str, str]:
    """Whose the doers are who are told without their organisation: the one group that the wire names, or its army."""
    doers = " ".join(made.individuals)
    ident, group = only_group(reading)
    if group and not made.state and has_word(doers, "guerrilla"):
        return {group: held(ident, made.reports, reading)}
    if made.state and has_word(doers, "soldiers"):
        bodies = Counter(
            spoken(m.span, reading).removeprefix("THE ")
            for m in reading.actors
            if has_word(spoken(m.span, reading), "forces")
        )
        if bodies:
            return {bodies.most_common(1)[0][0]: "REPORTED AS FACT"}
    return {}


def drafts(reading: Reading) -> list[Template]:
    """The incidents of a wire: reports of the task's kinds, those of one incident together."""
    found = [made for report in reading.reports if (made := draft_of(report, reading)) is not None]
    merged: list[Template] = []
    for draft in found:
        partner = next((old for old in merged if same(old, draft)), None)
        if partner is None:
            merged.append(draft)
        else:
            join(partner, draft)
    return [made for made in merged if relevant(made)]


def evidence_words(report: Report, reading: Reading) -> str:
    """The sentences of a report in small letters, with single blanks."""
    return " ".join(" ".join(span.quote(reading.article.text).split()) for span in report.evidence).lower()


def kind_of(report: Report, words: str) -> str | None:
    """The task's kind of incident, None where it is none."""
    if report.type is EventType.COERCE:
        return "ROBBERY" if has_word(words, "robbery") else None
    if report.type is not EventType.ASSAULT:
        return None
    if report.mode == "abduct":
        return "KIDNAPPING"
    own = f" {kind_words(report.rules)} "
    if has_word(own, "arson"):
        return "ARSON"
    if report.mode in ("explosives", "suicide-attack") or report.weapon in (
        "bomb",
        "car bomb",
        "dynamite",
        "IED",
        "mine",
    ):
        return "BOMBING" if report.mode != "aerial" else "ATTACK"
    if has_word(own, "bombing") and report.mode not in ("aerial", "targeted"):
        return "BOMBING"
    if report.mode == "destroy" and has_word(words, "arson"):
        return "ARSON"
    if has_word(own, "robbery"):
        return "ROBBERY"
    return "ATTACK"


def draft_of(report: Report, reading: Reading) -> Template | None:
    """One report as a template, None where it tells no incident of the task's kinds."""
    words = evidence_words(report, reading)
    kind = kind_of(report, words)
    if kind is None or report.status in (Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED):
        return None
    published = reading.article.published
    home = country_of(reading)
    told = report.country if report.country in OF_INTEREST and report.country in countries(reading) else home
    made = Template(kind, [report], when=report.when, country=told)
    made.published = published.latest if published else None
    made.stage = "ATTEMPTED" if "attempt" in report.rules else "ACCOMPLISHED"
    made.place = place_words(report, reading, told)
    made.instruments = instruments(report, reading, kind)
    made.targets = targets(report, reading, kind)
    made.individuals = perpetrators(report, reading)
    made.organisations = organisations(report, reading)
    made.state = government(report) if report.actors else None
    return made


def countries(reading: Reading) -> Counter[str]:
    """How often the wire names each of the task's countries, its people or a place there; its own dateline counts."""
    found = [mention.country for mention in reading.actors if mention.kind is ActorKind.STATE]
    found += [mention.place.country for mention in reading.places]
    return Counter(code for code in found if code in OF_INTEREST)


def country_of(reading: Reading) -> str | None:
    """The country that the wire is most about."""
    named = countries(reading)
    return named.most_common(1)[0][0] if named else None


def place_words(report: Report, reading: Reading, country: str | None) -> list[str]:
    """The place in the words of the wire, its containing area before it where the same sentences name that too."""
    named = [m for m in reading.places if any(span.contains(m.span) for span in report.evidence[:2])]
    if report.where is None:
        return []
    place, span = report.where.place, report.where.span
    if place.country is not None and place.country != country:
        return []
    if span is not None and any(m.span.overlaps(span) and m.kind is ActorKind.PERSON for m in reading.actors):
        return []
    words = plain_place(spoken(span, reading) if span else place.name.upper())
    for m in named:
        if m.place.country == country and m.span != span and holds(m.place, place):
            return [plain_place(spoken(m.span, reading)), words]
    return [words]


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place is the province of another, or the town of an unknown spot."""
    if outer.precision is PlacePrecision.PROVINCE:
        return inner.precision is not PlacePrecision.PROVINCE and outer.name == inner.admin1
    return inner.geonameid is None and inner.lat is None and outer.precision is PlacePrecision.TOWN


def plain_place(words: str) -> str:
    """A place's name alone: 'Yunguyo' of 'the Peruvian town of Yunguyo', 'Sucumbios' of 'Sucumbios province'."""
    words = re.sub(rf"^(?:[A-Z'-]+ ){{0,3}}(?:{_SORTS}) OF ", "", words)
    if not words.endswith(("GUATEMALA CITY", "PANAMA CITY", "MEXICO CITY")):
        words = re.sub(rf" (?:{_SORTS}|BORDER REGION|RURAL AREA)$", "", words)
    return re.sub(r"[-:,]", " ", words)


def instruments(report: Report, reading: Reading, kind: str) -> dict[str, str]:
    """The kinds of weapons of a report with the words that name them."""
    text = " ".join(span.quote(reading.article.text) for span in report.evidence[:3]).lower()
    found: dict[str, str] = {}
    for sort, pattern in INSTRUMENTS:
        match = pattern.search(text)
        if match and not (sort in ("BOMB", "EXPLOSIVE") and found):
            found[sort] = "" if match.lastgroup == "act" else " ".join(match[0].upper().split())
    if kind == "BOMBING":
        return {k: v for k, v in found.items() if k not in ("GUN", "MACHINE GUN", "RIFLE", "HANDGUN")} or {"BOMB": ""}
    return {k: v for k, v in found.items() if k not in ("BOMB", "EXPLOSIVE", "DYNAMITE", "VEHICLE BOMB")}


def same(old: Template, new: Template) -> bool:
    """Whether two drafts of one wire are one incident."""
    if old.kind != new.kind and {old.kind, new.kind} != {"ATTACK", "BOMBING"}:
        return False
    if old.when and new.when and not old.when.overlaps(new.when):
        return False
    if old.place and new.place and not set(old.place) & set(new.place):
        return False
    if old.country and new.country and old.country != new.country:
        return False
    shared = any(a.like(b) for a in old.targets for b in new.targets)
    if old.kind != new.kind:
        return shared or not new.targets or not old.targets
    if old.targets and new.targets and not shared:
        return bool(old.kind == "BOMBING" and old.when and old.when == new.when)
    return True


def join(old: Template, new: Template) -> None:
    """Take what another draft tells of the same incident."""
    if new.kind == "BOMBING":
        old.kind = "BOMBING"
    old.reports += new.reports
    old.when = old.when or new.when
    old.country = old.country or new.country
    old.place = old.place or new.place
    old.individuals = list(dict.fromkeys([*old.individuals, *new.individuals]))
    for name, sure in new.organisations.items():
        old.organisations.setdefault(name, sure)
    for sort, words in new.instruments.items():
        old.instruments.setdefault(sort, words)
    for target in new.targets:
        if not any(target.like(known) for known in old.targets):
            old.targets.append(target)
    old.state = new.state if old.state is None else old.state
    old.stage = "ACCOMPLISHED" if "ACCOMPLISHED" in (old.stage, new.stage) else old.stage


def relevant(made: Template) -> bool:
    """Whether an incident is recent and specific, in one of the task's countries."""
    if made.country not in OF_INTEREST:
        return False
    last = made.when.latest if made.when else None
    if made.published and last and last < made.published - RECENT:
        return False
    return bool(made.targets) or (made.kind == "BOMBING" and bool(made.place))
