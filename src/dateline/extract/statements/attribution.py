"""Attributions in one parsed sentence: who (source), by which words (cue), says what (content).

This is grammar only: no judgement about who counts as a speaker or what act it is. Every construction is one small
function; `find_attributions` runs them over a sentence and keeps the best one per cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.domain.text import Span, cover
from dateline.domain.vocabulary import Act
from dateline.extract.parse import Parsed
from dateline.extract.statements import grammar
from dateline.extract.statements.content import content_of
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon, SpeechVerb

_AGENTS = frozenset({"by", "from"})
_MODALS = frozenset({"would", "may", "might", "should", "could", "must", "can", "will", "shall", "'ll", "'d"})
_GOVERNORS = frozenset(
    "continued continue continues began begin begins went go goes came come used going moved rushed proceeded took "
    "managed chose seemed appeared stepped returned traveled travelled forced led failed".split()
)
_COLON_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """One construction of saying. Token positions belong to `view.parsed`; ranges include both ends.

    `sources` are the heads of the joint speakers; `through` the heads of those who pass it on ('quoted by Y', 'citing'
    turned round); `hearer` the head of whom it was told to.
    """

    view: View
    rule: str
    verb: SpeechVerb | None
    act: Act
    cue: tuple[int, int]
    sources: tuple[int, ...]
    content: tuple[tuple[int, int], ...]
    hearer: int | None = None
    through: tuple[int, ...] = ()
    negated: bool = False
    irreal: bool = False

    @property
    def deed(self) -> bool:
        """A light verb with its noun: 'claimed the attack and the bombing' are two."""
        return self.rule.startswith("'")

    @property
    def open(self) -> bool:
        """Whether the act is left to the content and the speaker."""
        return self.verb is None or self.verb.open

    def content_spans(self) -> tuple[Span, ...]:
        """The characters of what is said; a quotation that began or goes on in other sentences is taken whole."""
        return tuple(self._whole(self.view.span(first, last)) for first, last in self.content)

    def _whole(self, span: Span) -> Span:
        quote = self.view.quotes.at(span.start)
        if quote is None or self.cue_span().overlaps(quote):
            return span
        return cover(span, quote)

    def cue_span(self) -> Span:
        """The characters of the words of saying."""
        return self.view.span(*self.cue)


def find_attributions(view: View, lexicon: SpeechLexicon) -> tuple[Attribution, ...]:
    """All attributions of one sentence, in the order of their cues."""
    found: dict[int, list[Attribution]] = {}
    for made in (*_according(view, lexicon), *_verbs(view, lexicon), *_nouns(view, lexicon), *_colon(view)):
        here = found.setdefault(made.cue[0], [])
        if not here or (made.deed and all(other.deed for other in here)):
            here.append(made)
    return tuple(made for place in sorted(found) for made in found[place])


# -- verbs -------------------------------------------------------------------------------------------------------------
def _verbs(view: View, lexicon: SpeechLexicon) -> Iterator[Attribution]:
    p = view.parsed
    for token, lower in enumerate(p.lower):
        if lower in ("quoted", "quotes", "quoting", "cited", "citing", "cites"):
            yield from _quoting(view, token)
        if lower in lexicon.words["take_credit"] or lower in lexicon.words["light_verbs"]:
            yield from _with_noun(view, token, lexicon)
        senses = lexicon.verbs.get(lower, ())
        if token + 1 < len(p):
            senses = lexicon.verbs.get(f"{lower} {p.lower[token + 1]}", ()) + senses
        if not senses or not grammar.is_verbal(p, token):
            continue
        for sense in senses:
            made = _verb(view, token, sense, lexicon)
            if made is not None:
                yield made
                break


def _verb(view: View, token: int, sense: SpeechVerb, lexicon: SpeechLexicon) -> Attribution | None:
    p = view.parsed
    sources = _sources(view, token, sense, lexicon)
    content = content_of(view, token, sense, sources)
    if not content:
        return None
    act = _conditioned(view, sense, content, lexicon)
    if act is None:
        return None
    return Attribution(
        view,
        f"verb '{sense.lemma}'",
        sense,
        act,
        _cue(view, token, content),
        tuple(sources),
        content,
        hearer=_hearer(view, token, sense),
        negated=p.kid(token, "neg") is not None or any(p.lower[c] == "never" for c in p.kids(token, "advmod")),
        irreal=_irreal(view, token),
    )


def _cue(view: View, token: int, content: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The verb with its helpers, and the preposition that leads to what is said ('called for', 'warned of')."""
    p = view.parsed
    first, last = grammar.verb_group(p, token)
    leads = last + 1 < len(p) and p.deps[last + 1] == "prep" and any(start == last + 2 for start, _ in content)
    return (first, last + 1) if leads else (first, last)


