"""The OFAC list of Specially Designated Nationals as XML, in the classic form; the advanced one stands in its own file.

Both are read element by element and forgotten again, with entities and network access switched off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.domain.vocabulary import ActorKind
from dateline.errors import UnreadableInput
from dateline.knowledge.actor_import.found import (
    FoundActor,
    FoundName,
    Listing,
    clean_name,
    not_an_actor,
    script_of,
    unique_names,
)
from dateline.knowledge.actor_import.ofac_advanced import AUTHORITY, Reference, listings, party, profiles_of_terror
from dateline.knowledge.actor_import.ofac_names import KINDS, TERROR, USES, full_name
from dateline.knowledge.actor_import.opening import open_list

_COUNTRIES = (
    "{*}nationalityList/{*}nationality/{*}country",
    "{*}citizenshipList/{*}citizenship/{*}country",
    "{*}addressList/{*}address/{*}country",
)


def read_ofac(file: Path, country_named: Callable[[str], str | None]) -> Iterator[FoundActor | Listing | str]:
    """Actors in file order; in the advanced form listings follow at the end. Vessels and aircraft give a reason.

    `country_named` gives the code of a country by its English name. Raises UnreadableInput for XML that is broken.
    """
    reference = Reference()
    for name, element in _elements(file):
        if name == "sdnEntry":
            yield _classic(element, country_named)
        elif name == "DistinctParties":
            continue
        elif name == "DistinctParty":
            if reference.terror is None:
                reference.terror = profiles_of_terror(e for n, e in _elements(file) if n == "SanctionsEntry")
            yield party(element, reference)
        elif name == "SanctionsEntry":
            yield from listings(element)
        else:
            reference.learn(name, element)


def _elements(file: Path) -> Iterator[tuple[str, Any]]:
    """The elements by their local names as they end; those of one actor or listing are freed afterwards."""
    from lxml import etree

    with open_list(file) as stream:
        try:
            events = etree.iterparse(
                stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            for _, element in events:
                name = etree.QName(element).localname
                yield name, element
                if name in ("sdnEntry", "DistinctParty", "SanctionsEntry", "Location", "IDRegDocument"):
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


def _classic(entry: Any, country_named: Callable[[str], str | None]) -> FoundActor | str:
    sort = _text(entry, "sdnType").lower()
    kind = KINDS.get(sort)
    if kind is None:
        return not_an_actor(sort or "thing")
    programs = [clean_name(p.text) for p in entry.iterfind("{*}programList/{*}program") if p.text]
    person = kind is ActorKind.PERSON
    names = [full_name(_text(entry, "firstName"), _text(entry, "lastName"), person)]
    uses = [""]
    for aka in entry.iterfind("{*}akaList/{*}aka"):
        names.append(full_name(_text(aka, "firstName"), _text(aka, "lastName"), person))
        uses.append(USES.get(_text(aka, "type")) or USES.get(_text(aka, "category")) or "")
    found = unique_names(FoundName(n, script_of(n), u) for n, u in zip(names, uses, strict=True))
    if not found:
        return "an entry without a name"
    return FoundActor(
        foreign=_text(entry, "uid"),
        kind=ActorKind.ARMED_GROUP if kind is ActorKind.OTHER and TERROR & set(programs) else kind,
        names=found,
        country=_country(entry, country_named),
        born=_year(entry),
        designations=tuple((AUTHORITY, f"OFAC SDN ({program})", None) for program in programs),
        identifiers=(("ofac", _text(entry, "uid")),),
        note=", ".join(filter(None, [_text(entry, "title"), *programs])),
    )


def _country(entry: Any, country_named: Callable[[str], str | None]) -> str | None:
    """By nationality, else citizenship, else address, where these name one country only."""
    for path in _COUNTRIES:
        told = {code for at in entry.iterfind(path) if at.text and (code := country_named(clean_name(at.text)))}
        if told:
            return told.pop() if len(told) == 1 else None
    return None


def _year(entry: Any) -> str | None:
    for told in entry.iterfind("{*}dateOfBirthList/{*}dateOfBirthItem/{*}dateOfBirth"):
        match = re.search(r"\b(1[89]\d\d|20\d\d)\b", told.text or "")
        if match:
            return match.group(1)
    return None
