"""What a speaker does by saying something: the verb's own act, or, for plain telling, what content and speaker show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.domain.vocabulary import Act, ActorKind
from dateline.extract.statements.lexicon import SpeechLexicon
from dateline.extract.statements.voice import Voice
from dateline.extract.words.triggers import fold

_PARTIES = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE, ActorKind.GOVERNMENT_BODY, ActorKind.PARTY})
_OWN_DOING = re.compile(r"\b(?:we|our|us|will|would|shall|it|its|they|soon)\b")
_OWN_SUBJECT = re.compile(r"(?:on \w+ )?(?:that )?(?:it|its|they|their|his|we|our) ")
_OWN_INTENT = re.compile(
    r"(?:on \w+ )?(?:that )?(?:it|they|he|she|we|his government|its forces|their forces) "
    r"(?:would|will|plans?|planned|intends?|intended) (?!have\b)"
)
_OWN_PLAN = re.compile(r"\b(?:we|our|us|will|would|shall)\b")
_NO_TOLL = re.compile(
    r"\b(?:there (?:had been|have been|were|was|are)|had been|caused|with) no (?:\w+ ){0,3}"
    r"(?:casualt\w+|injur\w+|deaths?|fatalit\w+|damages?|loss(?:es)?|victims?|wounded|survivors?|dead)\b"
)
"""'There were no casualties' tells a toll and denies nothing."""
_SHOWN = (Act.DENY, Act.THREATEN, Act.CONDEMN, Act.PRAISE, Act.ACCUSE, Act.DEMAND)
"""Acts that words of the content show, strongest first."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the choice of an act rests on.

    `content` is in lower case; `rivals`: an actor of another side is named in it; `culprit`: who of another side is
    said to have done harm there (empty for nobody); `quoted`: it is a direct quotation that tells no happening;
    `own_deed`: the speaker's own side does harm there.
    """

    content: str
    rivals: bool
    voice: Voice
    culprit: str = ""
    quoted: bool = False
    own_deed: bool = False


def choose_act(act: Act, said: Said, lexicon: SpeechLexicon, *, is_open: bool, wants: str | None) -> tuple[Act, str]:
    """The act of a statement and the reason for it; `act` is the verb's own, `is_open` leaves it to the content."""
    if said.voice.kind == "outlet" and act is Act.ACCUSE and not said.voice.armed:
        return Act.REPORT, "an outlet reports"
    if wants == "threat":
        harm = lexicon.marks["vowed_harm"].search(said.content) and not lexicon.marks["lawful"].search(said.content)
        return (Act.THREATEN, "vows harm") if harm else (act, "the verb")
    if wants == "warning":
        return _warning(said, lexicon)
    if not is_open:
        return act, "the verb"
    shown = next(_by_content(said, lexicon), None)
    return shown or _by_voice(act, said, lexicon)


def _found(act: Act, said: Said, lexicon: SpeechLexicon) -> str | None:
    match = lexicon.content[act].search(said.content)
    return match.group() if match else None


def _warning(said: Said, lexicon: SpeechLexicon) -> tuple[Act, str]:
    """A warning is a threat in the mouth of a party that speaks of harm; of its rival's doings it accuses."""
    armed = said.voice.armed
    side = armed or said.voice.actor_kind is ActorKind.PARTY
    if side and said.rivals and not _OWN_PLAN.search(said.content):
        return Act.ACCUSE, "a party warns of its rival"
    private = said.voice.kind == "person" and said.voice.speaker.actor_id is None and said.voice.organisation is None
    if (_found(Act.THREATEN, said, lexicon) and not private) or (armed and not said.voice.analyst):
        return Act.THREATEN, "a warning of harm"
    party = said.voice.actor_kind in _PARTIES or (said.voice.kind == "person" and said.voice.organisation is not None)
    if party and not said.voice.analyst and lexicon.marks["warned_harm"].search(said.content):
        return Act.THREATEN, "a party's warning of harm"
    return Act.ASSESS, "a warning"


def _by_content(said: Said, lexicon: SpeechLexicon) -> Iterator[tuple[Act, str]]:
    """Acts that the content shows; outlets do nothing but report, witnesses and sources report or accuse."""
    voice = said.voice
    if voice.kind in ("outlet", "document"):
        yield Act.REPORT, "an outlet reports"
    if ignorance := lexicon.marks["could_not_confirm"].search(said.content):
        yield Act.REPORT, f"'{ignorance.group()}'"
    if said.own_deed and voice.armed:
        yield Act.CLAIM_RESPONSIBILITY, "tells its own deed"
    if said.quoted and lexicon.marks["blaming"].search(said.content) and not voice.analyst:
        yield Act.ACCUSE, "blames in strong words"
    private = voice.kind == "person" and voice.speaker.actor_id is None and voice.organisation is None
    generic = said.culprit.lower() in lexicon.words["culprits"]
    if said.culprit and not voice.teller and not voice.analyst and not (private and generic):
        yield Act.ACCUSE, f"blames {said.culprit}"
    if voice.armed and (cue := _found(Act.CLAIM_RESPONSIBILITY, said, lexicon)):
        yield Act.CLAIM_RESPONSIBILITY, f"'{cue}'"
    told = replace(said, content=_NO_TOLL.sub("", said.content))
    for act in _SHOWN:
        cue = _found(act, told, lexicon)
        if cue is not None and _may(act, said):
            yield act, f"'{cue}'"


def _may(act: Act, said: Said) -> bool:
    """Whether this speaker does such an act by such words."""
    voice = said.voice
    if act is Act.ACCUSE:
        return said.rivals and not voice.analyst
    if voice.teller:
        return False
    own = _OWN_PLAN if said.quoted else _OWN_DOING  # 'they are taking revenge', a quoted witness says, is no threat
    return act is not Act.THREATEN or voice.armed or bool(own.search(said.content))


def _by_voice(act: Act, said: Said, lexicon: SpeechLexicon) -> tuple[Act, str]:
    """What plain telling is in the mouth of this speaker."""
    voice = said.voice
    if act is not Act.REPORT:
        return act, "the verb"
    if voice.teller:
        return Act.REPORT, "tells what was seen"
    if voice.analyst:
        return Act.ASSESS, "an analyst's view"
    if voice.armed and said.rivals and not _OWN_SUBJECT.match(said.content):
        return Act.ACCUSE, "a party speaks of its rival"
    if _OWN_INTENT.match(said.content):
        return Act.ANNOUNCE, "tells its own plan"
    private = voice.kind == "person" and voice.speaker.actor_id is None and voice.organisation is None
    if (said.quoted or private) and lexicon.marks["lived"].search(said.content):
        return Act.REPORT, "tells what was lived through"
    return _by_cue(said, lexicon)


def _by_cue(said: Said, lexicon: SpeechLexicon) -> tuple[Act, str]:
    """Announcing and judging have their words; views are quoted, facts retold, but private persons tell."""
    voice = said.voice
    told = replace(said, content=lexicon.marks["may_rise"].sub("", said.content))
    for one in (Act.ANNOUNCE, Act.ASSESS):
        if cue := _found(one, told, lexicon):
            return one, f"'{cue}'"
    if told.content != said.content:
        return Act.REPORT, "tells a toll"
    private = voice.kind == "person" and voice.speaker.actor_id is None and voice.organisation is None
    if said.quoted and (_OWN_PLAN.search(said.content) or not private):
        return Act.ASSESS, "a direct quotation"
    return Act.REPORT, "the verb"


def folded(text: str) -> str:
    """Content as the patterns expect it: lower case, straight apostrophes, single white space."""
    return " ".join(fold(text).split())
