"""Foreign lists of actors become packs: matched with the book, every fact with its source, memory flat."""

from __future__ import annotations

import bz2
import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.domain.vocabulary import ActorKind
from dateline.errors import KnowledgeError, UnreadableInput
from dateline.knowledge.actor_book import ActorBook, build_index
from dateline.knowledge.actor_import import Imported, Wanted, import_actors, pack_file, recognise

PACK = """
- {id: united-states, kind: state, name: United States, country: US, identifiers: {wikidata: Q30}, source: atlas}
- id: river-brigades
  kind: armed_group
  name: River Brigades
  names: [Kataib al-Nahr]
  country: IQ
  identifiers: {wikidata: Q100}
  source: atlas
- {id: sami-saleh, kind: person, name: Sami Saleh, country: IQ, source: atlas}
"""
SDN = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>01/31/2020</Publish_Date></publshInformation>
  <sdnEntry><uid>7</uid><lastName>KATAIB AL-NAHR</lastName><sdnType>Entity</sdnType>
    <programList><program>SDGT</program></programList>
    <akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>RIVER GUARDS</lastName></aka></akaList>
  </sdnEntry>
  <sdnEntry><uid>8</uid><firstName>Omar</firstName><lastName>AL-MILLER</lastName><sdnType>Individual</sdnType>
    <programList><program>IRAQ2</program></programList>
    <akaList><aka><uid>2</uid><type>f.k.a.</type><category>strong</category><lastName>عمر الطحان</lastName></aka></akaList>
    <dateOfBirthList><dateOfBirthItem><uid>3</uid><dateOfBirth>12 May 1970</dateOfBirth></dateOfBirthItem></dateOfBirthList>
  </sdnEntry>
  <sdnEntry><uid>9</uid><lastName>SEA STAR</lastName><sdnType>Vessel</sdnType></sdnEntry>
</sdnList>
"""
ADVANCED = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML">
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
    <PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType></PartySubTypeValues>
    <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType><PartyType ID="4">Transport</PartyType></PartyTypeValues>
  </ReferenceValueSets>
  <DistinctParties>
    <DistinctParty FixedRef="70"><Profile ID="70" PartySubTypeID="3"><Identity ID="1" FixedRef="70" Primary="true" False="false">
      <Alias FixedRef="70" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1"><DocumentedNamePart><NamePartValue>RIVER BRIGADES</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
      <Alias FixedRef="70" AliasTypeID="1401" Primary="false" LowQuality="false"><DocumentedName ID="2"><DocumentedNamePart><NamePartValue>OLD RIVER MEN</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
    </Identity></Profile></DistinctParty>
    <DistinctParty FixedRef="80"><Profile ID="80" PartySubTypeID="4"><Identity ID="2" FixedRef="80" Primary="true">
      <Alias FixedRef="80" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="3"><DocumentedNamePart><NamePartValue>Karim</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue>MILLER</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
    </Identity></Profile></DistinctParty>
    <DistinctParty FixedRef="90"><Profile ID="90" PartySubTypeID="1"><Identity ID="3" FixedRef="90"/></Profile></DistinctParty>
  </DistinctParties>
  <SanctionsEntries>
    <SanctionsEntry ID="1" ProfileID="70" ListID="1550"><EntryEvent ID="1"><Date><Year>2020</Year><Month>1</Month><Day>31</Day></Date></EntryEvent><SanctionsMeasure ID="1"><Comment>SDGT</Comment></SanctionsMeasure></SanctionsEntry>
    <SanctionsEntry ID="2" ProfileID="80" ListID="1550"><EntryEvent ID="2"><Date><Year>2021</Year><Month>2</Month><Day>3</Day></Date></EntryEvent><SanctionsMeasure ID="2"><Comment>IRAQ2</Comment></SanctionsMeasure></SanctionsEntry>
    <SanctionsEntry ID="3" ProfileID="90" ListID="1550"><SanctionsMeasure ID="3"><Comment>IRAN</Comment></SanctionsMeasure></SanctionsEntry>
  </SanctionsEntries>
</Sanctions>
"""


