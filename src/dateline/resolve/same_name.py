"""Whether two spellings name the same actor, decided on the spellings alone, with the reason.

'same' is taken automatically only where every word of one name spells the word at the same place in the other.
A family name beside a full name, a name with a word more, or a likeness that is not a spelling, is 'unsure': it is
proposed to a person. Whether kinds and countries agree is for the caller to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dateline.domain.names import fold
from dateline.resolve import sounds
from dateline.resolve.romanise import readings

Answer = Literal["same", "unsure", "different"]
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘ʼʿʾ`´ʻ′]")
_ARABIC_ARTICLE = re.compile(r"(?:^|\s)(?:وال|ال)(?=[\u0621-\u06ff]{2})")
_ALLAH = re.compile(r"[aeou]?l{1,2}ah?\Z")
_DIN = re.compile(r"[aeiu]?d{1,2}[ie]+ne?\Z")
_ABD = re.compile(r"(?:abd|cabd)(?:[aeiou]l|[ou]|[aeiou]r(?=r)|[aeiou]s(?=s)|[aeiou]n(?=n)|[iae]r(?=r)|i(?=r))?")
_ABD_WORDS = frozenset("abd abdul abdel abdal abdol abdoul abdur abdus abdun abder abdir cabdi عبد".split())
_STEM = re.compile(r"al(?:din|lah)\Z")
_MIN_WHOLE = 7  # letters a whole name has at least, for comparing names written in one or two words


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and why."""

    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class NameWords:
    """What `spelling.yaml` tells: spellings of given names, names kept apart, honorifics, particles, group words."""

    variants: Mapping[str, str]
    distinct: frozenset[frozenset[str]]
    honorifics: frozenset[str]
    particles: frozenset[str]
    heads: Mapping[str, frozenset[int]]


def load_name_words(file: Path) -> NameWords:
    """Read `spelling.yaml`."""
    import yaml

    told = yaml.safe_load(file.read_text("utf-8"))
    heads: dict[str, set[int]] = {}
    for number, line in enumerate(told["heads"]):
        for word in line.split():
            heads.setdefault(word, set()).add(number)
    return NameWords(
        {word: line.split()[0] for line in told["variants"] for word in line.split()},
        frozenset(frozenset(line.split()) for line in told["distinct"]),
        frozenset(told["honorifics"].split()),
        frozenset(told["particles"].split()),
        {word: frozenset(numbers) for word, numbers in heads.items()},
    )


@lru_cache(maxsize=1)
def default_name_words() -> NameWords:
    """The words shipped with the program."""
    return load_name_words(Path(__file__).parent.parent / "data" / "names" / "spelling.yaml")


def same_name(a: str, b: str, words: NameWords | None = None) -> Verdict:
    """Whether two names are spellings of one: 'same', 'unsure' (a person should look) or 'different'."""
    know = words or default_name_words()
    if fold(a) == fold(b) and len(fold(a)) > 1:
        alone = len(fold(a).split()) == 1 and not _is_group(a, know)
        return Verdict("same", "equal but for case, accents and punctuation") if not alone else _alone(a)
    left, right = _parts(a, know), _parts(b, know)
    if not left or not right:
        return Verdict("different", "one of them has no word of its own")
    left_heads, left_rest = _heads(left, know)
    right_heads, right_rest = _heads(right, know)
    if left_heads or right_heads:
        return _groups(left, right, (left_heads, left_rest), (right_heads, right_rest), know)
    return _words(left, right, know)


def _alone(name: str) -> Verdict:
    return Verdict("same", "one word, equal") if name[:1].isupper() else Verdict("unsure", "one word only")


def _is_group(name: str, know: NameWords) -> bool:
    return any(part in know.heads for part in fold(name).split())


def _parts(name: str, know: NameWords) -> tuple[str, ...]:
    """The name's own words, lower case, compounds with Abd, Allah and Din as one word."""
    lower = _ARABIC_ARTICLE.sub(" ", _APOSTROPHES.sub("", name.replace(" الله", "الله").lower()))
    words = _WORD.findall(lower)
    while len(words) > 2 and fold(words[0]) in know.honorifics:
        words = words[1:]
    return tuple(_compounds([w for w in words if w not in know.particles]))


def _compounds(words: Sequence[str]) -> Iterable[str]:
    joined: list[str] = []
    held = ""
    for position, word in enumerate(words):
        if word in _ABD_WORDS and position + 1 < len(words):
            held = "abd"
        elif word in ("allah", "ullah", "الله", "din", "deen", "dine", "eddine", "aldin", "الدين", "دين") and joined:
            joined[-1] += "al" + ("lah" if "l" in word and "d" not in word else "din")
        else:
            joined.append(held + word)
            held = ""
    return joined


