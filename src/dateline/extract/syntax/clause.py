"""The grammatical parts around a trigger: subjects, objects, agents, prepositional objects, with control resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from dateline.extract.syntax.lost_commas import of_the_deed, run_in, without_speaker
from dateline.extract.syntax.parse import Parsed
from dateline.extract.syntax.scene import Scene

_VERB_DEPS = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis", "csubjpass", "dep"}
)
_NOUN_DEPS = frozenset(
    {"nsubj", "dobj", "pobj", "nsubjpass", "appos", "attr", "compound", "poss", "nmod", "npadvmod", "oprd", "dative"}
)
_VERBAL_CHILDREN = frozenset({"nsubj", "nsubjpass", "dobj", "aux", "auxpass", "prt", "agent", "mark", "neg"})
_NOMINAL_CHILDREN = frozenset({"det", "poss", "amod", "compound", "nummod"})
_BE = frozenset({"was", "were", "been", "being", "is", "are", "be"})
_OF_THEM = frozenset((word, "of", "them") for word in ("many", "most", "some", "several", "all", "half"))
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_HURT = frozenset({"injured", "wounded", "hurt", "missing"})
_PARTICIPLES = ("ed", "en", "slain", "shot", "hit")
_USED = frozenset({"used", "employed", "exploited", "chosen"})
_DEPTH = 6


@dataclass(slots=True)
class Clause:
    """The parts of one clause (or of one event noun) as token indexes."""

    token: int
    passive: bool = False
    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    agents: list[int] = field(default_factory=list)
    preps: dict[str, list[int]] = field(default_factory=dict)
    owners: list[int] = field(default_factory=list)
    shared_subject: bool = False


def is_verb(parsed: Parsed, token: int) -> bool:
    """Whether a form that could be verb or noun is used as a verb, by its label and what hangs on it."""
    dep = parsed.deps[token]
    lower = parsed.lower[token]
    kids = {parsed.deps[child] for child in parsed.children[token]}
    be = dep == "acomp" and lower.endswith(_PARTICIPLES) and parsed.lower[parsed.heads[token]] in _BE
    if be or (dep == "amod" and lower.endswith(("ed", "en"))):  # 'were slain', read as a quality
        return True
    if dep in _NOUN_DEPS:
        return bool(kids & {"nsubj", "nsubjpass", "aux", "auxpass", "agent"}) and not kids & {"det", "poss"}
    if kids & {"det", "poss", "nummod"} and not kids & {"nsubj", "nsubjpass", "aux", "auxpass"}:
        return False
    if dep in _VERB_DEPS:
        if lower.endswith("ing") and kids & {"amod", "compound"} and "dobj" not in kids:
            return False
        return bool(kids & _VERBAL_CHILDREN) or lower.endswith(("ed", "ing", "en")) or not kids & _NOMINAL_CHILDREN
    if dep == "conj":
        if kids & _VERBAL_CHILDREN:
            return True
        if kids & _NOMINAL_CHILDREN:
            return False
        return is_verb(parsed, parsed.heads[token]) if parsed.heads[token] != token else True
    return bool(kids & {"nsubj", "nsubjpass", "dobj", "auxpass"})


def verb_clause(scene: Scene, token: int, *, harmful: bool = False) -> Clause:
    """The clause of a verb; `harmful` verbs without an object read as passives ('Driver killed as bomb hits')."""
    parsed = scene.parsed
    clause = Clause(token)
    clause.passive = _passive(parsed, token)
    clause.objects = [o for child in parsed.kids(token, "dobj", "oprd") for o in scene.conjuncts(child)]
    clause.objects = without_speaker(scene, clause.objects)
    relative = [o for o in clause.objects if parsed.lower[o] in ("whom", "which", "that")]
    if relative and parsed.deps[token] == "relcl":  # with an object of its own: 'a raid that he said killed ten'
        clause.objects = [o for o in clause.objects if o not in relative] or [parsed.heads[token]]
    clause.preps = prepositions(scene, token)
    for agent in parsed.kids(token, "agent"):
        clause.agents += [o for child in parsed.kids(agent, "pobj", "pcomp") for o in scene.conjuncts(child)]
    clause.agents = clause.agents or at_the_hands_of(scene, token)
    if clause.passive and not clause.agents:  # 'was branded as terrorist by X'
        clause.agents += [o for noun in clause.preps.get("as", []) for o in prepositions(scene, noun).get("by", [])]
    if parsed.deps[token] == "acomp" and not clause.agents:
        clause.agents += clause.preps.pop("by", [])
    head = parsed.heads[token]
    if clause.passive and not clause.agents and parsed.deps[token] == "conj" and _passive(parsed, head):
        for agent in parsed.kids(head, "agent"):  # 'was held by X and later freed'
            clause.agents += [o for child in parsed.kids(agent, "pobj") for o in scene.conjuncts(child)]
    clause.subjects, clause.shared_subject = _subjects(scene, token, clause.passive, 0)
    if relative and parsed.heads[token] not in clause.objects and parsed.deps[token] == "relcl":
        clause.subjects = [parsed.heads[token]]
    if not clause.passive and not clause.objects and _object_relative(scene, token, clause.subjects):
        clause.objects = [parsed.heads[token]]  # 'a group the US sanctioned', 'the men whom they killed'
    if not clause.passive and not clause.objects:  # 'killed and injured 20 people'
        joined = [c for c in parsed.kids(token, "conj") if parsed.kid(c, "nsubj", "nsubjpass") is None]
        clause.objects = [o for c in joined for child in parsed.kids(c, "dobj") for o in scene.conjuncts(child)]
    if harmful and _counts_the_hurt(scene, clause):
        clause.objects = []
    if harmful and not clause.passive and not clause.objects and _before_the_day(scene, token):
        clause.objects = [token + 1]
    if not clause.passive and not clause.objects and harmful and _reads_as_passive(scene, clause):
        clause.passive = True
    return clause


def _before_the_day(scene: Scene, token: int) -> bool:
    """'Killed 16 people and wounded 40 Tuesday': the number stands with the verb, not with the day."""
    lower = scene.parsed.lower
    return token + 2 < len(lower) and lower[token + 2] in _DAYS and scene.is_number(token + 1)


def _counts_the_hurt(scene: Scene, clause: Clause) -> bool:
    """'A woman killed 30 injured in attacks', its comma lost: the number counts those of the next participle."""
    parsed = scene.parsed
    return clause.objects == [clause.token + 1] and any(
        child == clause.token + 2 and parsed.lower[child] in _HURT and scene.is_number(clause.objects[0])
        for child in parsed.kids(clause.objects[0], "acl", "amod")
    )


def _object_relative(scene: Scene, token: int, subjects: list[int]) -> bool:
    parsed = scene.parsed
    if parsed.deps[token] != "relcl" or not subjects or parsed.heads[token] in subjects:
        return False
    own = parsed.kid(token, "nsubj")
    return own is not None and parsed.lower[own] not in scene.lexicon.cues["relative_pronouns"]


def prepositions(scene: Scene, token: int) -> dict[str, list[int]]:
    """Prepositional objects below a token, joined ones included; 'out of' and such give the inner object."""
    parsed = scene.parsed
    found: dict[str, list[int]] = {}
    links = parsed.kids(token, "prep", "dative", "prt")
    joined = [c for link in links for c in parsed.kids(link, "conj") if parsed.kid(c, "pobj") is not None]
    for prep in [*links, *joined]:  # 'not only on posts, but also on villages'
        inner = prep
        objects = parsed.kids(inner, "pobj", "pcomp")
        if not objects:
            deeper = parsed.kid(inner, "prep")
            objects = parsed.kids(deeper, "pobj") if deeper is not None else []
        for child in objects:
            found.setdefault(parsed.lower[prep], []).extend(scene.conjuncts(child))
    return found


def _passive(parsed: Parsed, token: int) -> bool:
    if parsed.kid(token, "nsubjpass", "auxpass", "agent", "csubjpass") is not None:
        return True
    lower = parsed.lower[token]
    participle = not lower.endswith("ing") and parsed.kid(token, "aux") is None
    if not participle:
        return False
    dep = parsed.deps[token]
    if dep == "acl":
        return parsed.kid(token, "nsubj", "dobj") is None
    if dep in ("amod", "acomp"):
        return True
    if dep == "conj" and parsed.kid(token, "nsubj", "dobj") is None:
        head = parsed.heads[token]
        return head != token and _passive(parsed, head)
    return dep in ("advcl", "relcl") and parsed.kid(token, "nsubj", "dobj") is None and lower.endswith(("ed", "en"))


def _reads_as_passive(scene: Scene, clause: Clause) -> bool:
    """'Three killed', 'Driver hurt as bomb hits': a headline's participle has a person as subject and no object."""
    lower = scene.parsed.lower[clause.token]
    if not lower.endswith(("ed", "en", "hurt", "shot", "slain", "hit", "held")) or not clause.subjects:
        return False
    if not any(scene.living(subject) for subject in clause.subjects):
        return False
    aux = [scene.parsed.lower[child] for child in scene.parsed.kids(clause.token, "aux")]
    return not any(word in ("has", "have", "had", "did", "to") for word in aux) or "been" in aux


