"""The name a sentence gives to somebody it describes: 'the attacker, identified as X', 'described X as a man who'."""

from __future__ import annotations

from dateline.domain.actor import ActorMention
from dateline.domain.vocabulary import ActorKind
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lists import listed

_BE = frozenset({"is", "was", "be", "been", "are", "were"})


def name_of(scene: Scene, token: int) -> int | None:
    """The token of the name that stands for the described person at `token`; None where the sentence gives none."""
    return _told_as(scene, token) or _is_called(scene, token) or _regarded(scene, token) or _apposed(scene, token)


def _apposed(scene: Scene, token: int) -> int | None:
    """'The woman, Reza Gul, ...': the name between commas of somebody told of before."""
    parsed = scene.parsed
    if not token or parsed.lower[token - 1] != "the" or token + 1 >= len(parsed) or parsed.lower[token + 1] != ",":
        return None
    apposed = [a for a in parsed.kids(token, "appos") if scene.np_left(a) == token + 2 and proper(scene, a)]
    return next((a for a in apposed if a + 1 >= len(parsed) or parsed.lower[a + 1] in (",", ".")), None)


def _told_as(scene: Scene, token: int) -> int | None:
    """'The woman, identified as X, ...', 'a man named X'."""
    parsed = scene.parsed
    for verb in parsed.kids(token, "acl", "relcl"):
        if parsed.lower[verb] in listed("gives_a_name"):
            return _below(scene, verb)
    return None


def _is_called(scene: Scene, token: int) -> int | None:
    """'The shooter is X', 'the attacker was identified as X', 'police identified the attacker as X'."""
    parsed = scene.parsed
    verb = parsed.heads[token]
    if parsed.deps[token] == "nsubj" and parsed.lower[verb] in _BE:
        return next((a for a in parsed.kids(verb, "attr") if proper(scene, a)), None)
    if parsed.deps[token] in ("nsubjpass", "dobj") and parsed.lower[verb] in listed("gives_a_name"):
        return _below(scene, verb)
    return None


def _regarded(scene: Scene, token: int) -> int | None:
    """'Officials described X as a leader who ...': X is the leader."""
    parsed = scene.parsed
    link = parsed.heads[token]
    if (
        parsed.deps[token] != "pobj"
        or parsed.lower[link] != "as"
        or parsed.lower[parsed.heads[link]] not in listed("regards_as")
    ):
        return None
    told = parsed.kids(parsed.heads[link], "dobj", "nsubjpass")
    return next((t for t in told if proper(scene, t)), None)


def _below(scene: Scene, verb: int) -> int | None:
    parsed = scene.parsed
    found = parsed.kids(verb, "oprd", "attr")
    found += [o for prep in parsed.kids(verb, "prep") if parsed.lower[prep] == "as" for o in parsed.kids(prep, "pobj")]
    return next((t for t in found if proper(scene, t)), None)


def proper(scene: Scene, token: int) -> bool:
    """The proper name of a person: one the article knows as a person, or words that no list knows."""
    actor = scene.actor_at.get(token)
    if actor is not None:
        return actor.kind.value == "person"
    if not scene.parsed.words[token][:1].isupper() or token in scene.place_at:
        return False
    known = scene.lexicon.noun_of.get(scene.parsed.lower[token])
    return not known and any(scene.parsed.words[m][:1].isupper() for m in scene.modifiers(token))


def class_name(scene: Scene, actor: ActorMention, token: int) -> str:
    """A state's people in the words of the text: 'US contractor' for 'an American contractor', 'Norian farmers'.

    The state's usual adjective, then the words behind it as they stand: one stays one.
    """
    if not actor.generic or actor.kind is not ActorKind.OTHER:
        return actor.name
    parsed = scene.parsed
    here = scene.tokens_of(actor.span)
    label = actor.name.rpartition(" ")[0]
    told = [t for t in range(here[0], max(here[-1], token) + 1) if not parsed.words[t][:1].isupper()] if here else []
    told = [t for t in told if parsed.words[t][:1].isalpha()]
    plain = told and told == list(range(told[0], told[0] + len(told))) and told[-1] == max(here[-1], token)
    if not label or not plain or not label[0].isupper():
        return actor.name
    return f"{label} {' '.join(parsed.words[t] for t in told)}"


def called(scene: Scene, token: int) -> str | None:
    """'The cargo ship Rosalind', 'the bus company Karda Lines': the name that stands right behind the thing."""
    parsed = scene.parsed
    for apposed in parsed.kids(token, "appos"):
        first = scene.np_left(apposed)
        if first == token + 1 and all(parsed.words[t][:1].isupper() for t in range(first, apposed + 1)):
            return parsed.span(first, apposed).quote(scene.text)
    return None


def like_a_day(word: str) -> bool:
    """A misspelt weekday, which no list of dates knows."""
    return word.endswith(("sday", "nday", "iday", "rday")) and len(word) > len("friday") - 1
