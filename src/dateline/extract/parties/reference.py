"""Whom a pronoun or a definite description stands for, by rules of recency, number and kind; the reason is kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.parties.around import acting, armed_context, before, beside, modifies, speaker
from dateline.extract.parties.bodies import Bodies, NoBodies
from dateline.extract.parties.party import Party
from dateline.extract.syntax.scene import Scene
from dateline.extract.words.lexicon import Lexicon
from dateline.extract.words.lists import listed

_GROUPS = frozenset(
    {
        ActorKind.ARMED_GROUP,
        ActorKind.PARTY,
        ActorKind.GOVERNMENT_BODY,
        ActorKind.STATE,
        ActorKind.INTERNATIONAL_BODY,
        ActorKind.OTHER,
    }
)
_FIGHTERS = frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY})
_ORGANS = frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.STATE, ActorKind.INTERNATIONAL_BODY})
_STATES = frozenset({ActorKind.STATE})
_STATE_NOUNS = frozenset({"country", "nation", "kingdom", "republic"})
# Words before the name of a state that make it the place, not one who acts.
_WHERE = re.compile(
    r"\b(?:in|from|into|across|inside|throughout|near|outside|northern|southern|eastern|western|central)\s(?:the\s)?$",
    re.IGNORECASE,
)
_GOVERNMENTS = ("Government of", "White House", "Presidency", "Cabinet", "Kremlin")
_SHE = frozenset({"she", "her", "hers", "herself"})
_REACH = 3  # sentences looked back for a pronoun
_FAR_REACH = 8  # sentences looked back for a description
_DESCRIPTORS = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom the words stand for."""

    name: str
    kind: str
    actor_id: str
    generic: bool
    person: bool = False


