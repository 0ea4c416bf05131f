"""What a speaker does by saying something: the verb's own act, or, for plain telling, what content and speaker show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.domain.vocabulary import Act, ActorKind
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.voice import Voice
from dateline.extract.triggers import fold

_ARMED = frozenset({ActorKind.ARMED_GROUP})
_PARTIES = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY})


_OWN_DOING = re.compile(r"\b(?:we|our|us|will|would|shall|it|its|they|soon)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What the choice of an act rests on: the content in lower case, whether others are named in it, who is said to have
    done harm there (empty for nobody or the speaker's own side), whether it is a direct quotation, and who says it."""

    content: str
    rivals: bool
    voice: Voice
    culprit: str = ""
    quoted: bool = False


def choose_act(act: Act, said: Said, lexicon: SpeechLexicon, *, is_open: bool, wants: str | None) -> tuple[Act, str]:
    """The act of a statement and the reason for it."""
    if said.voice.kind == "outlet" and act is Act.ACCUSE and said.voice.actor_kind not in _ARMED:
        return Act.REPORT, "an outlet reports"
    if wants == "threat":
        return (Act.THREATEN, "vows harm") if _vows_harm(said, lexicon) else (act, "the verb")
    if wants == "warning":
        return _warning(said, lexicon)
    if not is_open:
        return act, "the verb"
    for one, reason in _by_content(said, lexicon):
        return one, reason
    return _by_voice(act, said, lexicon)


def _found(act: Act, said: Said, lexicon: SpeechLexicon) -> str | None:
    match = lexicon.content[act].search(said.content)
    return match.group() if match else None


def _vows_harm(said: Said, lexicon: SpeechLexicon) -> bool:
    words = (
        "retaliat",
        "reveng",
        "aveng",
        "attack",
        "fight",
        "destroy",
        "remove",
        "expel",
        "strike",
        "kill",
        "target",
        "punish",
        "crush",
        "hunt",
        "respond",
        "escalat",
        "war",
        "eliminate",
        "continue",
    )
    return any(word in said.content for word in words) and not any(
        w in said.content for w in ("catch", "investigat", "justice", "against corruption")
    )


def _warning(said: Said, lexicon: SpeechLexicon) -> tuple[Act, str]:
    if said.voice.actor_kind in _ARMED and said.rivals and not _OWN_DOING.search(said.content):
        return Act.ACCUSE, "a party warns of its rival"
    if _found(Act.THREATEN, said, lexicon) or (said.voice.actor_kind in _ARMED and not said.voice.analyst):
        return Act.THREATEN, "a warning of harm"
    if said.voice.actor_kind in _PARTIES and any(
        w in said.content for w in ("attack", "strike", "consequence", "answer", "response", "escalat")
    ):
        return Act.THREATEN, "a party's warning of harm"
    return Act.ASSESS, "a warning"


def _by_content(said: Said, lexicon: SpeechLexicon) -> list[tuple[Act, str]]:
    """Acts that the content shows, strongest first; witnesses, sources and outlets do nothing but report."""
    voice = said.voice
    found: list[tuple[Act, str]] = []
    if voice.kind in ("outlet", "document"):
        return [(Act.REPORT, "an outlet reports")]
    if cue := lexicon.own_confirmation.search(said.content):
        return [(Act.REPORT, f"'{cue.group()}'")]
    if said.culprit and not voice.teller and not voice.analyst:
        found.append((Act.ACCUSE, f"blames {said.culprit}"))
    party = voice.actor_kind in _ARMED or (voice.organisation is not None and not voice.teller)
    if (
        (voice.actor_kind in _ARMED or party)
        and (cue := _found(Act.CLAIM_RESPONSIBILITY, said, lexicon))
        and voice.actor_kind in _ARMED
    ):
        found.append((Act.CLAIM_RESPONSIBILITY, cue))
    order = (Act.DENY, Act.THREATEN, Act.CONDEMN, Act.PRAISE, Act.ACCUSE, Act.DEMAND)
    for act in order:
        if voice.teller and act not in (Act.ACCUSE,):
            continue
        cue = _found(act, said, lexicon)
        if cue is None or (act is Act.ACCUSE and not said.rivals):
            continue
        if act is Act.THREATEN and not _OWN_DOING.search(said.content) and voice.actor_kind not in _ARMED:
            continue
        if act is Act.ACCUSE and voice.analyst:
            continue
        found.append((act, f"'{cue}'"))
    return found


def _by_voice(act: Act, said: Said, lexicon: SpeechLexicon) -> tuple[Act, str]:
    voice = said.voice
    if act is not Act.REPORT:
        return act, "the verb"
    if voice.teller:
        return Act.REPORT, "tells what was seen"
    if voice.analyst:
        return Act.ASSESS, "an analyst's view"
    if voice.actor_kind in _ARMED and voice.kind != "outlet" and said.rivals:
        return Act.ACCUSE, "a party speaks of its rival"
    if cue := _found(Act.ANNOUNCE, said, lexicon):
        return Act.ANNOUNCE, f"'{cue}'"
    if cue := _found(Act.ASSESS, said, lexicon):
        return Act.ASSESS, f"'{cue}'"
    if said.quoted:  # facts are mostly retold, views quoted
        return Act.ASSESS, "a direct quotation"
    return Act.REPORT, "the verb"


def folded(text: str) -> str:
    """Content as the patterns expect it: lower case, straight apostrophes, single white space."""
    return " ".join(fold(text).split())
