"""A sentence in which every actor and every unknown name is a tag, so that patterns need not know names.

A tag is '<', a letter for the sort, the party's number, '>'. Letters: G armed group, S state, B government body,
Y party, P person, O outlet, I international body, F facility, L place, X other; N an unknown name that looks like a
person's, M one of a single word, U one that looks like a body's; D stands for a body named before ('its', 'the
group's'), E for several of them ('these groups'), K for the spokesman of one ('in which spokesman Jane Doe'). The same
letter in lower case stands for an adjective ('Iraqi', 'pro-Iran').
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.domain.actor import ActorMention
from dateline.domain.text import Span
from dateline.domain.vocabulary import ActorKind
from dateline.extract.words.lists import listed

_LETTERS = {
    ActorKind.ARMED_GROUP: "G",
    ActorKind.STATE: "S",
    ActorKind.GOVERNMENT_BODY: "B",
    ActorKind.PARTY: "Y",
    ActorKind.PERSON: "P",
    ActorKind.OUTLET: "O",
    ActorKind.INTERNATIONAL_BODY: "I",
    ActorKind.FACILITY: "F",
    ActorKind.PLACE: "L",
    ActorKind.OTHER: "X",
}
_CAP = r"[A-ZÀ-ÖØ-ÞŠŽŞİĞĆČŁ][\w’'ʿʾ-]*"
_PARTICLE = r"(?:al|el|ul|as|ad|ar|an|ash|bin|ibn|bint|de|del|la|von|van|der|da|di|ben|dos)"
_RUN = re.compile(
    rf"(?<![\w’'-])(?:{_CAP}|(?:al|el)-{_CAP})"
    rf"(?:(?:[ ][\"“‘'](?:{_CAP}[ ]?){{1,3}}[\"”’'])?"  # a nickname
    rf"\.?[ \u00a0](?:{_PARTICLE}[ -])?(?:{_CAP}|(?:al|el)-{_CAP})){{0,6}}"
)
_SHORT_NAME = re.compile(r" \((?:the )?[A-Z][A-Z0-9.-]{1,9}s?\)")
_LAST_STOP = re.compile(r"\.(?=[-–’']|\s[a-z])")
"""The stop of 'U.S.' inside a sentence."""
_FAR = 1 << 60
_SIGN = re.compile(r"<[A-Za-z](\d+)>")
_UNEVEN = re.compile(r"[<>\n\t\r\xa0]|\s\s")
_OF_MORE = re.compile(rf"(?: (?:of|for|on|and)(?: the)?(?: {_CAP}){{1,5}}){{1,2}}")
_POST_BEHIND = re.compile(
    r" (?:leader|chief|chairman|chairwoman|spokesman|spokeswoman|spokesperson|militants|rebels|fighters|gunmen"
    r"|militia)\b"
)
"""Who has a leader or fighters is a body, whatever its name looks like."""
_SEAT_BEHIND = re.compile(
    r" (?:[Ss]tate |[Cc]ounty |[Pp]rovincial )?(?:[Gg]overnor|[Mm]ayor|[Cc]ounty [Cc]ommissioner)\b"
)
"""What has a governor is a place, though a sentence opens with it."""
_PORTFOLIO_BEFORE = re.compile(r"\b(?:foreign|defen[cs]e|interior|health) \Z", re.IGNORECASE)
"""Bodies of the article's country; patterns know them by their words."""
_TOWN_BEFORE = re.compile(r"\b(?:town|city|village|district|province|suburb|camp|area|region) of \Z")
_TOWN_RUN = re.compile(rf"(?<![\w’'-])({_CAP})(?: (?:{_CAP}|state|province|city|county|district)){{0,2}} \Z")
_OF_BEFORE = re.compile(r"\b(?:of|in|for) \Z")
_AIR_RANK = re.compile(r"(?:Air (?:Chief |Vice )?Marshal|Air Commodore|Wing Commander|Squadron Leader|Group Captain)\b")
_GROUP_BEHIND = re.compile(r" (?:armed |paramilitary )?(?:militia|group|faction|movement)\b")
"""'the Norian Shia militia': what is said before is no name."""
_BODY_BEHIND = re.compile(
    r" (?:(?:provincial|tribal|city|district|local|health|regional|general|municipal|town|county|state|security|media|"
    r"education|electricity|oil|military|rescue|fire|international|public) ){0,2}"
    r"(?:council|police|department|directorate|municipality|hospital|airport|prosecutor['’]s office|committee|"
    r"operations command|chamber of commerce|university|court|authority)(?![\w’'])"
)
"""'the Karda health department' is a body, though only the place is a name."""
"""Adjectives that are no name by themselves."""


