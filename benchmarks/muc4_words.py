"""Words of the MUC-4 task: its countries, kinds and set fills."""

# ruff: noqa: E501 (lists of words)

from __future__ import annotations

import re
from collections.abc import Sequence

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
OF_INTEREST = frozenset("SV GT HN AR BO CL CO EC PE".split())

COUNTRIES = {
    "SV": "EL SALVADOR", "GT": "GUATEMALA", "HN": "HONDURAS", "AR": "ARGENTINA", "BO": "BOLIVIA", "CL": "CHILE",
    "CO": "COLOMBIA", "EC": "ECUADOR", "PE": "PERU", "PA": "PANAMA", "NI": "NICARAGUA", "BR": "BRAZIL",
    "VE": "VENEZUELA", "US": "UNITED STATES", "ES": "SPAIN", "MX": "MEXICO", "CR": "COSTA RICA",
}  # fmt: skip

_WORDS = {
    "arson": r"arson|sets? fire|setting fire|set on fire|burn(?:ed|ing|t)?(?: down)?|torch(?:ed|ing)",
    "robbery": r"robb(?:ed|ery|eries|ing)|steal|stole|stolen|theft|loot(?:ed|ing)|held up|holdup",
    "bombing": r"bomb(?:ed|ing|ings|s)?|explosions?|exploded|blasts?|blew|blown|detonat\w*|dynamit\w*|explosives?",
    "fighting": r"clash(?:es|ed)?|fighting|combats?|battles?|skirmish(?:es)?|engagements?|fought|war|offensive|confrontations?",
    "government": r"army|troops|soldiers?|armed forces|military|police|policem[ae]n|national guard|air force|government|"
    r"battalion|brigade|marines?|navy|regime|civil defense",
    "guerrilla": r"guerrillas?|rebels?|insurgents?|subversives?|terrorists?|fmln|combatants?|drug traffickers?|extraditables|"
    r"shining path|sendero luminoso|eln|farc|epl|m-19|mrta|urng|erp|fpl|gunmen|criminals",
}  # fmt: skip
_COMPILED = {name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I) for name, words in _WORDS.items()}
_QUOTED = re.compile(r"'([^']{1,60})'")

INSTRUMENTS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (sort, re.compile(rf"\b(?:{words})\b", re.I))
    for sort, words in (
        ("VEHICLE BOMB", r"car[- ]?bombs?|truck[- ]bombs?|booby[- ]trapped (?:car|truck|vehicle)s?|bomb-laden (?:car|truck)s?"),
        ("DYNAMITE", r"(?:sticks? of )?dynamite(?: charges?| sticks?| attacks?)?|(?P<act>dynamited)"),
        ("MINE", r"(?:land ?)?mines?(?= explod| blew| deton| plant)"),
        ("GRENADE", r"(?:hand |fragmentation )?grenades?"),
        ("MOLOTOV COCKTAIL", r"molotov cocktails?|incendiary bombs?"),
        ("ROCKET", r"rockets?"),
        ("MORTAR", r"mortars?(?: rounds?| fire)?"),
        ("AERIAL BOMB", r"(?P<act>bombed from the air|aerial bombing|air raids?|air strikes?|aerial bombardment)"),
        ("MACHINE GUN", r"(?:sub)?-?machine[- ]?guns?|(?P<act>machine-?gunn\w+|submachinegun fire)"),
        ("RIFLE", r"(?:assault |automatic )?rifles?|ak-47s?|m-16s?|r-15s?"),
        ("HANDGUN", r"pistols?|revolvers?|handguns?"),
        ("GUN", r"(?P<act>shot(?! down)|shots|gunned down|gunshots?|bullets?|gunfire|opened fire|shooting|riddled|firing)"),
        ("CUTTING DEVICE", r"knife|knives|machetes?|(?P<act>stabb\w+|throats?)"),
        ("TORTURE", r"(?P<act>tortur\w+)"),
        ("BOMB", r"(?:high-powered |powerful |time |fragmentation )?bombs?|explosive (?:device|charge|artifact)s?"),
        ("EXPLOSIVE", r"explosives?|(?P<act>explosions?|blast|blew up|blown up)"),
    )
)  # fmt: skip