def ftm(ident: str, schema: str, **properties: list[str]) -> str:
    """One line of a FollowTheMoney file."""
    return json.dumps({"id": ident, "schema": schema, "properties": properties, "datasets": ["a_list"]}) + "\n"


def item(ident: str, kind: str, label: str, **claims: str) -> str:
    """One line of a Wikidata dump: an item of a kind, with further claims that lead to items."""
    told = {"P31": kind, **claims}
    return json.dumps(
        {
            "id": ident,
            "labels": {"en": {"value": label}, "ar": {"value": "اسم"}},
            "aliases": {"en": [{"value": "RB"}]},
            "claims": {
                k: [{"mainsnak": {"datavalue": {"value": {"id": v}}}, "rank": "normal"}] for k, v in told.items()
            },
        }
    )


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with a small pack."""
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "groups.yaml").write_text(PACK, "utf-8")
    (folder / "sources.yaml").write_text("- {id: atlas, title: An atlas, publisher: Us}\n", "utf-8")
    return folder


def book(*folders: Path) -> ActorBook:
    """The book of the folders."""
    return ActorBook(build_index(folders))


def test_classic_ofac_entries_add_to_the_book_or_are_new(packs: Path, tmp_path: Path) -> None:
    """A listed group that the book has gets names and designations; a new person becomes an entry; a ship none."""
    file, own = tmp_path / "sdn.xml", tmp_path / "own"
    file.write_text(SDN, "utf-8")
    done = import_actors(file, own, book(packs))
    assert (done.new, done.added_to, dict(done.left_out)) == (1, 1, {"a vessel is no actor": 1})
    now = book(packs, own)
    group, person = now.actor("river-brigades"), now.actor("ofac-8")
    assert group
    assert person
    assert [(d.list, d.source) for d in group.designations] == [("OFAC SDN (SDGT)", "import-ofac-sdn")]
    assert now.lookup("River Guards")[0].actor_id == "river-brigades"
    assert (person.name, person.kind, person.sources) == ("Omar al-Miller", ActorKind.PERSON, ("import-ofac-sdn",))
    assert [n.text for n in person.names if n.language == "ar"] == ["عمر الطحان"]


def test_advanced_ofac_listings_find_their_parties(packs: Path, tmp_path: Path) -> None:
    """Names come first and listings at the end; both lead to one actor, and a ship's listing to none."""
    file, own = tmp_path / "sdn_advanced.xml", tmp_path / "own"
    file.write_text(ADVANCED, "utf-8")
    import_actors(file, own, book(packs))
    now = book(packs, own)
    group, person = now.actor("river-brigades"), now.actor("ofac-80")
    assert group
    assert person
    assert [(d.list, d.date) for d in group.designations] == [("OFAC SDN (SDGT)", "2020-01-31")]
    assert [(n.text, n.use) for n in group.names if n.use] == [("Old River Men", "former")]
    assert (person.name, [d.date for d in person.designations]) == ("Karim Miller", ["2021-02-03"])


def test_follow_the_money_lines(packs: Path, tmp_path: Path) -> None:
    """Persons and groups come in, companies without a topic as 'other', what is no actor or broken is told."""
    file, own = tmp_path / "entities.ftm.json", tmp_path / "own"
    file.write_text(
        ftm(
            "NK-1",
            "Organization",
            name=["Kataib al-Nahr"],
            alias=["كتائب النهر"],
            topics=["crime.terror"],
            country=["iq"],
        )
        + ftm("NK-2", "Person", name=["Lina Miller"], birthDate=["1970"], country=["sy"])
        + ftm("NK-3", "Vessel", name=["Sea Star"])
        + "{broken\n"
        + "[1, 2]\n",
        "utf-8",
    )
    done = import_actors(file, own, book(packs))
    assert (done.new, done.added_to) == (1, 1)
    assert dict(done.left_out) == {"a Vessel is no actor": 1, "not JSON": 1, "not a FollowTheMoney entity": 1}
    now = book(packs, own)
    assert now.lookup("كتائب النهر")[0].actor_id == "river-brigades"
    assert now.lookup("Lina Miller")[0].actor_id == "ftm-nk-2"


