"""Whether a happening took place as far as the text says: modals, plans, wishes, negation, accusation."""

from __future__ import annotations

from dateline.domain.vocabulary import EventType, Stance, Status
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.occurring import was_tried
from dateline.extract.mentions.requests import behind_preposition, behind_verb
from dateline.extract.syntax.clause import is_verb
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_TEMPORAL = frozenset(
    {"when", "after", "as", "since", "while", "before", "because", "once", "though", "although", "until", "where"}
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "their"})
_STEPS = 7


def read_status(mention: EventMention) -> None:
    """Set status, negation, stance cues and said_by of a mention by walking up from its trigger."""
    _according_to(mention)
    scene = mention.scene
    parsed = scene.parsed
    token = mention.token
    if "status" in mention.trigger.flags and not mention.own_date:
        _set(mention, Status.PLANNED, mention.trigger.lemma)
        return
    if _own_cues(mention, token):
        return
    for _ in range(_STEPS):
        head, dep = parsed.heads[token], parsed.deps[token]
        if head == token or mention.status is not Status.HAPPENED or mention.negated:
            return
        if not _step(mention, token, head, dep):
            return
        token = head


def _own_cues(mention: EventMention, token: int) -> bool:
    """Cues that hang on the trigger itself; True when the question is settled."""
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    if mention.verbal:
        return _verb_cues(mention, token)
    for child in parsed.children[token]:
        lower = parsed.lower[child]
        if parsed.deps[child] == "amod" and lower in cues["irreal_adjectives"]:
            if lower in ("alleged",):
                _set(mention, Status.ALLEGED, lower)
            elif lower not in ("further", "next", "expected") or not mention.own_date:
                _set(
                    mention,
                    Status.PLANNED if lower in ("planned", "upcoming", "expected") else Status.HYPOTHETICAL,
                    lower,
                )
        if parsed.deps[child] == "det" and lower in ("no", "any"):
            mention.negated = True
            mention.rules.append(f"negated by '{lower}'")
    return mention.negated or mention.status is not Status.HAPPENED


def _verb_cues(mention: EventMention, token: int) -> bool:
    """Auxiliaries, negation and conjunctions on a verb."""
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    perfect = any(parsed.lower[child] in ("have", "been") for child in parsed.kids(token, "aux"))
    for child in parsed.children[token]:
        dep, lower = parsed.deps[child], parsed.lower[child]
        if dep == "neg" or (dep in ("advmod", "preconj", "det") and lower in ("never", "hardly", "neither")):
            mention.negated = True
            mention.rules.append(f"negated by '{lower}'")
        elif dep == "aux" and lower in cues["future"]:
            _set(mention, Status.PLANNED, lower)
        elif dep == "aux" and lower in cues["modal"]:
            if not (perfect and lower in ("may", "might")):
                _set(mention, Status.HYPOTHETICAL, lower)
            else:
                _set(mention, Status.ALLEGED, lower)
        elif dep == "advmod" and lower in ("allegedly", "purportedly", "supposedly"):
            _set(mention, Status.ALLEGED, lower)
            mention.stance = Stance.BLAMED
        elif dep == "mark" and (
            lower in cues["if"] - {"until", "should"} or (lower == "until" and _present(scene, token))
        ):
            _set(mention, Status.HYPOTHETICAL, lower)
        elif (dep == "nsubj" and lower in ("nobody", "none")) or (
            dep in ("nsubj", "nsubjpass", "dobj") and _none_of(scene, child)
        ):
            mention.negated = mention.effect not in ("kill", "injure", "damage")
    return mention.negated or mention.status is not Status.HAPPENED


def _present(scene: Scene, token: int) -> bool:
    """'until Israel is ousted' has not come; 'until he was ousted' has."""
    parsed = scene.parsed
    return any(parsed.lower[c] in ("is", "are") for c in parsed.kids(token, "aux", "auxpass"))


def _none_of(scene: Scene, token: int) -> bool:
    return any(scene.parsed.lower[c] == "no" for c in scene.parsed.kids(token, "det"))


def _set(mention: EventMention, status: Status, cue: str) -> None:
    mention.status = status
    mention.rules.append(f"{status.value}: '{cue}'")


