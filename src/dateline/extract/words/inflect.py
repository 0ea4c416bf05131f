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

# Past and participle of the irregular verbs that phrases begin with; a single form stands for both.
_IRREGULAR = {
    "bear": ("bore", "borne"), "beat": ("beat", "beaten"), "become": ("became", "become"),
    "begin": ("began", "begun"), "blow": ("blew", "blown"), "break": ("broke", "broken"), "bring": ("brought",),
    "build": ("built",), "burst": ("burst",), "buy": ("bought",), "catch": ("caught",), "come": ("came", "come"),
    "cost": ("cost",), "creep": ("crept",), "cut": ("cut",), "deal": ("dealt",), "dig": ("dug",),
    "do": ("did", "done"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"), "fall": ("fell", "fallen"),
    "fight": ("fought",), "find": ("found",), "flee": ("fled",), "fling": ("flung",), "fly": ("flew", "flown"),
    "forbid": ("forbade", "forbidden"), "freeze": ("froze", "frozen"), "get": ("got", "gotten"),
    "give": ("gave", "given"), "go": ("went", "gone"), "have": ("had",), "hide": ("hid", "hidden"), "hit": ("hit",),
    "hold": ("held",), "keep": ("kept",), "lay": ("laid",), "lead": ("led",), "leave": ("left",), "let": ("let",),
    "lose": ("lost",), "make": ("made",), "meet": ("met",), "mow": ("mowed", "mown"), "overcome": ("overcame",),
    "pay": ("paid",), "put": ("put",), "quit": ("quit",), "ride": ("rode", "ridden"), "rise": ("rose", "risen"),
    "run": ("ran", "run"), "say": ("said",), "seek": ("sought",), "sell": ("sold",), "send": ("sent",),
    "set": ("set",), "shake": ("shook", "shaken"), "shoot": ("shot",), "shut": ("shut",), "sit": ("sat",),
    "slit": ("slit",), "spring": ("sprang", "sprung"), "stand": ("stood",), "steal": ("stole", "stolen"),
    "strike": ("struck",), "string": ("strung",), "sweep": ("swept",), "take": ("took", "taken"),
    "tear": ("tore", "torn"), "throw": ("threw", "thrown"), "win": ("won",), "withdraw": ("withdrew", "withdrawn"),
    "wrest": ("wrested",), "write": ("wrote", "written"),
}  # fmt: skip
_DOUBLED = frozenset(
    "bar begin chop clap club cut dig drag drop expel flag get grab gun hit jam let nab net pin pop put quit ram rig "
    "rob run set shut sit slam slap slip slit snap stab step stop strip swap tap trap trip whip win".split()
)


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
    stem = word + word[-1] if double or (tail and word in _DOUBLED) else word
    if not past and word in _IRREGULAR:
        past, participle = (_IRREGULAR[word][0] + tail, participle or _IRREGULAR[word][-1] + tail)
    past_form = past or _past(word, stem) + tail
    forms = (
        verb,
        third or _third(word) + tail,
        past_form,
        participle or past_form,
        gerund or _gerund(word, stem) + tail,
    )
    return tuple(dict.fromkeys(forms))


def _third(word: str) -> str:
    if word in ("go", "do", "have"):
        return "has" if word == "have" else word + "es"
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
