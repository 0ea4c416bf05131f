"""What every store must do, told once and run over all of them."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from store_samples import BASRA, COLLECTED, entry, incident_of

from dateline.domain.article import Failure
from dateline.domain.dates import DateRange
from dateline.domain.incident import Decision
from dateline.domain.query import Box, Query
from dateline.domain.vocabulary import DecisionKind, EventType, Status
from dateline.errors import StoreError
from dateline.store.protocol import Copy, Dirt, Entry, Outcome, Settlement, Store


def settle(store: Store, *entries: Entry, rejected: bool = False, **fields: object) -> str:
    """Keep an incident of these articles; its id."""
    incident = incident_of(*entries, **fields)
    kept = {"rejected": (incident,)} if rejected else {"incidents": (incident,)}
    store.record.settle(
        Settlement(
            settled=store.neighbours.dirt(),
            reports=frozenset(incident.reports),
            components=dict.fromkeys(incident.reports, min(incident.reports)),
            **kept,
        )
    )
    return incident.id


def test_what_goes_in_comes_out(store: Store) -> None:
    """A reading comes back equal to the one that was added, with its bytes' origin."""
    one = entry(1)
    assert store.articles.add(one) is Outcome.NEW
    assert list(store.readings.readings()) == [one.reading]
    assert list(store.readings.articles()) == [one.reading.article]
    assert list(store.readings.reports()) == list(one.reading.reports)
    assert list(store.readings.statements()) == list(one.reading.statements)
    assert list(store.readings.relations()) == list(one.reading.relations)
    assert store.readings.raws() == {one.reading.article.id: one.raw}
    assert store.neighbours.views([one.reading.reports[0].id]) == dict(one.views)
    assert store.neighbours.fingerprints([one.reading.article.id]) == {one.reading.article.id: one.fingerprint}


def test_adding_twice_changes_nothing(store: Store) -> None:
    """The same bytes read by the same reader are told to be there already, and mark nothing."""
    store.articles.add(entry(1))
    settle(store, entry(1))
    assert store.articles.add(entry(1)) is Outcome.SAME
    assert not store.neighbours.dirt()
    assert store.health.counts()["articles"] == 1
    assert store.health.counts()["incidents"] == 1


def test_unknown_ids_are_absent(store: Store) -> None:
    """Asking for what is not there gives nothing, never an error."""
    assert list(store.readings.readings(["a-nothing"])) == []
    assert store.record.incidents_by_id(["i-nothing"]) == ()
    assert store.record.led_on("i-nothing") == ()
    assert store.readings.versions("a-nothing") == ()
    assert store.articles.seen("w-nothing") is None
    assert store.record.search("") == ()


def test_later_version_takes_over_in_any_order(store: Store) -> None:
    """Of two versions of an address the one with the later printed date counts, whichever came first."""
    old, new = entry(1, killed=2, url="https://w.example/x"), entry(2, killed=5, url="https://w.example/x")
    new = entry(2, killed=5, url="https://w.example/x", updated=date(2022, 5, 9))
    assert store.articles.add(new) is Outcome.NEW
    assert store.articles.add(old) is Outcome.OLDER
    assert [reading.article.sha256 for reading in store.readings.readings()] == [new.raw.sha256]
    told = store.readings.versions(new.reading.article.id)
    assert [(one.article.sha256, one.current) for one in told] == [(old.raw.sha256, False), (new.raw.sha256, True)]
    assert store.health.counts()["reports"] == 1


def test_newer_version_replaces_and_old_ids_lead_on(store: Store) -> None:
    """A report that a newer version tells in other words leads from its incident's old id to the new one."""
    url = "https://w.example/x"
    old = entry(1, killed=2, url=url)
    store.articles.add(old)
    before = settle(store, old)
    new = entry(2, killed=25, url=url, updated=date(2022, 5, 9))
    assert store.articles.add(new) is Outcome.NEWER
    assert store.record.incidents_by_id([before]) == ()
    assert store.neighbours.dirt() == Dirt((new.reading.article.id,), ())
    after = settle(store, new)
    assert after != before
    assert store.record.led_on(before) == (after,)
    former = store.record.former([old.reading.reports[0].id])
    assert former[old.reading.reports[0].id].span == old.reading.reports[0].evidence[0]


def test_reading_again_replaces_the_reading(store: Store) -> None:
    """A better reader's reading takes the place of the old one, and the bytes keep their time of collecting."""
    store.articles.add(entry(1))
    later = entry(1, reader="2", collected=COLLECTED + timedelta(days=5))
    assert [fact.id for fact in store.articles.rereadable("2")] == [later.raw.id]
    assert store.articles.add(later) is Outcome.REREAD
    assert list(store.articles.rereadable("2")) == []
    assert store.readings.raws()[later.reading.article.id].collected_at == COLLECTED
    assert next(iter(store.readings.readings())).reader == "2"