def _beside(view: View, token: int, sources: list[int], lexicon: SpeechLexicon) -> list[int]:
    """Speakers right before the verb that the parser hung elsewhere: '..., injuring two others, medics said'."""
    p = view.parsed
    at = token - 1
    while at > 0 and (p.deps[at] in ("advmod", "npadvmod", "aux", "neg") and at not in view.actor_at):
        at -= 1
    if at < 0 or at in sources or any(at in p.subtree(head) for head in sources if head < token):
        return []
    top = at
    while p.deps[top] in ("pobj", "prep", "compound") and p.heads[top] < at and p.words[p.heads[top]] != ",":
        top = p.heads[top]
    found: list[int] = []
    for head in dict.fromkeys((top, at)):
        while _can_speak(view, head, lexicon):
            found.insert(0, head)
            if p.deps[head] != "conj" or p.heads[head] >= head:
                break
            head = p.heads[head]
        if found:
            return found
    return []


def _can_speak(view: View, head: int, lexicon: SpeechLexicon) -> bool:
    p = view.parsed
    if p.deps[head] in ("prep", "aux", "advmod", "punct"):
        return False
    known = view.actor_of(head) is not None
    return known or p.lower[head] in lexicon.words["unnamed_heads"] or p.lower[head] in lexicon.words["body_heads"]


def _sources(view: View, token: int, sense: SpeechVerb, lexicon: SpeechLexicon) -> list[int]:
    """The speakers of a verb: its subjects, or, right after it, the noun of an inverted 'said X'."""
    p = view.parsed
    sources = grammar.subjects(p, token)
    infinitive = any(p.lower[child] == "to" for child in p.kids(token, "aux"))
    if sense.content & {"quote", "clause"} and not infinitive and not grammar.is_passive(p, token):
        sources = _beside(view, token, sources, lexicon) or sources
    if sources or "quote" not in sense.content or token == 0 or p.words[token - 1] not in (",", "”", '"', "''", "’"):
        return sources
    after = p.kids(token, "dobj", "attr", "npadvmod", "oprd")
    return grammar.conjuncts(p, after[0]) if after and after[0] > token else []


def _conditioned(
    view: View, sense: SpeechVerb, content: tuple[tuple[int, int], ...], lexicon: SpeechLexicon
) -> Act | None:
    """The act under the verb's condition on the content; None when the condition rules the sense out."""
    if sense.wants != "charge":
        return sense.act
    p = view.parsed
    words = {p.lower[token] for first, last in content for token in range(first, last + 1)}
    return sense.act if words & lexicon.words["charges"] else sense.other


def _hearer(view: View, token: int, sense: SpeechVerb) -> int | None:
    p = view.parsed
    if sense.hearer:
        objects = p.kids(token, "dobj", "dative")
        return objects[0] if objects else None
    for prep in p.kids(token, "prep", "dative"):
        if p.lower[prep] in ("to", "with", "in", "on"):
            inner = p.kid(prep, "pobj")
            actor = view.actor_of(inner) if inner is not None else None
            if actor is not None and actor.kind.value == "outlet":
                return inner
    return None


def _irreal(view: View, token: int) -> bool:
    """Not said (yet): under a modal, a condition, or an infinitive whose governor does not make it happen."""
    p = view.parsed
    if p.deps[token] == "pcomp" and p.lower[p.heads[token]] in ("without", "against", "from", "before", "instead"):
        return True
    for child in p.kids(token, "aux", "mark", "advmod"):
        lower = p.lower[child]
        perfect = any(p.lower[c] in ("have", "been") for c in p.kids(token, "aux"))
        if lower in _MODALS and not (perfect and lower in ("may", "might")) and child < token:
            return True
        if lower in ("if", "unless", "whether") and p.deps[child] == "mark":
            return True
        if lower == "to" and p.deps[child] == "aux":
            if perfect and p.deps[token] == "xcomp":
                return False  # 'is said to have threatened'
            governor = p.heads[token]
            return p.deps[token] not in ("xcomp", "advcl") or p.lower[governor] not in _GOVERNORS
    return False


# -- quoting, citing ---------------------------------------------------------------------------------------------------
def _quoting(view: View, token: int) -> Iterator[Attribution]:
    """'Y quoted X as saying', 'X, quoted by Y, said' and 'citing X, the newspaper reported': X speaks through Y."""
    p = view.parsed
    if p.lower[token].startswith("quot"):
        for prep in p.kids(token, "prep"):
            if p.lower[prep] != "as":
                continue
            inner = p.kid(prep, "pcomp")
            passive = grammar.is_passive(p, token)
            speakers = p.kids(token, "nsubjpass") if passive else p.kids(token, "dobj")
            through = grammar.subjects(p, token)
            if inner is None or not speakers:
                continue
            content = [grammar.clause_range(p, child) for child in p.kids(inner, "ccomp", "dobj")]
            content = content or [r for r in _before_comma(view, min(token, speakers[0]))]
            if content:
                yield Attribution(
                    view, "quoted as saying", None, Act.REPORT, (token, inner), tuple(speakers[:1]), tuple(content),
                    through=tuple(through),
                )  # fmt: skip
            return


