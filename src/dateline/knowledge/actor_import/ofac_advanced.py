"""Parties and listings of the advanced form of the OFAC list.

Its first part explains the numbers that the rest uses; parties come next, and what they are listed for at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.domain.vocabulary import ActorKind
from dateline.knowledge.actor_import.found import (
    FoundActor,
    FoundName,
    Listing,
    clean_name,
    not_an_actor,
    script_of,
    unique_names,
)
from dateline.knowledge.actor_import.ofac_names import KINDS, TERROR, USES, full_name

AUTHORITY = "united-states"
_LAST_NAMES = frozenset({"Last Name", "Maiden Name"})
_COUNTRY_FEATURES = ("Nationality Country", "Citizenship Country", "Nationality", "Citizenship", "Location")


@dataclass(slots=True)
class Reference:
    """The numbers that the form uses, as its first part explains them.

    `terror` holds the profiles that are listed as terrorists, told at the end of the file; None before that was read.
    """

    party: dict[str, str] = field(default_factory=dict)
    sub_party: dict[str, str] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)
    part: dict[str, str] = field(default_factory=dict)
    feature: dict[str, str] = field(default_factory=dict)
    country: dict[str, str] = field(default_factory=dict)
    location: dict[str, str] = field(default_factory=dict)
    terror: frozenset[str] | None = None

    def learn(self, name: str, element: Any) -> None:
        """Keep what an element explains; others tell nothing."""
        text, ident = (element.text or "").strip(), element.get("ID")
        tables = {
            "PartyType": self.party,
            "AliasType": self.alias,
            "NamePartType": self.part,
            "FeatureType": self.feature,
        }
        if name in tables:
            tables[name][ident] = text
        elif name == "PartySubType":
            self.sub_party[ident] = element.get("PartyTypeID")
        elif name == "Country":
            self.country[ident] = element.get("ISO2") or ""
        elif name == "Location":
            told = [self.country.get(at.get("CountryID"), "") for at in element.iterfind("{*}LocationCountry")]
            if len(set(filter(None, told))) == 1:
                self.location[ident] = next(filter(None, told))


def profiles_of_terror(entries: Iterable[Any]) -> frozenset[str]:
    """The profiles with a listing under a programme against terrorism."""
    return frozenset(one.foreign for entry in entries for one in listings(entry) if one.program in _TERROR_LISTS)


_TERROR_LISTS = frozenset(f"OFAC SDN ({program})" for program in TERROR)


def party(element: Any, reference: Reference) -> FoundActor | str:
    """One party with all its names, or why it is no actor."""
    profile = element.find("{*}Profile")
    if profile is None:
        return "a party without a profile"
    sort = reference.party.get(reference.sub_party.get(profile.get("PartySubTypeID"), ""), "").lower()
    kind = KINDS.get(sort)
    if kind is None:
        return not_an_actor(sort or "thing")
    found = unique_names(iter(_names(profile, reference, kind is ActorKind.PERSON)))
    if not found:
        return "a party without a name"
    ident = clean_name(profile.get("ID"))
    if kind is ActorKind.OTHER and ident in (reference.terror or ()):
        kind = ActorKind.ARMED_GROUP
    return FoundActor(
        ident,
        kind,
        found,
        country=_country(profile, reference),
        born=_born(profile, reference),
        identifiers=(("ofac", ident),),
    )


def _names(profile: Any, reference: Reference, person: bool) -> list[FoundName]:
    names: list[FoundName] = []
    for identity in profile.iterfind("{*}Identity"):
        groups = {
            group.get("ID"): reference.part.get(group.get("NamePartTypeID"), "")
            for group in identity.iterfind("{*}NamePartGroups/{*}MasterNamePartGroup/{*}NamePartGroup")
        }
        for alias in identity.iterfind("{*}Alias"):
            use = USES.get(reference.alias.get(alias.get("AliasTypeID"), ""), "")
            weak = "nickname" if alias.get("LowQuality") == "true" else ""
            for written in alias.iterfind("{*}DocumentedName"):
                text = _written(written, groups, person)
                name = FoundName(text, script_of(text), use or weak)
                first = alias.get("Primary") == "true" and name.lang == "en"
                names.insert(0, name) if first else names.append(name)
    return names


def _written(documented: Any, groups: dict[str, str], person: bool) -> str:
    """The parts of a name as one says them: the list puts the last name first."""
    values = documented.findall("{*}DocumentedNamePart/{*}NamePartValue")
    last = [v.text or "" for v in values if groups.get(v.get("NamePartGroupID")) in _LAST_NAMES]
    first = [v.text or "" for v in values if groups.get(v.get("NamePartGroupID")) not in _LAST_NAMES]
    return full_name("", clean_name(" ".join([*first, *last])), person)


def _country(profile: Any, reference: Reference) -> str | None:
    """By nationality, else citizenship, else where it is, where these name one country only."""
    told: dict[str, set[str]] = {}
    for feature in profile.iterfind("{*}Feature"):
        sort = reference.feature.get(feature.get("FeatureTypeID"), "")
        for at in feature.iterfind("{*}FeatureVersion/{*}VersionLocation"):
            if code := reference.location.get(at.get("LocationID")):
                told.setdefault(sort, set()).add(code)
    countries = next((told[sort] for sort in _COUNTRY_FEATURES if sort in told), set())
    return countries.pop() if len(countries) == 1 else None


def _born(profile: Any, reference: Reference) -> str | None:
    for feature in profile.iterfind("{*}Feature"):
        if reference.feature.get(feature.get("FeatureTypeID")) == "Birthdate":
            year = feature.find("{*}FeatureVersion/{*}DatePeriod/{*}Start/{*}From/{*}Year")
            if year is not None and (year.text or "").strip().isdigit():
                return f"{int(year.text):04d}"
    return None


def listings(entry: Any) -> Iterator[Listing]:
    """Under which programmes a profile is listed, and since which day."""
    foreign = clean_name(entry.get("ProfileID"))
    day = None
    when = entry.find("{*}EntryEvent/{*}Date")
    if when is not None:
        parts = [(when.findtext(f"{{*}}{part}") or "").strip() for part in ("Year", "Month", "Day")]
        if all(part.isdigit() for part in parts):
            day = f"{int(parts[0]):04d}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    for measure in entry.iterfind("{*}SanctionsMeasure"):
        program = clean_name(measure.findtext("{*}Comment"))
        if program:
            yield Listing(foreign, AUTHORITY, f"OFAC SDN ({program})", day)
