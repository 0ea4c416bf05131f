"""Where in the sentence stands what is said: one function per form that a verb's complement can take."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.extract.statements import grammar
from dateline.extract.statements.content_around import COMMAS, ENDS, Range, around
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechVerb
from dateline.extract.syntax.parse import Parsed
from dateline.extract.words.lists import listed

_ORDER = (
    "toll", "blame", "down_to",
    "object_of", "object_to_do", "object_out", "on_to_do", "to_to_do", "object_for", "object_on", "object_to",
    "responsible", "finger", "as", "name", "clause", "gerund", "infinitive", "for", "of", "against", "to", "object",
    "quote",
)  # fmt: skip


def content_of(view: View, verb: int, sense: SpeechVerb, sources: list[int]) -> tuple[Range, ...]:
    """The ranges of tokens that hold what the verb says, by the first form that fits; empty when none does."""
    for form in _ORDER:
        if form in sense.content and form != "quote":
            found = _FORMS[form](view, verb)
            if found:
                return _widened(view, verb, sources, found) if form == "clause" else found
    if sense.content & {"quote", "clause"}:
        later = _later_that(view, verb) if sense.open else ()
        misread = _misread_clause(view, verb, sense, sources)
        return _as_said(view, verb) or later or misread or around(view, verb, sources)
    return ()


def _later_that(view: View, verb: int) -> tuple[Range, ...]:
    """'Said the same day that it rained', 'in a statement that': the parser hung the clause on the noun."""
    p = view.parsed
    for child in p.kids(verb, "npadvmod", "prep", "dobj"):
        for below in [c for t in p.subtree(child) for c in p.kids(t, "relcl", "acl", "ccomp") if t > verb]:
            first = p.edges[below][0]
            if p.lower[first] == "that" and p.lower[p.heads[below]] in listed("occasions_of_saying"):
                return ((first, _clause_end(view, verb, p.edges[below][1])),)
    return ()


def _misread_clause(view: View, verb: int, sense: SpeechVerb, sources: list[int]) -> tuple[Range, ...]:
    """'Said the attackers, known as bandits, opened fire': the parser took the clause's subject for an object."""
    p = view.parsed
    if sense.hearer or not sense.open or not sources or max(sources) > verb or p.deps[verb] not in ("ROOT", "conj"):
        return ()
    noun = p.kid(verb, "dobj")
    if noun is None or noun < verb or "clause" not in sense.content:
        return ()
    end = grammar.clause_range(p, verb)[1]
    later = any(p.deps[t] in ("nsubj", "nsubjpass") and p.heads[t] > t for t in range(noun + 1, end))
    return ((verb + 1, _before_stop(p, end)),) if later else ()


def _before_stop(p: Parsed, end: int) -> int:
    while end and p.words[end] in ENDS:
        end -= 1
    return end


def _toll(view: View, verb: int) -> tuple[Range, ...]:
    """'Put the death toll at 17'."""
    p = view.parsed
    for noun in p.kids(verb, "dobj"):
        if p.lower[noun] in listed("nouns_of_tolls"):
            after = [t for t in range(noun + 1, min(noun + 12, len(p))) if p.lower[t] == "at"]
            end = _before_stop(p, len(p) - 1)
            return ((grammar.np_first(p, noun), end),) if after and end > after[0] else ()
    return ()


def _blame(view: View, verb: int) -> tuple[Range, ...]:
    """'Put the blame on X', 'laid the responsibility on Y'."""
    p = view.parsed
    for noun in p.kids(verb, "dobj"):
        if p.lower[noun] in ("blame", "responsibility", "guilt"):
            below = p.kids(verb, "prep") + [c for c in p.subtree(noun) if p.deps[c] == "prep"]
            for prep in (c for c in below if p.lower[c] in ("on", "upon", "with", "at")):
                first, last = grammar.clause_range(p, prep)
                if last > first:
                    return ((first + 1, last),)
    return ()


