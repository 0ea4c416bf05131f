"""Who the two sides of a relation are: tags to speakers, and those whom only a title or an adjective names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.domain.actor import ActorCandidate, ActorMention
from dateline.domain.names import fold
from dateline.domain.report import Speaker
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.relations.tagging import Party, Tagged

TAG = re.compile(r"<[A-Za-z](\d+)>")
BACKED_NAME = re.compile(r"\b([A-Z][\w.]*)[-\s–](?:backed|supported|sponsored|funded)\b", re.IGNORECASE)
_PRO_NAME = re.compile(r"\bpro[-\s–]([A-Z]\w+)\b|\b([A-Z]\w+)['’]s? (?:[a-z]+ )?prox(?:y|ies)", re.IGNORECASE)
_OFFICE_TITLE = re.compile(
    r"(.{2,40}?)(?:['’]s)?\s+((?:(?:deputy|foreign|interior|defen[cs]e|health|finance|oil|vice|interim|acting|caretaker|"
    r"supreme|prime|new)\s+)*(?:president|premier|minister|ministers|secretary|leader|ambassador|chancellor|king|mp|"
    r"lawmaker|parliamentarian|legislator))\Z",
    re.IGNORECASE,
)
_COMMON = frozenset("the a an in on at as but and while when after for then if since because although for by".split())
_SUBJECTS = frozenset({"any", "any_side", "group", "person", "full_person", "any_person", "org"})
_APPOSED = re.compile(
    r"<[GBYPNOU](\d+)>,? (?:who is |which is |is |was )?(?:an?|the|another|one of the)"
    r"(?: (?!(?:of|with|from|in|by|for|to|and|at|on)\b)[a-z-]+){0,3} \Z",
)
_CALLED = re.compile(
    r"(?: in (?:the )?<\w\d+>)?,? (?:widely |collectively |better |also )?(?:known|referred to|called) (?:as )?"
    r"(?:the )?<[GBYOU](\d+)>"
)
"""'Sumland-backed militias known as the Red Falcons': what is told is told of the name."""
_UNNAMED_REGIONS = frozenset(["regional", "provincial", "city", "local", "municipal", "district"])
_REGION_BEFORE = re.compile(
    rf"(?<![\w’'.-])([A-Z][a-z]{{3,}}(?:ani|ian|i|ish|ese)|(?i:{'|'.join(sorted(_UNNAMED_REGIONS))})) \Z"
)
_GROUP_BEHIND = re.compile(r" (?:armed |paramilitary )?(?:militia|group|faction|movement) [A-Z]")
_PROVINCE = re.compile(
    r"\b(?!The |This |That |Northern |Southern |Eastern |Western |Central |Islamic |Secretary |Home |Its )"
    r"([A-Z][\w’'-]{2,20}(?: [A-Z][\w’'-]{2,20})?"
    r" (?:[Ss]tate|[Pp]rovince|[Rr]egion|[Oo]blast|[Gg]overnorate|[Cc]ounty))\b"
)
_MAIN = 0.5
"""The share of an article's states that its main state has at least."""
_PORTFOLIOS = {"the interior": "interior", "foreign affairs": "foreign"}


