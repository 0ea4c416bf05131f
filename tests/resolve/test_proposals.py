"""Actors that the book lacks, proposed: counted, with evidence, and never taken over by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.domain.actor import Actor, ActorCandidate, ActorMention, Place, PlaceMention
from dateline.domain.article import Article, Source
from dateline.domain.report import Reading, Relation, Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind, PlacePrecision, RelationKind
from dateline.resolve.actors import INTRODUCED
from dateline.resolve.identities import unknown_id
from dateline.resolve.proposals import Proposal, propose


def span(text: str, words: str) -> Span:
    """Where the words stand first."""
    at = text.index(words)
    return Span(at, at + len(words))


def reading(text: str, name: str, number: int = 1, known: str | None = None) -> Reading:
    """An article that names an unknown person or group, and perhaps a known group."""
    kind = ActorKind.ARMED_GROUP if "Brigade" in name else ActorKind.PERSON
    ident = unknown_id(name)
    mentions = [ActorMention(span(text, name), ident, name, kind, known=False)]
    if known:
        mentions.append(ActorMention(span(text, known), "river-group", known, ActorKind.ARMED_GROUP, "IQ"))
    return Reading(
        Article(id=f"a-{number}", source=Source(None, "x"), text=text, sha256="0" * 64),
        sentences=(Span(0, len(text)),),
        actors=tuple(sorted(mentions, key=lambda m: m.span)),
        unknown_actors=(Actor(ident, kind, name, known=False),),
    )


def names(found: Sequence[Proposal]) -> list[tuple[str, int, int]]:
    """Name, times, articles."""
    return [(one.actor.name, one.times, len(one.articles)) for one in found]


def test_unknown_actors_are_counted_over_articles_with_evidence() -> None:
    """One actor for all spellings, most often met first, each sentence at hand."""
    first = reading("Karim Jabbarin spoke.", "Karim Jabbarin", 1)
    second = reading("Kareem Jabbarin left.", "Kareem Jabbarin", 2)
    third = reading("Lions Brigade fired.", "Lions Brigade", 3)
    found = propose([third, first, second])
    assert names(found) == [("Kareem Jabbarin", 2, 2), ("Lions Brigade", 1, 1)]
    assert found[0].spellings == ("Kareem Jabbarin", "Karim Jabbarin")
    assert found[0].evidence[0] == ("a-1", Span(0, len("Karim Jabbarin spoke.")))


def test_the_order_of_the_articles_does_not_matter() -> None:
    """The same articles in another order give the same counts and ids."""
    articles = [reading(f"Karim Jabbarin spoke {n}.", "Karim Jabbarin", n) for n in range(4)]
    forward, backward = propose(articles), propose(reversed(articles))
    assert [(p.actor.id, p.times, p.articles) for p in forward] == [(p.actor.id, p.times, p.articles) for p in backward]


def test_parents_come_from_relations_and_sentences() -> None:
    """A told relation weighs more than standing in one sentence; both say why."""
    text = "Lions Brigade, part of River Group, fired."
    one = reading(text, "Lions Brigade", 1, "River Group")
    [beside] = propose([one])
    assert [(p.actor_id, p.why) for p in beside.parents] == [("river-group", "named in one sentence with it")]
    relation = Relation(
        "l-1", "a-1", Speaker("Lions Brigade", unknown_id("Lions Brigade"), span(text, "Lions Brigade")),
        RelationKind.PART_OF, Speaker("River Group", "river-group", span(text, "River Group")), (Span(0, len(text)),),
    )  # fmt: skip
    from dataclasses import replace

    [told] = propose([replace(one, relations=(relation,))])
    assert told.parents[0].why == "part_of"
    assert told.actor.country == "IQ"


def test_likely_identities_are_only_proposed() -> None:
    """A name of the book that the words may mean is told with the reason, another one is not."""

    def alike(name: str) -> Sequence[ActorCandidate]:
        return [
            ActorCandidate("karim", "Kareem Jabbareen", ActorKind.PERSON),
            ActorCandidate("other", "Someone Else", ActorKind.PERSON),
            ActorCandidate("near", "Karim Jabarrin X", ActorKind.PERSON, use="near"),
        ]

    [one] = propose([reading("Karim Jabbarin spoke.", "Karim Jabbarin")], alike)
    assert [likely.actor_id for likely in one.same_as] == ["karim", "near"]
    assert not one.actor.known


def test_places_descriptions_and_rejected_ones_are_not_proposed() -> None:
    """A name that is a place's, kinds that do not act, and what a person has rejected stay out."""
    text = "Sadr Brigade fired."
    one = reading(text, "Sadr Brigade")
    from dataclasses import replace

    place = PlaceMention(span(text, "Sadr Brigade"), Place("p", "Sadr", PlacePrecision.TOWN))
    assert propose([replace(one, places=(place,))]) == ()
    assert propose([one], rejected=[unknown_id("Sadr Brigade")]) == ()
    thing = Actor(unknown_id("Sadr Brigade"), ActorKind.FACILITY, "Sadr Brigade", known=False)
    assert propose([replace(one, unknown_actors=(thing,))]) == ()
    assert propose([one], least=2) == ()


def test_names_that_an_article_introduces_are_proposed_for_their_actor() -> None:
    """'River Group, also known as the Old Men': the new name, for the known group."""
    text = "River Group, also known as Old Men, fired."
    mention = ActorMention(
        span(text, "Old Men"), "river-group", "River Group", ActorKind.ARMED_GROUP, reason=INTRODUCED
    )
    one = Reading(
        Article(id="a-1", source=Source(None, "x"), text=text, sha256="0" * 64), (Span(0, len(text)),), (mention,)
    )
    [found] = propose([one])
    assert (found.actor.name, found.same_as[0].actor_id) == ("Old Men", "river-group")
    has = [ActorCandidate("river-group", "River Group", ActorKind.ARMED_GROUP)]
    assert propose([one], lambda _: has) == ()