def test_wikidata_items_and_only_public_persons(packs: Path, tmp_path: Path) -> None:
    """Groups and persons with an office come in with their country; a person without a public role does not."""
    file, own = tmp_path / "dump.json", tmp_path / "own"
    lines = [
        item("Q100", "Q17149090", "River Men", P17="Q30"),
        item("Q200", "Q5", "Rana Miller", P39="Q1", P27="Q30"),
        item("Q300", "Q5", "Some Body"),
        item("Q400", "Q42", "A Thing"),
    ]
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
    done = import_actors(file, own, book(packs))
    assert (done.new, done.added_to) == (1, 1)
    assert dict(done.left_out) == {"a person without a public role": 1, "an item of another kind": 1}
    person = book(packs, own).actor("wikidata-q200")
    assert person
    assert (person.country, dict(person.identifiers)) == ("US", {"wikidata": "Q200"})


def test_a_correction_of_a_person_wins_and_stays(packs: Path, tmp_path: Path) -> None:
    """A name taken away and a country set by a person stand, also after the list is imported again."""
    file, own = tmp_path / "list.json", tmp_path / "own"
    file.write_text(ftm("NK-1", "Organization", name=["River Brigades", "Wrong Name"], topics=["mil"]), "utf-8")
    own.mkdir()
    mine = "- {extends: river-brigades, without: [wrong name], country: SY, source: atlas}  # I know better\n"
    (own / "corrections.yaml").write_text(mine, "utf-8")
    for _ in range(2):
        import_actors(file, own, book(packs))
        actor = book(packs, own).actor("river-brigades")
        assert actor
        assert actor.country == "SY"
        assert "Wrong Name" not in [name.text for name in actor.names]
    assert (own / "corrections.yaml").read_text("utf-8") == mine


def imported_again(packs: Path, own: Path, file: Path) -> Imported:
    """Import a list that was imported before, as the command does it."""
    known = ActorBook(build_index([packs, own], without=pack_file(file, own)))
    return import_actors(file, own, known)


def test_the_same_list_again_tells_the_same(packs: Path, tmp_path: Path) -> None:
    """A list imported twice leaves the same entries, also where its own first import is in the book by then."""
    file, own = tmp_path / "list.json", tmp_path / "own"
    lines = ftm("1", "Person", name=["Lina Miller"]) + ftm("2", "Person", name=["Sami Saleh"], alias=["Abu Nahr"])
    file.write_text(lines, "utf-8")
    first = import_actors(file, own, book(packs))
    before = (own / "import_list.yaml").read_text("utf-8")
    again = imported_again(packs, own, file)
    assert (first.new, first.added_to, first.replaced) == (again.new, again.added_to, False) == (1, 1, False)
    assert again.replaced
    assert (own / "import_list.yaml").read_text("utf-8") == before


def test_who_left_the_list_stays_where_a_person_built_on_it(packs: Path, tmp_path: Path) -> None:
    """A shorter list takes nobody away to whom a person's own entry adds something."""
    file, own = tmp_path / "list.json", tmp_path / "own"
    file.write_text(ftm("1", "Person", name=["Lina Miller"]) + ftm("2", "Person", name=["Rana Miller"]), "utf-8")
    import_actors(file, own, book(packs))
    (own / "mine.yaml").write_text("- {extends: ftm-1, names: [The Miller], source: atlas}\n", "utf-8")
    file.write_text(ftm("3", "Person", name=["Omar Miller"]), "utf-8")
    assert imported_again(packs, own, file).kept == 1
    now = book(packs, own)
    assert now.lookup("The Miller")[0].name == "Lina Miller"
    assert now.actor("ftm-2") is None


