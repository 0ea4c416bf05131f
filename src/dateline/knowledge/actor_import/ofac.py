"""The OFAC list of Specially Designated Nationals as XML, in the classic and in the advanced form.

Both are read element by element and forgotten again, with entities and network access switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.domain.vocabulary import ActorKind
from dateline.errors import UnreadableInput
from dateline.knowledge.actor_import.found import FoundActor, FoundName, clean_name, script_of, unique_names

AUTHORITY = "united-states"
_KINDS = {"individual": ActorKind.PERSON, "entity": ActorKind.OTHER}
_TERROR = frozenset({"SDGT", "FTO"})
_USES = {"f.k.a.": "former", "F.K.A.": "former", "weak": "nickname"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A later line of the advanced list: a profile's programme and day, told apart from its names."""

    foreign: str
    program: str
    date: str | None


def read_ofac(file: Path) -> Iterator[FoundActor | Listing | str]:
    """Actors in file order; in the advanced form listings follow at the end. Vessels and aircraft give a reason."""
    from lxml import etree

    reference = _Reference()
    try:
        events = etree.iterparse(
            str(file), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        for _, element in events:
            name = etree.QName(element).localname
            if name == "sdnEntry":
                yield _classic(element)
            elif name == "DistinctParty":
                yield _party(element, reference)
            elif name == "SanctionsEntry":
                yield from _listings(element)
            elif name in ("PartySubType", "PartyType", "AliasType", "Script"):
                reference.learn(name, element)
                continue
            else:
                continue
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(f"{file.name} is not well-formed XML: {error.msg}") from None


def _forget(element: Any) -> None:
    """Free the element and all before it, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _text(element: Any, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return clean_name(found.text) if found is not None and found.text else ""


def _classic(entry: Any) -> FoundActor | str:
    sort = _text(entry, "sdnType").lower()
    kind = _KINDS.get(sort)
    if kind is None:
        return f"a {sort or 'thing'} is no actor"
    programs = [clean_name(p.text) for p in entry.iterfind("{*}programList/{*}program") if p.text]
    names = [_full(_text(entry, "firstName"), _text(entry, "lastName"))]
    uses = [""]
    for aka in entry.iterfind("{*}akaList/{*}aka"):
        names.append(_full(_text(aka, "firstName"), _text(aka, "lastName")))
        uses.append(_USES.get(_text(aka, "type")) or _USES.get(_text(aka, "category")) or "")
    found = unique_names(FoundName(n, script_of(n), u) for n, u in zip(names, uses, strict=True))
    if not found:
        return "an entry without a name"
    return FoundActor(
        foreign=_text(entry, "uid"),
        kind=_kind(kind, programs),
        names=found,
        born=_year(entry),
        designations=tuple((AUTHORITY, f"OFAC SDN ({program})", None) for program in programs),
        identifiers=(("ofac", _text(entry, "uid")),),
        note=", ".join(programs),
    )


def _kind(kind: ActorKind, programs: list[str]) -> ActorKind:
    return ActorKind.ARMED_GROUP if kind is ActorKind.OTHER and _TERROR & set(programs) else kind


def _full(first: str, last: str) -> str:
    """'Hadi AL-AMIRI' as names are written: capitals of the list become ordinary ones."""
    words = [_cased(word) for word in f"{first} {last}".split()]
    return " ".join(words)


def _cased(word: str) -> str:
    if not word.isupper() or len(word) < 3 or "." in word:
        return word
    parts = word.split("-")
    return "-".join(p.lower() if p in ("AL", "EL", "UL") and len(parts) > 1 else p.capitalize() for p in parts)


def _year(entry: Any) -> str | None:
    for told in entry.iterfind("{*}dateOfBirthList/{*}dateOfBirthItem/{*}dateOfBirth"):
        match = re.search(r"\b(1[89]\d\d|20\d\d)\b", told.text or "")
        if match:
            return match.group(1)
    return None


@dataclass(slots=True)
class _Reference:
    """The numbers that the advanced form uses, as its first part explains them."""

    party: dict[str, str] = field(default_factory=dict)
    sub_party: dict[str, str] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)

    def learn(self, name: str, element: Any) -> None:
        text = (element.text or "").strip()
        if name == "PartyType":
            self.party[element.get("ID")] = text
        elif name == "PartySubType":
            self.sub_party[element.get("ID")] = element.get("PartyTypeID")
        elif name == "AliasType":
            self.alias[element.get("ID")] = text


def _party(party: Any, reference: _Reference) -> FoundActor | str:
    profile = party.find("{*}Profile")
    if profile is None:
        return "a party without a profile"
    sort = reference.party.get(reference.sub_party.get(profile.get("PartySubTypeID"), ""), "").lower()
    kind = _KINDS.get(sort)
    if kind is None:
        return f"a {sort or 'thing'} is no actor"
    names: list[FoundName] = []
    for alias in profile.iterfind("{*}Identity/{*}Alias"):
        use = _USES.get(reference.alias.get(alias.get("AliasTypeID"), ""), "")
        weak = "nickname" if alias.get("LowQuality") == "true" else ""
        for written in alias.iterfind("{*}DocumentedName"):
            parts = [p.text or "" for p in written.iterfind("{*}DocumentedNamePart/{*}NamePartValue")]
            name = FoundName(_full("", clean_name(" ".join(parts))), use=use or weak)
            name = FoundName(name.text, script_of(name.text), name.use)
            names.insert(0, name) if alias.get("Primary") == "true" and name.lang == "en" else names.append(name)
    found = unique_names(iter(names))
    if not found:
        return "a party without a name"
    ident = clean_name(profile.get("ID"))
    return FoundActor(ident, kind, found, identifiers=(("ofac", ident),))


def _listings(entry: Any) -> Iterator[Listing]:
    foreign = clean_name(entry.get("ProfileID"))
    day = None
    when = entry.find("{*}EntryEvent/{*}Date")
    if when is not None:
        parts = [_text(when, part) for part in ("Year", "Month", "Day")]
        if all(part.isdigit() for part in parts):
            day = f"{int(parts[0]):04d}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    for measure in entry.iterfind("{*}SanctionsMeasure"):
        program = _text(measure, "Comment")
        if program:
            yield Listing(foreign, program, day)
