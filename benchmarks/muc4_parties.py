"""Who did it and to whom, in the words of the wire, for the MUC-4 task (see `muc4.py`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.domain.counts import CountRange
from dateline.domain.report import Participant, Reading, Report
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind, Stance, Status
from muc4_words import (
    AREA,
    HARMED,
    NO_TITLE,
    NUMBERS,
    ORGANISATION,
    PERSONS,
    PLACES_OF,
    PLURALS,
    STATE_FORCES,
    TITLES,
    VAGUE,
    has_word,
    sort_of_person,
    sort_of_thing,
)

_EDGE = re.compile(
    r"^(?:the|many|entire|all|more than|nearly|almost|approximately|up to|a|an|some|their|his|her|its|other|several|"
    r"this|that|these|those|at least|about)\s+",
    re.I,
)
_NUMBER = re.compile(rf"^(?:(\d[\d,]*)|({'|'.join(NUMBERS)}))\b\s*(?:other\s+|more\s+)?", re.I)


@dataclass(slots=True)
class Target:
    """A person or thing hit: its name, its description, how many, and what became of it."""

    person: bool
    name: str
    described: str
    number: str
    effect: str
    sort: str

    @property
    def label(self) -> str:
        """The words by which other slots refer to it."""
        return self.name or self.described

    def like(self, other: Target) -> bool:
        """Whether both may be the same."""
        if self.person != other.person:
            return False
        mine, others = words_of(self.label), words_of(other.label)
        if self.name and other.name:
            return bool(mine & others)
        if mine <= others or others <= mine:
            return True
        if self.name or other.name:
            return bool(words_of(self.described) & words_of(other.described))
        return self.described.split()[-1:] == other.described.split()[-1:]


def words_of(label: str) -> set[str]:
    """The telling words of a label."""
    return {w.removesuffix("S") for w in re.findall(r"[A-Z0-9']+", label.upper())} - {"THE", "A", "OF", "AND"}


def spoken(span: Span, reading: Reading) -> str:
    """The words of a span in capitals, with single blanks, without quotation marks and notes."""
    words = re.sub(r"\[[^\]]*\]", " ", span.quote(reading.article.text))
    return " ".join(words.replace('"', " ").split()).upper().strip(" ,.;:")


def kinds(reading: Reading) -> dict[str, ActorKind]:
    """The kind of each actor of a reading."""
    found = {actor.id: actor.kind for actor in reading.unknown_actors}
    return found | {mention.actor_id: mention.kind for mention in reading.actors}


def is_group(participant: Participant, reading: Reading) -> bool:
    """Whether a doer is an organisation with a name."""
    kind = kinds(reading).get(participant.actor_id)
    return kind in (ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.GOVERNMENT_BODY, ActorKind.STATE)


def perpetrators(report: Report, reading: Reading) -> list[str]:
    """The persons who did it, in the words of the wire."""
    found = []
    for doer in report.actors:
        words = words_for(doer, reading)
        if not words or bare_organisation(doer, words, reading):
            continue
        found.append(words)
    return list(dict.fromkeys(found))


def words_for(party: Participant, reading: Reading) -> str:
    """How the wire calls a party: its own words, for a pronoun those it stands for."""
    words = spoken(party.span, reading) if party.span else ""
    if not words or words.lower() in PERSONS["pronouns"]:
        named = [m.span for m in reading.actors if m.actor_id == party.actor_id and not m.adjective]
        words = spoken(named[0], reading) if named else unaccented(party.name.upper())
    while match := _EDGE.match(words):
        words = words[match.end() :]
    return words


def unaccented(words: str) -> str:
    """The words in the letters that wires have."""
    return "".join(char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char))


def bare_organisation(party: Participant, words: str, reading: Reading) -> bool:
    """Whether the words name an organisation as such, not people of it."""
    if has_word(words, "members"):
        return False
    if ORGANISATION.search(words):
        return True
    return is_group(party, reading) and any(
        m.actor_id == party.actor_id and spoken(m.span, reading).removeprefix("THE ") == words for m in reading.actors
    )


def organisations(report: Report, reading: Reading) -> dict[str, str]:
    """The organisations that did it, each with how sure the wire is of it."""
    found: dict[str, str] = {}
    for doer in report.actors:
        words = words_for(doer, reading)
        inside = [
            spoken(m.span, reading)
            for m in reading.actors
            if doer.span and doer.span.contains(m.span) and m.known and not m.generic
            and m.kind in (ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.GOVERNMENT_BODY) and not m.adjective
        ]  # fmt: skip
        names = [words] if bare_organisation(doer, words, reading) else inside[:1]
        for name in names:
            found[re.sub(r"^THE ", "", name)] = confidence(doer, report, reading)
    return found


def only_group(reading: Reading) -> tuple[str, str]:
    """The id and the words of the one armed group that a wire names; empty where it names none or several."""
    groups = {
        m.actor_id: spoken(m.span, reading)
        for m in reversed(reading.actors)
        if m.kind is ActorKind.ARMED_GROUP and not m.generic and m.known
    }
    if len(groups) != 1:
        return "", ""
    ((ident, words),) = groups.items()
    return ident, re.sub(r"^THE ", "", words)


def confidence(doer: Participant, report: Report, reading: Reading) -> str:
    """How sure the wire is: claimed, accused by authorities or others, or as a fact."""
    if doer.stance is Stance.CLAIMED:
        return "CLAIMED OR ADMITTED"
    return held(doer.actor_id, [report], reading, blamed=doer.stance is Stance.BLAMED)


def held(actor_id: str, reports: Sequence[Report], reading: Reading, *, blamed: bool = False) -> str:
    """How sure a wire is of a doer, by what is said of him and of the incident, and by the words of its sentences."""
    idents = {report.id for report in reports}
    said = [s for s in reading.statements if s.about in idents or s.about == actor_id]
    if any(s.act is Act.CLAIM_RESPONSIBILITY and (s.about in idents or s.speaker.actor_id == actor_id) for s in said):
        return "CLAIMED OR ADMITTED"
    accusers = [s.speaker.name for s in said if s.act is Act.ACCUSE]
    text = " ".join(span.quote(reading.article.text) for report in reports for span in report.evidence[:2])
    hedged = has_word(text, "hedge")
    if not (blamed or accusers or hedged):
        return "REPORTED AS FACT"
    tellers = [*accusers, *(name for report in reports for name in report.said_by)]
    official = any(has_word(name, "authority") for name in tellers) or (not tellers and has_word(text, "official"))
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"


def government(report: Report) -> bool:
    """Whether the doers are of the state's forces."""
    return any(STATE_FORCES.search(doer.name) for doer in report.actors)


