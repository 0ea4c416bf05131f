"""Attributions in one parsed sentence: who (source), by which words (cue), says what (content).

This is grammar only: no judgement about who counts as a speaker or what act it is. Every construction is one small
function; `find_attributions` runs them over a sentence and keeps the best one per cue.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.domain.vocabulary import Act
from dateline.extract.statements import grammar
from dateline.extract.statements.attributed import Attribution, is_irreal
from dateline.extract.statements.content import content_of
from dateline.extract.statements.content_around import ENDS
from dateline.extract.statements.grammar import View
from dateline.extract.statements.lexicon import SpeechLexicon, SpeechVerb
from dateline.extract.statements.names import is_name
from dateline.extract.statements.noun_cues import QUOTED, by_light_verb, by_noun, by_quoting
from dateline.extract.words.lists import listed

_COLON_WITHIN = 12
_PLAIN = frozenset("said says say told reported added announced confirmed".split())
"""What one can claim to have without having done a deed."""
_PRESS = frozenset("correspondent reporter journalist".split())
_COUNTED = frozenset({"others", "people"})
"""Those of whom a toll tells, though they can speak: 'wounded two others, medics and police said'."""
_PLACED = frozenset("on in at near into inside around outside to".split())


def find_attributions(view: View, lexicon: SpeechLexicon) -> tuple[Attribution, ...]:
    """All attributions of one sentence, in the order of their cues."""
    found: dict[int, list[Attribution]] = {}
    for made in (*_according(view), *_verbs(view, lexicon), *by_noun(view, lexicon), *_colon(view)):
        here = found.setdefault(made.cue[0], [])
        if not here or (made.deed and all(other.deed for other in here)):
            here.append(made)
    everything = [made for place in sorted(found) for made in found[place]]
    passed_on = {made.cue[1] for made in everything if made.rule == QUOTED}
    return tuple(made for made in everything if made.rule == QUOTED or made.cue[1] not in passed_on)


# -- verbs -------------------------------------------------------------------------------------------------------------
def _verbs(view: View, lexicon: SpeechLexicon) -> Iterator[Attribution]:
    p = view.parsed
    starters = lexicon.starters
    for token, lower in enumerate(p.lower):
        if lower not in starters:
            continue
        if lower in ("quoted", "quotes", "quoting", "cited", "citing", "cites"):
            yield from by_quoting(view, token)
        if lower in lexicon.words["take_credit"] or lower in lexicon.words["light_verbs"]:
            yield from by_light_verb(view, token, lexicon)
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
    content = _without_speakers(view, token, content_of(view, token, sense, sources), sources)
    if not content or (sense.lemma == "write" and p.lower[token + 1 : token + 2] == ("for",)):
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
        hearer=_hearer(view, token, sense, lexicon),
        negated=p.kid(token, "neg") is not None or any(p.lower[c] == "never" for c in p.kids(token, "advmod")),
        irreal=is_irreal(view, token),
    )


def _without_speakers(
    view: View, verb: int, content: tuple[tuple[int, int], ...], sources: list[int]
) -> tuple[tuple[int, int], ...]:
    """What is said ends before the speakers, where the parser hung some of them below it."""
    p = view.parsed
    kept = []
    for first, last in content:
        inside = [head for head in sources if first < head <= last < verb]
        end = min([last, *(grammar.np_first(p, head) - 1 for head in inside)])
        while end > first and p.words[end] in (",", "and"):
            end -= 1
        if end >= first:
            kept.append((first, end))
    return tuple(kept)


def _inverted(view: View, token: int, sense: SpeechVerb, lexicon: SpeechLexicon) -> list[int]:
    """'..., said police official Naseeb Ullah': the speakers behind a verb that follows a comma."""
    p = view.parsed
    if (
        sense.hearer
        or not sense.open
        or "quote" not in sense.content
        or token < 3
        or p.words[token - 1] not in (",", "”", '"')
    ):
        return []
    if p.kid(token, "ccomp") is not None and max(p.kids(token, "ccomp")) > token:
        return []
    named = any(view.actor_of(c) is not None or is_name(view, c) for c in p.kids(token, "nsubj") if c < token)
    behind = [c for c in p.children[token] if c > token and p.deps[c] in ("nsubj", "dobj", "attr", "oprd")]
    if named or not behind or p.lower[behind[0]].endswith("day") or grammar.np_first(p, behind[0]) != token + 1:
        return []
    head = behind[0]
    return grammar.conjuncts(p, head) if _can_speak(view, head, lexicon) or is_name(view, head) else []


def _not_a_place(view: View, token: int, sources: list[int], lexicon: SpeechLexicon) -> list[int]:
    """'He went on television claiming', 'they took Karda reporting': who does the one does the other, too."""
    p = view.parsed
    if not p.lower[token].endswith("ing") or len(sources) != 1 or p.kid(token, "aux") is not None:
        return sources
    head = sources[0]
    placed = p.deps[head] == "pobj" and p.lower[p.heads[head]] in _PLACED
    placed = placed or (p.deps[head] in ("dobj", "dative") and p.lower[p.heads[head]] in ("told", "tells"))
    if not placed and (_can_speak(view, head, lexicon) or p.lower[head] in lexicon.words["documents"]):
        return sources
    above = token
    for _ in range(6):
        above = p.heads[above]
        if grammar.is_verbal(p, above) and (found := grammar.subjects(p, above)) and found != sources:
            return found
    return sources


def _joined_before(view: View, head: int, lexicon: SpeechLexicon) -> list[int]:
    """'Medics and local' before 'officials said': nouns that speak and a list joins to the subject."""
    p = view.parsed
    found: list[int] = []
    speaking = (lexicon.words["unnamed_heads"] | {"police"}) - _COUNTED
    at = grammar.np_first(p, head) - 1
    while at > 1:
        if p.lower[at] not in ("and", ",") and not (p.deps[at] == "conj" and p.lower[at - 1] == "and"):
            break
        links = ("and", ",") if found else ("and",)
        if p.lower[at] in links and p.lower[at - 1] in speaking:
            found.insert(0, at - 1)
            at = grammar.np_first(p, at - 1) - 1
        else:
            at -= 1
    return found


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
    while at > 0 and p.deps[at] in ("advmod", "npadvmod", "aux", "neg") and not _speaks_here(view, at, lexicon):
        at -= 1
    mute = p.lower[token] in _PLAIN  # 'the blast killed 12 in the town the army said'
    able = [h for h in sources if h < token and (not mute or _can_speak(view, h, lexicon) or is_name(view, h))]
    if p.lower[token].endswith("ing") and p.deps[at] == "pobj" and p.lower[p.heads[at]] in _PLACED:
        return []
    below = at >= 0 and any(at in p.subtree(head) for head in able)
    if at < 0 or at in sources or (below and not _opens_last(view, at, token)):
        return []
    top = at
    while p.deps[top] in ("pobj", "prep", "compound") and p.heads[top] < at and p.words[p.heads[top]] != ",":
        top = p.heads[top]
    found: list[int] = []
    for start in dict.fromkeys((top, at)):
        head = start
        while _can_speak(view, head, lexicon) and not (found and p.lower[head] in _COUNTED):
            found.insert(0, head)
            if p.deps[head] != "conj" or p.heads[head] >= head:
                break
            head = p.heads[head]
        if found:
            return found
    return []


def _opens_last(view: View, at: int, verb: int) -> bool:
    """'..., the army said.': a body behind the last comma, with its article, ends the sentence with its verb."""
    p = view.parsed
    after = [t for t in range(verb + 1, len(p)) if p.words[t] not in ENDS]
    start = next((t for t in range(at, max(at - 9, 0), -1) if p.words[t - 1] == ","), 0)
    named = any(t in view.actor_at for t in range(start, at + 1)) and start > 0 and p.lower[start] == "the"
    return named and not after and not any(p.deps[t] in ("conj", "cc", "relcl") for t in range(start, at + 1))


def _speaks_here(view: View, token: int, lexicon: SpeechLexicon) -> bool:
    return token in view.actor_at or view.parsed.lower[token] in lexicon.words["unnamed_heads"]


def _can_speak(view: View, head: int, lexicon: SpeechLexicon) -> bool:
    p = view.parsed
    if p.deps[head] in ("prep", "aux", "advmod", "punct") or p.lower[head] in lexicon.platforms:
        return False
    known = view.actor_of(head) is not None
    return known or p.lower[head] in lexicon.words["unnamed_heads"] or p.lower[head] in lexicon.words["body_heads"]


def _sources(view: View, token: int, sense: SpeechVerb, lexicon: SpeechLexicon) -> list[int]:
    """The speakers of a verb: its subjects, or, right after it, the noun of an inverted 'said X'."""
    p = view.parsed
    if p.lower[token + 1 : token + 2] == ("to",) and p.deps[token + 1] == "aux" and "infinitive" not in sense.content:
        return []  # 'men believed to be rebels'
    above = p.heads[token]
    if p.deps[token] == "advcl" and (behind := _inverted(view, above, sense, lexicon)):
        return behind  # '..., said police official Naseeb Ullah, adding that'
    sources = _inverted(view, token, sense, lexicon) or _not_a_place(view, token, grammar.subjects(p, token), lexicon)
    infinitive = any(p.lower[child] == "to" for child in p.kids(token, "aux"))
    if sense.content & {"quote", "clause"} and not infinitive and not grammar.is_passive(p, token):
        sources = _beside(view, token, sources, lexicon) or sources
        if len(sources) == 1 and sources[0] == token - 1 and _can_speak(view, sources[0], lexicon):
            sources = [*_joined_before(view, sources[0], lexicon), *sources]
    if sources or "quote" not in sense.content or token == 0 or p.words[token - 1] not in (",", "”", '"', "''", "’"):
        return sources
    after = p.kids(token, "dobj", "attr", "npadvmod", "oprd")
    return grammar.conjuncts(p, after[0]) if after and after[0] > token else []


def _conditioned(
    view: View, sense: SpeechVerb, content: tuple[tuple[int, int], ...], lexicon: SpeechLexicon
) -> Act | None:
    """The act under the verb's condition on the content; None when the condition rules the sense out."""
    p = view.parsed
    words = [p.lower[token] for first, last in content for token in range(first, last + 1)]
    if sense.wants == "deed":  # 'claimed to have shot down', not 'claimed to speak for'
        have = words.index("have") if "have" in words else -1
        suffered = have >= 0 and words[have + 1 : have + 2] and words[have + 1] in listed("undergone")
        did = (have >= 0 and not suffered) or "behind" in words or lexicon.marks["harm"].search(" ".join(words))
        return sense.act if did else None
    if sense.wants != "charge":
        return sense.act
    if lexicon.words["offers"].intersection(words[:8]):
        return Act.ANNOUNCE  # 'rejected the offer'
    return sense.act if lexicon.words["charges"].intersection(words) else sense.other


