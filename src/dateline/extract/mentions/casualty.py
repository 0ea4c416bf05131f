"""Tolls told beside the verb: 'three dead', 'no casualties', 'the death toll of 70', 'left two dead', 'six wounded'."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.domain.counts import CountRange
from dateline.domain.vocabulary import EventType
from dateline.extract.mentions.filling import fill
from dateline.extract.mentions.mention import EventMention
from dateline.extract.parties.reference import Discourse
from dateline.extract.syntax.counts import VAGUE, count_of, number, total_of
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_HURT = frozenset({"wounded", "injured", "hurt", "injuries"})
_LEFT = frozenset({"left", "leaves", "leave", "leaving"})
_BOTH = frozenset({"casualties", "victims"})
_OF_LIFE = (("of", "life"), ("of", "lives"))
_CAUSE = frozenset({"cause", "leave", "result", "produce", "suffer", "record", "register"})
_SLOTS = {"kill": "killed", "injure": "injured"}


def casualties(mention: EventMention) -> None:
    """Killed and injured from the victims of an effect trigger, or from a number of its own ('and 34 injured')."""
    scene = mention.scene
    slot = "killed" if _fatally(mention) else _SLOTS.get(mention.effect or "")
    if slot is None:
        return
    before = scene.parsed.lower[mention.token - 1] if mention.token else ""
    if mention.verbal and mention.clause.shared_subject and before in scene.lexicon.vague:
        mention.vague[slot] = before  # 'seven were killed, several injured': not those seven
        mention.recipients = []
        return
    own = _own_number(mention) if mention.verbal else None
    victims = [v for v in mention.victims if scene.living(v) or scene.is_number(v)]
    victims = victims or [v for v in mention.victims if scene.lexicon.is_a(scene.parsed.lower[v], "lives")]
    if own is None and not victims and mention.verbal:
        own = _cut_off(mention)
    if victims != (above := _joined_above(mention, victims)):
        mention.victims = victims = above
    amount = own or (total_of(scene, _with_joined(scene, victims)) if victims else None)
    if amount is None:
        word = next((scene.vague_word(v) for v in victims if count_of(scene, v) == VAGUE), None)
        if word:
            mention.vague[slot] = word
        return
    setattr(mention, slot, amount)
    mention.named_only = own is None and slot == "killed" and all(scene.person(v) for v in victims)
    where = mention.token - 1 if own is not None else None
    mention.fields[slot] = scene.parsed.span(where, where) if where is not None else scene.np_span(victims[0])


def _fatally(mention: EventMention) -> bool:
    """'Fatally shot', 'mortally wounded'."""
    parsed = mention.scene.parsed
    told = {parsed.lower[child] for child in parsed.kids(mention.token, "advmod")}
    return mention.verbal and mention.type is EventType.ASSAULT and bool(told & {"fatally", "mortally"})


def _cut_off(mention: EventMention) -> CountRange | None:
    """'Five died; around twenty more, including a girl, were injured': the parse cuts the subject off."""
    scene, token = mention.scene, mention.token
    parsed = scene.parsed
    if parsed.kid(token, "auxpass") is None or mention.clause.subjects:
        return None
    start = max((t + 1 for t in range(token) if parsed.lower[t] == ";"), default=token)
    for place in range(start, min(start + 4, token - 1)):
        if number(scene, place) is not None and parsed.lower[place + 1] in ("more", "others", "other", "people"):
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
    return None


def _joined_above(mention: EventMention, victims: list[int]) -> list[int]:
    """'Five officers and a dozen militants left dead': the participle hangs on the last of them."""
    parsed = mention.scene.parsed
    if len(victims) != 1 or parsed.deps[mention.token] != "acl" or parsed.heads[mention.token] != victims[0]:
        return victims
    above = victims[0]
    while parsed.deps[above] == "conj" and parsed.kid(parsed.heads[above], "nummod") is not None:
        above = parsed.heads[above]
        victims = [above, *victims] if mention.scene.living(above) else victims
    return victims


def _with_joined(scene: Scene, victims: list[int]) -> list[int]:
    """The victims and those whom the parse joins to an apposition of theirs or leaves with the words before.

    'The commander X and his nephew Y', 'five policemen, two of them officers, and a nurse', 'in the district of X
    nine soldiers and two officers lost their lives'.
    """
    parsed, found = scene.parsed, list(victims)
    for victim in victims:
        for noun in parsed.kids(victim, "appos"):
            joined = scene.conjuncts(noun)
            if len(joined) > 1 and _his(scene, victim, noun):
                found += [c for c in joined if c not in found and scene.living(c)]
            elif _names(scene, victim, noun) or _of_them(scene, noun):
                named = not _of_them(scene, noun)
                found += [c for c in joined[1:] if _of_its_own(scene, c) and (named or _after_comma(scene, c))]
        link = scene.np_left(victim) - 1
        first = link - 1
        if link > 0 and parsed.lower[link] == "and" and parsed.deps[victim] in ("nsubj", "nsubjpass"):
            loose = first not in found and parsed.deps[first] in ("pobj", "appos", "dep") and scene.living(first)
            own = parsed.kid(first, "nummod")
            if loose and own and parsed.lower[own - 1] != "of":
                found.append(first)
    return found


def _names(scene: Scene, victim: int, noun: int) -> bool:
    """'The commander Omar Saleh': one person and the name."""
    return scene.parsed.words[noun][:1].isupper() and count_of(scene, victim) == CountRange.exactly(1)


def _his(scene: Scene, victim: int, noun: int) -> bool:
    """'Colonel Perez, his driver and two guards': whoever is his is somebody else."""
    owner = scene.parsed.kid(noun, "poss")
    return scene.person(victim) and owner is not None and scene.parsed.lower[owner] in ("his", "her")


def _of_them(scene: Scene, noun: int) -> bool:
    """'Two of them officers': some of those counted already."""
    left = scene.np_left(noun)
    return "them" in scene.parsed.lower[left:noun] or "them" in scene.parsed.lower[max(0, left - 2) : left]


def _after_comma(scene: Scene, noun: int) -> bool:
    """'Two of them officers, and a nurse'; 'two of them Indians and one a Pakistani' parts those counted already."""
    left = scene.np_left(noun)
    return scene.parsed.lower[max(0, left - 2) : left] == (",", "and")


def _of_its_own(scene: Scene, noun: int) -> bool:
    """A noun phrase for somebody else, with an article, owner or number before it."""
    return scene.living(noun) and scene.parsed.kid(noun, "det", "poss", "nummod") is not None


def _own_number(mention: EventMention) -> CountRange | None:
    """'28 people were killed and between 30 and 50 injured', 'wounded over 100 in a market': the number beside it."""
    scene, token = mention.scene, mention.token
    parsed = scene.parsed
    if parsed.lower[token].endswith("ing"):
        return None
    before = token - 1
    joined = mention.clause.shared_subject or parsed.deps[token] in ("conj", "acl", "amod", "dep")
    free = before >= 0 and before not in scene.date_at and number(scene, before) is not None
    if joined and free and parsed.lower[before] not in ("a", "an", "no", "both") and parsed.heads[before] != before:
        low = number(scene, before - 2) if parsed.lower[before - 1] in ("and", "to") and before > 2 else None
        high = number(scene, before)
        if low is not None and high is not None and low < high and parsed.lower[before - 3] in ("between", "from"):
            return CountRange(low, high)
        amount = count_of(scene, before, singular=False)
        return amount if isinstance(amount, CountRange) else None
    return _after_bound(scene, token) if not mention.clause.objects else None


def _after_bound(scene: Scene, token: int) -> CountRange | None:
    """'wounded over 100': a bound and a number without a noun after the verb."""
    lower = scene.parsed.lower
    for size in (3, 2, 1):
        place = token + 1 + size
        if place >= len(lower) or place in scene.date_at or number(scene, place) is None:
            continue
        if " ".join(lower[token + 1 : place]) in scene.lexicon.bounds:
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
    return None


def told_together(mentions: list[EventMention]) -> None:
    """'killed and injured more than 20 people': one number for both says how many of neither."""
    for first in mentions:
        for second in mentions:
            if not 0 < second.token - first.token <= _BESIDE or {first.effect, second.effect} != {"kill", "injure"}:
                continue
            link = first.scene.parsed.lower[first.token + 1 : second.token]
            if len(link) == 1 and link[0] in ("and", "or", "/") and first.victims == second.victims:
                for mention in (first, second):
                    if mention.clause.shared_subject or mention is first:
                        mention.rules.append("dead and hurt counted together")
                if not first.clause.passive and first.victims:
                    first.killed = second.injured = first.injured = second.killed = None


_BESIDE = 3  # tokens between 'killed' and 'injured' that share one number


def tolls_of_protests(mentions: list[EventMention]) -> list[EventMention]:
    """'The protests turned violent, killing two': the toll is the protest's; the rest of the mentions."""
    protests = {m.token: m for m in mentions if m.type is EventType.PROTEST}
    kept = []
    for mention in mentions:
        protest = next((protests[t] for t in mention.clause.subjects if t in protests), None)
        if protest is None or mention.effect not in _SLOTS or mention.clause.passive or mention.type is protest.type:
            kept.append(mention)
            continue
        for slot in _SLOTS.values():
            amount = getattr(mention, slot)
            if amount is not None and getattr(protest, slot) is None:
                setattr(protest, slot, amount)
                protest.fields[slot] = mention.fields[slot]
                protest.rules.append(f"{slot} in the protest")
    return kept