def targets(report: Report, reading: Reading, kind: str) -> list[Target]:
    """Those hit, persons and things."""
    found: list[Target] = []
    for hit in report.recipients:
        made = target_of(hit, report, reading, kind)
        if made is not None and not any(made.like(old) for old in found):
            found.append(made)
    return found


def target_of(hit: Participant, report: Report, reading: Reading, kind: str) -> Target | None:
    """One party hit as a target; None for a country or a word that tells no target."""
    words = words_for(hit, reading)
    number, words = counted(words, hit, reading)
    words = re.sub(r" (?:IN|AT|NEAR|ON|WHO|THAT|WHICH|DURING|FROM)\b.*$", "", words)
    sort = kinds(reading).get(hit.actor_id)
    if not words or AREA.search(words) or words in VAGUE:
        return None
    if sort in (ActorKind.STATE, ActorKind.PLACE) and not words.endswith("S"):
        return None
    thing = sort_of_thing(words)
    if sort is ActorKind.FACILITY or "thing" in hit.reason or (thing and (" OF " in words or not TITLES.search(words))):
        many = number or ("PLURAL" if words.split(" OF ")[0].endswith("S") else "1")
        return Target(False, "", words, many, nearest(hit, reading, PLACES_OF), thing or "OTHER")
    named = is_name(hit) and sort in (None, ActorKind.PERSON, ActorKind.OTHER)
    title, name = split_title(words, hit, reading) if named else (words, "")
    name = full_name(name, reading)
    plural = not name and (title.split()[-1] in PLURALS or title.endswith("S"))
    many = number or ("PLURAL" if plural else "1")
    if many == "PLURAL" and report.killed and len(report.recipients) == 1:
        many = as_number(report.killed)
    return Target(True, name, title, many, effect(hit, report, reading, kind), sort_of_person(f"{title} {words}"))


def full_name(name: str, reading: Reading) -> str:
    """The longest name of the wire that holds a name: 'Bernardo Jaramillo Ossa' for 'Jaramillo'."""
    if not name or len(name.split()) > 1:
        return name
    told = [p.name for report in reading.reports for p in (*report.actors, *report.recipients) if is_name(p)]
    told += [m.name for m in reading.actors if m.kind is ActorKind.PERSON] + [
        s.speaker.name for s in reading.statements
    ]
    longer = {unaccented(other.upper()) for other in told if 1 < len(other.split()) < 6}
    holders = [other for other in longer if name in other.split() and not TITLES.search(other)]
    return max(holders, key=len) if holders else name