def _subjects(scene: Scene, token: int, passive: bool, depth: int) -> tuple[list[int], bool]:
    """The subject tokens of a verb, and whether they come from another clause (control, conjunction, relative)."""
    parsed = scene.parsed
    wanted = ("nsubjpass", "nsubj") if passive else ("nsubj",)
    for child in reversed(parsed.kids(token, *wanted)):  # 'a former soldier, X was ...': the one beside the verb
        if parsed.lower[child] in scene.lexicon.cues["relative_pronouns"]:
            antecedent = _antecedent(parsed, token)
            if antecedent is not None:
                return scene.conjuncts(antecedent) if parsed.deps[token] != "relcl" else [antecedent], False
        whole = next((k for k in parsed.kids(token, *wanted) if k < child and _some_of_them(parsed, k, child)), None)
        if whole is not None:
            return scene.conjuncts(whole), False
        if parsed.deps[token] == "relcl" and parsed.lower[child : child + 3] in _OF_THEM:
            return [parsed.heads[token]], False  # 'ten people most of them women were killed', read as a relative
        beside = [k for k in parsed.kids(token, *wanted) if k < child and _and_between(parsed, k, child)]
        return [o for k in (*beside, child) for o in scene.conjuncts(k)], False
    if not passive and parsed.kid(token, "nsubjpass") is not None:
        return [], False
    if depth >= _DEPTH:
        return [], True
    inherited = _inherited(scene, token, passive, depth)
    return (inherited, True) if inherited else (run_in(scene, token), False)