def _step(mention: EventMention, token: int, head: int, dep: str) -> bool:
    """Look at one governor; True to go on climbing."""
    scene = mention.scene
    parsed = scene.parsed
    if is_verb(parsed, token) or dep in ("xcomp", "ccomp", "advcl", "pcomp", "relcl", "acl"):
        return _from_clause(mention, token, head, dep)
    return _from_noun(mention, token, head, dep)


def _marks(scene: Scene, token: int) -> set[str]:
    return {scene.parsed.lower[c] for c in scene.parsed.kids(token, "mark", "advmod")}


def _from_clause(mention: EventMention, token: int, head: int, dep: str) -> bool:
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    head_word = parsed.lower[head]
    if any(parsed.lower[c] == "to" for c in parsed.kids(token, "aux")):
        return _infinitive(mention, head, head_word)
    if dep == "relcl":
        if _in_picture(scene, token):
            _set(mention, Status.HYPOTHETICAL, "shown in a picture")
        return False
    if dep == "ccomp":
        return _reported(mention, head)
    if dep == "advcl":
        marks = _marks(scene, token)
        if marks & cues["if"] - {"until", "whether"}:
            _set(mention, Status.HYPOTHETICAL, "if")
        if any(parsed.lower[c] == "to" for c in parsed.kids(head, "aux")):
            return False  # 'is fighting to ..., launching attacks': an act beside the wish
        return not marks & _TEMPORAL and parsed.lower[token].endswith("ing") and _modal(mention, head)
    if dep in ("pcomp", "acl"):
        return _gerund(mention, head) if dep == "pcomp" else _hung(mention, token, head)
    if dep == "conj":
        return _joined(mention, token, head)
    if dep == "xcomp":
        return _controlled(mention, head)
    return False


def _controlled(mention: EventMention, verb: int) -> bool:
    """'Wants to attack', 'denies targeting civilians'."""
    word, cues = mention.scene.parsed.lower[verb], mention.scene.lexicon.cues
    if word in cues["denial_verbs"]:
        _set(mention, Status.DENIED, word)
        return False
    if word in cues["wish_verbs"] and word not in cues["done_verbs"]:
        _set(mention, Status.HYPOTHETICAL, word)
    return _modal(mention, verb)


def _hung(mention: EventMention, token: int, noun: int) -> bool:
    """'Needs a campaign targeting X': as real as the noun it hangs on, unless that one is definite."""
    parsed = mention.scene.parsed
    return parsed.lower[token].endswith("ing") and not any(parsed.lower[c] in _DEFINITE for c in parsed.children[noun])


def _reported(mention: EventMention, head: int) -> bool:
    """What somebody says, wishes, denies or alleges."""
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    word = parsed.lower[head]
    _said(mention, head)
    if word in cues["wish_verbs"] and word not in cues["say_verbs"]:
        _set(mention, Status.HYPOTHETICAL, word)
    if word in cues["denial_verbs"]:
        _set(mention, Status.DENIED, word)
    if word in cues["accuse_verbs"]:
        mention.stance = Stance.BLAMED
        _set(mention, Status.ALLEGED, word)
    return word in cues["say_verbs"] and parsed.deps[head] == "ccomp"


def _joined(mention: EventMention, token: int, head: int) -> bool:
    """A joined verb without subject and auxiliary shares those of the verb it is joined to."""
    parsed = mention.scene.parsed
    if parsed.kid(token, "nsubj", "nsubjpass", "aux") is not None:
        return parsed.deps[head] == "ccomp"
    if is_verb(parsed, head):
        _verb_cues(mention, head)
        infinitive = any(parsed.lower[c] == "to" for c in parsed.kids(head, "aux"))
        above = parsed.heads[head]
        if infinitive and mention.status is Status.HAPPENED and above != head:
            _infinitive(mention, above, parsed.lower[above])
    return True


def _modal(mention: EventMention, verb: int) -> bool:
    """A modal or negation on the governing verb counts for what it governs."""
    return not _verb_cues(mention, verb) if is_verb(mention.scene.parsed, verb) else True


