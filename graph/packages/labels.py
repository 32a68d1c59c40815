"""The lists of allowed codes with what they mean, for the sheet of codes and for help texts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.packages.words import Words
from graph.vocabulary import AGE_BANDS, AREA_NAMES, INSTITUTION_TYPES, LEVEL_NAMES, NEEDS, SERVICE_TYPES
from graph.vocabulary.codes import (
    ACCESSES,
    AREAS,
    FORMALISATIONS,
    FREQUENCIES,
    LEVELS,
    MEMBERSHIPS,
    SERVICE_STATUSES,
    TEAM_ROLES,
    UNITS,
    VARIANTS,
)

_MEANINGS: Final = {
    "leader": Words("leader", "lider"),
    "strategic_partner": Words("strategic partner", "partner strategiczny"),
    "member": Words("member", "członek"),
    "weekly": Words("at least weekly", "co najmniej raz w tygodniu"),
    "monthly": Words("monthly", "co miesiąc"),
    "quarterly": Words("quarterly", "co kwartał"),
    "adhoc": Words("now and then", "doraźnie"),
    "none": Words("no contact in 12 months", "brak kontaktu od 12 miesięcy"),
    "personal": Words("personal acquaintance", "znajomość osobista"),
    "verbal": Words("spoken agreement", "ustalenie ustne"),
    "declaration": Words("declaration to join the team", "deklaracja przystąpienia do PZK"),
    "agreement": Words("written agreement", "porozumienie"),
    "statutory": Words("duty by law or subordination", "obowiązek ustawowy albo podległość"),
    "urban": Words("town", "gmina miejska"),
    "urban_rural": Words("town and countryside", "gmina miejsko-wiejska"),
    "rural": Words("countryside", "gmina wiejska"),
    "family": Words("family", "rodzina"),
    "person": Words("person", "osoba"),
    "group": Words("group", "grupa"),
    "active": Words("active", "działa"),
    "paused": Words("paused", "wstrzymana"),
    "closed": Words("closed", "zamknięta"),
    "open": Words("anybody may come", "bez formalności"),
    "application": Words("on application", "na wniosek"),
    "referral": Words("on referral", "na podstawie skierowania"),
    "court": Words("by a court only", "tylko postanowieniem sądu"),
    "lead": Words("coordinates the case", "koordynuje sprawę"),
}


def _plain(codes: tuple[str, ...]) -> dict[str, Words]:
    return {code: _MEANINGS[code] for code in codes}


def _years(band: str) -> Words:
    return Words(f"{band} years", f"wiek: {band}")


#: Every list of codes: its name, and each code with its meaning. A column's ``codes`` are one of them.
CODE_LISTS: Final[tuple[tuple[Words, Mapping[str, Words]], ...]] = tuple(
    (name, MappingProxyType(meanings))
    for name, meanings in (
        (
            Words("institution types", "rodzaje instytucji"),
            {kind.code: Words(kind.name_en, kind.name_pl) for kind in INSTITUTION_TYPES.values()},
        ),
        (
            Words("service types", "rodzaje usług"),
            {kind.code: Words(kind.name_en, kind.name_pl) for kind in SERVICE_TYPES.values()},
        ),
        (Words("needs", "potrzeby"), {n.code: Words(n.name_en, n.name_pl) for n in NEEDS.values()}),
        (Words("areas", "obszary"), {code: Words(*reversed(AREA_NAMES[code])) for code in AREAS}),
        (Words("levels", "poziomy"), {code: Words(*reversed(LEVEL_NAMES[code])) for code in LEVELS}),
        (Words("membership", "członkostwo"), _plain(MEMBERSHIPS)),
        (Words("frequency", "częstość"), _plain(FREQUENCIES)),
        (Words("formalisation", "formalizacja"), _plain(FORMALISATIONS)),
        (Words("access", "dostęp"), _plain(ACCESSES)),
        (Words("state of a service", "stan usługi"), _plain(SERVICE_STATUSES)),
        (Words("age bands", "przedziały wieku"), {band: _years(band) for band in AGE_BANDS}),
        (Words("unit", "jednostka"), _plain(UNITS)),
        (Words("role in the task team", "rola w ZZK"), _plain(TEAM_ROLES)),
        (Words("variant", "wariant"), _plain(VARIANTS)),
    )
)
