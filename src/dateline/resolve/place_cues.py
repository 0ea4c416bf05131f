"""What the words around a name say about its being a place: prepositions, head nouns, titles, neighbours.

Every rule looks at a short stretch before or after the name and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WINDOW = 48
_DIRECTION = (
    r"(?:north|south|east|west|central|northern|southern|eastern|western|north-?east(?:ern)?|north-?west(?:ern)?|"
    r"south-?east(?:ern)?|south-?west(?:ern)?|upper|lower|downtown|mid|inner|greater|rural|mainland|nearby|neighbou?ring|"
    r"war-torn|occupied|besieged|rebel-held|government-held)"
)
_LEAD = rf"(?:the\s+)?(?:{_DIRECTION}[\s-]+)*(?:the\s+)?"
_IN = re.compile(
    rf"\b(?:in|inside|within|near|outside|around|across|throughout|at|into|entering|reached|visited|visiting|"
    rf"(?:based|born|living|lives?|lived|located|situated|held|arrived|outskirts)\s+(?:in|of|near))\s+{_LEAD}\Z",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"\b(?:from|to|towards?|of|over|via|through|between|leaving|left|for|off|and|against|on|with)\s+{_LEAD}\Z",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:shell(?:ed|s|ing)|storm(?:ed|s|ing)|raid(?:ed|s|ing)|overr[au]n|recaptur(?:ed|es?|ing)|retook|retaken|liberat(?:ed|es|ing)|"
    r"enter(?:ed|s|ing)|besieg(?:ed|es|ing)|bombard(?:ed|s|ing)|invad(?:ed|es|ing)|bomb(?:ed|ing)|evacuat(?:ed|ing)|pound(?:ed|ing))"
    rf"\s+{_LEAD}\Z",
    re.IGNORECASE,
)
"""Verbs that take places; what stands behind them is one, as far as a weak preposition says so."""
_PART_BEFORE = re.compile(
    r"\b(?:(?:far |extreme )?(?:north|south|east|west|central|northern|southern|eastern|western|"
    r"north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|"
    r"(?:north|south|east|west)-central))\s+\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:provinces?|governorates?|states?|oblasts?|regions?|county|krai|department|districts?|prefecture)\b",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:near|outside|close to|(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
    r"(?:ern)? of|on the outskirts of|(?:kilomet(?:er|re)s?|km|miles?) from|around|in the vicinity of|"
    r"in the countryside of)"
    r"\s+(?:the\s+)?(?:(?:city|town|village) of |(?:capital|city),? )?\Z",
    re.IGNORECASE,
)
_HEAD_BEFORE = re.compile(
    r"\b(province|governorate|state|oblast|region|county|district|city|town|township|village|capital|port|suburb|"
    r"neighbou?rhood|municipality|island|quarter|hamlet|settlement|base|airport|airfield|camp|prison|crossing|square|"
    r"dam|river|valley|mountains?|border)\s*(?:,|\s(?:of|in|near|called|named))?\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_HEAD_AFTER = re.compile(
    r"(?:['’]s)?[\s-]+(?:and \w+ )?(provinces?|governorates?|states?|oblasts?|regions?|county|counties|krai|department|"
    r"districts?|prefecture|city|town|townships?|villages?|suburbs?|neighbou?rhoods?|municipality|islands?|quarter|settlement|"
    r"air ?base|military base|naval base|base|air ?port|international airport|air ?field|camp|refugee camp|prison|jail|"
    r"border crossing|crossing|square|dam|river|valley|mountains?|border|outskirts|countryside|suburbs|area|peninsula|"
    r"refinery|oil field|gas field|checkpoint|front ?line|front|resident[s]?)\b",
    re.IGNORECASE,
)
OWN_HEAD = re.compile(
    r"\s(County|District|Province|Governorate|Oblast|State|Region|City|Township|Village|Airport|Air Base|Camp)\Z"
)
_TITLE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|President|Minister|Gen|General|Sen|Senator|Rep|Sgt|Sergeant|Lt|Lieutenant|Col|Colonel|"
    r"Capt|Captain|Maj|Major|Judge|Justice|King|Queen|Prince|Princess|Pope|Sheikh|Ayatollah|Imam|Mullah|Mayor|Governor|Gov|"
    r"Chief|Officer|Detective|Secretary|Ambassador|Commander|Chancellor|Lord|Sir|Lady|Saint|Coach|Brother|Sister|Rev|"
    r"Congressman|Councilman|Commissioner|Spokesman|Spokeswoman|spokesman|spokeswoman|leader|Leader|Abu|bin|ibn|Ibn|ben|"
    r"von|van|de|Mc|O['’])\.?\s*|\b[A-Z]\.\s+)\Z"
)
_PERSON_AFTER = re.compile(
    r"(?:\s+(?:said|says|told|added|wrote|tweeted|testified|argued|explained|noted|recalled|who|whose|himself|herself|"
    r"was born|is survived)\b|,\s+(?:\d\d|a|an|the|who|whose|her|his)\b|\s+[A-Z]\.)"
)
_APPOSED = re.compile(
    r",\s+(?:a|an|the)\s+(?:[\w-]{1,20}\s+){0,3}(town|city|village|capital|port|island|province|district|region|suburb|"
    r"settlement|hamlet|municipality|stronghold)(?=\s*[,.;:)]|\s+(?:of|in|on|near|that|which|where|about|some|and|north|"
    r"south|east|west|along|at|close|with)\b|\s+\d)"
)
"""'Karda, the state capital': what is set beside the name says that it is a place, and no person."""
_BEARING_AFTER = re.compile(
    r",?\s+(?:(?:some|about|around|roughly|just)\s+)?(?:\d[\d.,]{0,6}\s?(?:km|kilomet(?:er|re)s?|miles?)\b|"
    r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of\s)"
)
"""'Karda, 30 km from Baghdad', 'Karda, south of Idlib': what is measured is a place."""
_ORGANISATION_AFTER = re.compile(
    r"(?:\s|-)(?:Post|Times|Herald|Tribune|Journal|Gazette|Daily|News|Star|Sun|Examiner|Chronicle|Courier|Inquirer|Today|"
    r"Press|Telegraph|Guardian|Observer|Mirror|Globe|Review|Weekly|Magazine|United|Wanderers|Rovers|Airlines?|Airways|"
    r"Motors?|Bank|Capital|Partners|Group|Inc|Corp|Ltd|LLC|Company|Foundation|Institute|Institution|Organi[sz]ation|"
    r"Brigades?|Battalions?|Movement|Party|Front|Army|Forces|Bloc|Coalition|Alliance|Corps|Militia)\b"
)
_OUTLET_BEFORE = re.compile(
    r"\b(?:newspapers?|daily|weekly|magazine|channel|broadcaster|news agency|agency|news site|website|radio station|"
    r"TV station|television station|news outlet|outlet)\s+\Z"
)
_PART_OF = re.compile(r"[A-Z][\w'’-]*\s+(?:district|quarter|neighbou?rhood|suburb)\s+of\s+(?:the\s+)?\Z")
_CAPITAL_BEFORE = re.compile(r"(?:\A|[^\w.])((?:[A-Z][\w'’-]+))\s\Z")
_CAPITAL_AFTER = re.compile(r"\s((?:(?:al|el|an|ar|as|ash|at|ad|az)-)?[A-Z][\w'’-]+)")
_PLAIN_CAPITALS = frozenset(
    """In At From Near To On Of The And For But When While After Before As With Outside Inside Northern Southern Eastern
    Western Central North South East West Downtown Greater Upper Lower Since Both That This Where Across Around Between
    Later Then Now Today Still Once Here There Although If Meanwhile Even Also Former Late So Thus Hence Team Eight
    Iraqi Syrian Israeli""".split()
)
_DAYS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec""".split()
)
_SENTENCE_START = re.compile(r"(?:\A|[.!?:]['\"”’)]?\s+|[\n\r]\s*|[“\"]\s?)\Z")
BORDER_JOIN = re.compile(r"(?:[-–—/]|\s+and\s+|\s?[-–—]\s?)(?:the\s+)?\Z")
BORDER_HEAD = re.compile(r"(?:['’]s)?\s+(?:\w+\s+)?(?:border|frontier)\b")
COMMA = re.compile(r"\s*,\s+(?:(?:northern|southern|eastern|western|central|north|south|east|west|in|the)\s+)*\Z")
POSSESSED = re.compile(
    r"['’]s\s+(?:[a-z]+\s+){0,3}(?:(?:city|town|village|district|province|capital|port)\s+(?:of\s+)?)?\Z"
)
QUARTER_OF = re.compile(
    r"\s+(?:district|area|quarter|neighbou?rhood|suburb)\s+(?:of|in)\s+(?:the\s+)?(?:(?:city|capital)(?:\s+of|,)?\s+)?\Z",
    re.IGNORECASE,
)
"""'the Green quarter of Port City'."""
IN_CONTAINER = re.compile(
    r"(?:['’]s)?(?:\s+(?:city|town|village|district|area|province|region))?\s*,?\s+in\s+"
    r"(?:the\s+)?(?:(?:\w+ern|north|south|east|west|central)\s+)?(?:the\s+)?(?:[\w-]+\s+(?:of|in)\s+)?\Z"
)
_STATES = re.compile(
    r"\s*,\s*(?:(Ala|Alaska|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Hawaii|Idaho|Ill|Ind|Iowa|Kan|Ky|La|Maine|Md|Mass|Mich|Minn|"
    r"Miss|Mo|Mont|Neb|Nev|Ohio|Okla|Ore|Pa|Tenn|Tex|Utah|Vt|Va|Wash|Wis|Wyo|N\.H|N\.J|N\.M|N\.Y|N\.C|N\.D|R\.I|S\.C|S\.D|W\.Va|"
    r"W\. Va)\b\.?|([A-Z]{2})\b(?!\s+[A-Z]))"
)
_ABBREVIATED = dict(
    pair.split("=")
    for pair in (
        "Ala=Alabama;Ariz=Arizona;Ark=Arkansas;Calif=California;Colo=Colorado;Conn=Connecticut;Del=Delaware;Fla=Florida;"
        "Ga=Georgia;Ill=Illinois;Ind=Indiana;Kan=Kansas;Ky=Kentucky;La=Louisiana;Md=Maryland;Mass=Massachusetts;"
        "Mich=Michigan;Minn=Minnesota;Miss=Mississippi;Mo=Missouri;Mont=Montana;Neb=Nebraska;Nev=Nevada;"
        "N.H=New Hampshire;"
        "N.J=New Jersey;N.M=New Mexico;N.Y=New York;N.C=North Carolina;N.D=North Dakota;Okla=Oklahoma;Ore=Oregon;"
        "Pa=Pennsylvania;R.I=Rhode Island;S.C=South Carolina;S.D=South Dakota;Tenn=Tennessee;Tex=Texas;Vt=Vermont;"
        "Va=Virginia;Wash=Washington;Wis=Wisconsin;Wyo=Wyoming;W.Va=West Virginia;W. Va=West Virginia;Alaska=Alaska;"
        "Hawaii=Hawaii;Idaho=Idaho;Iowa=Iowa;Maine=Maine;Ohio=Ohio;Utah=Utah;AL=Alabama;AZ=Arizona;AR=Arkansas;"
        "CA=California;CO=Colorado;CT=Connecticut;DE=Delaware;FL=Florida;GA=Georgia;IL=Illinois;IN=Indiana;KS=Kansas;"
        "KY=Kentucky;LA=Louisiana;MD=Maryland;MA=Massachusetts;MI=Michigan;MN=Minnesota;MS=Mississippi;MO=Missouri;"
        "MT=Montana;NE=Nebraska;NV=Nevada;NH=New Hampshire;NJ=New Jersey;NM=New Mexico;NY=New York;NC=North Carolina;"
        "ND=North Dakota;OH=Ohio;OK=Oklahoma;OR=Oregon;PA=Pennsylvania;RI=Rhode Island;SC=South Carolina;"
        "SD=South Dakota;TN=Tennessee;TX=Texas;VT=Vermont;VA=Virginia;WA=Washington;WV=West Virginia;WI=Wisconsin;"
        "WY=Wyoming"
    ).split(";")
)
_KIND_OF_HEAD = (
    (r"province|governorate|oblast|krai|state|department|prefecture", "admin1"),
    (r"count(?:y|ies)|district|municipality", "admin2"),
    (r"city|town|village|township|hamlet|settlement|capital", "city"),
    (r"air ?base|military base|naval base|base|air ?field", "base"),
    (r"air ?port|international airport", "airport"),
    (r"camp", "camp"),
    (r"prison|jail", "prison"),
    (r"border crossing|crossing|checkpoint", "crossing"),
    (r"square", "square"),
    (r"neighbou?rhood|suburb|quarter", "district"),
)


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words around one name say.

    `inside` for 'in', 'near', 'at' before it, `toward` for weaker prepositions, `near` where the event lies beside the
    place, `head` the kind that a head noun names ('' for none), `state` a US state named by abbreviation after it.
    """

    inside: bool = False
    toward: bool = False
    near: bool = False
    head: str = ""
    person: bool = False
    organisation: bool = False
    before: str = ""
    after: str = ""
    initial: bool = False
    state: str = ""
    goes_on: bool = False
    """A capitalised word right behind, no day and no 'Province': the name may be longer than the words found."""
    village: bool = False
    part: str = ""
    """The direction before a name: 'southern'."""
    wider: tuple[int, int] = (0, 0)
    """How many characters before and after the name belong to it: 'southern ' before, ' province' after."""

    @property
    def says_place(self) -> bool:
        """The text itself says that this is a place."""
        return self.inside or bool(self.head) or bool(self.state)


def read_cues(text: str, start: int, end: int) -> Cues:
    """The cues around the name at `start`..`end`."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    capital_before, capital_after = _CAPITAL_BEFORE.search(before), _CAPITAL_AFTER.match(after)
    head = _HEAD_AFTER.match(after)
    kind = head[1] if head else ""
    if not kind and (ahead := _HEAD_BEFORE.search(before)) and not _PART_OF.search(before):
        kind = ahead[1]
    beside = _APPOSED.match(after)
    beyond = _NEAR.search(before)  # '35 km west of Karda'
    state = _STATES.match(after)
    part_before, part_after = _PART_BEFORE.search(before), _PART_AFTER.match(after)
    return Cues(
        inside=bool(_IN.search(before) or beside or beyond or _BEARING_AFTER.match(after)),
        toward=bool(_TO.search(before) or _TAKEN.search(before)),
        near=bool(beyond) or bool(head and head[1].lower() in ("outskirts", "countryside")),
        head=kind_of_head(kind) if kind else "",
        person=bool(_TITLE.search(before) or (not beside and _PERSON_AFTER.match(after))),
        organisation=bool(_ORGANISATION_AFTER.match(after) or _OUTLET_BEFORE.search(before)),
        before=capital_before[1] if capital_before and capital_before[1] not in _PLAIN_CAPITALS else "",
        after=capital_after[1] if capital_after else "",
        initial=bool(_SENTENCE_START.search(before)),
        goes_on=bool(capital_after and not head and capital_after[1] not in _DAYS),
        village=kind.lower() in ("village", "villages", "hamlet"),
        part=" ".join(part_before[0].lower().split()) if part_before else "",
        wider=(len(part_before[0]) if part_before else 0, part_after.end() if part_after else 0),
        state=_ABBREVIATED.get((state[1] or state[2] or "").rstrip("."), "") if state else "",
    )


def kind_of_head(word: str) -> str:
    """The kind of place that a head noun names; 'place' where it fits several."""
    for pattern, kind in _KIND_OF_HEAD:
        if re.match(rf"(?:{pattern})s?\Z", word, re.IGNORECASE):
            return kind
    return "place"
