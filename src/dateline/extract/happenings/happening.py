"""One happening as an article tells it: the mentions joined so far and the slots they fill together."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.domain.actor import DateMention, PlaceMention
from dateline.domain.counts import CountRange
from dateline.domain.text import Span
from dateline.domain.vocabulary import EventType, Stance, Status
from dateline.extract.mentions.mention import EventMention
from dateline.extract.mentions.nearness import finer_date, finer_told
from dateline.extract.mentions.sides import ONE_SIDE
from dateline.extract.mentions.weapons import MODE_ORDER
from dateline.extract.parties.parties import Party
from dateline.extract.syntax.counts import total_of

# Weapons that strike more than the one who is named.
_WIDE = frozenset({"airstrike", "missile", "drone", "bomb", "car bomb", "IED", "rocket", "artillery", "suicide vest"})
COUNT_SLOTS = ("killed", "injured", "weapon_count")


@dataclass(eq=False)
class Happening:
    """A working value of the article's reading; turned into a frozen Report at the end."""

    type: EventType
    parts: list[EventMention] = field(default_factory=list)
    mode: str | None = None
    weapon: str | None = None
    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    killed: CountRange | None = None
    injured: CountRange | None = None
    weapon_count: CountRange | None = None
    count: CountRange | None = None
    date: DateMention | None = None
    place: PlaceMention | None = None
    country: str | None = None
    status: Status = Status.HAPPENED
    aggregate: bool = False
    soft_total: bool = False
    background: bool = False
    stances: dict[str, Stance] = field(default_factory=dict)
    stance: Stance | None = None
    said_by: list[str] = field(default_factory=list)
    vague: dict[str, tuple[str, Span, str | None]] = field(default_factory=dict)
    named_only: bool = False
    rules: list[str] = field(default_factory=list)
    fields: dict[str, Span] = field(default_factory=dict)
    evidence: list[Span] = field(default_factory=list)
    alternatives: list[tuple[str, CountRange | str, Span, str | None]] = field(default_factory=list)

    @property
    def first(self) -> EventMention:
        """The mention that tells it first."""
        return self.parts[0]

    @property
    def strength(self) -> int:
        """The fullest mention's strength."""
        return max(part.strength for part in self.parts)

    def actor_ids(self) -> set[str]:
        """The actors of the book among the doers."""
        return {p.actor_id for p in self.actors if p.actor_id}

    def recipient_ids(self) -> set[str]:
        """The actors of the book among those it was done to."""
        return {p.actor_id for p in self.recipients if p.actor_id}


def happening_of(mention: EventMention, evidence: Span) -> Happening:
    """A happening told by one mention."""
    made = Happening(type=mention.type)
    absorb(made, mention, evidence)
    return made


def absorb(made: Happening, mention: EventMention, evidence: Span) -> None:
    """Add a mention: fill empty slots, keep differing counts as alternatives, keep the words."""
    made.parts.append(mention)
    made.type = made.type if len(made.parts) > 1 else mention.type
    known_before = bool(made.actors)
    named_before = made.actor_ids()
    _join_parties(made, mention)
    _join_mode(made, mention)
    for slot in COUNT_SLOTS:
        _join_count(made, slot, getattr(mention, slot), evidence, mention)
    made.count = made.count or mention.count
    if mention.date is not None and (made.date is None or finer_date(mention.date, made.date)):
        made.date = mention.date
    if mention.place is not None and (made.place is None or finer_told(mention.place, made.place)):
        made.place = mention.place
    made.country = made.country or mention.country
    made.aggregate = (
        mention.aggregate
        if len(made.parts) == 1
        else made.aggregate and (mention.aggregate or mention.effect is not None)
    )
    made.soft_total = (
        mention.soft_total
        if len(made.parts) == 1
        else made.soft_total and (mention.soft_total or not mention.aggregate)
    )
    if len(made.parts) == 1:
        made.status = mention.status
    elif mention.status is Status.HAPPENED and made.status is Status.ALLEGED:
        made.status = Status.HAPPENED
    if not known_before and len(made.parts) > 1 and mention.said_by and mention.scene is not made.parts[0].scene:
        for party in mention.actors:  # the doer is named only by somebody quoted
            if not party.generic or party.known:
                made.stances.setdefault(party.actor_id or party.name, Stance.BLAMED)
    told = dict(mention.stances)
    if ONE_SIDE in mention.rules:  # the article itself has named them before
        told = {who: stance for who, stance in told.items() if who not in named_before}
    made.stances.update(told)
    if mention.stance is not Stance.STATED:
        made.stance = made.stance or mention.stance
    made.said_by += [name for name in mention.said_by if name not in made.said_by]
    made.rules += [rule for rule in mention.rules if rule not in made.rules]
    for slot, span in mention.fields.items():
        made.fields.setdefault(slot, span)
    if evidence not in made.evidence:
        made.evidence.append(evidence)