def _hearer(view: View, token: int, sense: SpeechVerb, lexicon: SpeechLexicon) -> int | None:
    p = view.parsed
    if sense.hearer:
        objects = p.kids(token, "dobj", "dative")
        if len(objects) > 1 and objects[1] == objects[0] + 1 and p.words[objects[1]][:1].isupper():
            return objects[1]  # 'told the news agency Lusa'
        return objects[0] if objects else None
    for prep in [*p.kids(token, "prep", "dative"), *(c for o in p.kids(token, "dobj") for c in p.kids(o, "prep"))]:
        if p.lower[prep] in ("to", "with", "in", "on"):
            inner = p.kid(prep, "pobj")
            actor = view.actor_of(inner) if inner is not None else None
            if actor is not None and actor.kind.value == "outlet":
                return inner
            if inner is not None and actor is None and lexicon.has("outlet_heads", p.lower[inner]):
                return inner  # 'pledged on state television'
            if inner is not None and p.lower[inner] in _PRESS and any(c in view.actor_at for c in p.children[inner]):
                return inner  # 'confirmed it to an AFP correspondent'
    return None


# -- according to ------------------------------------------------------------------------------------------------------
def _according(view: View) -> Iterator[Attribution]:
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


# -- headlines ---------------------------------------------------------------------------------------------------------
def _colon(view: View) -> Iterator[Attribution]:
    """'Pentagon: one killed': a name before a colon, without a verb, speaks what follows."""
    p = view.parsed
    for token in range(1, min(_COLON_WITHIN, len(p) - 2)):
        if p.words[token] != ":":
            continue
        verbs = any(p.kid(t, "nsubj", "nsubjpass") is not None or "@" in p.words[t] for t in range(token))
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
