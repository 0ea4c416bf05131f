"""People whom the words describe: named beside the description, counted, kin of somebody, or only described."""

from __future__ import annotations

from dateline.domain.vocabulary import ActorKind
from dateline.extract.naming import name_of
from dateline.extract.party import BARE_NUMBER, Party, from_mention
from dateline.extract.reference import Discourse
from dateline.extract.scene import Scene

_COUNTING = frozenset({"group", "couple", "pair", "handful", "hundred", "thousand", "dozen", "path", "vicinity"})
# Words that only count people beside those told in full ('killed a nurse and wounded two others').
_BESIDES = frozenset({"other", "others", "dozens", "hundreds", "scores", "another"})
_FAR_NAME = 6  # tokens between a description and the name in apposition to it


def person_told(scene: Scene, token: int, discourse: Discourse) -> Party:
    """The person or people at `token`: by the name the article gives them, by their kin, or in their own words."""
    named = _name_after(scene, token) or _named_elsewhere(scene, token, discourse)
    return named or _kin(scene, token) or _person_described(scene, token)


def _name_after(scene: Scene, token: int) -> Party | None:
    """'candidate Luis Galan', 'the historian Hisham al-Hashimi': the name that follows a description."""
    parsed = scene.parsed
    for apposed in parsed.kids(token, "appos"):
        left = scene.np_left(apposed)
        near = left <= token + 2 or (left <= token + _FAR_NAME and parsed.lower[left - 1] == ",")
        if apposed in scene.actor_at or not parsed.words[apposed][:1].isupper() or not near:
            continue
        name = plain_name(scene.np_span(apposed).quote(scene.text), scene)
        return Party(apposed, scene.np_span(apposed), name, "name", "name beside a description", person=" " in name)
    return None


def _named_elsewhere(scene: Scene, token: int, discourse: Discourse) -> Party | None:
    """'The shooter, who killed two, is Omar Tahan', and later in the article 'the shooter'."""
    name, noun = name_of(scene, token), scene.parsed.lower[token]
    if name is not None:
        actor = scene.actor_at.get(name)
        if actor is not None:
            party = from_mention(name, actor, "named as such", scene.np_span(token))
        else:
            words = plain_name(scene.np_span(name).quote(scene.text), scene)
            party = Party(name, scene.np_span(token), words, "name", "named as such", person=True)
        discourse.keep_name(noun, party.name, party.actor_id)
        return party
    kept = discourse.name_for(scene, token)
    if kept is None:
        return None
    who, ident = kept
    span = scene.np_span(token)
    return Party(token, span, who, "name", f"the {noun} named before", ident, person=True, pronoun=True)


def plain_name(words: str, scene: Scene) -> str:
    """A name without the titles before it ('SENATOR GALAN', 'Sgt. at Arms Kevin Vickers')."""
    parts = words.split()
    last = max((n for n, part in enumerate(parts[:-1]) if _title(part, scene)), default=-1)
    rest = parts[last + 1 :]
    named = bool(rest) and all(part[:1].isupper() or part.lower() in ("al", "bin", "de", "la", "el") for part in rest)
    return " ".join(rest if named and last >= 0 and parts[0][:1].isupper() else parts)


def _title(part: str, scene: Scene) -> bool:
    lower = part.lower()
    return lower.endswith(".") or (scene.lexicon.is_a(lower, "human") and lower not in ("son", "king", "prince"))


def _person_described(scene: Scene, token: int) -> Party:
    parsed = scene.parsed
    span = scene.np_span(token)
    plain = not any(m for m in scene.modifiers(token) if m in scene.actor_at or parsed.words[m][:1].isupper())
    if plain and (scene.is_number(token) or parsed.lower[token] in _BESIDES):
        return Party(token, span, "civilians", "human", BARE_NUMBER, "", True)
    if plain and scene.lexicon.is_a(parsed.lower[token], "civilians"):
        return Party(token, span, "civilians", "human", "unnamed members of the public", "", True)
    name = plain_name(span.quote(scene.text), scene)
    return Party(token, span, name, "human", "described")


def subject_before(scene: Scene, token: int) -> int | None:
    """The single person that is subject before `token` in the sentence, told in words that the book does not know."""
    parsed = scene.parsed
    for subject in range(token - 1, -1, -1):
        if parsed.deps[subject] not in ("nsubj", "nsubjpass") or parsed.heads[subject] == parsed.heads[token]:
            continue
        if subject in scene.actor_at and not scene.actor_at[subject].adjective:
            return None
        if one_person(scene, subject):
            return subject
    return None