def _in_picture(scene: Scene, token: int) -> bool:
    """'photos in which it destroys the palace': made up, not done."""
    parsed = scene.parsed
    inside = any(parsed.lower[o] == "which" for p in parsed.kids(token, "prep") for o in parsed.kids(p, "pobj"))
    if not inside:
        return False
    nouns = [parsed.heads[token], *parsed.ancestors(parsed.heads[token])[:2]]
    return any(
        scene.lexicon.is_a(parsed.lower[n], "fiction") or parsed.lower[n] in ("photos", "pictures", "images", "video")
        for n in nouns
    )


def _infinitive(mention: EventMention, head: int, head_word: str) -> bool:
    scene = mention.scene
    cues = scene.lexicon.cues
    if head_word in cues["done_verbs"] or (mention.type is EventType.AID and was_tried(scene, head)):
        return _modal(mention, head)
    if head_word in listed("told_to_have"):
        if head_word == "claimed" and scene.parsed.kid(head, "auxpass", "nsubjpass") is None:
            mention.stance = Stance.CLAIMED  # 'they claimed to have taken the town'
            return False
        _set(mention, Status.ALLEGED, head_word)  # 'is believed to have carried out'
        mention.stance = Stance.BLAMED
        return False
    if head_word in cues["plan_verbs"]:
        _set(mention, Status.PLANNED, head_word)
    else:
        _set(mention, Status.HYPOTHETICAL, f"{head_word} to")
    return False


def _gerund(mention: EventMention, prep: int) -> bool:
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    word, above = parsed.lower[prep], parsed.heads[prep]
    governor = parsed.lower[above]
    if word == "without":
        mention.negated = True
        mention.rules.append("negated by 'without'")
        return False
    if governor in cues["accuse_verbs"] or governor in (
        "suspected",
        "guilty",
        "accusation",
        "accusations",
        "suspicion",
    ):
        mention.stance = Stance.BLAMED
        _set(mention, Status.ALLEGED, governor)
        _said(mention, above)
        return False
    if governor in cues["denial_verbs"]:
        _set(mention, Status.DENIED, governor)
        return False
    if governor in cues["claim_verbs"]:
        mention.stance = Stance.CLAIMED  # 'boasted of having blown up the bridge'
        return False
    if word in ("from", "against") and governor in cues["wish_verbs"]:
        _set(mention, Status.HYPOTHETICAL, governor)
        return False
    unreal = governor in cues["wish_verbs"] or governor in cues["irreal_nouns"]
    if (word in ("of", "for", "about", "on", "to") and unreal) or (word == "at" and governor in ("aimed", "aiming")):
        _set(mention, Status.HYPOTHETICAL, governor)
        return False
    return _modal(mention, above) if word in ("by", "with", "in") else False


def _from_noun(mention: EventMention, token: int, head: int, dep: str) -> bool:
    scene = mention.scene
    if dep == "prep":
        return _below_preposition(mention, token, head)
    if dep == "compound":
        word = scene.parsed.lower[head]
        if word in scene.lexicon.cues["irreal_nouns"]:
            _set(mention, Status.HYPOTHETICAL, word)
        return False
    if dep in ("pobj", "conj", "appos", "nmod"):
        mention.negated = mention.negated or (dep == "pobj" and scene.parsed.lower[head] == "without")
        return True
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        return _below_verb(mention, head)
    if dep != "nsubj" or _definite(mention):
        return False
    if any(scene.parsed.lower[c] in listed("how_common") for c in scene.parsed.kids(head, "acomp")):
        mention.negated = True  # 'rocket fire is common in the city' tells no single happening
        mention.rules.append("a habit, not a happening")
        return False
    perfect = any(scene.parsed.lower[c] == "have" for c in scene.parsed.kids(head, "aux"))
    whether = any(scene.parsed.lower[c] == "whether" for c in scene.parsed.kids(head, "mark"))
    return not (perfect or whether) and _modal(mention, head)  # 'an airstrike may have killed him' took place


