"""Who the words mean: from hits of the book to actors, by what the rest of the article says, with the reason kept.

A full name stands for itself. A short form ('Kadhimi', 'Badr', 'KH') needs support: the full name elsewhere in the
article, an introduction ('the Popular Mobilization Forces (PMF)'), a title, or the article's country. What stays
unsupported is no actor; where several remain, the first by support is taken and the others are kept as candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.domain.actor import ActorCandidate, ActorHit, ActorMention
from dateline.domain.names import fold
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.resolve.elsewhere import TITLE_BEFORE, is_elsewhere, is_third_person
from dateline.resolve.identities import unknown_id
from dateline.resolve.persons import introduced_persons, mentions_of, other_bearer, surname
from dateline.resolve.same_name import default_name_words, same_name

INTRODUCED = "introduced in the article"
"""The reason of a mention by a name that the article itself gives to the actor."""
_CLEARLY = 1.3
"""How much more the book must tell of one bearer of a name than of the next for the name alone to mean the first."""
_UNSURE = 0.5
"""What initials that several bear score below when nothing else in the article speaks for one of them."""
FULL_USES = frozenset({"", "translation", "former", "nickname"})
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|at|into|outside|inside|around|over|toward|towards|through|visited?|visits?|visiting|reached|entered|"
    r"left|leaving|southern|northern|eastern|western|central|south|north|east|west|greater|downtown|capital|city|"
    r"province|within|streets of|city of|capital of|outskirts of|people of|residents of|mayor of|district of|suburb of|"
    r"(?:south|north|east|west|miles|kilomet(?:er|re)s|km) of)\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"\b(?:flew|flies|fly|flying|flights?|travell?ed|travel|travell?ing|trip|visit|visits|went|go|going|came|come|"
    r"arriv\w+|return\w*|drove|driv\w+|road|highway|route|sent|moved?|moving|fled|marched|reported|reporting|broadcast|"
    r"miles|kilomet\w+|km|convoys?|airport|based|attacks?|strikes?|fired|bomb\w+|rockets?|shell\w+)\s+(?:\w+\s+){0,2}"
    r"(?:from|to|between|on|across|via)\s+(?:\w+\s+and\s+)?\Z",
    re.IGNORECASE,
)
_PROVINCE_IN_ARABIC = re.compile(r".{0,4}(?:(?:في|من|إلى|الى|داخل)\s{1,2}|ب)(?:محافظة|قضاء|مدينة|إقليم)\s")
_AT_HOME_BEFORE = re.compile(r"\b(?:from|to|of|for|on|across|via)\s+\Z", re.IGNORECASE)
_PLACE_AFTER = re.compile(
    r",\s+[A-Z]|['’]s\s+(?:\w+\s+)?(?:airport|green zone|streets?|suburbs?|outskirts|square|district|neighbou?rhood|"
    r"centre|center|embassy)|\s+(?:airport|province|governorate|city|international|street|suburb|district|palace|\()",
    re.IGNORECASE,
)
_FIGHTERS_AFTER = re.compile(r"(?:['’]s)? (?:militants|rebels|fighters|insurgents|militiamen|separatists|jihadists)\b")
_COLLECTIVE = re.compile(
    r"\b(?:the|these|those) "
    r"(militias|paramilitaries|militants|rebels|insurgents|separatists|jihadists|guerrillas)\b(?! of\b)",
    re.IGNORECASE,
)
_ELSEWHERE_AFTER = re.compile(r"\s+(?:compound\s+)?(?:in|at|to|for)\s+(?:the\s+)?[A-Z]")
_INTRODUCED = re.compile(r"\s*,?\s*\(\s*(?:the\s+|or\s+|also\s+)?[\"“']?([^()\"”]{2,40}?)[\"”']?\s*\)")
_ALSO_KNOWN = re.compile(
    r"\s*,?\s*(?:\(|,)?\s*(?:(?:who|which)\s+(?:is|was|goes|went)\s+)?(?:also |better |widely |commonly )?"
    r"(?:known (?:as|by)|called|by the (?:name|pseudonym|nickname|nom de guerre|alias)(?: of)?|nicknamed|alias|aka|"
    r"a\.k\.a\.)"
    r"\s+(?:the\s+)?[\"“']?((?:[A-Z][\w'’-]*|al-\w+)(?:[ -](?:[A-Z][\w'’-]*|al-\w+|al|bin)){0,4})"
)


@dataclass(slots=True)
class _Support:
    """What the article as a whole says about whom it names."""

    text: str = ""
    rivals: frozenset[str] = frozenset()
    """Last names that the article gives to persons whom the book does not know."""
    full: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    introduced: dict[str, ActorCandidate] = field(default_factory=dict)


def choose_actors(
    text: str,
    hits: Sequence[ActorHit],
    bodies: Callable[[str, str], ActorCandidate | None],
    blocked: Sequence[Span] = (),
    heads: Mapping[str, ActorKind] | None = None,
) -> tuple[ActorMention, ...]:
    """The actor each hit stands for; hits that stay unsupported, or lie in `blocked` spans, stand for nobody.

    `bodies(country, suffix)` gives the body of the state with that country code, for bodies told without their state.
    With `heads` (head words of names by kind) persons whom the text names with a public role are found too, as actors
    that the book does not know.
    """
    hits = [hit for hit in hits if not _is_another(hit, text)]
    sure = [hit.span for hit in hits if any(c.use in FULL_USES for c in hit.candidates) and not hit.adjective]
    persons = introduced_persons(text, sure, heads) if heads is not None else ()
    support = _gather(text, hits, heads or {})
    support.rivals = _rivals(text, hits, persons, support)
    country = _home(support.countries)
    mentions = []
    for hit in hits:
        if any(hit.span.overlaps(span) for span in blocked):
            continue
        if not hit.adjective and any(hit.span.overlaps(span) for span in persons):
            continue
        mention = _choose(hit, text, support, country) if hit.candidates else None
        if hit.bare and mention is None:
            mention = _bare(hit, text, country, bodies)
        if mention:
            mentions.append(mention)
    mentions += mentions_of(text, persons, [mention.span for mention in mentions])
    mentions += _taken_up(text, mentions)
    return tuple(_with_introduced(text, mentions, support))


def _is_another(hit: ActorHit, text: str) -> bool:
    """Whether a full name of the book stands inside the name of somebody else."""
    first = next(iter(hit.candidates), None)
    if first is None or first.kind is not ActorKind.PERSON or first.use not in FULL_USES:
        return False
    before = text[max(0, hit.span.start - 30) : hit.span.start]
    return is_third_person(first.name, hit.span.quote(text), before)


def _taken_up(text: str, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """'The militias' after 'Iranian-backed militias': the same collective, named by its last word."""
    named = sorted((m for m in mentions if m.generic and m.kind is ActorKind.ARMED_GROUP), key=lambda m: m.span)
    found = []
    for match in _COLLECTIVE.finditer(text):
        span = Span(*match.span())
        word = match.group(1).lower()
        before = [
            m for m in named if m.span.end <= span.start and word[:-1] in f"{m.span.quote(text)} {m.name}".lower()
        ]
        if before and not any(span.overlaps(m.span) for m in mentions):
            who = before[-1]
            reason = f"'the {word}' takes up {who.span.quote(text)!r} named before"
            found.append(replace(who, span=span, adjective=False, reason=reason))
    return found


def _rivals(text: str, hits: Sequence[ActorHit], persons: Sequence[Span], support: _Support) -> frozenset[str]:
    """Last names that the text gives to others than the book's bearers: 'Dulaimi' where it says 'Saja Dulaimi'."""
    found = {fold(surname(span.quote(text))) for span in persons}
    for hit in hits:
        first = next(iter(hit.candidates), None)
        if not first or first.kind is not ActorKind.PERSON or first.use != "short" or support.full[first.actor_id]:
            continue
        if other_bearer(text, hit.span, first.name):
            found.add(fold(hit.span.quote(text)))
    return frozenset({*found, *(name.removeprefix("al ").removeprefix("el ") for name in found)})


