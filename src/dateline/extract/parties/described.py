"""People whom the words describe: named beside the description, counted, kin of somebody, or only described."""

from __future__ import annotations

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import ActorKind
from dateline.extract.parties.naming import name_of, proper
from dateline.extract.parties.party import BARE_NUMBER, Party, from_mention
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.counts import count_of, number
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_AT_HOME = frozenset("soldiers troops recruits policemen guards officers".split())  # 'from X' is mostly their home
_LIST = 2  # names from which a row of them is a list
_FAR_NAME = 6  # tokens between a description and the name in apposition to it


def person_told(scene: Scene, token: int, discourse: Discourse) -> Party:
    """The person or people at `token`: by the name the article gives them, by their kin, or in their own words."""
    named = _name_after(scene, token) or _named_elsewhere(scene, token, discourse) or _of_unit(scene, token)
    return named or _kin(scene, token) or _person_described(scene, token, discourse)


def _name_after(scene: Scene, token: int) -> Party | None:
    """'candidate Luis Galan', 'the historian Hisham al-Hashimi': the name that follows a description."""
    parsed = scene.parsed
    for apposed in [*parsed.kids(token, "appos"), *_after_seat(scene, token)]:
        left = scene.np_left(apposed)
        near = left <= token + 2 or (left <= token + _FAR_NAME and parsed.lower[left - 1] == ",")
        if apposed in scene.actor_at or not parsed.words[apposed][:1].isupper() or not near:
            continue
        name = plain_name(scene.np_span(apposed).quote(scene.text), scene)
        return Party(apposed, scene.np_span(apposed), name, "name", "name beside a description", person=" " in name)
    return None


def _of_unit(scene: Scene, token: int) -> Party | None:
    """'Eight fighters from Unit 12', 'members of the Red Scorpion gang': the group, which no list knows."""
    parsed = scene.parsed
    links = parsed.kids(token, "prep") if parsed.lower[token] in listed("members_told") else []
    if parsed.lower[token] in listed("members_told") and parsed.lower[token + 1 : token + 2] == ("from",):
        links = [token + 1]  # the parser hangs 'from Unit 12' on the verb
    for unit in [o for link in links if parsed.lower[link] in ("of", "from") for o in parsed.kids(link, "pobj")]:
        first = scene.np_left(unit)
        while first < unit and parsed.deps[first] in ("det", "punct"):
            first += 1
        numbered = unit + 1 < len(parsed) and parsed.words[unit + 1].isdigit() and parsed.heads[unit + 1] == unit
        last = unit + 1 if numbered else unit
        large = all(parsed.words[t][:1].isupper() for t in range(first, unit + 1)) and (last > first or numbered)
        group = large or parsed.lower[unit] in scene.lexicon.cues["group_nouns"] or "name" in scene.kinds(unit)
        known = any(t in scene.place_at or t in scene.actor_at or t in scene.date_at for t in range(first, last + 1))
        home = parsed.lower[parsed.heads[unit]] == "from" and (first == last or parsed.lower[token] in _AT_HOME)
        if group and not (known or home) and parsed.words[first][:1].isupper():
            span = parsed.span(first, last)
            return Party(unit, span, span.quote(scene.text), "name", "the group of those described")
    return None


def _after_seat(scene: Scene, token: int) -> list[int]:
    """'The mayor of Karda, Omar Tahan': the parser hangs the name on the town."""
    parsed = scene.parsed
    seats = [o for link in parsed.kids(token, "prep") for o in parsed.kids(link, "pobj") if o - token <= _FAR_NAME]
    return [a for seat in seats for a in parsed.kids(seat, "appos") if proper(scene, a) and not _people(scene, seat)]


def people_listed(scene: Scene, token: int) -> list[Party]:
    """'Four suspects: A, B, C and D', 'two men suspected of it: A and B': the names that follow, all of them."""
    parsed = scene.parsed
    lower = parsed.lower[token]
    if not (scene.is_number(token) or _people(scene, token)):
        return []
    colon = next((t for t in range(token + 1, len(parsed)) if parsed.lower[t] == ":"), None)
    apposed = [a for a in parsed.kids(token, "appos") if scene.np_left(a) <= token + _FAR_NAME or a - 1 == colon]
    first = next((c for c in apposed if proper(scene, c)), None)
    first = first if first is not None else name_of(scene, token)  # 'were identified as A and B'
    names = [n for n in scene.conjuncts(first) if proper(scene, n)] if first is not None else []
    if first is not None and len(names) == 1 and parsed.deps[first] == "pobj":  # 'as A from X, and B from Y'
        names += [n for n in parsed.kids(parsed.heads[parsed.heads[first]], "conj") if proper(scene, n)]
    if len(names) < _LIST and colon is not None:
        names = _names_from(scene, colon + 1)
    amount = count_of(scene, token, singular=False)
    told = isinstance(amount, CountRange) and amount.low == amount.high == len(names)
    if len(names) < _LIST or not (told or (amount is None and lower.endswith(("s", "men", "women")))):
        return []
    spans = {n: scene.np_span(n) for n in names}
    return [
        Party(n, spans[n], plain_name(spans[n].quote(scene.text), scene), "name", "listed by name", person=True)
        for n in names
    ]


