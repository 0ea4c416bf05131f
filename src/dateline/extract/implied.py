"""Those it was done to, where the words beside the happening tell it: hosts who were told, the country left."""

from __future__ import annotations

from dataclasses import replace

from dateline.domain.vocabulary import EventType
from dateline.extract.clause import verb_clause
from dateline.extract.filling import fill
from dateline.extract.mention import EventMention
from dateline.extract.party import BARE_NUMBER
from dateline.extract.reference import Discourse

# What a visitor does to those whom he visits.
_TELLS = frozenset(
    "told urged met assured warned asked briefed instructed ordered advised pressed reassured congratulated thanked "
    "addressed saw".split()
)


def implied(mention: EventMention, discourse: Discourse) -> None:
    """Add or mend the recipients of a mention whose clause alone does not tell them."""
    if mention.type is EventType.CONSULT and mention.mode == "visit" and mention.verbal:
        _hosts(mention, discourse)
    _counted_things(mention)


def _hosts(mention: EventMention, discourse: Discourse) -> None:
    """'Visited Karda and urged militias to stop': those urged received him."""
    scene = mention.scene
    for verb in scene.parsed.kids(mention.token, "conj"):
        if scene.parsed.lower[verb] in _TELLS:
            told = verb_clause(scene, verb)
            fill(mention, [o for o in told.objects if scene.living(o)], "recipient", discourse)


def _counted_things(mention: EventMention) -> None:
    """'Found 24 rockets and seized 12 more', 'cut its troops from 900 to 400': a bare number of things, not people."""
    numbers = [p for p in mention.recipients if p.reason == BARE_NUMBER]
    if not numbers or not (mention.mode == "seize" or mention.type is EventType.RETREAT):
        return
    if mention.mode == "release":
        return
    scene = mention.scene
    things = [t for t in scene.weapon_at if t < numbers[0].token and scene.weapon_at[t].last == t]
    mention.recipients = [p for p in mention.recipients if p.reason != BARE_NUMBER]
    if things and mention.mode == "seize":
        name = scene.parsed.words[things[-1]]
        mention.recipients.append(replace(numbers[0], name=name, kind="other", reason="things counted before"))