def read_tolls(scene: Scene, mentions: list[EventMention], discourse: Discourse) -> None:
    """Give tolls that no effect verb took to the nearest attack of the sentence, with the people who were hit."""
    attacks = [m for m in mentions if m.type is EventType.ASSAULT and not m.negated]
    if not attacks:
        return
    for slot, amount, token in tolls(scene):
        cause = _cause(scene, token, attacks)
        hit = [t for t in _left(scene, token) or _suffered(scene, token) if scene.living(t)]
        if hit and not any(_SLOTS.get(m.effect or "") == slot or set(m.victims) & set(hit) for m in attacks):
            fill(cause or _nearest(attacks, token), hit, "recipient", discourse)
        if cause is not None and getattr(cause, slot) is None:
            setattr(cause, slot, amount)
            cause.fields[slot] = scene.parsed.span(token, token)
        if cause is not None:
            continue
        nearest = _nearest(attacks, token)
        none = (
            amount == CountRange.exactly(0) and not nearest.effect
        )  # 'no casualties from the attack, the third since X died'
        taken = any(getattr(m, slot) is not None for m in attacks if m.effect)
        if getattr(nearest, slot) is None and (none or not taken):
            setattr(nearest, slot, amount)
            nearest.fields[slot] = scene.parsed.span(token, token)