def test_two_lists_of_one_file_name_stay_apart_by_their_given_names(packs: Path, tmp_path: Path) -> None:
    """A name given to an import keeps it from replacing another list's."""
    file, own = tmp_path / "entities.ftm.json", tmp_path / "own"
    for number, name in ((1, "union list"), (2, None)):
        file.write_text(ftm(str(number), "Person", name=[f"Person{number} Miller"]), "utf-8")
        import_actors(file, own, book(packs), name=name)
    assert sorted(one.name for one in own.glob("import_*")) == ["import_entities.yaml", "import_union-list.yaml"]
    assert {"ftm-1", "ftm-2"} <= set(book(packs, own).ids())


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
@pytest.mark.parametrize("sort", ["ftm", "ofac", "wikidata"])
def test_packed_lists_are_read_and_torn_ones_refused(
    packs: Path, tmp_path: Path, pack: Callable[[bytes], bytes], sort: str
) -> None:
    """Every form may be packed; a packed file that breaks off leaves nothing behind."""
    content = {
        "ftm": ftm("1", "Person", name=["Lina Miller"]),
        "ofac": SDN,
        "wikidata": item("Q200", "Q5", "Rana Miller", P39="Q1"),
    }[sort]
    file, own = tmp_path / "list.bin", tmp_path / "own"
    packed = pack(content.encode())
    file.write_bytes(packed)
    assert import_actors(file, own, book(packs)).new == 1
    file.write_bytes(packed[: len(packed) - 12])
    with pytest.raises(UnreadableInput):
        import_actors(file, tmp_path / "other", book(packs))
    assert list((tmp_path / "other").glob("*")) == []


def test_wikidata_items_as_the_site_gives_them(packs: Path, tmp_path: Path) -> None:
    """One item, or several in an answer of the site's interface, laid out over lines, are read like a dump."""
    one = json.loads(item("Q200", "Q5", "Rana Miller", P39="Q1"))
    for name, told in (("one", one), ("answer", {"entities": {"Q200": one}})):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(told, indent=2), "utf-8")
        assert import_actors(file, tmp_path / name, book(packs)).new == 1


def test_listings_of_follow_the_money_become_designations(packs: Path, tmp_path: Path) -> None:
    """A sanction leads to its actor, with list, day and the state that lists; one without an authority is told."""
    file, own = tmp_path / "list.json", tmp_path / "own"
    file.write_text(
        ftm("1", "Organization", name=["River Brigades"], topics=["crime.terror"])
        + ftm("2", "Person", name=["Saleh, Lina"], weakAlias=["Abu Nahr"])
        + ftm("s", "Sanction", entity=["1", "2"], country=["us"], program=["Rivers"], startDate=["2021-02-03"])
        + ftm("t", "Sanction", entity=["1"], program=["Nobody's"]),
        "utf-8",
    )
    done = import_actors(file, own, book(packs))
    assert dict(done.left_out) == {"a listing without its authority": 1}
    now = book(packs, own)
    for ident in ("river-brigades", "ftm-2"):
        actor = now.actor(ident)
        assert actor
        assert [(d.by, d.list, d.date) for d in actor.designations] == [("united-states", "Rivers", "2021-02-03")]
    assert now.lookup("Abu Nahr")[0].name == "Lina Saleh"


def test_names_countries_and_kinds_of_the_advanced_list(packs: Path, tmp_path: Path) -> None:
    """The last name is put last, a nationality gives the country, a listing as terrorist an armed group."""
    file, own = tmp_path / "sdn_advanced.xml", tmp_path / "own"
    told = ADVANCED.replace(
        "</ReferenceValueSets>",
        '<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType></NamePartTypeValues>'
        '<CountryValues><Country ID="5" ISO2="SY">Syria</Country></CountryValues><FeatureTypeValues><FeatureType '
        'ID="10">Nationality Country</FeatureType></FeatureTypeValues></ReferenceValueSets><Locations><Location ID="9">'
        '<LocationCountry CountryID="5"/></Location></Locations>',
    )
    told = told.replace(
        "<NamePartValue>Karim</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue>MILLER",
        '<NamePartValue NamePartGroupID="1">MILLER</NamePartValue></DocumentedNamePart><DocumentedNamePart>'
        '<NamePartValue NamePartGroupID="2">Karim',
    ).replace(
        "</Alias>\n    </Identity></Profile>",
        '</Alias><NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/>'
        '</MasterNamePartGroup></NamePartGroups></Identity><Feature FeatureTypeID="10"><FeatureVersion>'
        '<VersionLocation LocationID="9"/></FeatureVersion></Feature></Profile>',
    )
    file.write_text(told.replace("RIVER BRIGADES", "HILL MEN"), "utf-8")
    import_actors(file, own, book(packs))
    now = book(packs, own)
    assert (group := now.actor("ofac-70"))
    assert (person := now.actor("ofac-80"))
    assert (group.name, group.kind) == ("Hill Men", ActorKind.ARMED_GROUP)
    assert (person.name, person.country) == ("Karim Miller", "SY")