def remember_person(scene: Scene, discourse: Discourse) -> None:
    """Keep whom the sentence is about, for 'he' and 'she' in the next ones, and the names it gives to the described."""
    parsed = scene.parsed
    for token in range(len(parsed)):
        if token not in scene.actor_at and scene.lexicon.is_a(parsed.lower[token], "human"):
            _named_elsewhere(scene, token, discourse)
    for subject in range(len(parsed)):
        above = parsed.deps[parsed.heads[subject]]
        about = parsed.deps[subject] in ("nsubj", "nsubjpass") and above in ("ROOT", "ccomp")
        if about and subject not in scene.actor_at and one_person(scene, subject):
            discourse.keep_person(parsed.index, person_told(scene, subject, discourse))
            return


def one_person(scene: Scene, token: int) -> bool:
    """A single human being, described or named."""
    parsed = scene.parsed
    lower = parsed.lower[token]
    if token in scene.place_at or scene.is_number(token) or lower in scene.lexicon.cues["relative_pronouns"]:
        return False
    kinds = scene.lexicon.noun_of.get(lower, frozenset())
    if "human" in kinds:
        collective = kinds & {"body", "forces"} or lower in scene.lexicon.cues["group_nouns"]
        plural = lower.endswith("s") or lower in ("men", "women", "children", "people", "others", "personnel")
        return not plural and not collective
    named = not kinds and parsed.words[token][:1].isupper() and parsed.kid(token, "compound") is not None
    return named and all(
        parsed.words[m][:1].isupper() or parsed.lower[m] in ("-", "al", "el", "de", "bin")
        for m in parsed.kids(token, "compound")
    )


def counted_people(scene: Scene, token: int) -> int | None:
    """The people that a counting word or a number counts: behind 'of', or the only ones told before it."""
    counted = _counted(scene, token)
    return _carried(scene, token) if counted is None and scene.is_number(token) else counted


def _counted(scene: Scene, token: int) -> int | None:
    """The people of 'a group of', 'dozens of', 'four of its men'."""
    parsed = scene.parsed
    counting = parsed.lower[token] in _COUNTING or parsed.lower[token] in scene.lexicon.cues["aggregate_nouns"]
    if not counting and not (scene.is_number(token) or parsed.lower[token] in ("some", "several", "all")):
        return None
    for prep in parsed.kids(token, "prep"):
        if parsed.lower[prep] == "of":
            return parsed.kid(prep, "pobj")
    return None


def _carried(scene: Scene, token: int) -> int | None:
    """'A van carrying soldiers was hit, wounding three': the only people told before in the sentence."""
    parsed = scene.parsed
    if parsed.deps[token] not in ("dobj", "nsubjpass") or parsed.kid(token, "prep", "amod") is not None:
        return None
    told = [t for t in range(token) if parsed.deps[t] in ("dobj", "pobj", "nsubjpass") and _people(scene, t)]
    return told[0] if len(told) == 1 else None


def object_before(scene: Scene, token: int) -> int | None:
    """'Dragging men out and shooting them': the people whom the verb before it, joined to it, has as its object."""
    parsed = scene.parsed
    verb = parsed.heads[token]
    if parsed.lower[token] != "them" or parsed.deps[token] != "dobj" or parsed.deps[verb] != "conj":
        return None
    told = parsed.kid(parsed.heads[verb], "dobj")
    return told if told is not None and told < verb and _people(scene, told) else None


def _people(scene: Scene, token: int) -> bool:
    kinds = scene.lexicon.noun_of.get(scene.parsed.lower[token], frozenset())
    return "human" in kinds and scene.parsed.lower[token].endswith(("s", "men", "women", "people", "police"))


def _kin(scene: Scene, token: int) -> Party | None:
    """'a wife and a son of X', 'X's daughter': described by the person of the book they belong to."""
    parsed = scene.parsed
    if not scene.lexicon.is_a(parsed.lower[token], "kin"):
        return None
    joined = [token, *scene.conjuncts(token)]
    links = [p for noun in joined for p in parsed.kids(noun, "prep") if parsed.lower[p] == "of"]
    owners = [o for link in links for o in parsed.kids(link, "pobj")]
    owners += parsed.kids(token, "poss")
    for owner in owners:
        actor = scene.actor_at.get(owner)
        if actor is not None and actor.kind is ActorKind.PERSON:
            name = f"{parsed.lower[token]} of {actor.name}"
            return Party(token, scene.np_span(token), name, "human", "a relative of one in the book")
    return None