@dataclass(frozen=True, slots=True)
class Party:
    """What a tag stands for: the words, and the actor where the book knows one.

    `end` is where the tag ends where that is later: behind the short name in 'Hill People's Army (HPA)'. `more` are the
    others where one tag stands for several ('these groups').
    """

    span: Span
    words: str
    letter: str
    mention: ActorMention | None = None
    end: int = 0
    more: tuple[ActorMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with tags, its parties, and the way back to the article's characters."""

    text: str
    parties: tuple[Party, ...]
    offsets: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """The characters of the article behind a stretch of the tagged sentence."""
        return Span(self._back(start), self._back_end(end))

    def _piece(self, at: int) -> int:
        return max(0, bisect_right(self.offsets, (at, _FAR)) - 1)

    def _back(self, at: int) -> int:
        base, origin = self.offsets[self._piece(at)]
        return origin + (at - base)

    def _back_end(self, at: int) -> int:
        """A stretch that ends with a tag ends where the party's words end."""
        base, origin = self.offsets[self._piece(max(0, at - 1))]
        if at and self.text[at - 1] == ">" and (sign := _SIGN.match(self.text, base)):
            return self.parties[int(sign.group(1))].span.end
        return origin + (at - base)


def tag(
    text: str,
    sentence: Span,
    known: Sequence[ActorMention],
    titles: frozenset[str],
    heads: frozenset[str],
    more: Sequence[Party] = (),
    places: Sequence[Span] = (),
) -> Tagged:
    """Tag one sentence in which `known` actors are named.

    `titles` are words that stand before names, `heads` words that tell a body's name; `more` are further parties,
    `places` words that name a place: no person's name.
    """
    parties = [*more, *(Party(m.span, m.span.quote(text), _letter(m), m) for m in known)]
    parties = _with_towns(text, parties)
    taken: list[ActorMention | Party] = [*known, *(party for party in parties if party.letter == "U")]
    names = [
        replace(name, letter="L") if any(place.contains(name.span) for place in places) else name
        for name in _names(text, sentence, taken, titles, heads, places)
    ]
    parties = _with_states(text, parties, names)
    parties.sort(key=lambda party: party.span)
    return _built(text, sentence, tuple(_with_short_names(text, parties)))


def _with_towns(text: str, parties: Sequence[Party]) -> list[Party]:
    """'Karda police' and 'Karda Province Police' are bodies of the town, though 'police' alone is the state's."""
    out = list(parties)
    for party in parties:
        if party.mention is None or party.words.lower() not in ("police", "police force", "police command"):
            continue
        town = _TOWN_RUN.search(text, max(0, party.span.start - 40), party.span.start)
        if town is None or any(p.span.start < party.span.start and p.span.end > town.start() for p in parties):
            continue
        if town.group(1).lower() in listed("never_in_a_relation_name"):
            continue
        span = Span(town.start(), party.span.end)
        out[out.index(party)] = Party(span, span.quote(text), "U")
    return out


def _with_states(text: str, parties: Sequence[Party], names: Sequence[Party]) -> list[Party]:
    """'Noria River Alliance' and 'UN Health Programme' are one name each, though the book knows their first words."""
    out = list(parties)
    for name in names:
        state = next(
            (p for p in parties if p.letter in "SsI" and p.span.end + 1 == name.span.start and name.letter == "U"), None
        )
        whole = " " in name.words or name.words in ("TV", "Media", "Television")
        if state is not None and text[state.span.end] == " " and whole:
            out.remove(state)
            span = Span(state.span.start, name.span.end)
            out.append(Party(span, span.quote(text).removeprefix("The ").removeprefix("the "), "U"))
        else:
            out.append(name)
    return out


def _with_short_names(text: str, parties: Sequence[Party]) -> list[Party]:
    """'X (ABC)' is one tag; what stands inside the brackets is none of its own."""
    out: list[Party] = []
    for party in parties:
        if out and party.span.start < out[-1].end:
            continue
        short = _SHORT_NAME.match(text, party.span.end) or _LAST_STOP.match(text, party.span.end)
        whole = short is not None and (short.group() != "." or "." in party.words)
        out.append(replace(party, end=short.end()) if short and whole else party)
    return out


def _letter(mention: ActorMention) -> str:
    letter = _LETTERS[mention.kind]
    return letter.lower() if mention.adjective else letter


def _names(
    text: str,
    sentence: Span,
    known: Sequence[ActorMention | Party],
    titles: frozenset[str],
    heads: frozenset[str],
    places: Sequence[Span],
) -> list[Party]:
    found = []
    for start, end in _gaps(sentence, known):
        for match in _RUN.finditer(text, start, end):
            for first, last in _split(text, match.start(), match.end(), places):
                party = _name(text, first, last, end, sentence, titles, heads)
                if party is not None:
                    found.append(party)
    return _no_overlap(found)


def _split(text: str, start: int, end: int, places: Sequence[Span]) -> list[tuple[int, int]]:
    """'the governor of Homs Jane Doe', where a comma got lost, is a place and a person; otherwise the run as it is."""
    for place in places:
        behind = text[place.end : end].split()
        if place.start == start and len(behind) > 1 and _OF_BEFORE.search(text, max(0, start - 5), start):
            return [(start, place.end), (end - len(text[place.end : end].lstrip()), end)]
    return [(start, end)]


def _no_overlap(parties: list[Party]) -> list[Party]:
    kept: list[Party] = []
    for party in parties:
        if not kept or kept[-1].span.end <= party.span.start:
            kept.append(party)
    return kept


def _gaps(sentence: Span, known: Sequence[ActorMention | Party]) -> list[tuple[int, int]]:
    gaps, at = [], sentence.start
    for mention in sorted(known, key=lambda m: m.span):
        if mention.span.start > at:
            gaps.append((at, mention.span.start))
        at = max(at, mention.span.end)
    gaps.append((at, sentence.end))
    return gaps


def _name(
    text: str, start: int, end: int, limit: int, sentence: Span, titles: frozenset[str], heads: frozenset[str]
) -> Party | None:
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"[^\s]+", text[start:end])]
    if rank := _AIR_RANK.match(text, start, end):
        words = [word for word in words if word[0] >= rank.end()]
    if text[start:end].isupper():  # in capitals a run holds small words, too
        for place in range(len(words) - 1, -1, -1):
            if _plain(text, words[place]) in listed("never_in_a_relation_name") or _plain(text, words[place]) in titles:
                words = words[place + 1 :]
                break
    while words and (_plain(text, words[0]) in titles or _plain(text, words[0]) in listed("never_in_a_relation_name")):
        words = words[1:]
    while words and _plain(text, words[-1]) in titles - heads and not any(_plain(text, w) in heads for w in words[:-1]):
        words = words[:-1]
    if not words:
        return None
    first, last = words[0][0], words[-1][1]
    body = any(_plain(text, word) in heads for word in words)
    if body and (more := _OF_MORE.match(text, last, limit)):
        last = more.end()
    name = text[first:last]
    if name.endswith(("'s", "’s")):
        last -= 2
    opens = first == sentence.start and len(words) == 1 and not body and not _SEAT_BEHIND.match(text, last, limit)
    if last - first < 3 or opens:
        return None
    shouted = name.isupper() and len(name) > 25
    described = _GROUP_BEHIND.match(text, last, limit) and name.split()[-1].lower() in listed("peoples")
    if (
        described
        or name.lower() in listed("services")
        or all(part in listed("peoples") for part in name.lower().split("-"))
    ):
        return None
    if name.lower() == "ministry" and _PORTFOLIO_BEFORE.search(text, max(sentence.start, first - 10), first):
        return None
    behind = None if name.isupper() else _BODY_BEHIND.match(text, last, limit)
    if behind is not None and not opens:
        return Party(Span(first, behind.end()), text[first : behind.end()], "U")
    body = body or bool(_POST_BEHIND.match(text, last, limit))
    letter = "U" if body else "N" if " " in name or "-" in name else "M"
    if not body and _TOWN_BEFORE.search(text, max(sentence.start, first - 14), first):
        letter = "L"
    return None if shouted else Party(Span(first, last), text[first:last], letter)