def _down_to(view: View, verb: int) -> tuple[Range, ...]:
    """'Put the raids down to X': the speaker's explanation."""
    p = view.parsed
    for particle in p.kids(verb, "prt", "advmod"):
        if p.lower[particle] == "down" and particle + 1 < len(p) and p.lower[particle + 1] == "to":
            objects = p.kids(verb, "dobj")
            first = grammar.np_first(p, objects[0]) if objects else particle
            last = _before_stop(p, grammar.clause_range(p, verb)[1])
            return ((first, last),) if last > first else ()
    return ()


def _as_said(view: View, verb: int) -> tuple[Range, ...]:
    """'As Reuters pointed out, ...': the main clause is what is said."""
    p = view.parsed
    if p.deps[verb] != "advcl" or not any(p.lower[c] == "as" for c in p.kids(verb, "mark", "advmod", "prep")):
        return ()
    first, last = p.edges[verb]
    head = p.heads[verb]
    begin, end = grammar.clause_range(p, p.heads[head] if p.deps[head] == "ROOT" else head)
    if last < head:
        start = last + 1
        while start < end and p.words[start] in COMMAS:
            start += 1
        return ((start, end),)
    return ((begin, first - 2),) if first - 2 > begin else ()


def _infinitive_marker(view: View, verb: int) -> bool:
    return any(view.parsed.lower[child] == "to" for child in view.parsed.kids(verb, "aux"))