def test_reports_left_behind_are_marked(store: Store) -> None:
    """When an article is read anew, the reports that hung together with its own must be worked out again."""
    one, two = entry(1), entry(2)
    store.articles.add(one)
    store.articles.add(two)
    settle(store, one, two)
    store.articles.add(entry(1, reader="2"))
    dirt = store.neighbours.dirt()
    assert dirt.articles == (one.reading.article.id,)
    assert dirt.reports == (two.reading.reports[0].id,)
    assert store.health.counts()["incidents"] == 0


def test_neighbours_are_found_by_their_keys(store: Store) -> None:
    """Block keys and bands lead to the reports and articles that share them."""
    one, two = entry(1), entry(2, day=20)
    store.articles.add(one)
    store.articles.add(two)
    report = one.reading.reports[0].id
    assert report in store.neighbours.reports_under(one.keys[report])
    assert store.neighbours.reports_under(["nothing"]) == frozenset()
    assert one.reading.article.id in store.neighbours.articles_in_bands(one.bands)
    assert store.neighbours.bands([one.reading.article.id]) == {one.reading.article.id: tuple(sorted(one.bands))}
    assert store.neighbours.reports_of([one.reading.article.id]) == {report}


def test_components_and_copies_are_kept(store: Store) -> None:
    """Components and places among the copies are replaced as a settlement says."""
    one, two = entry(1), entry(2)
    store.articles.add(one)
    store.articles.add(two)
    settle(store, one, two)
    reports = {one.reading.reports[0].id, two.reading.reports[0].id}
    assert set(store.neighbours.component_of(reports).values()) == {min(reports)}
    assert store.neighbours.component([min(reports)]) == reports
    a, b = one.reading.article.id, two.reading.article.id
    copy = Copy(b, a, a, {"id": "outlet:delta wire"})
    store.record.settle(Settlement(Dirt(), copies=(Copy(a, a, None, {}), copy)))
    assert store.neighbours.copies([b]) == {b: copy}
    assert store.neighbours.copy_group([a]) == {a, b}


def test_an_incident_comes_back_whole(store: Store) -> None:
    """An incident comes back equal to the one that was settled."""
    one = entry(1)
    store.articles.add(one)
    settle(store, one)
    assert list(store.record.incidents()) == [incident_of(one)]
    assert store.record.incident_of([one.reading.reports[0].id]) == {one.reading.reports[0].id: incident_of(one).id}


def test_rejected_incidents_are_led_to_but_not_listed(store: Store) -> None:
    """A rejected incident is in no list, no count and no search, and its id still answers."""
    one = entry(1)
    store.articles.add(one)
    ident = settle(store, one, rejected=True)
    assert list(store.record.incidents()) == []
    assert store.record.count_incidents() == 0
    assert store.health.counts()["incidents"] == 0
    assert store.record.led_on(ident) == (ident,)
    assert store.record.rejected() == {ident}
    assert [hit.kind for hit in store.record.search("Basra")] == ["article"]


FILTERS = [
    (Query(), "abdc"),
    (Query(since=date(2022, 5, 4)), "bd"),
    (Query(until=date(2022, 5, 4)), "ab"),
    (Query(since=date(2022, 5, 20), until=date(2022, 5, 20)), "d"),
    (Query(types=(EventType.PROTEST,)), "b"),
    (Query(statuses=(Status.ALLEGED, Status.DENIED)), "c"),
    (Query(countries=("iq",)), "abd"),
    (Query(countries=("SY",)), "c"),
    (Query(actors=("x-salt-marsh",)), "abd"),
    (Query(actors=("x-other", "x-nobody")), "c"),
    (Query(place="BASRÁ"), "abd"),
    (Query(place="asra"), ""),
    (Query(place="%"), ""),
    (Query(place=BASRA.id), "abd"),
    (Query(box=Box(47, 30, 48, 31)), "abd"),
    (Query(box=Box(48, 30, 47, 31)), ""),
    (Query(source="delta wire"), "adc"),
    (Query(source="Wire"), "adc"),
    (Query(source="hill post"), "b"),
    (Query(min_sources=2), "b"),
    (Query(text="bomb killed"), "adc"),
    (Query(text='"hurt nobody"'), "b"),
    (Query(text="nothing of the kind"), ""),
    (Query(limit=2), "ab"),
    (Query(limit=2, offset=1), "bd"),
    (Query(offset=3), "c"),
]


@pytest.mark.parametrize(("where", "expected"), FILTERS, ids=[str(n) for n in range(len(FILTERS))])
def test_filters(store: Store, where: Query, expected: str) -> None:
    """Each filter of the contract finds exactly what it asks for, in order of day."""
    a, b = entry(1, day=1), entry(2, day=4, killed=None, outlet="Hill Post")
    c, d = entry(3, day=5), entry(4, day=20)
    for one in (d, c, b, a):
        store.articles.add(one)
    other = c.reading.reports[0].actors[0]
    open_end = DateRange(date(2022, 5, 6), None)
    fields: dict[str, dict[str, object]] = {
        "a": {},
        "b": {"type": EventType.PROTEST, "independent_sources": 2, "when": DateRange.day(date(2022, 5, 4))},
        "c": {
            "status": Status.ALLEGED,
            "when": None,
            "where": None,
            "country": "SY",
            "actors": (type(other)("x-other", "Other", None),),
        },
        "d": {"when": open_end},
    }
    ids = {settle(store, one, **fields[name]): name for name, one in zip("abcd", (a, b, c, d), strict=True)}
    assert "".join(ids[one.id] for one in store.record.incidents(where)) == expected
    whole = Query(**{name: getattr(where, name) for name in Query.__slots__ if name not in ("limit", "offset")})
    assert store.record.count_incidents(whole) >= len(expected)