def _heads(parts: Sequence[str], know: NameWords) -> tuple[list[frozenset[int]], tuple[str, ...]]:
    heads, rest = [], []
    for part in parts:
        found = next((know.heads[r] for r in (fold(part), *readings(part)) if r in know.heads), None)
        if found is None:
            rest.append(part)
        else:
            heads.append(found)
    return heads, tuple(rest)


def _groups(
    left: Sequence[str],
    right: Sequence[str],
    left_split: tuple[list[frozenset[int]], tuple[str, ...]],
    right_split: tuple[list[frozenset[int]], tuple[str, ...]],
    know: NameWords,
) -> Verdict:
    """Group words may be translated and stand elsewhere; they must mean the same, and the names proper be spellings."""
    if (whole := _words(left, right, know)).answer == "same":
        return whole
    heads = zip(left_split[0], right_split[0], strict=False)
    if len(left_split[0]) == len(right_split[0]) and left_split[1] and all(x & y for x, y in heads):
        proper = _words(left_split[1], right_split[1], know, group=True)
        if proper.answer == "same":
            return Verdict("same", "the group word translated, the name spelled alike")
        return proper
    proper = _words(left_split[1], right_split[1], know, group=True)
    if proper.answer == "same":
        return Verdict("unsure", "the same name with another group word")
    return Verdict("different", "other words")


def _words(left: Sequence[str], right: Sequence[str], know: NameWords, *, group: bool = False) -> Verdict:
    if len(left) == len(right):
        costs = [word_cost(x, y, know) for x, y in zip(left, right, strict=True)]
        if all(c is not None for c in costs):
            total = sum(c for c in costs if c is not None)
            if total <= 0.75 * len(costs) + 0.25:
                return Verdict("same", "each word is a spelling of the other's")
            return Verdict("unsure", "alike in each word, but with many differences")
    if min(len(left), len(right)) > 1 or group or len(left) != len(right):
        whole = _whole(left, right, know)
        if whole:
            return whole
    small, big = sorted((left, right), key=len)
    if len(small) < len(big) and all(any(word_cost(x, y, know) is not None for y in big) for x in small):
        return Verdict("unsure", "one is part of the other")
    return Verdict("different", "other words")


def _whole(left: Sequence[str], right: Sequence[str], know: NameWords) -> Verdict | None:
    """Names cut into words at other places: 'Gholam Ali' and 'Gholamali'."""
    one, other = "".join(left), "".join(right)
    if len(left) == len(right) or max(len(left), len(right)) < 2 or min(len(one), len(other)) < _MIN_WHOLE:
        return None
    price = word_cost(one, other, know)
    if price is not None and price <= 0.5:
        return Verdict("same", "the same name cut into words at other places")
    return None


@lru_cache(maxsize=65536)
def _word_cost(left: str, right: str) -> float | None:
    best: float | None = None
    for x in readings(left):
        for y in readings(right):
            price = sounds.cost(_endings(x), _endings(y))
            if price is not None and (best is None or price < best):
                best = price
    return best


def word_cost(left: str, right: str, know: NameWords) -> float | None:
    """How far apart two words are as spellings of one; None when they are not."""
    if left == right:
        return 0.0
    if left.isdigit() or right.isdigit() or left[0].isdigit() or right[0].isdigit():
        return None
    one, other = fold(left), fold(right)
    named_one, named_other = know.variants.get(one), know.variants.get(other)
    if named_one and named_other:
        return 0.0 if named_one == named_other else None
    stems = frozenset((_STEM.sub("", one), _STEM.sub("", other)))
    if frozenset((named_one or one, named_other or other)) in know.distinct or stems in know.distinct:
        return None
    return _word_cost(left, right)


def _endings(word: str) -> str:
    """Abd-, -allah and -din in one spelling."""
    word = re.sub(r"\A(?:bel|bil|ben|bin)(?=[mkhlg][aeiou])", "bel", word)
    if (match := _ABD.match(word)) and len(word) - match.end() >= 3:
        word = "abd" + word[match.end() :]
    if len(word) > 5 and (match := _ALLAH.search(word)) and word.endswith("h"):
        word = word[: match.start()] + "alah"
    elif len(word) > 5 and (match := _DIN.search(word)):
        word = word[: match.start()] + "adin"
    return word