def test_a_list_without_actors_is_refused(packs: Path, tmp_path: Path) -> None:
    """A file of which nothing can be read replaces nothing and says why."""
    file, own = tmp_path / "list.json", tmp_path / "own"
    file.write_text(json.dumps([json.loads(ftm("1", "Person", name=["Lina Miller"]))], indent=1), "utf-8")
    with pytest.raises(UnreadableInput, match="one entity a line"):
        import_actors(file, own, book(packs))
    assert list(own.glob("*")) == []


def test_only_the_wanted_kinds_and_countries(packs: Path, tmp_path: Path) -> None:
    """What is not asked for is left out."""
    file = tmp_path / "list.json"
    file.write_text(
        ftm("1", "Person", name=["Lina Miller"], country=["sy"])
        + ftm("2", "Person", name=["Rana Miller"], country=["ir"]),
        "utf-8",
    )
    wanted = Wanted(frozenset({ActorKind.PERSON}), frozenset({"IR"}))
    done = import_actors(file, tmp_path / "own", book(packs), wanted)
    assert (done.new, dict(done.left_out)) == (1, {"not wanted": 1})


@pytest.mark.parametrize("content", ["", "hello", "<html></html>", '{"a": 1}'])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    """A file of no known form is an input error."""
    file = tmp_path / "x.json"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput):
        recognise(file)


def test_broken_xml_leaves_nothing_behind(packs: Path, tmp_path: Path) -> None:
    """A list that breaks off is refused whole, and entities are not expanded."""
    file, own = tmp_path / "sdn.xml", tmp_path / "own"
    file.write_text(SDN[:-40], "utf-8")
    with pytest.raises(UnreadableInput):
        import_actors(file, own, book(packs))
    assert list(own.iterdir()) == []
    bomb = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaa">]>' + SDN.partition("?>")[2].replace(
        "RIVER GUARDS", "&a;"
    )
    file.write_text(bomb, "utf-8")
    import_actors(file, own, book(packs))
    assert "aaaaaaaa" not in "".join(part.read_text("utf-8") for part in own.iterdir())


def test_hostile_names_are_one_printable_line(packs: Path, tmp_path: Path) -> None:
    """Control characters, line breaks and long texts of a list cannot reach the pack."""
    file, own = tmp_path / "list.json", tmp_path / "own"
    file.write_text(ftm("1", "Person", name=["Ev\u0000il\n- id: x\u2028: {" + "y" * 5000]), "utf-8")
    import_actors(file, own, book(packs))
    actor = book(packs, own).actor("ftm-1")
    assert actor
    assert len(actor.name) <= 200
    assert actor.name.isprintable()


def test_memory_stays_flat(packs: Path, tmp_path: Path) -> None:
    """Ten times the entities do not take twice the memory."""
    peaks = []
    known = book(packs)
    for count in (300, 3000):
        file = tmp_path / f"{count}.json"
        with file.open("w") as out:
            for number in range(count):
                out.write(ftm(f"N{number}", "Person", name=[f"Person {number} Miller"], alias=["another name"] * 3))
        tracemalloc.start()
        import_actors(file, tmp_path / f"own{count}", known)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + 200_000


def test_additions_that_lead_nowhere_are_mistakes(packs: Path, tmp_path: Path) -> None:
    """An addition needs its actor, a source and known keys, each told with file and line."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "more.yaml").write_text("- {extends: nobody, names: [X], source: atlas}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"more\.yaml:1: no actor has the id 'nobody'"):
        book(packs, own)
    (own / "more.yaml").write_text("- {extends: sami-saleh, colour: red}\n", "utf-8")
    with pytest.raises(KnowledgeError) as refused:
        book(packs, own)
    assert len(refused.value.flaws) == 2