class Discourse:
    """The article's actor mentions in order, asked backwards from a place in the text."""

    def __init__(
        self,
        mentions: Sequence[ActorMention],
        sentences: Sequence[Span],
        lexicon: Lexicon,
        bodies: Bodies | None = None,
    ) -> None:
        self._mentions = sorted((m for m in mentions if not m.adjective), key=lambda m: m.span)
        self._countries = {m.actor_id: m.country for m in mentions if m.kind is ActorKind.STATE}
        self._starts = [m.span.start for m in self._mentions]
        self._sentences = sentences
        self._sentence_starts = [s.start for s in sentences]
        self._lexicon = lexicon
        self.bodies: Bodies = bodies or NoBodies()
        self._owners: dict[str, tuple[str, str]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._persons: dict[int, Party] = {}
        self._doers: list[tuple[int, int, Party]] = []

    def keep_doer(self, scene: Scene, party: Party) -> None:
        """Remember armed people whom the book does not know, by the place where the article tells of their deed."""
        self._doers.append((scene.parsed.index, party.span.start, party))

    def _doer_told(self, scene: Scene, token: int) -> tuple[int, Party] | None:
        """The described people taken up by 'the bandits' or 'the attackers', and how many sentences back they stand."""
        noun, offset = scene.parsed.lower[token], scene.parsed.starts[token]
        for index, start, party in reversed(self._doers):
            back = scene.parsed.index - index
            if start >= offset or back > _FAR_REACH:
                continue
            head = party.name.lower().rsplit(maxsplit=1)[-1]
            if _singular(head) == _singular(noun) or (noun in listed("any_doers") and back <= _REACH):
                return back, party
        return None

    def keep_owner(self, noun: str, name: str, actor_id: str) -> None:
        """Remember whose the thing is: 'US convoys' now, 'the convoys' later."""
        self._owners[_singular(noun)] = (name, actor_id)

    def owner_of(self, noun: str) -> tuple[str, str] | None:
        """Name and id of the owner last told for things called so, or None."""
        return self._owners.get(_singular(noun))

    def keep_name(self, noun: str, name: str, actor_id: str) -> None:
        """Remember who 'the shooter' is, once the article says it."""
        self._names.setdefault(noun, (name, actor_id))

    def names_kept(self) -> dict[str, tuple[str, str]]:
        """Name and id of each described person whom the article names: 'shooter', 'suspect'."""
        return dict(self._names)

    def name_for(self, scene: Scene, token: int) -> tuple[str, str] | None:
        """Name and id of the one told to be 'the shooter'; only for the bare description with 'the'."""
        parsed = scene.parsed
        left = [child for child in parsed.children[token] if child < token]
        if [parsed.lower[child] for child in left] != ["the"] or parsed.kid(token, "prep") is not None:
            return None
        return self._names.get(parsed.lower[token])

    def keep_person(self, index: int, party: Party) -> None:
        """Remember the described person that sentence number `index` is about."""
        self._persons[index] = party

    def last_person(self, scene: Scene) -> Party | None:
        """The described person that one of the two sentences before is about."""
        index = scene.parsed.index
        return self._persons.get(index - 1) or self._persons.get(index - 2)

    def forces_of(self, state: ActorMention) -> ActorMention | None:
        """The armed forces of a state that the article names elsewhere, or None."""
        if state.kind is not ActorKind.STATE:
            return None
        for mention in self._mentions:
            if (
                mention.kind is ActorKind.GOVERNMENT_BODY
                and mention.country == state.country
                and "Armed Forces" in mention.name
            ):
                return mention
        return None

    def forces_of_state(self, actor_id: str) -> ActorMention | None:
        """The armed forces of the state with this id, where the article names both."""
        state = next((m for m in self._mentions if m.actor_id == actor_id and m.kind is ActorKind.STATE), None)
        return self.forces_of(state) if state is not None else None

    def groups_named(self) -> dict[str, ActorMention]:
        """The armed groups that the article names, by their ids; collectives such as 'the militias' are none."""
        return {m.actor_id: m for m in reversed(self.groups_mentioned())}

    def groups_mentioned(self) -> list[ActorMention]:
        """The mentions of armed groups by their names."""
        return [m for m in self._mentions if m.kind is ActorKind.ARMED_GROUP and not m.generic]

    def bodies_named(self) -> list[ActorMention]:
        """The mentions of organs of states, in their own words."""
        return [m for m in self._mentions if m.kind is ActorKind.GOVERNMENT_BODY]

    def foreign_forces(self, country: str) -> bool:
        """Whether the article tells of the armed forces of another country than this one, or of a coalition's."""
        for mention in self._mentions:
            if mention.kind is ActorKind.INTERNATIONAL_BODY and "Coalition" in mention.name:
                return True
            if mention.kind is ActorKind.GOVERNMENT_BODY and mention.country not in (country, None):
                forces = self.bodies.body(mention.country or "", "armed-forces")
                if forces is not None and forces.actor_id == mention.actor_id:
                    return True
        return False

    def state_country(self, actor_id: str) -> str | None:
        """The country code of the state with this id, where the article names it, be it by 'Norian'."""
        return self._countries.get(actor_id)

    def kind_of(self, actor_id: str) -> ActorKind | None:
        """What sort of actor the article names by this id."""
        return next((m.kind for m in self._mentions if m.actor_id == actor_id), None)

    def country_of(self, actor_id: str) -> str | None:
        """The country code of any actor that the article names."""
        return next((m.country for m in self._mentions if m.actor_id == actor_id), None)

    def stands_for(self, scene: Scene, token: int) -> tuple[Antecedent, str] | None:
        """The actor a pronoun stands for, and why."""
        lower = scene.parsed.lower[token]
        cues = self._lexicon.cues
        who = speaker(scene, token)
        if who is not None and lower not in cues["person_pronouns"] and who.kind in _GROUPS:
            return _antecedent(who), f"'{lower}' stands for the one who says it"
        if lower in _SHE:
            return None  # the book does not say who is a woman
        if lower in cues["person_pronouns"]:
            wanted, label = frozenset({ActorKind.PERSON}), "the last person named"
        elif lower in cues["plural_pronouns"]:
            wanted, label = _GROUPS, "the last group named"
        else:
            wanted, label = _GROUPS, "the last body named"
        if lower not in cues["person_pronouns"]:
            taken = self._described_in(scene, token, plural=lower not in cues["group_pronouns"])
            if taken is not None:
                return taken
        if lower not in cues["person_pronouns"] and armed_context(scene, token):
            found = self._last(scene, token, _FIGHTERS, f"'{lower}' stands for the last armed group named")
            if found is not None:
                return found
        return self._last(scene, token, wanted, f"'{lower}' stands for {label}", beside(scene, token))

    def _described_in(self, scene: Scene, token: int, *, plural: bool) -> tuple[Antecedent, str] | None:
        """'The group ... when it attacked', 'the rebels ... when they hijacked': the description before the pronoun."""
        lower = scene.parsed.lower
        for place in range(token - 1, -1, -1):
            if lower[place] not in self._lexicon.cues["group_nouns"] or (
                plural and lower[place] not in listed("armed_people")
            ):
                continue
            told = self.description(scene, place)
            if told is not None:
                return told[0], f"'{lower[token]}' takes up 'the {lower[place]}'"
        return None

    def description(self, scene: Scene, token: int) -> tuple[Antecedent, str] | None:
        """The actor a definite description ('the group', 'the militia') stands for, and why."""
        parsed = scene.parsed
        lower = parsed.lower[token]
        told = self._doer_told(scene, token)
        if told is None and lower not in self._lexicon.cues["group_nouns"] and lower not in _STATE_NOUNS:
            return None
        left = [child for child in parsed.children[token] if child < token]
        if not any(parsed.lower[child] in _DESCRIPTORS for child in left):
            return None
        plain = self._lexicon.cues["group_modifiers"]
        if any(
            parsed.deps[child] in ("compound", "nmod", "poss", "nummod")
            and parsed.lower[child] not in plain
            and parsed.lower[child - 1] != "-"  # 'the Hill-River alliance'
            for child in left
        ):
            return None
        if any(parsed.deps[child] == "amod" and child in scene.actor_at for child in left):
            return None
        if parsed.kid(token, "prep", "relcl", "acl") is not None:
            return None
        wanted = _STATES if lower in _STATE_NOUNS else _ORGANS if lower in listed("organs_of_a_state") else _FIGHTERS
        called = self._called(scene, token, wanted)
        if called is not None:
            return _antecedent(called), f"'the {lower}' is what the article calls it"
        named = self._last(
            scene, token, wanted, f"'the {lower}' describes the last one named", acting(scene, token), _FAR_REACH
        )
        if told is not None and wanted is _FIGHTERS:
            back, party = told
            nearer = named is None or self._sentences_back(scene, token, named[0]) > back
            if nearer:
                return Antecedent(party.name, party.kind, "", False), f"'the {lower}' takes up {party.name!r}"
        return named

    def _sentences_back(self, scene: Scene, token: int, who: Antecedent) -> int:
        """How many sentences before this one the actor was named last."""
        before = bisect_left(self._starts, scene.parsed.starts[token])
        offset = next((m.span.start for m in reversed(self._mentions[:before]) if m.actor_id == who.actor_id), None)
        if offset is None:
            return 0
        return scene.parsed.index - (bisect_left(self._sentence_starts, offset + 1) - 1)

    def _called(self, scene: Scene, token: int, wanted: frozenset[ActorKind]) -> ActorMention | None:
        """'The militia' after 'the Red Falcons militia': the one that carries the word beside its name."""
        noun = _singular(scene.parsed.lower[token])
        for mention in reversed(self._mentions[: bisect_left(self._starts, scene.parsed.starts[token])]):
            after = scene.text[mention.span.end : mention.span.end + len(noun) + 2].strip().lower()
            if mention.kind in wanted and not mention.generic and _singular(after) == noun:
                return mention
        return None

    def doers(self, scene: Scene, token: int) -> tuple[Antecedent, str] | None:
        """The armed group that a bare modifier ('militia attacks') stands for, and why."""
        word = scene.parsed.lower[token]
        if word == "coalition":
            allies = [m for m in self._mentions if m.kind is ActorKind.INTERNATIONAL_BODY and "oalition" in m.name]
            return (_antecedent(allies[0]), "the coalition that the article names") if allies else None
        if word not in listed("groups_as_modifiers"):
            return None
        for mention in reversed(self._mentions[: bisect_left(self._starts, scene.parsed.starts[token])]):
            named = _singular(mention.span.quote(scene.text).lower().rsplit(maxsplit=1)[-1])
            if mention.generic and mention.kind is ActorKind.ARMED_GROUP and named == _singular(word):
                return _antecedent(mention), f"'{word}' means the {word} named before"
        return self._last(scene, token, _FIGHTERS, f"'{scene.parsed.lower[token]}' means the last armed group named")

    def group_of(self, scene: Scene, token: int, collective: ActorMention) -> ActorMention | None:
        """The armed group meant by 'the Norian militants', where the article names just one of that country before."""
        left = {scene.parsed.lower[child] for child in scene.parsed.children[token] if child < token}
        if collective.kind is not ActorKind.ARMED_GROUP or not collective.generic or not left & _DESCRIPTORS:
            return None
        named = {
            m.actor_id: m
            for m in self._mentions
            if m.kind is ActorKind.ARMED_GROUP
            and not m.generic
            and m.country == collective.country
            and m.span.start < scene.parsed.starts[token]
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def holder_of(self, scene: Scene, body: ActorMention) -> ActorMention | None:
        """The person meant by 'Noria's prime minister', where the article names one who leads or led it."""
        office = body.span.quote(scene.text).lower().endswith(("prime minister", "premier", "president"))
        if body.kind is not ActorKind.GOVERNMENT_BODY or not office:
            return None
        persons = {m.actor_id: m for m in self._mentions if m.kind is ActorKind.PERSON and m.country == body.country}
        holders = [m for m in persons.values() if self.bodies.led_by(m.actor_id) is not None]
        return holders[0] if len(holders) == 1 else None

    def state_named(self, country: str | None) -> ActorMention | None:
        """The state with this country code, where the article names it as an actor."""
        return next((m for m in self._mentions if m.kind is ActorKind.STATE and m.country == country), None)

    def state_of(self, body: ActorMention) -> ActorMention | None:
        """The state of a government or administration, where the article names it."""
        if body.kind is not ActorKind.GOVERNMENT_BODY or not any(word in body.name for word in _GOVERNMENTS):
            return None
        for mention in self._mentions:
            if mention.kind is ActorKind.STATE and mention.country == body.country:
                return mention
        return None

    def _last(
        self,
        scene: Scene,
        token: int,
        wanted: frozenset[ActorKind],
        reason: str,
        beside: frozenset[str] = frozenset(),
        reach: int = _REACH,
    ) -> tuple[Antecedent, str] | None:
        offset = scene.parsed.starts[token]
        sentence = scene.parsed.index
        high = bisect_left(self._starts, offset)
        for back in range(reach + 1):
            place = sentence - back
            if place < 0:
                break
            start = self._sentence_starts[place]
            low = bisect_left(self._starts, start)
            here = [m for m in self._mentions[low:high] if m.kind in wanted and m.actor_id not in beside]
            if not back:
                here = [m for m in here if not modifies(scene, m)]
            here = [m for m in here if m.kind is not ActorKind.STATE or not _WHERE.search(before(scene, m))] or here
            high = low
            if here:
                # the first one of a sentence is mostly its subject, the likeliest to be taken up
                best = here[0]
                return Antecedent(
                    best.name, "actor", best.actor_id, best.generic, best.kind is ActorKind.PERSON
                ), f"{reason} ({back} sentences back)" if back else reason
        return None


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


def _antecedent(mention: ActorMention) -> Antecedent:
    return Antecedent(mention.name, "actor", mention.actor_id, mention.generic, mention.kind is ActorKind.PERSON)
