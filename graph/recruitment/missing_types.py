"""Kinds of institutions that the needs call for and that the map does not show at all.

Which types usually provide a service stands in ``typical_providers.csv``, made from the model's table
of needs, services and institutions. Help that only the school a child attends can give is left out:
one more school on the map would not help.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from graph.recruitment.needs import AskedNeed
from graph.snapshot import Snapshot
from graph.vocabulary import INSTITUTION_TYPES, NEEDS, SERVICE_TYPES, answers


def _typical_providers() -> Mapping[str, tuple[str, ...]]:
    text = files("graph.recruitment").joinpath("typical_providers.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["service_code"]: tuple(row["type_codes"].split("|")) for row in rows})


#: Service code to the institution types that usually provide it.
TYPICAL_PROVIDERS: Final = _typical_providers()


@dataclass(frozen=True, slots=True)
class MissingType:
    """An institution type (typ instytucji) to look for, with the reason.

    ``services`` it would usually bring and ``needs`` these answer, sorted codes. ``unanswered``
    counts how often such a need is asked (a family's need is 1, a demand row its families) without
    any usable service on the map; ``asked`` counts all.
    """

    type_code: str
    services: tuple[str, ...]
    needs: tuple[str, ...]
    unanswered: int
    asked: int


def missing_types(snapshot: Snapshot, asked: Iterable[AskedNeed]) -> tuple[MissingType, ...]:
    """Types that usually provide a service the needs ask for, where the map has nobody for it.

    A service counts as present when an institution on the map is of a type that usually provides it,
    or offers it. Types that are neither invited nor kept in touch with are left out.

    Returns
    -------
    tuple of MissingType
        The most often unanswered first, then the most often asked, then by code.
    """
    types = {institution.type_code for institution in snapshot.institutions.values()}
    offered = {
        offer.service.service_code for offer in snapshot.offers if _on_map(snapshot, offer.provider.id)
    }
    needs = list(asked)
    lacking = {
        service: providers
        for service, providers in TYPICAL_PROVIDERS.items()
        if service not in offered and types.isdisjoint(providers)
    }
    brings: dict[str, set[str]] = {}
    for service, providers in lacking.items():
        for type_code in providers:
            if INSTITUTION_TYPES[type_code].recruit_as != "no":
                brings.setdefault(type_code, set()).add(service)
    found = (_missing(type_code, services, needs) for type_code, services in brings.items())
    return tuple(
        sorted(
            (missing for missing in found if missing.asked),
            key=lambda missing: (-missing.unanswered, -missing.asked, missing.type_code),
        )
    )


def _on_map(snapshot: Snapshot, id: str) -> bool:
    return id in snapshot.institutions


def _answering(need: str) -> list[str]:
    """The kinds of services that answer a need at the ages they usually take."""
    kinds = [SERVICE_TYPES[code] for code in NEEDS[need].answered_by]
    return [one.code for one in kinds if answers(need, one.code, one.age_min, one.age_max)]


def _missing(type_code: str, services: set[str], asked: Iterable[AskedNeed]) -> MissingType:
    called = [need for need in asked if not services.isdisjoint(_answering(need.need))]
    codes = {code for need in called for code in _answering(need.need)}
    return MissingType(
        type_code,
        tuple(sorted(services & codes)),
        tuple(sorted({need.need for need in called})),
        sum(need.families for need in called if not need.providers),
        sum(need.families for need in called),
    )