def _and_between(parsed: Parsed, first: int, second: int) -> bool:
    """'three of its soldiers and two others were hurt', read as two subjects."""
    return any(parsed.lower[t] == "and" and parsed.deps[t] == "cc" for t in range(first + 1, second))


def _some_of_them(parsed: Parsed, first: int, second: int) -> bool:
    """'Thirteen civilians among them seven children', 'ten people many of them women': those are of the first."""
    between = parsed.lower[first + 1 : second + 3]
    told = any(b in ("them", "whom") and a in ("among", "of") for a, b in pairwise(between))
    return told or "including" in between


def _antecedent(parsed: Parsed, token: int) -> int | None:
    """The noun that a relative clause hangs on, also for a verb joined to the relative clause's verb.

    'A lorry fitted with launchers that was found': the number of the verb tells that it is the lorry.
    """
    while parsed.deps[token] in ("conj", "ccomp", "xcomp") and parsed.heads[token] != token:
        token = parsed.heads[token]
    if parsed.deps[token] not in ("relcl", "acl"):
        return None
    noun = parsed.heads[token]
    one = any(parsed.lower[c] in ("was", "is", "has") for c in parsed.kids(token, "aux", "auxpass"))
    link = parsed.heads[noun]
    if not one or not _plural(parsed, noun) or parsed.deps[noun] != "pobj" or parsed.deps[link] != "prep":
        return noun
    above = parsed.heads[link]
    above = parsed.heads[above] if parsed.deps[above] == "acl" else above
    return above if parsed.deps[above] in _NOUN_DEPS and not _plural(parsed, above) else noun