def _gather(text: str, hits: Sequence[ActorHit], heads: Mapping[str, ActorKind]) -> _Support:
    support = _Support(text)
    for hit in hits:
        full = [c for c in hit.candidates if c.use in FULL_USES]
        for candidate in full[:1] if len(full) == 1 else full:
            support.full[candidate.actor_id] += 1
        sure = full or (not hit.bare and len({candidate.country for candidate in hit.candidates}) == 1)
        sure = sure and not any(_of_every_state(candidate, hit, text) for candidate in hit.candidates[:1])
        for candidate in hit.candidates[:1] if sure else ():  # 'the Liberal Party' alone is of no country
            if candidate.country and not _anywhere(candidate, hit, text):
                support.countries[candidate.country] += 2 if candidate.kind is ActorKind.STATE else 1
        if full:
            _introductions(text, hit, full[0], support, heads)
    return support


def _introductions(
    text: str, hit: ActorHit, actor: ActorCandidate, support: _Support, heads: Mapping[str, ActorKind]
) -> None:
    """Names that the article gives beside a full name hold for this article; a person has no name of a party."""
    tail = text[hit.span.end : hit.span.end + 120]
    for pattern in (_INTRODUCED, _ALSO_KNOWN):
        match = pattern.match(tail)
        if not match or (actor.kind is ActorKind.PERSON and _names_a_body(match.group(1), heads)):
            continue
        if _may_be_name(match.group(1), actor.name):
            support.introduced.setdefault(fold(match.group(1)), actor)


