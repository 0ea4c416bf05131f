"""How both forms of the OFAC list tell kinds, programmes and names."""

from __future__ import annotations

from dateline.domain.vocabulary import ActorKind

KINDS = {"individual": ActorKind.PERSON, "entity": ActorKind.OTHER}
TERROR = frozenset({"SDGT", "FTO"})
USES = {"f.k.a.": "former", "F.K.A.": "former", "weak": "nickname"}
_ARTICLES = frozenset({"AL", "EL", "UL"})
_LONGEST_INITIALS = 5


def full_name(first: str, last: str, person: bool) -> str:
    """'Hadi AL-AMIRI' as names are written: capitals of the list become ordinary ones, initials of a group stay."""
    words = f"{first} {last}".split()
    if not person and len(words) == 1 and len(words[0]) <= _LONGEST_INITIALS:
        return words[0]
    return " ".join(_cased(word, len(words)) for word in words)


def _cased(word: str, words: int) -> str:
    if word in _ARTICLES and words > 1:
        return word.lower()
    if not word.isupper() or len(word) < 3 or "." in word:
        return word
    parts = word.split("-")
    return "-".join(p.lower() if p in _ARTICLES and len(parts) > 1 else p.capitalize() for p in parts)