def _before_comma(view: View, token: int) -> Iterator[tuple[int, int]]:
    p = view.parsed
    first, _ = p.edges[token]
    first = min(first, token)
    for at in range(min(first, token) - 1, 2, -1):
        if p.words[at] in (",", "”", '"'):
            yield 0, at - 1 if p.words[at] == "," else at
            return


# -- according to ------------------------------------------------------------------------------------------------------
def _according(view: View, lexicon: SpeechLexicon) -> Iterator[Attribution]:
    p = view.parsed
    for token in range(len(p) - 2):
        if p.lower[token] != "according" or p.lower[token + 1] != "to":
            continue
        inner = p.kid(token + 1, "pobj") or p.kid(token, "pobj")
        if inner is None:
            inner = next((t for t in range(token + 2, len(p)) if p.deps[t] in ("pobj", "nsubj", "dobj")), None)
        if inner is None:
            continue
        heads = [h for h in grammar.conjuncts(p, inner) if _nominal(view, h)] or [inner]
        end = max(grammar.np_range(p, h, whole=True)[1] for h in heads)
        content = tuple(_around(view, token, end))
        if content:
            yield Attribution(view, "according to", None, Act.REPORT, (token, token + 1), tuple(heads), content)


def _nominal(view: View, head: int) -> bool:
    return view.parsed.kid(head, "nsubj", "aux") is None


def _around(view: View, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentence without an attribution that stands at its start, at its end, or between commas."""
    p = view.parsed
    before, after = first - 1, last + 1
    while before >= 0 and p.words[before] in (",", "–", "—", "(", "-"):
        before -= 1
    while after < len(p) and p.words[after] in (",", "–", "—", ")", "-", ":"):
        after += 1
    end = len(p) - 1
    while end > after and p.words[end] in (".", "!", "?"):
        end -= 1
    while after < end and p.deps[after] == "cc":
        after += 1
    if before >= 2:
        yield 0, before
    if after < end - 1 and (p.words[after - 1] in (",", "–", "—", ")", ":") or before < 2):
        yield after, end


# -- nouns -------------------------------------------------------------------------------------------------------------
def _nouns(view: View, lexicon: SpeechLexicon) -> Iterator[Attribution]:
    """'Washington's claim that', 'claims from Washington that', 'the protesters' demand for a recount'."""
    p = view.parsed
    for token, lower in enumerate(p.lower):
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


def _with_noun(view: View, token: int, lexicon: SpeechLexicon) -> Iterator[Attribution]:
    """'Claimed responsibility for', 'claimed the attack', 'expressed outrage at', 'drew condemnation from'."""
    p = view.parsed
    if not grammar.is_verbal(p, token):
        return
    for noun in _claimed(p, token):
        act = _noun_act(view, token, noun, lexicon)
        if act is None:
            continue
        sources = grammar.subjects(p, token)
        if p.lower[token].startswith("dr"):  # 'drew condemnation from X': the complement speaks
            sources = [
                h
                for prep in p.kids(noun, "prep") + p.kids(token, "prep")
                if p.lower[prep] == "from"
                for h in p.kids(prep, "pobj")
            ]
            sources = [h for head in sources for h in grammar.conjuncts(p, head)]
        content = _noun_content(view, token, noun)
        yield Attribution(
            view, f"'{p.lower[token]} {p.lower[noun]}'", None, act, (token, token), tuple(sources), content,
            negated=p.kid(token, "neg") is not None or any(p.lower[c] == "no" for s in sources for c in p.kids(s, "det")),
            irreal=_irreal(view, token),
        )  # fmt: skip


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


# -- headlines ---------------------------------------------------------------------------------------------------------
def _colon(view: View) -> Iterator[Attribution]:
    """'Pentagon: one killed': a name before a colon, without a verb, speaks what follows."""
    p = view.parsed
    for token in range(1, min(_COLON_WITHIN, len(p) - 2)):
        if p.words[token] != ":":
            continue
        verbs = any(p.kid(t, "nsubj", "nsubjpass") is not None for t in range(token))
        heads = [t for t in range(token) if view.actor_of(t) is not None and view.parsed.heads[t] not in range(t)]
        if not verbs and heads and _all_name(view, token):
            yield Attribution(
                view, "name before a colon", None, Act.REPORT, (token, token), (heads[-1],), ((token + 1, _end(view)),)
            )
        return


def _all_name(view: View, colon: int) -> bool:
    p = view.parsed
    small = [t for t in range(colon) if p.words[t][:1].islower() and t not in view.actor_at]
    return len(small) <= 2 and colon >= 1


def _end(view: View) -> int:
    end = len(view.parsed) - 1
    while end and view.parsed.words[end] in (".", ";", ","):
        end -= 1
    return end


def with_content(made: Attribution, content: tuple[tuple[int, int], ...]) -> Attribution:
    """The same attribution with other content."""
    return replace(made, content=content)