def _names_a_body(words: str, heads: Mapping[str, ActorKind]) -> bool:
    """'Gomez (Liberal Party)': what stands in the brackets is where the person belongs."""
    return any(heads.get(word, ActorKind.PERSON) is not ActorKind.PERSON for word in fold(words).split())


def _may_be_name(words: str, name: str) -> bool:
    """Initials of the name, or a capitalised name of its own; not a remark in brackets."""
    letters = "".join(c for c in words if c.isalpha())
    if letters.isupper() and 2 <= len(letters) <= 8:
        initials = "".join(word[0] for word in fold(name).split() if word not in ("of", "the", "and", "al")).upper()
        return len(set(letters) & set(initials)) >= min(2, len(letters))
    parts = words.split()
    return 1 <= len(parts) <= 5 and all(
        part[:1].isupper() or part.lower().startswith(("al-", "of", "the")) for part in parts
    )


def _home(countries: Counter[str]) -> str | None:
    """The country that the article is most about, when it stands out."""
    ranked = countries.most_common(2)
    if not ranked:
        return None
    return ranked[0][0]


def _bare(
    hit: ActorHit, text: str, country: str | None, bodies: Callable[[str, str], ActorCandidate | None]
) -> ActorMention | None:
    """'The army', 'security forces', told without their state: those of the country the article is about."""
    after = text[hit.span.end : hit.span.end + 1]
    candidate = bodies(country, hit.bare) if country else None
    if candidate is None or after == "-":
        return None
    return _mention(hit, candidate, f"told without its state; the article is about {country}")


def _choose(hit: ActorHit, text: str, support: _Support, country: str | None) -> ActorMention | None:
    ranked = []
    for order, candidate in enumerate(hit.candidates):
        score, reason = _score(candidate, hit, text, support, country)
        if score > 0:
            ranked.append((-score, order, candidate, reason))
    if not ranked:
        return None
    ranked.sort(key=lambda item: item[:2])
    score, _, best, reason = ranked[0]
    others = tuple(item[2].actor_id for item in ranked[1:])
    tied = [item[2] for item in ranked if item[0] == score]
    if len(tied) > 1 and (-score < _UNSURE or all(_unsupported(who, support) for who in tied)):
        first, second = sorted(tied, key=lambda who: -who.weight)[:2]
        if first.weight < _CLEARLY * second.weight:
            return _unsure(hit, text, tied) if -score >= _UNSURE else None
        others = tuple(who.actor_id for _, _, who, _ in ranked if who is not first)
        return _mention(hit, first, f"{reason}; the best known of several bearers", others)
    return _mention(hit, best, reason, others)


def _unsupported(who: ActorCandidate, support: _Support) -> bool:
    return who.kind is ActorKind.PERSON and not support.full[who.actor_id]


def _unsure(hit: ActorHit, text: str, tied: Sequence[ActorCandidate]) -> ActorMention:
    """Several bear the name and nothing tells them apart: an actor of its own, for a person to settle."""
    words = " ".join(hit.span.quote(text).split())
    reason = "unsure: " + " or ".join(who.name for who in tied[:4])
    ids = tuple(who.actor_id for who in tied)
    return ActorMention(
        hit.span, unknown_id(words), words, tied[0].kind, tied[0].country, False, False, hit.adjective, reason, ids
    )


def _mention(hit: ActorHit, who: ActorCandidate, reason: str, others: tuple[str, ...] = ()) -> ActorMention:
    return ActorMention(
        hit.span, who.actor_id, who.name, who.kind, who.country, who.generic, True, hit.adjective, reason, others
    )


def _score(who: ActorCandidate, hit: ActorHit, text: str, support: _Support, country: str | None) -> tuple[float, str]:
    """How well the article supports that these words mean this actor; 0 for not at all."""
    at_home = 0.5 if who.country and who.country == country else 0.0
    named = min(support.full[who.actor_id], 5)
    before = text[max(0, hit.span.start - 30) : hit.span.start]
    if len(hit.candidates) > 1 and _is_principal(who, hit, text) and (who.use in FULL_USES or named):
        return 5.0 + at_home, "the actor that this name alone usually means"
    if who.kind is ActorKind.GOVERNMENT_BODY and _PROVINCE_IN_ARABIC.match(text, max(0, hit.span.start - 4)):
        return 0.0, ""  # 'في محافظة نينوى': the province, not its government
    if _anywhere(who, hit, text) and not _about(who, hit, text, support):
        return 0.0, ""
    if who.use in FULL_USES or who.use in ("platform", "demonym", "by country"):
        return 3.0 + at_home + 0.2 * named, "its name"
    if who.use == "metonym":
        if _PLACE_BEFORE.search(before) or _MOVING.search(before) or _PLACE_AFTER.match(text, hit.span.end):
            return 0.0, ""
        if at_home and _AT_HOME_BEFORE.search(before):
            return 0.0, ""  # 'from Baghdad' in an article about Iraq is the town
        return 1.0 + at_home, "a seat of government standing for it"
    if who.use == "key":
        verdict = same_name(hit.span.quote(text), who.spelling or who.name)
        return (2.0 + at_home + named, verdict.reason) if verdict.answer == "same" else (0.0, "")
    return _score_short(who, hit, text, support, at_home)