def _names_from(scene: Scene, start: int) -> list[int]:
    """The last tokens of the names that fill the sentence from `start` on; nothing when other words stand there."""
    parsed = scene.parsed
    names, last = [], -1
    for token in range(start, len(parsed)):
        if parsed.lower[token] in (",", "and", ";", "."):
            names += [last] if last >= 0 else []
            last = -1
        elif parsed.words[token][:1].isupper() or parsed.lower[token] in ("-", "al", "el", "de", "la", "bin"):
            last = token
        else:
            return []
    return [*names, last] if last >= 0 else names


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
    told = parts[:1] and (parts[0][:1].isupper() or len(rest) > 1)  # 'captive Norian journalist Omar Tahan'
    return " ".join(rest if named and last >= 0 and told else parts)


def _title(part: str, scene: Scene) -> bool:
    lower = part.lower()
    human = scene.lexicon.is_a(lower, "human") and not scene.lexicon.is_a(lower, "peoples")
    return lower.endswith(".") or (human and lower not in ("son", "king", "prince"))


def _person_described(scene: Scene, token: int, discourse: Discourse) -> Party:
    parsed = scene.parsed
    span = scene.np_span(token)
    beside = [m for m in scene.modifiers(token) if m in scene.actor_at or parsed.words[m][:1].isupper()]
    if scene.is_number(token):
        beside = [m for m in beside if m in scene.actor_at]  # 'More than 60 were hurt'
    if not beside and (scene.is_number(token) or parsed.lower[token] in listed("people_beside")):
        return Party(token, span, "civilians", "human", BARE_NUMBER, "", True)
    civilian = scene.lexicon.is_a(parsed.lower[token], "civilians")
    nation = _nation_of(scene, token, discourse) if civilian else None
    if nation is not None:
        return Party(token, span, f"{nation} civilians", "human", "people of the state that speaks", "", True)
    if not beside and civilian:
        return Party(token, span, "civilians", "human", "unnamed members of the public", "", True)
    return Party(token, span, _in_plain(scene, token, discourse), "human", "described")


def _nation_of(scene: Scene, token: int, discourse: Discourse) -> str | None:
    """'Our own people', 'its citizens', where a state or one of its organs speaks or acts: that state's."""
    for owner in scene.parsed.kids(token, "poss"):
        who = discourse.stands_for(scene, owner) if "pronoun" in scene.kinds(owner) else None
        if who is not None and not who[0].person and discourse.kind_of(who[0].actor_id) is not ActorKind.ARMED_GROUP:
            return adjective_of(discourse, discourse.country_of(who[0].actor_id))
    return None


def adjective_of(discourse: Discourse, country: str | None) -> str | None:
    """The usual adjective of the state with this ISO 3166-1 alpha-2 code ('US'), as the actor book names its people."""
    body = discourse.bodies.body(country, "civilians") if country else None
    label, _, noun = body.name.rpartition(" ") if body is not None else ("", "", "")
    return label if noun == "civilians" else None


def _in_plain(scene: Scene, token: int, discourse: Discourse) -> str:
    """The description by itself: 'predecessor of X' for 'his predecessor', 'X top expert', 'US engineer'."""
    parsed = scene.parsed
    span = scene.np_span(token)
    words = span.quote(scene.text)
    owner = parsed.kid(token, "poss")
    if owner is None or owner > token:
        state = next((m for m in scene.actors if m.adjective and m.span.start == span.start), None)
        label = adjective_of(discourse, state.country) if state is not None else None
        joined = state is not None and scene.text[state.span.end] == "-"  # 'Noria-linked group'
        if state is not None and label is not None and state.kind is ActorKind.STATE and not joined:
            return f"{label} {scene.text[state.span.end : span.end].strip()}"
        return plain_name(_uncounted(scene, token, words), scene)
    rest = scene.text[parsed.starts[min(parsed.edges[owner][1] + 1, token)] : span.end]
    actor = scene.actor_at.get(owner)
    if actor is not None:
        return f"{rest} of {actor.name}" if actor.kind is ActorKind.PERSON else f"{actor.name} {rest}"
    if "pronoun" not in scene.kinds(owner):
        return plain_name(words, scene)
    who = discourse.stands_for(scene, owner)
    return f"{rest} of {who[0].name}" if who is not None and who[0].person else rest


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
    counting = (
        parsed.lower[token] in listed("counting_of") or parsed.lower[token] in scene.lexicon.cues["aggregate_nouns"]
    )
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


def _uncounted(scene: Scene, token: int, words: str) -> str:
    """'students' of 'more than 1,000 students'."""
    first = scene.tokens_of(scene.np_span(token))[0]
    numbers = [t for t in range(first, token) if number(scene, t) is not None]
    return scene.parsed.span(numbers[-1] + 1, token).quote(scene.text) if numbers else words


def _kin(scene: Scene, token: int) -> Party | None:
    """'a wife and a son of X', 'X's daughter', 'his wife': described by the person of the book they belong to."""
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