def _nearest(attacks: list[EventMention], token: int) -> EventMention:
    return min(attacks, key=lambda m: (m.aggregate, abs(m.token - token)))


def _cause(scene: Scene, token: int, attacks: list[EventMention]) -> EventMention | None:
    """'One of the strikes left 51 dead': the attack that is the subject of leaving them so."""
    parsed = scene.parsed
    verb = next((t for t in (parsed.heads[token], parsed.heads[parsed.heads[token]]) if parsed.lower[t] in _LEFT), None)
    subjects = parsed.kids(verb, "nsubj") if verb is not None else []
    above = parsed.ancestors(verb) if verb is not None and parsed.deps[verb] == "acl" else []
    return next(
        (
            m
            for m in attacks
            if not m.verbal and (m.token in above or any(m.token in parsed.subtree(s) for s in subjects))
        ),
        None,
    )


def tolls(scene: Scene) -> list[tuple[str, CountRange, int]]:
    """(slot, range, token) for every toll the words of the sentence give."""
    found = []
    lower = scene.parsed.lower
    for token, word in enumerate(lower):
        slot = "killed" if word in listed("words_of_death") else "injured" if word in _HURT else None
        if (word in _BOTH or _lives(lower, token)) and _none(lower, token):
            found.append(("killed", CountRange.exactly(0), token))
            found.append(("injured", CountRange.exactly(0), token))
        elif word in ("deaths", "fatalities", "injuries") and _none(lower, token):
            found.append(("injured" if word == "injuries" else "killed", CountRange.exactly(0), token))
        elif word == "toll" and "death" in lower[max(0, token - 2) : token]:
            amount = _number_after(scene, token)
            if amount is not None:
                found.append(("killed", amount, token))
        elif word in listed("kinds_of_wounds"):
            hurt = _suffered(scene, token)
            amount = total_of(scene, hurt) if hurt else None
            if amount is not None:
                found.append(("injured", amount, token))
        elif slot == "injured" and lower[token - 1 : token] == ("the",) and lower[token - 2 : token - 1] == ("of",):
            some = number(scene, token - 3) if token > 3 else None
            if some is not None and some > 1:
                found.append((slot, CountRange.at_least(some), token))  # '15 of the wounded are in a critical state'
        elif slot is not None:
            left = [] if _numbered(scene, token) else _own(scene, token, _left(scene, token))
            amount = (total_of(scene, left) if left else None) or _number_before(scene, token)
            if amount is not None:
                found.append((slot, amount, token))
    return found