def has_word(words: str, group: str) -> bool:
    """Whether a word of the group stands in the words."""
    return _COMPILED[group].search(words) is not None


def kind_words(rules: Sequence[str]) -> str:
    """The words that triggered a report, by the names of its rules."""
    return " ".join(
        m[1] for rule in rules if rule.startswith(("noun", "verb", "light")) for m in _QUOTED.finditer(rule)
    )


NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), start=1
    )
} | {"twenty": 20, "thirty": 30}
PERSONS = {"pronouns": frozenset("he she him her they them it its who whom that which i we us his their those".split())}
PLURALS = frozenset("PEOPLE CHILDREN MEN WOMEN POLICEMEN POLICE PERSONNEL CLERGY".split())
AREA = re.compile(
    r"^(?:[\w.'-]+ ){0,3}(?:capital|city|cities|street|country|nation|areas?|zones?|regions?|towns?|villages?|neighborhoods?|"
    r"outskirts|sectors?|suburbs?|departments?|provinces?|districts?|crime|attacks?|life|lives|incidents?|place|situation|"
    r"peace|order|war|population centers?|state|democracy|group|department|san salvador|victories|positions?|system of|"
    r"process|economy|freedom|rights?|talks|responsible|casualties|sides?|responsibility|something|anything)(?:$| of | in )",
    re.I,
)
_ROLES = (
    r"(?:vice |deputy |former |assistant |retired |presidential |lieutenant |auxiliary |acting )*"
    r"(?:president|minister|senator|congressman|congresswoman|deputy|mayor|governor|general|colonel|major|captain|"
    r"lieutenant|sergeant|corporal|private|judge|magistrate|prosecutor|attorney(?: general)?|lawyer|priest|father|fr|"
    r"bishop|archbishop|monsignor|msgr|sister|nun|reverend|doctor|dr|engineer|professor|rector|dean|journalist|"
    r"reporter|editor|photographer|cameraman|leader|candidate|secretary|director|manager|commander|chief|ambassador|"
    r"consul|businessman|rancher|industrialist|landowner|politician|activist|unionist|worker|student|peasant|farmer|"
    r"driver|bodyguard|guard|policeman|officer|agent|soldier|citizen|missionary|hopeful|councilman|mr|mrs|miss|don|"
    r"gen|col|lt|capt|maj|sgt|wife|son|daughter|brother|mother|nephew|cousin|advis[eo]r|spokesman|official|member)"
)
VAGUE = frozenset("BOTH ONES ONE ANOTHER THEM HIM HER MEMBERS ELEMENTS THIS THAT ALL MANY SEVERAL KM".split())
NO_TITLE = frozenset(
    "THE A AN OF IN ON AT BY TO FOR FROM AND OR THAT WHO WHICH WHEN AGAINST WITH HIS HER ITS THEIR OUR KILLED MURDERED "
    "ASSASSINATED WOUNDED KIDNAPPED INJURED INCLUDING WAS WERE IS ARE HAD HAS AMONG THEN WHERE SAID ALSO TWO THREE ONE".split()
)
TITLES = re.compile(rf"(?<![\w-])(?:[\w.'-]+ ){{0,2}}{_ROLES}(?![\w-])", re.I)
ORGANISATION = re.compile(
    r"\b(?:FRONT|MOVEMENT|PARTY|CARTEL|UNION|ARMY|ARMED FORCES|FORCES?|ALLIANCE|PATH|COMMAND|EXTRADITABLES|GOVERNMENT|"
    r"ORGANIZATION|MAFIAS?|DEATH SQUADS?|POLICE|GUARD|BATTALION|BRIGADE|LUMINOSO|REGIME|MILITARY)$"
)
STATE_FORCES = re.compile(
    r"\b(?:army|armed forces|troops|soldiers?|military|police|policemen|government|air force|navy|national guard|"
    r"battalion|brigade|infantry|civil defense|security forces|death squads?|officers?|colonel|lieutenants?)\b",
    re.I,
)
_MORE = {
    "members": r"members?|guerrillas?|rebels?|terrorists?|commandos?|militants?|men|gunmen|fighters?|militia\w*|units?|"
    r"troops|soldiers?|elements|column|squads?|cells?|individuals|persons|people|officers?|personnel|leaders?|subversives?",
    "authority": r"government|minister|ministry|police|army|military|armed forces|authorit(?:y|ies)|president|officials?|"
    r"colonel|general|commander|spokesman|judge|court|das|prosecutor|investigat\w+|security|official|chief|cristiani",
}
_MORE |= {
    "soldiers": r"soldiers?|troops|officers?|lieutenants?|colonel|military|uniforms?|battalion|army men|policem[ae]n|police",
    "forces": r"armed forces|army|military|national guard|air force|national police|treasury police",
    "hedge": r"alleged(?:ly)?|presumabl[ey]|presumed|suspect(?:ed|s)?|apparently|believed|attributed|blam(?:ed|es|ing)|"
    r"accus(?:ed|es|ing|ation)|reportedly|possibl[ey]|probabl[ey]|may have|could have|charged",
    "official": r"police|army|military|armed forces|authorit(?:y|ies)|government|minister|officials?|coprefa|spokesman|"
    r"spokesmen|commander|general|colonel|prosecutor|judge",
}
_COMPILED |= {name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I) for name, words in _MORE.items()}
HARMED: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (sort, re.compile(rf"\b(?:{words})\b", re.I))
    for sort, words in (
        ("DEATH", r"kill(?:ed|ing|ings|s)?|dead|died|deaths?|murder(?:ed|ing|s)?|assassinat\w+|massacred?|slain|executed|"
         r"shot to death|gunned down|lost (?:his|her|their) li(?:fe|ves)|bod(?:y|ies)|corpses?|fatalit(?:y|ies)"),
        ("INJURY", r"wound(?:ed|ing|s)?|injur(?:ed|ies|y|ing)|hurt|maimed|beaten"),
        ("REGAINED FREEDOM", r"released|freed|rescued|set free|liberated"),
        ("NO INJURY OR DEATH", r"unharmed|unhurt|escaped|survived|no (?:casualties|victims|injuries)|emerged unscathed"),
    )
)  # fmt: skip
PLACES_OF: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (sort, re.compile(rf"\b(?:{words})\b", re.I))
    for sort, words in (
        ("DESTROYED", r"destroy(?:ed|ing)?|blew up|blown up|blowing up|demolished|burn(?:ed|t|ing)|razed|dynamited|wrecked"),
        ("SOME DAMAGE", r"damag(?:ed?|es|ing)|shattered|broke|broken|partially destroyed"),
        ("NO DAMAGE", r"no (?:material )?damage|without causing damage"),
    )
)  # fmt: skip
_PEOPLE = (
    ("ACTIVE MILITARY", r"soldiers?|troops|army|military|armed forces|guerrillas?|rebels?|combatants?|patrol|garrison|"
     r"barracks|battalion|brigade|insurgents?|terrorists?|subversives?|fmln|infantry|air force|recruits?|navy|marines?"),
    ("LAW ENFORCEMENT", r"police(?:m[ae]n)?|detectives?|national guard|agents?"),
    ("SECURITY GUARD", r"bodyguards?|guards?|watchm[ae]n|escorts?"),
    ("DIPLOMAT", r"ambassadors?|diplomats?|consuls?|attaches?"),
    ("LEGAL OR JUDICIAL", r"judges?|magistrates?|prosecutors?|justice"),
    ("FORMER GOVERNMENT OFFICIAL", r"former (?:minister|mayor|governor|president|senator)"),
    ("GOVERNMENT OFFICIAL", r"ministers?|mayors?|governors?|president|attorney general|officials?|director|secretary"),
    ("POLITICAL FIGURE", r"senators?|congressm[ae]n|candidates?|deput(?:y|ies)|councilm[ae]n|politicians?|leaders?|hopeful"),
)  # fmt: skip
_THINGS = (
    ("ENERGY", r"power|pylons?|electric\w*|towers?|pipelines?|oil|transformers?|substations?|dam|lines?|refinery|energy|gas"),
    ("DIPLOMAT OFFICE OR RESIDENCE", r"embass(?:y|ies)|consulates?|ambassador's residence"),
    ("TRANSPORT VEHICLE", r"(?:mini|micro)?bus(?:es)?|vehicles?|cars?|trucks?|trains?|planes?|airplanes?|aircraft|helicopters?|"
     r"jeeps?|boats?|vessel|ships?|trailers?|ambulances?|motorcycles?|taxis?|locomotives?"),
    ("FINANCIAL", r"banks?|branch(?:es)?"),
    ("COMMUNICATIONS", r"radio|station|newspapers?|television|antennas?|telephones?|transmitters?|offices of"),
    ("COMMERCIAL", r"stores?|shops?|supermarkets?|restaurants?|hotels?|factor(?:y|ies)|business(?:es)?|company|companies|"
     r"establishments?|warehouses?|mall|center|theaters?|plants?|coffee|mills?|farms?|ranch(?:es)?|hacienda"),
    ("TRANSPORTATION FACILITY", r"airports?|stations?|terminals?|ports?|runway"),
    ("TRANSPORTATION ROUTE", r"bridges?|highways?|roads?|railroads?|railway|tracks?|streets?"),
    ("WATER", r"water|aqueducts?|reservoir"),
    ("LAW ENFORCEMENT FACILITY", r"police (?:station|headquarters|post|garrison)|das (?:building|headquarters)|prisons?|jail"),
    ("CIVILIAN RESIDENCE", r"houses?|homes?|residences?|apartments?|dwellings?|huts?"),
    ("GOVERNMENT OFFICE OR RESIDENCE", r"city hall|mayor's offices?|ministr(?:y|ies)|palace|courthouse|government offices?|"
     r"municipal|customs"),
    ("POLITICAL FIGURE OFFICE OR RESIDENCE", r"headquarters|party offices?"),
    ("ORGANIZATION OFFICE", r"offices?|headquarters|union hall"),
    ("OTHER", r"buildings?|facilit(?:y|ies)|installations?|church(?:es)?|schools?|hospitals?|universit(?:y|ies)|structures?|"
     r"monument|windows?|property|camps?|temples?|chapel|crops?|machinery|equipment|complex|clinic|wall|cathedral|shelves"),
)  # fmt: skip
_PERSON_SORTS = [(sort, re.compile(rf"\b(?:{words})\b", re.I)) for sort, words in _PEOPLE]
_THING_SORTS = [(sort, re.compile(rf"(?<![\w-])(?:{words})$", re.I)) for sort, words in _THINGS]
_THING_HEAD = re.compile(r" (?:of|in|at|on|near|belonging|that|which|with|from|for|and|,|full|loaded)\b.*", re.I)


def sort_of_person(words: str) -> str:
    """The task's type of a human target."""
    return next((sort for sort, pattern in _PERSON_SORTS if pattern.search(words)), "CIVILIAN")


def sort_of_thing(words: str) -> str:
    """The task's type of a physical target by its head word; '' where the words name no such thing."""
    head = _THING_HEAD.sub("", words)
    return next((sort for sort, pattern in _THING_SORTS if pattern.search(head)), "")
