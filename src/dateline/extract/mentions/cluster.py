"""Which mentions of one sentence tell one happening, and which tell two."""

from __future__ import annotations

from dateline.domain.vocabulary import EventType, PlacePrecision, Status
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.totals import LATEST_IN
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_CAUSAL = frozenset({"when", "as", "after", "while"})


def clusters(scene: Scene, mentions: list[EventMention]) -> list[list[EventMention]]:
    """Group the mentions of one sentence; each group tells one happening, in text order."""
    groups: list[list[EventMention]] = []
    for mention in mentions:
        fitting = [
            group
            for group in groups
            if any(_same(scene, old, mention) for old in group)
            and not any(_conflict(scene, old, mention) for old in group)
        ]
        if fitting:
            apart = _words_between if _loose(scene, mention, mentions) else _steps
            taken = min(fitting, key=lambda group: min(apart(scene, old.token, mention.token) for old in group))
            for old in taken:
                if _went_off(old, mention):
                    old.status = mention.status
            taken.append(mention)
        else:
            groups.append([mention])
    return groups


def _loose(scene: Scene, mention: EventMention, mentions: list[EventMention]) -> bool:
    """A participle of result that the parser hung on no clause, or over a nearer one: 'fired at X, killing four'."""
    parsed, token = scene.parsed, mention.token
    if not mention.effect or not mention.verbal or not parsed.lower[token].endswith("ing"):
        return False
    while parsed.deps[token] == "conj" and parsed.heads[token] != token:
        token = parsed.heads[token]
    if not token or parsed.lower[token - 1] not in (",", "and"):
        return False
    nearer = range(parsed.heads[token] + 1, token)
    between = any(m.token in nearer and m.verbal and not m.effect for m in mentions)
    return between or parsed.deps[token] in ("pcomp", "ROOT", "dep", "appos", "parataxis", "acl")


def _words_between(_: Scene, a: int, b: int) -> int:
    return abs(a - b)


def _steps(scene: Scene, a: int, b: int) -> int:
    """Arcs between two tokens in the tree."""
    above = {token: steps for steps, token in enumerate([a, *scene.parsed.ancestors(a)])}
    for steps, token in enumerate([b, *scene.parsed.ancestors(b)]):
        if token in above:
            return steps + above[token]
    return len(scene.parsed)


def _same(scene: Scene, a: EventMention, b: EventMention) -> bool:
    if not _types_join(a, b):
        return False
    if _equated(scene, a, b):
        return True
    if a.type is not EventType.ASSAULT:
        return _same_other(scene, a, b)
    if a.effect or b.effect:
        return True
    if _governs(scene, a, b) or _governs(scene, b, a):
        return True
    if a.recipient_ids() & b.recipient_ids() or not (a.recipients and b.recipients):
        return True
    return bool(a.actors) and bool(b.actors) and bool(a.actor_ids() & b.actor_ids()) and not (a.own_date and b.own_date)


def _types_join(a: EventMention, b: EventMention) -> bool:
    if a.type is not b.type:
        return False
    return a.status is b.status or Status.ALLEGED in (a.status, b.status) or _went_off(a, b)


def _went_off(a: EventMention, b: EventMention) -> bool:
    """'Planted the bomb that killed six': planted, and gone off."""
    laid, killed = (a, b) if a.status is Status.PLANNED else (b, a)
    if laid.status is not Status.PLANNED or "status" not in laid.trigger.flags or killed.status is not Status.HAPPENED:
        return False
    parsed = killed.scene.parsed
    return (
        bool(killed.effect)
        and parsed.deps[killed.token] in ("relcl", "conj")
        and laid.token in parsed.ancestors(killed.token)
    )