def _below_preposition(mention: EventMention, prep: int, head: int) -> bool:
    """'threat of attack', 'information leading to his arrest', 'warned of strikes', 'defend against an assault'."""
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    word, link = parsed.lower[head], parsed.lower[prep]
    definite = _definite(mention)
    asked = behind_preposition(word, link, mention.type, mention.trigger.mode)
    if asked is not None:
        _set(mention, asked, f"{word} {link}")
        return False
    unreal = word in cues["irreal_nouns"] and link in ("of", "for", "about", "to")
    unreal = unreal or (word in cues["wish_verbs"] and link in ("of", "for", "against", "about", "from", "on"))
    wanted = (word == "leading" and link == "to") or word in ("reward", "warrant", "bounty")
    if (unreal and not definite) or wanted or (link == "against" and word in listed("guards_against")):
        _set(mention, Status.HYPOTHETICAL, f"{word} {link}")
        return False
    if is_verb(parsed, head):
        return link in ("with", "in", "by", "into", "out", "on") and not definite and _modal(mention, head)
    return True


def _below_verb(mention: EventMention, head: int) -> bool:
    """'threatened attacks', 'planned a strike', 'denied the attack', 'could launch an attack'."""
    scene = mention.scene
    parsed, cues = scene.parsed, scene.lexicon.cues
    word = parsed.lower[head]
    definite = _definite(mention)
    if word in listed("called_off") and mention.type is EventType.CONSULT:
        mention.negated = True  # 'suspended peace talks': nobody met
        mention.rules.append(f"not held: '{word}'")
        return False
    if word in cues["factive"]:
        return False
    asked = behind_verb(word, mention.type, mention.trigger.mode)
    if asked is None and word in cues["wish_verbs"] and not definite:
        asked = Status.HYPOTHETICAL
    if asked is not None:
        _set(mention, asked, word)
        return False
    if word in cues["plan_verbs"] and word not in ("order", "ordered", "orders") and not definite:
        _set(mention, Status.PLANNED, word)
        return False
    if word in cues["denial_verbs"]:
        mention.rules.append(f"a party denies: '{word}'")
        return False
    if definite and (word not in cues["light_verbs"] or word in cues["claim_verbs"]):
        return False
    if word in cues["claim_verbs"] and any(parsed.deps[c] == "neg" for c in parsed.children[head]):
        return False
    return _modal(mention, head) and (word in cues["light_verbs"] or not definite)


def _definite(mention: EventMention) -> bool:
    """A definite or dated noun names something that the text takes for real."""
    scene = mention.scene
    parsed = scene.parsed
    harm = mention.trigger.frame.role("poss") == "recipient"  # 'his arrest' may be wished for, 'X's attack' took place
    return any(
        (parsed.lower[c] in _DEFINITE and not (harm and parsed.deps[c] == "poss"))
        or (not harm and parsed.deps[c] == "poss" and c in scene.actor_at)
        for c in parsed.children[mention.token]
    )


def _according_to(mention: EventMention) -> None:
    """'according to a police source': who tells it."""
    scene = mention.scene
    parsed = scene.parsed
    for token, word in enumerate(parsed.lower):
        if word != "according":
            continue
        for source in [o for p in parsed.kids(token, "prep") for o in parsed.kids(p, "pobj")]:
            mention.said_by.append(_name(scene, source))


def _name(scene: Scene, token: int) -> str:
    actor = scene.actor_at.get(token)
    name = actor.name if actor is not None and not actor.adjective else scene.np_span(token).quote(scene.text)
    return " ".join(name.split())


def _said(mention: EventMention, verb: int) -> None:
    """Keep who says it; the doer's own telling is a claim."""
    scene = mention.scene
    parsed = scene.parsed
    if parsed.lower[verb] not in scene.lexicon.cues["say_verbs"] | scene.lexicon.cues["accuse_verbs"]:
        return
    accused = parsed.lower[verb] in scene.lexicon.cues["accuse_verbs"]
    for subject in parsed.kids(verb, "nsubj") if accused else parsed.kids(verb, "nsubj", "nsubjpass"):
        actor = scene.actor_at.get(subject)
        mention.said_by.append(_name(scene, subject))
        if actor is not None and not actor.adjective and actor.actor_id in mention.actor_ids():
            mention.stances[actor.actor_id] = Stance.CLAIMED