def _plain(text: str, word: tuple[int, int]) -> str:
    plain = text[word[0] : word[1]].lower().strip(".,")
    return plain.removesuffix("'s").removesuffix("’s")


def _built(text: str, sentence: Span, parties: tuple[Party, ...]) -> Tagged:
    out: list[str] = []
    offsets: list[tuple[int, int]] = []
    size, at = 0, sentence.start
    for number, party in enumerate(parties):
        size = _plain_text(text, at, party.span.start, out, offsets, size)
        sign = f"<{party.letter}{number}>"
        offsets.append((size, party.span.start))
        out.append(sign)
        size += len(sign)
        at = max(party.span.end, party.end)
    _plain_text(text, at, sentence.end, out, offsets, size)
    return Tagged("".join(out), parties, tuple(offsets) or ((0, sentence.start),))


def _plain_text(text: str, start: int, end: int, out: list[str], offsets: list[tuple[int, int]], size: int) -> int:
    """Append plain text with single white space; the offsets keep the way back."""
    piece = text[start:end]
    if not _UNEVEN.search(piece):
        if piece:
            offsets.append((size, start))
            out.append(piece)
        return size + len(piece)
    for match in re.finditer(r"\s+|[^\s]+", piece):
        words = " " if match.group().isspace() else match.group().replace("<", "(").replace(">", ")")
        offsets.append((size, start + match.start()))
        out.append(words)
        size += len(words)
    return size