SEARCHES = [
    ("explosions", ["1"]),
    ("EXPLOSION", ["1"]),
    ("muqtada", ["1"]),
    ("الانفجار", ["2"]),
    ("انفجارات", ["2"]),
    ("٢٥", ["1", "2"]),
    ("爆炸", ["3"]),
    ('"market square"', ["1"]),
    ('"square market"', []),
    ("market explosion", ["1"]),
    ("market nothing", []),
    ("'; DROP TABLE articles; --", []),
    ('"', []),
    ("NEAR(a b) OR *", []),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHES)
def test_search_folds_spellings(store: Store, words: str, expected: list[str]) -> None:
    """Words are found in any spelling, phrases only together, and no question can break out of the search."""
    texts = {
        "1": "Muqtadá spoke after 25 explosions in the market square.",
        "2": "وقعت انفجاراتٌ في المدينة وقتل ٢٥ شخصا",
        "3": "市中心发生爆炸事件",
    }
    ids = {}
    for number, text in texts.items():
        one = entry(int(number), text=text)
        store.articles.add(one)
        ids[one.reading.article.id] = number
    found = sorted(ids[hit.ref] for hit in store.record.search(words, ("article",)))
    assert found == expected


def test_mentions_and_met_actors(store: Store) -> None:
    """Spellings are counted over articles, and one actor is made of what several articles tell."""
    store.articles.add(entry(1))
    store.articles.add(entry(2))
    assert store.readings.mentions() == {"x-salt-marsh": {"Salt Marsh Brigade": 2}}
    assert [actor.id for actor in store.readings.met_actors()] == ["x-salt-marsh"]
    assert store.readings.mentions([]) == {}


def test_failures_are_remembered_and_forgotten_by_place(store: Store) -> None:
    """What could not be read is listed once, and forgotten when its place is read again."""
    failures = [Failure("news/a.txt", "collect", "empty"), Failure("news_b.txt", "clean", "no text")]
    store.articles.note_failures(failures, COLLECTED)
    store.articles.note_failures(failures[:1], COLLECTED)
    assert store.articles.failures() == tuple(failures)
    store.articles.forget_failures("news")
    assert store.articles.failures() == (failures[1],)
    store.articles.note_source("news", COLLECTED)
    assert store.articles.sources() == (("news", COLLECTED),)


def test_the_log_only_grows(store: Store) -> None:
    """Decisions come back in order; one made without knowing the latest is refused."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    first = Decision("d-1", DecisionKind.CONFIRM, ("r-1",), "ann", "sure", at, hash="h1")
    second = Decision("d-2", DecisionKind.UNDO, ("d-1",), "bob", "not sure", at, previous_hash="h1", hash="h2")
    store.log.append(first, Dirt(reports=("r-1",)))
    with pytest.raises(StoreError):
        store.log.append(Decision("d-3", DecisionKind.CONFIRM, ("r-1",), "ann", "x", at, hash="h3"), Dirt())
    store.log.append(second, Dirt(articles=("a-1",)))
    assert store.log.decisions() == (first, second)
    assert store.neighbours.dirt() == Dirt(("a-1",), ("r-1",))


def test_hostile_text_is_kept_and_found(store: Store) -> None:
    """NUL, half characters, quotes and bidi marks come back exactly as they were."""
    text = "A bomb in Basra\x00 killed\ud800 2 'men' \u202e--\"; DROP. Done."
    one = entry(1, text=text, outlet="Wire\x00")
    store.articles.add(one)
    assert list(store.readings.readings()) == [one.reading]
    settle(store, one, summary="x\x00y")
    assert next(iter(store.record.incidents())).summary == "x\x00y"
    assert list(store.health.wrong()) == []


def test_only_one_is_alone(store: Store) -> None:
    """Threads that each hold the store alone never overlap."""
    inside, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal inside, most
        for _ in range(5):
            with store.alone():
                with lock:
                    inside += 1
                    most = max(most, inside)
                store.health.counts()
                with lock:
                    inside -= 1

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (inside, most) == (0, 1)


def test_a_healthy_store_has_nothing_wrong(store: Store) -> None:
    """Checking finds nothing in what was just written."""
    one, two = entry(1), entry(2)
    store.articles.add(one)
    store.articles.add(two)
    settle(store, one, two)
    assert list(store.health.wrong()) == []
    assert [fact.id for fact in store.health.raw_facts()] == sorted([one.raw.id, two.raw.id])
