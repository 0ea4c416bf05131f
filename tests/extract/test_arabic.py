"""Arabic and Persian posts read by word patterns: what happened, who, how many, and who says so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.actor import ActorMention, DateMention, Place, PlaceMention
from dateline.domain.article import Article, Source
from dateline.domain.dates import DateRange
from dateline.domain.report import Report, Statement
from dateline.domain.text import Span
from dateline.domain.vocabulary import Act, ActorKind, EventType, PlacePrecision, Stance, Status
from dateline.extract.arabic import is_arabic, load_arabic, read_arabic
from dateline.extract.words.sentences import split_sentences

ACTORS = {
    "كتائب النهر": ("river-brigades", ActorKind.ARMED_GROUP),
    "الجيش العراقي": ("iraqi-army", ActorKind.GOVERNMENT_BODY),
    "للجيش العراقي": ("iraqi-army", ActorKind.GOVERNMENT_BODY),
    "الجيش التركي": ("turkish-army", ActorKind.GOVERNMENT_BODY),
    "الحكومة العراقية": ("iraq", ActorKind.STATE),
    "غارة إسرائيلية": ("israel", ActorKind.STATE),
    "سپاه پاسداران": ("irgc", ActorKind.GOVERNMENT_BODY),
    "داعش": ("islamic-state", ActorKind.ARMED_GROUP),
    "تركيا": ("turkey", ActorKind.STATE),
}
PLACES = {
    "كركوك": PlacePrecision.TOWN,
    "دهوك": PlacePrecision.PROVINCE,
    "زاخو": PlacePrecision.DISTRICT,
    "شیراز": PlacePrecision.TOWN,
}


def read(text: str, language: str = "ar") -> tuple[tuple[Report, ...], tuple[Statement, ...]]:
    """Read a text with the actors and places of the tables above wherever their names stand."""
    article = Article(id="a-1", source=Source(None, "post.json"), text=text, sha256="0" * 64, language=language)
    actors, places = [], []
    for name, (ident, kind) in ACTORS.items():
        at = max(0, text.find(name))
        span = Span(at, at + len(name))
        if span.quote(text) == name and not any(span.overlaps(other.span) for other in actors):
            actors.append(ActorMention(span, ident, ident, kind))
    for name, precision in PLACES.items():
        at = text.find(name)
        if at >= 0:
            places.append(PlaceMention(Span(at, at + len(name)), Place(name, name, precision, "IQ")))
    return read_arabic(article, split_sentences(text), sorted(actors, key=lambda m: m.span), places, [], load_arabic())


@pytest.mark.parametrize(
    ("text", "kind", "mode", "killed", "injured"),
    [
        ("مقتل 35 شخصاً على الأقل وإصابة العشرات بتفجير انتحاري في سوق.", EventType.ASSAULT, "suicide-attack", "at least 35", "None"),
        ("مقتل ثمانية مدنيين بقصف مدفعي في قضاء زاخو.", EventType.ASSAULT, "heavy-weapons", "8", "None"),
        ("استشهد ٤ مواطنين وأصيب أكثر من ٢٠ بجروح في غارة إسرائيلية.", EventType.ASSAULT, "aerial", "4", "at least 20"),
        ("مقتل جنديين وإصابة خمسة آخرين بانفجار عبوة ناسفة شمالي كركوك.", EventType.ASSAULT, "explosives", "2", "5"),
        ("سقطت صواريخ قرب كركوك دون إصابات.", EventType.ASSAULT, "heavy-weapons", "None", "0"),
        ("خرجت تظاهرات غاضبة في كركوك.", EventType.PROTEST, "demo", "None", "None"),
        ("اعتقال ثلاثة متهمين في كركوك.", EventType.COERCE, "arrest", "None", "None"),
    ],
)  # fmt: skip
def test_what_happened_and_how_many(text: str, kind: EventType, mode: str, killed: str, injured: str) -> None:
    """A trigger word gives type and mode, words of loss their counts with bounds; dozens give none, 'without' zero."""
    [report] = read(text)[0]
    assert (report.type, report.mode, str(report.killed), str(report.injured)) == (kind, mode, killed, injured)
    assert report.confidence < 0.5


def test_persian_tells_the_number_first_and_the_verb_last() -> None:
    """'13 persons killed and 40 wounded': each number belongs to the word behind it; the subject comes first."""
    [report] = read("در حمله به شهر شیراز دست کم ۱۳ نفر کشته و ۴۰ نفر زخمی شدند.", "fa")[0]
    assert (str(report.killed), str(report.injured)) == ("at least 13", "40")
    [report] = read("سپاه پاسداران شیراز را با ۱۵ موشک هدف قرار داد. کسی کشته نشد.", "fa")[0]
    assert [part.actor_id for part in report.actors] == ["irgc"]
    assert (report.weapon, str(report.weapon_count), str(report.killed)) == ("missile", "15", "0")


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("كتائب النهر تتبنى قصف كركوك بـ 24 صاروخاً.", "river-brigades", Stance.CLAIMED),
        ("انفجار في كركوك. وتبنت كتائب النهر الهجوم.", "river-brigades", Stance.CLAIMED),
        ("قصف مدفعي على دهوك. الحكومة العراقية تتهم الجيش التركي.", "turkish-army", Stance.BLAMED),
        ("غارة إسرائيلية على كركوك.", "israel", Stance.STATED),
        ("الجيش التركي يقصف دهوك.", "turkish-army", Stance.STATED),
    ],
)
def test_who_did_it_and_who_says_so(text: str, actor: str, stance: Stance) -> None:
    """Claimed, blamed and stated doers, also where a later sentence names them; one attack stays one report."""
    [report] = read(text)[0]
    assert [(part.actor_id, part.stance) for part in report.actors] == [(actor, stance)]


def test_speech_becomes_statements_and_a_threat_no_happening() -> None:
    """Accusations and denials have their speakers; a threatened attack has not happened."""
    _, said = read("الحكومة العراقية تتهم الجيش التركي، وتركيا تنفي.")
    assert [(s.speaker.name, s.act) for s in said] == [("iraq", Act.ACCUSE), ("turkey", Act.DENY)]
    assert said[0].about == "turkish-army"
    reports, said = read("هددت كتائب النهر بقصف الجيش العراقي.")
    assert not reports
    assert [s.act for s in said] == [Act.THREATEN]


def test_what_may_come_is_not_told_as_done() -> None:
    """Planned and feared happenings keep that status."""
    assert [r.status for r in read("من المقرر انسحاب القوات من كركوك.")[0]] == [Status.PLANNED]
    assert [r.status for r in read("تحسبا من هجوم على كركوك.")[0]] == [Status.HYPOTHETICAL]


def test_the_day_of_the_sentence_is_the_day_of_the_report() -> None:
    """A date mention inside the sentence dates it."""
    text = "انفجار في كركوك."
    article = Article(id="a-1", source=Source(None, "post.json"), text=text, sha256="0" * 64, language="ar")
    day = DateRange.day(date(2021, 7, 19))
    [report] = read_arabic(article, [Span(0, len(text))], [], [], [DateMention(Span(0, 6), day)], load_arabic())[0]
    assert report.when == day


def test_script_decides_how_a_text_is_read() -> None:
    """Mostly Arabic letters make an Arabic text; a name in brackets does not."""
    assert is_arabic("مقتل جندي في كركوك (Kirkuk)")
    assert not is_arabic("A soldier was killed in Kirkuk (كركوك)")


@given(st.text(alphabet=st.sampled_from("قتل صبفوانجرهم 123٤ًـ.،\nکشته نفر"), max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever the letters, evidence lies in the text and counts are ranges."""
    for report in read(text)[0]:
        assert all(0 <= span.start < span.end <= len(text) for span in report.evidence)
