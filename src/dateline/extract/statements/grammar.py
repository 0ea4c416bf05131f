"""Small questions to a parsed sentence: who is the subject, where does a noun phrase begin and end."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.extract.statements.quotes import Quotes
from dateline.extract.syntax.parse import Parsed
from dateline.extract.words.lists import listed

RELATIVES = frozenset({"who", "which", "that", "whose", "whom"})
_VERBAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "parataxis", "csubj", "dep"})
_NP_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "case", "advmod", "predet"})
"""Behind 'by' these tell how something was said, not by whom."""
_DEPTH = 6


@dataclass
class View:
    """One parsed sentence with the actors that its tokens name and the quotations of the text."""

    parsed: Parsed
    text: str
    quotes: Quotes
    actor_at: dict[int, ActorMention] = field(default_factory=dict)

    def actor_of(self, head: int) -> ActorMention | None:
        """The actor that the noun at `head` names; adjectives name none."""
        mention = self.actor_at.get(head)
        return mention if mention is not None and not mention.adjective else None

    def span(self, first: int, last: int) -> Span:
        """The characters of a run of tokens."""
        return self.parsed.span(first, last)

    def words(self, first: int, last: int) -> str:
        """The words of a run of tokens, in one line."""
        return " ".join(self.parsed.span(first, last).quote(self.text).split())


def make_view(parsed: Parsed, text: str, quotes: Quotes, actors: list[ActorMention]) -> View:
    """A view of one sentence; `actors` are the mentions that begin inside it."""
    view = View(parsed, text, quotes)
    for mention in actors:
        for token in range(len(parsed)):
            if parsed.starts[token] < mention.span.end and parsed.ends[token] > mention.span.start:
                view.actor_at.setdefault(token, mention)
    return view


def dateline_end(view: View) -> int:
    """The number of tokens of a dateline ('PARIS, 31 AUG (AFP) --', 'BAGHDAD, Iraq -') before the sentence proper."""
    p = view.parsed
    for token in range(1, min(14, len(p) - 3)):
        if p.words[token] in ("-", "--", "–", "—") and p.words[0].isupper() and len(p.words[0]) > 2:
            told = any(p.deps[t] in ("nsubj", "nsubjpass") and t < p.heads[t] < token for t in range(token))
            return 0 if told else token + 1  # 'ISIS said it — a first — ...'
    return 0


def is_passive(p: Parsed, verb: int) -> bool:
    """Whether the verb stands in the passive ('was blamed', 'blamed by')."""
    if p.kid(verb, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    return bool(_agents(p, verb)) and p.kid(verb, "nsubj") is None


def is_verbal(p: Parsed, token: int) -> bool:
    """Whether a form that may be a noun is used as a verb."""
    dep = p.deps[token]
    if p.kid(token, "nsubj", "nsubjpass", "aux", "auxpass", "neg") is not None:
        return True
    if dep in ("amod", "compound", "nmod", "poss", "appos", "nsubj", "nsubjpass", "pobj", "attr", "npadvmod"):
        return False
    if dep == "dobj":
        return False
    if p.kid(token, "det", "poss", "amod", "nummod") is not None and p.kid(token, "ccomp", "dobj") is None:
        return False
    return dep in _VERBAL


def subjects(p: Parsed, verb: int, depth: int = 0) -> list[int]:
    """The heads of the noun phrases that do what the verb tells; joined ones included."""
    if is_passive(p, verb):
        return _agents(p, verb)
    for child in p.kids(verb, "nsubj"):
        if (
            p.lower[child] in RELATIVES
            and p.words[child] != "WHO"
            and p.deps[verb] in ("relcl", "conj", "ccomp", "acl")
        ):
            antecedent = _antecedent(p, verb)
            if antecedent is not None:
                return [antecedent]
        return conjuncts(p, child)
    return _inherited(p, verb, depth) if depth < _DEPTH else []


def _agents(p: Parsed, verb: int) -> list[int]:
    found = []
    for agent in p.kids(verb, "agent"):
        for child in p.kids(agent, "pobj"):
            if p.lower[child] not in listed("by_means"):
                found += conjuncts(p, child)
    return found


def _antecedent(p: Parsed, verb: int) -> int | None:
    for _ in range(4):
        if p.deps[verb] in ("relcl", "acl"):
            head = p.heads[verb]
            return head if p.deps[head] != "det" else None
        if p.deps[verb] not in ("conj", "ccomp", "xcomp") or p.heads[verb] == verb:
            return None
        verb = p.heads[verb]
    return None


def _inherited(p: Parsed, verb: int, depth: int) -> list[int]:
    """The subject that another clause lends: of a joined verb, of the governor of an infinitive or participle."""
    dep, head = p.deps[verb], p.heads[verb]
    if head == verb:
        return []
    if dep == "acl":
        whole = p.deps[head] == "ROOT" and p.kid(verb, "agent") is None and bool(p.kids(verb, "dobj", "ccomp", "oprd"))
        return conjuncts(p, head) if p.lower[verb].endswith("ing") or whole else []
    if dep == "pcomp":
        above = p.heads[head]
        return subjects(p, above, depth + 1) if is_verbal(p, above) else []
    if dep == "xcomp":
        objects = p.kids(head, "dobj")
        return [objects[0]] if objects else subjects_of(p, head, depth)
    if dep in ("conj", "advcl", "dep"):
        if not is_verbal(p, head):
            return []
        return subjects_of(p, head, depth)
    return []


def subjects_of(p: Parsed, governor: int, depth: int) -> list[int]:
    """The subject of a governing verb, also of a passive one (whose subject then acts in the joined clause)."""
    passive = p.kids(governor, "nsubjpass")
    if passive:
        return conjuncts(p, passive[0])
    return subjects(p, governor, depth + 1)


def conjuncts(p: Parsed, head: int) -> list[int]:
    """A noun and what is joined to it by 'and', ',' or 'or'."""
    found = [head]
    for token in found:
        found += [child for child in p.children[token] if p.deps[child] == "conj" and child not in found]
    return found


def np_first(p: Parsed, head: int) -> int:
    """The first token of the noun phrase of `head`, its modifiers before it included."""
    first = head
    for child in p.children[head]:
        if child < head and p.deps[child] in _NP_LEFT:
            first = min(first, p.edges[child][0])
    return first


def np_range(p: Parsed, head: int, *, whole: bool) -> tuple[int, int]:
    """First and last token of a noun phrase.

    The short form ends before clauses, appositions and joined nouns and keeps only 'of', 'at', 'in', 'from', 'for'
    phrases; the whole one is all that hangs on the head, without what is joined to it.
    """
    first, last = np_first(p, head), head
    for child in p.children[head]:
        if child < head:
            continue
        dep = p.deps[child]
        if dep in ("case",) or (dep == "nummod" and child == last + 1):
            last = max(last, child)
        elif dep == "prep":
            edge = p.edges[child][1]
            if whole or (child == last + 1 and edge - child <= 7 and _plain(p, child)):
                last = max(last, edge)
        elif whole and dep in ("appos", "relcl", "acl", "amod", "nmod", "npadvmod"):
            last = max(last, p.edges[child][1])
        elif whole and dep == "compound":
            last = max(last, child)
    return first, _closed(p, first, last) if whole else last


def _closed(p: Parsed, first: int, last: int) -> int:
    """A bracket that opens inside a noun phrase closes inside it, too."""
    inside = p.words[first : last + 1]
    if inside.count("(") <= inside.count(")"):
        return last
    after = p.words[last + 1 : last + 8]
    return last + 1 + after.index(")") if ")" in after else last


def _plain(p: Parsed, prep: int) -> bool:
    below = p.subtree(prep)
    return not any(p.deps[token] in ("relcl", "acl", "advcl", "ccomp") for token in below)


def verb_group(p: Parsed, verb: int) -> tuple[int, int]:
    """The verb with its auxiliaries, negation and particles before and after it, adjacent ones only."""
    first = last = verb
    helpers = {child for child in p.children[verb] if p.deps[child] in ("aux", "auxpass", "neg", "prt", "advmod")}
    while first - 1 in helpers:
        first -= 1
    while last + 1 in helpers and p.deps[last + 1] == "prt":
        last += 1
    return first, last


def clause_range(p: Parsed, head: int) -> tuple[int, int]:
    """First and last token below a head, punctuation at the ends left out."""
    first, last = p.edges[head]
    while first < head and p.deps[first] == "punct" and p.words[first] not in '“"‘([':
        first += 1
    while last > head and p.deps[last] == "punct" and p.words[last] not in '”"’)]':
        last -= 1
    return first, last