def as_number(count: CountRange) -> str:
    """'6', '5-' for at least five, '-20' for up to twenty."""
    if count.low == count.high:
        return str(count.low) if count.low else "PLURAL"
    return f"{count.low if count.low is not None else ''}-{count.high if count.high is not None else ''}"


def counted(words: str, hit: Participant, reading: Reading) -> tuple[str, str]:
    """The number before the words, in them or just before their span, and the words without it."""
    match = _NUMBER.match(words)
    if match is None and hit.span is not None:
        before = " ".join(reading.article.text[max(0, hit.span.start - 40) : hit.span.start].split())
        last = re.search(rf"\b(?:(\d[\d,]*)|({'|'.join(NUMBERS)}))(?: \w+)?$", before, re.I)
        if last:
            return value(last[1], last[2]), words
    if match is None:
        return "", words
    return value(match[1], match[2]), words[match.end() :]


def value(digits: str | None, word: str | None) -> str:
    """A number in digits."""
    return digits.replace(",", "") if digits else str(NUMBERS[(word or "one").lower()])


def is_name(party: Participant) -> bool:
    """Whether the reader took the party for someone with a name of its own."""
    return party.reason.startswith(("unknown name", "named", "name beside", "named with"))


def split_title(words: str, hit: Participant, reading: Reading) -> tuple[str, str]:
    """(description, name): 'SENATOR', 'LUIS CARLOS GALAN'."""
    named = True
    titles = list(TITLES.finditer(words))
    if titles and titles[-1].end() < len(words) and named:
        rest = words[titles[-1].end() :].strip(" ,.")
        if len(rest) < 3 or re.match(r"(?:OF|IN|FOR|AND|FROM|AT|WHO|TO|'S)\b", rest):
            return words, ""
        return words[: titles[-1].end()].strip(" .,"), rest
    if titles or not named or hit.span is None:
        return words, ""
    return title_before(hit.span, reading) or role_behind(hit.span, reading), words


def title_before(span: Span, reading: Reading) -> str:
    """The title or role right before a name."""
    line = " ".join(reading.article.text[max(0, span.start - 70) : span.start].upper().split())
    last = list(TITLES.finditer(line))
    if not last or not re.fullmatch(r"[\s,.]{0,2}", line[last[-1].end() :]):
        return ""
    words = line[: last[-1].end()].split()
    first = len(words) - 1
    while first > 0 and len(words) - first < 5 and words[first - 1] not in NO_TITLE and words[first - 1].isalpha():
        first -= 1
    return " ".join(words[first:]).strip(" .,")


def role_behind(span: Span, reading: Reading) -> str:
    """The role behind a name and a comma: ', PRESIDENT OF THE SUPREME COURT,'."""
    line = " ".join(reading.article.text[span.end : span.end + 90].upper().split())
    match = re.match(
        r"(?: \([^)]{1,20}\))?, (?:THE |A |AN )?((?:[A-Z'-]{2,} ){0,4}?[A-Z'-]{2,}(?: OF [A-Z' ]{3,40}?)?)"
        r"(?:,|\.|$| WHO| WAS)",
        line,
    )
    return match[1] if match and TITLES.search(match[1]) else ""


def effect(hit: Participant, report: Report, reading: Reading, kind: str) -> str:
    """What became of the persons, by the nearest telling words of their sentence."""
    if kind == "KIDNAPPING" and any(
        other.mode == "release" and any(p.actor_id == hit.actor_id or p.name == hit.name for p in other.recipients)
        for other in reading.reports
        if other.status is Status.HAPPENED
    ):
        return "REGAINED FREEDOM"
    near = nearest(hit, reading, HARMED)
    if near or kind == "KIDNAPPING":
        return near
    if report.mode == "targeted" or (report.killed and report.killed.high != 0):
        return "DEATH"
    return "INJURY" if report.injured and report.injured.high != 0 else ""


def nearest(hit: Participant, reading: Reading, cues: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    """The effect whose words stand nearest to those of the party, in its sentence."""
    if hit.span is None:
        return ""
    holder = next((s for s in reading.sentences if s.contains(hit.span)), None)
    if holder is None:
        return ""
    text = holder.quote(reading.article.text)
    start, end = hit.span.start - holder.start, hit.span.end - holder.start
    found = []
    for sort, pattern in cues:
        for match in pattern.finditer(text):
            gap = start - match.end() if match.end() <= start else match.start() - end
            found.append((max(gap, 0), sort))
    return min(found)[1] if found else ""