def _same_other(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """Outside assaults: one governs the other, or both have the same mode and share or lack parties."""
    if _governs(scene, a, b) or _governs(scene, b, a):
        return True
    if a.mode != b.mode and a.mode and b.mode and {a.mode, b.mode} != {"seize", "arrest"}:
        return False
    shared = a.recipient_ids() & b.recipient_ids() or a.actor_ids() & b.actor_ids()
    return bool(shared) or not (a.recipients and b.recipients) or not (a.actors or b.actors)


def _governs(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """b stands right below a: its subject, object, instrument or place."""
    parsed = scene.parsed
    token = b.token
    if parsed.deps[token] == "relcl" and parsed.heads[token] == a.token:
        return True
    for _ in range(3):
        dep = parsed.deps[token]
        if dep not in (
            "dobj",
            "pobj",
            "prep",
            "nsubj",
            "agent",
            "nsubjpass",
            "compound",
            "acl",
            "appos",
            "xcomp",
            "pcomp",
        ):
            return False
        token = parsed.heads[token]
        if token == a.token:
            return True
    return False


def _aimed(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'Responded with several strikes, targeting the militia': the participle tells at whom."""
    return (
        b.verbal
        and b.trigger.lemma == "target"
        and scene.parsed.lower[b.token] == "targeting"
        and a.token < b.token
        and bool(a.actor_ids() & b.actor_ids())
    )


def _equated(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'The strike was the largest operation in a year': subject and predicate noun are one."""
    parsed = scene.parsed
    return parsed.deps[b.token] == "attr" and a.token in parsed.kids(parsed.heads[b.token], "nsubj")


def _conflict(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """Reasons for two: other days, places or doers, roles turned round, another victim of the same verb, 'after'."""
    if a.token == b.token:  # told apart on purpose: one per date, or 'including six since June'
        return True
    if _equated(scene, a, b):
        return False
    if LATEST_IN in a.rules or LATEST_IN in b.rules or (a.own_date and b.own_date and _days_differ(a, b)):
        return True
    if _actors_differ(a, b) or a.actor_ids() & b.recipient_ids() or b.actor_ids() & a.recipient_ids():
        return True
    if _places_differ(a, b) or _done_to_by_others(scene, a, b) or _since_when(scene, a, b) or _told_beside(scene, a, b):
        return True
    if (
        not (a.verbal and b.verbal and a.actor_ids() & b.actor_ids())
        and a.aggregate != b.aggregate
        and not (a.soft_total or b.soft_total)
        and not (a.effect or b.effect)
        and not (_governs(scene, a, b) or _governs(scene, b, a) or _aimed(scene, a, b))
    ):
        return True
    if a.weapon and b.weapon and a.weapon != b.weapon and "tear gas" in (a.weapon, b.weapon):
        return True  # 'fired tear gas, and one man was shot dead'
    if _other_victims(scene, a, b) or _new_clause(scene, a, b) or _other_clause(scene, a, b):
        return True
    return _separated(scene, a, b)


def _done_to_by_others(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'Soldiers stormed a train hijacked by gunmen': the participle on the object has a by-agent of its own."""
    first, second = (a, b) if a.token < b.token else (b, a)
    told = first.verbal and second.verbal and bool(first.actors) and "by-agent" in second.rules
    if not told or first.clause.passive or first.actor_ids() & second.actor_ids():
        return False
    return scene.parsed.deps[second.token] in ("acl", "relcl") and scene.parsed.heads[second.token] in first.victims


def _told_beside(scene: Scene, a: EventMention, b: EventMention) -> bool:
    return _came_as(scene, a, b) or _taken_beside_fighting(scene, a, b)


def _came_as(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'The attack came as it was reported that troops had executed 48': the one is the time of the other."""
    parsed = scene.parsed
    for first, second in ((a, b), (b, a)):
        verb = parsed.heads[first.token]
        if first.verbal or parsed.deps[first.token] != "nsubj" or parsed.lower[verb] not in ("came", "comes", "come"):
            continue
        below = [t for t in [second.token, *parsed.ancestors(second.token)] if parsed.heads[t] == verb]
        if any(parsed.deps[t] == "advcl" and parsed.deps[second.token] == "ccomp" for t in below):
            return True
    return False


def _taken_beside_fighting(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'A woman who joined fighters battling the group has been kidnapped': the fighting only tells who she is."""
    for taken, fight in ((a, b), (b, a)):
        if taken.verbal and taken.mode == "abduct" and fight.verbal and fight.trigger.frame.name == "clash":
            return scene.parsed.deps[fight.token] in ("acl", "relcl")
    return False


def _since_when(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'The second attack since January, when rockets injured a man': the day of the clause is that of another one."""
    lower = scene.parsed.lower
    first, second = sorted((a.token, b.token))
    if "since" not in lower[first:second]:
        return False
    for when in range(lower.index("since", first), second):
        before = when - 2 if lower[when - 1] == "," else when - 1
        if lower[when] == "when" and before in scene.date_at:
            return True
    return False


def _days_differ(a: EventMention, b: EventMention) -> bool:
    return bool(a.date and b.date and a.date.when and b.date.when and not a.date.when.overlaps(b.date.when))


def _actors_differ(a: EventMention, b: EventMention) -> bool:
    left, right = a.actor_ids(), b.actor_ids()
    if not left or not right or left & right:
        return False
    if a.type is EventType.AGREE and (_governs(a.scene, a, b) or _governs(a.scene, b, a)):
        return False  # 'X secured a truce with Y': the verb names one side, the noun the other
    generic = [p.generic for p in a.actors + b.actors if p.known]
    return not any(generic)


def _places_differ(a: EventMention, b: EventMention) -> bool:
    if a.place is None or b.place is None:
        wide = any(m.place is not None and m.place.place.precision is PlacePrecision.REGION for m in (a, b))
        return bool(a.country and b.country and a.country != b.country) and not wide
    left, right = a.place.place, b.place.place
    if left.name == right.name or left.precision != right.precision:
        return bool(left.country and right.country and left.country != right.country)
    return not (a.effect or b.effect)


def _other_victims(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'killed three soldiers and killed one contractor': the same result for other people."""
    if a.effect != b.effect or a.effect not in ("kill",) or not (a.victims and b.victims):
        return False
    if set(a.victims) & set(b.victims):
        return False
    return (
        a.verbal
        and b.verbal
        and scene.parsed.deps[b.token] in ("conj", "relcl", "advcl", "ccomp")
        and a.trigger.frame.name == b.trigger.frame.name
    )


def _new_clause(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """A joined main clause whose own subject is a named doer tells another happening than one without that doer."""
    first, second = (a, b) if a.token < b.token else (b, a)
    if not second.actor_ids() or second.actor_ids() & first.actor_ids():
        return False
    root = _clause_root(scene, second.token)
    parsed = scene.parsed
    subject = parsed.kid(root, "nsubj")
    if parsed.deps[root] not in ("conj", "parataxis") or subject is None:
        return False
    if subject not in {p.token for p in second.actors}:
        return False
    return root != _clause_root(scene, first.token)


def _other_clause(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'Said the attack was revenge: on Friday the army killed 11': behind a colon another day or doer, another tale."""
    first, second = (a, b) if a.token < b.token else (b, a)
    between = scene.parsed.words[first.token : second.token]
    if ":" not in between and ";" not in between:
        return False
    return bool(second.actor_ids() and second.victims) and not second.actor_ids() & first.actor_ids()


def _clause_root(scene: Scene, token: int) -> int:
    parsed = scene.parsed
    while (
        parsed.deps[token]
        in ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "agent", "compound", "xcomp", "pcomp", "appos", "attr")
        and parsed.heads[token] != token
    ):
        token = parsed.heads[token]
    return token


def _separated(scene: Scene, a: EventMention, b: EventMention) -> bool:
    """'after', 'in response to', 'followed': two, one after the other; 'died after rockets hit' is one all the same."""
    parsed = scene.parsed
    for low, high in ((a, b), (b, a)):
        words = _path_words(scene, low.token, {high.token, _clause_root(scene, high.token)})
        if words is None:
            continue
        if words & listed("answers_to_a_deed"):
            return True
        if words & {"before", "since", "followed", "preceded", "follows", "following"}:
            return True
        if words & {"after"}:
            return not (high.effect and not high.actors)
        if "like" in words or ("for" in words and parsed.lower[high.token] in ("revenge",)):
            return True
    return False


def _path_words(scene: Scene, low: int, high: set[int]) -> set[str] | None:
    """The prepositions, conjunctions and verbs on the way up from one token to another; None when it is not above."""
    parsed = scene.parsed
    words: set[str] = set()
    token = low
    while True:
        for child in parsed.children[token]:
            if parsed.deps[child] == "mark" or (parsed.deps[child] == "advmod" and parsed.lower[child] in _CAUSAL):
                words.add(parsed.lower[child])
        head = parsed.heads[token]
        if head in high:
            words.add(parsed.lower[head])
            return words
        if head == token:
            return None
        token = head
        if parsed.deps[token] in ("prep", "agent", "ROOT", "ccomp", "relcl", "acl", "pobj"):
            words.add(parsed.lower[token])