class NameBook(Protocol):
    """What relations ask about names: the actor that words stand for, and the state with a country code."""

    def by_words(self, words: str) -> ActorCandidate | None:
        """The actor that the words name, or None."""

    def state(self, country: str) -> ActorCandidate | None:
        """The state with an ISO 3166-1 alpha-2 code, or None."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Finds the parties of a match in one article."""

    text: str
    actors: Sequence[ActorMention]
    titles: frozenset[str]
    names: NameBook | None

    def parties(
        self, role: str, match: re.Match[str], tagged: Tagged, others: Sequence[Speaker] = ()
    ) -> Iterator[Speaker]:
        """The speakers that fill a role of a pattern; `others` are those of the other role."""
        if role == "home":
            yield from self._home(others)
        elif role == "ministry":
            yield from self._ministry(match, tagged, others)
        elif role == "service":
            yield from self._service(match, tagged)
        elif role == "town_police":
            yield Speaker(
                f"{self.speaker(tagged.parties[int(TAG.findall(match.group('region'))[0])]).name} police", None
            )
        elif role == "parliament":
            yield from self._parliament(match, tagged)
        elif role == "province":
            yield from self._province()
        elif role == "america":
            state = self.names.state("US") if self.names else None
            if state is not None and any(m.actor_id == state.actor_id for m in self.actors):
                yield Speaker(state.name, state.actor_id, None)
        elif role == "named_backer":
            yield from self._named_backer(match, tagged)
        elif role == "facility":
            span = tagged.span(match.start(), match.end())
            yield Speaker(" ".join(span.quote(self.text).split()), None, span)
        else:
            for number in TAG.findall(match.group(role)):
                party = self._described(role, int(number), match, tagged)
                if not self._misfit(role, party):
                    yield self.speaker(party)
                    for mention in party.more:
                        yield Speaker(mention.name, mention.actor_id, party.span)

    def _described(self, role: str, number: int, match: re.Match[str], tagged: Tagged) -> Party:
        """'X, a Ugandan rebel group linked to Y': what a description tells is told of the name before it."""
        party = tagged.parties[number]
        if party.mention is None or not party.mention.generic or role not in _SUBJECTS:
            return party
        sign = tagged.text.find(f"<{party.letter}{number}>", 0, match.end())
        behind = _CALLED.match(tagged.text, sign + len(f"<{party.letter}{number}>"))
        named = behind or _APPOSED.search(tagged.text, max(0, sign - 60), max(0, sign))
        return tagged.parties[int(named.group(1))] if named else party

    def _misfit(self, role: str, party: Party) -> bool:
        """An adjective inside a list, or a single unknown word among persons."""
        if role.endswith("_list") and party.letter.islower():
            return True
        if not role.endswith("person_list"):
            return False
        unnamed = party.letter == "M" and self.full_name(party.words) == party.words
        return party.letter not in "PNM" or unnamed

    def speaker(self, party: Party) -> Speaker:
        """The party as a speaker; surnames become full names where the article gives them."""
        if party.mention is not None:
            return Speaker(party.mention.name, party.mention.actor_id, party.span)
        name = " ".join(party.words.split())
        return Speaker(self.full_name(name) if party.letter == "M" else name, None, party.span)

    def full_name(self, name: str) -> str:
        """The longer name with this surname that the article gives, if it gives one."""
        if " " in name or len(name) < 3 or self.text.count(name) < 2:
            return name
        for match in re.finditer(
            r"((?:[A-Z][\w’'-]{1,24} ){1,2}(?:al-|bin |de )?)" + re.escape(name) + r"\b", self.text
        ):
            words = [w for w in match.group(1).split() if w.lower().strip(".") not in self.titles]
            if words:
                return " ".join([*words, name])
        return name

    def without_office(self, mention: ActorMention) -> ActorMention:
        """'Iraqi Prime Minister' before a name is the state and a title, not the office."""
        match = _OFFICE_TITLE.match(mention.span.quote(self.text))
        if match is None or mention.kind is ActorKind.PERSON or self.names is None or not mention.country:
            return mention
        state = self.names.state(mention.country)
        if state is None:
            return mention
        span = Span(mention.span.start, mention.span.start + match.end(1))
        return ActorMention(span, state.actor_id, state.name, ActorKind.STATE, state.country, adjective=True)

    def misread(self, mention: ActorMention) -> bool:
        """A single word that is part of a longer unknown name, or 'the military' before 'spokesman'."""
        words = mention.span.quote(self.text)
        after = self.text[mention.span.end : mention.span.end + 24]
        if words.lower().removeprefix("the ") in ("military", "army", "police", "government"):
            return after.lower().startswith((" spokes", " council", " wing", " chief in ", " chief of ", " governor"))
        if mention.generic and not mention.adjective and _GROUP_BEHIND.match(after):
            return True  # 'the Norian Shia militia Red Falcons': the name is what counts
        if mention.kind is not ActorKind.PERSON or " " in words:
            return False
        if re.match(r" (?:bin |ibn |al-|el-|de |van )?[A-Z][a-z]", after):
            return True
        before = re.search(r"([A-Z][\w’'-]+) \Z", self.text[max(0, mention.span.start - 30) : mention.span.start])
        if before is None or before.group(1).lower().strip(".") in self.titles:
            return False
        named = any(m.span.start <= mention.span.start - 2 < m.span.end for m in self.actors)
        opens = (
            self.text[max(0, mention.span.start - 33) : mention.span.start].rstrip().endswith((". " + before.group(1),))
        )
        return not named and not opens and before.group(1).lower() not in _COMMON

    def other_name(self, subject: Speaker, other: Speaker) -> Speaker | None:
        """The second name of the same actor, as printed; None for an abbreviation or the same words."""
        first = " ".join((subject.span or Span(0, 0)).quote(self.text).split())
        second = " ".join((other.span or Span(0, 0)).quote(self.text).split())
        initials = "".join(word[0] for word in first.replace("-", " ").split()).lower()
        short = second.replace(".", "").lower()
        if fold(first) == fold(second) or short in initials or fold(second) in fold(first) or second.isupper():
            return None
        return Speaker(second, None, other.span)

    # -- not named ----------------------------------------------------------------------------------------------------
    def _home(self, persons: Sequence[Speaker]) -> Iterator[Speaker]:
        """The state of a head of state told without it: the person's own country."""
        if self.names is None:
            return
        for person in persons:
            mention = next((m for m in self.actors if m.actor_id == person.actor_id), None)
            if mention is not None and mention.country and (state := self.names.state(mention.country)):
                yield Speaker(state.name, state.actor_id, None)

    def _at_home(self, persons: Sequence[Speaker]) -> str | None:
        """The state of a person's country, where the article names that country."""
        told = {m.country for m in self.actors if m.kind in (ActorKind.STATE, ActorKind.GOVERNMENT_BODY)}
        states = (
            {state.name for state in map(self.names.state, sorted(filter(None, told))) if state} if self.names else ()
        )
        return next((home.name for home in self._home(persons) if home.name in states), None)

    def _ministry(self, match: re.Match[str], tagged: Tagged, persons: Sequence[Speaker]) -> Iterator[Speaker]:
        if self.names is None:
            return
        state = self._at_home(persons) or self._main_state()
        if match.group("state"):
            state = self.speaker(tagged.parties[int(TAG.findall(match.group("state"))[0])]).name
        elif region := self._region(match, tagged):
            if region not in _UNNAMED_REGIONS:  # 'the Maruan interior minister': of a part of the state
                yield Speaker(f"{region} {match.group('portfolio').title()} Ministry", None)
            return
        portfolio = match.group("portfolio").lower()
        portfolio = _PORTFOLIOS.get(portfolio, portfolio)
        if portfolio == "state" or "secretary of defense" in match.group().lower():
            words = "US State Department" if portfolio == "state" else "US Department of Defense"
        elif state is None:
            return
        else:
            words = f"{state}'s {portfolio} ministry"
        body = self.names.by_words(words)
        if body is not None:
            yield Speaker(body.name, body.actor_id, None)

    def _service(self, match: re.Match[str], tagged: Tagged) -> Iterator[Speaker]:
        """The army, police or ministry of the named state, or of the country that the article is about."""
        groups = match.groupdict()
        named = groups.get("state")
        if not named and (region := self._region(match, tagged)):
            if region not in _UNNAMED_REGIONS:
                yield Speaker(f"{region} {groups.get('service') or 'armed forces'}", None)
            return
        state = self.speaker(tagged.parties[int(TAG.findall(named)[0])]).name if named else self._main_state()
        service = (groups.get("service") or "armed forces").lower()
        body = self.names.by_words(f"{state}'s {service}") if self.names and state else None
        if body is not None:
            yield Speaker(body.name, body.actor_id, None)

    def _region(self, match: re.Match[str], tagged: Tagged) -> str | None:
        """The part of a state whose body is meant: 'Maruan' before 'interior minister', 'Regional' before 'police'."""
        at = tagged.span(match.start(), match.end()).start
        found = _REGION_BEFORE.search(self.text, max(0, at - 30), at)
        if found is None or any(m.span.start <= found.start(1) < m.span.end for m in self.actors):
            return None
        return found.group(1).lower() if found.group(1).lower() in _UNNAMED_REGIONS else found.group(1)

    def _parliament(self, match: re.Match[str], tagged: Tagged) -> Iterator[Speaker]:
        """The parliament of the named state."""
        state = self.speaker(tagged.parties[int(TAG.findall(match.group("state"))[0])]).name
        body = self.names.by_words(f"{state}'s parliament") if self.names else None
        if body is not None:
            yield Speaker(body.name, body.actor_id, None)

    def _province(self) -> Iterator[Speaker]:
        """The province that the article is about: named with its rank ('Maru State'), and twice as often as another."""
        named = {name.rsplit(" ", 1)[0]: name for name in _PROVINCE.findall(self.text)}
        counts = Counter({name: self.text.count(stem) for stem, name in named.items()}).most_common(2)
        if counts and counts[0][1] > 1 and (len(counts) == 1 or counts[0][1] >= 2 * counts[1][1]):
            yield Speaker(counts[0][0], None, None)

    def _main_state(self) -> str | None:
        """The state that the article is most about, by its states and bodies and not against its persons."""
        kinds = (ActorKind.STATE, ActorKind.GOVERNMENT_BODY)
        told = [m.country for m in self.actors if m.country and m.kind in kinds]
        counts = Counter(told).most_common(1)
        if counts and counts[0][1] < _MAIN * len(told):
            return None  # an article about several countries leaves open whose minister is meant
        persons = Counter(m.country for m in self.actors if m.country and m.kind is ActorKind.PERSON).most_common(1)
        if counts and persons and persons[0][0] != counts[0][0] and persons[0][1] > _MAIN * counts[0][1]:
            return None
        state = self.names.state(counts[0][0]) if counts and self.names else None
        return state.name if state else None

    def _named_backer(self, match: re.Match[str], tagged: Tagged) -> Iterator[Speaker]:
        """The backer inside a collective name: Iran in 'pro-Iranian militias'."""
        words = tagged.parties[int(TAG.findall(match.group("generic"))[0])].words
        inner = BACKED_NAME.search(words) or _PRO_NAME.search(words)
        backer = self.names.by_words(inner.group(inner.lastindex or 1)) if inner and self.names else None
        if backer is not None:
            yield Speaker(backer.name, backer.actor_id, None)