def _join_parties(made: Happening, mention: EventMention) -> None:
    if len(made.parts) > 1 and any(not p.pronoun for p in made.recipients):
        mention.recipients = [p for p in mention.recipients if not p.pronoun]  # they are those named before
    for own, new in ((made.actors, mention.actors), (made.recipients, mention.recipients)):
        for party in new:
            key = (party.actor_id or party.name).lower()
            if all((p.actor_id or p.name).lower() != key for p in own):
                own.append(party)
    if any(p.known for p in made.actors):
        sides = any(part.trigger.frame.name == "clash" for part in made.parts)  # 'fighting between police and rebels'
        made.actors = [p for p in made.actors if p.known or (sides and p.kind == "human") or _of_a_state(p, mention)]
    ids = made.actor_ids()
    made.recipients = [p for p in made.recipients if not p.actor_id or p.actor_id not in ids]


def settle(made: Happening) -> None:
    """After all joining: a blast that killed those named may have killed others, too."""
    if made.named_only and made.killed is not None and made.weapon in _WIDE and made.killed.low:
        made.killed = CountRange.at_least(made.killed.low)
    _guns(made)
    if made.killed is None and made.injured is None:  # shot, and nobody says that they died
        for part in made.parts:
            if part.trigger.lemma == "shoot" and part.victims:
                made.injured = total_of(part.scene, [v for v in part.victims if part.scene.living(v)])
                return


def _guns(made: Happening) -> None:
    """Gunmen use guns, and whoever comes under fire is shot at, where no other weapon is told."""
    if made.type is not EventType.ASSAULT or made.mode is not None or made.weapon is not None:
        return
    told = [p.words or p.span for p in made.actors]
    words = {word for span in told if span is not None for word in span.quote(made.first.scene.text).lower().split()}
    if words & {"gunmen", "gunman"} or any("under fire" in part.trigger.lemma for part in made.parts):
        made.mode, made.weapon = "firearms", "small arms"
        made.rules.append("guns: by who did it, or by the fire they came under")


def _of_a_state(party: Party, mention: EventMention) -> bool:
    """Other described doers beside a named one say the same ('militants ... the Islamic Resistance').

    'Russian and regime air strikes' are two doers: whose regime it is, is seen later.
    """
    return party.kind == "human" and mention.scene.lexicon.is_a(party.name.lower(), "sender")


def _join_mode(made: Happening, mention: EventMention) -> None:
    vague = made.weapon in ("bomb", "artillery", "small arms")
    if mention.weapon is not None and (made.weapon is None or (vague and mention.weapon != "small arms")):
        made.weapon = mention.weapon
    far = len(MODE_ORDER)
    if mention.mode is not None and MODE_ORDER.get(mention.mode, far) < MODE_ORDER.get(made.mode or "", far + 1):
        made.mode = mention.mode