def _plural(parsed: Parsed, noun: int) -> bool:
    return parsed.lower[noun].endswith("s") and not parsed.lower[noun].endswith("ss")


def _inherited(scene: Scene, token: int, passive: bool, depth: int) -> list[int]:
    """The subject of a verb that has none of its own, from what governs it."""
    parsed = scene.parsed
    dep, head = parsed.deps[token], parsed.heads[token]
    if head == token:
        return []
    if dep == "acl" and (verb := of_the_deed(scene, token)) is not None:
        return _subjects_of_governor(scene, verb, depth)
    if dep in ("acl", "relcl", "amod"):
        infinitive = any(parsed.lower[child] == "to" for child in parsed.kids(token, "aux"))
        return [head] if (parsed.lower[token].endswith("ing") or passive) and not infinitive else []
    if dep == "acomp":
        return _subjects_of_governor(scene, head, depth)
    if dep == "pcomp":
        return _of_gerund(scene, token, parsed.heads[head], depth)
    if dep == "xcomp":
        if parsed.lower[head] in _USED and (by := parsed.kids(head, "agent")):  # 'was used by X to fire rockets'
            return [o for agent in by for child in parsed.kids(agent, "pobj") for o in scene.conjuncts(child)]
        objects = parsed.kids(head, "dobj")  # object control: 'prompted a mob to burn', 'left two men dead'
        return scene.conjuncts(objects[0]) if objects else _subjects_of_governor(scene, head, depth)
    return _of_joined(scene, token, head, depth) if dep in ("conj", "advcl", "ccomp", "dep") else []


def _of_gerund(scene: Scene, token: int, governor: int, depth: int) -> list[int]:
    """'accused X of firing', 'prevented X from entering': the object; 'retaliated by firing': the subject."""
    parsed = scene.parsed
    if not is_verb(parsed, governor):
        return _owner_of_noun(scene, governor, depth)
    held = parsed.lower[parsed.heads[token]] in ("of", "from", "for", "with", "into")
    objects = parsed.kids(governor, "dobj") if held else []
    return scene.conjuncts(objects[0]) if objects else _subjects_of_governor(scene, governor, depth)


def _of_joined(scene: Scene, token: int, head: int, depth: int) -> list[int]:
    """Joined verbs and participles share the subject above them; 'sent X to raid' gives X."""
    head = _told_before(scene, head)
    parsed = scene.parsed
    dep = parsed.deps[token]
    if dep == "advcl" and parsed.lower[head] == "sent" and parsed.kid(head, "dobj") is not None:
        return scene.conjuncts(parsed.kids(head, "dobj")[0])
    if dep == "ccomp" and parsed.kid(token, "mark", "aux") is not None and not parsed.lower[token].endswith("ing"):
        return []
    return _subjects_of_governor(scene, head, depth) if is_verb(parsed, head) else []


def _told_before(scene: Scene, verb: int) -> int:
    """'X attacked a hotel, police said, killing nine': what follows goes on with the attack, not with the saying."""
    parsed = scene.parsed
    if parsed.lower[verb] not in scene.lexicon.cues["say_verbs"]:
        return verb
    speaker = parsed.kid(verb, "nsubj")
    told = [c for c in parsed.kids(verb, "ccomp") if speaker is not None and c < speaker]
    return told[-1] if told else verb


