"""Closed code lists that have no table of their own, with the Polish words shown on screen."""

from typing import Final, Literal, get_args

Area = Literal["pomoc_spoleczna", "edukacja", "zdrowie", "bezpieczenstwo", "kultura_sport"]
Level = Literal["gmina", "powiat", "wojewodztwo", "panstwo", "ngo", "prywatny"]
Membership = Literal["leader", "strategic_partner", "member"]
Frequency = Literal["weekly", "monthly", "quarterly", "adhoc", "none"]
Formalisation = Literal["personal", "verbal", "declaration", "agreement", "statutory"]
Variant = Literal["urban", "urban_rural", "rural"]
Unit = Literal["family", "person", "group"]
ServiceStatus = Literal["active", "paused", "closed"]
Access = Literal["open", "application", "referral", "court"]
TeamRole = Literal["lead", "member"]
RecruitAs = Literal["member", "contact", "no"]

AREAS: Final[tuple[Area, ...]] = get_args(Area)
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
MEMBERSHIPS: Final[tuple[Membership, ...]] = get_args(Membership)
#: From the closest contact to no contact in 12 months.
FREQUENCIES: Final[tuple[Frequency, ...]] = get_args(Frequency)
#: From the weakest form to the strongest.
FORMALISATIONS: Final[tuple[Formalisation, ...]] = get_args(Formalisation)
VARIANTS: Final[tuple[Variant, ...]] = get_args(Variant)
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
SERVICE_STATUSES: Final[tuple[ServiceStatus, ...]] = get_args(ServiceStatus)
ACCESSES: Final[tuple[Access, ...]] = get_args(Access)
TEAM_ROLES: Final[tuple[TeamRole, ...]] = get_args(TeamRole)
AGE_BANDS: Final = ("0-2", "3-6", "7-12", "13-17", "18-25", "26-59", "60+")

#: Domestic violence. Its procedure has a closed circle of its own, so families never carry the code.
CLOSED_CIRCLE_NEED: Final = "N07"
#: Types of institutions whose address could lead a perpetrator to a victim of violence.
HIDDEN_PLACES: Final = frozenset({"SOW"})

AREA_NAMES: Final[dict[str, tuple[str, str]]] = {
    "pomoc_spoleczna": ("pomoc społeczna", "social assistance"),
    "edukacja": ("edukacja", "education"),
    "zdrowie": ("ochrona zdrowia", "health"),
    "bezpieczenstwo": ("sądownictwo i policja", "courts and police"),
    "kultura_sport": ("kultura i sport", "culture and sport"),
}
LEVEL_NAMES: Final[dict[str, tuple[str, str]]] = {
    "gmina": ("gmina", "municipality"),
    "powiat": ("powiat", "county"),
    "wojewodztwo": ("województwo", "region"),
    "panstwo": ("państwo", "state"),
    "ngo": ("organizacja społeczna", "NGO or church"),
    "prywatny": ("podmiot prywatny", "private"),
}
SECTOR_NAMES: Final[dict[str, tuple[str, str]]] = {
    "PS": ("pomoc i integracja społeczna", "social assistance and inclusion"),
    "WR": ("wspieranie rodziny i piecza zastępcza", "family support and foster care"),
    "ED": ("edukacja", "education"),
    "ZD": ("zdrowie", "health"),
    "BP": ("sąd, policja, bezpieczeństwo i prawo", "courts, police, safety and law"),
    "KS": ("kultura i sport", "culture and sport"),
    "RP": ("rynek pracy i ekonomia społeczna", "labour market and social economy"),
    "MI": ("mieszkalnictwo", "housing"),
    "ON": ("niepełnosprawność", "disability"),
    "UB": ("świadczenia", "benefits"),
    "SO": ("organizacje społeczne i kościoły", "NGOs and churches"),
    "AD": ("administracja", "administration"),
}


def age_band_limits(band: str) -> tuple[int, int | None]:
    """First and last year of age of a band; the last is ``None`` where the band is open.

    >>> age_band_limits("7-12"), age_band_limits("60+")
    ((7, 12), (60, None))
    """
    if band.endswith("+"):
        return int(band[:-1]), None
    first, last = band.split("-")
    return int(first), int(last)
