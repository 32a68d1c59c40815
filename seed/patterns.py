"""What a generated powiat is made of: how common types are, what they offer, how ties are reported."""

from datetime import date
from typing import Final

from graph.vocabulary import CLOSED_CIRCLE_NEED
from graph.vocabulary import NEEDS as ALL_NEEDS
from graph.vocabulary.codes import Formalisation, Frequency

#: The powiat of the first 99 gminas; the next 99 lie in the one numbered before it, and so on.
POWIAT: Final = "2498"
GMINA_SIZE: Final = 40
MEAN_DEGREE: Final = 9.0
#: Types every gmina has, the leader first; the rest follow in the order of the reference list.
IN_EVERY_GMINA: Final = ("OPS", "SP", "POZ", "POL", "PRZ", "DK")
SOUGHT_AFTER: Final = {
    "OPS": 9.0,
    "CUS": 6.0,
    "PCPR": 8.0,
    "POL": 5.0,
    "PPP": 4.0,
    "SP": 3.0,
    "KUR-R": 3.0,
}
#: How many of a type there are beside each other; one of every other type.
COMMON: Final = {
    "SP": 9, "PRZ": 8, "NGO": 12, "POZ": 6, "KOSC": 6, "KLUB": 6, "PRAC": 5, "ZLOB": 3, "BIB": 3,
    "LO": 2, "TECH": 2, "BS": 2, "ZS": 3, "SPM": 3, "PWD": 3, "SUO": 3, "DDP": 2, "DPS": 2, "OREH": 2,
}  # fmt: skip
OFFERS: Final = {
    "OPS": "SOC PIE AR UO SWR POS", "CUS": "SOC UO SEN WOL DMK", "PCPR": "PZ SPR PPS INC",
    "OIK": "INT PPS KE", "SOW": "INT PPS TER", "DPS": "DPS", "DDP": "DZP SEN", "OW": "DZP SEN",
    "SDS": "SDS", "MTW": "MTW", "SCHR": "SCH WYC", "SUO": "UO SUO AON", "ZI": "NK", "ORPZ": "PZ",
    "POW": "PZ", "PWD": "PWD", "ZLOB": "OPD", "PRZ": "PED", "SP": "PED KOR", "LO": "PED", "TECH": "PED",
    "BS": "PED EDD", "ZS": "PED KOR EDD", "SOSW": "PED WWR", "MOS": "PED", "PPP": "PPD WWR TER",
    "OHP": "POP", "POZ": "ZDP", "SZP": "ZDP REH", "PZP": "PSY", "PZPD": "PSD", "OTU": "UZ GSW",
    "ZOL": "OPL", "OWI": "WWR REH", "POL": "PZI", "SR-RN": "NAD", "KUR-R": "NAD", "KUR-D": "NAD PPN",
    "DK": "KUL SEN", "BIB": "KUL", "MOSIR": "SPO", "KLUB": "SPO", "PUP": "POP PSU", "CIS": "CIS",
    "KIS": "CIS POP", "ZGM": "LOK ODL", "WTZ": "WTZ", "ZAZ": "ZAZ", "PZON": "ORZ", "DSR": "SWR DMK",
    "NPP": "PRA MED", "NGO": "WOL GSW RW OWT TER MED", "KOSC": "POS WOL", "BZ": "POS", "AA": "GSW",
    "UM": "STP", "MDK": "KUL", "OREH": "REH",
}  # fmt: skip
ROLES: Final = {
    "PS": ("pracownik socjalny", "asystent rodziny", "konsultant"),
    "ED": ("pedagog szkolny", "psycholog", "wychowawca"),
    "ZD": ("pielęgniarka środowiskowa", "psycholog", "terapeuta"),
    "BP": ("dzielnicowy", "kurator", "profilaktyk"),
}
FREQUENCY: Final[dict[int, tuple[Frequency, ...]]] = {
    1: ("none", "adhoc"), 2: ("adhoc", "quarterly"), 3: ("quarterly", "monthly"),
    4: ("monthly", "weekly"), 5: ("weekly",),
}  # fmt: skip
FORMS: Final[tuple[Formalisation, ...]] = (
    "personal", "personal", "verbal", "verbal", "declaration", "agreement", "statutory",
)  # fmt: skip

WAVES: Final = (("T0", date(2025, 10, 1)), ("T1", date(2026, 3, 1)))
NEEDS: Final = tuple(code for code in ALL_NEEDS if code != CLOSED_CIRCLE_NEED)