def _subjects_of_governor(scene: Scene, head: int, depth: int) -> list[int]:
    passive = _passive(scene.parsed, head)
    return _subjects(scene, head, passive, depth + 1)[0]


def _owner_of_noun(scene: Scene, noun: int, depth: int) -> list[int]:
    """Who does the gerund in 'X's campaign of bombing': the possessor, or the governing verb's subject."""
    parsed = scene.parsed
    owners = parsed.kids(noun, "poss")
    if owners:
        return owners
    head = parsed.heads[noun]
    if parsed.deps[noun] in ("dobj", "attr") and is_verb(parsed, head):
        return _subjects_of_governor(scene, head, depth)
    return []


def noun_clause(scene: Scene, token: int) -> Clause:
    """The parts around an event noun: modifiers, prepositions (also of a counting noun above it), participles."""
    parsed = scene.parsed
    clause = Clause(token)
    top = counting_top(scene, token)
    for noun in dict.fromkeys((token, top)):
        for prep, objects in prepositions(scene, noun).items():
            if noun != token and prep == "of":
                continue
            clause.preps.setdefault(prep, []).extend(objects)
        clause.owners += [o for child in _before_noun(scene, noun) for o in scene.conjuncts(child)]
        clause.owners += _read_as_subject(scene, noun)
        for agent in parsed.kids(noun, "agent"):
            clause.agents += [o for child in parsed.kids(agent, "pobj") for o in scene.conjuncts(child)]
    clause.agents += clause.preps.pop("by", [])
    clause.agents += at_the_hands_of(scene, token)
    return clause


def _before_noun(scene: Scene, noun: int) -> list[int]:
    """The modifiers of an event noun, those of its plain compounds included: 'regime air strikes'."""
    near, parsed = scene.modifiers(noun), scene.parsed
    plain = [c for c in near if parsed.deps[c] == "compound" and parsed.words[c].islower() and c not in scene.actor_at]
    return [*near, *(m for c in plain for m in scene.modifiers(c))]


def _read_as_subject(scene: Scene, noun: int) -> list[int]:
    """'Norian army airstrikes on a town killed nine', read as if the army did 'airstrikes': the words right before."""
    parsed = scene.parsed
    subjects = [s for s in parsed.kids(noun, "nsubj") if s == noun - 1 and parsed.kid(noun, "aux", "dobj") is None]
    return [s for s in subjects if parsed.lower[s] not in scene.lexicon.cues["relative_pronouns"]]


def at_the_hands_of(scene: Scene, token: int) -> list[int]:
    """'Killed at the hands of X', 'suffered a series of attacks at the hands of X': the doers."""
    parsed = scene.parsed
    for hands in (t for t, word in enumerate(parsed.lower) if word == "hands"):
        link = parsed.heads[hands]
        if parsed.deps[hands] != "pobj" or parsed.lower[link] != "at":
            continue
        above = {parsed.heads[link], *parsed.ancestors(token)}
        if token in above or parsed.heads[link] in parsed.ancestors(token)[:4]:
            below = [o for p in parsed.kids(hands, "prep") for o in parsed.kids(p, "pobj") if parsed.lower[p] == "of"]
            return [c for o in below for c in scene.conjuncts(o)]
    return []


def counting_top(scene: Scene, token: int) -> int:
    """The counting noun above an event noun ('a series of strikes', 'dozens of attacks'), else the noun itself."""
    parsed = scene.parsed
    head = parsed.heads[token]
    if parsed.deps[token] == "pobj" and parsed.lower[head] == "of":
        above = parsed.heads[head]
        if parsed.lower[above] in scene.lexicon.cues["aggregate_nouns"] or scene.is_number(above):
            return above
    return token
