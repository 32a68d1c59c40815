"""The lists of allowed codes with what they mean, for the sheet of codes and for help texts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.packages.words import Words
from graph.text import entry
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


def _plain(named: str, codes: tuple[str, ...]) -> dict[str, Words]:
    """The codes of a list with their words in the catalogue."""
    return {
        code: Words(*(entry(lang, f"code.{named}.{code}")[0] for lang in ("en", "pl"))) for code in codes
    }


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
        (Words("membership", "członkostwo"), _plain("membership", MEMBERSHIPS)),
        (Words("frequency", "częstość"), _plain("frequency", FREQUENCIES)),
        (Words("formalisation", "podstawa współpracy"), _plain("formalisation", FORMALISATIONS)),
        (Words("access", "dostęp"), _plain("access", ACCESSES)),
        (Words("state of a service", "stan usługi"), _plain("status", SERVICE_STATUSES)),
        (Words("age bands", "przedziały wieku"), {band: _years(band) for band in AGE_BANDS}),
        (Words("unit", "kogo dotyczy sprawa"), _plain("unit", UNITS)),
        (Words("role in the task team", "rola w ZZK"), _plain("team_role", TEAM_ROLES)),
        (Words("variant", "rodzaj gminy"), _plain("variant", VARIANTS)),
    )
)
