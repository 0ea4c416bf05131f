"""Search: actors, articles and incidents that hold the words, an actor's other names and scripts among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.domain.article import Article
from dateline.domain.search_text import highlights, query_terms, snippet
from dateline.engine.looking import KnownActor
from dateline.store.protocol import Hit
from dateline.web.cards import card
from dateline.web.desk import Desk
from dateline.web.names import Names, all_names
from dateline.web.words import Words

_MOST_NAMES = 16


def asked_in(names: Names, words: str, exact: bool) -> tuple[list[str], tuple[KnownActor, ...]]:
    """What to look for: the words, and as phrases the other names of actors called so; and these actors.

    Only names that articles use are looked for, and of those that are searched alike only one.
    """
    if exact:
        return [words], ()
    people = names.called(words)
    asked = {query_terms(words): words}
    for person in people[:4]:
        for name in sorted(person.spellings, key=lambda one: (-person.spellings[one], one))[:_MOST_NAMES]:
            asked.setdefault(query_terms(f'"{name}"'), f'"{name}"')
    return list(asked.values()), people


def actor_found(person: KnownActor) -> dict[str, Any]:
    """An actor as a search result."""
    actor = person.actor
    return {
        "kind": "actor",
        "id": actor.id,
        "name": actor.name,
        "actor_kind": str(actor.kind),
        "mentions": person.mentions,
        "names": list(all_names(person)[1:6]),
    }


def article_found(article: Article, asked: Iterable[str]) -> dict[str, Any]:
    """An article as a search result: the words around the first place found, with the places marked."""
    spans = sorted(highlights(article.text, " ".join(asked), 60))
    around = snippet(article.text, spans)
    marks = [one for one in spans if around.contains(one)]
    return {
        "kind": "article",
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.edtf() if article.published else None,
        "text": around.quote(article.text),
        "marks": [[one.start - around.start, one.end - around.start] for one in marks],
        "title_marks": _marks(article.title or "", asked),
        "at": [spans[0].start, spans[0].end] if spans else None,
    }


def _marks(text: str, asked: Iterable[str]) -> list[list[int]]:
    return [[one.start, one.end] for one in sorted(highlights(text[:2000], " ".join(asked), 60))]


def search(desk: Desk, words: str, shown_in: Words, exact: bool = False, most: int = 30) -> dict[str, Any]:
    """Everything found, by kind, best first; `exact` keeps what holds the words letter for letter."""
    names = desk.names()
    asked, people = asked_in(names, words, exact)
    record, shelf = desk.engine.store.record, desk.shelf()
    hits: dict[Hit, None] = {}
    for each in asked:
        # a further name can only add to the end of the list: once both kinds are full, it is not looked for
        if all(sum(hit.kind == kind for hit in hits) >= most for kind in ("article", "incident")):
            break
        hits.update(dict.fromkeys(record.search(each, most=most * (4 if exact else 1))))
    refs = [hit.ref for hit in hits if hit.kind == "article"]
    articles = {one.id: one for one in desk.engine.articles(refs)}
    rows = [shelf.rows[shelf.at[hit.ref]] for hit in hits if hit.kind == "incident" and hit.ref in shelf.at]
    if exact:
        folded = words.casefold()
        refs = [ref for ref in refs if folded in f"{articles[ref].title or ''}\n{articles[ref].text}".casefold()]
        rows = [row for row in rows if folded in row.summary.casefold()]
    shown = people or (() if exact else names.like(words, 6))
    return {
        "actors": [actor_found(one) for one in shown[:8]],
        "articles": [article_found(articles[ref], asked) for ref in refs[:most] if ref in articles],
        "incidents": [{**card(row, shown_in), "marks": _marks(row.summary, asked)} for row in rows[:most]],
        "asked": asked,
    }
