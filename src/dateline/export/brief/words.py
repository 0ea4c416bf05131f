"""The brief's plain words for types, statuses, acts and dates; no adjectives, no judgement."""

from __future__ import annotations

from dateline.domain.dates import DatePrecision, DateRange
from dateline.domain.vocabulary import Act, EventType, Status

TYPE_WORDS = {
    EventType.AGREE: "Agreement",
    EventType.CONSULT: "Meeting or visit",
    EventType.SUPPORT: "Support",
    EventType.CONCEDE: "Concession",
    EventType.COOPERATE: "Cooperation",
    EventType.AID: "Aid or supplies",
    EventType.RETREAT: "Withdrawal or release",
    EventType.REQUEST: "Request",
    EventType.ACCUSE: "Accusation",
    EventType.REJECT: "Rejection",
    EventType.THREATEN: "Threat",
    EventType.PROTEST: "Protest",
    EventType.SANCTION: "Sanction",
    EventType.MOBILIZE: "Military move",
    EventType.COERCE: "Arrest or coercion",
    EventType.ASSAULT: "Attack",
}
STATUS_WORDS = {
    Status.HAPPENED: "Reported as fact.",
    Status.ALLEGED: "Alleged.",
    Status.DENIED: "Denied.",
    Status.PLANNED: "Planned.",
    Status.HYPOTHETICAL: "Hypothetical.",
}
CREDIBILITY = {
    1: "Credibility 1 (confirmed).",
    2: "Credibility 2 (probably true).",
    3: "Credibility 3 (possibly true).",
    4: "Credibility 4 (doubtful).",
    5: "Credibility 5 (improbable).",
    6: "Credibility 6 (cannot be judged).",
}
"""The Admiralty scale's digits and its own words."""
FIELD_LABELS = {
    "date": "When",
    "place": "Where",
    "actors": "Who",
    "recipients": "To whom",
    "killed": "Killed",
    "injured": "Injured",
    "weapon": "With what",
    "weapon_count": "How many of them",
    "count": "Number of events",
    "status": "Status",
    "account": "What is told",
    "type": "What",
    "mode": "How",
    "country": "Country",
}
ACT_WORDS = {
    Act.CLAIM_RESPONSIBILITY: "claims responsibility",
    Act.DENY: "denies it",
    Act.ACCUSE: "accuses",
    Act.THREATEN: "threatens",
    Act.DEMAND: "demands",
    Act.ANNOUNCE: "announces",
    Act.CONFIRM: "confirms it",
    Act.PRAISE: "praises it",
    Act.CONDEMN: "condemns it",
    Act.ASSESS: "assesses",
    Act.REPORT: "reports it",
}
_MONTHS = "January February March April May June July August September October November December".split()


def day_in_words(when: DateRange) -> str:
    """'25 June 2020', 'June 2020', 'since March 2021', '25 to 26 June 2020'."""
    words = _range_in_words(when)
    return f"{words} (uncertain)" if when.uncertain else words


def _range_in_words(when: DateRange) -> str:
    first = _end(when.earliest, when.precision) if when.earliest else ""
    last = _end(when.latest, when.precision) if when.latest else ""
    if not last:
        return f"since {first}"
    if not first:
        return f"by {last}"
    return first if first == last else f"{first} to {last}"


def _end(day: object, precision: DatePrecision) -> str:
    year, month, number = (int(part) for part in str(day).split("-"))
    if precision is DatePrecision.YEAR:
        return str(year)
    name = _MONTHS[month - 1]
    return f"{name} {year}" if precision is DatePrecision.MONTH else f"{number} {name} {year}"
