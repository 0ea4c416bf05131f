"""Domain values survive the way through JSON exactly."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.actor import Actor, ActorMention, DateMention, Designation, Name, Place, PlaceMention, Tie
from dateline.domain.article import Article, Failure, Raw, Source
from dateline.domain.codec import decode, dumps, encode, loads
from dateline.domain.counts import CountRange
from dateline.domain.dates import DateRange
from dateline.domain.incident import Decision, Disagreement, Evidence, GivenValue, Incident
from dateline.domain.report import Alternative, Located, Participant, Reading, Relation, Report, Speaker, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType, PlacePrecision

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
RANGES = st.one_of(
    DAYS.map(DateRange.day),
    st.builds(DateRange.month, st.integers(1, 9999), st.integers(1, 12)),
    st.integers(1, 9999).map(DateRange.year),
    DAYS.map(lambda day: DateRange.day(day).since()),
    st.tuples(DAYS, DAYS).map(lambda two: DateRange.days(min(two), max(two))),
)
NUMBERS = st.integers(0, 10**9)
COUNTS = st.one_of(NUMBERS.map(CountRange.exactly), NUMBERS.map(CountRange.at_least), NUMBERS.map(CountRange.at_most))
SPANS = st.tuples(st.integers(0, 9999), st.integers(0, 9999)).map(lambda two: Span(min(two), max(two)))
for kind, strategy in ((DateRange, RANGES), (CountRange, COUNTS), (Span, SPANS)):
    st.register_type_strategy(kind, strategy)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
REPORTS = st.builds(
    Report,
    evidence=st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    fields=st.dictionaries(st.text(max_size=9), SPANS, max_size=3).map(MappingProxyType),
)
st.register_type_strategy(Report, REPORTS)

KINDS = [
    *(Actor, ActorMention, Alternative, Article, CountRange, DateMention, DateRange, Decision, Designation),
    *(Disagreement, Evidence, Failure, GivenValue, Incident, Located, Name, Participant, Place, PlaceMention),
    *(Raw, Reading, Relation, Report, Source, Span, Speaker, Statement, Tie),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_round_trip(kind: type) -> None:
    """Encoding, writing, reading and decoding gives the value that went in, and the same text again."""

    @given(st.from_type(kind))
    def check(value: object) -> None:
        text = dumps(value)
        text.encode("utf-8")
        again = loads(kind, text)
        assert again == value
        assert type(again) is kind
        assert dumps(again) == text

    check()


def test_every_field_is_told() -> None:
    """Only fields that have their default are left out."""
    report = Report("r-1", "a-1", EventType.ASSAULT, (Span(0, 1),))
    assert set(encode(report)) == {"id", "article_id", "type", "evidence"}
    assert set(encode(replace(report, confidence=0.9))) == {"id", "article_id", "type", "evidence", "confidence"}


WRONG = [
    (Span, {"start": 1}),
    (Span, {"start": 1, "end": 2, "more": 3}),
    (Span, {"start": "1", "end": 2}),
    (Span, {"start": 5, "end": 2}),
    (Span, []),
    (DateRange, {"earliest": "yesterday", "latest": None}),
    (Report, {"id": "r", "article_id": "a", "type": "ASSAULT", "evidence": []}),
    (Report, {"id": "r", "article_id": "a", "type": "PICNIC", "evidence": [{"start": 0, "end": 1}]}),
    (GivenValue, {"value": {"$": "Nothing"}, "reports": [], "sources": [], "evidence": []}),
]


@pytest.mark.parametrize(("kind", "data"), WRONG)
def test_wrong_data_is_refused(kind: type, data: object) -> None:
    """What is no value of the kind raises ValueError, it is not mended."""
    with pytest.raises(ValueError):
        decode(kind, json.loads(json.dumps(data)))


def test_field_values_say_what_they_are() -> None:
    """A field that holds one of several types keeps the type."""
    place = Place("g-1", "Here", PlacePrecision.TOWN)
    values = [CountRange.exactly(3), DateRange.day(date(2020, 1, 2)), "rocket"]
    for value in values:
        given_value = GivenValue(value, ("r-1",), ("o",), ())
        assert loads(GivenValue, dumps(given_value)) == given_value
    assert encode(GivenValue(place, (), (), ()))["value"]["$"] == "Place"


def test_what_is_no_domain_value_is_refused() -> None:
    """Encoding something else raises TypeError."""

    @dataclass
    class Stranger:
        thing: object

    with pytest.raises(TypeError):
        encode(Stranger(object()))