def _join_count(made: Happening, slot: str, value: CountRange | None, evidence: Span, mention: EventMention) -> None:
    speaker = mention.said_by[0] if mention.said_by else None
    old = getattr(made, slot)
    word = mention.vague.get(slot)
    if word is not None:
        if old is not None and denies(word, old):
            made.alternatives.append((slot, word, evidence, speaker))
        made.vague.setdefault(slot, (word, evidence, speaker))
    if value is None:
        return
    named = mention.named_only and slot == "killed"
    said = made.vague.get(slot)
    if said is not None and old is None and said[1] != evidence and denies(said[0], value):
        if _FEWEST[said[0]] > _A_FEW:
            setattr(made, slot, value)  # 'dozens died'; 'it killed twelve': counted since
        made.alternatives += [(slot, *said), (slot, value, evidence, speaker)]
    elif old is None:
        setattr(made, slot, value)
        made.named_only = made.named_only or named
    elif slot != "weapon_count" and old.low and value.low and _adds(made, mention, slot):
        setattr(made, slot, old.plus(value))
        made.rules.append(f"{slot}: those told before and {value.low} more")
        made.named_only = False
    elif slot == "killed" and made.named_only and not named and (value.low or 0) >= (old.low or 0):
        setattr(made, slot, value)  # some of the dead were named before, now all are counted
        made.named_only = False
    elif _of_one_side(made, slot, mention) and (value.low or 0) <= (old.low or 0):
        return  # 'five officers and twelve rebels died'; '14 rebels were killed': no rival figure
    elif value != old and not (named and (value.low or 0) <= (old.low or value.low or 0)):
        made.alternatives.append((slot, value, evidence, speaker))


_SIDES = {
    **dict.fromkeys(
        "militants militant rebels rebel insurgents gunmen fighters terrorists attackers".split(), "fighters"
    ),
    **dict.fromkeys("soldiers soldier officers officer policemen police troops guards servicemen".split(), "forces"),
}


def _sides(mention: EventMention) -> set[str]:
    """Whether fighters, forces or others were hit, as far as the nouns tell."""
    return {_SIDES.get(mention.scene.parsed.lower[victim], "people") for victim in mention.victims}


def _of_one_side(made: Happening, slot: str, mention: EventMention) -> bool:
    """The mention counts one side of those whom another counts together."""
    counted = [_sides(part) for part in made.parts if part is not mention and getattr(part, slot) is not None]
    return bool(mention.victims) and any(_sides(mention) < sides for sides in counted)


_MORE = frozenset({"also", "too", "additional"})
_MORE_OF_THEM = frozenset({"another", "additional", "further"})


def _adds(made: Happening, mention: EventMention, slot: str) -> bool:
    """'Seven fighters were killed as well', 'a further three died': dead beside those of a sentence before."""
    scene = mention.scene
    before = [part for part in made.parts if part is not mention and part.scene is scene]
    if any(getattr(part, slot) is not None for part in before):
        return False
    lower, parsed = scene.parsed.lower, scene.parsed
    beside = {lower[c] for c in parsed.kids(mention.token, "advmod", "npadvmod")}
    after = lower[mention.token + 1 : mention.token + 3]
    if beside & _MORE or tuple(after) == ("as", "well"):
        return True
    near = {lower[c] for victim in mention.victims for c in parsed.children[victim] if c < victim}
    others = made.named_only and any(lower[victim] == "others" for victim in mention.victims)
    return others or bool(near & _MORE_OF_THEM)


_FEWEST = {
    "several": 2, "some": 2, "few": 2, "many": 3, "numerous": 3, "multiple": 2, "various": 2,
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000,
}  # fmt: skip


_A_FEW = 3


def denies(word: str, value: CountRange) -> bool:
    """Whether a number leaves no room for the word: 'one' for 'several', 'nearly 200' for 'hundreds'."""
    fewest = _FEWEST.get(word)
    if fewest is None or value.high is None:
        return False
    return value.high < fewest or (value.low is None and value.high <= fewest)
