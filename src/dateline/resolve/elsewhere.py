"""Names inside other names: 'Badr' in 'Badr district', 'Salami' in 'Norian-Salami', 'Fateh' in 'Jaish al-Fateh'."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.domain.actor import ActorCandidate, ActorHit
from dateline.domain.names import fold
from dateline.domain.vocabulary import ActorKind
from dateline.resolve.persons import default_role_words, other_bearer

_FAMILY_AFTER = re.compile(r" (?:al|el|Al|El)-[A-Z]\w+(?![\w-]* (?:Brigades?|Battalions?|Movement|Front))")
_JOINED_BEFORE = re.compile(
    r"(?<![\w'’-])(?!(?:[Aa]l|[Ee]l|[Uu]l|[Aa]s|[Aa]sh|[Aa]n|[Aa]d|[Aa]r|[Aa]z|[Aa]t|[Aa]bu|[Ee]x)-)[A-Z][\w'’]+-\Z"
)
_LAST_NAME = re.compile(r"([A-Z][\w'’-]*) (?:[Aa]l[- ])?\Z")
_PLACE_NOUN_AFTER = re.compile(
    r"\s+(?:town|city|district|village|airport|air ?base|province|governorate|neighbou?rhood|suburb|street|bridge|"
    r"checkpoint|sub-district|county|valley|dam|refinery|oil ?field|hospital|university|school|mosque)\b",
    re.IGNORECASE,
)
_LONGER_NAME = re.compile(r" (?!(?:I|TV|News|Online)\b)[A-Z][a-z]")
_TOWN_BEFORE = re.compile(
    r"\b(?:town|city|village|district|province|territory|county|region|camp|port|area|suburb|municipality|township)"
    r" of \Z",
    re.IGNORECASE,
)
TITLE_BEFORE = re.compile(
    r"\b(?:president|premier|minister|general|gen\.?|brigadier|colonel|col\.?|major|maj\.?|captain|lieutenant|lt\.?|"
    r"admiral|commander|leader|chief|secretary|ambassador|sheikh|shaykh|ayatollah|sayyed|sayyid|mullah|mr\.?|mrs\.?|"
    r"ms\.?|dr\.?|spokesman|spokeswoman|spokesperson|senator|governor|king|prince|sultan|envoy|speaker|chancellor)\s+\Z",
    re.IGNORECASE,
)


def is_elsewhere(
    who: ActorCandidate, hit: ActorHit, text: str, before: str, rivals: Collection[str], named: bool
) -> bool:
    """The short name stands inside another name: of another person, or of a place ('Camp Badr', 'Badr district')."""
    last = before.rstrip().rpartition(" ")[2]
    if _PLACE_NOUN_AFTER.match(text, hit.span.end) or last in default_role_words().place_heads_arabic:
        return True
    longer = not hit.span.quote(text).isupper() and _LONGER_NAME.match(text, hit.span.end)
    if longer and not named and who.kind is ActorKind.OUTLET:
        return True  # 'the National Unity Government' is no newspaper
    if who.kind is not ActorKind.PERSON and _FAMILY_AFTER.match(text, hit.span.end):
        return True  # 'Badr' in 'Badr al-Norani' is a given name
    if who.kind is ActorKind.PERSON:
        if _TOWN_BEFORE.search(before) or _JOINED_BEFORE.search(before):
            return True  # 'the town of Masisi'; 'Salami' in 'Norian-Salami'
        if other_bearer(text, hit.span, who.name) and not TITLE_BEFORE.search(before):
            return True
        return not named and fold(hit.span.quote(text)) in rivals
    head = _LAST_NAME.search(before)
    if head is not None and fold(head.group(1)) in default_role_words().name_heads:
        return True  # 'Fateh' in 'Jaish al-Fateh'
    return last[:1].isupper() and last.lower() in default_role_words().place_heads


def is_third_person(name: str, words: str, before: str) -> bool:
    """A man's full name behind a given name that is not his: 'Ali Mahmoud Abbas' is not Mahmoud Abbas."""
    given = _LAST_NAME.search(before)
    if given is None or before.endswith("-"):
        return False
    word = fold(given.group(1))
    return word in default_role_words().given and word not in {*fold(name).split(), *fold(words).split()}
