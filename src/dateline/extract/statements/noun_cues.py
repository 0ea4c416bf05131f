"""Attributions that a noun carries, alone or with a light verb, and those that quote somebody."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.domain.vocabulary import Act
from dateline.extract.statements import grammar
from dateline.extract.statements.attributed import Attribution, is_irreal
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.syntax.parse import Parsed
from dateline.extract.words.lists import listed

QUOTED = "quoted as saying"
"""The rule by which somebody speaks through who quotes him."""
_AGENTS = frozenset({"by", "from"})


def by_quoting(view: View, token: int) -> Iterator[Attribution]:
    """'Y quoted X as saying', 'Y cited X saying', 'X, quoted by Y as saying': X speaks through Y."""
    p = view.parsed
    passive = grammar.is_passive(p, token)
    speakers = p.kids(token, "nsubjpass") if passive else p.kids(token, "dobj")
    speakers = speakers or ([p.heads[token]] if p.deps[token] == "acl" and passive else [])
    inner = _as_saying(p, token, speakers)
    if inner is None:
        return
    agents = [by for verb in (token, inner) for by in p.kids(verb, "agent", "prep") if p.lower[by] == "by"]
    through = [h for by in agents for h in p.kids(by, "pobj")] if passive else []
    through = through or (grammar.subjects(p, token) if not passive else [])
    if not speakers:  # 'cited the ministry saying', read as what the ministry does
        speakers = p.kids(inner, "nsubj")
    content = [grammar.clause_range(p, child) for child in p.kids(inner, "ccomp", "dobj")]
    content = content or list(_before_comma(view, min([token, *speakers, *(grammar.np_first(p, h) for h in through)])))
    if content and speakers:
        yield Attribution(
            view, QUOTED, None, Act.REPORT, (token, inner), tuple(speakers[:1]), tuple(content),
            through=tuple(through),
        )  # fmt: skip


def cited(made: Attribution, lexicon: SpeechLexicon) -> tuple[int, ...]:
    """The heads of those whom a telling outlet cites: 'citing a police source, the newspaper reported'."""
    p, token = made.view.parsed, made.cue[1]
    for verb in [*p.kids(token, "advcl", "prep", "acl"), *(c for s in made.sources for c in p.kids(s, "acl", "advcl"))]:
        if p.lower[verb] not in ("citing", "quoting"):
            continue
        heads = [h for noun in p.kids(verb, "dobj", "pobj") for h in grammar.conjuncts(p, noun)]
        known = lexicon.words["unnamed_heads"] | {"police"}
        return tuple(h for h in heads if made.view.actor_of(h) is not None or p.lower[h] in known)
    return ()


def _as_saying(p: Parsed, token: int, speakers: list[int]) -> int | None:
    """The verb of saying behind 'quoted X (as)'."""
    preps = [*p.kids(token, "prep"), *(c for s in speakers for c in p.kids(s, "prep"))]
    found = [inner for prep in preps if p.lower[prep] == "as" for inner in p.kids(prep, "pcomp")]
    found += [c for h in [token, *speakers] for c in p.kids(h, "acl", "advcl", "xcomp", "ccomp")]
    return next((t for t in found if t > token and p.lower[t] in listed("saying")), None)


def _before_comma(view: View, token: int) -> Iterator[tuple[int, int]]:
    p = view.parsed
    first, _ = p.edges[token]
    first = min(first, token)
    for at in range(min(first, token) - 1, 2, -1):
        if p.words[at] in (",", "”", '"'):
            yield 0, at - 1 if p.words[at] == "," else at
            return


def by_noun(view: View, lexicon: SpeechLexicon) -> Iterator[Attribution]:
    """'Washington's claim that', 'claims from Washington that', 'the protesters' demand for a recount'."""
    p = view.parsed
    for token, lower in enumerate(p.lower if not lexicon.act_nouns.keys().isdisjoint(p.lower) else ()):
        act = lexicon.act_nouns.get(lower)
        if act is None or grammar.is_verbal(p, token):
            continue
        owners = p.kids(token, "poss")
        for prep in p.kids(token, "prep"):
            if p.lower[prep] in _AGENTS:
                owners += p.kids(prep, "pobj")
        if not owners:
            continue
        content = [
            grammar.clause_range(p, child) for child in p.kids(token, "acl", "ccomp", "relcl") if _that(view, child)
        ]
        if not content:
            preps = [c for c in p.kids(token, "prep") if p.lower[c] in ("for", "against", "about", "over")]
            content = [grammar.clause_range(p, child) for child in preps if p.kid(child, "pobj", "pcomp") is not None]
        if content:
            heads = [h for owner in owners for h in grammar.conjuncts(p, owner)]
            yield Attribution(view, f"noun '{lower}'", None, act, (token, token), tuple(heads), tuple(content[:1]))


def _that(view: View, verb: int) -> bool:
    p = view.parsed
    marks = {p.lower[child] for child in p.kids(verb, "mark")}
    infinitive = any(p.lower[child] == "to" for child in p.kids(verb, "aux"))
    return "that" in marks or infinitive


def by_light_verb(view: View, token: int, lexicon: SpeechLexicon) -> Iterator[Attribution]:
    """'Claimed responsibility for', 'claimed the attack', 'expressed outrage at', 'drew condemnation from'."""
    p = view.parsed
    if not grammar.is_verbal(p, token):
        return
    for noun in _claimed(p, token):
        act = _noun_act(view, token, noun, lexicon)
        if act is None:
            continue
        if any(p.lower[child] == "no" for child in p.kids(noun, "det", "neg")):
            continue  # 'gave no toll'
        sources = grammar.subjects(p, token)
        if p.lower[token].startswith("dr"):  # 'drew condemnation from X': the complement speaks
            sources = [
                h
                for prep in p.kids(noun, "prep") + p.kids(token, "prep")
                if p.lower[prep] == "from"
                for h in p.kids(prep, "pobj")
            ]
            sources = [h for head in sources for h in grammar.conjuncts(p, head)]
        content, cue = _noun_content(view, token, noun), grammar.verb_group(p, token)
        yield Attribution(
            view, f"'{p.lower[token]} {p.lower[noun]}'", None, act, cue, tuple(sources), content,
            negated=_negated(p, token, sources),
            irreal=is_irreal(view, token),
        )  # fmt: skip


def _negated(p: Parsed, token: int, sources: list[int]) -> bool:
    return p.kid(token, "neg") is not None or any(p.lower[c] == "no" for s in sources for c in p.kids(s, "det"))


def _claimed(p: Parsed, token: int) -> list[int]:
    """The object of a light verb, of a passive or of a relative clause ('an attack ISIS claimed'); joined ones too."""
    passive = grammar.is_passive(p, token)
    objects = p.kids(token, "nsubjpass") if passive else p.kids(token, "dobj")
    objects = [noun for noun in objects if p.lower[noun] not in grammar.RELATIVES]
    if not objects and p.deps[token] in ("acl", "relcl") and p.kid(token, "ccomp", "xcomp") is None:
        objects = [p.heads[token]]
    return [noun for head in objects for noun in grammar.conjuncts(p, head)]


def _noun_act(view: View, token: int, noun: int, lexicon: SpeechLexicon) -> Act | None:
    p = view.parsed
    lower, verb = p.lower[noun], p.lower[token]
    if verb in lexicon.words["take_credit"]:
        if lower in lexicon.words["claim_objects"]:
            return Act.CLAIM_RESPONSIBILITY
        if verb.startswith("claim") and lower in lexicon.words["deeds"]:
            return Act.CLAIM_RESPONSIBILITY
    return lexicon.light_nouns.get(lower) if verb in lexicon.words["light_verbs"] else None


def _noun_content(view: View, token: int, noun: int) -> tuple[tuple[int, int], ...]:
    """What the noun or the verb takes on ('for the attack', 'that ...'); else the object itself."""
    p = view.parsed
    for head in (noun, token):
        for child in p.children[head]:
            if child <= noun or p.deps[child] not in ("prep", "acl", "ccomp", "xcomp", "relcl"):
                continue
            if p.deps[child] == "prep" and p.lower[child] not in (
                "for",
                "at",
                "over",
                "about",
                "with",
                "to",
                "of",
                "against",
                "on",
            ):
                continue
            return (grammar.clause_range(p, child),)
    return (grammar.np_range(p, noun, whole=True),)