def _clause(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    for child in p.kids(verb, "ccomp"):
        if child > verb and _infinitive_marker(view, child) and p.kid(child, "nsubj") is not None:
            continue
        first, last = grammar.clause_range(p, child)
        if last < verb and ";" in p.words[last : verb + 1]:
            continue  # another sentence's clause, joined by a semicolon
        return ((first, _clause_end(view, verb, last) if first > verb else last),)
    return ()


def _clause_end(view: View, verb: int, last: int) -> int:
    """A clause after its verb goes on to the end of the sentence, or to the next thing that hangs on the verb."""
    p = view.parsed
    if p.deps[verb] not in ("ROOT", "conj"):
        return last
    top = verb
    while p.deps[top] == "conj" and p.heads[top] != top:
        top = p.heads[top]
    if p.deps[top] != "ROOT":
        return last
    after = [t for head in {verb, top} for t in p.children[head] if t > last and _stops(view, t)]
    end = min((p.edges[t][0] for t in after), default=len(p)) - 1
    while end > last and (p.words[end] in ENDS or p.words[end] in ("—", "–", "--", "-") or p.deps[end] == "cc"):
        end -= 1
    return max(last, end)


def _widened(view: View, verb: int, sources: list[int], found: tuple[Range, ...]) -> tuple[Range, ...]:
    """A clause before its verb begins where the sentence does; one cut by '..., he said, ...' has two parts."""
    p = view.parsed
    first, last = found[0]
    if last < verb:
        start = 0
        while start < first and (p.words[start] in ",;–—-)" or p.deps[start] == "cc"):
            start += 1
        last = _with_closing_mark(view, last, min([verb, *sources]))
        found = ((min(first, start), last),) if first <= 12 or p.deps[verb] == "ROOT" else ((first, last),)
    elif first < verb < last and sources:
        return around(view, verb, sources) or found
    return found


def _stops(view: View, token: int) -> bool:
    """A joined verb or a participle ('adding', 'citing') belongs to the speaker; other clauses to what is said."""
    p = view.parsed
    if p.deps[token] in ("punct", "cc"):
        return False
    return p.deps[token] != "advcl" or p.lower[token].endswith("ing")


def _with_closing_mark(view: View, last: int, limit: int) -> int:
    """A quotation before its verb holds the comma and the mark that close it."""
    p = view.parsed
    end = last
    while end + 1 < limit and p.words[end + 1] in (",", "?", "!", ".", "”", '"', "''", "»", "—"):
        end += 1
        if p.words[end] in ("”", '"', "''", "»"):
            return end
    return last


def _infinitive(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    for child in p.kids(verb, "xcomp", "advcl"):
        if child > verb and _infinitive_marker(view, child) and (p.deps[child] == "xcomp" or child - verb <= 3):
            return (grammar.clause_range(p, child),)
    return ()


def _gerund(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    for child in p.kids(verb, "xcomp", "ccomp"):
        having = any(p.lower[c] in ("having", "being") for c in p.kids(child, "aux", "auxpass"))
        if child > verb and (p.lower[child].endswith("ing") or having):
            return (grammar.clause_range(p, child),)
    return ()


def _object(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    if grammar.is_passive(p, verb):
        for child in p.kids(verb, "nsubjpass"):
            if p.lower[child] in grammar.RELATIVES:
                head = p.heads[verb]
                return (grammar.np_range(p, head, whole=False),)
            return (grammar.clause_range(p, child),)
        if p.deps[verb] in ("acl", "relcl"):
            return (grammar.np_range(p, p.heads[verb], whole=False),)
        return ()
    for child in p.kids(verb, "dobj", "oprd"):
        if p.lower[child] in grammar.RELATIVES:
            if p.deps[verb] == "relcl" and p.deps[p.heads[verb]] == "appos":  # '..., a charge that the police denied'
                return (grammar.np_range(p, p.heads[verb], whole=False),)
            continue
        first, last = grammar.clause_range(p, child)
        return ((first, last),)
    return ()


def _object_with(preps: frozenset[str], needed: bool) -> Callable[[View, int], tuple[Range, ...]]:
    def find(view: View, verb: int) -> tuple[Range, ...]:
        p = view.parsed
        passive = grammar.is_passive(p, verb)
        objects = p.kids(verb, "nsubjpass") if passive else p.kids(verb, "dobj")
        if not objects and needed is False and p.deps[verb] == "relcl":  # 'groups they blame for the attacks'
            hung = [c for c in p.kids(verb, "prep") if p.lower[c] in preps]
            return tuple(grammar.clause_range(p, c) for c in hung[:1])
        for noun in objects:
            first, last = grammar.clause_range(p, noun)
            deeper = [c for c in p.subtree(noun) if p.deps[c] == "prep"] if needed else p.kids(noun, "prep")
            hung = [c for c in [*p.kids(verb, "prep"), *deeper] if p.lower[c] in preps and c > noun]
            if needed and not hung:  # 'accused militias close to Iran of dozens of kidnappings'
                hung = [c for c in p.subtree(verb) if c > noun and p.deps[c] == "prep" and p.lower[c] in preps][:1]
            if hung:
                return ((first, max(last, grammar.clause_range(p, hung[0])[1])),)
            if not needed:
                return ((first, last),)
        return ()

    return find


def _object_to_do(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    for child in p.kids(verb, "ccomp"):
        if child > verb and _infinitive_marker(view, child) and p.kid(child, "nsubj") is not None:
            return (grammar.clause_range(p, child),)
    objects = p.kids(verb, "dobj", "nsubjpass", "dative")
    for noun in objects:
        for child in p.kids(verb, "xcomp", "advcl", "ccomp") + p.kids(noun, "acl", "relcl"):
            if child > noun and _infinitive_marker(view, child):
                start = grammar.np_range(p, noun, whole=True)[0]
                return ((start, grammar.clause_range(p, child)[1]),)
    return ()


def _object_out(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    last = min(len(p) - 1, verb + 8)
    for at in range(verb + 2, last + 1):
        if p.lower[at] in ("out", "gone") and p.heads[at] >= verb:
            return ((verb + 1, at),)
    return ()


def _prep_to_do(prep: str) -> Callable[[View, int], tuple[Range, ...]]:
    def find(view: View, verb: int) -> tuple[Range, ...]:
        p = view.parsed
        for hung in p.kids(verb, "prep", "prt"):
            if p.lower[hung] != prep:
                continue
            for child in [*p.kids(verb, "xcomp", "advcl", "ccomp"), *p.subtree(hung)]:
                if child > hung and _infinitive_marker(view, child):
                    return ((hung + 1, grammar.clause_range(p, child)[1]),)
        return ()

    return find


def _prep(*preps: str) -> Callable[[View, int], tuple[Range, ...]]:
    def find(view: View, verb: int) -> tuple[Range, ...]:
        p = view.parsed
        for child in p.kids(verb, "prep"):
            if p.lower[child] in preps and p.kid(child, "pobj", "pcomp") is not None:
                first, last = grammar.clause_range(p, child)
                return ((first + 1, last),) if last > first else ()
        return ()

    return find


def _for_to_be(view: View, verb: int) -> tuple[Range, ...]:
    """'Called for the men to be freed'."""
    p = view.parsed
    for child in p.kids(verb, "advcl", "ccomp", "xcomp"):
        if child > verb and _infinitive_marker(view, child) and any(p.lower[c] == "for" for c in p.kids(child, "mark")):
            first, last = grammar.clause_range(p, child)
            return ((first + 1, last),)
    return ()


def _as(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    passive = grammar.is_passive(p, verb)
    objects = p.kids(verb, "nsubjpass") if passive else p.kids(verb, "dobj")
    hung = [c for c in p.kids(verb, "prep") + [d for o in objects for d in p.kids(o, "prep")] if p.lower[c] == "as"]
    if not hung or any(p.lower[o] in ("himself", "herself", "themselves", "itself") for o in objects):
        return ()
    last = grammar.clause_range(p, hung[0])[1]
    if objects and objects[0] > verb:
        return ((grammar.clause_range(p, objects[0])[0], last),)
    return (grammar.clause_range(p, hung[0]),)


def _name(view: View, verb: int) -> tuple[Range, ...]:
    """'Called it a crime', 'called the raid illegal': object and predicate; not 'called a meeting', 'called for'."""
    p = view.parsed
    if any(p.lower[c] in ("on", "for", "off", "up", "in") for c in p.kids(verb, "prep", "prt")):
        return ()
    for child in p.kids(verb, "oprd", "ccomp"):
        if child > verb and (p.deps[child] == "oprd" or p.kid(child, "nsubj") is not None):
            objects = [o for o in p.kids(verb, "dobj", "nsubj") if verb < o < child]
            first = grammar.clause_range(p, objects[0])[0] if objects else grammar.clause_range(p, child)[0]
            return ((first, grammar.clause_range(p, child)[1]),)
    objects = p.kids(verb, "dobj", "dative", "attr")
    after = [c for o in objects[:1] for c in p.kids(o, "amod", "acl", "oprd") if c > o]
    if after:  # 'called the storming unacceptable'
        return ((grammar.clause_range(p, objects[0])[0], grammar.clause_range(p, after[-1])[1]),)
    if len(objects) > 1:
        return ((grammar.clause_range(p, objects[0])[0], grammar.clause_range(p, objects[-1])[1]),)
    return ()


def _responsible(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    for at in range(verb + 1, min(len(p), verb + 12)):
        if p.lower[at] in ("responsible", "accountable"):
            last = max(at, p.edges[at][1])
            return ((verb + 1, last),)
    return ()


def _finger(view: View, verb: int) -> tuple[Range, ...]:
    p = view.parsed
    after = range(verb + 1, min(len(p) - 1, verb + 8))
    for at in after:
        if p.lower[at] in ("at", "towards", "toward") and (
            at == verb + 1 or any(p.lower[t].startswith("finger") for t in range(verb + 1, at))
        ):
            return (grammar.clause_range(p, at),)
    return ()


_FORMS: Mapping[str, Callable[[View, int], tuple[Range, ...]]] = {
    "clause": _clause,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object": _object,
    "object_of": _object_with(frozenset({"of"}), needed=True),
    "object_for": _object_with(frozenset({"for"}), needed=False),
    "object_on": _object_with(frozenset({"on"}), needed=True),
    "object_to": _object_with(frozenset({"to"}), needed=True),
    "object_to_do": _object_to_do,
    "object_out": _object_out,
    "on_to_do": _prep_to_do("on"),
    "to_to_do": _prep_to_do("to"),
    "for": lambda view, verb: _prep("for")(view, verb) or _for_to_be(view, verb),
    "of": _prep("of", "about"),
    "against": _prep("against"),
    "to": _prep("to"),
    "as": _as,
    "name": _name,
    "responsible": _responsible,
    "finger": _finger,
    "toll": _toll,
    "blame": _blame,
    "down_to": _down_to,
}