def _lives(lower: Sequence[str], token: int) -> bool:
    """'Human losses', 'losses of life'."""
    word = lower[token]
    return word in ("losses", "loss") and (
        lower[max(0, token - 1) : token] == ("human",) or lower[token + 1 : token + 3] in _OF_LIFE
    )


def _none(lower: Sequence[str], token: int) -> bool:
    """'no human casualties', 'did not leave losses of life'; 'no reports of casualties' leaves it open."""
    before = [word for word in lower[max(0, token - 5) : token] if word not in ("human", "any")][-3:]
    if not before:
        return False
    left = before[-1] in _CAUSE and any(word in ("not", "n't") for word in before)
    return left or before[-1] == "no" or "without" in before or (before[-1] == "or" and before[0] == "no")


def _own(scene: Scene, token: int, left: list[int]) -> list[int]:
    """'left three soldiers dead and seven others wounded': what stands between the two words is the second's."""
    before = max((t for t in range(token) if scene.parsed.lower[t] in listed("words_of_death") | _HURT), default=-1)
    own = [noun for noun in left if noun > before]
    beside = token - 1
    if before >= 0 and not own and beside > before and isinstance(count_of(scene, beside, singular=False), CountRange):
        return [beside]
    return own or left


def _numbered(scene: Scene, token: int) -> bool:
    """'eleven dead and thirteen wounded': the number right before it."""
    before = token - 1
    plain = before >= 0 and before not in scene.date_at and scene.parsed.lower[before] not in ("a", "an", "no", "one")
    return plain and number(scene, before) is not None


def _suffered(scene: Scene, token: int) -> list[int]:
    """'more than 100 servicemen suffered brain damage', 'three sustained injuries': those hurt."""
    parsed = scene.parsed
    verb = parsed.heads[token]
    if parsed.deps[token] != "dobj" or parsed.lower[verb] not in listed("suffer_losses"):
        return []
    if parsed.lower[token] == "damage" and not any(
        parsed.lower[c] in ("brain", "lung", "nerve", "hearing") for c in parsed.children[token]
    ):
        return []
    hurt = [s for first in parsed.kids(verb, "nsubj") for s in scene.conjuncts(first)]
    return [s for s in hurt if scene.living(s) or scene.is_number(s)]


def _left(scene: Scene, token: int) -> list[int]:
    """'leaving two service members and a medic dead': those who were left so; the parser may hang 'dead' on them."""
    parsed = scene.parsed
    head = parsed.heads[token]
    if parsed.lower[head] in _LEFT:
        first = parsed.kids(head, "dobj") or parsed.kids(token, "nsubj")
    elif parsed.deps[token] in ("amod", "acl", "acomp", "oprd") and head < token:
        while parsed.deps[head] == "conj" and parsed.heads[head] < head:
            head = parsed.heads[head]
        first = [head] if parsed.deps[head] == "dobj" and parsed.lower[parsed.heads[head]] in _LEFT else []
    else:
        return []
    return [o for f in first for o in scene.conjuncts(f) if o < token]


def _number_before(scene: Scene, token: int) -> CountRange | None:
    """'one dead', 'six wounded', 'three people dead', 'leaving two soldiers dead'."""
    parsed = scene.parsed
    for place in (token, token - 1, token - 2):
        if place < 0:
            return None
        if place != token and parsed.deps[place] in ("prep", "ROOT", "punct", "cc"):
            return None
        value = number(scene, place)
        if value is not None and place != token and parsed.lower[place] not in ("a", "an"):
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
        if parsed.deps[place] in ("nsubj", "dobj", "nsubjpass"):
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
    return None


def _number_after(scene: Scene, token: int) -> CountRange | None:
    for place in range(token + 1, min(token + 8, len(scene.parsed))):
        value = number(scene, place)
        if value is not None and scene.parsed.lower[place] not in ("a", "an", "one") and place not in scene.date_at:
            amount = count_of(scene, place, singular=False)
            return amount if isinstance(amount, CountRange) else None
    return None
