"""Frozen reports from the working happenings of an article."""

from __future__ import annotations

from types import MappingProxyType

from dateline.domain.article import Article
from dateline.domain.ids import report_id
from dateline.domain.report import Alternative, Located, Participant, Report
from dateline.domain.vocabulary import EventType, PlacePrecision, Stance, Status
from dateline.extract.happenings.confidence import confidence
from dateline.extract.happenings.happening import Happening
from dateline.extract.mentions.filling import BOMBER
from dateline.extract.parties.party import BARE_NUMBER, Party
from dateline.extract.words.lists import listed

_SITE_MODES = frozenset({"heavy-weapons", "aerial", "drone", "unconventional"})
# Words for doers who remain unknown.
_FEW = 1


def to_reports(article: Article, happenings: list[Happening]) -> tuple[Report, ...]:
    """Reports in text order; ids stay the same as long as type and first evidence do."""
    used: dict[tuple[str, int, int], int] = {}
    reports = []
    for happening in happenings:
        first = happening.evidence[0]
        key = (happening.type.value, first.start, first.end)
        ordinal = used.get(key, 0)
        used[key] = ordinal + 1
        reports.append(_report(article, happening, report_id(article.id, *key, ordinal)))
    return tuple(reports)


def _report(article: Article, made: Happening, ident: str) -> Report:
    actors = _ranked(made.actors) or _bomber(made)
    return Report(
        id=ident,
        article_id=article.id,
        type=made.type,
        evidence=tuple(made.evidence),
        mode=_mode(made),
        actors=tuple(_participant(p, _stance(made, p)) for p in actors),
        recipients=tuple(_participant(p, Stance.STATED) for p in _apart(_ranked(_with_site(made))) or _dead(made)),
        when=made.date.when if made.date is not None else None,
        where=Located(made.place.place, made.place.span) if made.place is not None else None,
        country=made.country,
        killed=made.killed,
        injured=made.injured,
        weapon=made.weapon
        if made.type in (EventType.ASSAULT, EventType.AID, EventType.COERCE, EventType.PROTEST)
        else None,
        weapon_count=made.weapon_count,
        count=made.count if made.aggregate else None,
        status=_status(made),
        background=made.background,
        aggregate=made.aggregate,
        fields=MappingProxyType({slot: span for slot, span in made.fields.items() if slot != BOMBER}),
        alternatives=tuple(Alternative(*alternative) for alternative in made.alternatives),
        said_by=tuple(made.said_by),
        confidence=confidence(made),
        rules=tuple(made.rules),
    )


def _ranked(parties: list[Party]) -> list[Party]:
    """Named ones first; unexplained pronouns, other happenings and plain things are no participants."""
    kept = [p for p in parties if p.kind not in ("pronoun", "event", "weapon")]
    if any(p.reason != BARE_NUMBER and p.kind in ("actor", "human", "name") for p in kept):
        kept = [p for p in kept if p.reason != BARE_NUMBER]  # 'killed nine tourists and injured 23' names tourists only
    named = [p for p in kept if p.known or p.kind in ("actor", "place", "facility", "human", "name")]
    return sorted(named or [p for p in kept if p.kind == "other"][:1], key=lambda p: not p.known)


def _dead(made: Happening) -> list[Party]:
    """A toll of an attack by one side and not a word on who they were: people, as in 'killed 12'."""
    where = made.fields.get("killed") or made.fields.get("injured")
    toll = [count for count in (made.killed, made.injured) if count is not None and count.high != 0]
    if made.type is not EventType.ASSAULT or not toll or where is None or len(made.actors) > 1:
        return []
    return [Party(-1, where, "civilians", "human", BARE_NUMBER, "", True)]


def _apart(parties: list[Party]) -> list[Party]:
    """Without plain words for what is named beside them: 'fighters' beside their group, 'convoy' beside its owner."""
    bodies = any(p.known and p.kind == "actor" and not p.person for p in parties)
    owners = any(p.known and p.kind == "actor" and not p.generic for p in parties)
    peoples = any(p.name.endswith(" civilians") for p in parties)
    said = {
        *(listed("members_of_a_body") if bodies else ()),
        *(listed("things_of_an_owner") if owners else ()),
        *(["civilians"] if peoples else ()),
    }
    return [p for p in parties if p.known or p.name.lower() not in said]


def _bomber(made: Happening) -> list[Party]:
    """'Two suicide bombers struck': they did it, where nobody else is told to have done it."""
    span = made.fields.get(BOMBER)
    words = " ".join(span.quote(made.first.scene.text).lower().split()) if span is not None else ""
    if span is None or not words.endswith(("bomber", "bombers")):
        return []
    name = "suicide bombers" if words.endswith("s") else "suicide bomber"
    return [Party(-1, span, name, "human", "nobody else is told to have done it")]


def _with_site(made: Happening) -> list[Party]:
    """Rockets, shells, bombs from the air hit a site: the base or camp where people fell is a target, too."""
    place = made.place
    hit = made.mode in _SITE_MODES or (made.mode is None and "the place told before" in made.rules)
    if place is None or not hit or place.place.precision is not PlacePrecision.POINT:
        return made.recipients
    if any(p.kind in ("place", "facility") for p in made.recipients):
        return made.recipients
    return [*made.recipients, Party(-1, place.span, place.place.name, "place", "the site that was hit")]


def _participant(party: Party, stance: Stance) -> Participant:
    return Participant(party.actor_id, party.name, party.words or party.span, stance, party.reason)


def _stance(made: Happening, party: Party) -> Stance:
    given = made.stances.get(party.actor_id or party.name)
    if given is not None:
        return given
    if made.stance is not None:
        return made.stance
    words = party.name.lower().split()
    if words[:1] in (["unknown"], ["unidentified"]):
        return Stance.UNKNOWN  # also where the book has a name for those nobody knows
    if party.name.startswith("suicide bomber"):
        return Stance.STATED
    told = party.words.quote(made.first.scene.text).lower().split() if party.words is not None else []
    # 'a man with a rifle' is nobody the reader could know; 'a Norian man', 'a man with jihadist sympathies' is somebody
    somebody = words[-1:] in (["man"], ["woman"]) and len(set(told) | set(words)) > _FEW
    somebody = somebody or (
        words[-1:] in (["gunmen"], ["gunman"]) and len(words) > 1 and words[0] not in listed("before_any_gunmen")
    )
    crowd = made.type is not EventType.PROTEST and party.generic and words[-1:] not in (["residents"], ["villagers"])
    nobody = crowd or (any(word in listed("nobody_named") for word in words) and not somebody)
    return Stance.STATED if party.known or not nobody else Stance.UNKNOWN


def _mode(made: Happening) -> str | None:
    """A named person killed on purpose is a targeted killing, unless manned aircraft did it."""
    if made.type is not EventType.ASSAULT:
        return made.mode
    named = any(p.person for p in made.recipients)
    assassinated = any(part.mode == "targeted" for part in made.parts)
    if assassinated and made.mode not in ("unconventional", "suicide-attack"):
        return "targeted"
    killing = any(part.effect == "kill" for part in made.parts)
    if named and ((killing and made.mode in ("drone", "firearms", None)) or made.mode == "firearms"):
        return "targeted"
    return made.mode


def _status(made: Happening) -> Status:
    return made.status