def _anywhere(who: ActorCandidate, hit: ActorHit, text: str) -> bool:
    """Words that fit many countries: 'unknown gunmen', 'the Norian embassy'; they support no country by themselves."""
    if who.kind is ActorKind.FACILITY:
        return who.use == "short"
    words = hit.span.quote(text)
    plain = words[1:] == words[1:].lower() and "-" not in words  # 'Norian-backed' tells whose
    return plain and who.generic and who.kind is ActorKind.ARMED_GROUP


def _about(who: ActorCandidate, hit: ActorHit, text: str, support: _Support) -> bool:
    """The article is about the actor's country, and the words do not go on with another place."""
    most = max(support.countries.values(), default=0)
    if who.kind is ActorKind.FACILITY and _ELSEWHERE_AFTER.match(text, hit.span.end):
        return False
    told = who.kind is ActorKind.FACILITY and support.full[who.actor_id] > 0
    return not who.country or told or 0 < most <= 3 * support.countries[who.country]


def _score_short(who: ActorCandidate, hit: ActorHit, text: str, support: _Support, at_home: float) -> tuple[float, str]:
    """The support for a short form: the full name, an introduction, a title, or the article's country."""
    named = min(support.full[who.actor_id], 5)
    before = text[max(0, hit.span.start - 30) : hit.span.start]
    if is_elsewhere(who, hit, text, before, support.rivals, bool(named)):
        return 0.0, ""
    if named:
        return 2.5 + at_home + 0.2 * named, "its short form; the full name stands in the article"
    words = fold(hit.span.quote(text))
    if words in support.introduced:
        return 2.5, "introduced in the article"
    if who.use == "abbreviation":
        return 1.5 + at_home, "its abbreviation"
    if who.kind is ActorKind.PERSON and TITLE_BEFORE.search(before):
        return 1.6 + at_home, "its short form with a title"
    if who.kind is ActorKind.PERSON and words in default_name_words().variants:
        return 0.0, ""  # 'Ahmed' alone is anybody
    return _score_alone(who, hit, text, support, at_home)


def _score_alone(who: ActorCandidate, hit: ActorHit, text: str, support: _Support, at_home: float) -> tuple[float, str]:
    """The support by nothing but the article's country."""
    if at_home or (who.country and support.countries[who.country] and not hit.bare):
        return 1.0 + at_home, "its short form, in an article about its country"
    if hit.bare or (support.countries and _of_every_state(who, hit, text)):
        return 0.0, ""  # 'Parliament' is that of the article's country
    if len(hit.candidates) == 1:
        return 0.6, "its short form; no other actor has it"
    if hit.span.quote(text).isupper() and (not support.countries or _FIGHTERS_AFTER.match(text, hit.span.end)):
        return 0.3, "initials of several"
    return 0.0, ""


def _of_every_state(who: ActorCandidate, hit: ActorHit, text: str) -> bool:
    """'Congress', 'the Guards': one word with one capital for a body of a state, which others have, too."""
    return who.kind is ActorKind.GOVERNMENT_BODY and who.use == "short" and hit.span.quote(text).istitle()


def _is_principal(who: ActorCandidate, hit: ActorHit, text: str) -> bool:
    """The short form is the actor's own name but for a bracket: 'Hezbollah' for 'Hezbollah (Lebanon)'."""
    return fold(who.name.partition(" (")[0]) == fold(hit.span.quote(text))


def _with_introduced(text: str, mentions: list[ActorMention], support: _Support) -> list[ActorMention]:
    """Add the further places where the article uses a name that it introduced itself."""
    taken = [mention.span for mention in mentions]
    found = list(mentions)
    for folded, actor in support.introduced.items():
        words = folded.split()
        pattern = re.compile(r"\b" + r"[\s'’-]+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if match.group()[0].isupper() and not any(span.overlaps(other) for other in taken):
                found.append(
                    ActorMention(
                        span,
                        actor.actor_id,
                        actor.name,
                        actor.kind,
                        actor.country,
                        actor.generic,
                        reason=INTRODUCED,
                    )
                )
                taken.append(span)
    return sorted(found, key=lambda mention: mention.span)
