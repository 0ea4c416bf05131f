"""English inflection by rule: the forms of a verb and the plural of a noun."""

from __future__ import annotations

_VOWELS = "aeiou"
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "sniper fire": "sniper fire",
    "crisis": "crises",
}


def plural(noun: str) -> str:
    """The regular plural of a noun's last word ('attack' -> 'attacks', 'ambush' -> 'ambushes')."""
    if noun in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[noun]
    return _third(noun)


def verb_forms(
    verb: str,
    *,
    past: str | None = None,
    participle: str | None = None,
    gerund: str | None = None,
    third: str | None = None,
    double: bool = False,
) -> tuple[str, ...]:
    """All forms of a verb, regular where none is given; of 'gun down' the first word is inflected.

    `double` doubles the last consonant ('stab' -> 'stabbed').
    """
    word, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = word + word[-1] if double else word
    regular_past = _past(word, stem)
    past_form = past or regular_past + tail
    forms = (
        verb,
        third or _third(word) + tail,
        past_form,
        participle or past_form,
        gerund or _gerund(word, stem) + tail,
    )
    return tuple(dict.fromkeys(forms))


def _third(word: str) -> str:
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def _past(word: str, stem: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return stem + "ed"


def _gerund(word: str, stem: str) -> str:
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return stem + "ing"
